"""A tag picked by typing part of its name or path: what it is for stands below, a new one is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.tui.desk import Desk, Lines, sentence_of
from annotate_tui.tui.lines import Run
from annotate_tui.tui.modes.picker import SHOWN, Choice, Picker
from annotate_tui.tui.modes.tag_words import about, rows_needed
from annotate_tui.tui.words import quoted

_ABOUT = 6
"""Rows at most for what a tag is for."""
_LIST = 3
"""Rows of tags that stay in a low box, whatever is said of them."""


class TagPicker(Picker):
    """Shows the tags that fit what is typed, and below them what the chosen one is for.

    ``create`` takes the path of a tag that is not there yet: a last row offers to make it. What it
    refuses with a sentence leaves the picker open, with the words typed.
    """

    def __init__(
        self,
        label: str,
        tags: Sequence[Tag],
        hint: Callable[[Tag], str],
        take: Callable[[Desk, Tag], None],
        create: Callable[[Desk, str], None] | None = None,
    ) -> None:
        self._tags = {tag.path: tag for tag in tags}
        self._known = {tag.path.casefold() for tag in tags}
        self._create = create
        self._said = ""
        self._room: tuple[int, int] | None = None
        choices = [Choice(tag.path, (tag.name,), hint(tag), _taking(take, tag)) for tag in tags]
        super().__init__(label, choices, "No such tag", self._new if create else None)

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """As in any picker; what was refused is told until the next key."""
        self._said = ""
        super().key(desk, key, character)

    def take(self, desk: Desk, choice: Choice | None) -> None:
        """Take the tag; where it cannot be made, say why and stay."""
        if choice is None or choice.name in self._tags:
            super().take(desk, choice)
            return
        try:
            choice.run(desk)
        except ValueError as error:
            self._said = sentence_of(error)
        else:
            desk.drop(self)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What was typed, and what the keys do, or why the tag cannot be made."""
        status, keys = super().bars(desk)
        return status, [(f" {self._said}", "warning")] if self._said else keys

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The tags, and what the chosen one is for as far as there is room."""
        if self._room is None or self._room[0] != width:
            self._room = width, rows_needed(self._tags.values(), width, _ABOUT)
        below = min(self._room[1], max(0, height - _LIST))
        drawn = super().lines(desk, width, min(SHOWN, height - below))
        found = self._found()
        tag = self._tags.get(found[min(self._at, len(found) - 1)].name) if found else None
        words = about(tag, width, below) if tag is not None else []
        return [*drawn, *words, *([[]] * (below - len(words)))][: max(1, height)]

    def _new(self, typed: str) -> Sequence[Choice]:
        path = "/".join(" ".join(part.split()) for part in typed.split("/")).strip()
        create = self._create
        if create is None or not path or path.casefold() in self._known:
            return ()
        return (Choice(f"new tag {quoted(path)}", (), "", lambda desk: create(desk, path)),)


def _taking(take: Callable[[Desk, Tag], None], tag: Tag) -> Callable[[Desk], None]:
    return lambda desk: take(desk, tag)
