"""Which articles are nearly the same: candidates by the shingles they share, then their words."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, NamedTuple

from annotate_tui.text.shingles import READ, Shingled, likeness

LIKE = 0.8
"""From this share of common words on, two articles are told to be very like."""

OF_EACH = 64
"""How many texts are asked for by one hash: what more have in common is a footer or a form."""

COMPARED = 3
"""How many texts are read and compared, those that share most; one where none shares two hashes."""

_AT_ONCE = 100


class Alike(NamedTuple):
    """An article whose current text is like another.

    ``share`` is the share of the shorter text's words, from 0 to 1, in passages of five words or
    more that the longer has too. ``nearly`` says that their lengths differ by a fifth at most, so
    that one is the other and not a part of it.
    """

    article_id: str
    text_id: str
    sha256: str
    number: int
    title: str
    share: float
    nearly: bool


def sketch_of(text: str) -> list[int]:
    """What `keep` takes for a text."""
    return Shingled(text).sketch()


def keep(conn: sqlite3.Connection, text_id: str, sketch: list[int]) -> None:
    """Keep a text's sketch, and a hash of it as a whole, in the transaction that is open."""
    if sketch:
        n, sha256 = conn.execute("SELECT n, sha256 FROM texts WHERE id = ?", [text_id]).fetchone()
        hashes = [*sketch, _whole(sha256)]
        conn.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", [(h, n) for h in hashes])


def _whole(sha256: str) -> int:
    """A number for a text as a whole, none of those for its shingles, which have 32 bits."""
    return (1 << 40) + int(sha256[:10], 16)


def like(
    fetch: Callable[..., list[tuple[Any, ...]]],
    shingled: Shingled,
    sketch: list[int],
    *,
    sha256: str = "",
    but: str = "",
    least: float = LIKE,
) -> list[Alike]:
    """The articles that stand whose current texts share ``least`` of the words, most like first.

    ``sha256`` is the text's: of very many that are like it, one with the same words is not missed.
    ``but`` is the id of an article that is not meant.
    """
    shared: Counter[int] = Counter()
    for value in (*sketch, _whole(sha256)) if sketch and sha256 else sketch:
        rows = fetch(
            "SELECT text FROM shingles WHERE hash = ? ORDER BY text DESC LIMIT ?", value, OF_EACH
        )
        shared.update(row[0] for row in rows)
    if not shared:
        return []
    standing = {
        row[0]: row[1:]
        for row in fetch(
            "SELECT t.n, a.id, t.id, t.sha256, a.number, a.title FROM json_each(?) j"
            " JOIN texts t ON t.n = j.value JOIN articles a ON a.id = t.article_id"
            " WHERE a.text = t.id AND a.removed_at IS NULL AND a.id <> ?",
            json.dumps(list(shared)),
            but,
        )
    }
    found = []
    ranked = sorted(standing, key=lambda n: (standing[n][2] != sha256, -shared[n], n))
    compared = [n for n in ranked if shared[n] > 1 or standing[n][2] == sha256]
    for n in compared[:COMPARED] or ranked[:1]:
        other = _shingled(fetch, n)
        share = likeness(shingled, other)
        if share >= least:
            found.append(Alike._make((*standing[n], share, _is_nearly(shingled, other))))
    return sorted(found, key=lambda alike: (-alike.share, alike.number))


class Pair(NamedTuple):
    """Two articles that are nearly the same, by their ids; ``share`` and ``nearly`` as in `Alike`."""

    one: str
    other: str
    share: float
    nearly: bool


_PAIRS = """
WITH shared(hash, texts) AS (
    SELECT hash, count(*) FROM shingles GROUP BY hash HAVING count(*) > 1
), standing(n, id) AS (
    SELECT t.n, a.id FROM articles a JOIN texts t ON t.id = a.text WHERE a.removed_at IS NULL
), sharing(n, m, weight) AS (
    SELECT s.text, o.text, 2
    FROM shared CROSS JOIN shingles s ON s.hash = shared.hash
    CROSS JOIN shingles o ON o.hash = shared.hash AND o.text > s.text
    WHERE shared.texts <= ?1
    UNION ALL
    SELECT lag(s.text) OVER (PARTITION BY s.hash ORDER BY s.text), s.text, 1
    FROM shared CROSS JOIN shingles s ON s.hash = shared.hash
    JOIN standing ON standing.n = s.text
    WHERE shared.texts > ?1
)
SELECT p.n, q.n, p.id, q.id
FROM sharing JOIN standing p ON p.n = sharing.n JOIN standing q ON q.n = sharing.m
GROUP BY p.n, q.n HAVING sum(sharing.weight) >= 4
ORDER BY p.n, q.n
"""


def pairs(fetch: Callable[..., list[tuple[Any, ...]]], *, least: float = LIKE) -> Iterator[Pair]:
    """All pairs of articles that stand and share ``least`` of the words.

    Only texts that share two hashes are compared, so a pair that is barely like may be missing. Of
    more than `OF_EACH` texts with the same hash each is compared with the next alone, and where four
    are shared: 1000 of a kind would be half a million pairs.
    """
    at, shingled = 0, Shingled("")
    for n, m, one, other in fetch(_PAIRS, OF_EACH):
        if n != at:
            at, shingled = n, _shingled(fetch, n)
        second = _shingled(fetch, m)
        share = likeness(shingled, second)
        if share >= least:
            yield Pair(one, other, share, _is_nearly(shingled, second))


def _shingled(fetch: Callable[..., list[tuple[Any, ...]]], n: int) -> Shingled:
    return Shingled(fetch("SELECT substr(text, 1, ?) FROM texts WHERE n = ?", READ, n)[0][0])


def _is_nearly(one: Shingled, other: Shingled) -> bool:
    return abs(one.count - other.count) * 5 <= max(one.count, other.count)


def is_waiting(conn: sqlite3.Connection) -> bool:
    """Whether there are texts, of an older version's library, that have no sketch yet."""
    row = conn.execute("SELECT 1 FROM library WHERE name = 'unsketched'").fetchone()
    return row is not None


def sketch_more(conn: sqlite3.Connection, budget_seconds: float) -> bool:
    """Sketch such texts for about so long, newest first; True when none is left."""
    until = monotonic() + budget_seconds
    while is_waiting(conn):
        conn.execute("BEGIN IMMEDIATE")
        try:
            last = conn.execute("SELECT value FROM library WHERE name = 'unsketched'").fetchone()
            rows = conn.execute(
                "SELECT n, id, substr(text, 1, ?) FROM texts WHERE n <= ? ORDER BY n DESC LIMIT ?",
                [READ, int(last[0]) if last else 0, _AT_ONCE],
            ).fetchall()
            for _, text_id, text in rows:
                keep(conn, text_id, sketch_of(text))
            if rows:
                conn.execute(
                    "UPDATE library SET value = ? WHERE name = 'unsketched'", [str(rows[-1][0] - 1)]
                )
            else:
                conn.execute("DELETE FROM library WHERE name = 'unsketched'")
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
        if monotonic() >= until:
            return not is_waiting(conn)
    return True
