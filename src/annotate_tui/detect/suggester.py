"""Everything that is suggested in one text, stretch by stretch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from annotate_tui.detect.passage import Passage
from annotate_tui.model import Suggestion
from annotate_tui.text.document import Document

STRETCH = 4_000
"""Code points of a stretch, about: it ends with a block."""

Detector = Callable[[Passage], Iterable[Suggestion]]

DETECTORS = ("quotes", "figures", "claims")
"""Modules of this folder, each with a ``detect`` of that shape, loaded when first used."""


class Suggester:
    """The suggestions of one document. Pure and cached: a stretch is worked out once.

    Where a stretch begins depends on the document alone, and what is suggested in it does not depend
    on which stretches were asked for before.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = _stretches(document)
        self._found: dict[int, list[Suggestion]] = {}

    def __len__(self) -> int:
        """How many stretches there are."""
        return len(self._starts)

    def index_at(self, offset: int) -> int:
        """The stretch that holds ``offset`` (the first one before all)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def known(self, index: int) -> bool:
        """Whether that stretch is worked out already, and so is given at once."""
        return index in self._found

    def of(self, index: int) -> list[Suggestion]:
        """The suggestions that begin in that stretch, doubtful ones too, by (start, -end, tag)."""
        found = self._found.get(index)
        if found is None:
            last = index + 1 == len(self._starts)
            end = len(self.document.text) if last else self._starts[index + 1]
            passage = Passage(self.document, self._starts[index], end)
            found = sorted(
                (one for name in DETECTORS for one in _detector(name)(passage)), key=_order
            )
            self._found[index] = found
        return found

    def all(self) -> Iterator[Suggestion]:
        """Those of the whole text, in order, found as one goes."""
        for index in range(len(self)):
            yield from self.of(index)


def _order(one: Suggestion) -> tuple[int, int, str]:
    return one.start, -one.end, one.tag


def _detector(name: str) -> Detector:
    detect: Detector = import_module(f"annotate_tui.detect.{name}").detect
    return detect


def _stretches(document: Document) -> list[int]:
    """Where each stretch begins: at the first block that ends beyond the length of one."""
    found: list[int] = []
    structure = document.structure
    for start, end in zip(structure.starts, structure.ends, strict=True):
        if not found or end - found[-1] > STRETCH:
            found.append(start)
        while end - found[-1] > 4 * STRETCH:
            found.append(found[-1] + 4 * STRETCH)
    return found
