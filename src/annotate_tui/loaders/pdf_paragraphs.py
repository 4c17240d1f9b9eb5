"""Lines of a column into paragraphs: by indents, gaps, type, labels and lines that end early."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from annotate_tui.loaders.pdf_direction import is_rtl
from annotate_tui.loaders.pdf_lines import Line, Stretch
from annotate_tui.loaders.pdf_words import BOLD, LINE_HYPHEN

BULLETS = "•◦▪‣·●○■□▸❖✓➢➤⁃∙"
LABEL = re.compile(
    rf"([{BULLETS}]|[–—*-](?=\s)|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)](?=\s))\s*(?=\S)"
)
_BULLET = re.compile(rf"[{BULLETS}]|[–—*-]\s")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?\s?\S")
_TERMINAL = re.compile(r"[.!?:;。！？：；…؟۔।][\"'”’»«)\]」』\d]*$")
_EAST = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]"
)
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{1,6}$")
"""What a line of a table of contents ends in: dots that lead to a number."""
_BIG = 1.12
_INDENT = 0.6
"""An indent is more than this many ems."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What most of a document is set in: lengths in points.

    ``leading`` is from baseline to baseline by size of type. ``rights`` are the right edges of
    columns by their left edges, of those with many lines.
    """

    body: float
    style: int
    leading: dict[float, float]
    rights: dict[int, float]

    def is_big(self, line: Line) -> bool:
        """Whether the line is in larger type than the text."""
        return line.size >= _BIG * self.body


@dataclass(eq=False)
class Group:
    """The lines of one paragraph, in their column's edges."""

    lines: list[Line]
    column: Column
    rows: list[list[str]] = field(default_factory=list)


@dataclass(eq=False)
class Column:
    """The edges of a stretch as its lines have them, from its own first to its own last side."""

    left: float
    right: float
    rtl: bool = False
    number: int = 0

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left

    def indent(self, line: Line) -> float:
        """How far the line begins inside of the column."""
        return self.right - line.x1 if self.rtl else line.x0 - self.left

    def slack(self, line: Line) -> float:
        """How far before the column's edge the line ends."""
        return line.x0 - self.left if self.rtl else self.right - line.x1


def measure(stretches: Sequence[Stretch]) -> Measures:
    """The measures of a whole document."""
    sizes: Counter[float] = Counter()
    styles: Counter[int] = Counter()
    leading: dict[float, Counter[float]] = defaultdict(Counter)
    rights: dict[int, list[float]] = defaultdict(list)
    for stretch in stretches:
        last: Line | None = None
        for line in stretch.lines:
            weight = len(line.text)
            sizes[line.size] += weight
            styles[line.style] += weight
            if last is not None and last.size == line.size and line.y > last.y:
                leading[line.size][round((line.y - last.y) * 4) / 4] += 1
            last = line
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    # Sizes that differ by rounding alone are one.
    alike = {size: sum(n for s, n in sizes.items() if abs(s - size) < 0.3) for size in sizes}
    if alike:
        body = max(alike, key=lambda size: (alike[size], sizes[size]))
    for stretch in stretches:
        if sum(1 for line in stretch.lines if abs(line.size - body) < 0.3) >= 8:
            column = edges(stretch.lines, body=body)
            ends = (column.left, column.right)
            near, far = (-ends[1], -ends[0]) if column.rtl else ends
            rights[round(near / 4)].append(far)
    return Measures(
        body,
        styles.most_common(1)[0][0] if styles else 0,
        {
            size: min(gap for gap, times in counts.items() if times * 3 >= max(counts.values()))
            for size, counts in leading.items()
            if max(counts.values()) > 1
        },
        {left: median(all_of) for left, all_of in rights.items()},
    )


def edges(
    lines: Sequence[Line],
    number: int = 0,
    known: Mapping[int, float] | None = None,
    body: float = 0.0,
) -> Column:
    """The edges of a column: where many of its lines begin, and the farthest where several end.

    Lines in the size of the text (``body``) decide where there are any. A column of few lines may
    not show how wide it is: ``known`` are the far edges of others by their near ones.
    """
    rtl = is_rtl("".join(line.text for line in lines[:40])) != lines[0].words[0].mirrored
    own = [line for line in lines if abs(line.size - body) < 0.3]
    if len(own) >= 3:
        lines = own
    count = len(lines)
    if rtl:
        near, far = [-line.x1 for line in lines], [-line.x0 for line in lines]
    else:
        near, far = [line.x0 for line in lines], [line.x1 for line in lines]
    often = Counter(round(x) for x in near)
    left = min((x for x in near if often[round(x)] * 8 >= count), default=min(near))
    ends = sorted(far, reverse=True)
    enough = max(2, count // 12)
    right = next(
        (x for i, x in enumerate(ends) if len(ends) >= i + enough and x - ends[i + enough - 1] < 3),
        ends[count // 20],
    )
    if known and count < 8:
        like = [r for at, r in known.items() if -2 <= at - round(left / 4) <= 1]
        right = max([right, *like])
    if rtl:
        left, right = -right, -left
    return Column(left, right, rtl, number)


def group_lines(lines: Sequence[Line], column: Column, measures: Measures) -> list[Group]:
    """The lines of a column as paragraphs, headings and items, each a group."""
    groups: list[Group] = []
    run: list[Line] = []
    for line in lines:
        if run and begins_anew(run, line, column, measures):
            groups.append(Group(run, column))
            run = []
        run.append(line)
    if run:
        groups.append(Group(run, column))
    return groups


def begins_anew(run: Sequence[Line], line: Line, column: Column, measures: Measures) -> bool:
    """Whether ``line`` begins a paragraph, where ``run`` is what the one before has so far."""
    last, first = run[-1], run[0]
    size = last.size
    if abs(line.size - size) > 0.08 * max(line.size, size):
        return True
    down = line.y - last.y
    big = measures.is_big(line)
    usual = measures.leading.get(size) or measures.leading.get(line.size) or 1.2 * size
    usual = min(usual, 2.2 * size)
    if down < 0.5 * size or down > (1.4 * size if big else usual + max(0.18 * usual, 0.15 * size)):
        return True
    if LEADERS.search(last.text):
        return True
    early = ends_early(last, line, column)
    terminal = bool(_TERMINAL.search(last.text))
    if (last.style ^ line.style) & BOLD and (early or terminal or big or down > 1.05 * usual):
        return True
    if big:
        return False
    if _BULLET.match(line.text):
        return True
    label = LABEL.match(line.text)
    if label and (early or terminal) and (LABEL.match(first.text) or column.indent(line) > 0):
        return True
    if line.size < 0.95 * measures.body and (early or terminal) and _begins_note(line):
        return True
    em = size
    indent, before = column.indent(line), column.indent(last)
    if indent > before + _INDENT * em:
        # Further in: a new paragraph, or what hangs below the first line of an item.
        hangs = len(run) == 1 and (LABEL.match(first.text) or not (early or terminal))
        return not hangs
    if indent < before - _INDENT * em and len(run) != 1:
        return True
    if not early:
        return False
    if terminal:
        return True
    return column.slack(last) > 0.3 * column.width and not _goes_on(line.text)


def ends_early(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of ``line`` would have had room at the end of ``last``."""
    if last.text[-1:] in f"-{LINE_HYPHEN}":
        return False
    first = line.words[0]
    width = 2 * line.size if _EAST.match(first.text) else first.x1 - first.x0
    return column.slack(last) > width + 0.45 * line.size


def is_terminal(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_TERMINAL.search(text))


def begins_small(text: str) -> bool:
    """Whether the first letter is a small one."""
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


def _goes_on(text: str) -> bool:
    return begins_small(text) or bool(_EAST.match(text))


def _begins_note(line: Line) -> bool:
    first = line.words[0]
    return bool(_NOTE.match(line.text)) and (
        first.size < 0.9 * line.size or not first.text.isalpha()
    )
