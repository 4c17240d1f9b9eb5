"""What a mode may answer to the mouse, and the answer of every list that is a roll of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

from annotate_tui.reading.roll import Roll
from annotate_tui.tui.desk import Desk


class Clicked(NamedTuple):
    """A click on row ``y`` of the ``rows`` that a mode has drawn, in cell ``x``; all from 0.

    ``again`` is whether the click before it was on the same row: the second one opens.
    """

    y: int
    x: int
    rows: int
    again: bool


@runtime_checkable
class Clickable(Protocol):
    """A mode that takes clicks on its rows."""

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Take a click on one of the rows."""


@runtime_checkable
class Wheeled(Protocol):
    """A mode whose rows can be more than are in view."""

    def wheel(self, desk: Desk, rows: int) -> None:
        """Scroll down by so many rows, up if negative."""


class Menu:
    """A mode that goes at a click beside it. Where words are typed, a stray click ends nothing."""


class Reads:
    """A mode in which one goes on reading: clicks in the text select there as in the reader."""


class Rolled:
    """The mouse in a list: a click chooses the row, a second one opens it, the wheel scrolls.

    For a mode with its rows in ``_roll``, drawn last. Where heads stand between them, ``_numbers``
    holds the number of each row drawn, None for a head. ``opens`` is the id of the action that
    opens a row. A list that does more than choosing overrides `choose`.
    """

    opens = ""
    _roll: Roll
    _numbers: Sequence[int | None] = ()
    _typing: object = None
    key: Callable[..., Any]

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Choose the row; open it at the second click."""
        self.rest(desk)
        at = self.row_at(clicked)
        if at is None:
            return
        if not clicked.again or at != self._roll.at:
            self.choose(desk, self._roll.to(at))
            return
        desk.keymap.chosen = self.opens
        try:
            self.key(desk, "", None)
        finally:
            desk.keymap.chosen = ""

    def wheel(self, desk: Desk, rows: int) -> None:
        """Scroll; a chosen row that goes out of view hands on to the next one."""
        self.choose(desk, self._roll.scrolled(rows))

    def row_at(self, clicked: Clicked) -> int | None:
        """The number of the row that was clicked; None on a heading and below the last."""
        numbers = self._numbers or self._roll.seen
        at = clicked.y - (clicked.rows - len(numbers))
        return numbers[at] if 0 <= at < len(numbers) else None

    def choose(self, desk: Desk, roll: Roll) -> None:
        """Another row is chosen."""
        self._roll = roll

    def rest(self, desk: Desk) -> None:
        """The mouse is used elsewhere: what is being typed to filter by is taken."""
        if self._typing is not None:
            self.key(desk, "enter", None)
