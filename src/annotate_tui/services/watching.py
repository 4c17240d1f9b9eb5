"""A folder is watched: what is new or changed in it comes into the library by itself.

Events of the file system only say where to look. A file is taken when two looks at it, some time
apart, find the same size and time: what is still being written waits. Now and then the whole folder
is looked through, for what the events missed and for file systems that have none.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Options
from annotate_tui.services.adding import Added, add_path
from annotate_tui.store.errors import LibraryError, LockedLibrary
from annotate_tui.text.normal import path_text

if TYPE_CHECKING:
    from annotate_tui.store.library import Library

SETTLED = 1.0
"""Seconds between the two looks that must find a file unchanged."""

MANY = 40
"""From so many files at once on, they are read by processes side by side and written together."""

LOOK_EVERY = 60.0
"""Seconds after which the whole folder is looked through again."""

# Browsers' downloads, editors' and office programs' working copies, what rsync and others write.
_UNFINISHED = frozenset(
    ".part .partial .crdownload .download .opdownload .filepart .tmp .temp .swp .swo .swx .bak"
    " .lock .!ut .aria2".split()
)


class Failed(NamedTuple):
    """What could not be taken: where it is, and one sentence for the user."""

    path: str
    sentence: str


Told = Callable[[Added | Failed], None]
"""Hears of every article that came in or was found again, and of every failure."""


class Stop(Protocol):
    """What says that it is time to end, as a ``threading.Event`` does."""

    def is_set(self) -> bool:
        """Whether it is."""


Changes = Callable[[Path, float, Stop, bool], Iterator[Collection[str]]]
"""(folder, seconds to wait at most, stop, poll) to the paths that changed since the last look.

It yields also when nothing changed and the time is over, and ends when it is told to stop.
"""


@dataclass(slots=True)
class Watched:
    """What a watch brought: new articles, new texts of articles, failures."""

    new: int = 0
    versions: int = 0
    failed: int = 0


class _Sight(NamedTuple):
    """A file as it looked: what changes when it is written to, or another takes its name."""

    size: int
    modified: int
    inode: int


def watch(
    library: Library,
    folder: str | os.PathLike[str],
    options: Options,
    *,
    told: Told,
    stop: Stop,
    poll: bool = False,
    settled: float = SETTLED,
    changes: Changes | None = None,
    clock: Callable[[], float] = monotonic,
) -> Watched:
    """Take in what is in the folder and not known, then what is new or changes, until ``stop``.

    ``poll`` looks for itself in place of the system's events, ``settled`` are the seconds for which
    a file must stay the same. What was found as it was before is not told; what is known and turns
    up elsewhere is. A library that another program holds is tried again. Raises LoadError for a
    folder that cannot be watched or is there no more, LibraryError.
    """
    check_folder(folder)
    # As the events name it: links on the way to it are followed.
    place = Path(folder).resolve()
    watching = _Watching(library, place, options, told, stop, settled, clock)
    for changed in (changes or system_changes)(place, settled, stop, poll):
        _check(place, _GONE)
        watching.look(changed)
        watching.take()
        if stop.is_set():
            break
    return watching.watched


def check_folder(folder: str | os.PathLike[str]) -> None:
    """Raise LoadError for what is no folder, or one that cannot be looked into."""
    _check(Path(folder), "There is no folder {}: check the name.")


def system_changes(folder: Path, wait: float, stop: Stop, poll: bool) -> Iterator[Collection[str]]:
    """The paths that change, by the system's events; by looking where it gives none of them."""
    from watchfiles import watch as events

    milliseconds = max(1, round(wait * 1000))
    # WSL's foreign folders, where watchfiles knows by itself that it must look, are left to it.
    for polling in (True,) if poll else (None, True):
        try:
            for found in events(
                folder,
                watch_filter=None,
                debounce=milliseconds,
                step=min(50, milliseconds),
                stop_event=stop,
                rust_timeout=milliseconds,
                yield_on_timeout=True,
                raise_interrupt=True,
                force_polling=polling,
                poll_delay_ms=milliseconds,
                ignore_permission_denied=True,
            ):
                yield {path for _, path in found}
        except (OSError, RuntimeError) as error:
            # No events here, or no more of them (a limit of the system's).
            _check(folder, _GONE)
            if polling:
                raise LoadError(f"The folder {folder} cannot be watched ({error}).") from None
        else:
            return


_GONE = "The folder {} is gone: nothing is watched any more."


def _check(folder: Path, missing: str) -> None:
    """Raise LoadError for what cannot be watched; ``missing`` says that it is not there."""
    try:
        with os.scandir(folder):
            pass
    except FileNotFoundError:
        raise LoadError(missing.format(folder)) from None
    except NotADirectoryError:
        raise LoadError(f"{folder} is no folder: only folders are watched.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LoadError(f"The folder {folder} cannot be watched ({reason}): check it.") from None


def is_unfinished(name: str) -> bool:
    """Whether a file's name is that of a working copy, a partial download or a hidden file."""
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith("~")
        or PurePath(name).suffix.casefold() in _UNFINISHED
    )


class _Watching:
    """What is known of the folder's files."""

    def __init__(
        self,
        library: Library,
        folder: Path,
        options: Options,
        told: Told,
        stop: Stop,
        settled: float,
        clock: Callable[[], float],
    ) -> None:
        self.watched = Watched()
        self._library = library
        self._folder = folder
        self._options = options
        self._told = told
        self._stop = stop
        self._settled = settled
        self._clock = clock
        self._looked_at = float("-inf")
        self._locked = False
        # Files as they were when they were dealt with, those that wait with the time of the look,
        # and the hashes of what was taken: a file that is only touched is none to speak of.
        self._done: dict[str, _Sight] = {}
        self._waiting: dict[str, tuple[_Sight, float]] = {}
        self._hashes: dict[str, str] = {}
        self._unreadable: set[str] = set()
        # What was there from the start: that the library has it already is no news.
        self._present: set[str] = set()
        self._began = False

    def look(self, changed: Collection[str]) -> None:
        """Look at what changed; at all, where that is due or a folder changed."""
        from annotate_tui.services.folders import is_folder

        folders = any(is_folder(path) for path in changed)
        if folders or self._clock() - self._looked_at >= LOOK_EVERY:
            self._look_at_all()
        for path in sorted(changed):
            if self._is_wanted(path):
                self._notice(path)

    def take(self) -> None:
        """Take in what has settled."""
        ready = self._ready()
        if not ready:
            return
        try:
            if len(ready) < MANY:
                self._take_few(ready)
            else:
                self._take_many(ready)
        except LockedLibrary as error:
            # Everything waits for it; that it does is said once.
            if not self._locked:
                sentence = f"{error} Until then it is tried again and again."
                self._told(Failed(str(self._folder), sentence))
            self._locked = True
        else:
            self._locked = False

    def _take_few(self, ready: list[str]) -> None:
        taken = False
        try:
            for path in ready:
                if self._stop.is_set():
                    break
                taken |= self._take_one(path)
        finally:
            if taken:
                # What was added is safe by now; what cannot be indexed waits for the next search.
                with suppress(LibraryError):
                    self._library.index_more(float("inf"))

    def _take_many(self, ready: list[str]) -> None:
        from annotate_tui.loaders.options import Refused
        from annotate_tui.services.bringing_in import bring_in

        def each(result: Added | Refused) -> None:
            if not isinstance(result, Refused):
                self._tell(result, result.article.source, quiet=True)
            elif os.path.lexists(result.place.partition("#")[0]):
                self._fail(result.place, result.sentence)

        sights = {path: self._waiting[path][0] for path in ready}
        run = bring_in(self._library, ready, self._options, each=each, stop=self._stop.is_set)
        if not run.stopped:
            self._done |= sights
            # What they hold is not known here: when they are touched, that they are known is no news.
            self._present |= set(ready)
            for path in ready:
                self._waiting.pop(path)

    def _look_at_all(self) -> None:
        from annotate_tui.services.folders import File, list_folder

        self._looked_at = self._clock()
        unreadable: set[str] = set()
        for one in list_folder(self._folder, self._options).entries:
            if isinstance(one, File):
                if not is_unfinished(PurePath(one.path).name):
                    self._notice(one.path)
            else:
                unreadable.add(one.path)
                if one.path not in self._unreadable:
                    self._fail(one.path, one.sentence)
        self._unreadable = unreadable
        if not self._began:
            self._present = set(self._waiting)
        self._began = True

    def _is_wanted(self, path: str) -> bool:
        from annotate_tui.loaders.patterns import is_no_text, wanted

        try:
            below = PurePath(path).relative_to(self._folder)
        except ValueError:
            return False
        if any(part.startswith(".") for part in below.parts) or is_unfinished(below.name):
            return False
        name = below.as_posix()
        return wanted(name, self._options) and not is_no_text(name, self._options)

    def _notice(self, path: str) -> None:
        sight = _sight(path)
        if sight is None:
            self._forget(path)
        elif path not in self._waiting and self._done.get(path) != sight:
            self._waiting[path] = (sight, self._clock())

    def _forget(self, path: str) -> None:
        self._waiting.pop(path, None)
        self._done.pop(path, None)
        self._hashes.pop(path, None)

    def _ready(self) -> list[str]:
        ready = []
        now = self._clock()
        for path, (before, at) in list(self._waiting.items()):
            if now - at < self._settled:
                continue
            sight = _sight(path)
            if sight is None:
                self._forget(path)
            elif sight != before:
                self._waiting[path] = (sight, now)
            else:
                ready.append(path)
        return ready

    def _take_one(self, path: str) -> bool:
        """Whether anything came in."""
        from annotate_tui.loaders import quick_hash
        from annotate_tui.services.folders import placed

        added: Added | None = None
        failed = ""
        try:
            digest = quick_hash(path)
            if digest != self._hashes.get(path):
                added = add_path(self._library, path, digest, self._options)
                self._hashes[path] = digest
        except LoadError as error:
            failed = placed(str(error), path_text(path))
        self._done[path] = self._waiting.pop(path)[0]
        present = path in self._present
        self._present.discard(path)
        if failed and not os.path.lexists(path):
            # Gone between the look and the reading: nothing is missing.
            self._forget(path)
        elif failed:
            self._fail(path, failed)
        return added is not None and self._tell(added, path, quiet=present)

    def _tell(self, added: Added, path: str, *, quiet: bool) -> bool:
        came = False
        for one in (added, *added.others):
            self.watched.new += one.status == "new"
            self.watched.versions += one.status == "new_text"
            came |= one.status != "same"
            if one.status != "same" or not quiet:
                self._told(one)
        for refused in added.refused:
            self._fail(refused.place or path, refused.sentence)
        return came

    def _fail(self, path: str, sentence: str) -> None:
        self.watched.failed += 1
        self._told(Failed(path, sentence))


def _sight(path: str) -> _Sight | None:
    """The file as it looks now; None for what is no file or not there."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return _Sight(status.st_size, status.st_mtime_ns, status.st_ino)
