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


_Folded = tuple[int, Choice, tuple[str, ...]]
"""A choice with its place and its names, case folded."""


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
        self._folded = [
            (i, choice, tuple(name.casefold() for name in (choice.name, *choice.words)))
            for i, choice in enumerate(choices)
        ]
        self._left: tuple[str, list[_Folded]] = ("", self._folded)
        self._shown: tuple[str, list[Choice]] | None = None
        self._none = none
        self._line = Line()
        self._at = self._first = 0
        self._rows = SHOWN

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, move, take the choice with enter, leave with escape."""
        found = self._found()
        if key == "enter":
            self.take(desk, found[min(self._at, len(found) - 1)] if found else None)
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("down", "tab", "ctrl+n"):
            self._at = (self._at + 1) % max(1, len(found))
        elif key in ("up", "shift+tab", "ctrl+p"):
            self._at = (self._at - 1) % max(1, len(found))
        elif (line := self._line.key(key, character)) is not None:
            self._line, self._at = line, 0

    def take(self, desk: Desk, choice: Choice | None) -> None:
        """Do what was chosen; None where nothing is found."""
        desk.drop(self)
        if choice is not None:
            choice.run(desk)
        else:
            desk.say(f"{self._none}: {self._line.text}")

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Take the choice that was clicked; below the last one nothing."""
        if self._first + clicked.y < len(self._found()) and clicked.y < self._rows:
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
        rows = self._rows = max(1, min(SHOWN, height, len(found)))
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
        text = self._line.text
        if self._shown is None or self._shown[0] != text:
            self._shown = text, self._find(text)
        return self._shown[1]

    def _find(self, text: str) -> list[Choice]:
        typed = text.casefold()
        parts, whole = typed.split(), " ".join(typed.split())
        before, left = self._left
        # What goes on from before can only leave out more.
        among = left if typed.startswith(before) else self._folded
        left = [f for f in among if all(any(part in name for name in f[2]) for part in parts)]
        self._left = typed, left
        ranked = sorted(left, key=lambda f: (_rank(whole, f[2]), f[0])) if parts else left
        found = [choice for _, choice, _ in ranked]
        if self._more is not None and self._asked[0] != text:
            self._asked = text, self._more(text)
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
