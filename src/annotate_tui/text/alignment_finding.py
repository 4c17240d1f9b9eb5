"""Where words are that were not aligned in one piece: most of them, what is like them, or all elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from annotate_tui.text.alignment_certainty import LONG, Certainty, twice
from annotate_tui.text.alignment_chains import NEAR, Around
from annotate_tui.text.alignment_runs import common_prefix, common_suffix

State = Literal["exact", "moved", "changed", "lost"]
HALF = 0.5
"""A stretch of which less than this share of its letters is found is lost."""
QUARTER = 0.25
"""The share of a stretch's letters that is enough where its neighbours stand on both sides."""
ALIKE = 75.0
"""How alike (of 100, rapidfuzz's partial ratio) words are that are taken for a stretch rewritten."""
_TRIED = 200
"""Places of the same words whose surroundings are compared."""
_COMPARED = 20_000_000
"""The most letters of the one, times those of the other, that are compared: some 10 ms."""


class Finding(Certainty):
    """Places that are approximate, or found by the words alone."""

    def _slid(
        self, around: Around, first: int, last: int, places: list[int]
    ) -> tuple[int, int, State] | None:
        """The words in one piece where what came in begins, or what went before ends, as they do.

        "The mayor left. The vote is in May." with "The deputy stayed." in between: the first "The"
        is aligned with either, and only with the second one the sentence stands in one piece.
        """
        words = self.old.codes[first:last]
        length = last - first
        found: list[tuple[int, bool]] = []
        if places[-1] >= length:
            at = places[-1] - length + 1
            # Within a sentence, the one could as well have come in as the other.
            whole = first <= 1 or self._ends_sentence(first - 1)
            found.append((at, whole and around.place(last) == at + length))
        if places[0] >= 0:
            whole = self._ends_sentence(last - 1)
            found.append((places[0], whole and around.place(first - 1) == places[0] - 1))
        found = [one for one in found if self.new.codes.startswith(words, one[0])]
        if len(found) != 1:
            return None
        at, beside = found[0]
        once = all(
            codes.find(words, codes.find(words) + 1) < 0
            for codes in (self.old.codes, self.new.codes)
        )
        certain = once and beside and self._same(first, at, length)
        return at, at + length, "moved" if certain else "changed"

    def _approximate(
        self, around: Around, first: int, last: int, places: list[int]
    ) -> tuple[int, int, State] | None:
        """Where most of the words stand, else what took their place and is like them."""
        sizes = [
            end - start
            for start, end in zip(
                self.old.starts[first:last], self.old.ends[first:last], strict=True
            )
        ]
        low, high, found = _densest(places, sizes)
        if found >= HALF * sum(sizes):
            return *self._widened(around, first, last, places[low], places[high]), "changed"
        kept = sum(size for size, place in zip(sizes, places, strict=True) if place >= 0)
        if kept >= QUARTER * sum(sizes) and (held := self._held(around, first, last)) is not None:
            return *held, "changed"
        return self._rewritten(around, first, last)

    def _held(self, around: Around, first: int, last: int) -> tuple[int, int] | None:
        """What stands between the neighbours of the words, where both neighbours are there."""
        sides = [
            next((run.new + n - run.old for run in around.runs if run.old <= n < run.old_end), -1)
            for n in (first - 1, last)
        ]
        low, high = sides[0] + 1, sides[1]
        if min(sides) < 0 or not low < high <= low + 2 * (last - first) + 4:
            return None
        return low, high

    def _widened(
        self, around: Around, first: int, last: int, low: int, high: int
    ) -> tuple[int, int]:
        """The new words from ``low`` to ``high``, and those that replaced the stretch's outer ones."""
        runs = around.runs
        at = next(n for n, run in enumerate(runs) if run.new <= low < run.new_end)
        if at > 0 and runs[at].new == low and first >= runs[at - 1].old_end:
            came = low - runs[at - 1].new_end
            if came <= 2 * (runs[at].old - first) + 1 and runs[at].old > first:
                low -= came
        at = next(n for n, run in enumerate(runs) if run.new <= high < run.new_end)
        ends_here = at + 1 < len(runs) and runs[at].new_end == high + 1
        if ends_here and last <= runs[at + 1].old:
            came = runs[at + 1].new - high - 1
            if came <= 2 * (last - runs[at].old_end) + 1 and last > runs[at].old_end:
                high += came
        return low, high + 1

    def _rewritten(self, around: Around, first: int, last: int) -> tuple[int, int, State] | None:
        """What stands where the words stood, if it is like them; a number in a number's place."""
        before = [run for run in around.runs if run.old_end <= first]
        after = [run for run in around.runs if run.old >= last]
        if not before or not after:
            return None
        low, high = before[-1].new_end, after[0].new
        gone = after[0].old - before[-1].old_end
        length = last - first
        if low >= high or high - low > 8 * length + 40:
            return None
        words = self.old.text[self.old.starts[first] : self.old.ends[last - 1]]
        if gone == high - low == length and length <= 3 and len(words) <= 40:
            there = self.new.text[self.new.starts[low] : self.new.ends[high - 1]]
            if all(any(sign.isdigit() for sign in side) for side in (words, there)):
                return low, high, "changed"
        if len(words) < 4:
            return None
        from rapidfuzz import fuzz

        begin = self.new.starts[low]
        there = self.new.text[begin : self.new.ends[high - 1]]
        if len(there) < len(words) * HALF or len(words) * len(there) > _COMPARED:
            return None
        found = fuzz.partial_ratio_alignment(words, there, score_cutoff=ALIKE)
        if found is None or found.dest_end <= found.dest_start:
            return None
        starts = self.new.starts
        low = max(low, bisect_right(starts, begin + found.dest_start) - 1)
        high = max(low + 1, min(high, bisect_right(starts, begin + found.dest_end - 1)))
        return low, high, "changed"

    def _found_whole(self, first: int, last: int) -> tuple[int, int, State] | None:
        """The very words in another place: moved where they are many and once in each text."""
        length = last - first
        words = self.old.codes[first:last]
        letters = self.old.ends[last - 1] - self.old.starts[first]
        at = self.new.codes.find(words)
        if at < 0:
            return None
        if length < 3 or letters < 12:
            # Too short to be known again but by what stood around it.
            words = self.old.codes[max(0, first - 2) : last + 2]
            at = self.new.codes.find(words)
            if at < 0 or self.new.codes.find(words, at + 1) >= 0:
                return None
            at += first - max(0, first - 2)
            return at, at + length, "changed"
        once = self.new.codes.find(words, at + 1) < 0 and (
            self.old.codes.find(words) == first and self.old.codes.find(words, first + 1) < 0
        )
        # The middle of it, too: an end may be of its neighbours.
        core = words[2:-2]
        certain = (
            once
            and length >= LONG + 4
            and not twice(core, self.old.codes, 0, len(self.old.codes))
            and not twice(core, self.new.codes, 0, len(self.new.codes))
            and self._same(first, at, length)
            and not self._torn(first, last, at)
        )
        if certain and self._crosses(first, last):
            # Its ends may be of sentences that end alike.
            old, new = self.old.codes, self.new.codes
            certain = old[max(0, first - 2) : last + 2] == new[max(0, at - 2) : at + length + 2]
        if not once:
            at = self._by_context(first, last)
        return at, at + length, "moved" if certain else "changed"

    def _by_context(self, first: int, last: int) -> int:
        """The place of the words whose surroundings agree best with the old ones."""
        old, new = self.old.codes, self.new.codes
        words = old[first:last]
        best, most = -1, -1
        at = new.find(words)
        tried = 0
        while at >= 0 and tried < _TRIED:
            end = at + last - first
            agree = common_suffix(old, max(0, first - NEAR), first, new, max(0, at - NEAR), at)
            agree += common_prefix(old, last, last + NEAR, new, end, end + NEAR)
            if agree > most:
                best, most = at, agree
            at = new.find(words, at + 1)
            tried += 1
        return best


def _densest(places: list[int], sizes: list[int]) -> tuple[int, int, int]:
    """The words that stand together in the new text: first and last of them, and their letters.

    Places further apart than twice the stretch and ten words do not stand together.
    """
    apart = 2 * len(places) + 10
    best = (0, 0, 0)
    begin, letters, last = 0, 0, -1
    for n, place in enumerate(places):
        if place < 0:
            continue
        if last < 0 or place - places[last] > apart:
            begin, letters = n, 0
        letters += sizes[n]
        last = n
        if letters > best[2]:
            best = (begin, n, letters)
    return best
