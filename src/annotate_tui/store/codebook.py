"""The codebook a new library starts with, and tags as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotate_tui.model import Field, Tag

PART_OF = Field(name="part_of", kind="link", description="the mark that this one continues")
"""The field that every annotation carries, whatever its tag."""


def _choice(name: str, *choices: str) -> Field:
    return Field(name=name, kind="choice", choices=choices)


# The ids are fixed so that two libraries that were never one still mean the same tag. The colours
# are three of Okabe and Ito's set (2008), which colour-blind readers can tell apart.
STARTING_TAGS: tuple[Tag, ...] = (
    Tag(
        id="00000000-0000-7000-8000-000000000001",
        name="claim",
        path="claim",
        key="c",
        colour="#e69f00",
        description="A statement that can be checked.",
        position=1,
        fields=(
            Field(name="speaker"),
            Field(name="speaker_text"),
            Field(name="restated"),
            _choice("stated_as", "fact", "reported", "opinion", "prediction"),
            _choice("check_worthy", "no", "maybe", "yes"),
            _choice("verdict", "true", "misleading", "false", "unproven"),
            Field(name="evidence"),
            Field(name="evidence_url", kind="url"),
        ),
    ),
    Tag(
        id="00000000-0000-7000-8000-000000000002",
        name="quote",
        path="quote",
        key="q",
        colour="#56b4e9",
        description="Words attributed to someone; a direct quotation includes its marks.",
        position=2,
        fields=(
            Field(name="speaker"),
            Field(name="speaker_text"),
            Field(name="speaker_role"),
            _choice("named", "named", "anonymous", "institution"),
            Field(name="cue"),
            _choice("quote_mode", "direct", "indirect", "mixed"),
            Field(name="said_when"),
        ),
    ),
    Tag(
        id="00000000-0000-7000-8000-000000000003",
        name="figure",
        path="figure",
        key="f",
        colour="#009e73",
        description="A number with what it counts.",
        position=3,
        fields=(
            Field(name="speaker"),
            Field(name="speaker_text"),
            Field(name="value", kind="number"),
            Field(name="low", kind="number"),
            Field(name="high", kind="number"),
            _choice(
                "qualifier",
                "exact",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                "about",
                "range",
                "vague",
            ),
            _choice("change", "none", "up", "down"),
            Field(name="unit"),
            Field(name="counted"),
            Field(name="as_of"),
        ),
    ),
)


def tag_row(tag: Tag) -> dict[str, Any]:
    """The tag's columns, JSON columns as Python values."""
    return {
        "id": tag.id,
        "name": tag.name,
        "parent_id": tag.parent_id,
        "key": tag.key,
        "colour": tag.colour,
        "description": tag.description,
        "fields": [_field_row(f) for f in tag.fields],
        "position": tag.position,
        "archived_at": tag.archived_at or None,
    }


def _field_row(field: Field) -> dict[str, Any]:
    row: dict[str, Any] = {"name": field.name, "kind": field.kind}
    if field.choices:
        row["choices"] = list(field.choices)
    if field.required:
        row["required"] = True
    if field.description:
        row["description"] = field.description
    return row


def _field(row: Mapping[str, Any]) -> Field:
    return Field(
        name=str(row["name"]),
        kind=str(row.get("kind", "text")),
        choices=tuple(str(c) for c in row.get("choices", ())),
        required=bool(row.get("required", False)),
        description=str(row.get("description", "")),
    )


def tags_from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Tag]:
    """All tags with their paths, from all rows of the table, JSON columns as Python values."""
    by_id = {row["id"]: row for row in rows}

    def path(row: Mapping[str, Any]) -> str:
        names: list[str] = []
        seen: set[str] = set()
        here: Mapping[str, Any] | None = row
        while here is not None and here["id"] not in seen:
            seen.add(here["id"])
            names.append(here["name"])
            here = by_id.get(here["parent_id"])
        return "/".join(reversed(names))

    tags = [
        Tag(
            id=row["id"],
            name=row["name"],
            path=path(row),
            key=row["key"],
            colour=row["colour"],
            description=row["description"],
            parent_id=row["parent_id"],
            fields=tuple(_field(f) for f in row["fields"]),
            position=row["position"],
            archived_at=row["archived_at"] or "",
        )
        for row in by_id.values()
    ]
    return sorted(tags, key=lambda t: (t.position, t.id))
