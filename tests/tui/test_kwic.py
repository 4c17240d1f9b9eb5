"""Words in context: whatever the text, the row has its width and the words begin in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.kwic import in_context, middle

TEXTS = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from("한국 漢字 é e\u0301 👨‍👩‍👧 \u202e \u200d \t\n שלום"),
    max_size=60,
)


def drawn(left, words, right, width):
    runs = in_context(left, words, right, width, "text", "lit")
    before = "".join(part for part, _ in runs[: [role for _, role in runs].index("lit")])
    return "".join(part for part, _ in runs), before


@given(TEXTS, st.text(min_size=1, max_size=60), TEXTS, st.integers(12, 90))
def test_every_row_has_its_width_and_the_words_begin_in_one_cell(left, words, right, width):
    runs = in_context(left, words, right, width, "text", "lit")
    assert sum(cell_width(part) for part, _ in runs) == width
    lit = next((i for i, (_, role) in enumerate(runs) if role == "lit"), None)
    if lit is not None:
        assert sum(cell_width(part) for part, _ in runs[:lit]) == middle(width)


def test_what_is_left_out_stands_at_the_outer_ends():
    row, before = drawn("a long way before the ", "mark", " and a long way after it goes on", 40)
    assert before == " …before the "
    assert row.startswith(f"{before}mark and a long way")
    assert row.rstrip().endswith("…")


def test_long_words_leave_room_for_what_follows():
    row, _ = drawn("", "word " * 40, "and then some", 60)
    assert "… and" in row or "…and" in row


def test_long_words_take_it_all_where_nothing_follows():
    row, before = drawn("", "word " * 40, "", 60)
    assert len(row.rstrip()) > len(before) + 34


@pytest.mark.parametrize("sign", ["\u202e", "\n", "\x1b", "\u2066"])
def test_nothing_that_steers_a_terminal_is_painted(sign):
    row, _ = drawn(f"left {sign} side ", f"the {sign} mark", f" right {sign} side", 80)
    assert sign not in row
