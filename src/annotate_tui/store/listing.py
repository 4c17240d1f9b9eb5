"""The library as a list: articles sorted, filtered, grouped, read as they are seen.

The list of marks is offered here too.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from annotate_tui.store.mark_listing import MarkLine, MarkListing
from annotate_tui.store.rows import ArticleRow
from annotate_tui.store.windows import Window, as_json

if TYPE_CHECKING:
    from annotate_tui.store.library import Library

__all__ = ["GROUPS", "ArticleListing", "MarkLine", "MarkListing"]

GROUPS = {"": "''", "source": "origin", "date": "month"}
"""What the articles of a group have in common, as SQL."""

# A title is the first of the words.
_TITLE = "substr(words, 1, instr(words, char(31)) - 1)"
_PROGRESS = "CASE WHEN length > 0 THEN min(1.0, 1.0 * position / length) ELSE 0.0 END"
_SORTED = {
    "added": "number",
    "title": _TITLE,
    "source": "origin",
    "date": "moment",
    "language": "language",
    "length": "length",
    "marks": "number",
    "progress": _PROGRESS,
    "done": "done",
}


class ArticleListing(Window[ArticleRow]):
    """The articles that stand, as a list.

    Each of the ``words`` must be in a row's title, source, site, authors, date, language, note or
    variables, whatever the case. ``sort`` is one of SORTS, ties as added; ``reverse`` turns it
    around, but what is unknown (no title, source, date, language; not done) stays last. ``group``
    puts articles of one source ("source") or month ("date") together, in the groups' own order;
    sorted by the same thing, the groups go the way of the sort. With ``coders`` only their marks
    are counted; the articles stay all.

    Raises LibraryError where the file fails, ValueError for another sort or group.
    """

    SORTS: ClassVar[tuple[str, ...]] = tuple(_SORTED)

    def __init__(
        self,
        library: Library,
        words: str = "",
        sort: str = "added",
        reverse: bool = False,
        group: str = "",
        coders: Collection[str] | None = None,
    ) -> None:
        if group not in GROUPS:
            raise ValueError(f"Articles cannot be grouped by “{group}”: take source or date.")
        self.group = group
        self.coders = coders
        super().__init__(library, words, sort, reverse)

    def ids(self, start: int, n: int) -> list[str]:
        """The articles' ids in a window, as `rows` without the rows."""
        numbers = self._window(start, n)
        found = dict(
            self._library.fetch(
                "SELECT number, id FROM articles WHERE removed_at IS NULL"
                " AND number IN (SELECT value FROM json_each(?))",
                as_json(numbers),
            )
        )
        return [found[number] for number in numbers if number in found]

    def index_of(self, article_id: str) -> int | None:
        """Where the article stands in the list, from 0; None where it is not in it."""
        found = self._library.fetch(
            "SELECT number FROM articles JOIN article_lines USING (number) WHERE id = ?", article_id
        )
        if not found:
            return None
        number: int = found[0][0]
        if self._keys is not None:
            return self._position(number)
        side = ">" if self.reverse else "<"
        before: int = self._library.fetch(
            "SELECT count(*) FROM article_lines INDEXED BY article_lines_number"
            f" WHERE number {side} ?",
            number,
        )[0][0]
        return before

    def group_of(self, i: int) -> str:
        """The group of the i-th row: a source, a month ("2023-06"); "" if unknown or ungrouped."""
        numbers = self._window(i, 1) if self.group else []
        for (label,) in self._library.fetch(
            f"SELECT {GROUPS[self.group]} FROM article_lines WHERE number IN (SELECT value FROM json_each(?))",
            as_json(numbers),
        ):
            return str(label)
        return ""

    def _is_natural(self) -> bool:
        return self.sort == "added" and not self.group

    def _in_order(self) -> array[int]:
        wanted = {"a": "number", "b": _SORTED[self.sort]}
        if self.group:
            wanted["c"] = GROUPS[self.group]
        numbers, by, *grouped = self._columns(
            f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in wanted.items())}"
            " FROM article_lines ORDER BY number",
            "".join(wanted),
        )
        if self.sort == "marks":
            theirs = (
                "" if self.coders is None else " WHERE coder IN (SELECT value FROM json_each(?))"
            )
            counts = dict(
                self._library.fetch(
                    f"SELECT number, count(*) FROM mark_lines{theirs} GROUP BY number",
                    *([as_json(self.coders)] if self.coders is not None else []),
                )
            )
            by = [counts.get(number, 0) for number in numbers]
        elif self.sort == "source":
            fold = {origin: origin.casefold() for origin in set(by)}
            by = [fold[origin] for origin in by]
        order = self._ordered(range(len(numbers)), by, "")
        for groups in grouped:
            back = self.reverse and self.group == self.sort
            labels = sorted(set(groups), key=lambda name: (name.casefold(), name), reverse=back)
            labels.sort(key=lambda name: name == "")
            rank = {label: i for i, label in enumerate(labels)}
            order.sort(key=[rank[label] for label in groups].__getitem__)
        return array("q", [numbers[i] for i in order])

    def _count_all(self) -> int:
        count: int = self._library.fetch("SELECT count(*) FROM article_lines")[0][0]
        return count

    def _page(self, skip: int, n: int, backwards: bool) -> list[int]:
        return self._ints(
            "SELECT number AS a FROM (SELECT number FROM article_lines INDEXED BY"
            f" article_lines_number ORDER BY number{' DESC' if backwards else ''}"
            f" LIMIT {n} OFFSET {skip})"
        )

    def _find(self, terms: Sequence[str], among: Iterable[int] | None = None) -> list[int]:
        where = " AND ".join(["instr(words, ?)"] * len(terms))
        if among is None:
            return self._ints(
                f"SELECT number AS a FROM article_lines WHERE {where} ORDER BY number", *terms
            )
        return self._ints(
            "SELECT number AS a FROM article_lines"
            f" WHERE number IN (SELECT value FROM json_each(?)) AND {where} ORDER BY number",
            as_json(among),
            *terms,
        )

    def _rows(self, keys: Sequence[int]) -> list[ArticleRow]:
        found = {row.number: row for row in self._library.articles_numbered(keys, self.coders)}
        return [found[number] for number in keys if number in found]
