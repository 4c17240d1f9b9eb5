"""Which of several formats is meant, by its name or by the ending of a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Protocol, TypeVar


class HasSuffixes(Protocol):
    """What is asked of a format here: the endings of its files, with the dot."""

    SUFFIXES: tuple[str, ...]


F = TypeVar("F", bound=HasSuffixes)


class UnknownFormatError(ValueError):
    """No format has that name, or a file's ending belongs to another one; the message says so."""


def choose_of(
    formats: Mapping[str, F], name: str | None, path: str | None, default: str, what: str
) -> tuple[str, F]:
    """The format by its name or, without one, by the ending of ``path``; else ``default``.

    ``what`` completes "which is no format that can be …". Raises UnknownFormatError for a name or
    an ending that no format has, and where the two differ.
    """
    known = ", ".join(formats)
    if name is not None and name not in formats:
        raise UnknownFormatError(f"There is no format '{name}'; there is: {known}.")
    suffix = PurePath(path).suffix.lower() if path is not None else ""
    by_suffix = next((n for n, f in formats.items() if suffix and suffix in f.SUFFIXES), None)
    if suffix and by_suffix is None:
        endings = ", ".join(s for f in formats.values() for s in f.SUFFIXES)
        raise UnknownFormatError(
            f"'{path}' ends in {suffix}, which is no format that can be {what}; use {endings}."
        )
    if name is not None and by_suffix is not None and name != by_suffix:
        raise UnknownFormatError(f"'{path}' ends in {suffix}, but the format asked for is {name}.")
    chosen = name or by_suffix or default
    return chosen, formats[chosen]
