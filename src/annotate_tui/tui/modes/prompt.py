"""One line to type in, in place of the status line: search, notes, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.line import Line
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints

Kept = Callable[[Desk, str], None]

_CLEARS = frozenset({"backspace", "delete", "ctrl+u", "ctrl+w"})


class Prompt:
    """Asks for one line. ``enter`` and ``escape`` both close it and keep what was typed.

    ``text`` is what stands by now, ``typed`` what was typed for it before and could not be kept.
    ``offers`` are shown one at a time after the cursor, and kept by ``enter`` while nothing has
    been typed; ``tab`` and ``shift+tab`` go through them, or through those that hold what was
    typed; the right arrow takes the one shown into the line, to be changed; backspace refuses it,
    so that nothing is kept.
    """

    whole = False

    def __init__(
        self,
        label: str,
        keep: Kept,
        text: str = "",
        typed: str = "",
        offers: Sequence[str] = (),
        hint: str = "enter and escape keep it",
        kept_on_escape: bool = True,
    ) -> None:
        self._label = label
        self._keep = keep
        self._line = Line.of(typed or text)
        self._before = text
        self._offers = list(offers)
        self._at = 0
        self._taken = False
        self._cleared = False
        self._hint = hint
        self._kept_on_escape = kept_on_escape

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, go through the offers, or close."""
        if key == "enter":
            desk.drop(self)
            chosen = self._line.text or (self._offer() if not self._before else "")
            self._keep(desk, chosen)
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("tab", "shift+tab", "down", "up"):
            self._next_offer(1 if key in ("tab", "down") else -1)
        elif key in ("right", "end") and not self._line.text and self._offer():
            self._line = Line.of(self._offer())
            self._taken = True
        elif key in _CLEARS and not self._line.text and self._offer():
            self._cleared = True
        elif (line := self._line.key(key, character)) is not None:
            self._line = line
            self._at = 0
            self._taken = False

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes in at the cursor."""
        self._line = self._line.insert(words)

    def close(self, desk: Desk) -> None:
        """Keep what was typed; an offer that nobody took is not typed."""
        desk.drop(self)
        typed = self._line.text
        if self._kept_on_escape and (typed != self._before or self._taken or self._cleared):
            self._keep(desk, typed)

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The line with its cursor, and what the keys do."""
        text = self._line.text
        offer = self._offer() if not text and not self._before else ""
        label = f" {self._label} "
        typed = (
            typed_runs(self._line)
            if text or not offer
            else [(offer[:1], "cursor"), (offer[1:], "dim")]
        )
        status: list[Run] = [(label, "title"), *typed]
        found = self._matching()
        told = [self._hint]
        named = [one for one in self._offers if one]
        if named != self._offers and not self._at and not text:
            told.insert(0, f"tab names of other articles ({len(named)})")
        elif len(found) > 1 or (found and (text or self._before)):
            told.insert(0, f"tab {min(self._at, len(found) - 1) + 1} of {len(found)} names")
        elif len(named) == 1:
            told.insert(0, "one name known")
        return status, hints(" · ".join(told))

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the page."""
        return []

    def _matching(self) -> list[str]:
        typed = "" if self._taken else self._line.text.casefold()
        return [o for o in self._offers if typed in o.casefold()]

    def _offer(self) -> str:
        if self._cleared:
            return ""
        return self._offers[self._at] if self._at < len(self._offers) else ""

    def _next_offer(self, step: int) -> None:
        self._cleared = False
        if not self._line.text and not self._before:
            if self._offers:
                self._at = (self._at + step) % len(self._offers)
            return
        found = self._matching()
        if found:
            self._at = (self._at + step) % len(found) if self._taken else 0
            if found[self._at] == self._line.text:
                self._at = (self._at + step) % len(found)
            self._line = Line.of(found[self._at])
            self._taken = True
