"""Who goes on speaking, and who may speak where no word of saying stands beside a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotate_tui.detect.attribution import BREAK, Attribution
from annotate_tui.detect.names import has_role, is_person
from annotate_tui.detect.openings import opening
from annotate_tui.detect.quote_marks import Heard, Quoted
from annotate_tui.detect.subjects import subject_before
from annotate_tui.detect.tokens import VERB, Clause
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_REACTS = re.compile(
    r"\s(?:(?:dis)?agreed|differed|nodded|shrugged|laughed|smiled|sighed|objected|demurred|hesitated"
    r"|frowned|protested|grinned|winced|paused)\b"
)
_ADDED = re.compile(r"\s*(?:he|she|they)\s(?:\w+\s){0,2}\w+[.,]\s*")
_PRONOUNS = frozenset("he she they it we i you who".split())
_SET_OFF = re.compile(r"\s*(?P<name>[A-Z][\w.’'-]*(?:\s[\w.’'-]+){0,3}?)\s?,\s")
_LABEL = 8  # words of a speaker's name before a colon
_BACK = 700  # code points before a quotation in which its speaker may have been named


def first_part(text: str, one: Quoted, said: Attribution, side: str, last: Heard) -> Span | None:
    """What this quotation goes on with: the one before, split by this or by that attribution."""
    if last.said is None:
        return None
    first = last.part_of or last.one.span
    if last.said.cue == said.cue:
        # Also where marks reopened in a paragraph of their own: the sentence is one.
        return first
    if last.one.block != one.block:
        return None
    if said.source is not None and said.source == last.source:
        return first
    pronoun = said.source is not None and printed(text, said.source).lower() in _PRONOUNS
    behind = side == "behind" and last.said.cue.start > last.one.span.start
    if (
        pronoun
        and side == "behind"
        and last.source
        and _ADDED.fullmatch(text, last.one.span.end, one.span.start)
    ):
        return first
    # Only the attribution itself stands between: nobody else is spoken of.
    close = BREAK.search(text, last.said.cue.end, one.span.start) is None
    return first if pronoun and behind and close and last.source else None


def answers(passage: Passage, said: Attribution, last: Heard) -> bool:
    """Whether the one before is a question put to somebody who answers here."""
    if said.source is None or last.said is None or last.said.lemma != "ask":
        return False
    from annotate_tui.detect.antecedents import asked_before

    return asked_before(passage.people, said.source) is not None


def goes_on(passage: Passage, one: Quoted, last: Heard | None) -> bool:
    """Whether a quotation without attribution goes on with the speaker before."""
    text = passage.text
    if last is None or last.mode != "direct" or last.score < 0.5:
        return False
    between = text[last.one.span.end : one.span.start]
    if last.one.block == one.block:
        if text[one.lead.start : one.lead.end].strip(' ,"'):
            return False
        return _other_between(passage, one, last) is None
    starts_paragraph = not text[one.left.start : one.left.end].strip()
    if not (one.block - last.one.block <= 2 and starts_paragraph and len(between) < 400):
        return False
    return _other_between(passage, one, last) is None


def _other_between(passage: Passage, one: Quoted, last: Heard) -> Span | None:
    """Somebody else who is spoken of between two quotations, behind the first one's attribution."""
    text, begin = passage.text, last.one.span.end
    own = last.said.cue if last.said else None
    for said in passage.attributions_between(begin, one.span.start):
        if said.cue == own or said.source is None or said.kind != "verb":
            continue
        words = printed(text, said.source)
        if words.lower() not in _PRONOUNS and not _same_name(text, said.source, last.source):
            return said.source
    stop = next(BREAK.finditer(text, max(begin, own.end if own else begin), one.span.start), None)
    sentence = _last_sentence(text, stop.end(), one.span.start) if stop else None
    if sentence is None:
        return None
    subject = opening(Clause(text, *sentence), *sentence)
    if subject is None:
        return None
    words = printed(text, subject)
    if words.lower() in _PRONOUNS or _same_name(text, subject, last.source):
        return None
    speaks = _can_speak(words) or _is_surname(passage, words)
    return subject if speaks or _reacts(text, subject) else None


def _reacts(text: str, subject: Span) -> bool:
    """Whether one capitalised word does what persons do: "Smith disagreed."."""
    return (
        text[subject.start].isupper()
        and text[slice(*subject)].isalpha()
        and _REACTS.match(text, subject.end) is not None
    )


def _speaks(passage: Passage, subject: Span) -> bool:
    """Whether a noun phrase is a pronoun, a person, a role or a known surname."""
    words = printed(passage.text, subject)
    return words.lower() in _PRONOUNS or _can_speak(words) or _is_surname(passage, words)


def _can_speak(words: str) -> bool:
    """Whether a noun phrase has a role or ends with a person's name ("club boss Gary Poe")."""
    parts = words.split()
    named = next((i for i in range(len(parts), 0, -1) if not parts[i - 1][0].isupper()), 0)
    return has_role(words) or is_person(words) or is_person(" ".join(parts[named:]))


def _is_surname(passage: Passage, words: str) -> bool:
    """Whether one capitalised word stands behind a given name or a title somewhere around."""
    return passage.is_surname(words)


def _same_name(text: str, one: Span, other: Span | None) -> bool:
    """Whether two noun phrases share their last word, a surname or a role."""
    if other is None:
        return False
    return text[slice(*one)].rsplit(maxsplit=1)[-1].lower() in text[slice(*other)].lower().split()


def _last_sentence(text: str, begin: int, end: int) -> Span | None:
    """The last sentence of a piece outside of quotation marks."""
    stripped = len(text[begin:end].rstrip())
    if not stripped:
        return None
    for match in BREAK.finditer(text, begin, begin + stripped):
        begin = match.end()
    return Span(begin, end)


def fallback(
    passage: Passage, one: Quoted, last: Heard | None, said: Attribution | None
) -> Span | None:
    """Who may speak where no word of saying tells: the sentence's subject, or that of the one before."""
    text = passage.text
    if said is not None and last is not None and last.said and last.said.cue == said.cue:
        return last.source
    if said is None and one.comma:
        # "“…,” Ann Roe, head of the “Old Mill” society, said": marks part the name from its verb.
        aside = _SET_OFF.match(text, *one.right)
        if aside is not None and is_person(aside["name"]):
            return Span(*aside.span("name"))
    if text[one.lead.start : one.lead.end].strip():
        clause = Clause(text, *one.lead)
        lead = text[slice(*one.lead)].rstrip()
        label = lead[-1:] == ":" and len(lead.split()) <= _LABEL and not VERB.search(lead)
        subject = opening(clause, *one.lead)
        if subject is None and label:
            subject = subject_before(clause, one.lead.start, one.lead.start + len(lead) - 1)
        if subject and (label or _speaks(passage, subject)):
            return subject
    since = last.one.span.end if last is not None else one.span.start - _BACK
    since = max(since, one.span.start - _BACK)
    said_before = [
        a
        for a in passage.attributions_between(since, one.span.start)
        if a.source is not None and a.kind == "verb" and (a.core or a.cue.start >= one.left.start)
        if last is None or last.said is None or a.cue != last.said.cue
    ]
    sentence = _last_sentence(text, one.left.start, one.lead.start)
    if sentence is not None:
        subject = opening(Clause(text, *sentence), *sentence)
        later = not said_before or said_before[-1].cue.start < sentence.start
        if subject and later and _speaks(passage, subject):
            return subject
    if said_before:
        # "The minister said that the president denied it": the first one of the sentence speaks.
        latest = said_before[-1].sentence
        return next(a.source for a in said_before if a.sentence == latest)
    if last is not None and one.block - last.one.block <= 2:
        return _other_between(passage, one, last) or last.source
    return _of_paragraph_before(passage, one)


def _of_paragraph_before(passage: Passage, one: Quoted) -> Span | None:
    """The subject of the sentence right before a quotation that begins its paragraph."""
    text, document = passage.text, passage.document
    if text[one.left.start : one.span.start].strip() or not one.block:
        return None
    if not document.is_read(one.block - 1):
        return None
    before = document.block(one.block - 1)
    begin = max(before.start, before.end - _BACK, passage.around.start)
    sentence = _last_sentence(text, begin, before.end) if begin < before.end else None
    subject = opening(Clause(text, *sentence), *sentence) if sentence else None
    return subject if subject is not None and _speaks(passage, subject) else None


def printed(text: str, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(text[span.start : span.end].split())
