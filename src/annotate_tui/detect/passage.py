"""The stretch of a text in which suggestions are looked for, and what all detectors need of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from annotate_tui.model import Block, BlockKind, Sentence, Span
from annotate_tui.text.document import Document
from annotate_tui.text.quotations import quotations
from annotate_tui.text.structure import block_index_at

BEFORE = 6_000
"""Code points before a stretch that are looked at: names, and who spoke last."""
BEHIND = 4_000
"""Code points behind a stretch that are looked at: quotations that begin in it and go on."""
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})


class Passage:
    """The stretch ``[start, end)`` of a document with its surroundings, ``around``.

    What is found belongs to the stretch in which it begins. Nothing outside of ``around`` is looked
    at, so that the answer does not depend on the order in which stretches are asked for. Everything
    is worked out once, when it is first asked for. Offsets are code points into ``text``.
    """

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        self.text = document.text
        self.language = document.language
        self.start = start
        self.end = end
        self.around = Span(max(0, start - BEFORE), min(len(self.text), end + BEHIND))

    def owns(self, offset: int) -> bool:
        """Whether what begins there is to be found here."""
        return self.start <= offset < self.end

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks around that are read, furniture left out, cut to ``around``."""
        document, structure = self.document, self.document.structure
        if not len(structure):
            return []
        found: list[Block] = []
        first = block_index_at(structure, self.around.start)
        for index in range(first, len(structure)):
            block = document.block(index)
            if block.start >= self.around.end:
                break
            start, end = max(block.start, self.around.start), min(block.end, self.around.end)
            if document.is_read(index) and start < end:
                found.append(replace(block, start=start, end=end))
        return found

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the stretch itself, in order, furniture left out."""
        found: list[Sentence] = []
        sentence = self.document.next_sentence(self.start)
        while sentence is not None and sentence.start < self.end:
            found.append(sentence)
            sentence = self.document.next_sentence(sentence.end)
        return found

    @cached_property
    def runs(self) -> list[list[Block]]:
        """The blocks in runs that follow each other without furniture between them."""
        found: list[list[Block]] = []
        for block in self.blocks:
            if found and found[-1][-1].index + 1 == block.index:
                found[-1].append(block)
            else:
                found.append([block])
        return found

    @cached_property
    def quotations(self) -> list[Span]:
        """All quotations around, marks included, apart, in order; none crosses furniture."""
        return [
            span
            for run in self.runs
            for span in quotations(
                self.text, [Span(b.start, b.end) for b in run if b.kind in _SPOKEN]
            )
        ]

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation that holds ``offset``, or None."""
        index = bisect_right(self.quotations, offset, key=lambda span: span.start) - 1
        if index >= 0 and offset < self.quotations[index].end:
            return self.quotations[index]
        return None
