"""What waits for a disk or a server is done behind the screen, in a thread; keys go on working."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.desk import Desk

Found = TypeVar("Found")


class Errand(Generic[Found]):
    """Runs ``fetch`` in a thread of its own, and afterwards ``take`` where keys are taken.

    The library belongs to the thread that opened it, so ``fetch`` must not touch it: what it gives,
    or the error that it raised, is handed to ``take`` or ``fail`` between two keys, and not before
    nothing is being typed: neither changes what stands under somebody's hands. The program can end
    at any time; then nothing is taken.
    """

    def __init__(
        self,
        fetch: Callable[[], Found],
        take: Callable[[Found], None],
        fail: Callable[[Exception], None],
    ) -> None:
        self._fetch = fetch
        self._take = take
        self._fail = fail
        self._found: list[Found] = []
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self._found.append(self._fetch())
        except Exception as error:  # noqa: BLE001 - handed on, below
            # Whatever it is, it must not end in a thread that nobody looks at.
            self._error = error

    def begin(self, desk: Desk, name: str, told: str) -> None:
        """Begin, and look in idle time whether it is done. ``name`` is that of the job, ``told`` what
        is said while it goes on.
        """
        self._thread.start()
        desk.under_way[name] = told
        desk.say(told)

        def job() -> bool:
            if self._thread.is_alive() or not _at_rest(desk):
                return True
            desk.under_way.pop(name, None)
            self._end()
            return False

        desk.later(name, job)

    def wait(self, seconds: float) -> None:
        """Wait until it was fetched, at most so long; it is taken later."""
        self._thread.join(seconds)

    def _end(self) -> None:
        error = self._error
        if error is None:
            try:
                self._take(self._found[0])
            except (LibraryError, ValueError) as refused:
                error = refused
        if error is not None:
            self._fail(error)


def _at_rest(desk: Desk) -> bool:
    """Whether no prompt, box or form is open: a list or a page may be."""
    return all(mode.whole for mode in desk.modes)
