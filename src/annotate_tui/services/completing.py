"""Words that were entered before, offered while a row is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotate_tui.reading.line import Line

Known = Callable[[str, str], Sequence[str]]
"""Gives the values that a field (the first) may have, likeliest first, among them those that what is
typed (the second) may begin."""


def matching(typed: str, known: Iterable[str]) -> list[str]:
    """Which of the known values complete what is typed: those that begin with it come first, then
    those of which a later word does. In their order, without doubles; case is not asked.
    """
    low = typed.casefold()
    first: dict[str, None] = {}
    later: dict[str, None] = {}
    for value in known:
        folded = value.casefold()
        if folded.startswith(low):
            first[value] = None
        elif f" {low}" in folded:
            later[value] = None
    return [*first, *(value for value in later if value not in first)]


class Completion:
    """What completes one row after the other; `reset` with each.

    An offer is no part of the line before somebody takes it.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: tuple[str, str, list[str]] | None = None
        self._cycled: tuple[str, int] | None = None
        self._open = False

    def reset(self) -> None:
        """Another row: what stands in it is not being typed."""
        self._found = self._cycled = None
        self._open = False

    def typed(self) -> None:
        """Something was typed: it may be completed."""
        self._cycled = None
        self._open = True

    def refuse(self) -> None:
        """No offer until something is typed again."""
        self._open = False

    def offer(self, name: str, line: Line) -> str:
        """What completes the words just typed for a field; "" without.

        Nothing where they are known as they stand, or the cursor is not behind them.
        """
        typed = line.text
        if not self._open or not typed.strip() or line.cursor < len(typed):
            return ""
        found = self._offers(name, typed)
        return "" if typed in found else next(iter(found), "")

    def hint(self, name: str) -> str:
        """What an empty row may be filled with by a key of its own; "" without."""
        return next(iter(self._offers(name, "")), "")

    def cycle(self, name: str, line: Line, by: int) -> tuple[Line, str]:
        """The line with the next offer, or the one before, in it, and which of how many it is.

        Behind the last one, what was typed stands there again.
        """
        typed, at = self._cycled or (line.text, -1)
        found = [one for one in self._offers(name, typed) if one != typed]
        self._open = False
        if not found:
            return line, "Nothing like that was entered before."
        at = (at + 1 + by) % (len(found) + 1) - 1
        self._cycled = (typed, at)
        if at < 0:
            return Line.of(typed), ""
        return Line.of(found[at]), f"{at + 1} of {len(found)} offers"

    def _offers(self, name: str, typed: str) -> list[str]:
        if self._found is None or self._found[:2] != (name, typed):
            known = self._known(name, typed)
            self._found = (name, typed, matching(typed, known) if typed else list(known))
        return self._found[2]
