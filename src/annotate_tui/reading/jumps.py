"""Where reading came from: the places that jumps have left, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annotate_tui.model import Span

LIMIT = 100
"""Places kept; the oldest go first."""


class Stop(NamedTuple):
    """A place that was left: ``[start, end)`` in code points of one text of an article."""

    article_id: str
    text_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Jumps:
    """The places behind, the oldest first, and those ahead, the nearest last.

    As in a browser: whoever goes somewhere new after going back loses what was ahead.
    """

    behind: tuple[Stop, ...] = ()
    ahead: tuple[Stop, ...] = ()

    def left(self, here: Stop) -> Jumps:
        """A jump to somewhere new has left ``here``."""
        behind = self.behind if self.behind[-1:] == (here,) else (*self.behind, here)
        return Jumps(behind[-LIMIT:])

    def back(self, here: Stop) -> tuple[Jumps, Stop | None]:
        """Leave ``here`` for the place before it; None, and nothing changes, where there is none."""
        behind = _without(self.behind, here)
        if not behind:
            return self, None
        return Jumps(behind[:-1], (*_without(self.ahead, here), here)), behind[-1]

    def forward(self, here: Stop) -> tuple[Jumps, Stop | None]:
        """Leave ``here`` for the place that `back` came from; None where there is none."""
        ahead = _without(self.ahead, here)
        if not ahead:
            return self, None
        return Jumps((*_without(self.behind, here), here)[-LIMIT:], ahead[:-1]), ahead[-1]

    def without(self, article_id: str) -> Jumps:
        """No place of that article: it is gone."""
        stay = [
            [s for s in stops if s.article_id != article_id] for stops in (self.behind, self.ahead)
        ]
        return Jumps(tuple(stay[0]), tuple(stay[1]))


def is_far(to: int, seen: Span, windows: int = 0) -> bool:
    """Whether ``to`` lies outside the text ``seen``, and more than so many windows outside."""
    around = windows * (seen.end - seen.start)
    return not seen.start - around <= to < max(seen.end, seen.start + 1) + around


def _without(stops: tuple[Stop, ...], here: Stop) -> tuple[Stop, ...]:
    """The stops without those at the end that lead nowhere else."""
    while stops and stops[-1] == here:
        stops = stops[:-1]
    return stops
