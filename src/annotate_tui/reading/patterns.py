"""What is searched for: words as they stand, or a regular expression. One stretch at a time.

Both kinds answer for a stretch ``[low, high)`` of a text with the matches that *begin* in it, so that
a long text can be searched in pieces, from any place, by a little in every key and every pause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import regex

GAP = 1000
"""Code points of white space on average, at most, between words that are searched for together."""
LONGEST = 1 << 13
"""Code points of the longest match of a regular expression."""
TOO_LONG = 0.1
"""Seconds that a regular expression may take for one piece of the text."""

MOST = 2000
"""Code points of the longest query."""

Pairs = list[tuple[int, int]]


class PatternError(ValueError):
    """A query that cannot be searched for; it says what is wrong, of a pattern also where."""


class TooSlowError(Exception):
    """A regular expression that took more than `TOO_LONG` seconds for one piece."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, and whether it is a regular expression."""

    words: str
    regular: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not self.words.strip()

    def narrows(self, other: Query) -> bool:
        """Whether every match of this begins where a match of ``other`` begins, for sure."""
        if self.regular or other.regular or other.empty:
            return False
        return " ".join(self.words.split()).startswith(" ".join(other.words.split()))


class Matcher(Protocol):
    """Finds the matches of one query."""

    piece: int
    """Code points of the pieces that a text is best searched in."""
    reach: int
    """Code points of the longest match."""
    anywhere: bool
    """Whether a stretch may begin at any place; else only where `cut` says, so that the matches do
    not depend on where the search began."""

    def count(self, text: str, low: int, high: int) -> int:
        """How many matches begin in ``[low, high)``. Raises TooSlowError."""

    def spans(self, text: str, low: int, high: int) -> Pairs:
        """The matches that begin in ``[low, high)``, in order. Raises TooSlowError."""


def matcher(query: Query) -> Matcher:
    """What finds the query, which is not empty. Raises PatternError."""
    if len(query.words) > MOST:
        raise PatternError(f"too long to search for: at most {MOST:,} characters")
    return Regular(query.words) if query.regular else Literal(query.words)


def cut(text: str, at: int, piece: int) -> int:
    """Where a piece that should begin at ``at`` does begin: before a line break, else a blank.

    Less than half a piece further on; ``at`` itself where there is neither. No match that begins
    with white space is then cut off from it, and one that keeps to its line is never cut.
    """
    if at <= 0:
        return 0
    stop = at + piece // 2
    for ending in (_LINE_ENDS, _WORD_ENDS):
        if found := ending.search(text, at - 1, stop):
            return found.start() + 1
    return at


_LINE_ENDS = re.compile(r"\S(?=[^\S\n]*\n)")
_WORD_ENDS = re.compile(r"\S(?=\s)")


def fold(text: str) -> str:
    """The text in lower case, code point for code point.

    Only U+0130 has another length in lower case, and only capital sigma's small letter depends on
    what follows (Unicode 15, SpecialCasing.txt); both are made to have one small letter.
    """
    if text.isascii():
        return text.lower()
    if "\u0130" in text:
        text = text.replace("\u0130", "i")
    text = text.lower()
    return text.replace("ς", "σ") if "ς" in text else text


def _folds_to_ascii(text: str) -> bool:
    """Whether a letter beyond ASCII has a small one in ASCII: dotted capital I, the kelvin sign."""
    return "\u0130" in text or "\u212a" in text


_ASCII_RUNS = re.compile(r"[!-~]+")
_ROUGH_GAP = rb"[\x09-\x0d\x1c-\x20\x80-\xff]+"
"""White space in UTF-8, and whatever else is not ASCII."""


class Literal:
    """Words as they stand, with any white space for white space.

    Upper and lower case are alike while the words are all lower case (smart case). Matches that
    overlap all count.
    """

    # The lower case of a piece at a time: 13 million code points take 11 ms, where `re.IGNORECASE`
    # takes 50 to 75 ms and a copy 13 to 26 MB. Beyond ASCII lower case alone takes 48 ms; there the
    # longest run of ASCII in the words is first looked for in UTF-8, in 25 ms.
    piece = 1 << 15
    anywhere = True

    def __init__(self, words: str) -> None:
        # Digits, signs and most scripts of Asia have no cases to make alike.
        self._folds = words.lower() == words != words.upper()
        parts = [fold(part) if self._folds else part for part in words.split()]
        joined = " ".join(parts)
        self._word = joined if len(parts) == 1 else ""
        self._longest = max(parts, key=len)
        self._run = max(_ASCII_RUNS.findall(joined), key=len, default="").encode()
        self._rough: re.Pattern[bytes] | None = None
        if joined.isascii() and len(parts) > 1:
            self._rough = re.compile(_ROUGH_GAP.join(re.escape(part.encode()) for part in parts))
        self._plain = bool(self._word) and joined.isascii()
        self._pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        self._overlaps = any(joined.startswith(joined[i:]) for i in range(1, len(joined)))
        self.reach = len(joined) + (GAP - 1) * (len(parts) - 1)

    def count(self, text: str, low: int, high: int) -> int:
        """How many matches begin in ``[low, high)``."""
        part = text[low : high + self.reach - 1]
        if self._folds:
            if self._run and not part.isascii() and not _folds_to_ascii(part):
                lowered = part.encode("utf-8", "surrogatepass").lower()
                if self._plain and not self._overlaps:
                    return lowered.count(self._run)
                if self._run not in lowered:
                    return 0
                if self._rough is not None and self._rough.search(lowered) is None:
                    return 0
            part = fold(part)
        if self._longest not in part:
            return 0
        if self._word and not self._overlaps:
            return part.count(self._word)
        return len(self._in(part, high - low))

    def spans(self, text: str, low: int, high: int) -> Pairs:
        """The matches that begin in ``[low, high)``, in order."""
        part = text[low : high + self.reach - 1]
        found = self._in(fold(part) if self._folds else part, high - low)
        return [(low + start, low + end) for start, end in found]

    def _in(self, part: str, stop: int) -> Pairs:
        found: Pairs = []
        if self._word:
            length = len(self._word)
            at = part.find(self._word)
            while at >= 0:
                found.append((at, at + length))
                at = part.find(self._word, at + 1)
            return found
        match = self._pattern.search(part)
        while match is not None and match.start() < stop:
            # A longer one would be seen or not as the stretch happens to end.
            if match.end() - match.start() <= self.reach:
                found.append(match.span())
            match = self._pattern.search(part, match.start() + 1)
        return found


class Regular:
    """A regular expression, as the library `regex` reads it.

    Upper and lower case are alike while it has no capital letter but in an escape, and no class of
    letters of one case (``\\p{Lu}``, ``[[:lower:]]``); ``^`` and ``$`` are the ends of lines; a blank,
    outside brackets, is any white space. White space at the ends of a match is left out of it, and
    a match of nothing else is none. A match has at most `LONGEST` code points.
    """

    # Larger pieces waste less on looking beyond their ends (20 ms for 13 million code points, with
    # half of it 26 ms); smaller ones hold keys up less where every letter is a match.
    piece = 1 << 15
    reach = LONGEST
    anywhere = False

    def __init__(self, words: str) -> None:
        # Its first use costs 8 ms; who never asks for a regular expression does not pay them.
        import regex

        pattern, places = _with_any_white_space(words)
        flags = regex.MULTILINE | (0 if _has_capital(words) else regex.IGNORECASE)
        try:
            self._pattern: regex.Pattern[str] = regex.compile(pattern, flags, cache_pattern=False)
        except regex.error as error:
            told, at = getattr(error, "msg", str(error)), getattr(error, "pos", None) or 0
            at = places[min(at, len(places) - 1)]
            where = "at the end" if at >= len(words) else f"at character {at + 1}"
            raise PatternError(f"{told}, {where}") from None
        except (RecursionError, MemoryError, OverflowError):
            raise PatternError("too large a pattern") from None
        if self._pattern.flags & regex.REVERSE:
            raise PatternError("(?r) is not needed: N searches backwards")

    def count(self, text: str, low: int, high: int) -> int:
        """How many matches begin in ``[low, high)``. Raises TooSlowError."""
        return len(self.spans(text, low, high))

    def spans(self, text: str, low: int, high: int) -> Pairs:
        """The matches that begin in ``[low, high)``, in order. Raises TooSlowError."""
        found: Pairs = []
        stop = min(len(text), high + LONGEST)
        try:
            for match in self._pattern.finditer(text, low, stop, timeout=TOO_LONG):
                start, end = match.span()
                if start >= high:
                    break
                while start < end and text[start].isspace():
                    start += 1
                while start < end and text[end - 1].isspace():
                    end -= 1
                if start < end:
                    found.append((start, end))
        except (TimeoutError, MemoryError) as error:
            raise TooSlowError from error
        return found


_ESCAPES = re.compile(r"\\[pPN]\{[^}]*\}|\\.|\(\?P|\[:\^?\w+:\]", re.DOTALL)
# Classes of letters that are upper or lower case: whoever asks for one means it.
_CASED = re.compile(
    r"(?:\\[pP]\{\^?(?:\w+[=:])?|\[:\^?)(?:is)?(?:l[ult]|(?:upper|lower|title)\w*)(?:\}|:\])", re.I
)
_QUANTIFIERS = "*+?{"


def _has_capital(pattern: str) -> bool:
    return _CASED.search(pattern) is not None or any(c.isupper() for c in _ESCAPES.sub("", pattern))


def _with_any_white_space(typed: str) -> tuple[str, list[int]]:
    r"""The pattern with ``\s+`` for blanks outside brackets (``\s`` before a quantifier), and for
    each of its characters and its end the place in what was typed."""
    made: list[str] = []
    places: list[int] = []
    depth = at = 0
    while at < len(typed):
        to = at + 1
        piece = typed[at]
        if piece == "\\":
            to = min(at + 2, len(typed))
            piece = typed[at:to]
        elif depth:
            if piece == "]" and not _opens(typed, at):
                depth -= 1
            elif typed.startswith("[:", at):
                depth += 1
        elif piece == "[":
            depth = 1
        elif piece.isspace():
            while to < len(typed) and typed[to].isspace():
                to += 1
            piece = r"\s" if to < len(typed) and typed[to] in _QUANTIFIERS else r"\s+"
        made.append(piece)
        places += [at] * len(piece)
        at = to
    return "".join(made), [*places, len(typed)]


def _opens(typed: str, at: int) -> bool:
    """Whether the ``]`` at that place is the first in its brackets, and so a character of them."""
    return typed[at - 1] == "[" or typed[max(0, at - 2) : at] == "[^"
