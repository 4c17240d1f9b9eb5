"""Answers of one key: what a key makes of the value of a list, of yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotate_tui.model import Field

EMPTIES = frozenset({"backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+h", "ctrl+k", "ctrl+d"})
"""Keys that empty what is not typed letter by letter."""


class Answer(NamedTuple):
    """The value after a key, None for nothing, and what is to be told of it.

    ``at`` is the option that the next key acts on, where several can be taken; ``by_letter`` whether
    a letter went there.
    """

    value: Any
    told: str = ""
    at: int = 0
    by_letter: bool = False


def options(field: Field) -> tuple[tuple[object, str], ...]:
    """The values that a list offers, each with the word for it; none for what is typed."""
    if field.kind == "boolean":
        return ((True, "yes"), (False, "no"))
    if field.kind in ("choice", "choices"):
        return tuple((choice, choice) for choice in field.choices)
    return ()


def with_letter(words: Sequence[str], at: int | None, letter: str) -> int | None:
    """The index of the next of ``words`` after ``at`` that begins with the letter; None without.

    It goes round, so that the same letter again is the next one with it. Case is not asked.
    """
    begin = 0 if at is None else at + 1
    low = letter.casefold()
    for step in range(len(words)):
        i = (begin + step) % len(words)
        if low and words[i].casefold().startswith(low):
            return i
    return None


def answer(field: Field, value: object, key: str, character: str | None) -> Answer | None:
    """A key in a list of which one is taken: a letter takes the next answer that begins with it, the
    arrows and space go through them, backspace empties. None for a key that means nothing there.
    """
    values = [one for one, _ in options(field)]
    words = [word for _, word in options(field)]
    at = values.index(value) if value in values else None
    if key in EMPTIES:
        return Answer(None)
    if not values:
        return Answer(value, _NO_ANSWERS) if character else None
    if key in ("space", "right"):
        return Answer(values[0 if at is None else (at + 1) % len(values)])
    if key == "left":
        return Answer(values[-1 if at is None else (at - 1) % len(values)])
    if not character or not character.isprintable():
        return None
    found = with_letter(words, at, character)
    return Answer(value, _none(words, character)) if found is None else Answer(values[found])


def answers(
    field: Field, value: Sequence[str] | None, before: Answer, key: str, character: str | None
) -> Answer | None:
    """A key in a list of which several are taken: a letter takes the next answer with it or leaves it
    out again, the arrows go through them, space takes or leaves out, backspace leaves out the last.

    ``before`` is the answer before, for where it stands. None for a key that means nothing there.
    """
    words, chosen = field.choices, list(value or ())
    if key in EMPTIES:
        return Answer((chosen[:-1] if key in ("backspace", "ctrl+h") else []) or None)
    if not words:
        return Answer(value, _NO_ANSWERS) if character else None
    at = min(before.at, len(words) - 1)
    if key in ("left", "right"):
        return Answer(value, at=(at + (1 if key == "right" else -1)) % len(words))
    if key == "space":
        return Answer(toggled(field, value, at), at=at)
    if not character or not character.isprintable():
        return None
    found = with_letter(words, at if before.by_letter else at - 1, character)
    if found is None:
        return Answer(value, _none(words, character), at)
    return Answer(toggled(field, value, found), "", found, by_letter=True)


def toggled(field: Field, value: Sequence[str] | None, at: int) -> list[str] | None:
    """The choices, that one taken or left out again, in the order of the list; None for none."""
    chosen = set(value or ()) ^ {field.choices[at]}
    return [one for one in field.choices if one in chosen] or None


_NO_ANSWERS = "This field has no answers yet: the codebook gives it some."


def _none(words: Sequence[str], letter: str) -> str:
    return f"No answer begins with {letter}: {', '.join(words[:12])}."
