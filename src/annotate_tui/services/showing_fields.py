"""What a rule filled in, told in words that hold all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from annotate_tui.services.fields import is_empty
from annotate_tui.store.codebook import PART_OF

_COMPUTED, _SHOWN = 15, 6
"""Digits from which a number may be a quotient, and how many of a quotient are shown."""
_PARTS, _LEAST, _MOST = 100, 0.001, 100
"""Quotients by at most so many, between these bounds: those digits tell each from every other."""
_REPEATED = re.compile(r"(\d)\1{3,}$")

Group = tuple[tuple[str, ...], str]
"""Names of fields, and the words that show all their values in full."""

_WHO = ("speaker", "speaker_text", "speaker_role")
_NUMBERS = ("value", "low", "high", "qualifier", "unit")
_COUNTED = ("change", "unit", "counted")
_BOUNDED = {
    "exact": ("exactly", ("value", "low", "high")),
    "about": ("about", ("value", "low", "high")),
    "at_least": ("at least", ("value", "low")),
    "more_than": ("more than", ("value", "low")),
    "at_most": ("at most", ("value", "high")),
    "less_than": ("less than", ("value", "high")),
}
_CHANGE = {"none": "no change"}
_NAMED = {"named": "by name"}
_WORTH = {"yes": "worth checking", "maybe": "maybe worth checking", "no": "not worth checking"}


def told(fields: Mapping[str, Any], names: Collection[str] | None = None) -> list[Group]:
    """The values in words, the weightiest first: the number and what it counts, who said it, the rest.

    Only fields that hold something, and with ``names`` only those of them. Each field is in one
    group; a group's words hold the values of all its fields in full. Links are left out.
    """
    wanted = {
        name: value
        for name, value in fields.items()
        if name != PART_OF.name and not is_empty(value) and (names is None or name in names)
    }
    groups: list[Group] = _number(wanted)
    if groups:
        # Of a figure what it counts comes before who gives it.
        told_by_now = {name for names_, _ in groups for name in names_}
        groups += [_alone(n, wanted[n]) for n in _COUNTED if n in wanted and n not in told_by_now]
    groups += _speaker(wanted)
    told_already = {name for names_, _ in groups for name in names_}
    order = [name for name in _SAID if name in wanted]
    for name in dict.fromkeys([*order, *wanted]):
        if name not in told_already:
            groups.append(_alone(name, wanted[name]))
    return groups


def _alone(name: str, value: Any) -> Group:  # noqa: ANN401
    say, words = _SAID.get(name), _words(value)
    return (name,), say(words) if say else f"{name.replace('_', ' ')} {words}"


def _speaker(fields: Mapping[str, Any]) -> list[Group]:
    """Who said it, once where name, printed words and role are the same but for capitals."""
    named, printed = fields.get("speaker"), fields.get("speaker_text")
    if named is None:
        return [] if printed is None else [(("speaker_text",), f"as printed “{_words(printed)}”")]
    words = _words(named)
    same = [name for name in _WHO if _words(fields.get(name, "")).casefold() == words.casefold()]
    if printed is not None and "speaker_text" not in same:
        return [(("speaker", "speaker_text", *same[1:]), f"{words} (“{_words(printed)}”)")]
    return [(tuple(same), words)]


def _number(fields: Mapping[str, Any]) -> list[Group]:
    """One group where the qualifier says how value, low and high hang together, else each alone."""
    held = {name: fields[name] for name in _NUMBERS if name in fields}
    numbers: dict[str, Any] = {
        name: held[name] for name in ("value", "low", "high") if name in held
    }
    qualifier = held.get("qualifier")
    if not numbers and qualifier is None:
        return []
    percent = held.get("unit") == "percent" and bool(numbers)
    sign = "%" if percent else ""
    shown: dict[str, str] = {name: f"{_figure(number)}{sign}" for name, number in numbers.items()}
    words = _together(qualifier, numbers, shown)
    if words is None:
        parts = [f"{name} {number}" for name, number in shown.items()]
        words = ", ".join([_words(qualifier).replace("_", " "), *parts] if qualifier else parts)
    names = (*numbers, *(["qualifier"] if qualifier else []), *(["unit"] if percent else []))
    return [(names, words)]


def _together(
    qualifier: object, numbers: Mapping[str, Any], shown: Mapping[str, str]
) -> str | None:
    if qualifier == "range" and set(numbers) == {"low", "high"}:
        return f"{shown['low']} to {shown['high']}"
    if not isinstance(qualifier, str) or qualifier not in _BOUNDED:
        return None
    word, names = _BOUNDED[qualifier]
    said = set(shown.values())
    if not set(numbers) <= set(names) or len(said) != 1:
        return None
    return f"{word} {said.pop()}"


def _figure(number: Any) -> str:  # noqa: ANN401
    """A number with commas between its thousands, none of its digits lost but those of a quotient."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return _words(number)
    written = Decimal(repr(number))
    if isinstance(number, float) and _is_quotient(number, written):
        places = Decimal(1).scaleb(written.adjusted() - _SHOWN + 1)
        # Of a digit that is repeated, three say so.
        cut = format(written.quantize(places, ROUND_DOWN), ",f")
        return _REPEATED.sub(r"\1\1\1", cut) + "…"
    shown = format(written, ",f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _is_quotient(number: float, written: Decimal) -> bool:
    """Whether it was worked out and never printed so: a third, one in seven."""
    if len(written.as_tuple().digits) < _COMPUTED or not _LEAST < abs(number) < _MOST:
        return False
    return float(Fraction(number).limit_denominator(_PARTS)) == number


def _words(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return " ".join(str(value).split())


_SAID: Mapping[str, Callable[[str], str]] = {
    "change": lambda words: _CHANGE.get(words, words),
    "unit": str,
    "counted": str,
    "speaker_role": str,
    "quote_mode": str,
    "cue": lambda words: f"“{words}”",
    "named": lambda words: _NAMED.get(words, words),
    "stated_as": lambda words: f"as {words}",
    "check_worthy": lambda words: _WORTH.get(words, words),
}
"""How a field's value is told, in this order; others by the field's name."""
