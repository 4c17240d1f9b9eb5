"""The view ``annotation_table``: the columns of the CSV export, in SQL alone.

Everything is computed inside the view, so that sqlite3, Datasette and pandas see the same table as
the export without any function of ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from annotate_tui.columns import FIELD_PREFIX, VARIABLE_PREFIX, annotation_columns
from annotate_tui.store.links import link_sql

_SQL: dict[str, str] = {
    "tag": "coalesce(g.path, '')",
    "text": "a.text",
    "note": "a.note",
    "context": "a.context",
    "title": "r.title",
    "published": "r.published",
    "link": link_sql("r.source", "n.exact"),
    "source": "r.source",
    "site": "r.site",
    "authors": "coalesce((SELECT group_concat(value, '; ') FROM json_each(r.authors)), '')",
    "article_updated": "r.updated",
    "retrieved_at": "r.retrieved_at",
    "language": "r.language",
    "paragraph_no": "a.paragraph_no",
    "sentence_no": "a.sentence_no",
    "start_char": "n.start",
    "end_char": 'n."end"',
    "anchor": "coalesce(c.state, '')",
    "origin": "a.origin",
    "guessed": "CASE a.guessed WHEN '[]' THEN '' ELSE"
    " (SELECT group_concat(value, '; ') FROM json_each(a.guessed)) END",
    "coder": "a.coder",
    "coded_at": "a.created_at",
    "changed_at": "a.updated_at",
    "article_note": "r.note",
    "id": "a.id",
    "article_id": "a.article_id",
    "text_sha256": "t.sha256",
    "prefix": "n.prefix",
    "suffix": "n.suffix",
}

# A mark stands in the article's current text; where it is not placed there, or was lost there, its
# newest other place is given together with the digest of that text.
_VIEW = """
CREATE VIEW annotation_table AS
WITH RECURSIVE paths(id, path, position) AS (
    SELECT id, name, position FROM tags WHERE parent_id IS NULL
    UNION ALL
    SELECT tags.id, paths.path || '/' || tags.name, tags.position
    FROM tags JOIN paths ON tags.parent_id = paths.id
)
SELECT {columns}
FROM annotations AS a
JOIN articles AS r ON r.id = a.article_id
LEFT JOIN paths AS g ON g.id = a.tag_id
LEFT JOIN anchors AS c ON c.annotation_id = a.id AND c.text_id = r.text
JOIN anchors AS n ON n.annotation_id = a.id AND n.text_id = CASE
    WHEN c.state <> 'lost' THEN c.text_id
    ELSE coalesce((
        SELECT o.text_id FROM anchors AS o JOIN texts AS x ON x.id = o.text_id
        WHERE o.annotation_id = a.id AND o.state <> 'lost'
        ORDER BY (SELECT max(e.seq) FROM events AS e WHERE e.kind = 'article'
            AND e.subject = x.article_id AND json_extract(e.after, '$.text') = x.id) DESC,
            x.n DESC LIMIT 1
    ), c.text_id) END
JOIN texts AS t ON t.id = n.text_id
WHERE a.removed_at IS NULL AND r.removed_at IS NULL
ORDER BY r.number, n.start, -n."end", g.path IS NULL, g.position, a.id
"""


def field_sql(name: str, kinds: Collection[str] = ()) -> str:
    """The SQL of a field's value, for the kinds that the codebook gives it.

    A list is joined by "; "; yes and no are the words true and false.
    """
    if '"' in name or "\\" in name:
        return _member_sql("a.fields", _text(name))
    path = _text(f'$."{name}"')
    cases = ""
    if "choices" in kinds:
        joined = f"(SELECT group_concat(value, '; ') FROM json_each(a.fields, {path}))"
        cases += f" WHEN 'array' THEN {joined}"
    if "boolean" in kinds:
        cases += " WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'"
    plain = f"json_extract(a.fields, {path})"
    return f"CASE json_type(a.fields, {path}){cases} ELSE {plain} END" if cases else plain


def _member_sql(mapping: str, key: str) -> str:
    """The SQL of a member of a JSON object, in words where it is a list, yes or no."""
    joined = "(SELECT group_concat(p.value, '; ') FROM json_each(m.value) AS p)"
    return (
        f"(SELECT CASE m.type WHEN 'array' THEN {joined} WHEN 'true' THEN 'true'"
        f" WHEN 'false' THEN 'false' ELSE m.value END FROM json_each({mapping}) AS m"
        f" WHERE m.key = {key})"
    )


def view_sql(fields: Iterable[tuple[str, str]], variables: Iterable[str]) -> str:
    """The view's SQL for a codebook's fields (name, kind) and the articles' own columns."""
    kinds: dict[str, set[str]] = {}
    for name, kind in fields:
        kinds.setdefault(name, set()).add(kind)
    columns: list[str] = []
    for column in annotation_columns(kinds, variables):
        if column in _SQL:
            value = _SQL[column]
        elif column.startswith(VARIABLE_PREFIX):
            key = _text(column.removeprefix(VARIABLE_PREFIX))
            value = _member_sql("r.variables", f"{key} COLLATE NOCASE")
        else:
            name = column.removeprefix(FIELD_PREFIX)
            value = field_sql(name, kinds.get(name, ()))
        columns.append(f"{value} AS {_name(column)}")
    return _VIEW.format(columns=",\n    ".join(columns)).strip()


def rebuild(conn: sqlite3.Connection) -> bool:
    """Make the view anew where the codebook or the articles' columns ask for another one.

    The variables that were declared come first, in their order. Runs in the transaction that is
    open; gives whether anything changed.
    """
    fields = conn.execute(
        "SELECT json_extract(f.value, '$.name'), json_extract(f.value, '$.kind')"
        " FROM tags, json_each(tags.fields) AS f ORDER BY tags.position, tags.id, f.key"
    ).fetchall()
    declared = conn.execute("SELECT name FROM variables ORDER BY position, id").fetchall()
    further = conn.execute(
        "SELECT DISTINCT v.key FROM articles, json_each(articles.variables) AS v"
        " WHERE articles.variables <> '{}' AND articles.removed_at IS NULL ORDER BY v.key"
    ).fetchall()
    wanted = view_sql(fields, [row[0] for row in (*declared, *further)])
    have = conn.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'annotation_table'"
    ).fetchone()
    if have and have[0] == wanted:
        return False
    conn.execute("DROP VIEW IF EXISTS annotation_table")
    conn.execute(wanted)
    return True


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
