"""Words with places into lines, and lines into the order in which a page is read.

Pure functions over `Word`; lengths in points, ``y`` grows down the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

from annotate_tui.loaders.pdf_direction import in_order, is_rtl
from annotate_tui.loaders.pdf_words import BOLD, ITALIC, Word

_GAP = 0.9
"""A gap between words of more than this many ems may part two columns."""
_DEPTH = 6
_INITIALS = 20
_MAX_CHUNKS = 2000
"""A page of more runs of words is no page of columns, and would take too long to sort."""
_CAPITAL = re.compile(r"[\W_]*[A-Z\u00c0-\u00deΑ-ΩА-Я0-9]")


class Chunk(NamedTuple):
    """Words that follow one another closely on one baseline."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return joined(self.words)

    @property
    def letters(self) -> int:
        """How many characters its words have."""
        return sum(len(word.text) for word in self.words)


@dataclass(eq=False)
class Line:
    """A line of one column: its chunks from left to right, which in a table are cells."""

    chunks: list[Chunk]
    page: int = 0

    @cached_property
    def words(self) -> list[Word]:
        """Its words as they are read."""
        chunks = self.chunks
        mirrored = chunks[0].words[0].mirrored
        if len(chunks) > 1 and is_rtl("".join(chunk.text for chunk in chunks)) != mirrored:
            chunks = chunks[::-1]
        return [word for chunk in chunks for word in chunk.words]

    @cached_property
    def text(self) -> str:
        """Its words with blanks between them."""
        return joined(self.words)

    @cached_property
    def x0(self) -> float:
        """Its left edge."""
        return min(chunk.x0 for chunk in self.chunks)

    @cached_property
    def x1(self) -> float:
        """Its right edge."""
        return max(chunk.x1 for chunk in self.chunks)

    @cached_property
    def y(self) -> float:
        """Its baseline: that of most of its letters."""
        return max(self.chunks, key=lambda chunk: chunk.x1 - chunk.x0).y

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return main_size(self.words)

    @cached_property
    def style(self) -> int:
        """What all its letters have in common of `BOLD` and `ITALIC`."""
        style = BOLD | ITALIC
        for word in self.words:
            if any(map(str.isalnum, word.text)):
                style &= word.style
        return style


@dataclass(eq=False)
class Stretch:
    """Lines that follow one another in one column; ``left`` and ``right`` are its edges."""

    lines: list[Line]
    left: float
    right: float


def joined(words: Sequence[Word]) -> str:
    """Words as one string."""
    parts: list[str] = []
    for word in words:
        if parts and not word.glued:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def main_size(words: Iterable[Word]) -> float:
    """The size in which most letters are set."""
    counts: Counter[float] = Counter()
    for word in words:
        counts[word.size] += len(word.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def chunks_of(words: Sequence[Word]) -> list[Chunk]:
    """The words put together where each follows the last closely on its baseline.

    A smaller word beside a larger one may stand higher or lower: a note's number, an index.
    """
    found: list[Chunk] = []
    run: list[Word] = []
    x0 = x1 = 0.0
    for word in words:
        if run and any(_follows(one, word, x0, x1) for one in run[-1:-3:-1]):
            run.append(word)
            x0, x1 = min(x0, word.x0), max(x1, word.x1)
            continue
        if run:
            found.append(_chunk(run, x0, x1))
        run, x0, x1 = [word], word.x0, word.x1
    if run:
        found.append(_chunk(run, x0, x1))
    return found


def _follows(last: Word, word: Word, x0: float, x1: float) -> bool:
    size = max(last.size, word.size)
    if size > 1.8 * min(last.size, word.size) and len(last.text) < 3 and last.size > word.size:
        return False  # An initial over several lines is joined to its line later.
    gap = max(word.x0 - x1, x0 - word.x1)
    apart = abs(word.y - last.y)
    if word.glued:
        return apart < 0.7 * size and gap < _GAP * size
    if apart > 0.2 * size:
        # Beside, not below: a superscript is small and close.
        small = min(last.size, word.size) < 0.85 * size
        # What follows the number of a note stands farther off than what it is an index of.
        room = _GAP if last.size < word.size and last.text.isdigit() else 0.4
        return small and apart < 0.6 * size and -0.2 * size < gap < room * size
    return -0.5 * size < gap < _GAP * min(last.size, word.size)


def _chunk(run: list[Word], x0: float, x1: float) -> Chunk:
    run = _number_apart(in_order(run))
    size = main_size(run)
    y = next(word.y for word in run if word.size == size)
    return Chunk(tuple(run), x0, x1, y, size)


def _number_apart(run: list[Word]) -> list[Word]:
    """A blank behind a small number that begins a note: little more than its height parts them."""
    if len(run) < 2 or not run[1].glued or not run[0].text.isdigit():
        return run
    small = run[0].size < 0.85 * run[1].size and run[0].y < run[1].y - 0.1 * run[1].size
    if not small or len(run[0].text) > 3 or len(run[1].text) < 2 or not run[1].text[0].isalpha():
        return run
    return [run[0], run[1]._replace(glued=False), *run[2:]]


def stretches_of(chunks: Sequence[Chunk], page: int, known: Sequence[float] = ()) -> list[Stretch]:
    """The chunks of a page as columns in the order in which they are read.

    What runs across columns parts them: what stands above it is read first. ``known`` are the left
    edges of columns on other pages, which few lines are enough to find here.
    """
    found: list[Stretch] = []
    _divide(_with_initials(list(chunks)), page, known, found, 0)
    return found


def column_edges(chunks: Sequence[Chunk]) -> list[float]:
    """The left edges of the columns that a page clearly has, but for the leftmost."""
    return _edges(_with_initials(list(chunks)), 0)


def _edges(chunks: list[Chunk], depth: int) -> list[float]:
    edge = _gutter(chunks, ()) if depth < _DEPTH else None
    if edge is None:
        return []
    left = [c for c in chunks if c.x0 < edge - 1 and not _crosses(c, edge)]
    right = [c for c in chunks if c.x0 >= edge - 1]
    return [*_edges(left, depth + 1), edge, *_edges(right, depth + 1)]


def _with_initials(chunks: list[Chunk]) -> list[Chunk]:
    """An initial that is several lines high, put before the line whose top is beside its own."""
    usual = main_size(word for chunk in chunks for word in chunk.words)
    large = [c for c in chunks if c.size > 1.8 * usual and len(c.text) <= 2 and c.text.isalpha()]
    for big in large[:_INITIALS]:
        beside = [
            c for c in chunks
            if c.size < 0.55 * big.size
            and 0 <= c.x0 - big.x1 < 1.5 * c.size
            and big.y - big.size < c.y <= big.y + 0.2 * c.size
        ]  # fmt: skip
        if len(beside) >= 2:
            first = min(beside, key=lambda c: c.y)
            at = chunks.index(first)
            initial = big.words[0]._replace(size=first.size, y=first.y)
            after = first.words[0]
            glued = after._replace(
                glued=len(big.text) == 1 and after.text[0].isalpha() and big.text not in "AI"
            )
            words = (initial, glued, *first.words[1:])
            left = min(c.x0 for c in chunks if abs(c.x0 - big.x0) < big.size)
            chunks[at] = Chunk(words, left, first.x1, first.y, first.size)
            for c in beside[:]:
                if c is not first:
                    # As if it began at the column's edge: it is no paragraph of its own.
                    chunks[chunks.index(c)] = c._replace(x0=left)
            chunks.remove(big)
    return chunks


def _divide(
    chunks: list[Chunk], page: int, known: Sequence[float], found: list[Stretch], depth: int
) -> None:
    if not chunks:
        return
    edge = _gutter(chunks, known) if depth < _DEPTH else None
    if edge is None:
        lines = _lines(chunks, page)
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        found.append(Stretch(lines, left, right))
        return
    across = sorted((c for c in chunks if _crosses(c, edge)), key=lambda c: c.y)
    rest = sorted((c for c in chunks if not _crosses(c, edge)), key=lambda c: c.y)
    pending: list[Chunk] = []
    at = 0
    for line in [*across, None]:
        while at < len(rest) and pending and _ends_what_crosses(pending[-1], rest, at, edge):
            pending.append(rest[at])
            at += 1
        start = at
        while at < len(rest) and (line is None or rest[at].y < line.y - 0.3 * line.size):
            at += 1
        if band := rest[start:at]:
            _divide(pending, page, (), found, _DEPTH)
            pending = []
            _divide([c for c in band if c.x0 < edge - 1], page, known, found, depth + 1)
            _divide([c for c in band if c.x0 >= edge - 1], page, known, found, depth + 1)
        if line is not None:
            pending.append(line)
    _divide(pending, page, (), found, _DEPTH)


def _ends_what_crosses(last: Chunk, rest: list[Chunk], at: int, edge: float) -> bool:
    """Whether the next chunk stands beside the one that crosses, or is the short line after it."""
    chunk = rest[at]
    if abs(chunk.y - last.y) < 0.3 * last.size:
        return True
    if chunk.size != last.size or not 0 < chunk.y - last.y < 1.45 * last.size:
        return False
    beside = (c for c in rest[at + 1 : at + 8] if abs(c.y - chunk.y) < 0.5 * chunk.size)
    return chunk.x0 < edge - 1 and all(c.x0 < edge - 1 for c in beside)


def _crosses(chunk: Chunk, edge: float) -> bool:
    # A word too long for its column hangs over a little.
    over = chunk.x1 - edge
    return chunk.x0 < edge - 1 and over > -3 and over > 0.12 * (chunk.x1 - chunk.x0)


def _gutter(chunks: list[Chunk], known: Sequence[float]) -> float | None:
    """The left edge of the column before which a gutter runs, with the fewest lines across it."""
    if not 4 <= len(chunks) <= _MAX_CHUNKS:
        return None
    starts = Counter(round(chunk.x0) for chunk in chunks)
    near = [round(edge) for edge in known]
    leftmost = min(starts)
    best: tuple[int, float] | None = None
    for start, times in starts.items():
        familiar = any(abs(start - edge) <= 3 for edge in near)
        if start <= leftmost + 20 or (times < 3 and not familiar):
            continue
        edge = min(c.x0 for c in chunks if round(c.x0) == start)
        left = [c for c in chunks if c.x0 < edge - 1 and not _crosses(c, edge)]
        right = [c for c in chunks if c.x0 >= edge - 1]
        left, right = _overlap(left, right)
        if not _is_column_pair(left, right, familiar):
            continue
        top = min(c.y for c in right)
        bottom = max(c.y for c in right)
        crossing = sum(1 for c in chunks if _crosses(c, edge) and top <= c.y <= bottom)
        if crossing * 2 > len(right):
            continue
        if best is None or (crossing, edge) < best:
            best = (crossing, edge)
    return None if best is None else best[1]


def _overlap(left: list[Chunk], right: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """Those of both sides that have something of the other beside them."""
    if not left or not right:
        return [], []
    top = max(min(c.y for c in left), min(c.y for c in right)) - 20
    bottom = min(max(c.y for c in left), max(c.y for c in right)) + 20
    return [c for c in left if top <= c.y <= bottom], [c for c in right if top <= c.y <= bottom]


def _is_column_pair(left: list[Chunk], right: list[Chunk], familiar: bool) -> bool:
    if familiar:
        return (
            len(left) >= 2 and len(right) >= 1 and all(_is_filled(side) for side in (left, right))
        )
    if len(left) < 4 or len(right) < 3:
        return False
    return all(_is_filled(side) and _is_prose(side) for side in (left, right))


def _is_filled(side: list[Chunk]) -> bool:
    """Whether most letters stand in rows that reach from edge to edge, as in prose.

    A column may hold short rows, too: items of lists, a table. Cells of a table are never long.
    """
    rows = _rows(side)
    widths = sorted(row[-1].x1 - row[0].x0 for row in rows)
    # The widest of narrow columns, where there are several on this side.
    wide = 0.6 * widths[-1 - len(widths) // 10]
    letters = [sum(chunk.letters for chunk in row) for row in rows]
    filled = sum(
        count for row, count in zip(rows, letters, strict=True) if row[-1].x1 - row[0].x0 > wide
    )
    return filled >= 0.7 * sum(letters) and median(letters) >= 5


def _is_prose(side: list[Chunk]) -> bool:
    """Whether sentences run on from line to line: a cell begins with a capital or a figure."""
    rows = _rows(side)
    running = sum(1 for row in rows if not _CAPITAL.match(row[0].words[0].text))
    return (
        running >= 0.25 * len(rows)
        and median(sum(chunk.letters for chunk in row) for row in rows) >= 8
    )


def _rows(side: list[Chunk]) -> list[list[Chunk]]:
    """The chunks on one baseline together, from left to right: wide blanks part no line."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(side, key=lambda c: c.y):
        if rows and chunk.y - rows[-1][0].y < 0.3 * max(chunk.size, rows[-1][0].size):
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _lines(chunks: list[Chunk], page: int) -> list[Line]:
    """The chunks of one column, those on one baseline together, from top to bottom."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: (c.y, c.x0)):
        for row in rows[-3:]:
            apart = abs(row[0].y - chunk.y)
            if apart <= 0.3 * max(row[0].size, chunk.size) and not any(
                min(chunk.x1, c.x1) - max(chunk.x0, c.x0) > 0.3 * chunk.size for c in row
            ):
                row.append(chunk)
                break
        else:
            rows.append([chunk])
    lines = [Line(sorted(row, key=lambda c: c.x0), page) for row in rows]
    return sorted(lines, key=lambda line: line.y)
