"""Opening the file: what it is, whether it may be written, and the connection's settings."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from annotate_tui.store.errors import LibraryError, library_error, why_read_only
from annotate_tui.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate
from annotate_tui.store.table import rebuild

BUSY_SECONDS = 5.0
"""How long a write waits for another program's."""


def open_connection(
    path: Path, new_id: Callable[[], str], read_only: bool
) -> tuple[sqlite3.Connection, str]:
    """A connection to the library, made or brought up to date; and why it is read-only, or "".

    Raises LibraryError.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise LibraryError(
            f"SQLite {sqlite3.sqlite_version} is too old: use a Python with SQLite 3.37 or newer."
        )
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise LibraryError(
            f"The library {path} cannot be opened ({error.strerror}): check its name and folder."
        ) from None
    if is_folder:
        raise LibraryError(f"{path} is a folder, not a library: name a file.")
    if not exists:
        if read_only:
            raise LibraryError(f"There is no library at {path}: check the name.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder {path.parent} cannot be made ({error.strerror}):"
                " name another file with --db."
            ) from error
    why = ""
    if read_only:
        why = f"The library {path} was opened for reading only: nothing can be changed."
    elif exists and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        why = why_read_only(path)
    conn: sqlite3.Connection | None = None
    try:
        conn = _connect_reading(path) if why else _connect(path)
        if why and 0 < _version(conn, path) < SCHEMA_VERSION:
            conn = _newer_copy(conn, path, new_id)
        if not _prepare(conn, path, new_id, bool(why)):
            why = why_read_only(path)
    except sqlite3.Error as error:
        if conn is not None:
            conn.close()
        raise library_error(error, path) from error
    except BaseException:
        if conn is not None:
            conn.close()
        raise
    return conn, why


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def _connect_reading(path: Path) -> sqlite3.Connection:
    """Read-only, also where SQLite cannot make its shared-memory file beside a WAL."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    conn = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        conn.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        ):
            raise
        journal = path.with_name(path.name + "-wal")
        if journal.exists() and journal.stat().st_size:
            raise LibraryError(
                f"The newest changes of the library {path} lie in {journal.name} and cannot be read"
                " here: copy both files to a folder that can be written."
            ) from error
        conn = sqlite3.connect(address + "&immutable=1", uri=True, isolation_level=None)
    return conn


def _newer_copy(
    conn: sqlite3.Connection, path: Path, new_id: Callable[[], str]
) -> sqlite3.Connection:
    """An older file that cannot be written, in memory and brought up to date; closes ``conn``."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        conn.backup(copy)
        _bring_up_to_date(copy, path, new_id)
    except BaseException:
        copy.close()
        raise
    conn.close()
    return copy


def _prepare(
    conn: sqlite3.Connection, path: Path, new_id: Callable[[], str], reading: bool
) -> bool:
    """Check that the file is ours and set it up; False where it cannot be written after all."""
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    version = _version(conn, path)
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"The library {path} is newer than this program (schema {version}, known"
            f" {SCHEMA_VERSION}): update annotate."
        )
    if reading:
        if version < SCHEMA_VERSION:
            raise LibraryError(
                f"The file {path} is empty and cannot be written: name another file with --db."
            )
        return True
    try:
        if not version:
            # Only a file without a table takes it: pages that are free can be given back then.
            conn.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _set_wal(conn)
        if version < SCHEMA_VERSION:
            _bring_up_to_date(conn, path, new_id)
    except sqlite3.OperationalError as error:
        read_only = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY
        if not read_only or version < SCHEMA_VERSION:
            raise
        return False
    return True


def _version(conn: sqlite3.Connection, path: Path) -> int:
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID:
        return version
    tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application or version or tables:
        raise LibraryError(
            f"{path} is a SQLite file of another program: name another file with --db."
        )
    return 0


def _set_wal(conn: sqlite3.Connection) -> None:
    """WAL where the file system takes it; a refusal leaves the mode as it is."""
    try:
        conn.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _bring_up_to_date(conn: sqlite3.Connection, path: Path, new_id: Callable[[], str]) -> None:
    conn.execute("BEGIN IMMEDIATE")
    try:
        if _version(conn, path) < SCHEMA_VERSION:
            migrate(conn, new_id())
            rebuild(conn)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
