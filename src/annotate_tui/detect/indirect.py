"""Indirect speech: the clauses that somebody is reported to have said, without marks.

``reported.py`` finds them; what nobody is named for ("it is believed that") is never likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate_tui.detect.clauses import clause_end, trimmed
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.reported import Reported
from annotate_tui.model import Span, Suggestion

LIKELY = 0.8
"""From which score on a clause is shown without being asked for."""
_REPORTS = re.compile(
    r"\bThere\s(?:have\sbeen|has\sbeen|are|were|is|was)\s(?:\w+\s){0,2}(?:reports?|rumou?rs?|claims?"
    r"|suggestions?|allegations?|speculation|indications?|signs?)\s"
    r"(?:(?:indicating|suggesting|claiming|saying)\s)?that\s"
)


def detect(passage: Passage) -> Iterator[Suggestion]:
    """The reported clauses that begin in the stretch; of those that overlap, the surest."""
    taken: list[Span] = []
    own = [one for one in passage.reported if passage.owns(one.span.start)]
    for one in sorted(own, key=lambda one: (-one.score, one.span)):
        if not any(one.span.start < t.end and t.start < one.span.end for t in taken):
            taken.append(one.span)
            yield _suggestion(passage, one)
    yield from _unattributed(passage, taken)


def _suggestion(passage: Passage, one: Reported) -> Suggestion:
    text = passage.text
    fields: dict[str, str] = {}
    score, found = one.score, one.by
    if found.source is not None and not passage.is_unsaid(found):
        printed = " ".join(text[found.source.start : found.source.end].split())
        who = passage.people.resolve(found.source)
        fields = {
            "speaker": who.speaker,
            "speaker_text": printed,
            "speaker_role": who.role,
            "named": who.named,
        }
        if not who.speaker:
            score -= 0.03
    fields["cue"] = " ".join(text[found.cue.start : found.cue.end].split()).lower()
    fields["quote_mode"] = "indirect"
    return Suggestion(
        start=one.span.start,
        end=one.span.end,
        tag="quote",
        fields={name: value for name, value in fields.items() if value},
        score=round(score, 2),
        why=one.why,
        likely=score >= LIKELY and found.source is not None,
    )


def _unattributed(passage: Passage, taken: list[Span]) -> Iterator[Suggestion]:
    """Clauses of "There have been reports that": nobody says them."""
    text = passage.text
    if text.find("There", passage.start, passage.end + len("There")) < 0:
        return
    for sentence in passage.sentences:
        match = _REPORTS.match(text, sentence.start, sentence.end)
        if match is None:
            continue
        span = trimmed(text, match.end(), clause_end(text, match.end(), sentence.end))
        if span.end > span.start and not any(
            span.start < t.end and t.start < span.end for t in taken
        ):
            yield Suggestion(
                start=span.start,
                end=span.end,
                tag="quote",
                fields={"cue": "reports", "quote_mode": "indirect"},
                score=0.4,
                why=("“reports that”", "nobody is named"),
                likely=False,
            )
