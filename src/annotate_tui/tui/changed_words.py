"""One change of a text in its context on a row or two: what was removed struck, what is new underlined."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.color import ColorType
from rich.style import Style

from annotate_tui.model import Span
from annotate_tui.text.alignment_edges import is_apart
from annotate_tui.text.cells import cell_width, display, grapheme_ends
from annotate_tui.tui.lines import Run, crop, wrapped
from annotate_tui.tui.table import crop_start
from annotate_tui.tui.words import quoted

_AROUND = 160
"""Code points before and after a change that are looked at: a row has room for fewer."""
_LONGEST = 1_000
"""Code points of removed or inserted words that are looked at: a paragraph may have been moved."""
_REMOVED, _INSERTED = "#c0392b", "#2e8b57"
"""Red and green; a palette makes of them what can be read on its ground."""
_ROOMY, _HIGH = 72, 10
"""Cells from which one row tells a change well; rows from which a narrow list has room for two each."""
_SPACE = re.compile(r"\s+")


class Told(NamedTuple):
    """A change as it is shown: what stands before it, its words on both sides, what follows.

    ``moved`` is whether the words are the same, at another place; ``stood`` is then what they stood
    behind in the old text, "" for its beginning.
    """

    left: str
    removed: str
    inserted: str
    right: str
    moved: bool = False
    stood: str = ""

    @property
    def sign(self) -> str:
        """One character for the kind of change."""
        if self.moved:
            return "»"
        if self.removed and self.inserted:
            return "±"
        return "+" if self.inserted else "−"


def told(old: str, new: str, old_span: Span, new_span: Span, *, moved: bool) -> Told:
    """The change between two texts, with what stands around its place in the new one."""
    start, end = new_span
    words = new[start : min(end, start + _LONGEST)]
    gone = "" if moved else old[old_span.start : min(old_span.end, old_span.start + _LONGEST)]
    follows = new[end : end + 1]
    apart = bool(gone) and is_apart(old, old_span.start, new, start)
    if gone and not words and old[old_span.end : old_span.end + 1].isspace():
        # The blank that went with it: what follows would look like one word with it.
        gone += "" if follows.isspace() or (apart and not follows.isalnum()) else " "
    return Told(
        _one_line(new[max(0, start - _AROUND) : start]) + (" " if apart else ""),
        _one_line(gone),
        _one_line(words),
        _one_line(new[end : end + _AROUND]),
        moved,
        _one_line(old[max(0, old_span.start - _AROUND) : old_span.start]).strip() if moved else "",
    )


def between(before: str, after: str) -> Told:
    """What differs between two short pieces of text, as whole words, and what they have in common."""
    old, new = _one_line(before).split(" "), _one_line(after).split(" ")
    least = min(len(old), len(new))
    same = next((i for i in range(least) if old[i] != new[i]), least)
    tail = next((i for i in range(least - same) if old[-1 - i] != new[-1 - i]), least - same)
    words = [
        " ".join(part)
        for part in (
            old[:same],
            old[same : len(old) - tail],
            new[same : len(new) - tail],
            old[len(old) - tail :],
        )
    ]
    left, right = words[0] + " " if words[0] else "", " " + words[3] if words[3] else ""
    return Told(left, words[1], words[2], right)


def _one_line(words: str) -> str:
    return _SPACE.sub(" ", words)


def is_struck(ink: Style) -> bool:
    """Whether a terminal that shows such an ink may be trusted to strike words through.

    Terminals of 16 or 256 colours often do not (the console of Linux, screen, Apple's Terminal);
    there, and without colours, brackets tell what was removed.
    """
    return ink.color is not None and ink.color.type is ColorType.TRUECOLOR


class Inks(NamedTuple):
    """How a row is drawn: plain words, words removed, words inserted, what is only said; and whether
    brackets stand around the words that differ.
    """

    plain: str
    removed: str | Style
    inserted: str | Style
    quiet: str
    brackets: bool


def inks(ink: Style, removed: Style, inserted: Style, plain: str, quiet: str) -> Inks:
    """From the ink of the row and those of the two kinds of words."""
    if not is_struck(ink):
        return Inks(plain, removed, inserted, quiet, True)
    struck, new = Style(strike=True, bold=False), Style(underline=True)
    return Inks(plain, removed + struck, inserted + new, quiet, False)


def colours() -> tuple[str, str]:
    """The colours of what was removed and of what was inserted."""
    return _REMOVED, _INSERTED


def in_row(change: Told, width: int, drawn: Inks, after: int = 4) -> list[Run]:
    """The change in exactly ``width`` cells: what stands around it gives way, then its own words.

    What follows it keeps one cell of ``after``; with 0 only those that are left over.
    """
    width = max(0, width)
    label = crop("moved " if change.moved else "", width)
    removed, inserted = display(change.removed), display(change.inserted)
    signs = _signs(removed, inserted, drawn.brackets, moved=change.moved)
    around = sum(map(len, signs))
    gap = " " if removed and inserted and width > len(label) else ""
    whole = label + display(change.left) + removed + gap + inserted + display(change.right)
    left = display(change.left)
    left = left if cell_width(whole) + around <= width else crop_start(left, width // 4)
    label = crop(label, max(0, width - cell_width(left)))
    gap = gap if width > cell_width(left + label) else ""
    room = width - cell_width(left + label + gap) - around
    if room < around:
        # Hardly a word would stand between them.
        room, signs = max(0, room + around), ("",) * 4
    follows = min(room // after, cell_width(display(change.right[: room + 1]))) if after else 0
    kept = _shared(removed, inserted, room - follows)
    ended = after or kept == (removed, inserted)
    removed, inserted = signs[0] + kept[0] + signs[1], signs[2] + kept[1] + signs[3]
    runs: list[Run] = [
        (left, drawn.plain),
        (label, drawn.quiet),
        (removed, drawn.removed),
        (gap, drawn.plain),
        (inserted, drawn.inserted),
    ]
    rest = max(0, width - sum(cell_width(words) for words, _ in runs))
    right = crop(display(change.right), rest) if ended else ""
    runs.append((right + " " * (rest - cell_width(right)), drawn.plain))
    return [run for run in runs if run[0]]


def _signs(
    removed: str, inserted: str, brackets: bool, *, moved: bool
) -> tuple[str, str, str, str]:
    """What stands before and behind the removed and the inserted words."""
    gone = ("[-", "-]") if brackets and removed else ("", "")
    came = ("{+", "+}") if brackets and inserted and not moved else ("", "")
    return (*gone, *came)


def in_full(change: Told, width: int, height: int, drawn: Inks) -> list[tuple[str, list[Run]]]:
    """The words of a change without those around it, in rows of at most ``width`` cells, each with a
    sign for what its words are; of what takes more than ``height`` rows the rest is left out.
    """
    parts: list[tuple[str, str, str | Style]] = []
    if change.moved:
        parts = [("»", change.inserted, drawn.inserted), ("", from_where(change), drawn.quiet)]
    else:
        parts = [("−", change.removed, drawn.removed), ("+", change.inserted, drawn.inserted)]
    parts = [part for part in parts if part[1].strip()]
    found: list[tuple[str, list[Run]]] = []
    for i, (sign, words, ink) in enumerate(parts, 1):
        rows = wrapped(display(words).strip(), max(1, width))
        # What is inserted is not left out altogether for what was removed.
        room = max(1, height // 2 if i < len(parts) and height > 1 else height - len(found))
        if i < len(parts):
            after = wrapped(display(parts[i][1]).strip(), max(1, width))
            room = max(room, height - len(after))
        if len(rows) > room:
            rows[room - 1 :] = [crop(" ".join(rows[room - 1 :]), width)]
        found += [("" if n else sign, [(row, ink)]) for n, row in enumerate(rows)]
    return found[:height]


def from_where(change: Told, cells: int = 60) -> str:
    """Where words stood before they were moved, as a phrase."""
    if not change.stood:
        return "it stood at the beginning"
    words = crop_start(change.stood, cells)
    if words != change.stood and " " in words:
        words = f"…{words[1:].lstrip('…').partition(' ')[2]}"
    return f"it stood behind {quoted(words, cells + 1)}"


def is_whole(change: Told, rows: list[list[Run]]) -> bool:
    """Whether these rows show all the words of a change, and of moved ones where they stood."""
    shown = "".join(words for runs in rows for words, _ in runs).replace(" ", "")
    parts = change.removed, change.inserted
    return not change.moved and all(display(part).replace(" ", "") in shown for part in parts)


def is_tall(width: int, height: int) -> bool:
    """Whether a list of that size shows a change on two rows: beside the text it is narrow."""
    return width < _ROOMY and height >= _HIGH


def in_two_rows(
    change: Told, width: int, drawn: Inks, *, apart: bool = False
) -> tuple[list[Run], list[Run]]:
    """The change in two rows of at most ``width`` cells each.

    What was removed stands above what was inserted, the words around it on both rows: as it was, as
    it is. Where there is one of them alone it goes on from the first row to the second, unless
    ``apart``.
    """
    if apart or (change.removed and change.inserted and not change.moved):
        rows = change._replace(inserted=""), change._replace(removed="")
        if any(
            cell_width("".join(words for words, _ in in_row(row, 10**4, drawn)).rstrip()) > width
            for row in rows
        ):
            # They begin with the same words, so that the eye finds what differs.
            left = crop_start(display(change.left), width // 4)
            rows = rows[0]._replace(left=left), rows[1]._replace(left=left)
        return in_row(rows[0], width, drawn, 0), in_row(rows[1], width, drawn, 0)
    # The blank between the two rows is not drawn.
    room = 2 * width + 1
    while True:
        first, second = _broken(in_row(change, room, drawn, 0), width)
        over = sum(cell_width(words) for words, _ in second) - width
        if over <= 0 or room <= width:
            return first, second
        room -= max(1, over)


def _broken(runs: list[Run], width: int) -> tuple[list[Run], list[Run]]:
    """The runs in two rows, the first of at most ``width`` cells, cut at a blank where there is one
    in its second half; blanks at the end of either are left out.
    """
    whole = "".join(words for words, _ in runs).rstrip()
    end = 0
    for at in grapheme_ends(whole, 0, len(whole)):
        if cell_width(whole[:at]) > width:
            break
        end = at
    if end < len(whole) and not whole[end].isspace():
        blank = whole.rfind(" ", end // 2, end)
        end = blank if blank > 0 else end
    start = end
    while start < len(whole) and whole[start].isspace():
        start += 1
    return _slice(runs, 0, end), _slice(runs, start, len(whole))


def _slice(runs: list[Run], start: int, end: int) -> list[Run]:
    """The runs between two offsets into their words."""
    found: list[Run] = []
    at = 0
    for words, role in runs:
        piece = words[max(0, start - at) : max(0, end - at)]
        if piece:
            found.append((piece, role))
        at += len(words)
    return found


def _shared(first: str, second: str, room: int) -> tuple[str, str]:
    """Both in ``room`` cells together: what one does not need is the other's."""
    one, two = cell_width(first), cell_width(second)
    if one + two <= room:
        return first, second
    half = room // 2
    one = min(one, max(half, room - two))
    return crop(first, one), crop(second, room - one)
