"""Runs of words that two versions of a text share, each word written as one character.

What is unique in both versions is found first and gives the frame (as patience and histogram diff
do), blocks that moved are told by standing out of its order, and what lies between two runs of the
frame is aligned when it is asked for. Nothing is quadratic: a gap is given to the exact method only
where it is small, a larger one is split by what is unique within it, or left open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

GRAM = 4
"""How many words in a row are looked for as what is unique in both texts."""
SPARSE = 500_000
"""From so many words on, only some of the rows of words are looked at."""
MOVED = 8
"""A block stands out of order only with so many words in common; fewer are left unaligned."""
EXACT = 60_000_000
"""The largest gap, words of the one by words of the other, that is aligned exactly: 10 ms, 8 MB."""
DEPTH = 8
"""How many times a gap is split further: a text made to need more is left open there."""
_SMALL = 48
_BEYOND = 400


class Run(NamedTuple):
    """``length`` words from ``old`` on are the same as those from ``new`` on.

    ``sure`` of them stand between rows of words that are unique in both texts.
    """

    old: int
    new: int
    length: int
    sure: int = 0

    @property
    def old_end(self) -> int:
        """One past the last word in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """One past the last word in the new text."""
        return self.new + self.length


class Frame(NamedTuple):
    """``main`` are the runs in the order of both texts; each of ``moved`` is a block elsewhere.

    ``found`` are all runs as far as they reach, also where two claim the same words; ``unique``
    is, for each, the part from its first to its last row of words that is unique in both texts.
    """

    main: list[Run]
    moved: list[list[Run]]
    found: list[Run]
    unique: list[Run]


def frame(old: str, new: str) -> Frame:
    """The runs around what is unique in both texts; the first and last words are always in one."""
    if old == new:
        whole = [Run(0, 0, len(old))]
        return Frame(whole, [], whole, whole)
    head = common_prefix(old, 0, len(old) - 1, new, 0, len(new) - 1)
    tail = common_suffix(old, head, len(old), new, head, len(new))
    found, unique = [Run(0, 0, head)], [Run(0, 0, 1)]
    for run, sure in _runs(old, new, GRAM, 0, len(old), 0, len(new)):
        found.append(run)
        unique.append(sure)
    found.append(Run(len(old) - tail, len(new) - tail, tail))
    unique.append(Run(len(old) - 1, len(new) - 1, 1))
    main, moved = _in_order(_distinct(found))
    return Frame(main, moved, found, unique)


def _distinct(found: list[Run]) -> list[Run]:
    """The runs without the parts of the first and last that other runs have, too."""
    runs = [run for run in sorted(found) if run.length]
    kept: list[Run] = []
    for run in runs:
        last = kept[-1] if kept else None
        if last and last.new - last.old == run.new - run.old and run.old <= last.old_end:
            if run.old_end > last.old_end:
                kept[-1] = Run(last.old, last.new, run.old_end - last.old, last.sure + run.sure)
            continue
        kept.append(run)
    return kept


def blocks(old: str, new: str, old_from: int, old_to: int, new_from: int, new_to: int) -> list[Run]:
    """The words that two stretches share, in order, as runs: what is unique first, then the rest.

    Nothing where both are long and repeat themselves all through.
    """
    found: list[Run] = []
    todo = [(old_from, old_to, new_from, new_to, 0)]
    while todo:
        low, high, low_new, high_new, depth = todo.pop()
        n = common_prefix(old, low, high, new, low_new, high_new)
        if n:
            found.append(Run(low, low_new, n))
        low, low_new = low + n, low_new + n
        n = common_suffix(old, low, high, new, low_new, high_new)
        if n:
            found.append(Run(high - n, high_new - n, n))
        high, high_new = high - n, high_new - n
        if low == high or low_new == high_new:
            continue
        deep = depth >= DEPTH
        anchors = None if deep else _anchors(old, new, low, high, low_new, high_new)
        if anchors is None:
            found.extend(_exact(old, new, low, high, low_new, high_new))
            continue
        for run in anchors:
            found.append(run)
            todo.append((low, run.old, low_new, run.new, depth + 1))
            low, low_new = run.old_end, run.new_end
        if anchors:
            todo.append((low, high, low_new, high_new, depth + 1))
    return merged(sorted(found))


def merged(runs: Sequence[Run]) -> list[Run]:
    """The runs, those that follow each other without a gap on either side made one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.old_end == run.old and last.new_end == run.new:
            found[-1] = Run(last.old, last.new, last.length + run.length)
        elif run.length:
            found.append(run)
    return found


def common_prefix(old: str, i: int, i_end: int, new: str, j: int, j_end: int) -> int:
    """How many words from ``i`` and ``j`` on are the same."""
    most = min(i_end - i, j_end - j)
    n, step = 0, 16
    while n < most:
        step = min(step, most - n)
        if old[i + n : i + n + step] == new[j + n : j + n + step]:
            n += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return n


def common_suffix(old: str, i: int, i_end: int, new: str, j: int, j_end: int) -> int:
    """How many words before ``i_end`` and ``j_end`` are the same, back to ``i`` and ``j``."""
    most = min(i_end - i, j_end - j)
    n, step = 0, 16
    while n < most:
        step = min(step, most - n)
        if old[i_end - n - step : i_end - n] == new[j_end - n - step : j_end - n]:
            n += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return n


def _exact(old: str, new: str, i: int, i_end: int, j: int, j_end: int) -> Iterator[Run]:
    """The longest words in common, in order, by rapidfuzz; nothing for a gap beyond `EXACT`."""
    if (i_end - i) * (j_end - j) > EXACT:
        return
    from rapidfuzz.distance import Indel

    for code in Indel.opcodes(old[i:i_end], new[j:j_end]):
        if code.tag == "equal":
            yield Run(i + code.src_start, j + code.dest_start, code.src_end - code.src_start)


def _anchors(old: str, new: str, i: int, i_end: int, j: int, j_end: int) -> list[Run] | None:
    """Runs around what is unique within a gap; None where it is to be aligned exactly."""
    small = max(i_end - i, j_end - j) <= _SMALL
    if not small:
        for size in (3, 2, 12, 40) if (i_end - i) * (j_end - j) <= EXACT else (4, 12, 40):
            found = [run for run, _ in _runs(old, new, size, i, i_end, j, j_end)]
            if found:
                return _in_order(found)[0]
    return None


def _runs(
    old: str, new: str, size: int, i: int, i_end: int, j: int, j_end: int
) -> Iterator[tuple[Run, Run]]:
    """Where rows of ``size`` words are unique in both stretches, as far as words agree around them.

    With each its part from the first unique row to the last.
    """
    there = _unique(new, size, j, j_end)
    if not there:
        return
    run = sure = Run(i, j, 0)
    shift: int | None = None
    get = there.get
    for gram, place in _unique(old, size, i, i_end).items():
        other = get(gram)
        if other is None:
            continue
        if other - place == shift and place < run.old_end:
            sure = Run(sure.old, sure.new, place + size - sure.old)
            continue
        if shift is not None:
            yield run._replace(sure=sure.length), sure
        floor = run.old_end if other - place == shift else i
        back = common_suffix(
            old, max(floor, place - _BEYOND), place, new, max(j, other - _BEYOND), other
        )
        ahead = common_prefix(old, place + size, i_end, new, other + size, j_end)
        run = Run(place - back, other - back, back + size + ahead)
        sure = Run(place, other, size)
        shift = other - place
    if shift is not None:
        yield run._replace(sure=sure.length), sure


def _unique(codes: str, size: int, start: int, end: int) -> dict[str, int]:
    """The rows of ``size`` words that occur once in ``codes[start:end]``, and where, in order."""
    places: Sequence[int] = range(start, max(start, end - size + 1))
    if len(places) > SPARSE:
        # By the word itself, so that both texts choose the same rows.
        every = len(places) // (SPARSE // 2)
        places = [n for n in places if ord(codes[n]) % every == 0]
    grams = [codes[n : n + size] for n in places]
    last = dict(zip(grams, places, strict=True))
    if len(last) == len(grams):
        return last
    first = dict(zip(reversed(grams), reversed(places), strict=True))
    return {gram: n for gram, n in last.items() if first[gram] == n}


def _in_order(found: list[Run]) -> tuple[list[Run], list[list[Run]]]:
    """The heaviest runs in the order of both texts, overlaps cut, and the other ones that moved."""
    if all(one.new <= other.new for one, other in pairwise(found)):
        return _without_strays(_cut(found)), []
    ranks = sorted(range(len(found)), key=lambda n: (found[n].new, n))
    rank_of = [0] * len(found)
    for rank, n in enumerate(ranks):
        rank_of[n] = rank
    groups: list[list[Run]] = []
    before = -2
    for n, run in enumerate(found):
        if rank_of[n] == before + 1:
            groups[-1].append(run)
        else:
            groups.append([run])
        before = rank_of[n]
    main = _heaviest(groups)
    chosen = {id(group) for group in main}
    in_order = _without_strays(_cut([run for group in main for run in group]))
    moved = [
        (_cut(group), sum(run.sure for run in group)) for group in groups if id(group) not in chosen
    ]
    return in_order, [runs for runs, sure in moved if sure >= MOVED]


def _heaviest(groups: list[list[Run]]) -> list[list[Run]]:
    """The groups, in order of the old text, that ascend in the new one with the most words."""
    ends: list[int] = []
    best: list[tuple[int, int]] = []
    before: list[int] = []
    for n, group in enumerate(groups):
        at = bisect_left(ends, group[0].new)
        weight = sum(run.length for run in group) + (best[at - 1][0] if at else 0)
        before.append(best[at - 1][1] if at else -1)
        key = group[-1].new
        at = bisect_right(ends, key)
        if at and best[at - 1][0] >= weight:
            continue
        upto = at
        while upto < len(best) and best[upto][0] <= weight:
            upto += 1
        ends[at:upto] = [key]
        best[at:upto] = [(weight, n)]
    at = best[-1][1] if best else -1
    found: list[list[Run]] = []
    while at >= 0:
        found.append(groups[at])
        at = before[at]
    return found[::-1]


def _cut(runs: list[Run]) -> list[Run]:
    """The runs in order without the words that one shares with the run before it."""
    found: list[Run] = []
    old_end = new_end = 0
    for run in runs:
        over = max(0, old_end - run.old, new_end - run.new)
        if over < run.length:
            found.append(Run(run.old + over, run.new + over, run.length - over))
            old_end, new_end = run.old_end, run.new_end
    return merged(found)


def _without_strays(runs: list[Run]) -> list[Run]:
    """The runs without short ones that neither neighbour stands near: rows alike by chance."""
    found: list[Run] = []
    shifts = [run.new - run.old for run in runs]
    for n, run in enumerate(runs):
        near = 3 * run.length + 8
        alone = run.length <= GRAM + 1 and 0 < n < len(runs) - 1
        if alone and all(abs(shifts[n] - shifts[m]) > near for m in (n - 1, n + 1)):
            continue
        found.append(run)
    return found
