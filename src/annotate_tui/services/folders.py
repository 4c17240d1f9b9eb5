"""The files of a folder: all below it, each once, in an order that stays the same."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from annotate_tui.loaders.options import Options
from annotate_tui.loaders.patterns import is_excluded, is_no_text, wanted
from annotate_tui.text.normal import path_text


class File(NamedTuple):
    """A file to be read: its path as it is to be opened, and its bytes."""

    path: str
    size: int


class Unreadable(NamedTuple):
    """What could not be looked at: its path, and one sentence for the user."""

    path: str
    sentence: str


class Listing(NamedTuple):
    """What is in a folder, in order; ``alone`` counts what holds no text and is left alone."""

    entries: list[File | Unreadable]
    alone: int


class _Entry(NamedTuple):
    path: str
    size: int
    identity: tuple[int, int]
    linked: bool


def is_folder(path: str) -> bool:
    """Whether there is a folder; never an error, as for a name that is too long."""
    try:
        return stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def is_missing(path: str) -> bool:
    """Whether nothing is there; not so of what may only not be looked at."""
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        # Whoever reads it says what is wrong.
        return False
    return False


def placed(sentence: str, place: str) -> str:
    """A sentence that begins with a file's name, with its place: many folders hold an index.html."""
    name = PurePath(place).name
    begins = sentence.startswith((f"{name} ", f"{name}, "))
    return place + sentence.removeprefix(name) if begins else sentence


def list_folder(folder: str | Path, options: Options) -> Listing:
    """The files in and below a folder, by name, folder by folder.

    Hidden ones are left out, and what ``options`` exclude. Links are followed, but no folder is
    entered twice, so a loop ends, and of a file and links to it the file alone is taken. What is no
    file (pipes, devices) is left alone, as is what by its suffix holds no text.
    """
    walk = _Walk(str(folder), options)
    found = list(walk.entries())
    real = {one.identity for one in found if isinstance(one, _Entry) and not one.linked}
    seen: set[tuple[int, int]] = set()
    entries: list[File | Unreadable] = []
    for one in found:
        if isinstance(one, Unreadable):
            entries.append(one)
            continue
        if one.identity in seen or (one.linked and one.identity in real):
            continue
        seen.add(one.identity)
        entries.append(File(one.path, one.size))
    return Listing(entries, walk.alone)


class _Walk:
    def __init__(self, folder: str, options: Options) -> None:
        self.folder = folder
        self.options = options
        self.alone = 0
        self._entered: set[tuple[int, int]] = set()

    def entries(self) -> Iterator[_Entry | Unreadable]:
        # A stack in place of recursion: folders may be nested deeper than calls.
        stack = [iter(self._sorted(self.folder))]
        while stack:
            one = next(stack[-1], None)
            if one is None:
                stack.pop()
            elif isinstance(one, Unreadable):
                yield one
            else:
                found = self._look(one)
                if found == one.path:
                    stack.append(iter(self._sorted(one.path)))
                elif found is not None and not isinstance(found, str):
                    yield found

    def _sorted(self, folder: str) -> list[os.DirEntry[str] | Unreadable]:
        try:
            status = Path(folder).stat()
            identity = (status.st_dev, status.st_ino)
            if identity in self._entered:
                return []
            self._entered.add(identity)
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except PermissionError:
            said = f"The folder {path_text(folder)} may not be read: check its permissions."
            return [Unreadable(folder, said)]
        except OSError as error:
            said = f"The folder {path_text(folder)} cannot be read ({error.strerror}): check it."
            return [Unreadable(folder, said)]
        return [*found]

    def _look(self, entry: os.DirEntry[str]) -> _Entry | Unreadable | str | None:
        """A file; a folder's path, to be entered; None for what is left out."""
        below = os.path.relpath(entry.path, self.folder).replace(os.sep, "/")
        if entry.name.startswith(".") or is_excluded(below, self.options):
            return None
        try:
            status = Path(entry.path).stat()
        except OSError as error:
            if not wanted(below, self.options):
                return None
            shown = path_text(entry.path)
            if isinstance(error, FileNotFoundError) and entry.is_symlink():
                return Unreadable(
                    entry.path, f"{shown} links to a file that is not there: mend it."
                )
            return Unreadable(entry.path, f"{shown} cannot be read ({error.strerror}): check it.")
        if stat.S_ISDIR(status.st_mode):
            return entry.path
        if not wanted(below, self.options):
            return None
        if not stat.S_ISREG(status.st_mode) or is_no_text(below, self.options):
            self.alone += 1
            return None
        return _Entry(
            entry.path, status.st_size, (status.st_dev, status.st_ino), entry.is_symlink()
        )
