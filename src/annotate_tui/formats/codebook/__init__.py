"""The codebook to a file and back: one module per format.

A format is a module with `SUFFIXES`, ``read(data, name, told)`` and ``write(codebook)``:

- ``toml``: for people to write and to keep in version control; holds everything.
- ``qdc``: the REFI-QDA codebook, which other programs of the trade read; holds everything.
- ``names``: a plain list, one tag a line; holds names and descriptions.

A new one is one new file here and one line in `FORMATS`.
"""

from __future__ import annotations

from typing import Protocol

from annotate_tui.formats.choosing import UnknownFormatError, choose_of
from annotate_tui.formats.codebook import names, qdc, toml
from annotate_tui.formats.codebook.errors import CodebookFileError
from annotate_tui.model import Codebook

__all__ = ["FORMATS", "CodebookFileError", "CodebookFormat", "UnknownFormatError", "choose"]


class CodebookFormat(Protocol):
    """What every module here offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, name: str, told: list[str] | None = None) -> Codebook:
        """The codebook in a file's bytes; ``name`` is what a message calls the file.

        What had to be changed to fit is appended to ``told``, a sentence each. A tag without an id
        gets one that follows from its path, the same in every library. Raises CodebookFileError.
        """
        ...

    def write(self, codebook: Codebook) -> str:
        """The file's text, its lines ending in LF: always the same for the same codebook."""
        ...


FORMATS: dict[str, CodebookFormat] = {"toml": toml, "qdc": qdc, "names": names}


def choose(name: str | None, path: str | None) -> tuple[str, CodebookFormat]:
    """The format by its name or, without one, by the ending of ``path``; TOML where neither says.

    Raises UnknownFormatError for a name or an ending that no format has, and where the two differ.
    """
    return choose_of(FORMATS, name, path, "toml", "a codebook")
