"""Who said it: the noun phrases next to the words of saying, likeliest first.

Rules of our own for English news. A word of saying outside of all quotation marks points at its
subject: before it ("another official said"), after it where the words turn round ("…," said the
minister), or at the subject of the clause for "…, saying". What stands nearest to the quotation
wins; what lies beyond the end of a sentence or beyond another quotation counts as far.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text.quotations import quotations

_FINITE = (
    "said says say told tells added adds noted notes explained explains stated states announced"
    " announces claimed claims argued argues acknowledged acknowledges admitted admits confirmed"
    " confirms denied denies warned warns insisted insists suggested suggests asked asks replied"
    " replies responded responds wrote writes testified testifies declared declares reported"
    " reports revealed reveals remarked remarks commented comments recalled recalls emphasized"
    " emphasised emphasizes stressed stresses predicted predicts estimated estimates believes"
    " believed thinks thought maintained maintains asserted asserts conceded concedes continued"
    " concluded concludes observed observes tweeted posted shouted whispered joked quipped quoted"
)
_PARTICIPLE = "saying adding noting explaining stating claiming arguing warning insisting telling"
_SAYING = re.compile(
    rf"\b(?:(?P<finite>{'|'.join(_FINITE.split())})|(?P<participle>{'|'.join(_PARTICIPLE.split())})"
    r"|(?P<according>according to))\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    re.findall(
        r"\S+",
        "i you he she it we they who which that this these those there one some many others him"
        " her them me us everyone someone anyone nobody no-one what",
    )
)
_DETERMINERS = frozenset(
    re.findall(
        r"\S+",
        "a an the another one this that these those his her its their our my several some many two"
        " three both other most",
    )
)
_LEADING = re.compile(
    r"(?:(?:and|but|so|while|as|when|because|since|although|though|that|if|also|then|later|still"
    r"|meanwhile|however|earlier|yesterday|today|"
    r"(?:on|last|this|next|in|by|early|late)\s+(?:last\s+|this\s+|early\s+|late\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:on|last|this|in)\s+(?:week|month|year|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|in \d{4})\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:also|then|later|still|again|now|once|have|has|had|is|are|was|were|be|been|being|will"
    r"|would|could|should|may|might|must|did|does|do|not|never|further|yesterday|today|\w+ly"
    r"|(?:on|last|this)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bGen)(?<!\bSen)[.!?]"
    r"[\"”’'\])]*\s+(?=[\"“‘'(]*[A-Z])"
)
_STOPS = re.compile(r"[,;:()\[\]—–\"“”„«»]|\s-\s|\.\.\.|…")
_AFTER = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?](?!\w)|[,;:()\[\]—–\"“”„«»]|\s(?:who|which|whose|in|on|to|as|during|after|before|when|while|that"
    r"|with|by|late|early|yesterday|today|and (?:added|said))\b",
    re.IGNORECASE,
)
_WORD = r"[A-Z](?:[\w’'-]+|\.(?:[A-Z]\.)*)"
_NAME = re.compile(rf"\b{_WORD}(?:\s(?:(?:of|the|de|von|van|al|bin|da|for|and)\s)?{_WORD})+")
_LONGEST = 14  # words of a subject; a longer one is a clause
_FAR = 1000
_MERE_NAME = 1 << 40
_NEXT = 40


class Speaker(NamedTuple):
    """The words of a possible speaker as printed; ``says``: they stand beside a word of saying."""

    span: Span
    says: bool


class _Candidate(NamedTuple):
    cost: int
    span: Span


def speakers_near(text: str, start: int, end: int, paragraph_span: Span) -> list[Speaker]:
    """The likely speakers of ``[start, end)``, likeliest first, without doubles.

    Only words of the paragraph are looked at. Names that stand in it beside no word of saying come
    last. Pronouns are left out. Offsets are code points into ``text``.
    """
    low, high = paragraph_span
    quoted = quotations(text, [paragraph_span])
    for quote in quoted:
        if quote.start <= start and end <= quote.end:
            start, end = quote
    breaks = [m.end() for m in _SENTENCE_END.finditer(text, low, high)]
    found: list[_Candidate] = []
    for verb in _SAYING.finditer(text, low, high):
        if any(q.start <= verb.start() < q.end for q in quoted):
            continue
        for rank, subject in enumerate(_subjects(text, verb, paragraph_span, quoted, breaks)):
            cost = _distance(verb, subject, Span(start, end), quoted, breaks)
            found.append(_Candidate(cost + rank, subject))
    for name in _NAME.finditer(text, low, high):
        if not any(c.span.start <= name.start() < c.span.end for c in found):
            away = max(start - name.end(), name.start() - end, 0)
            words = _subject(text, *name.span())
            if words:
                found.append(_Candidate(_MERE_NAME + away, words))
    found.sort()
    said: dict[str, Speaker] = {}
    for candidate in found:
        spoken = " ".join(text[candidate.span.start : candidate.span.end].casefold().split())
        said.setdefault(spoken, Speaker(candidate.span, candidate.cost < _MERE_NAME))
    return list(said.values())


def _distance(
    verb: re.Match[str], subject: Span, span: Span, quoted: list[Span], breaks: list[int]
) -> int:
    low, high = min(verb.start(), subject.start), max(verb.end(), subject.end)
    if verb.start() >= span.start and verb.end() <= span.end:
        return verb.start() - span.start
    if verb.start() >= span.end:
        gap, between = max(0, low - span.end), Span(span.end, max(span.end, low))
        ended = _FAR * _crossed(between, breaks)
    else:
        # "…," she said. "…": what follows an attribution goes on with it.
        gap, between = span.start - verb.end(), Span(min(high, span.start), span.start)
        ended = _NEXT * _crossed(between, breaks)
    others = sum(1 for q in quoted if between.start <= q.start and q.end <= between.end)
    return max(0, gap) + ended + _FAR * others


def _crossed(between: Span, breaks: list[int]) -> int:
    return bisect_right(breaks, between.end) - bisect_right(breaks, between.start)


def _subjects(
    text: str, verb: re.Match[str], paragraph: Span, quoted: list[Span], breaks: list[int]
) -> list[Span]:
    clause = max(
        [paragraph.start]
        + [b for b in breaks if b <= verb.start()]
        + [q.end for q in quoted if q.end <= verb.start()]
    )
    until = min([paragraph.end] + [q.start for q in quoted if q.start >= verb.end()])
    if verb["according"]:
        return _according(text, verb.end(), until)
    if verb["participle"]:
        found = _of_clause(text, clause, verb.start())
    else:
        found = _before(text, clause, verb.start()) or _after(text, verb, until)
    return [found] if found else []


def _before(text: str, clause: int, at: int) -> Span | None:
    """The subject that ends before the verb; an apposition between two commas is stepped over."""
    stops = [m.end() for m in _STOPS.finditer(text, clause, at)]
    edges = [clause, *stops]
    begin, end = edges[-1], at
    if not text[begin:end].strip() and len(edges) >= 2 and text[begin - 1] in ",)—–":
        index = len(edges) - 3
        if index < 0:
            return None
        begin, end = edges[index], edges[index + 1] - 1
    return _subject(text, begin, end)


def _after(text: str, verb: re.Match[str], until: int) -> Span | None:
    """The subject of a verb that turns round: `"…," said the minister`."""
    before = text[max(0, verb.start() - 3) : verb.start()].rstrip()
    if not before.endswith(tuple("\"”’'»“„」』,")):
        return None
    stop = _AFTER.search(text, verb.end() + 1, until)
    return _subject(text, verb.end(), stop.start() if stop else until)


def _according(text: str, at: int, until: int) -> list[Span]:
    stop = _STOPS.search(text, at, until) or _AFTER.search(text, at, until)
    end = stop.start() if stop else until
    whole = _subject(text, at, end)
    by = text.rfind(" by ", at, end)
    author = _subject(text, by + 4, end) if by >= 0 else None
    return [found for found in (author, whole) if found]


def _of_clause(text: str, clause: int, at: int) -> Span | None:
    """The subject of "…, saying": of the finite verb of saying before it, else of the clause."""
    finite = next((m for m in _SAYING.finditer(text, clause, at) if m["finite"]), None)
    if finite:
        return _before(text, clause, finite.start())
    begin = clause
    for stop in [*_STOPS.finditer(text, clause, at)]:
        found = _opening(text, begin, stop.start())
        if found:
            return found
        begin = stop.end()
    return _opening(text, begin, at)


def _opening(text: str, begin: int, end: int) -> Span | None:
    """The noun phrase that a clause begins with: up to the first word that looks like its verb."""
    lead = _LEADING.match(text, _skip(text, begin, end), end)
    begin = lead.end() if lead else begin
    verb = re.compile(
        r"\s(?:\w+ed|is|are|was|were|has|had|have|will|would|may|did|spoke|went|took|gave|made|met"
        r"|came|held|began|told|saw|\w+s)\b"
    ).search(text, _skip(text, begin, end) + 1, end)
    return _subject(text, begin, verb.start()) if verb else None


def _subject(text: str, begin: int, end: int) -> Span | None:
    """The stretch as a noun phrase: trimmed, begun by a name or a determiner, and no pronoun."""
    lead = _LEADING.match(text, _skip(text, begin, end), end)
    begin = lead.end() if lead else _skip(text, begin, end)
    trail = _TRAILING.search(text, begin, end)
    begin, end = _shape(text, begin, trail.start() if trail else end)
    words = text[begin:end].split()
    if (
        not any(map(str.isalpha, text[begin:end]))
        or words[0].casefold() in _PRONOUNS - _DETERMINERS
    ):
        return None
    if len(words) == 1 and words[0].casefold() in _PRONOUNS | _DETERMINERS:
        return None
    if len(words) > _LONGEST:
        names = [m.span() for m in _NAME.finditer(text, begin, end)]
        return Span(*names[-1]) if names else None
    if not words[0][0].isupper() and words[0].casefold() not in _DETERMINERS:
        known = any(w.casefold() in _DETERMINERS or w[0].isupper() for w in words[1:])
        return Span(begin, end) if len(words) <= 4 and not known else None
    return Span(begin, end)


def _skip(text: str, begin: int, end: int) -> int:
    while begin < end and text[begin].isspace():
        begin += 1
    return begin


def _shape(text: str, begin: int, end: int) -> Span:
    begin = _skip(text, begin, end)
    while begin < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span(begin, end)
