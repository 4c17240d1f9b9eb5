"""Ctrl-C and SIGTERM in commands that run long: nothing is left half done."""

from __future__ import annotations

import signal
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType, TracebackType
from typing import Self

from annotate_tui.cli.failing import INTERRUPTED, TERMINATED


class _Signals(ABC):
    """Within, Ctrl-C and SIGTERM come here; behind it, to whom they came before."""

    def __init__(self) -> None:
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self._before[number] = signal.signal(number, self._handle)
            except ValueError:
                # Only the main thread may have a handler; elsewhere a signal ends the program.
                break
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type]  # what it gave

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._came(INTERRUPTED if number == signal.SIGINT else TERMINATED)

    @abstractmethod
    def _came(self, status: int) -> None:
        """A signal came, for which a program ends with that exit status."""


class Interrupts(_Signals):
    """Ctrl-C or SIGTERM while many articles come in: at once where something is read, else after
    the writing. ``status`` is the exit status that says which."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False
        self.status = INTERRUPTED
        self._raised = False
        self._held = 0

    def __call__(self) -> bool:
        """Whether it was asked to stop."""
        return self.asked

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, an interruption waits: what is written is written whole and told.

        Raises KeyboardInterrupt at the end where one came.
        """
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        if self.asked and not self._held and not self._raised:
            self._raised = True
            raise KeyboardInterrupt

    def _came(self, status: int) -> None:
        self.asked = True
        self.status = status
        if not self._held:
            self._raised = True
            raise KeyboardInterrupt


class Ending(_Signals):
    """Ctrl-C and SIGTERM set ``stop``, so that the work ends after what is in hand; a second one
    ends it at once. ``status`` is the exit status that says which came, 0 before."""

    def __init__(self) -> None:
        super().__init__()
        self.stop = Event()
        self.status = 0

    def _came(self, status: int) -> None:
        if self.stop.is_set():
            raise KeyboardInterrupt
        self.status = status
        self.stop.set()
