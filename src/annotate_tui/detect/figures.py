"""Figures with their values: what is counted or measured, how much, and how sure the words are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotate_tui.detect.figure_values import fields_of
from annotate_tui.detect.passage import Passage
from annotate_tui.model import Suggestion
from annotate_tui.text.figure_english import Figure, scan
from annotate_tui.text.figure_foreign import read_foreign
from annotate_tui.text.figures import figures

_LIKELY = 0.8


def detect(passage: Passage) -> Iterator[Suggestion]:
    """Every figure of the stretch with its fields, in order."""
    text = passage.text
    for sentence in passage.sentences:
        for figure in found(text, sentence.start, sentence.end, passage.language):
            score, why = weighed(text, figure)
            yield Suggestion(
                start=figure.start,
                end=figure.end,
                tag="figure",
                fields=fields_of(text, figure),
                score=score,
                why=why,
                likely=score >= _LIKELY,
            )


def found(text: str, start: int, end: int, language: str) -> Iterator[Figure]:
    """The figures of ``text[start:end]``, in order."""
    if language == "en":
        return (one for one in scan(text, start, end) if isinstance(one, Figure))
    return (read_foreign(text, span, language) for span in figures(text, start, end, language))


def read_figure(text: str, start: int, end: int, language: str = "en") -> dict[str, Any]:
    """The fields of words marked by hand as a figure; {} where there is no number in them."""
    for figure in found(text, start, end, language):
        return fields_of(text, figure)
    return {}


def weighed(text: str, figure: Figure) -> tuple[float, tuple[str, ...]]:
    """How often such a figure is right, and the cues for it and against it."""
    first, last = figure.amounts[0], figure.amounts[-1]
    why: list[str] = []
    if figure.cue:
        why.append(f"“{figure.cue.strip()}”")
    if last.unit:
        why.append(f"measured in {last.unit}")
    elif figure.age:
        why.append("an age")
    elif figure.counted is not None:
        counted = " ".join(text[figure.counted.start : figure.counted.end].split())
        why.append(f"counts “{counted}”")
    why.append(_SHAPES[first.shape] if len(figure.amounts) == 1 else "a range")
    if not figure.doubt:
        return (0.97 if last.unit or figure.cue else 0.92), tuple(why)
    score, reason = _DOUBTS[figure.doubt]
    return score, (reason, *why) if score < _LIKELY else (*why, reason)


_SHAPES = {
    "digits": "a number in digits",
    "words": "a number in words",
    "share": "a share",
    "vague": "a number that is not told exactly",
}
_DOUBTS: dict[str, tuple[float, str]] = {
    "nothing counted": (0.81, "nothing is counted"),
    "bare word": (0.5, "nothing is counted"),
    "one": (0.8, "“one” counts"),
    "pronoun": (0.55, "“one” may be no number"),
    "title": (0.4, "may be a name"),
    "time": (0.4, "may be a time of day"),
    "limit": (0.5, "may be an age limit"),
}
