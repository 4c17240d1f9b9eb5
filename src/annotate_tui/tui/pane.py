"""The reading pane: it draws the window on the text, and redraws what has changed, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.strip import Strip

from annotate_tui.model import Span, Tag
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.state import Reading
from annotate_tui.reading.window import Window
from annotate_tui.services.settings import Settings
from annotate_tui.text.cells import cell_width, display
from annotate_tui.text.document import Document
from annotate_tui.text.structure import inline_marks
from annotate_tui.tui.drawn import Drawn
from annotate_tui.tui.matches import Matches
from annotate_tui.tui.paint import GUTTER, Scene, block_shape, paint
from annotate_tui.tui.themes import Palette

if TYPE_CHECKING:
    from annotate_tui.reading.finding import Search

BARS = 2
"""Rows below the pane."""


class Pane(Drawn):
    """Draws one document; told of changes by `open` and `update_to`."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, palette: Palette, settings: Settings | None = None) -> None:
        super().__init__()
        self.palette = palette
        self._settings = settings or Settings()
        self.tags: Mapping[str, Tag] = {}
        self._document: Document | None = None
        self._reading = Reading(0, 0)
        self._marks = MarkIndex()
        self._lit: Search | None = None
        self._matches = Matches([])
        self._window: Window | None = None
        self._laid_for = Size(0, 0)
        self._left = GUTTER

    def open(
        self, document: Document, reading: Reading, marks: MarkIndex, tags: Mapping[str, Tag]
    ) -> None:
        """Another text, drawn from the selection."""
        self._document, self._reading, self._marks, self.tags = document, reading, marks, tags
        self._window = self._lit = None
        self._matches = Matches([])
        self._laid_for = Size(0, 0)
        self.redraw()

    def update_to(
        self,
        reading: Reading,
        marks: MarkIndex,
        touched: Iterable[Span] = (),
        lit: Search | None = None,
    ) -> None:
        """Another state of the same text: redraws the rows whose picture changes, no others."""
        old = self._reading
        self._reading, self._marks = reading, marks
        dirty = list(touched)
        if (old.span, old.focus) != (reading.span, reading.focus):
            dirty += [old.span, reading.span]
        lit_before, self._lit = self._lit, lit
        if lit is not lit_before and self._window is not None:
            matches = self._matches.spans
            dirty += set(matches).symmetric_difference(self._matches_seen(self._window).spans)
        if self._window is None or not dirty:
            return
        if old.span != reading.span and self._follow(self._window):
            self.redraw()
            return
        for y, row in enumerate(self._window.rows):
            if any(row.start < span.end and span.start < row.end for span in dirty):
                self.redraw(y)

    @property
    def settings(self) -> Settings:
        """How the page looks; others lay the text out anew, the same words staying in view."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        old, self._settings = self._settings, settings
        if old.width != settings.width:
            self._laid_for = Size(0, 0)
            self.refresh()

    def keep_place(self) -> Callable[[], None]:
        """What brings the window back to where it stands now; laid out anew, to the same words."""
        window = self._standing()

        def put_back() -> None:
            if window is None or self._window is None:
                return
            if self._window is window:
                window.stand(top)
            else:
                self._window.show(seen.start, 0)
            self.redraw()

        if window is not None:
            top, seen = window.top, window.seen
        return put_back

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.redraw()

    @property
    def seen(self) -> Span:
        """The stretch of text on the screen."""
        window = self._standing()
        return window.seen if window else Span(0, 0)

    def page(self, pages: int) -> int | None:
        """Scroll by pages; the offset of the words to select, None at the end of the text."""
        window = self._standing()
        if window is None:
            return None
        self.redraw()
        return window.page(pages, self._reading.span)

    def cursor(self) -> Offset | None:
        """The first cell of the selection that is in view, in the pane; None without one."""
        document, window, span = self._document, self._window, self._reading.span
        if document is None or window is None:
            return None
        for y, row in enumerate(window.rows):
            for piece in row.pieces:
                if piece.end > span.start and piece.start < span.end:
                    start = max(piece.start, span.start)
                    # Widths as painted: a character's can depend on its neighbours.
                    before = display(document.text[piece.start : piece.end])[: start - piece.start]
                    return Offset(self._left + piece.column + cell_width(before), y)
        return None

    def render_line(self, y: int) -> Strip:
        """One row of the pane; blank below the text and where there is no room."""
        width = self.size.width
        plain = self.palette.role("text")
        # The first picture is asked for before the first resize is told: it must not be blank.
        if self._laid_for != self.size:
            self._lay_out()
        document, window = self._document, self._window
        if document is None or window is None or y >= len(window.rows):
            return Strip([Segment(" " * width, plain)], width)
        row = window.rows[y]
        scene = Scene(
            document.text,
            self.palette,
            self.tags,
            self._left,
            width,
            self._reading.span,
            self._reading.focus,
            self._matches_seen(window).touching(row.start, row.end) if row.pieces else (),
        )
        marks = self._marks.touching(row.start, row.end) if row.pieces else []
        inline = (
            inline_marks(document.structure, document.structure.starts[row.block], row.end)
            if row.pieces and block_shape(row.kind)
            else []
        )
        inline = [m for m in inline if m.end > row.start]
        painted = paint(row, scene, marks, inline)
        return Strip([*painted, self._bar(y, window, len(document.text))], width)

    def _standing(self) -> Window | None:
        # In one burst with what opened the text, a key comes before the first picture.
        if self._window is None:
            self._lay_out()
        return self._window

    def _lay_out(self) -> None:
        self._laid_for = self.size
        width, height = self.size
        if not self.size:
            width, height = self.app.size.width, self.app.size.height - BARS
        if self._document is None or width < 1 or height < 1:
            return
        measure = max(1, min(self._settings.width, width - GUTTER - 2))
        self._left = max(GUTTER, (width - 1 - measure) // 2)
        before = self._window.seen if self._window else None
        window = Window(self._document, measure, height, max(measure, width - 2 - self._left))
        if before is None:
            window.show(self._reading.start, height // 3)
        else:
            window.show(before.start, 0)
        self._window = window
        self._follow(window)

    def _matches_seen(self, window: Window) -> Matches:
        """The matches in the window, looked for once for each window and search."""
        seen, lit = window.seen, self._lit
        if self._matches.of != (lit, seen):
            spans = lit.touching(seen.start, seen.end) if lit is not None else []
            self._matches = Matches(spans, (lit, seen))
        return self._matches

    def _follow(self, window: Window) -> bool:
        low_edge = self._reading.right and self._reading.unit == "selection"
        return window.follow(self._reading.span, low_edge=low_edge)

    def _bar(self, y: int, window: Window, length: int) -> Segment:
        """The scroll bar's cell: where in the text the window stands, by code points."""
        height, seen = self.size.height, window.seen
        first = min(seen.start * height // max(1, length), height - 1)
        last = (max(seen.end, 1) - 1) * height // max(1, length)
        last = max(first, min(height - 1, last))
        whole = seen.end - seen.start >= length - 1
        shown = first <= y <= last and not whole
        return Segment("┃" if shown else " ", self.palette.role("gutter"))
