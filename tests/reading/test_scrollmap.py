"""The map of an article: one row for a share of the text, the tag that most marks in it have."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Span, Spot
from annotate_tui.reading.scrollmap import row_of, thumb, tick


def mark(start: int, tag: str | None) -> Spot:
    return Spot(start, start + 1, f"{start}-{tag}", tag)


def ticks(marks, length, height):
    """All rows of the map."""
    return [tick(marks, length, height, row) for row in range(height)]


def test_a_row_has_the_tag_of_most_of_its_marks():
    marks = [mark(0, "c"), mark(5, "q"), mark(8, "q"), mark(30, None), mark(99, "f")]
    assert ticks(marks, 100, 10) == ["q", None, None, "", None, None, None, None, None, "f"]


def test_of_equals_the_first_stays_so_that_one_more_mark_changes_one_row():
    one = ticks([mark(10, "c")], 100, 5)
    assert ticks([mark(10, "c"), mark(12, "q")], 100, 5) == one
    assert ticks([mark(9, "q"), mark(10, "c")], 100, 5)[0] == "q"


@given(
    st.lists(st.tuples(st.integers(0, 999), st.sampled_from(["c", "q", "f", None])), max_size=60),
    st.integers(1, 50),
)
def test_every_mark_has_its_row_and_no_other_row_has_one(places, height):
    marks = [mark(start, tag) for start, tag in sorted(places, key=lambda place: place[0])]
    found = ticks(marks, 1000, height)
    assert len(found) == height
    for y, shown in enumerate(found):
        here = Counter(m.tag_id or "" for m in marks if row_of(m.start, 1000, height) == y)
        assert (shown is None) == (not here)
        assert shown is None or here[shown] == max(here.values())


@pytest.mark.parametrize("length", [0, 1, 50])
def test_marks_beyond_the_text_stay_on_the_map(length):
    assert ticks([mark(60, "c")], length, 4)[-1] == "c"


def test_the_thumb_covers_what_is_seen():
    assert thumb(Span(0, 100), 1000, 10) == range(0, 1)
    assert thumb(Span(450, 650), 1000, 10) == range(4, 7)
    assert thumb(Span(950, 1000), 1000, 10) == range(9, 10)
    assert thumb(Span(500, 501), 10**7, 10) == range(0, 1)


def test_where_all_is_in_view_there_is_no_thumb():
    assert not thumb(Span(0, 100), 100, 10)
    assert not thumb(Span(0, 0), 0, 10)
    assert not thumb(Span(0, 5), 100, 0)


@given(st.integers(2, 10_000), st.data(), st.integers(1, 100))
def test_the_thumb_is_always_on_the_bar(length, data, height):
    start = data.draw(st.integers(0, length - 1))
    seen = Span(start, data.draw(st.integers(start, length)))
    rows = thumb(seen, length, height)
    assert 0 <= rows.start <= rows.stop <= height
    assert rows or seen.end - seen.start >= length - 1


def test_of_ten_thousand_marks_a_row_looks_at_its_own_only():
    marks = [mark(n * 7, "cqf"[n % 3]) for n in range(10_000)]
    # Time of this process alone, and far more than it takes: other programs must not matter.
    began = time.process_time()
    assert tick(marks, 70_000, 100, 50) == "f"
    assert time.process_time() - began < 0.05
    assert None not in ticks(marks, 70_000, 100)
    assert time.process_time() - began < 0.5
