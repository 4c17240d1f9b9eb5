"""Words for the search, without a library; SQLite itself is asked what its index makes of them."""

import re
import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.store.search_words import _SAME, LONGEST, MOST, ask, context, fold, index_words
from annotate_tui.text.normal import normalise

SCRIPTS = (
    "abcXYZ éÉßİıſçñöÅ ά Σσς Жё אָב ﷽ أحمد हिन्दी क्षि สวัสดี ကြီး 北韩手机壳 がギプ ﾊﾟ 한국어 각 ﬁ½²ⅣＡ１"
    " .,;:!?-_'’“”\"()*^+{}[]~|&/\\ \n\t\u00a0\u3000\u200b\u200d\u00ad\u0301\u0338😀👨‍👩‍👧🇰🇷"
)
TEXTS = st.text(st.sampled_from(SCRIPTS) | st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="module")
def found():
    """Whether the index finds a text when it is asked so."""
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE i USING fts5(words, content='', tokenize='ascii')")

    def found_(typed, text):
        conn.execute("INSERT INTO i (i) VALUES ('delete-all')")
        conn.execute("INSERT INTO i (rowid, words) VALUES (1, ?)", [index_words(text)])
        question = ask(typed)
        if not question:
            return None
        return bool(conn.execute("SELECT 1 FROM i WHERE i MATCH ?", [question.match]).fetchall())

    return found_


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("north korea", '"north" AND "korea" *'),
        ("  north\t\nkorea  ", '"north" AND "korea" *'),
        ('"north korea"', '"north korea"'),
        ('"north ko', '"north ko" *'),
        ("“north korea” x", '"north korea" AND "x"'),
        ("a AND b OR NOT c", '"a" AND "and" AND "b" AND "or" AND "not" AND "c"'),
        ("NEAR(one two, 3)", '"near one" AND "two" AND "3"'),
        ("words: -minus col* ^first", '"words" AND "minus" AND "col" AND "first" *'),
        ("well-known N.K.", '"well known" AND "n k"'),
        ("Étude CAFÉ", '"etude" AND "cafe" *'),
        ("the the the", '"the" AND "the" *'),
        ("北韩精英", '"北韩 韩精 精英"'),
        ("英", '"英" *'),
        ("英 x", '"英" * AND "x"'),
        ("手机abc", '"手机 机 abc" *'),
        ("iPhone手机", '"iphone 手机"'),
    ],
)
def test_what_is_typed_is_asked(typed, match):
    assert ask(typed).match == match


@pytest.mark.parametrize("typed", ["", " ", '"', '""', "'*:-", "\0", "😀 —", "()", "“”", "_"])
def test_nothing_but_signs_asks_for_nothing(typed):
    assert not ask(typed)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("cafe", "a Cafe\u0301 here", True),
        ("café", "a cafe here", True),
        ("STRASSE", "die Straße", True),
        ("istanbul", "İstanbul", True),
        ("σοφοσ", "ὁ ΣΟΦΟΣ", True),
        ("احمد", "أحمد", True),
        ("16", "¹⁶ of them", True),
        ("def", "defectors", True),
        ("ectors", "defectors", False),
        ("def x", "defectors x", False),
        ('"two one"', "one two", False),
        ('"one two"', "One — “two”", True),
        ("手机", "这个手机壳", True),
        ("手壳", "这个手机壳", False),
        ("壳", "这个手机壳", True),
        ("手机 a", "a 手机壳", True),
        ("북한", "북한이 말했다", True),
        ("ガラス", "ｶﾞﾗｽの", True),
        ("ครับ", "สวัสดีครับ", True),
        ("हिन्दी", "यह हिन्दी है", True),
        ("x" * 200, "y " + "x" * 200 + " z", True),
        ("x" * 200 + " z", "y " + "x" * 200 + " z", True),
        ("x" * 200, "y " + "x" * (LONGEST - 1) + " z", False),
        ("a_b", "the a b", True),
    ],
)
def test_what_finds_what(found, typed, text, expected):
    assert found(typed, text) is expected
    assert ask(typed).fits(text) is expected


@given(TEXTS, TEXTS)
@settings(max_examples=300)
def test_any_text_is_a_safe_question_and_index_and_eye_agree(found, typed, text):
    expected = found(typed, text)
    assert ask(typed).fits(text) is (expected is None or expected)
    if expected:
        place = ask(typed).place(text)
        assert text[slice(*place)].strip()


@given(TEXTS, st.data())
@settings(max_examples=300)
def test_any_words_of_a_text_find_it_where_they_stand(found, text, data):
    text = normalise(text)
    words = text.split()
    start = data.draw(st.integers(0, len(words)))
    typed = " ".join(words[start : start + data.draw(st.integers(1, 4))])
    quoted = data.draw(st.booleans())
    if quoted:
        typed = '"' + re.sub('["“”„‟＂]', " ", typed) + '"'
    if found(typed, text) is None:
        return
    assert found(typed, text)
    place = ask(typed).place(text)
    assert fold(text[slice(*place)]).strip()
    assert ask(typed).place(text) == place


def test_a_pasted_page_is_a_question_too(found):
    page = " ".join(f"word{i}" for i in range(5000))
    assert found(page, page)
    assert found(f'"{page}"', page)
    assert sum(len(term.words) for term in ask(page).terms) == MOST


@given(TEXTS)
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_what_is_said_to_stay_in_its_place_does():
    still = [chr(c) for c in range(0x110000) if _SAME.match(chr(c))]
    assert len(still) > 39_000
    for sign in still:
        assert len(sign.casefold()) == len(fold(sign)) == 1
        assert fold(sign) == sign.casefold() or not sign.isalnum()


def place(typed, text):
    found = ask(typed).place(text)
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("korea", "In North Korea’s north", "Korea"),
        ("north korea", "The north is cold; in North Korea’s north", "North Korea"),
        ("korea nor", "Korea. " + "x " * 60 + "the Korea of Norway", "Korea of Norway"),
        ("vladivostok a", "a b c " + "x " * 60 + "Vladivostok", "Vladivostok"),
        ("cafe", "“x” Cafe\u0301s", "Cafe\u0301s"),
        ("strasse", "die „Straße“ hier", "Straße"),
        ("手机壳", "「这个手机壳很好」", "手机壳"),
        ("壳", "「这个手机壳很好」", "壳"),
        ('"no one"', "no\n one no  one", "no\n one"),
    ],
)
def test_the_place_is_where_the_words_stand(typed, text, expected):
    assert place(typed, text) == expected


def test_context_is_one_line_that_reads_as_the_text():
    text = "Before it.\n\nThere was, as she\nsaid, “no reason” to   go on.\n\nAfter it."
    start = text.index("no reason")
    left, words, right = context(text, ask("no").place(text)._replace(end=start + 9), 60)
    assert (left, words, right) == ("There was, as she said, “", "no reason", "” to go on.")
    left, words, right = context(text, ask("no").place(text)._replace(end=start + 9), 9)
    assert (left, words, right) == ("said, “", "no reason", "” to go")
