"""Figures with their values."""

from __future__ import annotations

from collections.abc import Iterator

from annotate_tui.detect.passage import Passage
from annotate_tui.model import Suggestion
from annotate_tui.text.figures import figures


def detect(passage: Passage) -> Iterator[Suggestion]:
    """Every figure of the stretch, with its number where that is in digits."""
    for sentence in passage.sentences:
        for span in figures(passage.text, sentence.start, sentence.end, passage.language):
            words = passage.text[span.start : span.end]
            number = next((w for w in words.split() if w.isdecimal()), "")
            fields = {"value": int(number), "qualifier": "exact"} if number else {}
            yield Suggestion(
                start=span.start,
                end=span.end,
                tag="figure",
                fields=fields,
                score=0.85,
                why=("a number",),
            )
