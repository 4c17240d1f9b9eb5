"""From the command line to the screen: what to open is found first, so errors stay readable."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from annotate_tui.services.settings import Loaded
from annotate_tui.store.library import Library
from annotate_tui.text.cells import display
from annotate_tui.tui import escapes
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk, Remember
from annotate_tui.tui.mistakes import first_of, mistakes
from annotate_tui.tui.themes.depths import refusal
from annotate_tui.tui.words import count

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options


def launch(
    db: Path,
    coder: str | None,
    sources: Sequence[str | bytes],
    loaded: Loaded,
    first_hash: Callable[[], str],
    options: Options | None = None,
) -> int:
    """Run the reader; gives the exit status. Raises LibraryError, LoadError.

    ``loaded`` are the user's settings, ``first_hash`` gives the hash of the first source,
    or "" where it could not be read, ``options`` how sources are read.
    """
    refused = refusal(os.environ)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    library = Library.open(db, coder=coder)
    app: AnnotateApp | None = None
    try:
        found = [
            opening.find(library, source, "" if i else first_hash(), options, _tell)
            for i, source in enumerate(sources)
        ]
        if not _is_terminal(sys.stdin):
            _take_keyboard()
        if not _is_terminal(sys.stderr):
            _take_screen()

        def begin(desk: Desk) -> None:
            desk.options = options
            if found:
                opening.show_added(desk, found[0])
                opening.tell_fetched_before(desk, sources[0], found[0])
            else:
                opening.library(desk)
            more = len({added.article.id for added in found}) - 1
            if more > 0:
                escape = desk.keymap.hint("escape")
                told = f"{count(more, 'more article')} in the library: {escape} twice"
                first = found[0]
                warned = first.status == "new_text" or first.encoding != "utf-8"
                warned = warned or bool(first.like or first.others or first.refused)
                desk.say(f"{told}; {desk.said}" if warned else told)
            wrong = first_of(mistakes(loaded, desk.keymap), loaded.path.name)
            if wrong:
                desk.say("; ".join(words for words in (desk.said, wrong) if words))

        if sys.platform != "win32":
            escapes.install()
        app = AnnotateApp(library, begin, loaded.settings, _remember(loaded.path))
        status = app.run(mouse=loaded.settings.mouse)
        if app.failure is not None:
            raise app.failure
    finally:
        if app is not None:
            app.desk.keep_all()
        library.close()
    if app.desk.drafts:
        # The last place where they can be kept is the terminal's own memory.
        for words in app.desk.drafts.values():
            print(f"Not saved: {display(words)}")
        return 1
    if not status:
        print("All saved.")
    return status or 0


def _tell(words: str) -> None:
    if _is_terminal(sys.stderr):
        print(display(words), file=sys.stderr, flush=True)


def _remember(path: Path) -> Remember:
    def remember(values: Mapping[str, Any]) -> str:
        # 30 ms of imports that are needed when something is set, and not before.
        from annotate_tui.services.settings.keeping import keep

        return keep(path, values)

    return remember


def _is_terminal(stream: TextIO | None) -> bool:
    # A stream that was closed from the start is None.
    return stream is not None and stream.isatty()


def _take_keyboard() -> None:
    """Put the terminal on descriptor 0: Textual reads its keys there, whatever was piped in."""
    terminal = os.open("/dev/tty", os.O_RDWR)
    # Where standard input was closed, descriptor 0 was free and is the terminal already.
    if terminal:
        os.dup2(terminal, 0)
        os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open to the end
    vars(sys)["__stdin__"] = sys.stdin


def _take_screen() -> None:
    """Have Textual draw on standard output: it draws on standard error, which goes elsewhere."""
    screen = os.fdopen(os.dup(1), "w", encoding="utf-8")
    vars(sys)["__stderr__"] = screen
