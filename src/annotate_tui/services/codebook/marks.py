"""The values that marks carry, of any tag, standing and removed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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


def rewrite(library: Library, step: Step, values: Mapping[str, Mapping[str, Any]]) -> int:
    """Set fields of marks by their ids; None empties one. Gives how many marks changed."""
    changed = 0
    for annotation_id, fields in values.items():
        row = step.row("annotation", annotation_id)
        if row is None:
            continue
        merged = {**row["fields"], **fields}
        kept = {name: value for name, value in merged.items() if value is not None}
        guessed = [name for name in row["guessed"] if name in kept]
        if step.update("annotation", annotation_id, {"fields": kept, "guessed": guessed}):
            step.update("annotation", annotation_id, {"updated_at": step.at})
            changed += 1
    return changed


def rename(library: Library, step: Step, tag_ids: Iterable[str], old: str, new: str) -> int:
    """Let the values of a field bear another name, in all marks with these tags."""
    changed = 0
    for each in list(carried(library, tag_ids, old)):
        row = step.row("annotation", each.annotation_id)
        if row is None:
            continue
        fields = {new if name == old else name: value for name, value in row["fields"].items()}
        guessed = [new if name == old else name for name in row["guessed"]]
        step.update("annotation", each.annotation_id, {"fields": fields, "guessed": guessed})
        step.update("annotation", each.annotation_id, {"updated_at": step.at})
        changed += 1
    return changed
