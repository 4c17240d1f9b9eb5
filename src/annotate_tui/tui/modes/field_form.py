"""A field in a form: its name, kind and choices, whether it is required, what it is for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from annotate_tui.columns import as_column
from annotate_tui.model import FIELD_KINDS, Field
from annotate_tui.reading.line import Line
from annotate_tui.services.codebook import CodebookError
from annotate_tui.services.codebook.names import clean_choices, clean_field, clean_name
from annotate_tui.services.fields import FieldError
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.rows_form import Row, RowRefused, RowsForm, Then

KINDS = {
    "text": "text",
    "number": "number",
    "date": "date",
    "boolean": "yes/no",
    "choice": "one of",
    "choices": "several of",
    "link": "link",
    "url": "url",
}
"""The kinds of fields as people call them; no two begin with one letter."""
assert tuple(KINDS) == FIELD_KINDS
_OF = {words: kind for kind, words in KINDS.items()}
_CHOOSING = ("choice", "choices")
_NO_YES = ("no", "yes")

Keep = Callable[[Desk, Field], "Then | None"]


class FieldForm(RowsForm):
    """One row a value; enter and escape close it and keep the field, or leave it whole as it was.

    ``keep`` takes the field where it differs and gives what is to be opened then; it raises
    CodebookError or FieldError for what cannot be. ``names`` are those of the other fields.
    """

    label_cells = 12
    hints = {  # noqa: RUF012 - as in the form it is one of
        "name": "its name; a column of the export",
        "kind": "← → or a first letter: another kind",
        "choices": "“;” between them",
        "required": "← → or y n",
        "description": "what it is for",
    }

    def __init__(
        self, field: Field, title: str, what: str, names: Collection[str], keep: Keep
    ) -> None:
        self._field = field
        self._title = title
        self._what = what
        self._names = {as_column(name): name for name in names}
        self._keep = keep
        super().__init__(
            [
                Row("name", Line.of(field.name)),
                Row("kind", Line.of(KINDS[field.kind]), tuple(KINDS.values())),
                Row("choices", Line.of("; ".join(field.choices))),
                Row("required", Line.of(_NO_YES[field.required]), _NO_YES),
                Row("description", Line.of(field.description)),
            ]
        )

    def title(self, _desk: Desk) -> str:
        """Whose field it is."""
        return self._title

    def problem(self, row: Row) -> str:
        """Why the row cannot stay as it is."""
        try:
            if row.name == "name" and row.words:
                name = clean_name(row.words, self._what)
                twin = self._names.get(as_column(name))
                return f"There is a {self._what} {twin} already." if twin else ""
            if row.name == "choices" and row.words:
                if self._kind not in _CHOOSING:
                    return "Only “one of” and “several of” have choices: change the kind."
                clean_choices(self._named or "it", self._kind, self._choices)
        except CodebookError as error:
            return str(error)
        return ""

    def take_as_before(self, _name: str) -> None:
        """A field is kept whole or not at all."""
        self._rows = list(self._begun)

    def keep_changes(self, desk: Desk) -> Then | None:
        """Hand the field on, where every row can stay as it is."""
        if self._rows == self._begun:
            return None
        for row in self._rows:
            idle = row.name == "choices" and self._kind not in _CHOOSING
            if wrong := "" if idle else self.problem(row):
                raise RowRefused(row.name, wrong)
        field = self._read()
        if field == self._field:
            return None
        try:
            return self._keep(desk, field)
        except (CodebookError, FieldError) as error:
            differs = "choices" if field.choices != self._field.choices else "name"
            kind = "kind" if field.kind != self._field.kind else differs
            raise RowRefused(kind, str(error)) from error

    def _read(self) -> Field:
        """The field as typed. Raises RowRefused."""
        typed = Field(
            name=self._named,
            kind=self._kind,
            choices=self._choices if self._kind in _CHOOSING else (),
            required=self._row("required").words == "yes",
            description=self._row("description").words,
        )
        # A field that becomes one of a list without a list takes the values that there are.
        made_a_list = self._field.name and self._field.kind != typed.kind and not typed.choices
        try:
            if typed.kind in _CHOOSING and made_a_list:
                plain = clean_field(replace(typed, kind="text"))
                return replace(plain, kind=typed.kind)
            return clean_field(typed)
        except CodebookError as error:
            missing = typed.name and typed.kind in _CHOOSING and not typed.choices
            raise RowRefused("choices" if missing else "name", str(error)) from error

    def _row(self, name: str) -> Row:
        return next(row for row in self._rows if row.name == name)

    @property
    def _named(self) -> str:
        return self._row("name").words

    @property
    def _kind(self) -> str:
        return _OF[self._row("kind").words]

    @property
    def _choices(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self._row("choices").words.split(";"))
        return tuple(part for part in parts if part)
