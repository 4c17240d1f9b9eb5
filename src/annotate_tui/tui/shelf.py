"""The library as it is listed: which articles, in which order. The list shows it, `[` `]` walk it."""

from __future__ import annotations

from collections.abc import Collection

from annotate_tui.store.folding import month_of, origin_of
from annotate_tui.store.library import Library
from annotate_tui.store.listing import ArticleListing
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.normal import quoted
from annotate_tui.tui.lines import crop

LARGEST_FIRST = frozenset({"date", "length", "marks", "progress", "done"})
"""Orders that begin at their end: the newest and the longest are looked for, not the oldest."""
GROUPS = ("", "source", "date")
_AHEAD = 50
"""Ids read at once when looking for the next article that still stands."""


class Shelf:
    """Filter, order and groups of the library, kept while the program runs.

    What is listed stays as it was until the list is looked at again: who sorts by progress and then
    reads from one article to the next would otherwise have them change places meanwhile. The order
    as added needs no keeping. ``waiting`` is whether an article with marks to be placed was read: so
    they have a column where there are any, and none has to be looked for in the whole library.
    """

    def __init__(self, library: Library, coders: Collection[str] | None = None) -> None:
        self.words, self.sort, self.reverse, self.group = "", "added", False, ""
        self.chosen = ""
        self.waiting = False
        self._library = library
        self._seq = library.last_seq()
        self._coders = coders
        self._listing = ArticleListing(library, coders=coders)
        self._place = 0
        self._page: tuple[int, int] = (0, 0)
        self._rows: list[ArticleRow] = []
        self._counts: dict[str, int] = {}
        self._total: int | None = None

    @property
    def count(self) -> int:
        """How many articles are listed."""
        return self._listing.count

    @property
    def total(self) -> int:
        """How many articles there are, listed or not."""
        if self._total is None:
            words = self.words.strip()
            self._total = ArticleListing(self._library).count if words else self.count
        return self._total

    def rows(self, start: int, n: int) -> list[ArticleRow]:
        """The articles from the ``start``-th on, at most ``n``; asked again, they are at hand."""
        have_start, have = self._page
        n = max(0, min(n, self.count - start))
        if not have_start <= start <= start + n <= have_start + have:
            self._page, self._rows = (start, n), self._listing.rows(start, n)
            self.waiting = self.waiting or any(row.flagged for row in self._rows)
        skip = start - self._page[0]
        return self._rows[skip : skip + n]

    def index_of(self, article_id: str) -> int | None:
        """Where an article stands, from 0; None where it is not listed."""
        return self._listing.index_of(article_id)

    def label(self, row: ArticleRow) -> str:
        """The group that an article belongs to; "" for none."""
        if self.group == "source":
            return origin_of(row.source, row.site)
        return month_of(row.published) if self.group == "date" else ""

    def group_size(self, i: int) -> int:
        """How many articles the group of the ``i``-th one has."""
        label = self._listing.group_of(i)
        if label not in self._counts:
            self._counts[label] = self._edge(i, label, 1) - self._edge(i, label, -1) - 1
        return self._counts[label]

    def _edge(self, i: int, label: str, way: int) -> int:
        """The nearest place in one direction that belongs to another group, or is none."""
        inside, step = i, 1
        while 0 <= inside + way * step < self.count and (
            self._listing.group_of(inside + way * step) == label
        ):
            inside += way * step
            step *= 2
        outside = max(-1, min(self.count, inside + way * step))
        while abs(outside - inside) > 1:
            middle = (inside + outside) // 2
            if self._listing.group_of(middle) == label:
                inside = middle
            else:
                outside = middle
        return outside

    # What is listed

    def narrow(self, words: str) -> None:
        """Only articles with these words."""
        if words != self.words:
            self.words = words
            self._take(self._listing.narrowed(words))

    def sort_next(self) -> None:
        """The order of the next column, in the direction that is mostly wanted."""
        sorts = ArticleListing.SORTS
        self.sort = sorts[(sorts.index(self.sort) + 1) % len(sorts)]
        self.reverse = self.sort in LARGEST_FIRST
        self._anew()

    def turn(self) -> None:
        """The other way round."""
        self.reverse = not self.reverse
        self._anew()

    def group_next(self) -> None:
        """By source, by month, not at all."""
        self.group = GROUPS[(GROUPS.index(self.group) + 1) % len(GROUPS)]
        self._anew()

    def fresh(self, *, opened: bool = False) -> bool:
        """Take up what was written meanwhile; gives whether anything was.

        ``opened`` says that the list is looked at again, and so the order is that of now.
        """
        seq = self._library.last_seq()
        if seq == self._seq and not opened:
            return False
        marked = self.sort == "marks" and seq != self._seq
        moved = opened and self.sort == "progress"
        if marked or moved or self._articles_changed(seq):
            self._anew()
        self._seq = seq
        self._page = (0, 0)
        return True

    def count_marks_of(self, coders: Collection[str] | None) -> None:
        """Only the marks of these coders are counted from now on; None: everybody's."""
        if coders != self._coders:
            self._coders = coders
            self._anew()

    def keep_order(self) -> None:
        """What was just written changes rows, and not which are listed, nor where they stand."""
        self._seq = self._library.last_seq()
        self._page = (0, 0)

    def _articles_changed(self, seq: int) -> bool:
        return seq != self._seq and bool(
            self._library.fetch(
                "SELECT 1 FROM events WHERE seq > ? AND kind = 'article' LIMIT 1", self._seq
            )
        )

    def _anew(self) -> None:
        order = self.sort, self.reverse, self.group
        self._total = None
        self._take(ArticleListing(self._library, self.words, *order, self._coders))
        self._seq = self._library.last_seq()

    def _take(self, listing: ArticleListing) -> None:
        self._listing = listing
        self._page = (0, 0)
        self._counts.clear()

    # Along it

    def walk(self, article_id: str, step: int) -> str:
        """The id of the article after (1) or before (-1) that one; "" at the end.

        One that is not listed any more has the place it had when it was walked to last.
        """
        if not (self.words or self.group) and self.sort == "added":
            self._anew()
        found = self.index_of(article_id)
        if found is None:
            at = min(self._place, self.count) - (1 if step > 0 else 0)
        else:
            at = self._place = found
        while 0 <= at + step < self.count:
            start = at + 1 if step > 0 else max(0, at - _AHEAD)
            end = min(self.count, at + 1 + _AHEAD) if step > 0 else at
            ids = self._listing.ids(start, end - start)
            if ids:
                return ids[0] if step > 0 else ids[-1]
            at = end - 1 if step > 0 else start
        return ""

    def told(self, article_id: str) -> str:
        """Where an article stands: "Article 3 of 12 (filtered by “rice”)"."""
        at = self.index_of(article_id)
        self._place = self._place if at is None else at
        how = []
        if self.words.strip():
            how.append(f"filtered by {quoted(crop(self.words.strip(), 24))}")
        if self.sort != "added":
            how.append(f"sorted by {self.sort}")
        if self.group:
            how.append(f"grouped by {self.group}")
        listed = f" ({', '.join(how)})" if how else ""
        if at is None:
            return f"This article is not among the {self.count:,} listed{listed}"
        return f"Article {at + 1:,} of {self.count:,}{listed}"
