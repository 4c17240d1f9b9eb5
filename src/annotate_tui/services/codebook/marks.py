"""The values that marks carry, of any tag, standing and removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotate_tui.store import Library, Step


@dataclass(frozen=True, slots=True)
class Carried:
    """One value of a field as a mark carries it; ``guessed`` where nobody has confirmed it."""

    annotation_id: str
    article_number: int
    tag_id: str
    value: Any
    removed: bool


def carried(library: Library, tag_ids: Iterable[str], name: str) -> Iterator[Carried]:
    """The values of the field ``name`` in marks with these tags, by article; removed ones too."""
    rows = library.fetch(
        "SELECT a.id, r.number, a.tag_id, f.value, f.type, a.removed_at IS NOT NULL"
        " FROM json_each(?) AS t CROSS JOIN annotations AS a ON a.tag_id = t.value"
        " JOIN articles AS r ON r.id = a.article_id, json_each(a.fields) AS f"
        " WHERE a.fields <> '{}' AND f.key = ? ORDER BY r.number, a.id",
        json.dumps(list(tag_ids)),
        name,
    )
    for id_, number, tag_id, value, kind, removed in rows:
        if kind in ("array", "object"):
            value = json.loads(value)
        elif kind in ("true", "false"):
            value = kind == "true"
        if value is not None:
            yield Carried(id_, number, tag_id, value, bool(removed))


def names_carried(library: Library, tag_ids: Iterable[str]) -> set[str]:
    """The names of all fields that marks with these tags carry a value of."""
    return {
        row[0]
        for row in library.fetch(
            "SELECT DISTINCT f.key FROM json_each(?) AS t CROSS JOIN annotations AS a"
            " ON a.tag_id = t.value, json_each(a.fields) AS f WHERE a.fields <> '{}'",
            json.dumps(list(tag_ids)),
        )
    }


def count_marks(library: Library, tag_id: str) -> int:
    """How many marks have the tag, removed ones too."""
    found: int = library.fetch("SELECT count(*) FROM annotations WHERE tag_id = ?", tag_id)[0][0]
    return found


def rewrite(step: Step, name: str, values: Iterable[tuple[Carried, Any]]) -> int:
    """Give marks another value of the field ``name``; None empties it. Gives how many changed."""
    # What becomes of a value hangs on the value, and only here and there on the mark or its tag:
    # there are few of these groups, and each is written as a whole.
    groups: list[tuple[dict[str, Any], list[str]]] = []
    for each, value in values:
        was = json.dumps(each.value)
        for becomes, ids in groups:
            if json.dumps(becomes.setdefault(was, value)) == json.dumps(value):
                ids.append(each.annotation_id)
                break
        else:
            groups.append(({was: value}, [each.annotation_id]))
    return sum(step.update_fields(ids, _with(name, becomes)) for becomes, ids in groups)


def _with(name: str, becomes: Mapping[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(fields: dict[str, Any]) -> dict[str, Any]:
        value = becomes[json.dumps(fields[name])]
        if value is not None:
            return {**fields, name: value}
        return {each: kept for each, kept in fields.items() if each != name}

    return change


def rename(library: Library, step: Step, tag_ids: Iterable[str], old: str, new: str) -> int:
    """Let the values of a field bear another name, in all marks with these tags."""
    ids = [each.annotation_id for each in carried(library, tag_ids, old)]
    return step.update_fields(
        ids,
        lambda fields: {new if name == old else name: kept for name, kept in fields.items()},
        renamed={old: new},
    )
