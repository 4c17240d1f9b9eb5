"""The one place where rows change: each change writes its row and its event together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotate_tui.store import bulk
from annotate_tui.store.errors import LibraryError
from annotate_tui.store.subjects import (
    SUBJECTS,
    Row,
    Subject,
    clean,
    from_columns,
    key_of,
    quoted,
    subject_id,
    to_columns,
)

MANY = 50
"""From so many annotations on that were changed in a row, their changes are taken back together."""

_TAGGED = (
    ("annotations", "tag_id", "marks carry"),
    ("rejections", "tag_id", "rejected suggestions carry"),
    ("tags", "parent_id", "tags are below"),
)
"""What may stand on a tag: the table, the column, and what its rows do."""


@dataclass(slots=True)
class Step:
    """What one key or command does, inside the transaction that `Library.step` opened.

    ``id`` is the step's id, ``action`` what the events call it. All methods take a kind of row:
    article, place, text, tag, variable, annotation, anchor, rejection; JSON columns are Python values. ``changed``
    holds the kinds that were written.
    """

    conn: sqlite3.Connection
    id: str
    action: str
    library: str
    at: str
    coder: str
    new_id: Callable[[], str]
    undoes: str | None = None
    changed: set[str] = field(default_factory=set)

    def row(self, kind: str, *key: object) -> Row | None:
        """The row as it now stands, or None."""
        subject = SUBJECTS[kind]
        where = " AND ".join(f"{name} = ?" for name in quoted(subject.key))
        cursor = self.conn.execute(
            f"SELECT {subject.select} FROM {subject.table} WHERE {where}", key
        )
        found = cursor.fetchone()
        if found is None:
            return None
        names = [d[0] for d in cursor.description]
        return from_columns(subject, dict(zip(names, found, strict=True)))

    def insert(self, kind: str, row: Mapping[str, Any]) -> Row:
        """Write a new row and its event; gives the row with all its columns."""
        subject = SUBJECTS[kind]
        columns = to_columns(subject, row)
        names = ", ".join(quoted(list(columns)))
        marks = ", ".join("?" * len(columns))
        cursor = self.conn.execute(
            f"INSERT INTO {subject.table} ({names}) VALUES ({marks}) RETURNING {subject.select}",
            list(columns.values()),
        )
        names_back = [d[0] for d in cursor.description]
        whole = from_columns(subject, dict(zip(names_back, cursor.fetchone(), strict=True)))
        cursor.fetchall()
        said = {n: v for n, v in whole.items() if v or v is False} if subject.brief else whole
        self._record(subject, whole, None, said)
        return whole

    def update(self, kind: str, key: str | tuple[Any, ...], changes: Mapping[str, Any]) -> bool:
        """Change columns of one row and write the event; False where nothing differs.

        Raises LibraryError where the row is gone.
        """
        subject = SUBJECTS[kind]
        parts = key if isinstance(key, tuple) else (key,)
        old = self.row(kind, *parts)
        if old is None:
            raise LibraryError(f"This {kind} is no longer in the library: it was undone elsewhere.")
        new = from_columns(subject, to_columns(subject, changes))
        differing = {name: value for name, value in new.items() if old[name] != value}
        if not differing:
            return False
        sets = ", ".join(f"{name} = ?" for name in quoted(list(differing)))
        where = " AND ".join(f"{name} = ?" for name in quoted(subject.key))
        self.conn.execute(
            f"UPDATE {subject.table} SET {sets} WHERE {where}",
            [*to_columns(subject, differing).values(), *parts],
        )
        self._record(subject, old, {name: old[name] for name in differing}, differing)
        return True

    def delete(self, kind: str, key: str | tuple[Any, ...]) -> bool:
        """Delete one row and write the event; False where there is none.

        Marks and articles are not deleted: their ``removed_at`` is set.
        """
        subject = SUBJECTS[kind]
        parts = key if isinstance(key, tuple) else (key,)
        old = self.row(kind, *parts)
        if old is None:
            return False
        where = " AND ".join(f"{name} = ?" for name in quoted(subject.key))
        self.conn.execute(f"DELETE FROM {subject.table} WHERE {where}", parts)
        self._record(subject, old, old, None)
        return True

    def retag(self, from_tag_id: str, to_tag_id: str) -> int:
        """Give every annotation of one tag another, removed ones too, and rejections with it.

        Gives how many annotations.
        """
        return bulk.retag(self, from_tag_id, to_tag_id)

    def replace_values(self, field: str, old: Sequence[str], new: str | None) -> int:
        """Put ``new`` for each of the texts ``old`` in that field; None empties it.

        In every annotation, removed ones too, whether its tag declares the field or not. Gives how
        many annotations.
        """
        return bulk.replace_values(self, field, old, new)

    def update_fields(
        self,
        ids: Iterable[str],
        change: Callable[[dict[str, Any]], dict[str, Any]],
        renamed: Mapping[str, str] | None = None,
    ) -> int:
        """Give these annotations the fields that ``change`` makes of theirs (a copy is passed).

        ``renamed`` are fields' old and new names: what was guessed stays so under the new one; what
        is empty now is no guess any more. Where the fields stay as they were, and for ids that are
        not there, nothing is written. Gives how many annotations changed.
        """
        return bulk.update_fields(self, ids, change, renamed)

    def having(self, field: str) -> list[str]:
        """The ids of all annotations that hold something in that field, removed ones too."""
        return bulk.having(self, field)

    def invert(self, step_id: str) -> None:
        """Write the inverse of everything that step did, last change first.

        Raises LibraryError where a tag would go that something stands on.
        """
        run: dict[str, str] = {}
        for _, kind, name, before, after in self._backwards(step_id):
            edited = kind == "annotation" and before is not None and after is not None
            if not edited or name in run:
                self._invert_edits(run)
                run = {}
            if edited:
                run[name] = before
                continue
            self._invert(
                SUBJECTS[kind],
                name,
                json.loads(before) if before is not None else None,
                json.loads(after) if after is not None else None,
            )
        self._invert_edits(run)

    def _backwards(self, step_id: str) -> Iterator[tuple[Any, ...]]:
        """The step's events, last first, some at a time: a step may have written very many."""
        rows: list[tuple[Any, ...]] = [(1 << 62,)]
        while rows:
            rows = self.conn.execute(
                "SELECT seq, kind, subject, before, after FROM events WHERE step = ? AND seq < ?"
                " ORDER BY seq DESC LIMIT ?",
                [step_id, rows[-1][0], bulk.AT_ONCE],
            ).fetchall()
            yield from rows

    def _invert_edits(self, run: Mapping[str, str]) -> None:
        if len(run) >= MANY:
            bulk.invert(self, run.items())
            return
        for name, before in run.items():
            self._invert(SUBJECTS["annotation"], name, json.loads(before), {})

    def _invert(self, subject: Subject, name: str, before: Row | None, after: Row | None) -> None:
        if before is None and after is not None:
            key = key_of(subject, after)
            if subject.kind == "tag":
                self._refuse_used(after)
            if not subject.keep:
                self.delete(subject.kind, key)
            elif subject.kind == "article":
                self.update(subject.kind, key, {"removed_at": self.at})
        elif before is not None and after is None:
            if self.row(subject.kind, *key_of(subject, before)) is None:
                self.insert(subject.kind, before)
        elif before is not None:
            key = (name,) if len(subject.key) == 1 else self._split(subject, name)
            if self.row(subject.kind, *key) is not None:
                self.update(subject.kind, key, before)

    def _refuse_used(self, tag: Row) -> None:
        for table, column, do in _TAGGED:
            sql = f"SELECT count(*) FROM {table} WHERE {column} = ?"
            count = self.conn.execute(sql, [tag["id"]]).fetchone()[0]
            if count:
                raise LibraryError(
                    f"The tag “{tag['name']}” cannot be taken back, because by now {count} {do} it:"
                    " put it away instead."
                )

    def _split(self, subject: Subject, name: str) -> tuple[str, ...]:
        return tuple(name.split("/", len(subject.key) - 1))

    def _record(self, subject: Subject, row: Row, before: Row | None, after: Row | None) -> None:
        self.changed.add(subject.kind)
        # An article without columns of its own changes no table, and looking for one reads all.
        sides = (before, after)
        if subject.kind == "article" and any((side or {}).get("variables") for side in sides):
            self.changed.add("variables")
        article = row["id"] if subject.kind == "article" else row.get("article_id")
        if article is None and subject.kind in ("anchor", "rejection"):
            article = self._article_of_text(row["text_id"])
        self.conn.execute(
            "INSERT INTO events (id, step, undoes, library, at, coder, action, kind, subject,"
            " article_id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self.new_id(),
                self.id,
                self.undoes,
                self.library,
                self.at,
                clean(self.coder),
                self.action,
                subject.kind,
                subject_id(key_of(subject, row)),
                article,
                _event_json(before),
                _event_json(after),
            ],
        )

    def _article_of_text(self, text_id: str) -> str | None:
        found = self.conn.execute("SELECT article_id FROM texts WHERE id = ?", [text_id]).fetchone()
        return found[0] if found else None


def _event_json(row: Row | None) -> str | None:
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
