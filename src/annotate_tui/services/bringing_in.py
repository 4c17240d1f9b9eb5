"""Many articles into the library: files, folders, archives, tables, addresses, what is piped in.

Processes beside this one read files; this one alone writes, many articles in a transaction, all in
one step of the log. What has been told is on disk: a run that is stopped can be run again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from annotate_tui.loaders.errors import LoadError, no_file
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.model import Article
from annotate_tui.services.adding import Added, add_or_refuse, add_path
from annotate_tui.services.crew import MOST, Crew, Group
from annotate_tui.services.folders import File, Unreadable, is_folder, is_missing, list_folder
from annotate_tui.services.parsing import Parsed, parse, parse_file
from annotate_tui.store import Library, LibraryError
from annotate_tui.store.originals import Originals, is_current
from annotate_tui.text.normal import path_text

FROM = 40
"""From so many files on, processes beside this one read them: to begin them takes half a second."""

TOGETHER = 16
"""Files that a process reads in one go, at most."""

TOGETHER_BYTES = 512 * 1024
"""And their bytes."""

LONG_TABLE = 1024 * 1024
"""Bytes from which a file of many articles is read here, one by one: it is never whole in memory."""

WRITE_SECONDS = 0.5
"""How long what was read waits to be written, at most."""

WRITE_ARTICLES = 200
WRITE_CHARACTERS = 8_000_000
"""How many articles, and code points of text, are written in one transaction at most."""

INDEX_EVERY = 1000
"""After how many articles they are made findable: the search's index is merged less often so."""

KEPT_FAILURES = 20
"""How many failures are kept for the end; all were told as they happened."""

_MANY = (".zip", ".json", ".jsonl", ".ndjson", ".csv", ".tsv")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Handed(NamedTuple):
    """What another program hands over, as a pipe or the clipboard: read when its turn comes.

    ``place`` is what a message calls it. ``read`` gives the bytes, or raises LoadError.
    """

    place: str
    read: Callable[[], bytes]


class Progress(NamedTuple):
    """How far a run is: sources done and in all, the name of the last; articles by what they were."""

    done: int
    total: int
    name: str
    new: int
    same: int
    versions: int
    failed: int


@dataclass(slots=True)
class Outcome:
    """What a run did. ``versions`` are new texts of articles; ``doubles`` are among the new ones.

    ``alone`` counts files of folders that hold no text, ``failures`` are the first `KEPT_FAILURES`
    of ``failed``. ``many`` is whether a folder or a source of many articles was among the sources.
    """

    total: int = 0
    done: int = 0
    new: int = 0
    same: int = 0
    versions: int = 0
    doubles: int = 0
    alone: int = 0
    failed: int = 0
    failures: list[Refused] = field(default_factory=list)
    many: bool = False
    stopped: bool = False

    @property
    def came(self) -> int:
        """Articles that were read and are in the library now, new or not."""
        return self.new + self.same + self.versions


def bring_in(
    library: Library,
    sources: Sequence[str | Handed],
    options: Options,
    *,
    told: Callable[[Progress], None] = lambda progress: None,
    each: Callable[[Added | Refused], None] = lambda result: None,
    stop: Callable[[], bool] = lambda: False,
    writing: Callable[[], AbstractContextManager[object]] = nullcontext,
    processes: int | None = None,
) -> Outcome:
    """Add all that the sources hold: paths of files and folders, addresses, what is handed over.

    ``each`` gets every article that is in the library now, and every failure with its sentence, in
    the order of the sources, a folder's files by name; ``told`` how far it is. Both are called after
    the transaction. ``stop`` is asked often: what was read by then is still written, and so it is
    on KeyboardInterrupt. That should not come within ``writing()``, which is entered for each
    transaction, but behind it. ``processes`` says how many read files: 0 is this one alone, None leaves it to the
    number of files and cores.

    Raises LibraryError where the library cannot be written; all that was told is in it.
    """
    run = _Run(library, options, told, each, writing)
    try:
        jobs = list(run.jobs(sources))
        run.outcome.total = len(jobs)
        if processes is None:
            files = sum(isinstance(job, File) for job in jobs)
            processes = 0 if files < FROM else min(os.cpu_count() or 1, MOST)
        if processes:
            with Crew(Originals(library), options, processes) as crew:
                for parsed in crew.read(run.groups(jobs), stop):
                    run.take(parsed)
        else:
            _one_by_one(run, jobs, stop)
        run.write()
    except KeyboardInterrupt:
        run.outcome.stopped = True
        run.write()
    if not run.outcome.stopped and run.outcome.done < run.outcome.total:
        run.outcome.stopped = stop()
    with suppress(KeyboardInterrupt):
        run.index()
    return run.outcome


def _one_by_one(run: _Run, jobs: list[_Job], stop: Callable[[], bool]) -> None:
    for job in jobs:
        for parsed in run.here(job):
            if stop():
                return
            run.take(parsed)
        if stop():
            return


_Job = File | Handed | Refused | str


class _Hashes:
    """The bytes that the library has, asked for one by one: it may have a million."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __contains__(self, digest: object) -> bool:
        return isinstance(digest, str) and is_current(self._library, digest)


class _Run:
    """One run: what waits to be written, and what became of the rest."""

    def __init__(
        self,
        library: Library,
        options: Options,
        told: Callable[[Progress], None],
        each: Callable[[Added | Refused], None],
        writing: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self.library = library
        self.options = options
        self.outcome = Outcome()
        self._told = told
        self._each = each
        self._writing = writing
        self._step = ""
        self._waiting: list[Parsed] = []
        self._articles = 0
        self._characters = 0
        self._since = monotonic()
        self._name = ""
        self._unindexed = 0
        self._of_one = 0

    # What there is to do

    def jobs(self, sources: Sequence[str | Handed]) -> Iterator[_Job]:
        """Each file, address and thing handed over; what cannot be had is refused."""
        for source in sources:
            if not isinstance(source, str) or _is_address(source):
                yield source
            elif source and is_folder(source):
                self.outcome.many = True
                yield from self._folder(source)
            elif not source or is_missing(source):
                shown = path_text(source)
                yield Refused(shown, no_file(shown))
            else:
                yield File(source, _size(source))

    def _folder(self, folder: str) -> Iterator[_Job]:
        listing = list_folder(folder, self.options)
        self.outcome.alone += listing.alone
        for entry in listing.entries:
            yield Refused(*entry) if isinstance(entry, Unreadable) else entry
        if not listing.entries:
            shown = path_text(folder)
            said = f"There are no files in the folder {shown}: check the name."
            if self.options.include or self.options.exclude:
                said = (
                    f"No files in the folder {shown} are asked for: check --include and --exclude."
                )
            elif listing.alone:
                said = f"The files in the folder {shown} hold no text: check the name."
            yield Refused(shown, said)

    def groups(self, jobs: list[_Job]) -> Iterator[Group]:
        """The jobs as processes take them: small files together, all else for itself."""
        paths: list[str] = []
        size = 0
        for job in jobs:
            beside = isinstance(job, File) and not _is_long(job)
            if paths and (not beside or len(paths) >= TOGETHER or size >= TOGETHER_BYTES):
                yield Group(paths)
                paths, size = [], 0
            if isinstance(job, File) and beside:
                paths.append(job.path)
                size += job.size
            else:
                yield Group(here=partial(self.here, job))
        if paths:
            yield Group(paths)

    def here(self, job: _Job) -> Iterator[Parsed]:
        """What one job gives, read in this process."""
        if isinstance(job, Refused):
            return iter([Parsed(job.place, "", (job,))])
        if isinstance(job, File):
            if job.size < 0:
                # A pipe may let one wait: what was read before is written first.
                self.write()
            return parse_file(job.path, self.options, _Hashes(self.library))
        self.write()
        if isinstance(job, Handed):
            return parse(job.place, lambda: self._handed(job))
        return parse(job, lambda: self._fetched(job))

    def _handed(self, job: Handed) -> Iterator[Loaded]:
        from annotate_tui.loaders import articles_in_bytes

        try:
            yield from articles_in_bytes(job.read(), "-", "", self.options)
        except LoadError as error:
            # What has no name is called so by whoever reads it.
            raise LoadError(str(error).replace("standard input", job.place)) from error

    def _fetched(self, address: str) -> Iterator[Loaded]:
        from annotate_tui.loaders.web import load_url

        return load_url(address, self.options)

    # What was done

    def take(self, parsed: Parsed) -> None:
        """Keep what was read, to be written soon."""
        if not self._waiting:
            self._since = monotonic()
        self._waiting.append(parsed)
        self._articles += len(parsed.loaded)
        self._of_one += len(parsed.loaded)
        self.outcome.many |= self._of_one > 1
        if parsed.last:
            self._of_one = 0
        self._characters += sum(len(o.text) for o in parsed.loaded if isinstance(o, Article))
        if (
            self._articles >= WRITE_ARTICLES
            or self._characters >= WRITE_CHARACTERS
            or monotonic() - self._since >= WRITE_SECONDS
        ):
            self.write()

    def write(self) -> None:
        """Write what waits in one transaction, then tell it."""
        if not self._waiting:
            return
        with self._writing():
            waiting, self._waiting = self._waiting, []
            self._articles = self._characters = 0
            results: list[Added | Refused] = []
            if any(
                one.digest or any(isinstance(o, Article) for o in one.loaded) for one in waiting
            ):
                with self.library.step("add", step=self._step or None) as step:
                    for parsed in waiting:
                        results += self._written(parsed)
                self._step = step.id
            else:
                results += [o for one in waiting for o in one.loaded if isinstance(o, Refused)]
            self._count(waiting, results)
            for result in results:
                self._each(result)
            self._tell()
            self._unindexed += len(results)
            if self._unindexed >= INDEX_EVERY:
                self._unindexed = 0
                self.index()

    def _written(self, parsed: Parsed) -> Iterator[Added | Refused]:
        if parsed.digest:
            try:
                added = add_path(self.library, parsed.place, parsed.digest, self.options)
                yield added
                yield from added.others
                yield from added.refused
            except LoadError as error:
                yield Refused(path_text(parsed.place), str(error))
        looked = iter(parsed.looked)
        for one in parsed.loaded:
            if isinstance(one, Refused):
                yield one
            else:
                yield add_or_refuse(self.library, one, next(looked, None))

    def _count(self, waiting: list[Parsed], results: list[Added | Refused]) -> None:
        outcome = self.outcome
        outcome.done += sum(one.last for one in waiting)
        self._name = waiting[-1].place
        for result in results:
            if isinstance(result, Refused):
                outcome.failed += 1
                if len(outcome.failures) < KEPT_FAILURES:
                    outcome.failures.append(result)
                continue
            outcome.new += result.status == "new"
            outcome.same += result.status == "same"
            outcome.versions += result.status == "new_text"
            outcome.doubles += bool(result.like)

    def _tell(self) -> None:
        """Say how far it is."""
        now = self.outcome
        self._told(
            Progress(
                done=now.done,
                total=now.total,
                name=self._name,
                new=now.new,
                same=now.same,
                versions=now.versions,
                failed=now.failed,
            )
        )

    def index(self) -> None:
        """Make all findable. What was added is safe; what cannot be indexed waits for a search."""
        with self._writing(), suppress(LibraryError):
            self.library.index_more(float("inf"))


def _is_address(source: str) -> bool:
    return _ADDRESS.match(source) is not None and not os.path.lexists(source)


def _is_long(file: File) -> bool:
    return file.size >= LONG_TABLE and file.path.casefold().endswith(_MANY)


def _size(path: str) -> int:
    """A file's bytes, -1 for what is none, as a pipe."""
    import stat

    try:
        status = Path(path).stat()
    except OSError:
        # Whoever reads it says what is wrong.
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else -1
