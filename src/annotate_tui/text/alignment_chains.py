"""The runs that two texts share, in chains, gaps looked into as far as they are asked about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from annotate_tui.text import alignment_runs
from annotate_tui.text.alignment_runs import Run, merged
from annotate_tui.text.alignment_tokens import CAME, GONE, Tokens

NEAR = 6
"""How many words on each side speak for a place."""
SOLID = 3
"""A run of so many words is taken to be itself, and not a coincidence."""
_NEIGHBOURS = 8
"""Runs before a place that are looked at: more do not reach over it."""
_NEARBY = 64
"""Runs on each side of a stretch that are looked at of a gap that holds many."""


@dataclass(slots=True)
class Chain:
    """Runs in the order of both texts, the parts of them between rows of words that are unique,
    and what was found in the gaps between them so far.
    """

    runs: list[Run]
    starts: list[int]
    unique: list[Run]
    unique_starts: list[int]
    gaps: dict[int, list[Run]]
    is_moved: bool = False


class Claims:
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


class Around(NamedTuple):
    """The runs near a stretch, gaps looked into, and the new places of the words ``low`` on."""

    runs: list[Run]
    low: int
    places: list[int]
    chain: Chain

    def place(self, word: int) -> int:
        """Where that word of the old text stands in the new one; -1 where it does not."""
        at = word - self.low
        return self.places[at] if 0 <= at < len(self.places) else -1


class Chains:
    """Two texts, the runs that they share, and what moved out of their order."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self.old = old
        self.new = new
        main, moved, found, unique = alignment_runs.frame(old.codes, new.codes)
        self._claims = Claims(found)
        self._main = _chain(main, unique)
        chains = (_chain(runs, unique, moved=True) for runs in moved)
        self._moved = sorted(chains, key=lambda chain: chain.starts[0])
        self._moved_starts = [chain.starts[0] for chain in self._moved]
        # What moved is no part of the gap that it left, nor of the one that it came to.
        self._old_codes = _masked(old.codes, [old_span(c) for c in self._moved], GONE)
        self._new_codes = _masked(new.codes, [new_span(c) for c in self._moved], CAME)

    def _chain_of(self, word: int) -> Chain:
        at = bisect_right(self._moved_starts, word) - 1
        if at >= 0 and word < self._moved[at].runs[-1].old_end:
            return self._moved[at]
        return self._main

    def _around(self, chain: Chain, first: int, last: int) -> Around:
        """The runs of a chain about the words, as far as certainty asks."""
        low = bisect_right(chain.starts, first) - 1
        high = bisect_right(chain.starts, last - 1) - 1
        low = _solid(chain.runs, low - 1, -1)
        high = _solid(chain.runs, max(high, 0) + 1, 1)
        found: list[Run] = []
        for at in range(max(0, low), min(high, len(chain.runs) - 1) + 1):
            if found:
                gap = self._gap(chain, at - 1)
                if len(gap) > 4 * _NEARBY:
                    # A gap may be all of two texts that share no row of words: its near part.
                    begin, end = bisect_left(gap, (first,)), bisect_left(gap, (last,))
                    gap = gap[max(0, begin - _NEARBY) : end + _NEARBY]
                found.extend(gap)
            found.append(chain.runs[at])
        runs = merged(found)
        begin, end = first - NEAR, last + NEAR
        places = [-1] * (end - begin)
        for run in runs:
            start, stop = max(run.old, begin), min(run.old_end, end)
            if start < stop:
                shift = run.new - run.old
                places[start - begin : stop - begin] = range(start + shift, stop + shift)
        return Around(runs, begin, places, chain)

    def _gap(self, chain: Chain, at: int) -> list[Run]:
        """The runs between one run of the chain and the next."""
        found = chain.gaps.get(at)
        if found is None:
            one, other = chain.runs[at], chain.runs[at + 1]
            sides = (one.old_end, other.old, one.new_end, other.new)
            old, new = self._codes(chain)
            found = chain.gaps[at] = alignment_runs.blocks(old, new, *sides)
        return found

    def _codes(self, chain: Chain) -> tuple[str, str]:
        """Both texts; for the main chain without what moved."""
        if chain is self._main:
            return self._old_codes, self._new_codes
        return self.old.codes, self.new.codes

    def _all_runs(self, chain: Chain) -> list[Run]:
        found: list[Run] = []
        for at, run in enumerate(chain.runs):
            if at:
                found.extend(self._gap(chain, at - 1))
            found.append(run)
        return merged(found)


def old_span(chain: Chain) -> tuple[int, int]:
    """The words of the old text from the first to the last run."""
    return chain.runs[0].old, chain.runs[-1].old_end


def new_span(chain: Chain) -> tuple[int, int]:
    """The same in the new text."""
    return chain.runs[0].new, chain.runs[-1].new_end


def _chain(runs: list[Run], unique: list[Run], *, moved: bool = False) -> Chain:
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
    return Chain(runs, starts, held, [run.old for run in held], {}, is_moved=moved)


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
