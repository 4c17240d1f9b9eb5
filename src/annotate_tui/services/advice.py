"""The suggestions of the text that is open, those decided left out, worked out bit by bit."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate_tui.detect.passage import BEHIND
from annotate_tui.detect.suggester import KEPT, Suggester
from annotate_tui.model import Mark, Span, Suggestion, Tag
from annotate_tui.services.decisions import Decisions
from annotate_tui.services.fields import fits, is_empty
from annotate_tui.store import Library

if TYPE_CHECKING:
    from annotate_tui.text.document import Document

AHEAD = 50
"""The most stretches that one look for the next or previous suggestion works out."""

_Key = tuple[float, float, str]


class Offer(NamedTuple):
    """A suggestion, and the tag of the codebook that it is kept under."""

    suggestion: Suggestion
    tag: Tag

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.suggestion.span


class _View(NamedTuple):
    open: list[Offer]
    decided: int
    likely: int


@lru_cache(maxsize=2)
def suggester_of(document: Document) -> Suggester:
    """The suggester of a document that is open: what it has worked out serves all who ask."""
    return Suggester(document)


def fields_for(one: Suggestion, tag: Tag) -> dict[str, Any]:
    """Those suggested values that the tag has a field for now that takes them."""
    return fitting(one.fields, tag)


def fitting(values: Mapping[str, Any], tag: Tag) -> dict[str, Any]:
    """Of these values by field name, those that the tag has a field for that takes them."""
    known = {field.name: field for field in tag.all_fields}
    return {
        name: value
        for name, value in values.items()
        if name in known and not is_empty(value) and fits(known[name], value)
    }


class Advice:
    """The suggestions of one text that its coder has not decided.

    Working out is done a stretch at a time (`work`), and what is asked for is answered from what
    is known. After a change of marks, rejections or the codebook call `refresh`, or `kept` and
    `dropped` for a single mark. Methods raise LibraryError where the file fails.
    """

    def __init__(
        self,
        library: Library,
        document: Document,
        text_id: str,
        coder: str | None = None,
        suggester: Suggester | None = None,
    ) -> None:
        self._suggester = suggester or suggester_of(document)
        self._decisions = Decisions(library, text_id, library.coder if coder is None else coder)
        self._views: OrderedDict[int, _View] = OrderedDict()
        known = self._suggester.known
        self._stale = {index for index in range(len(self._suggester)) if known(index)}
        self._decided = self._likely = 0

    def ready(self, span: Span) -> bool:
        """Whether all is worked out that can touch the span."""
        return all(map(self._suggester.known, self._stretches(span)))

    def work(self, near: int) -> bool:
        """Work out one stretch: where the offset ``near`` is, then those behind it, then before it.

        True while there are more that are worth it: of a very long text not all are.
        """
        index = self._suggester.pending(near)
        if index is None:
            return False
        self._view(index)
        return self._suggester.pending(near) is not None

    def between(self, span: Span, doubtful: bool = False) -> list[Offer]:
        """What touches the span, in order; of stretches that are known already.

        With ``doubtful`` also what is not shown unless it is asked for.
        """
        start, end = span.start, max(span.end, span.start + 1)
        return [
            offer
            for index in self._stretches(span)
            if self._suggester.known(index)
            for offer in self._view(index).open
            if offer.suggestion.start < end
            and start < offer.suggestion.end
            and (doubtful or offer.suggestion.likely)
        ]

    def after(self, at: Offer | int, doubtful: bool = False) -> Offer | None:
        """The first one that follows that offer, or begins at or after that offset.

        Works out at most `AHEAD` stretches for it; None where there is none in them.
        """
        key = _key(at)
        indices = range(self._suggester.index_at(int(key[0])), len(self._suggester))
        for index in self._affordable(indices):
            for offer in self._view(index).open:
                if _key(offer) > key and (doubtful or offer.suggestion.likely):
                    return offer
        return None

    def before(self, at: Offer | int, doubtful: bool = False) -> Offer | None:
        """The last one that precedes that offer, or begins before that offset; as `after`."""
        key = _key(at)
        last = min(self._suggester.index_at(int(key[0])), len(self._suggester) - 1)
        for index in self._affordable(range(last, -1, -1)):
            for offer in reversed(self._view(index).open):
                if _key(offer) < key and (doubtful or offer.suggestion.likely):
                    return offer
        return None

    def of(self, index: int) -> list[Offer]:
        """Those that begin in that stretch of the suggester, doubtful ones too, in order."""
        return self._view(index).open

    def all(self, doubtful: bool = False) -> Iterator[Offer]:
        """Those of the whole text, in order, worked out as one goes, however long it is."""
        for index in range(len(self._suggester)):
            for offer in self.of(index):
                if doubtful or offer.suggestion.likely:
                    yield offer

    @property
    def decided(self) -> tuple[int, int]:
        """How many of the likely ones are decided, and how many there are; of what is known."""
        for index in list(self._stale):
            if self._suggester.known(index):
                self._view(index)
        self._stale.clear()
        return self._decided, self._likely

    def refresh(self) -> None:
        """Take in what was written to the library since; costs what that was."""
        changed = self._decisions.refresh()
        if changed is None:
            self._stale.update(self._views)
            self._forget(list(self._views))
        else:
            self._forget_near(changed)

    def kept(self, mark: Mark) -> None:
        """A mark was made or changed; `refresh` finds that too."""
        self._forget_near(self._decisions.kept(mark))

    def dropped(self, mark_id: str) -> None:
        """A mark was removed; `refresh` finds that too."""
        self._forget_near(self._decisions.dropped(mark_id))

    def _stretches(self, span: Span) -> range:
        """Those in which what touches the span can begin."""
        first = self._suggester.index_at(max(0, span.start - BEHIND))
        last = self._suggester.index_at(max(span.start, span.end - 1))
        return range(first, last + 1) if len(self._suggester) else range(0)

    def _affordable(self, indices: Iterable[int]) -> Iterator[int]:
        left = AHEAD
        for index in indices:
            if not self._suggester.known(index):
                if not left:
                    return
                left -= 1
            yield index

    def _forget_near(self, spans: Iterable[Span]) -> None:
        for span in spans:
            indices = [index for index in self._stretches(span) if index in self._views]
            self._stale.update(indices)
            self._forget(indices)

    def _forget(self, indices: Iterable[int]) -> None:
        for index in indices:
            view = self._views.pop(index, None)
            if view is not None:
                self._decided -= view.decided
                self._likely -= view.likely

    def _view(self, index: int) -> _View:
        view = self._views.get(index)
        if view is None:
            view = self._views[index] = self._look(index)
            self._stale.discard(index)
            self._decided += view.decided
            self._likely += view.likely
            if len(self._views) > KEPT:
                self._forget([next(iter(self._views))])
        else:
            self._views.move_to_end(index)
        return view

    def _look(self, index: int) -> _View:
        offers: dict[tuple[int, int, str], Offer] = {}
        for one in self._suggester.of(index):
            tag = self._decisions.tags.get(one.tag)
            if tag is not None:
                place = (one.start, one.end, one.tag)
                other = offers.get(place)
                if other is None or other.suggestion.score < one.score:
                    offers[place] = Offer(one, tag)
        decided = self._decisions.is_decided
        open_ = [offer for offer in offers.values() if not decided(*offer)]
        likely = sum(offer.suggestion.likely for offer in offers.values())
        return _View(open_, likely - sum(o.suggestion.likely for o in open_), likely)


def _key(at: Offer | int) -> _Key:
    if isinstance(at, Offer):
        return at.suggestion.start, -at.suggestion.end, at.suggestion.tag
    return at, -math.inf, ""
