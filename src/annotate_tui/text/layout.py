"""A text as rows for one width, made for what is looked at and nothing else.

There is no absolute row number: counting rows would mean wrapping all that stands above. A place
is a stretch (a block, or a part of a very long one) and a row within it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.cells import (
    WHITE_SPACE,
    cell_width,
    cell_widths,
    is_plain,
    next_grapheme,
    safe_cut,
)
from annotate_tui.text.pieces import Piece
from annotate_tui.text.rows import Part, Row, Typesetter

__all__ = ["PART", "Layout", "Piece", "Place", "Row"]

PART = 16_384
"""A block of more code points is laid out in parts of at most this many.

Small enough that a part of Chinese is wrapped within 10 ms, large enough that the row which ends
early because a part does is met only every few screens.
"""

_BLANKS = re.compile(f"[{WHITE_SPACE}]*")
_CACHED_STRETCHES = 1_000
_CACHED_ROWS = 10_000


class Place(NamedTuple):
    """A row: the stretch, and the row's number in ``Layout.rows(stretch)``, both from 0."""

    stretch: int
    row: int


class Layout:
    """The rows of one text at one width; make another for another width.

    ``width`` is the measure in cells, ``table_width`` the cells that tables may take (at least the
    measure). ``spacing`` blank rows stand between two rows of running text; with ``justify`` its
    rows are stretched to the measure, but for the last of a block and those with too few words.
    Construction costs one look per `PART` code points, whatever the number of blocks.
    """

    def __init__(
        self,
        text: str,
        structure: Structure,
        width: int,
        table_width: int | None = None,
        *,
        spacing: int = 0,
        justify: bool = False,
    ) -> None:
        self.text = text
        self.structure = structure
        self.width = max(1, width)
        self.table_width = max(self.width, table_width or 0)
        self._typesetter = Typesetter(
            text, structure, self.width, self.table_width, spacing, justify
        )
        self._long: list[int] = []  # indices of the blocks that are laid out in parts
        self._first: list[int] = []  # the stretch at which each of them begins
        self._cuts: list[list[int]] = []  # their inner boundaries
        self._find_long_blocks()
        more = sum(map(len, self._cuts))
        self.stretches = len(structure) + more
        self._cache: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._cached_rows = 0

    def _find_long_blocks(self) -> None:
        # A block longer than PART holds a multiple of PART: one look for each instead of one for
        # each block.
        starts, ends = self.structure.starts, self.structure.ends
        offset, more = PART, 0
        size = len(self.text)
        while offset < size:
            index = bisect_right(starts, offset) - 1
            if index >= 0 and ends[index] - starts[index] > PART and offset < ends[index]:
                code = self.structure.kinds[index] == BlockKind.CODE
                cuts = _cut(self.text, starts[index], ends[index], code)
                if cuts:
                    self._long.append(index)
                    self._first.append(index + more)
                    self._cuts.append(cuts)
                    more += len(cuts)
                offset = max(offset, ends[index] - ends[index] % PART)
            offset += PART

    def part(self, stretch: int) -> Part:
        """What of which block a stretch is. Raises IndexError for a stretch that is none."""
        if not 0 <= stretch < self.stretches:
            raise IndexError(stretch)
        starts, ends = self.structure.starts, self.structure.ends
        k = bisect_right(self._first, stretch) - 1
        if k < 0:
            return Part(stretch, starts[stretch], ends[stretch])
        cuts, number, index = self._cuts[k], stretch - self._first[k], self._long[k]
        if number > len(cuts):
            index += number - len(cuts)
            return Part(index, starts[index], ends[index])
        return Part(
            index,
            cuts[number - 1] if number else starts[index],
            cuts[number] if number < len(cuts) else ends[index],
        )

    def stretch_of(self, block: int, offset: int) -> int:
        """The stretch of that block which holds ``offset``, or is nearest to it."""
        k = bisect_right(self._long, block) - 1
        if k < 0:
            return block
        if self._long[k] == block:
            return self._first[k] + bisect_right(self._cuts[k], offset)
        return self._first[k] + len(self._cuts[k]) + block - self._long[k]

    def rows(self, stretch: int) -> Sequence[Row]:
        """The stretch's rows, at least one, with the blank ones that follow its block.

        Raises IndexError for a stretch that is none.
        """
        cached = self._cache.get(stretch)
        if cached is not None:
            self._cache.move_to_end(stretch)
            return cached
        made = tuple(self._typesetter.rows(self.part(stretch)))
        self._cache[stretch] = made
        self._cached_rows += len(made)
        while len(self._cache) > 1 and (
            self._cached_rows > _CACHED_ROWS or len(self._cache) > _CACHED_STRETCHES
        ):
            self._cached_rows -= len(self._cache.popitem(last=False)[1])
        return made

    def row(self, place: Place) -> Row:
        """The row at that place. Raises IndexError for a place that is none."""
        if place.row < 0:
            raise IndexError(place.row)
        return self.rows(place.stretch)[place.row]

    def locate(self, offset: int) -> Place:
        """The row that shows ``offset``; between two blocks the last row of the first one's text.

        White space at a row's end belongs to that row. With no block it is ``Place(0, 0)``.
        """
        if not self.stretches:
            return Place(0, 0)
        block = max(0, bisect_right(self.structure.starts, offset) - 1)
        stretch = self.stretch_of(block, offset)
        rows = self.rows(stretch)
        if rows[0].kind is BlockKind.TABLE_ROW:
            return Place(stretch, _table_row_at(rows, offset))
        count = len(rows)
        while count > 1 and rows[count - 1].start == rows[count - 1].end:
            count -= 1
        found = bisect_right(rows, offset, 0, count, key=_start_of)
        return Place(stretch, max(0, found - 1))

    def move(self, place: Place, rows: int) -> Place:
        """The place so many rows below (above, if negative), or the last (first) there is."""
        stretch, row = place.stretch, place.row + rows
        while row < 0:
            if stretch == 0:
                return Place(0, 0)
            stretch -= 1
            row += len(self.rows(stretch))
        while stretch < self.stretches:
            count = len(self.rows(stretch))
            if row < count:
                return Place(stretch, row)
            if stretch == self.stretches - 1:
                return Place(stretch, count - 1)
            row -= count
            stretch += 1
        return Place(0, 0)

    def visible(self, top: Place, height: int) -> list[Row]:
        """At most ``height`` rows from ``top`` on; fewer where the text ends."""
        found: list[Row] = []
        stretch, skip = top
        while len(found) < height and stretch < self.stretches:
            found += self.rows(stretch)[skip : skip + height - len(found)]
            stretch, skip = stretch + 1, 0
        return found

    def distance(self, a: Place, b: Place, limit: int) -> int:
        """How many rows ``b`` stands below ``a`` (above: negative), at most ``limit`` either way.

        Looks at no more than ``limit`` stretches.
        """
        if a > b:
            return -self.distance(b, a, limit)
        if b.stretch - a.stretch > limit:
            return limit
        rows = b.row
        for stretch in range(b.stretch - 1, a.stretch - 1, -1):
            if rows >= limit:
                return limit
            rows += len(self.rows(stretch))
        return min(rows - a.row, limit)

    def last_top(self, height: int) -> Place:
        """The lowest top that still fills ``height`` rows; the first place in a shorter text."""
        if not self.stretches:
            return Place(0, 0)
        last = self.stretches - 1
        end = Place(last, len(self.rows(last)) - 1)
        return self.move(end, 1 - max(1, height))

    def column_of(self, row: Row, offset: int) -> int:
        """The cell column where ``offset`` is painted; the end of the row's words behind them."""
        if not row.pieces:
            return cell_width(row.decoration)
        for piece in row.pieces:
            if offset < piece.end:
                if offset <= piece.start:
                    return piece.column
                words = self.text[piece.start : piece.end]
                if is_plain(words):
                    return piece.column + offset - piece.start
                widths = cell_widths(words)
                return piece.column + sum(widths[: offset - piece.start])
        last = row.pieces[-1]
        return last.column + cell_width(self.text[last.start : last.end])

    def offset_at(self, row: Row, column: int) -> int:
        """Where the grapheme begins that is painted at that column.

        Left of the words it is the first one, right of them and between two cells of a table the
        last one to the left; the row's start where nothing is painted.
        """
        if not row.pieces:
            return row.start
        piece = row.pieces[0]
        for other in row.pieces:
            if other.column <= column:
                piece = other
        words = self.text[piece.start : piece.end]
        if is_plain(words):
            return piece.start + max(0, min(len(words) - 1, column - piece.column))
        found, at = piece.start, piece.column
        for i, cells in enumerate(cell_widths(words)):
            if cells:
                if at > column:
                    break
                found = piece.start + i
                at += cells
        return found


def _start_of(row: Row) -> int:
    return row.start


def _table_row_at(rows: Sequence[Row], offset: int) -> int:
    """The row of a table's cells that shows ``offset``, or the words before it."""
    best, best_start = 0, -1
    for number, row in enumerate(rows):
        for piece in row.pieces:
            if best_start < piece.start <= offset:
                best, best_start = number, piece.start
    return best


def _cut(text: str, start: int, end: int, code: bool) -> list[int]:
    """Where a long block is cut: behind a sentence, a line break or a blank, else anywhere.

    Code keeps its lines whole where it can, with their indentation.
    """
    cuts: list[int] = []
    at = start
    signs = ("\n",) if code else (". ", "。", "\n", " ")
    while end - at > PART:
        low, high = at + PART * 7 // 8, at + PART
        cut = next((found + 1 for sign in signs if (found := text.rfind(sign, low, high)) >= 0), 0)
        if not cut:
            cut = safe_cut(text, high, at)
            cut = cut if cut > at else next_grapheme(text, at, end)
        if not code:
            blanks = _BLANKS.match(text, cut, end)
            cut = blanks.end() if blanks else cut
        if cut >= end:
            break
        cuts.append(cut)
        at = cut
    return cuts
