"""Who gives a number: the words of saying that govern a place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect.passage import Passage
from annotate_tui.detect.sources import source_of
from annotate_tui.model import Span


def source(words, *blocks):
    document = compose(*blocks)
    text = document.text
    start = text.index(words)
    found = source_of(Passage(document, 0, len(text)), Span(start, start + len(words)))
    return text[found.source.start : found.source.end] if found and found.source else None


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (
            "at least 16",
            "According to The Daily Courier, at least 16 men came.",
            "The Daily Courier",
        ),
        ("16", "Some 16 men came, police said.", "police"),
        ("16", "Police reported 16 deaths on Monday.", "Police"),
        ("16", "Police said that 16 men came, but 3 left.", "Police"),
        ("16", "“We saw 16 men,” said Jane Roe.", "Jane Roe"),
        ("16", "“We saw many men,” said Jane Roe. “There were 16 of them.”", "Jane Roe"),
        ("16", "It rained. Some 16 men came.", None),
        ("16", "Police came. Some 16 men were there.", None),
        ("16", "It is believed that 16 men came.", None),
        ("16", "Jane Roe said it rained. The firm has 16 offices.", None),
        ("16", "Jane Roe said that Abe Poe had said that 16 men came.", "Abe Poe"),
        (
            "16",
            "Some 16 men came, according to a source familiar with the matter.",
            "a source familiar with the matter",
        ),
    ],
)
def test_who_gives_a_number(words, text, expected):
    assert source(words, text) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=' .,“”"\nAasidtherbn:;', max_size=200), st.data())
def test_any_place_of_any_text(text, data):
    document = compose(text + " Jane Roe said that it rained, police said.")
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    found = source_of(Passage(document, 0, len(document.text)), Span(start, end))
    assert found is None or found.cue.end <= len(document.text)
