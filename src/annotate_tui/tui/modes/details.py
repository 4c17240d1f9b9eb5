"""What is known of an article, in a form: its details, and variables of the user's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from annotate_tui.reading.line import Line
from annotate_tui.services.articles import DetailError
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.normal import quoted
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, typed_runs
from annotate_tui.tui.status import hints

Keep = Callable[[Desk, dict[str, object]], None]

DETAILS = ("title", "source", "site", "authors", "published", "updated", "language", "note")
VARIABLE = "variable"
_LABEL = 10
_HINTS = {
    "authors": "names, “;” between them",
    "published": "a date like 2026-03-15",
    "updated": "a date like 2026-03-15",
    "language": "a code like en, ko, pt-BR",
    "source": "a web address or a file's path",
    VARIABLE: "name=value; emptied, it goes",
}


class _Row(NamedTuple):
    """One line of the form. A variable bears its name of before: "" for a new one."""

    detail: str
    line: Line
    variable: str = ""


class DetailsForm:
    """One row a value; there is no save key: enter and escape close it and keep everything.

    ``keep`` gets the values that were changed and raises DetailError for one that cannot be taken.
    """

    whole = False

    def __init__(self, article: ArticleRow, keep: Keep) -> None:
        self._article = article
        self._keep = keep
        self._rows = [_Row(name, Line.of(_shown(article, name))) for name in DETAILS]
        self._rows += [
            _Row(VARIABLE, Line.of(f"{name}={_written(value)}"), name)
            for name, value in article.variables.items()
        ]
        self._rows.append(_Row(VARIABLE, Line()))
        self._begun = list(self._rows)
        self._at = 0
        self._top = 0

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move between rows, change the row, or close."""
        row = self._rows[self._at]
        if key in ("enter", "escape", "ctrl+c"):
            self._finish(desk, "enter" if key == "enter" else "escape")
        elif key in ("tab", "down"):
            self._at = (self._at + 1) % len(self._rows)
        elif key in ("shift+tab", "up"):
            self._at = (self._at - 1) % len(self._rows)
        elif (line := row.line.key(key, character)) is not None:
            self._change(line)

    def click(self, _desk: Desk, clicked: Clicked) -> None:
        """Go to the row that was clicked."""
        self._at = self._top + clicked.y

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes into the row that is typed in."""
        self._change(self._rows[self._at].line.insert(words))

    def close(self, desk: Desk) -> None:
        """Keep everything that can be taken; what cannot is told."""
        wrong = []
        while True:
            try:
                self._keep_now(desk)
            except DetailError as error:
                wrong.append(str(error))
                self._take_as_before(error.name)
            else:
                break
        if wrong:
            desk.say(f"Left as before: {' '.join(wrong)}")

    def _finish(self, desk: Desk, key: str) -> None:
        """Keep and close; with a value that cannot be taken it stays open at that value."""
        if key == "escape" and desk.armed == "details":
            self.close(desk)
            return
        try:
            self._keep_now(desk)
        except DetailError as error:
            self._at = next(
                (i for i, row in enumerate(self._rows) if self._is_wrong(row, error)), self._at
            )
            again = " escape again leaves it as it was." if key == "escape" else ""
            desk.pending = "details" if key == "escape" else ""
            desk.say(f"{error}{again}")

    def _keep_now(self, desk: Desk) -> None:
        changes = self._changes()
        if changes:
            self._keep(desk, changes)
        desk.drop(self)

    def _take_as_before(self, name: str) -> None:
        """Forget what was typed for a detail."""
        n = len(DETAILS)
        if name == "variables":
            self._rows[n:] = self._begun[n:]
        else:
            i = DETAILS.index(name)
            self._rows[i] = self._begun[i]
        self._at = min(self._at, len(self._rows) - 1)

    def _is_wrong(self, row: _Row, error: DetailError) -> bool:
        if error.name != "variables":
            return row.detail == error.name
        return row.detail == VARIABLE and row not in self._begun

    def _change(self, line: Line) -> None:
        self._rows[self._at] = self._rows[self._at]._replace(line=line)
        # There is always an empty row for one more variable.
        if self._rows[-1].line.text:
            self._rows.append(_Row(VARIABLE, Line()))

    def _changes(self) -> dict[str, object]:
        """The values that differ from those of before. Raises DetailError."""
        changes: dict[str, object] = {}
        for row, before in zip(self._rows[: len(DETAILS)], self._begun, strict=False):
            words = row.line.text.strip()
            if words != before.line.text.strip():
                changes[row.detail] = words.split(";") if row.detail == "authors" else words
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

    def _as_it_was(self, row: _Row) -> tuple[str, object] | None:
        """A variable not touched, also where its line would not be read as the same again."""
        known = self._article.variables
        return (row.variable, known[row.variable]) if row in self._begun else None

    def _typed(self, row: _Row, words: str) -> tuple[str, object]:
        name, sign, value = (part.strip() for part in words.partition("="))
        if not sign:
            raise DetailError(
                "variables", f"{quoted(crop(words, 24))} has no value: type it as name=value."
            )
        return name, _read(value, self._article.variables.get(row.variable))

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """Whose details they are, and what the keys do in this row."""
        hint = _HINTS.get(self._rows[self._at].detail, "")
        keys = [hint] if hint else []
        keys += ["tab next row", "enter or escape keeps"]
        what = f"Article {self._article.number}: {self._article.title or '(no title)'}"
        return [(f" {desk.said or what}", "strong")], hints(" · ".join(keys))

    def lines(self, _desk: Desk, _width: int, height: int) -> Lines:
        """A row a value around the current one, which is lit, its cursor shown."""
        height = max(1, min(height, len(self._rows)))
        self._top = max(self._at - height + 1, min(self._top, self._at))
        self._top = max(0, min(self._top, len(self._rows) - height))
        drawn: Lines = []
        for i in range(self._top, self._top + height):
            row = self._rows[i]
            here = i == self._at
            name = f"{' ❯' if here else '  '} {row.detail:<{_LABEL}}"
            label: Run = (name, "title" if here else "dim")
            words = row.line.text
            typed = typed_runs(row.line) if here else [(words or "—", "bar" if words else "dim")]
            drawn.append([label, *typed])
        return drawn


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
