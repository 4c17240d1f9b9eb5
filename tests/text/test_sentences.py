"""What a sentence is, promise by promise: ¦ marks the expected cuts."""

import pytest

from annotate_tui.text.sentences import sentence_ends, sentence_spans


def cut(text, language="en"):
    at = 0
    parts = []
    for end in sentence_ends(text, 0, len(text), language):
        parts.append(text[at:end])
        at = end
    return "¦".join(parts)


def check(marked, language="en"):
    assert cut(marked.replace("¦", ""), language) == marked


@pytest.mark.parametrize("marked", ["“Hard?” he asked. ¦He left."])
def test_english(marked):
    check(marked)


def test_an_empty_range_has_no_sentences():
    assert sentence_ends("abc", 2, 2) == []
    assert sentence_spans("   ", 0, 3) == []
