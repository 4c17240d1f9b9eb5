"""Running heads, running feet and page numbers: told by what returns from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotate_tui.loaders.pdf_lines import Chunk, main_size
from annotate_tui.text.normal import collapse

_EDGE = 4
"""How many rows from the top and from the bottom of a page are looked at."""
_DIGITS = re.compile(r"[0-9]{1,6}")
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?(?:\d{1,5}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|\|)\s*\d{1,5})?[\W_]*",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[list[Chunk]], heights: Sequence[float]) -> list[list[Chunk]]:
    """The chunks of each page without those that run along at its head and foot.

    A row of the outermost four is one of these where it returns at the same height on a third of
    the pages (at least two; a fifth of ten and more), or holds nothing but a page number where
    other pages have theirs; so is what stands alone at the height of most running heads. A row
    returns where its words and its numbers are the same, or its numbers count with the pages. On a
    document of one page it is only a lone page number at the very foot or head.
    """
    rows = [
        _outer_rows(chunks, height, number)
        for number, (chunks, height) in enumerate(zip(pages, heights, strict=True))
    ]
    filled = sum(1 for page in rows if page)
    if filled < 2:
        return [
            _without_number(page, chunks, height)
            for page, chunks, height in zip(rows, pages, heights, strict=True)
        ]
    seen = Counter(key for page in rows for key in {key for row in page for key in row.keys})
    numbers = Counter(place for page in rows for place in {r.place for r in page if r.is_number})
    enough = max(2, filled / 3 if filled < 10 else filled / 5)
    returning = {key for key, times in seen.items() if times >= enough}
    heads = Counter(
        level for page in rows for level in {row.level for row in page if row.keys & returning}
    )
    often = {level for level, times in heads.items() if times >= 3 and times > 0.3 * filled}
    kept: list[list[Chunk]] = []
    for page, chunks in zip(rows, pages, strict=True):
        out: set[int] = set()
        for edge in (True, False):
            # From the edge inwards: what stands behind the first row of text is text.
            for row in page:
                if row.top != edge:
                    continue
                number = row.is_number and _near(numbers, row.place) >= 2
                if not (row.keys & returning or number or (row.level in often and row.apart)):
                    break
                out.update(map(id, row.chunks))
        # A page on which nothing else stands was set so, as slides and forms are.
        kept.append([chunk for chunk in chunks if id(chunk) not in out] or chunks)
    return kept


class _Row:
    """What stands on one baseline near an edge of the page."""

    def __init__(self, chunks: list[Chunk], top: bool, apart: bool, page: int) -> None:
        self.chunks = chunks
        self.top = top
        self.apart = apart
        self.y = chunks[0].y
        text = collapse(" ".join(chunk.text for chunk in chunks))
        self.is_number = bool(_NUMBER.fullmatch(text))
        self.place = (top, round(self.y / 4))
        self.level = (*self.place, main_size(word for chunk in chunks for word in chunk.words))
        self.keys = frozenset((*self.place, words) for words in _readings(text, page))


def _readings(text: str, page: int) -> set[str]:
    """The row's words with each number as it is, and as what it is more than the page's."""
    found = {text}
    # From the last to the first: the places of those before stay what they are.
    for number in list(_DIGITS.finditer(text))[:3][::-1]:
        relative = f"#{int(number[0]) - page}#"
        found |= {one[: number.start()] + relative + one[number.end() :] for one in found}
    return found


def _outer_rows(chunks: list[Chunk], height: float, number: int) -> list[_Row]:
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
            apart = abs(after - y) > 1.6 * group[0].size
            found.append(_Row(group, top, apart, number))
    return found


def _near(counts: Counter[tuple[bool, int]], place: tuple[bool, int]) -> int:
    top, y = place
    return counts[place] + counts[(top, y - 1)] + counts[(top, y + 1)]


def _without_number(rows: list[_Row], chunks: list[Chunk], height: float) -> list[Chunk]:
    out: set[int] = set()
    for row in rows:
        outermost = row.y < 0.09 * height if row.top else row.y > 0.91 * height
        if outermost and row.apart and row.is_number and len(chunks) > 2:
            out.update(map(id, row.chunks))
    return [chunk for chunk in chunks if id(chunk) not in out]
