"""Who gives a number or says a claim: the words of saying that govern a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from annotate_tui.detect.attribution import Attribution
from annotate_tui.detect.denials import speaks_for
from annotate_tui.detect.subjects import subject_before
from annotate_tui.detect.tokens import Clause
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_GIVING = frozenset(
    "report estimate announce claim confirm say put predict forecast quote record state expect reveal"
    " disclose warn allege suggest believe project".split()
)
_DOUBTED = 0.4
_FAR = 600
_PARTED = re.compile(r"[;“”\"]|,\s(?:but|while|and|although|whereas)\s")
_COUNTED = re.compile(r"(?<=\s)(counted|tallied|spoke\sof|speaks?\sof)\s\Z")
_PARTS = re.compile(r"[;:.!?]\s|,\s(?:and|but|while|whereas)\s")
_OF_WHAT = re.compile(r"\s(?:of|about|that)\s|:")
_RUMOUR = re.compile(
    r"(?:\w+\s)?(?:reports|rumou?rs|claims|suggestions|allegations|speculation|indications|signs|fears)\Z"
)
_THERE = re.compile(r"(?:There|Amid|After|Following|Despite)\b")
_OPEN = ("familiar", "close", "briefed", "known", "acquainted", "involved")
_GOES_ON = re.compile(
    r"\s(?:with|to|on|in|as)\s(?:(?:the|its|his|her|their|an?)\s)?[\w’'-]+(?:\s(?:of\s)?(?:the\s)?[A-Z][\w’'-]*)*"
)


def source_of(passage: Passage, span: Span) -> Attribution | None:
    """Who says what stands at ``span``: the attribution that governs it, or None for the author.

    Inside quotation marks the one of the quotation; else the one whose reported clause holds the
    span, the innermost of several; else "Police reported 12 deaths" in the same sentence. Its
    ``source`` may be None ("it is believed that"). Never raises.
    """
    quote = passage.quotation_at(span.start)
    if quote is not None and span.end <= quote.end:
        return _of_quotation(passage, quote)
    best: Attribution | None = None
    # No clause before the first one that reaches so far can hold the span.
    for index in range(bisect_left(passage.reported_until, span.end), len(passage.reported)):
        one = passage.reported[index]
        if one.span.start > span.start:
            break
        if span.end > one.span.end:
            continue
        if not speaks_for(passage, one.by, span):
            # "Lee said that Roe denied that 3 had died": neither of them says so.
            return None
        if one.score > _DOUBTED:
            best = one.by
    return best or _of_object(passage, span)


def _of_quotation(passage: Passage, quote: Span) -> Attribution | None:
    """The nearest words of saying beside a quotation, in its paragraph."""
    block = passage.document.block_at(quote.start)
    best: Attribution | None = None
    least = _FAR
    for one in near(passage, quote.start - _FAR, quote.end + _FAR):
        if one.source is None or not block.start <= one.cue.start < max(block.end, quote.end):
            continue
        edges = (min(one.cue.start, one.source.start), max(one.cue.end, one.source.end))
        away = edges[0] - quote.end if edges[0] >= quote.end else quote.start - edges[1]
        if not (one.sentence.start < quote.end and quote.start < one.sentence.end):
            away += _FAR // 3
        if 0 <= away < least:
            best, least = one, away
    return sound(passage, best) if best else None


def _of_object(passage: Passage, span: Span) -> Attribution | None:
    """ "Police reported 12 deaths": a verb of giving before the span, with nothing between."""
    best: Attribution | None = None
    for one in near(passage, span.start - _FAR // 3, span.start):
        if (
            one.kind == "verb"
            and one.lemma in _GIVING
            and one.source is not None
            and one.source.end <= one.cue.start
            and one.sentence.start <= span.start < one.sentence.end
            and not _PARTED.search(passage.text, one.cue.end, span.start)
            and (one.lemma != "warn" or _OF_WHAT.search(passage.text, one.cue.end, span.start))
            and speaks_for(passage, one, span)
        ):
            best = one
    return sound(passage, best) if best else _of_count(passage, span)


def _of_count(passage: Passage, span: Span) -> Attribution | None:
    """ "Police counted 350": whoever counted, or spoke of so many."""
    text = passage.text
    # Nearly every figure of an article asks, and hardly one was counted.
    if text[max(0, span.start - 2) : span.start - 1] not in ("d", "f"):
        return None
    low = max(passage.around.start, span.start - _FAR // 3)
    verb = _COUNTED.search(text, max(low, span.start - 20), span.start)
    if verb is None:
        return None
    block = passage.document.block_at(span.start)
    low = max(low, block.start)
    low = max([low, *(part.end() for part in _PARTS.finditer(text, low, verb.start()))])
    source = subject_before(Clause(text, low, verb.start()), low, verb.start())
    if source is None or not passage.people.may_speak(source):
        return None
    sentence = passage.document.sentence_at(span.start)
    around = Span(sentence.start, sentence.end) if sentence is not None else span
    return Attribution(Span(*verb.span(1)), "count", "verb", source, around, None, False)


def near(passage: Passage, low: int, high: int) -> list[Attribution]:
    """The attributions whose words of saying begin in ``[low, high)``."""
    return passage.attributions_between(low, high)


_SHORTER = re.compile(r"(?:.*\b(?:that|where|which)\s|\w+ed\sby\s)(?=\S)", re.DOTALL)
_SENT = re.compile(
    r"\s(?:sent|wrote|issued|released|gave|made|held|took|filed|signed|published|called|said|told|was"
    r"|were|is|are|has|have|had|should|would|will|could|can|may|might|must)\s"
)


def sound(passage: Passage, found: Attribution) -> Attribution:
    """The attribution with a source that is a noun phrase alone: no clause before it or behind."""
    source, text = found.source, passage.text
    if source is None:
        return found
    if text.endswith(_OPEN, source.start, source.end):
        more = _GOES_ON.match(text, source.end, found.sentence.end)
        if more:
            return found._replace(source=Span(source.start, more.end()))
    if found.kind != "verb":
        return found
    words = text[source.start : source.end]
    if _RUMOUR.match(words) and _THERE.match(text, found.sentence.start):
        return found._replace(source=None, core=False)
    sent = _SENT.search(words + " ")
    if source.start > found.cue.start and sent:
        low = max(found.sentence.start, found.cue.start - 400)
        before = subject_before(Clause(text, low, found.cue.start), low, found.cue.start)
        return found._replace(source=before) if before else found
    cut = _SHORTER.match(words)
    if cut and "," not in words:
        return found._replace(source=Span(source.start + cut.end(), source.end))
    if sent and sent.start() and " who " not in words and " which " not in words:
        return found._replace(source=Span(source.start, source.start + sent.start()))
    return found
