"""What is known of an article, in a form: its details, and variables of the user's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from annotate_tui.columns import as_column
from annotate_tui.model import Variable
from annotate_tui.reading.line import Line
from annotate_tui.services.articles import DetailError
from annotate_tui.services.completing import Completion, Known
from annotate_tui.services.fields import FieldError
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.cells import cell_width
from annotate_tui.text.normal import quoted
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.modes.variable_rows import (
    HINTS,
    VariableKeys,
    declared_rows,
    is_missing,
    refusal,
    value_of,
)
from annotate_tui.tui.rows_form import Row, RowsForm

Keep = Callable[[Desk, dict[str, object]], None]

DETAILS = ("title", "source", "site", "authors", "published", "updated", "language", "note")
VARIABLE = "variable"
_HINTS = {
    "authors": "names, “;” between them",
    "published": "a date like 2026-03-15",
    "updated": "a date like 2026-03-15",
    "language": "a code like en, ko, pt-BR",
    "source": "a web address or a file's path",
    VARIABLE: "name=value; emptied, it goes",
}
_FOUND = {
    "json-ld": "from JSON-LD",
    "open graph": "from Open Graph",
    "meta": "from the page's head",
    "front matter": "from the front matter",
    "properties": "from the file's properties",
    "headers": "from the headers",
    "columns": "from a column",
    "text": "from the text",
    "file name": "from the file's name",
    "hand": "by hand",
}
"""Where a detail stood, in words."""
_WIDEST = 20
"""Cells of the longest name that is shown whole."""


class DetailsForm(RowsForm):
    """One row a value, and one for each variable; enter and escape close it and keep everything.

    Variables that are ``declared`` have rows of their own, with or without a value, which are
    answered or checked by their kind; all others are typed as name=value. ``known`` gives the values
    that a declared one has elsewhere.
    ``keep`` gets the values that were changed and raises DetailError for one that cannot be taken.
    """

    refused = DetailError
    hints = _HINTS

    def __init__(
        self, article: ArticleRow, keep: Keep, declared: Sequence[Variable], known: Known
    ) -> None:
        self._article = article
        self._keep = keep
        self._keys = VariableKeys(Completion(known))
        self._declared = {as_column(variable.field.name) for variable in declared}
        own = declared_rows(declared, article.variables)
        rows = [*(Row(name, Line.of(_shown(article, name))) for name in DETAILS), *own]
        rows += [
            Row(VARIABLE, Line.of(f"{name}={_written(value)}"), was=name)
            for name, value in article.variables.items()
            if as_column(name) not in self._declared
        ]
        self._free = len(DETAILS) + len(own)
        longest = max((cell_width(row.name) + 2 for row in own), default=0)
        self.label_cells = max(self.label_cells, min(longest, _WIDEST))
        super().__init__([*rows, Row(VARIABLE, Line())])

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """As in any form; the row of a declared variable takes answers and offers."""
        row = self._rows[self._at]
        if key in ("tab", "shift+tab", "down", "up"):
            if key == "tab" and (offer := self._keys.offer(row)):
                row = self._keys.take(row, offer)
            self._leave(row)
        elif row.field is not None and key not in ("enter", "escape", "ctrl+c"):
            pressed = self._keys.press(row, key, character)
            if pressed is not None:
                self.changed(pressed[0])
                desk.say(pressed[1])
            return
        super().key(desk, key, character)

    def _leave(self, row: Row) -> None:
        left = self._keys.leave(row)
        if left != self._rows[self._at]:
            self.changed(left)

    def click(self, desk: Desk, clicked: Clicked) -> None:
        """Go to the row that was clicked; the answers of a list again: the next one."""
        before = self._at
        self._leave(self._rows[before])
        super().click(desk, clicked)
        row = self._rows[self._at]
        if self._at == before and self._top + clicked.y == before and row.field is not None:
            pressed = self._keys.press(row, "right", None)
            if pressed is not None:
                self.changed(pressed[0])

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes into the row that is typed in."""
        row = self._rows[self._at]
        if row.field is None:
            super().paste(desk, words)
            return
        pasted = self._keys.paste(row, words)
        if pasted is row:
            desk.say("Pasted text goes into a row that is typed: tab goes on to one.")
        self.changed(pasted)

    def title(self, _desk: Desk) -> str:
        """The article's number and title."""
        return f"Article {self._article.number}: {self._article.title or '(no title)'}"

    def keep_changes(self, desk: Desk) -> None:
        """Hand on what was changed."""
        changes = self._changes()
        if changes:
            self._keep(desk, changes)

    def problem(self, row: Row) -> str:
        """Why a declared variable cannot be what was typed."""
        return refusal(row) if row.field is not None and row not in self._begun else ""

    def hint(self, row: Row) -> str:
        """What the keys do in a row."""
        if row.field is None:
            return super().hint(row)
        return "tab takes it" if self._keys.offer(row) else HINTS.get(row.field.kind, "")

    def about(self, row: Row) -> list[Run]:
        """What a declared variable is for."""
        if row.field is None or not row.field.description:
            return []
        return [(f" {row.name}: ", "strong"), (row.field.description, "dim")]

    def beside(self, _desk: Desk, row: Row, role: str) -> list[Run]:
        """Where a detail was found, as long as nobody has changed it here."""
        found = self._article.found.get(row.name, "") if row.name in DETAILS else ""
        if not found or not row.words or row not in self._begun:
            return []
        return [(f"  {_FOUND.get(found, f'from {found}')}", "dim" if role == "bar" else role)]

    def label(self, row: Row, *, here: bool) -> list[Run]:
        """The name of the row; of a declared variable that is required with a sign."""
        if row.field is None:
            return super().label(row, here=here)
        sign = "*" if row.field.required else ""
        name = crop(row.name, self.label_cells - 1 - len(sign))
        role = "title" if here else "dim"
        runs: list[Run] = [(f"{' ❯' if here else '  '} {name}", role)]
        if sign:
            runs.append((sign, "warning" if is_missing(row) else "dim"))
        return [*runs, (" " * (self.label_cells - cell_width(name) - len(sign)), role)]

    def value_runs(self, row: Row, width: int, *, here: bool) -> list[Run]:
        """What stands in the row; of a declared list its answers while it is chosen."""
        if row.field is None:
            return super().value_runs(row, width, here=here)
        return self._keys.runs(row, width, here=here)

    def take_as_before(self, name: str) -> None:
        """Forget what was typed for a detail, for a declared variable, or for all others."""
        links = [i for i, row in enumerate(self._rows) if self._is_new_link(row)]
        if name == "variables" and not links:
            self._rows[self._free :] = self._begun[self._free :]
        else:
            wrong = (i for i, row in enumerate(self._rows) if self.is_wrong(row, name))
            for i in links if name == "variables" else [next(wrong)]:
                self._rows[i] = self._begun[i]
        self._at = min(self._at, len(self._rows) - 1)

    def is_wrong(self, row: Row, name: str) -> bool:
        """Whether the row holds that detail, or a variable that was typed."""
        if row.field is not None:
            return name == _refused_as(row) or (name == "variables" and self._is_new_link(row))
        if name != "variables":
            return row.name == name
        return row.name == VARIABLE and row not in self._begun

    def _is_new_link(self, row: Row) -> bool:
        """Whether the row names a mark: only writing finds out whether there is one."""
        return row.field is not None and row.field.kind == "link" and row not in self._begun

    def changed(self, row: Row) -> None:
        """There is always an empty row for one more variable."""
        super().changed(row)
        if self._rows[-1].line.text:
            self._rows.append(Row(VARIABLE, Line()))

    def _changes(self) -> dict[str, object]:
        """The values that differ from those of before. Raises DetailError."""
        changes: dict[str, object] = {}
        for row, before in zip(self._rows[: len(DETAILS)], self._begun, strict=False):
            words = row.line.text.strip()
            if words != before.line.text.strip():
                changes[row.name] = words.split(";") if row.name == "authors" else words
        variables = self._variables()
        if variables != dict(self._article.variables):
            changes["variables"] = variables
        return changes

    def _variables(self) -> dict[str, Any]:
        found = self._declared_values()
        for row in self._rows[self._free :]:
            words = row.line.text.strip()
            if not words:
                continue
            name, value = self._as_it_was(row) or self._typed(row, words)
            if name in found:
                raise DetailError(
                    "variables", f"There are two variables {name}: give one another name."
                )
            found[name] = value
        return found

    def _declared_values(self) -> dict[str, Any]:
        """What the declared variables hold; those not touched as they were. Raises DetailError."""
        found: dict[str, Any] = {}
        rows = slice(len(DETAILS), self._free)
        for row, before in zip(self._rows[rows], self._begun[rows], strict=True):
            if row.words == before.words:
                if row.was:
                    found[row.was] = self._article.variables[row.was]
                continue
            try:
                value = value_of(row)
            except FieldError as error:
                raise DetailError(_refused_as(row), str(error)) from error
            if value is not None:
                found[row.name] = value
        return found

    def _as_it_was(self, row: Row) -> tuple[str, object] | None:
        """A variable not touched, also where its line would not be read as the same again."""
        known = self._article.variables
        return (row.was, known[row.was]) if row in self._begun else None

    def _typed(self, row: Row, words: str) -> tuple[str, object]:
        name, sign, value = (part.strip() for part in words.partition("="))
        if not sign:
            raise DetailError(
                "variables", f"{quoted(crop(words, 24))} has no value: type it as name=value."
            )
        if as_column(name) in self._declared:
            raise DetailError("variables", f"{name} has a row of its own: type its value there.")
        return name, _read(value, self._article.variables.get(row.was))


def _refused_as(row: Row) -> str:
    """By what name the value of a declared variable is refused; no detail has it."""
    return f"variable {row.name}"


def _shown(article: ArticleRow, name: str) -> str:
    return "; ".join(article.authors) if name == "authors" else str(getattr(article, name))


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(words: str, before: object) -> object:
    """The value that words stand for: of the kind it was before where they can be read so."""
    if before is None or isinstance(before, str):
        return words
    try:
        value: object = json.loads(words)
    except ValueError:
        return words
    numbers = (int, float)
    same = type(value) is type(before) or (type(value) in numbers and type(before) in numbers)
    return value if same else words
