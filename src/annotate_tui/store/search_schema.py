"""The tables of the search, with the triggers that say what is to be indexed again."""

from __future__ import annotations

import sqlite3

from annotate_tui.store.lines import statements

# Only SQL in the triggers, so that every program that changes the file keeps the queue right. The
# index has no content of its own, and cannot forget without it before SQLite 3.43: a chunk that is
# gone takes its entry out of what is found.
SEARCH = """
CREATE TABLE search_chunks (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    article_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX search_chunks_subject ON search_chunks(article_id, subject);

CREATE TABLE search_queue (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_index USING fts5(words, content='', tokenize='ascii');

CREATE TRIGGER search_article_added AFTER INSERT ON articles
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.id;
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
    DELETE FROM search_queue WHERE kind = 'annotation'
    AND subject IN (SELECT id FROM annotations WHERE article_id = NEW.id);
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
    INSERT INTO search_queue (kind, subject) SELECT 'annotation', id FROM annotations
    WHERE article_id = NEW.id AND removed_at IS NULL;
END;
CREATE TRIGGER search_article_changed AFTER UPDATE OF title, note ON articles
WHEN OLD.title IS NOT NEW.title OR OLD.note IS NOT NEW.note
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.id AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
END;
CREATE TRIGGER search_article_text AFTER UPDATE OF text ON articles
WHEN OLD.text IS NOT NEW.text
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.id AND subject = OLD.text;
    DELETE FROM search_queue WHERE kind = 'text' AND subject IN (OLD.text, NEW.text);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
END;
CREATE TRIGGER search_article_removed AFTER UPDATE OF removed_at ON articles
WHEN OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.id;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
END;
CREATE TRIGGER search_article_back AFTER UPDATE OF removed_at ON articles
WHEN OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.id;
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
    DELETE FROM search_queue WHERE kind = 'annotation'
    AND subject IN (SELECT id FROM annotations WHERE article_id = NEW.id);
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
    INSERT INTO search_queue (kind, subject) SELECT 'annotation', id FROM annotations
    WHERE article_id = NEW.id AND removed_at IS NULL;
END;
CREATE TRIGGER search_article_gone AFTER DELETE ON articles
BEGIN
    DELETE FROM search_chunks WHERE article_id = OLD.id;
END;

CREATE TRIGGER search_annotation_added AFTER INSERT ON annotations
BEGIN
    DELETE FROM search_chunks WHERE article_id = NEW.article_id AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'annotation' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('annotation', NEW.id);
END;
CREATE TRIGGER search_annotation_changed
AFTER UPDATE OF article_id, text, note, removed_at ON annotations
WHEN OLD.article_id IS NOT NEW.article_id OR OLD.text IS NOT NEW.text
    OR OLD.note IS NOT NEW.note OR OLD.removed_at IS NOT NEW.removed_at
BEGIN
    DELETE FROM search_chunks WHERE article_id = OLD.article_id AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'annotation' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('annotation', NEW.id);
END;
CREATE TRIGGER search_annotation_gone AFTER DELETE ON annotations
BEGIN
    DELETE FROM search_chunks WHERE article_id = OLD.article_id AND subject = OLD.id;
END;
"""

PACKED = """
DROP TRIGGER search_article_added;
DROP TRIGGER search_article_changed;
DROP TRIGGER search_article_text;
DROP TRIGGER search_article_removed;
DROP TRIGGER search_article_back;
DROP TRIGGER search_article_gone;
DROP TRIGGER search_annotation_added;
DROP TRIGGER search_annotation_changed;
DROP TRIGGER search_annotation_gone;
DROP INDEX search_chunks_subject;
ALTER TABLE search_chunks RENAME TO search_chunks_wide;

CREATE TABLE search_chunks (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
INSERT INTO search_chunks
SELECT c.n, a.number, c.kind, CASE WHEN c.subject IN (a.id, a.text) THEN '' ELSE c.subject END,
    c.start, c."end"
FROM search_chunks_wide AS c JOIN articles AS a ON a.id = c.article_id ORDER BY c.n;
DELETE FROM sqlite_sequence WHERE name = 'search_chunks';
INSERT INTO sqlite_sequence
SELECT 'search_chunks', seq FROM sqlite_sequence WHERE name = 'search_chunks_wide';
DROP TABLE search_chunks_wide;
CREATE INDEX search_chunks_subject ON search_chunks(article, subject);

CREATE TRIGGER search_article_added AFTER INSERT ON articles
BEGIN
    DELETE FROM search_chunks WHERE article = NEW.number;
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
    DELETE FROM search_queue WHERE kind = 'annotation'
    AND subject IN (SELECT id FROM annotations WHERE article_id = NEW.id);
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
    INSERT INTO search_queue (kind, subject) SELECT 'annotation', id FROM annotations
    WHERE article_id = NEW.id AND removed_at IS NULL;
END;
CREATE TRIGGER search_article_changed AFTER UPDATE OF title, note ON articles
WHEN OLD.title IS NOT NEW.title OR OLD.note IS NOT NEW.note
BEGIN
    DELETE FROM search_chunks WHERE article = NEW.number AND subject = '' AND kind <> 'text';
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
END;
CREATE TRIGGER search_article_text AFTER UPDATE OF text ON articles
WHEN OLD.text IS NOT NEW.text
BEGIN
    DELETE FROM search_chunks WHERE article = NEW.number AND subject = '' AND kind = 'text';
    DELETE FROM search_queue WHERE kind = 'text' AND subject IN (OLD.text, NEW.text);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
END;
CREATE TRIGGER search_article_removed AFTER UPDATE OF removed_at ON articles
WHEN OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
BEGIN
    DELETE FROM search_chunks WHERE article = NEW.number;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
END;
CREATE TRIGGER search_article_back AFTER UPDATE OF removed_at ON articles
WHEN OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL
BEGIN
    DELETE FROM search_chunks WHERE article = NEW.number;
    DELETE FROM search_queue WHERE kind = 'article' AND subject = NEW.id;
    DELETE FROM search_queue WHERE kind = 'text' AND subject = NEW.text;
    DELETE FROM search_queue WHERE kind = 'annotation'
    AND subject IN (SELECT id FROM annotations WHERE article_id = NEW.id);
    INSERT INTO search_queue (kind, subject) VALUES ('article', NEW.id);
    INSERT INTO search_queue (kind, subject) SELECT 'text', NEW.text WHERE NEW.text IS NOT NULL;
    INSERT INTO search_queue (kind, subject) SELECT 'annotation', id FROM annotations
    WHERE article_id = NEW.id AND removed_at IS NULL;
END;
CREATE TRIGGER search_article_numbered AFTER UPDATE OF number ON articles
WHEN OLD.number IS NOT NEW.number
BEGIN
    UPDATE search_chunks SET article = NEW.number WHERE article = OLD.number;
END;
CREATE TRIGGER search_article_gone AFTER DELETE ON articles
BEGIN
    DELETE FROM search_chunks WHERE article = OLD.number;
END;

CREATE TRIGGER search_annotation_added AFTER INSERT ON annotations
BEGIN
    DELETE FROM search_chunks WHERE subject = NEW.id
    AND article = (SELECT number FROM articles WHERE id = NEW.article_id);
    DELETE FROM search_queue WHERE kind = 'annotation' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('annotation', NEW.id);
END;
CREATE TRIGGER search_annotation_changed
AFTER UPDATE OF article_id, text, note, removed_at ON annotations
WHEN OLD.article_id IS NOT NEW.article_id OR OLD.text IS NOT NEW.text
    OR OLD.note IS NOT NEW.note OR OLD.removed_at IS NOT NEW.removed_at
BEGIN
    DELETE FROM search_chunks WHERE subject = NEW.id
    AND article = (SELECT number FROM articles WHERE id = OLD.article_id);
    DELETE FROM search_queue WHERE kind = 'annotation' AND subject = NEW.id;
    INSERT INTO search_queue (kind, subject) VALUES ('annotation', NEW.id);
END;
CREATE TRIGGER search_annotation_gone AFTER DELETE ON annotations
BEGIN
    DELETE FROM search_chunks WHERE subject = OLD.id
    AND article = (SELECT number FROM articles WHERE id = OLD.article_id);
END;
"""
"""A chunk names its article by number, and what else it belongs to only where that is a mark: an id
twice in a chunk and twice in its index was a twelfth of a library's file."""

FINDABLE = (
    (
        "annotation",
        "a.id AS subject FROM annotations a JOIN articles r ON r.id = a.article_id"
        " WHERE a.removed_at IS NULL AND r.removed_at IS NULL ORDER BY a.id",
    ),
    ("article", "id AS subject FROM articles WHERE removed_at IS NULL ORDER BY id"),
    (
        "text",
        "text AS subject FROM articles WHERE removed_at IS NULL AND text IS NOT NULL ORDER BY text",
    ),
)
"""All that a search can find, by the queue's kind: what follows SELECT."""


def create(conn: sqlite3.Connection) -> None:
    """Make the tables, with all that can be found in the queue, in the transaction that is open."""
    for statement in statements(SEARCH):
        conn.execute(statement)
    queue_everything(conn)


def pack(conn: sqlite3.Connection) -> None:
    """Make the chunks narrow, in the transaction that is open."""
    for statement in statements(PACKED):
        conn.execute(statement)


def queue_everything(conn: sqlite3.Connection) -> None:
    """Write all that can be found into the empty queue of the search."""
    for kind, sql in FINDABLE:
        conn.execute(f"INSERT INTO search_queue (kind, subject) SELECT '{kind}', {sql}")
