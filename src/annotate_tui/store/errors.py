"""What goes wrong with a library, each in one sentence: what failed, on what, what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class LibraryError(Exception):
    """The library cannot do what was asked. The message is one sentence for the user."""


class ReadOnlyLibrary(LibraryError):
    """A change was asked of a library that can only be read. The message says why."""


class LockedLibrary(LibraryError):
    """Another program holds the library: the same may succeed a little later."""


class StepChanged(LibraryError):
    """The step to undo or redo is no longer the next one: something was written since."""


_LOCKED = "Another program holds the library {path} locked: close it or try again."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "The disk is full, and {path} could not be written: free some space.",
    sqlite3.SQLITE_NOTADB: "{path} is not a library: name another file with --db.",
    sqlite3.SQLITE_CORRUPT: "The library {path} is damaged: restore it from a backup.",
    sqlite3.SQLITE_IOERR: "The disk failed under {path} ({error}): check the disk and its space.",
    sqlite3.SQLITE_CANTOPEN: "The library {path} cannot be opened: check its permissions.",
    sqlite3.SQLITE_PERM: "The library {path} may not be read: check its permissions.",
    sqlite3.SQLITE_TOOBIG: "The text is larger than SQLite can keep in {path}: divide it.",
}


def why_read_only(path: Path) -> str:
    """The sentence for a file or folder that may not be written."""
    return f"The library {path} is read-only: it can be read, but nothing can be changed."


def library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    """The user's sentence for an error of SQLite on the library at ``path``."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary == sqlite3.SQLITE_READONLY:
        return ReadOnlyLibrary(why_read_only(path))
    sentence = _SENTENCES.get(primary or 0, "The library {path} failed: {error}.")
    kind = LockedLibrary if sentence is _LOCKED else LibraryError
    return kind(sentence.format(path=path, error=str(error).rstrip(".")))
