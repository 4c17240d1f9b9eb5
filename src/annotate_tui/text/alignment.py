"""Where the words of one version of a text stand in another.

The rule of states, for a stretch of the old text:

- **exact**: the same words at the same offsets.
- **moved**: the same words elsewhere, for certain: they were aligned in one piece, and nothing
  nearby speaks for another place.
- **changed**: words were inserted, removed or replaced within it; or the same words stand in several
  places that their surroundings do not tell apart.
- **lost**: less than half of it is there, and nothing like it where it stood.

The words are the same where only their dress differs: quotation marks of another style, other
dashes, other white space, soft hyphens, ligatures. Then the stretch stands, whatever its offsets. A
comma or a full stop more or less is a change: it may turn the sense.

A stretch that is one of several alike is certain only where it cannot be slid onto another of them:
of "he said that he said so", shortened to "he said so", neither "he said" is certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from annotate_tui.model import Span
from annotate_tui.text import alignment_runs
from annotate_tui.text.alignment_runs import Run, common_prefix, common_suffix, merged
from annotate_tui.text.alignment_tokens import CAME, GONE, Codes, Tokens, folded, tokens

State = Literal["exact", "moved", "changed", "lost"]

NEAR = 6
"""How many words on each side speak for a place."""
SOLID = 3
"""A run of so many words is taken to be itself, and not a coincidence."""
LONG = 8
"""A stretch of so many words stands without the words around it."""
HALF = 0.5
"""A stretch of which less than this share of its letters is found is lost."""
ALIKE = 75.0
"""How alike (of 100, rapidfuzz's partial ratio) words are that are taken for a stretch rewritten."""
SUPPORT = {1: 6, 2: 5, 3: 5, 4: 3, 5: 3, 6: 2, 7: 1}
"""Of the `NEAR` words on either side, how many a stretch of so many words needs beside it."""


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


@dataclass(slots=True)
class _Chain:
    """Runs in the order of both texts, the parts of them between rows of words that are unique,
    and what was found in the gaps between them so far.
    """

    runs: list[Run]
    starts: list[int]
    unique: list[Run]
    unique_starts: list[int]
    gaps: dict[int, list[Run]]


class _Claims:
    """Runs as far as they reach: where two of them claim the same words, neither is sure of them."""

    def __init__(self, found: list[Run]) -> None:
        self._by_old = sorted(found)
        self._by_new = sorted(found, key=lambda run: (run.new, run.old))
        self._olds = [run.old for run in self._by_old]
        self._news = [run.new for run in self._by_new]

    def other(self, first: int, last: int, here: int) -> bool:
        """Whether a run takes these words to another place, or others to this place."""
        shift, there = here - first, here + last - first
        at = bisect_right(self._olds, first)
        for run in self._by_old[max(0, at - _NEIGHBOURS) : at]:
            if run.old_end >= last and run.new - run.old != shift:
                return True
        at = bisect_right(self._news, here)
        for run in self._by_new[max(0, at - _NEIGHBOURS) : at]:
            if run.new_end >= there and run.new - run.old != shift:
                return True
        return False


class _Around(NamedTuple):
    """The runs near a stretch, gaps looked into, and the new places of the words ``low`` on."""

    runs: list[Run]
    low: int
    places: list[int]
    chain: _Chain

    def place(self, word: int) -> int:
        """Where that word of the old text stands in the new one; -1 where it does not."""
        at = word - self.low
        return self.places[at] if 0 <= at < len(self.places) else -1


class Alignment:
    """Two versions of a text side by side. Offsets are code points, half-open."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self.old = old
        self.new = new
        main, moved, found, unique = alignment_runs.frame(old.codes, new.codes)
        self._claims = _Claims(found)
        self._main = _chain(main, unique)
        chains = (_chain(runs, unique) for runs in moved)
        self._moved = sorted(chains, key=lambda chain: chain.starts[0])
        self._moved_starts = [chain.starts[0] for chain in self._moved]
        # What moved is no part of the gap that it left, nor of the one that it came to.
        self._old_codes = _masked(old.codes, [_old_span(c) for c in self._moved], GONE)
        self._new_codes = _masked(new.codes, [_new_span(c) for c in self._moved], CAME)

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
            (old, old_end), (new, new_end) = _old_span(chain), _new_span(chain)
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
        elsewhere = self._found_whole(first, last)
        if elsewhere is not None and elsewhere[2] == "moved":
            return elsewhere
        return self._approximate(around, first, last, places) or elsewhere

    def _same(self, old: int, new: int, length: int) -> bool:
        """Whether the words themselves are the same: characters for them may be shared."""
        return all(
            folded(self.old.word(old + n)) == folded(self.new.word(new + n)) for n in range(length)
        )

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

    # Certainty

    def _certain(self, around: _Around, first: int, last: int, here: int) -> bool:
        """Whether words that were aligned in one piece stand there and nowhere else."""
        length = last - first
        if length < LONG and self._support(around, first, last, here) < SUPPORT[length]:
            return False
        if self._slides(around, first, last, here) or self._claims.other(first, last, here):
            return False
        if self._repeats(around, first, last, here):
            return False
        old, new = self.old.codes, self.new.codes
        if old[max(0, first - 2) : last + 2] == new[max(0, here - 2) : here + length + 2]:
            return True
        # Where the words with those around them stand elsewhere, and more often than the old text
        # accounts for, they may have gone there.
        row = old[max(0, first - 2) : last + 2]
        return length >= LONG or new.count(row) < old.count(row)

    def _support(self, around: _Around, first: int, last: int, here: int) -> int:
        """How many of the `NEAR` words on either side stand near the place, too."""
        after = here + last - first
        low, high = here - NEAR - 4, after + NEAR + 4
        count = 0
        for word in (*range(first - NEAR, first), *range(last, last + NEAR)):
            if word < 0 or word >= len(self.old.codes):
                # Where both texts end, nothing more could stand.
                count += here < NEAR if word < 0 else after > len(self.new.codes) - NEAR
            elif low <= around.place(word) < high:
                count += 1
        return count

    def _slides(self, around: _Around, first: int, last: int, here: int) -> bool:
        """Whether the words could as well be others alike, across the gap on either side."""
        runs = around.runs
        at = next(n for n, run in enumerate(runs) if run.old <= first < run.old_end)
        mine = runs[at]
        old, new = self._codes(around.chain)
        # Short runs in between may be coincidences: what is beyond them counts as gap.
        after = next((run for run in runs[at + 1 :] if run.length >= SOLID), None)
        if after is not None:
            words = old[first : mine.old_end if mine.old_end >= last + 2 else last]
            if new.find(words, here + 1, after.new) >= 0:
                return True
            if old.find(words, first + 1, after.old) >= 0:
                return True
        before = next((run for run in reversed(runs[:at]) if run.length >= SOLID), None)
        if before is not None:
            words = old[mine.old if mine.old <= first - 2 else first : last]
            if new.find(words, before.new_end, here + last - first - 1) >= 0:
                return True
            if old.find(words, before.old_end, last - 1) >= 0:
                return True
        return False

    def _repeats(self, around: _Around, first: int, last: int, here: int) -> bool:
        """Whether the words stand twice between the places that are unique on either side.

        Taken with two words more on each side, where these are the same in both texts. Words that
        touch a row of words that is unique are certain of it.
        """
        chain = around.chain
        old, new = self._codes(chain)
        at = bisect_right(chain.unique_starts, last - 1)
        left = chain.unique[at - 1] if at else None
        right = chain.unique[at] if at < len(chain.unique) else None
        gram = alignment_runs.GRAM
        if (
            left is not None
            and left.old < first
            and last < left.old_end
            and left.length >= 2 * gram
        ):
            return False
        after = here + last - first
        back = common_suffix(old, max(0, first - 2), first, new, max(0, here - 2), here)
        ahead = common_prefix(old, last, last + 2, new, after, after + 2)
        words = old[first - back : last + ahead]
        if left is not None and left.old_end > first:
            left = chain.unique[at - 2] if at > 1 else None
        low, low_new = (left.old_end, left.new_end) if left else (first - _FAR, here - _FAR)
        high, high_new = (right.old, right.new) if right else (last + _FAR, after + _FAR)
        low, low_new = max(0, low - 2), max(0, low_new - 2)
        if _twice(words, old, low, high + 2) or _twice(words, new, low_new, high_new + 2):
            return True
        begin, end = self._paragraph(first, last)
        near = chain.unique[max(0, at - 2) : at + 1]
        if self._in_paragraph(near, begin, end, here - first):
            return False
        row = self.old.codes[max(begin, first - 2) : min(last + 2, end)]
        if not (_twice(row, old, 0, len(old)) or _twice(words, new, 0, len(new))):
            return False
        return not self._in_company(chain, first, last, here - first)

    def _paragraph(self, first: int, last: int) -> tuple[int, int]:
        """The words of the paragraphs that hold these words, as far as `_PARAGRAPH`."""
        text, starts = self.old.text, self.old.starts
        begin, end = starts[first], self.old.ends[last - 1]
        low = text.rfind("\n\n", max(0, begin - _PARAGRAPH), begin)
        high = text.find("\n\n", end, end + _PARAGRAPH)
        low = low if low >= 0 else max(0, begin - _PARAGRAPH)
        high = high if high >= 0 else end + _PARAGRAPH
        return bisect_left(starts, low), bisect_left(starts, high)

    def _in_paragraph(self, unique: list[Run], begin: int, end: int, shift: int) -> bool:
        """Whether one of these rows stands in the paragraph, and moved as the words did.

        A paragraph tells which of several it is by its own words, not by what it stands next to.
        """
        gram = alignment_runs.GRAM
        for row in unique:
            if abs(row.new - row.old - shift) > _APART:
                continue
            if row.old <= begin and row.old_end >= end:
                return True
            head = begin <= row.old and min(row.old_end, row.old + gram) <= end
            tail = begin <= max(row.old, row.old_end - gram) and row.old_end <= end
            if head or tail:
                return True
        return False

    def _in_company(self, chain: _Chain, first: int, last: int, shift: int) -> bool:
        """Whether on both sides most of the next words moved as these words did."""
        most = len(self.old.codes) - 1
        low, high = max(0, first - _COMPANY), min(most + 1, last + _COMPANY)
        around = self._around(chain, low, high)
        for side in (range(low, first), range(last, high)):
            here = sum(
                place >= 0 and abs(place - n - shift) <= _APART
                for n, place in ((n, around.place(n)) for n in side)
            )
            # Where the text ends, nothing more could speak for another place.
            if here < _MOST * len(side):
                return False
        return True

    # Approximate places

    def _approximate(
        self, around: _Around, first: int, last: int, places: list[int]
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
        return self._rewritten(around, first, last)

    def _widened(
        self, around: _Around, first: int, last: int, low: int, high: int
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

    def _rewritten(self, around: _Around, first: int, last: int) -> tuple[int, int, State] | None:
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
            and not _twice(core, self.old.codes, 0, len(self.old.codes))
            and not _twice(core, self.new.codes, 0, len(self.new.codes))
            and self._same(first, at, length)
        )
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

    # Runs

    def _chain_of(self, word: int) -> _Chain:
        at = bisect_right(self._moved_starts, word) - 1
        if at >= 0 and word < self._moved[at].runs[-1].old_end:
            return self._moved[at]
        return self._main

    def _around(self, chain: _Chain, first: int, last: int) -> _Around:
        """The runs of a chain about the words, as far as certainty asks."""
        low = bisect_right(chain.starts, first) - 1
        high = bisect_right(chain.starts, last - 1) - 1
        low = _solid(chain.runs, low - 1, -1)
        high = _solid(chain.runs, max(high, 0) + 1, 1)
        found: list[Run] = []
        for at in range(max(0, low), min(high, len(chain.runs) - 1) + 1):
            if found:
                found.extend(self._gap(chain, at - 1))
            found.append(chain.runs[at])
        runs = merged(found)
        begin, end = first - NEAR, last + NEAR
        places = [-1] * (end - begin)
        for run in runs:
            start, stop = max(run.old, begin), min(run.old_end, end)
            if start < stop:
                shift = run.new - run.old
                places[start - begin : stop - begin] = range(start + shift, stop + shift)
        return _Around(runs, begin, places, chain)

    def _gap(self, chain: _Chain, at: int) -> list[Run]:
        """The runs between one run of the chain and the next."""
        found = chain.gaps.get(at)
        if found is None:
            one, other = chain.runs[at], chain.runs[at + 1]
            sides = (one.old_end, other.old, one.new_end, other.new)
            old, new = self._codes(chain)
            found = chain.gaps[at] = alignment_runs.blocks(old, new, *sides)
        return found

    def _codes(self, chain: _Chain) -> tuple[str, str]:
        """Both texts; for the main chain without what moved."""
        if chain is self._main:
            return self._old_codes, self._new_codes
        return self.old.codes, self.new.codes

    def _all_runs(self, chain: _Chain) -> list[Run]:
        found: list[Run] = []
        for at, run in enumerate(chain.runs):
            if at:
                found.extend(self._gap(chain, at - 1))
            found.append(run)
        return merged(found)

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
            yield from self._visible(begin, run)
            begin = run

    def _visible(self, one: Run, other: Run) -> Iterator[Change]:
        """The change between two runs without the words that moved."""
        old = self._left(self._old_codes, one.old_end, other.old, GONE)
        new = self._left(self._new_codes, one.new_end, other.new, CAME)
        if len(old) + len(new) == 1:
            # Of a sentence that went or came, its own full stop is meant, not the one before it.
            side, gap = (self.old, old[0]) if old else (self.new, new[0])
            low, high = gap
            slid = 0
            most = other.length - 1
            while slid < most and side.codes[low + slid] == side.codes[high + slid]:
                if side.word(low + slid)[0].isalnum():
                    break
                slid += 1
            old = [(a + slid, b + slid) for a, b in old]
            new = [(a + slid, b + slid) for a, b in new]
            other = Run(other.old + slid, other.new + slid, other.length - slid)
        for n in range(max(len(old), len(new))):
            gone = old[n] if n < len(old) else (other.old, other.old)
            came = new[n] if n < len(new) else (other.new, other.new)
            yield Change(self._old_words(*gone), self._new_words(*came))

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


_TRIED = 200
_NEIGHBOURS = 8
_STOPS = frozenset(".,;:!?…)。，、")
_FAR = 64
_APART = 6
_COMPANY = 40
_MOST = 0.6
_COMPARED = 20_000_000
_PARAGRAPH = 5_000


def _twice(words: str, codes: str, low: int, high: int) -> bool:
    low, high = max(0, low), min(high, len(codes))
    at = codes.find(words, low, high)
    return at >= 0 and codes.find(words, at + 1, high) >= 0


def _span(side: Tokens, low: int, high: int) -> Span:
    if low >= high:
        at = side.starts[min(low, len(side.starts) - 1)]
        return Span(at, at)
    return Span(side.starts[low], side.ends[high - 1])


def _chain(runs: list[Run], unique: list[Run]) -> _Chain:
    """The chain, with those unique rows that its runs hold."""
    starts = [run.old for run in runs]
    held: list[Run] = []
    low = bisect_left(unique, runs[0][:1])
    for sure in unique[low : bisect_right(unique, (runs[-1].old_end,))]:
        # Cut where another run came before, a run may begin within its first row.
        at = bisect_right(starts, sure.old)
        for run in runs[max(0, at - 1) : at + 1]:
            start, end = max(run.old, sure.old), min(run.old_end, sure.old_end)
            if run.new - run.old == sure.new - sure.old and start < end:
                held.append(Run(start, start + run.new - run.old, end - start))
    return _Chain(runs, starts, held, [run.old for run in held], {})


def _old_span(chain: _Chain) -> tuple[int, int]:
    return chain.runs[0].old, chain.runs[-1].old_end


def _new_span(chain: _Chain) -> tuple[int, int]:
    return chain.runs[0].new, chain.runs[-1].new_end


def _masked(codes: str, spans: list[tuple[int, int]], sign: str) -> str:
    if not spans:
        return codes
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        parts += [codes[at:start], sign * (end - max(start, at))]
        at = max(at, end)
    return "".join([*parts, codes[at:]])


def _solid(runs: list[Run], at: int, step: int) -> int:
    """The next run in that direction that is no coincidence, or the last there is."""
    while 0 <= at < len(runs) and runs[at].length < SOLID:
        at += step
    return at


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
