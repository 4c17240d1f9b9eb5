"""What the reader holds between two keys: the selection, how it grew, and the mark in focus."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotate_tui.model import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The selection ``[start, end)`` in code points, never empty in a text with words.

    ``right`` tells which edge is the active one; ``unit`` names what was selected in a reader's
    words; ``trail`` holds the selections that ``+`` grew from, the oldest first; ``focus`` is
    the id of the mark whose edges move; ``said`` is one sentence for a key that did nothing or
    that has more to tell, else "".
    """

    start: int
    end: int
    right: bool = True
    unit: str = "sentence"
    trail: tuple[tuple[Span, str], ...] = ()
    focus: str | None = None
    said: str = ""

    @property
    def span(self) -> Span:
        """The selection."""
        return Span(self.start, self.end)

    def select(self, span: Span | tuple[int, int], unit: str, said: str = "") -> Reading:
        """Another selection: right edge active, nothing in focus, nothing to shrink to."""
        return Reading(span[0], span[1], unit=unit, said=said)

    def say(self, said: str) -> Reading:
        """The same state with something to tell."""
        return replace(self, said=said)
