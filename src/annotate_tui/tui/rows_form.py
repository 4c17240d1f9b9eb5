"""A form of rows that are typed in or chosen, checked, and kept by enter and escape alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate_tui.model import Field
from annotate_tui.reading.line import Line
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints

Then = Callable[[Desk], None]
"""What is done after a form has closed."""


class RowRefused(ValueError):
    """The value of a row cannot be taken; ``name`` is the row's, the words are for the user."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Row(NamedTuple):
    """One row: its name and what stands in it. With ``options`` one of them is chosen, else it is
    typed. ``was`` is what the row is known by before it is changed, and ``field`` what it fills in,
    where a form needs that.
    """

    name: str
    line: Line
    options: tuple[str, ...] = ()
    was: str = ""
    field: Field | None = None

    @property
    def words(self) -> str:
        """What stands in it, without white space around it."""
        return self.line.text.strip()


class RowsForm:
    """One row a value; there is no save key: enter and escape close it and keep everything.

    A form says in `keep_changes` what keeping is; that raises ``refused``, whose ``name`` is a row's,
    for a value that cannot be taken: then the form stays open at that row. A second escape leaves
    what cannot be taken as it was.
    """

    whole = False
    refused: type[ValueError] = RowRefused
    label_cells = 10
    """Cells of the column of names."""
    hints: dict[str, str] = {}  # noqa: RUF012 - each form has its own, and none changes it
    """What to say of the keys in a row, by the row's name."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)
        self._begun = list(rows)
        self._at = 0
        self._top = 0

    # What a form has of its own

    def title(self, desk: Desk) -> str:
        """Whose values they are."""
        raise NotImplementedError

    def keep_changes(self, desk: Desk) -> Then | None:
        """Write what was changed; gives what to do once the form is closed. Raises ``refused``."""
        raise NotImplementedError

    def problem(self, _row: Row) -> str:
        """Why the row cannot stay as it is, in a sentence, while it is typed; "" where it can."""
        return ""

    def hint(self, row: Row) -> str:
        """What to say of the keys in a row; "" for nothing."""
        return self.hints.get(row.name, "")

    def about(self, _row: Row) -> list[Run]:
        """What a row is for, said in place of the title; nothing where the title is."""
        return []

    def beside(self, _desk: Desk, _row: Row, _role: str) -> list[Run]:
        """What stands behind a row's words."""
        return []

    def is_wrong(self, row: Row, name: str) -> bool:
        """Whether that row is the one that was refused by that name."""
        return row.name == name

    def take_as_before(self, name: str) -> None:
        """Forget what was typed in the row of that name."""
        i = next(i for i, row in enumerate(self._rows) if row.name == name)
        self._rows[i] = self._begun[i]

    def changed(self, row: Row) -> None:
        """The current row is another one."""
        self._rows[self._at] = row

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move between rows, change the row, or close."""
        row = self._rows[self._at]
        if key in ("enter", "escape", "ctrl+c"):
            self._finish(desk, "enter" if key == "enter" else "escape")
        elif key in ("tab", "down"):
            self._at = (self._at + 1) % len(self._rows)
        elif key in ("shift+tab", "up"):
            self._at = (self._at - 1) % len(self._rows)
        elif row.options:
            self._choose(row, key, character)
        elif (line := row.line.key(key, character)) is not None:
            self.changed(row._replace(line=line))

    def click(self, _desk: Desk, clicked: Clicked) -> None:
        """Go to the row that was clicked; a row of options again: the next one."""
        at = self._top + clicked.y
        if at >= len(self._rows):
            return
        if at == self._at and self._rows[at].options:
            self._choose(self._rows[at], "right", None)
        self._at = at

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes into the row that is typed in."""
        row = self._rows[self._at]
        if not row.options:
            self.changed(row._replace(line=row.line.insert(words)))

    def close(self, desk: Desk) -> None:
        """Keep everything that can be taken; what cannot is told."""
        wrong = []
        while True:
            try:
                self._keep_now(desk)
            except self.refused as error:
                wrong.append(str(error))
                self.take_as_before(_name(error))
            else:
                break
        if wrong:
            desk.say(f"Left as before: {' '.join(wrong)}")

    def _choose(self, row: Row, key: str, character: str | None) -> None:
        options = row.options
        at = options.index(row.line.text)
        if key in ("right", "space", "left"):
            at += -1 if key == "left" else 1
        elif character:
            after = [*range(at + 1, len(options)), *range(at + 1)]
            typed = character.casefold()
            at = next((i for i in after if options[i].casefold().startswith(typed)), at)
        self.changed(row._replace(line=Line.of(options[at % len(options)])))

    def _finish(self, desk: Desk, key: str) -> None:
        """Keep and close; with a value that cannot be taken it stays open at that value."""
        armed = f"leave {id(self)}"
        if key == "escape" and desk.armed == armed:
            self.close(desk)
            return
        try:
            self._keep_now(desk)
        except self.refused as error:
            name = _name(error)
            self._at = next(
                (i for i, row in enumerate(self._rows) if self.is_wrong(row, name)), self._at
            )
            again = " escape again leaves it as it was." if key == "escape" else ""
            desk.pending = armed if key == "escape" else ""
            desk.say(f"{error}{again}")

    def _keep_now(self, desk: Desk) -> None:
        then = self.keep_changes(desk)
        desk.drop(self)
        if then is not None:
            then(desk)

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """Whose values they are, or what is wrong with this one; and what the keys do in this row."""
        row = self._rows[self._at]
        hint = self.hint(row)
        keys = [hint] if hint else []
        keys += ["tab next row", "enter or escape keeps"]
        wrong = desk.said or self.problem(row)
        told: list[Run] = [(f" {wrong or self.title(desk)}", "strong")]
        return told if wrong else self.about(row) or told, hints(" · ".join(keys))

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """A row a value around the current one, which is lit, its cursor shown."""
        height = max(1, min(height, len(self._rows)))
        self._top = max(self._at - height + 1, min(self._top, self._at))
        self._top = max(0, min(self._top, len(self._rows) - height))
        drawn: Lines = []
        for i in range(self._top, self._top + height):
            row = self._rows[i]
            here = i == self._at
            room = max(1, width - self.label_cells - 3)
            value = self.value_runs(row, room, here=here)
            drawn.append([*self.label(row, here=here), *value, *self.beside(desk, row, "bar")])
        return drawn

    def label(self, row: Row, *, here: bool) -> list[Run]:
        """The sign of the current row and the row's name."""
        name = f"{' ❯' if here else '  '} {row.name:<{self.label_cells}}"
        return [(name, "title" if here else "dim")]

    def value_runs(self, row: Row, _width: int, *, here: bool) -> list[Run]:
        """What stands in the row; ``_width`` cells are there for it."""
        words = row.line.text
        if row.options and here:
            return [(words, "strong"), ("  ‹ ›", "dim")]
        if here:
            return typed_runs(row.line)
        return [(words or "—", "bar" if words else "dim")]


def _name(error: Exception) -> str:
    return str(getattr(error, "name", ""))
