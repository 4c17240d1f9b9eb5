"""Articles that are nearly the same, over the whole library."""

from __future__ import annotations

from typing import NamedTuple

from annotate_tui.store import ArticleRow, Library


class Double(NamedTuple):
    """Two articles with nearly the same words, the earlier first.

    ``share`` is how much of the shorter one's words the longer has too, from 0 to 1.
    ``nearly`` says that their lengths differ by a fifth at most.
    """

    one: ArticleRow
    other: ArticleRow
    share: float
    nearly: bool

    @property
    def percent(self) -> int:
        """The share in whole percent; 100 only where it is all of them."""
        return whole_percent(self.share)


def doubles(library: Library) -> list[Double]:
    """All pairs of articles that stand and have nearly the same words, the likeliest first.

    Raises LibraryError.
    """
    from annotate_tui.store.likeness import pairs

    rows = {row.id: row for row in library.articles()}
    found = []
    for pair in pairs(library.fetch):
        both = [rows[one] for one in (pair.one, pair.other) if one in rows]
        if len(both) == 2:
            one, other = sorted(both, key=lambda row: row.number)
            found.append(Double(one, other, pair.share, pair.nearly))
    # Two of a length are the same article more likely than one that is within another.
    return sorted(
        found,
        key=lambda double: (
            -double.share,
            not double.nearly,
            double.one.number,
            double.other.number,
        ),
    )


def whole_percent(share: float) -> int:
    """A share from 0 to 1 in percent; 100 only where nothing is missing."""
    return 100 if share == 1 else min(99, round(100 * share))
