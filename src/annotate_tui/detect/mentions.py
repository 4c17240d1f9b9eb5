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
    SUFFIX,
    first_gender,
    is_lead,
    is_person_name,
    is_title,
    run,
    strip_titles,
)
from annotate_tui.detect.person_words import BODIES, FAMILY_FIRST, ROLES, gender_of_word
from annotate_tui.model import Span
from annotate_tui.text.document import Document
from annotate_tui.text.function_words import all_function_words

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_PIECE = 4_096
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


class Piece(NamedTuple):
    """The mentions that begin in one piece of a text, in order, and what is asked of them.

    ``full``: those of more than one word, by each of their words. ``bodies``: the first words of
    bodies ("Acme" of "Acme Corp").
    """

    starts: list[int]
    mentions: list[Mention]
    full: dict[str, list[Mention]]
    bodies: frozenset[str]


class Mentions:
    """The persons named around a passage, in order; offsets are code points."""

    def __init__(self, passage: Passage) -> None:
        self._low, self._high = passage.around
        self._known: dict[str, bool] = {}
        self._pieces = [
            passage.once(_in_piece, Span(at, at + _PIECE))
            for at in range(self._low - self._low % _PIECE, self._high, _PIECE)
        ]

    def is_body(self, word: str) -> bool:
        """Whether a body's name begins with the word."""
        return any(word in piece.bodies for piece in self._pieces)

    def between(self, low: int, high: int) -> list[Mention]:
        """Those that begin in ``[low, high)``; a single word only where it is known for a name."""
        low, high = max(low, self._low), min(high, self._high)
        found: list[Mention] = []
        for piece in self._pieces:
            first, last = bisect_left(piece.starts, low), bisect_left(piece.starts, high)
            found += [
                one
                for one in piece.mentions[first:last]
                if not one.alone or one.gender or self._has_full(one.name)
            ]
        return found

    def _has_full(self, word: str) -> bool:
        """Whether somebody around has a name of more words with this one in it."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = any(word in piece.full for piece in self._pieces)
        return found

    def full_name(self, name: str, offset: int, gender: str = "") -> Mention | None:
        """Where the person called ``name`` at ``offset`` has the full name: the last before it.

        The family name counts first, wherever it stands ("Kim" of "Kim Jong Un"), then a first
        name. Only where nothing stands before, what follows is taken.
        """
        words = bare(name).split()
        if not words:
            return None
        fits = [
            (rank, one)
            for piece in self._pieces
            for one in piece.full.get(words[-1], ())
            if self._low <= one.start < self._high
            and (rank := _rank(words, bare(one.name).split())) < _NO_FIT
            and not (gender and one.gender and gender != one.gender)
        ]
        for rank in range(_NO_FIT if len(words) == 1 else 1):
            ranked = [one for own, one in fits if own == rank]
            before = [one for one in ranked if one.start <= offset]
            if ranked:
                return before[-1] if before else ranked[0]
        return None


def bare(name: str) -> str:
    """A name without "Jr." and the like."""
    return SUFFIX.sub("", name) if name[-1:] in ".rIV" else name


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


def _in_piece(document: Document, piece: Span) -> Piece:
    """What one piece of the text names, furniture left out, no name cut by the piece's edges."""
    text = document.text
    found: list[Mention] = []
    full: dict[str, list[Mention]] = {}
    bodies: set[str] = set()
    low, until = _cut(text, piece.start), _cut(text, piece.end)
    high = min(len(text), until + _LONGEST)
    for match in run(text, low, high).finditer(text, low, high):
        start, end = match.span()
        if start >= until:
            break
        read = _read_run(match[0])
        if read is None:
            continue
        titles, name, gender, alone = read
        if titles[:1].isupper() and is_lead(titles.split(maxsplit=1)[0]):
            # "In Dorrance", "Yesterday President Yoon".
            start += len(titles.split(maxsplit=1)[0]) + 1
            titles = titles.partition(" ")[2]
        if titles == _BODY:
            bodies.add(name.split(maxsplit=1)[0])
            continue
        behind_word = start > 1 and text[start - 2].islower() and text[start - 1] == " "
        if behind_word and not titles:
            led = text[max(0, start - 24) : start].split()[-1]
            if led in ROLES and not led.endswith("s"):
                # "farmer Jane Roe", "her nephew Iker".
                gender, alone = gender_of_word(led) or gender, False
        if not titles and not alone and text[max(0, start - 4) : start].casefold() == "the ":
            continue
        one = Mention(start, end, name, titles, gender, alone)
        found.append(one)
        if " " in name:
            for word in {*bare(name).split()}:
                full.setdefault(word, []).append(one)
    read_here = [one for one in found if _is_read(document, one)]
    if len(read_here) < len(found):
        out = {*found} - {*read_here}
        full = {word: [one for one in ones if one not in out] for word, ones in full.items()}
    return Piece([one.start for one in read_here], read_here, full, frozenset(bodies))


def _is_read(document: Document, one: Mention) -> bool:
    """Whether a mention stands in one block that is read."""
    index = document.block_index_at(one.start)
    return document.is_read(index) and one.end <= document.structure.ends[index]


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
        called = any(is_title(word) for word in titles.split())
        return titles, name, _title_gender(titles) or first_gender(name), not called
    if not is_person_name(name) or words[0].casefold() in all_function_words("en"):
        return None
    return titles, name, _title_gender(titles) or first_gender(name), False


def _title_gender(titles: str) -> str:
    return next((g for g in map(gender_of_word, reversed(titles.split())) if g), "")
