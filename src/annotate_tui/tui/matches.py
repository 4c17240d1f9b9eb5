"""Stretches that are lit in the text, as the pane asks for them row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.reading.finding import Search


class Matches:
    """Matches in sight, in order; ``of`` is what they are the matches of."""

    def __init__(self, spans: Sequence[Span], of: tuple[Search | None, Span] | None = None) -> None:
        self.spans = spans
        self.of = of
        self._starts = [span.start for span in spans]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def touching(self, start: int, end: int) -> list[Span]:
        """Those that touch the stretch ``[start, end)``."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        return [span for span in self.spans[low:high] if span.end > start]


class Changed(Matches):
    """Words that are in one version of the text alone, and places at which the other one has more.

    ``places`` are offsets in order.
    """

    def __init__(self, spans: Sequence[Span], places: Sequence[int]) -> None:
        super().__init__(spans)
        self.places = places

    def has_place(self, start: int, end: int) -> bool:
        """Whether one of the places is in the stretch ``[start, end)``."""
        at = bisect_left(self.places, start)
        return at < len(self.places) and self.places[at] < end
