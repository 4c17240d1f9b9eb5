"""The screen: thin, drawing what the rooms below compute."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def run(db: Path, coder: str | None, sources: Sequence[str]) -> int:
    """Open the reader on these files ("-" is standard input), on the library without any.

    Gives the exit status. Raises LibraryError or LoadError before the screen is taken.
    """
    # Read when Textual is imported; its default takes escape and a key within 100 ms for one.
    os.environ.setdefault("ESCDELAY", "25")
    from annotate_tui.tui.launch import launch

    return launch(db, coder, sources)
