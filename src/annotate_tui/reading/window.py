"""What part of a laid-out text is on the screen, and how it follows the selection. No screen here.

A window stands at a place (stretch and row), not at a row number: nothing above it need be laid out.
"""

from __future__ import annotations

from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text.document import Document
from annotate_tui.text.layout import Layout, Place, Row

MARGIN = 2
"""Rows kept between the selection and the window's edges before it scrolls."""


class Standing(NamedTuple):
    """What stands at the top of a window, to be found again at another width and height.

    ``offset`` is where the top row begins. Some rows begin where others do (blank ones, those of
    a table row): ``rows`` is how far below the first of them the top is, in the layout ``fit``.
    """

    offset: int
    rows: int
    fit: tuple[int, ...]


class Window:
    """A window stands at ``top``; its rows are made when they are asked for.

    ``width`` and ``table_width`` are cells, ``spacing`` rows, as `Layout` takes them.
    """

    def __init__(
        self,
        document: Document,
        width: int,
        height: int,
        table_width: int,
        *,
        spacing: int = 0,
        justify: bool = False,
    ) -> None:
        self._layout = Layout(
            document.text,
            document.structure,
            width,
            table_width,
            spacing=spacing,
            justify=justify,
        )
        self._length = len(document.text)
        self._fit = (self._layout.width, self._layout.table_width, spacing)
        self.height = max(1, height)
        self.top = Place(0, 0)
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows that are seen, from ``top`` on, at most ``height`` of them."""
        if self._rows is None:
            self._rows = self._layout.visible(self.top, self.height)
        return self._rows

    @property
    def seen(self) -> Span:
        """The stretch of text in the window."""
        if not self.rows:
            return Span(0, 0)
        return Span(self.rows[0].start, self.rows[-1].end)

    def show(self, offset: int, above: int) -> None:
        """Stand so that the row of ``offset`` has ``above`` rows over it, as far as there are."""
        self._move_to(self._layout.move(self._layout.locate(offset), -above))

    @property
    def standing(self) -> Standing:
        """What stands at the top."""
        offset = self.rows[0].start if self.rows else 0
        rows = self._layout.distance(self._layout.locate(offset), self.top, self._length + 1)
        return Standing(offset, rows, self._fit)

    def stand(self, standing: Standing) -> None:
        """Stand with these words at the top, as far down as the text allows."""
        layout = self._layout
        if not layout.stretches:
            return
        place, rows = layout.locate(standing.offset), standing.rows
        if standing.fit != self._fit:
            rows = max(0, min(rows, len(layout.rows(place.stretch)) - 1 - place.row))
        self._move_to(layout.move(place, rows))

    def offset_at(self, y: int, column: int) -> int | None:
        """The code point under a cell of row ``y``, ``column`` cells from the text's left edge.

        Beside the words it is the nearest grapheme of the row, as `Layout.offset_at` has it; None
        below the text.
        """
        if not 0 <= y < len(self.rows):
            return None
        return self._layout.offset_at(self.rows[y], column)

    def follow(self, selection: Span, *, low_edge: bool) -> bool:
        """Scroll if the selection is not in view; True when the window moved.

        Past the margin the selection comes to stand a quarter from the top (half when going up), so
        that most steps scroll nothing. Of a selection that does not fit, the first rows are shown,
        or with ``low_edge`` (its end is being moved) the last.
        """
        layout, height = self._layout, self.height
        first = layout.locate(selection.start)
        last = layout.locate(max(selection.start, selection.end - 1))
        at = layout.distance(self.top, first, 4 * height)
        length = layout.distance(first, last, 4 * height)
        bottom = at + length
        margin = min(MARGIN, (height - 1) // 2)
        at_end = bool(self.rows) and self.rows[-1].end >= self._length
        if at >= margin and (bottom < height - margin or (at_end and bottom < height)):
            return False
        if at >= 0 and self.top == Place(0, 0) and bottom < height - margin:
            return False
        fits = length < height - 2 * margin
        if not fits and low_edge:
            # From the last row: the length of a selection of many windows was not measured.
            return self._move_to(layout.move(last, margin - height + 1))
        if not fits:
            above = margin
        elif at < margin:
            above = max(margin, height // 2 - length)
        else:
            above = min(max(margin, height // 4), height - 1 - margin - length)
        return self._move_to(layout.move(first, -above))

    def scroll(self, rows: int) -> bool:
        """Move so many rows down (up, if negative), as far as there are; False at the text's end."""
        if not self.rows:
            return False
        return self._move_to(self._layout.move(self.top, rows))

    def page(self, pages: int, selection: Span) -> int | None:
        """Move by pages; the offset that stands where the selection stood, None at the text's end."""
        layout = self._layout
        if not self.rows:
            return None
        at = layout.distance(self.top, layout.locate(selection.start), 4 * self.height)
        if not self._move_to(layout.move(self.top, pages * max(1, self.height - MARGIN))):
            return None
        return layout.row(layout.move(self.top, at if 0 <= at < self.height else 0)).start

    def _move_to(self, top: Place) -> bool:
        layout = self._layout
        # Every stretch has a row: far from the end it need not be laid out.
        if layout.stretches - top.stretch <= self.height:
            top = min(top, layout.last_top(self.height))
        if top == self.top:
            return False
        self.top = top
        self._rows = None
        return True
