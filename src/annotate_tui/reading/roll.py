"""A list of any length, seen through a window: which row is chosen, which rows are in view."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Roll:
    """Row ``at`` of ``count`` is chosen; ``height`` rows are in view from ``top`` on, all from 0.

    ``at`` is 0 in an empty list.
    """

    count: int = 0
    at: int = 0
    top: int = 0
    height: int = 1

    @property
    def seen(self) -> range:
        """The rows in view."""
        return range(self.top, min(self.count, self.top + self.height))

    def move(self, action_id: str) -> Roll | None:
        """The list after one of the motions of all lists; None for what is no motion."""
        steps = {
            "next-row": 1,
            "previous-row": -1,
            "list-page-down": self.height,
            "list-page-up": -self.height,
            "first-row": -self.count,
            "last-row": self.count,
        }
        step = steps.get(action_id)
        return None if step is None else self.to(self.at + step)

    def to(self, at: int) -> Roll:
        """Another row chosen, the nearest there is; the window follows no further than it must."""
        at = max(0, min(self.count - 1, at))
        top = min(at, max(self.top, at - self.height + 1))
        return replace(self, at=at, top=max(0, min(top, self.count - self.height)))

    def scrolled(self, rows: int) -> Roll:
        """The window moved by so many rows; the chosen one stays in view."""
        top = max(0, min(self.top + rows, self.count - self.height))
        return replace(self, top=top, at=max(top, min(self.at, top + self.height - 1)))

    def fit(self, height: int) -> Roll:
        """The same list in a window of that height, at least 1."""
        return replace(self, height=max(1, height)).to(self.at)

    def of(self, count: int, at: int | None = None) -> Roll:
        """The same window on a list of another length."""
        return replace(self, count=count).to(self.at if at is None else at)
