"""The search index: what belongs in it, cut into chunks, and the queue of what is still to come.

Triggers in SQL alone take out what has changed and write it into the queue, whoever changes it:
this program, an undo, a merge, another SQLite program. The queue is worked off here, in slices,
because folding words needs Python and a large text takes a while. A chunk's number is never used
twice: what was taken out stays behind in the index itself, where no chunk claims it, until the
index is made anew.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from annotate_tui.model import BlockKind, Structure
from annotate_tui.store.search_schema import queue_everything
from annotate_tui.store.search_words import LONGEST, index_words
from annotate_tui.text.structure import StructureBuilder, from_bytes
from annotate_tui.text.words import MARKS

CHUNK = 4096
"""The most bytes of UTF-8 in a chunk."""

WINDOW = 262_144
"""How many code points of a text are read at a time."""

TRANSACTION_SECONDS = 0.5
"""How long other programs' writes may have to wait while much is indexed."""

# A sentence's end; the end of a line or a word; anything between words.
_CUTS = (r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？][」』”）]*|\n", r"\s", rf"[^\w\s{MARKS}]")
_SPARE = 20_000

_INCREMENTAL = 2
_WORTHWHILE = 64


class Chunk(NamedTuple):
    """A stretch of something that can be found: code points of its text, mark, note or title."""

    kind: str
    article_id: str
    subject: str
    start: int
    end: int


class Waiting(NamedTuple):
    """Something in the queue: an article's title and note, a mark, or a text from ``done`` on."""

    kind: str
    subject: str
    done: int


def index_more(conn: sqlite3.Connection, budget_seconds: float) -> bool:
    """Work off the queue for about ``budget_seconds``, in transactions of its own.

    True when nothing is left. Raises sqlite3.Error, with everything before still indexed.
    """
    until = monotonic() + budget_seconds
    worked = False
    while first_waiting(conn):
        now = monotonic()
        if worked and now >= until:
            return False
        conn.execute("BEGIN IMMEDIATE")
        try:
            left = _slice(conn, min(until, now + TRANSACTION_SECONDS))
            if not left:
                _renew(conn)
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
        worked = True
    return True


def give_back(conn: sqlite3.Connection) -> None:
    """Give pages back that nothing uses, where they are a fiftieth of the file or more.

    The index merges its parts as it grows, and what it merged is free then. Only a file that was
    made with incremental vacuum can be cut short so; in any other the pages are used later.
    """
    free, pages, mode = (
        conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("freelist_count", "page_count", "auto_vacuum")
    )
    if mode == _INCREMENTAL and free >= _WORTHWHILE and free * 50 >= pages:
        # It gives a row without columns for each page, of which ``execute`` takes the first only.
        conn.executescript(f"PRAGMA incremental_vacuum({free - pages // 100})")


def first_waiting(conn: sqlite3.Connection) -> bool:
    """Whether anything is in the queue."""
    return conn.execute("SELECT 1 FROM search_queue LIMIT 1").fetchone() is not None


def _slice(conn: sqlite3.Connection, until: float) -> bool:
    """Index until then, at least one chunk; gives whether anything is left."""
    while queue := conn.execute(
        "SELECT kind, subject, done FROM search_queue ORDER BY kind, subject LIMIT 200"
    ).fetchall():
        for kind, subject, done in queue:
            reached = _index(conn, Waiting(kind, subject, done), until)
            if reached is None:
                conn.execute(
                    "DELETE FROM search_queue WHERE kind = ? AND subject = ?", [kind, subject]
                )
            else:
                conn.execute(
                    "UPDATE search_queue SET done = ? WHERE kind = ? AND subject = ?",
                    [reached, kind, subject],
                )
            if monotonic() >= until:
                return True
    return False


def _index(conn: sqlite3.Connection, waiting: Waiting, until: float) -> int | None:
    """Index what is waiting; where time runs out within a text, gives how far it is."""
    begun = False
    for chunk, words in chunks(conn, waiting):
        if begun and chunk.kind == "text" and monotonic() >= until:
            return chunk.start
        begun = True
        made = conn.execute(
            'INSERT INTO search_chunks (article, kind, subject, start, "end")'
            " VALUES ((SELECT number FROM articles WHERE id = ?), ?, ?, ?, ?)",
            [
                chunk.article_id,
                chunk.kind,
                chunk.subject if waiting.kind == "annotation" else "",
                chunk.start,
                chunk.end,
            ],
        )
        conn.execute(
            "INSERT INTO search_index (rowid, words) VALUES (?, ?)",
            [made.lastrowid, index_words(words)],
        )
    return None


def _renew(conn: sqlite3.Connection) -> None:
    """Empty the index and queue everything again where more than half of it is stale."""
    made = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'search_chunks'").fetchone()
    first, count = conn.execute(
        "SELECT coalesce(min(n), 1), count(*) FROM search_chunks"
    ).fetchone()
    if made is None or made[0] - first < 2 * count + _SPARE:
        return
    held = conn.execute("SELECT count(*) FROM search_index_docsize").fetchone()[0]
    if held < 2 * count + _SPARE:
        return
    conn.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    conn.execute("DELETE FROM search_chunks")
    queue_everything(conn)


def chunks(conn: sqlite3.Connection, waiting: Waiting) -> Iterator[tuple[Chunk, str]]:
    """The chunks of what is waiting with their words; none where it is no longer to be found."""
    if waiting.kind == "text":
        yield from _text_chunks(conn, waiting)
        return
    for kind, article_id, words in _said(conn, waiting):
        for start, end in cut(words, 0, len(words), _one_block(len(words))):
            yield Chunk(kind, article_id, waiting.subject, start, end), words[start:end]


def _said(conn: sqlite3.Connection, waiting: Waiting) -> list[tuple[str, str, str]]:
    if waiting.kind == "article":
        row = conn.execute(
            "SELECT id, title, note FROM articles WHERE id = ? AND removed_at IS NULL",
            [waiting.subject],
        ).fetchone()
        kinds = ("title", "note")
    else:
        row = conn.execute(
            "SELECT a.article_id, a.text, a.note FROM annotations a JOIN articles r"
            " ON r.id = a.article_id"
            " WHERE a.id = ? AND a.removed_at IS NULL AND r.removed_at IS NULL",
            [waiting.subject],
        ).fetchone()
        kinds = ("mark", "note")
    if row is None:
        return []
    return [(kind, row[0], words) for kind, words in zip(kinds, row[1:], strict=True)]


def _text_chunks(conn: sqlite3.Connection, waiting: Waiting) -> Iterator[tuple[Chunk, str]]:
    row = conn.execute(
        "SELECT t.article_id, t.length, t.structure FROM texts t JOIN articles a ON a.text = t.id"
        " WHERE t.id = ? AND a.id = t.article_id AND a.removed_at IS NULL",
        [waiting.subject],
    ).fetchone()
    if row is None:
        return
    article_id, length, packed = row
    structure = from_bytes(packed)
    done = waiting.done
    while done < length:
        window: str = conn.execute(
            "SELECT substr(text, ?, ?) FROM texts WHERE id = ?",
            [done + 1, WINDOW, waiting.subject],
        ).fetchone()[0]
        base, done = done, min(length, done + max(1, len(window)))
        whole = done == length
        for start, end in cut(window, base, length, structure):
            if not whole and start + CHUNK > base + len(window):
                # More of the text decides where this chunk ends.
                done = start
                break
            yield (
                Chunk("text", article_id, waiting.subject, start, end),
                window[start - base : end - base],
            )


def cut(text: str, base: int, length: int, structure: Structure) -> Iterator[tuple[int, int]]:
    """Pieces of at most `CHUNK` bytes, cut between blocks; a longer block at sentences or words.

    ``text`` is what stands from ``base`` on in a text of ``length`` code points. A run without any
    break is cut so that both chunks hold what stands at the cut.
    """
    at, stop = base, min(length, base + len(text))
    plain = text.isascii()
    while at < stop:
        block = bisect_right(structure.ends, at)
        if block >= len(structure):
            return
        start = max(at, structure.starts[block])
        if start >= stop:
            return
        room = CHUNK
        if not plain:
            some = text[start - base : start - base + CHUNK].encode()[:CHUNK]
            room = len(some.decode("utf-8", "ignore"))
        last = bisect_right(structure.ends, start + room) - 1
        if last >= block:
            end = at = structure.ends[last]
        elif stop - start <= room:
            end = at = stop
        else:
            end, at = _cut_within(text, base, start, start + room)
        if not text[start - base : end - base].isspace() and start < end:
            yield start, end


def _cut_within(text: str, base: int, start: int, stop: int) -> tuple[int, int]:
    """Where a chunk of a long block ends, and where the next one begins."""
    half = (start + stop) // 2 - base
    for pattern in _CUTS:
        end = 0
        for found in re.finditer(pattern, text[half : stop - base]):
            end = found.end()
        if end:
            return base + half + end, base + half + end
    return stop, stop - LONGEST


def _one_block(length: int) -> Structure:
    builder = StructureBuilder()
    if length:
        builder.add(0, length, BlockKind.PARAGRAPH)
    return builder.build()


def waiting(
    conn: sqlite3.Connection, most: int, article_id: str | None = None
) -> tuple[list[Waiting], int]:
    """What is not indexed yet, marks and titles before texts: at most ``most``, and how many more.

    ``article_id`` leaves only what belongs to that article.
    """
    where, values = "", []
    if article_id is not None:
        where = (
            " WHERE subject IN (SELECT ?1 UNION ALL SELECT text FROM articles WHERE id = ?1"
            " UNION ALL SELECT id FROM annotations WHERE article_id = ?1)"
        )
        values = [article_id]
    rows = conn.execute(
        f"SELECT kind, subject, done FROM search_queue{where} ORDER BY kind, subject LIMIT {most}",
        values,
    )
    found = [Waiting._make(row) for row in rows]
    if len(found) < most:
        return found, 0
    count: int = conn.execute(f"SELECT count(*) FROM search_queue{where}", values).fetchone()[0]
    return found, count - len(found)
