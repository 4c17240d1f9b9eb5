"""What is known of an article, in a form: its details, and variables of the user's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from annotate_tui.reading.line import Line
from annotate_tui.services.articles import DetailError
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.normal import quoted
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.lines import crop
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


class DetailsForm(RowsForm):
    """One row a value, and one for each variable; enter and escape close it and keep everything.

    ``keep`` gets the values that were changed and raises DetailError for one that cannot be taken.
    """

    refused = DetailError
    hints = _HINTS

    def __init__(self, article: ArticleRow, keep: Keep) -> None:
        self._article = article
        self._keep = keep
        rows = [Row(name, Line.of(_shown(article, name))) for name in DETAILS]
        rows += [
            Row(VARIABLE, Line.of(f"{name}={_written(value)}"), was=name)
            for name, value in article.variables.items()
        ]
        super().__init__([*rows, Row(VARIABLE, Line())])

    def title(self, _desk: Desk) -> str:
        """The article's number and title."""
        return f"Article {self._article.number}: {self._article.title or '(no title)'}"

    def keep_changes(self, desk: Desk) -> None:
        """Hand on what was changed."""
        changes = self._changes()
        if changes:
            self._keep(desk, changes)

    def take_as_before(self, name: str) -> None:
        """Forget what was typed for a detail, or for all variables."""
        n = len(DETAILS)
        if name == "variables":
            self._rows[n:] = self._begun[n:]
        else:
            super().take_as_before(name)
        self._at = min(self._at, len(self._rows) - 1)

    def is_wrong(self, row: Row, name: str) -> bool:
        """Whether the row holds that detail, or a variable that was typed."""
        if name != "variables":
            return row.name == name
        return row.name == VARIABLE and row not in self._begun

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
        found: dict[str, Any] = {}
        for row in self._rows[len(DETAILS) :]:
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
        return name, _read(value, self._article.variables.get(row.was))


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
