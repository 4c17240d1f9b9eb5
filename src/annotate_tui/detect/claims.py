"""Sentences worth checking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate_tui.detect.passage import Passage
from annotate_tui.model import Suggestion

_NUMBER = re.compile(r"\d")


def detect(passage: Passage) -> Iterator[Suggestion]:
    """Every sentence with a number in it."""
    for sentence in passage.sentences:
        if _NUMBER.search(passage.text, sentence.start, sentence.end):
            yield Suggestion(
                start=sentence.start,
                end=sentence.end,
                tag="claim",
                fields={"check_worthy": "maybe"},
                score=0.5,
                why=("a number",),
            )
