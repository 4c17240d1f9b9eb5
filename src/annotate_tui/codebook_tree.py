"""Tags from their rows: the tree, its order, and what a tag has from those above it.

A library keeps rows in a table, a codebook's file has them in its own form; both grow the same tree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from annotate_tui.model import Field, Tag


def field_row(field: Field) -> dict[str, Any]:
    """The field as a JSON object: what is not said is left out."""
    row: dict[str, Any] = {"name": field.name, "kind": field.kind}
    if field.choices:
        row["choices"] = list(field.choices)
    if field.required:
        row["required"] = True
    if field.description:
        row["description"] = field.description
    return row


def field_of(row: Mapping[str, Any]) -> Field:
    """The field of such an object."""
    return Field(
        name=str(row["name"]),
        kind=str(row.get("kind", "text")),
        choices=tuple(str(c) for c in row.get("choices", ())),
        required=bool(row.get("required", False)),
        description=str(row.get("description", "")),
    )


def tags_from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Tag]:
    """All tags with their paths, from all rows of the table, fields as JSON or as its objects.

    In the order of the tree: below each tag those under it, by position, then id. Positions tell
    tags of one parent apart, and nothing else. What hangs together in a circle comes last.
    """
    below: dict[str | None, list[Mapping[str, Any]]] = {}
    known = {row["id"]: row for row in rows}
    for row in sorted(known.values(), key=lambda row: (row["position"], row["id"])):
        parent = row["parent_id"]
        below.setdefault(parent if parent in known else None, []).append(row)
    tags: dict[str, Tag] = {}

    def grow(siblings: Iterable[Mapping[str, Any]], above: Tag | None) -> None:
        # No recursion: a hierarchy may be of any depth.
        waiting = [(row, above) for row in reversed(list(siblings))]
        while waiting:
            row, parent = waiting.pop()
            if row["id"] in tags:
                continue
            tag = tags[row["id"]] = _tag(row, parent)
            waiting += [(child, tag) for child in reversed(below.get(tag.id, []))]

    grow(below.get(None, []), None)
    for row in known.values():
        if row["id"] not in tags:
            grow([row], None)
    return list(tags.values())


def _tag(row: Mapping[str, Any], parent: Tag | None) -> Tag:
    return Tag(
        id=row["id"],
        name=row["name"],
        path=f"{parent.path}/{row['name']}" if parent else row["name"],
        key=row["key"],
        colour=row["colour"],
        description=row["description"],
        example=row["example"],
        counter_example=row["counter_example"],
        parent_id=row["parent_id"],
        fields=_fields(row["fields"]),
        inherited=parent.all_fields if parent else (),
        position=row["position"],
        archived_at=row["archived_at"] or "",
    )


def _fields(written: str | Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    return _parsed(written) if isinstance(written, str) else tuple(map(field_of, written))


@lru_cache(maxsize=4_096)
def _parsed(words: str) -> tuple[Field, ...]:
    """The fields of a column's text: a codebook is read often, and its fields change seldom."""
    return tuple(map(field_of, json.loads(words)))
