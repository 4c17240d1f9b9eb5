"""What becomes of values when a field's kind or choices change: planned before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.fields import FieldError, folded_choice, kept_value, shown_value


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot become one of the new kind, as it is shown, and why.

    ``annotation_id`` is "" for a document variable. ``article_number`` is what people type.
    """

    annotation_id: str
    article_number: int
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a change of ``field`` (as it will be) does: how many values fit, and which do not.

    ``tags`` are those that declare the field, none for a document variable.
    """

    field: Field
    tags: tuple[Tag, ...]
    convertible: int
    refused: tuple[Refused, ...]


def converted(old: Field, new: Field, value: Any) -> Any:  # noqa: ANN401
    """The value of ``old`` as one of ``new``; None for an empty one.

    Nothing is guessed: a choice must be there as it is called, several do not become one. Whether
    a link leads to a mark is not looked at. Raises FieldError, whose reason is one clause.
    """
    shown = shown_value(old, value)
    if not shown:
        return None
    parts = list(value) if isinstance(value, list | tuple) else [shown]
    if new.kind in ("choice", "choices"):
        return _chosen(new, parts, shown)
    if new.kind == "text":
        return kept_value(new, shown)
    if len(parts) > 1:
        raise FieldError(f"{new.name} takes one value, not “{shown}”.", "it holds several values")
    if new.kind == "link" and old.kind not in ("link", "text"):
        raise FieldError(f"{new.name} takes the id of a mark, not “{shown}”.", "it is no mark's id")
    if isinstance(value, bool) and new.kind != "boolean":
        raise FieldError(f"{new.name} takes a {new.kind}, not “{shown}”.", "it is yes or no")
    try:
        return kept_value(new, value if new.kind == old.kind else shown)
    except FieldError as error:
        raise FieldError(str(error), error.reason or f"it is no {_CALLED[new.kind]}") from error


_CALLED = {"number": "number", "date": "date", "boolean": "yes or no", "url": "web address"}


def _chosen(new: Field, parts: list[Any], shown: str) -> Any:  # noqa: ANN401
    # Text of one field may name several choices.
    if new.kind == "choices" and len(parts) == 1 and _whole(new, parts[0]) is None:
        parts = [part for part in str(parts[0]).replace(",", ";").split(";") if part.strip()]
    chosen = [_whole(new, part) for part in parts]
    if None in chosen:
        raise FieldError(f"{new.name} has no choice “{shown}”.", "it is none of the choices")
    if new.kind == "choice" and len(chosen) > 1:
        raise FieldError(f"{new.name} takes one choice, not “{shown}”.", "it holds several choices")
    return chosen[0] if new.kind == "choice" else list(dict.fromkeys(chosen))


def _whole(field: Field, part: object) -> str | None:
    """The choice that is called so, its case and its dashes aside."""
    words = str(part)
    if words in field.choices:
        return words
    alike = [c for c in field.choices if folded_choice(c) == folded_choice(words)]
    return alike[0] if len(alike) == 1 else None
