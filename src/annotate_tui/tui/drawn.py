"""What all our widgets share: rows that are drawn when they changed, the shortest way to the screen.

Textual's own way (mark, idle, timer, composition of all widgets, frame) takes half of a key's time
in a terminal of 24 rows. Our widgets never overlap while no box is open, so that rows which changed
can be written where they stand. Whatever is more than that (another layout, a box, another size)
goes Textual's way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from rich.control import Control
from textual.app import App
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronised output: the terminal shows all that stands between at once."""


class Still(Widget):
    """A widget whose new size asks for no further layout.

    Textual lays out and paints everything twice for a new size, since a widget's virtual size
    asks for a layout when it follows; nothing of ours scrolls, and it follows in the same pass.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        changed = super()._size_updated(size, virtual_size, container_size, layout=False)
        if changed:
            # Textual notes the widget's old region, which it would paint with the next frame that
            # it makes: its right edge may run through a wide character by then. The new layout
            # paints the widget anyway.
            self._repaint_regions.clear()
        return changed


class Sheet(Still, Screen[None]):
    """The one screen that our widgets stand on."""


class Drawn(Still):
    """A widget that draws whole rows itself, and knows which of them are to be drawn again."""

    def __init__(self) -> None:
        self._stale: set[int] = set()
        self._made: dict[int, Strip] = {}
        self._made_for = Size(0, 0)
        super().__init__()

    @property
    def size(self) -> Size:
        """Cells and rows. Textual looks them up anew at each question; no border is in them here."""
        return self._size

    def redraw(self, *rows: int) -> None:
        """These rows say something else now; without any, all of them do."""
        self._stale.update(rows or range(self.size.height))
        for y in rows or list(self._made):
            self._made.pop(y, None)

    def take_stale(self) -> list[int]:
        """The rows to be drawn, from the top; they count as drawn after this."""
        rows = sorted(y for y in self._stale if 0 <= y < self.size.height)
        self._stale.clear()
        return rows

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have Textual draw rows anew, all of them without a region; they are stale no more."""
        rows = {y for region in regions for y in region.line_range} if regions else {*self._made}
        self._stale = self._stale - rows if regions else set()
        for y in rows:
            self._made.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def row(self, y: int) -> Strip:
        """A row as it stands on the screen, made once."""
        if self._made_for != self.size:
            self._made.clear()
            self._made_for = self.size
        made = self._made.get(y)
        if made is None:
            made = self._made[y] = self.render_line(y)
        return made

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; Textual's own cache would not know of those written directly."""
        rows = [self.row(y) for y in crop.line_range]
        if crop.x == 0 and crop.width == self.size.width:
            return rows
        return [row.crop(crop.x, crop.right) for row in rows]


def show(app: App[int], widgets: Iterable[Drawn]) -> None:
    """Bring every stale row to the terminal: at once where that is possible, else by Textual."""
    changed = [
        (widget, rows)
        for widget in widgets
        if widget.is_attached and widget.display and (rows := widget.take_stale())
    ]
    if not changed:
        return
    if not _direct(app, [widget for widget, _ in changed]):
        for widget, rows in changed:
            if len(rows) == widget.size.height:
                widget.refresh()
            else:
                widget.refresh(*(Region(0, y, widget.size.width, 1) for y in rows))
        return
    parts: list[str] = []
    for widget, rows in changed:
        parts += _frame(app, widget, rows)
    parts.append(Control.move_to(*app.cursor_position).segment.text)
    frame = "".join(parts)
    driver = app._driver
    if driver is not None:
        driver.write(f"{_BEGIN}{frame}{_END}" if app._sync_available else frame)


def _frame(app: App[int], widget: Drawn, rows: Sequence[int]) -> Iterable[str]:
    left, top = widget.region.offset
    console = app.console
    # In a terminal of one row the two bars begin above it.
    for y in (y for y in rows if 0 <= top + y < app.size.height):
        yield f"\x1b[{top + y + 1};{left + 1}H"
        yield widget.row(y).render(console)


def _direct(app: App[int], widgets: Sequence[Drawn]) -> bool:
    """Whether rows may be written where they stand.

    Not without a terminal, nor while Textual has something of its own to draw or to lay out.
    """
    screen = app.screen
    if app._driver is None or app.is_headless or app.is_inline or app._batch_count:
        return False
    if screen._layout_required or screen._repaint_required or screen._dirty_widgets:
        return False
    waiting = (w for w in screen.walk_children(Widget) if w.display)
    if any(w._layout_required or w._repaint_required for w in waiting):
        return False
    regions = [w.region for w in screen.children if w.display]
    return all(w.region for w in widgets) and not any(
        one.overlaps(other) for i, one in enumerate(regions) for other in regions[:i]
    )
