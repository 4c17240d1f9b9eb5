"""The editor of a mark: its tag, its fields, its note, beside the text with the words in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.services.forms import FIELD, LEFT, NOTE, TAG, TYPED, Row
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run
from annotate_tui.tui.modes.form_rows import Drawn, Ink, label_width, row_lines
from annotate_tui.tui.side import side_head
from annotate_tui.tui.status import hints
from annotate_tui.tui.words import quoted

if TYPE_CHECKING:
    from annotate_tui.model import Mark
    from annotate_tui.services.filling import Filling
    from annotate_tui.services.forms import Changes
    from annotate_tui.tui.session import Session

_HINTS: Mapping[str, str] = {
    TAG: "← → or a letter: another tag",
    NOTE: "type the note",
    LEFT: "backspace empties it",
    "text": "⌃n ⌃p entered before",
    "url": "a web address",
    "number": "a number like 12.5 or 12,5",
    "date": "a date like 12 June 2023",
    "boolean": "y or n · backspace empties",
    "choice": "a letter answers · backspace empties",
    "choices": "letters take, and leave out again",
    "link": "space picks it · backspace empties",
}
_NARROW = 64
"""Cells of the footer's words in which 80 columns also hold what escape does."""


class FormActs(NamedTuple):
    """What the form has others do: write, go on to another mark, pick one in the text.

    ``keep`` gives whether all was written, or is kept to be brought back; ``turn`` the form of the
    mark so many further on, None behind the last; ``named`` the words for a linked mark by its id.
    """

    keep: Callable[[Desk, Filling, Changes], None]
    turn: Callable[[Desk, Mark, int], Filling | None]
    pick: Callable[[Desk, MarkForm, Row], None]
    named: Callable[[str], str]


class MarkForm:
    """One row a value; there is no save key: enter and escape close it and keep everything."""

    whole = False

    def __init__(self, session: Session, filling: Filling, acts: FormActs) -> None:
        self.filling = filling
        self._session = session
        self._acts = acts
        self._top = 0
        self._drawn: list[Drawn] = []
        self._head = 1
        self._strayed = False

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move between rows, change the row, go on to another mark, or close."""
        filling = self.filling
        self._strayed = False
        if key in ("enter", "escape", "ctrl+c"):
            self._finish(desk, again=key != "enter")
        elif key == "tab":
            if filling.offer:
                filling.take(filling.offer)
            desk.say(filling.move(1))
        elif key in ("down", "up", "shift+tab"):
            desk.say(filling.move(1 if key == "down" else -1))
        elif key in ("pagedown", "ctrl+f", "pageup", "ctrl+b"):
            self._turn(desk, 1 if key in ("pagedown", "ctrl+f") else -1)
        elif filling.row.kind == "link" and key in ("space", "right"):
            self._acts.pick(desk, self, filling.row)
        else:
            desk.say(filling.key(key, character) or "")

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes into the row that is typed in."""
        desk.say(self.filling.paste(words))

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Go to the row that was clicked, or take the answer; the tag again: the next tag."""
        filling = self.filling
        at = clicked.y - self._head + self._top
        if not 0 <= at < len(self._drawn) or clicked.y < self._head:
            return
        drawn = self._drawn[at]
        option = drawn.option_at(clicked.x)
        here = drawn.row == filling.at
        if not here:
            desk.say(filling.go(drawn.row))
        if option is not None:
            filling.take_option(filling.rows[drawn.row], option)
        elif here and filling.row.what == TAG:
            filling.key("right", None)
        elif here and clicked.again and filling.row.kind == "link":
            self._acts.pick(desk, self, filling.row)

    def wheel(self, _desk: Desk, rows: int) -> None:
        """Scroll through the rows."""
        self._top += rows
        self._strayed = True

    def close(self, desk: Desk) -> None:
        """Keep everything; words that cannot be read wait to be brought back."""
        changes = self.filling.changes()
        desk.drop(self)
        self._acts.keep(desk, self.filling, changes)

    def _wrong(self) -> list[Row]:
        # Words for a field of the tag before count as well: nobody else would ask for them again.
        filling = self.filling
        held = [row for row in filling.rows if row.field or row.what == LEFT]
        return [row for row in held if row.name in filling.wrong]

    def _finish(self, desk: Desk, *, again: bool) -> None:
        """Keep and close; with words that cannot be read it stays open there.

        Where ``again`` is allowed, the second time it closes and leaves those fields as they were.
        """
        changes = self.filling.changes()
        wrong = self._wrong()
        if wrong and not (again and desk.armed == "form"):
            self._stay(desk, wrong[0], "escape again leaves it as it was" if again else "")
            return
        desk.drop(self)
        # Whoever was told and leaves so means it.
        self._acts.keep(desk, self.filling, changes._replace(unread={}))
        if wrong:
            reasons = " ".join(self.filling.wrong[row.name] for row in wrong)
            desk.say(f"Left as before: {reasons}")

    def _stay(self, desk: Desk, row: Row, more: str) -> None:
        self.filling.go(self.filling.rows.index(row))
        desk.pending = "form" if more else ""
        desk.say(f"{self.filling.wrong[row.name]}{f' {more.capitalize()}.' if more else ''}")

    def _turn(self, desk: Desk, step: int) -> None:
        """Keep, and go on to another mark; the same field of it."""
        filling, row = self.filling, self.filling.row
        changes = filling.changes()
        wrong = self._wrong()
        if wrong:
            self._stay(desk, wrong[0], "")
            return
        if not changes.nothing:
            self._acts.keep(desk, filling, changes)
        said = desk.said
        turned = self._acts.turn(desk, filling.mark, step)
        if turned is None:
            end = "This is the last mark." if step > 0 else "This is the first mark."
            end = desk.said if desk.said != said else end
            said = f"{said} · {end}" if said else end
            # What was written is the mark's own now.
            turned = self._acts.turn(desk, filling.mark, 0)
        if turned is None:
            desk.drop(self)
        else:
            self.filling, self._top = turned, 0
            if row.what == FIELD:
                turned.go_to(row.name)
            elif row.what in (TAG, NOTE):
                turned.go_row(row.what)
        desk.say(said)

    # Drawing

    def bars(self, desk: Desk) -> tuple[list[Run], list[Run]]:
        """What the field means, and what the keys do in this row."""
        filling, row = self.filling, self.filling.row
        tag = filling.tags.tag
        about = tag.description if row.what == TAG and tag else ""
        about = row.field.description if row.field else about
        reason = filling.wrong.get(row.name, "")
        status: list[Run] = [(f" {quoted(filling.mark.annotation.text, 60)}", "strong")]
        if desk.said or reason:
            status = [(f" {desk.said or reason}", "warning")]
        elif about:
            status = [(f" {row.name}: " if row.field else " ", "strong"), (about, "dim")]
        hint = _HINTS.get(row.kind or row.what, "")
        if filling.offer:
            return status, hints(
                "tab takes it and goes on · delete refuses it · enter keeps the rest"
            )
        if filling.hint:
            hint = "→ takes it · ⌃n ⌃p others"
        if filling.guessed(row) and row.kind != "link":
            hint = (
                f"→ confirms · {'typing replaces it' if row.kind in TYPED else 'a letter answers'}"
            )
        keys = f"{hint} · tab next · PgDn PgUp marks · enter "
        return status, hints(f"{keys}{'or escape ' if len(keys) < _NARROW else ''}keeps")

    def needed(self, desk: Desk, width: int) -> int:
        """How many lines it takes to show everything."""
        return self._head + len(self._draw_rows(desk.view.ink, width))

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """Which mark it is, then its rows around the current one, which is lit, its cursor shown."""
        drawn = self._drawn = self._draw_rows(desk.view.ink, width)
        self._head = int(height > 1)
        room = max(1, height - self._head)
        here = [y for y, one in enumerate(drawn) if one.row == self.filling.at]
        first, last = here[0], here[-1]
        if not self._strayed:
            self._top = min(max(last - room + 1, self._top), first)
        self._top = max(0, min(self._top, len(drawn) - room))
        shown = drawn[self._top : self._top + room]
        above, below = self._top, len(drawn) - self._top - len(shown)
        out = " ".join(f"{sign}{n}" for sign, n in (("↑", above), ("↓", below)) if n)
        head = side_head(self._title(), out, width, focused=desk.taking is self)
        return [head, *(one.runs for one in shown)] if self._head else [one.runs for one in shown]

    def _draw_rows(self, ink: Ink, width: int) -> list[Drawn]:
        filling = self.filling
        label = label_width(filling, width)
        drawn: list[Drawn] = []
        for at in range(len(filling.rows)):
            drawn += row_lines(filling, at, label, width, self._acts.named, ink)
        return drawn

    def _title(self) -> str:
        session, mark = self._session, self.filling.mark
        at = session.marks.index_of(mark.id)
        place = f"Mark {at + 1:,} of {len(session.marks):,}" if at is not None else "Mark"
        coder = mark.annotation.coder
        return place if coder in ("", session.library.coder) else f"{place} · {coder}’s"
