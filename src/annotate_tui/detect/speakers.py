"""Who said it: the noun phrases near some words, likeliest first.

Words in quotation marks have the speaker that a suggestion of the quotation would have. Then come
the speakers of the other words of saying, those of the same sentence first, by distance; then the
names that stand beside no word of saying.
"""

from __future__ import annotations

from typing import NamedTuple

from annotate_tui.detect.attribution import Attribution
from annotate_tui.detect.names import has_role, is_person, names
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.quotes import judged
from annotate_tui.detect.tokens import PRONOUNS
from annotate_tui.model import Span
from annotate_tui.text.document import Document

_FIRST, _SAME, _OTHER = -(1 << 40), 0, 1 << 40
_HERE, _MERE_PERSON, _MERE_NAME = 1 << 41, 1 << 42, 1 << 43
_FAR = 1000  # what a sentence between weighs, in code points


class Speaker(NamedTuple):
    """The words of a possible speaker as printed.

    ``says``: they stand beside a word of saying; ``here``: in the sentence of the span, and may be
    a person's.
    """

    span: Span
    says: bool
    here: bool


class _Candidate(NamedTuple):
    cost: int
    span: Span
    says: bool


def speakers_near(document: Document, start: int, end: int, around: Span) -> list[Speaker]:
    """The likely speakers of ``[start, end)``, likeliest first, without doubles.

    Only words of ``around`` are looked at, which holds the paragraph. Names that stand beside no
    word of saying come last: persons of the span's sentence, other persons, then what else has a
    name. Pronouns are left out. Offsets are code points into the text.
    """
    text = document.text
    passage = Passage(document, around.start, around.end, before=0, behind=0)
    quote = passage.quotation_at(start)
    span = quote if quote and end <= quote.end else Span(start, end)
    sentence = document.context(*span)
    found = [*_by_quotation(passage, quote if span == quote else None)]
    for said in passage.attributions:
        if said.source is not None and said.kind != "noun":
            found.append(_Candidate(_cost(said, span, sentence), said.source, True))
    found = [one for one in found if text[slice(*one.span)].lower() not in PRONOUNS]
    for name in names(text, *around):
        if any(one.span.start < name.end and name.start < one.span.end for one in found):
            continue
        words = text[slice(*name)]
        away = max(span.start - name.end, name.start - span.end, 0)
        rank = _MERE_NAME
        if is_person(words) or has_role(words):
            rank = _HERE if sentence.start <= name.start < sentence.end else _MERE_PERSON
        found.append(_Candidate(rank + away, name, False))
    offered: dict[str, Speaker] = {}
    for cost, name, says in sorted(found):
        inside = sentence.start <= name.start < sentence.end
        key = " ".join(text[slice(*name)].casefold().split())
        offered.setdefault(key, Speaker(name, says, inside and cost < _MERE_PERSON))
    return list(offered.values())


def _by_quotation(passage: Passage, quote: Span | None) -> list[_Candidate]:
    """The speaker of a quotation as it would be suggested."""
    for heard in judged(passage):
        if heard.one.span == quote and heard.source is not None:
            return [_Candidate(_FIRST, heard.source, heard.said is not None)]
    return []


def _cost(said: Attribution, span: Span, sentence: Span) -> int:
    """How far an attribution is from the words: in their sentence, before them, behind them."""
    low, high = said.cue
    away = max(span.start - high, low - span.end, 0)
    if sentence.start <= low < sentence.end:
        return _SAME + away
    return _OTHER + away + (_FAR if low >= span.end else 0)
