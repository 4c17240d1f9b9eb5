"""Sentences worth checking, ranked by cues that a reader can see.

Each cue (``claim_cues.py``) adds to the log odds or takes from them; what comes out is the score.
A chapter of about 16,000 code points shows its best sentences, at most 15 in a hundred, and none
below a floor; of two that are as good the earlier one. English has all cues; in other languages
only digits, names and question marks are seen, and nothing is shown unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import exp
from typing import Any, NamedTuple

from annotate_tui.detect.attribution import Attribution
from annotate_tui.detect.claim_cues import (
    ADDRESS,
    BIAS,
    CALENDAR,
    KNOWN,
    NO_NUMBER,
    REQUESTS,
    TABLE,
    WEIGHTS,
    Cue,
    may_hold_address,
)
from annotate_tui.detect.denials import is_contrary
from annotate_tui.detect.passage import Passage, sentences_between
from annotate_tui.detect.sources import sound, source_of
from annotate_tui.model import BlockKind, Sentence, Span, Suggestion
from annotate_tui.text.document import Document

SHARE = 0.15
"""The share of a chapter's sentences that is shown unasked, at most."""
FLOOR = 0.5
"""The score below which no claim is shown unasked."""
DOUBTFUL = 0.35
"""The score below which a sentence is no suggestion at all."""
_ALONE = 0.6  # from which an article too short for a share has one claim
_YES = 0.7
_FOREIGN = 0.45
_WIDEST = 600  # code points of a claim with the whole of its quotation
_LONGEST = 2_000  # code points of a sentence; what is longer is no prose
_FEW = 5
_SHORTEST_PAST = 4
_TAIL = 8
_PATTERNS = 4_096  # sets of cues whose score and words are kept

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})
_WORD = re.compile(r"[a-z]++(?:[’'-][a-z]++)*")
_ED = re.compile(r"[a-z]ed\b")
_MONTH = re.compile(r"(?<=[a-z\d,] )May\b|\AMay(?=\s\d)")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"\s(?<![.!?:]\s)[“‘\"'(]?([^\W\d_a-zß-öø-ÿ][\w’'.]*)")
_ACRONYM = re.compile(r"[“‘\"'(]?[A-Z]{2,6}(?![\w’'-])")
_COUNTS = re.compile(r"\d,\d\d\d|\d\s?(?:%|per\s?cent|million|billion)|[$€£]\d")
_AMOUNT = re.compile(r"[%‰$€£¥₩]")
_QUESTION = re.compile(r"[?？][\"”’'»」)\]]*\Z")
_QUOTED = frozenset('“”"«»„「」')
_SMALL = re.compile(r"\b[a-z]")
_BLANK_OTHER = re.compile(r" (?![a-z])")
# It begins with a class of signs alone, so that a sentence is searched fast.
_TOLD = re.compile(r"[IWwMmOo](?<!\w.)(?:(?<=I)|(?<=[Ww])e|(?<=[Mm])y|(?<=[Oo])ur)\b")
_LEAST_SMALL = 3  # of as many words one at least begins small in running text
_AGAINST = frozenset(cue for cue, (weight, _) in WEIGHTS.items() if weight < 0)


class Claim(NamedTuple):
    """A sentence with its cues and how likely it is worth checking, to two digits."""

    sentence: Sentence
    cues: int
    score: float


class Ranked(NamedTuple):
    """The sentences of a chapter that may be claims, by their start, and the best of them."""

    claims: dict[int, Claim]
    best: frozenset[int]


def detect(passage: Passage) -> Iterator[Suggestion]:
    """The sentences of the stretch that are worth checking, or may be."""
    ranked = passage.once(ranking, passage.chapter)
    whole: dict[Span, Claim] = {}
    for sentence in passage.sentences:
        claim = ranked.claims.get(sentence.start)
        span = _whole(passage, sentence) if claim is not None else None
        if claim is not None and span is not None:
            before = whole.get(span)
            whole[span] = claim if before is None or claim.score > before.score else before
    outermost = _outermost(whole)
    for span, claim in whole.items():
        if span in outermost:
            yield Suggestion(
                start=span.start,
                end=span.end,
                tag="claim",
                fields=fields_of(passage, claim),
                score=claim.score,
                why=why(claim.cues),
                likely=claim.sentence.start in ranked.best,
            )


def _whole(passage: Passage, sentence: Sentence) -> Span | None:
    """The sentence with all of a quotation that it cuts in two; None where that is much more.

    “Why wait? It fell in 2012,” she said: not from "It fell" to "said".
    """
    start, end = sentence.start, sentence.end
    if passage.is_unquoted(start, end):
        return None if start < passage.start or end - start > _WIDEST else Span(start, end)
    for edge in (start, end - 1):
        quote = passage.quotation_at(edge)
        if quote is None or (quote.start <= start and end <= quote.end):
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    if quote_at_start := passage.quotation_at(start):
        cut = quote_at_start.start == start < sentence.end < quote_at_start.end
        end = max(end, quote_at_start.end) if cut else end
    if (start, end) != (sentence.start, sentence.end):
        first = passage.document.sentence_at(start)
        last = passage.document.sentence_at(end - 1)
        start, end = (
            min(start, first.start if first else start),
            max(end, last.end if last else end),
        )
    if start < passage.start or end - start > _WIDEST:
        return None
    return Span(start, end)


def _outermost(spans: Iterable[Span]) -> set[Span]:
    """Those that no other one holds."""
    found: set[Span] = set()
    reached = -1
    for span in sorted(spans, key=_longest_first):
        if span.end > reached:
            found.add(span)
            reached = span.end
    return found


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def ranking(document: Document, chapter: Span) -> Ranked:
    """What is worth checking in a chapter, and which of it is shown unasked."""
    kinds, english = document.structure.kinds, is_english(document.language)
    claims: list[Claim] = []
    number = 0
    for sentence in sentences_between(document, chapter):
        if kinds[sentence.block] in _KINDS:
            number += 1
            words = document.text[sentence.start : sentence.end]
            cues = _cues(words, english=english, least=DOUBTFUL)
            if (score := score_of(cues, english=english)) >= DOUBTFUL:
                claims.append(Claim(sentence, cues, score))
    most = int(SHARE * number)
    floor = FLOOR
    if not most and chapter == (0, len(document.text)):
        most, floor = 1, _ALONE
    good = [claim for claim in claims if claim.score >= floor]
    good.sort(key=lambda claim: -claim.score)
    best = frozenset(claim.sentence.start for claim in good[:most])
    return Ranked({claim.sentence.start: claim for claim in claims}, best)


def cues_of(sentence: str, *, english: bool = True) -> int:
    """The cues of a sentence, as bits of `Cue`."""
    return _cues(sentence, english=english)


def _cues(sentence: str, *, english: bool, least: float = 0.0) -> int:
    """The cues of a sentence; fewer where it cannot come to the score ``least`` with all of them."""
    if len(sentence) > _LONGEST:
        return Cue.SHORT
    cues = 0
    if english:
        sentence, cues = _without_addresses(sentence)
    if _DIGIT.search(sentence):
        counts = _COUNTS.search(sentence) or _DIGIT.search(NO_NUMBER.sub("", sentence))
        cues |= Cue.NUMBER if counts else Cue.DATE
        if _AMOUNT.search(sentence):
            cues |= Cue.DATA
    if not english:
        return cues | _shape(sentence)
    # "US" is a country, "us" is whoever speaks.
    plain = _MONTH.sub("June", sentence) if "May" in sentence else sentence
    lower = plain.replace("US", "U.S.").lower()
    words = _WORD.findall(lower)
    if len(words) < _FEW:
        cues |= Cue.SHORT
    if words and words[0] in REQUESTS:
        cues |= Cue.REQUEST
    for word in KNOWN.intersection(words):
        cues |= TABLE[word]
    if cues & Cue.NUMBER:
        cues &= ~Cue.SMALL
    # Half of all sentences need not be looked at any further: what is left adds no more than these.
    if score_of(cues | Cue.PAST | Cue.NAME) < least:
        return cues
    if not cues & Cue.PAST and _ED.search(lower) and any(map(_past, words)):
        cues |= Cue.PAST
    return cues | _shape(sentence) | _against(sentence, words, cues)


def _shape(sentence: str) -> int:
    """The cues that are seen without knowing a word: a question mark, capitals of a name."""
    cues = 0
    if _QUESTION.search(sentence, max(0, len(sentence) - _TAIL)):
        cues |= Cue.QUESTION
    if _ACRONYM.match(sentence) or not CALENDAR.issuperset(_NAME.findall(sentence)):
        cues |= Cue.NAME
    return cues


def _without_addresses(sentence: str) -> tuple[str, int]:
    """The sentence without web addresses, telephone numbers and the like, and what they say of it."""
    if not _DIGIT.search(sentence) and "@" not in sentence and "www." not in sentence:
        return sentence, 0
    if not may_hold_address(sentence):
        return sentence, 0
    kinds = {match.lastgroup for match in ADDRESS.finditer(sentence)}
    if not kinds:
        return sentence, 0
    plain = ADDRESS.sub(" ", sentence)
    head = len(kinds) > 1 or "stamp" in kinds or not _SMALL.search(plain)
    return plain, Cue.HEADER if head else 0


def _against(sentence: str, words: list[str], cues: int) -> int:
    """The cues of what is no running text, of what is only supposed and of stories of one's own."""
    found = 0
    # Those behind a blank are counted first, by the blanks before others: that is fast and mostly
    # enough.
    if (
        len(words) >= _FEW
        and (sentence.count(" ") - len(_BLANK_OTHER.findall(sentence))) * _LEAST_SMALL < len(words)
        and len(_SMALL.findall(sentence)) * _LEAST_SMALL < len(words)
    ):
        found |= Cue.LIST
    if sentence[-1:].isalnum():
        found |= Cue.OPEN
    if "would" in words and "if" in words:
        found |= Cue.SUPPOSED
    if cues & Cue.PAST and not cues & Cue.SOURCE and _TOLD.search(sentence):
        found |= Cue.TOLD
    return found


@lru_cache(_PATTERNS)
def score_of(cues: int, *, english: bool = True) -> float:
    """How likely a sentence with these cues is worth checking, from 0 to 1, to two digits.

    A cue more that speaks for it never lowers the score, one against it never raises it.
    """
    odds = BIAS
    for cue, (weight, _) in WEIGHTS.items():
        if cues & cue:
            odds += weight
    score = round(1 / (1 + exp(-odds)), 2)
    return score if english else min(score, _FOREIGN)


@lru_cache(_PATTERNS)
def why(cues: int) -> tuple[str, ...]:
    """The cues in words, what speaks for it first, the weightiest first."""
    found = [(cue, words) for cue, (_, words) in WEIGHTS.items() if cues & cue]
    return (
        *(words for cue, words in found if cue not in _AGAINST),
        *(f"against: {words}" for cue, words in found if cue in _AGAINST),
    )


def fields_of(passage: Passage, claim: Claim) -> dict[str, Any]:
    """The fields of a claim, empty ones left out."""
    found: dict[str, Any] = {
        "stated_as": _stated_as(passage, claim),
        "check_worthy": "yes" if claim.score >= _YES else "maybe",
    }
    said = said_by(passage, Span(claim.sentence.start, claim.sentence.end))
    if said is not None and said.source is not None:
        printed = " ".join(passage.text[said.source.start : said.source.end].split())
        found["speaker"] = passage.people.resolve(said.source).speaker or printed
        found["speaker_text"] = printed
    return found


def said_by(passage: Passage, span: Span) -> Attribution | None:
    """Who makes a claim: whoever is named in its sentences if that is one alone, else around them."""
    every = passage.attributions_between(span.start, span.end)
    inside = [one for one in every if one.source and _tells(one) and not passage.is_unsaid(one)]
    sources = {passage.text[one.source.start : one.source.end] for one in inside if one.source}
    if len(sources) > 1:
        return None
    return sound(passage, inside[0]) if inside else source_of(passage, span)


def _tells(one: Attribution) -> bool:
    return one.kind == "according" or (one.kind == "verb" and one.core and not is_contrary(one))


def _stated_as(passage: Passage, claim: Claim) -> str:
    if claim.cues & Cue.PREDICTION:
        return "prediction"
    if claim.cues & (Cue.OPINION | Cue.FEELING):
        return "opinion"
    if passage.quotation_at(claim.sentence.start):
        return "reported"
    if claim.cues & Cue.SOURCE and not _only_denied(passage, claim.sentence):
        return "reported"
    return "fact"


def _only_denied(passage: Passage, sentence: Sentence) -> bool:
    """Whether all words of saying in a sentence tell what was denied or not said."""
    every = [
        one
        for one in passage.attributions_between(sentence.start, sentence.end)
        if one.kind in ("verb", "according")
    ]
    return bool(every) and all(is_contrary(one) or passage.is_unsaid(one) for one in every)


def _past(word: str) -> bool:
    return word[-2:] == "ed" and len(word) > _SHORTEST_PAST and word not in TABLE


def is_english(language: str) -> bool:
    """Whether a language code is that of English, which has all cues."""
    return language.replace("_", "-").split("-")[0].lower() == "en"
