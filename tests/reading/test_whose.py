"""Whose marks are shown, and which mark a key means among those of several coders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Anchor, Annotation, Mark, Span
from annotate_tui.reading.whose import SOMEBODY, Whose, meant, possessive


def mark(number: int, start: int, end: int, coder: str) -> Mark:
    annotation = Annotation(id=f"{number}", article_id="a", tag_id="c", coder=coder)
    anchor = Anchor(annotation_id=annotation.id, text_id="t", start=start, end=end, exact="words")
    return Mark(annotation, anchor)


SPAN = Span(10, 14)
MARKS = st.lists(
    st.tuples(st.integers(0, 10), st.integers(14, 20), st.sampled_from(["anna", "ben", ""])),
    max_size=6,
).map(lambda rows: [mark(i, *row) for i, row in enumerate(rows)])


@given(MARKS)
def test_out_of_focus_only_a_mark_of_ones_own_is_meant(marks):
    found = meant(marks, None, SPAN, "anna")
    own = [m for m in marks if m.annotation.coder == "anna"]
    assert (found.mark is not None) == bool(own)
    if found.mark is None:
        assert (found.theirs is not None) == bool(marks)
        return
    assert found.mark in own
    assert found.theirs is None
    fitting = [m for m in own if (m.start, m.end) == SPAN]
    if fitting:
        assert found.mark is fitting[-1]
    else:
        assert found.mark.end - found.mark.start == min(m.end - m.start for m in own)


@given(MARKS, st.sampled_from(["anna", "ben", ""]))
def test_a_mark_in_focus_is_meant_whosever_it_is(marks, coder):
    focused = mark(99, 0, 5, coder)
    assert meant(marks, focused, SPAN, "anna") == (focused, None)


@given(st.sampled_from([None, "anna", "ben"]), st.sampled_from(["anna", "ben", "cy", ""]))
def test_blind_shows_ones_own_alone_and_nobody_turns_that(only, coder):
    blind = Whose("anna", only, blind=True)
    assert blind.shows(coder) == (coder == "anna")
    assert blind.shows_own
    assert blind.told == "blind: only anna's marks"
    assert blind.next(["anna", "ben"]) is blind


@given(st.lists(st.sampled_from(["anna", "ben", "cy", ""]), unique=True))
def test_the_next_coder_goes_through_all_of_them_and_back_to_everybody(coders):
    whose, seen = Whose("anna"), []
    for _ in range(len(coders) + 1):
        seen.append(whose.only)
        whose = whose.next(coders)
    assert seen == [None, *coders]
    assert whose == Whose("anna")


def test_one_who_is_not_there_any_more_is_followed_by_the_first():
    assert Whose("anna", "gone").next(["ben"]).only == "ben"


@pytest.mark.parametrize(
    ("whose", "told"),
    [
        (Whose("anna"), ""),
        (Whose("anna", "ben"), "only ben's marks"),
        (Whose("anna", ""), f"only {SOMEBODY}'s marks"),
    ],
)
def test_what_is_hidden_is_told(whose, told):
    assert whose.told == told


def test_a_mark_without_a_coder_is_somebodys():
    assert possessive("") == "somebody's"
