"""Rows of a table among the lines of a column: told by cells that stand below one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate_tui.loaders.pdf_lines import Chunk, Line
from annotate_tui.loaders.pdf_paragraphs import begins_small

_MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,2}|[a-zA-Z])[.)]")
_ROWS = 3
_LONGEST = 500
_WIDEST = 40


def find_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The half-open ranges of lines that are tables.

    A table is at least three rows of two or more cells whose cells form columns: white space runs
    down between them through every row. Lines of one cell that stand within one of the columns
    belong to it where more rows follow.
    """
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if not 2 <= len(lines[i].chunks) <= _WIDEST:
            i += 1
            continue
        end = _table_end(lines, i)
        if end is None:
            i += 1
            continue
        found.append((i, end))
        i = end
    return found


def cells_of(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of a table's rows, "" for those that are empty."""
    columns = _columns(lines)
    rows: list[list[str]] = []
    for line in lines:
        cells: list[list[str]] = [[] for _ in columns]
        for chunk in line.chunks:
            cells[_column(columns, chunk)].append(chunk.text)
        rows.append([" ".join(cell) for cell in cells])
    return rows


def _table_end(lines: Sequence[Line], start: int) -> int | None:
    columns = _columns(lines[start : start + 1])
    rows, end = 1, start + 1
    best: int | None = None
    while end < min(len(lines), start + _LONGEST) and _is_next(lines[end - 1], lines[end]):
        line = lines[end]
        if len(line.chunks) > _WIDEST:
            break
        if len(line.chunks) < 2 and not (
            any(a - 2 <= line.x0 and line.x1 <= b + 2 for a, b in columns)
            and end - (best or start) < 4
        ):
            break
        for chunk in line.chunks:
            columns = _with_cell(columns, chunk)
        if not 2 <= len(columns) <= _WIDEST:
            break
        end += 1
        if len(line.chunks) > 1:
            rows += 1
            if rows >= _ROWS:
                best = end
    if best is None or not _is_tabular(lines[start:best]):
        return None
    return best


def _is_next(before: Line, line: Line) -> bool:
    return 0 < line.y - before.y < 3.2 * before.size


def _is_tabular(lines: Sequence[Line]) -> bool:
    """Whether most rows have cells in at least two of the columns, and cells are short."""
    columns = _columns(lines)
    full = sum(1 for line in lines if len({_column(columns, c) for c in line.chunks}) >= 2)
    cells = [chunk for line in lines for chunk in line.chunks]
    short = sum(1 for chunk in cells if len(chunk.text) <= 60)
    # Justified lines in a narrow column have wide blanks; but their words run on.
    if all(_MARKER.fullmatch(line.chunks[0].text) for line in lines if len(line.chunks) > 1):
        # A list, whose markers stand apart.
        return False
    running = sum(1 for line in lines if begins_small(line.text))
    if running > 0.4 * len(lines):
        return False
    return len(columns) >= 2 and full >= max(_ROWS, 0.6 * len(lines)) and short >= 0.8 * len(cells)


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the cells' own places, taken together, leave no white space."""
    columns: list[tuple[float, float]] = []
    for line in lines:
        for chunk in line.chunks:
            columns = _with_cell(columns, chunk)
    return columns


def _with_cell(columns: list[tuple[float, float]], chunk: Chunk) -> list[tuple[float, float]]:
    """The columns from left to right, those that the cell touches made one."""
    room = 0.6 * chunk.size
    x0, x1 = chunk.x0, chunk.x1
    apart = [(a, b) for a, b in columns if b + room < x0 or x1 + room < a]
    if len(apart) < len(columns):
        touched = [column for column in columns if column not in apart]
        x0 = min(x0, *(a for a, _ in touched))
        x1 = max(x1, *(b for _, b in touched))
    return sorted([*apart, (x0, x1)])


def _column(columns: Sequence[tuple[float, float]], chunk: Chunk) -> int:
    """In which of the columns the cell stands."""
    x = (chunk.x0 + chunk.x1) / 2
    return min(range(len(columns)), key=lambda k: max(columns[k][0] - x, x - columns[k][1], 0.0))
