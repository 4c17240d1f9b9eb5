"""Quotations that are speech."""

from __future__ import annotations

from collections.abc import Iterator

from annotate_tui.detect.passage import Passage
from annotate_tui.detect.speakers import speakers_near
from annotate_tui.model import Span, Suggestion

_WORDS = 4


def detect(passage: Passage) -> Iterator[Suggestion]:
    """Quotations of more than a few words, with who stands beside a word of saying."""
    text = passage.text
    for start, end in passage.quotations:
        if not passage.owns(start) or len(text[start:end].split()) < _WORDS:
            continue
        block = passage.document.block_at(start)
        near = [
            s
            for s in speakers_near(text, start, min(end, block.end), Span(block.start, block.end))
            if s.says
        ]
        said = " ".join(text[near[0].span.start : near[0].span.end].split()) if near else ""
        fields = {"speaker": said, "speaker_text": said} if said else {}
        yield Suggestion(
            start=start,
            end=end,
            tag="quote",
            fields={**fields, "quote_mode": "direct"},
            score=0.9 if said else 0.6,
            why=("quotation marks", f"words of saying beside “{said}”" if said else "no speaker"),
            likely=bool(said),
        )
