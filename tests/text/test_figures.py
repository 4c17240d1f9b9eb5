"""Figures: number, qualifier, what is counted; and the numbers that are none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.figures import figures, unbroken

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


def found(text, language="en"):
    return [text[a:b] for a, b in figures(text, 0, len(text), language)]


def test_the_sample_article():
    assert found(SAMPLE.read_text("utf-8")) == (
        ["one year", "at least 16 North Korean defectors", "three individuals"]
    )


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ('He said "about a third" of them left.', ["about a third"]),
        ("He said “a third” of them left.", ["a third"]),
        ("He said “at least 16” of them left.", ["at least 16"]),
        ("It is about a third.", ["about a third"]),
        ("It rose by nearly a quarter in May.", ["nearly a quarter"]),
        ("It was more than half, he said.", ["more than half"]),
        ("He took about a third of the cake.", ["about a third of the cake"]),
        ("It is a third, and only a third party.", []),
        ("The first half was over; “a third” came.", []),
        ("It cost about half a million euros.", ["about half a million euros"]),
    ],
)
def test_a_fraction_that_ends_at_a_mark_or_has_a_qualifier(text, figure):
    assert found(text) == figure


@pytest.mark.parametrize(
    "figure",
    [
        "at least 16 North Korean defectors",
        "some 3,000 people",
        "more than half a million euros",
        "no fewer than 40 members",
        "nearly two dozen injured men",
        "20-30 people",
        "6,000 to 7,000 troops",
        "two or three weeks",
        "between 5 and 10 percent",
        "5 to 10 km",
        "12% of voters",
        "over 90 percent",
        "2.5 percentage points",
        "$40m",
        "US$4.5 billion",
        "about €40 million",
        "$350 per kg",
        "1.5 million barrels a day",
        "one in five women",
        "4 in 10 adults",
        "a third of the respondents",
        "two-thirds",
        "several hundred soldiers",
        "dozens of houses",
        "tens of thousands of protesters",
        "two and a half years",
        "a hundred and two ships",
        "5-year-old",
        "200 kilometres per hour",
        "2000 people",
        "twenty-one years",
        "100 km",
        "45 degrees Celsius",
        "10 or more",
        "12 United States soldiers",
    ],
)
def test_one_figure(figure):
    assert found(f"They say {figure}, and left.") == [figure]
    assert found(f"It was {figure} that counted") == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "on June. 12, 2023 at 08:06",
        "on 12 June 2023, in June 2022 and in 2021",
        "2023-06-12T08:06 or 12/06/2023",
        "since the 1990s and the '90s",
        "the 21st century, the first and the third party",
        "No. 5, Section 427, Article 9, page 12",
        "COVID-19, iPhone 11, B-52 bombers, Boeing 737, 7-Eleven, Voyager 2",
        "call +1 202-555-0100 or 555-1234",
        "version 1.2.3, v2, 192.168.1.2",
        "no one, one of them, one another, the one who left, someone",
        "they won 3-1 on the day",
        "as he wrote [3] before",
        "https://example.org/12/articles?id=280024",
        "the two met at 8 p.m. or 11am",
        "the 2008 elections",
    ],
)
def test_no_figure(text):
    assert found(text) == []


def test_the_number_of_a_list_item_is_none():
    assert found("1. Seven apples") == ["Seven apples"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Mindestens 16 nordkoreanische Überläufer, rund 2,5 Millionen Euro, am 12. Juni 2023, "
            "20 Prozent der Wähler, drei Tage.",
            [
                "Mindestens 16 nordkoreanische Überläufer",
                "rund 2,5 Millionen Euro",
                "20 Prozent der Wähler",
                "drei Tage",
            ],
        ),
        (
            "fr",
            "Au moins 16 transfuges, 20 % des électeurs, le 12 juin 2023, 10 000 personnes",
            ["Au moins 16 transfuges", "20 % des électeurs", "10 000 personnes"],
        ),
        (
            "es",
            "Al menos 16 desertores, el 20 % de los votantes, el 12 de junio de 2023",
            ["Al menos 16 desertores", "20 % de los votantes"],
        ),
        ("it", "Almeno 16 disertori, circa 300 morti", ["Almeno 16 disertori", "circa 300 morti"]),
        (
            "ko",
            "최소 16명의 탈북민이 2023년 6월 12일에 약 3억 5천만 원을, 두 명이 20% 이상",
            ["최소 16명", "약 3억 5천만 원", "두 명", "20% 이상"],
        ),
        (
            "ja",
            "少なくとも16人が、2023年6月12日に約3億円を。1年間で20%以上",
            ["少なくとも16人", "約3億円", "1年間", "20%以上"],
        ),
        (
            "zh",
            "至少16名脱北者，2023年6月12日，约3亿元，三名官员在第三次会议",
            ["至少16名", "约3亿元", "三名"],
        ),
        ("nl", "Er waren 300 mensen", ["300"]),
    ],
)
def test_other_languages(language, text, expected):
    assert found(text, language)[: len(expected)] == expected


def test_dates_are_unbroken_but_no_figures():
    text = "On June 12, 2023, two men"
    assert [text[a:b] for a, b in unbroken(text, 0, len(text))] == ["June 12, 2023", "two men"]


PIECES = """
    16 1,200 $ 40m % at least about one two three dozen of million men years
    June No. 2023 - – to in , . ( “ 명 約 人 第 and a half 3/4 12:30 +1 people a
    third half the °C
"""
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "it", "ko", "ja", "zh", "nl", ""])
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["\ud800", "\n", "\u00a0", *PIECES.split()]),
    max_size=25,
).map(" ".join)


@given(TEXTS, LANGUAGES, st.integers(0, 60), st.integers(0, 90))
def test_spans_are_ordered_apart_trimmed_and_inside(text, language, start, end):
    for spans in (figures(text, start, end, language), unbroken(text, start, end, language)):
        reached = start
        for a, b in spans:
            assert reached <= a < b <= min(end, len(text))
            assert text[a:b] == text[a:b].strip()
            reached = b


def test_hard_runs_come_to_an_end():
    for piece in (
        "1",
        "1.",
        "1,",
        "1 ",
        "1-",
        "one ",
        "a hundred ",
        "at least ",
        "$",
        "1/",
        "+1 (",
    ):
        for language in ("en", "fr", "ko"):
            text = piece * 10_000
            found = figures(text, 0, len(text), language)
            assert all(a < b for a, b in found)
