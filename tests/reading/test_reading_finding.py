"""Literal search, forward and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.reading.finding import find_next, find_previous, pattern


def test_the_next_match_at_or_after_a_place():
    text = "one two one"
    assert find_next(text, "one", 0) == (Span(0, 3), False)
    assert find_next(text, "one", 1) == (Span(8, 11), False)


def test_search_goes_on_from_the_top_and_says_so():
    assert find_next("one two", "one", 1) == (Span(0, 3), True)
    assert find_next("one two", "one", 7) == (Span(0, 3), True)


def test_the_match_before_a_place():
    text = "one two one"
    assert find_previous(text, "one", 8) == (Span(0, 3), False)
    assert find_previous(text, "one", 11) == (Span(8, 11), False)
    assert find_previous(text, "one", 0) == (Span(8, 11), True)
    assert find_previous("a one", "one", 2) == (Span(2, 5), True)


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_nothing_typed_finds_nothing(words):
    assert pattern(words) is None
    assert find_next("a b", words, 0) is None
    assert find_previous("a b", words, 3) is None


def test_what_is_not_there_is_not_found():
    assert find_next("one two", "three", 0) is None
    assert find_previous("one two", "three", 7) is None


@pytest.mark.parametrize("words", [".*", "(a|b)", "[x]", "a+b", "$40", "\\d", "^one", "?", "{2}"])
def test_signs_of_regular_expressions_are_themselves(words):
    text = f"one aab 12 {words} end"
    assert find_next(text, words, 0) == (Span(11, 11 + len(words)), False)
    assert find_previous(text, words, len(text)) == (Span(11, 11 + len(words)), False)


def test_small_letters_find_both_cases_and_a_capital_only_itself():
    text = "seoul Seoul SEOUL"
    assert find_next(text, "seoul", 1) == (Span(6, 11), False)
    assert find_next(text, "Seoul", 0) == (Span(6, 11), False)
    assert find_next(text, "SEOUL", 0) == (Span(12, 17), False)
    assert find_next("ÄRGER", "ärger", 0) == (Span(0, 5), False)


@pytest.mark.parametrize("gap", [" ", "\n", "  \n ", "\t", "\u00a0", "\u3000", "\n\n"])
def test_white_space_matches_any_white_space(gap):
    text = f"x North{gap}Korean y"
    expected = Span(2, 2 + len(f"North{gap}Korean"))
    assert find_next(text, " north korean ", 0) == (expected, False)
    assert find_previous(text, "north  korean", len(text)) == (expected, False)


def test_overlapping_matches_are_visited_both_ways():
    text = "aXaXaXa"
    assert find_next(text, "axa", 1) == (Span(2, 5), False)
    assert find_previous(text, "axa", 4) == (Span(2, 5), False)


def test_korean_and_emoji():
    assert find_next("한국어 기사 👍🏽", "기사", 0) == (Span(4, 6), False)
    assert find_next("한국어 👍🏽", "👍🏽", 0) == (Span(4, 6), False)


def test_a_text_of_many_megabytes():
    line = "The quick brown fox jumps over the lazy dog.\n"
    text = "Needle one. " + line * 300_000 + "needle two."
    last = len(text) - 11
    middle = len(text) // 2
    assert find_next(text, "needle", 5) == (Span(last, last + 6), False)
    assert find_previous(text, "needle", middle) == (Span(0, 6), False)
    assert find_previous(text, "needle two", middle) == (Span(last, last + 10), True)
    assert find_previous(text, "dog", middle)[0].start > middle - 100


@pytest.mark.parametrize("behind", [*range(16_376, 16_392), *range(49_144, 49_160)])
def test_no_match_is_lost_however_far_it_stands_behind(behind):
    text = "." * 100 + "two  words" + "." * behind
    found = Span(100, 110)
    assert find_previous(text, "two words", len(text)) == (found, False)
    assert find_previous(text, "TWO words", len(text)) is None


TEXTS = st.text("ab \nB.*", max_size=60)
WORDS = st.text("ab .*B", max_size=4)


def every(text, words):
    """All matches, overlapping ones too, place by place."""
    sought = pattern(words)
    if sought is None:
        return []
    found = (sought.match(text, at) for at in range(len(text)))
    return [Span(*m.span()) for m in found if m]


@given(TEXTS, WORDS, st.integers(0, 60))
def test_next_and_previous_agree_with_looking_at_every_place(text, words, offset):
    offset = min(offset, len(text))
    all_of_them = every(text, words)
    after = [s for s in all_of_them if s.start >= offset]
    before = [s for s in all_of_them if s.start < offset]
    if not all_of_them:
        assert find_next(text, words, offset) is None
        assert find_previous(text, words, offset) is None
        return
    assert find_next(text, words, offset) == (after[0] if after else before[0], not after)
    assert find_previous(text, words, offset) == (before[-1] if before else after[-1], not before)


@given(TEXTS, WORDS, st.integers(0, 60))
def test_previous_comes_back_from_next(text, words, offset):
    first = find_next(text, words, min(offset, len(text)))
    if first is None:
        return
    span = first[0]
    onward = find_next(text, words, span.start + 1)
    assert find_previous(text, words, onward[0].start)[0] == span


@given(TEXTS, WORDS)
def test_a_match_is_the_words_but_for_white_space_and_case(text, words):
    found = find_next(text, words, 0)
    if found is not None:
        matched = text[found[0].start : found[0].end]
        assert re.sub(r"\s+", " ", matched).lower() == " ".join(words.split()).lower()
        assert matched == matched.strip()
