"""The reader with real keys on a real SQLite file, its clock, ids and coder held still."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.pilot import Pilot

from annotate_tui.model import Span
from annotate_tui.services import marking
from annotate_tui.services.adding import sample_path
from annotate_tui.services.settings import Settings
from annotate_tui.store import Library
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk, Remember
from annotate_tui.tui.keys import read_key
from annotate_tui.tui.session import Session

OTHER = (
    "A market in Hyesan\n\nThe price of rice rose in Hyesan on Monday, traders said. Nobody knew why."
    " The price of fuel fell at the same time.\n\nThe price of rice is watched by everyone.\n"
)

BEFORE = """The harbour

The board met on Monday in the old town hall. It signed nothing, the chair said on Tuesday.

The third crane costs four million! Nobody had asked for the third crane before June.

A second paragraph of the report speaks of ships and of the winter. It names no names.
"""
AFTER = """The harbour

The board met on Monday in the old town hall. It signed nothing, the chairman of the board said on Tuesday.

Nobody had asked for the third crane before June.

A second paragraph of the report speaks of ships and of the winter. It names no names.

Nobody answered!
"""
"""Words replaced in the second sentence, the third one removed, a paragraph added."""


QUIET = Settings(suggestions=False)
"""Nothing is suggested, so that `tab` goes from mark to mark alone: for tests of what people mark."""


class Held:
    """What the desk and the file hold, for whoever hands it keys."""

    desk: Desk

    @property
    def session(self) -> Session:
        assert self.desk.session is not None
        return self.desk.session

    @property
    def selected(self) -> str:
        """The words selected, as they stand in the text."""
        reading = self.session.reading
        return self.session.document.text[reading.start : reading.end]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Tag and words of the marks, as the file has them."""
        rows = self.desk.library.query("SELECT tag, text FROM annotation_table")
        return [(str(row["tag"]), str(row["text"])) for row in rows]

    def column(self, name: str) -> list[object]:
        """One column of the table of marks, as the file has it."""
        return [row[name] for row in self.desk.library.query("SELECT * FROM annotation_table")]

    @property
    def steps(self) -> int:
        """How many steps the file's log has."""
        return len(self.desk.library.log())

    @property
    def said(self) -> str:
        return self.desk.said

    def page(self, width: int = 100, height: int = 30) -> list[str]:
        """What the mode that is open draws, row by row."""
        drawn = self.desk.modes[-1].lines(self.desk, width, height)
        assert len(drawn) <= height
        return ["".join(words for words, _ in runs).rstrip() for runs in drawn]

    def rows(self, width: int = 100) -> list[str]:
        """The page without its title and heads."""
        return self.page(width)[2:]

    def labels(self) -> list[str]:
        """The first word of each row."""
        return [row[2:].split()[0] for row in self.rows()]

    def chosen(self, width: int = 100) -> str:
        """The row that the next key acts on."""
        (row,) = [row for row in self.rows(width) if row.startswith("❯")]
        return row[2:]

    def bar(self, row: int = 0) -> str:
        """One of the two rows below the page."""
        bars = self.desk.modes[-1].bars(self.desk)
        assert bars is not None
        return "".join(words for words, _ in bars[row]).strip()

    @property
    def prompt(self) -> str:
        """The status row of the mode that is open, as words."""
        bars = self.desk.modes[-1].bars(self.desk)
        assert bars is not None
        return "".join(words for words, _ in bars[0]).strip()


class Reader(Held):
    """One run of the app: keys in, and what the screen and the file hold."""

    def __init__(self, app: AnnotateApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.desk = app.desk

    async def keys(self, keys: str) -> None:
        """Type keys one after the other, as Textual names them; 'words' in quotes are typed."""
        for key in split_keys(keys):
            await self.pilot.press(key)

    async def burst(self, keys: str) -> None:
        """Hand over all keys at once, as ssh does, and only then let the app work."""
        for key in split_keys(keys):
            self.app.post_message(events.Key(key, character_of(key)))
        await self.pilot.pause()

    def screen(self) -> list[str]:
        """What is painted, row by row, blanks at the right stripped."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def status(self) -> str:
        return self.screen()[-2].strip()

    @property
    def footer(self) -> str:
        return self.screen()[-1].strip()


class StillView:
    """A screen that shows what it is told to, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.shown = Span(0, 10**9)
        self.cells = 100
        self.copied: list[str] = []
        self.asked: list[str] = []

    def page(self, pages: int) -> int | None:
        return None

    def seen(self) -> Span:
        return self.shown

    def keep_place(self) -> Callable[[], None]:
        return lambda: None

    def widest_line(self) -> int:
        return 72

    def columns(self) -> int:
        return self.cells

    def copy(self, words: str) -> str:
        self.copied.append(words)
        return "Copied"

    def quit(self) -> None:
        self.asked.append("quit")

    def suspend_program(self) -> None:
        self.asked.append("suspend")

    def settings_changed(self) -> None:
        self.asked.append("settings")

    def ink(self, role: str, colour: str) -> Style:
        return Style()


class Sitting(Held):
    """The desk without an app: the same keys, the same file, no screen."""

    def __init__(
        self,
        library: Library,
        settings: Settings | None = None,
        remember: Remember | None = None,
    ) -> None:
        self.view = StillView()
        self.desk = Desk(library, self.view, read_key, settings, remember)

    def keys(self, keys: str) -> None:
        """Type keys as Textual names them; 'words' in quotes are typed."""
        for key in split_keys(keys):
            self.desk.key(key, character_of(key))

    def open(self, source: Path | str) -> None:
        opening.show_added(self.desk, opening.find(self.desk.library, str(source)))


def character_of(key: str) -> str | None:
    """What a terminal reports as the character of a key."""
    return {"enter": "\r", "space": " ", "tab": "\t"}.get(key, key if len(key) == 1 else None)


def split_keys(keys: str) -> Iterator[str]:
    """Keys apart at blanks; what stands in single quotes, character by character."""
    for i, part in enumerate(keys.split("'")):
        if i % 2:
            yield from ("space" if character == " " else character for character in part)
        else:
            yield from part.split()


@pytest.fixture(autouse=True)
def all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn as for a terminal of all colours, wherever the tests run."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample article at a place of its own."""
    return Path(shutil.copy(sample_path(), tmp_path / "article.txt"))


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def new_library(library_path: Path) -> Iterator[Callable[..., Library]]:
    """Opens the library; time and ids go on where they were, in every order the same."""
    seconds, numbers = itertools.count(), itertools.count(1)
    opened: list[Library] = []

    def clock() -> str:
        minutes, second = divmod(next(seconds), 60)
        hour, minute = divmod(minutes, 60)
        return f"2026-11-23T{hour:02}:{minute:02}:{second:02}.000Z"

    def new_id() -> str:
        return f"01930000-0000-7000-8000-{next(numbers):012}"

    def open_library(coder: str = "anna", *, read_only: bool = False) -> Library:
        library = Library.open(
            library_path, clock=clock, new_id=new_id, coder=coder, read_only=read_only
        )
        opened.append(library)
        return library

    yield open_library
    for library in opened:
        library.close()


@pytest.fixture
def sitting(new_library: Callable[..., Library], sample: Path) -> Callable[..., Sitting]:
    """Begins a sitting without a screen: on the sample article, or on another file; ``None``
    opens none. Nothing is suggested but with settings that ask for it."""

    def begin(
        source: Path | str | None = sample,
        coder: str = "anna",
        *,
        read_only: bool = False,
        settings: Settings | None = None,
        remember: Remember | None = None,
    ) -> Sitting:
        held = Sitting(new_library(coder, read_only=read_only), settings or QUIET, remember)
        if source is not None:
            held.open(source)
        return held

    return begin


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second article."""
    path = tmp_path / "hyesan.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file that is going to change, as it is at first."""
    path = tmp_path / "story.txt"
    path.write_text(BEFORE, encoding="utf-8")
    return path


@pytest.fixture
def changed(sitting: Callable[..., Sitting], story: Path) -> Sitting:
    """The story opened again after it has changed: of four marks on the version before two stand
    (the last one elsewhere), a quote is on words that changed, a claim on words that are gone.
    """
    mark_story(sitting(story))
    story.write_text(AFTER, encoding="utf-8")
    return sitting(story)


def mark_story(held: Sitting) -> None:
    """Mark the first four sentences but one of the story, by keys."""
    held.keys("g c j q j c escape j j f escape")


@pytest.fixture
def two(sitting: Callable[..., Sitting], other: Path) -> Sitting:
    """Two articles with marks: a claim of Kim's and a figure in the first, in the other a quote
    and a note, "ask them".
    """
    held = sitting()
    held.keys("c w ctrl+u 'Kim' enter j j j f")
    held.open(other)
    held.keys("q j m 'ask them' enter")
    return held


@pytest.fixture
def reader(
    new_library: Callable[..., Library], sample: Path
) -> Callable[..., AbstractAsyncContextManager[Reader]]:
    """Opens the reader on a file (the sample article), or on the library for an empty name."""

    @asynccontextmanager
    async def open_reader(
        path: Path | str | None = None,
        size: tuple[int, int] = (80, 24),
        coder: str = "anna",
        settings: Settings = QUIET,
    ) -> AsyncIterator[Reader]:
        library = new_library(coder)
        chosen = sample if path is None else path

        def begin(desk: Desk) -> None:
            if chosen:
                opening.show_added(desk, opening.find(library, str(chosen)))
            else:
                opening.library(desk)

        app = AnnotateApp(library, begin, settings)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Reader(app, pilot)
        finally:
            library.close()

    return open_reader


@pytest.fixture
def unguessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read off the words that one tags: for tests of what people fill in."""
    monkeypatch.setattr("annotate_tui.services.suggesting.tag_by_hand", marking.tag_span)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other things must not end a search before its first piece."""
    from annotate_tui.reading import patterns
    from annotate_tui.tui.modes import search as mode

    monkeypatch.setattr(mode, "AT_ONCE", 10)
    monkeypatch.setattr(mode, "COUNT_SLICE", 10)
    monkeypatch.setattr(patterns, "TOO_LONG", 10)
