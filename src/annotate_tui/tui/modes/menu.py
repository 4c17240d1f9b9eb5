"""The tag menu: enter on a plain selection; a digit, a tag's own key or enter chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.clicks import Clicked, Menu
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, sides
from annotate_tui.tui.status import hints
from annotate_tui.tui.words import quoted

DIGITS = "1234567890"


class TagMenu(Menu):
    """Lists the codebook in its order: each tag with the key that chooses it, or ""."""

    whole = False

    def __init__(
        self,
        tags: Sequence[tuple[Tag, str]],
        words: str,
        choose: Callable[[Desk, Tag], None],
        note: Callable[[Desk], None],
    ) -> None:
        self._tags = tags
        self._words = words
        self._choose = choose
        self._note = note
        self._at = self._first = 0

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Choose, move, or leave."""
        if key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("down", "j", "tab"):
            self._at = (self._at + 1) % len(self._tags)
        elif key in ("up", "k", "shift+tab"):
            self._at = (self._at - 1) % len(self._tags)
        elif key == "enter":
            self._take(desk, self._tags[self._at][0])
        elif character and character in DIGITS[: len(self._tags)]:
            self._take(desk, self._tags[DIGITS.index(character)][0])
        elif character == "m":
            desk.drop(self)
            self._note(desk)
        else:
            for tag, own_key in self._tags:
                if own_key and own_key == character:
                    self._take(desk, tag)
                    return
            desk.say("A digit, a tag's key or enter chooses; escape leaves.")

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Choose the tag that was clicked."""
        self._take(desk, self._tags[self._first + clicked.y][0])

    def wheel(self, _desk: Desk, rows: int) -> None:
        """Go to a tag further down, or up."""
        self._at = max(0, min(self._at + rows, len(self._tags) - 1))

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        desk.say("Pasted text is ignored here.")

    def close(self, desk: Desk) -> None:
        """Choose nothing."""
        desk.drop(self)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What is about to be tagged."""
        said = desk.said or f"Tag {quoted(self._words)}"
        return [(f" {said}", "strong")], hints(
            "a digit or the tag's key chooses · ↑ ↓ enter · m note · escape leaves"
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """A row a tag: digit, name, description, key."""
        rows = max(1, min(height, len(self._tags)))
        first = max(0, min(self._at - rows // 2, len(self._tags) - rows))
        self._first = first
        drawn: Lines = []
        longest = max(cell_width(tag.path) for tag, _ in self._tags)
        room = width - longest - 9
        for i in range(first, first + rows):
            tag, own_key = self._tags[i]
            role = "chosen" if i == self._at else "bar"
            digit = DIGITS[i] if i < len(DIGITS) else " "
            left: list[Run] = [
                (f"{'❯' if i == self._at else ' '}{digit}  ", role),
                (tag.path, desk.view.ink(role, tag.colour)),
                (" " * (longest - cell_width(tag.path)), role),
                (f"  {crop(tag.description, room)}" if tag.description else "", role),
            ]
            drawn.append(sides(left, [(f"{own_key} ", role)], width, role))
        return drawn

    def _take(self, desk: Desk, tag: Tag) -> None:
        desk.drop(self)
        self._choose(desk, tag)
