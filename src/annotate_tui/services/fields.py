"""The values of fields: read as people type them, checked against what the codebook says of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.store import Library, LibraryError
from annotate_tui.store.codebook import PART_OF, STARTING_TAGS

_QUOTE = next(tag.id for tag in STARTING_TAGS if tag.name == "quote")

# "Yes" and "no" in the languages whose dates are read, their first letters, and what data says.
_YES = "yes y true t 1 ja j oui si sí s sim да 예 네 是 はい"
_NO = "no n false f 0 nein nee non não нет 아니오 아니요 否 いいえ"
_ANSWERS = {
    **dict.fromkeys(_YES.split(), True),
    **dict.fromkeys(_NO.split(), False),
}
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


class FieldError(ValueError):
    """A field or value that the codebook does not allow. The message is one sentence.

    ``reason`` is what is wrong with the value, in one clause; "" where the sentence says it all.
    """

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason


def read_value(field: Field, typed: str) -> Any:  # noqa: ANN401
    """The value that the words stand for, as it is kept; None for no words.

    Whether a link leads to a mark is not looked at: see `checked_fields`. Raises FieldError.
    """
    return kept_value(field, typed)


def kept_value(field: Field, value: Any) -> Any:  # noqa: ANN401
    """The same for a value that may have a kind already (a number, a list); None for an empty one.

    Raises FieldError.
    """
    if is_empty(value):
        return None
    read: Callable[[Field, Any], Any] = _KINDS.get(field.kind, _text)
    return read(field, value)


def shown_value(field: Field, value: Any) -> str:  # noqa: ANN401
    """The value as a person reads it and could type it again; "" for none."""
    if is_empty(value):
        return ""
    if isinstance(value, bool):
        return ("yes" if value else "no") if field.kind == "boolean" else str(value).lower()
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return str(value)


def fits(field: Field, value: Any) -> bool:  # noqa: ANN401
    """Whether the field could hold that very value: of its kind, written as it is kept."""
    match field.kind:
        case "number":
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and -math.inf < value < math.inf
        case "boolean":
            return isinstance(value, bool)
        case "choices":
            return isinstance(value, list) and all(part in field.choices for part in value)
    if not isinstance(value, str):
        return False
    if field.kind == "choice":
        return value in field.choices
    return field.kind in ("text", "link") or _is_kept_so(field, value)


@lru_cache(maxsize=4096)
def _is_kept_so(field: Field, value: str) -> bool:
    try:
        return bool(kept_value(field, value) == value)
    except FieldError:
        return False


def is_empty(value: object) -> bool:
    """Whether a field with this value is empty: no and 0 are values."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple) and not value)


def checked_fields(
    library: Library,
    tag: Tag | None,
    values: Mapping[str, Any],
    of: str = "",
    kept: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The values as they are kept; None stands for a field to be emptied.

    ``of`` is the id of the mark itself, which cannot be part of itself, and ``kept`` what its
    fields hold: a value left over from another tag may be emptied or stay. Raises FieldError.
    """
    known = {field.name: field for field in (*(tag.all_fields if tag else ()), PART_OF)}
    kept = kept or {}
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name in known:
            checked[name] = kept_value(known[name], value)
            if known[name].kind == "link" and checked[name] is not None:
                _check_link(library, known[name], checked[name], of)
        elif name in kept and (is_empty(value) or value == kept[name]):
            checked[name] = None if is_empty(value) else value
        else:
            whose = f"The tag {tag.path}" if tag else "A plain note"
            raise FieldError(f"{whose} has no field “{name}”; it has {', '.join(known)}.")
    return checked


def left_over(tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of values that the tag does not carry: another tag's, kept when it was changed."""
    known = {field.name for field in tag.all_fields} if tag else set()
    return tuple(
        name
        for name, value in fields.items()
        if name not in known and name != PART_OF.name and not is_empty(value)
    )


def missing_fields(tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the fields that the tag requires and that are empty."""
    required = (field.name for field in tag.all_fields if field.required) if tag else ()
    return tuple(name for name in required if is_empty(fields.get(name)))


def awaited_fields(tags: Sequence[Tag]) -> dict[str, tuple[str, ...]]:
    """By tag id, the fields that marks should have: the required ones, of quotations a speaker."""
    quotes = next((tag.path for tag in tags if tag.id == _QUOTE), None)
    awaited: dict[str, tuple[str, ...]] = {}
    for tag in tags:
        names = [field.name for field in tag.all_fields if field.required]
        if quotes is not None and f"{tag.path}/".startswith(f"{quotes}/"):
            names = ["speaker", *names]
        awaited[tag.id] = tuple(dict.fromkeys(names))
    return awaited


def _text(_field: Field, value: Any) -> str:  # noqa: ANN401
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return " ".join(words.split())


def _number(field: Field, value: Any) -> int | float:  # noqa: ANN401
    if isinstance(value, float) and math.isfinite(value):
        return value
    from annotate_tui.text.numbers import read_number

    if isinstance(value, int) and value.bit_length() > 3000:
        # Python does not write out thousands of digits; nines are refused for the same reason.
        value = "9" * 1000
    try:
        return read_number(str(value))
    except ValueError as error:
        raise _refused(field, "takes a number like 16 or 2.5", value, str(error)) from error


def _date(field: Field, value: Any) -> str:  # noqa: ANN401
    # Its patterns take milliseconds to compile.
    from annotate_tui.text.dates import read_date

    try:
        return read_date(str(value))
    except ValueError as error:
        takes = "takes a date like 2023-06-12, 2023-06 or 2023"
        raise _refused(field, takes, value, str(error)) from error


def _boolean(field: Field, value: Any) -> bool:  # noqa: ANN401
    found = _ANSWERS.get(str(value).strip().casefold())
    if found is None:
        raise _refused(field, "takes yes or no", value)
    return found


def _choice(field: Field, value: Any) -> str:  # noqa: ANN401
    if value in field.choices:
        return str(value)
    written = folded_choice(str(value))
    for alike in (str.__eq__, str.startswith):
        fitting = [c for c in field.choices if written and alike(folded_choice(c), written)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            reason = f"it can be {_either(fitting)}"
            raise _refused(field, f"takes {_either(field.choices)}", value, reason)
    raise _refused(field, f"takes {_either(field.choices)}", value)


def _choices(field: Field, value: Any) -> list[str]:  # noqa: ANN401
    parts = _split(field, value) if isinstance(value, str) else list(value)
    chosen = [_choice(field, part) for part in parts if str(part).strip()]
    return list(dict.fromkeys(chosen))


def _split(field: Field, words: str) -> list[str]:
    """The parts between semicolons or commas; a choice may have those in its own name."""
    pieces = re.split(r"([;,])", words)
    longest = max((len(re.findall(r"[;,]", choice)) for choice in field.choices), default=0)
    parts: list[str] = []
    i = 0
    while i < len(pieces):
        ends = range(min(len(pieces), i + 2 * longest + 1), i, -2)
        joined = [(end, "".join(pieces[i:end]).strip()) for end in ends]
        end, part = next((one for one in joined if one[1] in field.choices), joined[-1])
        parts.append(part)
        i = end + 1
    return parts


def _url(field: Field, value: Any) -> str:  # noqa: ANN401
    written = str(value).strip()
    if re.fullmatch(r"https?://[^\s/]\S*", written, re.IGNORECASE):
        return written
    if _HOST.fullmatch(written):
        return f"https://{written}"
    raise _refused(field, "takes a web address like https://…", value)


def _link(_field: Field, value: Any) -> str:  # noqa: ANN401
    return str(value).strip()


_KINDS: Mapping[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "url": _url,
    "link": _link,
}


def _check_link(library: Library, field: Field, target: str, of: str) -> None:
    """Raises FieldError unless it is a standing mark; a part cannot hold what it is a part of."""
    if target == of:
        raise FieldError(f"{field.name} names another mark, not the mark itself.")
    seen: set[str] = set()
    at = target
    while at and at not in seen:
        seen.add(at)
        try:
            found = library.mark(at).annotation
        except LibraryError as error:
            if at == target:
                raise FieldError(
                    f"{field.name} takes the id of a mark; there is no “{target}”."
                ) from error
            return
        if at == target and found.removed_at:
            raise FieldError(
                f"{field.name} takes the id of a mark; “{target}” was removed: bring it back first."
            )
        if field.name != PART_OF.name or not of:
            return
        at = str(found.fields.get(PART_OF.name) or "")
        if at == of:
            raise FieldError(
                f"{field.name} cannot name this mark: it is itself part of the mark that would be"
                " part of it."
            )


def _refused(field: Field, takes: str, value: object, reason: str = "") -> FieldError:
    sentence = f"{field.name} {takes}, not “{_cut(value)}”{f': {reason}' if reason else ''}."
    return FieldError(sentence, reason)


def _cut(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _either(choices: Collection[str]) -> str:
    """The first choices in words: a list may hold hundreds."""
    names = list(choices)
    if len(names) > 12:
        return f"{', '.join(names[:12])} or another of its {len(names)} choices"
    return " or ".join(names)


def folded_choice(words: str) -> str:
    """A choice as it is compared: at_least, at-least and At least are one."""
    return re.sub(r"[\s_-]+", " ", words).strip().casefold()
