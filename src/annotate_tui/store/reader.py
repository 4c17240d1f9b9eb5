"""What can be asked of a library: articles, texts, marks, the codebook."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotate_tui.model import Codebook, Mark, Spot, Tag, Variable
from annotate_tui.store import values
from annotate_tui.store.codebook import TAG_COLUMNS, tags_from_rows, variable_of
from annotate_tui.store.errors import LibraryError, library_error
from annotate_tui.store.finding import find_article
from annotate_tui.store.flagged import flagged
from annotate_tui.store.rows import (
    ARTICLE_COLUMNS,
    MARK_COLUMNS,
    ArticleRow,
    KnownText,
    TextRow,
    article_row,
    mark_row,
)
from annotate_tui.store.subjects import clean
from annotate_tui.text.structure import from_bytes

_STANDING = "a.removed_at IS NULL"


class Reader:
    """The reading half of a `Library`. Methods raise LibraryError where the file fails."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._conn = conn
        self._data_version = self._one("PRAGMA data_version")[0]
        self._tags: tuple[object, list[Tag]] | None = None

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The rows of one reading statement, as mappings in the order of its columns."""
        try:
            cursor = self._conn.execute(sql, _bindable(parameters))
            names = [d[0] for d in cursor.description or ()]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def fetch(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All rows of one reading statement, as tuples."""
        return self._all(sql, *parameters)

    def articles(self) -> list[ArticleRow]:
        """All articles that were not removed, by number."""
        return self._articles(_STANDING)

    def article(self, article_id: str) -> ArticleRow:
        """The article with that id, also a removed one. Raises LibraryError where there is none."""
        found = self._articles("a.id = ?", article_id)
        if not found:
            raise LibraryError(f"There is no article {article_id} in the library {self.path}.")
        return found[0]

    def articles_numbered(
        self, numbers: Iterable[int], coders: Collection[str] | None = None
    ) -> list[ArticleRow]:
        """The articles with those numbers, by number, removed ones left out.

        With ``coders`` only their marks are counted.
        """
        return self._articles(
            "a.number IN (SELECT value FROM json_each(?)) AND a.removed_at IS NULL",
            json.dumps(list(numbers)),
            coders=coders,
        )

    def articles_by_source(self, source: str) -> list[ArticleRow]:
        """The articles with that very source, removed ones left out."""
        return self._articles("a.source = ? AND a.removed_at IS NULL", source)

    def articles_by_place(self, place: str) -> list[ArticleRow]:
        """The articles that are known under that path or address, removed ones left out.

        Those whose source it is come first, then by number.
        """
        found = self._articles(
            "a.removed_at IS NULL AND a.id IN (SELECT id FROM articles WHERE source = ?1"
            " UNION SELECT article_id FROM places WHERE place = ?1)",
            place,
        )
        return sorted(found, key=lambda row: clean(place) != row.source)

    def places(self, article_id: str) -> list[str]:
        """All paths and addresses of an article but its source, in order."""
        sql = "SELECT place FROM places WHERE article_id = ? ORDER BY place"
        return [row[0] for row in self._all(sql, article_id)]

    def find_original(self, original_sha256: str) -> KnownText | None:
        """The newest text made of these imported bytes, of an article that stands if one does."""
        row = self._first(
            "SELECT t.article_id, t.id FROM texts t JOIN articles a ON a.id = t.article_id"
            " WHERE t.original_sha256 = ? ORDER BY a.removed_at IS NOT NULL, t.n DESC",
            [original_sha256],
        )
        return KnownText(*row) if row else None

    def has_marks(self) -> bool:
        """Whether anything was ever marked here, by anyone."""
        return self._first("SELECT 1 FROM annotations", []) is not None

    def find_text(self, article_id: str, sha256: str) -> str | None:
        """The id of the article's text whose UTF-8 has that digest."""
        row = self._first(
            "SELECT id FROM texts WHERE article_id = ? AND sha256 = ?", [article_id, sha256]
        )
        return row[0] if row else None

    def find_article(self, words: str) -> ArticleRow:
        """The article that is meant: its number, id, source, or words of one title only.

        A source may be a path as typed here. Raises LibraryError saying that none fits, or which.
        """
        return self.article(find_article(words, self.fetch))

    def text(self, text_id: str) -> TextRow:
        """One text with its structure. Raises LibraryError where there is none."""
        row = self._first(
            "SELECT id, article_id, sha256, original_sha256, loader, loader_version, length, text,"
            " structure FROM texts WHERE id = ?",
            [text_id],
        )
        if row is None:
            raise LibraryError(f"There is no text {text_id} in the library {self.path}.")
        return TextRow(
            id=row[0],
            article_id=row[1],
            sha256=row[2],
            original_sha256=row[3],
            loader=row[4],
            loader_version=row[5],
            length=row[6],
            text=row[7],
            structure=from_bytes(row[8]),
        )

    def texts_of(self, article_id: str) -> list[str]:
        """The ids of the article's texts in the order in which they came: its versions."""
        found = self._all("SELECT id FROM texts WHERE article_id = ? ORDER BY n", article_id)
        return [row[0] for row in found]

    def marks(
        self,
        text_id: str,
        ids: Sequence[str] | None = None,
        coders: Collection[str] | None = None,
    ) -> list[Mark]:
        """The marks that stand in that text, by (start, -end, tag position, id).

        With ``ids`` only those of them; it takes no longer for there being many others. With
        ``coders`` only theirs.
        """
        theirs, names = _by(coders)
        chosen = "" if ids is None else "json_each(?) j CROSS JOIN "
        where = "n.text_id = ?" if ids is None else "n.annotation_id = j.value AND n.text_id = ?"
        rows = self._all(
            f"SELECT {MARK_COLUMNS} FROM {chosen}anchors n JOIN annotations a"
            " ON a.id = n.annotation_id LEFT JOIN tags g ON g.id = a.tag_id"
            f" WHERE {where} AND n.state <> 'lost' AND a.removed_at IS NULL{theirs}"
            ' ORDER BY n.start, -n."end", g.id IS NULL, g.position, a.id',
            *([] if ids is None else [json.dumps(list(ids))]),
            text_id,
            *names,
        )
        return [mark_row(row) for row in rows]

    def spots(self, text_id: str, coders: Collection[str] | None = None) -> list[Spot]:
        """Where the marks of that text stand, in the order of `marks`: a tenth of its time.

        With ``coders`` only theirs.
        """
        theirs, names = _by(coders)
        rows = self._all(
            'SELECT n.start, n."end", a.id, a.tag_id, coalesce(g.position, 0) FROM anchors n'
            " JOIN annotations a ON a.id = n.annotation_id LEFT JOIN tags g ON g.id = a.tag_id"
            f" WHERE n.text_id = ? AND n.state <> 'lost' AND a.removed_at IS NULL{theirs}"
            ' ORDER BY n.start, -n."end", g.id IS NULL, g.position, a.id',
            text_id,
            *names,
        )
        return list(map(Spot._make, rows))

    def mark_words(self, ids: Sequence[str]) -> dict[str, str]:
        """What can be looked for in each of these marks: its words, its note and its speaker."""
        return {
            row[0]: "\n".join(filter(None, row[1:]))
            for row in self._all(
                "SELECT a.id, a.text, a.note, json_extract(a.fields, '$.speaker')"
                " FROM json_each(?) j JOIN annotations a ON a.id = j.value",
                json.dumps(list(ids)),
            )
        }

    def last_seq(self) -> int:
        """The number of the last event in the log; 0 in an empty one."""
        seq: int = self._one("SELECT coalesce(max(seq), 0) FROM events")[0]
        return seq

    def changed_since(self, seq: int, article_id: str) -> tuple[set[str], bool]:
        """The marks of an article that events after ``seq`` speak of, and whether tags changed."""
        rows = self._all(
            "SELECT DISTINCT kind, subject FROM events WHERE seq > ? AND (kind = 'tag'"
            " OR kind IN ('annotation', 'anchor') AND article_id = ?)",
            seq,
            article_id,
        )
        marks = {subject.split("/")[0] for kind, subject in rows if kind != "tag"}
        return marks, any(kind == "tag" for kind, _ in rows)

    def mark(self, annotation_id: str, text_id: str | None = None) -> Mark:
        """One mark, removed or not, in ``text_id`` or else in its article's current text.

        Where it is not placed there, in the newest text where it is. Raises LibraryError where
        there is no such mark.
        """
        row = self._first(
            f"SELECT {MARK_COLUMNS} FROM annotations a JOIN anchors n ON n.annotation_id = a.id"
            " JOIN texts t ON t.id = n.text_id JOIN articles r ON r.id = a.article_id"
            " WHERE a.id = ?1 ORDER BY n.text_id = coalesce(?2, r.text) DESC, t.n DESC",
            [annotation_id, text_id],
        )
        if row is None:
            raise LibraryError(f"There is no mark {annotation_id} in the library {self.path}.")
        return mark_row(row)

    def tags(self) -> list[Tag]:
        """The codebook in the order of the tree, archived tags included.

        They are read again only after another event: no tag changes without one, and no id of one
        comes twice, as its number does where a step was rolled back.
        """
        last = self._first("SELECT id FROM events ORDER BY seq DESC", [])
        if self._tags is None or self._tags[0] != last:
            rows = self._all(f"SELECT {', '.join(TAG_COLUMNS)} FROM tags")
            found = tags_from_rows(dict(zip(TAG_COLUMNS, row, strict=True)) for row in rows)
            self._tags = last, found
        return list(self._tags[1])

    def variables(self) -> list[Variable]:
        """The document variables that were declared, by position."""
        return [
            variable_of(*row)
            for row in self._all(
                "SELECT id, name, kind, choices, required, description, position FROM variables"
                " ORDER BY position, id"
            )
        ]

    def codebook(self) -> Codebook:
        """The tags, archived ones included, and the document variables."""
        return Codebook(tuple(self.tags()), tuple(self.variables()))

    def speakers(
        self, article_id: str | None = None, coders: Collection[str] | None = None
    ) -> list[str]:
        """Speakers named so far, most used first: of one article in order of their last use.

        Those used equally often come the last used first; where more than `values.FEW` marks name
        a speaker, by name and at most so many, which needs no reading of the marks. With ``coders``
        only those of an article that they named.
        """
        if not article_id:
            many = values.much_used(self.fetch, "speaker")
            if many is not None:
                return many
        theirs, names = _by(coders if article_id else None)
        where = f"AND article_id = ?{theirs}" if article_id else ""
        order = "max(updated_at) DESC" if article_id else "count(*) DESC, max(updated_at) DESC"
        return [
            row[0]
            for row in self._all(
                "SELECT json_extract(fields, '$.speaker') AS s FROM annotations AS a"
                f" WHERE removed_at IS NULL AND s <> '' {where} GROUP BY s ORDER BY {order}, s",
                *([article_id, *names] if article_id else []),
            )
        ]

    def completions(self, field: str, typed: str, limit: int = 50) -> list[str]:
        """Texts of that field that begin with what was typed, then those of which a later word does.

        Of the marks that stand, of articles that stand; the most used first, at most ``limit``.
        Case does not count in any script; accents do. Nothing typed offers the most used.
        """
        return values.completions(self.fetch, field, typed, limit)

    def value_counts(self, field: str) -> list[tuple[str, int]]:
        """All texts of that field with how many marks that stand hold each, the most used first."""
        return values.value_counts(self.fetch, field)

    def value_fields(self) -> list[tuple[str, int, int]]:
        """The fields that hold texts, by name: (field, how many distinct, how many marks).

        Fields that hold links are left out.
        """
        return values.value_fields(self.fetch)

    def variable_values(self, name: str, typed: str, limit: int = 50) -> list[str]:
        """As `completions`, of the document variable of that name."""
        return values.variable_values(self.fetch, name, typed, limit)

    def linked_to(self, annotation_id: str) -> list[tuple[str, str]]:
        """(annotation id, field) of the marks that stand whose link field holds that id, by id.

        Marks of removed articles do not count. A look-up where there is none; else the marks of
        one article are read, or all where links lead across.
        """
        return values.linked_to(self.fetch, annotation_id)

    def coders(self) -> list[str]:
        """Those whose marks stand, by name; a look-up each."""
        return [
            row[0]
            for row in self._all(
                "WITH RECURSIVE c(x) AS (SELECT min(coder) FROM annotations"
                " INDEXED BY annotations_coder WHERE removed_at IS NULL UNION ALL"
                " SELECT (SELECT min(coder) FROM annotations INDEXED BY annotations_coder"
                " WHERE coder > x AND removed_at IS NULL) FROM c WHERE x IS NOT NULL)"
                " SELECT x FROM c WHERE x IS NOT NULL"
            )
        ]

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked (or since opening)."""
        version = self._one("PRAGMA data_version")[0]
        changed: bool = version != self._data_version
        self._data_version = version
        return changed

    def _articles(
        self, where: str, *parameters: object, coders: Collection[str] | None = None
    ) -> list[ArticleRow]:
        rows = self._all(
            f"SELECT {ARTICLE_COLUMNS} FROM articles a LEFT JOIN texts t ON t.id = a.text"
            f" WHERE {where} ORDER BY a.number",
            *parameters,
        )
        # A list of ids is looked up in the index; that of all articles would be no help.
        some = "" if where == _STANDING else " AND article_id IN (SELECT value FROM json_each(?))"
        found = [row[0] for row in rows] if some else None
        ids = [] if found is None else [json.dumps(found)]
        theirs, names = _by(coders)
        counts: dict[str, dict[str, int]] = {}
        for article_id, tag_id, count in self._all(
            "SELECT article_id, coalesce(tag_id, ''), count(*) FROM annotations AS a"
            f" WHERE removed_at IS NULL{some}{theirs} GROUP BY article_id, tag_id",
            *ids,
            *names,
        ):
            counts.setdefault(article_id, {})[tag_id] = count
        waiting = flagged(self._all, found, coders)
        return [article_row(row, counts.get(row[0], {}), waiting.get(row[0], 0)) for row in rows]

    def _all(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._conn.execute(sql, _bindable(parameters)).fetchall()
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def _first(self, sql: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
        rows = self._all(f"{sql} LIMIT 1", *parameters)
        return rows[0] if rows else None

    def _one(self, sql: str) -> tuple[Any, ...]:
        return self._all(sql)[0]


def _by(coders: Collection[str] | None) -> tuple[str, list[str]]:
    """SQL that leaves the annotations ``a`` of these coders, and its parameter."""
    if coders is None:
        return "", []
    return " AND a.coder IN (SELECT value FROM json_each(?))", [json.dumps(list(coders))]


def _bindable(parameters: Sequence[Any]) -> list[Any]:
    """What is asked for, as it would have been kept: a file's name may be no UTF-8."""
    return [clean(value) if isinstance(value, str) else value for value in parameters]
