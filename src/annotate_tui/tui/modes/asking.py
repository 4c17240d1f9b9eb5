"""A line that is asked for until it can be taken, and a yes that is asked for once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.line import Line
from annotate_tui.tui.desk import Desk, Lines, sentence_of
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints


class Asking:
    """Asks for a name. ``enter`` takes it; what is refused stays, with the sentence that says why.

    ``escape`` leaves; ``left`` gets the words typed then, so that they can be brought back.
    """

    whole = False

    def __init__(
        self,
        label: str,
        take: Callable[[Desk, str], None],
        text: str = "",
        hint: str = "enter takes it · escape leaves",
        left: Callable[[str], None] | None = None,
    ) -> None:
        self._label = label
        self._take = take
        self._line = Line.of(text)
        self._hint = hint
        self._left = left
        self._said = ""

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, take it, or leave."""
        self._said = ""
        if key == "enter":
            try:
                self._take(desk, self._line.text)
            except ValueError as error:
                self._said = sentence_of(error)
            else:
                desk.drop(self)
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        elif (line := self._line.key(key, character)) is not None:
            self._line = line

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes in at the cursor."""
        self._said = ""
        self._line = self._line.insert(words)

    def close(self, desk: Desk) -> None:
        """Nothing is done; the words typed are handed on."""
        desk.drop(self)
        if self._left is not None:
            self._left(self._line.text)

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The line with its cursor; below it what the keys do, or why it was refused."""
        told = [(f" {self._said}", "warning")] if self._said else hints(self._hint)
        return [(f" {self._label} ", "title"), *typed_runs(self._line)], told

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the page."""
        return []


class Confirm:
    """Says what would be done; ``enter`` does it, ``escape`` leaves it. ``rows`` tell more."""

    whole = False

    def __init__(self, words: str, does: str, act: Callable[[Desk], None]) -> None:
        self._words = words
        self._does = does
        self._act = act

    def key(self, desk: Desk, key: str, _character: str | None) -> None:
        """Do it, or leave it."""
        if key == "enter":
            desk.drop(self)
            self._act(desk)
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        else:
            desk.say(f"enter {self._does}; escape leaves all as it is.")

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        desk.say("Pasted text is ignored here.")

    def close(self, desk: Desk) -> None:
        """Nothing is done."""
        desk.drop(self)
        desk.say("Left as it is.")

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What would be done, and the two keys."""
        return [(f" {self._words}", "strong")], hints(
            f"enter {self._does} · escape leaves all as it is"
        )

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the page."""
        return []
