"""Whom a pronoun means that stands for a speaker: the likeliest person before it, as a guess.

Rules of our own: who spoke last, who is the subject of a sentence, who stands nearest, and the
gender that a title, a role or a very common first name tells.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annotate_tui.detect.mentions import Mention, at_sentence_start
from annotate_tui.detect.naming import PRONOUNS, Printed
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.people import People

_REACH = 1_500
_NAMED = 900
_FEW = 24
_SPOKE = 3.0
_SAME = 4.0
_PARAGRAPH = 1.0
_SUBJECT = 1.5
_GENDER = 2.0
_QUOTED = -3.0
_OWNER = -1.0
_FADES = 250  # code points that cost as much as one of these units


def antecedent(people: People, source: Span) -> Span | Mention | None:
    """The words that the pronoun at ``source`` stands for: of a speaker, or a mention; or None."""
    text = people.passage.text
    pronoun = text[source.start : source.end].casefold()
    if pronoun in ("he", "she"):
        return _person(people, source, "m" if pronoun == "he" else "f")
    if pronoun in ("they", "it"):
        return _many(people, source, pronoun)
    if pronoun == "who":
        return _relative(people, source)
    return None


def _person(people: People, source: Span, gender: str) -> Span | Mention | None:
    best: Span | Mention | None = None
    most = -100.0
    for span in _speakers(people, source):
        words = people.passage.text[span.start : span.end].casefold()
        if words in PRONOUNS:
            if words != ("he" if gender == "m" else "she"):
                continue
            # A chain of pronouns is followed from its end; what it hangs on is worked out once.
            if people.resolve(span).speaker:
                score = _SAME + _near(people, span.end, source)
                if score > most:
                    best, most = span, score
            continue
        read = people.read(span)
        if not _may_be_person(people, span, read) or (read.gender and read.gender != gender):
            continue
        score = _SPOKE + _GENDER * (read.gender == gender) + _near(people, span.end, source)
        if score > most:
            best, most = span, score
    for one in people.mentions.between(source.start - _NAMED, source.start)[-_FEW:]:
        score = _of_mention(people, one, source, gender)
        if score > most:
            best, most = one, score
    return best


def _near(people: People, end: int, source: Span) -> float:
    """What the distance speaks: less far away, more in the same paragraph."""
    away = (source.start - end) / _FADES
    return _PARAGRAPH * ("\n" not in people.passage.text[end : source.start]) - away


def _may_be_person(people: People, span: Span, read: Printed) -> bool:
    """Whether one person can be meant: a name, an office, or a word for what somebody does."""
    if read.many or read.kind == "body":
        return False
    return people.may_speak(span)


def _of_mention(people: People, one: Mention, source: Span, gender: str) -> float:
    own = one.gender
    if not own:
        full = people.mentions.full_name(one.name, one.start)
        own = full.gender if full else ""
    if own and own != gender:
        return -200.0
    text = people.passage.text
    score = _GENDER * (own == gender) + _near(people, one.end, source)
    if at_sentence_start(text, one.start):
        score += _SUBJECT
    if text[one.end : one.end + 2] in ("'s", "’s"):
        score += _OWNER
    if people.passage.quotation_at(one.start) is not None:
        score += _QUOTED
    return score


def _many(people: People, source: Span, pronoun: str) -> Span | None:
    """The body, or the persons, that spoke last."""
    for span in reversed(_speakers(people, source)):
        words = people.passage.text[span.start : span.end].casefold()
        if words in PRONOUNS:
            continue
        read = people.read(span)
        if read.kind == "body" or (pronoun == "they" and read.many):
            return span
    return None


def _relative(people: People, source: Span) -> Mention | None:
    """The name right before "…, who said"."""
    before = people.mentions.between(source.start - 80, source.start)
    text = people.passage.text
    if before and not text[before[-1].end : source.start].strip(" ,\n"):
        return before[-1]
    return None


def _speakers(people: People, source: Span) -> list[Span]:
    """The sources of the attributions before, in order, near ones only."""
    spans = people.sources
    at = bisect_left(spans, source.start, key=lambda span: span.start)
    return [s for s in spans[max(0, at - _FEW) : at] if s.start >= source.start - _REACH]
