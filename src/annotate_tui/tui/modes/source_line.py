"""The line that asks for a file or an address to open; tab completes the names of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.asking import Asking

_MOST = 500
"""Names that are offered of one folder."""


class SourceLine(Asking):
    """Asks for a path, in which "~" is one's own folder, or for an address.

    ``tab`` completes the name of a file or folder, or goes on to the next one that begins so. What
    is refused stays in the line, with the sentence that says why.
    """

    def __init__(self, take: Callable[[Desk, str], None], text: str = "") -> None:
        super().__init__(
            "Open",
            take,
            text,
            hint="a file or a web address · tab completes · enter opens · escape leaves",
            offers=completions,
        )

    def _offer(self, offers: Callable[[str], Sequence[str]], by: int) -> None:
        """As in any line; the only name that begins so is taken, and tab goes on inside of it."""
        super()._offer(offers, by)
        if self._gone_through is None:
            self._said = "No file or folder begins so."
        elif len(self._gone_through[1]) == 1:
            self._gone_through = None


def completions(typed: str) -> list[str]:
    """The files and folders whose paths begin with what was typed, folders with a "/" behind them.

    Hidden ones only where their dot was typed; upper and lower case are not told apart.
    """
    folder, _, beginning = typed.rpartition("/")
    folder += "/" if "/" in typed else ""
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            found = [
                f"{folder}{entry.name}{'/' if entry.is_dir() else ''}"
                for entry in islice(entries, 100 * _MOST)
                if entry.name.casefold().startswith(beginning.casefold())
                and (beginning.startswith(".") or not entry.name.startswith("."))
            ]
    except (OSError, ValueError, RuntimeError):
        # No such folder, a null character, a home that nobody has: there is nothing to offer.
        return []
    return sorted(found, key=str.casefold)[:_MOST]
