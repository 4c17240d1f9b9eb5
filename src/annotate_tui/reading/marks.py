"""Questions about the marks of the open text: what stands here, which comes next.

Of all marks only the places are held, in the order (start, -end, tag position, id); a whole mark
is fetched when it is asked for. So a text with 10,000 marks opens as fast as one with ten.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

from annotate_tui.model import Mark, Span, Spot
from annotate_tui.reading.whose import Meant, meant

Fetch = Callable[[Sequence[str]], Iterable[Mark]]
"""Gives the marks with these ids; one that is gone is left out."""

_BLOCK = 128
"""Marks whose furthest end is kept as one number, so that a look at a place skips the rest."""
_FEW = 64
"""Changes up to which each is put in its place; more are sorted in."""


def spot_of(mark: Mark, position: int = 0) -> Spot:
    """The place of a mark whose tag has that position in the codebook."""
    return Spot(mark.start, mark.end, mark.id, mark.annotation.tag_id, position)


def order(spot: Spot) -> tuple[int, int, bool, int, str]:
    """The key by which marks are in order."""
    return spot.start, -spot.end, spot.tag_id is None, spot.position, spot.id


def nearest(spots: Sequence[Spot], span: Span) -> int | None:
    """The index of the spot nearest to a span: the first that begins in it, else the smallest that
    reaches into it, else the one with fewer code points between. None without any.
    """
    after = bisect_left(spots, span.start, key=_start)
    if after < len(spots) and spots[after].start < span.end:
        return after
    over = [i for i in range(max(0, after - _BLOCK), after) if spots[i].end > span.start]
    if over:
        return min(over, key=lambda i: spots[i].end - spots[i].start)
    if after == 0:
        return 0 if spots else None
    gap_before = span.start - spots[after - 1].end
    further = after == len(spots) or gap_before <= spots[after].start - span.end
    return after - 1 if further else after


class MarkIndex:
    """The marks of one text. It does not change: `changed` gives another one.

    ``spots`` are the places of all marks in order; ``fetch`` gives whole marks.
    """

    def __init__(self, spots: Sequence[Spot] = (), fetch: Fetch | None = None) -> None:
        self.spots = list(spots)
        self._fetch: Fetch = fetch or (lambda _ids: ())
        self._ids = {spot[2]: spot for spot in self.spots}
        self._known: dict[str, Mark] = {}
        self._measure()

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> MarkIndex:
        """The index of marks that are all at hand, in order; no tag comes before another."""
        index = cls([spot_of(mark) for mark in marks])
        index._known = {mark.id: mark for mark in marks}
        return index

    def __len__(self) -> int:
        """How many marks there are."""
        return len(self.spots)

    @property
    def marks(self) -> list[Mark]:
        """Every mark in order: all of them are fetched."""
        return self.take(self.spots)

    def __contains__(self, mark_id: str) -> bool:
        """Whether a mark with that id stands here."""
        return mark_id in self._ids

    def changed(
        self, gone: Collection[str], put: Iterable[tuple[Mark, int]], fetch: Fetch | None = None
    ) -> MarkIndex:
        """The index without the marks ``gone`` and with those ``put``, each with its tag's position,
        also in place of what was known of it.
        """
        after = MarkIndex.__new__(MarkIndex)
        after.spots, after._ids = self.spots.copy(), self._ids.copy()
        after._known, after._fetch = self._known.copy(), fetch or self._fetch
        new = {mark.id: (mark, spot_of(mark, position)) for mark, position in put}
        out = [spot for name in {*gone, *new} if (spot := after._ids.pop(name, None)) is not None]
        for spot in out:
            after._known.pop(spot.id, None)
        if len(out) + len(new) > _FEW:
            left_out = {spot.id for spot in out}
            after.spots = [spot for spot in after.spots if spot.id not in left_out]
            after.spots = sorted([*after.spots, *(spot for _, spot in new.values())], key=order)
        else:
            for spot in out:
                del after.spots[bisect_left(after.spots, order(spot), key=order)]
            for _, spot in new.values():
                after.spots.insert(bisect_left(after.spots, order(spot), key=order), spot)
        for mark, spot in new.values():
            after._ids[spot.id] = spot
            after._known[spot.id] = mark
        after._measure()
        return after

    def _measure(self) -> None:
        ends = [spot[1] for spot in self.spots]
        self._reach = [max(ends[i : i + _BLOCK]) for i in range(0, len(ends), _BLOCK)]

    # Whole marks

    def take(self, spots: Sequence[Spot]) -> list[Mark]:
        """The marks that stand at these spots; those that cannot be had are left out."""
        known = self._known
        missing = [spot.id for spot in spots if spot.id not in known]
        if missing:
            for mark in self._fetch(missing):
                known[mark.id] = mark
        return [known[spot.id] for spot in spots if spot.id in known]

    def get(self, mark_id: str | None) -> Mark | None:
        """The mark with that id, or None."""
        spot = self._ids.get(mark_id or "")
        return next(iter(self.take([spot])), None) if spot else None

    # Places

    def spot(self, mark_id: str) -> Spot | None:
        """Where the mark with that id stands, or None."""
        return self._ids.get(mark_id)

    def index_of(self, mark_id: str | None) -> int | None:
        """The index of the mark with that id, or None."""
        spot = self._ids.get(mark_id or "")
        return None if spot is None else bisect_left(self.spots, order(spot), key=order)

    def spots_touching(self, start: int, end: int) -> list[Spot]:
        """The places of the marks that share a code point with ``[start, end)``, in order."""
        stop = bisect_left(self.spots, end, key=_start)
        found: list[Spot] = []
        for block, reach in enumerate(self._reach[: -(-stop // _BLOCK)]):
            if reach > start:
                first = block * _BLOCK
                part = self.spots[first : min(stop, first + _BLOCK)]
                found += [spot for spot in part if spot[1] > start]
        return found

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``[start, end)``, in order."""
        return self.take(self.spots_touching(start, end))

    def with_words(self, span: Span) -> list[Mark]:
        """The marks on exactly these words, in order."""
        first = bisect_left(self.spots, span.start, key=_start)
        last = bisect_right(self.spots, span.start, key=_start)
        return self.take([spot for spot in self.spots[first:last] if spot.end == span.end])

    def covering(self, span: Span) -> list[Mark]:
        """The marks that cover a span whole, in order."""
        return self.take(
            [
                spot
                for spot in self.spots_touching(span.start, span.end)
                if spot.start <= span.start and span.end <= spot.end
            ]
        )

    def meant(self, focus: str | None, span: Span, me: str) -> Meant:
        """The mark that a key of the coder ``me`` means: see the module `whose`."""
        focused = self.get(focus)
        return meant(() if focused is not None else self.covering(span), focused, span, me)

    def after(self, focus: str | None, span: Span) -> Mark | None:
        """The next mark: an unfocused one at the selection first; None after the last."""
        index = self.index_of(focus)
        if index is not None:
            return self._at(index + 1)
        touching = self.spots_touching(span.start, span.end)
        if touching:
            return self.get(touching[0].id)
        return self._at(bisect_left(self.spots, span.start, key=_start))

    def before(self, focus: str | None, span: Span) -> Mark | None:
        """The mark before: an unfocused one at the selection first; None before the first."""
        index = self.index_of(focus)
        if index is not None:
            return self._at(index - 1)
        touching = self.spots_touching(span.start, span.end)
        if touching:
            return self.get(touching[-1].id)
        return self._at(bisect_left(self.spots, span.start, key=_start) - 1)

    def behind(self, span: Span) -> Mark | None:
        """The first mark that comes after one on that span would; None after the last."""
        return self._at(bisect_right(self.spots, (span.start, -span.end), key=_place))

    def ahead(self, span: Span) -> Mark | None:
        """The last mark that comes before what begins after marks on that span; None before any."""
        return self._at(bisect_right(self.spots, (span.start, -span.end), key=_place) - 1)

    def _at(self, index: int) -> Mark | None:
        return self.get(self.spots[index].id) if 0 <= index < len(self.spots) else None


def _place(spot: Spot) -> tuple[int, int]:
    return spot[0], -spot[1]


def _start(spot: Spot) -> int:
    return spot[0]
