"""The reader with real keys on a real SQLite file, its clock, ids and coder held still."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from annotate_tui.services.adding import sample_path
from annotate_tui.store import Library
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session


class Reader:
    """One run of the app: keys in, and what the screen and the file hold."""

    def __init__(self, app: AnnotateApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def keys(self, keys: str) -> None:
        """Type keys one after the other, as Textual names them; 'words' in quotes are typed."""
        for key in split_keys(keys):
            await self.pilot.press(key)

    async def burst(self, keys: str) -> None:
        """Hand over all keys at once, as ssh does, and only then let the app work."""
        for key in split_keys(keys):
            character = {"enter": "\r", "space": " "}.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(key, character))
        await self.pilot.pause()

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def session(self) -> Session:
        assert self.app.desk.session is not None
        return self.app.desk.session

    @property
    def selected(self) -> str:
        """The words selected, as they stand in the text."""
        reading = self.session.reading
        return self.session.document.text[reading.start : reading.end]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Tag and words of the marks, as the file has them."""
        rows = self.app.desk.library.query("SELECT tag, text FROM annotation_table")
        return [(str(row["tag"]), str(row["text"])) for row in rows]

    @property
    def said(self) -> str:
        return self.app.desk.said

    def screen(self) -> list[str]:
        """What is painted, row by row, blanks at the right stripped."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def status(self) -> str:
        return self.screen()[-2].strip()

    @property
    def footer(self) -> str:
        return self.screen()[-1].strip()


def split_keys(keys: str) -> Iterator[str]:
    """Keys apart at blanks; what stands in single quotes, character by character."""
    for i, part in enumerate(keys.split("'")):
        if i % 2:
            yield from ("space" if character == " " else character for character in part)
        else:
            yield from part.split()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample article at a place of its own."""
    return Path(shutil.copy(sample_path(), tmp_path / "article.txt"))


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def new_library(library_path: Path) -> Callable[[], Library]:
    """Opens the library; time and ids go on where they were, in every order the same."""
    seconds, numbers = itertools.count(), itertools.count(1)

    def clock() -> str:
        minutes, second = divmod(next(seconds), 60)
        hour, minute = divmod(minutes, 60)
        return f"2026-11-23T{hour:02}:{minute:02}:{second:02}.000Z"

    def new_id() -> str:
        return f"01930000-0000-7000-8000-{next(numbers):012}"

    return lambda: Library.open(library_path, clock=clock, new_id=new_id, coder="anna")


@pytest.fixture
def reader(
    new_library: Callable[[], Library], sample: Path
) -> Callable[..., AbstractAsyncContextManager[Reader]]:
    """Opens the reader on a file (the sample article), or on the library for an empty name."""

    @asynccontextmanager
    async def open_reader(
        path: Path | str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Reader]:
        library = new_library()
        chosen = sample if path is None else path

        def begin(desk: Desk) -> None:
            if chosen:
                opening.show_added(desk, opening.find(library, str(chosen)))
            else:
                opening.library(desk)

        app = AnnotateApp(library, begin)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Reader(app, pilot)
        finally:
            library.close()

    return open_reader
