"""A flagged mark as it was and as it is: on one row, on two where the list is narrow, in the status."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.model import Mark
from annotate_tui.reading.whose import SOMEBODY
from annotate_tui.text.cells import cell_width
from annotate_tui.text.normal import collapse
from annotate_tui.tui.changed_words import between, colours, in_row, in_two_rows, inks, is_tall
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run
from annotate_tui.tui.session import Session
from annotate_tui.tui.table import Cell, Column, Table
from annotate_tui.tui.words import name, quoted, quoted_ends

_COLUMNS = (
    Column("Tag", 6, 1, most=12),
    Column("State", 7),
    Column("As it was", 12, 4),
    Column("As it is", 12, 4, drop=1),
)
_TABLE = Table(_COLUMNS)
_BY_CODERS = Table((_COLUMNS[0], Column("Coder", 5, 1, most=10), *_COLUMNS[1:]))
"""Where another coder's marks are among them."""
_TALL = Table((Column("Tag", 8), Column("As it was, as it is", 12, 1)))
_TALL_BY_CODERS = Table((Column("Tag", 12), Column("As it was, as it is", 12, 1)))
_HEADED = 5
"""Rows from which the columns have their titles."""


class Rows:
    """How these marks stand in a list of that size: ``tall`` rows each, ``headed`` by the titles of
    the columns or not.
    """

    def __init__(self, desk: Desk, marks: Sequence[Mark], width: int, height: int) -> None:
        self._desk = desk
        self._width = width
        self._coders = any(one.annotation.coder != desk.library.coder for one in marks)
        self.tall = 2 if is_tall(width, height) else 1
        self.headed = bool(marks) and height >= _HEADED

    @property
    def _table(self) -> Table:
        if self.tall > 1:
            return _TALL_BY_CODERS if self._coders else _TALL
        return _BY_CODERS if self._coders else _TABLE

    def head(self) -> list[Run]:
        """The titles of the columns."""
        return self._table.head(self._width, "dim")

    def rows(self, session: Session, mark: Mark, was: str, chosen: bool | None) -> Lines:
        """The rows of one mark; ``chosen`` is None for any but the chosen one, for that one whether
        the list has the keys.
        """
        role, sign = "side", ""
        if chosen is not None:
            role, sign = ("side-chosen", "❯") if chosen else ("panel", "›")
        quiet = "dim" if role == "side" else role
        tag, lost = session.tag_of(mark), mark.anchor.state == "lost"
        ink = self._desk.view.ink(role, tag.colour if tag else "")
        state: Run = mark.anchor.state, ("warning" if lost else "dim") if role == "side" else role
        coder: Run = mark.annotation.coder or SOMEBODY, quiet
        called: Run = name(session, mark), ink
        if self.tall == 1:
            now: Cell = [("—", quiet)] if lost else mark.annotation.text
            cells: list[Cell] = [[called], [state], was, now]
            if self._coders:
                cells.insert(1, [coder])
            return [self._table.row(self._width, cells, role, sign)]
        above, below = self._words(mark, was, role, quiet)
        under: Cell = [state, (" ", role), coder] if self._coders else [state]
        return [
            self._table.row(self._width, [[called], above], role, sign),
            self._table.row(self._width, [under, below], role),
        ]

    def _words(self, mark: Mark, was: str, role: str, quiet: str) -> tuple[Cell, Cell]:
        """As it was and as it is, the same words one below the other."""
        if mark.anchor.state == "lost":
            return was, [("—", quiet)]
        change = between(was, mark.annotation.text)
        if not change.removed and not change.inserted:
            return was, mark.annotation.text
        view = self._desk.view
        gone, came = (view.ink(role, colour) for colour in colours())
        drawn = inks(view.ink(role, ""), gone, came, role, quiet)
        return in_two_rows(change, self._table.widths(self._width)[1], drawn, apart=True)


def status(desk: Desk, session: Session, mark: Mark, was: str) -> list[Run]:
    """A mark as it was and as it is in one row, so that the keys below it stay in view."""
    lost = mark.anchor.state == "lost"
    label = f" {name(session, mark)} {'lost: it was ' if lost else 'changed: '}"
    room = max(12, desk.view.columns() - cell_width(label) - 1)
    if lost:
        return [(label, "strong"), (quoted_ends(was, room - 2), "strong")]
    change = between(was, mark.annotation.text)
    if not change.removed and not change.inserted:
        return [(f"{label}the same words, perhaps not these: {quoted(was, 24)}", "strong")]
    gone, came = (desk.view.ink("bar", colour) for colour in colours())
    drawn = inks(desk.view.ink("bar", ""), gone, came, "bar", "dim")
    return [(label, "strong"), *in_row(change, room, drawn)]


def words_before(desk: Desk, mark: Mark) -> str:
    """The words of a mark as a person last saw them in their place, on one line."""
    from annotate_tui.services.versions import words_before

    return collapse(words_before(desk.library, mark))
