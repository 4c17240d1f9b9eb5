"""The library: one SQLite file, read freely, changed in one place.

A Library belongs to the thread that opened it. Several may be open on one file, in this program or
in others: each sees what the others have committed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotate_tui.model import Mark, Tag
from annotate_tui.store import ids, undoing
from annotate_tui.store.codebook import tags_from_rows
from annotate_tui.store.errors import LibraryError, ReadOnlyLibrary, StepChanged, library_error
from annotate_tui.store.finding import find_article
from annotate_tui.store.opening import open_connection
from annotate_tui.store.rows import (
    ARTICLE_COLUMNS,
    MARK_COLUMNS,
    ArticleRow,
    KnownText,
    StepInfo,
    TextRow,
    article_row,
    mark_row,
)
from annotate_tui.store.steps import Step
from annotate_tui.store.subjects import SUBJECTS, clean, from_columns
from annotate_tui.store.table import rebuild
from annotate_tui.text.structure import from_bytes


class Library:
    """Articles, their texts, the codebook, the marks, and the log of every change.

    Open one with `Library.open`; close it or use it in ``with``. Methods raise LibraryError where
    the file fails, with the sentence for the user.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        path: Path,
        *,
        clock: Callable[[], str],
        new_id: Callable[[], str],
        coder: str,
        why_read_only: str = "",
    ) -> None:
        self.path = path
        self.clock = clock
        self.new_id = new_id
        self.coder = coder
        self.why_read_only = why_read_only
        self._conn = conn
        self._step: Step | None = None
        self._mine: set[str] = set()
        self._id = ""
        self._data_version = self._one("PRAGMA data_version")[0]

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], str] | None = None,
        new_id: Callable[[], str] | None = None,
        coder: str | None = None,
        read_only: bool = False,
    ) -> Self:
        """The library in that file, made with its folder on first use.

        ``clock`` gives the time as ISO 8601 in UTC, ``new_id`` a new id, ``coder`` is who codes. A
        file or folder that cannot be written is opened for reading.

        Raises LibraryError for what is not a library, is newer than the program, or is locked.
        """
        place = Path(path).expanduser()
        made = new_id or ids.new_id
        conn, why = open_connection(place, made, read_only)
        return cls(
            conn,
            place,
            clock=clock or ids.utc_now,
            new_id=made,
            coder=coder if coder is not None else ids.default_coder(),
            why_read_only=why,
        )

    def close(self) -> None:
        """Close the file; whatever was committed is on disk already."""
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed; `why_read_only` says why."""
        return bool(self.why_read_only)

    @property
    def id(self) -> str:
        """The library's own id, which every event carries."""
        if not self._id:
            self._id = self._one("SELECT value FROM library WHERE name = 'id'")[0]
        return self._id

    # Reading

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The rows of one reading statement, as mappings in the order of its columns."""
        try:
            cursor = self._conn.execute(sql, _bindable(parameters))
            names = [d[0] for d in cursor.description or ()]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def articles(self) -> list[ArticleRow]:
        """All articles that were not removed, by number."""
        return self._articles("a.removed_at IS NULL")

    def article(self, article_id: str) -> ArticleRow:
        """The article with that id, also a removed one. Raises LibraryError where there is none."""
        found = self._articles("a.id = ?", article_id)
        if not found:
            raise LibraryError(f"There is no article {article_id} in the library {self.path}.")
        return found[0]

    def articles_by_source(self, source: str) -> list[ArticleRow]:
        """The articles with that very source, removed ones left out."""
        return self._articles("a.source = ? AND a.removed_at IS NULL", source)

    def find_original(self, original_sha256: str) -> KnownText | None:
        """The newest text made of these imported bytes, of an article that stands if one does."""
        row = self._first(
            "SELECT t.article_id, t.id FROM texts t JOIN articles a ON a.id = t.article_id"
            " WHERE t.original_sha256 = ? ORDER BY a.removed_at IS NOT NULL, t.n DESC",
            [original_sha256],
        )
        return KnownText(*row) if row else None

    def has_marks(self) -> bool:
        """Whether anything was ever marked here, by anyone."""
        return self._first("SELECT 1 FROM annotations", []) is not None

    def find_text(self, article_id: str, sha256: str) -> str | None:
        """The id of the article's text whose UTF-8 has that digest."""
        row = self._first(
            "SELECT id FROM texts WHERE article_id = ? AND sha256 = ?", [article_id, sha256]
        )
        return row[0] if row else None

    def find_article(self, words: str) -> ArticleRow:
        """The article that is meant: its number, id, source, or words of one title only.

        A source may be a path as typed here. Raises LibraryError saying that none fits, or which.
        """
        return find_article(words, self.articles())

    def text(self, text_id: str) -> TextRow:
        """One text with its structure. Raises LibraryError where there is none."""
        row = self._first(
            "SELECT id, article_id, sha256, original_sha256, loader, loader_version, length, text,"
            " structure FROM texts WHERE id = ?",
            [text_id],
        )
        if row is None:
            raise LibraryError(f"There is no text {text_id} in the library {self.path}.")
        return TextRow(
            id=row[0],
            article_id=row[1],
            sha256=row[2],
            original_sha256=row[3],
            loader=row[4],
            loader_version=row[5],
            length=row[6],
            text=row[7],
            structure=from_bytes(row[8]),
        )

    def texts_of(self, article_id: str) -> list[str]:
        """The ids of the article's texts, oldest first."""
        return [
            row[0]
            for row in self._all("SELECT id FROM texts WHERE article_id = ? ORDER BY n", article_id)
        ]

    def marks(self, text_id: str) -> list[Mark]:
        """The marks that stand in that text, by (start, -end, tag position, id)."""
        rows = self._all(
            f"SELECT {MARK_COLUMNS} FROM anchors n JOIN annotations a ON a.id = n.annotation_id"
            " LEFT JOIN tags g ON g.id = a.tag_id"
            " WHERE n.text_id = ? AND n.state <> 'lost' AND a.removed_at IS NULL"
            ' ORDER BY n.start, -n."end", g.id IS NULL, g.position, a.id',
            text_id,
        )
        return [mark_row(row) for row in rows]

    def mark(self, annotation_id: str, text_id: str | None = None) -> Mark:
        """One mark, removed or not, in ``text_id`` or else in its article's current text.

        Where it is not placed there, in the newest text where it is. Raises LibraryError where
        there is no such mark.
        """
        row = self._first(
            f"SELECT {MARK_COLUMNS} FROM annotations a JOIN anchors n ON n.annotation_id = a.id"
            " JOIN texts t ON t.id = n.text_id JOIN articles r ON r.id = a.article_id"
            " WHERE a.id = ?1 ORDER BY n.text_id = coalesce(?2, r.text) DESC, t.n DESC",
            [annotation_id, text_id],
        )
        if row is None:
            raise LibraryError(f"There is no mark {annotation_id} in the library {self.path}.")
        return mark_row(row)

    def tags(self) -> list[Tag]:
        """The codebook by position, archived tags included."""
        names = ("id", "name", "parent_id", "key", "colour", "description", "fields", "position")
        rows = self._all(f"SELECT {', '.join(names)}, archived_at FROM tags")
        subject = SUBJECTS["tag"]
        return tags_from_rows(
            from_columns(subject, dict(zip((*names, "archived_at"), row, strict=True)))
            for row in rows
        )

    def speakers(self, article_id: str | None = None) -> list[str]:
        """Speakers named so far, most used first: of one article in order of their last use."""
        where = "AND article_id = ?" if article_id else ""
        order = "max(updated_at) DESC" if article_id else "count(*) DESC, max(updated_at) DESC"
        return [
            row[0]
            for row in self._all(
                "SELECT json_extract(fields, '$.speaker') AS s FROM annotations"
                f" WHERE removed_at IS NULL AND s <> '' {where} GROUP BY s ORDER BY {order}, s",
                *([article_id] if article_id else []),
            )
        ]

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked (or since opening)."""
        version = self._one("PRAGMA data_version")[0]
        changed: bool = version != self._data_version
        self._data_version = version
        return changed

    # Writing

    @contextmanager
    def step(self, action: str, *, step: str | None = None) -> Iterator[Step]:
        """Open the one transaction in which rows and their events are written together.

        ``action`` is what is done, in a word. ``step`` continues an earlier step of this session,
        so that one undo takes back both; where anything was written since, a new step begins. An
        exception rolls everything back. Inside another step of this library it joins that one.

        Raises ReadOnlyLibrary, LibraryError.
        """
        if self._step is not None:
            yield self._step
            return
        if self.why_read_only:
            raise ReadOnlyLibrary(self.why_read_only)
        try:
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                going_on = (
                    step if step in self._mine and undoing.last_step(self._conn) == step else None
                )
                self._step = self._new_step(action, going_on)
                yield self._step
                if "tag" in self._step.changed or "variables" in self._step.changed:
                    rebuild(self._conn)
                self._conn.execute("COMMIT")
                if self._step.changed:
                    self._mine.add(self._step.id)
            except BaseException:
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise
            finally:
                self._step = None
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def _new_step(self, action: str, step: str | None = None, undoes: str | None = None) -> Step:
        return Step(
            conn=self._conn,
            id=step or self.new_id(),
            action=action,
            library=self.id,
            at=self.clock(),
            coder=self.coder,
            new_id=self.new_id,
            undoes=undoes,
        )

    def add_text(self, step: Step, row: dict[str, Any], original: bytes | None) -> None:
        """Within ``step``: keep a text, and the imported bytes where they are not the text."""
        step.insert("text", row)
        if original is not None:
            import zlib

            self._conn.execute(
                "INSERT OR IGNORE INTO originals (sha256, bytes) VALUES (?, ?)",
                [row["original_sha256"], zlib.compress(original, 6)],
            )

    def next_number(self) -> int:
        """The number of the next article: one more than any article ever had."""
        number: int = self._one("SELECT coalesce(max(number), 0) + 1 FROM articles")[0]
        return number

    def save_position(self, article_id: str, offset: int) -> None:
        """Keep where the reader is in the article's current text, in code points.

        No event, and no error: on a file that cannot be written now, it is not kept.
        """
        if self.why_read_only or self._step is not None:
            return
        try:
            self._conn.execute(
                "UPDATE articles SET read_position = ?1 WHERE id = ?2 AND read_position <> ?1",
                [max(0, offset), article_id],
            )
        except sqlite3.Error:
            return

    # History

    def last_step(self) -> StepInfo | None:
        """The step written last, undo and redo included."""
        return self._info(undoing.last_step(self._conn))

    def next_undo(self) -> StepInfo | None:
        """The step that `undo` would take back."""
        return self._info(undoing.next_undo(self._conn))

    def next_redo(self) -> StepInfo | None:
        """The step that `redo` would bring back."""
        undo = undoing.next_redo(self._conn)
        return self._info(undoing.undone_by(self._conn, undo) if undo else None)

    def undo(self, expected: str | None = None) -> StepInfo | None:
        """Take back the newest step that stands; gives what it was, or None.

        ``expected`` is the id of the step that was announced. Raises StepChanged where another one
        is next by now, ReadOnlyLibrary, LibraryError.
        """
        return self._take_back("undo", expected)

    def redo(self, expected: str | None = None) -> StepInfo | None:
        """Bring back the step undone last; gives what it was, or None. As `undo` otherwise."""
        return self._take_back("redo", expected)

    def _take_back(self, action: str, expected: str | None) -> StepInfo | None:
        with self.step(action) as step:
            undoing_ = action == "undo"
            target = undoing.next_undo(self._conn) if undoing_ else undoing.next_redo(self._conn)
            if target is None:
                return None
            said = target if undoing_ else undoing.undone_by(self._conn, target)
            if expected is not None and expected != said:
                raise StepChanged(f"Something was written since: {action} again to see what.")
            info = undoing.step_info(self._conn, said, self._mine)
            step.undoes = target
            step.invert(target)
        return info

    def log(self, article_id: str | None = None, limit: int | None = None) -> list[StepInfo]:
        """The steps, newest first: of one article or all, at most ``limit``."""
        where = "WHERE article_id = ?" if article_id else ""
        rows = self._all(
            f"SELECT step FROM events {where} GROUP BY step ORDER BY max(seq) DESC LIMIT ?",
            *([article_id] if article_id else []),
            -1 if limit is None else limit,
        )
        return [undoing.step_info(self._conn, row[0], self._mine) for row in rows]

    def _info(self, step: str | None) -> StepInfo | None:
        return undoing.step_info(self._conn, step, self._mine) if step else None

    # SQL

    def _articles(self, where: str, *parameters: object) -> list[ArticleRow]:
        rows = self._all(
            f"SELECT {ARTICLE_COLUMNS} FROM articles a LEFT JOIN texts t ON t.id = a.text"
            f" WHERE {where} ORDER BY a.number",
            *parameters,
        )
        counted = "WHERE removed_at IS NULL"
        one = [rows[0][0]] if len(rows) == 1 else []
        counts: dict[str, dict[str, int]] = {}
        for article_id, tag_id, count in self._all(
            "SELECT article_id, coalesce(tag_id, ''), count(*) FROM annotations"
            f" {counted}{' AND article_id = ?' if one else ''} GROUP BY article_id, tag_id",
            *one,
        ):
            counts.setdefault(article_id, {})[tag_id] = count
        return [article_row(row, counts.get(row[0], {})) for row in rows]

    def _all(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._conn.execute(sql, _bindable(parameters)).fetchall()
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def _first(self, sql: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
        rows = self._all(f"{sql} LIMIT 1", *parameters)
        return rows[0] if rows else None

    def _one(self, sql: str) -> tuple[Any, ...]:
        return self._all(sql)[0]


def _bindable(parameters: Sequence[Any]) -> list[Any]:
    """What is asked for, as it would have been kept: a file's name may be no UTF-8."""
    return [clean(value) if isinstance(value, str) else value for value in parameters]
