"""One line being typed: text and cursor, a key in, the next line out. No screen, no widget."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from annotate_tui.text.cells import next_grapheme, previous_grapheme

_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


@dataclass(frozen=True, slots=True)
class Line:
    """What has been typed and where the cursor stands, in code points from the start."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, text: str) -> Line:
        """A line with the cursor at its end."""
        return cls(text, len(text))

    def insert(self, typed: str) -> Line:
        """Typed or pasted text at the cursor; line breaks and tabs become spaces, controls go."""
        typed = typed.replace("\r\n", "\n")
        clean = "".join(" " if c in _BREAKS else c for c in typed if c in _BREAKS or _is_text(c))
        return Line(
            self.text[: self.cursor] + clean + self.text[self.cursor :], self.cursor + len(clean)
        )

    def key(self, key: str, character: str | None) -> Line | None:
        """The line after a key, or None for a key that a line does not take.

        Understands the arrows, home and end, backspace and delete, and the shell's ctrl+a, e, b, f,
        u, k, w, d and h.
        """
        edit = _EDITS.get(key)
        if edit is not None:
            return edit(self)
        if character and all(map(_is_text, character)):
            return self.insert(character)
        return None

    def _cut(self, start: int, end: int) -> Line:
        return Line(self.text[:start] + self.text[end:], start)

    def _word_start(self) -> int:
        at = len(self.text[: self.cursor].rstrip())
        while at > 0 and not self.text[at - 1].isspace():
            at -= 1
        return at

    def _left(self) -> int:
        return previous_grapheme(self.text, self.cursor, 0)

    def _right(self) -> int:
        return next_grapheme(self.text, self.cursor, len(self.text))


def _is_text(character: str) -> bool:
    """Whether a character belongs in a line: what is seen, spaces of any width, joiners of emoji
    and of scripts that join letters; nothing that steers a terminal or turns the direction.
    """
    return (
        character.isprintable()
        or unicodedata.category(character) == "Zs"
        or character in _JOINERS
        or "\U000e0020" <= character <= "\U000e007f"
    )


_EDITS: dict[str, Callable[[Line], Line]] = {
    "left": lambda line: Line(line.text, line._left()),
    "right": lambda line: Line(line.text, line._right()),
    "home": lambda line: Line(line.text, 0),
    "end": lambda line: Line(line.text, len(line.text)),
    "backspace": lambda line: line._cut(line._left(), line.cursor),
    "delete": lambda line: line._cut(line.cursor, line._right()),
    "ctrl+u": lambda line: line._cut(0, line.cursor),
    "ctrl+k": lambda line: line._cut(line.cursor, len(line.text)),
    "ctrl+w": lambda line: line._cut(line._word_start(), line.cursor),
}
_EDITS |= {
    "ctrl+a": _EDITS["home"],
    "ctrl+e": _EDITS["end"],
    "ctrl+b": _EDITS["left"],
    "ctrl+f": _EDITS["right"],
    "ctrl+h": _EDITS["backspace"],
    "ctrl+d": _EDITS["delete"],
}
