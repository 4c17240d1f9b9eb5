"""One change of a text on one row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from annotate_tui.model import Span
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.changed_words import (
    Inks,
    Told,
    between,
    in_row,
    in_two_rows,
    inks,
    is_struck,
    told,
)

TRUE = Style(color="#ffffff")
STYLED = Inks("text", Style(strike=True), Style(underline=True), "dim", False)
SIGNS = Inks("text", "text", "text", "dim", True)


def words(runs) -> str:
    return "".join(run for run, _ in runs)


def of(old: str, new: str, gone: str, came: str, *, moved: bool = False) -> Told:
    a, b = old.index(gone), new.index(came)
    return told(old, new, Span(a, a + len(gone)), Span(b, b + len(came)), moved=moved)


def test_replaced_words_stand_after_each_other_in_the_context_of_the_new_text():
    change = of("The price of rice rose.", "The price of fuel rose.", "rice", "fuel")
    assert words(in_row(change, 60, SIGNS)).strip() == "The price of [-rice-] {+fuel+} rose."
    assert words(in_row(change, 60, STYLED)).strip() == "The price of rice fuel rose."
    assert change.sign == "±"


def test_struck_and_underlined_where_the_terminal_can():
    change = of("The price of rice rose.", "The price of fuel rose.", "rice", "fuel")
    styles = {run: style for run, style in in_row(change, 60, STYLED) if isinstance(style, Style)}
    assert styles["rice"].strike
    assert styles["fuel"].underline


def test_what_was_removed_stands_where_it_stood():
    old, new = "It rose again, he said.", "It rose, he said."
    change = told(old, new, Span(7, 13), Span(7, 7), moved=False)
    assert words(in_row(change, 60, SIGNS)).strip() == "It rose[- again-], he said."
    assert change.sign == "−"


@pytest.mark.parametrize(
    ("old", "new", "gone", "came", "row"),
    [
        ("It runs twice an hour", "It runs", "twice an hour", "", "It runs [-twice an hour-]"),
        ("the delay begins. End", "the. End", "delay begins", "", "the [-delay begins-]. End"),
        ("it runs hourly", "it runs. Or not.", "hourly", ". Or not.", "it runs [-hourly-] {+. Or"),
        ("One. Two. Else.", "One. Else.", "Two.", "", "One. [-Two. -]Else."),
    ],
)
def test_removed_words_stand_apart_from_the_word_before(old, new, gone, came, row):
    at = old.index(gone)
    place = next((n for n, sign in enumerate(new) if old[n] != sign), len(new))
    change = told(old, new, Span(at, at + len(gone)), Span(place, place + len(came)), moved=False)
    shown = words(in_row(change, 60, SIGNS))
    assert " ".join(shown.split()).startswith(" ".join(row.split()))


def test_inserted_and_moved_words_say_so():
    old, new = "One. Two.", "Two. One. Three."
    assert told(old, new, Span(9, 9), Span(9, 16), moved=False).sign == "+"
    moved = of(old, new, "One.", "One.", moved=True)
    assert moved.sign == "»"
    assert not moved.removed
    assert words(in_row(moved, 60, SIGNS)).strip() == "Two. moved One. Three."


def test_line_ends_are_blanks():
    change = told("a\n\nb", "a\n\nx y\n\nb", Span(3, 3), Span(3, 8), moved=False)
    assert words(in_row(change, 40, SIGNS)).strip() == "a {+x y +}b"


@pytest.mark.parametrize("width", [12, 20, 30])
def test_long_words_leave_room_to_each_other_and_to_what_follows(width):
    change = Told("left " * 20, "gone " * 40, "came " * 40, "right " * 20)
    row = words(in_row(change, width, STYLED))
    assert cell_width(row) == width
    assert "gon" in row or width < 20
    assert "ca" in row or width < 20
    assert row.count("…") >= 2


TEXTS = st.text(st.sampled_from("ab \n\t界é\u0301👩\u200d\x1b"), max_size=40)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans(), st.booleans(), st.integers(0, 60))
def test_a_row_has_exactly_its_cells(left, gone, came, right, moved, brackets, width):
    change = Told(left, gone, came, right, moved)
    row = in_row(change, width, SIGNS if brackets else STYLED)
    assert sum(cell_width(run) for run, _ in row) == width


def test_brackets_unless_the_terminal_has_all_colours():
    assert is_struck(TRUE)
    for ink in (Style(), Style(color="red"), Style(color="color(200)"), Style(color="default")):
        assert not is_struck(ink)
        assert inks(ink, ink, ink, "text", "dim").brackets
    drawn = inks(TRUE, TRUE, TRUE, "text", "dim")
    assert not drawn.brackets
    assert isinstance(drawn.removed, Style)
    assert drawn.removed.strike


def test_what_differs_between_two_pieces_of_text_as_whole_words():
    assert between("the chair said so", "the chairman said so") == Told(
        "the ", "chair", "chairman", " said so"
    )
    assert between("a b", "a b c") == Told("a b ", "", "c", "")
    assert between("a b a", "a") == Told("a ", "b a", "", "")
    assert between("x", "y") == Told("", "x", "y", "")
    assert between("same words", "same words") == Told("same words ", "", "", "")


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12))
def test_nothing_is_left_out_between_two_pieces(old, new):
    change = between(old, new)
    pieces = [change.left, change.removed, change.inserted, change.right]
    assert "".join(pieces[:2] + pieces[3:]).split() == old.split()
    assert "".join([pieces[0], *pieces[2:]]).split() == new.split()


def two(change: Told, width: int, drawn: Inks = SIGNS, *, apart: bool = False) -> list[str]:
    return [words(row).rstrip() for row in in_two_rows(change, width, drawn, apart=apart)]


def test_on_two_rows_what_was_removed_stands_above_what_was_inserted():
    change = Told("It was asked for ", "weeks", "months", " whether it would pay. Nobody knows.")
    assert two(change, 36) == [
        "…ked for [-weeks-] whether it would…",
        "…ked for {+months+} whether it woul…",
    ]
    short = change._replace(right=" ago")
    assert two(short, 36) == ["It was asked for [-weeks-] ago", "It was asked for {+months+} ago"]


def test_words_of_one_kind_alone_go_on_from_the_first_row_to_the_second():
    change = Told(
        "The harbour ", "", "Updated on Friday with a statement of the port ", "authority."
    )
    assert two(change, 36) == [
        "The harbour {+Updated on Friday with",
        "a statement of the port +}authority.",
    ]
    assert two(change, 36, apart=True) == [
        "…harbour authority.",
        "…harbour {+Updated on Friday with…+}",
    ]


@pytest.mark.parametrize("width", range(10))
def test_moved_words_in_hardly_any_room_stay_within_it(width):
    for row in in_two_rows(Told("a", "", "", "", moved=True), width, STYLED, apart=True):
        assert sum(cell_width(run) for run, _ in row) <= width


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 60))
def test_none_of_two_rows_has_more_than_its_cells(
    left, gone, came, right, moved, apart, brackets, width
):
    drawn = SIGNS if brackets else STYLED
    for row in in_two_rows(Told(left, gone, came, right, moved), width, drawn, apart=apart):
        assert sum(cell_width(run) for run, _ in row) <= width
