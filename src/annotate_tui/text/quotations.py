"""Quotations with their marks, also in mixed pairs and reopened over paragraphs.

Rules, in the order in which a mark is judged:

- An apostrophe inside a word never counts; ``'90s``, ``'em`` and the like do not open; a digit
  before a straight mark with nothing to close is a measure (``12"``), as is ``6'2"`` always.
- A mark that is open is closed by any mark of its family (double, single, angle, corner) that
  stands like a closing one: ``“ … "`` and ``" … ”`` are pairs. What is open inside is given up.
- Only the outermost quotation is returned.
- Text whose tokens stand apart: a straight mark with a blank on both sides closes what is open and
  else opens; ``` `` ``` opens and ``''`` closes as double marks do (Penn Treebank); ``'s`` is no mark.
- News convention: a paragraph that leaves a quotation open and is followed by a paragraph that
  begins with an opening mark goes on there; the whole is one quotation.
- A quotation that is left open and not reopened ends with its paragraph if it begins the paragraph
  or follows a comma or colon, its mark is a directed one, and the paragraph ends like a sentence;
  else it is none. No quotation reaches into a paragraph that does not reopen it, but one that stands
  on lines of its own: where no blank line parts them and the next mark, lines further on, closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotate_tui.model import Span

# Apostrophes between letters are left out here, so that the loop sees few marks.
_MARKS = re.compile(
    r"``|''|[\"“”„‟＂〝〞〟«»「」『』‹›‘‚‛]|['’](?:(?<!\w.)|(?!\w)|(?=[\u3041-\ud7a3]))"
)
_FAMILY = {
    **dict.fromkeys(["``", "''", *'"“”„‟＂〝〞〟'], "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("'‘’‚‛", "single"),
}
_OPENS = frozenset([*"“„‟〝「『‘‚‛", "``"])
_CLOSES = frozenset([*"”〞〟」』’", "''"])
_ALWAYS = frozenset([*"「」『』", "``"])
_CLITIC = re.compile(r"(?:s|re|ve|ll|d|m|t|S)(?!\w)")
_ELISION = re.compile(
    r"\d0s|\d\ds?\b|(?:tis|twas|twere|em|til|till|cause|bout|n|round|cos|cuz|kay|ere|neath)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\d['’′]\s?\d{1,2}$")
_BEFORE_OPENING = frozenset("([{<—–-/:,;=|¡¿·•…\"“„«‹‘'「『（【《〈：，、。")
_FINAL = re.compile(r"[.!?…。！？]['’)\]]*$")
_TURNED = {
    "“": "„",
    "‘": "‚",
    "«": "»",
    "‹": "›",
}  # marks that close in German, and what they close
_STAYS = frozenset(['"', "“", "„", "«", "「", "``"])
_DEEPEST = 32  # open marks looked through for a partner
_LINES = 10  # lines over which a quotation may go on without a mark, and the first
_LOOK_AHEAD = 8  # marks looked at to tell a possessive from the end of a quotation


class _Open(NamedTuple):
    start: int
    mark: str
    apart: bool = False


Paragraph = tuple[list[Span], "_Open | None"]
"""The complete quotations of a paragraph, and the one that it leaves open."""


class Reading(NamedTuple):
    """How a paragraph is read: whether a quotation goes on in it from the one before."""

    carried: _Open | None
    reopened: bool = True

    def of(self, text: str, block: Span) -> Paragraph:
        """The quotations of a paragraph; pure, and not to be altered."""
        return _paragraph(text, block, self.carried, self.reopened)


AT_REST = Reading(None)
"""How a paragraph is read into which no quotation goes on, as most are."""


def quotations(
    text: str,
    blocks: Sequence[Span],
    read: Callable[[Reading, Span], Paragraph] | None = None,
    at_rest: Sequence[Paragraph] | None = None,
) -> list[Span]:
    """The outermost quotations in consecutive paragraphs, marks included, ordered, apart.

    ``blocks`` are the paragraphs' spans in order; nothing outside them is looked at, so the
    answer depends on them alone. All offsets are code points into ``text``. ``read`` may remember what
    a `Reading` found in a paragraph of this very text; ``at_rest`` is what `AT_REST` finds in each.
    """
    found: list[Span] = []
    carried: _Open | None = None
    reopened = True
    for index, block in enumerate(blocks):
        if carried is None and at_rest is not None:
            pairs, left = at_rest[index]
        else:
            reading = AT_REST if carried is None else Reading(carried, reopened)
            pairs, left = read(reading, block) if read else reading.of(text, block)
        if left is None and carried is None:
            found += pairs
            continue
        carried, reopened = None, True
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        if left is None or follower is None:
            pass
        elif _reopens(text, follower, left.mark):
            carried = left
        elif _goes_on(text, blocks[index : index + _LINES], left):
            carried, reopened = left, False
        if carried is not None and left is not None:
            pairs = [pair for pair in pairs if pair.end <= left.start]
        elif left is not None and _ends_sensibly(text, block, left):
            end = block.start + len(text[block.start : block.end].rstrip())
            pairs = [pair for pair in pairs if pair.end <= left.start]
            pairs.append(Span(left.start, end))
        found += pairs
    return found


def _paragraph(text: str, block: Span, carried: _Open | None, reopened: bool = True) -> Paragraph:
    """The complete quotations of one paragraph, and the one that it leaves open."""
    marks = [m.span() for m in _MARKS.finditer(text, block.start, block.end)]
    if not marks and carried is None:
        return [], None
    stack: list[_Open] = []
    if carried is not None and (marks or not reopened):
        stack.append(carried)
        marks = marks[1:] if reopened else marks
    pairs: list[Span] = []
    for position, (at, past) in enumerate(marks):
        mark = text[at:past]
        family = _FAMILY[mark]
        apart = _stands_apart(text, at, past, block)
        opens, closes = _directions(text, Span(at, past), block)
        if apart and family == "single":
            opens, closes = _single_apart(text, at, mark, stack, block)
        if not closes and mark in _TURNED and stack and stack[-1].mark == _TURNED[mark]:
            closes = past >= block.end or not text[past].isalnum()
        partner = _partner(stack, mark) if closes else -1
        if (
            partner >= 0
            and family == "single"
            and not apart
            and _possessive(text, marks, position, block)
        ):
            continue
        if partner >= 0:
            opened = stack[partner]
            del stack[partner:]
            while pairs and pairs[-1].start > opened.start:
                pairs.pop()
            pairs.append(Span(opened.start, past))
        elif opens:
            if family == "single" and stack and _FAMILY[stack[-1].mark] == "single":
                stack.pop()
            stack.append(_Open(at, mark, apart))
    for opened in stack:
        family = _FAMILY[opened.mark]
        again = any(
            p.start > opened.start and _family_at(text, p.start) == family for p in pairs[-4:]
        )
        if not again and _may_stay_open(opened.mark):
            return pairs, opened
    return pairs, None


def _family_at(text: str, at: int) -> str | None:
    return _FAMILY.get(text[at]) or _FAMILY.get(text[at : at + 2])


def _stands_apart(text: str, at: int, past: int, block: Span) -> bool:
    """Whether white space or the paragraph's edge is on both sides of a mark."""
    return (at == block.start or text[at - 1].isspace()) and (
        past >= block.end or text[past].isspace()
    )


def _single_apart(
    text: str, at: int, mark: str, stack: list[_Open], block: Span
) -> tuple[bool, bool]:
    """As `_directions`, of a single mark that stands apart: "workers ' rights" is none."""
    if mark in "‘‚‛":
        return True, False
    if any(_FAMILY[o.mark] == "single" and (o.apart or o.mark in "‘‚‛") for o in stack[-2:]):
        return False, True
    before = text[block.start : at].rstrip()[-1:]
    return mark == "'" and (not before or before in ",:;.!?"), False


def _may_stay_open(mark: str) -> bool:
    return mark not in ("'", "」", "』")


def _directions(text: str, span: Span, block: Span) -> tuple[bool, bool]:
    """Whether the mark at ``span`` may open, and whether it may close."""
    at, past = span
    before = text[at - 1] if at > block.start else ""
    after = text[past] if past < block.end else ""
    mark = text[at:past]
    if mark in _ALWAYS:
        return mark in _OPENS, mark in _CLOSES
    if mark == "''":
        return False, bool(before)
    free_left = not before or before.isspace() or before in _BEFORE_OPENING
    free_right = not after or after.isspace()
    family = _FAMILY[mark]
    if family == "single":
        # Korean particles follow a closing mark at once; Chinese sets no spaces at all.
        word_right = after.isalnum() and not _east_asian(after)
        opens = (
            mark != "’"
            and (free_left or (mark == "‘" and _east_asian(before)))
            and not free_right
            and _ELISION.match(text, past, block.end) is None
            and not (before.isspace() and _CLITIC.match(text, past, block.end))
        )
        closes = mark not in "‘‚‛" and bool(before) and not before.isspace() and not word_right
        return opens, closes
    if mark in '"＂':
        measured = before.isdigit() and _MEASURE.search(text, max(block.start, at - 6), at)
        if measured:
            return False, False
        if free_right:
            return free_left and bool(after), bool(before)
        ends_word = bool(before) and not before.isspace() and before not in "([{<—–-“„"
        return free_left or not before.isdigit(), ends_word
    if family in ("angle", "small angle"):
        # French sets spaces inside the marks, so white space says nothing there.
        if mark in "«‹":
            return free_left or not before.isalnum(), not free_left and not after.isalnum()
        return free_left and not free_right, bool(before)
    if mark in _CLOSES:
        return free_left and not free_right and before != ",", True
    # “ closes in German („ … “) and where it was mistyped: it then stands at a word's end.
    closes = mark == "“" and not free_left and not after.isalnum()
    return not free_right or not closes, closes


def _east_asian(sign: str) -> bool:
    return "\u3041" <= sign <= "\ud7a3"


def _partner(stack: list[_Open], mark: str) -> int:
    """The index of the opening that ``mark`` closes, or -1.

    A single mark closes nothing beyond an open double one: it is an apostrophe there.
    """
    family = _FAMILY[mark]
    for index in range(len(stack) - 1, max(-1, len(stack) - _DEEPEST), -1):
        opened = stack[index].mark
        if _FAMILY[opened] == family:
            if family in ("angle", "small angle") and opened == mark:
                return -1
            return index
        if family == "single":
            return -1
    return -1


def _possessive(text: str, marks: list[tuple[int, int]], position: int, block: Span) -> bool:
    """Whether a mark is the apostrophe of "workers’", not a closing one: another closes later."""
    at = marks[position][0]
    if at == block.start or text[at - 1] not in "sS" or at + 2 >= block.end:
        return False
    if not (text[at + 1] == " " and text[at + 2].islower()):
        return False
    for other, past in marks[position + 1 : position + 1 + _LOOK_AHEAD]:
        mark = text[other:past]
        if _FAMILY[mark] != "single":
            continue
        after = text[past] if past < block.end else ""
        before = text[other - 1]
        if mark in "‘‚‛" or (before.isspace() and not after.isspace()):
            return False
        if not before.isspace() and not after.isalnum():
            return True
    return False


def _reopens(text: str, block: Span, mark: str) -> bool:
    """Whether the paragraph begins with an opening mark of the family of ``mark``."""
    at = block.start
    while at < block.end and text[at].isspace():
        at += 1
    if at + 1 >= block.end:
        return False
    first = text[at]
    return _family_at(text, at) == _FAMILY[mark] and not (
        first in "」』’" or text[at + 1] in "\n\t"
    )


def _goes_on(text: str, blocks: Sequence[Span], left: _Open) -> bool:
    """Whether the next mark, lines of one paragraph further on, closes what is left open.

    Text with a sentence on each line breaks quotations that no blank line parts.
    """
    family = _FAMILY[left.mark]
    if family == "single":
        return False
    for block, follower in pairwise(blocks):
        if text.count("\n", block.end, follower.start) != 1:
            return False
        for match in _MARKS.finditer(text, *follower):
            if _FAMILY[match[0]] != family:
                continue
            opens, closes = _directions(text, Span(*match.span()), follower)
            apart = _stands_apart(text, *match.span(), follower)
            return closes and (not opens or apart)
    return False


def _ends_sensibly(text: str, block: Span, left: _Open) -> bool:
    """Whether an unclosed quotation may be taken to end with its paragraph."""
    if left.mark not in _STAYS or left.start < block.start:
        return (
            left.start < block.start
            and _FINAL.search(text, max(block.start, block.end - 8), block.end) is not None
        )
    before = text[block.start : left.start].rstrip()
    if before and before[-1] not in ",:：，":
        return False
    return _FINAL.search(text, max(block.start, block.end - 8), block.end) is not None
