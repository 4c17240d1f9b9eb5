"""The file's values: read, and each one checked by itself, so that one mistake spoils nothing else.

What only the screen knows (its themes, its actions) is checked by the screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annotate_tui.services.settings import Problem

LARGEST = 1 << 18
"""Bytes of a settings file; a larger file is something else."""
WIDTH = range(20, 401)
SPACING = range(4)


class WrongValueError(ValueError):
    """A value that a setting does not take; the message says what it takes, not what it got."""


@dataclass(frozen=True, slots=True)
class Found:
    """The good values by name, what is wrong with the others, and the lines of all."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]
    line_of: Callable[..., int]


def read(path: Path) -> Found:
    """What stands in the file. Never raises."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is none"
        return _nothing(f"the file cannot be read: {why}.")
    if len(data) > LARGEST:
        kilobytes = LARGEST >> 10
        return _nothing(f"the file is larger than {kilobytes} kB, so it is not read.")
    return parsed(data, path.parent)


def _nothing(sentence: str) -> Found:
    return Found({}, (Problem(0, sentence),), _lines_of(""))


def parsed(data: bytes, folder: Path) -> Found:
    """The settings in a file's bytes; a relative path among them begins at ``folder``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What stands in other lines is none the worse for it.
        text = data.decode("utf-8-sig", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        return _checked(*_salvaged(text, [Problem(line, "this is not UTF-8 text.")]), folder)
    text = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return _checked(*_salvaged(text, [], error), folder)
    return _checked(values, [], text, folder)


def _salvaged(
    text: str, problems: list[Problem], error: Exception | None = None
) -> tuple[dict[str, Any], list[Problem], str]:
    from annotate_tui.statements import reason, taken_apart

    found = taken_apart(text)
    told = {problem.line for problem in problems}
    problems += [
        Problem(line, f"this is not TOML: {wrong}." if "twice" not in wrong else f"{wrong}.")
        for line, wrong in found.wrong
        if line not in told
    ]
    if not problems and error is not None:
        line, wrong = reason(error)
        problems.append(Problem(line, f"this is not TOML: {wrong}."))
    return found.values, problems, text


def _checked(values: Mapping[str, Any], problems: list[Problem], text: str, folder: Path) -> Found:
    good: dict[str, Any] = {}
    wrong: list[tuple[tuple[str, ...], str]] = []
    for name, value in values.items():
        if name == "keys":
            good["keys"] = dict(_keys(value, wrong))
        elif name not in TAKES:
            wrong.append(((name,), _unknown(name)))
        else:
            try:
                good[name] = TAKES[name](value)
            except WrongValueError as error:
                wrong.append(((name,), f"{name} must be {error}, not {_shown(value)}."))
    if "database" in good:
        try:
            good["database"] = str(folder / Path(good["database"]).expanduser())
        except RuntimeError:
            said = (
                f"database names a home folder that is not known: {_shown(good.pop('database'))}."
            )
            wrong.append((("database",), said))
    line_of = _lines_of(text)
    problems += [Problem(line_of(*path), sentence) for path, sentence in wrong]
    return Found(good, tuple(sorted(problems, key=lambda p: p.line)), line_of)


def _lines_of(text: str) -> Callable[..., int]:
    """Lines by path, found when somebody asks: most calls never do."""
    known: dict[tuple[str, ...], int] | None = None

    def line_of(*path: str) -> int:
        nonlocal known
        if known is None:
            from annotate_tui.statements import taken_apart

            known = {}
            for key, line in taken_apart(text).lines.items():
                for end in range(1, len(key) + 1):
                    known.setdefault(key[:end], line)
        return known.get(path, 0)

    return line_of


def _keys(
    value: Any,  # noqa: ANN401 - whatever TOML has
    wrong: list[tuple[tuple[str, ...], str]],
) -> Iterable[tuple[str, tuple[str, ...]]]:
    if not isinstance(value, Mapping):
        wrong.append((("keys",), f"keys must be a table, [keys], not {_shown(value)}."))
        return
    for action_id, given in value.items():
        several = [given] if isinstance(given, str) else given
        if isinstance(several, list) and all(isinstance(one, str) for one in several):
            yield action_id, tuple(several)
        else:
            said = (
                f'a key like "J", a list like ["J", "down"], or [] for none, not {_shown(given)}.'
            )
            wrong.append((("keys", action_id), f"keys.{action_id} must be {said}"))


def _unknown(name: str) -> str:
    known = [*TAKES, "keys"]
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"there is no setting {_name(name)}; did you mean {near[0]}?"
    return f"there is no setting {_name(name)}; there is: {', '.join(known)}."


def _name(name: str) -> str:
    return name if name.isidentifier() and len(name) <= 40 else _shown(name)


def _shown(value: object) -> str:
    """A value as TOML writes it, near enough to find it, and short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:39]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, int) and abs(value) > 10**18:
        return "a number as large as that"
    return str(value)[:40]


def _whole(allowed: range) -> Callable[[Any], int]:
    def check(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        raise WrongValueError(f"a whole number from {allowed[0]} to {allowed[-1]}")

    return check


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValueError("true or false")


def _words(what: str) -> Callable[[Any], str]:
    def check(value: object) -> str:
        if isinstance(value, str) and value.strip() and value.isprintable():
            return value.strip()
        raise WrongValueError(f"{what} in quotation marks")

    return check


TAKES: dict[str, Callable[[Any], Any]] = {
    "theme": _words("the name of a theme"),
    "width": _whole(WIDTH),
    "spacing": _whole(SPACING),
    "justify": _switch,
    "mouse": _switch,
    "cursor": _switch,
    "blind": _switch,
    "suggestions": _switch,
    "doubtful": _switch,
    "coder": _words("a name"),
    "database": _words("the path of a file"),
}
"""Every setting but the keys, and what checks its value. Each raises WrongValueError."""
