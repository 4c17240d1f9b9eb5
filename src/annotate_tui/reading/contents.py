"""The headings of a text as its table of contents. No screen here."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from annotate_tui.model import BlockKind, Structure


class Heading(NamedTuple):
    """One heading: its words are ``[start, end)``; ``depth`` is 0 for the highest level in use."""

    block: int
    depth: int
    start: int
    end: int


class Contents:
    """All headings in reading order; a Heading is made when it is asked for.

    One look per heading, not per block: 50,000 of them take a few milliseconds.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._blocks: list[int] = []
        at = structure.kinds.find(BlockKind.HEADING)
        while at >= 0:
            self._blocks.append(at)
            at = structure.kinds.find(BlockKind.HEADING, at + 1)
        levels = sorted({structure.levels[block] for block in self._blocks})
        self._depths = {level: depth for depth, level in enumerate(levels)}

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, index: int) -> Heading:
        block, structure = self._blocks[index], self._structure
        depth = self._depths[structure.levels[block]]
        return Heading(block, depth, structure.starts[block], structure.ends[block])

    def present(self, offset: int) -> int | None:
        """The heading under which ``offset`` stands, by its number from 0; None before the first."""
        at = bisect_right(self._blocks, offset, key=self._structure.starts.__getitem__) - 1
        return at if at >= 0 else None
