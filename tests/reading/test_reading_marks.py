"""Which mark stands here, which one is meant, which comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Anchor, Annotation, Mark, Span
from annotate_tui.reading import marks
from annotate_tui.reading.marks import MarkIndex


def mark(name, start, end):
    return Mark(
        Annotation(id=name, article_id="article", tag_id="tag"),
        Anchor(annotation_id=name, text_id="text", start=start, end=end, exact="x" * (end - start)),
    )


WIDE, INNER, SAME, NEXT, LAST = ALL = [
    mark("wide", 10, 40),
    mark("inner", 15, 20),
    mark("same", 15, 20),
    mark("next", 30, 50),
    mark("last", 60, 70),
]


def test_by_id():
    assert marks.by_id(ALL, "next") is NEXT
    assert marks.by_id(ALL, "gone") is None
    assert marks.by_id(ALL, None) is None


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Span(0, 10), []),
        (Span(0, 11), [WIDE]),
        (Span(16, 17), [WIDE, INNER, SAME]),
        (Span(20, 30), [WIDE]),
        (Span(39, 40), [WIDE, NEXT]),
        (Span(40, 41), [NEXT]),
        (Span(50, 60), []),
        (Span(0, 99), ALL),
    ],
)
def test_here_are_the_marks_that_share_a_character(span, found):
    assert marks.here(ALL, span) == found


def test_with_words_are_the_marks_on_exactly_these():
    assert marks.with_words(ALL, Span(15, 20)) == [INNER, SAME]
    assert marks.with_words(ALL, Span(15, 21)) == []


def test_the_smallest_mark_over_a_span():
    assert marks.smallest_over(ALL, Span(16, 18)) is INNER
    assert marks.smallest_over(ALL, Span(16, 21)) is WIDE
    assert marks.smallest_over(ALL, Span(30, 40)) is NEXT
    assert marks.smallest_over(ALL, Span(5, 12)) is None


def test_a_note_means_the_focus_then_the_same_words_then_the_smallest_over():
    assert marks.meant(ALL, "last", Span(15, 20)) is LAST
    assert marks.meant(ALL, None, Span(15, 20)) is SAME
    assert marks.meant(ALL, "gone", Span(16, 18)) is INNER
    assert marks.meant(ALL, None, Span(21, 25)) is WIDE
    assert marks.meant(ALL, None, Span(52, 55)) is None


def test_the_next_mark_from_the_one_in_focus():
    assert marks.after(ALL, "wide", Span(10, 40)) is INNER
    assert marks.after(ALL, "inner", Span(15, 20)) is SAME
    assert marks.after(ALL, "last", Span(60, 70)) is None


def test_the_next_mark_without_focus_is_one_here_first():
    assert marks.after(ALL, None, Span(16, 17)) is WIDE
    assert marks.after(ALL, "gone", Span(45, 46)) is NEXT
    assert marks.after(ALL, None, Span(50, 55)) is LAST
    assert marks.after(ALL, None, Span(0, 5)) is WIDE
    assert marks.after(ALL, None, Span(70, 75)) is None


def test_the_mark_before_from_the_one_in_focus():
    assert marks.before(ALL, "last", Span(60, 70)) is NEXT
    assert marks.before(ALL, "wide", Span(10, 40)) is None


def test_the_mark_before_without_focus_is_one_here_first():
    assert marks.before(ALL, None, Span(35, 36)) is NEXT
    assert marks.before(ALL, None, Span(50, 55)) is NEXT
    assert marks.before(ALL, None, Span(80, 85)) is LAST
    assert marks.before(ALL, None, Span(0, 5)) is None


def test_without_marks_there_is_none():
    span = Span(1, 2)
    assert marks.after([], None, span) is None
    assert marks.before([], "gone", span) is None
    assert marks.meant([], None, span) is None
    assert marks.here([], span) == []
    assert MarkIndex().touching(0, 10) == []
    assert MarkIndex().marks == []


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=25)


def ordered(spans):
    made = [mark(f"{i:02}", start, start + size) for i, (start, size) in enumerate(spans)]
    return sorted(made, key=lambda m: (m.start, -m.end, m.id))


@given(SPANS, st.integers(0, 60), st.integers(0, 30))
def test_the_index_finds_what_looking_at_all_finds(spans, start, size):
    all_of_them = ordered(spans)
    expected = [m for m in all_of_them if m.start < start + size and start < m.end]
    assert MarkIndex(all_of_them).touching(start, start + size) == expected


@given(SPANS)
def test_going_on_visits_every_mark_once_in_order_and_back(spans):
    all_of_them = ordered(spans)
    for step, sequence, begin in (
        (marks.after, all_of_them, Span(0, 1)),
        (marks.before, all_of_them[::-1], Span(98, 99)),
    ):
        found, here = [], step(all_of_them, None, begin)
        while here is not None:
            found.append(here)
            here = step(all_of_them, here.id, Span(here.start, here.end))
        if not marks.here(all_of_them, begin):
            assert found == sequence


@given(SPANS, st.integers(0, 60), st.integers(1, 30))
def test_the_smallest_over_is_no_larger_than_any_that_covers(spans, start, size):
    all_of_them, span = ordered(spans), Span(start, start + size)
    covering = [m for m in all_of_them if m.start <= span.start and span.end <= m.end]
    found = marks.smallest_over(all_of_them, span)
    assert (found is None) == (not covering)
    if found is not None:
        assert found in covering
        assert all(found.end - found.start <= m.end - m.start for m in covering)
