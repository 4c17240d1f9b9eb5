"""The clauses that somebody is reported to have said, without marks, and how sure that is.

Rules of our own for English news. A clause stands behind "according to X," or "X said that", before
", according to X" or ", X said", or right behind "X said". Its span is the reported words alone:
without the words of saying, "that", and the stop at the end. A clause is ended by what speaks of
something else: another word of saying, "but declined", ", citing". What is denied, supposed, asked
or ordered reports nothing. Scores are how often such a clause is right, counted on our own sets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.detect.attribution import Attribution
from annotate_tui.detect.clauses import (
    begins_with_verb,
    clause_end,
    end_of_aside,
    has_finite_verb,
    has_firm_verb,
    is_hypothetical,
    opens_clause,
    resumes,
    skip_when_and_where,
    surely_opens_clause,
    trimmed,
)
from annotate_tui.detect.cues import BARE, HEARERS, SPOKEN, THOUGHTS, TRAILING, TRAILS, WEAK
from annotate_tui.detect.denials import is_contrary
from annotate_tui.detect.people import says_role
from annotate_tui.detect.sources import near, sound
from annotate_tui.detect.tokens import comma_in
from annotate_tui.model import BlockKind, Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_LEAST_WORDS = 3
_SCARE = 2
_LONG = 2_000  # code points of a sentence that are looked at on each side
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_SILENT = re.compile(
    r"\b(?:law|laws|rules?|constitution|bible|signs?|label|proverb|saying|legend|contract|treaty|policy|act|bill"
    r"|scripture|logic|tradition|wisdom|sense|evidence|history|experience|nature|clock|voice)\Z",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:But|And|So|Yet|Meanwhile|However),?\s+")
_DATELINE = re.compile(
    r"\s*[A-Z]{2}[A-Z .,’'/-]{0,40}(?:[A-Z][a-z]+\.?,?\s?)?(?:\d\d?\s)?(?:\([^()]{2,24}\)\s?)?"
    r"(?:--|—|–|-|:)\s+|\s*\((?:AP|AFP|UPI|Reuters|Xinhua|Bloomberg|[A-Z][A-Za-z]+\.com)\)\s+"
)
_AS = re.compile(r"\W{0,3}As\s+(?:\w+\s){0,2}?")
_PUT_IT = re.compile(r"(?:\s(?:it|out|in\s(?:a|an|the|his|her|its)\s(?:\w+\s)?\w+))?\s?,\s")
_WHO = tuple(f"{word}{gap}" for word in ("who", "that", "which") for gap in " \n")
_ASKED = re.compile(r"\s*(?:Asked|Cross-examined|Pressed|Questioned|Speaking|Addressing)\b")
_NOUN_WHO = re.compile(r"\s*(?:An?|The|One|Another)\s(?:[\w’'-]+\s){1,4}who\s[^,]{2,60},\s*")
_TO_SAY = re.compile(
    r"\b(used|went on|continued|called|phoned|rang|emailed|texted|wrote)\b[^,.;:“”\"]{0,40}?\sto\s(?:\w+ly\s)?\Z"
)
_SUBORDINATE = re.compile(
    r"\s*(?:As|Even|If|When|While|Although|Though|In|On|At|After|Before|Since|Because)\b"
)
_AHEAD = re.compile(
    r",\s(?:(?:the|an?|its|his|her|their)\s|(?:the\s)?[A-Z][\w.]*[’']s?\s"
    r"|[a-z-]+\s(?:[\w-]+\s)?(?=of\s))[^,“”\"]{3,80},\s*\Z"
)
_IDLE = frozenset(("nothing", "everything", "something", "anything", "what"))
_FIRST = frozenset(("i", "we", "you", "who", "that", "which"))


class Reported(NamedTuple):
    """A reported clause, how often such a one is right, why, and the words of saying."""

    span: Span
    score: float
    why: tuple[str, ...]
    by: Attribution


class _Clause(NamedTuple):
    span: Span
    score: float
    why: tuple[str, ...]


def reported(passage: Passage) -> list[Reported]:
    """The reported clauses around the stretch, by their starts; they may overlap. Never raises."""
    found: list[Reported] = []
    for one in passage.attributions:
        if one.sentence.end <= passage.start or one.sentence.start >= passage.end:
            continue
        by = sound(passage, one)
        clause = _clause(passage, by)
        if clause is not None:
            found.append(Reported(*clause, by))
    return sorted(found, key=lambda one: (one.span, one.by.cue))


def _clause(passage: Passage, found: Attribution) -> _Clause | None:
    """What one word of saying reports, or None."""
    text, sentence = passage.text, _within_block(passage, found)
    if found.kind == "adverb" or _is_question(text, sentence):
        return None
    if found.kind == "according":
        clause = _of_according(passage, found, sentence)
    elif found.that is not None:
        clause = _behind_that(passage, found, sentence)
    elif found.kind == "verb" and found.source is not None:
        clause = (
            _as_says(passage, found, sentence)
            or _before_cue(passage, found, sentence)
            or _behind_cue(passage, found, sentence)
        )
    else:
        clause = None
    if clause is None:
        return None
    return _weighed(passage, clause, found)


def _is_question(text: str, sentence: Span) -> bool:
    end = sentence.end
    while end > sentence.start and text[end - 1] in "\"”’'» ":
        end -= 1
    return text[end - 1 : end] == "?"


def _within_block(passage: Passage, found: Attribution) -> Span:
    start = max(found.sentence.start, found.cue.start - _LONG)
    end = min(found.sentence.end, found.cue.end + _LONG)
    if passage.text.find("\n", start, end) >= 0:
        block = passage.document.block_at(found.cue.start)
        start, end = max(start, block.start), min(end, block.end)
    return Span(start, max(end, found.cue.end))


def _of_according(passage: Passage, found: Attribution, sentence: Span) -> _Clause | None:
    """The clause that "according to X" speaks of: behind it, before it, or around it."""
    text, source = passage.text, found.source
    if source is None:
        return None
    person = passage.people.read(source).kind in ("person", "one")
    before = text[sentence.start : found.cue.start].strip(" \t\n\"“‘'(")
    if not before or re.fullmatch(r"(?:And|But|Meanwhile|However|Also|Still|Yet|Now|So),?", before):
        comma = _comma_behind(text, source.end, sentence.end, person=person)
        if comma is None:
            return None
        span = trimmed(text, comma, clause_end(text, comma, sentence.end))
        return _Clause(span, 0.92, ("“according to”", "the clause behind it"))
    stop = text[sentence.start : found.cue.start].rstrip()[-1:]
    if before.split()[-1:] in (["and"], ["but"]):
        # "It is late - and according to Lee, it rains": the clause is behind.
        comma = _comma_behind(text, source.end, sentence.end, person=person)
        if comma is None:
            return None
        span = trimmed(text, comma, clause_end(text, comma, sentence.end))
        return _Clause(span, 0.86, ("“according to”", "the clause behind it"))
    start = _begins(text, sentence, found.cue.start)
    span = trimmed(text, start, found.cue.start)
    if len(text[span.start : span.end].split()) < 4 or not has_finite_verb(text, span):
        comma = _comma_behind(text, source.end, sentence.end, person=person)
        if comma is None or stop != ",":
            return None
        around = trimmed(text, start, sentence.end)
        return _Clause(around, 0.7, ("“according to” in the middle of the clause",))
    if any(
        other.core and other.source is not None for other in near(passage, span.start, span.end)
    ):
        return _Clause(span, 0.75, ("“according to”", "somebody else speaks in the clause"))
    return _Clause(span, 0.92 if stop == "," else 0.84, ("“according to”", "the clause before it"))


def _comma_behind(text: str, at: int, end: int, *, person: bool) -> int | None:
    """Behind the comma that ends the source; an apposition between commas is stepped over."""
    first = comma_in(text, at, min(end, at + 200))
    if first < 0 or '"' in text[at:first] or "“" in text[at:first]:
        return None
    second = comma_in(text, first + 1, min(end, first + 120))
    if second > 0:
        aside = text[first + 1 : second].strip()
        if re.match(r"who\b|which\b|\d+\Z", aside) or (person and says_role(aside)):
            return second + 1
    return first + 1


def _begins(text: str, sentence: Span, until: int) -> int:
    """Where the clause before the words of saying begins: with its sentence, or behind "; "."""
    semicolon = text.rfind(";", sentence.start, until)
    start = semicolon + 1 if semicolon >= 0 else sentence.start
    for pattern in (_DATELINE, _LINK):
        lead = pattern.match(text, start, until)
        start = lead.end() if lead else start
    return start


def _behind_that(passage: Passage, found: Attribution, sentence: Span) -> _Clause | None:
    """The clause behind "said that"."""
    text = passage.text
    assert found.that is not None
    end = clause_end(text, found.that, sentence.end)
    begin = found.that
    while begin < end and text[begin].isspace():
        begin += 1
    gap = text[found.cue.end : found.that - 4]
    if found.lemma in HEARERS and re.search(r"\sto\s[a-z]", gap):
        return None
    if begins_with_verb(text, begin):
        if gap.strip():
            return None
        begin = found.that - 4
    word = text[found.cue.start : found.cue.end].lower()
    if word.endswith("ing"):
        end = end_of_aside(text, begin, end)
    span = trimmed(text, begin, end)
    said = f"“{text[found.cue.start : found.cue.end].lower()} … that”"
    if found.source is None:
        return _Clause(span, 0.45, (said, "nobody is named"))
    if found.kind == "noun":
        return _Clause(span, 0.6, (said, "a noun of saying"))
    if found.core and found.lemma not in WEAK:
        return _Clause(span, 0.88, (said, "a verb of saying"))
    if found.lemma == "indicate":
        speaks = passage.people.may_speak(found.source)
        return _Clause(span, 0.82 if speaks else 0.6, (said, "a verb that may mean saying"))
    if found.lemma in THOUGHTS:
        return _Clause(span, 0.5, (said, "a verb of thought"))
    if found.lemma in WEAK:
        return _Clause(span, 0.65, (said, "a verb that may mean less than saying"))
    if word.endswith("ing"):
        return _Clause(span, 0.82, (said, "goes on with what was said"))
    if re.search(r"\bto\s+(?:\w+ly\s+)?\Z", text[max(0, found.cue.start - 20) : found.cue.start]):
        spoke = _TO_SAY.search(text, max(0, found.cue.start - 80), found.cue.start)
        if spoke:
            return _Clause(span, 0.82, (said, f"“{spoke[1]} … to”"))
        return _Clause(span, 0.45, (said, "an infinitive"))
    return _Clause(span, 0.8, (said, "a verb that may mean saying"))


def _as_says(passage: Passage, found: Attribution, sentence: Span) -> _Clause | None:
    """The clause behind "As X notes,"; None without that beginning."""
    text, source = passage.text, found.source
    assert source is not None
    if source.start > found.cue.start or not _AS.fullmatch(text, sentence.start, source.start):
        return None
    comma = _PUT_IT.match(text, found.cue.end, sentence.end)
    if comma is None or not (found.core or found.lemma == "put"):
        return None
    span = trimmed(text, comma.end(), clause_end(text, comma.end(), sentence.end))
    return _Clause(span, 0.82, (f"“as … {text[slice(*found.cue)]}”", "the clause behind it"))


def _before_cue(passage: Passage, found: Attribution, sentence: Span) -> _Clause | None:
    """The clause before ", X said" or ", said X": the sentence up to there."""
    text, source = passage.text, found.source
    assert source is not None
    first = min(source.start, found.cue.start)
    if text.endswith(_WHO, 0, found.cue.start):
        return None
    if found.lemma not in TRAILING and not found.core:
        return None
    comma = first
    while comma > sentence.start and text[comma - 1].isspace():
        comma -= 1
    if comma <= sentence.start or text[comma - 1] != ",":
        return None
    if source.start > found.cue.start and not passage.people.may_speak(source):
        return None
    start = _begins(text, sentence, first)
    lead = text[start:first]
    aside = _AHEAD.search(lead)
    if (
        aside
        and says_role(aside[0].strip(" ,"))
        and has_finite_verb(text, Span(start, start + aside.start()))
    ):
        first = start + aside.start()
    span = trimmed(text, start, first)
    if any(
        q.end > start and q.start < first and q.end >= first - 3
        for q in _quoted(passage, start, first)
    ):
        return None
    if _ASKED.match(lead) or _NOUN_WHO.fullmatch(lead):
        return None
    if _SUBORDINATE.match(lead) and (
        lead.count(",") < 2 or not has_finite_verb(text, Span(lead.find(",") + 1 + start, first))
    ):
        return None
    if not has_finite_verb(text, span) or len(text[span.start : span.end].split()) < _LEAST_WORDS:
        return None
    last = max(source.end, found.cue.end)
    comma = text.find(",", last, last + 2)
    if comma >= 0 and opens_clause(text[comma + 1 : sentence.end]):
        return None
    if comma >= 0 and resumes(text, comma + 1, sentence.end):
        return None
    behind = skip_when_and_where(text, max(source.end, found.cue.end), sentence.end, told=False)
    if behind is not None and opens_clause(text[behind : sentence.end]):
        return None
    subject = _is_list_or_aside(text, span)
    return _Clause(
        span,
        0.5
        if subject or (text.find(",", *span) >= 0 and not has_firm_verb(text, span))
        else TRAILING.get(found.lemma, TRAILS),
        (f"“{text[found.cue.start : found.cue.end]}” behind the clause",),
    )


def _is_list_or_aside(text: str, span: Span) -> bool:
    """Whether the words before ", X said" look like the aside of a longer subject."""
    last = text.rfind(",", span.start, span.end)
    return (
        last >= 0
        and re.match(r",\s(?:who|which|where)\b", text[last : last + 10]) is not None
        and not (has_finite_verb(text, Span(span.start, last)))
    )


def _behind_cue(passage: Passage, found: Attribution, sentence: Span) -> _Clause | None:
    """The clause right behind "X said", without "that"."""
    text, source = passage.text, found.source
    assert source is not None
    score = BARE.get(found.lemma)
    if score is None or source.start > found.cue.start:
        return None
    at = skip_when_and_where(text, found.cue.end, sentence.end, told=found.lemma == "tell")
    if at is None or text[at : at + 1] in '"“‘«,':
        return None
    end = clause_end(text, at, sentence.end)
    span = trimmed(text, at, end)
    if not opens_clause(text[span.start : span.end]):
        return None
    word = text[found.cue.start : found.cue.end].lower()
    if found.lemma in SPOKEN and surely_opens_clause(text[span.start : span.end]):
        score = max(score, 0.82)
    elif found.lemma not in ("say", "tell"):
        # "warned two other ports": whom, not what.
        score = min(score, 0.6 if has_firm_verb(text, span) else 0.4)
    if word.endswith("ing"):
        score -= 0.02
    return _Clause(span, score, (f"“{word}”", "a clause behind it"))


def _weighed(passage: Passage, clause: _Clause, found: Attribution) -> _Clause | None:
    """The clause with all that speaks against it; None where too little is left."""
    text = passage.text
    start, end = clause.span
    words = text[start:end].split()
    if end <= start or len(words) < _LEAST_WORDS:
        return None
    score, why = clause.score, list(clause.why)
    quoted = _quoted(passage, start, end)
    for quote in quoted:
        if quote.start <= start + 1 or quote.start < start < quote.end:
            return None
    if any(len(text[q.start : q.end].split()) > _SCARE for q in quoted):
        score, why = min(score, 0.6), [*why, "words in quotation marks in it"]
    document = passage.document
    if document.structure.kinds[document.block_index_at(start)] in _HEADS:
        score, why = min(score, 0.6), [*why, "a heading"]
    if is_contrary(found) and start >= found.cue.end:
        score, why = min(score, 0.5), [*why, "denied: the contrary was said"]
    if passage.is_unsaid(found):
        score, why = min(score, 0.4), [*why, "nobody said so"]
    elif is_hypothetical(text, found.sentence.start, found.cue.start, found.source):
        score, why = min(score, 0.4), [*why, "denied or only supposed"]
    if not has_finite_verb(text, Span(start, end)):
        score, why = min(score, 0.5), [*why, "no clause to be seen"]
    if found.source is not None:
        printed = text[found.source.start : found.source.end].casefold().strip()
        now = text[found.cue.start : found.cue.end].endswith(("s", "say"))
        if _SILENT.search(printed) or (now and not passage.people.may_speak(found.source)):
            score, why = min(score, 0.6), [*why, "the speaker is no person"]
        if printed in _IDLE:
            score, why = min(score, 0.6), [*why, f"“{printed}” says it"]
        if (
            printed == "it"
            and not passage.people.resolve(found.source).speaker
            and found.that is None
        ):
            score, why = min(score, 0.7), [*why, "nobody can be told for “it”"]
        if printed in _FIRST:
            score, why = min(score, 0.55), [*why, f"“{printed}” says it"]
    return _Clause(Span(start, end), score, tuple(why))


def _quoted(passage: Passage, start: int, end: int) -> list[Span]:
    spans = passage.quotations
    index = max(0, bisect_left(passage.quotation_starts, start) - 1)
    found: list[Span] = []
    while index < len(spans) and spans[index].start < end:
        if spans[index].end > start:
            found.append(spans[index])
        index += 1
    return found
