"""Words of scripts that run from right to left: which they are, where they begin, their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from annotate_tui.loaders.pdf_words import Word

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def from_its_start(words: Sequence[Word], width: float) -> Sequence[Word]:
    """The words of a page that is read from right to left, mirrored: lines begin at its left.

    Those of other pages are as they were.
    """
    if not is_rtl("".join(word.text for word in words)):
        return words
    return [word._replace(x0=width - word.x1, x1=width - word.x0, mirrored=True) for word in words]


def is_rtl(text: str) -> bool:
    """Whether most letters run from right to left."""
    return len(_RTL.findall(text)) * 2 > sum(map(str.isalpha, text))


def in_order(words: list[Word]) -> list[Word]:
    """Words of two directions, those of one that follow one another in the order they are read.

    Files draw the words of a name in the other script from either side.
    """
    if not any(not word.text.isascii() and _RTL.search(word.text) for word in words):
        return words
    found: list[Word] = []
    for direction, same in groupby(words, _direction):
        run = list(same)
        if direction and len(run) > 1 and not any(word.glued for word in run[1:]):
            way = -direction if run[0].mirrored else direction
            if all((b.x0 - a.x0) * way < 0 for a, b in pairwise(run)):
                run.reverse()
        found += run
    return found


def _direction(word: Word) -> int:
    """1 for a word that is read from left to right, -1 from right to left, 0 for neither."""
    if _RTL.search(word.text):
        return -1
    return int(any(map(str.isalpha, word.text)))
