"""The reading pane: a window on the laid-out text that only draws, and knows where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from annotate_tui.model import Span, Tag
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.state import Reading
from annotate_tui.text.document import Document
from annotate_tui.text.layout import Layout, Place, Row
from annotate_tui.text.structure import inline_marks
from annotate_tui.tui.paint import GUTTER, Scene, block_shape, paint
from annotate_tui.tui.themes import Palette

MEASURE = 72
"""Cells of a line of text; 45 to 75 characters are comfortable (Bringhurst, Typographic Style)."""
MARGIN = 2
"""Rows kept between the selection and the pane's edges before it scrolls."""


class Pane(Widget):
    """Draws the rows of one document from ``top`` on; told of changes by `show` and `update`."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.document: Document | None = None
        self.reading = Reading(0, 0)
        self.marks = MarkIndex()
        self.tags: Mapping[str, Tag] = {}
        self._layout_of_text: Layout | None = None
        self._top = Place(0, 0)
        self._rows: list[Row] = []
        self._laid_width = 0
        self._left = GUTTER

    # What is shown

    def open(
        self, document: Document, reading: Reading, marks: MarkIndex, tags: Mapping[str, Tag]
    ) -> None:
        """Another text, drawn from the selection."""
        self.document, self.reading, self.marks, self.tags = document, reading, marks, tags
        self._layout_of_text = None
        self._lay_out()

    def update_to(self, reading: Reading, marks: MarkIndex, touched: Iterable[Span] = ()) -> None:
        """Another state of the same text: redraws the rows whose picture changes, no others."""
        old = self.reading
        self.reading, self.marks = reading, marks
        dirty = list(touched)
        if (old.span, old.focus) != (reading.span, reading.focus):
            dirty += [old.span, reading.span]
        if self._layout_of_text is None or not dirty:
            return
        if old.span != reading.span and self._bring_into_view():
            return
        for y, row in enumerate(self._rows):
            if any(row.start < span.end and span.start < row.end for span in dirty):
                self.refresh(Region(0, y, self.size.width, 1))

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.refresh()

    # Where it stands

    @property
    def seen(self) -> Span:
        """The stretch of text on the screen."""
        if not self._rows:
            return Span(0, 0)
        return Span(self._rows[0].start, self._rows[-1].end)

    def page(self, pages: int) -> int | None:
        """Scroll by pages; the offset of the words to select, None at the end of the text."""
        layout = self._layout_of_text
        if layout is None or not self._rows:
            return None
        rows = max(1, self.size.height - MARGIN)
        here = layout.locate(self.reading.start)
        limit = 4 * self.size.height
        at = layout.distance(self._top, here, limit)
        self._set_top(layout.move(self._top, pages * rows))
        to = layout.move(self._top, at if 0 <= at < self.size.height else 0)
        row = layout.row(to)
        offset = row.start
        return offset if offset != self.reading.start else None

    def _bring_into_view(self) -> bool:
        """Scroll if the selection is out of view; True when everything is redrawn."""
        layout = self._layout_of_text
        height = self.size.height
        if layout is None or height < 1:
            return False
        start, end = self.reading.span
        first = layout.locate(start)
        at = layout.distance(self._top, first, 4 * height)
        last_row = layout.distance(first, layout.locate(max(start, end - 1)), height)
        margin = min(MARGIN, (height - 1) // 2)
        active_low = self.reading.right and self.reading.unit == "selection"
        bottom = at + last_row
        if at >= margin and bottom < height - margin:
            return False
        if at >= 0 and bottom < height and self._rows and self._rows[-1].end >= len(layout.text):
            return False
        if active_low and at < margin and 0 <= bottom < height - margin:
            return False
        if last_row >= height - 2 * margin:
            rest = height - 1 - margin - last_row if active_low else margin
        elif at < margin:
            rest = max(margin, height // 2 - last_row)
        else:
            rest = max(margin, height // 4)
        return self._set_top(layout.move(first, -rest))

    def _set_top(self, top: Place) -> bool:
        layout = self._layout_of_text
        assert layout is not None
        last = layout.last_top(self.size.height)
        top = min(top, last)
        if top == self._top and self._rows:
            return False
        self._top = top
        self._rows = layout.visible(top, self.size.height)
        self.refresh()
        return True

    # Drawing

    def _lay_out(self) -> None:
        width, height = self.size
        if self.document is None or width < 1 or height < 1:
            return
        measure = max(1, min(MEASURE, width - GUTTER - 2))
        self._left = max(GUTTER, (width - 1 - measure) // 2)
        room = max(measure, width - 2 - self._left)
        anchor = self._rows[0].start if self._rows and self._layout_of_text else None
        self._layout_of_text = Layout(
            self.document.text, self.document.structure, measure, table_width=room
        )
        self._laid_width = width
        self._rows = []
        if anchor is not None:
            self._set_top(self._layout_of_text.locate(anchor))
        else:
            first = self._layout_of_text.locate(self.reading.start)
            self._set_top(self._layout_of_text.move(first, -(height // 3)))
        if not self._bring_into_view():
            self.refresh()

    def on_resize(self) -> None:
        """Lay out for the new width, the same words staying in view."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One row of the pane; blank before the first layout and below the text."""
        width = self.size.width
        plain = self.palette.role("text")
        document = self.document
        if document is None or self._laid_width != width or y >= len(self._rows):
            return Strip([Segment(" " * width, plain)], width)
        row = self._rows[y]
        scene = Scene(
            document.text,
            self.palette,
            self.tags,
            self._left,
            width,
            self.reading.span,
            self.reading.focus,
        )
        marks = self.marks.touching(row.start, row.end) if row.pieces else []
        inline = (
            inline_marks(document.structure, document.structure.starts[row.block], row.end)
            if row.pieces and block_shape(row.kind)
            else []
        )
        inline = [m for m in inline if m.end > row.start]
        painted = paint(row, scene, marks, inline)
        return Strip([*painted, self._bar(y)], width)

    def _bar(self, y: int) -> Segment:
        """The scroll bar's cell: where in the text the window stands, by code points."""
        assert self.document is not None
        length, height = max(1, len(self.document.text)), self.size.height
        seen = self.seen
        first = min(seen.start * height // length, height - 1)
        last = max(first, min(height - 1, (max(seen.end, 1) - 1) * height // length))
        whole = seen.end - seen.start >= length - 1
        style = self.palette.role("gutter")
        return Segment("┃" if first <= y <= last and not whole else " ", style)
