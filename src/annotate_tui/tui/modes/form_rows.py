"""The rows of the editor, drawn: a label and a value, of lists all answers while one chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from annotate_tui.services.answering import options
from annotate_tui.services.forms import LEFT, NOTE, TAG, TYPED, Row
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import Run, crop, typed_runs

if TYPE_CHECKING:
    from annotate_tui.services.filling import Filling

_SIGNS = 3
"""Cells before a label: one blank, the sign of the current row, one blank."""
_WIDEST, _LEAST_VALUE = 20, 16
NEEDED = "needed"

Ink = Callable[[str, str], Style]
"""A role's style with a tag's colour as ink."""


class Drawn(NamedTuple):
    """One line of the form: which row it belongs to, and from which cell to which an answer stands."""

    row: int
    runs: Sequence[Run]
    answers: Sequence[tuple[int, int, int]] = ()

    def option_at(self, x: int) -> int | None:
        """The number of the answer in that cell."""
        return next((at for start, end, at in self.answers if start <= x < end), None)


def label_width(filling: Filling, width: int) -> int:
    """Cells for the labels, the same for all rows: what the longest takes, within reason."""
    longest = max(cell_width(row.name) + _required(row) for row in filling.rows) + 1
    return max(4, min(longest, _WIDEST, width - _SIGNS - _LEAST_VALUE))


def row_lines(
    filling: Filling, at: int, label: int, width: int, named: Callable[[str], str], ink: Ink
) -> list[Drawn]:
    """The lines of a row: one, but for a list that is being answered.

    ``named`` gives the words for a linked mark by its id.
    """
    row, here = filling.rows[at], at == filling.at
    head = _head(filling, row, label, here=here)
    if here and row.field is not None and options(row.field):
        return _answers(filling, at, head, label + _SIGNS, width)
    return [Drawn(at, [*head, *_value(filling, row, named, ink, here=here)])]


def _head(filling: Filling, row: Row, label: int, *, here: bool) -> list[Run]:
    quiet = row.what == LEFT and not here
    missing = filling.missing(row)
    sign = "*" * _required(row)
    name = crop(row.name, label - 1 - len(sign))
    role = "title" if here else "dim" if quiet else "side"
    runs: list[Run] = [(f" {'❯' if here else ' '} ", "title"), (name, role)]
    if sign:
        runs.append((sign, "warning" if missing else "dim"))
    return [*runs, (" " * (label - cell_width(name) - len(sign)), "side")]


def _required(row: Row) -> bool:
    return row.field is not None and row.field.required


def _value(
    filling: Filling, row: Row, named: Callable[[str], str], ink: Ink, *, here: bool
) -> list[Run]:
    words = filling.words(row)
    if row.what == TAG:
        tag = filling.tags.tag
        style = ink("side-chosen" if here else "side", tag.colour if tag else "")
        return [(words, style), ("  ‹ ›" if here else "", "dim")]
    if here and (row.what == NOTE or row.kind in TYPED):
        return _typed(filling, row)
    if row.what == LEFT:
        shown = words or "emptied"
        return [(shown, "side-chosen" if here else "dim"), ("  left over" if words else "", "dim")]
    if row.kind == "link":
        shown = named(words) if words else "—"
        return [(shown, "side-chosen" if here else "side" if words else "dim")]
    if not words:
        return [(NEEDED, "warning") if filling.missing(row) else ("—", "dim")]
    if row.field is not None and row.name in filling.wrong:
        return [(words, "side"), (" ✗", "warning")]
    return [(words, "guess" if filling.guessed(row) else "side"), *_guess(filling, row)]


def _typed(filling: Filling, row: Row) -> list[Run]:
    line, offer = filling.line(row), filling.offer
    runs = typed_runs(line)
    if offer and offer.casefold().startswith(line.text.casefold()) and len(offer) > len(line.text):
        rest = offer[len(line.text) :]
        return [(line.text, "strong"), (rest[:1], "cursor"), (rest[1:], "dim")]
    if offer:
        return [*runs, ("→ ", "key"), (offer, "dim")]
    hint = filling.hint
    if hint:
        return [(" ", "cursor"), (" → ", "key"), (hint, "dim")]
    return [*runs, *_guess(filling, row)]


def _guess(filling: Filling, row: Row) -> list[Run]:
    return [(" ?", "warning")] if filling.guessed(row) else []


def _answers(filling: Filling, at: int, head: list[Run], indent: int, width: int) -> list[Drawn]:
    """All answers of a list, those taken lit, on as many lines as they need."""
    row = filling.rows[at]
    if row.field is None:
        return []
    now = filling.value(row)
    several = row.kind == "choices"
    taken = set(now or ()) if several else {now}
    drawn: list[Drawn] = []
    runs, cells, places = list(head), indent, list[tuple[int, int, int]]()
    for i, (value, word) in enumerate(options(row.field)):
        lit = value in taken
        guess = _guess(filling, row) if lit else []
        room = max(1, width - indent - 2 * bool(guess))
        shown = crop(f"{'✓' if lit and several else ''}{word}", room)
        wide = cell_width(shown) + cell_width("".join(words for words, _ in guess))
        if cells > indent and cells + 2 + wide > width:
            drawn.append(Drawn(at, runs, places))
            runs, cells, places = [(" " * indent, "side")], indent, []
        elif cells > indent:
            runs.append(("  ", "side"))
            cells += 2
        places.append((cells, cells + wide, i))
        if lit:
            # Behind the answer that it is about, and on its line.
            runs += [(shown, "side-chosen"), *guess]
        elif several and i == filling.answer.at:
            runs.append((shown, "key"))
        else:
            runs += [(shown[:1], "key"), (shown[1:], "dim")]
        cells += wide
    return [*drawn, Drawn(at, runs, places)]
