"""The screen: thin, drawing what the rooms below compute."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.services.settings import BoundKey, Checked, Loaded

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options


def run(
    db: Path,
    coder: str | None,
    sources: Sequence[str | bytes],
    loaded: Loaded,
    options: Options | None = None,
) -> int:
    """Open the reader on these files and addresses, on the library without any.

    "-" is standard input, bytes are what was handed over otherwise. ``loaded`` are the user's
    settings, ``options`` how sources are read. Gives the exit status. Raises LibraryError or
    LoadError before the screen is taken.
    """
    # Read when Textual is imported; its default takes escape and a key within 100 ms for one.
    os.environ.setdefault("ESCDELAY", "25")
    # What the imports make stays for good: collecting meanwhile costs 13 ms of 200. The app turns
    # the collector on again once the first picture stands.
    gc.disable()
    first_hash = _hash_beside(sources[0]) if sources else str
    from annotate_tui.tui.launch import launch

    return launch(db, coder, sources, loaded, first_hash, options)


def check(loaded: Loaded) -> Checked:
    """The settings with all that the screen finds wrong with them, and the keys that are bound."""
    from annotate_tui.tui import themes
    from annotate_tui.tui.keymap import Keymap
    from annotate_tui.tui.mistakes import mistakes

    keymap = Keymap(loaded.settings.keys)
    bound = [BoundKey(b.id, b.context, b.keys, b.help) for b in keymap.bindings]
    name = loaded.settings.theme
    theme = name if name == themes.AUTO else themes.chosen(name).name
    return Checked(mistakes(loaded, keymap), bound, theme)


def _hash_beside(source: str | bytes) -> Callable[[], str]:
    """Hash a file in a thread while Textual is imported: 14 ms for 13 MB, on the other core."""
    if isinstance(source, bytes) or source == "-":
        return str
    import threading

    found: list[str] = []

    def work() -> None:
        from annotate_tui import loaders

        # What is wrong with the file is said by whoever opens it, in the main thread.
        try:
            found.append(loaders.quick_hash(source))
        except loaders.LoadError:
            return

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def result() -> str:
        thread.join()
        return found[0] if found else ""

    return result
