"""Words in context on one row, as in a concordance: what is looked at begins in the same cell."""

from __future__ import annotations

from rich.style import Style

from annotate_tui.text.cells import cell_width, display
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.table import crop_start

_LOOKED_AT = 32
"""Code points of the words that are looked at for each cell: a mark may be a whole chapter long."""


def middle(width: int) -> int:
    """The cells left of the words in a row of ``width`` cells: a third, more is read after."""
    return max(0, width) // 3


def in_context(
    left: str, words: str, right: str, width: int, role: str | Style, lit: str | Style
) -> list[Run]:
    """``words`` drawn as ``lit``, between what stands before and after them; ``width`` cells.

    What does not fit is left out at the outer ends; long words leave a quarter of their side to
    what follows them. All of it is as `text.cells.display` paints it: the three are one piece of text.
    """
    before = middle(width)
    after = max(0, width) - before
    left, words = left[-width * _LOOKED_AT :] if width > 0 else "", words[: width * _LOOKED_AT]
    painted = display(left + words + right)
    left, words, right = (
        painted[: len(left)],
        painted[len(left) : len(left) + len(words)],
        painted[len(left) + len(words) :],
    )
    left = crop_start(left, before)
    follows = cell_width(right[: width * _LOOKED_AT]) if right.strip() else 0
    words = crop(words, max(after * 3 // 4, after - follows))
    right = crop(right, after - cell_width(words))
    gap = after - cell_width(words) - cell_width(right)
    runs: list[Run] = [
        (" " * (before - cell_width(left)) + left, role),
        (words, lit),
        (right + " " * gap, role),
    ]
    return [run for run in runs if run[0]]
