"""Blocks that already stand as they will be read, put one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.structure import StructureBuilder

if TYPE_CHECKING:
    from annotate_tui.loaders.parts import Inline


@dataclass(slots=True)
class Piece:
    """A block before it has its place: marks are counted from its start.

    ``before`` and ``after`` stand in the text beside the block, as tabs for empty cells. ``group``
    is one number for the rows of a table or the items of a list that follow one another.
    """

    words: str
    kind: BlockKind
    level: int = 0
    label: str = ""
    marks: list[Inline] = field(default_factory=list)
    before: str = ""
    after: str = ""
    group: int = 0


def put_pieces(pieces: Sequence[Piece]) -> tuple[str, Structure]:
    """The pieces as one text: a line break between those of one table or list, else an empty line.

    Raises ValueError for a piece without words that is no rule.
    """
    builder = StructureBuilder()
    parts: list[str] = []
    at = 0
    last: Piece | None = None
    for piece in pieces:
        if last is not None:
            close = piece.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM) and (
                (piece.kind, piece.group) == (last.kind, last.group)
            )
            parts.append("\n" if close else "\n\n")
            at += len(parts[-1])
        last = piece
        start = at + len(piece.before)
        end = start + len(piece.words)
        parts += (piece.before, piece.words, piece.after)
        builder.add(start, end, piece.kind, piece.level, piece.label)
        for a, b, kind, href in piece.marks:
            builder.mark(start + a, start + b, kind, href)
        at = end + len(piece.after)
    return "".join(parts), builder.build()
