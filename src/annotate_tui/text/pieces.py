"""What a row of the screen is painted from."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """``text[start:end]``, painted from that cell column of its row on."""

    start: int
    end: int
    column: int
