"""The stretch of a text in which suggestions are looked for, and what all detectors need of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar, cast

from annotate_tui.detect.stretches import SPOKEN, sentence_starts
from annotate_tui.model import Block, Sentence, Span
from annotate_tui.text.document import SECTION, Document
from annotate_tui.text.quotations import AT_REST, Paragraph, Reading, quotations
from annotate_tui.text.structure import block_index_at

if TYPE_CHECKING:
    from annotate_tui.detect.attribution import Attribution
    from annotate_tui.detect.people import People
    from annotate_tui.detect.reported import Reported

BEFORE = 6_000
"""Code points before a stretch that are looked at: names, and who spoke last."""
BEHIND = 4_000
"""Code points behind a stretch that are looked at: quotations that begin in it and go on."""
_FACTS = 1_024
_UNKNOWN = object()

T = TypeVar("T")


class Facts:
    """What was found out about parts of one document, for the stretches that share them.

    The last thousand are kept. Only pure functions of the document and the part belong here: then
    nothing depends on what was asked for before.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Hashable, Span], object] = OrderedDict()
        self._paragraphs: dict[int, tuple[Span, Paragraph]] = {}

    def of(self, work: Callable[[Document, Span], T], document: Document, span: Span) -> T:
        """``work(document, span)``, worked out unless that is known."""
        key = (work, span)
        found = self._known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._known[key] = work(document, span)
            if len(self._known) > _FACTS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return cast("T", found)

    def paragraph(self, text: str, block: Block) -> tuple[Span, Paragraph]:
        """Where a block stands, and the quotations in it when none goes on from the one before."""
        found = self._paragraphs.get(block.index)
        if found is None or found[0] != (block.start, block.end):
            span = Span(block.start, block.end)
            found = span, AT_REST.of(text, span)
            if len(self._paragraphs) >= _FACTS:
                self._paragraphs.clear()
            self._paragraphs[block.index] = found
        return found


@dataclass(frozen=True)
class _Marks:
    """The quotations of one paragraph, as something that can be remembered."""

    reading: Reading

    def __call__(self, document: Document, block: Span) -> Paragraph:
        return self.reading.of(document.text, block)


_NAME = re.compile(r"[A-Z][^\W\d_]+")
_GIVEN = re.compile(r"\b[A-Z][\w.]*\Z")


class Passage:
    """The stretch ``[start, end)`` of a document with its surroundings, ``around``.

    What is found belongs to the stretch in which it begins. Nothing outside of ``around`` is looked
    at, so that the answer does not depend on the order in which stretches are asked for; it begins
    and ends with a block, in a long block with a sentence. Everything is worked out once, when it is
    first asked for. Offsets are code points into ``text``. ``chapter`` holds the stretch and is what
    it is ranked in. ``before`` and ``behind`` say how far ``around`` goes.
    """

    def __init__(
        self,
        document: Document,
        start: int,
        end: int,
        *,
        chapter: Span | None = None,
        facts: Facts | None = None,
        before: int = BEFORE,
        behind: int = BEHIND,
    ) -> None:
        self.document = document
        self.text = document.text
        self.language = document.language
        self.start = start
        self.end = end
        self.chapter = chapter or Span(start, end)
        self.around = Span(_from(document, start, before), _until(document, end, behind))
        self._facts = facts or Facts()
        self._surnames: dict[str, bool] = {}
        self._unsaid: dict[Attribution, bool] = {}

    def once(self, work: Callable[[Document, Span], T], span: Span) -> T:
        """``work(document, span)``, shared with the stretches before and behind this one.

        For what is found out block by block: neighbours look at the same blocks. ``work`` must be a
        module's function and depend on nothing but its arguments.
        """
        return self._facts.of(work, self.document, span)

    def owns(self, offset: int) -> bool:
        """Whether what begins there is to be found here."""
        return self.start <= offset < self.end

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks around that are read, furniture left out, cut to ``around``."""
        document, structure = self.document, self.document.structure
        if not len(structure):
            return []
        low, high = self.around
        first = block_index_at(structure, low)
        last = bisect_left(structure.starts, high, first)
        found = [document.block(i) for i in range(first, last) if document.is_read(i)]
        # Only the first and the last one can reach beyond what is looked at.
        for edge in (0, -1):
            if found and (found[edge].start < low or found[edge].end > high):
                block = found.pop(edge)
                start, end = max(block.start, low), min(block.end, high)
                if start < end:
                    found.insert(
                        0 if edge == 0 else len(found), replace(block, start=start, end=end)
                    )
        return found

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the stretch itself, in order, furniture left out."""
        return sentences_between(self.document, Span(self.start, self.end))

    @cached_property
    def runs(self) -> list[list[Block]]:
        """The blocks in runs that follow each other without furniture between them."""
        found: list[list[Block]] = []
        run: list[Block] = []
        following = -1
        for block in self.blocks:
            if block.index != following:
                run = []
                found.append(run)
            run.append(block)
            following = block.index + 1
        return found

    @cached_property
    def quotations(self) -> list[Span]:
        """All quotations around, marks included, apart, in order.

        None crosses furniture or a heading.
        """
        text, paragraph = self.text, self._facts.paragraph
        found: list[Span] = []
        for run in self.runs:
            spoken: list[Span] = []
            at_rest: list[Paragraph] = []
            for block in run:
                if block.kind in SPOKEN:
                    span, read = paragraph(text, block)
                    spoken.append(span)
                    at_rest.append(read)
                elif spoken:
                    found += quotations(text, spoken, self._read, at_rest)
                    spoken, at_rest = [], []
            found += quotations(text, spoken, self._read, at_rest)
        return found

    @cached_property
    def quotation_starts(self) -> list[int]:
        """Where `quotations` begin."""
        return [quote.start for quote in self.quotations]

    def _read(self, reading: Reading, block: Span) -> Paragraph:
        return self.once(_Marks(reading), block)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """The words of saying in the stretch and near it, outside of quotation marks, in order."""
        from annotate_tui.detect.attribution import attributions

        return attributions(self)

    def attributions_between(self, start: int, end: int) -> list[Attribution]:
        """Those of `attributions` whose word of saying begins in ``[start, end)``."""
        starts = self._cues
        return self.attributions[bisect_left(starts, start) : bisect_left(starts, end)]

    def is_unsaid(self, found: Attribution) -> bool:
        """Whether nobody said it, as `denials.is_unsaid` tells; each figure and claim near asks."""
        known = self._unsaid.get(found)
        if known is None:
            from annotate_tui.detect.denials import is_unsaid

            known = self._unsaid[found] = is_unsaid(self.text, found)
        return known

    def is_surname(self, word: str) -> bool:
        """Whether a capitalised word stands behind another one somewhere around, as a surname does."""
        found = self._surnames.get(word)
        if found is None:
            found = self._surnames[word] = _NAME.fullmatch(word) is not None and self._is_behind(
                word
            )
        return found

    def _is_behind(self, word: str) -> bool:
        text, (low, high) = self.text, self.around
        at = text.find(word, low + 2, high)
        while at >= 0:
            end = at + len(word)
            if text[at - 1].isspace() and not (end < high and _NAME.fullmatch("A" + text[end])):
                begin = before = at - 1
                while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in "._"):
                    begin -= 1
                if _GIVEN.search(text, begin, before):
                    return True
            at = text.find(word, end, high)
        return False

    @cached_property
    def _cues(self) -> list[int]:
        return [found.cue.start for found in self.attributions]

    @cached_property
    def reported(self) -> list[Reported]:
        """The clauses near the stretch that somebody is reported to have said, by their starts."""
        from annotate_tui.detect.reported import reported

        return reported(self)

    @cached_property
    def reported_until(self) -> list[int]:
        """How far the clauses of `reported` reach, up to and with each of them."""
        return list(accumulate((one.span.end for one in self.reported), max))

    @cached_property
    def people(self) -> People:
        """Who the noun phrases around speak of."""
        from annotate_tui.detect.people import People

        return People(self)

    def is_unquoted(self, start: int, end: int) -> bool:
        """Whether no quotation stands in ``[start, end)``, not even a part of one."""
        index = bisect_left(self.quotation_starts, end) - 1
        return index < 0 or self.quotations[index].end <= start

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation that holds ``offset``, or None."""
        index = bisect_right(self.quotation_starts, offset) - 1
        if index >= 0 and offset < self.quotations[index].end:
            return self.quotations[index]
        return None


def sentences_between(document: Document, span: Span) -> list[Sentence]:
    """The sentences that begin in ``span``, in order, furniture left out."""
    found: list[Sentence] = []
    structure = document.structure
    for block in range(document.block_index_at(span.start), len(structure)):
        first, last = structure.starts[block], structure.ends[block]
        if first >= span.end:
            break
        if not document.is_read(block):
            continue
        if last - first > SECTION:
            part = Span(max(first, span.start), min(last, span.end))
            found += _of_long(document, document.block(block), part)
        elif span.start <= first and last <= span.end:
            found += document.sentences_in(block)
        else:
            inside = document.sentences_in(block)
            found += [s for s in inside if span.start <= s.start < span.end]
    return found


def _of_long(document: Document, block: Block, span: Span) -> Iterator[Sentence]:
    """The sentences that begin in a part of a block too long to be looked at as a whole."""
    at = span.start
    for start in sentence_starts(document, block, *span):
        sentence = document.sentence_at(start) if at <= start < block.end else None
        if sentence is not None and at <= sentence.start < span.end:
            yield sentence
            at = sentence.end


def _from(document: Document, start: int, before: int) -> int:
    """The first block at most ``before`` before ``start``, else the first sentence there."""
    low = max(0, start - before)
    starts = document.structure.starts
    index = bisect_left(starts, low)
    if not low:
        return 0
    if index < len(starts) and starts[index] <= start:
        return starts[index]
    found = sentence_starts(document, document.block_at(low), low, start)
    return found[0] if found else low


def _until(document: Document, end: int, behind: int) -> int:
    """The last end of a block at most ``behind`` behind ``end``, else of a sentence there."""
    high = min(len(document.text), end + behind)
    ends = document.structure.ends
    index = bisect_right(ends, high) - 1
    if high == len(document.text):
        return high
    if index >= 0 and ends[index] >= end:
        return ends[index]
    found = sentence_starts(document, document.block_at(high), end, high)
    return found[-1] if found else high
