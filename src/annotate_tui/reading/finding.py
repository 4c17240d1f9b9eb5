"""Search in one text: the next and the previous match, how many there are, which are in sight.

The text is looked at piece by piece, and of each piece the number of its matches is kept, so that
looking for the next match and counting all of them share their work and can stop after any piece.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from math import inf
from time import perf_counter

from annotate_tui.model import Span
from annotate_tui.reading.patterns import Pairs, PatternError, Query, TooSlowError, cut, matcher
from annotate_tui.text.cells import next_grapheme, safe_cut

__all__ = ["PatternError", "Query", "Search", "Seek"]

_KEPT = 4
"""Pieces whose matches are remembered."""


class Seek:
    """One look for the next or the previous match, begun and not yet over."""

    def __init__(self, steps: Iterator[tuple[Span, bool] | None]) -> None:
        self._steps = steps
        self.over = False
        self.found: tuple[Span, bool] | None = None

    def step(self, seconds: float = inf) -> bool:
        """Look on for about that long; True while it is not over.

        Then ``found`` is the match, widened to whole graphemes, and whether it was found from the
        other end of the text; None where there is none.
        """
        stop = perf_counter() + seconds
        while not self.over:
            try:
                self.found = next(self._steps)
            except StopIteration:
                self.over = True
            else:
                self.over = self.found is not None
            if perf_counter() >= stop:
                break
        return not self.over


class Search:
    """One query in one text. ``wider`` is a search in the same text whose knowledge may help.

    Raises PatternError. ``problem`` is a sentence once a regular expression took too long: from then
    on it is not tried again, and what is known stays. ``count`` are the matches known so far.
    """

    def __init__(self, text: str, query: Query, wider: Search | None = None) -> None:
        self.text = text
        self.query = query
        self.problem = ""
        self.count = 0
        self._matcher = matcher(query)
        size = self._matcher.piece
        self._counts = array("i", [-1]) * ((len(text) + size - 1) // size)
        self._known = 0
        self._uncounted = 0
        self._kept: dict[int, Pairs] = {}
        if wider is not None and wider.text is text and query.narrows(wider.query):
            for piece, count in enumerate(wider._counts):
                if count == 0:
                    self._learn(piece, 0)

    @property
    def counted(self) -> bool:
        """Whether ``count`` is all there are."""
        return self._known == len(self._counts)

    def count_more(self, seconds: float = inf) -> bool:
        """Count for about that long; True while there is more to count."""
        stop = perf_counter() + seconds
        while self._uncounted < len(self._counts) and not self.problem:
            self._count_of(self._uncounted)
            self._uncounted += 1
            if perf_counter() >= stop:
                break
        return self._uncounted < len(self._counts) and not self.problem

    def forward(self, offset: int) -> Seek:
        """A look for the first match at or after ``offset``, then from the top."""
        return Seek(self._forward(offset))

    def back(self, offset: int) -> Seek:
        """A look for the last match that begins before ``offset``, then from the end."""
        return Seek(self._back(offset))

    def ordinal(self, offset: int) -> int | None:
        """How many matches begin at the grapheme of ``offset`` or before it; None while not known."""
        if not 0 <= offset < len(self.text) or self.problem:
            return None
        piece = self._piece_of(offset)
        before = self._counts[:piece]
        if -1 in before:
            return None
        stop = next_grapheme(self.text, offset, len(self.text))
        return sum(before) + sum(start < stop for start, _ in self._spans_of(piece))

    def told(self, offset: int) -> str:
        """The place of the match at ``offset`` among all: "[3/14]", "[…/9+]" while not counted."""
        at = self.ordinal(offset)
        more = "" if self.counted else "+"
        return f"[{'…' if at is None else format(at, ',')}/{self.count:,}{more}]"

    def touching(self, low: int, high: int) -> list[Span]:
        """The matches that touch ``[low, high)``, widened to whole graphemes, in order."""
        high = min(high, len(self.text))
        if low >= high or self.problem:
            return []
        begin = max(0, low - self._matcher.reach)
        if self._matcher.anywhere:
            found = self._matcher.spans(self.text, begin, high)
        else:
            pieces = range(self._piece_of(begin), self._piece_of(high - 1) + 1)
            found = [pair for piece in pieces for pair in self._spans_of(piece)]
        return [self._whole(s, e) for s, e in found if s < high and low < e]

    def _forward(self, offset: int) -> Iterator[tuple[Span, bool] | None]:
        # By where the whole graphemes begin: else a match within one would be found again and again.
        here = self._piece_of(offset)
        for piece in range(here, len(self._counts)):
            for start, end in self._spans_of(piece):
                if start >= offset and (span := self._whole(start, end)).start >= offset:
                    yield span, False
            yield None
        for piece in range(min(here + 2, len(self._counts))):
            for start, end in self._spans_of(piece):
                span = self._whole(start, end)
                if span.start < offset:
                    yield span, True
            yield None

    def _back(self, offset: int) -> Iterator[tuple[Span, bool] | None]:
        here = self._piece_of(offset)
        for piece in range(min(here, len(self._counts) - 1), -1, -1):
            for start, end in reversed(self._spans_of(piece)):
                if start < offset:
                    yield self._whole(start, end), False
            yield None
        for piece in range(len(self._counts) - 1, here - 1, -1):
            for start, end in reversed(self._spans_of(piece)):
                if start >= offset:
                    yield self._whole(start, end), True
            yield None

    def _bounds(self, piece: int) -> tuple[int, int]:
        size = self._matcher.piece
        low, high = piece * size, piece * size + size
        if not self._matcher.anywhere:
            low, high = cut(self.text, low, size), cut(self.text, high, size)
        return min(low, len(self.text)), min(high, len(self.text))

    def _piece_of(self, offset: int) -> int:
        piece = max(0, offset) // self._matcher.piece
        return piece - 1 if piece and offset < self._bounds(piece)[0] else piece

    def _count_of(self, piece: int) -> int:
        if self._counts[piece] < 0:
            if self._matcher.anywhere:
                self._learn(piece, self._matcher.count(self.text, *self._bounds(piece)))
            else:
                self._spans_of(piece)
        return max(0, self._counts[piece])

    def _spans_of(self, piece: int) -> Pairs:
        if piece in self._kept:
            return self._kept[piece]
        if self.problem or self._counts[piece] == 0:
            return []
        if self._matcher.anywhere and not self._count_of(piece):
            return []
        try:
            found = self._matcher.spans(self.text, *self._bounds(piece))
        except TooSlowError:
            self.problem = "this pattern takes too long on this text: make it simpler"
            return []
        self._learn(piece, len(found))
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[piece] = found
        return found

    def _learn(self, piece: int, count: int) -> None:
        if self._counts[piece] < 0:
            self._counts[piece] = count
            self._known += 1
            self.count += count

    def _whole(self, start: int, end: int) -> Span:
        text = self.text
        # Before a character of ASCII there is always a boundary: the text has no carriage returns.
        if not text[start].isascii():
            start = safe_cut(text, start, 0)
        if end < len(text) and not text[end].isascii():
            before = safe_cut(text, end, start)
            if before < end:
                end = next_grapheme(text, before, len(text))
        # An accent can stand on white space, which no selection begins or ends with.
        while end - start > 1 and text[start].isspace():
            start += 1
        while end - start > 1 and text[end - 1].isspace():
            end -= 1
        return Span(start, end)
