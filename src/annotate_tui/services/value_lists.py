"""What was entered for one field, counted: fields of marks, and document variables as article.NAME."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from annotate_tui.columns import as_column
from annotate_tui.services.values import rename_values, rename_variable_values
from annotate_tui.store import Library
from annotate_tui.store.search_words import fold

_ARTICLE = "article."
# What may stand between words or be left out; signs of sums and money say something else.
_NOTHING = dict.fromkeys(map(ord, " \t\n!\"#%&'()*,-./:;?@[\\]_{}"))


class Entered(NamedTuple):
    """A field whose values are listed: of marks, or with ``articles`` a document variable."""

    field: str
    articles: bool = False

    @property
    def name(self) -> str:
        """The field's name, of a document variable as article.NAME."""
        return f"{_ARTICLE}{self.field}" if self.articles else self.field

    @property
    def carriers(self) -> str:
        """What carries it: "mark" or "article"."""
        return "article" if self.articles else "mark"


class Held(NamedTuple):
    """A field with how many distinct values it has, and how many marks or articles hold one."""

    entered: Entered
    values: int
    carriers: int


class Value(NamedTuple):
    """One value and how many hold it. ``folded`` is without case and accents; ``alike`` tells
    whether another one differs from it only in case, accents, blanks or punctuation.
    """

    words: str
    used: int
    folded: str
    alike: bool


def fields_with_values(library: Library) -> list[Held]:
    """The fields of marks that hold texts, by name, then the document variables that do."""
    fields = [Held(Entered(name), values, n) for name, values, n in library.value_fields()]
    found: dict[str, Counter[str]] = {}
    names = {as_column(v.field.name): v.field.name for v in library.variables()}
    for variables in _variables(library):
        for name, value in variables.items():
            texts = _texts(value)
            if texts:
                own = names.setdefault(as_column(name), name)
                found.setdefault(own, Counter()).update(texts)
    return [
        *fields,
        *(Held(Entered(name, True), len(n), n.total()) for name, n in sorted(found.items())),
    ]


def counts(library: Library, entered: Entered) -> list[tuple[str, int]]:
    """The values of a field and how many marks, or articles, that stand hold each."""
    if not entered.articles:
        return library.value_counts(entered.field)
    column = as_column(entered.field)
    found: Counter[str] = Counter()
    for variables in _variables(library):
        for name, value in variables.items():
            if as_column(name) == column:
                found.update(_texts(value))
    return found.most_common()


def by_name(counted: Iterable[tuple[str, int]], known: dict[str, tuple[str, str]]) -> list[Value]:
    """The values by name, case and accents not asked, so that those that look alike stand together.

    ``known`` keeps what words were folded to, from one time to the next.
    """
    rows: list[tuple[str, str, str, int]] = []
    for words, n in counted:
        forms = known.get(words)
        if forms is None:
            folded = fold(words)
            forms = known[words] = folded, folded.translate(_NOTHING)
        rows.append((forms[0], words, forms[1], n))
    rows.sort()
    often = Counter([key for _, _, key, _ in rows])
    return [Value(words, n, folded, bool(key) and often[key] > 1) for folded, words, key, n in rows]


def bare(words: str) -> str:
    """The words without case, accents, blanks and punctuation."""
    return fold(words).translate(_NOTHING)


def rename(library: Library, entered: Entered, values: Sequence[str], into: str) -> int:
    """Write ``into`` in place of these values, in one step; gives how many marks or articles changed.

    Raises FieldError, LibraryError.
    """
    if entered.articles:
        return rename_variable_values(library, entered.field, values, into)
    return rename_values(library, entered.field, values, into)


def marks_with(library: Library, entered: Entered, value: str) -> list[str]:
    """The ids of the marks that stand and hold that value; of a document variable all marks of the
    articles that do.
    """
    if entered.articles:
        column = as_column(entered.field)
        rows = library.fetch(
            "SELECT id, variables FROM articles WHERE removed_at IS NULL AND variables <> '{}'"
        )
        articles = [
            article_id
            for article_id, written in rows
            if any(
                as_column(name) == column and value in _texts(one)
                for name, one in _read(written).items()
            )
        ]
        found = library.fetch(
            "SELECT id FROM annotations WHERE removed_at IS NULL"
            " AND article_id IN (SELECT value FROM json_each(?))",
            json.dumps(articles),
        )
    else:
        found = library.fetch(
            "SELECT a.id FROM annotations AS a, json_each(CASE WHEN json_valid(a.fields)"
            " THEN a.fields ELSE '{}' END) AS f WHERE a.removed_at IS NULL AND a.fields <> '{}'"
            " AND f.key = ? AND f.type = 'text' AND f.value = ?",
            entered.field,
            value,
        )
    return [row[0] for row in found]


def _variables(library: Library) -> Iterator[dict[str, Any]]:
    rows = library.fetch(
        "SELECT variables FROM articles WHERE removed_at IS NULL AND variables <> '{}'"
    )
    for (written,) in rows:
        yield _read(written)


def _read(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _texts(value: object) -> list[str]:
    """The texts of a value: itself, or the choices of a list."""
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str) and part.strip()]
