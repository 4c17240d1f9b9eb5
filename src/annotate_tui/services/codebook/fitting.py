"""Whether what marks already carry fits the fields that a changed codebook gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook.marks import Carried, carried
from annotate_tui.services.codebook.names import CHOOSING, CodebookError
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
        each for each in carried(library, fields, name) if not fits(fields[each.tag_id], each.value)
    ]
    if not misfits:
        return
    one = misfits[0]
    field, value = fields[one.tag_id], one.value
    if field.kind in CHOOSING and isinstance(value, str | list):
        lost = [part for each in misfits for part in _lost(fields[each.tag_id], each.value)]
        if lost:
            choice, _ = Counter(lost).most_common(1)[0]
            holding = [e for e in misfits if choice in _lost(fields[e.tag_id], e.value)]
            raise CodebookError(
                f"“{choice}” of the field {name} is still in {_marks(holding)}: give it another"
                " name, or change those first."
            )
    raise CodebookError(
        f"{_marks(misfits)} carry a {name} that is no {field.kind}, like"
        f" “{shown_value(field, value)}”: add the field as {kind_of(value)}, then convert it."
    )


def _lost(field: Field, value: Any) -> list[str]:  # noqa: ANN401
    parts = value if isinstance(value, list) else [value]
    return [str(part) for part in parts if part not in field.choices]


def _marks(found: Sequence[Carried]) -> str:
    count = f"{len(found)} mark{'s' if len(found) != 1 else ''}"
    removed = sum(each.removed for each in found)
    return f"{count} ({removed} of them removed)" if removed else count


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
