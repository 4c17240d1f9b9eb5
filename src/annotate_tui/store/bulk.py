"""Changes of very many annotations in one step, each with its event, a thousand rows at a time.

What a `Step` does with one row costs five statements; here a row costs its share of two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotate_tui.store.subjects import SUBJECTS, clean, dump

if TYPE_CHECKING:
    from annotate_tui.store.steps import Step

AT_ONCE = 1_000
"""How many annotations are read and written at a time."""

CACHE = 65_536
"""KiB of the file that are held from the first such change on: with SQLite's own 2 MB, pages are
written and read again and again, which takes half as long once more."""

_JSON = SUBJECTS["annotation"].json

Fields = dict[str, Any]


def retag(step: Step, from_tag_id: str, to_tag_id: str) -> int:
    """All annotations and rejections of one tag get another; see `Step.retag`."""
    if from_tag_id == to_tag_id:
        return 0
    rows = step.conn.execute(
        "SELECT id, article_id, updated_at FROM annotations WHERE tag_id = ? ORDER BY id",
        [from_tag_id],
    ).fetchall()
    old, new, now = (json.dumps(clean(x)) for x in (from_tag_id, to_tag_id, step.at))
    after = f'{{"tag_id":{new},"updated_at":{now}}}'
    if rows:
        step.changed.add("annotation")
    _make_room(step, len(rows))
    _record(
        step,
        (
            (id_, article, f'{{"tag_id":{old},"updated_at":{json.dumps(updated)}}}', after)
            for id_, article, updated in rows
        ),
    )
    step.conn.execute(
        "UPDATE annotations SET tag_id = ?, updated_at = ? WHERE tag_id = ?",
        [to_tag_id, step.at, from_tag_id],
    )
    names = ("text_id", "tag_id", "start", "end", "coder")
    for key in step.conn.execute(
        'SELECT text_id, tag_id, start, "end", coder FROM rejections WHERE tag_id = ?',
        [from_tag_id],
    ).fetchall():
        step.delete("rejection", key)
        other = {**dict(zip(names, key, strict=True)), "tag_id": to_tag_id}
        if step.row("rejection", *other.values()) is None:
            step.insert("rejection", other)
    return len(rows)


def replace_values(step: Step, field: str, old: Sequence[str], new: str | None) -> int:
    """The texts ``old`` of a field become another or none; see `Step.replace_values`."""
    wanted = {clean(value) for value in old} - {new}

    def change(fields: Fields) -> Fields:
        if not isinstance(fields.get(field), str) or fields[field] not in wanted:
            return fields
        if new is None:
            return {name: value for name, value in fields.items() if name != field}
        return {**fields, field: new}

    return update_fields(step, having(step, field, sorted(wanted)), change)


def having(step: Step, field: str, values: Sequence[str] | None = None) -> list[str]:
    """The ids of the annotations that hold the field; with ``values``, one of these texts in it."""
    also, parameters = "", [field]
    if values is not None:
        also = " AND f.type = 'text' AND f.value IN (SELECT value FROM json_each(?))"
        parameters.append(dump(list(values)))
    return [
        row[0]
        for row in step.conn.execute(
            "SELECT DISTINCT a.id FROM annotations AS a, json_each(CASE WHEN json_valid(a.fields)"
            " THEN a.fields ELSE '{}' END) AS f WHERE a.fields <> '{}' AND f.key = ?"
            f"{also} ORDER BY a.id",
            parameters,
        )
    ]


def update_fields(
    step: Step,
    ids: Iterable[str],
    change: Callable[[Fields], Fields],
    renamed: Mapping[str, str] | None = None,
) -> int:
    """New fields for these annotations; see `Step.update_fields`."""
    names = renamed or {}

    def changes(row: dict[str, Any]) -> dict[str, Any]:
        old: Fields = json.loads(row["fields"])
        new = change(dict(old))
        words = dump(new)
        if words == dump(old):
            return {}
        found: dict[str, Any] = {"fields": words, "updated_at": step.at}
        guessed = json.loads(row["guessed"])
        if guessed:
            # Of a field that is empty now, nothing is left that was guessed.
            still = [names.get(g, g) for g in guessed]
            kept = [
                name
                for name, was in zip(still, guessed, strict=True)
                if name in new or was not in old
            ]
            found["guessed"] = dump(kept)
        return found

    return _change(step, ids, ("fields", "guessed", "updated_at"), changes)


def invert(step: Step, events: Iterable[tuple[str, str]]) -> None:
    """Columns of annotations as they were: (id, the event's ``before``), each annotation once."""
    wanted = dict(events)
    columns = sorted({name for before in wanted.values() for name in json.loads(before)})

    def changes(row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: dump(value) if name in _JSON else value
            for name, value in json.loads(wanted[row["id"]]).items()
        }

    _change(step, wanted, columns, changes)


def _change(
    step: Step,
    ids: Iterable[str],
    columns: Sequence[str],
    changes: Callable[[dict[str, Any]], dict[str, Any]],
) -> int:
    """Write what ``changes`` gives for each row, as the table holds it, where it differs."""
    count = 0
    waiting = iter(ids)
    while some := list(islice(waiting, AT_ONCE)):
        _make_room(step, len(some))
        rows = step.conn.execute(
            f"SELECT a.id, a.article_id, {', '.join(f'a.{name}' for name in columns)}"
            " FROM json_each(?) AS j JOIN annotations AS a ON a.id = j.value ORDER BY j.id",
            [json.dumps(some)],
        ).fetchall()
        events: list[tuple[str, str, str, str]] = []
        by_columns: dict[tuple[str, ...], list[list[Any]]] = {}
        for id_, article, *values in rows:
            row = {"id": id_, **dict(zip(columns, values, strict=True))}
            new = {n: v for n, v in changes(row).items() if _differs(n, row[n], v)}
            if not new:
                continue
            events.append((id_, article, _as_event(row, new), _as_event(new, new)))
            by_columns.setdefault(tuple(new), []).append([*new.values(), id_])
        if events:
            step.changed.add("annotation")
            _record(step, events)
        for names, parameters in by_columns.items():
            sets = ", ".join(f"{name} = ?" for name in names)
            step.conn.executemany(f"UPDATE annotations SET {sets} WHERE id = ?", parameters)
        count += len(events)
    return count


def _make_room(step: Step, count: int) -> None:
    if count >= AT_ONCE:
        step.conn.execute(f"PRAGMA cache_size = -{CACHE}")


def _differs(name: str, old: str, new: str) -> bool:
    if old == new:
        return False
    return name not in _JSON or dump(json.loads(old)) != new


def _as_event(row: Mapping[str, Any], names: Iterable[str]) -> str:
    """Some columns of a row as an event holds them; JSON columns are in the row as text."""
    return (
        "{"
        + ",".join(
            f'"{name}":{row[name] if name in _JSON else json.dumps(row[name], ensure_ascii=False)}'
            for name in names
        )
        + "}"
    )


def _record(step: Step, events: Iterable[tuple[str, str, str, str]]) -> None:
    """One event for each (annotation, article, before, after)."""
    coder = clean(step.coder)
    step.conn.executemany(
        "INSERT INTO events (id, step, undoes, library, at, coder, action, kind, subject,"
        " article_id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, 'annotation', ?, ?, ?, ?)",
        (
            [
                step.new_id(),
                step.id,
                step.undoes,
                step.library,
                step.at,
                coder,
                step.action,
                *event,
            ]
            for event in events
        ),
    )
