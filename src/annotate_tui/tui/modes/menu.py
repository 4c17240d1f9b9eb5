"""The tag menu: enter on a plain selection; a digit, a tag's own key or enter chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.reading.roll import Roll
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.clicks import Clicked, Menu
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, sides
from annotate_tui.tui.modes.tag_words import about, rows_needed
from annotate_tui.tui.status import hints
from annotate_tui.tui.words import quoted

DIGITS = "1234567890"
_INDENT = 2
"""Cells by which a tag stands further in than the one above it."""
_ABOUT = 8
"""Rows at most for what the chosen tag is for."""
_LIST = 3
"""Rows of tags that stay in a low box, whatever is said of them."""
_STEPS = {
    "home": "first-row",
    "end": "last-row",
    "g": "first-row",
    "G": "last-row",
    "pagedown": "list-page-down",
    "pageup": "list-page-up",
}


class TagMenu(Menu):
    """Lists the codebook in the order of its tree: each tag with the key that chooses it, or "".

    What the chosen one is for stands below. ``pick`` goes on with a picker instead.
    """

    whole = False

    def __init__(
        self,
        tags: Sequence[tuple[Tag, str]],
        words: str,
        choose: Callable[[Desk, Tag], None],
        note: Callable[[Desk], None],
        pick: Callable[[Desk], None],
    ) -> None:
        self._tags = tags
        self._names = _indented([tag for tag, _ in tags])
        self._widest = max(map(cell_width, self._names), default=0)
        self._own = {own_key: tag for tag, own_key in reversed(tags) if own_key}
        self._words = words
        self._choose = choose
        self._note = note
        self._pick = pick
        self._roll = Roll().of(len(tags))
        self._room: tuple[int, int] | None = None

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Choose, move, or leave."""
        at, count = self._roll.at, len(self._tags)
        if key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key == "enter":
            self._take(desk, self._tags[at][0])
        elif character and character in DIGITS[:count]:
            self._take(desk, self._tags[DIGITS.index(character)][0])
        elif character and character in self._own:
            self._take(desk, self._own[character])
        elif key in ("down", "j", "tab"):
            self._roll = self._roll.to((at + 1) % count)
        elif key in ("up", "k", "shift+tab"):
            self._roll = self._roll.to((at - 1) % count)
        elif key in _STEPS:
            self._roll = self._roll.move(_STEPS[key]) or self._roll
        elif character == "m":
            desk.drop(self)
            self._note(desk)
        elif character == "t":
            desk.drop(self)
            self._pick(desk)
        else:
            desk.say("A digit, a tag's key or enter chooses; escape leaves.")

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Choose the tag that was clicked; what is said of one is none."""
        if clicked.y < len(self._roll.seen):
            self._take(desk, self._tags[self._roll.top + clicked.y][0])

    def wheel(self, _desk: Desk, rows: int) -> None:
        """Go to a tag further down, or up."""
        self._roll = self._roll.to(self._roll.at + rows)

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
            "a digit or a tag's key · ↑ ↓ enter · t by name · m note · escape leaves"
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """A row a tag: digit, name, description, key; below them what the chosen one is for."""
        if self._room is None or self._room[0] != width:
            self._room = width, rows_needed((tag for tag, _ in self._tags), width, _ABOUT)
        below = min(self._room[1], max(0, height - _LIST))
        self._roll = self._roll.fit(min(height - below, len(self._tags)))
        longest = min(self._widest, max(8, width // 2))
        room = width - longest - 9
        drawn: Lines = []
        for i in self._roll.seen:
            tag, own_key = self._tags[i]
            role = "chosen" if i == self._roll.at else "bar"
            digit = DIGITS[i] if i < len(DIGITS) else " "
            name = crop(self._names[i], longest)
            left: list[Run] = [
                (f"{'❯' if i == self._roll.at else ' '}{digit}  ", role),
                (name, desk.view.ink(role, tag.colour)),
                (" " * (longest - cell_width(name)), role),
                (f"  {crop(tag.description, room)}" if tag.description else "", role),
            ]
            drawn.append(sides(left, [(f"{own_key} ", role)], width, role))
        words = about(self._tags[self._roll.at][0], width, below)
        return [*drawn, *words, *([[]] * (below - len(words)))]

    def _take(self, desk: Desk, tag: Tag) -> None:
        desk.drop(self)
        self._choose(desk, tag)


def _indented(tags: Sequence[Tag]) -> list[str]:
    """Their names, each further in than the tag above it; by its path where that is not listed."""
    depths: dict[str | None, int] = {}
    names = []
    for tag in tags:
        above = depths.get(tag.parent_id)
        depths[tag.id] = 0 if above is None else above + 1
        names.append(tag.path if above is None else f"{' ' * (_INDENT * depths[tag.id])}{tag.name}")
    return names
