"""Search in one text: forward, back, counted, what is in sight; against looking at every place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.reading import patterns
from annotate_tui.reading.finding import PatternError, Query, Search
from annotate_tui.reading.patterns import Literal, Regular


def sought(text, words, regular=False):
    return Search(text, Query(words, regular))


def find_next(text, words, offset, regular=False):
    seek = sought(text, words, regular).forward(offset)
    assert not seek.step()
    return seek.found


def find_previous(text, words, offset, regular=False):
    seek = sought(text, words, regular).back(offset)
    assert not seek.step()
    return seek.found


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(Literal, "piece", 8)
    monkeypatch.setattr(Regular, "piece", 8)


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
@pytest.mark.parametrize("regular", [False, True])
def test_a_query_of_nothing_is_empty(words, regular):
    assert Query(words, regular).empty


def test_what_is_not_there_is_not_found():
    assert find_next("one two", "three", 0) is None
    assert find_previous("one two", "three", 7) is None
    assert find_next("", "one", 0) is None
    assert find_previous("", "one", 0) is None


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ΟΔΟΣ ΣΟΦΟΣ", "σοφος"),
        ("… ΣΟΦΟΣ", "σοφοσ"),
        ("… İzmir", "izmir"),
        ("“300 \u212a”", "300 k"),
        ("“at 300 \u212a”", "k"),
        ("“The Élysée”", "élysée"),
        ("“THE ÉLYSÉE”", "the élysée"),
    ],
)
def test_letters_with_more_than_two_shapes(text, words):
    assert find_next(text, words, 0) is not None
    assert sought(text, words).count_more() is False


@pytest.mark.parametrize("gap", [" ", "\n", "  \n ", "\t", "\u00a0", "\u3000", "\n\n"])
@pytest.mark.parametrize("first", ["x", "“"])
def test_white_space_matches_any_white_space(gap, first):
    text = f"{first} North{gap}Korean y"
    expected = Span(2, 2 + len(f"North{gap}Korean"))
    assert find_next(text, " north korean ", 0) == (expected, False)
    assert find_previous(text, "north  korean", len(text)) == (expected, False)
    assert find_next(text, "North korean|x y", 0, regular=True) is None
    assert find_next(text, "north korean", 0, regular=True) == (expected, False)


def test_overlapping_matches_are_visited_both_ways():
    text = "aXaXaXa"
    assert find_next(text, "axa", 1) == (Span(2, 5), False)
    assert find_previous(text, "axa", 4) == (Span(2, 5), False)
    search = sought(text, "axa")
    search.count_more()
    assert search.count == 3


def test_korean_and_emoji():
    assert find_next("한국어 기사 👍🏽", "기사", 0) == (Span(4, 6), False)
    assert find_next("한국어 👍🏽", "👍🏽", 0) == (Span(4, 6), False)


def test_no_grapheme_is_cut():
    text = "the cafe\u0301 👍🏽"
    search = sought(text, "cafe")
    seek = search.forward(0)
    seek.step()
    assert seek.found == (Span(4, 9), False)
    assert search.touching(0, len(text)) == [Span(4, 9)]
    assert find_next(text, "👍", 0) == (Span(10, 12), False)
    assert find_next(text, "🏽", 0) == (Span(10, 12), False)
    assert sought(text, "🏽").told(10) == "[1/1]"


@pytest.mark.parametrize(("words", "regular"), [("👧", False), ("\\p{M}", True), (".", True)])
def test_a_match_within_a_grapheme_is_not_found_again_from_there(words, regular):
    text = "👩‍👩‍👧 e\u0301 👩‍👩‍👧 \u0301 👧"
    search = sought(text, words, regular)
    starts, offset = [], 0
    while True:
        seek = search.forward(offset)
        seek.step()
        span, from_the_top = seek.found
        if from_the_top:
            break
        assert span.start >= offset
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        starts.append(span.start)
        offset = span.start + 1
    assert span.start == starts[0]
    backwards, offset = [], len(text)
    while not (found := find_previous(text, words, offset, regular))[1]:
        backwards.append(found[0].start)
        offset = found[0].start
    assert backwards[::-1] == starts


# Regular expressions


def test_a_regular_expression_has_smart_case_too():
    text = "At least 16 Defectors, 12 defectors"
    assert find_next(text, r"\d+ defectors", 0, regular=True) == (Span(9, 21), False)
    assert find_next(text, r"\d+ Defectors", 12, regular=True) == (Span(9, 21), True)
    assert find_next(text, r"\b\w+\W+\d", 0, regular=True) == (Span(3, 10), False)
    assert find_next(text, r"\p{Lu}t", 0, regular=True) == (Span(0, 2), False)


@pytest.mark.parametrize(
    "pattern", [r"\p{Lu}{2,}", r"[[:upper:]]{2,}", r"\p{gc=Lu}{2,}", r"\p{Uppercase_Letter}+\b"]
)
def test_a_class_of_capitals_means_capitals(pattern):
    text = "said the NATO chief"
    assert find_next(text, pattern, 0, regular=True) == (Span(9, 13), False)
    assert find_next(text, r"\P{Lu}{3,}", 9, regular=True) == (Span(14, 19), False)
    assert find_next(text, r"\p{L}{4} chief", 0, regular=True) == (Span(9, 19), False)


@pytest.mark.parametrize(
    ("pattern", "match"),
    [
        (r"one two", "one \n two"),
        (r"one  two", "one \n two"),
        (r"one {3}two", "one \n two"),
        (r"one *two", "one \n two"),
        (r"[^ ]two", None),
        (r"two[] ]three", "two]three"),
        (r"three[[:alpha:] ]*six", "threefour six"),
        (r"one\ \n\ two", "one \n two"),
        (r"e[ x]", "e"),
        (r"one ", "one"),
        (r"^ *two$", None),
        (r"^ two", "two"),
    ],
)
def test_a_blank_in_a_regular_expression(pattern, match):
    text = "one \n two]threefour six"
    found = find_next(text, pattern, 0, regular=True)
    assert (text[slice(*found[0])] if found else None) == match


def test_matches_of_nothing_and_of_white_space_alone_are_none():
    for pattern in ("x*", "^", "$", r"\b", r"\s+", r"(?=o)", "()"):
        assert find_next("one two\nthree", pattern, 0, regular=True) is None, pattern
    search = sought("one  xx two x", "x*", regular=True)
    search.count_more()
    assert search.count == 2


def test_the_ends_of_lines():
    text = "one two\ntwo one\none"
    assert find_next(text, "^one", 1, regular=True) == (Span(16, 19), False)
    assert find_next(text, "two$", 0, regular=True) == (Span(4, 7), False)


def test_a_pattern_that_never_ends_is_stopped_and_says_so(monkeypatch):
    monkeypatch.setattr(patterns, "TOO_LONG", 0.01)
    text = "one aab. " + "a" * 4000 + "b aab."
    search = sought(text, "(a|aa)+\\.", regular=True)
    seek = search.forward(0)
    assert not seek.step()
    assert seek.found is None
    assert search.problem == "this pattern takes too long on this text: make it simpler"
    assert search.touching(0, len(text)) == []
    assert search.count_more() is False
    assert search.ordinal(4) is None


@given(st.text("ab() []{}?*+^$|\\dwsSB,1:<P>=!&~-rpLu#x", max_size=14))
def test_no_pattern_crashes(pattern):
    query = Query(pattern, True)
    if query.empty:
        return
    try:
        search = Search("ab ab\n\nAb 1, [b] x", query)
    except PatternError:
        return
    search.count_more()
    found = {span for span, _ in _walk(search, "forward")}
    assert len(found) == search.count
    assert all(search.text[s:e].strip() == search.text[s:e] != "" for s, e in found)


def _walk(search, way):
    """Every match once, from the first (or the last) on."""
    found = []
    offset = 0 if way == "forward" else len(search.text)
    while True:
        seek = search.forward(offset) if way == "forward" else search.back(offset)
        seek.step()
        if seek.found is None or seek.found[1]:
            return found
        found.append(seek.found)
        start = seek.found[0].start
        offset = start + 1 if way == "forward" else start


# Pieces


def test_a_text_of_many_megabytes():
    line = "The quick brown fox jumps over the lazy dog.\n"
    text = "Needle one. " + line * 300_000 + "needle two."
    last = len(text) - 11
    middle = len(text) // 2
    assert find_next(text, "needle", 5) == (Span(last, last + 6), False)
    assert find_previous(text, "needle", middle) == (Span(0, 6), False)
    assert find_previous(text, "needle two", middle) == (Span(last, last + 10), True)
    assert find_previous(text, "dog", middle)[0].start > middle - 100
    search = sought(text, "dog")
    assert search.ordinal(last) is None
    assert search.count_more(0) is True
    assert search.told(last).startswith("[…/")
    assert search.told(last).endswith("+]")
    search.count_more()
    assert search.told(52) == "[1/300,000]"
    assert search.ordinal(last) == 300_000


@pytest.mark.parametrize("behind", [*range(32_760, 32_776), *range(65_524, 65_540)])
@pytest.mark.parametrize("regular", [False, True])
def test_no_match_is_lost_however_far_it_stands_behind(behind, regular):
    text = "." * 100 + "two  words" + "." * behind
    found = Span(100, 110)
    assert find_previous(text, "two words", len(text), regular) == (found, False)
    assert find_previous(text, "TWO words", len(text), regular) is None
    assert find_previous(text[::-1], "sdrow owt", len(text), regular)[0] == (behind, behind + 10)


def test_a_look_can_be_taken_in_steps():
    text = "filler " * 100_000 + "needle"
    search = sought(text, "needle")
    seek = search.forward(0)
    steps = 1
    while seek.step(0):
        assert seek.found is None
        steps += 1
    assert steps > 10
    assert seek.found == (Span(700_000, 700_006), False)


def test_what_is_known_of_fewer_words_is_known_of_more(monkeypatch):
    text = "filler " * 100_000 + "needle"
    wide = sought(text, "ne")
    wide.count_more()
    looked = []
    count = Literal.count
    monkeypatch.setattr(
        Literal, "count", lambda self, *where: looked.append(where) or count(self, *where)
    )
    narrow = Search(text, Query("needle"), wide)
    seek = narrow.forward(0)
    seek.step()
    assert seek.found == (Span(700_000, 700_006), False)
    assert len(looked) == 1
    assert narrow.counted
    assert not Query("ne").narrows(Query("needle"))
    assert not Query("needle", True).narrows(Query("ne", True))
    assert not Query("ne").narrows(Query(""))


TEXTS = st.text("ab \nB.*é“\u0301", max_size=60)
WORDS = st.text("ab .*Bé“", max_size=4)


def every(text, words):
    """All matches, overlapping ones too, place by place."""
    parts = words.split()
    flags = 0 if any(c.isupper() for c in words) else re.IGNORECASE
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), flags)
    return [m.span() for at in range(len(text)) if (m := pattern.match(text, at))]


def test_next_previous_and_count_agree_with_looking_at_every_place(small_pieces):
    @given(TEXTS, WORDS, st.integers(0, 60))
    def check(text, words, offset):
        if not words.split():
            return
        offset = min(offset, len(text))
        all_of_them = [start for start, _ in every(text, words)]
        search = sought(text, words)
        after, before = search.forward(offset), search.back(offset)
        after.step()
        before.step()
        search.count_more()
        assert search.count == len(all_of_them)
        assert search.counted
        if not all_of_them:
            assert after.found is before.found is None
            return
        here = [s for s in all_of_them if s >= offset]
        gone = [s for s in all_of_them if s < offset]
        start = here[0] if here else gone[0]
        assert after.found == (search._whole(start, _end(text, words, start)), not here)
        start = gone[-1] if gone else here[-1]
        assert before.found == (search._whole(start, _end(text, words, start)), not gone)

    check()


def _end(text, words, start):
    return next(end for at, end in every(text, words) if at == start)


def test_what_is_in_sight_is_what_touches_the_window(small_pieces):
    @given(TEXTS, WORDS, st.integers(0, 60), st.integers(0, 60))
    def check(text, words, low, high):
        if not words.split():
            return
        search = sought(text, words)
        whole = [search._whole(*span) for span in every(text, words)]
        seen = set(search.touching(low, min(high, len(text))))
        raw = {
            search._whole(s, e)
            for s, e in every(text, words)
            if s < high and low < e and low < high
        }
        assert seen == raw <= set(whole)

    check()


def test_the_matches_of_a_pattern_do_not_depend_on_where_the_search_begins(small_pieces):
    @given(
        st.text("ab \n.", max_size=60), st.sampled_from([r"\w+", "a b", "a+b", r"\S+ \S+", "^a"])
    )
    def check(text, pattern):
        search = sought(text, pattern, regular=True)
        search.count_more()
        forward = [span for span, _ in _walk(search, "forward")]
        back = [span for span, _ in _walk(sought(text, pattern, regular=True), "back")]
        assert forward == back[::-1]
        assert len(forward) == search.count
        assert [search.ordinal(span.start) for span in forward] == list(range(1, len(forward) + 1))
        if pattern in ("a+b", "^a"):
            flags = re.IGNORECASE | re.MULTILINE
            assert forward == [m.span() for m in re.finditer(pattern, text, flags)]
        for low in range(0, len(text), 7):
            inside = [s for s in forward if s.start < low + 7 and low < s.end]
            assert search.touching(low, low + 7) == inside

    check()
