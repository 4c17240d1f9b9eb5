"""What the fields of words marked by hand may hold: the same rules, looked at from those words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotate_tui.detect import claims, figures, quotes
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.suggester import suggestions_of
from annotate_tui.model import Sentence, Span, Suggestion
from annotate_tui.text.document import Document

LONGEST = 8_000
"""Code points of marked words from which nothing is guessed: they are no one's single statement."""

_BEFORE, _BEHIND = 1_500, 500
_QUOTES = ("quotes", "indirect")
_AMOUNT = ("value", "low", "high", "qualifier")
_SPEAKER = ("speaker", "speaker_text")


def guess(document: Document, tag_name: str, span: Span) -> dict[str, Any]:
    """The fields that the starting tag of that name would be given on these words; {} for nothing.

    Only the words around are looked at, however long the text is. Words over `LONGEST` and other
    tags get nothing. What is returned are values as the fields keep them, empty ones left out.
    """
    of_tag = _OF_TAG.get(tag_name)
    size = len(document.text)
    if of_tag is None or not 0 <= span.start < span.end <= size or span.end - span.start > LONGEST:
        return {}
    whole = document.context(*span)
    start = max(whole.start, span.start - _BEFORE)
    end = min(whole.end, span.end + _BEHIND)
    return of_tag(Passage(document, start, end, before=_BEFORE, behind=_BEHIND), span)


def _quote(passage: Passage, span: Span) -> dict[str, Any]:
    nearest = _nearest(suggestions_of(passage, _QUOTES), span)
    if nearest is not None:
        return dict(nearest.fields)
    said = claims.said_by(passage, Span(passage.start, passage.end))
    if said is None:
        return {}
    marked = passage.quotation_at(span.start) == span
    return quotes.fields(passage, said.source, said, "direct" if marked else "indirect")


def _figure(passage: Passage, span: Span) -> dict[str, Any]:
    """What the very words say, and what the sentence adds to it ("lost 16 houses" is a change)."""
    read = figures.read_figure(passage.text, *span, passage.language)
    nearest = _nearest(suggestions_of(passage, ("figures",)), span)
    if nearest is None:
        return read
    if not read or all(read.get(name) == nearest.fields.get(name) for name in _AMOUNT):
        return dict(nearest.fields)
    return {name: nearest.fields[name] for name in _SPEAKER if name in nearest.fields} | read


def _claim(passage: Passage, span: Span) -> dict[str, Any]:
    """Who makes the claim: what to think of it is for the one who marked it to say."""
    english = claims.is_english(passage.language)
    cues = claims.cues_of(passage.text[span.start : span.end], english=english)
    sentence = Sentence(span.start, span.end, passage.document.block_index_at(span.start))
    score = claims.score_of(cues, english=english)
    found = claims.fields_of(passage, claims.Claim(sentence, cues, score))
    if "speaker" not in found:
        return {}
    return {name: found[name] for name in (*_SPEAKER, "stated_as")}


_OF_TAG: Mapping[str, Callable[[Passage, Span], dict[str, Any]]] = {
    "quote": _quote,
    "figure": _figure,
    "claim": _claim,
}


def _nearest(suggestions: list[Suggestion], span: Span) -> Suggestion | None:
    """The suggestion that shares most with the words, measured against both."""

    def shared(one: Suggestion) -> float:
        both = min(one.end, span.end) - max(one.start, span.start)
        return both / (max(one.end, span.end) - min(one.start, span.start))

    touching = [one for one in suggestions if one.start < span.end and span.start < one.end]
    return max(touching, key=shared, default=None)
