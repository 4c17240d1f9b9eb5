"""Search over the whole library: articles, their titles and notes, marks and what is noted on them.

What is found are passages: a title, a mark's words, a note, or a stretch of text of at most 4 kB.
All words must be in the same passage. The best come first, by BM25 over passages: words that are
rare in the library and frequent in a short passage count most. Words that are nearly everywhere
tell no passage from another, and ranking them would be felt: then the newest come first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotate_tui.store.search_index import Chunk, chunks, waiting
from annotate_tui.store.search_words import Question, ask, context

if TYPE_CHECKING:
    from annotate_tui.store.reader import Reader

KINDS = ("title", "text", "mark", "note")
"""What can be found, in the order in which it is offered."""

ABOUT = 60
"""Code points of context on each side of the words found."""

RANKED = 8_000
"""Of more passages than these none is better than another: titles and marks, then the newest."""

LOOKED_THROUGH = 500_000
"""How many code points that are not in the index yet are looked through, each time."""

LOOKED_THROUGH_READ_ONLY = 20_000_000
"""Likewise where they will never be in the index."""

# Reading one thing costs as much as looking through so many code points.
_TROUBLE = 1_000
_LARGE = 200_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found.

    ``kind`` is "title", "text", "mark" (a mark's words) or "note" (on a mark, on a place, on the
    article). ``number``, ``title`` and ``published`` are the article's. ``start`` and ``end`` are
    code points in the text ``text_id``: of the words found; for a mark and its note of the mark;
    both 0, the article's beginning, for its title and its note. ``text_id`` is the article's
    current text, but for a mark that does not stand there. ``annotation_id`` is "" where there is
    none. ``left``, ``words``, ``right`` are what was found with its context, on one line: joined
    as they are, they read as the passage does. ``score`` is higher for the better; 0 for what was
    not ranked.
    """

    kind: str
    article_id: str
    number: int
    title: str
    published: str
    text_id: str
    start: int
    end: int
    annotation_id: str
    left: str
    words: str
    right: str
    score: float


class Hits:
    """The result of one search: which passages, best first. What they say is read when seen.

    ``unsearched`` is how many articles and marks are not in the index yet and were too long to be
    looked through as well: 0 wherever the library can be written, once `Library.index_more` is done.
    """

    def __init__(
        self,
        reader: Reader,
        question: Question,
        found: Sequence[tuple[int, float]] = (),
        looked: Sequence[Chunk] = (),
        unsearched: int = 0,
    ) -> None:
        self._reader = reader
        self._question = question
        self._found = found
        self._looked = looked
        self._large: tuple[str, str] = ("", "")
        self.unsearched = unsearched

    @property
    def count(self) -> int:
        """How many passages, marks, notes and titles were found."""
        return len(self._found) + len(self._looked)

    def rows(self, start: int, n: int, about: int = ABOUT) -> list[Hit]:
        """The hits from ``start`` on, at most ``n``, with ``about`` code points of context.

        What was changed or removed since the search is left out. Raises LibraryError.
        """
        start = max(0, start)
        indexed = self._found[start : start + max(0, n)]
        past = max(0, start - len(self._found))
        looked = self._looked[past : past + max(0, n) - len(indexed)]
        scores = dict(indexed)
        numbers = list(scores)
        by_number: dict[int, Chunk] = {}
        for low in range(0, len(numbers), _AT_ONCE):
            some = numbers[low : low + _AT_ONCE]
            for row in self._reader._all(
                "SELECT c.n, c.kind, a.id, CASE WHEN c.subject <> '' THEN c.subject"
                " WHEN c.kind = 'text' THEN a.text ELSE a.id END, c.start, c.\"end\""
                " FROM search_chunks AS c JOIN articles AS a ON a.number = c.article"
                f" WHERE c.n IN ({', '.join('?' * len(some))})",
                *some,
            ):
                by_number[row[0]] = Chunk._make(row[1:])
        wanted = [(by_number[n], scores[n]) for n in numbers if n in by_number]
        wanted += [(chunk, 0.0) for chunk in looked]
        return self._hits(wanted, about)

    def _hits(self, wanted: Sequence[tuple[Chunk, float]], about: int) -> list[Hit]:
        articles: dict[str, tuple[Any, ...]] = {}
        texts: dict[str, str] = dict([self._large])
        hits = []
        for chunk, score in wanted:
            if chunk.article_id not in articles:
                articles[chunk.article_id] = (
                    self._reader._first(
                        "SELECT number, title, published, text, note FROM articles"
                        " WHERE id = ? AND removed_at IS NULL",
                        [chunk.article_id],
                    )
                    or ()
                )
            article = articles[chunk.article_id]
            hit = self._hit(chunk, score, article, texts, about) if article else None
            if hit is not None:
                hits.append(hit)
        return hits

    def _hit(
        self,
        chunk: Chunk,
        score: float,
        article: tuple[Any, ...],
        texts: dict[str, str],
        about: int,
    ) -> Hit | None:
        number, title, published, text_id, note = article
        annotation_id, start, end = "", 0, 0
        if chunk.kind == "text":
            if chunk.subject != text_id:
                return None
            words = self._text(text_id, texts)
        elif chunk.subject == chunk.article_id:
            words = title if chunk.kind == "title" else note
        else:
            said = self._reader._first(
                'SELECT a.text, a.note, n.text_id, n.start, n."end" FROM annotations a'
                " JOIN anchors n ON n.annotation_id = a.id JOIN texts t ON t.id = n.text_id"
                " WHERE a.id = ? AND a.removed_at IS NULL"
                " ORDER BY n.state = 'lost', n.text_id = ? DESC, t.n DESC",
                [chunk.subject, text_id],
            )
            if said is None:
                return None
            annotation_id = chunk.subject
            words = said[0] if chunk.kind == "mark" else said[1]
            text_id, start, end = said[2:]
        passage = words[chunk.start : chunk.end]
        place = self._question.place(passage)
        if chunk.kind == "text":
            start, end = chunk.start + place.start, chunk.start + place.end
        left, middle, right = context(passage, place, about)
        return Hit(
            kind=chunk.kind,
            article_id=chunk.article_id,
            number=number,
            title=title,
            published=published,
            text_id=text_id or "",
            start=start,
            end=end,
            annotation_id=annotation_id,
            left=left,
            words=middle,
            right=right,
            score=score,
        )

    def _text(self, text_id: str, texts: dict[str, str]) -> str:
        if text_id not in texts:
            row = self._reader._first("SELECT text FROM texts WHERE id = ?", [text_id])
            texts[text_id] = row[0] if row else ""
            if len(texts[text_id]) > _LARGE:
                # Reading such a text for each screen of hits would be felt.
                self._large = (text_id, texts[text_id])
        return texts[text_id]


def search(
    reader: Reader,
    conn: sqlite3.Connection,
    words: str,
    *,
    kinds: Collection[str] | None = None,
    article_id: str | None = None,
    tag_ids: Collection[str] | None = None,
    coders: Collection[str] | None = None,
    look_through: int = LOOKED_THROUGH,
) -> Hits:
    """Find ``words`` in what is indexed, and in up to ``look_through`` code points of what waits.

    The other parameters are those of `Library.search`. Raises sqlite3.Error.
    """
    question = ask(words)
    if not question:
        return Hits(reader, question)
    own = not conn.in_transaction
    if own:
        # One moment of the library: what another program indexes meanwhile is found once.
        conn.execute("BEGIN")
    try:
        found = _indexed(conn, question, kinds, article_id, tag_ids, coders)
        looked, unsearched = _look_through(
            conn, question, look_through, kinds, article_id, tag_ids, coders
        )
    finally:
        if own:
            conn.execute("COMMIT")
    return Hits(reader, question, found, looked, unsearched)


def _indexed(
    conn: sqlite3.Connection,
    question: Question,
    kinds: Collection[str] | None,
    article_id: str | None,
    tag_ids: Collection[str] | None,
    coders: Collection[str] | None,
) -> list[tuple[int, float]]:
    """The numbers of the chunks that fit, with their scores, best first."""
    where = (
        " FROM search_index AS f CROSS JOIN search_chunks AS c ON c.n = f.rowid"
        " WHERE search_index MATCH ?"
    )
    values = [question.match]
    if kinds is not None:
        where += f" AND c.kind IN ({_marks(kinds)})"
        values += kinds
    if article_id is not None:
        where += " AND c.article = (SELECT number FROM articles WHERE id = ?)"
        values.append(article_id)
    if tag_ids is not None:
        where += f" AND c.subject IN ({_TAGGED.format(_marks(tag_ids))})"
        values += tag_ids
    if coders is not None:
        where += (
            " AND (c.kind NOT IN ('mark', 'note') OR c.subject = ''"
            f" OR (SELECT coder FROM annotations WHERE id = c.subject) IN ({_marks(coders)}))"
        )
        values += coders
    found: list[tuple[int, float]] = conn.execute(
        f"SELECT f.rowid, 0.0{where} ORDER BY c.kind = 'text', f.rowid DESC", values
    ).fetchall()
    if 0 < len(found) <= RANKED:
        found = conn.execute(
            f"SELECT f.rowid, -bm25(search_index) AS score{where} ORDER BY score DESC, f.rowid",
            values,
        ).fetchall()
    return found


def _look_through(
    conn: sqlite3.Connection,
    question: Question,
    room: int,
    kinds: Collection[str] | None,
    article_id: str | None,
    tag_ids: Collection[str] | None,
    coders: Collection[str] | None,
) -> tuple[list[Chunk], int]:
    """The chunks of the queue that fit, as far as there is room; and how much of it was left."""
    queue, more = waiting(conn, room // _TROUBLE, article_id)
    tagged = None
    if tag_ids is not None and queue:
        some = conn.execute(_TAGGED.format(_marks(tag_ids)), list(tag_ids))
        tagged = {row[0] for row in some}
    found: list[Chunk] = []
    for index, one in enumerate(queue):
        if tagged is not None and one.subject not in tagged:
            continue
        if coders is not None and one.kind == "annotation":
            by = conn.execute("SELECT coder FROM annotations WHERE id = ?", [one.subject])
            if by.fetchone() not in [(coder,) for coder in coders]:
                continue
        if kinds is not None and not set(kinds) & set(_KINDS_OF[one.kind]):
            continue
        for chunk, words in chunks(conn, one):
            room -= len(words)
            if (kinds is None or chunk.kind in kinds) and question.fits(words):
                found.append(chunk)
            if room < 0:
                break
        room -= _TROUBLE
        if room < 0:
            return found, more + len(queue) - index
    return found, more


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


_TAGGED = "SELECT id FROM annotations WHERE tag_id IN ({})"
_KINDS_OF = {"article": ("title", "note"), "annotation": ("mark", "note"), "text": ("text",)}
