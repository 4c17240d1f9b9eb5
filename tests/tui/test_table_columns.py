"""Columns that fit: whatever stands in a row, it is as wide as it should be and cut between graphemes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.cells import cell_width, grapheme_ends
from annotate_tui.tui.table import Column, Table, crop_start, fitted

COLUMNS = (
    Column("Tag", 6, 1, most=10),
    Column("Words", 10, 3),
    Column("Note", 8, 2, drop=1),
    Column("At", 5, align="right", drop=2),
)


def words(runs):
    return "".join(part for part, _ in runs)


def test_what_is_left_over_is_shared_by_weight_up_to_the_most():
    assert fitted(COLUMNS, 60) == (10, 22, 17, 5)
    assert fitted(COLUMNS, 200)[0] == 10
    assert sum(fitted(COLUMNS, 200)) == 200 - 6


def test_columns_give_way_in_their_order_and_the_last_is_cut():
    assert fitted(COLUMNS, 34)[3] == 0
    assert fitted(COLUMNS, 20) == (6, 12, 0, 0)
    assert fitted(COLUMNS, 12) == (6, 4, 0, 0)
    assert fitted(COLUMNS, 0) == (0, 0, 0, 0)


def test_cells_stand_under_their_titles():
    table = Table(COLUMNS)
    head = words(table.head(63))
    row = words(table.row(63, ["claim", "“The river is high.”", "", "3.1"], sign="❯"))
    assert row.startswith("❯ claim")
    assert head.index("Words") == row.index("“The river")
    assert head.index("At") + len("At") == row.index("3.1") + len("3.1")


def test_runs_keep_their_roles_and_plain_words_have_that_of_the_row():
    table = Table((Column("Tag", 5), Column("Words", 8, 1)), indent=0)
    runs = table.row(16, [[("c", "key"), ("laim", "dim")], "water"], "chosen")
    assert ("c", "key") in runs
    assert ("laim", "dim") in runs
    assert ("water", "chosen") in runs


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("abcdef", "abc…"),
        ("日本語", "日…"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦…"),
        ([("ab", "key"), ("cd", "dim")], "abcd"),
        ([("abcd", "key"), ("e", "dim")], "abc…"),
    ],
)
def test_what_is_too_long_is_cut_between_graphemes(cell, shown):
    table = Table((Column("", 4),), indent=0)
    assert words(table.row(5, [cell])).strip() == shown


def test_a_tail_loses_its_beginning():
    table = Table((Column("", 8, align="tail"),), indent=0)
    assert words(table.row(9, ["the words before it"])) == "…fore it "
    assert words(table.row(9, ["it"])) == "      it "
    assert words(table.row(9, [[("one ", "dim"), ("two three", "text")]])) == "…o three "
    assert crop_start("日本語", 4) == "…語"


cells = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.lists(st.tuples(st.text(max_size=12), st.sampled_from(["key", "dim"])), max_size=4),
    ),
    min_size=4,
    max_size=4,
)


@given(cells, st.integers(0, 120), st.sampled_from(["left", "right", "tail"]))
def test_every_row_is_as_wide_as_asked(row, width, align):
    table = Table([column._replace(align=align) for column in COLUMNS])
    drawn = table.row(width, row)
    assert all(part for part, _ in drawn)
    assert sum(cell_width(part) for part, _ in drawn) == max(width, 2)


@given(st.text(max_size=40), st.integers(0, 30))
def test_the_end_of_words_is_whole_graphemes(text, width):
    shown = crop_start(text, width)
    assert cell_width(shown) <= width or shown == text
    kept = shown.removeprefix("…")
    starts = {0, *grapheme_ends(text, 0, len(text))}
    assert len(text) - len(kept) in starts
