"""Suggestions that were turned down, as the file has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple

Fetch = Callable[..., list[tuple[Any, ...]]]


class Rejection(NamedTuple):
    """A suggestion of one text that was turned down: its tag's id and its span in code points."""

    tag_id: str
    start: int
    end: int


def of_text(fetch: Fetch, text_id: str, coder: str) -> set[Rejection]:
    """What that coder has turned down in that text; a look-up, however many there are elsewhere."""
    sql = 'SELECT tag_id, start, "end" FROM rejections WHERE text_id = ? AND coder = ?'
    return set(map(Rejection._make, fetch(sql, text_id, coder)))


def stands(fetch: Fetch, text_id: str, coder: str, one: Rejection) -> bool:
    """Whether that very one is turned down."""
    sql = (
        "SELECT 1 FROM rejections WHERE text_id = ? AND tag_id = ? AND start = ?"
        ' AND "end" = ? AND coder = ?'
    )
    return bool(fetch(sql, text_id, *one, coder))


def of_subject(subject: str) -> tuple[str, Rejection, str]:
    """The text's id, the rejection and the coder that an event names."""
    text_id, tag_id, start, end, coder = subject.split("/", 4)
    return text_id, Rejection(tag_id, int(start), int(end)), coder


def words(conn: sqlite3.Connection, text_id: str, one: Rejection, most: int) -> str:
    """What was turned down, as it stands in the text, at most so many code points; "" if unknown."""
    row = conn.execute(
        "SELECT substr(text, ?, ?) FROM texts WHERE id = ?",
        [one.start + 1, min(most, one.end - one.start), text_id],
    ).fetchone()
    return row[0] if row else ""
