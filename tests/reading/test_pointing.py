"""Places under a pointer: words, marks, spans of whole words that furniture ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.loaders.plain import load
from annotate_tui.model import BlockKind, Span, Spot
from annotate_tui.reading.marks import MarkIndex, order
from annotate_tui.reading.motions import begin
from annotate_tui.reading.pointing import (
    drawn,
    next_mark_in,
    next_mark_under,
    paragraph_selected,
    word_at,
    word_selected,
)
from annotate_tui.text.document import Document


def document(text):
    article = load(text.encode(), "a.txt", "a.txt")
    return Document(article.text, article.structure)


QUOTED = document('He said, "It is 3.5 percent," and   left.\n\nThen he came back.\n')


def words(found):
    return None if found is None else QUOTED.text[found.start : found.end]


@pytest.mark.parametrize(
    ("at", "word"), [("He", "He"), ("aid", "said"), (", ", "said"), ("3.5", "3.5"), ('"It', "It")]
)
def test_the_word_under_a_place_or_the_nearer_one(at, word):
    assert words(word_at(QUOTED, QUOTED.text.index(at))) == word


def test_a_sentence_without_words_is_taken_whole():
    held = document("Words here.\n\n* * *\n\nMore words.\n")
    at = held.text.index("*")
    assert word_at(held, at) is None
    found = word_selected(held, begin(held), at)
    assert held.text[found.start : found.end].startswith("*")


@pytest.mark.parametrize(
    ("anchor", "to", "span", "right"),
    [
        ("said", "It", 'said, "It', True),
        ("aid", "percent", 'said, "It is 3.5 percent', True),
        ('"It', '" and', '"It is 3.5 percent,"', True),
        ("ercent", "id,", 'said, "It is 3.5 percent', False),
        (" and", "left", "and   left", True),
        ("and", "   left", "and", True),
        ("left", "Then", "left.\n\nThen", True),
        ("left", "\n\nThen", "left.", True),
    ],
)
def test_spans_are_drawn_from_word_to_word(anchor, to, span, right):
    found = drawn(QUOTED, begin(QUOTED), QUOTED.text.index(anchor), QUOTED.text.index(to))
    assert (words(found), found.right, found.unit) == (span, right, "selection")


def test_nothing_but_blanks_gives_the_nearest_word():
    at = QUOTED.text.index("   left")
    found = drawn(QUOTED, begin(QUOTED), at + 1, at + 1)
    assert words(found) in ("and", "left")


WEB = document("Headline\n\nFirst words of it.\n\nGo to contents\n\nLast words of it.\n")


def test_at_furniture_the_span_ends_on_either_side_and_inside():
    assert BlockKind.FURNITURE in WEB.structure.kinds
    first, last = WEB.text.index("words"), WEB.text.rindex("words")
    inside = WEB.text.index("to contents")
    cases = [
        (first, last, "words of it."),
        (first, inside, "words of it."),
        (last, first, "Last words"),
        (inside, last, "to contents"),
        (inside, first, "Go to"),
    ]
    for anchor, to, span in cases:
        found = drawn(WEB, begin(WEB), anchor, to)
        assert WEB.text[found.start : found.end] == span
        assert "furniture" in found.said


TEXTS = st.lists(
    st.sampled_from(
        [
            "Words here. ",
            "“Said so,” he. ",
            "Go to contents",
            "\n\n",
            "中文的话。",
            "é ",
            "3.5 %",
            " — ",
        ]
    ),
    min_size=1,
    max_size=14,
).map("".join)


@given(TEXTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_drawn_span_holds_the_rules_that_keys_keep(text, one, other):
    held = document(text + " end.")
    anchor, offset = one % len(held.text), other % len(held.text)
    found = drawn(held, begin(held), anchor, offset)
    chosen = held.text[found.start : found.end]
    assert chosen
    assert chosen == chosen.strip()
    assert not held.crosses_furniture(found.start, found.end)
    for word_offset in (found.start, found.end - 1):
        word = word_at(held, word_offset)
        if word is not None and word.start <= word_offset < word.end:
            assert found.start <= word.start < word.end <= found.end
    if not found.said and not held.text[anchor].isspace():
        assert found.start <= anchor < found.end


def spot(name, start, end):
    return Spot(start, end, name, "claim", 0)


def test_clicks_go_from_the_shortest_mark_to_the_longest_then_to_the_words():
    marks = MarkIndex(
        sorted([spot("all", 0, 50), spot("part", 5, 20), spot("word", 10, 14)], key=order)
    )
    taken, focus = [], None
    for _ in range(5):
        found = next_mark_under(marks, focus, 12)
        focus = found.id if found else None
        taken.append(focus)
    assert taken == ["word", "part", "all", None, "word"]
    assert next_mark_under(marks, "word", 30).id == "all"
    assert next_mark_under(marks, None, 50) is None


def test_clicks_beside_a_row_go_round_its_marks():
    marks = MarkIndex([spot("a", 0, 50), spot("b", 5, 20), spot("c", 60, 70)])
    row = Span(10, 61)
    assert [next_mark_in(marks, focus, row).id for focus in (None, "a", "b", "c")] == list("abca")
    assert next_mark_in(marks, None, Span(80, 90)) is None


def test_the_paragraph():
    found = paragraph_selected(QUOTED, begin(QUOTED), 3)
    assert words(found) == 'He said, "It is 3.5 percent," and   left.'
