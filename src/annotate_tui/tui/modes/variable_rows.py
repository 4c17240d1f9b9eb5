"""Rows of the details for declared document variables: answered or typed as their kind is, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Variable
from annotate_tui.reading.line import Line
from annotate_tui.services.answering import Answer, answer, answers, options
from annotate_tui.services.completing import Completion
from annotate_tui.services.fields import FieldError, read_value, shown_value
from annotate_tui.services.forms import ANSWERED, READ
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import Run, crop, typed_runs
from annotate_tui.tui.rows_form import Row

NEEDED = "needed"
"""What stands in a required row that is empty."""
HINTS: Mapping[str, str] = {
    "text": "⌃n ⌃p entered before",
    "url": "a web address",
    "number": "a number like 12.5 or 12,5",
    "date": "a date like 2023-06-12 or 12 June 2023",
    "boolean": "y or n answers · backspace empties",
    "choice": "a letter answers · backspace empties",
    "choices": "letters take, and leave out again",
    "link": "the id of a mark",
}
_TAKES = frozenset({"right", "end", "ctrl+e"})
_REFUSES = frozenset({"delete", "ctrl+d", "ctrl+k"})


def declared_rows(variables: Sequence[Variable], held: Mapping[str, object]) -> list[Row]:
    """A row for each declared variable; ``was`` is the name under which the article has it, or ""."""
    own = {as_column(name): name for name in held}
    rows = []
    for variable in variables:
        field = variable.field
        was = own.get(as_column(field.name), "")
        words = shown_value(field, held[was]) if was else ""
        rows.append(Row(field.name, Line.of(words), was=was, field=field))
    return rows


def value_of(row: Row) -> Any:  # noqa: ANN401
    """The value that the row's words stand for; None for no words. Raises FieldError."""
    return read_value(row.field or Field(name=row.name), row.words)


def refusal(row: Row) -> str:
    """Why the row's words cannot be read as its kind, in a sentence; "" where they can."""
    try:
        value_of(row)
    except FieldError as error:
        return str(error)
    return ""


def is_missing(row: Row) -> bool:
    """Whether the row is required and empty."""
    return bool(row.field and row.field.required and not row.words)


class VariableKeys:
    """What the keys do in the row of a declared variable: `leave` it with every other row."""

    def __init__(self, completion: Completion) -> None:
        self._completion = completion
        self._answer = Answer(None)

    def leave(self, row: Row) -> Row:
        """The row as it is left: its words as they are kept, where they can be read."""
        self._completion.reset()
        self._answer = Answer(None)
        if row.field is None or row.field.kind not in READ or refusal(row):
            return row
        return row._replace(line=Line.of(shown_value(row.field, value_of(row))))

    def offer(self, row: Row) -> str:
        """What completes the words just typed; "" without."""
        text = row.field is not None and row.field.kind in ("text", "url")
        return self._completion.offer(row.name, row.line) if text else ""

    def take(self, row: Row, words: str) -> Row:
        """The row with an offer in it."""
        self._completion.refuse()
        return row._replace(line=Line.of(words))

    def paste(self, row: Row, words: str) -> Row:
        """The row with pasted words; a list is answered, not typed."""
        if row.field is None or options(row.field) or row.field.kind == "choices":
            return row
        self._completion.typed()
        return row._replace(line=row.line.insert(words))

    def press(self, row: Row, key: str, character: str | None) -> tuple[Row, str] | None:
        """The row after a key and what to tell of it; None for a key that it does not take."""
        field = row.field
        if field is None:
            return None
        if field.kind in ANSWERED or field.kind == "choices":
            return self._answered(row, field, key, character)
        return self._typed(row, field, key, character)

    def _answered(
        self, row: Row, field: Field, key: str, character: str | None
    ) -> tuple[Row, str] | None:
        value = None if refusal(row) else value_of(row)
        if field.kind == "choices":
            given = answers(field, value, self._answer, key, character)
        else:
            given = answer(field, value, key, character)
        if given is None:
            return None
        self._answer = given
        if given.told or given.value == value:
            # What cannot be read stays till it is answered or emptied.
            empties = not given.told and given.value is None and bool(row.words)
            return (row._replace(line=Line()) if empties else row), given.told
        return row._replace(line=Line.of(shown_value(field, given.value))), ""

    def _typed(
        self, row: Row, field: Field, key: str, character: str | None
    ) -> tuple[Row, str] | None:
        line = row.line
        at_end = line.cursor == len(line.text)
        completes = field.kind in ("text", "url")
        if completes and key in ("ctrl+n", "ctrl+p"):
            cycled, told = self._completion.cycle(row.name, line, 1 if key == "ctrl+n" else -1)
            return row._replace(line=cycled), told
        if at_end and key in (*_TAKES, *_REFUSES) and (offer := self.offer(row)):
            if key in _TAKES:
                return self.take(row, offer), ""
            self._completion.refuse()
            return row, ""
        after = line.key(key, character)
        if after is None:
            return None
        if after.text != line.text:
            self._completion.typed()
        return row._replace(line=after), ""

    def runs(self, row: Row, width: int, *, here: bool) -> list[Run]:
        """What stands in the row, in at most ``width`` cells where it is a list of answers."""
        words = row.line.text
        if not here:
            if not words:
                return [(NEEDED, "warning") if is_missing(row) else ("—", "dim")]
            wrong: list[Run] = [(" ✗", "warning")] if refusal(row) else []
            return [(words, "bar"), *wrong]
        if row.field is not None and options(row.field):
            return self._answers(row, row.field, width)
        offer = self.offer(row)
        if offer and offer.casefold().startswith(words.casefold()) and len(offer) > len(words):
            rest = offer[len(words) :]
            return [(words, "strong"), (rest[:1], "cursor"), (rest[1:], "dim")]
        more: list[Run] = [("→ ", "key"), (offer, "dim")] if offer else []
        return [*typed_runs(row.line), *more]

    def _answers(self, row: Row, field: Field, width: int) -> list[Run]:
        """The answers on one line, those taken lit; without room from the one that is acted on."""
        value = None if refusal(row) else value_of(row)
        several = field.kind == "choices"
        taken = set(value or ()) if several else {value}
        offered = options(field)
        lit = [i for i, (one, _) in enumerate(offered) if one in taken]
        at = self._answer.at if several else next(iter(lit), 0)
        words = [f"{'✓' if several and i in lit else ''}{w}" for i, (_, w) in enumerate(offered)]
        whole = sum(cell_width(one) + 2 for one in words) - 2
        first = at if whole > width else 0
        runs: list[Run] = [("… ", "dim")] if first else []
        if row.words and refusal(row):
            runs += [(row.words, "bar"), (" ✗  ", "warning")]
        left = width - sum(cell_width(one) for one, _ in runs)
        for i in range(first, len(words)):
            shown = crop(words[i], max(0, left))
            if not shown:
                break
            if i in lit:
                runs.append((shown, "chosen"))
            elif several and i == at:
                runs.append((shown, "key"))
            else:
                runs += [(shown[:1], "key"), (shown[1:], "dim")]
            runs.append(("  ", "bar"))
            left -= cell_width(shown) + 2
        return runs
