"""What a place in the text means under a pointer: the word there, the mark there, a span drawn."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from annotate_tui.model import BlockKind, Span, Spot
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.state import Reading
from annotate_tui.reading.units import paragraphs_at, words_in
from annotate_tui.text.cells import next_grapheme
from annotate_tui.text.document import Document


def word_at(document: Document, offset: int) -> Span | None:
    """The word at a place, between two words the nearer one; None in a sentence without words."""
    sentence = document.sentence_at(offset)
    words = words_in(document, sentence) if sentence else []
    if not words:
        return None
    i = bisect_right(words, offset, key=_start)
    beside = words[max(0, i - 1) : i + 1]
    return min(beside, key=lambda word: max(word.start - offset, offset - word.end + 1))


def word_selected(document: Document, reading: Reading, offset: int) -> Reading:
    """The word at a place, else the sentence."""
    word = word_at(document, offset)
    if word is not None:
        return reading.select(word, "word")
    sentence = document.sentence_at(offset)
    return reading.select((sentence.start, sentence.end), "sentence") if sentence else reading


def paragraph_selected(document: Document, reading: Reading, offset: int) -> Reading:
    """The paragraph at a place."""
    found = paragraphs_at(document, offset)
    return reading.select(found[0], "paragraph") if found else reading


def next_mark_under(marks: MarkIndex, focus: str | None, offset: int) -> Spot | None:
    """The mark that a click at a place takes: the shortest one over it first.

    While one of them is in focus it is the next longer one, and after the longest None: the
    sentence, so that as many clicks as there are marks reach all of them and the words themselves.
    """
    over = marks.spots_touching(offset, offset + 1)
    over.sort(key=lambda spot: spot.end - spot.start)
    at = next((i for i, spot in enumerate(over) if spot.id == focus), -1)
    return over[at + 1] if at + 1 < len(over) else None


def next_mark_in(marks: MarkIndex, focus: str | None, row: Span) -> Spot | None:
    """The mark that a click beside a row takes: the first that touches it, then the next, round."""
    there = marks.spots_touching(row.start, row.end)
    at = next((i for i, spot in enumerate(there) if spot.id == focus), -1)
    return there[(at + 1) % len(there)] if there else None


def drawn(document: Document, reading: Reading, anchor: int, offset: int) -> Reading:
    """The span drawn from ``anchor`` to ``offset``, whole words at both ends.

    A sign that is no part of a word is an end of its own, so that quotation marks can be taken
    along or left out; blanks at the ends are not taken. At furniture the span ends, as it does
    when an edge is moved by keys.
    """
    reached = _within(document, anchor, offset)
    low, high = min(anchor, reached), max(anchor, reached)
    start, end = _begins(document, low, high), _ends(document, low, high)
    if start >= end:
        # Nothing but blanks were passed over.
        return word_selected(document, reading, reached)
    said = "" if reached == offset else "A span does not cross furniture."
    span = reading.select(Span(start, end), "selection", said)
    return replace(span, right=offset >= anchor)


def _within(document: Document, anchor: int, offset: int) -> int:
    """The place nearest to ``offset`` that a span from ``anchor`` may reach."""
    kinds = document.structure.kinds
    if not kinds:
        return offset
    here, there = document.block_index_at(anchor), document.block_index_at(offset)
    if kinds[here] == BlockKind.FURNITURE:
        own = document.block(here)
        return max(own.start, min(offset, own.end - 1))
    if there > here:
        barred = kinds.find(BlockKind.FURNITURE, here, there + 1)
        return document.block(barred - 1).end - 1 if barred >= 0 else offset
    barred = kinds.rfind(BlockKind.FURNITURE, there, here)
    return document.block(barred + 1).start if barred >= 0 else offset


def _begins(document: Document, low: int, high: int) -> int:
    text = document.text
    while low <= high and text[low : low + 1].isspace():
        low += 1
    word = word_at(document, low)
    return word.start if word is not None and word.start <= low < word.end else low


def _ends(document: Document, low: int, high: int) -> int:
    text = document.text
    while high > low and text[high : high + 1].isspace():
        high -= 1
    word = word_at(document, high)
    if word is not None and word.start <= high < word.end:
        return word.end
    if text[high : high + 1].isspace():
        return high
    return next_grapheme(text, high, len(text))


def _start(span: Span) -> int:
    return span.start
