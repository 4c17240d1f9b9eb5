"""JSON, JSON lines, CSV and TSV into records: names and values, one by one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from annotate_tui.loaders.errors import LoadError

SAMPLE = 1 << 16
"""How many code points of a table tell what parts its columns."""

LONGEST_NAME = 200
"""Code points from which the first row of a table holds data: a column is not called so."""

LONGEST_LINE = 64 * 1024 * 1024
"""Code points of a line, or of a row, from which a file is no table: it would fill the memory."""

_DELIMITERS = (",", "\t", ";", "|")
_LISTS = ("articles", "items", "results", "data", "records", "docs", "documents", "entries", "rows")
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_TABLES = (".csv", ".tsv", ".tab")
_OBJECT = re.compile(r'\s*\{\s*(?:"|\})')


class Record(NamedTuple):
    """One record: ``mark`` is its place in the file ("row=5"), ``said`` the same for a sentence."""

    mark: str
    said: str
    values: Mapping[str, Any]


class Broken(NamedTuple):
    """A record that could not be read; ``why`` is a clause."""

    mark: str
    said: str
    why: str


Read = Record | Broken


def kind_of(text: str, name: str) -> str:
    """What the text is, by its name and beginning: "json", "jsonl", "csv" or "" for none of them.

    A name that says nothing (a pipe) leaves it to the beginning alone; CSV is then anything that
    has lines. ``text`` may be the beginning alone.
    """
    low = name.casefold()
    begins = text.lstrip("\ufeff \t\r\n")[:1]
    if low.endswith(_TABLES):
        return "csv" if begins else ""
    if low.endswith(_LINES):
        return "jsonl" if begins == "{" else "json" if begins == "[" else ""
    if low.endswith(".json"):
        return "json" if begins in ("{", "[") and begins else ""
    if begins == "{" and _OBJECT.match(text.lstrip("\ufeff")):
        return "json"
    if begins == "[" and re.match(r"\ufeff?\s*\[\s*[\{\]]", text):
        return "json"
    return "csv" if begins else ""


def read_json(text: str, name: str) -> Iterator[Read]:
    """The records of a JSON document: a list of objects, an object with such a list, or one object.

    JSON lines under the name of a document are read as lines. Raises LoadError.
    """
    try:
        stated = json.loads(text)
    except json.JSONDecodeError as error:
        first = text.lstrip().split("\n", 1)[0]
        if error.msg == "Extra data" and isinstance(_loaded(first), dict):
            yield from read_lines(io.StringIO(text, newline="\n"))
            return
        raise LoadError(
            f"{name} is no sound JSON (line {error.lineno}, column {error.colno}: {error.msg}):"
            " mend it and add it again."
        ) from None
    except (ValueError, RecursionError):
        raise LoadError(
            f"{name} holds JSON that is nested too deep or has a number too long to be read:"
            " leave that out and add it again."
        ) from None
    records = _listed(stated)
    if records is None:
        raise LoadError(
            f"{name} holds no records: it must be a list of objects, or one object with a text."
        )
    for number, record in enumerate(records, 1):
        mark, said = f"row={number}", f"record {number}"
        if isinstance(record, dict):
            yield Record(mark, said, record)
        else:
            yield Broken(mark, said, "it is no object with names and values")


def _loaded(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _listed(stated: object) -> list[Any] | None:
    if isinstance(stated, list):
        return stated if not stated or any(isinstance(one, dict) for one in stated) else None
    if not isinstance(stated, dict):
        return None
    lists = {
        key: value
        for key, value in stated.items()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    }
    # An article's own lists (authors, pictures) must not be taken for articles.
    named = [key for key in lists if str(key).casefold() in _LISTS]
    return lists[named[0]] if named else [stated]


def read_lines(lines: Iterable[str]) -> Iterator[Read]:
    """The records of JSON lines; a broken line is told, the rest goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        mark, said = f"line={number}", f"line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield Broken(mark, said, "it is no sound JSON")
            continue
        if isinstance(record, dict):
            yield Record(mark, said, record)
        else:
            yield Broken(mark, said, "it is no object with names and values")


def read_table(lines: Iterator[str], name: str) -> Iterator[Read]:
    """The records of a table; its first row names the columns. Rows are counted below that.

    What parts the columns is found in the first rows. Raises LoadError for a table of its head
    alone.
    """
    sample = list(_sample(lines))
    tabbed = name.casefold().endswith((".tsv", ".tab"))
    # The last line of a sample that is full may not end its row.
    cut = sum(map(len, sample)) > SAMPLE
    dialect = _dialect("".join(sample), tabbed=tabbed, cut=cut)
    rows = _rows(_chain(sample, lines), dialect)
    head, number = None, 0
    for row in rows:
        if isinstance(row, str):
            number += 1
            yield Broken(f"row={number}", f"row {number}", row)
            continue
        if not any(cell.strip() for cell in row):
            continue
        if head is None:
            if all(len(cell) <= LONGEST_NAME for cell in row):
                head = column_names(row)
                continue
            head = column_names([""] * len(row))
        number += 1
        names = (
            head if len(row) <= len(head) else column_names([*head, *[""] * (len(row) - len(head))])
        )
        yield Record(f"row={number}", f"row {number}", dict(zip(names, row, strict=False)))
    if not number:
        raise LoadError(
            f"{name} has no rows: the first line names the columns, each further one is an article."
        )


def column_names(head: Iterable[str]) -> list[str]:
    """The names of a table's columns: on one line, none empty, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for at, cell in enumerate(head, 1):
        plain = " ".join(cell.split()) or f"column {at}"
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            name = f"{plain} {again}"
        taken.add(name.casefold())
        names.append(name)
    return names


class Dialect(NamedTuple):
    """How a table is written."""

    delimiter: str
    quoted: bool


def _sample(lines: Iterator[str]) -> Iterator[str]:
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size > SAMPLE:
            return


def _chain(first: Iterable[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _dialect(sample: str, *, tabbed: bool, cut: bool) -> Dialect:
    """What parts the columns: what gives most rows as many cells as the head, and more than one.

    Tabs need no quotes: where those in the cells of a tabbed table are not sound, they are words.
    """
    if tabbed:
        return Dialect("\t", _is_sound(sample, cut=cut))
    best, most = Dialect(",", True), (0.0, 0)
    for delimiter in _DELIMITERS:
        rows = [
            row
            for row in islice(
                _rows(io.StringIO(sample, newline="\n"), Dialect(delimiter, True)), 200
            )
            if isinstance(row, list) and row
        ]
        cells = len(rows[0]) if rows else 0
        if cells < 2:
            continue
        body = (rows[1:-1] if cut else rows[1:]) or rows
        score = (sum(len(row) == cells for row in body) / len(body), cells)
        if score > most:
            sound = delimiter != "\t" or _is_sound(sample, cut=cut)
            best, most = Dialect(delimiter, sound), score
    return best


def _is_sound(sample: str, *, cut: bool) -> bool:
    """Whether the quotes of a tabbed table are those of cells."""
    rows = list(_rows(io.StringIO(sample, newline="\n"), Dialect("\t", True)))
    return not any(isinstance(row, str) for row in (rows[:-1] if cut else rows))


def _rows(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str] | str]:
    """The rows; a clause in place of one that is not sound."""
    if csv.field_size_limit() < LONGEST_LINE:
        csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        strict=True,
    )
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                yield "its quotation mark is never closed, so nothing below it can be read"
            elif "field limit" in str(error):
                yield "it is too long"
            else:
                yield "a quotation mark stands within a quoted cell: write it twice"
