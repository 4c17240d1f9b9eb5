import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.cells import WHITE_SPACE, cell_width, cell_widths, grapheme_ends
from annotate_tui.text.wrap import painted_runs, wrap, wrap_code

ALPHABET = (
    "aaabbb    --//.,“”()\n\t漢字、。「」ー한글각👨👩❤😀e\u0301कषि्\u200d\ufe0f🏽🇰🇷🇺🇸"
    "\x1b\u200b\xa0\u3000"
)
texts = st.text(st.sampled_from(ALPHABET), max_size=120)


def cut(text, width, code=False):
    ends = (wrap_code if code else wrap)(text, 0, len(text), width)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def measure(row):
    return sum(cell_width(row[run.start : run.end]) for run in painted_runs(row, 0, len(row)))


def shown(text, width):
    return [row.rstrip(WHITE_SPACE) for row in cut(text, width)]


@given(texts, st.integers(1, 30))
def test_rows_partition_the_text_and_fit(text, width):
    rows = cut(text, width)
    assert "".join(rows) == text
    assert all(rows)
    boundaries = {0, *grapheme_ends(text, 0, len(text))}
    at = 0
    for row in rows:
        at += len(row)
        assert at in boundaries
        seen = row.rstrip(WHITE_SPACE)
        assert measure(row) <= width or sum(map(bool, cell_widths(seen))) == 1


@given(texts, st.integers(1, 30))
def test_rows_of_code_partition_and_fit(text, width):
    rows = cut(text, width, code=True)
    assert "".join(rows) == text
    assert all(rows)
    for row in rows:
        assert "\n" not in row[:-1]
        seen = row.rstrip(WHITE_SPACE)
        if "\t" not in seen:
            assert cell_width(seen) <= width or sum(map(bool, cell_widths(seen))) == 1


@given(texts, st.integers(1, 30))
def test_rows_are_filled_greedily(text, width):
    rows = cut(text, width)
    for row, after in pairwise(rows):
        word = re.split(f"[{WHITE_SPACE}]", after)[0]
        blanks = row[len(row.rstrip(WHITE_SPACE)) :]
        if blanks and measure(row) and word and word.isascii():
            gap = 1 if "\n" in blanks else cell_width(blanks)
            assert measure(row) + gap + cell_width(word) > width


@given(st.text(st.sampled_from("aab -/–\n\t“”é,.!()["), max_size=120), st.integers(1, 30))
def test_both_ways_of_wrapping_agree(text, width):
    # A wide character behind all of it sends the whole text the slow way.
    slow = wrap(text + " 漢", 0, len(text) + 2, width)
    fast = wrap(text + " zz", 0, len(text) + 3, width)
    assert [e for e in slow if e < len(text)] == [e for e in fast if e < len(text)]


def test_offsets_are_those_of_the_whole_text():
    assert wrap("xx one two three", 3, 16, 8) == [11, 16]
    assert wrap("漢字 one two three", 3, 16, 8) == [11, 16]
    assert wrap("abc", 1, 1, 8) == []


def test_white_space_hangs_and_line_breaks_are_blanks():
    assert cut("one    two\nthree", 9) == ["one    ", "two\nthree"]
    assert cut("abc    ", 3) == ["abc    "]
    assert cut("abc    d", 3) == ["abc    ", "d"]


def test_indentation_around_a_line_break_is_one_blank_with_it():
    text = "- one two  \n    three four\n\tfive"
    assert cut(text, 19) == ["- one two  \n    three ", "four\n\tfive"]
    runs = painted_runs(text, 0, 22)
    assert [text[run.start : run.end] for run in runs] == ["- one two ", "three"]
    assert painted_runs("a\nb ", 0, 4) == [(0, 3)]
    assert painted_runs(" \n ", 0, 3) == []


def test_words_break_behind_hyphens_only_where_much_would_stay_empty():
    assert shown("the state-of-the-art-instruments here", 20) == [
        "the state-of-the-",
        "art-instruments here",
    ]
    assert shown("they say it is well-known", 22) == ["they say it is", "well-known"]


def test_long_addresses_break_behind_slashes_and_never_within_two():
    rows = shown("see https://example.org/one/two/three/four/five/six.html now", 24)
    assert rows == ["see https://example.org/", "one/two/three/four/five/", "six.html now"]
    assert shown("http://abcdefghijkl", 7) == ["http://", "abcdefg", "hijkl"]


@pytest.mark.parametrize("word", ["incomprehensibilities", "incompréhensibilite\u0301es"])
def test_a_long_word_without_a_hyphen_goes_to_the_next_row(word):
    assert shown(f"an {word} then", 22) == ["an", word, "then"]


def test_words_longer_than_the_row_break_anywhere():
    assert shown("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


def test_no_row_begins_with_closing_or_ends_with_opening_punctuation():
    assert shown("一二三四、五六", 8) == ["一二三", "四、五六"]
    assert shown("一二三「四五」", 8) == ["一二三", "「四五」"]
    assert shown("コンピューター", 6) == ["コン", "ピュー", "ター"]
    assert shown("一二三“四五”六", 7) == ["一二三", "“四五”", "六"]


def test_korean_breaks_at_blanks_while_the_row_is_well_filled():
    assert shown("북한 엘리트층의 동요가 커지고 있다", 20) == [
        "북한 엘리트층의",
        "동요가 커지고 있다",
    ]
    assert shown("가나다라마바사아자차", 8) == ["가나다라", "마바사아", "자차"]
    # Where eight cells or more would stay empty, the word is cut between two syllables.
    assert shown("그는 가나다라마바사아자", 16) == ["그는 가나다라마", "바사아자"]
    decomposed = "그는 \u1112\u1161\u11ab\u1100\u1173\u11af" + "\u1112\u1161\u11ab" * 6
    assert cut(decomposed, 16)[0] == decomposed[:-9]


def test_no_break_space_holds():
    assert shown("aaa 16\xa0km", 8) == ["aaa", "16\xa0km"]


def test_emoji_and_marks_stay_whole():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert shown(family * 3, 5) == [family * 2, family]
    assert shown("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]
    assert shown("🇰🇷🇺🇸🇩🇪", 3) == ["🇰🇷", "🇺🇸", "🇩🇪"]
    assert shown("क्षिक्षि", 2) == ["क्षि", "क्षि"]
    assert shown("漢", 1) == ["漢"]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("a\n\n  b\n", 9, ["a\n", "\n", "  b\n"]),
        ("abcdef\ngh", 4, ["abcd", "ef\n", "gh"]),
        ("\tx\ty", 6, ["\tx", "\ty"]),
        ("\tx\ty", 9, ["\tx\ty"]),
        ("abcd   \ne", 4, ["abcd   \n", "e"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("\x1b[31mab", 3, ["\x1b[3", "1ma", "b"]),
    ],
)
def test_code(text, width, rows):
    assert cut(text, width, code=True) == rows
