"""Sentences of one block: where they end, by local rules for many languages.

One compiled expression finds the candidates, `sentence_rules` decides each from bounded context. So
a window of a long block with `CONTEXT` code points to spare on both sides has the boundaries of the
whole.
"""

from __future__ import annotations

import re

from annotate_tui.model import Span
from annotate_tui.text.abbreviations import OTHER, RULES, Rules
from annotate_tui.text.sentence_rules import glued_end, spaced_end
from annotate_tui.text.sentence_tokens import NO_CUT, list_cut
from annotate_tui.text.sentence_wide import wide_end
from annotate_tui.text.sentences_foreign import confirms, stop_veto

CONTEXT = 1000
"""Code points of context on each side that make a window's boundaries those of the whole."""

_REACH = 200
_MARKS = 40
_STOP = ".!?…‼⁇⁈⁉؟۔।॥։።。！？｡．"
_WIDE = frozenset("。！？｡．")
_BULLET = "•⁃◦▪‣●"
# Groups of alternatives are not possessive here: Python before 3.11.5 matches those wrongly (its
# issue 106052), and what follows them can always match.
_CANDIDATE = re.compile(
    rf"[{_STOP}{_BULLET}\n)]"
    rf"(?:(?<=[{_STOP}])(?<![{_STOP}][{_STOP}])[{_STOP}]*+"
    r"(?:(?<=[。！？｡])|(?![0-9a-z,;:@/&=%_\-]))"
    r"((?:[\"')\]}”’»›」』）】》〉〕］｝]|[“‘«‹](?=[\s,;]|\Z))*"
    r"(?:\[(?:\d{1,3}(?:[,–-] ?\d{1,3})?|[a-z]|citation needed)\]|[¹²³⁰⁴-⁹])*)(\s*+)"
    r"|(?<=\n)[^\S\n]*+\n\s*+"
    rf"|(?<=[{_BULLET}])(?=[\s\d])"
    r"|(?<=[0-9a-z]\))\s(?=[^\W\d_a-z]))"
)

_ROWS = ("-----", "_____", "=====", "*****", "~~~~~")
_SEPARATOR = re.compile(r"(?<!\S)([-_=*~])\1{4,199}+(?!\S)(\s{1,200}+(?=\S))?")


def sentence_ends(text: str, start: int, end: int, language: str = "en") -> list[int]:
    """The ends of the sentences that partition ``text[start:end]``, which is one block.

    Strictly increasing code-point offsets into ``text``, the last one ``end``; empty for an empty
    range. White space belongs to the sentence before it. ``start`` and ``end`` count as the block's
    edges: nothing outside is looked at. ``language`` is a code such as "en" or "pt-BR"; one without
    rules of its own is served by `sentencex` where that is installed, else by general rules.
    """
    if start >= end:
        return []
    block = text[start:end]
    code = language.replace("_", "-").split("-")[0].lower()
    rules = RULES.get(code)
    veto = stop_veto(block, code) if rules is None else None
    ends = [start + cut for cut in _cuts(block, rules or OTHER, veto)]
    ends.append(end)
    return ends


def sentence_ends_within(
    text: str, start: int, end: int, *, low: int, high: int, language: str = "en"
) -> list[int]:
    """The members ``e`` of ``sentence_ends(text, start, end)`` with ``low < e <= high``.

    Costs time for ``[low, high)`` and its surroundings only, so a block of many megabytes can be
    segmented as it is seen.
    """
    low, high = max(start, low), min(end, high)
    first, last = max(start, low - CONTEXT), min(end, high + CONTEXT)
    found = [e for e in sentence_ends(text, first, last, language) if low < e <= high]
    if found and found[-1] == last < end:
        found.pop()
    return found


def sentence_spans(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The sentences of ``text[start:end]``, trimmed of white space; none is empty."""
    spans = []
    at = start
    for stop in sentence_ends(text, start, end, language):
        piece = text[at:stop]
        words = piece.strip()
        if words:
            first = at + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(words)))
        at = stop
    return spans


def _cuts(block: str, rules: Rules, veto: list[int] | None) -> list[int]:
    cuts: list[int] = []
    size = len(block)
    last = len(block) - len(block.lstrip())
    for match in _CANDIDATE.finditer(block):
        at, after = match.span()
        stop = match.start(1)
        if stop < 0:
            cut = _unstopped(block, at, after, rules)
        else:
            close = match.start(2)
            if after == size or close - stop > _MARKS:
                continue
            gap = after - close
            if gap > 1 and _blank_line(block, close, after):
                cut = after
            elif gap > _REACH:
                continue
            elif block[at] in _WIDE or block[stop - 1] in _WIDE:
                cut = wide_end(block, at, stop=stop, close=close, after=after)
            elif gap:
                cut = spaced_end(block, at, stop=stop, close=close, after=after, rules=rules)
                if veto is not None and block[at:stop] == "." and not confirms(veto, stop, after):
                    cut = NO_CUT
            else:
                cut = glued_end(block, at, stop=stop, close=close, rules=rules)
        if last < cut < size:
            cuts.append(cut)
            last = cut
    return _with_separators(block, cuts) if any(row in block for row in _ROWS) else cuts


def _with_separators(block: str, cuts: list[int]) -> list[int]:
    """Also before and after a row of dashes or the like that stands between sentences."""
    size = len(block)
    first = size - len(block.lstrip())
    found = set(cuts)
    for match in _SEPARATOR.finditer(block):
        ends = match.span() if match[2] else (match.start(),)
        found.update(cut for cut in ends if first < cut < size)
    return sorted(found)


def _unstopped(block: str, at: int, after: int, rules: Rules) -> int:
    """The cut at a blank line, a bullet or a list marker."""
    char = block[at]
    if char == "\n":
        return after if _blank_line(block, at, after) else NO_CUT
    if char == ")":
        return list_cut(block, at, rules)
    return at if at and block[at - 1].isspace() else NO_CUT


def _blank_line(block: str, low: int, after: int) -> bool:
    return block.count("\n", max(low, after - _REACH), after) > 1
