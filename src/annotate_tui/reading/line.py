"""One line being typed: text and cursor, a key in, the next line out. No screen, no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


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
        clean = "".join(
            " " if c in "\n\r\t" else c for c in typed if c in "\n\r\t" or c.isprintable()
        )
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
        if character is not None and character.isprintable():
            return self.insert(character)
        return None

    def _cut(self, start: int, end: int) -> Line:
        return Line(self.text[:start] + self.text[end:], start)

    def _word_start(self) -> int:
        before = self.text[: self.cursor].rstrip()
        return before.rfind(" ") + 1


_EDITS: dict[str, Callable[[Line], Line]] = {
    "left": lambda line: Line(line.text, max(0, line.cursor - 1)),
    "right": lambda line: Line(line.text, min(len(line.text), line.cursor + 1)),
    "home": lambda line: Line(line.text, 0),
    "end": lambda line: Line(line.text, len(line.text)),
    "backspace": lambda line: line._cut(max(0, line.cursor - 1), line.cursor),
    "delete": lambda line: line._cut(line.cursor, line.cursor + 1),
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
