"""From the mouse's buttons and wheel to what they mean: in the text, in lists, on the map."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Offset

from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.acts import pointing
from annotate_tui.tui.bars import Bars, Lined, Page
from annotate_tui.tui.clicks import Clickable, Clicked, Menu, Reads, Rolled, Wheeled
from annotate_tui.tui.desk import Desk, Mode
from annotate_tui.tui.pane import Pane
from annotate_tui.tui.session import Session
from annotate_tui.tui.side import Side

CHAIN = 0.5
"""Seconds between two clicks that count as a double one, as Textual and most desktops have it."""
WHEEL = 3
"""Rows that one step of the wheel scrolls."""
LEFT, RIGHT = 1, 3
_WHEELS: dict[type[events.MouseEvent], int] = {
    events.MouseScrollUp: -WHEEL,
    events.MouseScrollDown: WHEEL,
}

Find = Callable[[int, int], Pane | Lined | None]


class Pointer:
    """Takes mouse events in the order in which they come, between keys.

    ``find`` gives the widget at a place of the screen. After `take`, ``still`` says whether the
    text must stay where it is; ``at_edge`` is -1 or 1 while a span is drawn past the window's
    edge, so that `go_on` is to be called in a while, else 0.
    """

    def __init__(self, desk: Desk, pane: Pane, find: Find) -> None:
        self._desk = desk
        self._pane = pane
        self._find = find
        self.still = True
        self.at_edge = 0
        self._anchor: int | None = None
        self._drawing = False
        self._on_map: int | None = None
        self._pressed = Offset(-9, -9)
        self._last = Offset(-9, -9)
        self._clicked_at = -9.0
        self._count = 0
        self._row: tuple[object, int] | None = None
        self._strayed = ""

    def key_came(self) -> None:
        """A key was pressed: a drag is over, and the next click is a first one."""
        self._anchor = self._on_map = self._row = None
        self._drawing, self.at_edge, self._count = False, 0, 0

    def take(self, event: events.MouseEvent) -> bool:
        """Take one event; gives whether anything may look different now."""
        at = Offset(event.screen_x, event.screen_y)
        self.still = True
        if type(event) in _WHEELS:
            return self._wheel(at, _WHEELS[type(event)])
        if isinstance(event, events.MouseDown):
            return self._press(at, event.button, event.time)
        if isinstance(event, events.MouseMove):
            return self._move(at, event.button)
        return isinstance(event, events.MouseUp) and self._release()

    def go_on(self) -> bool:
        """Scroll on while a span is drawn past the edge; False at the text's end."""
        if not self.at_edge or not self._pane.scroll(self.at_edge):
            self.at_edge = 0
            return False
        self._draw_to(self._last)
        return True

    # Buttons

    def _press(self, at: Offset, button: int, time: float) -> bool:
        if button not in (LEFT, RIGHT):
            return False
        chained = at == self._pressed and time - self._clicked_at <= CHAIN and button == LEFT
        self._count = self._count + 1 if chained else 1
        self._pressed, self._last, self._clicked_at = at, at, time
        self._anchor = self._on_map = None
        self._drawing, self.at_edge = False, 0
        widget, before = self._find(at.x, at.y), self._open()
        self._desk.point(lambda: self._click(widget, at, button))
        if self._open() != before:
            # Behind what a click has opened or closed, the rest of a double click means nothing.
            self._pressed, self._row, self._anchor = Offset(-9, -9), None, None
        return True

    def _open(self) -> tuple[object, ...]:
        return (*self._desk.modes, self._desk.session, self._desk.side)

    def _click(self, widget: Pane | Lined | None, at: Offset, button: int) -> None:
        desk = self._desk
        mode, side = desk.modes[-1] if desk.modes else None, desk.beside
        if isinstance(widget, Bars) or widget is None:
            return
        if isinstance(widget, Side):
            if mode is None and side is not None and not desk.side_focused:
                desk.side_focused = True
            if side is not None and mode in (None, side):
                self.still = False
                self._click_row(side, widget, at)
        elif isinstance(widget, Pane):
            if isinstance(mode, Reads):
                if desk.session is not None and button == LEFT:
                    self._click_text(desk.session, at, button)
                return
            if mode is not None:
                if isinstance(mode, Menu):
                    mode.close(desk)
                return
            if desk.side_focused:
                if isinstance(side, Rolled):
                    side.rest(desk)
                desk.side_focused = False
            if desk.session is not None:
                self._click_text(desk.session, at, button)
        elif mode is not None and mode.whole == isinstance(widget, Page):
            self._click_row(mode, widget, at)
        elif isinstance(mode, Menu):
            mode.close(desk)

    def _click_row(self, mode: Mode, widget: Lined, at: Offset) -> None:
        y = widget.line_at(at.y - widget.region.y)
        if y is None or not isinstance(mode, Clickable):
            return
        again, self._row = self._row == (mode, y), (mode, y)
        mode.click(self._desk, Clicked(y, at.x - widget.region.x, widget.rows, again))

    def _click_text(self, session: Session, at: Offset, button: int) -> None:
        self._row = None
        pane = self._pane
        x, y = at - pane.region.offset
        if not pane.on_map(x):
            pointing.leave(self._desk, session, pane.seen)
        if button == RIGHT:
            pointing.menu(self._desk, session, pane.offset_at(x, y))
            return
        if pane.on_map(x):
            self._on_map, self.still = y, False
            pointing.go_on_map(session, y, pane.size.height, marks=True)
            return
        row = pane.row_span(y)
        if pane.in_gutter(x) and row is not None:
            pointing.beside(session, row)
            return
        offset = pane.offset_at(x, y)
        if offset is not None:
            self._anchor = offset
            pointing.click(self._desk, session, offset, self._count)

    def _move(self, at: Offset, button: int) -> bool:
        if button != LEFT or at == self._last:
            return False
        self._last = at
        y = at.y - self._pane.region.y
        if self._on_map is not None:
            return self._drag_on_map(y)
        if self._anchor is None or self._desk.session is None:
            return False
        away = at - self._pressed
        # A hand that trembles while it clicks draws no span.
        self._drawing = self._drawing or abs(away.x) > 1 or away.y != 0
        if not self._drawing:
            return False
        # Terminals report no place above the first row or below the last one.
        low = min(self._pane.size.height, self._pane.app.size.height - 1)
        self.at_edge = -1 if y <= 0 else 1 if y >= low else 0
        if self.at_edge:
            self._pane.scroll(self.at_edge)
        self._draw_to(at)
        return True

    def _draw_to(self, at: Offset) -> None:
        session, anchor = self._desk.session, self._anchor
        x, y = at - self._pane.region.offset
        offset = self._pane.offset_near(x, y)
        if session is not None and anchor is not None and offset is not None:
            self._desk.point(lambda: pointing.drag(self._desk, session, anchor, offset))

    def _drag_on_map(self, y: int) -> bool:
        session, height = self._desk.session, self._pane.size.height
        y = max(0, min(y, height - 1))
        if session is None or y == self._on_map:
            return False
        self._on_map, self.still = y, False

        def act() -> None:
            self._desk.trail.action = pointing.DRAGGED
            pointing.go_on_map(session, y, height, marks=False)

        self._desk.point(act)
        return True

    def _release(self) -> bool:
        drew, session = self._drawing, self._desk.session
        self._drawing, self.at_edge = False, 0
        self._anchor = self._on_map = None
        if not drew or session is None:
            return False
        self._count = 0
        if not self._desk.said and not self._desk.zen:
            pointing.let_go(self._desk, session)
        return True

    # The wheel

    def _wheel(self, at: Offset, rows: int) -> bool:
        desk, widget = self._desk, self._find(at.x, at.y)
        mode = desk.modes[-1] if desk.modes else None
        if isinstance(widget, Side):
            mode = desk.beside
        elif isinstance(widget, Page):
            # The page, also while a box stands over it.
            mode = next((one for one in reversed(desk.modes) if one.whole), None)
        if isinstance(widget, Lined):
            if isinstance(mode, Wheeled) and not isinstance(widget, Bars):
                try:
                    mode.wheel(desk, rows)
                except LibraryError as error:
                    desk.say(str(error))
            return True
        if widget is None or desk.session is None or not self._pane.scroll(rows):
            return False
        if self._drawing:
            self._draw_to(self._last)
            return True
        told = "" if desk.zen or mode is not None else self._told(desk.session)
        if told or desk.said == self._strayed:
            desk.say(told)
        self._strayed = told
        return True

    def _told(self, session: Session) -> str:
        return pointing.strayed(session, self._pane.seen)
