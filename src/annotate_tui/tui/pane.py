"""The reading pane: it draws the window on the text, and redraws what has changed, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.strip import Strip

from annotate_tui.model import Span, Tag
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.state import Reading
from annotate_tui.reading.window import Standing, Window
from annotate_tui.services.settings import Settings
from annotate_tui.text.cells import cell_width, display
from annotate_tui.text.document import Document
from annotate_tui.text.layout import Place
from annotate_tui.text.structure import inline_marks
from annotate_tui.tui.drawn import Drawn
from annotate_tui.tui.map import Map
from annotate_tui.tui.matches import Changed, Matches
from annotate_tui.tui.paint import GUTTER, Scene, block_shape, paint
from annotate_tui.tui.themes import Palette

if TYPE_CHECKING:
    from annotate_tui.reading.finding import Search
    from annotate_tui.services.suggesting import Offer

BARS = 2
"""Rows below the pane."""
RIGHT = 2
"""Cells right of the text: one blank, one of the scroll bar."""


Offered = Callable[[int, int], "Sequence[Offer]"]
"""Gives the suggestions that touch a stretch of the text, as far as they are known."""


def _nothing(_start: int, _end: int) -> Sequence[Offer]:
    return ()


class Pane(Drawn):
    """Draws one document; told of changes by `open` and `update_to`.

    While it is ``still`` it does not scroll to the selection: what is under the pointer stays there.
    """

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, palette: Palette, settings: Settings | None = None) -> None:
        super().__init__()
        self.palette = palette
        self._settings = settings or Settings()
        self.tags: Mapping[str, Tag] = {}
        self._document: Document | None = None
        self._reading = Reading(0, 0)
        self._marks = MarkIndex()
        self._kin: frozenset[str] = frozenset()
        self._lit: Search | None = None
        self._matches = Matches([])
        self._changed: Changed | None = None
        self._window: Window | None = None
        self._standing: Standing | None = None
        self._stood = Place(0, 0)
        self._laid_for = Size(0, 0)
        self._left = GUTTER
        self._measure = 0
        self._map = Map()
        self._offered: Offered = _nothing
        self._zen = False
        self._strayed = False
        self.still = False

    def open(
        self,
        document: Document,
        reading: Reading,
        marks: MarkIndex,
        tags: Mapping[str, Tag],
        offered: Offered = _nothing,
    ) -> None:
        """Another text, drawn from the selection; ``offered`` is asked as rows are drawn."""
        self._document, self._reading, self._marks, self.tags = document, reading, marks, tags
        self._offered = offered
        self._window = self._standing = self._lit = None
        self._matches = Matches([])
        self._changed = None
        self._kin = frozenset()
        self._strayed = False
        self._map = Map()
        self._map.take(marks.spots, ())
        self._lay_out_later()

    def update_to(
        self,
        reading: Reading,
        marks: MarkIndex,
        touched: Iterable[Span] = (),
        lit: Search | None = None,
        kin: frozenset[str] = frozenset(),
        changed: Changed | None = None,
    ) -> None:
        """Another state of the same text: redraws the rows whose picture changes, no others.

        ``kin`` are the ids of the marks that belong together with the one in focus; what differs
        from another version is lit while it is ``changed``.
        """
        old = self._reading
        self._reading, self._marks = reading, marks
        dirty = list(touched)
        mapped = self._map.take(marks.spots, dirty)
        if (old.span, old.focus) != (reading.span, reading.focus):
            dirty += [old.span, reading.span]
        if kin != self._kin:
            kin_before, self._kin = self._kin, kin
            spots = map(marks.spot, kin_before ^ kin)
            dirty += [Span(spot.start, spot.end) for spot in spots if spot is not None]
        if changed is not self._changed:
            self._changed = changed
            dirty.append(Span(0, len(self._document.text) if self._document else 0))
        lit_before, self._lit = self._lit, lit
        if lit is not lit_before and self._window is not None:
            matches = self._matches.spans
            dirty += set(matches).symmetric_difference(self._matches_seen(self._window).spans)
        if self._window is None or not dirty:
            return
        if old.span != reading.span and not self.still:
            scrolled = self._follow(self._window)
            self._stand_here(self._window)
            if scrolled:
                self.redraw()
                return
        for y, row in enumerate(self._window.rows):
            if any(row.start < span.end and span.start < row.end for span in dirty):
                self.redraw(y)
        if mapped and not self._zen:
            self.redraw(*mapped)

    @property
    def settings(self) -> Settings:
        """How the page looks; others lay the text out anew, the same words staying in view."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        old, self._settings = self._settings, settings
        if _shape(old) != _shape(settings):
            self._lay_out_later()

    @property
    def zen(self) -> bool:
        """Whether nothing but the text is drawn: no letters beside it, no map."""
        return self._zen

    @zen.setter
    def zen(self, zen: bool) -> None:
        if zen != self._zen:
            self._zen = zen
            self._lay_out_later()

    @property
    def widest(self) -> int:
        """The longest line that this terminal allows, in cells."""
        return max(1, self._room().width - GUTTER - RIGHT)

    def keep_place(self) -> Callable[[], None]:
        """What brings the window back to where it stands now; laid out anew, to the same words."""
        window = self._ready()

        def put_back() -> None:
            if standing is not None and self._window is not None:
                self._window.stand(standing)
                self._stand_here(self._window)
                self.redraw()

        standing = window.standing if window is not None else None
        return put_back

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.redraw()

    @property
    def seen(self) -> Span:
        """The stretch of text on the screen."""
        window = self._ready()
        return window.seen if window else Span(0, 0)

    def page(self, pages: int) -> int | None:
        """Scroll by pages; the offset of the words to select, None at the end of the text."""
        window = self._ready()
        if window is None:
            return None
        self.redraw()
        to = window.page(pages, self._reading.span)
        self._stand_here(window)
        return to

    def scroll(self, rows: int) -> bool:
        """Scroll by rows, the selection staying where it is in the text; False at the text's end."""
        window = self._ready()
        if window is None or not window.scroll(rows):
            return False
        self._strayed = True
        self._stand_here(window)
        self.redraw()
        return True

    def come_back(self) -> None:
        """Where the selection was scrolled out of view, show it again."""
        window, span = self._window, self._reading.span
        if not self._strayed or window is None:
            return
        self._strayed = False
        seen = window.seen
        if (span.end <= seen.start or seen.end <= span.start) and self._follow(window):
            self._stand_here(window)
            self.redraw()

    def row_span(self, y: int) -> Span | None:
        """The stretch of text in row ``y``; None in a blank row and below the text."""
        window = self._ready()
        if window is None or not 0 <= y < len(window.rows) or not window.rows[y].pieces:
            return None
        return Span(window.rows[y].start, window.rows[y].end)

    def in_gutter(self, x: int) -> bool:
        """Whether column ``x`` is left of the text, where letters stand for marks."""
        return not self._zen and 0 <= x < self._left

    def on_map(self, x: int) -> bool:
        """Whether column ``x`` is the scroll bar, and that shows anything."""
        return not self._zen and x == self.size.width - 1 and self._map.shown

    def offset_near(self, x: int, y: int) -> int | None:
        """As `offset_at`, of the nearest cell of the text; None in a text without rows."""
        window = self._ready()
        if window is None or not window.rows:
            return None
        y = max(0, min(y, len(window.rows) - 1))
        return window.offset_at(y, max(0, min(x, self.size.width - 2) - self._left))

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point under the cell in column ``x`` of row ``y``, both from 0.

        Beside the words of a row it is the nearest one of that row. None in the gutter, on the
        scroll bar and below the text.
        """
        window = self._ready()
        if window is None or x < self._left or x >= self.size.width - (not self._zen):
            return None
        return window.offset_at(y, x - self._left)

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
        # The first picture is asked for before the first resize is told: it must not be blank.
        if self._laid_for != self.size:
            self._lay_out()
        palette = self.palette
        document, window = self._document, self._window
        if document is None or window is None or width < 1:
            return Strip([Segment(" " * width, palette.role("text"))], width)
        if self._zen:
            bar = Segment(" ", palette.role("text"))
        else:
            self._map.stand(window.seen, len(document.text), self.size.height)
            bar = self._map.cell(y, palette, self.tags)
        if y >= len(window.rows):
            return Strip([Segment(" " * (width - 1), palette.role("text")), bar], width)
        row = window.rows[y]
        lit: Sequence[Span] = ()
        if row.pieces:
            lit = self._matches_seen(window).touching(row.start, row.end)
        if row.pieces and self._changed is not None:
            lit = [*lit, *self._changed.touching(row.start, row.end)]
        scene = Scene(
            document.text,
            palette,
            self.tags,
            self._left,
            width,
            self._reading.span,
            self._reading.focus,
            lit,
            not self._zen,
            self._measure,
            self._kin,
            self._offered(row.start, row.end) if row.pieces else (),
            self._changed is not None and self._changed.has_place(row.start, row.end),
        )
        marks = self._marks.touching(row.start, row.end) if row.pieces else []
        inline = (
            inline_marks(document.structure, document.structure.starts[row.block], row.end)
            if row.pieces and block_shape(row.kind)
            else []
        )
        inline = [m for m in inline if m.end > row.start]
        return Strip([*paint(row, scene, marks, inline), bar], width)

    def _ready(self) -> Window | None:
        # In one burst with what opened the text, a key comes before the first picture.
        if self._window is None:
            self._lay_out()
        return self._window

    def _room(self) -> Size:
        # Before the first picture the pane has no size of its own.
        return self.size or Size(self.app.size.width, max(0, self.app.size.height - BARS))

    def _lay_out_later(self) -> None:
        self._laid_for = Size(0, 0)
        self.redraw()

    def _lay_out(self) -> None:
        self._laid_for = self.size
        width, height = self._room()
        if self._document is None or width < 1 or height < 1:
            return
        measure = self._measure = min(self._settings.width, self.widest)
        left = max(GUTTER, (width - 1 - measure) // 2)
        # Without the gutter the lines stay as they are, and stand in the middle.
        self._left = max(0, (width - measure) // 2) if self._zen else left
        window = Window(
            self._document,
            measure,
            height,
            max(measure, width - RIGHT - left),
            spacing=self._settings.spacing,
            justify=self._settings.justify,
        )
        self._window = window
        if self._standing is None:
            window.show(self._reading.start, height // 3)
            self._follow(window)
            self._standing, self._stood = window.standing, window.top
            return
        # Always from where the reader last put it, so that going through many sizes and back
        # ends at the same words.
        window.stand(self._standing)
        self._stood = window.top
        if not self._strayed:
            self._follow(window)

    def _matches_seen(self, window: Window) -> Matches:
        """The matches in the window, looked for once for each window and search."""
        seen, lit = window.seen, self._lit
        if self._matches.of != (lit, seen):
            spans = lit.touching(seen.start, seen.end) if lit is not None else []
            self._matches = Matches(spans, (lit, seen))
        return self._matches

    def _stand_here(self, window: Window) -> None:
        """Remember what stands at the top, unless it is only where the last layout put it."""
        if window.top != self._stood:
            self._standing, self._stood = window.standing, window.top

    def _follow(self, window: Window) -> bool:
        self._strayed = False
        low_edge = self._reading.right and self._reading.unit == "selection"
        return window.follow(self._reading.span, low_edge=low_edge)


def _shape(settings: Settings) -> tuple[int, int, bool]:
    """What of the settings the rows depend on."""
    return settings.width, settings.spacing, settings.justify
