"""Running heads, running feet and page numbers: told by what returns from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotate_tui.loaders.pdf_lines import Chunk, main_size
from annotate_tui.text.normal import collapse

_EDGE = 4
"""How many rows from the top and from the bottom of a page are looked at."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?(?:\d{1,5}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|\|)\s*\d{1,5})?[\W_]*",
    re.IGNORECASE,
)

_Key = tuple[bool, int, str]


def without_furniture(pages: Sequence[list[Chunk]], heights: Sequence[float]) -> list[list[Chunk]]:
    """The chunks of each page without those that run along at its head and foot.

    A row of the outermost four is one of these where it returns, digits apart, at the same height on
    a third of the pages (at least two), or holds nothing but a page number where other pages have
    theirs; so is what stands at the height of most running heads. On a document of one page it is
    only a lone page number at the very foot or head.
    """
    rows = [_outer_rows(chunks, height) for chunks, height in zip(pages, heights, strict=True)]
    filled = sum(1 for page in rows if page)
    if filled < 2:
        return [
            _without_number(page, chunks, h)
            for page, chunks, h in zip(rows, pages, heights, strict=True)
        ]
    seen = Counter(key for page in rows for key in {_key(row) for row in page})
    numbers = Counter(
        key for page in rows for key in {_place(row) for row in page if _is_number(row)}
    )
    enough = max(2, filled / 3 if filled < 10 else filled / 5)
    returning = {key for key, times in seen.items() if times >= enough}
    heads: Counter[tuple[bool, int, float]] = Counter()
    for page in rows:
        heads.update({_level(row) for row in page if _key(row) in returning})
    often = {level for level, times in heads.items() if times >= 3 and times > 0.3 * filled}
    kept: list[list[Chunk]] = []
    for page, chunks in zip(rows, pages, strict=True):
        out: set[int] = set()
        for edge in (True, False):
            # From the edge inwards: what stands behind the first row of text is text.
            for row in page:
                if row.top != edge:
                    continue
                number = _is_number(row) and _near(numbers, _place(row)) >= 2
                if not (_key(row) in returning or number or (_level(row) in often and row.apart)):
                    break
                out.update(map(id, row.chunks))
        kept.append([chunk for chunk in chunks if id(chunk) not in out])
    return kept


class _Row:
    """What stands on one baseline near an edge of the page."""

    def __init__(self, chunks: list[Chunk], top: bool, apart: bool) -> None:
        self.chunks = chunks
        self.top = top
        self.apart = apart
        self.text = collapse(" ".join(chunk.text for chunk in chunks))
        self.y = chunks[0].y
        self.size = main_size(word for chunk in chunks for word in chunk.words)


def _outer_rows(chunks: list[Chunk], height: float) -> list[_Row]:
    """The outermost rows, each edge's from the edge inwards."""
    grouped: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: c.y):
        if grouped and abs(grouped[-1][0].y - chunk.y) < 0.3 * chunk.size:
            grouped[-1].append(chunk)
        else:
            grouped.append([chunk])
    for group in grouped:
        group.sort(key=lambda c: c.x0)
    found: list[_Row] = []
    for top in (True, False):
        order = grouped if top else grouped[::-1]
        for at, group in enumerate(order[:_EDGE]):
            y = group[0].y
            if (y > 0.25 * height) if top else (y < 0.75 * height):
                break
            after = order[at + 1][0].y if at + 1 < len(order) else y
            found.append(_Row(group, top, abs(after - y) > 1.6 * group[0].size))
    return found


def _key(row: _Row) -> _Key:
    return row.top, round(row.y / 4), _DIGITS.sub("#", row.text)


def _place(row: _Row) -> tuple[bool, int]:
    return row.top, round(row.y / 4)


def _level(row: _Row) -> tuple[bool, int, float]:
    return row.top, round(row.y / 4), row.size


def _near(counts: Counter[tuple[bool, int]], place: tuple[bool, int]) -> int:
    top, y = place
    return counts[place] + counts[(top, y - 1)] + counts[(top, y + 1)]


def _is_number(row: _Row) -> bool:
    return bool(_NUMBER.fullmatch(row.text))


def _without_number(rows: list[_Row], chunks: list[Chunk], height: float) -> list[Chunk]:
    out: set[int] = set()
    for row in rows:
        outermost = row.y < 0.09 * height if row.top else row.y > 0.91 * height
        if outermost and row.apart and _is_number(row) and len(chunks) > 2:
            out.update(map(id, row.chunks))
    return [chunk for chunk in chunks if id(chunk) not in out]
