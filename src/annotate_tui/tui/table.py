"""Columns that fit a width: every list of the program is rows of cells under one head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style

from annotate_tui.text.cells import cell_width, grapheme_ends, is_plain
from annotate_tui.tui.lines import Run, crop

Cell = str | Sequence[Run]
"""What stands in one column of a row: words in the row's own role, or runs with theirs."""

_LOOKED_AT = 32
"""Code points of a cell's words that are looked at for each cell of its column: a mark may be a
whole chapter long, and no grapheme that fits needs as many."""


class Column(NamedTuple):
    """One column. ``least`` is the cells it never goes below, ``most`` those it never exceeds
    (0: no limit); ``weight`` is its share of what is left over.

    ``align`` is "left", "right", or "tail": at the right end, and what does not fit is left out at
    the beginning, as in the words left of a match. ``drop`` tells what gives way where not all
    columns fit: the highest first; a column with 0 stays.
    """

    title: str
    least: int
    weight: int = 0
    align: str = "left"
    most: int = 0
    drop: int = 0


@lru_cache(maxsize=64)
def fitted(columns: tuple[Column, ...], width: int, gap: int = 2) -> tuple[int, ...]:
    """The cells of each column in a row of ``width`` cells, ``gap`` cells between two.

    A column that was left out has 0. Where not even those that stay fit, the last ones are cut.
    """
    shown = list(range(len(columns)))
    while len(shown) > 1 and _needed(columns, shown, gap) > width:
        last = max(shown, key=lambda i: (columns[i].drop, i))
        if not columns[last].drop:
            break
        shown.remove(last)
    cells = [columns[i].least if i in shown else 0 for i in range(len(columns))]
    left = width - _needed(columns, shown, gap)
    growing = [i for i in shown if columns[i].weight]
    while left > 0 and growing:
        whole = sum(columns[i].weight for i in growing)
        full = [i for i in growing if columns[i].most and _more(columns[i], cells[i], left, whole)]
        if not full:
            for n, i in enumerate(growing):
                # What is divided again among the rest leaves no cell over at the end.
                rest = sum(columns[j].weight for j in growing[n:])
                more = left * columns[i].weight // rest
                cells[i] += more
                left -= more
            break
        for i in full:
            left -= columns[i].most - cells[i]
            cells[i] = columns[i].most
            growing.remove(i)
    at = 0
    for i in shown:
        cells[i] = max(0, min(cells[i], width - at))
        at += cells[i] + gap
    return tuple(cells)


def _needed(columns: Sequence[Column], shown: Sequence[int], gap: int) -> int:
    return sum(columns[i].least for i in shown) + gap * (len(shown) - 1)


def _more(column: Column, cells: int, left: int, whole: int) -> bool:
    return cells + left * column.weight // whole >= column.most


class Table:
    """Draws rows of cells in its columns: exactly ``width`` cells, cut between graphemes.

    ``indent`` cells stand free at the left, for a sign of the chosen row; one at the right.
    """

    def __init__(self, columns: Sequence[Column], *, gap: int = 2, indent: int = 2) -> None:
        self.columns = tuple(columns)
        self._gap = gap
        self._indent = indent

    def widths(self, width: int) -> tuple[int, ...]:
        """The cells of each column in a row of ``width`` cells; 0 for one that is left out."""
        return fitted(self.columns, max(0, width - self._indent - 1), self._gap)

    def head(self, width: int, role: str | Style = "heading") -> list[Run]:
        """The row of titles."""
        return self.row(width, [column.title for column in self.columns], role)

    def row(
        self, width: int, cells: Sequence[Cell], role: str | Style = "text", sign: str = ""
    ) -> list[Run]:
        """One row; ``role`` is that of plain words and of what is empty, ``sign`` stands first."""
        shown = crop(sign, self._indent)
        runs: list[Run] = [(shown + " " * (self._indent - cell_width(shown)), role)]
        first = True
        for column, cells_wide, cell in zip(self.columns, self.widths(width), cells, strict=True):
            if not cells_wide:
                continue
            if not first:
                runs.append((" " * self._gap, role))
            first = False
            runs += _fill(cell, column.align, cells_wide, role)
        used = sum(cell_width(words) for words, _ in runs)
        runs.append((" " * max(0, width - used), role))
        return [run for run in runs if run[0]]


def _fill(cell: Cell, align: str, width: int, role: str | Style) -> list[Run]:
    runs: Sequence[Run] = [(cell, role)] if isinstance(cell, str) else cell
    kept = _tail(runs, width) if align == "tail" else _cropped(runs, width)
    room: Run = (" " * (width - sum(cell_width(words) for words, _ in kept)), role)
    return [*kept, room] if align == "left" else [room, *kept]


def _cropped(runs: Sequence[Run], width: int) -> list[Run]:
    kept: list[Run] = []
    for i, (words, role) in enumerate(runs):
        shown = crop(words[: width * _LOOKED_AT], width)
        rest = any(more for more, _ in runs[i + 1 :])
        if rest and cell_width(shown) == width > 0 and not shown.endswith("…"):
            shown = crop(shown + "…", width)
        if shown:
            kept.append((shown, role))
        width -= cell_width(shown)
        if width <= 0 or (shown != words and words):
            break
    return kept


def _tail(runs: Sequence[Run], width: int) -> list[Run]:
    kept: list[Run] = []
    for i in range(len(runs) - 1, -1, -1):
        words, role = runs[i]
        before = any(more for more, _ in runs[:i])
        shown = crop_start(words, width)
        if before and cell_width(shown) == width > 0 and not shown.startswith("…"):
            shown = crop_start("…" + shown, width)
        if shown:
            kept.insert(0, (shown, role))
        width -= cell_width(shown)
        if width <= 0 or (shown != words and words):
            break
    return kept


def crop_start(words: str, width: int) -> str:
    """The end of the words in at most ``width`` cells, with "…" where something is left out."""
    looked = words[-max(1, width * _LOOKED_AT) :]
    over = cell_width(looked) - width
    if over <= 0 and looked == words:
        return words
    if width < 1:
        return ""
    if is_plain(looked[-width:]):
        return "…" + looked[len(looked) - width + 1 :].lstrip()
    cut, start = 0, 0
    for end in grapheme_ends(looked, 0, len(looked)):
        if cut > over:
            break
        cut += cell_width(looked[start:end])
        start = end
    return "…" + looked[start:].lstrip()
