"""Open the reader. Imports no click: this is the call that must start fast."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import Failure

if TYPE_CHECKING:
    from annotate_tui.cli.session import Session
    from annotate_tui.loaders.options import Options

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FETCHED = re.compile(r"https?://", re.IGNORECASE)


def open_sources(
    session: Session, sources: Sequence[str | bytes], options: Options | None = None
) -> int:
    """Open the reader on these files and addresses, or on the library for none.

    "-" is standard input; bytes are what was handed over otherwise, as by the clipboard. Gives the
    reader's exit status. Raises Failure for what cannot be opened.
    """
    for source in sources:
        if isinstance(source, str):
            check_source(source)
    if not any(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr)):
        raise Failure(
            "The reader needs a terminal: 'annotate add' imports without one, 'annotate show' and"
            " 'annotate list' print."
        )
    return session.opener(
        session.path, session.chosen_coder, list(sources), session.loaded, options
    )


def open_named(session: Session, sources: Sequence[str]) -> int:
    """Open the reader as the command line's options say; as `open_sources`, and LoadError."""
    named: list[str | bytes] = list(sources)
    if session.clipboard:
        from annotate_tui.loaders.clipboard import read_clipboard

        named.append(read_clipboard())
    return open_sources(session, named, session.options)


def check_source(source: str) -> None:
    """Raise Failure for an address that is none of the web, and for a file that is not there."""
    if is_url(source):
        if _FETCHED.match(source):
            return
        raise Failure(
            f"{source} is not fetched, only addresses with http and https are:"
            " save it as a file and open that."
        )
    if source != "-" and not os.path.lexists(source):
        raise Failure(_missing(source))


def is_url(source: str) -> bool:
    """Whether this is an address with a scheme, not the path of a file."""
    # Path's own raises for a name that is too long, which an address may be.
    return _URL.match(source) is not None and not os.path.exists(source)  # noqa: PTH110


def _missing(word: str) -> str:
    from difflib import get_close_matches

    from annotate_tui.cli import COMMANDS
    from annotate_tui.loaders.errors import no_file

    near = get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    if near:
        return f"There is no file {word} and no such command: did you mean '{near[0]}'?"
    if word.isidentifier():
        return f"There is no file {word} and no command of that name: 'annotate --help' lists them."
    return no_file(word)
