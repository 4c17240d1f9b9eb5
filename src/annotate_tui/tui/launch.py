"""From the command line to the screen: what to open is found first, so errors stay readable."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from annotate_tui.store.library import Library
from annotate_tui.tui import escapes
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.words import count


def launch(
    db: Path, coder: str | None, sources: Sequence[str], first_hash: Callable[[], str]
) -> int:
    """Run the reader; gives the exit status. Raises LibraryError, LoadError.

    ``first_hash`` gives the hash of the first source, or "" where it could not be read.
    """
    library = Library.open(db, coder=coder)
    app: AnnotateApp | None = None
    try:
        found = [
            opening.find(library, source, "" if i else first_hash())
            for i, source in enumerate(sources)
        ]
        if not sys.stdin.isatty():
            _take_terminal()

        def begin(desk: Desk) -> None:
            if not found:
                opening.library(desk)
                return
            opening.show_added(desk, found[0])
            if len(found) > 1:
                desk.say(f"{count(len(found) - 1, 'more article')} in the library: escape twice")

        if sys.platform != "win32":
            escapes.install()
        app = AnnotateApp(library, begin)
        status = app.run(mouse=False)
        if app.failure is not None:
            raise app.failure
    finally:
        if app is not None:
            app.desk.keep_all()
        library.close()
    if not status:
        print("All saved.")
    return status or 0


def _take_terminal() -> None:
    """Put the terminal on descriptor 0: Textual reads its keys there, whatever was piped in."""
    terminal = os.open("/dev/tty", os.O_RDWR)
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open to the end
