"""The words that the marks' fields hold, counted, and what completes what was typed of one.

The table `field_values` counts, for each field and each text in it, the annotations that stand, of
articles that stand. Triggers in SQL alone keep it right, whoever writes the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from annotate_tui.store.lines import statements

Fetch = Callable[..., list[tuple[Any, ...]]]

TYPED = 200
"""Code points of what was typed that are looked for; SQLite bounds a pattern's length."""

FEW = 2_000
"""Up to so many marks are read themselves to tell which of their values was used last."""

_TABLE = """
CREATE TABLE field_values (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;
"""

_INDEXES = """
CREATE INDEX field_values_used ON field_values(field, count DESC, value);
"""


def _texts(fields: str, more: str = "") -> str:
    """SQL of the texts in a column of fields: what follows FROM. What is no JSON has none."""
    return (
        f"json_each(CASE WHEN json_valid({fields}) THEN {fields} ELSE '{{}}' END) AS f"
        f" WHERE f.type = 'text' AND f.value <> '' AND typeof(f.key) = 'text'{more}"
    )


def _standing(row: str) -> str:
    return (
        f"{row}.removed_at IS NULL"
        f" AND EXISTS (SELECT 1 FROM articles WHERE id = {row}.article_id AND removed_at IS NULL)"
    )


_COUNTED = "ON CONFLICT (field, value) DO UPDATE SET count = count + excluded.count"
_CLEARED = "DELETE FROM field_values WHERE count < 1"

# A field that stays as it was is not touched: most edits change one of ten.
_TRIGGERS = f"""
CREATE TRIGGER field_values_added AFTER INSERT ON annotations
WHEN NEW.fields <> '{{}}' AND {_standing("NEW")}
BEGIN
    INSERT INTO field_values SELECT f.key, f.value, 1 FROM {_texts("NEW.fields")} {_COUNTED};
END;
CREATE TRIGGER field_values_changed AFTER UPDATE OF fields, removed_at, article_id ON annotations
WHEN (OLD.fields <> '{{}}' OR NEW.fields <> '{{}}')
    AND (OLD.fields IS NOT NEW.fields OR OLD.article_id IS NOT NEW.article_id
        OR (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL))
BEGIN
    INSERT INTO field_values SELECT key, value, sum(n) FROM (
        SELECT f.key, f.value, -1 AS n FROM {_texts("OLD.fields", " AND " + _standing("OLD"))}
        UNION ALL
        SELECT f.key, f.value, 1 FROM {_texts("NEW.fields", " AND " + _standing("NEW"))}
    ) GROUP BY key, value HAVING sum(n) <> 0 {_COUNTED};
    {_CLEARED}
        AND (field, value) IN (SELECT f.key, f.value FROM {_texts("OLD.fields")});
END;
CREATE TRIGGER field_values_gone AFTER DELETE ON annotations
WHEN OLD.fields <> '{{}}' AND {_standing("OLD")}
BEGIN
    INSERT INTO field_values SELECT f.key, f.value, -1 FROM {_texts("OLD.fields")} {_COUNTED};
    {_CLEARED}
        AND (field, value) IN (SELECT f.key, f.value FROM {_texts("OLD.fields")});
END;
CREATE TRIGGER field_values_article AFTER UPDATE OF removed_at ON articles
WHEN (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL)
BEGIN
    INSERT INTO field_values
    SELECT f.key, f.value, CASE WHEN NEW.removed_at IS NULL THEN count(*) ELSE -count(*) END
    FROM annotations AS a, {_texts("a.fields")}
        AND a.article_id = NEW.id AND a.removed_at IS NULL AND a.fields <> '{{}}'
    GROUP BY f.key, f.value {_COUNTED};
    {_CLEARED};
END;
"""

COUNT_ALL = (
    "SELECT f.key, f.value, count(*) FROM articles AS r JOIN annotations AS a ON"
    f" a.article_id = r.id JOIN {_texts('a.fields')} AND a.removed_at IS NULL"
    " AND a.fields <> '{}' AND r.removed_at IS NULL GROUP BY f.key, f.value"
)
"""What the table says, counted anew."""


def create(conn: sqlite3.Connection) -> None:
    """Make the table with all it counts, in the transaction that is open on ``conn``."""
    for statement in statements(_TABLE):
        conn.execute(statement)
    conn.execute(f"INSERT INTO field_values {COUNT_ALL}")
    for statement in statements(_INDEXES + _TRIGGERS):
        conn.execute(statement)


def completions(fetch: Fetch, field: str, typed: str, limit: int) -> list[str]:
    """The texts of a field that go on what was typed; see `Reader.completions`."""

    def find(pattern: str, n: int) -> list[str]:
        return _first_column(
            fetch(
                "SELECT value FROM field_values INDEXED BY field_values_used"
                " WHERE field = ? AND value GLOB ? ORDER BY count DESC, value LIMIT ?",
                field,
                pattern,
                n,
            )
        )

    return _going_on(find, typed, limit)


def variable_values(fetch: Fetch, name: str, typed: str, limit: int) -> list[str]:
    """The same of a document variable, over the articles that stand."""

    def find(pattern: str, n: int) -> list[str]:
        return _first_column(
            fetch(
                "SELECT v.value FROM articles AS r, json_each(r.variables) AS v"
                " WHERE r.removed_at IS NULL AND r.variables <> '{}' AND v.type = 'text'"
                " AND v.key = ? COLLATE NOCASE AND v.value <> '' AND v.value GLOB ?"
                " GROUP BY v.value ORDER BY count(*) DESC, v.value LIMIT ?",
                name,
                pattern,
                n,
            )
        )

    return _going_on(find, typed, limit)


def _going_on(find: Callable[[str, int], list[str]], typed: str, limit: int) -> list[str]:
    """Those that begin so, then those of which a later word does."""
    begin = any_case(typed.lstrip()[:TYPED])
    found = dict.fromkeys(find(f"{begin}*", limit))
    if begin and len(found) < limit:
        # Of these, as many as were found above may be the same.
        found.update(dict.fromkeys(find(f"* {begin}*", limit + len(found))))
    return list(found)[:limit]


def any_case(text: str) -> str:
    """A pattern for GLOB that fits the text in small and capital letters, of any script."""
    parts = []
    for char in text:
        forms = {char, char.lower(), char.upper(), char.title(), char.upper().lower()}
        if "Σ" in forms:
            forms |= {"σ", "ς"}
        single = "".join(sorted(form for form in forms if len(form) == 1))
        parts.append(f"[{single}]" if len(single) > 1 or char in "*?[" else char)
    return "".join(parts)


def value_counts(fetch: Fetch, field: str) -> list[tuple[str, int]]:
    """The texts of a field with how many marks hold each, the most used first."""
    return [
        (value, count)
        for value, count in fetch(
            "SELECT value, count FROM field_values WHERE field = ? ORDER BY count DESC, value",
            field,
        )
    ]


def much_used(fetch: Fetch, field: str) -> list[str] | None:
    """The texts of a field that more than `FEW` marks fill in, at most `FEW`; None where fewer do."""
    total = fetch("SELECT coalesce(sum(count), 0) FROM field_values WHERE field = ?", field)[0][0]
    if total <= FEW:
        return None
    return _first_column(
        fetch(
            "SELECT value FROM field_values WHERE field = ? ORDER BY count DESC, value LIMIT ?",
            field,
            FEW,
        )
    )


def value_fields(fetch: Fetch) -> list[tuple[str, int, int]]:
    """The fields that hold texts: name, distinct texts, marks; links hold ids and are left out."""
    links = set(link_fields(fetch))
    return [
        (field, values, marks)
        for field, values, marks in fetch(
            "SELECT field, count(*), sum(count) FROM field_values GROUP BY field ORDER BY field"
        )
        if field not in links
    ]


def link_fields(fetch: Fetch) -> list[str]:
    """The fields that hold the id of another mark, by name."""
    from annotate_tui.store.codebook import PART_OF

    declared = _first_column(
        fetch(
            "SELECT DISTINCT json_extract(f.value, '$.name') FROM tags, json_each(tags.fields) AS f"
            " WHERE instr(tags.fields, '\"link\"') AND json_extract(f.value, '$.kind') = 'link'"
        )
    )
    return sorted({PART_OF.name, *map(str, declared)})


def linked_to(fetch: Fetch, annotation_id: str) -> list[tuple[str, str]]:
    """The marks whose link fields hold that id, with the field; see `Reader.linked_to`."""
    names = json.dumps(link_fields(fetch))
    total = fetch(
        "SELECT coalesce(sum(count), 0) FROM json_each(?) AS j CROSS JOIN field_values AS v"
        " ON v.field = j.value AND v.value = ?",
        names,
        annotation_id,
    )[0][0]
    found: list[tuple[str, str]] = []
    # Most links stay within an article, and its marks are few.
    for where in ("a.article_id = (SELECT article_id FROM annotations WHERE id = ?1)", "1"):
        if len(found) < total:
            found = [
                (id_, field)
                for id_, field in fetch(
                    "SELECT a.id, f.key FROM annotations AS a JOIN articles AS r ON"
                    f" r.id = a.article_id JOIN {_texts('a.fields')} AND f.value = ?1"
                    " AND f.key IN (SELECT value FROM json_each(?2)) AND instr(a.fields, ?1)"
                    f" AND a.removed_at IS NULL AND r.removed_at IS NULL AND {where}"
                    " ORDER BY a.id, f.key",
                    annotation_id,
                    names,
                )
            ]
    return found


def _first_column(rows: list[tuple[Any, ...]]) -> list[Any]:
    return [row[0] for row in rows]
