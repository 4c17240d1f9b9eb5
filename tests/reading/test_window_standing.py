"""The same words at the top of the window, through any sizes and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.loaders import markdown
from annotate_tui.model import BlockKind
from annotate_tui.reading.window import Window
from annotate_tui.text.document import Document

MARKDOWN = "\n\n".join(
    f"# Heading {i}\n\nWords of part {i} go on and on, so that they fill rows. " + "More. " * 30
    + f"\n\n- item one of {i}\n- item two\n\n> Quoted words, {i}, that go on for a while.\n\n"
    + f"| name | what it is |\n|---|---|\n| row {i} | {'words in a cell ' * 9}|\n| b | c |\n\n"
    + f"---\n\n```\ncode {i}\n    indented\n\nmore\n```\n\n中文句子{'很长很长的句子，' * 20}。"
    for i in range(12)
)  # fmt: skip
SIZES = st.tuples(st.integers(1, 160), st.integers(1, 100), st.integers(0, 1), st.booleans())
"""Width, height, spacing, justified."""


@pytest.fixture(scope="module")
def mixed():
    loaded = markdown.load(MARKDOWN.encode(), "mixed.md", "mixed.md")
    assert set(loaded.structure.kinds) >= {
        BlockKind.TABLE_ROW, BlockKind.CODE, BlockKind.QUOTE, BlockKind.RULE, BlockKind.LIST_ITEM
    }  # fmt: skip
    return Document(loaded.text, loaded.structure, "en")


def window_of(document, size):
    width, height, spacing, justify = size
    return Window(document, width, height, width + 8, spacing=spacing, justify=justify)


@settings(max_examples=150, deadline=None)
@given(SIZES, st.integers(0, 20), st.lists(SIZES, max_size=4))
def test_through_any_sizes_and_back_the_same_row_is_at_the_top(mixed, size, pages, others):
    window = window_of(mixed, size)
    for _ in range(pages):
        window.page(1, window.seen)
    standing, top, rows = window.standing, window.top, window.rows
    for other in others:
        between = window_of(mixed, other)
        between.stand(standing)
        assert 0 < len(between.rows) <= other[1]
    again = window_of(mixed, size)
    again.stand(standing)
    assert (again.top, again.rows) == (top, rows)


@settings(max_examples=150, deadline=None)
@given(SIZES, st.integers(0, 20), SIZES)
def test_the_words_at_the_top_are_in_the_other_window(mixed, size, pages, other):
    window = window_of(mixed, size)
    for _ in range(pages):
        window.page(1, window.seen)
    standing = window.standing
    there = window_of(mixed, other)
    there.stand(standing)
    assert there.rows[0].start <= standing.offset
    assert any(row.start <= standing.offset <= row.end for row in there.rows)


def test_an_empty_text_stands_nowhere(compose):
    window = Window(compose(), 40, 10, 80)
    window.stand(window.standing)
    assert window.rows == []


def test_a_cell_leads_to_its_code_point(compose):
    window = Window(compose("plain words here", "漢字 and e\u0301x"), 40, 10, 40)
    assert [window.offset_at(0, column) for column in (0, 5, 15, 39)] == [0, 5, 15, 15]
    start = window.rows[2].start
    cells = [window.offset_at(2, column) - start for column in range(12)]
    assert cells == [0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 9]
    assert window.offset_at(3, 0) is None
    assert window.offset_at(-1, 0) is None
