"""The kinds of rows that events speak of: their tables, keys, and columns that hold JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of row.

    ``json`` columns are Python values above the store and JSON text in the table. ``columns`` names
    those that are read back and logged, where that is not all of them. ``keep`` says that undoing
    its making leaves the row where it is: texts are frozen, articles are marked as removed instead.
    ``brief`` says that the event of its making leaves out the columns that are empty.
    """

    kind: str
    table: str
    key: tuple[str, ...]
    json: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    keep: bool = False
    brief: bool = False

    @property
    def select(self) -> str:
        """The columns to read, as SQL."""
        return ", ".join(quoted(self.columns)) if self.columns else "*"


SUBJECTS: Mapping[str, Subject] = {
    s.kind: s
    for s in (
        Subject(
            "article",
            "articles",
            ("id",),
            frozenset({"authors", "variables", "found"}),
            keep=True,
            brief=True,
        ),
        # The id goes first: a place may hold what joins the parts of a key.
        Subject("place", "places", ("article_id", "place")),
        Subject(
            "text",
            "texts",
            ("id",),
            # A text is frozen and never deleted: its row is its own record.
            columns=("id", "article_id"),
            keep=True,
        ),
        Subject("tag", "tags", ("id",), frozenset({"fields"})),
        Subject("variable", "variables", ("id",), frozenset({"choices"})),
        Subject("annotation", "annotations", ("id",), frozenset({"fields", "guessed"})),
        Subject("anchor", "anchors", ("annotation_id", "text_id")),
        Subject("rejection", "rejections", ("text_id", "tag_id", "start", "end", "coder")),
    )
}


def dump(value: object) -> str:
    """A JSON column's text: always the same text for the same value."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def clean(text: str) -> str:
    """The text as SQLite and UTF-8 can keep it: NUL and lone surrogates become U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "�")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def to_columns(subject: Subject, row: Mapping[str, Any]) -> Row:
    """The row as SQLite takes it."""
    return {
        name: dump(value)
        if name in subject.json
        else clean(value)
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }


def from_columns(subject: Subject, row: Mapping[str, Any]) -> Row:
    """The row as the program uses it: JSON columns as Python values."""
    return {
        name: json.loads(value) if name in subject.json and isinstance(value, str) else value
        for name, value in row.items()
    }


def key_of(subject: Subject, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of the row's key."""
    return tuple(row[name] for name in subject.key)


def subject_id(key: tuple[Any, ...]) -> str:
    """The key as an event names it: its parts joined by "/"."""
    return "/".join(str(part) for part in key)


def quoted(names: tuple[str, ...] | list[str]) -> list[str]:
    """Column names in quotes: ``end`` is a word of SQL."""
    return [f'"{name}"' for name in names]
