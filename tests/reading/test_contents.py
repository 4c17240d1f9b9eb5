"""Headings as a table of contents: their levels, and the one that a place stands under."""

from __future__ import annotations

import time
from array import array

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind, Structure
from annotate_tui.reading.contents import Contents, Heading


def structure(levels: list[int]) -> Structure:
    """Blocks of 8 code points, two apart; a level of 0 is a paragraph, any other a heading."""
    starts = array("I", (10 * n for n in range(len(levels))))
    kinds = bytes(BlockKind.HEADING if level else BlockKind.PARAGRAPH for level in levels)
    return Structure(
        starts=starts,
        ends=array("I", (at + 8 for at in starts)),
        kinds=kinds,
        levels=bytes(levels),
        labels={},
        mark_starts=array("I"),
        mark_ends=array("I"),
        mark_kinds=b"",
        hrefs={},
    )


def test_headings_in_order_with_their_depth():
    contents = Contents(structure([0, 2, 0, 3, 6, 0, 2]))
    assert [contents[n] for n in range(len(contents))] == [
        Heading(1, 0, 10, 18),
        Heading(3, 1, 30, 38),
        Heading(4, 2, 40, 48),
        Heading(6, 0, 60, 68),
    ]


def test_the_heading_that_a_place_stands_under():
    contents = Contents(structure([0, 1, 0, 1, 0]))
    offsets = (0, 9, 10, 29, 30, 49, 10**9)
    assert [contents.present(at) for at in offsets] == [None, None, 0, 0, 1, 1, 1]


def test_without_headings_it_is_empty():
    for levels in ([], [0, 0]):
        contents = Contents(structure(levels))
        assert len(contents) == 0
        assert contents.present(5) is None


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(0, 500))
def test_the_present_heading_is_the_last_one_not_behind_the_place(levels, offset):
    contents = Contents(structure(levels))
    before = [n for n in range(len(contents)) if contents[n].start <= offset]
    assert contents.present(offset) == (before[-1] if before else None)


def test_fifty_thousand_headings_take_no_time():
    many = structure([n % 7 for n in range(60_000)])
    began = time.process_time()
    contents = Contents(many)
    assert contents.present(300_000) is not None
    assert time.process_time() - began < 0.5
    assert len(contents) > 50_000
