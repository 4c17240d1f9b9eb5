"""The Textual app: it hands keys to the desk and draws what the desk holds. It knows no more."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.screen import Screen
from textual.timer import Timer

from annotate_tui.model import Span
from annotate_tui.services.settings import Settings
from annotate_tui.store.errors import LibraryError
from annotate_tui.store.library import Library
from annotate_tui.tui import cursor, reporting, themes
from annotate_tui.tui.clipboard import copy_to_system
from annotate_tui.tui.desk import Desk, Remember
from annotate_tui.tui.drawn import Sheet, show
from annotate_tui.tui.session import Session
from annotate_tui.tui.stage import Stage
from annotate_tui.tui.themes import Palette

if TYPE_CHECKING:
    from annotate_tui.tui.pointer import Pointer

POLL = 1.0
"""Seconds between two looks for changes of another program."""
WORK_EVERY = 0.02
"""Seconds between two slices of the desk's jobs."""
INDEX_AFTER = 5.0
"""Seconds after the start at which what was written since the last time is indexed for search."""
DRAW_EVERY = 0.05
"""Seconds between two rows scrolled while a span is drawn past the window's edge."""


class AnnotateApp(App[int]):
    """Wires the terminal to the desk: keys and pastes in, pane, bars, panel and page out."""

    CSS = "Screen { layers: base above; }"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        library: Library,
        begin: Callable[[Desk], None],
        settings: Settings | None = None,
        remember: Remember | None = None,
    ) -> None:
        # Colours of the terminal's own table go out as they are; Textual would look up others.
        super().__init__(ansi_color=True)
        self.animation_level = "none"
        self._begin = begin
        self.desk = Desk(library, self, _read_key, settings, remember)
        # Textual's own theme stays as it is: all that is seen is drawn by us, and a change of
        # theme would have every style sheet parsed again before the first picture.
        self.look = themes.chosen(self._theme(), os.environ)
        self.stage = Stage(self._make_palette(), self.desk.settings, self.mount)
        self._working: Timer | None = None
        self._settled = False
        self._pointer: Pointer | None = None
        self._dragging: Timer | None = None
        self.driver_class = reporting.reporting(self.driver_class)
        shape = cursor.STANDARD if self.desk.settings.cursor else "hidden"
        self.driver_class = cursor.showing(self.driver_class, self.cursor, shape)

    def get_default_screen(self) -> Screen[None]:
        """The screen that all stands on."""
        return Sheet(id="_default")

    def compose(self) -> ComposeResult:
        """Text and bars; box and page are made when they are first needed."""
        yield self.stage.pane
        yield self.stage.bars

    def on_mount(self) -> None:
        """Open what was asked for; from here on keys arrive."""
        self.stage.first_run = not self.desk.library.has_marks()
        self._begin(self.desk)
        self.draw()
        self.call_after_refresh(self._settle)
        self.set_interval(POLL, self._look_for_changes)
        self._working = self.set_interval(WORK_EVERY, self._work)
        self.set_timer(INDEX_AFTER, self._index)
        self._listen_for_the_end()
        # After ctrl+z and fg the terminal is empty; Textual would draw only what changed since.
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))

    def _listen_for_the_end(self) -> None:
        # By the loop, between two keys: a signal in the middle of a transaction would undo it.
        loop = asyncio.get_running_loop()
        try:
            loop.add_signal_handler(signal.SIGHUP, self._hung_up)
            loop.add_signal_handler(signal.SIGTERM, self.quit)
        except (AttributeError, NotImplementedError, RuntimeError, ValueError):
            # Windows has neither, and only the main thread may listen.
            return

    def _settle(self) -> None:
        """The first picture stands: make ready for keys, and collect garbage again.

        What the imports made is never looked through.
        """
        from annotate_tui.tui import keys  # noqa: F401 - so that the first key finds it there

        gc.freeze()
        gc.enable()
        self._settled = True
        self.draw()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the desk alone, in the order they came, whatever has the focus."""
        if isinstance(event, events.Key):
            key, character = event.key, event.character
            if key.startswith("alt+"):
                self.desk.key("escape", None)
                key = key.removeprefix("alt+")
                character = character or (key if len(key) == 1 else None)
            # Typed before the program had the terminal, enter arrives as a line feed.
            self.desk.key("enter" if key == "ctrl+j" else key, character)
            if self._pointer is not None:
                self._pointer.key_came()
            self.draw(pressed=True)
            return
        if isinstance(event, events.MouseEvent):
            self._point(event)
            return
        if isinstance(event, events.Paste):
            self.desk.paste(event.text)
            self.draw()
            return
        await super().on_event(event)

    def _point(self, event: events.MouseEvent) -> None:
        """The mouse: in the order of the keys, and to the desk alone as they are."""
        if self._pointer is None:
            # Whoever reads by keys alone never loads it.
            from annotate_tui.tui.pointer import Pointer

            self._pointer = Pointer(self.desk, self.stage.pane, self.stage.under)
        if self._pointer.take(event):
            self._draw_pointed(self._pointer)
        if self._pointer.at_edge and self._dragging is None:
            self._dragging = self.set_interval(DRAW_EVERY, self._drag_on)

    def _drag_on(self) -> None:
        if self._pointer is not None and self._pointer.go_on():
            self._draw_pointed(self._pointer)
        elif self._dragging is not None:
            self._dragging.stop()
            self._dragging = None

    def _draw_pointed(self, pointer: Pointer) -> None:
        self.stage.pane.still = pointer.still
        self.draw()
        self.stage.pane.still = False

    def _fatal_error(self) -> None:
        # Textual would print the traceback; `failure` hands the error to whoever started the app.
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, None after an orderly end."""
        return self._exception

    # Drawing

    def draw(self, *, pressed: bool = False) -> None:
        """Bring the screen to what the desk holds; ``pressed`` is after a key."""
        if self._settled:
            _look_ahead(self.desk)
        if self.desk.jobs and self._working is not None:
            self._working.resume()
        self.stage.set(self.desk, self.size, pressed=pressed)
        # Another size is laid out in a moment, and all of it painted then.
        if self._resize_event is None:
            show(self, reversed(self.stage.widgets))

    def on_resize(self) -> None:
        """Bars, page and list depend on the size, which Textual takes up after this call."""
        self.call_next(self.draw)

    def cursor(self) -> Offset | None:
        """Where on the screen the next key acts."""
        return self.stage.cursor()

    def _make_palette(self) -> Palette:
        depth = themes.depth_of(os.environ, self.console.color_system)
        return Palette(self.look, depth=depth)

    # What the desk may ask for

    def page(self, pages: int) -> int | None:
        """Scroll by pages; the offset of the text to select, None where there is no further."""
        return self.stage.pane.page(pages)

    def seen(self) -> Span:
        """The stretch of text on the screen."""
        return self.stage.pane.seen

    def keep_place(self) -> Callable[[], None]:
        """What brings the window back to where it stands now."""
        return self.stage.pane.keep_place()

    def widest_line(self) -> int:
        """The longest line that the screen has room for, in cells."""
        return self.stage.pane.widest

    def columns(self) -> int:
        """How many cells a row of the screen has."""
        return self.size.width

    def ink(self, role: str, colour: str) -> Style:
        """The role's style with a tag's colour as ink."""
        return self.stage.palette.on(role, colour)

    def copy(self, words: str) -> str:
        """Copy by OSC 52, and by the system's clipboard command where there is one."""
        self.copy_to_clipboard(words)
        command = copy_to_system(words)
        if command:
            return f"Copied, to the terminal (OSC 52) and by {command}"
        return "Copied, to the terminal (OSC 52)"

    def quit(self) -> None:
        """Save where reading stands and leave; words that could not be written hold it once."""
        self.desk.keep_all()
        if self.desk.drafts and self.desk.armed != "quit":
            self.desk.pending = "quit"
            why = f"{self.desk.said} " if self.desk.said else "Words of yours are not saved. "
            self.desk.say(f"{why}{self.desk.keymap.hint('quit')} again leaves and prints them.")
            return
        self.exit(0)

    def suspend_program(self) -> None:
        """Give the terminal back to the shell."""
        self.action_suspend_process()

    def settings_changed(self) -> None:
        """Take up what the desk's settings say by now."""
        look = themes.chosen(self._theme(), os.environ)
        if look != self.look:
            self.look = look
            self.stage.restyle(self._make_palette())
        self.stage.pane.settings = self.desk.settings
        reporting.report(self._driver, self.desk.settings.mouse)

    def _theme(self) -> str:
        return self.desk.settings.theme or os.environ.get("TEXTUAL_THEME", "")

    # By the clock

    def _look_for_changes(self) -> None:
        session = self.desk.session
        try:
            changed = self.desk.library.changed_elsewhere()
            if changed:
                self.desk.renew()
            # Also some time after it was removed: when it was, somebody may have been typing.
            left = session is not None and self._leave_removed(session)
            if changed or left:
                self.draw()
        except LibraryError as error:
            self.desk.say(str(error))
            self.draw()
        if session is not None:
            session.save_position()

    def _leave_removed(self, session: Session) -> bool:
        """Where the open article was removed by another program: the library, unless one is typing.

        Gives whether it was left.
        """
        desk = self.desk
        if not session.article.removed_at or not all(mode.whole for mode in desk.modes):
            return False
        from annotate_tui.tui.acts import opening

        opening.take_up(desk)
        if not desk.modes:
            opening.library(desk)
        desk.say("The article that was open was removed by another program")
        return True

    def _work(self) -> None:
        done = self.desk.work()
        session = self.desk.session
        # A long job shows what it has found of what is on the screen.
        if done or (session is not None and session.touched):
            self.draw()
        if not self.desk.jobs and self._working is not None:
            self._working.pause()

    def _index(self) -> None:
        from annotate_tui.tui.acts.indexing import index_later

        index_later(self.desk)
        self.draw()

    def _hung_up(self) -> None:
        """The terminal is gone: keep what is half-written, then leave without another word to it."""
        try:
            self.desk.keep_all()
            self.desk.library.close()
        finally:
            os._exit(0)


def _look_ahead(desk: Desk) -> None:
    from annotate_tui.tui.acts.working_out import look_ahead

    look_ahead(desk)


def _read_key(desk: Desk, key: str, character: str | None) -> None:
    # All that keys can do is 10 ms of imports, which the first picture does not need.
    from annotate_tui.tui.keys import read_key

    read_key(desk, key, character)
