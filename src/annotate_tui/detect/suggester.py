"""Everything that is suggested in one text, stretch by stretch."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import pairwise

from annotate_tui.detect.passage import Facts, Passage
from annotate_tui.detect.stretches import STRETCH, count, cut
from annotate_tui.model import Span, Suggestion
from annotate_tui.text.document import Document

Detector = Callable[[Passage], Iterable[Suggestion]]

DETECTORS = ("quotes", "indirect", "figures", "claims")
"""Modules of this folder, each with a ``detect`` of that shape, loaded when first used."""

KEPT = 256
"""How many stretches are kept: about a megabyte of text."""

AHEAD, BACK = 128, 32
"""How many stretches behind and before a place are worth working out before anybody asks."""

CHAPTER = 4
"""How many stretches are ranked together."""


class Suggester:
    """The suggestions of one document. Pure; the stretches used last are kept.

    Where a stretch begins depends on the document alone, and what is suggested in it does not depend
    on which stretches were asked for before. A stretch may be empty. Two suggestions of one tag never
    overlap within a stretch. ``detectors`` are the names of those asked, of `DETECTORS`.
    """

    def __init__(self, document: Document, detectors: Collection[str] = DETECTORS) -> None:
        self.document = document
        self._detectors = detectors
        self._count = count(document)
        self._cuts: dict[int, int] = {}
        self._found: OrderedDict[int, list[Suggestion]] = OrderedDict()
        self._facts = Facts()

    def __len__(self) -> int:
        """How many stretches there are; 0 in a text without blocks."""
        return self._count

    def index_at(self, offset: int) -> int:
        """The stretch that holds ``offset`` (the first one before all, the last one behind all)."""
        index = max(0, min(offset // STRETCH, self._count - 1))
        while index and self._cut(index) > offset:
            index -= 1
        return index

    def span(self, index: int) -> Span:
        """Where that stretch stands; each begins where the one before ends."""
        return Span(self._cut(index), self._cut(index + 1))

    def known(self, index: int) -> bool:
        """Whether that stretch is worked out already, and so is given at once."""
        return index in self._found

    def pending(self, near: int) -> int | None:
        """The stretch to work out next for a reader at offset ``near``; None when enough is known.

        The one that holds the place, then those behind it, then those before it; as many as are
        kept, so that nothing is worked out in vain.
        """
        here = self.index_at(near)
        for index in range(here, min(self._count, here + AHEAD)):
            if index not in self._found:
                return index
        for index in range(here - 1, max(-1, here - 1 - BACK), -1):
            if index not in self._found:
                return index
        return None

    def of(self, index: int) -> list[Suggestion]:
        """The suggestions that begin in that stretch, doubtful ones too, by (start, -end, tag).

        IndexError outside ``0 <= index < len(self)``.
        """
        found = self._found.get(index)
        if found is not None:
            self._found.move_to_end(index)
            return found
        if not 0 <= index < self._count:
            raise IndexError(index)
        span = self.span(index)
        found = self._worked_out(span, index) if span.start < span.end else []
        self._found[index] = found
        if len(self._found) > KEPT:
            self._found.popitem(last=False)
        return found

    def all(self) -> Iterator[Suggestion]:
        """Those of the whole text, in order, found as one goes."""
        for index in range(len(self)):
            yield from self.of(index)

    def _worked_out(self, span: Span, index: int) -> list[Suggestion]:
        first = index - index % CHAPTER
        chapter = Span(self._cut(first), self._cut(min(first + CHAPTER, self._count)))
        passage = Passage(self.document, *span, chapter=chapter, facts=self._facts)
        return suggestions_of(passage, self._detectors)

    def _cut(self, index: int) -> int:
        found = self._cuts.get(index)
        if found is None:
            found = self._cuts[index] = cut(self.document, index)
        return found


def suggestions_of(passage: Passage, detectors: Collection[str] = DETECTORS) -> list[Suggestion]:
    """What those detectors find in a passage, settled; names that are no detector's find nothing."""
    return settled(
        one for name in DETECTORS if name in detectors for one in _detector(name)(passage)
    )


def settled(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """By (start, -end, tag); of those of one tag that overlap, the better one alone.

    Better is the likely one, then words in quotation marks, then the higher score, then the longer
    span, then the earlier one. A link to one that was left out goes with it.
    """
    of_tag: dict[str, list[Suggestion]] = {}
    for one in suggestions:
        of_tag.setdefault(one.tag, []).append(one)
    kept: list[Suggestion] = []
    for ones in of_tag.values():
        ones.sort(key=_start)
        apart = all(a.end <= b.start for a, b in pairwise(ones))
        kept += ones if apart else _better(ones)
    kept.sort(key=_order)
    return kept


def _better(ones: list[Suggestion]) -> list[Suggestion]:
    """Of suggestions of one tag in order of their starts, those that stay."""
    kept: list[Suggestion] = []
    for group in _clusters(ones):
        chosen: list[Suggestion] = []
        for one in sorted(group, key=_worst_last) if len(group) > 1 else group:
            if all(one.end <= other.start or other.end <= one.start for other in chosen):
                chosen.append(one)
        kept += chosen
    lost = {one.span for one in ones} - {one.span for one in kept}
    return [replace(one, part_of=None) if one.part_of in lost else one for one in kept]


def _clusters(ones: list[Suggestion]) -> Iterator[list[Suggestion]]:
    """Those that hang together by overlapping."""
    group: list[Suggestion] = []
    end = 0
    for one in ones:
        if group and one.start >= end:
            yield group
            group = []
        end = max(end, one.end) if group else one.end
        group.append(one)
    yield group


def _start(one: Suggestion) -> int:
    return one.start


def _worst_last(one: Suggestion) -> tuple[bool, bool, float, int, int]:
    unmarked = one.fields.get("quote_mode") == "indirect"
    return not one.likely, unmarked, -one.score, one.start - one.end, one.start


def _order(one: Suggestion) -> tuple[int, int, str]:
    return one.start, -one.end, one.tag


def _detector(name: str) -> Detector:
    detect: Detector = import_module(f"annotate_tui.detect.{name}").detect
    return detect
