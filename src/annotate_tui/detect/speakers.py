"""Who said it: the noun phrases next to the words of saying, likeliest first.

Rules of our own for English news. A word of saying outside of all quotation marks points at its
subject: before it ("another official said"), after it where the words turn round ("…," said the
minister), or at the subject of the clause for "…, saying". What stands nearest to the quotation
wins; what lies beyond the end of a sentence or beyond another quotation counts as far. Words like
"called" and "dismissed" count where quoted words follow in their sentence. A quotation in whose
sentence nothing is said outside the marks has the subject or the person of that sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from annotate_tui.detect.names import NAME, has_role, is_person, names
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
_QUOTING = (
    "called calls described describes dismissed dismisses branded praised praises criticised"
    " criticized criticises criticizes labelled labeled accused accuses hailed hails condemned"
    " condemns blamed urged vowed promised pledged denounced denounces slammed mocked derided"
    " rejected rejects ridiculed deplored welcomed welcomes lamented lauded decried attacked"
    " characterised characterized complained cautioned demanded referred"
)
_SAYING = re.compile(
    rf"(?<!-)\b(?:(?P<finite>{'|'.join(_FINITE.split())})|(?P<participle>{'|'.join(_PARTICIPLE.split())})"
    rf"|(?P<quoting>{'|'.join(_QUOTING.split())})|(?P<according>according to))\b",
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
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)"
    r"(?<!\bProf)[.!?][\"”’'\])]*\s+(?=[\"“‘'(]*[A-Z])"
)
_STOPS = re.compile(r"[,;:()\[\]—–\"“”„«»]|\s-\s|\.\.\.|…")
_AFTER = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?](?!\w)|[,;:()\[\]—–\"“”„«»]|\s(?:who|which|whose|in|on|to|as|during|after|before|when|while|that"
    r"|with|by|late|early|yesterday|today|and (?:added|said))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s\w+ly)?\s+\Z", re.IGNORECASE)
_JOINED = re.compile(r"[\s,](?:and|but|then|or)(?:\s\w+ly|\s(?:then|later|also))*\s*\Z")
_RELATIVE = re.compile(r"\s*who\b", re.IGNORECASE)
_AUXILIARY = (
    r"\w+ed|is|are|was|were|has|had|have|will|would|may|did|spoke|went|took|gave|made|met|came|held"
    r"|began|told|saw|found|felt|thought|saw|left|wrote|put"
)
_VERB = re.compile(rf"\s(?:{_AUXILIARY}|[a-z]+s(?!\s(?:{_AUXILIARY})\b))\b")
_LONGEST = 14  # words of a subject; a longer one is a clause
_FAR = 1000
_HERE = 1 << 40
_MERE_PERSON = 1 << 41
_MERE_NAME = 1 << 42
_NEXT = 40


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


def speakers_near(text: str, start: int, end: int, paragraph_span: Span) -> list[Speaker]:
    """The likely speakers of ``[start, end)``, likeliest first, without doubles.

    Only words of the paragraph are looked at. Names that stand in it beside no word of saying come
    last: persons of the span's sentence, other persons, then what else has a name. But the subject or the person of
    a quotation's sentence comes first where that sentence has no word of saying outside the marks.
    Pronouns are left out. Offsets are code points into ``text``.
    """
    low, high = paragraph_span
    quoted = quotations(text, [paragraph_span])
    is_quoted = False
    for quote in quoted:
        if quote.start <= start and end <= quote.end:
            (start, end), is_quoted = quote, True
    breaks = [m.end() for m in _SENTENCE_END.finditer(text, low, high)]
    sentence = _sentence(Span(start, end), paragraph_span, breaks)
    found: list[_Candidate] = []
    silent = is_quoted
    for verb in _SAYING.finditer(text, low, high):
        if any(q.start <= verb.start() < q.end for q in quoted):
            continue
        own = _sentence(Span(*verb.span()), paragraph_span, breaks)
        if verb["quoting"] and not any(verb.end() <= q.start < own.end for q in quoted):
            continue
        silent = silent and not sentence.start <= verb.start() < sentence.end
        subjects = _subjects(text, verb, paragraph_span, quoted, breaks)
        costs = [_distance(verb, s, Span(start, end), quoted, breaks) for s in subjects]
        found += [_Candidate(min(costs) + i, s, True) for i, s in enumerate(subjects)]
    known = names(text, low, high)
    if silent:
        subject = _of_silent(text, sentence, Span(start, end), known)
        if subject:
            found.append(_Candidate(-1, subject, False))
    for name in known:
        if any(c.span.start < name.end and name.start < c.span.end for c in found):
            continue
        words = _subject(text, *name)
        if words:
            away = max(start - name.end, name.start - end, 0)
            rank = _MERE_NAME
            if _can_speak(text, words):
                inside = sentence.start <= name.start < sentence.end
                rank = _HERE if inside else _MERE_PERSON
            found.append(_Candidate(rank + away, words, False))
    found.sort()
    said: dict[str, Speaker] = {}
    for cost, span, says in found:
        spoken = " ".join(text[span.start : span.end].casefold().split())
        inside = sentence.start <= span.start < sentence.end
        said.setdefault(spoken, Speaker(span, says, inside and cost < _MERE_PERSON))
    return list(said.values())


def _can_speak(text: str, name: Span) -> bool:
    words = text[name.start : name.end]
    return is_person(words) or has_role(words)


def _sentence(span: Span, paragraph: Span, breaks: list[int]) -> Span:
    """The sentence around a span, or the sentences that it reaches over."""
    after = bisect_right(breaks, span.start)
    until = bisect_right(breaks, max(span.start, span.end - 1))
    return Span(
        breaks[after - 1] if after else paragraph.start,
        breaks[until] if until < len(breaks) else paragraph.end,
    )


def _of_silent(text: str, sentence: Span, quote: Span, known: list[Span]) -> Span | None:
    """Who speaks in a sentence without a word of saying: its subject, else the nearest person."""
    opening = quote.end if not text[sentence.start : quote.start].strip() else sentence.start
    first = re.match(r"\w+", text[_skip(text, opening, sentence.end) : sentence.end])
    if first and first[0].casefold() in _PRONOUNS - _DETERMINERS:
        return None
    subject = _opening(text, sentence.start, quote.start)
    if subject:
        # "The company's chief, Dana Wu, …": the person's name goes before the role.
        comma = text.find(",", *subject)
        if comma >= 0:
            head, aside = _shape(text, subject.start, comma), _shape(text, comma + 1, subject.end)
            subject = (_named(text, head, aside) or [subject])[0]
        words = text[subject.start : subject.end]
        surnames = {text[n.start : n.end].rsplit(maxsplit=1)[-1] for n in known}
        if _can_speak(text, subject) or words in surnames:
            return subject
    persons = [
        n
        for n in known
        if (sentence.start <= n.start and n.end <= quote.start)
        or (quote.end <= n.start and n.end <= sentence.end)
        if is_person(text[n.start : n.end])
    ]
    return min(persons, key=lambda n: max(quote.start - n.end, n.start - quote.end), default=None)


def _distance(
    verb: re.Match[str], subject: Span, span: Span, quoted: list[Span], breaks: list[int]
) -> int:
    low, high = min(verb.start(), subject.start), max(verb.end(), subject.end)
    if verb.start() >= span.start and verb.end() <= span.end:
        return verb.start() - span.start
    if verb.start() >= span.end:
        gap, between = max(0, low - span.end), Span(span.end, max(span.end, low))
        # "A said “…”, but B called it “…”": such a word introduces what follows it.
        ended = _FAR * (_crossed(between, breaks) + bool(verb["quoting"]))
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
        return [found] if found else []
    if verb["quoting"] and _PASSIVE.search(text, clause, verb.start()):
        after = max(q.end for q in quoted if q.start < _end_of(verb, paragraph, breaks))
        return _by(text, after, _end_of(verb, paragraph, breaks))
    return _before(text, clause, verb.start()) or _after(text, verb, until)


def _end_of(verb: re.Match[str], paragraph: Span, breaks: list[int]) -> int:
    return _sentence(Span(*verb.span()), paragraph, breaks).end


def _by(text: str, begin: int, end: int) -> list[Span]:
    """Who spoke where the words were spoken: `was called "…" by the minister`."""
    by = re.compile(r"\s+by\s").match(text, begin, end)
    stop = _AFTER.search(text, by.end(), end) if by else None
    found = _subject(text, by.end(), stop.start() if stop else end) if by else None
    return [found] if found else []


def _before(text: str, clause: int, at: int) -> list[Span]:
    """The subject that ends before the verb; an apposition between two commas is stepped over.

    An apposition that is a person's name goes before a subject that is none.
    """
    stops = [m.end() for m in _STOPS.finditer(text, clause, at)]
    edges = [clause, *stops]
    begin, end = edges[-1], at
    aside: Span | None = None
    joined = _JOINED.search(text, begin, end)
    if joined and len(text[begin : joined.start()].split()) > 2:
        found = _opening(text, begin, end)
        return [found] if found else []
    relative = _RELATIVE.match(text, begin, end)
    if relative and len(edges) >= 2 and text[begin - 1] == ",":
        begin, end = edges[-2], edges[-1] - 1
    elif not text[begin:end].strip() and len(edges) >= 2 and text[begin - 1] in ",)—–":
        index = len(edges) - 3
        if index < 0:
            return []
        aside = _shape(text, edges[index + 1], begin - 1)
        begin, end = edges[index], edges[index + 1] - 1
    return _named(text, _subject(text, begin, end), aside)


def _named(text: str, head: Span | None, aside: Span | None) -> list[Span]:
    """The subject and its apposition, the person's name first; what else stands aside is left."""
    if head and aside and is_person(text[aside.start : aside.end]):
        return [head] if is_person(text[head.start : head.end]) else [aside, head]
    return [head] if head else []


def _after(text: str, verb: re.Match[str], until: int) -> list[Span]:
    """The subject of a verb that turns round: `"…," said the minister`."""
    before = text[max(0, verb.start() - 3) : verb.start()].rstrip()
    if not before.endswith(tuple("\"”’'»“„」』,")):
        return []
    stop = _AFTER.search(text, verb.end() + 1, until)
    head = _subject(text, verb.end(), stop.start() if stop else until)
    name = NAME.match(text, _skip(text, stop.end(), until), until) if stop else None
    if name is None or stop is None or stop[0] != ",":
        return [head] if head else []
    ended = name.end() == until or text[name.end()] in ",.;!?"
    return _named(text, head, Span(*name.span()) if ended else None)


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
        return next(iter(_before(text, clause, finite.start())), None)
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
    verb = _VERB.search(text, _skip(text, begin, end) + 1, end)
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
        return next(reversed(names(text, begin, end)), None)
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
