"""Languages without a table of ours: sentencex where it is installed, our rules where not."""

import pytest

from annotate_tui.text import sentences_foreign
from annotate_tui.text.sentences import sentence_ends

RUSSIAN = "Он сказал: «Да. Нет. Может быть.» Потом он ушёл на ул. Мира. Конец."
EXPECTED = ["Он сказал: «Да. ", "Нет. ", "Может быть.» ", "Потом он ушёл на ул. Мира. ", "Конец."]


def pieces(text, language):
    ends = sentence_ends(text, 0, len(text), language)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def given_by(monkeypatch, function):
    monkeypatch.setattr(sentences_foreign, "_sentencex", lambda: function)


def test_a_quotation_of_several_sentences_is_split_with_sentencex():
    pytest.importorskip("sentencex")
    assert pieces(RUSSIAN, "ru") == EXPECTED


def test_without_sentencex_our_rules_serve(monkeypatch):
    given_by(monkeypatch, None)
    assert pieces(RUSSIAN, "ru") == EXPECTED


def test_sentencex_forbids_a_cut_after_an_abbreviation_that_only_it_knows(monkeypatch):
    text = "Foo bar qux. Baz ended. Next one."
    given_by(monkeypatch, lambda language, copy: [{"end_index": 24}, {"end_index": 33}])
    assert pieces(text, "xx") == ["Foo bar qux. Baz ended. ", "Next one."]
    assert pieces(text, "en") == ["Foo bar qux. ", "Baz ended. ", "Next one."]


def test_a_panic_leaves_our_rules(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(language, copy):
        raise PanicException("byte index 3 is not a char boundary")

    given_by(monkeypatch, panic)
    assert pieces("One here. Two there.", "xx") == ["One here. ", "Two there."]


def test_an_interruption_is_no_panic(monkeypatch):
    def interrupted(language, copy):
        raise KeyboardInterrupt

    given_by(monkeypatch, interrupted)
    with pytest.raises(KeyboardInterrupt):
        sentence_ends("One here. Two there.", 0, 20, "xx")


def test_the_masked_copy_keeps_every_offset_and_no_trap(monkeypatch):
    seen = []
    given_by(monkeypatch, lambda language, copy: seen.append(copy) or [])
    text = "A\u3000. «Б\xa0в» \ud800 \x00 (г)\nд “е”."
    sentence_ends(text, 0, len(text), "xx")
    assert seen == ["A .  Б в       г  д  е ."]
    assert len(seen[0]) == len(text)


def test_wide_spaces_and_surrogates_do_no_harm():
    for text in ("A\u3000. B", "А\xa0. Б", "\ud800. A", "\x00. B"):
        assert sentence_ends(text, 0, len(text), "ru")[-1] == len(text)


def test_a_long_block_is_asked_in_pieces_with_the_same_answer():
    text = "Это предложение номер один. Это второе! " * 4000
    ends = sentence_ends(text, 0, len(text), "ru")
    assert len(ends) == 8000
    assert ends[:3] == [28, 40, 68]
