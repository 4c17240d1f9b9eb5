import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotate_tui.text.cells import (
    WHITE_SPACE,
    cell_width,
    cell_widths,
    display,
    grapheme_ends,
    is_plain,
    next_grapheme,
    previous_grapheme,
    safe_cut,
)

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TRICKY = (
    'ab 1#-/.,"“”(漢字、。「」ー한글각👨👩❤☝✈🏳🏴⚧😀e\u0301\u0903कषि्\u200d\ufe0f\u20e3🏽🏿🇰🇷🇺🇸'
    "\n\t\x00\x1b\x7f\x85\x9b\xa0\xad\u061c\u200b\u200c\u200e\u202e\u2028\u2066\u2069\u3000\ufeff"
    "กำเ\u0e31ລາ၊ស\u17d2လ\u103aকषि\u094d\u200cᄒᄒ힣\u0600\u06ddم\u2060\u2011\u034f\u180e"
    "\U000e0067\U000e007f\ufffe\U000e0100\u1100\u1161\u11a8"
)
tricky_text = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=40)


@given(tricky_text)
def test_display_keeps_the_length_and_lets_nothing_through_that_steers(s):
    painted = display(s)
    assert len(painted) == len(s)
    for at, char in enumerate(painted):
        category = unicodedata.category(char)
        assert category not in ("Cc", "Zl", "Zp", "Cs")
        if category == "Cf" and char not in "\u200c\u200d":
            assert cell_len(char) == 1 or (0xE0020 <= ord(char) <= 0xE007F and "🏴" in painted[:at])


@given(tricky_text)
def test_width_is_what_the_painter_will_count(s):
    assert cell_width(s) == cell_len(display(s))
    assert cell_width(s) == sum(cell_widths(s))


@given(tricky_text)
def test_graphemes_partition_and_can_be_painted_one_by_one(s):
    ends = grapheme_ends(s, 0, len(s))
    assert ends == sorted(set(ends))
    assert not s or (ends[-1] == len(s) and ends[0] > 0)
    at = 0
    painted = display(s)
    for to in ends:
        assert display(s[at:to]) == painted[at:to]
        assert cell_width(s[at:to]) >= 1
        at = to


@given(st.text("ab", max_size=5), tricky_text)
def test_walking_by_graphemes_meets_the_same_ends_both_ways(before, s):
    text, start = before + "\n" + s, len(before) + 1
    end = len(text)
    ends = grapheme_ends(text, start, end)
    walked, at = [], start
    while at < end:
        at = next_grapheme(text, at, end)
        walked.append(at)
    assert walked == ends
    back = []
    while at > start:
        at = previous_grapheme(text, at, start)
        back.append(at)
    assert back[::-1] == ([start, *ends[:-1]] if ends else [])
    for offset in range(start, end):
        assert safe_cut(text, offset, start) == max(e for e in [start, *ends] if e <= offset)


def test_plain_characters_are_one_cell_and_painted_as_they_are():
    for code in range(0x30000):
        char = chr(code)
        if is_plain(char):
            assert cell_len(char) == 1, hex(code)
            assert display("a" + char) == "a" + char
            assert unicodedata.category(char) not in ("Cc", "Cf", "Mn", "Me"), hex(code)
            assert char == " " or char not in WHITE_SPACE


@pytest.mark.parametrize(
    ("s", "cells", "count"),
    [
        ("defectors", 9, 9),
        ("“quoted” — naïve…", 17, 17),
        ("漢字、", 6, 3),
        ("한글", 4, 2),
        ("\u1112\u1161\u11ab", 2, 1),  # 한 in parts, as macOS file names have it
        (FAMILY, 2, 1),
        ("👍🏽!", 3, 2),
        ("🇰🇷🇺🇸", 4, 2),
        ("1\ufe0f\u20e3", 2, 1),
        ("❤\ufe0f", 2, 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 2, 1),
        ("e\u0301a", 2, 2),
        ("क्षि", 2, 1),
        ("\u0301a", 2, 2),
        ("क्\u200dष", 2, 1),
        ("क्\u200cष", 2, 2),  # the non-joiner keeps them apart
        ("সন্ত্রাস", 5, 3),
        ("กำ", 2, 1),
        ("ស្រី", 2, 1),
        ("\u1112\u1112\u1161", 4, 1),
        ("\u06dd٣", 2, 1),
        ("مُحَمَّد", 4, 4),
        ("a\u200cb", 3, 2),
        ("一\U000e0100二", 4, 2),
        ("1\U000e0100", 2, 1),
        ("x🏽", 2, 1),
    ],
)
def test_widths_and_graphemes(s, cells, count):
    assert cell_width(s) == cells
    assert len(grapheme_ends(s, 0, len(s))) == count


@pytest.mark.parametrize(
    ("s", "painted"),
    [
        ("plain text", "plain text"),
        ("a\nb\tc\r", "a b c "),
        ("\x1b[31mred", "␛[31mred"),
        ("nul\x00 del\x7f csi\x9b", "nul␀ del␡ csi�"),
        ("a\u202eb\u2066", "a�b�"),
        ("a\u200eb\u200f \u061c", "a·b· ·"),
        ("soft\xadhyphen zero\u200bspace", "soft·hyphen zero·space"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "a·b"),
        ("pay\u200cpal", "pay·pal"),
        ("\u200c\u200c", "··"),
        ("क्\u200dष", "क्\u200cष"),
        ("word\u2060joiner\ufeff", "word·joiner·"),
        ("一\U000e0100 b\U000e0101", "一\U000e0100 b·"),
        ("\u3164\uffa0", "··"),
        ("กำ", "กำ"),
        (FAMILY, FAMILY),
        ("\u0301x", "◌x"),
        ("a\n\u0301x", "a ◌x"),
        ("x\x1b\u0301", "x␛◌"),
        ("x🏽", "x�"),
        ("\U000e0041", "·"),
        ("\ud800", "�"),
    ],
)
def test_display(s, painted):
    assert display(s) == painted


def test_previous_grapheme_counts_flags_from_their_first():
    flags = "🇰🇷" * 40
    assert previous_grapheme("a" + flags, 81, 0) == 79
    assert previous_grapheme(flags, 80, 0) == 78
    assert previous_grapheme("a" + flags[:-1], 80, 0) == 79
    assert next_grapheme("a" + flags, 1, 81) == 3


def test_previous_grapheme_stops_at_sure_beginnings():
    for run in ("한글", "เกาะกำ", "คำ", "क्षि", "ស្រី", "\u0600１", "漢字"):
        text = run * 300
        ends = [0, *grapheme_ends(text, 0, len(text))]
        assert previous_grapheme(text, len(text), 0) == ends[-2]
        assert previous_grapheme(text, ends[-2], 0) == ends[-3]


def test_signs_that_should_be_invisible_never_make_a_grapheme_wider_than_a_row():
    for sign in ("\U000e0100", "\u0e33", "🏽", "\u200c"):
        text = "a" + sign * 500
        widths = cell_widths(text)
        assert max(widths) < 50
        assert sum(widths) == cell_len(display(text))


def test_endless_graphemes_are_cut():
    marks = "a" + "\u0301" * 1_000_000
    assert 1 < next_grapheme(marks, 0, len(marks)) < 20_000
    assert len(marks) > previous_grapheme(marks, len(marks), 0) > len(marks) - 20_000
