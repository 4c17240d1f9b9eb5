"""Annotations to a file: one module per format.

A format is a module with `SUFFIXES` (the endings of its files, with the dot) and `write`. A new one
is one new file here and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Protocol, TextIO

from annotate_tui.formats import csv


class Format(Protocol):
    """What every module here offers."""

    SUFFIXES: tuple[str, ...]

    def write(
        self,
        rows: Iterable[Mapping[str, object]],
        columns: Sequence[str],
        stream: TextIO,
        *,
        excel: bool = False,
    ) -> int:
        """Write the rows to the stream and return how many there were."""
        ...


FORMATS: dict[str, Format] = {"csv": csv}


class UnknownFormatError(ValueError):
    """No format has that name, or a file's ending belongs to another one; the message says so."""


def choose(name: str | None, path: str | None) -> tuple[str, Format]:
    """The format by its name or, without one, by the ending of ``path``; CSV where neither says.

    Raises UnknownFormatError for a name or an ending that no format has, and where the two differ.
    """
    known = ", ".join(FORMATS)
    if name is not None and name not in FORMATS:
        raise UnknownFormatError(f"There is no format '{name}'; there is: {known}.")
    suffix = PurePath(path).suffix.lower() if path is not None else ""
    by_suffix = next((n for n, f in FORMATS.items() if suffix and suffix in f.SUFFIXES), None)
    if suffix and by_suffix is None:
        endings = ", ".join(s for f in FORMATS.values() for s in f.SUFFIXES)
        raise UnknownFormatError(
            f"'{path}' ends in {suffix}, which is no format that can be written; use {endings}."
        )
    if name is not None and by_suffix is not None and name != by_suffix:
        raise UnknownFormatError(f"'{path}' ends in {suffix}, but the format asked for is {name}.")
    chosen = name or by_suffix or "csv"
    return chosen, FORMATS[chosen]
