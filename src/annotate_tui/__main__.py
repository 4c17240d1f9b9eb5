"""The program: puts the commands and the reader together, which know nothing of each other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui import cli

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options
    from annotate_tui.services.settings import Checked, Loaded


def open_reader(
    db: Path,
    coder: str | None,
    sources: list[str | bytes],
    loaded: Loaded,
    options: Options | None,
) -> int:
    """Open the reader on the library ``db``, at the first of ``sources`` or at the list.

    ``loaded`` are the user's settings, ``options`` how sources are read. Gives the exit status.
    Imports the screen, which no other command needs.
    """
    from annotate_tui import tui

    return tui.run(db, coder, sources, loaded, options)


def check_settings(loaded: Loaded) -> Checked:
    """What is wrong with the user's settings, and the reader's keys, for a command to print."""
    from annotate_tui import tui

    return tui.check(loaded)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``annotate`` with these arguments (default: the process's) and give the exit status."""
    return cli.run(sys.argv[1:] if argv is None else argv, open_reader, check_settings)


if __name__ == "__main__":
    sys.exit(main())
