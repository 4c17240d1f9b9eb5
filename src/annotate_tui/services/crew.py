"""Processes that read files side by side, and give what they read in the order of the files."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

from annotate_tui.loaders.options import Options, Refused
from annotate_tui.services import parsing
from annotate_tui.services.parsing import Parsed
from annotate_tui.text.normal import path_text

AHEAD = 3
"""How many groups of files are read ahead for each process: so much lies in memory at most."""

LOOK_SECONDS = 0.1
"""How often whoever waits looks whether to stop."""

MOST = 8
"""Processes at most: one process writes, and cannot keep up with more."""

_NONE = (OSError, ImportError, NotImplementedError)
"""What is raised where the system gives no more processes, or has none that share what they read."""

_T = TypeVar("_T")


@dataclass(slots=True)
class Group:
    """Files that are read by one process in one go; or one source that is read here, by ``here``."""

    paths: Sequence[str] = ()
    here: Callable[[], Iterator[Parsed]] | None = None
    future: Future[list[Parsed]] | None = field(default=None, repr=False)


class Crew:
    """The processes. They begin with the first group that they are given."""

    def __init__(self, known: Container[str], options: Options, size: int = 0) -> None:
        self.size = size or min(os.cpu_count() or 1, MOST)
        self._sent = (known, options)
        self._pool: ProcessPoolExecutor | None = None
        self._lone: ProcessPoolExecutor | None = None
        self._stopped = False
        self._works = False
        self._helpless = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pool in (self._pool, self._lone):
            if pool is not None:
                hurry = self._stopped or kind is not None
                # A file that takes minutes must not hold up who wants to stop: by its private name,
                # since before Python 3.14 the pool has no other way to end its processes.
                running = list((pool._processes or {}).values()) if hurry else []
                pool.shutdown(wait=not hurry, cancel_futures=True)
                for process in running:
                    process.terminate()

    def read(self, groups: Iterable[Group], stop: Callable[[], bool]) -> Iterator[Parsed]:
        """What all groups give, in their order, until ``stop`` says so."""
        coming = iter(groups)
        queue: deque[Group] = deque()
        while True:
            if stop():
                self._stopped = True
                return
            while len(queue) < AHEAD * self.size and (group := next(coming, None)) is not None:
                if group.here is None:
                    group.future = self._submit(group.paths)
                queue.append(group)
            if not queue:
                return
            group = queue.popleft()
            if group.here is not None:
                for parsed in group.here():
                    yield parsed
                    if stop():
                        self._stopped = True
                        return
            else:
                yield from self._result(group, stop)

    def _result(self, group: Group, stop: Callable[[], bool]) -> Iterator[Parsed]:
        try:
            if group.future is not None:
                while not wait([group.future], LOOK_SECONDS).done:
                    if stop():
                        self._stopped = True
                        return
                made = group.future.result()
                self._works = True
                yield from made
                return
        except BrokenProcessPool:
            self._pool = None
        # Which of the files ended the process is found by reading each alone.
        for path in group.paths:
            if stop():
                self._stopped = True
                return
            yield from self._alone(path)

    def _alone(self, path: str) -> Iterator[Parsed]:
        try:
            if self._can_work():
                return iter(self._sole(parsing.parse_files, [path]))
        except BrokenProcessPool:
            self._lone = None
            shown = path_text(path)
            said = (
                f"{shown} cannot be read, what reads such files broke down on it: save it anew or"
                " in another format."
            )
            return iter([Parsed(path, "", (Refused(shown, said),))])
        except _NONE:
            self._helpless = True
        known, options = self._sent
        return parsing.parse_file(path, options, known)

    def _can_work(self) -> bool:
        """Whether processes live at all: those that end before they read a file would do so for
        each, and none of them is to blame. Then all is read here."""
        if not self._works and not self._helpless:
            try:
                self._sole(os.getpid)
                self._works = True
            except (BrokenProcessPool, *_NONE):
                self._lone = None
                self._helpless = True
        return not self._helpless

    def _sole(self, work: Callable[..., _T], *given: object) -> _T:
        """What the one process gives that reads files alone."""
        with _uninterrupted():
            if self._lone is None:
                self._lone = self._made(1)
            future = self._lone.submit(work, *given)
        return future.result()

    def _submit(self, paths: Sequence[str]) -> Future[list[Parsed]] | None:
        """None where the processes have just broken down: the files are read alone then."""
        if self._helpless:
            return None
        try:
            with _uninterrupted():
                if self._pool is None:
                    self._pool = self._made(self.size)
                return self._pool.submit(parsing.parse_files, list(paths))
        except BrokenProcessPool:
            return None
        except _NONE:
            self._helpless = True
            return None

    def _made(self, size: int) -> ProcessPoolExecutor:
        # A forked process would hold the library's connection, which SQLite forbids.
        return ProcessPoolExecutor(
            size,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=parsing.prepare,
            initargs=self._sent,
        )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that are begun within never see Ctrl-C, not even before they can say so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
