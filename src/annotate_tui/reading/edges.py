"""Moving one edge of a selection, or of the mark in focus, by a word, a sentence or a character.

An edge never crosses the other one, never stops in white space, and never takes a span into
furniture or over it: then the state comes back as it was, with the reason.
"""

from __future__ import annotations

from dataclasses import replace

from annotate_tui.model import Span
from annotate_tui.reading.state import Reading
from annotate_tui.reading.units import (
    UnitFinder,
    sentences_back,
    sentences_from,
    words_in,
)
from annotate_tui.text.cells import next_grapheme, previous_grapheme
from annotate_tui.text.document import Document

_NEAR = 200


def other_edge(_document: Document, reading: Reading) -> Reading:
    """Make the other edge the active one."""
    return replace(reading, right=not reading.right, said="")


def word_right(document: Document, reading: Reading) -> Reading:
    """Move the active edge one word to the right."""
    return _move(document, reading, _after(document, reading, words_in), "word")


def word_left(document: Document, reading: Reading) -> Reading:
    """Move the active edge one word to the left."""
    return _move(document, reading, _before(document, reading, words_in), "word")


def sentence_down(document: Document, reading: Reading) -> Reading:
    """Move the active edge one sentence down."""
    return _move(document, reading, _after(document, reading, _whole), "sentence")


def sentence_up(document: Document, reading: Reading) -> Reading:
    """Move the active edge one sentence up."""
    return _move(document, reading, _before(document, reading, _whole), "sentence")


def character_right(document: Document, reading: Reading) -> Reading:
    """Move the active edge one character (grapheme) to the right, over white space."""
    text = document.text
    at = reading.end if reading.right else reading.start
    while at < len(text):
        at = next_grapheme(text, at, len(text))
        rests_on = text[at - 1 : at] if reading.right else text[at : at + 1]
        if rests_on and not rests_on.isspace():
            return _move(document, reading, at, "character")
    return reading.say("This is the end of the text.")


def character_left(document: Document, reading: Reading) -> Reading:
    """Move the active edge one character (grapheme) to the left, over white space."""
    text = document.text
    at = reading.end if reading.right else reading.start
    while at > 0:
        at = previous_grapheme(text, at, 0)
        rests_on = text[at - 1 : at] if reading.right else text[at : at + 1]
        if rests_on and not rests_on.isspace():
            return _move(document, reading, at, "character")
    return reading.say("This is the beginning of the text.")


def _whole(_document: Document, sentence: Span | tuple[int, ...]) -> list[Span]:
    return [Span(sentence[0], sentence[1])]


def _after(document: Document, reading: Reading, find: UnitFinder) -> int | None:
    """The next place to the right where the active edge may rest."""
    at = reading.end if reading.right else reading.start
    for count, sentence in enumerate(sentences_from(document, at)):
        if count > _NEAR:
            break
        for unit in find(document, sentence):
            stop = unit.end if reading.right else unit.start
            if stop > at:
                return stop
    return None


def _before(document: Document, reading: Reading, find: UnitFinder) -> int | None:
    """The next place to the left where the active edge may rest."""
    at = reading.end if reading.right else reading.start
    for count, sentence in enumerate(sentences_back(document, at)):
        if count > _NEAR:
            break
        for unit in reversed(find(document, sentence)):
            stop = unit.end if reading.right else unit.start
            if stop < at:
                return stop
    return None


def _move(document: Document, reading: Reading, to: int | None, unit: str) -> Reading:
    if to is None:
        return reading.say(f"No {unit} on that side.")
    start, end = (reading.start, to) if reading.right else (to, reading.end)
    if start >= end:
        side = "o takes the other edge"
        return reading.say(f"One {unit} is the least a selection can be; {side}.")
    grows = start < reading.start or end > reading.end
    if grows and document.crosses_furniture(start, end):
        return reading.say("A span does not cross furniture.")
    return replace(reading, start=start, end=end, unit="selection", trail=(), said="")
