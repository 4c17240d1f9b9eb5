"""The words of one block as they are written, white space collapsed, with the marks on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotate_tui.model import InlineKind

Mark = tuple[int, int, InlineKind, str]
"""Start and end in the block's words, what it is, and a link's address."""


@dataclass(slots=True)
class _Open:
    """A mark that is open: ``start`` is -1 until its first word; ``depth`` counts it nested."""

    kind: InlineKind
    href: str
    start: int = -1
    depth: int = 1


@dataclass(slots=True)
class Run:
    """Collects one block's words. White space waits until a word follows: none stands at the ends."""

    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _waiting: str = ""
    _marks: list[Mark] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    def write(self, words: str) -> None:
        """Add words; their white space is collapsed, across calls too."""
        if not words:
            return
        pieces = words.split()
        if not pieces:
            self.space()
            return
        if words[0].isspace():
            self.space()
        line = " ".join(pieces)
        if self._waiting and self._size:
            self._parts.append(self._waiting)
            self._size += 1
        self._waiting = ""
        for mark in self._open:
            if mark.start < 0:
                mark.start = self._size
        self._parts.append(line)
        self._size += len(line)
        if words[-1].isspace():
            self.space()

    def space(self) -> None:
        """A blank, if a word follows."""
        self._waiting = self._waiting or " "

    def line(self) -> None:
        """A line break, if a word follows."""
        self._waiting = "\n"

    def at_break(self) -> bool:
        """Whether a line break waits."""
        return self._waiting == "\n"

    def open(self, kind: InlineKind, href: str = "") -> None:
        """Begin a mark with the next word. One within its own kind is one with it."""
        for mark in self._open:
            if mark.kind is kind:
                mark.depth += 1
                return
        self._open.append(_Open(kind, href))

    def close(self, kind: InlineKind) -> None:
        """End the mark of that kind with the last word; nothing where none is open."""
        for number, mark in enumerate(self._open):
            if mark.kind is kind:
                mark.depth -= 1
                if not mark.depth:
                    self._keep(self._open.pop(number))
                return

    def take(self) -> tuple[str, list[Mark]]:
        """The words and marks so far; marks that are open go on in the next block."""
        for mark in self._open:
            self._keep(mark)
            mark.start = -1
        words, marks = "".join(self._parts), self._marks
        self._parts, self._marks, self._size, self._waiting = [], [], 0, ""
        return words, marks

    def fresh(self) -> Run:
        """An empty run in which the marks that are open here go on."""
        return Run(_open=[_Open(mark.kind, mark.href, -1, mark.depth) for mark in self._open])

    def _keep(self, mark: _Open) -> None:
        if 0 <= mark.start < self._size:
            self._marks.append((mark.start, self._size, mark.kind, mark.href))
