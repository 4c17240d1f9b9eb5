"""Justified text: a row's words pushed apart until the row is as wide as the measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from annotate_tui.text.cells import WHITE_SPACE, cell_widths, is_plain
from annotate_tui.text.pieces import Piece

MOST = 2
"""Cells by which the gaps of a row may grow on average; a row that needs more stays ragged."""

_GAP = re.compile(f"(?<=[^{WHITE_SPACE}])[{WHITE_SPACE}]+(?=[^{WHITE_SPACE}])")


def stretched(
    text: str, pieces: Sequence[Piece], width: int, *, backwards: bool = False
) -> list[Piece]:
    """The pieces of a row, cut behind blanks and moved so that the last one ends at ``width``.

    The extra cells stand between two pieces, behind the blank that ends the first of them. They
    are spread evenly; ``backwards`` gives the odd ones to the other gaps, so that no rivers run
    through the page. Unchanged if the row has no gap between words, or would need more than `MOST`
    cells for each.
    """
    parts: list[Piece] = []
    end = 0
    for piece in pieces:
        cut, end = _cut(text, piece)
        parts += cut
    extra, gaps = width - end, len(parts) - 1
    if extra <= 0 or extra > MOST * gaps:
        return list(pieces)
    moved = [parts[0]]
    shift = 0
    for gap, part in enumerate(parts[1:]):
        turned = gaps - 1 - gap if backwards else gap
        more = (turned + 1) * extra // gaps - turned * extra // gaps
        shift += more
        if more or part.start > moved[-1].end:
            moved.append(Piece(part.start, part.end, part.column + shift))
        else:
            moved[-1] = moved[-1]._replace(end=part.end)
    return moved


def _cut(text: str, piece: Piece) -> tuple[list[Piece], int]:
    """The piece, cut where words begin behind a gap, and the column behind it.

    A mark that leans on a blank is no beginning: alone it would be painted with a cell of its own.
    """
    words = text[piece.start : piece.end]
    begins = [found.end() for found in _GAP.finditer(words)]
    if is_plain(words):
        columns: Sequence[int] = range(len(words) + 1)
    else:
        widths = cell_widths(words)
        begins = [begin for begin in begins if widths[begin]]
        columns = [0, *accumulate(widths)]
    edges = [0, *begins, len(words)]
    cut = [
        Piece(piece.start + start, piece.start + end, piece.column + columns[start])
        for start, end in pairwise(edges)
    ]
    return cut, piece.column + columns[-1]
