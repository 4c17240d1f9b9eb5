"""The library: one SQLite file, read freely, changed in one place.

A Library belongs to the thread that opened it. Several may be open on one file, in this program or
in others: each sees what the others have committed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotate_tui.store import ids, lines, undoing
from annotate_tui.store.errors import LibraryError, ReadOnlyLibrary, StepChanged, library_error
from annotate_tui.store.opening import BUSY_SECONDS, open_connection
from annotate_tui.store.reader import Reader
from annotate_tui.store.rows import StepInfo
from annotate_tui.store.steps import Step
from annotate_tui.store.table import rebuild

if TYPE_CHECKING:
    from annotate_tui.store.likeness import Alike
    from annotate_tui.store.search import Hits
    from annotate_tui.text.shingles import Shingled

SEARCH_WAITS = 0.05
"""How many seconds a search may spend on what is not indexed yet."""

SKETCH_SECONDS = 1.0
"""How long is spent at a time on texts that an older version left without shingles."""


class Library(Reader):
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
        super().__init__(conn, path)
        lines.register(conn)
        self.clock = clock
        self.new_id = new_id
        self.coder = coder
        self.why_read_only = why_read_only
        self._step: Step | None = None
        self._mine: set[str] = set()
        self._id = ""
        self._shadowed: int | None = None

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

    # Writing

    @property
    def in_step(self) -> bool:
        """Whether a step of this library is open: nobody else can write now."""
        return self._step is not None

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
                if self._step.changed & {"tag", "variable", "variables"}:
                    rebuild(self._conn)
                lines.settle(self._conn)
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

    def add_text(
        self,
        step: Step,
        row: dict[str, Any],
        original: bytes | None,
        sketch: list[int] | None = None,
    ) -> None:
        """Within ``step``: keep a text, and the imported bytes where they are not the text.

        ``sketch`` is that of `text.shingles`, where the caller has it already.
        """
        from annotate_tui.store.likeness import keep, sketch_of

        step.insert("text", row)
        keep(self._conn, row["id"], sketch_of(row["text"]) if sketch is None else sketch)
        if original is not None:
            import zlib

            self._conn.execute(
                "INSERT OR IGNORE INTO originals (sha256, bytes) VALUES (?, ?)",
                [row["original_sha256"], zlib.compress(original, 6)],
            )

    def like(
        self, shingled: Shingled, sketch: list[int], *, sha256: str = "", but: str = ""
    ) -> list[Alike]:
        """The articles that stand and have nearly these words, as `likeness.like` finds them.

        Raises LibraryError.
        """
        from annotate_tui.store.likeness import like

        return like(self._all, shingled, sketch, sha256=sha256, but=but)

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
            with self._hurrying():
                self._conn.execute(
                    "UPDATE articles SET read_position = ?1 WHERE id = ?2 AND read_position <> ?1",
                    [max(0, offset), article_id],
                )
        except sqlite3.Error:
            return

    # Search

    def search(
        self,
        words: str,
        *,
        kinds: Collection[str] | None = None,
        article_id: str | None = None,
        tag_ids: Collection[str] | None = None,
        coders: Collection[str] | None = None,
    ) -> Hits:
        """What holds all the ``words``: articles, marks and notes that stand, best first.

        Any typed text will do; the last word may go on, what is in double quotes follows each
        other, case and accents do not count. ``kinds`` are some of "title", "text", "mark" and
        "note", ``tag_ids`` leaves only marks with these tags, ``coders`` leaves out the marks and
        notes of others. What was written since the last search is indexed first, for at most
        `SEARCH_WAITS` seconds; the rest is looked through as far as it is short. Raises
        LibraryError.
        """
        from annotate_tui.store.search import LOOKED_THROUGH, LOOKED_THROUGH_READ_ONLY, search

        # A full disk is no reason not to find what is there; a damaged one fails again below.
        with suppress(LibraryError):
            self.index_more(SEARCH_WAITS)
        try:
            return search(
                self,
                self._conn,
                words,
                kinds=kinds,
                article_id=article_id,
                tag_ids=tag_ids,
                coders=coders,
                look_through=LOOKED_THROUGH_READ_ONLY if self.read_only else LOOKED_THROUGH,
            )
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def index_more(self, budget_seconds: float) -> bool:
        """Index what was written, for about that long; True when there is nothing left to do.

        A file that cannot be written is left as it is (True); while another program writes, False
        comes after 20 ms, or with a budget of more than a second after its lock could not be had.
        Raises LibraryError where the disk fails.
        """
        if self.why_read_only or self._step is not None:
            return bool(self.why_read_only)
        if not self._all(
            "SELECT EXISTS (SELECT 1 FROM search_queue)"
            " OR EXISTS (SELECT 1 FROM library WHERE name = 'unsketched')"
        )[0][0]:
            return True
        from annotate_tui.store.likeness import sketch_more
        from annotate_tui.store.search_index import give_back, index_more

        try:
            with nullcontext() if budget_seconds > 1 else self._hurrying():
                done = index_more(self._conn, budget_seconds)
                # Of an older version's file; who adds one article does not wait for all.
                done = done and sketch_more(self._conn, min(budget_seconds, SKETCH_SECONDS))
            if done and budget_seconds > 1:
                give_back(self._conn)
            return done
        except sqlite3.Error as error:
            if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise library_error(error, self.path) from error

    @contextmanager
    def _hurrying(self) -> Iterator[None]:
        """For what is not worth waiting for another program's lock."""
        self._conn.execute("PRAGMA busy_timeout = 20")
        try:
            yield
        finally:
            self._conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def settle(self) -> None:
        """Bring the tables behind the lists up to date where another program has written.

        Where the file cannot be written now, the lists show what they knew; on a read-only file
        they are made in memory.
        """
        try:
            if self._step is not None:
                lines.settle(self._conn)
            elif self.why_read_only:
                self._shadow()
            elif lines.is_due(self._conn):
                self._settle_now()
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def _settle_now(self) -> None:
        try:
            self._conn.execute("PRAGMA busy_timeout = 20")
            self._conn.execute("BEGIN IMMEDIATE")
            lines.settle(self._conn)
            self._conn.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            self._conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def _shadow(self) -> None:
        version = self._one("PRAGMA data_version")[0]
        if version != self._shadowed:
            lines.shadow(self._conn)
            self._shadowed = version

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
