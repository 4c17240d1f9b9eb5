"""Rules of news that several detectors share: whose words a suggestion gives, and whose it must not."""

from __future__ import annotations

import pytest
from tests.documents import compose

from annotate_tui.detect.suggester import Suggester


def found(tag, *blocks):
    """The suggestions with that tag: words, suggestion."""
    document = compose(*blocks)
    return [
        (document.text[one.start : one.end], one)
        for one in Suggester(document).all()
        if one.tag == tag
    ]


def speakers(tag, *blocks):
    return [(words, one.fields.get("speaker")) for words, one in found(tag, *blocks)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("About 1,200 residents left the town, saying it was unsafe to stay.", "About 1,200 residents"),
        ("About 1,200 residents left the town and said it was unsafe.", "About 1,200 residents"),
        ("According to 1,200 residents, the town was unsafe to live in.", "1,200 residents"),
        ("Two-thirds of 1,200 tenants, or 66%, said they felt unsafe.", "Two-thirds of 1,200 tenants"),
    ],
)  # fmt: skip
def test_a_comma_inside_a_number_parts_no_phrase(text, who):
    assert [one.fields["speaker_text"] for _, one in found("quote", text)] == [who]
