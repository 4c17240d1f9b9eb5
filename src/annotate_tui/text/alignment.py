"""Where the words of one version of a text stand in another.

The rule of states, for a stretch of the old text:

- **exact**: the same words at the same offsets.
- **moved**: the same words elsewhere, for certain: they were aligned in one piece, and nothing
  nearby speaks for another place.
- **changed**: words were inserted, removed or replaced within it; or the same words stand in several
  places that their surroundings do not tell apart.
- **lost**: less than half of it is there, and nothing like it where it stood. A quarter is enough
  to be **changed** where the words before and behind it stand as they did.

The words are the same where only their dress differs: quotation marks of another style, other
dashes, other white space, soft hyphens, ligatures. Then the stretch stands, whatever its offsets. A
comma or a full stop more or less is a change: it may turn the sense.

A stretch that is one of several alike is certain only where it cannot be slid onto another of them:
of "he said that he said so", shortened to "he said so", neither "he said" is certain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text.alignment_chains import SOLID, new_span, old_span
from annotate_tui.text.alignment_edges import best_slide
from annotate_tui.text.alignment_finding import Finding, State
from annotate_tui.text.alignment_runs import Run
from annotate_tui.text.alignment_tokens import CAME, GONE, Codes, Tokens, tokens

_STOPS = frozenset(".,;:!?…)。，、")


class Mapped(NamedTuple):
    """A stretch of the new text, in code points; of what is lost, the place where it would be."""

    start: int
    end: int
    state: State


class Change(NamedTuple):
    """Words of the old text and of the new one in their place; one of them is empty where words
    were only inserted or removed. With ``moved`` they are the same words in another place.
    """

    old: Span
    new: Span
    moved: bool = False


def align(old: str, new: str) -> Alignment:
    """Compare two versions of a text; in a second for a megabyte each.

    What it holds grows with the texts. Gaps are looked into as far as they are asked about.
    """
    codes = Codes()
    return Alignment(tokens(old, codes), tokens(new, codes))


class Alignment(Finding):
    """Two versions of a text side by side. Offsets are code points, half-open."""

    # Asked for

    def map_span(self, start: int, end: int) -> Mapped:
        """Where ``[start, end)`` of the old text stands in the new one, by the rule of this module.

        The edges stand to the words as they did: one that was inside a word still is. A mapped
        span is never empty and neither begins nor ends in white space, unless the new text has
        nothing else; offsets beyond the text are taken as its end.
        """
        start, end = max(0, min(start, end)), min(max(start, end), len(self.old.text))
        first, last = self._words_of(start, end)
        if first >= last:
            at = self.map_offset(start)
            return self._mapped(at, at, "lost")
        found = self._map_words(first, last)
        if found is None:
            at = self.map_offset(start)
            return self._mapped(at, at, "lost")
        low, high, state = found
        new_start = self._edge(start, first, low)
        new_end = self._edge(end, last - 1, high - 1)
        if new_start >= new_end:
            new_start, new_end = self.new.starts[low], self.new.ends[high - 1]
        if state == "moved" and (new_start, new_end) == (start, end):
            state = "exact"
        return self._mapped(new_start, new_end, state)

    def map_offset(self, offset: int) -> int:
        """The place in the new text nearest to where that offset was in the old one."""
        old, new = self.old, self.new
        offset = max(0, min(offset, len(old.text)))
        word = bisect_right(old.starts, offset) - 1
        word = max(0, min(word, len(old.codes) - 1))
        around = self._around(self._chain_of(word), word, word + 1)
        place = around.place(word)
        if place >= 0:
            into = offset - old.starts[word]
            return min(new.starts[place] + into, len(new.text))
        # After the last word before it that is still there.
        before = [run for run in around.runs if run.old <= word]
        if not before:
            return 0
        return new.starts[min(before[-1].new_end, len(new.codes) - 1)]

    def changes(self, restyled: bool = False) -> list[Change]:
        """What differs, in words, in the order of the new text.

        Changes with at most one short word between them are one. With ``restyled`` also words
        that differ in their dress only (see this module).
        """
        found: list[Change] = []
        for chain in (self._main, *self._moved):
            runs = self._all_runs(chain)
            found.extend(self._between(runs))
            if restyled:
                found.extend(self._restyled(runs))
        for chain in self._moved:
            (old, old_end), (new, new_end) = old_span(chain), new_span(chain)
            # The stop of the sentence before may be alike in both places.
            while old + 1 < old_end and self.old.word(old) in _STOPS:
                old, new = old + 1, new + 1
            found.append(
                Change(self._old_words(old, old_end), self._new_words(new, new_end), moved=True)
            )
        return sorted(found, key=lambda change: (change.new, change.old))

    @cached_property
    def shared(self) -> float:
        """The share of the old text's words that are in the new one, `SOLID` or more in a row."""
        words = len(self.old.codes) - 2
        runs = [run for chain in (self._main, *self._moved) for run in self._all_runs(chain)]
        # The signs before the first and after the last word are no words.
        most = len(self.old.codes) - 1
        sizes = [run.length - (run.old == 0) - (run.old_end > most) for run in runs]
        kept = sum(size for size in sizes if size >= min(SOLID, words))
        return kept / words if words > 0 else 1.0

    # Words

    def _words_of(self, start: int, end: int) -> tuple[int, int]:
        """The words that ``[start, end)`` touches, as indices."""
        starts, ends = self.old.starts, self.old.ends
        first = max(1, bisect_right(starts, start) - 1)
        while first < len(ends) - 1 and ends[first] <= start:
            first += 1
        last = first
        last = max(first, bisect_right(starts, end - 1)) if end > start else first
        return first, min(last, len(ends) - 1)

    def _map_words(self, first: int, last: int) -> tuple[int, int, State] | None:
        chain = self._chain_of(first)
        if chain is self._main:
            chain = self._chain_of(last - 1)
        around = self._around(chain, first, last)
        places = [around.place(n) for n in range(first, last)]
        length = last - first
        here = places[0]
        if here >= 0 and all(place == here + n for n, place in enumerate(places)):
            certain = self._same(first, here, length) and self._certain(around, first, last, here)
            return here, here + length, "moved" if certain else "changed"
        slid = self._slid(around, first, last, places)
        if slid is not None:
            return slid
        elsewhere = self._found_whole(first, last)
        if elsewhere is not None and elsewhere[2] == "moved":
            return elsewhere
        return self._approximate(around, first, last, places) or elsewhere

    def _edge(self, offset: int, word: int, place: int) -> int:
        """An edge in or at a word of the old text, in or at that word of the new one."""
        old, new = self.old, self.new
        into, most = offset - old.starts[word], new.ends[place] - new.starts[place]
        if offset >= old.ends[word]:
            return new.ends[place]
        if into <= 0:
            return new.starts[place]
        if old.word(word) != new.word(place) and old.codes[word] != new.codes[place]:
            # Another word: the edge goes around it.
            return new.starts[place] if offset < old.ends[word] and into == 0 else new.ends[place]
        return new.starts[place] + min(into, most)

    def _mapped(self, start: int, end: int, state: State) -> Mapped:
        text = self.new.text
        start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end or not self.new.text.strip():
            return Mapped(start, end, state if start < end else "lost")
        # Nothing is left there: the word nearest to it holds the place.
        word = min(max(1, bisect_right(self.new.starts, start) - 1), len(self.new.codes) - 2)
        return Mapped(self.new.starts[word], self.new.ends[word], "lost")

    # Changes

    def _between(self, runs: list[Run]) -> Iterator[Change]:
        """The gaps between the runs, those with one short word between them as one."""
        begin: Run | None = None
        for at, run in enumerate(runs):
            if begin is None:
                begin = run
                continue
            last = at + 1 == len(runs)
            short = run.length == 1 and len(self.old.word(run.old)) <= 3
            if not last and short and self.old.word(run.old).isalnum():
                continue
            told, slid = self._visible(begin, run)
            yield from told
            # What was slid over belongs to the change before it: the next may not be slid there.
            slid = max(0, slid)
            begin = Run(run.old + slid, run.new + slid, run.length - slid)

    def _visible(self, one: Run, other: Run) -> tuple[list[Change], int]:
        """The changes between two runs without the words that moved, and how far they were slid."""
        old = self._left(self._old_codes, one.old_end, other.old, GONE)
        new = self._left(self._new_codes, one.new_end, other.new, CAME)
        slid = 0
        if len(old) + len(new) == 1:
            slid = self._slide(one, other, old, new)
            old = [(a + slid, b + slid) for a, b in old]
            new = [(a + slid, b + slid) for a, b in new]
            other = Run(other.old + slid, other.new + slid, other.length)
        found: list[Change] = []
        for n in range(max(len(old), len(new))):
            gone = old[n] if n < len(old) else (other.old, other.old)
            came = new[n] if n < len(new) else (other.new, other.new)
            found.append(Change(self._old_words(*gone), self._new_words(*came)))
        return found, slid

    def _slide(
        self, one: Run, other: Run, old: list[tuple[int, int]], new: list[tuple[int, int]]
    ) -> int:
        """How far to slide words that only came or went; next to words that moved, only ahead."""
        (low, high), side = (old[0], self.old) if old else (new[0], self.new)
        begin, end = (one.old_end, other.old) if old else (one.new_end, other.new)
        empty = one.new_end == other.new if old else one.old_end == other.old
        back = one.length - 1 if low == begin and empty else 0
        return best_slide(side, low, high, back, other.length - 1 if high == end else 0)

    def _left(self, codes: str, low: int, high: int, masked: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        while low < high:
            at = codes.find(masked, low, high)
            at = high if at < 0 else at
            if low < at:
                found.append((low, at))
            while at < high and codes[at] == masked:
                at += 1
            low = at
        return found

    def _restyled(self, runs: list[Run]) -> Iterator[Change]:
        old, new = self.old, self.new
        for run in runs:
            if run.length == 1 and run.old in (0, len(old.codes) - 1):
                continue
            for n in range(run.length):
                if old.word(run.old + n) != new.word(run.new + n):
                    yield Change(
                        self._old_words(run.old + n, run.old + n + 1),
                        self._new_words(run.new + n, run.new + n + 1),
                    )

    def _old_words(self, low: int, high: int) -> Span:
        return _span(self.old, low, high)

    def _new_words(self, low: int, high: int) -> Span:
        return _span(self.new, low, high)


def _span(side: Tokens, low: int, high: int) -> Span:
    if low >= high:
        at = side.starts[min(low, len(side.starts) - 1)]
        return Span(at, at)
    return Span(side.starts[low], side.ends[high - 1])
