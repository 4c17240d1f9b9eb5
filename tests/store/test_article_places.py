"""Where articles come from: their places, and where their details stood."""

from __future__ import annotations

import sqlite3

import pytest

from annotate_tui.store import Library
from annotate_tui.store.schema import SCHEMA_VERSION, migrations

ARTICLE = "00000000-0000-7000-9000-0000000000aa"
TEXT = "00000000-0000-7000-9000-0000000000bb"


@pytest.fixture
def old_file(tmp_path):
    """A library as version 4 of the schema made it, with one article."""
    from sqlite_utils import Database

    path = tmp_path / "old.db"
    conn = sqlite3.connect(path, isolation_level=None)
    migrations().apply(Database(conn, execute_plugins=False), stop_before="m005_sources")
    conn.execute("INSERT INTO library VALUES ('id', 'old-library')")
    conn.execute("PRAGMA application_id = 1634627183")
    conn.execute("PRAGMA user_version = 4")
    with conn:
        conn.execute(
            "INSERT INTO articles (id, number, title, source, added_at, text)"
            " VALUES (?, 1, 'Old', '/old/story.txt', '2026-01-01', ?)",
            [ARTICLE, TEXT],
        )
        conn.execute(
            "INSERT INTO texts (id, article_id, sha256, original_sha256, length, structure, text)"
            " VALUES (?, ?, 'a', 'a', 3, x'', 'Old')",
            [TEXT, ARTICLE],
        )
    conn.close()
    return path


def test_an_older_library_gets_the_new_tables(old_file):
    with Library.open(old_file) as library:
        row = library.article(ARTICLE)
        assert (row.title, dict(row.found)) == ("Old", {})
        assert library.places(ARTICLE) == []
        with library.step("add") as step:
            step.insert("place", {"place": "https://a.b/c", "article_id": ARTICLE})
            step.update("article", ARTICLE, {"found": {"title": "text"}})
        assert dict(library.article(ARTICLE).found) == {"title": "text"}
        (version,) = library.query("PRAGMA user_version")
        assert version["user_version"] == SCHEMA_VERSION
        (checked,) = library.query("PRAGMA integrity_check")
        assert checked["integrity_check"] == "ok"


def test_an_article_is_found_by_its_source_and_its_places(library, desk):
    first, _ = desk.article(source="/a/story.txt")
    second, _ = desk.article(source="https://example.org/story")
    with library.step("add") as step:
        step.insert("place", {"place": "https://example.org/story", "article_id": first})
        step.insert("place", {"place": "/b/copy.txt", "article_id": first})
    found = library.articles_by_place("https://example.org/story")
    assert [row.id for row in found] == [second, first]
    assert [row.id for row in library.articles_by_place("/b/copy.txt")] == [first]
    assert library.articles_by_place("/b/other.txt") == []
    assert library.places(first) == ["/b/copy.txt", "https://example.org/story"]
    assert library.places(second) == []
    with library.step("remove-article") as step:
        step.update("article", first, {"removed_at": step.at})
    assert library.articles_by_place("/b/copy.txt") == []


def test_places_are_looked_up_not_searched_for(library):
    for sql in (
        "SELECT article_id FROM places WHERE place = 'a'",
        "SELECT place FROM places WHERE article_id = 'a'",
        "SELECT text FROM shingles WHERE hash = 1",
    ):
        (plan,) = library.query(f"EXPLAIN QUERY PLAN {sql}")
        assert plan["detail"].startswith("SEARCH"), plan


def test_undo_and_redo_bring_places_along(library, desk):
    article, _ = desk.article()
    with library.step("new-text") as step:
        step.update("article", article, {"title": "Other"})
        step.insert("place", {"place": "/x/y.txt", "article_id": article})
    assert library.undo().description == "article “Other” given a new text"
    assert library.places(article) == []
    library.redo()
    assert library.places(article) == ["/x/y.txt"]


def test_undo_passes_over_a_place_that_was_only_learnt(library, desk):
    article, text = desk.article()
    mark = desk.mark(article, text, 0, 3, "claim")

    def learn(place):
        with library.step("place") as step:
            step.insert("place", {"place": place, "article_id": article})

    learn("/one.txt")
    assert library.log(limit=1)[0].description == "another place of article “Counting” kept"
    assert library.next_undo().subjects == (mark,)
    library.undo()
    assert library.marks(text) == []
    learn("/two.txt")
    assert library.next_redo().subjects == (mark,)
    library.redo()
    assert [m.id for m in library.marks(text)] == [mark]
    learn("/three.txt")
    library.undo()
    assert library.marks(text) == []
    assert library.places(article) == ["/one.txt", "/three.txt", "/two.txt"]
    library.undo()
    library.undo()
    assert library.next_undo() is None
