"""Plain text into blocks: paragraphs, list items and rules, by blank lines and by line lengths.

Blank lines part a text into runs of lines. Inside a run every line break is either a wrap (the
author's editor broke the line; the paragraph goes on) or an end (each line stands for itself:
verse, addresses, lists, one paragraph a line). What decides is whether the next line's first word
*would have fitted* on this line: an editor that wraps never leaves room for it, an author who ends
a line does not care. The rule, for each run by itself (all figures are ours, found by trial):

1. A rule line (``* * *``, ``-----``) and a list item (``- ``, ``1. ``, ``a) ``) begin a block.
   Inside a run a marker counts if another line of the run has the same kind of marker or the line
   before ends in a stop or a colon: a wrapped line may begin with a dash or "12." by chance. Lines
   that are indented deeper than an item's marker belong to the item.
2. A line that is indented deeper than the run's margin begins a paragraph. If the run begins at
   the margin and most of its lines are indented, it is the other way round (hanging indents).
3. The measure is the longest line (of more than 20 lines the one that 2 % exceed). A run whose
   measure is under 36 cells is read line by line; one wider than 120 cells is read as wrapped only
   with three full lines that agree.
4. A break is *loose* if the first word of the next line would have fitted with an eighth of the
   measure to spare. More than a quarter of loose breaks not after a stop: line by line. At least
   four fifths of the lines beginning with a capital and a break at which the word would just have
   fitted, or a measure under 50: line by line (verse).
5. Otherwise the lines are one paragraph, parted at a loose break after a stop, and where a line
   takes less than half the measure, unless the next line begins in lower case.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.structure import StructureBuilder

NARROW = 36
SLIM = 50
WIDE = 120

_RULE = re.compile(r"([-*_=~#+•·–—─━═])(?:[ \t]*\1){2,}")
_RULE_STARTS = frozenset("-*_=~#+•·–—─━═")
_MARKER = re.compile(
    r"(?:(?P<bullet>[-*+•‣◦▪●○■□])"
    r"|(?P<number>\d{1,3}[.)]|\(\d{1,3}\))"
    r"|(?P<letter>[A-Za-z]\)|\([A-Za-z]\)|[ivx]{2,5}\)))[ \t\u00a0]+\S"
)
_BULLETS = frozenset("-*+•‣◦▪●○■□(0123456789")
_EAST = re.compile("[\u1100-\u115f\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_STOPS = frozenset(".!?:;…。！？：；”\"'’»)]")


class _Line(NamedTuple):
    start: int
    indent: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def read_paragraphs(text: str) -> Structure:
    """The blocks of a plain text, by the rule at the head of this module.

    Blocks cover all that is not white space. Kinds are PARAGRAPH, LIST_ITEM (its marker is in the
    text, so it has no label; level is its depth by indentation, from 1) and RULE.
    """
    builder = StructureBuilder()
    depths: list[int] = []
    run: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            # Of a stripped line the first word's place is found at the speed of a comparison.
            indent = 0 if raw.startswith(words) else raw.index(words)
            run.append(_Line(at + indent, _columns(raw, indent), words))
        elif run:
            _read_run(builder, run, depths)
            run = []
        at += len(raw) + 1
    if run:
        _read_run(builder, run, depths)
    return builder.build()


def _columns(raw: str, indent: int) -> int:
    return len(raw[:indent].expandtabs(4)) if indent else 0


def _read_run(builder: StructureBuilder, run: list[_Line], depths: list[int]) -> None:
    markers = [_marker_kind(line.words) for line in run]
    if any(markers):
        markers = [kind if _counts(run, markers, i) else "" for i, kind in enumerate(markers)]
    if not any(markers):
        depths.clear()
        _read_prose(builder, run)
        return
    i = 0
    while i < len(run):
        line = run[i]
        if markers[i] == "rule":
            depths.clear()
            builder.add(line.start, line.end, BlockKind.RULE)
            i += 1
        elif markers[i]:
            last = _item_end(run, markers, i)
            while depths and depths[-1] >= line.indent + 1:
                depths.pop()
            depths.append(line.indent + 1)
            builder.add(line.start, run[last - 1].end, BlockKind.LIST_ITEM, level=len(depths))
            i = last
        else:
            depths.clear()
            last = i + 1
            while last < len(run) and not markers[last]:
                last += 1
            _read_prose(builder, run[i:last])
            i = last


def _marker_kind(words: str) -> str:
    first = words[0]
    if first in _RULE_STARTS and _RULE.fullmatch(words):
        return "rule"
    if (first in _BULLETS or ")" in words[1:6]) and (found := _MARKER.match(words)):
        return str(found.lastgroup)
    return ""


def _counts(run: list[_Line], markers: list[str], i: int) -> bool:
    if i == 0 or markers[i] == "rule" or run[i - 1].words[-1] in _STOPS:
        return True
    kind = markers[i]
    # Its fellows are near, or it is chance; looking no further keeps a million lines linear.
    near = range(max(0, i - 12), min(len(run), i + 13))
    return any(j != i and markers[j] == kind for j in near)


def _item_end(run: list[_Line], markers: list[str], i: int) -> int:
    end = i + 1
    while end < len(run) and not markers[end]:
        if run[end].indent <= run[i].indent:
            break
        end += 1
    flush = end
    while flush < len(run) and not markers[flush] and flush - i < 50:
        flush += 1
    # A wrapped item may go on at the margin; then its lines look like one wrapped paragraph.
    if flush > end == i + 1 and len(_cuts(run[i:flush])) == 1:
        return flush
    return end


def _read_prose(builder: StructureBuilder, lines: list[_Line]) -> None:
    if len(lines) == 1:
        builder.add(lines[0].start, lines[0].end, BlockKind.PARAGRAPH)
        return
    for part in _by_indent(lines):
        cuts = [*_cuts(part), len(part)]
        for first, last in pairwise(cuts):
            builder.add(part[first].start, part[last - 1].end, BlockKind.PARAGRAPH)


def _by_indent(lines: list[_Line]) -> list[list[_Line]]:
    margin = min(line.indent for line in lines)
    deep = sum(line.indent > margin for line in lines)
    if not deep:
        return [lines]
    hanging = lines[0].indent == margin and deep > len(lines) - deep
    parts: list[list[_Line]] = []
    for line in lines:
        if not parts or (line.indent > margin) != hanging:
            parts.append([])
        parts[-1].append(line)
    return parts


def _cuts(lines: list[_Line]) -> list[int]:
    """The indices of the lines that begin a paragraph, the first included."""
    if len(lines) == 1:
        return [0]
    widths = [_cells(line.words) for line in lines]
    measure = _measure(widths)
    alone = list(range(len(lines)))
    if measure < NARROW:
        return alone
    room = [measure - widths[i] - _first_word(lines[i + 1].words) for i in range(len(lines) - 1)]
    if max(room) <= 0 and SLIM <= measure <= WIDE:
        return [0]
    spare = measure // 8
    if measure > WIDE and (len(room) < 3 or max(room) >= 0):
        return alone
    ended = [line.words[-1] in _STOPS for line in lines]
    ragged = sum(left >= spare and not end for left, end in zip(room, ended, strict=False))
    if ragged * 4 > len(room):
        return alone
    capitals = sum(_begins_anew(line.words) for line in lines[1:])
    if capitals * 5 >= len(room) * 4 and (measure < SLIM or max(room) > 0):
        return alone
    return [0] + [
        i + 1
        for i, left in enumerate(room)
        if (left * 2 >= measure or (left >= spare and ended[i]))
        and not lines[i + 1].words[0].islower()
    ]


def _measure(widths: list[int]) -> int:
    if len(widths) <= 20:
        return max(widths)
    return sorted(widths)[-1 - len(widths) // 50]


def _cells(words: str) -> int:
    # East Asian letters are two cells wide: near enough to judge a wrap by.
    if words.isascii() or not _EAST.search(words):
        return len(words)
    return len(words) + len(_EAST.findall(words))


def _first_word(words: str) -> int:
    """How many cells the first word takes with the space before it."""
    head = words[:80].split(None, 1)[0]
    if head[0] > "\u2e7f" and not "\uac00" <= head[0] <= "\ud7a3":
        return 2
    return _cells(head) + 1


def _begins_anew(words: str) -> bool:
    for char in words[:3]:
        if char.isalpha():
            return char.isupper()
    return words[0].isdigit()
