"""The columns of a table whose rows are blocks and whose cells are separated by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

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
_LONGEST_NUMBER = 40

# A sign, a currency, digits with their separators, and a unit of up to three letters or a percent
# sign: "−1,234.5", "$3.2m", "(12)", "16 km", "45 %". No date, no time, no range.
_NUMBER = re.compile(
    r"[<>≤≥~≈±]?[ ]?\(?[+\-−–±]?[ ]?(?:[A-Z]{0,3}[$€£¥₩₽₹][ ]?)?[+\-−–]?\.?\d"
    r"(?:[\d,.'’·٬٫\xa0\u2009\u202f]|[ ](?=\d{3}))*"
    r"(?:[ \xa0\u202f]?(?:[%‰°$€£¥₩₽₹]|[A-Za-zµ]{1,3}))?\)?[*†‡]?"
)
_NO_NUMBER = re.compile(r"|[-–—−.…·?]+|n\.?/?[ad]\.?|N\.?/?A\.?")


class Columns(NamedTuple):
    """The cells that each column takes, and whether it stands at its right edge, as figures do.

    Without widths the rows are better read as prose.
    """

    widths: tuple[int, ...]
    right: tuple[bool, ...] = ()


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


def columns(text: str, structure: Structure, first: int, width: int) -> Columns:
    """The columns of the table that begins at block ``first``, within ``width`` cells.

    Without widths if so many columns do not fit or a row is as long as a chapter. A column stands
    at the right if every cell below the head is a number or says that there is none.
    """
    natural: list[int] = []
    figures: list[int] = []  # how many; -1 for a column with other words
    kinds, levels = structure.kinds, structure.levels
    for index in range(first, min(len(structure), first + ROWS_LOOKED_AT)):
        begins = index > first and levels[index] == 1 and levels[index - 1] != 1
        if kinds[index] != BlockKind.TABLE_ROW or begins:
            break
        if structure.ends[index] - structure.starts[index] > _LONGEST_ROW:
            return Columns(())
        for column, cell in enumerate(
            table_cells(text, structure.starts[index], structure.ends[index])
        ):
            if column == len(natural):
                natural.append(1)
                figures.append(0)
            seen = text[cell.start : min(cell.end, cell.start + 2 * width)]
            natural[column] = max(natural[column], cell_width(seen))
            if levels[index] != 1 and figures[column] >= 0 and not _NO_NUMBER.fullmatch(seen):
                number = len(seen) <= _LONGEST_NUMBER and _NUMBER.fullmatch(seen)
                figures[column] = figures[column] + 1 if number else -1
    widths = _fit(natural, width - len(SEPARATOR) * (len(natural) - 1))
    return Columns(widths, tuple(count > 0 for count in figures))


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
    text: str, start: int, end: int, columns: Columns
) -> list[list[tuple[int, int, int]]]:
    """The rows of the screen for one row of the table: (start, end, column) of what is painted.

    Cells beyond the last column stand in it.
    """
    cells = table_cells(text, start, end)
    widths = columns.widths
    if len(cells) > len(widths):
        cells[len(widths) - 1 :] = [Span(cells[len(widths) - 1].start, end)]
    lines: list[list[tuple[int, int, int]]] = [[]]
    column = 0
    for cell, width, right in zip(cells, widths, columns.right, strict=False):
        at = cell.start
        for number, to in enumerate(wrap(text, cell.start, cell.end, width)):
            if number == len(lines):
                lines.append([])
            runs = painted_runs(text, at, to)
            sizes = [cell_width(text[run.start : run.end]) for run in runs]
            here = column + (max(0, width - sum(sizes)) if right else 0)
            for run, size in zip(runs, sizes, strict=True):
                lines[number].append((run.start, run.end, here))
                here += size
            at = to
        column += width + len(SEPARATOR)
    return lines


def separators(widths: Sequence[int]) -> str:
    """What stands between the columns, as a whole row without words."""
    return SEPARATOR.join(" " * width for width in widths).rstrip()


def head_rule(widths: Sequence[int]) -> str:
    """The line under the head of a table."""
    return _CROSSING.join("─" * width for width in widths)
