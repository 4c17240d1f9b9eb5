"""A field as it may be declared: its name, its kind, its choices."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from annotate_tui.columns import COUNT_PREFIX, FIELD_PREFIX, VARIABLE_PREFIX, as_column
from annotate_tui.model import FIELD_KINDS, Field
from annotate_tui.services.fields import FieldError
from annotate_tui.store.codebook import PART_OF

LONGEST_NAME = 64
"""Code points of a variable's name: it heads a column of the export."""


def declared_field(field: Field) -> Field:
    """The field without blanks at the ends of its words, its name composed (NFC).

    Raises FieldError for one that is unsound.

    A list has a choice at least and no two alike; where several can be chosen, none holds a
    semicolon, which parts them in the table. A field of another kind has none.
    """
    name = unicodedata.normalize("NFC", " ".join(field.name.split()))
    if not name:
        raise FieldError("A variable needs a name: type what its column is to be called.")
    if len(name) > LONGEST_NAME:
        raise FieldError(f"“{name[:24]}…” is too long for a name: use {LONGEST_NAME} letters.")
    if "/" in name or not name.isprintable():
        raise FieldError(f"“{name}” cannot be a name: leave out what is no letter, like “/”.")
    for prefix in (FIELD_PREFIX, VARIABLE_PREFIX, COUNT_PREFIX):
        if as_column(name).startswith(prefix):
            raise FieldError(
                f"“{name}” cannot be a name: the table's own columns begin with “{prefix}”."
            )
    if as_column(name) == PART_OF.name:
        raise FieldError(f"“{name}” cannot be a name: every mark has a field that is called so.")
    if "=" in name:
        raise FieldError(f"“{name}” cannot be a name: leave the = out, which parts name and value.")
    if field.kind not in FIELD_KINDS:
        kinds = ", ".join(FIELD_KINDS)
        raise FieldError(f"“{field.kind}” is no kind of value: it is one of {kinds}.")
    listed = field.kind in ("choice", "choices")
    choices = _choices(name, field.choices, several=field.kind == "choices") if listed else ()
    if not listed and any(choice.strip() for choice in field.choices):
        raise FieldError(f"{name} has choices and is no list: make it a choice, or leave them out.")
    return replace(field, name=name, choices=choices, description=field.description.strip())


def _choices(name: str, choices: Sequence[str], *, several: bool) -> tuple[str, ...]:
    clean = [words for words in (" ".join(choice.split()) for choice in choices) if words]
    if not clean:
        raise FieldError(f"{name} needs its choices: say what can be chosen.")
    known: dict[str, str] = {}
    for choice in clean:
        if several and ";" in choice:
            raise FieldError(f"“{choice}” cannot be a choice of {name}: leave the semicolon out.")
        if not choice.isprintable():
            raise FieldError(f"{name} has a choice that cannot be shown: leave it out.")
        twin = known.setdefault(choice.casefold(), choice)
        if twin != choice or clean.count(choice) > 1:
            raise FieldError(f"{name} has the choice “{choice}” twice: leave one out.")
    return tuple(clean)
