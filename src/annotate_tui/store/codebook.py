"""The codebook a new library starts with, and tags as rows."""

from __future__ import annotations

import json
from typing import Any

from annotate_tui.codebook_tree import field_of, field_row, tags_from_rows
from annotate_tui.model import Field, Tag, Variable

__all__ = [
    "PART_OF",
    "STARTING_TAGS",
    "TAG_COLUMNS",
    "field_of",
    "field_row",
    "tag_row",
    "tags_from_rows",
    "variable_of",
    "variable_row",
]

PART_OF = Field(name="part_of", kind="link", description="the mark that this one is part of")
"""The field that every annotation carries, whatever its tag."""


def _choice(name: str, description: str, *choices: str) -> Field:
    return Field(name=name, kind="choice", choices=choices, description=description)


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
            Field(name="speaker", description="who said it, by the name you use"),
            Field(name="speaker_text", description="who said it, as printed"),
            Field(name="restated", description="the claim in words of your own"),
            _choice(
                "stated_as", "how it is put forward", "fact", "reported", "opinion", "prediction"
            ),
            _choice("check_worthy", "whether it is worth checking", "no", "maybe", "yes"),
            _choice("verdict", "what checking found", "true", "misleading", "false", "unproven"),
            Field(name="evidence", description="what it was checked against"),
            Field(name="evidence_url", kind="url", description="where that can be read"),
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
            Field(name="speaker", description="who said it, by the name you use"),
            Field(name="speaker_text", description="who said it, as printed"),
            Field(name="speaker_role", description="the speaker's office or part"),
            _choice("named", "how the source is named", "named", "anonymous", "institution"),
            Field(name="cue", description="the word of saying"),
            _choice(
                "quote_mode",
                "word for word, in other words, or both",
                "direct",
                "indirect",
                "mixed",
            ),
            Field(name="said_when", description="when it was said"),
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
            Field(name="speaker", description="who said it, by the name you use"),
            Field(name="speaker_text", description="who said it, as printed"),
            Field(name="value", kind="number", description="the number, percent as printed"),
            Field(name="low", kind="number", description="the least it can be"),
            Field(name="high", kind="number", description="the most it can be"),
            _choice(
                "qualifier",
                "how the number is meant",
                "exact",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                "about",
                "range",
                "vague",
            ),
            _choice("change", "whether it went up or down", "none", "up", "down"),
            Field(name="unit", description="what the number is in"),
            Field(name="counted", description="what was counted"),
            Field(name="as_of", description="when it held"),
        ),
    ),
)


TAG_COLUMNS = (
    "id",
    "name",
    "parent_id",
    "key",
    "colour",
    "description",
    "example",
    "counter_example",
    "fields",
    "position",
    "archived_at",
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
        "example": tag.example,
        "counter_example": tag.counter_example,
        "fields": [field_row(f) for f in tag.fields],
        "position": tag.position,
        "archived_at": tag.archived_at or None,
    }


def variable_row(variable: Variable) -> dict[str, Any]:
    """The variable's columns, JSON columns as Python values."""
    field = variable.field
    return {
        "id": variable.id,
        "name": field.name,
        "kind": field.kind,
        "choices": list(field.choices),
        "required": int(field.required),
        "description": field.description,
        "position": variable.position,
    }


def variable_of(
    id_: str, name: str, kind: str, choices: str, required: int, description: str, position: int
) -> Variable:
    """The variable of such a row, JSON columns as text."""
    field = Field(
        name=name,
        kind=kind,
        choices=tuple(json.loads(choices)),
        required=bool(required),
        description=description,
    )
    return Variable(id=id_, field=field, position=position)
