"""Whether what marks already carry fits the fields that a changed codebook gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook.marks import carried
from annotate_tui.services.codebook.names import CodebookError
from annotate_tui.services.fields import FieldError, kept_value, shown_value
from annotate_tui.store import Library


def check_values(library: Library, before: Mapping[str, Tag], tags: Iterable[Tag]) -> None:
    """Raise CodebookError where marks carry values that do not fit a field they are to have.

    Only fields that are new or changed for a tag are asked. Runs before the tags are written.
    """
    asked: dict[str, list[tuple[Field, Tag]]] = {}
    for tag in tags:
        old = before.get(tag.id)
        if old is None or (old.fields, old.inherited) == (tag.fields, tag.inherited):
            continue
        had = {field.name: (field.kind, field.choices) for field in old.all_fields}
        for field in tag.all_fields:
            if had.get(field.name) != (field.kind, field.choices):
                asked.setdefault(field.name, []).append((field, tag))
    for name, fields in asked.items():
        check_carried(library, name, {tag.id: field for field, tag in fields})


def check_carried(library: Library, name: str, fields: Mapping[str, Field]) -> None:
    """Raise CodebookError where marks, by the ids of their tags, carry values that do not fit."""
    misfits = [
        (each.value, fields[each.tag_id])
        for each in carried(library, fields, name)
        if not fits(fields[each.tag_id], each.value)
    ]
    if not misfits:
        return
    count = f"{len(misfits)} mark{'s' if len(misfits) != 1 else ''}"
    carry = "carry" if len(misfits) != 1 else "carries"
    value, field = misfits[0]
    shown = shown_value(field, value)
    if field.kind in ("choice", "choices") and kind_of(value) in ("text", "choices"):
        lost = Counter(
            part
            for value, field in misfits
            for part in (value if isinstance(value, list) else [value])
            if part not in field.choices
        )
        if lost:
            shown, number = lost.most_common(1)[0]
            raise CodebookError(
                f"“{shown}” of the field {name} is still in {number}"
                f" mark{'s' if number != 1 else ''}: rename it, or change those first."
            )
    raise CodebookError(
        f"{count} {carry} a {name} that is no {field.kind}, like “{shown}”: add the field as"
        f" {kind_of(value)}, then convert it."
    )


def fits(field: Field, value: Any) -> bool:  # noqa: ANN401
    """Whether the field could have kept that very value."""
    match field.kind:
        case "text" | "link":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "choice":
            return isinstance(value, str) and value in field.choices
        case "choices":
            return isinstance(value, list) and all(part in field.choices for part in value)
    if not isinstance(value, str):
        return False
    try:
        return bool(kept_value(field, value) == value)
    except FieldError:
        return False


def kind_of(value: Any) -> str:  # noqa: ANN401
    """The plainest kind of field that holds such a value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "choices" if isinstance(value, list) else "text"
