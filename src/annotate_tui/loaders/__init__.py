"""A file, a page or a pipe in, an Article out: one module per format.

A format is a module with ``NAME``, ``VERSION`` (raised whenever its text or blocks change),
``claims(data, name)`` (is this mine, by content, then by name?) and ``load(data, source, name)``;
it joins by one line in the registry. The first that claims a source loads it. One that may hold
many articles (a book, a table, an archive) has ``load_all(data, source, name, options)`` instead.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from annotate_tui.loaders.decode import MAX_BYTES, check_size
from annotate_tui.loaders.errors import LoadError, no_file
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.model import Article
from annotate_tui.text.normal import path_text

__all__ = [
    "MAX_BYTES",
    "LoadError",
    "Loaded",
    "Options",
    "Refused",
    "articles_in",
    "articles_in_bytes",
    "load_bytes",
    "load_path",
    "place_of",
    "quick_hash",
]


class Format(Protocol):
    """What every format's module offers."""

    NAME: str
    VERSION: int

    def claims(self, data: bytes, name: str) -> bool:
        """Whether the source is of this format."""


class Loader(Format, Protocol):
    """A format of one article."""

    def load(self, data: bytes, source: str, name: str) -> Article:
        """The article in the source. Raises LoadError."""


class Container(Format, Protocol):
    """A format that may hold many articles."""

    def load_all(self, data: bytes, source: str, name: str, options: Options) -> Iterator[Loaded]:
        """Each article in the source, and each that was refused. Raises LoadError for the whole."""


@cache
def registry() -> tuple[Format, ...]:
    """The formats, in the order in which they are asked; a file known by its hash needs none."""
    from annotate_tui.loaders import (
        archive,
        docx,
        epub,
        html_pages,
        mail,
        markdown,
        pdf,
        plain,
        records,
        rtf,
    )

    # A saved page is built as a letter is, and says of itself that it is none.
    return (pdf, docx, epub, archive, rtf, html_pages, mail, records, markdown, plain)


def articles_in(path: str | Path, options: Options | None = None) -> Iterator[Loaded]:
    """Each article in a file, one by one; its source is the file's full path.

    What is no file (a named pipe, a shell's ``<(command)``) has no source, as standard input:
    another text may come the same way. Raises LoadError, one sentence, for a file that cannot be
    read at all.
    """
    file = Path(path)
    if _is_long_table(file):
        from annotate_tui.loaders import records

        return records.load_file(file, place_of(file), path_text(file.name), options or Options())
    data = _read(file)
    place = place_of(file)
    name = path_text(file.name) if place else ""
    return articles_in_bytes(data, place or "-", name, options)


def articles_in_bytes(
    data: bytes, source: str, name: str, options: Options | None = None
) -> Iterator[Loaded]:
    """Each article in ``data``. ``source`` is where it came from, "-" for standard input.

    ``name`` is the file's name: it helps to choose the format, and is the last resort for a title.
    Raises LoadError for what cannot be read at all.
    """
    source = "" if source == "-" else source
    loader = _loader_for(data, name, options or Options())
    if hasattr(loader, "load_all"):
        yield from cast(Container, loader).load_all(data, source, name, options or Options())
    else:
        article = cast(Loader, loader).load(data, source, name)
        if source and source not in (article.source, *article.places):
            # What states an address of its own is found again by where it lay, too.
            article = replace(article, places=(*article.places, source))
        yield article


def _loader_for(data: bytes, name: str, options: Options) -> Format:
    found = next(loader for loader in registry() if loader.claims(data, name))
    if options.text_column and found.NAME in ("plain", "markdown"):
        from annotate_tui.loaders import records

        # Who names a column says that it is a table: a pipe has no name to tell it by.
        if records.holds_column(data, name, options.text_column):
            return records
    return found


def _is_long_table(file: Path) -> bool:
    try:
        status = file.stat()
    except (OSError, ValueError):
        # Whoever reads it says what is wrong.
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size <= MAX_BYTES:
        return False
    from annotate_tui.loaders import records

    return records.can_stream(file)


def load_path(path: str | Path) -> Article:
    """The article in a file, the first one where it holds many. Raises LoadError, as `articles_in`."""
    return _first(articles_in(path))


def load_bytes(data: bytes, source: str, name: str) -> Article:
    """The article in ``data``, the first one where it holds many; as `articles_in_bytes`."""
    return _first(articles_in_bytes(data, source, name))


def _first(loaded: Iterator[Loaded]) -> Article:
    refused: Refused | None = None
    for one in loaded:
        if isinstance(one, Article):
            return one
        refused = refused or one
    if refused is not None:
        raise LoadError(refused.sentence)
    raise LoadError("There is no article in it: nothing was read.")


def place_of(path: str | Path) -> str:
    """The file's full path, the same from every folder; "" for what is no file, as a pipe."""
    file = Path(path)
    if _is_pipe(file):
        return ""
    # The folder's links and ".." are followed, the file's own link is not: what it names changes.
    return path_text(str(file.parent.resolve() / file.name))


def quick_hash(path: str | Path) -> str:
    """The file's ``original_sha256`` without reading it as an article.

    "" for what is no file: a pipe can be read once only. Raises LoadError where `load_path` would
    for a file that is missing, a folder, unreadable or too large.
    """
    file = Path(path)
    return "" if _is_pipe(file) else hashlib.sha256(_read(file)).hexdigest()


def _is_pipe(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        # Whoever reads it says what is wrong.
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _read(path: Path) -> bytes:
    try:
        data = _unchanged(path)
    except FileNotFoundError:
        raise LoadError(no_file(str(path))) from None
    except IsADirectoryError:
        raise LoadError(
            f"{path} is a folder, not a text: name the files in it, or use annotate add."
        ) from None
    except PermissionError:
        raise LoadError(f"{path} may not be read: check its permissions.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, LoadError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise LoadError(f"{path} cannot be read ({reason}): check the name.") from None
    check_size(len(data), str(path))
    return data


def _unchanged(path: Path) -> bytes:
    """What is in the file, read again where another program wrote it meanwhile.

    Half of an old version and half of a new one would be an article that nobody wrote.
    """
    for _ in range(2):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            is_file = stat.S_ISREG(before.st_mode)
            if is_file:
                check_size(before.st_size, str(path))
            # One more than allowed: a pipe or a growing file has no size to check beforehand.
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
        # What has no size on disk, as in /proc, is what was read.
        whole = len(data) == after.st_size or not after.st_size
        if not is_file or (_version(before) == _version(after) and whole):
            return data
        check_size(after.st_size, str(path))
    raise LoadError(f"{path} changes while it is read: add it again when it is finished.")


def _version(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
