"""Expand and shrink: the smallest larger unit, and back the way it came."""

from __future__ import annotations

from dataclasses import replace

from annotate_tui.model import Span
from annotate_tui.reading.state import Reading
from annotate_tui.reading.units import (
    figures_in,
    holds,
    paragraphs_at,
    phrases_in,
    quotations_near,
    words_in,
)
from annotate_tui.text.document import Document


def expand(document: Document, reading: Reading) -> Reading:
    """The smallest unit that contains the selection and is larger.

    Word, figure, phrase, sentence, quotation and paragraph compete by containment alone, so a
    quotation that crosses the sentence comes before the paragraph. Of two equal spans the first
    named wins. Over more than one paragraph nothing is larger but a quotation that spans them.
    """
    here = reading.span
    sentence = document.sentence_at(here.start)
    candidates: list[tuple[Span, str]] = []
    if sentence is not None:
        candidates += [(s, "word") for s in words_in(document, sentence)]
        candidates += [(s, "figure") for s in figures_in(document, sentence)]
        candidates += [(s, "phrase") for s in phrases_in(document, sentence)]
        candidates.append((Span(sentence.start, sentence.end), "sentence"))
    candidates += [(s, "quotation") for s in quotations_near(document, here.start)]
    candidates += [(s, "paragraph") for s in paragraphs_at(document, here.start)]
    larger = [(s, unit) for s, unit in candidates if holds(s, here)]
    if not larger:
        return reading.say("Nothing larger than this.")
    span, unit = min(larger, key=lambda c: c[0].end - c[0].start)
    grown = reading.select(span, unit)
    return replace(grown, trail=(*reading.trail, (here, reading.unit)))


def shrink(document: Document, reading: Reading) -> Reading:
    """Back the way ``+`` came; else the first quotation inside, else figure, phrase, word."""
    if reading.trail:
        span, unit = reading.trail[-1]
        return replace(reading.select(span, unit), trail=reading.trail[:-1])
    here = reading.span
    for span in quotations_near(document, here.start):
        if holds(here, span):
            return reading.select(span, "quotation")
    sentence = document.sentence_at(here.start)
    if sentence is not None:
        for find, unit in ((figures_in, "figure"), (phrases_in, "phrase"), (words_in, "word")):
            for span in find(document, sentence):
                if holds(here, span):
                    return reading.select(span, unit)
    return reading.say("Nothing smaller than this.")
