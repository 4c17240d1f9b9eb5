"""A list narrowed by typing: pick a tag, a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate_tui.reading.line import Line
from annotate_tui.tui.clicks import Clicked, Menu
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, sides, typed_runs
from annotate_tui.tui.status import hints

SHOWN = 10
"""Rows of choices at most."""


class Choice(NamedTuple):
    """One thing to pick: its name, other words that find it, a hint at the right, what it does."""

    name: str
    words: tuple[str, ...]
    hint: str
    run: Callable[[Desk], None]


class Picker(Menu):
    """Shows the choices whose name or words hold everything typed, the best first."""

    whole = False

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice],
        none: str,
        more: Callable[[str], Sequence[Choice]] | None = None,
    ) -> None:
        """``more`` gives choices for what is typed that are too many to be listed beforehand."""
        self._label = label
        self._more = more
        self._asked: tuple[str, Sequence[Choice]] = ("", ())
        self._choices = choices
        self._none = none
        self._line = Line()
        self._at = self._first = 0

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, move, take the choice with enter, leave with escape."""
        found = self._found()
        if key == "enter":
            desk.drop(self)
            if found:
                found[min(self._at, len(found) - 1)].run(desk)
            else:
                desk.say(f"{self._none}: {self._line.text}")
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("down", "tab", "ctrl+n"):
            self._at = (self._at + 1) % max(1, len(found))
        elif key in ("up", "shift+tab", "ctrl+p"):
            self._at = (self._at - 1) % max(1, len(found))
        elif (line := self._line.key(key, character)) is not None:
            self._line, self._at = line, 0

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Take the choice that was clicked."""
        if self._found():
            self._at = self._first + clicked.y
            self.key(desk, "enter", None)

    def wheel(self, _desk: Desk, rows: int) -> None:
        """Go to a choice further down, or up."""
        self._at = max(0, min(self._at + rows, len(self._found()) - 1))

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes in at the cursor."""
        self._line, self._at = self._line.insert(words), 0

    def close(self, desk: Desk) -> None:
        """Pick nothing."""
        desk.drop(self)

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What was typed, and what the keys do."""
        return [(f" {self._label} ", "title"), *typed_runs(self._line)], hints(
            "type part of the name · ↑ ↓ move · enter takes it · escape leaves"
        )

    def lines(self, _desk: Desk, width: int, height: int) -> Lines:
        """The choices, the chosen one lit; the window follows it."""
        found = self._found()
        if not found:
            return [[(f"   {self._none}", "dim")]]
        rows = max(1, min(SHOWN, height, len(found)))
        at = min(self._at, len(found) - 1)
        first = max(0, min(at - rows // 2, len(found) - rows))
        self._first = first
        drawn: Lines = []
        for i in range(first, first + rows):
            role = "chosen" if i == at else "bar"
            left: list[Run] = [(" ❯ " if i == at else "   ", role), (found[i].name, role)]
            right: list[Run] = [(found[i].hint + " ", role if i == at else "dim")]
            drawn.append(sides(left, right, width, role))
        return drawn

    def _found(self) -> list[Choice]:
        typed = self._line.text.casefold().split()
        scored: list[tuple[int, int, Choice]] = []
        for i, choice in enumerate(self._choices):
            names = (choice.name.casefold(), *(w.casefold() for w in choice.words))
            if all(any(part in name for name in names) for part in typed):
                scored.append((_rank(" ".join(typed), names), i, choice))
        found = [choice for _, _, choice in sorted(scored, key=lambda s: s[:2])]
        if self._more is not None and self._asked[0] != self._line.text:
            self._asked = self._line.text, self._more(self._line.text)
        return found + list(self._asked[1])


def _rank(typed: str, names: Sequence[str]) -> int:
    """How well a choice fits, 0 best: what is seen (the first name) counts before other words."""
    seen = names[0]
    fits = (
        typed in names,
        seen.startswith(typed),
        f" {typed}" in seen,
        any(name.startswith(typed) for name in names),
    )
    return next((rank for rank, fit in enumerate(fits) if fit), len(fits))
