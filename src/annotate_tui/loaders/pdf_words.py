"""What stands on the pages of a PDF: words with their places, as PDFium gives them.

Everything above this module works on these plain tuples and knows nothing of PDFium.
"""

from __future__ import annotations

from typing import NamedTuple

BOLD = 1
ITALIC = 2

LINE_HYPHEN = "\ufffe"
"""How PDFium marks a hyphen at the end of a line."""


class Word(NamedTuple):
    """A word, or a piece of one in one size of type, where it stands.

    ``x0`` and ``x1`` are its left and right edge, ``y`` its baseline, in points from the upper left
    corner of the page as it is read. ``size`` is in points, ``style`` made of `BOLD` and `ITALIC`.
    ``glued`` is whether no blank stands before it. ``href`` is the address that it links to.
    ``mirrored`` is whether its edges are measured from the right, as on pages of Arabic or Hebrew.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: int = 0
    glued: bool = False
    href: str = ""
    mirrored: bool = False


class Page(NamedTuple):
    """The words of a page in the order in which the file draws them.

    ``turned`` are words that run another way than most, as along a margin, each in coordinates of
    its own direction. ``unreadable`` counts characters for which the font has no meaning.
    ``pictures`` is whether there is any picture on it.
    """

    width: float
    height: float
    words: list[Word]
    turned: list[Word]
    unreadable: int = 0
    pictures: bool = False


class Properties(NamedTuple):
    """What a document says of itself; "" for what it does not."""

    title: str = ""
    author: str = ""
    language: str = ""
    published: str = ""


class Pages(NamedTuple):
    """A document as it was read. ``total`` is how many pages it has, read or not.

    ``missing`` are the numbers, from 1, of those that are damaged.
    """

    pages: list[Page]
    total: int
    properties: Properties
    missing: list[int]
