"""The units around a place: words, phrases, figures, quotations, paragraphs.

Each function looks at one sentence or at one paragraph and its neighbours, never at the whole text.
The rules are imported at their first use: their tables and patterns would double the time to the
first picture, which needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotate_tui.model import BlockKind, Sentence, Span
from annotate_tui.text.document import CONTEXT, SECTION, Document

_OPENING = frozenset("“\"„«»‘'「『‹")
_REOPENED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
_NEIGHBOURS = 50
"""Paragraphs looked at on either side for one quotation that is reopened in each."""

UnitFinder = Callable[[Document, Sentence], list[Span]]


def words_in(document: Document, sentence: Sentence) -> list[Span]:
    """The words of a sentence, in order."""
    from annotate_tui.text.words import words

    return words(document.text, sentence.start, sentence.end)


def phrases_in(document: Document, sentence: Sentence) -> list[Span]:
    """The phrases of a sentence, in order."""
    from annotate_tui.text.phrases import phrases

    return phrases(document.text, sentence.start, sentence.end, document.language)


def figures_in(document: Document, sentence: Sentence) -> list[Span]:
    """The figures of a sentence, in order."""
    from annotate_tui.text.figures import figures

    return figures(document.text, sentence.start, sentence.end, document.language)


def quotations_near(document: Document, offset: int) -> list[Span]:
    """The quotations of the paragraph at ``offset``, reopened ones with all their paragraphs."""
    from annotate_tui.text.quotations import quotations

    if not len(document.structure):
        return []
    text, middle = document.text, document.block_at(offset)
    if middle.end - middle.start > SECTION:
        low = max(middle.start, offset - SECTION // 2 - CONTEXT)
        return quotations(text, [Span(low, min(middle.end, low + SECTION + 2 * CONTEXT))])
    first = last = middle.index
    while _joins(document, first - 1, first) and middle.index - first < _NEIGHBOURS:
        first -= 1
    while _joins(document, last, last + 1) and last - middle.index < _NEIGHBOURS:
        last += 1
    blocks = [document.block(i) for i in range(first, last + 1)]
    return quotations(text, [Span(b.start, b.end) for b in blocks])


def _joins(document: Document, one: int, other: int) -> bool:
    """Whether a quotation may go on from block ``one`` into ``other``, which reopens it."""
    if one < 0 or other >= len(document.structure):
        return False
    if not (document.block(one).kind in _REOPENED and document.block(other).kind in _REOPENED):
        return False
    return document.text[document.block(other).start] in _OPENING


def paragraphs_at(document: Document, offset: int) -> list[Span]:
    """The block at ``offset`` without a first line's indentation; none in a text without words."""
    if not len(document.structure):
        return []
    block, text = document.block_at(offset), document.text
    start = block.start
    while start < block.end and text[start].isspace():
        start += 1
    return [Span(start, block.end)]


def sentences_from(document: Document, offset: int) -> Iterator[Sentence]:
    """The sentence at ``offset``, then those after it, furniture left out after the first block."""
    sentence = document.sentence_at(offset)
    if sentence is not None and not document.is_read(sentence.block):
        own = [s for s in document.sentences_in(sentence.block) if s.start >= sentence.start]
        yield from own
        sentence = document.next_sentence(own[-1].end)
    while sentence is not None:
        yield sentence
        sentence = document.next_sentence(sentence.end)


def sentences_back(document: Document, offset: int) -> Iterator[Sentence]:
    """The sentence that reaches to ``offset`` or holds it, then those before it.

    Furniture is left out after the first block.
    """
    reached = offset > 0 and not document.text[offset - 1].isspace()
    sentence = document.sentence_at(offset - 1 if reached else offset)
    if sentence is not None and not document.is_read(sentence.block):
        own = [s for s in document.sentences_in(sentence.block) if s.start <= sentence.start]
        yield from reversed(own)
        sentence = document.previous_sentence(own[0].start)
    while sentence is not None:
        yield sentence
        sentence = document.previous_sentence(sentence.start)


def next_unit(document: Document, offset: int, find: UnitFinder, limit: int) -> Span | None:
    """The first unit that begins at or after ``offset``, within ``limit`` sentences; else None."""
    for count, sentence in enumerate(sentences_from(document, offset)):
        if count >= limit:
            break
        for unit in find(document, sentence):
            if unit.start >= offset:
                return unit
    return None


def previous_unit(document: Document, offset: int, find: UnitFinder, limit: int) -> Span | None:
    """The last unit that ends at or before ``offset``, within ``limit`` sentences; else None."""
    for count, sentence in enumerate(sentences_back(document, offset)):
        if count >= limit:
            break
        for unit in reversed(find(document, sentence)):
            if unit.end <= offset:
                return unit
    return None


def touches(one: Span, other: Span) -> bool:
    """Whether two spans share a code point."""
    return one.start < other.end and other.start < one.end


def holds(outer: Span, inner: Span) -> bool:
    """Whether ``outer`` contains ``inner`` and is larger."""
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner
