"""The marks of the whole library as a list, with the words around them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from annotate_tui.store.windows import Window, as_json

if TYPE_CHECKING:
    from annotate_tui.store.library import Library

AROUND = 120
"""Code points of the text that are given on each side of a mark."""

NEAR = 50_000
"""Code points of an article up to which its text is read for a line; of longer ones, what the mark
itself keeps of its surroundings: SQLite walks a text from its beginning."""

_PLACE = 'number, start, "end" DESC, annotation_id'
_PLACE_BACK = 'number DESC, start DESC, "end", annotation_id DESC'


class MarkLine(NamedTuple):
    """A mark as one line of a list.

    ``number``, ``title`` and ``published`` are its article's; ``tag_id`` is None for a plain note.
    ``start`` and ``end`` are code points in the text ``text_id``. ``left``, ``words`` and ``right``
    are on one line: runs of white space are one space, also where ``left`` and ``right`` meet the
    words.
    """

    annotation_id: str
    article_id: str
    number: int
    title: str
    published: str
    tag_id: str | None
    speaker: str
    note: str
    coder: str
    text_id: str
    start: int
    end: int
    left: str
    words: str
    right: str


class MarkListing(Window[MarkLine]):
    """The marks and plain notes that stand, of articles that stand, as a list.

    ``tag_id`` leaves only marks of that tag ("": plain notes), ``speaker`` only those of that
    speaker ("": of nobody), ``coders`` only theirs, ``ids`` only those marks. Each of the ``words`` must
    be in a mark's words, note, speaker, coder, the path of its tag or the title of its article, whatever
    the case. ``sort`` is one of SORTS, ties in the order of article and place: "left" and "right"
    by the words beside the mark, nearest first, without punctuation; "date" by the article's.
    ``reverse`` turns it around, but what has no tag, speaker, words or date stays last.

    Raises LibraryError where the file fails, ValueError for another sort.
    """

    SORTS: ClassVar[tuple[str, ...]] = (
        "article", "tag", "speaker", "left", "words", "right", "date",
    )  # fmt: skip

    def __init__(
        self,
        library: Library,
        tag_id: str | None = None,
        speaker: str | None = None,
        words: str = "",
        sort: str = "article",
        reverse: bool = False,
        coders: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> None:
        self.tag_id = tag_id
        self.speaker = speaker
        self.coders = coders
        self.ids = ids
        asked = {
            "tag_id = ?": tag_id,
            "speaker = ?": speaker,
            "coder IN (SELECT value FROM json_each(?))": None
            if coders is None
            else as_json(coders),
            "annotation_id IN (SELECT value FROM json_each(?))": None
            if ids is None
            else as_json(ids),
        }
        self._values = [value for value in asked.values() if value is not None]
        self._where = " AND ".join(name for name, value in asked.items() if value is not None)
        super().__init__(library, words, sort, reverse)

    def index_of(self, annotation_id: str) -> int | None:
        """Where the mark stands in the list, from 0; None where it is not in it."""
        wanted = ["annotation_id = ?", *([self._where] if self._where else [])]
        found = self._library.fetch(
            f'SELECT n, number, start, "end" FROM mark_lines WHERE {" AND ".join(wanted)}',
            annotation_id,
            *self._values,
        )
        if not found:
            return None
        n, number, start, end = found[0]
        if self._keys is not None:
            return self._position(n)
        here = [number, start, -end, annotation_id]
        side = ">" if self.reverse else "<"
        before: int = self._library.fetch(
            f"SELECT count(*) FROM {self._lines()}"
            f' WHERE number {side}= ? AND (number, start, -"end", annotation_id)'
            f" {side} (?, ?, ?, ?){' AND ' + self._where if self._where else ''}",
            number,
            *here,
            *self._values,
        )[0][0]
        return before

    def _lines(self) -> str:
        """The table, by the index that has the lines asked for in their order."""
        if self.tag_id is not None:
            return "mark_lines INDEXED BY mark_lines_tag"
        if self.speaker is not None:
            return "mark_lines INDEXED BY mark_lines_speaker"
        return "mark_lines INDEXED BY mark_lines_place"

    def _asked(self) -> str:
        return f"WHERE {self._where}" if self._where else ""

    def _is_natural(self) -> bool:
        # What some coders marked, and chosen marks, stand in no index of their own.
        return self.sort == "article" and self.coders is None and self.ids is None

    def _in_order(self) -> array[int]:
        if self.sort == "tag":
            return self._by_tag()
        if self.sort == "speaker":
            return self._by_speaker()
        ns = self._ints(
            f"SELECT n AS a FROM {self._lines()} {self._asked()} ORDER BY {_PLACE}", *self._values
        )
        if self.sort == "article":
            return array("q", reversed(ns) if self.reverse else ns)
        if self.sort == "date":
            keys, by = self._columns(
                "SELECT m.n AS a, l.moment AS b FROM mark_lines AS m INDEXED BY mark_lines_place"
                " JOIN article_lines AS l ON l.number = m.number",
                "ab",
            )
        else:
            keys, by = self._columns(f"SELECT n AS a, {self.sort}_key AS b FROM mark_keys", "ab")
        found = dict(zip(keys, by, strict=True))
        return array("q", self._ordered(ns, [found.get(n, "") for n in ns], ""))

    def _by_tag(self) -> array[int]:
        tags = [tag.id for tag in self._library.tags()]
        order: array[int] = array("q")
        for tag_id in [*(reversed(tags) if self.reverse else tags), ""]:
            if self.tag_id in (None, tag_id):
                order.extend(self._group("tag", "tag_id", tag_id))
        return order

    def _by_speaker(self) -> array[int]:
        order: array[int] = array("q")
        speakers = [
            row[0] for row in self._library.fetch(
                "WITH RECURSIVE s(x) AS (SELECT min(speaker) FROM mark_lines UNION ALL"
                " SELECT (SELECT min(speaker) FROM mark_lines WHERE speaker > x) FROM s"
                " WHERE x IS NOT NULL) SELECT x FROM s WHERE x IS NOT NULL"
            )
        ]  # fmt: skip
        speakers.sort(key=lambda name: (name.casefold(), name), reverse=self.reverse)
        speakers.sort(key=lambda name: name == "")
        for speaker in speakers:
            if self.speaker in (None, speaker):
                order.extend(self._group("speaker", "speaker", speaker))
        return order

    def _group(self, index: str, column: str, value: str) -> list[int]:
        """The marks with one value, by place."""
        also = f" AND {self._where}" if self._where else ""
        return self._ints(
            f"SELECT n AS a FROM mark_lines INDEXED BY mark_lines_{index}"
            f" WHERE {column} = ?{also} ORDER BY {_PLACE_BACK if self.reverse else _PLACE}",
            value,
            *self._values,
        )

    def _count_all(self) -> int:
        lines = self._lines() if self._where else "mark_lines"
        count: int = self._library.fetch(
            f"SELECT count(*) FROM {lines} {self._asked()}", *self._values
        )[0][0]
        return count

    def _page(self, skip: int, n: int, backwards: bool) -> list[int]:
        return self._ints(
            f"SELECT n AS a FROM (SELECT n FROM {self._lines()} {self._asked()}"
            f" ORDER BY {_PLACE_BACK if backwards else _PLACE} LIMIT {n} OFFSET {skip})",
            *self._values,
        )

    def _find(self, terms: Sequence[str], among: Iterable[int] | None = None) -> list[int]:
        tags = self._library.tags()
        wheres = [self._where] if self._where else []
        values: list[object] = list(self._values)
        if among is not None:
            wheres.append("n IN (SELECT value FROM json_each(?))")
            values.append(as_json(among))
        for term in terms:
            named = [tag.id for tag in tags if term in tag.path.casefold()]
            either = f" OR tag_id IN ({', '.join('?' * len(named))})" if named else ""
            wheres.append(f"(instr(words, ?){either})")
            values += [term, *named]
        return self._ints(
            f"SELECT n AS a FROM mark_lines WHERE {' AND '.join(wheres)} ORDER BY {_PLACE}",
            *values,
        )

    def _rows(self, keys: Sequence[int]) -> list[MarkLine]:
        rows = self._library.fetch(
            "SELECT m.n, m.annotation_id, a.article_id, m.number, r.title, r.published, a.tag_id,"
            ' m.speaker, a.note, a.coder, t.id, m.start, m."end", x.prefix, a.text,'
            f" x.suffix, CASE WHEN t.length <= {NEAR} THEN substr(t.text,"
            f" max(0, m.start - {AROUND}) + 1, min(m.start, {AROUND})) END,"
            f' CASE WHEN t.length <= {NEAR} THEN substr(t.text, m."end" + 1, {AROUND}) END'
            " FROM json_each(?) AS j JOIN mark_lines AS m ON m.n = j.value"
            " JOIN annotations AS a ON a.id = m.annotation_id"
            " JOIN articles AS r ON r.id = a.article_id"
            " JOIN texts AS t ON t.n = m.text"
            " JOIN anchors AS x ON x.annotation_id = a.id AND x.text_id = t.id",
            as_json(keys),
        )
        found = {
            row[0]: MarkLine._make(
                [
                    *row[1:13],
                    _one_line(row[13] if row[16] is None else row[16]),
                    row[14],
                    _one_line(row[15] if row[17] is None else row[17]),
                ]
            )
            for row in rows
        }
        return [found[key] for key in keys if key in found]


def _one_line(text: str) -> str:
    """White space collapsed, one space kept at an end that has some."""
    line = " ".join(text.split())
    if not line:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"
