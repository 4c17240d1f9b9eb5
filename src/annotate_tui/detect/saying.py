"""One word of saying: whether it says in its place, and who says it.

The rules for each sort of word; `attribution` finds the words and calls them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate_tui.detect.according import according
from annotate_tui.detect.asides import person_set_off
from annotate_tui.detect.clauses import has_firm_verb
from annotate_tui.detect.cues import (
    ADVERBS,
    BESIDE,
    CORE,
    HEARERS,
    INVERTING,
    NAMING,
    PARTICLES,
    Cue,
)
from annotate_tui.detect.openings import opening
from annotate_tui.detect.subjects import (
    strip_modifiers,
    subject_after,
    subject_before,
)
from annotate_tui.detect.tokens import PRONOUNS, Clause, comma_in
from annotate_tui.model import Span


class Attribution(NamedTuple):
    """One word of saying. All offsets are code points into the text.

    ``cue``: the word ("said", "told", "pointed out", "according to"). ``lemma``: its base form in lower
    case. ``kind``: "verb", "according", "noun" ("a statement that") or "adverb" ("reportedly").
    ``source``: the speaker's noun phrase as printed, determiner in, without apposition; None where
    nobody is named ("it is believed"). ``sentence``: the sentence around, whole quotations in.
    ``that``: the offset behind a "that" which introduces a clause, or None. ``core``: a verb that
    hardly means anything but saying, not denied and not to come.
    """

    cue: Span
    lemma: str
    kind: str
    source: Span | None
    sentence: Span
    that: int | None
    core: bool


_OF = re.compile(r"\s+of\s")
_GOES_ON = re.compile(r"(?:who|in|on|at|of|as|from)\b")
_TO = re.compile(r"\s+to\b")
_BY = re.compile(r"\s+(?:\w+\s+)?by\s(?!\w+ing\b)")
_QUOTED_AS = re.compile(r"\b(?:quot(?:ed|es|ing|e)|cit(?:ed|es|ing))\s+([^,;:]{2,80}?)\s+as\s+\Z")
_FOR_SAYING = re.compile(
    r"\b(?:critici[sz]|accus|attack|blam|condemn|denounc|rebuk|chid|mock|ridicul|fault|prais|scold"
    r"|thank|slamm|blast|assail|castigat|reprimand)(?:ed|es|ing|s)\s+([^,;:]{2,80}?)"
    r"(?:\s(?:on\s)?\w+day)?\s+(?:for|of)\s+\Z"
)
_PUT_IT = re.compile(r"\sit\s?,")
_OPEN_ASIDE = re.compile(r"(?:who|which|whose|where|a|an|the|one|in|of|from|at|\d|[A-Z])\b|\d")
_AS_SAYING = re.compile(r"\s[^,;:]{0,80}?\bas\s(?:say|tell|writ|add|describ|call)ing\b")
_PARTICLE = re.compile(r"\s+(out|back|on|up|in)\b")
_SETTLED = re.compile(
    r"\s*(?:[.,:;!?\"“]|\Z|(?:on|at|in|with|that|after|to)\b(?!\s(?:sale|trial|strike|the|an?)\b))"
)
_SHORT = (
    "Mr Ms Dr Mrs St Gen Sen Rep Gov Prof Lt Col Rev Sgt Capt Messrs Adm Maj No vs"
    " Jan Feb Aug Sept Sep Oct Nov Dec"
).split()
BREAK = re.compile(
    # What stands before the stop is looked at behind it, so that the search is for a stop alone.
    r"[.!?](?<!\b[A-Z]\.)(?<!\b[A-Z]\s\.)"
    + "".join(rf"(?<!\b{w}\.)(?<!\b{w}\s\.)" for w in _SHORT)
    + r"['’)\]]*\s+(?=[\"“‘'`(]*[A-Z\d])"
)
"""The end of a sentence outside of quotation marks, with the white space behind it."""
ENDED = re.compile(r"[.!?]['’)\]]*\s*\Z")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|getting|[’'](?:s|re|m))(?:\s\w+ly|\s(?:also|now|not|once"
    r"|often|widely|first|then|later))?\s+\Z"
)
_DENIED = re.compile(
    r"\b(?:not|n[’']t|never|nobody|neither|nor|declined to|refused to|refuses to|declines to|unable to)"
    r"(?:\s\w+)?\s+\Z"
)
_VERBS_NEXT = re.compile(
    r"\s(?:was|were|is|are|has|had|have|will|would|could|should|may|might|can|must|did|does|do)\b"
)
_JOINED = re.compile(
    r"(?:^|[\s,])(?:and|but|then|or)(?:\s\w+ly|\s(?:then|later|also|now|even|still|once))*\s*\Z"
)
_INFINITIVE = re.compile(r"\bto(?:\s\w+ly|\salso)?\s+\Z")
_IT = re.compile(r"\b[Ii]t(?:\s\w+)?\s+(?:is|was|has been|had been|'s|’s)(?:\s\w+)?\s+\Z")
_THAT = re.compile(r"\s+(?:,\s)?that\b(?=\s(?!,)|\s?,\s(?!and\b|but\b|too\b))")
_WAY_TO_THAT = re.compile(
    r"(?:\s+(?:(?:on|in|at|to|during|last|this|late|early|yesterday|today|earlier|before|after|by|with)\b"
    r"(?:\s+(?!that\b)[\w’'.&-]+){0,6}?|\w+day|\w+ly|again))?\s+that\b(?=[\s,])"
)
_HEARER_TO_THAT = re.compile(r"(?:\s+(?!that\b)[\w’'.&-]+){0,7}?\s+that\b(?=[\s,])")
_POSSESSOR = re.compile(
    r"((?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s)?(?:[\w.-]+\s){0,3}?[\w.-]+)\s?[’']s?\s(?:\w+\s){0,2}\Z"
    r"|\b([Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur)\s(?:\w+\s){0,2}\Z"
)
_OF_WHOM = re.compile(r"\s(?:by|from|of)\s")


class Place(NamedTuple):
    """Where a word of saying stands: its piece outside of marks, its clause there, its sentence."""

    quoted: tuple[Span, ...]
    words: Clause
    segment: Span
    sentence: Span
    clause: int
    until: int


def of_other(
    words: Clause, word: str, match: re.Match[str], sentence: Span, clause: int, until: int
) -> Attribution | None:
    """The attribution of a word that is no verb, at ``match`` in ``[clause, until)``; None if it is none."""
    text, (at, end) = words.text, match.span()
    if word == "according":
        to = _TO.match(text, end, until)
        if to is None:
            return None
        source = according(words, to.end(), until)
        return Attribution(
            Span(at, to.end()), "according to", "according", source, sentence, None, False
        )
    if word in ADVERBS:
        return Attribution(Span(at, end), word, "adverb", None, sentence, None, False)
    if word == "words":
        of = _OF.match(text, end, until)
        if of is None or text[max(clause, at - 7) : at].lower().split() != ["in", "the"]:
            return None
        source = subject_after(words, of.end(), until)
        return (
            Attribution(
                Span(at - 7, of.end() - 1),
                "in the words of",
                "according",
                source,
                sentence,
                None,
                False,
            )
            if source
            else None
        )
    that = _HEARER_TO_THAT.match(text, end, until)
    if that is None:
        return None
    between = text[end : that.end() - 5]
    owned: Span | None = None
    if between.strip():
        of = _OF_WHOM.match(text, end, until)
        if of is None:
            return None
        owned = subject_after(words, of.end(), that.end() - 4)
    else:
        owner = _POSSESSOR.search(text, max(clause, at - 60), at)
        if owner:
            owned = Span(*owner.span(1 if owner[1] else 2))
    return Attribution(
        Span(at, end), word.removesuffix("s"), "noun", owned, sentence, that.end(), False
    )


def of_verb(
    place: Place, cue: Cue, match: re.Match[str], before: list[Attribution]
) -> Attribution | None:
    """The attribution of a verb at ``match``; None where it does not say.

    ``before`` are the attributions before it in its clause: "he called it “mad” and added".
    """
    _, words, _, sentence, clause, until = place
    text, (at, end) = words.text, match.span()
    if cue.lemma in PARTICLES:
        particle = _PARTICLE.match(text, end, until)
        if particle is None or particle[1] != PARTICLES[cue.lemma]:
            return None
        settled = _behind_marks(place) or _SETTLED.match(text, particle.end(), until)
        if cue.lemma != "point" and not settled:
            return None
        end = particle.end()
    if cue.sort == NAMING and not _before_marks(place):
        return None
    if cue.lemma in ("quote", "cite") and _AS_SAYING.match(text, end, until):
        return None
    beside = cue.lemma not in BESIDE or _before_marks(place) or _behind_marks(place)
    if cue.lemma == "put" and _PUT_IT.match(text, end, until):
        beside = True
    if not beside and not _THAT.match(text, end, until):
        return None
    left = text[max(clause, at - 40) : at]
    denied = _DENIED.search(left) is not None
    core = cue.sort == CORE and cue.form != "ing" and not denied
    source: Span | None
    if cue.form != "ing" and _PASSIVE.search(left):
        by = _BY.match(text, end, until)
        source = subject_after(words, by.end(), until) if by else _by_behind(place, cue, end)
        nobody = _IT.search(left) is not None
        if source is None and not nobody and cue.sort != CORE:
            return None
        core = nobody and cue.sort == CORE
    elif cue.form != "base" and (by := _BY.match(text, end, until)) and cue.lemma != "say":
        source = subject_after(words, by.end(), until)
    elif cue.form == "ing" and (whom := _QUOTED_AS.search(text, max(clause, at - 120), at)):
        source = subject_before(words, max(clause, whom.start(1)), whom.end(1))
    elif cue.form == "ing" and (whom := _FOR_SAYING.search(text, max(clause, at - 120), at)):
        source = subject_after(words, whom.start(1), whom.end(1))
    elif cue.form == "ing" or (cue.form == "base" and _INFINITIVE.search(left)):
        core = False
        source = _same_sentence(text, before) or _of_participle(words, clause, at)
        if source is None and cue.form == "base":
            return None
    else:
        source = _of_finite(place, cue, Span(at, end), before, left)
        if source is None and (cue.form == "base" or not _may_lack_source(text, clause, at, end)):
            return None
    that = _that(text, cue, end, until)
    return Attribution(Span(at, end), cue.lemma, "verb", source, sentence, that, core)


def _before_marks(place: Place) -> bool:
    """Whether the clause goes on to a quotation."""
    _, words, segment, _, _, until = place
    if until < segment.end or not any(q.start == until for q in place.quoted):
        return False
    return ENDED.search(words.text, max(segment.start, until - 6), until) is None


def _behind_marks(place: Place) -> bool:
    """Whether the clause begins right behind a quotation."""
    _, _, segment, _, clause, _ = place
    return clause == segment.start and any(q.end == clause for q in place.quoted)


def _may_lack_source(text: str, clause: int, at: int, end: int) -> bool:
    """Whether a verb whose subject cannot be found still says: beside a comma, colon or mark."""
    return (
        not text[clause:at].strip(" ,")
        or text[end : end + 1] in ",:"
        or text[end : end + 2] == " :"
    )


def _of_finite(
    place: Place, cue: Cue, verb: Span, before: list[Attribution], left: str
) -> Span | None:
    _, words, _, _, clause, until = place
    text, (at, end) = words.text, verb
    bare = strip_modifiers(words, clause, at)
    stem = text[clause:bare].rstrip()
    if not stem.strip("\"”’'»“„」』`,.–—- "):
        # Nothing stands between the quotation, or the sentence's beginning, and the verb.
        if cue.form == "base":
            return None
        after = subject_after(words, end, until)
        if after is None or _VERBS_NEXT.match(text, after.end, until):
            return _same_sentence(text, before)
        pronoun = text[after.start : after.end].lower() in PRONOUNS
        return (
            _same_sentence(text, before)
            if pronoun and not _ended(text, after.end, until)
            else after
        )
    if _JOINED.search(left):
        earlier = _same_sentence(text, before)
        if earlier is None and _behind_marks(place):
            earlier = _of_sentence(place)
        if earlier:
            return earlier
        joined = _JOINED.search(left)
        begins = at - (len(left) - joined.start()) if joined else at
        if not text[clause:begins].strip(" ,"):
            return None
        if text[clause:begins].strip():
            return opening(words, clause, begins + 1) or opening(words, clause, end)
    if stem.endswith(",") and (person := person_set_off(words, clause, bare)):
        return person
    if (
        stem.endswith((",", "–", "—", "-"))
        and cue.lemma in INVERTING
        and not _is_set_off(text, clause, bare)
    ):
        after = subject_after(words, end, until)
        if after is not None and _ended(text, after.end, until) and _names_somebody(text, after):
            return after
    found = subject_before(words, clause, at)
    if found is not None:
        return found
    if stem.endswith((",", "–", "—", "-")):
        after = subject_after(words, end, until)
        if after is not None and _ended(text, after.end, until):
            return after
        return opening(words, clause, end) if cue.sort != NAMING else None
    return None


def _is_set_off(text: str, clause: int, end: int) -> bool:
    """Whether a clause up to a comma is a subject and an aside: "A member, who was there, said"."""
    comma = comma_in(text, clause, end)
    aside = text[comma + 1 : end].strip(" ,").split()
    return (
        0 <= comma < end - 1
        and len(aside) > 1
        and not has_firm_verb(text, Span(clause, comma))
        and _OPEN_ASIDE.match(aside[0]) is not None
    )


def _of_sentence(place: Place) -> Span | None:
    """The subject of a sentence that begins before its first quotation: `Lee calls it “mad” and says`."""
    begin = place.sentence.start
    first = next((q.start for q in place.quoted if q.end > begin), begin)
    return opening(Clause(place.words.text, begin, first), begin, first) if first > begin else None


def _names_somebody(text: str, span: Span) -> bool:
    first = text[span.start : span.end].split(maxsplit=1)[0]
    return first[0].isupper() or first in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "one",
        "another",
    )


def _ended(text: str, at: int, until: int) -> bool:
    rest = text[at:until].lstrip()
    return not rest or rest[0] in '.,;:!?"“”(—–' or _GOES_ON.match(rest) is not None


def _same_sentence(text: str, before: list[Attribution]) -> Span | None:
    for found in reversed(before):
        # "criticized Roe for calling it “mad”, saying": it is not Roe who goes on.
        if text[found.cue.start - 5 : found.cue.start] == " for ":
            continue
        if found.kind == "verb" and found.source is not None:
            return found.source
    return None


def _of_participle(words: Clause, clause: int, at: int) -> Span | None:
    """The subject of "…, saying" or "went on to say": that of the clause."""
    text = words.text
    head = text[clause:at].lstrip(" ,")
    if not head:
        return None
    found = opening(words, clause, at)
    if found is not None:
        return found
    comma = comma_in(text, clause, at)
    return subject_before(words, clause, comma) if comma >= 0 else subject_before(words, clause, at)


def _by_behind(place: Place, cue: Cue, end: int) -> Span | None:
    """Who spoke where the words were spoken: `was called "…" by the minister`."""
    if cue.sort != NAMING:
        return None
    text = place.words.text
    for quote in place.quoted:
        if end <= quote.start < place.sentence.end:
            by = _BY.match(text, quote.end, min(len(text), quote.end + 200))
            if by:
                limit = min(len(text), by.end() + 200)
                return subject_after(Clause(text, by.end(), limit), by.end(), limit)
    return None


def _that(text: str, cue: Cue, end: int, until: int) -> int | None:
    direct = _THAT.match(text, end, until)
    if direct:
        return direct.end()
    way = (_HEARER_TO_THAT if cue.lemma in HEARERS else _WAY_TO_THAT).match(text, end, until)
    return way.end() if way else None
