"""Values over the library that the store does not count by itself: of lists, of variables."""

from __future__ import annotations

from collections import Counter

from annotate_tui.columns import as_column
from annotate_tui.store import Library


def variable_counts(library: Library) -> dict[str, int]:
    """How many articles that stand have a value of each variable, declared or not, by its name.

    Names that are one column count as one, under the declared name or else the most used. Raises
    LibraryError.
    """
    names = {as_column(v.field.name): v.field.name for v in library.variables()}
    counts: Counter[str] = Counter()
    rows = library.fetch(
        "SELECT v.key, count(*) FROM articles AS r, json_each(r.variables) AS v"
        " WHERE r.removed_at IS NULL AND r.variables <> '{}' GROUP BY v.key ORDER BY count(*) DESC"
    )
    for name, count in rows:
        counts[names.setdefault(as_column(name), name)] += count
    return dict(counts)


def variable_value_counts(library: Library, name: str) -> list[tuple[str, int]]:
    """The texts of a variable, and of a list its parts, with how many articles have each.

    The most used first. Raises LibraryError.
    """
    counts: Counter[str] = Counter()
    rows = library.fetch(
        "SELECT coalesce(p.value, v.value), count(*) FROM articles AS r, json_each(r.variables) AS v"
        " LEFT JOIN json_each(CASE v.type WHEN 'array' THEN v.value ELSE '[]' END) AS p"
        " WHERE r.removed_at IS NULL AND r.variables <> '{}' AND v.key = ? COLLATE NOCASE"
        " AND coalesce(p.type, v.type) = 'text' AND coalesce(p.value, v.value) <> ''"
        " GROUP BY 1",
        name,
    )
    for value, count in rows:
        counts[value] += count
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def choice_counts(library: Library, field: str) -> tuple[int, list[tuple[str, int]]]:
    """How many marks that stand have something in a field of several choices, and each choice's.

    The most used first. All marks are read. Raises LibraryError.
    """
    counts: Counter[str] = Counter()
    marks: set[str] = set()
    for id_, value in library.fetch(
        "SELECT a.id, p.value FROM annotations AS a JOIN articles AS r ON r.id = a.article_id,"
        " json_each(a.fields) AS f, json_each(CASE f.type WHEN 'array' THEN f.value ELSE '[]' END)"
        " AS p WHERE instr(a.fields, '[') AND a.removed_at IS NULL AND r.removed_at IS NULL"
        " AND f.key = ? AND p.type = 'text'",
        field,
    ):
        marks.add(id_)
        counts[value] += 1
    return len(marks), sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
