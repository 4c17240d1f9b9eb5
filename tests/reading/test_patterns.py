"""What is searched for: letters alike, bad patterns, where a long text is cut."""

import sys

import pytest

from annotate_tui.reading.patterns import (
    PatternError,
    Query,
    _folds_to_ascii,
    cut,
    fold,
    matcher,
)


def test_the_lower_case_of_a_text_is_as_long_as_the_text():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(fold(every)) == len(every)
    ascii_letters = {c for c in every[128:] if fold(c).isascii()}
    assert all(_folds_to_ascii(c) for c in ascii_letters)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(", "missing ), at the end"),
        ("one two (three", "missing ), at the end"),
        ("a  [b", "unterminated character set, at the end"),
        ("one  two *?+", "multiple repeat, at character 12"),
        ("*a", "nothing to repeat, at character 1"),
        ("(" * 2000, "too large a pattern"),
        ("a" * 2001, "too long to search for: at most 2,000 characters"),
        ("(?r)a", "(?r) is not needed: N searches backwards"),
    ],
)
def test_a_bad_pattern_says_what_and_where(pattern, told):
    with pytest.raises(PatternError) as error:
        matcher(Query(pattern, True))
    assert str(error.value) == told


def test_pieces_are_cut_at_the_ends_of_lines():
    text = "one two\nthree four five"
    assert cut(text, 5, 16) == 7
    assert cut(text, 8, 16) == 13
    assert cut(text, 0, 16) == 0
    assert cut("." * 40, 16, 16) == 16
