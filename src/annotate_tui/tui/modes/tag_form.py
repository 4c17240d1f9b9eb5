"""A tag in a form: its name, key and colour, what it is for, what is coded so and what is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.reading.line import Line
from annotate_tui.services.codebook import CodebookError
from annotate_tui.services.codebook.colours import PALETTE, clean_colour
from annotate_tui.services.codebook.keys import clean_key
from annotate_tui.services.codebook.names import clean_name, fold
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.lines import Run
from annotate_tui.tui.rows_form import Row, RowRefused, RowsForm

ROWS = {
    "name": "name",
    "key": "key",
    "colour": "colour",
    "description": "description",
    "example": "example",
    "not so": "counter_example",
}
"""The rows of the form, and what each is called in the codebook."""
_SWATCH = "  ██"

Keep = Callable[[Desk, dict[str, str]], None]


class TagForm(RowsForm):
    """One row a value; enter and escape close it and keep everything.

    ``keep`` gets what was changed by its name in the codebook, and raises CodebookError for what
    cannot be taken. ``tags`` are all there are, ``reserved`` says why a character is no key, or "".
    """

    label_cells = 12
    hints = {  # noqa: RUF012 - as in the form it is one of
        "name": "its name; a path stays",
        "key": "one character; emptied, it has none",
        "colour": "⌃n ⌃p another colour · #0072b2 or blue",
        "description": "what it is for",
        "example": "what is coded so",
        "not so": "what is not coded so, though it looks like it",
    }

    def __init__(
        self, tag: Tag, tags: Sequence[Tag], reserved: Callable[[str], str], keep: Keep
    ) -> None:
        self._tag = tag
        self._others = [other for other in tags if other.id != tag.id]
        self._reserved = reserved
        self._keep = keep
        super().__init__([Row(name, Line.of(getattr(tag, of))) for name, of in ROWS.items()])

    def title(self, _desk: Desk) -> str:
        """The tag's path."""
        return f"Tag {self._tag.path}"

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """As in any form; in the row of the colour ⌃n and ⌃p go through colours told apart well."""
        row = self._rows[self._at]
        if row.name == "colour" and key in ("ctrl+n", "ctrl+p"):
            step = 1 if key == "ctrl+n" else -1
            known = row.words in PALETTE
            at = PALETTE.index(row.words) + step if known else min(step, 0)
            self.changed(row._replace(line=Line.of(PALETTE[at % len(PALETTE)])))
            return
        super().key(desk, key, character)

    def problem(self, row: Row) -> str:
        """Why the row cannot stay as it is."""
        if row in self._begun:
            return ""
        check = {"name": self._wrong_name, "key": self._wrong_key, "colour": clean_colour}
        try:
            return check[row.name](row.words) if row.name in ("name", "key") else _checked(row)
        except CodebookError as error:
            return str(error)

    def beside(self, desk: Desk, row: Row, role: str) -> list[Run]:
        """How the colour looks."""
        if row.name != "colour":
            return []
        try:
            colour = clean_colour(row.words)
        except CodebookError:
            return []
        return [(_SWATCH, desk.view.ink(role, colour)), (" as in the text", "dim")]

    def keep_changes(self, desk: Desk) -> None:
        """Hand on what was changed, where every row can stay as it is."""
        changed = [row for row in self._rows if row not in self._begun]
        for row in changed:
            if problem := self.problem(row):
                raise RowRefused(row.name, problem)
        changes = {ROWS[row.name]: row.words for row in changed}
        try:
            if changes:
                self._keep(desk, changes)
        except CodebookError as error:
            raise RowRefused(changed[0].name, str(error)) from error

    def _wrong_name(self, words: str) -> str:
        name = clean_name(words)
        twin = next(
            (
                other
                for other in self._others
                if other.parent_id == self._tag.parent_id and fold(other.name) == fold(name)
            ),
            None,
        )
        away = ", which is put away" if twin and twin.archived_at else ""
        return f"There is a tag {twin.path} already{away}." if twin else ""

    def _wrong_key(self, words: str) -> str:
        key = clean_key(words)
        if not key:
            return ""
        twin = next((t for t in self._others if t.key == key and not t.archived_at), None)
        return self._reserved(key) or (f"The key {key} is {twin.path}'s." if twin else "")


def _checked(row: Row) -> str:
    if row.name == "colour":
        clean_colour(row.words)
    return ""
