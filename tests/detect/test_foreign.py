"""Quotations in seven languages besides English: invented sentences, and any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect import foreign, foreign_cues, quotes
from annotate_tui.detect.quote_marks import is_foreign
from annotate_tui.detect.suggester import Suggester
from annotate_tui.loaders import plain
from annotate_tui.model import BlockKind

LANGUAGES = ("de", "es", "fr", "it", "ja", "ko", "zh")
MARKS = "\"“”„«»「」『』‹›‘’'  \u00a0"


def cases():
    found = []
    for line in Path(__file__).with_name("quoted_foreign.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[-1][2].append(line.strip())
        elif line and not line.startswith("#"):
            language, _, words = line.partition(" ")
            found.append((language, words, []))
    return found


def quoted(language, *blocks):
    document = compose(*blocks, language=language)
    found = [s for s in Suggester(document).all() if s.tag == "quote"]
    return document.text, [s for s in found if s.fields["quote_mode"] != "indirect"]


def told(text, one):
    words = text[one.start : one.end].strip(MARKS)
    fields = one.fields
    parts = f"{words} · {fields.get('speaker_text', '')} · {fields.get('cue', '')}"
    return f"{parts} +" if one.part_of else parts.strip()


@pytest.mark.parametrize(("language", "words", "expected"), cases())
def test_what_is_speech_and_what_is_not(language, words, expected):
    text, found = quoted(language, words)
    likely = [one for one in found if one.likely]
    doubtful = [one for one in found if not one.likely and one.fields["quote_mode"] == "direct"]
    shown = [text[one.start : one.end].strip(MARKS) for one in doubtful]
    assert [*(told(text, one) for one in likely), *(f"? {words}" for words in shown)] == expected
    assert {one.fields["quote_mode"] for one in likely} <= {"direct"}
    assert all(one.why[0] == "quotation marks" and len(one.why) > 1 for one in found)


def test_a_pronoun_stands_for_who_spoke_last():
    _, found = quoted("de", "„Ja“, sagte Ministerin Groß. Sie ergänzte: „Wir warten noch.“")
    assert found[1].fields["speaker_text"] == "Sie"
    assert found[1].fields["speaker"] == "Ministerin Groß"
    _, found = quoted("zh", "李强说：“形势稳定。”他还强调：“要有信心。”")
    assert [one.fields["speaker"] for one in found] == ["李强", "李强"]


def test_a_clause_in_the_reporters_sentence_is_mixed():
    _, found = quoted("de", "Das sei „ein schwerer Fehler für alle“, sagte der Präsident.")
    assert [(s.fields["quote_mode"], s.likely) for s in found] == [("mixed", True)]


def test_what_is_written_on_a_sign_is_not_said():
    _, found = quoted("es", "El cartel dice: «No se puede pasar por aquí».")
    assert not any(one.likely for one in found)


@pytest.mark.parametrize(("language", "words", "expected"), cases())
def test_the_language_is_told_from_a_few_words(language, words, expected):
    if any("·" in line for line in expected):
        assert plain.load(words.encode(), "text.txt", "text.txt").language == language


def test_every_language_has_its_words():
    assert all(is_foreign(code) and is_foreign(f"{code}-XX") for code in LANGUAGES)
    assert not any(is_foreign(code) for code in ("", "en", "en-GB", "des", "sv"))
    assert set(foreign_cues.LATIN) < set(LANGUAGES)
    assert foreign.is_pronoun("Elle", "fr-CA")


PIECES = (
    '„|“|”|"|« |»|«| »|「|」|『|』|‘|’|‚|, |. |: |。|，|：|、|sagte |hat |a dit |a déclaré |dit-il|dijo |ha detto |'
    "der |die |le |la |el |l'|de |von |Weber |María |Rossi |er |él |el ministro |so |selon |según |secondo |"
    "라고 |고 |며 |말했다|밝혔다. |김 장관은 |이 |그는 |と|は|述べた。|田中首相は|彼|さん|こう|王毅|说|表示|他|在|"
    "告诉|12日|- |— |\n|！|…|1|words "
)
TEXTS = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(TEXTS.filter(str.strip).map(str.strip), min_size=1, max_size=4),
    st.sampled_from(LANGUAGES),
    st.data(),
)
def test_any_text_gives_sound_spans(texts, language, data):
    kinds = st.sampled_from([BlockKind.PARAGRAPH] * 3 + [BlockKind.FURNITURE, BlockKind.HEADING])
    document = compose(
        *[(data.draw(kinds), text) for text in texts],
        language=language,
        gap=data.draw(st.sampled_from("\n ")),
    )
    text = document.text
    for one in Suggester(document, ("quotes",)).all():
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.likely == (one.score >= quotes.LIKELY)
        assert 0 < one.score <= 1
        said_by = one.fields.get("speaker_text")
        assert said_by is None or (said_by.strip() == said_by and said_by in " ".join(text.split()))


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300), st.sampled_from(LANGUAGES))
def test_any_signs_are_read(text, language):
    for one in Suggester(compose(text, language=language), ("quotes",)).all():
        assert 0 <= one.start < one.end <= len(text)
