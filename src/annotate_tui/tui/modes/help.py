"""Help: every key of the reader, built from the key map and the codebook; those of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotate_tui.model import Tag
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.keymap import Keymap, shown
from annotate_tui.tui.lines import Run

_COLUMN = 14


class Help:
    """A page of keys that scrolls; any other key closes it."""

    whole = True

    def __init__(self, rows: Lines) -> None:
        self._rows = rows
        self._top = 0
        self._height = 1

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Scroll, or close."""
        step = {
            "j": 1, "down": 1, "k": -1, "up": -1,
            "space": self._height, "pagedown": self._height,
            "b": -self._height, "pageup": -self._height,
            "g": -len(self._rows), "home": -len(self._rows),
            "G": len(self._rows), "end": len(self._rows),
        }.get(character if character and character.isalpha() else key)  # fmt: skip
        if step is None:
            self.close(desk)
            return
        self._top = max(0, min(self._top + step, len(self._rows) - self._height))

    def paste(self, _desk: Desk, _words: str) -> None:
        """Nothing to type here."""

    def close(self, desk: Desk) -> None:
        """Back to the text."""
        desk.drop(self)

    def bars(self, _desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """Where in the page, and what the keys do."""
        last = min(len(self._rows), self._top + self._height)
        more = f" · {last} of {len(self._rows)} lines" if last < len(self._rows) else ""
        return [(f" Help{more}", "title")], [(" j k space b scroll · any other key closes", "dim")]

    def lines(self, _desk: Desk, _width: int, height: int) -> Lines:
        """The page from where it was scrolled to."""
        self._height = max(1, height)
        self._top = max(0, min(self._top, len(self._rows) - self._height))
        return self._rows[self._top : self._top + self._height]


def reader_help(keymap: Keymap, tags: Iterable[Tag], key_of: Callable[[Tag], str]) -> Lines:
    """What the reader's keys do, and the tags; ``key_of`` gives the key that tags, or ""."""
    rows: Lines = [
        [("  The selection is always something: select, then act.", "text")],
        [
            (
                "  A mark just made, or reached with tab, is in focus: its edges move in place.",
                "text",
            )
        ],
    ]
    group = ""
    for key in keymap.within("reader"):
        if key.group != group:
            group = key.group
            rows += [[], [(f"  {group}", "heading")]]
        rows.append(_row(shown(key.keys), key.help))
    rows += [[], [("  Tags of the codebook", "heading")]]
    for tag in tags:
        if not tag.archived_at:
            text = tag.path + (f": {tag.description}" if tag.description else "")
            rows.append(_row(key_of(tag) or "t", text))
    return rows


def list_help(keymap: Keymap, context: str, about: str) -> Lines:
    """What the keys of a list do; ``about`` says in a sentence what the list is."""
    rows = [_row(shown(key.keys), key.help) for key in keymap.within(context)]
    return [[(f"  {about}", "text")], [], *rows]


def _row(keys: str, words: str) -> Sequence[Run]:
    return [(f"  {keys:<{_COLUMN}}", "page-key"), (words, "text")]
