"""What stands on the screen: the text, the bars, a list beside it, a page or a box over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Offset, Size
from textual.widget import Widget

from annotate_tui.services.settings import Settings
from annotate_tui.tui.bars import Bars, Lined, Page, Panel
from annotate_tui.tui.desk import Beside, Desk, Lights, Lines, Mode
from annotate_tui.tui.lines import spilled
from annotate_tui.tui.pane import BARS, Pane
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import footer, status_line
from annotate_tui.tui.themes import Palette

if TYPE_CHECKING:
    from annotate_tui.tui.side import Side


class Stage:
    """Our widgets, each made when it is first needed; ``mount`` puts one on the screen.

    ``first_run`` is whether the library has no mark yet: then the footer says how to make one.
    """

    def __init__(
        self, palette: Palette, settings: Settings, mount: Callable[[Widget], object]
    ) -> None:
        self.palette = palette
        self.pane = Pane(palette, settings)
        self.bars = Bars(palette)
        self.page: Page | None = None
        self.panel: Panel | None = None
        self.side: Side | None = None
        self.first_run = False
        self._mount = mount
        self._session: Session | None = None

    @property
    def widgets(self) -> list[Pane | Lined]:
        """Those that are made by now, the uppermost first."""
        widgets = (self.bars, self.panel, self.page, self.side, self.pane)
        return [widget for widget in widgets if widget is not None]

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        for widget in self.widgets:
            widget.restyle(palette)

    def under(self, x: int, y: int) -> Pane | Lined | None:
        """The widget at a place of the screen, the uppermost one."""
        shown = (widget for widget in self.widgets if widget.display)
        return next((widget for widget in shown if widget.region.contains(x, y)), None)

    def cursor(self) -> Offset | None:
        """Where on the screen the next key acts: in a prompt, a list, else in the text."""
        for widget in self.widgets:
            if widget.display and (place := widget.cursor()) is not None:
                return place + widget.region.offset
        return None

    def set(self, desk: Desk, size: Size, *, pressed: bool) -> None:
        """Tell the widgets what the desk holds; what has not changed is not drawn again.

        ``pressed`` is after a key: a selection that was scrolled out of view comes back.
        """
        session, mode = desk.session, desk.taking
        if session is not None:
            self._set_text(desk, session, pressed=pressed and mode is None)
        width, height = size
        # A box over a list leaves the list in view, and its chosen row.
        page = next((one for one in reversed(desk.modes) if one.whole), None)
        side = desk.beside
        box = mode if mode is not None and not mode.whole and mode is not side else None
        boxed = box.lines(desk, width, max(1, height - 8)) if box else []
        free = max(1, height - BARS - len(boxed))
        self._set_page(page.lines(desk, width, free) if page else None)
        self._set_panel(boxed)
        wanted = desk.side_focused or not desk.zen or side is not desk.side
        beside = session is not None and page is None and wanted
        self._set_side(desk, side if beside else None, size)
        self._set_bars(desk, mode, width)

    def _set_text(self, desk: Desk, session: Session, *, pressed: bool) -> None:
        if session is not self._session:
            self._session = session
            self.pane.open(
                session.document,
                session.reading,
                session.marks,
                session.tags,
                session.offers.touching,
            )
        else:
            self.pane.tags = session.tags
            touched = [*session.touched, *session.offers.news(self.pane.seen)]
            changed = desk.side.lit(desk) if isinstance(desk.side, Lights) else None
            self.pane.update_to(
                session.reading, session.marks, touched, session.lit, session.kin, changed
            )
            if pressed:
                self.pane.come_back()
        session.touched.clear()

    def _set_bars(self, desk: Desk, mode: Mode | None, width: int) -> None:
        session = desk.session
        bars = mode.bars(desk) if mode else None
        if bars is None and session is not None:
            self.first_run = self.first_run and not len(session.marks)
            said = desk.said or next(reversed(desk.under_way.values()), "")
            bars = (
                status_line(session, said, width),
                footer(session, self.first_run, desk.keymap),
            )
        if desk.zen and mode is None:
            bars = ([(f" {desk.said}", "warning")] if desk.said else [], [])
        if bars is not None:
            self.bars.show(*spilled(*bars, width))
        self.pane.zen = desk.zen
        self.bars.over(desk.zen, mode is not None)

    def _set_page(self, rows: Lines | None) -> None:
        shown = rows is not None
        if self.page is None:
            if not shown:
                return
            self.page = Page(self.palette)
            self._mount(self.page)
        if self.page.display != shown or self.pane.display == shown:
            self.page.display = shown
            self.pane.display = not shown
        if rows is not None:
            self.page.show(rows)

    def _set_panel(self, rows: Lines) -> None:
        if self.panel is None:
            if not rows:
                return
            self.panel = Panel(self.palette)
            self._mount(self.panel)
        self.panel.show(rows)

    def _set_side(self, desk: Desk, side: Mode | None, size: Size) -> None:
        if side is None:
            if self.side is not None:
                self.side.display = False
            return
        if self.side is None:
            # Most sittings never open one: its module waits.
            from annotate_tui.tui.side import Side

            self.side = Side(self.palette)
            self._mount(self.side)
        needs = side.needed(desk, size.width) if isinstance(side, Beside) else 0
        where = self.side.place(size.width, max(1, size.height - BARS), needs)
        lines = side.lines(desk, where.width, where.height)
        self.side.display = True
        self.side.show(lines, where, focused=desk.taking is side)
