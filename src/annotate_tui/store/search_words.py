"""Words for the search: one way to fold a text, for the index, for what is asked and for its place.

The index gets text that is folded already, so that what finds a passage and what shows the place in
it can never disagree, whatever version of Unicode SQLite knows. Chinese, Japanese, Korean and the
scripts of South East Asia write without spaces between words, or glue particles on: their runs are
cut into overlapping pairs of characters, and a last single one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from annotate_tui.model import Span
from annotate_tui.text.words import HAN, HIRAGANA, KATAKANA, MARKS

LONGEST = 64
"""The most code points of a word that are compared."""

MOST = 64
"""The most words of a question that count."""

NEAR = 60
"""Words asked for that stand within this many code points are shown as one place."""

# Accents, vowel points, joiners and other marks that a reader does not type.
_UNTYPED = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u20d0-\u20f0\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff\U000e0100-\U000e01ef"
)
# Han, kana, Hangul; Thai and Lao, Burmese, Khmer.
_RUNS = f"{HAN}{HIRAGANA}{KATAKANA}\uac00-\ud7a3\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3"

_STRIPPED = re.compile(f"[{_UNTYPED}]+")
_BETWEEN = re.compile(rf"[^\w\x00-\x7f{MARKS}]+")
_RUN = re.compile(f"[{_RUNS}]")
_LETTER = rf"(?:[^\W_{_RUNS}]|(?![{_RUNS}])[{MARKS}])"
_TOKEN = re.compile(f"(?P<run>[{_RUNS}]+)|{_LETTER}+")
_GAP = rf"(?:(?!{_LETTER})[^{_RUNS}])"
# What may take another form together with what stands before it.
_JOINING = f"{_UNTYPED}{MARKS}\u3099\u309a\uff9e\uff9f\u1160-\u11ff"
# What folding leaves where it is, one for one, but for its case: ASCII, quotes and dashes, Greek,
# Cyrillic, Hebrew, Arabic, kana, Han and Hangul without what has compatible or accented forms.
_STILL = (
    "\x00-\x7f\u2013\u2014\u2018-\u201f\u3001\u3002\u300c-\u300f\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9"
    "\u0410-\u0418\u041a-\u0438\u043a-\u044f\u05d0-\u05ea\u0627-\u063a\u0641-\u064a"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
_SAME = re.compile(f"[{_STILL}]")
_PIECE = re.compile(rf"[{_STILL}]+(?![{_JOINING}])|[\s\S][{_JOINING}]*")

_PARAGRAPH = re.compile(r"\n\s*\n")


def fold(text: str) -> str:
    """The text without case, accents and compatible forms; punctuation beyond ASCII is a space."""
    if text.isascii():
        return text.lower()
    text = _STRIPPED.sub("", normalize("NFKD", text)).casefold()
    return _BETWEEN.sub(" ", normalize("NFC", text))


def index_words(text: str) -> str:
    """The text as the index takes it: FTS5's ``ascii`` tokenizer finds the words in it."""
    folded = fold(text)
    if folded.isascii() or not _RUN.search(folded):
        return folded
    return " ".join(_tokens(folded))


def _tokens(folded: str) -> Iterator[str]:
    for found in _TOKEN.finditer(folded):
        word = found[0]
        if found["run"]:
            yield from map("".join, pairwise(word))
            yield word[-1]
        else:
            yield word


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; ``prefix`` lets the last one go on."""

    words: tuple[str, ...]
    prefix: bool

    @property
    def match(self) -> str:
        """The term in the language of FTS5."""
        *before, last = _tokens(" ".join(self.words))
        prefix = self.prefix
        if _RUN.match(last):
            # The single sign at the end of a run stands there alone in the index only.
            if len(self.words[-1]) > 1:
                last, prefix = before.pop(), False
            else:
                prefix = True
        return f'"{" ".join([*before, last])}"' + (" *" if prefix else "")

    @property
    def pattern(self) -> str:
        """A regular expression for the term in a folded text."""
        parts: list[str] = []
        for word in self.words:
            run = _RUN.match(word) is not None
            if parts:
                parts.append(f"{_GAP}*")
            # Looking behind after the word and not before it lets re look for the word itself.
            parts.append(word if run else f"{word}(?<!{_LETTER}{word})")
            if not run:
                parts.append(f"(?!{_LETTER})")
        if self.prefix and not _RUN.match(self.words[-1]):
            parts[-1] = f"{_LETTER}*"
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for: every term must be in a passage. Without terms, nothing is found."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def match(self) -> str:
        """The question in the language of FTS5."""
        return " AND ".join(term.match for term in self.terms)

    def fits(self, text: str) -> bool:
        """Whether the text holds every term."""
        folded = fold(text)
        return all(re.search(pattern, folded) for pattern in _patterns(self))

    def place(self, text: str) -> Span:
        """Where in ``text`` the words stand: as many different ones as are near each other.

        The first such place, code points; the whole text, trimmed, where none is found.
        """
        folded, pieces = _folded_in_pieces(text)
        found = sorted(
            (m.start(), m.end(), number)
            for number, pattern in enumerate(_patterns(self))
            for m in re.finditer(pattern, folded)
        )
        if not found:
            lead = len(text) - len(text.lstrip())
            return Span(lead, max(lead, len(text.rstrip())))
        low, high = _densest(found, [sum(map(len, term.words)) for term in self.terms])
        return Span(_origin(pieces, low).start, _origin(pieces, high - 1).end)


def ask(typed: str) -> Question:
    """The question that any typed text is.

    Words are all to be found, in any order; the last one may go on (a single letter may not: too
    many words begin with it). What stands in double quotes,
    or is joined without white space ("N.K.", "well-known"), follows each other. All else is text:
    nothing typed is a command.
    """
    terms: dict[Term, None] = {}
    pieces = re.split('["“”„‟＂]', typed)
    quoted = [i % 2 == 1 for i in range(len(pieces))]
    parts = [
        (part, quote)
        for piece, quote in zip(pieces, quoted, strict=True)
        for part in ([piece] if quote else piece.split())
    ]
    counted = 0
    closed = bool(parts) and parts[-1][1] and len(pieces) % 2 == 1
    for index, (part, _quote) in enumerate(parts):
        words = [found[0] for found in _TOKEN.finditer(fold(part))][: MOST - counted]
        counted += len(words)
        last = index == len(parts) - 1 and not closed
        for term in _terms(words, last):
            terms[term] = None
    return Question(tuple(terms))


def _terms(words: Sequence[str], last: bool) -> Iterator[Term]:
    """The words as one term; one longer than is compared ends its term, only its start counts."""
    pending: list[str] = []
    for word in words:
        pending.append(word[:LONGEST])
        if len(word) > LONGEST:
            yield Term(tuple(pending), True)
            pending = []
    if pending:
        yield Term(tuple(pending), last and len(pending[-1]) > 1)


@lru_cache(maxsize=8)
def _patterns(question: Question) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(term.pattern) for term in question.terms)


def _densest(found: Sequence[tuple[int, int, int]], sizes: Sequence[int]) -> tuple[int, int]:
    """The first shortest stretch with the most different terms, all within `NEAR`.

    Where no two are near each other, the first of the longest term (``sizes``, in letters).
    """
    best, chosen = (0, 0), (0, 0)
    for i, (low, _end, _number) in enumerate(found):
        seen: set[int] = set()
        high = low
        for start, end, number in found[i:]:
            if start - low > NEAR:
                break
            if number in seen:
                continue
            seen.add(number)
            high = max(high, end)
            worth = (len(seen), low - high if len(seen) > 1 else sizes[number])
            if worth > best:
                best, chosen = worth, (low, high)
    return chosen


@lru_cache(maxsize=4096)
def _fold_piece(piece: str) -> str:
    return fold(piece)


class _Piece(NamedTuple):
    """A stretch of a text: where it begins when folded; ``same`` where folding moves nothing."""

    folded: int
    start: int
    end: int
    same: bool


def _folded_in_pieces(text: str) -> tuple[str, list[_Piece]]:
    """The folded text, and which of its stretches comes from where."""
    if text.isascii():
        return text.lower(), [_Piece(0, 0, len(text), True)]
    parts: list[str] = []
    pieces: list[_Piece] = []
    at = 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        same = len(piece) > 1 and _SAME.match(piece[-1]) is not None
        folded = piece.casefold() if same else _fold_piece(piece)
        if folded:
            pieces.append(_Piece(at, *found.span(), same))
        parts.append(folded)
        at += len(folded)
    return "".join(parts), pieces


def _origin(pieces: Sequence[_Piece], offset: int) -> Span:
    """Where in the text the code point at ``offset`` of the folded text comes from."""
    piece = pieces[bisect_right(pieces, offset, key=_folded_start) - 1]
    if not piece.same:
        return Span(piece.start, piece.end)
    at = piece.start + offset - piece.folded
    return Span(at, at + 1)


def _folded_start(piece: _Piece) -> int:
    return piece.folded


def context(text: str, place: Span, width: int) -> tuple[str, str, str]:
    """Left, words, right: at most ``width`` code points each side, on one line.

    A space at the seam stays, so that the three joined read as the text does. A side ends with its
    paragraph; where it is cut, it is cut between words if it has a space.
    """
    low, high = max(0, place.start - width), min(len(text), place.end + width)
    left, right = text[low : place.start], text[place.end : high]
    if low > 0 and not text[low - 1].isspace():
        left = _after_space(left)
    if high < len(text) and not text[high].isspace():
        right = _after_space(right[::-1])[::-1]
    left, right = _PARAGRAPH.split(left)[-1], _PARAGRAPH.split(right, maxsplit=1)[0]
    squeezed = [re.sub(r"\s+", " ", part) for part in (left, text[slice(*place)], right)]
    return squeezed[0].lstrip(), squeezed[1].strip(), squeezed[2].rstrip()


def _after_space(side: str) -> str:
    found = re.search(r"\s", side[:-1])
    return side[found.end() :] if found else side
