"""What an RTF reader knows at one place: what holds in a group, a paragraph's words so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate_tui.loaders.parts import Inline, Part
from annotate_tui.model import BlockKind, InlineKind

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|заголовок)\s*([1-9])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:title|titel|titre|título|titolo)", re.IGNORECASE)
_QUOTE = re.compile(
    r"(?:intense )?quote|quotations?|block ?(?:text|quote)|zitat|citation", re.IGNORECASE
)
_LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)"?', re.IGNORECASE)
_NOTE = re.compile(r"(\[[0-9]+\])\s+(?=\S)")
_MARKER = re.compile(r"([•◦▪‣·–—*-]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])[ \t]*\t\s*(?=\S)")
_WEB = re.compile("(?:https?|mailto):", re.IGNORECASE)
_ONE_LINE = {ord("\n"): " ", ord("\t"): " "}

MAX_DEPTH = 5000
"""How deep groups may nest."""

TEXT, SKIP, NOTE = "text", "skip", "note"
"""Where words go: into the text, nowhere, into a note. Other places have a destination's name."""


@dataclass(slots=True)
class State:
    """What holds until the group ends."""

    to: str = TEXT
    unicode_skip: int = 1
    font: int = -1
    bold: bool = False
    italic: bool = False
    strike: bool = False
    hidden: bool = False
    style: int = 0
    outline: int = 9
    in_table: bool = False
    level: int = 0
    left: int = 0
    hangs: bool = False
    href: str = ""
    info: bool = False


@dataclass(slots=True)
class Run:
    """The words of a paragraph so far and the marks on them."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[Inline] = field(default_factory=list)

    def write(self, words: str, kinds: list[tuple[InlineKind, str]]) -> None:
        """Add words with marks on them; a mark that goes on is one with the last."""
        start, self.size = self.size, self.size + len(words)
        self.parts.append(words)
        for kind, href in kinds:
            for at in range(len(self.marks) - 1, max(-1, len(self.marks) - 5), -1):
                a, b, known, address = self.marks[at]
                if known is kind and b == start and address == href:
                    self.marks[at] = (a, self.size, kind, href)
                    break
            else:
                self.marks.append((start, self.size, kind, href))

    @property
    def words(self) -> str:
        """All words so far."""
        return "".join(self.parts)

    def part_number(self) -> None:
        """One blank between a note's number and its words: writers part them as they please."""
        words = self.words
        if head := _NOTE.match(words):
            self._replace_head(head.end(), f"{head[1]} ")

    def take_marker(self) -> str:
        """The marker of an item that is typed before a tab, taken out of the words; "" for none."""
        head = _MARKER.match(self.words)
        if head is None:
            return ""
        self._replace_head(head.end(), "")
        return head[1]

    def _replace_head(self, end: int, head: str) -> None:
        more = end - len(head)
        self.parts = [head, self.words[end:]]
        self.size -= more
        moved = ((max(0, a - more), b - more, kind, href) for a, b, kind, href in self.marks)
        self.marks = [mark for mark in moved if mark[0] < mark[1]]


@dataclass(slots=True)
class Read:
    """What an RTF document holds: its blocks, and what its properties state.

    ``is_whole`` is whether all groups that it opened were closed.
    """

    parts: list[Part]
    title: str
    author: str
    is_whole: bool


def set_title(parts: Sequence[Part]) -> None:
    """One title: the first in that style, else the only heading of the first level."""
    titles = [part for part in parts if part.kind == BlockKind.TITLE]
    for part in titles[1:]:
        part.kind, part.level = BlockKind.HEADING, 1
    first = [part for part in parts if part.kind == BlockKind.HEADING and part.level == 1]
    if not titles and len(first) == 1:
        first[0].kind, first[0].level = BlockKind.TITLE, 0


def kind_of(state: State, style: str, label: str) -> tuple[BlockKind, int]:
    """What a paragraph is, by the name of its style, its outline level and its list's label."""
    if _TITLE.fullmatch(style):
        return BlockKind.TITLE, 0
    if heading := _HEADING.match(style):
        return BlockKind.HEADING, min(6, int(heading[1]))
    if 0 <= state.outline < 9:
        return BlockKind.HEADING, min(6, state.outline + 1)
    if label:
        return BlockKind.LIST_ITEM, state.level + 1
    if _QUOTE.fullmatch(style):
        return BlockKind.QUOTE, 1
    return BlockKind.PARAGRAPH, 0


def depth_of(lefts: list[int], left: int) -> int:
    """How deep an item stands, from 0; ``lefts`` are those of the items around it, and change."""
    while lefts and lefts[-1] >= left:
        lefts.pop()
    lefts.append(left)
    return min(8, len(lefts) - 1)


def row_of(cells: Sequence[Run], is_head: bool) -> Part:
    """A table's row: its cells parted by tabs, each on one line."""
    words: list[str] = []
    marks: list[Inline] = []
    at = 0
    for cell in cells:
        held = cell.words
        skip = len(held) - len(held.lstrip())
        held = held.strip()
        for a, b, kind, href in cell.marks:
            start, end = max(0, a - skip), min(len(held), b - skip)
            if start < end:
                marks.append((at + start, at + end, kind, href))
        words.append(held.translate(_ONE_LINE))
        at += len(held) + 1
    return Part(BlockKind.TABLE_ROW, "\t".join(words), int(is_head), marks=marks)


def link_in(instruction: str) -> str:
    """The web address in a field's instruction (``HYPERLINK "…"``), "" where there is none."""
    found = _LINK.search(instruction)
    return found[1] if found and _WEB.match(found[1]) else ""
