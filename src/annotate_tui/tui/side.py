"""What stands beside the text while it is read: where it goes, and what tells that it has the keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from annotate_tui.tui.bars import Lined
from annotate_tui.tui.lines import Run, sides, strip
from annotate_tui.tui.themes import Palette

BESIDE_FROM = 100
"""Cells of the terminal from which a side list stands right of the text, not below it."""
_LEAST_CELLS, _LEAST_ROWS, _LEAST_TEXT = 36, 5, 3
_FORM_TEXT = 5
"""Rows of the text that stay in view over a form, where the screen has them."""


class Place(NamedTuple):
    """Where a side list goes: right of the text or below it, and its own cells and rows, the
    border, or the blank column in its place, left out.
    """

    right: bool
    width: int
    height: int


def place(width: int, height: int, *, border: bool, needs: int = 0) -> Place:
    """The place on a page of ``width`` cells and ``height`` rows: about a third of it.

    Without ``border`` it has a ground of its own, and needs no row between the text and itself.
    Below the text, a form that ``needs`` so many rows has them where more than half of the page is
    not asked for by it.
    """
    if width >= BESIDE_FROM:
        return Place(True, max(_LEAST_CELLS, width // 3) - 1, max(1, height))
    rows = min(max(_LEAST_ROWS, height // 3), height - _LEAST_TEXT)
    if needs:
        half = max(_LEAST_ROWS, min(height * 6 // 11, height - _FORM_TEXT))
        rows = min(needs + border, half, height - 1)
    return Place(False, max(1, width), max(2, rows) - border)


def side_head(title: str, counted: str, width: int, *, focused: bool) -> Sequence[Run]:
    """The first line of a side list: what it is, and where in it; bright while it has the keys."""
    role = "side-head" if focused else "dim"
    left: Run = (f"{'❯' if focused else ' '} {title}", role)
    return sides([left], [(f"{counted} ", role)] if counted else [], width, "side")


class Side(Lined):
    """Lines beside the text, on a ground of their own or behind a border.

    What is light while the text has the keys is heavy while the list has them: the border, or the
    edge of the ground.
    """

    DEFAULT_CSS = "Side { dock: right; margin-bottom: 2; width: 36; height: 5; }"
    ground = "side"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._place: Place | None = None
        self._focused = False

    def place(self, width: int, height: int, needs: int = 0) -> Place:
        """Where it goes on a page of that size; ``needs`` is how many rows a form takes."""
        return place(width, height, border=not self.palette.grounds, needs=needs)

    def show(self, lines: Sequence[Sequence[Run]], where: Place, *, focused: bool) -> None:
        """Draw these lines there; a row that says what it said is not drawn again."""
        if where != self._place:
            self._place = where
            self.styles.dock = "right" if where.right else "bottom"
            self.styles.width = where.width + 1 if where.right else "1fr"
            self.styles.height = where.height + self._above
        old, self._lines = self._lines, list(lines)
        if focused != self._focused:
            self._focused = focused
            self.redraw()
            return
        for y, (before, now) in enumerate(zip_longest(old, self._lines), self._above):
            if before != now:
                self.redraw(y)

    @property
    def _above(self) -> int:
        """Rows above the lines."""
        return int(self._place is not None and not self._place.right and not self.palette.grounds)

    def line_at(self, y: int) -> int | None:
        """As in any lines, below the border where that is above them."""
        return super().line_at(y - self._above)

    def cursor(self) -> Offset | None:
        """As in any lines, behind the border; None while the text has the keys."""
        inner = super().cursor() if self._focused else None
        if inner is None or self._place is None:
            return None
        return inner + Offset(int(self._place.right), self._above)

    def render_line(self, y: int) -> Strip:
        """One line with its piece of the border."""
        width = self.size.width
        border = self.palette.role("page-key" if self._focused else "gutter")
        if self._place is not None and not self._place.right:
            if y < self._above:
                sign = "━" if self._focused else "─"
                return Strip([Segment(sign * width, border)], width)
            return super().render_line(y - self._above)
        runs = self._lines[y] if y < len(self._lines) else []
        inner = strip(runs, self.palette, width - 1, self.ground)
        # Right of it stands the scroll bar of the text: two lines side by side look like one.
        light, heavy = " ▐" if self.palette.grounds else "│┃"
        return Strip([Segment(heavy if self._focused else light, border), *inner], width)
