"""What a table of a file says of a tag, a field or a variable: read, each value by itself.

Tables come from TOML, and from the JSON in the processing instructions of a .qdc file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any, NoReturn

from annotate_tui.formats.codebook.growing import Fail, Place, Said, shown
from annotate_tui.model import FIELD_KINDS, Field

TAG_KEYS = (
    "name",
    "path",
    "id",
    "key",
    "colour",
    "description",
    "example",
    "counter_example",
    "archived",
    "field",
)
FIELD_KEYS = ("name", "kind", "choices", "required", "description")
VARIABLE_KEYS = ("id", *FIELD_KEYS)
CHOOSING = ("choice", "choices")

_COLOUR = re.compile("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_HALVES = re.compile("[\ud800-\udfff]")
_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NO_CHARACTERS = "\ufffe\uffff"

Table = Mapping[str, Any]


def said_of_tag(table: Table, place: Place, fail: Fail, known: tuple[str, ...] = TAG_KEYS) -> Said:
    """All that a table says of its tag but the name. Fails at the first mistake."""
    known_only(table, known, place, fail, "tag")
    fields = _tables(table, "field", place, fail)
    places = tuple((*place, "field", i) for i in range(len(fields)))
    return Said(
        place,
        id=_id(table, place, fail),
        key=_key(table, place, fail),
        colour=colour_of(text(table, "colour", place, fail), (*place, "colour"), fail),
        description=text(table, "description", place, fail),
        example=text(table, "example", place, fail),
        counter_example=text(table, "counter_example", place, fail),
        archived_at=_archived(table, place, fail),
        fields=tuple(
            field_of(one, where, fail, "field") for one, where in zip(fields, places, strict=True)
        ),
        field_places=places,
    )


def field_of(table: Table, place: Place, fail: Fail, what: str) -> Field:
    """The field, or what a variable holds; ``what`` is "field" or "variable"."""
    known_only(table, VARIABLE_KEYS if what == "variable" else FIELD_KEYS, place, fail, what)
    if "name" not in table:
        fail(place, f"the {what} has no name")
    name = one_line(text(table, "name", place, fail), f"{what}'s name", (*place, "name"), fail)
    kind = text(table, "kind", place, fail) if "kind" in table else "text"
    if kind not in FIELD_KINDS:
        fail((*place, "kind"), f"there is no kind {shown(kind)}{_near(kind, FIELD_KINDS)}")
    choices = _choices(table, place, fail)
    if kind in CHOOSING and not choices:
        fail(place, f"the {what} {shown(name)} is of the kind {kind} and has no choices")
    if kind not in CHOOSING and choices:
        fail(
            (*place, "choices"),
            f"the {what} {shown(name)} is of the kind {kind}, which has no choices",
        )
    required = table.get("required", False)
    if not isinstance(required, bool):
        _wrong_type("required", "true or false", required, place, fail)
    description = text(table, "description", place, fail)
    return Field(name=name, kind=kind, choices=choices, required=required, description=description)


def variables_of(table: Table, fail: Fail) -> list[tuple[str, Field, Place]]:
    """All variables of a file, as `growing.codebook_of` takes them."""
    found = []
    for i, one in enumerate(_tables(table, "variable", (), fail)):
        place: Place = ("variable", i)
        held = field_of(one, place, fail, "variable")
        found.append((_id(one, place, fail), held, place))
    return found


def known_only(
    table: Table, known: Iterable[str], place: Place, fail: Fail, whose: str = ""
) -> None:
    """Fail where a table has a key that means nothing, naming the one that is meant."""
    for key in table:
        if key not in known:
            what = f"a {whose} has no" if whose else "a codebook has no"
            fail((*place, key), f"{what} {shown(key)}{_near(key, known)}")


def text(table: Table, key: str, place: Place, fail: Fail) -> str:
    """The words under a key, "" without it."""
    value = table.get(key, "")
    if not isinstance(value, str):
        _wrong_type(key, "words in quotation marks", value, place, fail)
    if not value.isascii() and _HALVES.search(value):
        fail((*place, key), f"{key} holds half of a character")
    return value


def one_line(name: str, what: str, place: Place, fail: Fail) -> str:
    """A name, without blanks around it. Fails for an empty one and for control characters."""
    name = name.strip()
    if not name:
        fail(place, f"the {what} is empty")
    if any(unicodedata.category(c) in _NOT_IN_A_LINE or c in _NO_CHARACTERS for c in name):
        fail(place, f"the {what} {shown(name)} holds a line break or a control character")
    return name


def colour_of(colour: str, place: Place, fail: Fail) -> str:
    """The colour as #rrggbb, or ""."""
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        fail(place, f"{shown(colour)} is no colour; write it like #e69f00")
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def _near(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(word[:60], known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; there is: {', '.join(known)}"


def _tables(table: Table, key: str, place: Place, fail: Fail) -> list[Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        names = ".".join(str(part) for part in (*place, key) if isinstance(part, str))
        fail((*place, key), f"{key} must be written as tables, each under [[{names}]]")
    return value


def tables(table: Table, key: str, fail: Fail) -> list[Table]:
    """The tables of that name at the top of a file."""
    return _tables(table, key, (), fail)


def _id(table: Table, place: Place, fail: Fail) -> str:
    if "id" not in table:
        return ""
    return one_line(text(table, "id", place, fail), "id", (*place, "id"), fail)


def _key(table: Table, place: Place, fail: Fail) -> str:
    key = text(table, "key", place, fail)
    if key and (len(key) > 1 or not key.isprintable() or key.isspace()):
        fail((*place, "key"), f"the key {shown(key)} must be one character")
    return key


def _choices(table: Table, place: Place, fail: Fail) -> tuple[str, ...]:
    value = table.get("choices", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        _wrong_type("choices", 'a list like ["yes", "no"]', value, place, fail)
    where = (*place, "choices")
    choices = tuple(one_line(one, "choice", where, fail) for one in value)
    if len(set(choices)) < len(choices):
        twice = next(choice for i, choice in enumerate(choices) if choice in choices[:i])
        fail(where, f"the choice {shown(twice)} is there twice")
    return choices


def _archived(table: Table, place: Place, fail: Fail) -> str:
    value = table.get("archived", "")
    if isinstance(value, bool):
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return now if value else ""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and (not value or _is_time(value)):
        return value
    return _wrong_type("archived", "a time like 2026-11-23T04:05:06Z, or true", value, place, fail)


def _is_time(words: str) -> bool:
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _utc(moment: datetime) -> str:
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return moment.isoformat()
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _wrong_type(key: str, must: str, value: object, place: Place, fail: Fail) -> NoReturn:
    fail((*place, key), f"{key} must be {must}, not {_named(value)}")


def _named(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, int) and abs(value) > 10**18:
        return "a number as large as that"
    return str(value)[:40]
