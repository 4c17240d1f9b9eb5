"""Quotations that are speech: direct and mixed, each with who says it.

Rules of our own for English news. A quotation is tied to a word of saying in its own sentence:
before it ("said: “…”"), else behind it ("…,” she said), and one without any goes on with the speaker
of the quotation before it, in its paragraph or at the beginning of the next. It is direct where it is a clause of
its own, mixed where it is part of the reporter's sentence. Scores are what such cases come to in
articles of our own; see docs/suggestions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotate_tui.detect.attribution import NEAR, Attribution
from annotate_tui.detect.cues import BESIDE, CORE, CUES, GESTURE, NAMING, SPEECH, THOUGHT
from annotate_tui.detect.quote_marks import (
    Heard,
    Quoted,
    is_foreign,
    is_nickname,
    is_term,
    is_title,
    is_written_on,
    quoted,
    signed,
)
from annotate_tui.detect.quote_speakers import answers, fallback, first_part, goes_on, printed
from annotate_tui.detect.tokens import VERB
from annotate_tui.model import Span, Suggestion

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

LIKELY = 0.8
_CLAUSE = re.compile(
    rf"(?:I|we|you|they|he|she|it|this|that|there|the|our|my|your|their|his|her|if)\b.{{0,60}}?"
    rf"(?:{VERB.pattern}|n't\b|n’t\b)",
    re.DOTALL,
)
_WHAT_THEY_CALL = re.compile(r"\bwhat\s(?:\w+\s){1,3}\Z")
_AND_THAT = re.compile(r",?\s(?:and|but)\sthat\s")
_WORD_FOR = re.compile(r"\b(?:word|term|name|phrase|slogan|motto)\b")
_CONTRAST = re.compile(r",\s(?:while|whereas)\s")
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|become|became|remains?|remained|seem(?:s|ed)?|felt|looked)"
    r"(?:\s(?:a|an|very|so|too|not|still|now|also|\w+ly))?\s+\Z"
)
_TO_BE = re.compile(r"\bbe(?:\s\w+)?\s+\Z")
_ASKS = re.compile(
    r"\b(?:question|answer|slogan|motto|lesson|moral|idea|rule|point|message|thought|title|line)\s(?:of\s)?"
    r"(?:(?:is|was|be|here|then|now|remains)\s?)*[,:]?\s*\Z|\balong\sthe\slines?\sof\s?[,:]?\s*\Z"
)
_FOREIGN = 0.6  # the most without a word of saying, in a language without a list of them
_SENTENCE = 3  # words from which what ends like a sentence is one
_ENTITLES = frozenset("call title term deem".split())
_LONG_NAME = 8  # words of a name or a title
_FRAGMENT = 4  # words from which unattributed marks may hold speech


def detect(passage: Passage) -> Iterator[Suggestion]:
    """The quotations that begin in the stretch and may be speech."""
    for heard in judged(passage):
        if passage.owns(heard.one.span.start) and heard.score >= 0.3:
            yield Suggestion(
                start=heard.one.span.start,
                end=heard.one.span.end,
                tag="quote",
                fields=fields(passage, heard.source, heard.said, heard.mode, heard.meant),
                score=heard.score,
                why=heard.why,
                likely=heard.score >= LIKELY,
                part_of=heard.part_of,
            )


def fields(
    passage: Passage,
    source: Span | None,
    said: Attribution | None,
    mode: str,
    meant: Span | None = None,
) -> dict[str, Any]:
    """The fields of a quotation: who says it as printed and by name, the cue, the mode.

    ``meant``: whom a pronoun of a language other than English stands for.
    """
    found: dict[str, Any] = {}
    if source is not None:
        said_by = printed(passage.text, source)
        found["speaker"] = found["speaker_text"] = said_by
        people = getattr(passage, "people", None)
        if is_foreign(passage.language):
            found["speaker"] = printed(passage.text, meant or source)
        elif people is not None:
            known = people.resolve(source)
            found["speaker"] = known.speaker or said_by
            found["speaker_role"], found["named"] = known.role, known.named
    if said is not None:
        found["cue"] = printed(passage.text, said.cue)
    found["quote_mode"] = mode
    return {name: value for name, value in found.items() if value}


def judged(passage: Passage) -> list[Heard]:
    """The quotations of the stretch and right before it, judged in order."""
    found: list[Heard] = []
    low = passage.start - NEAR
    waiting: list[int] = []
    for one in quoted(passage, low, passage.end + 600):
        heard = _judge(passage, one, found[-1] if found else None, found)
        if heard is None:
            continue
        if heard.said is not None and waiting and heard.mode == "direct":
            _look_ahead(passage.text, found, waiting, heard)
        waiting = []
        found.append(heard)
        if heard.source is None and heard.mode == "direct":
            waiting = [len(found) - 1]
    return found


def _look_ahead(text: str, found: list[Heard], waiting: list[int], heard: Heard) -> None:
    """A quotation without a speaker right before one that has one is theirs."""
    for index in waiting:
        before = found[index]
        between = text[before.one.span.end : heard.one.span.start]
        if not between.strip() and before.one.block == heard.one.block:
            found[index] = before._replace(source=heard.source, said=None)


def _judge(passage: Passage, one: Quoted, last: Heard | None, found: list[Heard]) -> Heard | None:
    text = passage.text
    if not one.inner or not any(c.isalnum() for c in one.inner) or is_nickname(text, one):
        return None
    if is_foreign(passage.language):
        from annotate_tui.detect.foreign import judge

        return judge(passage, one, found)
    said, side = _own(text, one)
    if said is not None and side == "before" and _is_behind_and_that(text, one, said, last):
        said = None
    if said is None and (shared := _shared(text, one, last)):
        said, side = shared, "before"
    continues = side == "" and goes_on(passage, one, last)
    mode = _mode(text, one, said, side, continues)
    score, why = _score(text, one, said, side, mode, continues)
    if said is None and not passage.language.startswith("en"):
        score = min(score, _FOREIGN)
    source = said.source if said else None
    name = signed(text, one)
    spoken = said is not None and source is not None and _sort(text, said) in (CORE, SPEECH)
    if name is not None and not spoken:
        said, source, mode, continues = None, name, "direct", False
        score, why = max(score, 0.85), ("a name behind a dash",)
    if said is not None and passage.is_unsaid(said):
        why = (*why, "nobody said so")
        return Heard(one, mode, min(score, 0.5), ("quotation marks", *why), said, None, None)
    part_of: Span | None = None
    if continues and last is not None and mode == "direct":
        source = last.source
        if last.one.block == one.block and _between(text, last.one.span.end, one.span.start):
            part_of, said = last.part_of or last.one.span, last.said
    elif said is not None and last is not None and mode == "direct" == last.mode:
        part_of = first_part(text, one, said, side, last)
        if part_of is not None and answers(passage, said, last):
            part_of = None
    if source is None:
        source = fallback(passage, one, last, said)
    if part_of is not None and not any(h.one.span == part_of for h in found):
        part_of = None
    return Heard(one, mode, score, ("quotation marks", *why), said, source, part_of)


def _is_behind_and_that(text: str, one: Quoted, said: Attribution, last: Heard | None) -> bool:
    """Whether what was said before goes on: said no in “haste”, rejecting it, and that “it fell”."""
    return (
        not said.core
        and said.that is None
        and _AND_THAT.search(text, said.cue.end, one.span.start) is not None
        and _shared(text, one, last) is not None
    )


def _between(text: str, start: int, end: int) -> bool:
    return bool(text[start:end].strip())


def _own(text: str, one: Quoted) -> tuple[Attribution | None, str]:
    """The attribution in the quotation's own sentence, and whether it stands "before" or "behind"."""
    leads = [a for a in one.leads if _says(a)]
    # "Lee said he felt “vindicated”": what is thought there is told by the one who said so.
    leads = [a for a in leads if _sort(text, a) != THOUGHT] or leads
    tails = [a for a in one.tails if _says(a) and _reaches(text, one, a)]
    if leads and _introduces(text, leads[-1], one):
        return leads[-1], "before"
    mid = any(a.source is not None for a in leads) and not one.capital
    if tails and not mid and (one.comma or one.stopped or _starts(text, one, tails[0])):
        return tails[0], "behind"
    named = [a for a in leads if a.source is not None] or leads
    # "Lee said the shop, which closed in May, was “sold”": a verb that says only beside its words.
    named = [a for a in named if a.lemma not in BESIDE] or named
    if named:
        return named[-1], "before"
    if tails:
        return tails[0], "behind"
    return None, ""


def _shared(text: str, one: Quoted, last: Heard | None) -> Attribution | None:
    """The attribution of the quotation before, in whose sentence this one stands: “a” and “b”."""
    if last is None or last.said is None or last.one.block != one.block or last.mode != "mixed":
        return None
    if is_term(text, last.one):
        return None
    between = text[last.one.span.end : one.span.start]
    goes_on = one.lead.start == last.one.span.end and between.strip()[:1].islower()
    near = len(between.split()) <= 12 and not (last.one.stopped and not last.one.comma)
    return last.said if goes_on and near and last.said.cue.end <= last.one.span.start else None


def _says(said: Attribution) -> bool:
    return said.kind in ("verb", "according")


def _introduces(text: str, said: Attribution, one: Quoted) -> bool:
    """Whether hardly anything stands between the word of saying and the quotation."""
    between = text[said.cue.end : one.span.start].strip()
    return not between or between[-1] in ":," or between == "that" or len(between.split()) <= 2


def _starts(text: str, one: Quoted, said: Attribution) -> bool:
    """Whether the attribution stands right behind the quotation."""
    first = min(said.cue.start, said.source.start if said.source else said.cue.start)
    return len(text[one.span.end : first].strip(" ,—–-").split()) <= 2


def _reaches(text: str, one: Quoted, said: Attribution) -> bool:
    """Whether an attribution behind a quotation may be that of the quotation."""
    after = text[said.cue.end : one.tail.end].strip()
    if one.right.end <= one.tail.end and after in (":", "that", ", :"):
        # "“A” … and Lee said: “B”": the word of saying introduces the next one.
        return False
    sort = _sort(text, said)
    if sort == NAMING:
        return _starts(text, one, said) and not after
    if one.stopped and not one.comma:
        begins = text[one.tail.start : one.tail.end].lstrip()[:1]
        if begins.isupper():
            if not _starts(text, one, said):
                return False
            return one.inner[-1:] != "." or after[:1] in ("", ".", ",", "?", "!") or after == "."
    if sort == GESTURE:
        return _starts(text, one, said) and (one.comma or one.stopped)
    return True


def _sort(text: str, said: Attribution) -> str:
    """The sort of its word of saying, as in `cues`."""
    cue = CUES.get(_lemma_form(text, said))
    return cue.sort if cue else SPEECH


def _lemma_form(text: str, said: Attribution) -> str:
    return text[said.cue.start : said.cue.end].split(maxsplit=1)[0].lower()


def _mode(text: str, one: Quoted, said: Attribution | None, side: str, continues: bool) -> str:
    """Whether it is a clause of its own ("direct") or part of the reporter's sentence ("mixed")."""
    lead = text[one.lead.start : one.lead.end].strip()
    tail = text[one.tail.start : one.tail.end].strip()
    right_after = tail[:1]
    own_beginning = not lead or lead[-1] in ":—–-(" or (lead[-1] == ",")
    split = (
        lead[-1:] in (",", "—", "–")
        and one.left.start > 0
        and text[one.left.start - 1] in "\"”’'»»“"
    )
    closed = one.comma or one.stopped or not tail or right_after in ",.;—–"
    if not lead:
        if closed:
            return "direct"
        starts = said is not None and side == "behind" and _starts(text, one, said)
        return "direct" if starts and one.words > 1 else "mixed"
    if said is not None and side == "before" and _introduces(text, said, one):
        if lead.endswith("that"):
            return "mixed"
        between = text[said.cue.end : one.span.start].strip()
        if lead[-1] == ":" or (lead[-1] in ",—–" and (one.capital or split)):
            return "direct"
        if between == "," and one.stopped and said.kind == "verb":
            return "direct"
        if not between and not tail and one.stopped and _CLAUSE.match(one.inner):
            return "direct"
        clause = one.words >= 3 or (one.words == 2 and (one.stopped or one.comma))
        if one.capital and clause and not between and not is_title(one):
            return "direct"
        return "mixed"
    if split and (said is not None or continues):
        return "direct"
    if own_beginning and lead[-1] in ":" and (one.capital or one.stopped):
        return "direct"
    if own_beginning and one.capital and closed and one.words >= 3:
        return "direct"
    return "mixed"


def _score(
    text: str, one: Quoted, said: Attribution | None, side: str, mode: str, continues: bool
) -> tuple[float, tuple[str, ...]]:
    """How likely it is speech, and the reasons."""
    term = is_term(text, one)
    cue = f"“{printed(text, said.cue)}”" if said else ""
    form = CUES.get(_lemma_form(text, said)) if said else None
    sort = form.sort if form else SPEECH
    if said is not None and said.source is not None and is_written_on(text, said.source):
        return 0.3, (cue, "words written on something")
    if said is not None:
        placed = f"{cue} {'before' if side == 'before' else 'after'} the words"
        if mode == "direct":
            score = {CORE: 0.97, SPEECH: 0.94, NAMING: 0.82, GESTURE: 0.6, THOUGHT: 0.72}[sort]
            apart = not one.stopped and not one.comma
            lead = text[slice(*one.lead)].strip()
            named = said.lemma in _ENTITLES and side == "before"
            if named and one.words <= _LONG_NAME and (is_title(one) or lead.endswith("called,")):
                return 0.4, (placed, "reads like a title")
            if is_title(one) and (
                apart or term or (side == "behind" and (lead or not _starts(text, one, said)))
            ):
                return 0.4, (placed, "reads like a title")
            if said.lemma in ("believe", "think") and one.words > _LONG_NAME and one.stopped:
                score = max(score, 0.8)
            if said.source is None:
                score -= 0.3 if _TO_BE.search(text, one.lead.start, said.cue.start) else 0.1
            if term and not one.stopped and not one.comma:
                return 0.4, (placed, "a name or title")
            return score, (placed,)
        return _mixed(text, one, said, side, sort, term, placed)
    if term and not (one.stopped and one.words >= _FRAGMENT and continues):
        return 0.2, ("a name or title",)
    if is_title(one):
        return 0.2, ("reads like a title",)
    if mode == "direct" and continues:
        if one.words >= 3 or one.stopped:
            return 0.92, ("goes on with the speaker before",)
        return 0.6, ("goes on with the speaker before",)
    if mode == "direct" and _ASKS.search(text, *one.lead):
        return 0.5, ("a thought of the writer",)
    if mode == "direct":
        if (one.words >= _SENTENCE and one.stopped) or (one.words >= _FRAGMENT and one.comma):
            return 0.82, ("a sentence of its own", "no word of saying")
        if one.stopped and text[slice(*one.lead)].rstrip().endswith(":"):
            return 0.8, ("a colon before the words", "no word of saying")
        return 0.45, ("no word of saying",)
    if one.words <= 2:
        return 0.15, ("one or two words", "no word of saying")
    return (0.5 if one.words >= 5 else 0.35), ("no word of saying",)


def _mixed(
    text: str,
    one: Quoted,
    said: Attribution,
    side: str,
    sort: str,
    term: bool,
    placed: str,
) -> tuple[float, tuple[str, ...]]:
    if term or is_title(one):
        return 0.3, (placed, "a name or title")
    score = {CORE: 0.88, SPEECH: 0.86, NAMING: 0.9, GESTURE: 0.4, THOUGHT: 0.8}[sort]
    near = side == "before" and len(text[said.cue.end : one.span.start].split()) <= 12
    lead = text[one.lead.start : one.lead.end]
    # "said it rained, while the firm found it “wet”": somebody else's words.
    apart = side == "before" and _CONTRAST.search(text, said.cue.end, one.span.start) is not None
    near = near and not apart
    if not near:
        score -= 0.05
    told = sort == CORE and said.source is not None and not one.capital and not near
    told = told and (side == "before" or not _WORD_FOR.search(lead)) and not apart
    if one.words <= 2 and told and _PREDICATE.search(lead):
        # "said the talks were, after all, “useful”": nothing else is meant by the marks.
        return 0.82, (placed, "words of the reporter’s sentence")
    if one.words == 1:
        named_as = lead.split()[-1:] == ["as"] and "," not in text[said.cue.end : one.span.start]
        next_to = sort == NAMING and (named_as or _introduces(text, said, one))
        scare = _WHAT_THEY_CALL.search(text, one.lead.start, said.cue.start) is not None
        close = next_to or (near and sort == CORE and not one.capital)
        score -= 0.06 if close and not scare else 0.2
    elif one.words == 2:
        score -= 0.04 if near else 0.03 if told and side == "before" else 0.1
    if said.source is None:
        score -= 0.1
    return round(score, 2), (placed, "words of the reporter’s sentence")
