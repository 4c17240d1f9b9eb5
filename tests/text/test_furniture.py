"""Furniture of web pages: found near the ends, mined, and never a real sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.text.furniture import NEAR, find_furniture
from annotate_tui.text.paragraphs import read_paragraphs
from annotate_tui.text.structure import block

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"
BODY = [
    "The council voted on Monday to close the bridge, which had carried traffic since 1931.",
    "“We had no choice,” the mayor said. The repairs would have cost more than a new one.",
]


def read(*lines):
    text = "\n\n".join(lines)
    structure = read_paragraphs(text)
    found = find_furniture(text, structure)
    pieces = {}
    for i in range(len(structure)):
        one = block(structure, i)
        pieces.setdefault(found.kinds.get(i, one.kind), []).append(text[one.start : one.end])
    return found, pieces


def furniture(*lines):
    return read(*lines)[1].get(BlockKind.FURNITURE, [])


def test_the_sample_article():
    found, pieces = read(SAMPLE.read_text(encoding="utf-8"))
    title = "Growing unrest among N.K. elites, signs of serial defections"
    assert pieces[BlockKind.TITLE] == [title]
    assert pieces[BlockKind.FURNITURE] == [
        "Go to contents",
        title,
        "Posted June. 12, 2023 08:06,",
        "Updated June. 12, 2023 08:06",
        "한국어",
        "Na-Ri Shin journari@donga.com · Kwan-Seok Jang jks@donga.com",
    ]
    assert pieces[BlockKind.PARAGRAPH][0].startswith("There have been reports")
    assert found.title == title
    assert found.published == found.updated == "2023-06-12T08:06"
    assert found.authors == ("Na-Ri Shin", "Kwan-Seok Jang")


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published: 3 Jan 2024 10:15 GMT", "2024-01-03T10:15+00:00", ""),
        ("Last updated on January 4, 2024", "", "2024-01-04"),
        ("January 4, 2024", "2024-01-04", ""),
        ("Published 3 January 2024 | Updated 4 January 2024", "2024-01-03", "2024-01-04"),
        ("Veröffentlicht am 3. März 2024 um 8.06 Uhr", "2024-03-03T08:06", ""),
        ("Stand: 12.06.2023, 08:06 Uhr", "", "2023-06-12T08:06"),
        ("Publié le 12 juin 2023 à 08h06", "2023-06-12T08:06", ""),
        ("Mis à jour le 12/06/2023", "", ""),
        ("입력 2023-06-12 08:06", "2023-06-12T08:06", ""),
        ("수정 2023년 6월 12일", "", "2023-06-12"),
    ],
)
def test_date_lines(line, published, updated):
    found, pieces = read("Bridge to close", line, *BODY)
    assert (found.published, found.updated) == (published, updated)
    assert pieces[BlockKind.FURNITURE] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe | January 3, 2024",
        "Jane Doe jane@example.org",
        "By Jane Doe, Reuters",
    ],
)
@pytest.mark.parametrize("at_the_foot", [False, True])
def test_bylines(line, at_the_foot):
    lines = [*BODY, line] if at_the_foot else ["Bridge to close", line, *BODY]
    found, pieces = read(*lines)
    assert found.authors == ("Jane Doe",)
    assert pieces[BlockKind.FURNITURE] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Advertisement",
        "ADVERTISEMENT",
        "Read more: Five bridges that fell",
        "Share this article",
        "Sign up for our newsletter",
        "© 2024 The Example",
        "Copyright 2024 Example Media. All rights reserved.",
        "3 min read",
        "Zum Inhalt springen",
        "본문 바로가기",
    ],
)
def test_controls_and_notices_anywhere_near_the_ends(line):
    assert furniture(line, "Bridge to close", *BODY) == [line]
    assert furniture("Bridge to close", BODY[0], line, BODY[1]) == [line]
    assert furniture("Bridge to close", *BODY, line) == [line]


def test_words_that_may_be_text_need_surer_furniture():
    assert furniture("Home", "Bridge to close", *BODY, "Share", "Print") == []
    assert furniture("Home", "Bridge to close", *BODY, "Share", "Print", "© 2024 X") == [
        "Home", "Share", "Print", "© 2024 X"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "By noon the bridge was closed.",
        "Share prices fell by three per cent.",
        "Read more about it in the appendix.",
        "Photo: the old bridge in 1931",
        "The mayor on Monday. Photograph: Jane Doe",
        "No comment.",
        "Advertisement spending rose.",
        "Copyright law is older than the bridge.",
        "Published in 2024, the report names nobody.",
        "On 3 January 2024 the bridge was closed.",
        "한국어로 말했다.",
    ],
)
def test_real_lines_are_left_alone(line):
    for lines in ([line, *BODY], [BODY[0], line, BODY[1]], [*BODY, line]):
        assert line not in furniture(*lines)


def test_nothing_far_from_the_ends():
    many = [f"{BODY[0]} Part {n} follows below." for n in range(NEAR)]
    assert furniture(*many, "Advertisement", *many) == []
    assert furniture(*many, "Advertisement", *many[1:]) == ["Advertisement"]


def test_dates_and_bylines_between_paragraphs_are_text():
    assert furniture("Bridge to close", BODY[0], "3 January 2024", "By Jane Doe", BODY[1]) == []


def test_a_diary_keeps_its_date():
    assert read("12 June 1941", *BODY)[0].kinds == {}


@pytest.mark.parametrize("line", ["English", "Русский", "العربية"])
def test_a_language_switch(line):
    lines = ["Skip to content", "Bridge to close", line, *BODY]
    assert furniture(*lines) == ["Skip to content", line]


def test_a_page_title_names_the_site():
    found, pieces = read("Bridge to close | The Example", "Bridge to close", *BODY)
    assert found.title == "Bridge to close"
    assert found.site == "The Example"
    assert pieces[BlockKind.FURNITURE] == ["Bridge to close | The Example"]


def test_the_site_and_the_newsroom_have_lines_of_their_own():
    head = ["The Example", "Bridge to close - The Example", "Bridge to close"]
    lines = [*head, "By Jane Doe", "Example News, Farnham", *BODY]
    assert furniture(*lines) == [*head[:2], "By Jane Doe", "Example News, Farnham"]


def test_a_section_name_is_not_the_headline():
    found, _ = read("Asia", "Bridge in the north to close", "By Jane Doe", *BODY)
    assert found.title == "Bridge in the north to close"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Bridge to close", "Bridge to close"),
        ("The bridge is closed.", ""),
        ("Dear Sir,", ""),
        ("As follows:", ""),
        ("Bridge to close" + " again" * 40, ""),
    ],
)
def test_the_headline_is_short_and_without_a_stop(first, title):
    assert read(first, *BODY)[0].title == title


def test_a_headline_stands_before_a_blank_line():
    assert read("Bridge to close\nIt will close.", *BODY)[0].title == ""


def test_never_all_of_a_text():
    for lines in (
        ["Advertisement"],
        ["Share", "Print", "© 2024 X"],
        ["By Jane Doe"],
        ["3 May 2024"],
    ):
        assert read(*lines)[0].kinds == {}


LINES = st.sampled_from(
    [
        "Advertisement",
        "Home",
        "By Jane Doe",
        "3 May 2024",
        "한국어",
        "Bridge to close",
        "* * *",
        *BODY,
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=30))
def test_something_readable_is_always_left(lines):
    text = "\n\n".join(lines)
    structure = read_paragraphs(text)
    found = find_furniture(text, structure)
    assert set(found.kinds.values()) <= {BlockKind.TITLE, BlockKind.FURNITURE}
    kinds = [found.kinds.get(i, structure.kinds[i]) for i in range(len(structure))]
    readable = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    assert not found.kinds or any(kind in readable for kind in kinds)
    assert kinds.count(BlockKind.TITLE) == bool(found.title)
