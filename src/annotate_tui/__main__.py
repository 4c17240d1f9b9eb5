"""The program: puts the commands and the reader together, which know nothing of each other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from annotate_tui import cli


def open_reader(db: Path, coder: str | None, sources: list[str]) -> int:
    """Open the reader on the library ``db``, at the first of ``sources`` or at the list.

    Gives the exit status. Imports the screen, which no other command needs.
    """
    from annotate_tui import tui

    return tui.run(db, coder, sources)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``annotate`` with these arguments (default: the process's) and give the exit status."""
    return cli.run(sys.argv[1:] if argv is None else argv, open_reader)


if __name__ == "__main__":
    sys.exit(main())
