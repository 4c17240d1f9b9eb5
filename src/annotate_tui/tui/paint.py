"""A laid-out row becomes a strip: words as marks and selection colour them, and the gutter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate_tui.model import BlockKind, InlineMark, Mark, Span, Tag
from annotate_tui.text.cells import cell_width, cell_widths, display, is_plain
from annotate_tui.text.layout import Piece, Row
from annotate_tui.text.rows import NEST
from annotate_tui.tui.themes import Palette

if TYPE_CHECKING:
    from annotate_tui.services.suggesting import Offer

GUTTER = 6
"""Cells left of the text: three for tag letters, one blank, the selection's bar, one blank."""
_LETTERS = 3
CUT = "−"
"""Stands beside a row in which words were removed."""
UNSURE = "?"
"""Stands behind the letter of a mark that has its place in this text by guess."""


class Scene(NamedTuple):
    """What all rows of one picture share. ``left`` is the text's first column in cells.

    ``lit`` are the matches that touch the row, ``kin`` the ids of the marks that belong together with
    the one in focus. Without ``gutter`` nothing but the text is drawn. ``measure`` is the cells of a
    line, over which the ground of code goes on; 0 leaves it at the words. ``offers`` are the
    suggestions that touch the row. ``cut`` is whether words were removed in the row.
    """

    text: str
    palette: Palette
    tags: Mapping[str, Tag]
    left: int
    width: int
    selection: Span
    focus: str | None
    lit: Sequence[Span] = ()
    gutter: bool = True
    measure: int = 0
    kin: frozenset[str] = frozenset()
    offers: Sequence[Offer] = ()
    cut: bool = False


def letter(tag: Tag | None) -> str:
    """The gutter letter: the tag's key or first letter in upper case; a plain note's is ✎."""
    if tag is None:
        return "✎"
    return (tag.key or tag.name[:1] or "?").upper()


def paint(row: Row, scene: Scene, marks: Sequence[Mark], inline: Sequence[InlineMark]) -> Strip:
    """The row, one cell narrower than the pane; ``marks`` are those that touch it."""
    palette = scene.palette
    plain = palette.role("text")
    segments = _gutter(row, scene, marks) if scene.gutter else [Segment(" " * scene.left, plain)]
    left = sum(segment.cell_length for segment in segments)
    decorated = cell_width(row.decoration)
    column = 0
    before = -1
    for piece in row.pieces:
        if piece.column > column and before >= 0 and column >= decorated:
            # The gap that justified text and tabs leave behind a blank is part of that blank.
            style = _style(row, scene, marks, inline, before, piece.start + 1)
            segments.append(Segment(" " * (piece.column - column), style))
            column = piece.column
        elif piece.column > column:
            segments.append(_under(row.decoration, column, piece.column, palette))
            column = piece.column
        words = scene.text[piece.start : piece.end]
        # What a character is painted as can depend on its neighbours: painted whole, then cut.
        painted = display(words)
        for start, end in pairwise(_edges(piece, words, scene, marks, inline)):
            shown = painted[start - piece.start : end - piece.start]
            segments.append(Segment(shown, _style(row, scene, marks, inline, end - 1, start + 1)))
            # Of the text, not of what is painted: there the sign for a joiner is a letter.
            column += cell_width(words[start - piece.start : end - piece.start])
        before = piece.end - 1
    room = scene.width - 1 - scene.left
    if row.kind is BlockKind.CODE and row.start < row.end and column < scene.measure <= room:
        # One block, however long its lines are; a blank one begins where the others do.
        indent = max(column, min(NEST, scene.measure))
        ground = palette.style(BlockKind.CODE, frozenset(), (), False, False)
        segments.append(Segment(" " * (indent - column), plain))
        segments.append(Segment(" " * (scene.measure - indent), ground))
        column = scene.measure
    if room > column:
        segments.append(_under(row.decoration, column, room, palette))
        column = room
    # The length is given, for Textual would ask the width of every character again.
    return Strip(segments, left + column).adjust_cell_length(scene.width - 1, plain)


def _under(decoration: str, start: int, end: int, palette: Palette) -> Segment:
    """The cells from ``start`` to ``end`` where no words stand: the decoration's, else blank."""
    shown, at = "", 0
    for sign in decoration:
        to = at + cell_width(sign)
        if start <= at and to <= end:
            shown += sign
        else:
            shown += " " * max(0, min(to, end) - max(at, start))
        at = to
    return Segment(shown + " " * (end - start - cell_width(shown)), palette.role("gutter"))


def _edges(
    piece: Piece,
    words: str,
    scene: Scene,
    marks: Sequence[Mark],
    inline: Sequence[InlineMark],
) -> list[int]:
    """Where the style may change within the piece, never within a grapheme: half of one would be
    painted with another width."""
    cuts = {piece.start, piece.end, scene.selection.start, scene.selection.end}
    cuts.update(edge for m in marks for edge in (m.start, m.end))
    cuts.update(edge for m in inline for edge in (m.start, m.end))
    cuts.update(edge for m in scene.lit for edge in m)
    cuts.update(edge for offer in scene.offers for edge in offer.suggestion.span)
    edges = sorted(cut for cut in cuts if piece.start <= cut <= piece.end)
    if len(edges) == 2 or is_plain(words):
        return edges
    widths = cell_widths(words)
    whole: set[int] = set()
    for edge in edges:
        low = high = edge - piece.start
        while low < len(words) and not widths[low]:
            low -= 1
        while high < len(words) and not widths[high]:
            high += 1
        whole |= {piece.start + low, piece.start + high}
    return sorted(whole)


def _style(
    row: Row,
    scene: Scene,
    marks: Sequence[Mark],
    inline: Sequence[InlineMark],
    first: int,
    last: int,
) -> Style:
    """The style of what begins at or before ``first`` and ends at or behind ``last``.

    For words that touch it at all, ``first`` is their last code point and ``last`` is behind their
    first.
    """
    over = [m for m in marks if m.start <= first and last <= m.end]
    tags = (scene.tags.get(m.annotation.tag_id or "") for m in over)
    colours = tuple(tag.colour if tag else "" for tag in tags)
    selection = scene.selection
    match = next((m for m in scene.lit if m.start <= first and last <= m.end), None)
    # A match is the selection or stands out in it.
    inside = match is not None and (match.start > selection.start or match.end < selection.end)
    return scene.palette.style(
        row.kind,
        frozenset(m.kind for m in inline if m.start <= first and last <= m.end),
        colours,
        selection.start <= first and last <= selection.end and not inside,
        scene.focus is not None and any(m.id == scene.focus for m in over),
        match is not None,
        bool(scene.kin) and any(m.id in scene.kin for m in over),
        # A mark looks the same whatever is suggested over it.
        not over
        and any(o.suggestion.start <= first and last <= o.suggestion.end for o in scene.offers),
    )


def _gutter(row: Row, scene: Scene, marks: Sequence[Mark]) -> list[Segment]:
    palette = scene.palette
    quiet = palette.role("gutter")
    # Two coders who give the same tag have a letter each.
    letters: dict[tuple[str, str], str] = {}
    for mark in marks:
        tag = scene.tags.get(mark.annotation.tag_id or "")
        sign = letter(tag) + (UNSURE if mark.anchor.state == "changed" else "")
        letters.setdefault((sign, mark.annotation.coder), tag.colour if tag else "")
    shown = [(sign, palette.on("gutter", colour) if colour else quiet)
             for (sign, _), colour in letters.items()]  # fmt: skip
    if sum(cell_width(sign) for sign, _ in shown) > _LETTERS:
        shown = [*_within(shown, _LETTERS - 1), ("+", quiet)]
    shown += _hints(scene, _LETTERS - sum(cell_width(sign) for sign, _ in shown))
    taken = sum(cell_width(sign) for sign, _ in shown)
    segments = [Segment(" " * (scene.left - 3 - taken), quiet)]
    segments += [Segment(sign, style) for sign, style in shown]
    selected = row.pieces and row.start < scene.selection.end and scene.selection.start < row.end
    bar = palette.on("gutter", "") if selected else quiet
    beside = " ▎ " if selected else "   "
    if scene.cut:
        segments.append(Segment(CUT, palette.on("gutter", "")))
        beside = beside[1:]
    segments.append(Segment(beside, bar))
    return segments


def _within(signs: Sequence[tuple[str, Style]], room: int) -> list[tuple[str, Style]]:
    """The first signs, in at most so many cells."""
    kept: list[tuple[str, Style]] = []
    for sign, style in signs:
        if cell_width(sign) > room:
            break
        kept.append((sign, style))
        room -= cell_width(sign)
    return kept


def _hints(scene: Scene, room: int) -> list[tuple[str, Style]]:
    """The letters of what is suggested in so many cells: no mark's letter gives way to them."""
    hints: dict[str, Style] = {}
    for offer in scene.offers:
        hints.setdefault(letter(offer.tag).lower(), scene.palette.hint(offer.tag.colour))
    found = list(hints.items())
    if sum(cell_width(sign) for sign in hints) <= room:
        return found
    kept: list[tuple[str, Style]] = []
    for sign, style in found:
        if cell_width(sign) >= room:
            # One cell is for the sign that there are more.
            break
        kept.append((sign, style))
        room -= cell_width(sign)
    return [*kept, ("+", scene.palette.role("gutter"))] if room > 0 else kept


def block_shape(kind: BlockKind) -> bool:
    """Whether inline marks are drawn in a block of that kind: not in code."""
    return kind is not BlockKind.CODE
