"""A TOML file statement by statement: which line a value stands in, and what can be saved of a
broken file. The standard library's parser gives no lines, and nothing of a file with a mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FURTHER = 400
"""Lines over which one value may stretch; a longer one counts as broken."""
_OPENS = re.compile(r'"""|\'\'\'|=.*[\[{]|^\s*\[')
_CLOSES = re.compile(r'"""|\'\'\'|[\]}]')
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")

Path = tuple[str, ...]
Place = tuple[str | int, ...]


@dataclass(slots=True)
class Statements:
    """What stands in a file: values by their path, their lines, and (line, what is wrong)."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    wrong: list[tuple[int, str]] = field(default_factory=list)


def taken_apart(text: str) -> Statements:
    """Every statement that can be read, whatever stands around it. Lines count from 1."""
    found = Statements()
    header: Path = ()
    for line, statement in _statements(text):
        if isinstance(statement, str):
            found.wrong.append((line, statement))
            continue
        if statement.is_header:
            header = _end_of(statement.values)
            found.lines.setdefault(header, line)
            _put(found, header, {}, line)
            continue
        for path, value in _leaves(statement.values):
            found.lines.setdefault(header + path, line)
            _put(found, header + path, value, line)
    return found


@dataclass(frozen=True, slots=True)
class _Statement:
    values: Mapping[str, Any]
    is_header: bool


def lines_of(text: str) -> dict[Place, int]:
    """The line of every table and value, in tables of tables ([[tag]]) too, counted from 1.

    A place is a path with the number of each such table, from 0: ("tag", 3, "field", 0, "kind").
    What cannot be read is passed over.
    """
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    header: Place = ()
    for line, statement in _statements(text):
        if isinstance(statement, str):
            continue
        if not statement.is_header:
            for path, _ in _leaves(statement.values):
                lines.setdefault(header + path, line)
            continue
        path = _end_of(statement.values)
        header = ()
        for depth, name in enumerate(path, 1):
            header += (name,)
            if depth == len(path) and _is_repeated(statement.values, depth):
                counts[header] = counts.get(header, -1) + 1
            if header in counts:
                header += (counts[header],)
        lines.setdefault(header, line)
    return lines


def _is_repeated(values: Mapping[str, Any], depth: int) -> bool:
    inner: Any = values
    for _ in range(depth):
        inner = next(iter(inner.values()))
    return isinstance(inner, list)


def _statements(text: str) -> Iterator[tuple[int, _Statement | str]]:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            at += 1
            continue
        values, length, wrong = _read(lines, at)
        if values is None:
            yield at + 1, wrong
        else:
            yield at + 1, _Statement(values, lines[at].lstrip().startswith("["))
        at += length


def _read(lines: list[str], at: int) -> tuple[Mapping[str, Any] | None, int, str]:
    """The values of the statement that begins at a line, how many lines it takes, what is wrong."""
    values, wrong = _parsed(lines[at])
    if values is not None or not _OPENS.search(lines[at]):
        return values, 1, wrong
    for end in range(at + 1, min(len(lines), at + FURTHER)):
        if not _CLOSES.search(lines[end]):
            continue
        values, _ = _parsed("\n".join(lines[at : end + 1]))
        if values is not None:
            return values, end + 1 - at, ""
    return None, 1, wrong


def _parsed(text: str) -> tuple[Mapping[str, Any] | None, str]:
    try:
        return tomllib.loads(text), ""
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, reason(error)[1]


def reason(error: Exception) -> tuple[int, str]:
    """The line that an error of the parser names (0 for none), and what it says is wrong."""
    if isinstance(error, RecursionError):
        return 0, "brackets within brackets go too deep"
    said = str(error).partition("\n")[0]
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else 0
    words = _PLACE.sub("", said)
    return line, words[:1].lower() + words[1:]


def _end_of(values: Mapping[str, Any]) -> Path:
    path: Path = ()
    inner: Any = values
    while True:
        if isinstance(inner, list):
            inner = inner[0]
        if not isinstance(inner, Mapping) or not inner:
            return path
        name = next(iter(inner))
        path, inner = (*path, name), inner[name]


def _leaves(values: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    # No recursion: a dotted key may be of any length.
    names: list[str] = []
    open_tables = [iter(values.items())]
    while open_tables:
        for name, value in open_tables[-1]:
            if isinstance(value, Mapping) and value:
                names.append(name)
                open_tables.append(iter(value.items()))
                break
            yield (*names, name), value
        else:
            open_tables.pop()
            if names:
                names.pop()


def _put(found: Statements, path: Path, value: Any, line: int) -> None:  # noqa: ANN401 - as TOML
    """Put a value where it belongs; the first one of two at the same place stays."""
    *tables, name = path
    inner = found.values
    for table in tables:
        inner = inner.setdefault(table, {})
        if not isinstance(inner, dict):
            found.wrong.append((line, f"{table} is a value above, and no table"))
            return
    if name not in inner:
        inner[name] = value
    elif value != {} or not isinstance(inner[name], dict):
        found.wrong.append((line, f"{name} is set twice; the first one counts"))
