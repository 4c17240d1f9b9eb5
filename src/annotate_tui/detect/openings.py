"""The noun phrase that a clause begins with."""

from __future__ import annotations

import re

from annotate_tui.detect.names import is_person
from annotate_tui.detect.subjects import holds_person, trimmed
from annotate_tui.detect.tokens import (
    ADVERBS,
    LEADING,
    LOOK,
    MOST,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    VERB,
    Clause,
    comma_in,
    word_of,
)
from annotate_tui.model import Span

_WORD = re.compile(r"[A-Za-z]+")
_ABOUT = re.compile(r"(?:[Aa]bout|[Oo]ver|[Uu]nder)\s\d")
_TIME = re.compile(
    r"(?:\w+\s){0,3}(?:second|minute|hour|day|week|month|year|decade|moment)s?"
    r"\s(?:later|ago|earlier|before|after that)\s?,?\s"
)


def opening(clause: Clause, low: int, high: int) -> Span | None:
    """The noun phrase that a clause begins with: up to the first word that looks like its verb."""
    text = clause.text
    begin = low
    for _ in range(4):
        while begin < high and not text[begin].isalnum():
            begin += 1
        lead = _TIME.match(text, begin, high) or LEADING.match(text, begin, high)
        begin = lead.end() if lead else begin
        first = _WORD.match(text, begin, high)
        if first is None:
            return None
        if first[0].lower() in PERSONAL:
            return Span(*first.span())
        # "In a statement on Monday, …": what stands before the clause is stepped over.
        skipped = first[0].lower() in PREPOSITIONS or first[0].endswith("ing")
        # "Asked when it opens, the mayor shrugged": whoever was asked stands behind.
        skipped = skipped or first[0] in ("Asked", "Pressed", "Questioned", "Challenged")
        # "About 1,200 residents left": the number is their subject's.
        skipped = skipped and not _ABOUT.match(text, begin, high)
        comma = comma_in(text, begin, min(high, begin + LOOK))
        if skipped and comma >= 0:
            begin = comma + 1
            continue
        break
    limit = min(high, begin + LOOK)
    verb = VERB.search(text, begin + 1, limit)
    if verb is None:
        return None
    comma = comma_in(text, begin, verb.start())
    end = comma if comma > begin else verb.start()
    tokens = clause.between(begin, end)
    if comma > begin:
        # "The firm's chief, Dana Wu, resigned": the person's name goes before the role.
        close = comma_in(text, comma + 1, verb.start() + 1)
        aside = clause.between(comma + 1, close if close > comma else verb.start())
        if aside and not is_person(text[begin:comma]):
            named = Span(aside[0][0], aside[-1][1])
            if holds_person(text[slice(*named)]):
                return named
    while tokens and (
        word_of(text, tokens[-1]) in ADVERBS or word_of(text, tokens[-1]) in RELATIVES
    ):
        tokens.pop()
    return trimmed(text, tokens[:MOST])
