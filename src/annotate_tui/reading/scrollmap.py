"""The scroll bar as a map of the article: where the window stands, where marks are. No screen here.

The row of a place is its share of the text, by code points: counting rows would mean to lay out all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from annotate_tui.model import Span, Spot


def row_of(offset: int, length: int, height: int) -> int:
    """The row of the map on which a place of the text stands; ``height`` is at least 1."""
    return min(offset * height // max(1, length), height - 1)


def tick(marks: Sequence[Spot], length: int, height: int, row: int) -> str | None:
    """The id of the tag that most of the marks have which begin in that row of the map.

    "" is a plain note, None no mark at all; of equals the first in the text is taken. ``length`` is
    the text's. ``marks`` are in order of their starts; only those of the row are looked at.
    """
    first = bisect_left(marks, -(-row * max(1, length) // height), key=_start)
    last = len(marks)
    if row + 1 < height:
        last = bisect_left(marks, -(-(row + 1) * max(1, length) // height), first, key=_start)
    if first == last:
        return None
    counts = Counter([mark.tag_id for mark in marks[first:last]])
    return max(counts, key=counts.__getitem__) or ""


def thumb(seen: Span, length: int, height: int) -> range:
    """The rows of the map that stand for the text in view; none where that is the whole text."""
    if seen.end - seen.start >= length - 1 or height < 1:
        return range(0)
    first = row_of(seen.start, length, height)
    return range(first, max(first, row_of(max(seen.end, 1) - 1, length, height)) + 1)


def _start(mark: Spot) -> int:
    return mark.start
