"""Where rows end in all kinds of scripts, and never end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.breaks import break_in_word, parts_punctuation, unbroken
from annotate_tui.text.cells import (
    CLOSING,
    OPENING,
    WHITE_SPACE,
    cell_width,
    grapheme_ends,
)
from annotate_tui.text.wrap import wrap

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
CLUSTERS = (
    "a", "b", "W", "1", "é", "e\u0301", " ", " ", "\n", "\t", "-", "/", ".", ",", "!", "(", ")",
    "“", "”", "漢", "字", "語", "、", "。", "「", "」", "ー", "ッ", "々", "！", "（", "한", "글", "각",
    "\u1112\u1161\u11ab", FAMILY, "😀", "👍🏽", "❤\ufe0f", "🇰🇷", "1\ufe0f\u20e3", "क्षि", "न", "म",
    "ก", "กำ", "เ", "า", "ៗ", "ខ្មែ", "မြ", "န်", "م", "حَ", "ש", "\xa0", "\u2060", "\u200b", "\xad",
    "\u202e", "\u2066", "\x1b", "\u3000", "\u200c", "\ufeff",
)  # fmt: skip
mixed = st.lists(st.sampled_from(CLUSTERS), max_size=60).map("".join)


def cut(text, width):
    ends = wrap(text, 0, len(text), width)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def shown(text, width):
    return [row.rstrip(WHITE_SPACE) for row in cut(text, width)]


@given(mixed, st.integers(1, 40))
def test_rows_of_any_script_join_to_the_text_fit_and_cut_no_grapheme(text, width):
    rows = cut(text, width)
    assert "".join(rows) == text
    boundaries = {0, *grapheme_ends(text, 0, len(text))}
    at = 0
    for row in rows:
        assert row
        seen = row.rstrip(WHITE_SPACE)
        if "\n" not in row:
            graphemes = len(grapheme_ends(text, at, at + len(seen)))
            assert cell_width(seen) <= width or graphemes == 1
        at += len(row)
        assert at in boundaries


kinsoku = st.text(
    st.sampled_from("漢字語言文章中あいアイ「」（）、。！？ーッ々ゃ・，：“”"), max_size=60
)


@given(kinsoku, st.integers(4, 40))
def test_no_row_of_chinese_or_japanese_begins_with_closing_punctuation_unless_forced(text, width):
    for before, row in pairwise(cut(text, width)):
        if row[0] in CLOSING:
            # Then there is no place in the row before where it could have ended instead.
            assert all(
                before[i] in CLOSING or before[i - 1] in OPENING for i in range(1, len(before))
            )


@given(kinsoku, st.integers(4, 40))
def test_no_row_of_chinese_or_japanese_ends_with_opening_punctuation_unless_forced(text, width):
    rows = cut(text, width)
    for row in rows[:-1]:
        if row[-1] in OPENING:
            assert all(row[i] in CLOSING or row[i - 1] in OPENING for i in range(1, len(row)))


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("他说：“不行！”然后走了", 8, ["他说：", "“不行！”", "然后走了"]),
        ("人々の時々", 4, ["人々", "の", "時々"]),
        ("これはファッションだ", 10, ["これは", "ファッショ", "ンだ"]),
        ("本当か？！そうだ。", 8, ["本当", "か？！そ", "うだ。"]),
        ("一二三四）》」五六", 8, ["一二三", "四）》」", "五六"]),
        ("一二（《三四》）", 8, ["一二", "（《三", "四》）"]),
        ("漢字 。漢字", 6, ["漢", "字 。", "漢字"]),
        ("漢字word漢字", 7, ["漢字", "word漢", "字"]),
    ],
)
def test_kinsoku(text, width, rows):
    assert shown(text, width) == rows


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("a french phrase ! so", 15, ["a french", "phrase ! so"]),
        ("seven ( words ) here", 9, ["seven", "( words )", "here"]),
        ("take .5 or .NET now", 6, ["take", ".5 or", ".NET", "now"]),
        ("aaaaaaaa, bbb", 8, ["aaaaaaa", "a, bbb"]),
        ("漢 aaaaaaaa, bbb", 8, ["漢", "aaaaaaa", "a, bbb"]),
        ("“aaaaaaaa” bbb", 9, ["“aaaaaaa", "a” bbb"]),
        ("One" + "." * 13, 8, ["One.....", "........"]),
    ],
)
def test_punctuation_stays_with_its_words(text, width, rows):
    assert shown(text, width) == rows


def test_nothing_is_parted_from_a_word_as_long_as_the_row():
    assert cut("aaaaaa !!", 6) == ["aaaaaa ", "!!"]
    assert cut("漢漢漢 !!", 6) == ["漢漢", "漢 !!"]
    assert cut("、、、、、", 4) == ["、、", "、、", "、"]


def test_no_break_characters_hold_in_every_script():
    assert shown("漢字\u2060漢字漢", 6) == ["漢", "字\u2060漢", "字漢"]
    assert shown("漢\xa0字漢字漢", 6) == ["漢\xa0字", "漢字漢"]
    assert shown("漢字 10\u202f000\xa0km", 9) == ["漢字", "10\u202f000\xa0km"]
    assert shown("漢 e\u2011mail e\u2011mail", 8) == ["漢", "e\u2011mail", "e\u2011mail"]


def test_zero_width_spaces_and_soft_hyphens_are_chances():
    assert shown("hyphen\u200bation\u200bmarks", 7) == ["hyphen\u200b", "ation\u200b", "marks"]
    assert shown("extraordi\xadnarily\xadlong", 14) == ["extraordi\xad", "narily\xadlong"]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        (
            "see https://example.org/one/two_three/four?query=value&other=something#frag now",
            24,
            [
                "see https://example.org/", "one/two_three/",
                "four?query=value&other=", "something#frag now",
            ],
        ),
        (
            "(https://www.longlonglonglonglong.example.org/%E2%82%AC)",
            22,
            ["(https://www.", "longlonglonglonglong.", "example.org/%E2%82%AC)"],
        ),
        ("C:\\Users\\someone\\report.docx", 17, ["C:\\Users\\someone\\", "report.docx"]),
        ("in 1,234,567.89 of them", 8, ["in", "1,234,", "567.89", "of them"]),
    ],
)  # fmt: skip
def test_addresses_and_long_words_break_behind_their_signs(text, width, rows):
    assert shown(text, width) == rows


def test_thai_fills_its_rows_and_cuts_before_no_dependent_sign():
    text = "ประเทศไทยมีประชากรมากกว่าหกสิบล้านคนและมีเมืองหลวงชื่อกรุงเทพมหานคร"
    rows = cut(text, 24)
    assert len(rows) <= 3
    for row in rows[1:]:
        assert row[0] not in "ะาำๆฯ\u0e31\u0e34\u0e35\u0e48\u0e49"
    assert all(row[-1] not in "เแโใไ" for row in rows)
    assert "เมือง" in rows[-1] or rows[-1].startswith("เ")
    # The later half of the row holds a vowel that is written before its consonant.
    assert cut("กรุงกรุงกรุงเทพกรุง", 11)[1].startswith("เ")


def test_khmer_and_myanmar_keep_their_stacks():
    for text in ("ភាសាខ្មែរជាភាសាផ្លូវការរបស់ប្រទេសកម្ពុជា", "မြန်မာနိုင်ငံသည်အရှေ့တောင်အာရှတွင်"):
        for width in range(1, 20):
            rows = cut(text, width)
            assert all(row[-1] not in "\u17d2\u1039" for row in rows)
            if width > 3:
                assert all(row[1:2] != "\u103a" for row in rows)


def test_korean_words_with_digits_and_letters_stay_whole():
    assert shown("UN안보리가 16명을 북한에서", 12) == ["UN안보리가", "16명을", "북한에서"]


def test_right_to_left_text_is_cut_in_logical_order():
    assert shown("مرحبا بالعالم هذا نص طويل", 10) == ["مرحبا", "بالعالم", "هذا نص", "طويل"]
    assert shown("\u2067שלום\u2069 עולם", 6) == ["\u2067שלום\u2069", "עולם"]


def test_punctuation_before_a_letter_belongs_to_it():
    assert parts_punctuation("a ,b", 1, 2) is False
    assert parts_punctuation("a , b", 1, 2) is True
    assert parts_punctuation("a 」b", 1, 2) is True
    assert parts_punctuation("( b", 1, 2) is True


def test_within_words():
    assert break_in_word("state-of-the-art", 0, 12) == 9
    assert break_in_word("nothing", 0, 5) == 0
    assert unbroken("abcdefgh", 0, 5) == 5
    assert unbroken("abcd,efgh", 0, 4) == 3
