"""Whether two texts are nearly the same: runs of five words, hashed, and the smallest kept.

Of all runs of five words of a text (its shingles) the smallest hashes are a fair sample, the same
in every text that has these words; so texts that share some share much else. A. Z. Broder, "On the
resemblance and containment of documents", Compression and Complexity of Sequences 1997; w = 5.
Case, punctuation and white space do not count; where words are written without spaces, each
character of Han or kana counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nsmallest
from itertools import accumulate
from zlib import crc32

from annotate_tui.text.words import HAN, HIRAGANA, KATAKANA

RUN = 5
"""Words in a shingle."""

SKETCH = 8
"""How many hashes are kept of a text. Of two texts that have half of all their shingles in common,
one in 256 pairs shares none of eight."""

LEAST = 20
"""Texts of fewer words are like nothing: short sentences are the same by chance or by custom."""

READ = 131_072
"""Of a longer text only so many code points are looked at, from its beginning: 10 ms."""

_PIECE = 16_384
# What is written without spaces; marks that belong to a letter before are no words of their own.
_WORDS = re.compile(rf"[{HAN}{HIRAGANA}{KATAKANA}]|[^\W{HAN}{HIRAGANA}{KATAKANA}]+")
_ASCII_WORDS = re.compile(r"\w+", re.ASCII)


class Shingled:
    """A text's shingles, in order, as 32-bit hashes that are the same on every machine."""

    __slots__ = ("count", "hashes")

    def __init__(self, text: str) -> None:
        self.hashes: list[int] = []
        carried: list[str] = []
        self.count = 0
        """How many words were looked at."""
        for piece in _pieces(text[:READ]):
            words = carried + piece
            self.count += len(piece)
            self.hashes += _hashes(words)
            carried = words[1 - RUN :]

    def sketch(self) -> list[int]:
        """The `SKETCH` smallest hashes; none of a text with fewer than `LEAST` words."""
        return nsmallest(SKETCH, set(self.hashes)) if self.count >= LEAST else []

    def share_in(self, other: Shingled) -> float:
        """The share of this text's words, from 0 to 1, in runs of five that the other has too."""
        if not self.hashes:
            return 0.0
        theirs = set(other.hashes)
        covered = reached = 0
        for at, value in enumerate(self.hashes):
            if value in theirs:
                covered += at + RUN - max(at, reached)
                reached = at + RUN
        return covered / self.count


def likeness(one: Shingled, other: Shingled) -> float:
    """The share of the shorter text's words in passages that the longer one has too."""
    shorter, longer = sorted((one, other), key=lambda each: each.count)
    return shorter.share_in(longer)


def _pieces(text: str) -> Iterator[list[str]]:
    """The words, some at a time, so that a long text does not lie in memory word by word."""
    at = 0
    while at < len(text):
        end = at + _PIECE
        if end < len(text):
            # Not within a word: up to the next blank that comes soon.
            found = re.compile(r"\s").search(text, end, end + 1024)
            end = found.start() if found else end
        piece = text[at:end].casefold()
        yield (_ASCII_WORDS if piece.isascii() else _WORDS).findall(piece)
        at = end


def _hashes(words: list[str]) -> list[int]:
    if len(words) < RUN:
        return []
    whole = " ".join(words)
    data = whole.encode()
    lengths = (
        [len(w) for w in words] if len(data) == len(whole) else [len(w.encode()) for w in words]
    )
    ends = list(accumulate(length + 1 for length in lengths))
    starts = [0, *ends]
    # Python's own hash() differs from run to run.
    return [
        crc32(data[start : end - 1]) for start, end in zip(starts, ends[RUN - 1 :], strict=False)
    ]
