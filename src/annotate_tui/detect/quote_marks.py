"""A quotation and what stands around it: its sentence outside the marks, and whether it looks spoken.

Rules of our own for English news, for plain text and text whose tokens stand apart alike. What has
no upper case (Chinese, Japanese, Arabic, …) counts as a clause where a clause may stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.detect.attribution import BREAK, Attribution
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_MARKS = "\"“”„‟＂〝〞〟«»‹›「」『』‘’‚‛'`"
_STOPS = ".!?…。！？"
_SMALL = frozenset(
    "a an the of in on at to for and or but nor with from by as is it vs. v. de la le der und".split()
)
_FOREIGN = frozenset("de es fr it ja ko zh".split())
_LONG_TITLE = 14
_WORDS = re.compile(r"\w+(?:['’.-]\w+)*")
_PARTS = re.compile(r"\w[\w’'-]*")
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St)\.$")
_HYPHENED = re.compile(r"[\w-]+")
_PLACED = frozenset("at on in outside by near above over of from with hung nailed".split())
_BEARERS = frozenset(
    "sign banner placard poster sticker mug t-shirt shirt headline inscription plaque caption tattoo"
    " sweatshirt cap hat button billboard marquee badge flag cake tombstone gravestone".split()
)
_SHORT_TITLE = 5  # words; a longer one that ends in a full stop is a sentence
_NAMING = frozenset(
    "so-called dubbed nicknamed titled entitled subtitled headlined christened spelled spelt pronounced coined"
    " codenamed code-named aka a.k.a. word words term terms phrase phrases slogan slogans motto title headline"
    " nickname name label acronym hashtag password adjective noun verb film movie book novel song album series"
    " show play poem musical opera essay memoir single track documentary sitcom article column magazine"
    " painting exhibition exhibit podcast comedy drama thriller ballad anthem hymn chapter paper episode sign"
    " signs banner banners placard placards poster posters sticker stickers t-shirt t-shirts sketch"
    " operation section button folder category meaning means bearing marked labelled labeled stamped inscribed"
    " reading chanting chanted sang sings singing hit films books novels songs albums shows plays poems"
    " starring filename file alias tagline catchphrase bumper-sticker program programme".split()
)
_NAMING_TWO = frozenset(
    "so called|known as|is called|was called|are called|were called|been called|be called|is named|was named"
    "|being called|translates as|stands for|emblazoned with|inscribed with|painted with|printed with|words like"
    "|terms like|such as|game of|game called|group called|band called"
    "|thing called|something called|project called|company called|program called|system called|what's called"
    "|things like|titles like|songs like|films like|that read|which read|that reads|which reads|signs saying"
    "|sign saying|banners saying|sign that|signs that|refers to|as in|short for|defined as|categorized as"
    "|classified as|listed as".split("|")
)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w.’'-]*\s\Z")
_ADDRESS = re.compile(r"\s?(?:<|\[mailto:)[\w.+-]+@")
_NAME_BEHIND = re.compile(r"\s[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation in its paragraph. All offsets are code points into the text.

    ``left`` and ``right`` are what stands outside of marks in its paragraph up to the next quotation;
    ``lead`` and ``tail`` the parts of those in its own sentence. ``inner`` is the words inside, ``words`` how many.
    """

    span: Span
    block: int
    left: Span
    right: Span
    lead: Span
    tail: Span
    inner: str
    leads: tuple[Attribution, ...]
    tails: tuple[Attribution, ...]
    words: int
    comma: bool
    """Whether it ends in a comma or dash, so that its sentence goes on."""
    stopped: bool
    """Whether it ends like a sentence."""
    capital: bool
    """Whether it begins like a sentence: a capital, a digit, or a letter without case."""


def quoted(passage: Passage, low: int, high: int) -> Iterator[Quoted]:
    """The quotations that begin in ``[low, high)``, each with its surroundings."""
    text, spans, starts = passage.text, passage.quotations, passage.quotation_starts
    between = passage.attributions_between
    first, last = bisect_left(starts, low), bisect_left(starts, high)
    for index in range(first, last):
        span = spans[index]
        head = passage.document.block_at(span.start)
        foot = head if span.end <= head.end else passage.document.block_at(span.end - 1)
        begin, end = head.start, foot.end
        if index and spans[index - 1].end > begin:
            begin = spans[index - 1].end
        if index + 1 < len(spans):
            end = min(end, spans[index + 1].start)
        begin, end = max(begin, span.start - 1_500), min(end, span.end + 1_500)
        inner = text[span.start : span.end].strip(_MARKS + " \n\t\u00a0\u202f")
        left, right = Span(begin, span.start), Span(span.end, max(end, span.end))
        lead, tail = _lead(text, left, head.start), _tail(text, right, inner)
        yield Quoted(
            span,
            head.index,
            left,
            right,
            lead,
            tail,
            inner,
            tuple(between(*lead)),
            tuple(between(*tail)),
            len(_WORDS.findall(inner)),
            inner[-1:] in ",-—–，",
            inner.rstrip("'’)\"”")[-1:] in _STOPS,
            _begins_sentence(inner),
        )


def _begins_sentence(inner: str) -> bool:
    for sign in inner:
        if sign.isalnum():
            return not sign.islower()
    return False


def _lead(text: str, left: Span, block: int) -> Span:
    """What stands before the quotation in its own sentence."""
    words = text[left.start : left.end].rstrip()
    if words.rstrip("'’)")[-1:] in _STOPS and not _INITIAL.search(words[-6:]):
        return Span(left.end, left.end)
    begin = left.start
    for match in BREAK.finditer(text, *left):
        begin = match.end()
    return Span(begin, left.end)


def _tail(text: str, right: Span, inner: str) -> Span:
    """What stands behind the quotation in its own sentence."""
    first = text[right.start : right.end].lstrip()[:1]
    if not first or first in ".!?。！？":
        return Span(right.start, right.start)
    stop = next(BREAK.finditer(text, *right), None)
    return Span(right.start, stop.end() if stop else right.end)


def is_foreign(language: str) -> bool:
    """Whether `foreign.judge` knows words of saying for that language ("de", "de-AT")."""
    return language[:2] in _FOREIGN and not language[2:3].isalpha()


def is_title(one: Quoted) -> bool:
    """Whether all weighty words are capitalised and nothing ends like a sentence: "The Last Wave"."""
    if one.inner[-1:] == "." and one.words > _SHORT_TITLE:
        return False
    if one.words > _LONG_TITLE:
        return False
    parts = _PARTS.findall(one.inner)
    if not parts or parts[0][0].islower() or one.inner[-1:] in "!?":
        return False
    weighty = [p for p in parts[1:] if p.lower() not in _SMALL]
    return bool(weighty) and not any(p[0].islower() for p in weighty)


def is_nickname(text: str, one: Quoted) -> bool:
    """Whether it is part of a name: John “Jack” Doe, “Jane Roe” <jane@…>."""
    if _ADDRESS.match(text, one.span.end):
        return True
    return (
        one.words <= 3
        and one.inner[-1:] not in ",.!?"
        and _NAME_BEFORE.search(text, one.lead.start, one.span.start) is not None
        and _NAME_BEHIND.match(text, one.span.end) is not None
    )


_SIGNED = re.compile(
    r"\s*(?:[-–—]{1,3}|~|―)\s?(?=[A-Z])(?P<name>[A-Z][\w.’'-]*(?:\s(?:(?:of|de|van|von|the|al)\s)?[A-Z][\w.’'-]*){0,4})"
    r"(?P<more>,\s[^\n\"“”]{2,60})?\s*\Z"
)
_FIRST_WORDS = frozenset("The A An This It But And He She They".split())


def signed(text: str, one: Quoted) -> Span | None:
    """Who a quotation is signed by: `“…” - Jane Roe` at the end of its paragraph."""
    found = _SIGNED.match(text, *one.right)
    if found is None or found["name"].split()[0] in _FIRST_WORDS:
        return None
    return Span(*found.span("name"))


def is_term(text: str, one: Quoted) -> bool:
    """Whether the words before it speak of a name, a word or a work: the film, so-called, known as."""
    before = text[max(one.left.start, one.span.start - 60) : one.span.start].lower().split()
    while before and not before[-1].strip(",("):
        before.pop()
    if not before:
        return False
    last = before[-1].strip(",(")
    return last in _NAMING or " ".join([*before[-2:-1], last]) in _NAMING_TWO


def is_written_on(text: str, source: Span) -> bool:
    """Whether what "says" the words bears them: a sign, a mug, a banner at the gate."""
    words = _HYPHENED.findall(text[slice(*source)].lower())
    head = next((i for i, w in enumerate(words) if w in _PLACED), len(words))
    return bool(words[:head]) and words[:head][-1].removesuffix("s") in _BEARERS


class Heard(NamedTuple):
    """A quotation that was judged: ``score`` that it is speech, its attribution and first part.

    ``meant``: whom a pronoun in ``source`` stands for, where the language is not English.
    """

    one: Quoted
    mode: str
    score: float
    why: tuple[str, ...]
    said: Attribution | None
    source: Span | None
    part_of: Span | None
    meant: Span | None = None
