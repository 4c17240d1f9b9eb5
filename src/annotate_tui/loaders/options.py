"""What a user can say about how sources are read."""

from __future__ import annotations

from dataclasses import dataclass

from annotate_tui.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sources are read.

    ``text_column`` names the column or key that holds the text of a table's or JSON's records;
    "" for the one that looks like it. ``whole`` makes one article of a book, not one a chapter.
    ``allow_private`` lets addresses of private networks be fetched. ``include`` and ``exclude`` are
    patterns of names (as ``fnmatch`` has them) for what is taken from folders and archives: of the
    name or of the path below the folder.
    """

    text_column: str = ""
    whole: bool = False
    allow_private: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """One of several articles in a source that could not be read.

    ``place`` is where it stands, ``sentence`` says what failed, on what, what to do.
    """

    place: str
    sentence: str


Loaded = Article | Refused
"""What comes out of a source that may hold many articles."""
