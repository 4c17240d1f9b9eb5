"""The values of a mark's fields: checked against what the codebook says of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.store import Library, LibraryError
from annotate_tui.store.codebook import PART_OF


class FieldError(ValueError):
    """A field or value that the codebook does not allow. The message is one sentence."""


def checked_fields(
    library: Library, tag: Tag | None, values: Mapping[str, Any], of: str = ""
) -> dict[str, Any]:
    """The values as they are kept; None stands for a field to be emptied.

    ``of`` is the id of the mark itself, which cannot be part of itself. Raises FieldError.
    """
    known = {field.name: field for field in (*(tag.all_fields if tag else ()), PART_OF)}
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            whose = f"The tag {tag.path}" if tag else "A plain note"
            raise FieldError(f"{whose} has no field “{name}”; it has {', '.join(known)}.")
        empty = value is None or (isinstance(value, str | list | tuple) and not _filled(value))
        checked[name] = None if empty else _checked(library, known[name], value, of)
    return checked


def _filled(value: str | list[Any] | tuple[Any, ...]) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _checked(library: Library, field: Field, value: Any, of: str) -> Any:  # noqa: ANN401
    if field.kind == "link":
        return _link(library, field, str(value).strip(), of)
    check: Callable[[Field, Any], Any] = _KINDS.get(field.kind, _text)
    return check(field, value)


def _text(field: Field, value: Any) -> str:  # noqa: ANN401
    return " ".join(str(value).split())


def _number(field: Field, value: Any) -> int | float:  # noqa: ANN401
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    written = str(value).strip()
    try:
        if re.fullmatch(r"[+-]?\d+", written):
            return int(written)
        number = float(written)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise FieldError(f"{field.name} takes a number like 16 or 2.5, not “{value}”.")
    return number


def _date(field: Field, value: Any) -> str:  # noqa: ANN401
    written = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}(-\d\d)?", written):
            date.fromisoformat(f"{written}-01-01"[:10])
        else:
            datetime.fromisoformat(written)
    except ValueError as error:
        message = f"{field.name} takes a date like 2023-06-12, 2023-06 or 2023, not “{value}”."
        raise FieldError(message) from error
    return written


def _boolean(field: Field, value: Any) -> bool:  # noqa: ANN401
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = words.get(str(value).strip().casefold())
    if found is None:
        raise FieldError(f"{field.name} takes yes or no, not “{value}”.")
    return found


def _choice(field: Field, value: Any) -> str:  # noqa: ANN401
    written = str(value).strip()
    for choice in field.choices:
        if written.casefold() == choice.casefold():
            return choice
    raise FieldError(f"{field.name} takes {' or '.join(field.choices)}, not “{value}”.")


def _choices(field: Field, value: Any) -> list[str]:  # noqa: ANN401
    parts = value.split(";") if isinstance(value, str) else list(value)
    chosen = [_choice(field, part) for part in parts if str(part).strip()]
    return list(dict.fromkeys(chosen))


def _url(field: Field, value: Any) -> str:  # noqa: ANN401
    written = str(value).strip()
    if not re.fullmatch(r"https?://[^\s/]\S*", written, re.IGNORECASE):
        raise FieldError(f"{field.name} takes a web address like https://…, not “{value}”.")
    return written


def _link(library: Library, field: Field, written: str, of: str) -> str:
    if written == of:
        raise FieldError(f"{field.name} names another mark, not the mark itself.")
    try:
        library.mark(written)
    except LibraryError as error:
        raise FieldError(
            f"{field.name} takes the id of a mark; there is no “{written}”."
        ) from error
    return written


_KINDS: Mapping[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "url": _url,
}
