"""How each kind of block is drawn: its rows, where their words stand, what is drawn before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotate_tui.model import Block, BlockKind, Structure
from annotate_tui.text import table
from annotate_tui.text.cells import WHITE_SPACE, cell_width, display
from annotate_tui.text.justify import stretched
from annotate_tui.text.pieces import Piece
from annotate_tui.text.structure import block
from annotate_tui.text.wrap import TAB, painted_runs, wrap, wrap_code

NEST = 2
"""Cells by which a list item stands further in for each level, and code for its own sake."""

# A marker that plain text holds itself: a bullet, "3.", "b)", "(iv)".
_MARKER = re.compile(r"(?:[-*+•‣◦▪●○■□–—·]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])[ \t\xa0]+")
_RULE = re.compile(r"[-_*=~#+·•─—–\s]*")
_LABELS_LOOKED_BACK = 50
_VERSE = 60
"""A line of verse has at most so many code points."""
_VERSES = 8
"""So many lines are looked at on either side to tell verse from short paragraphs."""
_JUSTIFIED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_TIGHT = frozenset({BlockKind.CODE, BlockKind.TABLE_ROW, BlockKind.RULE})


class Row(NamedTuple):
    """One row of the screen.

    ``[start, end)`` is what it holds of the text, with the white space at its end; the pieces are
    what is painted of it, left to right. ``decoration`` is painted from column 0, under the
    pieces: a list marker, bars, a rule. A blank row has no piece and starts where it ends. Every
    row of a table row's cells has the whole table row as its range.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    decoration: str
    kind: BlockKind
    block: int


class Part(NamedTuple):
    """``[start, end)`` of a block: all of it, or one part of a very long one."""

    block: int
    start: int
    end: int


class Typesetter:
    """Makes the rows of parts of blocks for one width and keeps nothing but columns of tables.

    ``spacing`` is the number of blank rows between rows of running text, ``justify`` whether its
    rows are stretched to the width.
    """

    def __init__(
        self,
        text: str,
        structure: Structure,
        width: int,
        table_width: int,
        spacing: int = 0,
        justify: bool = False,
    ) -> None:
        self._text = text
        self._structure = structure
        self._width = width
        self._table_width = table_width
        self._spacing = max(0, spacing)
        self._justify = justify
        self._columns: dict[int, table.Columns] = {}  # by the table's first block
        self._drawers: dict[BlockKind, Callable[[Block, Part], Iterator[Row]]] = {
            BlockKind.LIST_ITEM: self._list_item,
            BlockKind.QUOTE: self._quote,
            BlockKind.CODE: self._code,
            BlockKind.RULE: self._rule,
            BlockKind.TABLE_ROW: self._table_row,
        }

    def rows(self, part: Part) -> list[Row]:
        """The rows of that part, at least one, and the blank ones behind its block."""
        whole = block(self._structure, part.block)
        drawer = self._drawers.get(whole.kind, self._prose)
        made = list(drawer(whole, part))
        last = part.end == whole.end
        if self._spacing and whole.kind not in _TIGHT:
            made = self._spaced(whole, made, last)
        if last:
            made += self._gap(whole)
        return made

    def _spaced(self, whole: Block, rows: list[Row], last: bool) -> list[Row]:
        """The rows with blank ones between them, and behind them if the block goes on."""
        bars = self._bars(whole.level).rstrip() if whole.kind is BlockKind.QUOTE else ""
        made: list[Row] = []
        for row in rows:
            made.append(row)
            blank = Row(row.end, row.end, (), bars, row.kind, row.block)
            made += [blank] * self._spacing
        return made[: -self._spacing] if last else made

    def _prose(self, whole: Block, part: Part) -> Iterator[Row]:
        return self._indented(whole, part, 0, "", "")

    def _indented(
        self, whole: Block, part: Part, column: int, first: str, others: str
    ) -> Iterator[Row]:
        """Wrapped rows from that column on; ``first`` and ``others`` are their decorations."""
        at = part.start
        decoration = first
        for end in wrap(self._text, part.start, part.end, self._width - column):
            yield self._row(whole, at, end, column, decoration)
            at, decoration = end, others

    def _row(self, whole: Block, start: int, end: int, column: int, decoration: str) -> Row:
        runs = painted_runs(self._text, start, end)
        pieces: list[Piece] = []
        for number, run in enumerate(runs, 1):
            pieces.append(Piece(run.start, run.end, column))
            if number < len(runs):
                column += cell_width(self._text[run.start : run.end])
        if self._justify and pieces and end < whole.end and whole.kind in _JUSTIFIED:
            pieces = stretched(self._text, pieces, self._width, backwards=start % 2 > 0)
        return Row(start, end, tuple(pieces), decoration, whole.kind, whole.index)

    def _room(self, wanted: int) -> int:
        """An indentation that leaves at least half of the width to the words."""
        return min(wanted, self._width // 2)

    def _list_item(self, whole: Block, part: Part) -> Iterator[Row]:
        outer = NEST * max(0, whole.level - 1)
        label = whole.label
        found = None if label else _MARKER.match(self._text, whole.start, whole.end)
        if found:
            return self._hung(whole, part, self._room(outer), cell_width(found.group()))
        hang = cell_width(label) + 1 if label else self._hang_before(whole)
        column = self._room(outer + hang)
        first = ""
        if label and part.start == whole.start:
            first = _clip(" " * max(0, min(outer, column - hang)) + display(label), self._width - 1)
            column = max(column, cell_width(first))
        return self._indented(whole, part, column, first, "")

    def _hung(self, whole: Block, part: Part, column: int, hang: int) -> Iterator[Row]:
        """An item that holds its own marker: what follows the first row stands under its words."""
        inner = self._room(column + hang)
        at = part.start
        if part.start == whole.start:
            ends = wrap(self._text, at, part.end, self._width - column)
            yield self._row(whole, at, ends[0], column, "")
            at = ends[0]
        for end in wrap(self._text, at, part.end, self._width - inner):
            yield self._row(whole, at, end, inner, "")
            at = end

    def _hang_before(self, whole: Block) -> int:
        """How far the item hangs whose second paragraph this is: as the marker before it."""
        kinds, levels = self._structure.kinds, self._structure.levels
        first = max(0, whole.index - _LABELS_LOOKED_BACK)
        for index in range(whole.index - 1, first - 1, -1):
            if kinds[index] != BlockKind.LIST_ITEM or levels[index] < whole.level:
                break
            label = self._structure.labels.get(index, "")
            if label and levels[index] == whole.level:
                return cell_width(label) + 1
        return NEST

    def _bars(self, level: int) -> str:
        return "│ " * (self._room(2 * max(1, level)) // 2)

    def _quote(self, whole: Block, part: Part) -> Iterator[Row]:
        bars = self._bars(whole.level)
        return self._indented(whole, part, len(bars), bars, bars)

    def _code(self, whole: Block, part: Part) -> Iterator[Row]:
        indent = self._room(NEST)
        at = part.start
        for end in wrap_code(self._text, part.start, part.end, self._width - indent):
            yield self._code_row(whole, at, end, indent)
            at = end

    def _code_row(self, whole: Block, start: int, end: int, indent: int) -> Row:
        """A row of code; each tab ends a piece, and the next one begins at the tab stop."""
        text = self._text
        seen = start + len(text[start:end].rstrip(WHITE_SPACE))
        pieces: list[Piece] = []
        at, column = start, 0
        while at < seen:
            tab = text.find("\t", at, seen)
            stop = seen if tab < 0 else tab + 1
            pieces.append(Piece(at, stop, indent + column))
            if tab >= 0:
                column += cell_width(text[at:tab])
                column += TAB - column % TAB
            at = stop
        return Row(start, end, tuple(pieces), "", whole.kind, whole.index)

    def _rule(self, whole: Block, part: Part) -> Iterator[Row]:
        if not _RULE.fullmatch(self._text, part.start, part.end):
            return self._prose(whole, part)
        line = "─" * self._width
        return iter([Row(part.start, part.end, (), line, whole.kind, whole.index)])

    def _table_row(self, whole: Block, part: Part) -> Iterator[Row]:
        first = table.first_row(self._structure, whole.index)
        columns = self._columns.get(first)
        if columns is None:
            columns = table.columns(self._text, self._structure, first, self._table_width)
            self._columns[first] = columns
        if not columns.widths or (part.start, part.end) != (whole.start, whole.end):
            return self._prose(whole, part)
        return self._table_lines(whole, columns)

    def _table_lines(self, whole: Block, columns: table.Columns) -> Iterator[Row]:
        kind, index = whole.kind, whole.index
        bars = table.separators(columns.widths)
        for line in table.table_lines(self._text, whole.start, whole.end, columns):
            pieces = tuple(Piece(*piece) for piece in line)
            yield Row(whole.start, whole.end, pieces, bars, kind, index)
        if whole.level == 1 and not self._followed_by_head(index):
            yield Row(whole.end, whole.end, (), table.head_rule(columns.widths), kind, index)

    def _followed_by_head(self, index: int) -> bool:
        kinds, levels = self._structure.kinds, self._structure.levels
        after = index + 1
        return after < len(kinds) and kinds[after] == BlockKind.TABLE_ROW and levels[after] == 1

    def _gap(self, whole: Block) -> list[Row]:
        """The blank rows behind a block: none within a list, a table, verse, a run of furniture."""
        after = whole.index + 1
        if after >= len(self._structure):
            return []
        kind = self._structure.kinds[after]
        decoration = ""
        rows = 1 + self._spacing
        if kind == whole.kind:
            if kind in (BlockKind.LIST_ITEM, BlockKind.FURNITURE):
                rows = self._spacing
            elif kind == BlockKind.TABLE_ROW:
                between = whole.level != 1 and self._followed_by_head(whole.index)
                rows = rows if between else 0
            elif kind == BlockKind.PARAGRAPH and self._is_verse(whole.index):
                rows = self._spacing
            elif kind == BlockKind.QUOTE:
                level = min(whole.level, self._structure.levels[after])
                decoration = self._bars(level).rstrip()
        return [Row(whole.end, whole.end, (), decoration, whole.kind, whole.index)] * rows

    def _is_verse(self, index: int) -> bool:
        """Whether that block and the next are lines of one stanza: three short lines or more."""
        if not self._goes_on(index):
            return False
        first, last = index, index + 1
        while first and index - first < _VERSES and self._goes_on(first - 1):
            first -= 1
        while last - index < _VERSES and self._goes_on(last):
            last += 1
        starts, ends = self._structure.starts, self._structure.ends
        lines = range(first, last + 1)
        return len(lines) > 2 and all(ends[i] - starts[i] <= _VERSE for i in lines)

    def _goes_on(self, index: int) -> bool:
        """Whether a paragraph follows in the very next line of the text."""
        kinds, after = self._structure.kinds, index + 1
        if (
            after >= len(kinds)
            or kinds[index] != BlockKind.PARAGRAPH
            or kinds[after] != kinds[index]
        ):
            return False
        start, stop = self._structure.ends[index], self._structure.starts[after]
        return stop - start < 200 and self._text.count("\n", start, stop) == 1


def _clip(s: str, width: int) -> str:
    """As much of ``s`` as ``width`` cells hold; it is a marker, so not long."""
    while s and cell_width(s) > width:
        s = s[:-1]
    return s
