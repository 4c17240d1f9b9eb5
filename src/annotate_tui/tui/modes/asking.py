"""A line that is asked for until it can be taken, and a yes that is asked for once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.line import Line
from annotate_tui.tui.desk import Desk, Lines, sentence_of
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints


class Asking:
    """Asks for a name. ``enter`` takes it; what is refused stays, with the sentence that says why.

    ``escape`` leaves; ``left`` gets the words typed then, so that they can be brought back. ``offers``
    gives what may stand in place of the words typed: tab and shift+tab go through that.
    """

    whole = False

    def __init__(
        self,
        label: str,
        take: Callable[[Desk, str], None],
        text: str = "",
        hint: str = "enter takes it · escape leaves",
        left: Callable[[str], None] | None = None,
        offers: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self._label = label
        self._take = take
        self._line = Line.of(text)
        self._hint = hint
        self._left = left
        self._offers = offers
        self._gone_through: tuple[str, Sequence[str], int] | None = None
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
        elif key in ("tab", "shift+tab") and self._offers is not None:
            self._offer(self._offers, 1 if key == "tab" else -1)
        elif (line := self._line.key(key, character)) is not None:
            self._line, self._gone_through = line, None

    def _offer(self, offers: Callable[[str], Sequence[str]], by: int) -> None:
        """The next offer in the line; behind the last one stands what was typed."""
        typed, found, at = self._gone_through or (self._line.text, None, -1)
        if found is None:
            found = [one for one in offers(typed) if one != typed]
        if not found:
            self._said = "No other value is like that."
            return
        at = (at + 1 + by) % (len(found) + 1) - 1
        self._gone_through = typed, found, at
        self._line = Line.of(typed if at < 0 else found[at])

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes in at the cursor."""
        self._said, self._gone_through = "", None
        self._line = self._line.insert(words)

    def close(self, desk: Desk) -> None:
        """Nothing is done; the words typed are handed on."""
        desk.drop(self)
        if self._left is not None:
            self._left(self._line.text)

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The line with its cursor; below it what the keys do, or why it was refused."""
        hint = self._hint
        if self._gone_through is not None and self._gone_through[2] >= 0:
            _, found, at = self._gone_through
            hint = f"tab {at + 1} of {len(found)} · {hint}"
        told = [(f" {self._said}", "warning")] if self._said else hints(hint)
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
