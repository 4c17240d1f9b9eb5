"""Values over the whole library: the same word, written in several ways, becomes one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from annotate_tui.columns import as_column
from annotate_tui.model import Field
from annotate_tui.services.fields import FieldError, kept_value, shown_value
from annotate_tui.store import Library


def rename_values(library: Library, field: str, values: Sequence[str], into: str) -> int:
    """Write ``into`` wherever the field ``field`` has one of these values, in one step.

    Gives how many marks were changed. An ``into`` without words empties the field. Only this field
    changes: where a speaker is called otherwise, ``speaker_text`` keeps what was printed. Raises
    FieldError where the codebook has the field and it cannot hold ``into``; LibraryError.
    """
    with library.step("rename-value") as step:
        declared = [f for tag in library.tags() for f in tag.fields if f.name == field]
        new = _new_value(field, declared, into)
        old = [value for value in dict.fromkeys(values) if value != new]
        if not old:
            return 0
        if new is None or isinstance(new, str):
            return step.replace_values(field, old, new)

        # Words in a field of another kind, of which there are few.
        def change(fields: dict[str, Any]) -> dict[str, Any]:
            return {**fields, field: new} if fields.get(field) in old else fields

        return step.update_fields(step.having(field), change)


def written_value(library: Library, name: str, words: str, *, articles: bool = False) -> str:
    """The words as the field, or with ``articles`` the document variable, keeps them.

    "ind" is "indirect" where that is the only choice that begins so. Raises FieldError, LibraryError.
    """
    if articles:
        column = as_column(name)
        fields = [v.field for v in library.variables() if as_column(v.field.name) == column]
    else:
        fields = [f for tag in library.tags() for f in tag.fields if f.name == name]
    return shown_value(Field(name=name), _new_value(name, fields, words))


def rename_variable_values(library: Library, name: str, values: Sequence[str], into: str) -> int:
    """The same for a document variable; gives how many articles were changed.

    Of a list only the choices that are named change. Raises FieldError, LibraryError.
    """
    column = as_column(name)
    with library.step("rename-value") as step:
        fields = [v.field for v in library.variables() if as_column(v.field.name) == column]
        several = bool(fields) and fields[0].kind == "choices"
        new = _new_value(name, fields, into)
        rows = library.fetch("SELECT id, variables FROM articles WHERE variables <> '{}'")
        changed = 0
        for article_id, written in rows:
            held: dict[str, Any] = json.loads(written)
            own = next((key for key in held if as_column(key) == column), None)
            if own is None:
                continue
            value = held[own]
            if isinstance(value, list):
                parts = [new if part in values else [part] for part in value]
                made: Any = [p for part in parts for p in _listed(part)] or None
            elif value in values and isinstance(value, str):
                made = new if several or not isinstance(new, list) else new[0]
            else:
                continue
            made = list(dict.fromkeys(made)) if isinstance(made, list) else made
            held[own] = made
            kept = {key: one for key, one in held.items() if one is not None}
            changed += step.update("article", article_id, {"variables": kept})
        return changed


def _listed(part: Any) -> list[Any]:  # noqa: ANN401
    return part if isinstance(part, list) else [] if part is None else [part]


def _new_value(name: str, fields: Sequence[Field], into: str) -> Any:  # noqa: ANN401
    """The value as it is kept: as one of the fields of that name takes it. Raises FieldError."""
    refused: FieldError | None = None
    for field in fields:
        try:
            return kept_value(field, into)
        except FieldError as error:
            refused = refused or error
    if refused is not None:
        raise refused
    return kept_value(Field(name=name), into)
