"""Steps that change the codebook, or many marks by it, said in words."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container
from typing import Any

READ = 2_000
"""How many events are looked through for the values that were renamed."""

_TAG_DONE = {
    "create-tag": "added",
    "move-tag": "moved",
    "reorder-tag": "moved",
    "archive-tag": "put away",
    "restore-tag": "brought back",
    "remove-tag": "removed",
}
_FIELD_DONE = {
    "add-field": "added",
    "remove-field": "removed",
    "move-field": "moved",
}
_VARIABLE_DONE = {
    "add-variable": "added",
    "remove-variable": "removed",
    "move-variable": "moved",
}


def tell(conn: sqlite3.Connection, action: str, rows: list[Any]) -> str:
    """What such a step did, or "" for another step.

    ``rows`` are its events: action, time, coder, kind, subject, article, before, after, undoes.
    """
    tags = [row for row in rows if row[3] == "tag"]
    if action == "import-codebook":
        return _imported(rows)
    if action == "rename-value":
        return _renamed_values(rows)
    if action == "merge-tag":
        return _merged(conn, rows, tags)
    if tags and action in ("edit-tag", "rename-tag"):
        return _edited(f"tag “{_name(conn, 'tags', tags[0])}”", *_sides(tags[0]))
    if action == "create-tag" and len(tags) > 1:
        *above, last = [_name(conn, "tags", row) for row in tags]
        return f"tags {', '.join(f'“{name}”' for name in above)} and “{last}” added"
    if tags and action in _TAG_DONE:
        return f"tag “{_name(conn, 'tags', tags[0])}” {_TAG_DONE[action]}"
    if tags and action.endswith("-field"):
        return _field(conn, action, tags[0])
    variables = [row for row in rows if row[3] == "variable"]
    if variables and action == "edit-variable":
        return _edited(
            f"variable “{_name(conn, 'variables', variables[0])}”", *_sides(variables[0])
        )
    if variables and action in _VARIABLE_DONE:
        return f"variable “{_name(conn, 'variables', variables[0])}” {_VARIABLE_DONE[action]}"
    return ""


def _sides(row: tuple[Any, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    return json.loads(row[6] or "{}"), json.loads(row[7] or "{}")


def _name(conn: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> str:
    """As it was called in that step, as far as its events say; else as it is called now."""
    old, new = _sides(row)
    said = new.get("name") or old.get("name")
    return str(said) if said else _known(conn, table, row[4])


def _edited(what: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """tag “a” renamed “b”, key changed; ``what`` is called as it is after the step."""
    names = [name for name in new if new[name] != old.get(name)]
    said = []
    if "name" in old and "name" in names:
        what = f"{what.partition('“')[0]}“{old['name']}”"
        said.append(f"renamed “{new['name']}”")
    if "kind" in old and "kind" in names:
        said.append(f"changed from {old['kind']} to {new['kind']}")
        names = [name for name in names if name != "choices"]
    more = [name.replace("_", "-") for name in names if name not in ("name", "kind")]
    if more:
        said.append(f"{' and '.join(more)} changed")
    return f"{what} {', '.join(said or ['changed'])}"


def _known(conn: sqlite3.Connection, table: str, id_: str) -> str:
    found = conn.execute(f"SELECT name FROM {table} WHERE id = ?", [id_]).fetchone()
    if found:
        return str(found[0])
    kind = table.removesuffix("s")
    logged = conn.execute(
        "SELECT coalesce(json_extract(after, '$.name'), json_extract(before, '$.name')) AS name"
        " FROM events WHERE kind = ? AND subject = ? AND name IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1",
        [kind, id_],
    ).fetchone()
    return str(logged[0]) if logged else ""


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _marks(rows: list[Any]) -> int:
    return len({row[4] for row in rows if row[3] == "annotation"})


def _imported(rows: list[Any]) -> str:
    counts = [
        (len({row[4] for row in rows if row[3] == kind and not _only_moved(row)}), kind)
        for kind in ("tag", "variable")
    ]
    said = ", ".join(_count(n, name) for n, name in counts if n)
    return f"codebook imported: {said}" if said else "codebook imported"


def _only_moved(row: tuple[Any, ...]) -> bool:
    return all(side.keys() == {"position"} for side in _sides(row))


def _merged(conn: sqlite3.Connection, rows: list[Any], tags: list[Any]) -> str:
    gone = next((row for row in tags if row[7] is None or '"archived_at"' in row[7]), None)
    marked = next((row for row in rows if row[3] == "annotation"), None)
    from_id = gone[4] if gone else _sides(marked)[0].get("tag_id", "") if marked else ""
    if not from_id:
        return "tags merged"
    name = _name(conn, "tags", gone) if gone else _known(conn, "tags", from_id)
    others = [row[4] for row in tags if row[4] != from_id]
    into = _sides(marked)[1].get("tag_id", "") if marked else next(iter(others), "")
    where = f" into “{_known(conn, 'tags', into)}”" if into else ""
    return f"tag “{name}” merged{where} with {_count(_marks(rows), 'mark')}"


def _renamed_values(rows: list[Any]) -> str:
    """speaker “A” and 1 more renamed “a” in 12 marks; of very many marks the first are read."""
    olds: dict[str, None] = {}
    field, new = "", None
    for row in rows[:READ]:
        kept = "variables" if row[3] == "article" else "fields"
        before, after = (side.get(kept, {}) for side in _sides(row))
        for name in before:
            if before[name] != after.get(name) and field in ("", name):
                field, new = name, after.get(name)
                olds[str(before[name])] = None
    if not olds:
        return ""
    more = len(olds) - 1
    others = f" and {'at least ' if len(rows) > READ else ''}{more} more" if more else ""
    done = "emptied" if new is None else f"renamed “{new}”"
    first = next(iter(olds))
    articles = len({row[4] for row in rows if row[3] == "article"})
    count = _count(articles, "article") if articles else _count(_marks(rows), "mark")
    return f"{field.replace('_', ' ')} “{first}”{others} {done} in {count}"


def articles_done(rows: list[Any]) -> list[tuple[str, list[str]]]:
    """What a step that brought articles in did with which: added, given a new text, brought back.

    Of new texts it says how the marks came along that were placed in them.
    """
    added: dict[str, None] = {}
    fresh: dict[str, None] = {}
    earlier: dict[str, None] = {}
    back: dict[str, None] = {}
    texts = {row[4] for row in rows if row[3] == "text"}
    for row in rows:
        if row[3] != "article":
            continue
        if row[6] is None:
            added[row[4]] = None
            continue
        _, new = _sides(row)
        if new.get("text"):
            (fresh if new["text"] in texts else earlier)[row[4]] = None
        elif "removed_at" in new and not new["removed_at"]:
            back[row[4]] = None
    # An article that came in and changed within one step was added.
    fresh, earlier, back = (
        {one: None for one in ids if one not in added} for ids in (fresh, earlier, back)
    )
    parts = (
        ("added", added),
        (f"given a new text{_placed(rows, fresh)}", fresh),
        (f"given an earlier text again{_placed(rows, earlier)}", earlier),
        ("brought back", back),
    )
    return [(done, list(ids)) for done, ids in parts if ids]


def _placed(rows: list[Any], articles: Container[str]) -> str:
    """(2 stood, 1 lost): of the marks that were given a place in a new text of these articles."""
    names = {"exact": "stood"}
    states = Counter(
        _sides(row)[1].get("state")
        for row in rows
        if row[3] == "anchor" and row[6] is None and row[5] in articles
    )
    order = ("exact", "moved", "changed", "lost")
    said = ", ".join(f"{states[one]} {names.get(one, one)}" for one in order if states[one])
    return f" ({said})" if said else ""


def confirmed(rows: list[Any]) -> str:
    """Of a step that confirmed guesses: "speaker and cue confirmed"."""
    before, after = (side.get("guessed", []) for side in _sides(rows[0]))
    names = [name.replace("_", " ") for name in before if name not in after]
    *most, last = names or ["fields"]
    return f"{', '.join(most)} and {last} confirmed" if most else f"{last} confirmed"


def kept_at_once(conn: sqlite3.Connection, step: str) -> str:
    """Of a step that kept very many: "12 suggestions kept in 3 articles"."""
    marks, articles = conn.execute(
        "SELECT count(*), count(DISTINCT article_id) FROM events"
        " WHERE step = ? AND kind = 'annotation' AND before IS NULL",
        [step],
    ).fetchone()
    where = f" in {articles} articles" if articles > 1 else ""
    return f"{_count(marks, 'suggestion')} kept{where}"


def _field(conn: sqlite3.Connection, action: str, row: tuple[Any, ...]) -> str:
    old, new = ({f["name"]: f for f in side.get("fields", [])} for side in _sides(row))
    tag = _known(conn, "tags", row[4])
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    changed = [name for name in new if name in old and old[name] != new[name]]
    if action in ("rename-field", "edit-field") and gone and come:
        return f"field “{gone[0]}” of {tag} renamed “{come[0]}”"
    if action == "convert-field" and changed:
        kinds = [str(side[changed[0]].get("kind", "text")) for side in (old, new)]
        return f"field “{changed[0]}” of {tag} changed from {kinds[0]} to {kinds[1]}"
    if action == "move-field":
        return f"fields of tag “{tag}” put in another order"
    name = next(iter([*come, *gone, *changed]), "")
    return f"field “{name}” of {tag} {_FIELD_DONE.get(action, 'changed')}" if name else ""


def link_target(row: tuple[Any, ...]) -> tuple[str, str]:
    """The field and the id of the mark that a link event's annotation leads to now; "" for none."""
    before, after = (side.get("fields", {}) for side in _sides(row))
    for name, value in after.items():
        if value != before.get(name) and isinstance(value, str):
            return name, value
    return "", ""
