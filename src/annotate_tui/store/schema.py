"""The tables, as migrations. A migration that has been released is never edited: add another."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from annotate_tui.store import lines, values
from annotate_tui.store.codebook import STARTING_TAGS, tag_row
from annotate_tui.store.lines import statements

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x616E6E6F
"""The header's mark of our files: "anno" in ASCII."""

SCHEMA_VERSION = 6
"""The header's user_version: the number of migrations."""

_FIRST = """
CREATE TABLE library (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]',
    published TEXT NOT NULL DEFAULT '',
    updated TEXT NOT NULL DEFAULT '',
    retrieved_at TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    text TEXT REFERENCES texts(id) DEFERRABLE INITIALLY DEFERRED,
    read_position INTEGER NOT NULL DEFAULT 0,
    done_at TEXT,
    note TEXT NOT NULL DEFAULT '',
    variables TEXT NOT NULL DEFAULT '{}',
    removed_at TEXT
) STRICT;
CREATE INDEX articles_source ON articles(source);

CREATE TABLE texts (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles(id),
    sha256 TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    loader TEXT NOT NULL DEFAULT '',
    loader_version INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL,
    structure BLOB NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article_id, sha256)
) STRICT;
CREATE INDEX texts_original ON texts(original_sha256);

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE tags (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id TEXT REFERENCES tags(id) DEFERRABLE INITIALLY DEFERRED,
    key TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL DEFAULT 0,
    archived_at TEXT
) STRICT;

CREATE TABLE annotations (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id),
    tag_id TEXT REFERENCES tags(id),
    note TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '{}',
    guessed TEXT NOT NULL DEFAULT '[]',
    origin TEXT NOT NULL DEFAULT 'keyed',
    coder TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed_at TEXT,
    text TEXT NOT NULL DEFAULT '',
    context TEXT NOT NULL DEFAULT '',
    paragraph_no INTEGER NOT NULL DEFAULT 0,
    sentence_no INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX annotations_standing ON annotations(article_id, tag_id) WHERE removed_at IS NULL;
CREATE INDEX annotations_tag ON annotations(tag_id);

CREATE TABLE anchors (
    annotation_id TEXT NOT NULL REFERENCES annotations(id) DEFERRABLE INITIALLY DEFERRED,
    text_id TEXT NOT NULL REFERENCES texts(id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'exact',
    PRIMARY KEY (annotation_id, text_id),
    CHECK (start >= 0 AND start < "end"),
    CHECK (state IN ('exact', 'moved', 'changed', 'lost'))
) STRICT, WITHOUT ROWID;
CREATE INDEX anchors_text ON anchors(text_id, start);

CREATE TABLE rejections (
    text_id TEXT NOT NULL REFERENCES texts(id),
    tag_id TEXT NOT NULL REFERENCES tags(id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    coder TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (text_id, tag_id, start, "end", coder)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    step TEXT NOT NULL,
    undoes TEXT,
    library TEXT NOT NULL,
    at TEXT NOT NULL,
    coder TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    article_id TEXT,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX events_step ON events(step);
CREATE INDEX events_subject ON events(kind, subject);
CREATE INDEX events_article ON events(article_id);
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_final BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
"""

_FIRST_TAG = (
    "id",
    "name",
    "parent_id",
    "key",
    "colour",
    "description",
    "fields",
    "position",
    "archived_at",
)

_CODEBOOK = """
ALTER TABLE tags ADD COLUMN example TEXT NOT NULL DEFAULT '';
ALTER TABLE tags ADD COLUMN counter_example TEXT NOT NULL DEFAULT '';

CREATE TABLE variables (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'text',
    choices TEXT NOT NULL DEFAULT '[]',
    required INTEGER NOT NULL DEFAULT 0,
    description TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX annotations_coder ON annotations(coder) WHERE removed_at IS NULL;
CREATE INDEX annotations_said
    ON annotations(article_id, json_extract(fields, '$.speaker'), updated_at)
    WHERE removed_at IS NULL;
"""

_SOURCES = """
ALTER TABLE articles ADD COLUMN found TEXT NOT NULL DEFAULT '{}';

CREATE TABLE places (
    place TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (place, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_article ON places(article_id);

CREATE TABLE shingles (
    hash INTEGER NOT NULL,
    text INTEGER NOT NULL,
    PRIMARY KEY (hash, text)
) STRICT, WITHOUT ROWID;
INSERT INTO library SELECT 'unsketched', max(n) FROM texts HAVING max(n) IS NOT NULL;

UPDATE articles SET found = (
    SELECT json_group_object(name, 'hand') FROM (
        SELECT DISTINCT j.key AS name FROM events AS e, json_each(e.after) AS j
        WHERE e.kind = 'article' AND e.subject = articles.id AND e.action = 'edit-article'
        AND j.key IN ('title', 'source', 'site', 'authors', 'published', 'updated', 'language')
    )
) WHERE id IN (SELECT subject FROM events WHERE action = 'edit-article' AND kind = 'article');
"""


def migrations() -> Migrations:
    """All migrations in order; importing sqlite_utils costs 40 ms, hence only on call."""
    from sqlite_utils import Migrations

    steps = Migrations("annotate")

    @steps()
    def m001_tables(db: Database) -> None:
        for statement in statements(_FIRST):
            db.conn.execute(statement)
        for tag in STARTING_TAGS:
            # The table as it is here: later migrations add columns, which are empty in these tags.
            row = {name: value for name, value in tag_row(tag).items() if name in _FIRST_TAG}
            columns = ", ".join(row)
            marks = ", ".join("?" * len(row))
            values = [
                json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v
                for v in row.values()
            ]
            db.conn.execute(f"INSERT INTO tags ({columns}) VALUES ({marks})", values)

    @steps()
    def m002_search(db: Database) -> None:
        # Late: every start asks for the number of the schema, hardly one for its tables.
        from annotate_tui.store import search_schema

        search_schema.create(db.conn)

    @steps()
    def m003_listing(db: Database) -> None:
        lines.create(db.conn)

    @steps()
    def m004_codebook(db: Database) -> None:
        for statement in statements(_CODEBOOK):
            db.conn.execute(statement)
        values.create(db.conn)
        lines.improve(db.conn)

    @steps()
    def m005_sources(db: Database) -> None:
        for statement in statements(_SOURCES):
            db.conn.execute(statement)

    @steps()
    def m006_packed_search(db: Database) -> None:
        from annotate_tui.store import search_schema

        search_schema.pack(db.conn)

    return steps


def migrate(conn: sqlite3.Connection, library_id: str) -> None:
    """Bring the file up to `SCHEMA_VERSION`, in the transaction that is open on ``conn``."""
    from sqlite_utils import Database

    migrations().apply(Database(conn, execute_plugins=False, recursive_triggers=False))
    conn.execute("INSERT OR IGNORE INTO library VALUES ('id', ?)", [library_id])
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
