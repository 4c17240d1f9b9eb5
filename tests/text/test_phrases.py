"""Phrases: short chunks of a sentence that a coder would take."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.phrases import phrases
from annotate_tui.text.words import words

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


def found(text, language="en"):
    return [text[a:b] for a, b in phrases(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "phrase",
    [
        "at least 16 North Korean defectors",
        "that the South Korean government",
        "including Vladivostok",
        "after a number of North Korean diplomats",
        "a government official",
        "the recent asylum attempts",
        "in high-ranking and professional positions",
        "for one year",
        "three individuals",
        "a senior official",
        "at the Strategy Research Institute",
        "because of this",
        "under a lot of stress",
    ],
)
def test_the_sample_article(phrase):
    text = SAMPLE.read_text("utf-8")
    assert phrase in [
        text[a:b] for m in re.finditer(r"\S[^\n]*", text) for a, b in phrases(text, *m.span())
    ]


def test_phrases_of_the_sample_article_are_short():
    text = SAMPLE.read_text("utf-8")
    sizes = [
        len(words(text, a, b))
        for m in re.finditer(r"There have[^\n]*|Last Sunday[^\n]*|Amidst[^\n]*", text)
        for a, b in phrases(text, *m.span())
    ]
    assert max(sizes) <= 8
    assert 2 <= sum(sizes) / len(sizes) <= 4


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Mr. Smith told reporters on June 12, 2023, that more than 2,000 people had fled.",
            [
                "Mr. Smith",
                "told",
                "reporters",
                "on June 12, 2023",
                "that more than 2,000 people",
                "had fled",
            ],
        ),
        ("en", "(the first) “and the last”", ["the first", "the last"]),
        ("en", "the elites and the residents", ["the elites", "the residents"]),
        ("en", "Yes, of", ["Yes", "of"]),
        (
            "de",
            "die Lage der nordkoreanischen Elite hat mindestens 16 Überläufer",
            ["die Lage der nordkoreanischen Elite", "hat mindestens 16 Überläufer"],
        ),
        (
            "fr",
            "la situation des élites nord-coréennes, a déclaré un responsable",
            ["la situation des élites nord-coréennes", "a déclaré", "un responsable"],
        ),
        (
            "es",
            "al menos 16 desertores fueron nombrados en Seúl",
            ["al menos 16 desertores", "fueron nombrados", "en Seúl"],
        ),
        (
            "it",
            "almeno 16 disertori sono stati nominati",
            ["almeno 16 disertori", "sono stati nominati"],
        ),
        (
            "ko",
            "정부는 북한 엘리트층의 동향을 보고 있으며, 최소 16명의 탈북민이",
            ["정부는", "북한 엘리트층의 동향을", "보고", "있으며", "최소 16명의 탈북민이"],
        ),
        (
            "ja",
            "韓国政府は動向を注視しており、少なくとも16人の脱北者が",
            ["韓国政府", "動向", "注視しており", "少なくとも16人の脱北者"],
        ),
        (
            "zh",
            "至少16名脱北者被任命为统一部的咨询委员。",
            ["至少16名脱北者", "被任命为统一部的", "咨询委员"],
        ),
    ],
)
def test_languages(language, text, expected):
    assert found(text, language) == expected


def test_offsets_are_absolute_and_the_range_holds():
    text = "No. The South Korean government left."
    assert [text[a:b] for a, b in phrases(text, 4, len(text))] == [
        "The South Korean government",
        "left",
    ]


PIECES = """
    the of and or in to at least 16 two men said was closely reported that who
    “ ” , . ( ) — Mr. North Korea’s because it l’homme d’une der 정부는 북한 을 韓国 の
    は 的 在 June 12, 2023 more than -ing asked
"""
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "it", "ko", "ja", "zh", "nl", ""])
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["\ud800", "\n", "\u00a0", *PIECES.split()]),
    max_size=25,
).map(" ".join)


@given(TEXTS, LANGUAGES, st.integers(0, 40), st.integers(0, 120))
def test_spans_are_ordered_apart_trimmed_and_inside(text, language, start, end):
    reached = start
    spans = phrases(text, start, end, language)
    for a, b in spans:
        assert reached <= a < b <= min(end, len(text))
        assert text[a:b] == text[a:b].strip()
        inner = words(text, a, b)
        assert inner
        reached = b
    assert bool(spans) == bool(words(text, start, end))
