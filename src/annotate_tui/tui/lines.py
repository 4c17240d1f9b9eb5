"""Lines of styled words, cut and padded to a width: what bars and panels are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate_tui.reading.line import Line
from annotate_tui.text.cells import cell_width, display, grapheme_ends, is_plain
from annotate_tui.tui.themes import Palette

Run = tuple[str, str | Style]
"""Words and the role or style they are drawn with."""


def crop(words: str, width: int) -> str:
    """The words in at most ``width`` cells, with "…" where something is left out."""
    if cell_width(words) <= width:
        return words
    if width < 1:
        return ""
    if is_plain(words[:width]):
        return words[: width - 1].rstrip() + "…"
    kept, start, used = "", 0, 0
    for end in grapheme_ends(words, 0, len(words)):
        cells = cell_width(words[start:end])
        if used + cells > width - 1:
            break
        kept, used, start = words[:end], used + cells, end
    return kept.rstrip() + "…"


def wrapped(words: str, width: int) -> list[str]:
    """The words in rows of at most ``width`` cells, cut at blanks; a longer word stays whole."""
    rows = [""]
    for word in words.split(" "):
        if rows[-1] and cell_width(rows[-1]) + 1 + cell_width(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return rows


def strip(runs: Iterable[Run], palette: Palette, width: int, ground: str = "bar") -> Strip:
    """One line of exactly ``width`` cells; control characters show as symbols.

    A cursor among the runs stays in view.
    """
    segments: list[Segment] = []
    left = width
    for words, role in _with_cursor(list(runs), width):
        style = palette.role(role) if isinstance(role, str) else role
        shown = crop(display(words), left)
        if not shown:
            continue
        segments.append(Segment(shown, style))
        left -= cell_width(shown)
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, palette.role(ground)))
    return Strip(segments, width)


def cursor_cell(runs: Iterable[Run], width: int) -> int | None:
    """The cell of a line of that width at which words are typed; None where none are."""
    cells = 0
    for words, role in _with_cursor(list(runs), width):
        if role == "cursor":
            return min(cells, width - 1)
        cells += cell_width(display(words))
    return None


def typed_runs(line: Line) -> list[Run]:
    """A line that is typed in, its cursor shown."""
    text, cursor = line.text, line.cursor
    under = next(iter(grapheme_ends(text, cursor, len(text))), cursor)
    return [
        (text[:cursor], "strong"),
        (text[cursor:under] or " ", "cursor"),
        (text[under:], "strong"),
    ]


def _with_cursor(runs: list[Run], width: int) -> list[Run]:
    """The runs, those words left out that would push the cursor over the right end."""
    at = next((i for i, (_, role) in enumerate(runs) if role == "cursor"), 0)
    over = sum(cell_width(words) for words, _ in runs[: at + 1]) - width
    if at < 1 or over <= 0:
        return runs
    words, role = runs[at - 1]
    for start in grapheme_ends(words, 0, len(words)):
        if cell_width(words[:start]) > over:
            return [*runs[: at - 1], ("…" + words[start:], role), *runs[at:]]
    return [*runs[: at - 1], ("…", role), *runs[at:]]


def spilled(
    status: Sequence[Run], footer: Sequence[Run], width: int
) -> tuple[Sequence[Run], Sequence[Run]]:
    """The two rows; where the first is too long, its last words go on in place of the second."""
    over = sum(cell_width(words) for words, _ in status) - width
    if over <= 0 or any(role == "cursor" for _, role in status):
        return status, footer
    words, role = status[-1]
    kept = crop(words, cell_width(words) - over + 1).removesuffix("…")
    if " " in kept.strip() and words[len(kept) : len(kept) + 1] != " ":
        kept = kept.rsplit(" ", 1)[0]
    rest = words[len(kept) :].strip()
    return [*status[:-1], (kept, role)], [(f" {rest}", role)]


def sides(left: Sequence[Run], right: Sequence[Run], width: int, ground: str = "bar") -> list[Run]:
    """``left`` and ``right`` at the two ends of a line; the right side gives way to the left."""
    right_cells = sum(cell_width(words) for words, _ in right)
    left_cells = sum(cell_width(words) for words, _ in left)
    room = width - left_cells - right_cells
    if room >= 1:
        return [*left, (" " * room, ground), *right]
    if left_cells + 2 >= width:
        return list(left)
    return [*left, ("  ", ground), *_cropped(right, width - left_cells - 2)]


def _cropped(runs: Sequence[Run], width: int) -> list[Run]:
    kept: list[Run] = []
    for words, role in runs:
        shown = crop(words, width)
        if shown:
            kept.append((shown, role))
        width -= cell_width(shown)
        if width <= 0:
            break
    return kept
