"""What tags, fields and choices may be called, and how names are told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from annotate_tui.columns import COUNT_PREFIX, FIELD_PREFIX, VARIABLE_PREFIX, as_column
from annotate_tui.model import FIELD_KINDS, Field
from annotate_tui.services.declaring import declared_field
from annotate_tui.services.fields import FieldError
from annotate_tui.store.codebook import PART_OF

LONGEST_NAME = 64
"""Code points of a tag's or a field's name: it heads a column of the export."""

CHOOSING = ("choice", "choices")
"""The kinds of fields that need choices."""

_PREFIXES = (FIELD_PREFIX, VARIABLE_PREFIX, COUNT_PREFIX)


class CodebookError(ValueError):
    """A change that the codebook does not allow. The message is one sentence for the user."""


def fold(name: str) -> str:
    """A name as siblings are told apart: without case, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clean_name(name: str, what: str = "tag") -> str:
    """The name composed (NFC), without blanks at its ends, white space inside collapsed.

    Raises CodebookError.
    """
    clean = unicodedata.normalize("NFC", " ".join(name.split()))
    if not any(char.isprintable() and not char.isspace() for char in clean):
        raise CodebookError(f"A {what} needs a name: type one.")
    if len(clean) > LONGEST_NAME:
        raise CodebookError(
            f"“{clean[:24]}…” is too long for the name of a {what}: use at most {LONGEST_NAME}"
            " letters."
        )
    if "/" in clean:
        raise CodebookError(
            f"The name of a {what} cannot hold “/”, which stands between a tag and those below it."
        )
    if any(_is_hidden(char) for char in clean):
        shown = "".join(char if char.isprintable() else "�" for char in clean)
        raise CodebookError(f"The name “{shown}” holds a character that cannot be shown.")
    return clean


def _is_hidden(char: str) -> bool:
    """Whether a character is not seen and turns others about; joiners spell Persian and emoji."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\u200c\u200d"


def clean_path(path: str) -> tuple[str, ...]:
    """The names of a path "a/b". Raises CodebookError."""
    return tuple(clean_name(name) for name in path.split("/"))


def clean_field(field: Field) -> Field:
    """The field as it is kept. Raises CodebookError for a name, kind or choices that cannot be."""
    name = clean_name(field.name, "field")
    if as_column(name) == PART_OF.name:
        raise CodebookError(f"Every mark has the field {PART_OF.name} already: use another name.")
    for prefix in _PREFIXES:
        if as_column(name).startswith(prefix):
            raise CodebookError(
                f"“{name}” cannot name a field: columns that begin with “{prefix}” are the table's."
            )
    if "=" in name:
        raise CodebookError(f"“{name}” cannot name a field: “=” stands before a field's value.")
    if field.kind not in FIELD_KINDS:
        kinds = ", ".join(FIELD_KINDS)
        raise CodebookError(
            f"“{field.kind}” is no kind of field, which {name} needs: take one of {kinds}."
        )
    choices = clean_choices(name, field.kind, field.choices)
    return replace(field, name=name, choices=choices, description=field.description.strip())


def clean_variable(field: Field) -> Field:
    """What a document variable holds, as it is kept. Raises CodebookError."""
    try:
        return declared_field(field)
    except FieldError as error:
        raise CodebookError(str(error)) from error


def clean_choices(name: str, kind: str, choices: Iterable[str]) -> tuple[str, ...]:
    """The choices of the field ``name`` as they are kept. Raises CodebookError."""
    clean = tuple(" ".join(str(choice).split()) for choice in choices)
    if kind not in CHOOSING:
        if clean:
            raise CodebookError(f"The field {name} takes no choices: its kind is {kind}.")
        return ()
    if not clean:
        raise CodebookError(f"The field {name} needs choices: say which.")
    seen: dict[str, str] = {}
    for choice in clean:
        if not choice:
            raise CodebookError(f"A choice of the field {name} is empty: leave it out.")
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in choice):
            raise CodebookError(
                f"A choice of the field {name} holds a character that cannot be shown."
            )
        if kind == "choices" and ";" in choice:
            raise CodebookError(
                f"The choice “{choice}” of the field {name} cannot hold “;”, which stands between"
                " choices."
            )
        twin = seen.get(choice.casefold())
        if twin is not None:
            raise CodebookError(
                f"The field {name} has the choice “{choice}” twice: leave one out."
                if twin == choice
                else f"The field {name} has the choices “{twin}” and “{choice}”, which are told"
                " apart by case only: leave one out."
            )
        seen[choice.casefold()] = choice
    return clean


def more_choices(choices: Iterable[str], further: Iterable[str]) -> tuple[str, ...]:
    """The choices and those of the further ones that they lack, told apart without case."""
    known = {choice.casefold(): choice for choice in choices}
    for choice in further:
        known.setdefault(choice.casefold(), choice)
    return tuple(known.values())
