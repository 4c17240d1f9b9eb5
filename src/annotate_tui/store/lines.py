"""The narrow tables behind the lists of articles and marks, and how they are kept right.

A line of `article_lines` and `mark_lines` is made of other tables' columns and nothing else. SQL
triggers only note which lines are out of date, so that every program's writing is seen; the lines
are made anew by `settle`, because SQL cannot fold case beyond ASCII: at the end of a step of ours,
and before a list is made where another program wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from annotate_tui.store.folding import (
    folded,
    folded_article,
    left_key,
    moment_of,
    month_of,
    origin_of,
    speaker_of,
    words_key,
)

TABLES = """
CREATE TABLE article_lines (
    number INTEGER PRIMARY KEY,
    length INTEGER NOT NULL,
    position INTEGER NOT NULL,
    done TEXT NOT NULL,
    moment TEXT NOT NULL,
    month TEXT NOT NULL,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX article_lines_number ON article_lines(number);

CREATE TABLE mark_lines (
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    annotation_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    text INTEGER NOT NULL,
    tag_id TEXT NOT NULL,
    speaker TEXT NOT NULL,
    words TEXT NOT NULL,
    coder TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (number, start, "end" DESC, annotation_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mark_lines_n ON mark_lines(n);
CREATE INDEX mark_lines_annotation ON mark_lines(annotation_id);
CREATE INDEX mark_lines_place ON mark_lines(number, start, "end" DESC, annotation_id, n, coder);
CREATE INDEX mark_lines_tag ON mark_lines(tag_id, number, start, "end" DESC, annotation_id, n);
CREATE INDEX mark_lines_speaker
    ON mark_lines(speaker, number, start, "end" DESC, annotation_id, n);

CREATE TABLE mark_keys (
    n INTEGER PRIMARY KEY,
    left_key TEXT NOT NULL,
    words_key TEXT NOT NULL,
    right_key TEXT NOT NULL
) STRICT;

CREATE TABLE article_lines_due (number INTEGER NOT NULL) STRICT;
CREATE TABLE mark_lines_due (annotation_id TEXT NOT NULL) STRICT;
"""

_TRIGGERS = """
CREATE TRIGGER article_lines_insert AFTER INSERT ON articles BEGIN
    INSERT INTO article_lines_due VALUES (new.number);
END;
CREATE TRIGGER article_lines_delete AFTER DELETE ON articles BEGIN
    INSERT INTO article_lines_due VALUES (old.number);
END;
CREATE TRIGGER article_lines_update AFTER UPDATE OF number, title, source, site, authors,
    published, language, note, variables, text, removed_at ON articles
BEGIN
    INSERT INTO article_lines_due VALUES (new.number);
    INSERT INTO article_lines_due SELECT old.number WHERE old.number <> new.number;
    INSERT INTO mark_lines_due SELECT id FROM annotations
        WHERE article_id = new.id AND removed_at IS NULL
        AND (new.number, new.title, new.text, new.removed_at)
            IS NOT (old.number, old.title, old.text, old.removed_at);
END;
CREATE TRIGGER article_lines_read AFTER UPDATE OF read_position, done_at ON articles BEGIN
    UPDATE article_lines SET position = new.read_position, done = coalesce(new.done_at, '')
        WHERE number = new.number;
END;
CREATE TRIGGER mark_lines_insert AFTER INSERT ON annotations BEGIN
    INSERT INTO mark_lines_due VALUES (new.id);
END;
CREATE TRIGGER mark_lines_delete AFTER DELETE ON annotations BEGIN
    INSERT INTO mark_lines_due VALUES (old.id);
END;
CREATE TRIGGER mark_lines_update AFTER UPDATE OF article_id, tag_id, note, fields, coder, text,
    removed_at ON annotations
BEGIN
    INSERT INTO mark_lines_due VALUES (new.id);
END;
CREATE TRIGGER mark_lines_placed AFTER INSERT ON anchors BEGIN
    INSERT INTO mark_lines_due VALUES (new.annotation_id);
END;
CREATE TRIGGER mark_lines_moved AFTER UPDATE ON anchors BEGIN
    INSERT INTO mark_lines_due VALUES (new.annotation_id);
    INSERT INTO mark_lines_due SELECT old.annotation_id
        WHERE old.annotation_id <> new.annotation_id;
END;
CREATE TRIGGER mark_lines_lifted AFTER DELETE ON anchors BEGIN
    INSERT INTO mark_lines_due VALUES (old.annotation_id);
END;
"""

# In place of `mark_lines_update` above, which every change of a mark set off: a line knows its tag by
# its id, and of the fields only the speaker.
_FINER = """
DROP TRIGGER mark_lines_update;
CREATE TRIGGER mark_lines_update AFTER UPDATE OF article_id, note, fields, coder, text,
    removed_at ON annotations
WHEN (OLD.article_id, OLD.note, OLD.coder, OLD.text, OLD.removed_at)
        IS NOT (NEW.article_id, NEW.note, NEW.coder, NEW.text, NEW.removed_at)
    OR CASE WHEN json_valid(OLD.fields) AND json_valid(NEW.fields)
        THEN json_extract(OLD.fields, '$.speaker') IS NOT json_extract(NEW.fields, '$.speaker')
        ELSE 1 END
BEGIN
    INSERT INTO mark_lines_due VALUES (new.id);
END;
CREATE TRIGGER mark_lines_tagged AFTER UPDATE OF tag_id ON annotations
WHEN OLD.tag_id IS NOT NEW.tag_id
BEGIN
    UPDATE mark_lines SET tag_id = coalesce(NEW.tag_id, '') WHERE annotation_id = NEW.id;
END;
"""

_ALL_DUE = """
INSERT INTO article_lines_due SELECT number FROM articles WHERE removed_at IS NULL;
INSERT INTO mark_lines_due SELECT id FROM annotations WHERE removed_at IS NULL;
"""

_ARTICLES = """
INSERT INTO article_lines
SELECT a.number, coalesce(t.length, 0), a.read_position, coalesce(a.done_at, ''),
    line_moment(a.published), line_month(a.published), line_origin(a.source, a.site),
    line_fold(a.language), line_article(a.title, a.source, a.site, a.authors, a.published,
        a.language, a.note, a.variables)
FROM articles AS a LEFT JOIN texts AS t ON t.id = a.text
WHERE a.number IN (SELECT number FROM article_lines_due) AND a.removed_at IS NULL
ORDER BY a.number
"""

# A mark stands where the view of all marks says: in the article's current text; where it is not
# placed there, or was lost there, at its newest other place.
_MARKS = """
INSERT INTO mark_lines
SELECT r.number, n.start, n."end", a.id,
    ?1 + row_number() OVER (ORDER BY a.id), t.n, coalesce(a.tag_id, ''), line_speaker(a.fields),
    line_mark(a.text, a.note, line_speaker(a.fields), a.coder, r.title),
    a.coder
FROM annotations AS a
JOIN articles AS r ON r.id = a.article_id
LEFT JOIN anchors AS c ON c.annotation_id = a.id AND c.text_id = r.text
JOIN anchors AS n ON n.annotation_id = a.id AND n.text_id = CASE
    WHEN c.state <> 'lost' THEN c.text_id
    ELSE coalesce((
        SELECT o.text_id FROM anchors AS o JOIN texts AS x ON x.id = o.text_id
        WHERE o.annotation_id = a.id AND o.state <> 'lost'
        ORDER BY (SELECT max(e.seq) FROM events AS e WHERE e.kind = 'article'
            AND e.subject = x.article_id AND json_extract(e.after, '$.text') = x.id) DESC,
            x.n DESC LIMIT 1
    ), c.text_id) END
JOIN texts AS t ON t.id = n.text_id
WHERE a.id IN (SELECT annotation_id FROM mark_lines_due)
    AND a.removed_at IS NULL AND r.removed_at IS NULL
ORDER BY r.number, n.start, n."end" DESC, a.id
"""

# Apart, so that a filter reads through less.
_KEYS = """
INSERT INTO mark_keys
SELECT m.n, line_left(x.prefix), line_key(x.exact), line_key(x.suffix)
FROM mark_lines AS m JOIN texts AS t ON t.n = m.text
JOIN anchors AS x ON x.annotation_id = m.annotation_id AND x.text_id = t.id
WHERE m.n > ?1
"""

_FUNCTIONS: dict[str, tuple[int, Callable[..., str]]] = {
    "line_moment": (1, moment_of),
    "line_month": (1, month_of),
    "line_origin": (2, origin_of),
    "line_fold": (1, str.casefold),
    "line_article": (8, folded_article),
    "line_speaker": (1, speaker_of),
    "line_left": (1, left_key),
    "line_key": (1, words_key),
    "line_mark": (5, folded),
}


def statements(script: str) -> list[str]:
    """The script's single statements (``executescript`` would commit what is under way)."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


def is_due(conn: sqlite3.Connection) -> bool:
    """Whether any line is out of date."""
    row = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM article_lines_due), EXISTS (SELECT 1 FROM mark_lines_due)"
    ).fetchone()
    return bool(row[0] or row[1])


def register(conn: sqlite3.Connection) -> None:
    """Give the connection the functions that the lines are made with; once, and before `settle`.

    Done again, SQLite would forget every statement that it has prepared.
    """
    for name, (count, function) in _FUNCTIONS.items():
        conn.create_function(name, count, function, deterministic=True)


def settle(conn: sqlite3.Connection) -> None:
    """Make the lines anew that are out of date, in the transaction that is open on ``conn``."""
    articles, marks = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM article_lines_due), EXISTS (SELECT 1 FROM mark_lines_due)"
    ).fetchone()
    if articles:
        conn.execute(
            "DELETE FROM article_lines WHERE number IN (SELECT number FROM article_lines_due)"
        )
        conn.execute(_ARTICLES)
        conn.execute("DELETE FROM article_lines_due")
    if marks:
        due = "WHERE annotation_id IN (SELECT annotation_id FROM mark_lines_due)"
        conn.execute(f"DELETE FROM mark_keys WHERE n IN (SELECT n FROM mark_lines {due})")
        conn.execute(f"DELETE FROM mark_lines {due}")
        top = conn.execute("SELECT coalesce(max(n), 0) FROM mark_lines").fetchone()
        conn.execute(_MARKS, top)
        conn.execute(_KEYS, top)
        conn.execute("DELETE FROM mark_lines_due")


def create(conn: sqlite3.Connection) -> None:
    """Make the tables with all their lines, in the transaction that is open on ``conn``."""
    made = statements(TABLES)
    tables = [statement for statement in made if statement.startswith("CREATE TABLE")]
    for statement in tables + statements(_ALL_DUE):
        conn.execute(statement)
    register(conn)
    settle(conn)
    # An index of lines that are there already is made in one go.
    for statement in [*(s for s in made if s not in tables), *statements(_TRIGGERS)]:
        conn.execute(statement)


def improve(conn: sqlite3.Connection) -> None:
    """Lines know their coder, and a mark's new tag costs no new line.

    The tables may be those of an earlier version or those that `create` makes now.
    """
    for statement in statements(_FINER):
        conn.execute(statement)
    columns = [row[1] for row in conn.execute("PRAGMA table_info(mark_lines)")]
    if "coder" in columns:
        return
    conn.execute("ALTER TABLE mark_lines ADD COLUMN coder TEXT NOT NULL DEFAULT ''")
    conn.execute(
        "UPDATE mark_lines SET coder ="
        " coalesce((SELECT coder FROM annotations WHERE id = annotation_id), '')"
    )
    conn.execute("DROP INDEX mark_lines_place")
    for statement in statements(TABLES):
        if statement.startswith("CREATE INDEX mark_lines_place"):
            conn.execute(statement)


def shadow(conn: sqlite3.Connection) -> None:
    """On a file that cannot be written: right lines in temporary tables, which hide the file's.

    Where none is out of date, the file's own serve.
    """
    for table in (
        "article_lines",
        "mark_lines",
        "mark_keys",
        "article_lines_due",
        "mark_lines_due",
    ):
        conn.execute(f"DROP TABLE IF EXISTS temp.{table}")
    if not is_due(conn):
        return
    # The indexes come last: a statement's tables are looked for in the temporary schema first.
    for statement in statements(TABLES):
        name = statement.split()[2]
        if statement.startswith("CREATE TABLE"):
            conn.execute(statement.replace("CREATE TABLE ", "CREATE TABLE temp.", 1))
            conn.execute(f"INSERT INTO temp.{name} SELECT * FROM main.{name}")
        else:
            conn.execute(statement.replace("INDEX ", "INDEX temp.", 1))
    settle(conn)
