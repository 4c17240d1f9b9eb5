"""The commands. Each is a module of its own, imported when it is the one that was asked for.

Exit status: 0 done, 1 the work failed, 2 wrong usage, and as shells count signals 130 after Ctrl-C
and 141 when the reader of a pipe has closed it. Messages go to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options
    from annotate_tui.services.settings import Checked, Loaded

Opener = Callable[[Path, "str | None", "list[str | bytes]", "Loaded", "Options | None"], int]
"""Opens the reader: (library, coder or None for the default, sources, settings, how sources are read
or None for as usual) to an exit status.
"""
Checker = Callable[["Loaded"], "Checked"]
"""Adds what only the screen knows of the settings: unknown themes and actions, keys that clash."""

COMMANDS: dict[str, str] = {
    "add": "annotate_tui.cli.add",
    "watch": "annotate_tui.cli.watch",
    "list": "annotate_tui.cli.listing",
    "search": "annotate_tui.cli.search",
    "show": "annotate_tui.cli.show",
    "edit": "annotate_tui.cli.edit",
    "refresh": "annotate_tui.cli.refresh",
    "changes": "annotate_tui.cli.changes",
    "sentences": "annotate_tui.cli.sentences",
    "suggest": "annotate_tui.cli.suggest",
    "tag": "annotate_tui.cli.tag",
    "tags": "annotate_tui.cli.tags",
    "variables": "annotate_tui.cli.variables",
    "values": "annotate_tui.cli.values",
    "check": "annotate_tui.cli.check",
    "export": "annotate_tui.cli.export",
    "log": "annotate_tui.cli.log",
    "config": "annotate_tui.cli.config",
}
"""Each command and its module, which has the click command as ``command``."""


def run(argv: Sequence[str], opener: Opener, checker: Checker | None = None) -> int:
    """Run the command line and give its exit status. No exception leaves, no traceback is shown."""
    from annotate_tui.cli import failing

    args = list(argv)
    if sys.stdout is None:
        # Started with its output closed (">&-"): what is printed goes nowhere, the work is done.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
    try:
        status = _run(args, opener, checker)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the last resort
        return failing.status_of(error)
    return status


def _run(args: list[str], opener: Opener, checker: Checker | None) -> int:
    from annotate_tui.cli.session import Session

    # The commonest call, `annotate ARTICLE`, is answered without click: it costs 20 ms to import,
    # a good part of what the reader needs to show its first sentence.
    session = Session(opener=opener, checker=checker)
    if not args or (args[0] not in COMMANDS and not any(_is_option(a) for a in args)):
        from annotate_tui.cli.opening import open_sources

        return open_sources(session, args)
    from annotate_tui.cli.group import group

    # Not `group.main`, which turns a closed pipe into its own exit.
    with group.make_context("annotate", args, obj=session) as context:
        result = group.invoke(context)
    return result if isinstance(result, int) else 0


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"
