"""Words: what a reader steps through, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.words import words


def found(text):
    return [text[a:b] for a, b in words(text, 0, len(text))]


@pytest.mark.parametrize(
    "word",
    [
        "high-ranking",
        "don't",
        "Jong’s",
        "N.K.",
        "U.S.",
        "U.S.-led",
        "e.g.",
        "COVID-19",
        "4.5",
        "1,200",
        "$40m",
        "US$40m",
        "€40m",
        "40€",
        "12%",
        "-5",
        "08:06",
        "20–30",
        "Dong-A",
        "R&D",
        "@handle",
        "#tag",
        "jks@donga.com",
        "https://example.org/a?b=1#c",
        "www.example.org/x",
        "6'2",
        "café",
        "cafe\u0301",
        "हिन्दी",
        "l’homme",
        "한국어는",
        "16명의",
        "Überläufer",
        'צה"ל',
        "мост",
    ],
)
def test_one_word(word):
    assert found(word) == [word]
    assert found(f"“{word}”, ({word})") == [word, word]
    assert found(f"on {word} — on") == ["on", word, "on"]


@pytest.mark.parametrize(
    "text", ["", " \n", "...", "—", "“”", "* * *", "___", "- -", "$", "%", "😀"]
)
def test_no_word(text):
    assert found(text) == []


def test_sentence_punctuation_stays_outside():
    assert found("He said, “No.” Then (see below) he left…") == (
        ["He", "said", "No", "Then", "see", "below", "he", "left"]
    )
    assert found("See https://example.org/a. End.Next") == (
        ["See", "https://example.org/a", "End", "Next"]
    )
    assert found("_foo_ and **bar**") == ["foo", "and", "bar"]


def test_chinese_goes_by_character_but_digits_and_latin_by_run():
    assert found("朝鲜精英2023年COVID-19疫情") == (
        ["朝", "鲜", "精", "英", "2023", "年", "COVID-19", "疫", "情"]
    )


def test_japanese_goes_by_script_with_inflection_and_without_particle():
    assert found("北朝鮮の外交官が亡命を試みた。") == (
        ["北朝鮮", "の", "外交官", "が", "亡命", "を", "試みた"]
    )
    assert found("スパイのリスト16人") == ["スパイ", "の", "リスト", "16", "人"]


def test_offsets_are_absolute_and_the_range_holds():
    text = "alpha beta gamma"
    assert words(text, 6, 10) == [(6, 10)]
    assert words(text, 8, 12) == [(8, 10), (11, 12)]
    assert words(text, 5, 5) == []
    assert words(text, 11, 99) == [(11, 16)]


RANGES = st.tuples(st.integers(0, 90), st.integers(0, 90))
TEXTS = st.text(max_size=80) | st.text(
    st.sampled_from("aB1.,'’-@#$%€&_:/ \n한국漢字かなカナé\u0301\ud800\x00\u200d“”"), max_size=80
)


@given(TEXTS, RANGES)
def test_spans_are_ordered_apart_trimmed_and_inside(text, bounds):
    start, end = bounds
    reached = start
    for a, b in words(text, start, end):
        assert reached <= a < b <= end
        piece = text[a:b]
        assert piece == piece.strip()
        assert any(sign.isalnum() for sign in piece)
        reached = b


@given(st.text(max_size=80))
def test_every_letter_and_digit_belongs_to_a_word(text):
    covered = set()
    for a, b in words(text, 0, len(text)):
        covered.update(range(a, b))
    assert all(i in covered for i, sign in enumerate(text) if sign.isalnum())


def test_hard_runs_come_to_an_end():
    for piece in ("a.", "-a", "www.,", "a@", "$", "1,", "漢", "'"):
        text = piece * 50_000
        assert all(a < b for a, b in words(text, 0, len(text)))
