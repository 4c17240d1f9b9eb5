"""Open the reader. Imports no click: this is the call that must start fast."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import Failure

if TYPE_CHECKING:
    from annotate_tui.cli.session import Session

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def open_sources(session: Session, sources: list[str]) -> int:
    """Open the reader on these files ("-" is standard input), or on the library for none.

    Gives the reader's exit status. Raises Failure for what cannot be opened.
    """
    for source in sources:
        check_source(source)
    if not any(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr)):
        raise Failure(
            "The reader needs a terminal: 'annotate add' imports without one, 'annotate show' and"
            " 'annotate list' print."
        )
    return session.opener(session.path, session.chosen_coder, sources, session.loaded)


def check_source(source: str) -> None:
    """Raise Failure for a web address, and for a file that is not there."""
    if is_url(source):
        raise Failure(
            f"{source} is a web address, and pages are not fetched:"
            " save the page as a file and open that."
        )
    if source != "-" and not os.path.lexists(source):
        raise Failure(f"There is no file {source}{_hint(source)}")


def is_url(source: str) -> bool:
    """Whether this is an address with a scheme, not the path of a file."""
    return _URL.match(source) is not None and not Path(source).exists()


def _hint(word: str) -> str:
    from difflib import get_close_matches

    from annotate_tui.cli import COMMANDS

    near = get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    if near:
        return f" and no such command: did you mean '{near[0]}'?"
    if word.isidentifier():
        return " and no command of that name: 'annotate --help' lists them."
    return ": check the name."
