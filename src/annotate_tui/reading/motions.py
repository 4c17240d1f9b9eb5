"""Motions: document and state in, state out. A motion that cannot move says why."""

from __future__ import annotations

import re
from dataclasses import replace

from annotate_tui.model import BlockKind, Sentence, Span
from annotate_tui.reading.state import Reading
from annotate_tui.reading.units import (
    UnitFinder,
    figures_in,
    next_unit,
    phrases_in,
    previous_unit,
    quotations_near,
    touches,
    words_in,
)
from annotate_tui.text.document import SECTION, Document

FAR = 5_000
"""Sentences looked through for the next figure: about half a megabyte of news."""
NEAR = 200
"""Sentences looked through for the next word or phrase."""
_MARK = re.compile(r"""["“”„‟＂〝〞〟«»「『‹›‘‚‛]|(?<!\w)'""")
"""What a quotation may begin with, in any language and typing."""


def begin(document: Document, offset: int | None = None) -> Reading:
    """Where reading starts: the sentence at ``offset``, else the first one below the headline."""
    if offset is not None and (found := document.sentence_at(offset)) is not None:
        return _at(Reading(0, 0), found)
    first = document.first_sentence()
    return _at(Reading(0, 0), first) if first else Reading(0, 0, said="This text has no words.")


def next_sentence(document: Document, reading: Reading) -> Reading:
    """The sentence after the selection's end."""
    found = document.next_sentence(reading.end)
    return _at(reading, found) if found else reading.say("This is the last sentence.")


def previous_sentence(document: Document, reading: Reading) -> Reading:
    """The sentence before the selection's start; from the first one, the headline."""
    found = document.previous_sentence(reading.start)
    return _at(reading, found) if found else reading.say("Nothing to read before this.")


def first_sentence(document: Document, reading: Reading) -> Reading:
    """The first sentence below the headline."""
    return _jump(reading, document.first_sentence(), "This is the first sentence.")


def last_sentence(document: Document, reading: Reading) -> Reading:
    """The last sentence outside furniture."""
    return _jump(reading, document.last_sentence(), "This is the last sentence.")


def next_paragraph(document: Document, reading: Reading) -> Reading:
    """The first sentence of the next paragraph, furniture included."""
    index = document.block_index_at(max(reading.start, reading.end - 1))
    while (index := index + 1) < len(document.structure):
        if found := document.first_in(index):
            return _at(reading, found)
    return reading.say("This is the last paragraph.")


def previous_paragraph(document: Document, reading: Reading) -> Reading:
    """The first sentence of this paragraph, or at it of the one before, furniture included."""
    here = document.block_index_at(reading.start)
    own = document.first_in(here)
    if own and reading.start > own.start:
        return _at(reading, own)
    for index in range(here - 1, -1, -1):
        if found := document.first_in(index):
            return _at(reading, found)
    return reading.say("This is the first paragraph.")


def sentence_at(document: Document, reading: Reading, offset: int) -> Reading:
    """The sentence at a place: after a page key, a jump, a click."""
    found = document.sentence_at(offset)
    return _at(reading, found) if found else reading


def back_to_sentence(document: Document, reading: Reading) -> Reading:
    """What escape does: the whole sentence around the selection's start, nothing in focus."""
    return sentence_at(document, reading, reading.start)


def next_word(document: Document, reading: Reading) -> Reading:
    """The next word; from a sentence its first."""
    return _step(document, reading, words_in, "word", forward=True)


def previous_word(document: Document, reading: Reading) -> Reading:
    """The word before; from a sentence its last."""
    return _step(document, reading, words_in, "word", forward=False)


def next_phrase(document: Document, reading: Reading) -> Reading:
    """The next phrase; from a sentence its first."""
    return _step(document, reading, phrases_in, "phrase", forward=True)


def previous_phrase(document: Document, reading: Reading) -> Reading:
    """The phrase before; from a sentence its last."""
    return _step(document, reading, phrases_in, "phrase", forward=False)


def quotation(document: Document, reading: Reading) -> Reading:
    """The quotation that touches the selection; from one, or with none here, the next."""
    here = {*quotations_near(document, reading.start), *quotations_near(document, reading.end - 1)}
    if reading.span not in here:
        touching = [found for found in here if touches(found, reading.span)]
        if inside := _quotation_after(document, reading.start, reading.end):
            touching.append(inside)
        if touching:
            return reading.select(min(touching), "quotation")
    after = _quotation_after(document, reading.end)
    return reading.select(after, "quotation") if after else reading.say("No quotation after this.")


def figure(document: Document, reading: Reading) -> Reading:
    """The figure that touches the selection; from a figure, or with none here, the next one."""
    sentence = document.sentence_at(reading.start)
    while sentence is not None and sentence.start < reading.end:
        found = figures_in(document, sentence)
        if reading.span in found:
            break
        for span in found:
            if touches(span, reading.span):
                return reading.select(span, "figure")
        sentence = document.next_sentence(sentence.end)
    after = next_unit(document, reading.end, figures_in, FAR)
    return reading.select(after, "figure") if after else reading.say("No figure after this.")


def _quotation_after(document: Document, offset: int, limit: int | None = None) -> Span | None:
    """The first quotation that begins in ``[offset, limit)`` and outside furniture."""
    limit = len(document.text) if limit is None else limit
    at = offset
    while (mark := _MARK.search(document.text, at, limit)) is not None:
        block = document.block_at(mark.start())
        if document.is_read(block.index):
            for found in quotations_near(document, mark.start()):
                if offset <= found.start < limit:
                    return found
        at = max(mark.end(), min(block.end, mark.start() + SECTION // 2))
    return None


def _step(
    document: Document, reading: Reading, find: UnitFinder, unit: str, *, forward: bool
) -> Reading:
    whole = reading.unit in ("sentence", "headline", "furniture") or _marked(document, reading)
    if forward:
        offset = reading.start if whole else reading.end
        found = next_unit(document, offset, find, NEAR)
    else:
        offset = reading.end if whole else reading.start
        found = previous_unit(document, offset, find, NEAR)
    if found is None:
        return reading.say(f"No {unit} {'after' if forward else 'before'} this.")
    return reading.select(found, unit)


def _jump(reading: Reading, sentence: Sentence | None, there: str) -> Reading:
    """The sentence; ``there`` is said where it is selected already."""
    if sentence is None:
        return reading.say("This text has no words.")
    said = there if reading.span == (sentence.start, sentence.end) else ""
    return replace(_at(reading, sentence), said=said)


def _marked(document: Document, reading: Reading) -> bool:
    """Whether a mark, or what is suggested as one, is selected on a whole sentence: its words are
    reached as the sentence's."""
    taken = reading.unit in ("mark", "suggestion")
    sentence = document.sentence_at(reading.start) if taken else None
    return sentence is not None and (sentence.start, sentence.end) == reading.span


def _at(reading: Reading, sentence: Sentence) -> Reading:
    return reading.select(Span(sentence.start, sentence.end), "sentence")


def unit_name(document: Document, reading: Reading) -> str:
    """The selection's unit in a reader's words: a headline and furniture are called so."""
    if not len(document.structure):
        return reading.unit
    kind = document.block_at(reading.start).kind
    if reading.unit == "sentence" and kind is BlockKind.TITLE:
        return "headline"
    if reading.unit == "sentence" and kind is BlockKind.HEADING:
        return "heading"
    if reading.unit == "sentence" and kind is BlockKind.FURNITURE:
        return "furniture"
    return reading.unit
