"""Where persons are named in a text, for full names and for whom a pronoun means.

A text is read in pieces of fixed size, so that stretches that look at the same surroundings share
the work; what is found in a piece depends on the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.detect.naming import (
    RUN,
    SUFFIX,
    first_gender,
    is_person_name,
    strip_titles,
)
from annotate_tui.detect.person_words import BODIES, FAMILY_FIRST, gender_of_word
from annotate_tui.model import Block, Span
from annotate_tui.text.document import Document
from annotate_tui.text.function_words import all_function_words

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_PIECE = 8_192
_LONGEST = 200
_REST = re.compile(r"[a-zß-öø-ÿ,.;:!?]\s")
_CLOSING = frozenset(".!?…:\"”“»«’‘'")


class Mention(NamedTuple):
    """A person named in the text: ``[start, end)``, the name without titles, and its gender.

    ``titles`` are the words in capitals before it; ``alone``: one word without a title, which is a
    name only where more speaks for it.
    """

    start: int
    end: int
    name: str
    titles: str
    gender: str
    alone: bool


class Mentions:
    """The persons named around a passage, in order; offsets are code points."""

    def __init__(self, passage: Passage) -> None:
        found = [one for block in passage.blocks for one in _in_block(passage, block)]
        self.bodies = {one.name.split()[0] for one in found if one.titles == _BODY}
        persons = [one for one in found if one.titles != _BODY]
        self.full: dict[str, list[Mention]] = {}
        for one in persons:
            if " " in one.name:
                for word in {*bare(one.name).split()}:
                    self.full.setdefault(word, []).append(one)
        self.all = [one for one in persons if not one.alone or one.gender or one.name in self.full]
        self._starts = [one.start for one in self.all]

    def between(self, low: int, high: int) -> list[Mention]:
        """Those that begin in ``[low, high)``."""
        return self.all[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def full_name(self, name: str, offset: int, gender: str = "") -> Mention | None:
        """Where the person called ``name`` at ``offset`` has the full name: the last before it.

        The family name counts first, wherever it stands ("Kim" of "Kim Jong Un"), then a first
        name. Only where nothing stands before, what follows is taken.
        """
        short = bare(name)
        words = short.split()
        if not words:
            return None
        fits = [
            (rank, one)
            for one in self.full.get(words[-1], ())
            if (rank := _rank(words, bare(one.name).split())) < _NO_FIT
            and not (gender and one.gender and gender != one.gender)
        ]
        for rank in range(_NO_FIT if len(words) == 1 else 1):
            ranked = [one for own, one in fits if own == rank]
            before = [one for one in ranked if one.start <= offset]
            if before or ranked:
                return before[-1] if before else ranked[0]
        return None


def bare(name: str) -> str:
    """A name without "Jr." and the like."""
    return SUFFIX.sub("", name)


def at_sentence_start(text: str, offset: int) -> bool:
    """Whether nothing but marks stands between ``offset`` and the end of a sentence before it."""
    at = offset - 1
    while at >= 0 and text[at] in " \t\u00a0":
        at -= 1
    return at < 0 or text[at] in _CLOSING or text[at] == "\n"


_NO_FIT = 3
_BODY = "\0"


def _rank(short: list[str], full: list[str]) -> int:
    """How well a shorter name fits a full one: 0 the family name, 1 the first name, 2 another."""
    if len(short) >= len(full):
        return _NO_FIT
    asian = full[0].casefold() in FAMILY_FIRST and (len(full) == 3 or "-" in full[1])
    ends, begins = full[-len(short) :] == short, full[: len(short)] == short
    if (asian and begins) or (ends and not asian):
        return 0
    if (asian and full[1:] == short) or begins:
        return 1
    return 2 if ends else _NO_FIT


def _in_block(passage: Passage, block: Block) -> list[Mention]:
    if block.end - block.start <= _PIECE:
        return passage.once(_in_part, Span(block.start, block.end))
    found: list[Mention] = []
    for at in range(block.start - block.start % _PIECE, block.end, _PIECE):
        found += passage.once(_in_piece, Span(at, at + _PIECE))
    return [one for one in found if block.start <= one.start and one.end <= block.end]


def _in_piece(document: Document, piece: Span) -> list[Mention]:
    """The mentions that begin in one piece of a long block, none cut by its edges."""
    text = document.text
    until = _cut(text, piece.end)
    low, high = _cut(text, piece.start), min(len(text), until + _LONGEST)
    return [one for one in _in_part(document, Span(low, high)) if one.start < until]


def _in_part(document: Document, part: Span) -> list[Mention]:
    """The mentions in a part of the text."""
    text = document.text
    found: list[Mention] = []
    for match in RUN.finditer(text, *part):
        start, end = match.span()
        read = _read_run(match[0])
        if read is None:
            continue
        titles, name, gender, alone = read
        if not titles and not alone and text[max(0, start - 4) : start].casefold() == "the ":
            continue
        found.append(Mention(start, end, name, titles, gender, alone))
    return found


def _cut(text: str, at: int) -> int:
    """Where a piece begins: at the first word behind a small letter or a stop, so in no name."""
    if at <= 0:
        return 0
    found = _REST.search(text, at, at + _LONGEST)
    return found.end() if found else at


@lru_cache(maxsize=8192)
def _read_run(run: str) -> tuple[str, str, str, bool] | None:
    """Titles, name, gender and whether it is one bare word, of a run of capitalised words."""
    run = " ".join(run.split())
    if " " not in run:
        if len(run) < 2 or run.isupper() or run.casefold() in all_function_words("en"):
            return None
        return ("", run, first_gender(run), True) if is_person_name(f"X {run}") else None
    titles, name = strip_titles(run)
    if not name or name.isupper():
        return None
    words = name.split()
    if any(word.casefold().rstrip(".,") in BODIES for word in words[1:]):
        return _BODY, name, "", False
    if len(words) == 1:
        if not is_person_name(f"X {name}"):
            return None
        return titles, name, _title_gender(titles) or first_gender(name), not titles
    if not is_person_name(name) or words[0].casefold() in all_function_words("en"):
        return None
    return titles, name, _title_gender(titles) or first_gender(name), False


def _title_gender(titles: str) -> str:
    return next((g for g in map(gender_of_word, reversed(titles.split())) if g), "")
