"""The matches of a search that are in sight, as the pane asks for them row by row."""

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
