"""Whom a pronoun means that stands for a speaker: the likeliest person before it, as a guess.

Rules of our own: who spoke last, who is the subject of a sentence, who stands nearest, and the
gender that a title, a role or a very common first name tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate_tui.detect.mentions import Mention, at_sentence_start
from annotate_tui.detect.naming import PRONOUNS, Printed
from annotate_tui.detect.openings import opening
from annotate_tui.detect.person_words import ROLES
from annotate_tui.detect.subjects import subject_after
from annotate_tui.detect.tokens import Clause
from annotate_tui.model import BlockKind, Span
from annotate_tui.text.function_words import all_function_words

if TYPE_CHECKING:
    from annotate_tui.detect.people import People

_REACH = 1_500
_NAMED = 900
_FEW = 24
_SAME, _SAME_FAR = 4.0, 1.8
_SPOKE, _SPOKE_FAR = 3.0, 1.2
_PARAGRAPH = 1.5
_SUBJECT = 1.5
_FIRST = 0.7
_GENDER = 2.0
_QUOTED = -3.0
_OWNER = -1.0
_FADES = 250  # code points that cost as much as one of these units
_NEARBY = 400
_ANSWER = 300  # code points between a question and who answers it
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_PHRASE = re.compile(
    r"(?:\A|[.!?”\"]\s+|\n)(?P<all>(?:The|An?|His|Her|Another|One)\s(?P<words>[a-z-]+(?:\s[a-z-]+){0,3}))"
)
_PLURALS = frozenset(
    word for word in ROLES if word.endswith("s") or word in ("men", "women", "people")
)
_NO_ONE = frozenset(
    "nobody none everyone everybody somebody someone some many most few all both ten two three four"
    " five six seven eight nine several others no each every in at on from with by for of to".split()
)


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
    best: Span | Mention | None = asked_before(people, source, gender)
    if best is not None:
        return best
    most = -100.0
    for span in _speakers(people, source):
        words = people.passage.text[span.start : span.end].casefold()
        if words in PRONOUNS:
            if words != ("he" if gender == "m" else "she"):
                continue
            # A chain of pronouns is followed from its end; what it hangs on is worked out once.
            if not people.resolve(span).speaker:
                continue
            score = _near(people, span, source, _SAME, _SAME_FAR)
        else:
            read = people.read(span)
            own = read.gender or people.gender(read.name)
            if "".join(words.split(None, 1)[:1]) in _NO_ONE or not _may_be_person(
                people, span, read
            ):
                continue
            if own and own != gender:
                continue
            score = _GENDER * (own == gender) + _near(people, span, source, _SPOKE, _SPOKE_FAR)
            if words.split(None, 1)[:1] in (["his"], ["her"], ["their"]):
                score += _OWNER
        if score > most:
            best, most = span, score
    for one in people.mentions.between(source.start - _NAMED, source.start)[-_FEW:]:
        score = _of_mention(people, one, source, gender)
        if score > most:
            best, most = one, score
    for span in _subjects(people, source):
        read = people.read(span)
        if read.gender and read.gender != gender:
            continue
        score = _SUBJECT + _GENDER * (read.gender == gender)
        score += _near(people, span, source, _PARAGRAPH, 0.0)
        if score > most:
            best, most = span, score
    # "Asked when it opens, the mayor shrugged. “…,” she said.": whoever was asked answers.
    asked = people.passage.text.rfind("Asked ", max(0, source.start - _ANSWER), source.start) >= 0
    if asked or most < _SUBJECT:
        right_before = _subject_before(people, source)
        if right_before is not None:
            read = people.read(right_before)
            if read.gender in ("", gender) and _may_be_person(people, right_before, read):
                return right_before
    return best if best is not None else _surname(people, source)


_ALONE = re.compile(r"(?:\A|[.!?”\"]\s+|,\s)(?P<name>[A-Z][a-z]+)\s(?:[a-z]+ed|was|had|has|is)\b")


def _surname(people: People, source: Span) -> Span | None:
    """The last subject that is one capitalised word, and neither a body nor a place."""
    text = people.passage.text
    low = max(people.passage.around.start, source.start - _NEARBY)
    best: Span | None = None
    for match in _ALONE.finditer(text, low, source.start):
        span = Span(*match.span("name"))
        read = people.read(span)
        known = match["name"].casefold() in all_function_words("en")
        if read.kind == "one" and not known and not people.mentions.is_body(match["name"]):
            best = span if people.passage.quotation_at(span.start) is None else best
    return best


def asked_before(people: People, source: Span, gender: str = "") -> Span | None:
    """Whom the question was put to that a pronoun's quotation answers: "Roe asked the mayor"."""
    passage, text = people.passage, people.passage.text
    low, _ = people.block_around(source.start)
    before = passage.attributions_between(max(low, source.start - _ANSWER), source.start)
    before = [one for one in before if one.kind == "verb" and one.source != source]
    if not before or before[-1].lemma != "ask" or before[-1].source is None:
        return None
    asked = before[-1]
    if asked.source is None or asked.source.end > asked.cue.start:
        return None
    if passage.quotation_at(asked.source.start - 2) is None:
        return None
    whom = subject_after(Clause(text, asked.cue.end, source.start), asked.cue.end, source.start)
    if whom is None or text[whom.end : whom.end + 1] not in (".", ","):
        return None
    read = people.read(whom)
    own = read.gender or people.gender(read.name)
    if read.kind == "pronoun" or own not in ("", gender or own):
        return None
    return whom if _may_be_person(people, whom, read) else None


def _subject_before(people: People, source: Span) -> Span | None:
    """The subject of the sentence right before the one with the pronoun, outside of marks.

    "Asked when it opens, the mayor shrugged. “Ask me in a year,” she said."
    """
    passage, text = people.passage, people.passage.text
    low, _ = people.block_around(source.start)
    own = passage.document.sentence_at(source.start)
    begin = own.start if own else source.start
    quote = passage.quotation_at(max(low, begin - 2)) or passage.quotation_at(begin)
    begin = min(begin, quote.start) if quote else begin
    if begin <= low:
        return None
    last = passage.document.sentence_at(begin - 2)
    if last is None or last.start < low or passage.quotation_at(last.start) is not None:
        return None
    subject = opening(Clause(text, last.start, last.end), last.start, last.end)
    if subject is None or passage.quotation_at(subject.start) is not None:
        return None
    # A pronoun there would have to be looked for in turn.
    return subject if people.read(subject).kind != "pronoun" else None


def _subjects(people: People, source: Span) -> Iterator[Span]:
    """The nameless persons that begin the sentences before: "The deputy had none. She said"."""
    text = people.passage.text
    low = max(people.passage.around.start, source.start - _NEARBY)
    for match in _PHRASE.finditer(text, low, source.start):
        end = match.start("words")
        for word in match["words"].split():
            end = text.index(word, end) + len(word)
            if word in ROLES:
                if word not in _PLURALS and _stands_alone(people, match.start("all"), end):
                    yield Span(match.start("all"), end)
                break


def _stands_alone(people: People, start: int, end: int) -> bool:
    """Whether a nameless person is no part of a quotation or heading, and no name follows."""
    passage, document = people.passage, people.passage.document
    return (
        passage.quotation_at(start) is None
        and document.structure.kinds[document.block_index_at(start)] not in _HEADS
        and not passage.text[end : end + 4].lstrip(" ,")[:1].isupper()
    )


def _near(people: People, span: Span, source: Span, here: float, far: float) -> float:
    """What the distance speaks: ``here`` in the same paragraph, else ``far``, less far away."""
    low, high = people.block_around(source.start)
    return (here if low <= span.start < high else far) - (source.start - span.end) / _FADES


def _may_be_person(people: People, span: Span, read: Printed) -> bool:
    """Whether one person can be meant: a name, an office, or a word for what somebody does."""
    if read.many or read.kind == "body":
        return False
    return people.may_speak(span)


def _of_mention(people: People, one: Mention, source: Span, gender: str) -> float:
    own = one.gender or people.gender(one.name)
    if own and own != gender:
        return -200.0
    text = people.passage.text
    span = Span(one.start, one.end)
    score = _GENDER * (own == gender) + _near(people, span, source, _PARAGRAPH, 0.0)
    if at_sentence_start(text, one.start):
        score += _SUBJECT + _FIRST * (text[max(0, one.start - 1) : one.start] in ("", "\n"))
    elif (
        text[one.start - 2 : one.start] in (", ", ",\n")
        and text[one.end : one.end + 2].strip()[:1] == ","
    ):
        score += _SUBJECT
    if text[one.end : one.end + 3].lstrip().startswith(("'s", "’s")):
        score += _OWNER
    if people.passage.quotation_at(one.start) is not None:
        score += _QUOTED
    return score


def _many(people: People, source: Span, pronoun: str) -> Span | None:
    """The body that spoke last; for "they" rather several persons."""
    body: Span | None = None
    for span in reversed(_speakers(people, source)):
        words = people.passage.text[span.start : span.end].casefold()
        if words in PRONOUNS:
            continue
        read = people.read(span)
        if read.many and pronoun == "they":
            return span
        if read.kind == "body":
            if pronoun == "it":
                return span
            body = body or span
        elif read.kind == "one" and pronoun == "it" and not people.gender(read.name):
            known = people.mentions.full_name(read.name, span.start)
            body = body or (span if known is None else None)
    subject = _subject_before(people, source)
    if pronoun == "they" and subject is not None and people.read(subject).many:
        return subject
    if body is None and pronoun == "it":
        return _body_before(people, source)
    return body


_BODY = re.compile(r"(?:\A|[.!?”\"]\s+|\n)(?P<all>[Tt]he\s[a-z]+)\b")


def _body_before(people: People, source: Span) -> Span | None:
    """The last body that began a sentence: "The company, which grew, declined. It said"."""
    low = max(people.passage.around.start, source.start - _NEARBY)
    best: Span | None = None
    for match in _BODY.finditer(people.passage.text, low, source.start):
        span = Span(*match.span("all"))
        if people.read(span).kind == "body" and people.passage.quotation_at(span.start) is None:
            best = span
    return best


def _relative(people: People, source: Span) -> Mention | None:
    """The name right before "…, who said"."""
    before = people.mentions.between(source.start - 80, source.start)
    text = people.passage.text
    if before and not text[before[-1].end : source.start].strip(" ,\n"):
        return before[-1]
    return None


def _speakers(people: People, source: Span) -> list[Span]:
    """The sources of the attributions before, in order, near ones only."""
    at = bisect_left(people.source_starts, source.start)
    spans = people.sources[max(0, at - _FEW) : at]
    return [s for s in spans if s.start >= source.start - _REACH]
