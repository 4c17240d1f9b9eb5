"""The codebook as TOML, for people to write by hand and to keep in version control.

A tag is a ``[[tag]]`` with its ``name``, or below others its ``path`` ("claim/economy"); a field of
it is a ``[[tag.field]]`` under it, a document variable a ``[[variable]]``. What is not said is not
written: no colour, no fields, a field of the kind text. An ``id`` is written only where it does not
follow from the path (`growing.derived_id`). A parent that has no table of its own is made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any, NoReturn

from annotate_tui.formats.codebook import checks
from annotate_tui.formats.codebook.decoding import decoded
from annotate_tui.formats.codebook.errors import refuse
from annotate_tui.formats.codebook.growing import (
    Fail,
    Place,
    Tree,
    codebook_of,
    derived_id,
    is_derived,
    shown,
)
from annotate_tui.model import Codebook, Field, Tag, Variable
from annotate_tui.statements import lines_of, reason, taken_apart

SUFFIXES: tuple[str, ...] = (".toml",)

# What TOML wants escaped, and what an editor may change or not show: C1 controls, line and
# paragraph separators, a byte-order mark.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_ESCAPED_IN_LINES = re.compile(
    '\\\\|"""|"\\Z|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[ \t](?=\n|\\Z)'
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", '"""': '""\\"'}


def read(data: bytes, name: str, told: list[str] | None = None) -> Codebook:
    """The codebook in a TOML file. Raises CodebookFileError."""
    text = decoded(data, name)
    values = _parsed(text, name)
    fail = _failing(text, name)
    checks.known_only(values, ("tag", "variable"), (), fail)
    tree = Tree()
    for i, table in enumerate(checks.tables(values, "tag", fail)):
        place: Place = ("tag", i)
        said = checks.said_of_tag(table, place, fail)
        tree.put(_names(table, place, fail), said, fail)
    return codebook_of(tree, checks.variables_of(values, fail), fail)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line, wrong = reason(error)
        if not line:
            line = next((at for at, _ in taken_apart(text).wrong), text.count("\n") + 1)
        refuse(name, line, f"this is not TOML: {wrong.rstrip('.')}")


def _failing(text: str, name: str) -> Fail:
    lines: dict[Place, int] | None = None

    def fail(place: Place, what: str) -> NoReturn:
        nonlocal lines
        if lines is None:
            lines = {}
            for found, line in lines_of(text).items():
                for end in range(len(found), 0, -1):
                    if lines.setdefault(found[:end], line) != line:
                        break
        at = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 0)
        refuse(name, at, what)

    return fail


def _names(table: checks.Table, place: Place, fail: Fail) -> list[str]:
    if ("name" in table) == ("path" in table):
        fail(place, "a tag needs a name, or below another a path like claim/economy, and not both")
    key = "name" if "name" in table else "path"
    words = checks.text(table, key, place, fail)
    where = (*place, key)
    if key == "name" and "/" in words:
        fail(where, f"a name has no “/”; write path = {shown(words)} for a tag below another")
    names = words.split("/")
    return [checks.one_line(one, f"name of the tag {shown(words)}", where, fail) for one in names]


def write(codebook: Codebook) -> str:
    """The codebook as TOML; the same text for the same codebook."""
    parts = [_tag(tag) for tag in codebook.tags]
    parts += [_variable(variable) for variable in codebook.variables]
    return "\n".join(parts)


def _tag(tag: Tag) -> str:
    lines = ["[[tag]]", f"{'path' if '/' in tag.path else 'name'} = {quoted(tag.path)}"]
    if not is_derived(tag):
        lines.append(f"id = {quoted(tag.id)}")
    lines += _said(
        ("key", tag.key),
        ("colour", tag.colour),
        ("description", tag.description),
        ("example", tag.example),
        ("counter_example", tag.counter_example),
        ("archived", tag.archived_at),
    )
    for field in tag.fields:
        lines += ["", "[[tag.field]]", *_field(field)]
    return "\n".join(lines) + "\n"


def _variable(variable: Variable) -> str:
    lines = ["[[variable]]", *_field(variable.field)]
    if variable.id != derived_id(variable.field.name, "variable"):
        lines.insert(2, f"id = {quoted(variable.id)}")
    return "\n".join(lines) + "\n"


def _field(field: Field) -> Iterable[str]:
    yield f"name = {quoted(field.name)}"
    if field.kind != "text":
        yield f"kind = {quoted(field.kind)}"
    if field.choices:
        choices = [quoted(choice) for choice in field.choices]
        line = f"choices = [{', '.join(choices)}]"
        if len(line) <= 100:
            yield line
        else:
            yield "choices = [\n" + "".join(f"    {choice},\n" for choice in choices) + "]"
    if field.required:
        yield "required = true"
    yield from _said(("description", field.description))


def _said(*pairs: tuple[str, str]) -> Iterable[str]:
    for key, words in pairs:
        if words:
            yield f"{key} = {quoted(words)}"


def quoted(words: str) -> str:
    """Words as a TOML string, over several lines where they have several."""
    words = words.encode("utf-8", "replace").decode() if not words.isascii() else words
    if "\n" in words.strip("\n"):
        return '"""\n' + _ESCAPED_IN_LINES.sub(_escaped, words) + '"""'
    return '"' + _ESCAPED.sub(_escaped, words) + '"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or f"\\u{ord(char):04x}"
