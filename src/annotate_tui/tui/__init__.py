"""The screen: thin, drawing what the rooms below compute."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path


def run(db: Path, coder: str | None, sources: Sequence[str]) -> int:
    """Open the reader on these files ("-" is standard input), on the library without any.

    Gives the exit status. Raises LibraryError or LoadError before the screen is taken.
    """
    # Read when Textual is imported; its default takes escape and a key within 100 ms for one.
    os.environ.setdefault("ESCDELAY", "25")
    # What the imports make stays for good: collecting meanwhile costs 13 ms of 200. The app turns
    # the collector on again once the first picture stands.
    gc.disable()
    first_hash = _hash_beside(sources[0]) if sources else str
    from annotate_tui.tui.launch import launch

    return launch(db, coder, sources, first_hash)


def _hash_beside(source: str) -> Callable[[], str]:
    """Hash a file in a thread while Textual is imported: 14 ms for 13 MB, on the other core."""
    import threading

    found: list[str] = []

    def work() -> None:
        from annotate_tui import loaders

        # What is wrong with the file is said by whoever opens it, in the main thread.
        try:
            found.append(loaders.quick_hash(source))
        except loaders.LoadError:
            return

    if source == "-":
        return str
    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def result() -> str:
        thread.join()
        return found[0] if found else ""

    return result
