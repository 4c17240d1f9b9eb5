"""What the codebook says of a tag, in rows: its description, an example, a counter-example."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest

from annotate_tui.model import Tag
from annotate_tui.text.normal import collapse
from annotate_tui.tui.desk import Lines
from annotate_tui.tui.lines import crop, wrapped

_INDENT = 3
"""Cells left free before the words."""
_LAID_OUT = 8


def told(tag: Tag) -> list[tuple[str, str]]:
    """What is said of the tag, each with the word that introduces it; nothing that is empty."""
    parts = (
        ("", tag.description),
        ("example: ", tag.example),
        ("not: ", tag.counter_example),
    )
    return [(label, collapse(words)) for label, words in parts if words.strip()]


def about(tag: Tag, width: int, rows: int, role: str = "dim") -> Lines:
    """At most ``rows`` rows on the tag: all of it where there is room, else the start of each part.

    What is left out is told by "…".
    """
    parts = told(tag)
    room = max(8, width - _INDENT - 1)
    wholes = [wrapped(label + words, room) for label, words in parts]
    shown: list[str] = []
    for i, whole in enumerate(wholes):
        # Each of the parts still to come keeps one row.
        free = max(0, rows - len(shown) - (len(wholes) - 1 - i))
        kept = whole[:free]
        if kept and len(whole) > free:
            kept[-1] = crop(f"{kept[-1]} {whole[free]}", room)
            kept[-1] = kept[-1] if kept[-1].endswith("…") else crop(kept[-1], room - 1) + "…"
        shown += kept
    return [[(f"{' ' * _INDENT}{crop(words, room)}", role)] for words in shown[:rows]]


def rows_needed(tags: Iterable[Tag], width: int, most: int) -> int:
    """Rows that the longest `about` of these tags takes, at most ``most``: what a box keeps free
    so that it does not change its height from tag to tag.

    Only the few with the most to say are laid out: a codebook may have a thousand.
    """
    room = max(8, width - _INDENT - 1)
    found = 0
    for tag in nlargest(_LAID_OUT, tags, key=_length):
        needed = sum(len(wrapped(label + words, room)) for label, words in told(tag))
        found = max(found, needed)
    return min(found, most)


def _length(tag: Tag) -> int:
    return len(tag.description) + len(tag.example) + len(tag.counter_example)
