from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotate_tui.store import Library, LibraryError, ReadOnlyLibrary, default_path, opening
from annotate_tui.store.schema import APPLICATION_ID, SCHEMA_VERSION


def test_first_use_makes_folder_and_file(tmp_path):
    with Library.open(tmp_path / "a" / "b" / "my library.db") as library:
        assert library.articles() == []
        assert [tag.path for tag in library.tags()] == ["claim", "quote", "figure"]
    raw = sqlite3.connect(tmp_path / "a" / "b" / "my library.db")
    assert raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert raw.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    raw.close()


def test_where_wal_is_refused_the_old_journal_serves(tmp_path, monkeypatch):
    path = tmp_path / "library.db"

    def connect(place):
        # This way of locking has no shared memory, as on a network file system.
        address = f"file:{place}?vfs=unix-dotfile"
        return sqlite3.connect(address, uri=True, isolation_level=None)

    try:
        connect(tmp_path / "probe.db").close()
    except sqlite3.OperationalError:
        pytest.skip("SQLite has no dot-file locking here")
    monkeypatch.setattr(opening, "_connect", connect)
    for _ in range(2):
        with Library.open(path) as library:
            assert [r["journal_mode"] for r in library.query("PRAGMA journal_mode")] == ["delete"]
            with library.step("codebook") as step:
                step.update("tag", library.tags()[0].id, {"description": library.new_id()})
            assert library.undo()


def test_all_our_tables_are_strict(library):
    tables = library.query("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
    loose = {r["name"] for r in tables if not r["strict"] and not r["name"].startswith("sqlite_")}
    assert loose <= {"_sqlite_migrations"}


def test_settings_of_a_connection(library):
    pragmas = ("foreign_keys", "synchronous", "busy_timeout")
    found = [next(iter(r.values())) for p in pragmas for r in library.query(f"PRAGMA {p}")]
    assert found == [1, 2, 5000]


def test_an_up_to_date_file_opens_without_sqlite_utils(tmp_path):
    path = tmp_path / "library.db"
    Library.open(path).close()
    code = (
        "import sys; from annotate_tui.store import Library; "
        "Library.open(sys.argv[1]).close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_an_empty_file_becomes_a_library(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with Library.open(path) as library:
        assert len(library.tags()) == 3


def test_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and they are no database at all.\n" * 50)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"notes\.txt is not a library"):
        Library.open(path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]


def test_another_programs_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (id)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused(tmp_path):
    path = tmp_path / "library.db"
    Library.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(LibraryError, match="newer than this program"):
        Library.open(path)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "sub" / "library.db")


def test_missing_file_for_reading(tmp_path):
    with pytest.raises(LibraryError, match="There is no library"):
        Library.open(tmp_path / "no.db", read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_locked_file_says_so(library, desk, monkeypatch):
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    list(library.query("PRAGMA busy_timeout = 20"))
    with pytest.raises(LibraryError, match="Another program holds"):
        desk.article()
    library.save_position("any", 5)
    assert [r["timeout"] for r in library.query("PRAGMA busy_timeout")] == [5000]
    other.execute("ROLLBACK")
    other.close()
    desk.article()
    assert len(library.articles()) == 1


def test_a_file_locked_against_reading(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    Library.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with pytest.raises(LibraryError, match=r"Another program holds .*library\.db locked"):
        Library.open(path)
    other.execute("ROLLBACK")
    other.close()
    Library.open(path).close()


def test_a_damaged_file_says_so(tmp_path):
    path = tmp_path / "library.db"
    Library.open(path).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryError, match=r"library\.db"), Library.open(path) as library:
        library.articles()


def test_a_closed_library_says_so(library):
    library.close()
    with pytest.raises(LibraryError, match=r"closed database\.$"):
        library.articles()


def test_reading_only(open_library, library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim")
    reader = open_library(read_only=True)
    assert reader.read_only
    assert [m.anchor.exact for m in reader.marks(text)] == ["One"]
    reader.save_position(article, 7)
    assert reader.article(article).read_position == 0
    with pytest.raises(ReadOnlyLibrary, match="reading only"), reader.step("tag"):
        pytest.fail("a step must not begin")
    with pytest.raises(ReadOnlyLibrary):
        reader.undo()


def test_an_empty_file_for_reading_only(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LibraryError, match=r"empty\.db is empty and cannot be written"):
        Library.open(path, read_only=True)


def test_a_file_without_write_permission(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    Library.open(path).close()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: mode != os.W_OK and allowed(p, mode))
    with Library.open(path) as library:
        assert library.read_only
        assert "read-only" in library.why_read_only
        assert str(path) in library.why_read_only
        assert len(library.tags()) == 3
        with pytest.raises(ReadOnlyLibrary, match="read-only"), library.step("tag"):
            pytest.fail("a step must not begin")


def test_a_read_only_folder_where_sqlite_cannot_make_its_side_files(tmp_path):
    path = tmp_path / "library.db"
    Library.open(path).close()
    code = (
        "import os, sys\n"
        "from annotate_tui.store import Library\n"
        "os.chmod(sys.argv[1], 0o555)\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "library = Library.open(sys.argv[2])\n"
        "print(library.read_only, len(library.tags()))\n"
    )
    for folder in [tmp_path, *tmp_path.parents]:
        if folder != Path(folder.anchor) and folder.owner() == tmp_path.owner():
            folder.chmod(folder.stat().st_mode | 0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        tmp_path.chmod(0o755)
    assert done.stdout.strip() == "True 3", done.stderr


def test_a_write_protected_disk_found_out_late(library, desk):
    desk.article()
    list(library.query("PRAGMA query_only = 1"))
    with pytest.raises(ReadOnlyLibrary):
        desk.article()


def test_full_disk_leaves_nothing_half_written(library, desk, rows):
    desk.article()
    before = rows(library)
    pages = next(iter(library.query("PRAGMA page_count")))["page_count"]
    list(library.query(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(LibraryError, match="disk is full"):
        desk.article("words " * 100_000)
    assert rows(library) == before
    list(library.query("PRAGMA max_page_count = 100000"))
    desk.article("words " * 100_000)


def test_default_path(monkeypatch, tmp_path):
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "x.db"))
    assert default_path() == tmp_path / "x.db"
    monkeypatch.delenv("ANNOTATE_DB")
    assert default_path().name == "annotate.db"
    assert default_path().parent.name == "annotate"


def test_two_programs_may_make_the_file_at_once(tmp_path):
    path = tmp_path / "library.db"
    code = "import sys; from annotate_tui.store import Library; print(Library.open(sys.argv[1]).id)"
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    said = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len(said) == 1
