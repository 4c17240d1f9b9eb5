"""Annotations to a file: one module per format.

A format is a module with `SUFFIXES` (the endings of its files, with the dot) and `write`. A new one
is one new file here and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TextIO

from annotate_tui.formats import csv
from annotate_tui.formats.choosing import UnknownFormatError, choose_of

__all__ = ["FORMATS", "Format", "UnknownFormatError", "choose"]


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


def choose(name: str | None, path: str | None) -> tuple[str, Format]:
    """The format by its name or, without one, by the ending of ``path``; CSV where neither says.

    Raises UnknownFormatError for a name or an ending that no format has, and where the two differ.
    """
    return choose_of(FORMATS, name, path, "csv", "written")
