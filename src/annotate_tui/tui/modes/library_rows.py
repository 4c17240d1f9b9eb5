"""How the library's rows look: which columns fit a width, what stands in their cells."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.model import Tag
from annotate_tui.store.folding import source_shown
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.paint import letter
from annotate_tui.tui.table import Cell, Column, Table

NAMED_FROM = 120
"""Cells from which the columns of counts bear their tags' names, not their gutter letters."""
_NOTES_FROM = 100
"""Cells from which plain notes are counted too, though no tag is left out."""
_COUNT, _LONGEST, _DATE = 3, 10, 10
_ORDER = (
    "number", "title", "source", "date", "language", "length", "marks", "progress", "done",
)  # fmt: skip
_SORTED_AS = {"added": "number"}
_REST, _TO_PLACE, _PLACES = "+", "?", "to place"


class Shape:
    """The columns of the library in one width, for one codebook and one order of the rows; with
    ``waiting`` the last of the counts is of the marks to be placed.
    """

    def __init__(
        self, width: int, tags: Sequence[Tag], sort: str, reverse: bool, waiting: bool = False
    ) -> None:
        self.width = width
        self._waiting = waiting
        self._arrow = "▼" if reverse else "▲"
        self._sorted = _SORTED_AS.get(sort, sort)
        # As added, oldest first, is how a library is at rest: no column need tell.
        self._resting = sort == "added" and not reverse
        self._choose_tags(tags)
        wide = width >= NAMED_FROM
        title = max(12, min(44, width // 3))
        self._table = Table(
            (
                self._column("No", "number", 5, align="right", drop=8),
                self._column("Title", "title", title, 5),
                self._column("Source", "source", 12, 2, most=28, drop=4),
                self._column("Date", "date", _DATE, drop=3),
                self._column("Lang", "language", 5, drop=6),
                self._column("Length", "length", 7, align="right", drop=7),
                Column(self._heads(), self._counts_wide, drop=0 if self._is("marks") else 2),
                self._column("Read", "progress", 5, align="right", drop=1)
                if wide or not self._is("done")
                # Without room for when, "done" stands in the column of progress.
                else Column(f"Done{self._arrow}", 5, align="right"),
                self._column("Done", "done", _DATE, drop=9),
            )
        )
        self._shown = dict(zip(_ORDER, self._table.widths(width), strict=True))

    def head(self) -> list[Run]:
        """The row of titles, the sorted column with ▲ or ▼."""
        return self._table.head(self.width)

    def legend(self) -> list[Run]:
        """What the letters over the counts mean, where they stand for names."""
        if not self._shown["marks"]:
            return []
        pairs = zip(self._names, self._tags, strict=False)
        words = [f"{name} {tag.name}" for name, tag in pairs if name != tag.name]
        words += [f"{_REST} {self._rest}"] if _REST in self._names[len(self._tags) :] else []
        words += [f"{_TO_PLACE} {_PLACES}"] if self._waiting and self._names[-1] != _PLACES else []
        return [(f"  {' · '.join(words)}", "gutter")] if words else []

    def row(self, article: ArticleRow, *, chosen: bool) -> list[Run]:
        """One article."""
        role = "chosen" if chosen else "text"
        quiet = "chosen" if chosen else "gutter"
        done = article.done_at[:_DATE] if self._shown["done"] >= _DATE else "done"
        cells: list[Cell] = [
            [(str(article.number), quiet)],
            article.title or "(no title)",
            [(source_shown(article.source, article.site), quiet)],
            [(article.published[:_DATE], quiet)],
            [(article.language, quiet)],
            [(short(article.length), quiet)],
            self._counts(article, role, quiet),
            [(self._progress(article), role if article.done_at else quiet)],
            [(done if article.done_at else "", role)],
        ]
        return self._table.row(self.width, cells, role, "❯" if chosen else "")

    def group(self, label: str, size: int) -> list[Run]:
        """The head of a group."""
        articles = "1 article" if size == 1 else f"{size:,} articles"
        room = self.width - cell_width(articles) - 6
        return [(f"  {crop(label, room)}", "heading"), (f" · {articles}", "gutter")]

    def _is(self, column: str) -> bool:
        return self._sorted == column and not self._resting

    def _column(
        self,
        title: str,
        column: str,
        least: int,
        weight: int = 0,
        *,
        align: str = "left",
        most: int = 0,
        drop: int = 0,
    ) -> Column:
        if not self._is(column):
            return Column(title, least, weight, align, most, drop)
        if column == "done" and self.width < NAMED_FROM:
            return Column(title, least, weight, align, most, drop)
        # What the rows are sorted by is to be seen; a cell more holds the arrow.
        titled = f"{title} {self._arrow}"
        return Column(titled, max(least, cell_width(titled)), weight, align, most)

    def _choose_tags(self, tags: Sequence[Tag]) -> None:
        """As many tags as a third of the row holds. One more column counts the rest, and notes,
        where there is room or a tag is left out.
        """
        wide = self.width >= NAMED_FROM
        standing = [tag for tag in tags if not tag.archived_at]
        names = [tag.name if wide else letter(tag) for tag in standing]
        cells = [max(_COUNT, min(cell_width(name), _LONGEST)) for name in names]
        waits = [_PLACES if wide else _TO_PLACE] if self._waiting else []
        taken = sum(max(_COUNT, len(words)) + 1 for words in waits)
        room = max(_COUNT + 1, self.width // 3 - taken) - _COUNT
        n = max(i for i in range(len(cells) + 1) if not i or sum(cells[:i]) + i <= room)
        self._tags, self._names, self._cells = standing[:n], names[:n], cells[:n]
        self._rest = "notes" if n == len(tags) else "others"
        if n < len(standing) or self.width >= _NOTES_FROM:
            self._names.append(self._rest if wide else _REST)
            self._cells.append(max(_COUNT, len(self._names[-1])))
        self._names += waits
        self._cells += [max(_COUNT, len(words)) for words in waits]
        self._counts_wide = sum(self._cells) + len(self._cells) - 1 + 2 * self._is("marks")

    def _heads(self) -> str:
        heads = " ".join(
            f"{' ' * (cells - cell_width(crop(name, cells)))}{crop(name, cells)}"
            for name, cells in zip(self._names, self._cells, strict=True)
        )
        return f"{self._arrow} {heads}" if self._is("marks") else heads

    def _counts(self, article: ArticleRow, role: str, quiet: str) -> list[Run]:
        known = [article.counts.get(tag.id, 0) for tag in self._tags]
        shown = len(self._cells) - self._waiting
        numbers = [*[*known, article.marks - sum(known)][:shown], article.flagged]
        runs: list[Run] = [("  ", role)] if self._is("marks") else []
        for i, (number, cells) in enumerate(zip(numbers, self._cells, strict=False)):
            words = short(number, 1000) if number else "·"
            gap = " " if i else ""
            runs.append((f"{gap}{crop(words, cells):>{cells}}", role if number else quiet))
        return runs

    def _progress(self, article: ArticleRow) -> str:
        if article.done_at and not self._shown["done"]:
            return "done"
        if not article.read_position or not article.length:
            return "·"
        return f"{min(99, 100 * article.read_position // article.length)}%"


def short(number: int, exact_below: int = 10_000) -> str:
    """A number in few characters: 9,120, 12k, 1.3M; exact up to a limit of at most 10,000."""
    if number < exact_below:
        return f"{number:,}"
    for unit, name in ((1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G")):
        if number < 1000 * unit:
            shown = f"{number / unit:.1f}" if number < 10 * unit else str(number // unit)
            return f"{shown}{name}"
    return "∞"
