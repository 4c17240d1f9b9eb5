"""Which mark stands here, which one is meant, which comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Anchor, Annotation, Mark, Span
from annotate_tui.reading.marks import MarkIndex, nearest, order


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

INDEX = MarkIndex.of(ALL)


def test_by_id():
    assert INDEX.get("next") is NEXT
    assert INDEX.get("gone") is None
    assert INDEX.get(None) is None
    assert INDEX.index_of("same") == 2
    assert INDEX.index_of("gone") is None
    assert "last" in INDEX
    assert "gone" not in INDEX


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
    assert INDEX.touching(*span) == found


def test_with_words_are_the_marks_on_exactly_these():
    assert INDEX.with_words(Span(15, 20)) == [INNER, SAME]
    assert INDEX.with_words(Span(15, 21)) == []


def test_the_marks_over_a_span():
    assert INDEX.covering(Span(16, 18)) == [WIDE, INNER, SAME]
    assert INDEX.covering(Span(16, 21)) == [WIDE]
    assert INDEX.covering(Span(5, 12)) == []


def test_a_note_means_the_focus_then_the_same_words_then_the_smallest_over():
    assert INDEX.meant("last", Span(15, 20), "").mark is LAST
    assert INDEX.meant(None, Span(15, 20), "").mark is SAME
    assert INDEX.meant("gone", Span(16, 18), "").mark is INNER
    assert INDEX.meant(None, Span(21, 25), "").mark is WIDE
    assert INDEX.meant(None, Span(52, 55), "").mark is None
    assert INDEX.meant(None, Span(15, 20), "ben") == (None, SAME)


def test_the_next_mark_from_the_one_in_focus():
    assert INDEX.after("wide", Span(10, 40)) is INNER
    assert INDEX.after("inner", Span(15, 20)) is SAME
    assert INDEX.after("last", Span(60, 70)) is None


def test_the_next_mark_without_focus_is_one_here_first():
    assert INDEX.after(None, Span(16, 17)) is WIDE
    assert INDEX.after("gone", Span(45, 46)) is NEXT
    assert INDEX.after(None, Span(50, 55)) is LAST
    assert INDEX.after(None, Span(0, 5)) is WIDE
    assert INDEX.after(None, Span(70, 75)) is None


def test_the_mark_before_from_the_one_in_focus():
    assert INDEX.before("last", Span(60, 70)) is NEXT
    assert INDEX.before("wide", Span(10, 40)) is None


def test_the_mark_before_without_focus_is_one_here_first():
    assert INDEX.before(None, Span(35, 36)) is NEXT
    assert INDEX.before(None, Span(50, 55)) is NEXT
    assert INDEX.before(None, Span(80, 85)) is LAST
    assert INDEX.before(None, Span(0, 5)) is None


def test_without_marks_there_is_none():
    span, none = Span(1, 2), MarkIndex()
    assert none.after(None, span) is None
    assert none.before("gone", span) is None
    assert none.meant(None, span, "") == (None, None)
    assert none.touching(0, 10) == []
    assert none.marks == []
    assert nearest(none.spots, span) is None


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (Span(0, 2), "wide"),
        (Span(12, 99), "inner"),
        (Span(16, 17), "inner"),
        (Span(22, 25), "wide"),
        (Span(35, 36), "next"),
        (Span(51, 52), "next"),
        (Span(58, 59), "last"),
        (Span(80, 81), "last"),
    ],
)
def test_the_nearest_begins_here_or_is_the_smallest_over_or_the_closest(span, name):
    index = nearest(INDEX.spots, span)
    assert index is not None
    assert INDEX.spots[index].id == name


def test_marks_are_fetched_when_asked_for_and_once():
    asked = []

    def fetch(ids):
        asked.append(list(ids))
        return [m for m in ALL if m.id in ids and m is not NEXT]

    index = MarkIndex(INDEX.spots, fetch)
    assert len(index) == 5
    assert asked == []
    assert index.touching(16, 17) == [WIDE, INNER, SAME]
    assert index.touching(12, 35) == [WIDE, INNER, SAME]
    assert asked == [["wide", "inner", "same"], ["next"]]
    assert index.get("next") is None


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=25)


def ordered(spans):
    made = [mark(f"{i:02}", start, start + size) for i, (start, size) in enumerate(spans)]
    return sorted(made, key=lambda m: (m.start, -m.end, m.id))


@given(SPANS, st.integers(0, 60), st.integers(0, 30))
def test_the_index_finds_what_looking_at_all_finds(spans, start, size):
    all_of_them = ordered(spans)
    expected = [m for m in all_of_them if m.start < start + size and start < m.end]
    assert MarkIndex.of(all_of_them).touching(start, start + size) == expected


def test_among_very_many_too_it_finds_those_that_began_long_before():
    many = [mark("long", 0, 5000), *(mark(f"{i:04}", i * 5, i * 5 + 3) for i in range(1, 900))]
    index = MarkIndex.of(many)
    assert [m.id for m in index.touching(3005, 3008)] == ["long", "0601"]
    assert [m.id for m in index.touching(3003, 3005)] == ["long"]


@given(SPANS)
def test_going_on_visits_every_mark_once_in_order_and_back(spans):
    all_of_them = ordered(spans)
    index = MarkIndex.of(all_of_them)
    for step, sequence, begin in (
        (index.after, all_of_them, Span(0, 1)),
        (index.before, all_of_them[::-1], Span(98, 99)),
    ):
        found, here = [], step(None, begin)
        while here is not None:
            found.append(here)
            here = step(here.id, Span(here.start, here.end))
        if not index.touching(*begin):
            assert found == sequence


@given(SPANS, st.integers(0, 60), st.integers(1, 30))
def test_the_mark_meant_is_no_larger_than_any_that_covers(spans, start, size):
    all_of_them, span = ordered(spans), Span(start, start + size)
    covering = [m for m in all_of_them if m.start <= span.start and span.end <= m.end]
    found = MarkIndex.of(all_of_them).meant(None, span, "").mark
    assert (found is None) == (not covering)
    if found is not None:
        assert found in covering
        assert all(found.end - found.start <= m.end - m.start for m in covering)


@given(SPANS, SPANS, st.integers(0, 24))
def test_a_changed_index_is_the_one_made_anew_and_the_old_one_stays(before, put, gone):
    old = ordered(before)
    index = MarkIndex.of(old)
    new = [mark(f"{i:02}", start, start + size) for i, (start, size) in enumerate(put[::2], 20)]
    left_out = {m.id for m in old[gone:]}
    after = index.changed(left_out, [(m, 0) for m in new])
    names = left_out | {m.id for m in new}
    expected = [*(m for m in old if m.id not in names), *new]
    expected.sort(key=lambda m: (m.start, -m.end, m.id))
    assert after.marks == expected
    assert after.spots == sorted(after.spots, key=order)
    for start in range(0, 60, 7):
        assert after.touching(start, start + 4) == MarkIndex.of(expected).touching(start, start + 4)
    assert index.marks == old


def test_many_changes_at_once_are_sorted_in():
    index = MarkIndex.of(ordered([(i, 3) for i in range(0, 300, 2)]))
    new = [mark(f"n{i}", i, i + 3) for i in range(1, 300, 2)]
    after = index.changed({"00", "05"}, [(m, 0) for m in reversed(new)])
    assert len(after) == 298
    assert [spot.start for spot in after.spots] == sorted(spot.start for spot in after.spots)
    assert after.get("n7") is new[3]


def test_what_comes_before_and_behind_something_that_is_no_mark_there():
    # On the very span of marks it comes after them.
    assert INDEX.ahead(Span(15, 20)) is SAME
    assert INDEX.behind(Span(15, 20)) is NEXT
    assert INDEX.behind(Span(15, 30)) is INNER
    assert INDEX.behind(Span(0, 5)) is WIDE
    assert INDEX.ahead(Span(0, 5)) is None
    assert INDEX.behind(Span(65, 66)) is None
    assert INDEX.ahead(Span(65, 66)) is LAST
