"""Attributions: each word of saying outside of quotation marks, with who says it.

A verb of saying points at its subject: before it ("another official said"), after it where the words
turn round ("…," said the minister), or at the subject of the clause ("…, saying", "… and added").
"According to" names its source behind it, a noun of saying before it or behind it ("his claim
that", "a statement from the firm that"). What nobody is named for has no source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from annotate_tui.detect.cues import CUES, SAID
from annotate_tui.detect.saying import BREAK, ENDED, Attribution, Place, of_other, of_verb
from annotate_tui.detect.tokens import Clause
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage
    from annotate_tui.text.document import Document

__all__ = ["BREAK", "NEAR", "Attribution", "attributions"]

_WHOLE = 6_000  # code points up to which a paragraph is worked out whole
_MOST = 32  # attributions of one clause that are looked back at
_LONGEST = 700  # code points of a clause looked at on each side
NEAR = 1_500
"""Code points on each side of a stretch in which attributions are looked for."""


_WORD = re.compile(r"[A-Za-z]{3,}")
_SMALL = re.compile(r"[a-z]{3,}")


def attributions(passage: Passage) -> list[Attribution]:
    """The attributions of the stretch and `NEAR` it, in order, none inside quotation marks."""
    low, high = passage.start - NEAR, passage.end + NEAR
    quoted, starts = passage.quotations, passage.quotation_starts
    found: list[Attribution] = []
    for block in passage.blocks:
        if block.end <= low or block.start >= high:
            continue
        begin, end = block.start, block.end
        if end - begin > _WHOLE:
            begin, end = max(begin, low), min(end, high)
        index = bisect_left(starts, begin)
        if index and quoted[index - 1].end > begin:
            index -= 1
        inside = tuple(quoted[index : bisect_left(starts, end, index)])
        # A named tuple is the quickest key; mypy does not see that this one can be called.
        work = cast("Callable[[Document, Span], list[Attribution]]", _Cues(inside))
        found += passage.once(work, Span(begin, end))
    return found


class _Cues(NamedTuple):
    """The attributions of one paragraph with those quotations, as something that can be remembered."""

    quoted: tuple[Span, ...]

    def __call__(self, document: Document, block: Span) -> list[Attribution]:
        text, found = document.text, list[Attribution]()
        clause: list[Attribution] = []
        last = ""
        for segment in _outside(*block, self.quoted):
            words = text[slice(*segment)].strip()
            # "He called it “mad” and said …": the clause goes on behind the quotation.
            if last[-1:] in ".!?" or words[:1].isupper():
                clause = []
            here, clause = _in(document, segment, self.quoted, clause)
            found += here
            last = words
        return found


def _outside(begin: int, end: int, quoted: tuple[Span, ...]) -> Iterator[Span]:
    """What stands outside of all quotation marks, in pieces, in order."""
    for quote in quoted:
        if begin < quote.start:
            yield Span(begin, quote.start)
        begin = max(begin, quote.end)
    if begin < end:
        yield Span(begin, end)


def _in(
    document: Document, segment: Span, quoted: tuple[Span, ...], before: list[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """The attributions of one piece outside of quotation marks, and those of its last clause.

    ``before`` are those of the clause in which the piece begins.
    """
    text = document.text
    here: list[Attribution] = []
    words_of_saying = _said(text, segment)
    if not words_of_saying:
        return here, ([] if _ends(text, segment) else before)
    breaks: list[int] | None = None
    words, known = _NOTHING, Span(0, -1)
    sentence = Span(0, 0)
    for at, match in words_of_saying:
        end = match.end()
        word = match[0].lower()
        if text[at - 1 : at] == "-" or text[end : end + 1] == "-":
            continue
        if word == "states" and text[at] == "S":
            continue
        if breaks is None:
            breaks = [m.end() for m in BREAK.finditer(text, *segment)]
        index = bisect_right(breaks, at)
        # In steps, so that a clause without an end is not read anew for each of its words.
        step = at - at % _LONGEST
        clause = max(breaks[index - 1] if index else segment.start, step - _LONGEST)
        until = breaks[index] if index < len(breaks) else segment.end
        until = min(until, step + 2 * _LONGEST)
        if known != (clause, until):
            words, known = Clause(text, clause, until), Span(clause, until)
            if clause > segment.start:
                before = [b for b in before if b.cue.start >= clause]
        if not sentence.start <= at < sentence.end:
            sentence = _around(document, at, quoted)
        cue = CUES.get(word)
        found = (
            of_verb(Place(quoted, words, segment, sentence, clause, until), cue, match, before)
            if cue
            else of_other(words, word, match, sentence, clause, until)
        )
        if found is not None:
            before = [*before[-_MOST:], found]
            here.append(found)
    return here, ([] if _ends(text, segment) else before)


def _said(text: str, segment: Span) -> list[tuple[int, re.Match[str]]]:
    """The words of `SAID` in a piece, each with where it begins, in order.

    Only those that are there are looked for: a match for every word would cost more than all else.
    """
    start, end = segment
    # In small letters the piece must be as long as it is: "İ" alone becomes two code points.
    small = text[start:end].replace("\u0130", "I").lower()
    found: list[tuple[int, re.Match[str]]] = []
    for word in SAID.intersection(_SMALL.findall(small)):
        at = small.find(word)
        while at >= 0:
            match = _WORD.match(text, start + at, end)
            if (
                match is not None
                and match.end() == start + at + len(word)
                and not (at and text[start + at - 1].isascii() and text[start + at - 1].isalpha())
            ):
                found.append((start + at, match))
            at = small.find(word, at + len(word))
    found.sort()
    return found


def _ends(text: str, segment: Span) -> bool:
    """Whether a piece ends like a sentence."""
    return ENDED.search(text, max(segment.start, segment.end - 6), segment.end) is not None


_NOTHING = Clause("", 0, 0)


def _around(document: Document, at: int, quoted: tuple[Span, ...]) -> Span:
    """The sentence that holds ``at``, widened to the whole of each quotation at its edges."""
    found = document.sentence_at(at)
    if found is None:
        return Span(at, at + 1)
    start, end = found.start, max(found.end, at + 1)
    if not quoted:
        return Span(start, end)
    first, last = bisect_right(quoted, start, key=_end), bisect_left(quoted, end, key=_start) - 1
    if first <= last:
        start, end = min(start, quoted[first].start), max(end, quoted[last].end)
    return Span(start, end)


def _start(quote: Span) -> int:
    return quote.start


def _end(quote: Span) -> int:
    return quote.end
