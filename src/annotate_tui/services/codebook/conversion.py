"""The kind of a field changed, in every tag that declares it, and its values with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook import marks
from annotate_tui.services.codebook.names import (
    CHOOSING,
    CodebookError,
    clean_field,
    clean_name,
    more_choices,
)
from annotate_tui.services.codebook.steps import drafting
from annotate_tui.services.conversion_values import Conversion, Refused, converted
from annotate_tui.services.fields import FieldError, checked_fields, shown_value
from annotate_tui.store import Library

MOST_CHOICES = 50
"""How many different values become choices where none are given."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """``fields`` are those to be by the ids of the tags that have one, ``values`` those to be."""

    said: Conversion
    fields: Mapping[str, Field]
    values: list[tuple[marks.Carried, Any]]


def plan_conversion(library: Library, name: str, field: Field) -> Conversion:
    """What it means to give the field ``name`` the kind and the choices of ``field``.

    Looked at are the values of all marks, removed ones too, whose tags have the field. A choice
    without choices takes those that a choice had before, else the values that there are. Nothing
    is changed. Raises CodebookError where the field cannot become that at all; LibraryError.
    """
    return _plan(library, library.tags(), name, field).said


def convert_field(library: Library, name: str, field: Field, *, empty_refused: bool = False) -> int:
    """Do what `plan_conversion` says, in one step; gives how many values were converted.

    What cannot be converted is emptied where ``empty_refused`` says so. Raises CodebookError where
    there is such and it does not; then nothing is changed. LibraryError.
    """
    with drafting(library, "convert-field") as (step, draft):
        plan = _plan(library, list(draft.now.values()), name, field)
        refused = plan.said.refused
        if refused and not empty_refused:
            one = refused[0]
            raise CodebookError(
                f"{len(refused)} value{'s' if len(refused) != 1 else ''} of the field {name} cannot"
                f" be converted to {field.kind}, like “{one.value}” in article"
                f" {one.article_number}: {one.reason}."
            )
        marks.rewrite(step, plan.said.field.name, plan.values)
        for tag in plan.said.tags:
            fields = tuple(
                replace(own, kind=plan.fields[tag.id].kind, choices=plan.fields[tag.id].choices)
                if own.name == plan.said.field.name
                else own
                for own in tag.fields
            )
            draft.put(tag, fields=fields)
        return plan.said.convertible


def _plan(library: Library, tags: list[Tag], name: str, field: Field) -> _Plan:
    olds = _declared(tags, name)
    own_name = next(iter(olds.values())).name
    declaring = tuple(tag for tag in tags if any(f.name == own_name for f in tag.fields))
    kind = next(iter(olds.values())).kind
    if field.kind == kind:
        raise CodebookError(f"The field {own_name} is {kind} already: nothing was changed.")
    carried = list(marks.carried(library, olds, own_name))
    said, fields = _wanted(olds, own_name, field, carried)
    values: list[tuple[marks.Carried, Any]] = []
    refused: list[Refused] = []
    fitting = 0
    for each in carried:
        old, new = olds[each.tag_id], fields[each.tag_id]
        try:
            value = converted(old, new, each.value)
            if new.kind == "link":
                _check_link(library, new, value, each.annotation_id)
            fitting += value is not None
        except FieldError as error:
            value = None
            refused.append(
                Refused(
                    each.annotation_id,
                    each.article_number,
                    shown_value(old, each.value),
                    error.reason or str(error).rstrip("."),
                )
            )
        values.append((each, value))
    return _Plan(Conversion(said, declaring, fitting, tuple(refused)), fields, values)


def _declared(tags: Iterable[Tag], name: str) -> dict[str, Field]:
    """The field of that name by the ids of the tags that have it. Raises CodebookError."""
    wanted = as_column(clean_name(name, "field"))
    found = {}
    for tag in tags:
        for field in tag.all_fields:
            if as_column(field.name) == wanted:
                found[tag.id] = field
    if not found:
        raise CodebookError(f"No tag has a field “{name}”.")
    return found


def _wanted(
    olds: Mapping[str, Field], name: str, field: Field, carried: Iterable[marks.Carried]
) -> tuple[Field, dict[str, Field]]:
    """The field to be, as it is said to the user, and as each tag has it."""
    first = next(iter(olds.values()))
    wish = replace(first, kind=field.kind, choices=tuple(field.choices))
    if field.kind not in CHOOSING:
        wish = replace(wish, choices=())
    elif not field.choices and first.kind in CHOOSING:
        # Every tag keeps the choices that it has.
        each = {i: clean_field(replace(old, kind=field.kind)) for i, old in olds.items()}
        union: tuple[str, ...] = ()
        for old in olds.values():
            union = more_choices(union, old.choices)
        return clean_field(replace(wish, choices=union)), each
    elif not field.choices:
        wish = replace(wish, choices=_values(olds, name, field.kind, carried))
    new = clean_field(wish)
    return new, {i: replace(old, kind=new.kind, choices=new.choices) for i, old in olds.items()}


def _values(
    olds: Mapping[str, Field], name: str, kind: str, carried: Iterable[marks.Carried]
) -> tuple[str, ...]:
    """The values that there are, most used first: they become the choices."""
    counts: Counter[str] = Counter()
    for each in carried:
        shown = shown_value(olds[each.tag_id], each.value)
        parts = shown.split(";") if kind == "choices" else [shown]
        counts.update(filter(None, (" ".join(part.split()) for part in parts)))
    choices = more_choices((), (value for value, _ in counts.most_common()))
    if len(choices) > MOST_CHOICES:
        raise CodebookError(
            f"The field {name} has {len(choices)} different values, more than {MOST_CHOICES}: say"
            " which are the choices."
        )
    return choices


def _check_link(library: Library, field: Field, value: Any, of: str) -> None:  # noqa: ANN401
    bearer = Tag(id="", name="", path="", fields=(field,))
    try:
        checked_fields(library, bearer, {field.name: value}, of=of)
    except FieldError as error:
        raise FieldError(str(error), error.reason or "no other mark has that id") from error
