"""One row a value: whether it was taken, whether another is written almost so, how many hold it."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.services.value_lists import Value
from annotate_tui.text.cells import display
from annotate_tui.tui.lines import Run
from annotate_tui.tui.table import Cell, Column, Table

ALIKE = "≈"
"""Stands at a value that differs from another one only in case, accents, blanks or punctuation."""
TAKEN = "+"
"""Stands at a value that was taken to those to be merged."""
DRAWN = 400
"""Code points of a value that are looked at: no row has as many cells."""


def value_table(value: str, used: str) -> Table:
    """The columns, under these heads."""
    return Table(
        (
            Column("", 2),
            Column(value, 20, 1, most=72),
            Column(used, 10, align="right"),
        )
    )


def value_row(
    table: Table, value: Value, width: int, *, taken: bool, chosen: bool
) -> Sequence[Run]:
    """The row of a value in ``width`` cells; ``taken`` is whether it is to be merged."""
    role = "chosen" if chosen else "text"
    cells: list[Cell] = [
        [
            (TAKEN if taken else " ", "chosen" if chosen else "page-key"),
            (ALIKE if value.alike else " ", "chosen" if chosen else "gutter"),
        ],
        [(display(value.words[:DRAWN]), role)],
        f"{value.used:,}",
    ]
    return table.row(width, cells, role, "❯" if chosen else "")
