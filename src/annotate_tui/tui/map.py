"""The scroll bar: one column that shows where the window stands and where the marks are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.segment import Segment

from annotate_tui.model import Span, Spot, Tag
from annotate_tui.reading import scrollmap
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.paint import letter
from annotate_tui.tui.themes import Palette

THUMB = "┃"
NO_LETTER = "•"
"""In place of a tag's letter that is wider than the column."""


class Map:
    """The map of one text. A row is counted when it changed, not when it is drawn.

    A mark is its tag's letter, as in the gutter, in the tag's colour: nothing depends on colour
    alone. Of several tags in one row the one with most marks is shown.
    """

    def __init__(self) -> None:
        self._marks: Sequence[Spot] = ()
        self._length = self._height = 0
        self._ticks: list[str | None] = []
        self._thumb = range(0)

    def stand(self, seen: Span, length: int, height: int) -> None:
        """The window shows ``seen`` of a text of ``length`` code points, in ``height`` rows."""
        self._thumb = scrollmap.thumb(seen, length, height)
        if (length, height) != (self._length, self._height):
            self._length, self._height = length, height
            self._ticks = [self._tick(y) for y in range(height)]

    @property
    def shown(self) -> bool:
        """Whether there is anything to show: not where the whole text is in view."""
        return bool(self._thumb)

    def take(self, marks: Sequence[Spot], touched: Iterable[Span]) -> list[int]:
        """Other marks, whose places were and are ``touched``: gives the rows that look different."""
        self._marks = marks
        if not self._height:
            return []
        changed: list[int] = []
        for y in {scrollmap.row_of(at.start, self._length, self._height) for at in touched}:
            old, self._ticks[y] = self._ticks[y], self._tick(y)
            if self._thumb and old != self._ticks[y]:
                changed.append(y)
        return changed

    def _tick(self, y: int) -> str | None:
        return scrollmap.tick(self._marks, self._length, self._height, y)

    def cell(self, y: int, palette: Palette, tags: Mapping[str, Tag]) -> Segment:
        """Row ``y`` of the map; blank where the whole text is in view."""
        if not self._thumb or y >= len(self._ticks):
            return Segment(" ", palette.role("text"))
        tick, in_thumb = self._ticks[y], y in self._thumb
        if tick is None:
            return Segment(THUMB if in_thumb else " ", palette.role("gutter"))
        tag = tags.get(tick)
        sign = letter(tag)
        if cell_width(sign) != 1:
            sign = NO_LETTER
        role = "thumb" if in_thumb else "map"
        return Segment(sign, palette.on(role, tag.colour if tag else ""))
