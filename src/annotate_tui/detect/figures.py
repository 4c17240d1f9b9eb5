"""Figures with their values: what is counted or measured, how much, and how sure the words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from annotate_tui.detect.figure_values import fields_of, range_of
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.sources import source_of
from annotate_tui.model import Span, Suggestion
from annotate_tui.text.figure_amounts import Amount
from annotate_tui.text.figure_english import Figure, scan
from annotate_tui.text.figure_units import TIME_UNITS
from annotate_tui.text.figure_worded import amount_ahead

_LIKELY = 0.8
_LONGEST = 16_000  # code points of a sentence; what is longer is read stretch by stretch
_OVER = 400  # code points beyond the stretch that are read then
# How often a figure is right, by what speaks for or against it: estimated on news sentences.
_SURE = 0.97
_COUNTED = 0.92
_DOUBTS: dict[str, tuple[float, str]] = {
    "nothing counted": (0.81, "nothing is counted"),
    "bare word": (0.5, "nothing is counted"),
    "one": (0.8, "“one” counts"),
    "article": (0.7, "“one” may only mean “a”"),
    "pronoun": (0.55, "“one” may be no number"),
    "title": (0.4, "may be a name"),
    "time": (0.4, "may be a time of day"),
    "multiple": (0.5, "a multiple in one word"),
    "limit": (0.5, "may be an age limit"),
}
_SHAPES = {
    "digits": "a number in digits",
    "words": "a number in words",
    "share": "a share",
    "vague": "a number that is not told exactly",
}
_TWO = re.compile(r"\s*(?:to|and|or|[-–—])\s*", re.IGNORECASE)


def detect(passage: Passage) -> Iterator[Suggestion]:
    """Every figure of the stretch with its fields, in order."""
    text = passage.text
    for start, end, cut in _pieces(passage):
        for figure in found(text, start, end, passage.language):
            if cut and not passage.owns(figure.start):
                continue
            fields = fields_of(text, figure)
            score, why = weighed(text, figure, fields)
            given = source_of(passage, Span(figure.start, figure.end))
            if given is not None and given.source is not None:
                fields |= _speaker(passage, figure, given.source)
            yield Suggestion(
                start=figure.start,
                end=figure.end,
                tag="figure",
                fields=fields,
                score=score,
                why=why,
                likely=score >= _LIKELY,
            )


def _pieces(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """The sentences of the stretch; of one that is far too long only what stands in the stretch.

    The last says whether it was cut, so that only those figures count that the stretch owns.
    """
    document, (low, high) = passage.document, (passage.start - _OVER, passage.end + _OVER)
    block = document.block_at(passage.start) if len(document.structure) else None
    if block is not None and block.start < passage.start and block.end - block.start > _LONGEST:
        first = document.sentence_at(passage.start)
        goes_on = first is not None and first.start < passage.start < first.end
        long = first is not None and first.end - first.start > _LONGEST
        if first is not None and goes_on and long and document.is_read(first.block):
            yield max(first.start, low), min(first.end, high), True
    for sentence in passage.sentences:
        cut = sentence.end - sentence.start > _LONGEST
        yield sentence.start, min(sentence.end, high) if cut else sentence.end, cut


def _speaker(passage: Passage, figure: Figure, source: Span) -> dict[str, Any]:
    """Who gives the number, as printed and by name; nobody where the figure is part of the name."""
    if source.start < figure.end and figure.start < source.end:
        return {}
    printed = " ".join(passage.text[source.start : source.end].split())
    return {
        "speaker": passage.people.resolve(source).speaker or printed,
        "speaker_text": printed,
    }


def found(text: str, start: int, end: int, language: str) -> Iterable[Figure]:
    """The figures of ``text[start:end]``, in order."""
    if language == "en":
        return [one for one in scan(text, start, end) if isinstance(one, Figure)]
    from annotate_tui.text.figure_foreign import read_foreign
    from annotate_tui.text.figures import figures

    return (read_foreign(text, span, language) for span in figures(text, start, end, language))


def read_figure(text: str, start: int, end: int, language: str = "en") -> dict[str, Any]:
    """The fields of words marked by hand as a figure; {} where there is no number in them.

    Words that are a number and nothing else are read as one even where rules would not suggest
    them ("2023", "one"); "4.5 percent to 12%" is read as one range.
    """
    every = list(found(text, start, end, language))
    if not every:
        at, stop = _trimmed(text, start, end)
        alone = amount_ahead(text, at, stop) if language == "en" else None
        if alone is None or alone.end != stop:
            return {}
        every = [Figure(at, stop, (alone,), "exact", "", "", None, False, "")]
    first = every[0]
    if len(every) == 2 and _TWO.fullmatch(text, first.end, every[1].start):
        both = range_of(first, every[1])
        first = both if both is not None else first
    return fields_of(text, first)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def weighed(text: str, figure: Figure, fields: dict[str, Any]) -> tuple[float, tuple[str, ...]]:
    """How often a figure with those fields is right, and the cues for it and against it.

    The weightiest cue first.
    """
    last = figure.amounts[-1]
    why: list[str] = []
    if figure.cue:
        why.append(f"“{' '.join(figure.cue.split())}”")
    counts = _counts(text, figure, last, fields.get("unit") == "person")
    if counts:
        why.append(counts)
    why.append("a range" if len(figure.amounts) == 2 else _SHAPES[last.shape])
    if not figure.doubt:
        return (_SURE if last.unit or figure.cue else _COUNTED), tuple(why)
    score, reason = _DOUBTS[figure.doubt]
    return score, (reason, *why) if score < _LIKELY else (*why, reason)


def _measured(unit: str) -> str:
    if unit in TIME_UNITS:
        return "a length of time"
    if unit.startswith("percent"):
        return "a percentage"
    if unit == "person":
        return "counts people"
    return f"an amount in {unit}" if unit[:3].isupper() else f"measured in {unit}"


def _counts(text: str, figure: Figure, last: Amount, people: bool) -> str:
    """What is measured or counted, in a reader's words."""
    if figure.age:
        return "an age"
    if last.unit:
        return _measured(last.unit)
    if figure.counted is None:
        return ""
    if people:
        return "counts people"
    return f"counts “{' '.join(text[figure.counted.start : figure.counted.end].split())}”"
