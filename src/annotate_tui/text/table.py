"""The columns of a table whose rows are blocks and whose cells are separated by tabs."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.model import BlockKind, Span, Structure
from annotate_tui.text.cells import WHITE_SPACE, cell_width
from annotate_tui.text.wrap import painted_runs, wrap

ROWS_LOOKED_AT = 200
"""Column widths come from at most so many rows, so that a table of any length opens at once."""

SEPARATOR = " │ "
_CROSSING = "─┼─"
_NARROWEST = 3
_LONGEST_ROW = 16_384
_ROW = bytes([BlockKind.TABLE_ROW])


def first_row(structure: Structure, index: int) -> int:
    """The first block of the table that the table row ``index`` belongs to.

    A table begins where table rows begin, or with a head row that follows a row of another table.
    """
    start = len(structure.kinds[:index].rstrip(_ROW))
    head = structure.levels.rfind(1, start, index + 1)
    if head < 0:
        return start
    while head > start and structure.levels[head - 1] == 1:
        head -= 1
    return head


def table_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of one row, trimmed; an empty one has no words."""
    cells: list[Span] = []
    at = start
    while True:
        stop = text.find("\t", at, end)
        stop = end if stop < 0 else stop
        words = text[at:stop].rstrip(WHITE_SPACE)
        last = at + len(words)
        cells.append(Span(last - len(words.lstrip(WHITE_SPACE)), last))
        if stop >= end:
            return cells
        at = stop + 1


def column_widths(text: str, structure: Structure, first: int, width: int) -> tuple[int, ...]:
    """The cells of each column of the table that begins at block ``first``, within ``width``.

    Empty if so many columns do not fit or a row is as long as a chapter: then the rows are better
    read as prose.
    """
    natural: list[int] = []
    kinds, levels = structure.kinds, structure.levels
    for index in range(first, min(len(structure), first + ROWS_LOOKED_AT)):
        begins = index > first and levels[index] == 1 and levels[index - 1] != 1
        if kinds[index] != BlockKind.TABLE_ROW or begins:
            break
        if structure.ends[index] - structure.starts[index] > _LONGEST_ROW:
            return ()
        for column, cell in enumerate(
            table_cells(text, structure.starts[index], structure.ends[index])
        ):
            if column == len(natural):
                natural.append(1)
            seen = text[cell.start : min(cell.end, cell.start + 2 * width)]
            natural[column] = max(natural[column], cell_width(seen))
    return _fit(natural, width - len(SEPARATOR) * (len(natural) - 1))


def _fit(natural: Sequence[int], room: int) -> tuple[int, ...]:
    """The widths, the widest shrunk until their sum is at most ``room``; empty if that is silly."""
    if sum(natural) <= room:
        return tuple(natural)
    left = room
    for done, width in enumerate(sorted(natural)):
        columns = len(natural) - done
        share = left // columns
        if width > share:
            break
        left -= width
    if share < _NARROWEST:
        return ()
    spare = left - share * columns
    fitted: list[int] = []
    for width in natural:
        fitted.append(min(width, share))
        if width > share and spare:
            fitted[-1] += 1
            spare -= 1
    return tuple(fitted)


def table_lines(
    text: str, start: int, end: int, widths: Sequence[int]
) -> list[list[tuple[int, int, int]]]:
    """The rows of the screen for one row of the table: (start, end, column) of what is painted.

    Cells beyond the last column stand in it.
    """
    cells = table_cells(text, start, end)
    if len(cells) > len(widths):
        cells[len(widths) - 1 :] = [Span(cells[len(widths) - 1].start, end)]
    lines: list[list[tuple[int, int, int]]] = [[]]
    column = 0
    for cell, width in zip(cells, widths, strict=False):
        at = cell.start
        for number, to in enumerate(wrap(text, cell.start, cell.end, width)):
            if number == len(lines):
                lines.append([])
            here = column
            for run in painted_runs(text, at, to):
                lines[number].append((run.start, run.end, here))
                here += cell_width(text[run.start : run.end])
            at = to
        column += width + len(SEPARATOR)
    return lines


def separators(widths: Sequence[int]) -> str:
    """What stands between the columns, as a whole row without words."""
    return SEPARATOR.join(" " * width for width in widths).rstrip()


def head_rule(widths: Sequence[int]) -> str:
    """The line under the head of a table."""
    return _CROSSING.join("─" * width for width in widths)
