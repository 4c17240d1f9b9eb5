"""Plain text into blocks: which line break ends a paragraph and which only wraps it."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.text.paragraphs import read_paragraphs
from annotate_tui.text.structure import block

PROSE = (
    "The delegation arrived on the evening train and was received by nobody, since the telegram "
    "that announced it had been sent to the wrong town. Its members waited on the platform until "
    "the lamps were put out, and then they walked to the only inn, where a single room was free "
    "and the landlord asked to be paid in advance. They paid him."
)
P, L, R = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.RULE


def blocks(text):
    structure = read_paragraphs(text)
    found = [block(structure, i) for i in range(len(structure))]
    return [(one.kind, text[one.start : one.end]) for one in found]


def words(text):
    return [piece for _, piece in blocks(text)]


def assert_covers(text, structure):
    at = 0
    for i in range(len(structure)):
        one = block(structure, i)
        piece = text[one.start : one.end]
        assert one.start >= at
        assert not text[at : one.start].strip()
        assert piece == piece.strip()
        assert piece or one.kind == R
        at = one.end
    assert not text[at:].strip()


LINE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            "- a",
            "1. b",
            "a) c",
            "* * *",
            "---",
            "    in",
            "\tx",
            "\x0c",
            "Wort. ",
            "한국어 글",
        ]
    ),
    st.text("ab .", min_size=30, max_size=150),
)


@given(st.lists(LINE, max_size=30).map("\n".join))
def test_blocks_cover_all_words_in_order_and_are_trimmed(text):
    assert_covers(text, read_paragraphs(text))


@pytest.mark.parametrize("width", [40, 60, 72, 100, 118])
def test_a_wrapped_paragraph_is_one_block(width):
    wrapped = textwrap.fill(PROSE, width)
    assert "\n" in wrapped
    assert words(f"{wrapped}\n\n{wrapped}\n") == [wrapped, wrapped]


def test_a_paragraph_wrapped_with_some_slack_is_one_block():
    # As an editor leaves it that evens out the lines.
    lines = textwrap.wrap(PROSE, 66)
    text = "\n".join([lines[0] + " and more", *lines[1:]])
    assert words(text) == [text]


def test_a_wrapped_korean_paragraph_is_one_block():
    sentence = (
        "정부 관계자는 최근 외교관들의 망명 시도를 확인하면서 상황을 주시하고 있다고 밝혔다. "
    )
    text = textwrap.fill(sentence * 4, 34)
    assert words(text) == [text]


def test_a_wrapped_chinese_paragraph_is_one_block():
    text = "\n".join(
        ["政府官员周日承认最近有北韩外交官试图寻求庇护并表示正在密切" for _ in range(3)]
    )
    assert words(text + "\n关注局势。") == [text + "\n关注局势。"]


def test_wrapped_paragraphs_without_blank_lines_part_at_a_short_last_line():
    first = textwrap.fill(PROSE, 72)
    assert len(first.rpartition("\n")[2]) < 55
    assert words(f"{first}\n{first}") == [first, first]


def test_an_indented_first_line_begins_a_paragraph():
    one = textwrap.fill(PROSE, 70, initial_indent="    ")
    assert words(f"{one}\n{one}\n{one}") == [one.strip()] * 3


def test_hanging_indents_begin_a_paragraph_at_the_margin():
    one = textwrap.fill(PROSE, 70, subsequent_indent="    ")
    assert words(f"{one}\n{one}") == [one, one]


def test_long_lines_are_paragraphs_of_their_own():
    lines = [PROSE, PROSE[:200], PROSE[50:]]
    assert words("\n".join(lines)) == lines


def test_verse_is_read_line_by_line():
    verse = [
        "The river keeps no letters and no names,",
        "It turns the wheel, it carries down the leaf,",
        "And every bridge that ever spanned its claims",
        "Was only given to the banks in fief.",
    ]
    assert words("\n".join(verse)) == verse


def test_an_address_is_read_line_by_line():
    lines = ["Miss A. Example", "12 Long Street", "Farnham", "Surrey GU9 7XX"]
    assert words("\n".join(lines)) == lines


def test_a_salutation_is_not_joined_to_the_letter():
    letter = textwrap.fill(PROSE, 72)
    assert words("Dear Sir,\n" + letter)[0] == "Dear Sir,"


def test_list_items_are_blocks_and_their_continuations_join():
    text = "- one that goes\n  on below\n- two\n  - inner\n- three"
    structure = read_paragraphs(text)
    found = [block(structure, i) for i in range(len(structure))]
    assert [(b.kind, b.level, text[b.start : b.end]) for b in found] == [
        (L, 1, "- one that goes\n  on below"),
        (L, 1, "- two"),
        (L, 2, "- inner"),
        (L, 1, "- three"),
    ]
    assert not structure.labels


@pytest.mark.parametrize("marker", ["-", "*", "•", "1.", "12)", "a)", "(b)", "iv)"])
def test_markers(marker):
    assert blocks(f"{marker} an item") == [(L, f"{marker} an item")]


@pytest.mark.parametrize(
    "line", ["-5 degrees", "1.5 million people", "A. Smith wrote this", "2023. A year", "*bold*"]
)
def test_what_only_looks_like_a_marker(line):
    assert blocks(line) == [(P, line)]


def test_a_wrapped_item_may_go_on_at_the_margin():
    item = textwrap.fill("- " + PROSE, 72)
    assert blocks(f"{item}\n- next") == [(L, item), (L, "- next")]


def test_a_wrapped_line_may_begin_with_a_number():
    lines = textwrap.wrap(PROSE, 72)
    text = "\n".join([lines[0], "12. " + lines[1][:60], *lines[2:]])
    assert len(words(text)) == 1


def test_a_number_that_wraps_into_an_item_does_not_cut_it():
    text = (
        "b) The work must carry prominent notices that it is released under section\n"
        "7. This requirement modifies the one in section four, which is about intact\n"
        "notices."
    )
    assert blocks(text) == [(L, text)]


@pytest.mark.parametrize("line", ["* * *", "-----", "***", "_ _ _", "======", "———"])
def test_rules(line):
    assert blocks(f"Before\n\n{line}\n\nAfter") == [(P, "Before"), (R, line), (P, "After")]


def test_a_rule_under_a_heading_is_its_own_block():
    assert blocks("A heading\n=========\n\nText") == [
        (P, "A heading"), (R, "========="), (P, "Text")
    ]  # fmt: skip


def test_no_words_no_blocks():
    assert blocks("") == []
    assert blocks(" \n\t\n\x0c\n") == []


def test_an_endless_line_of_spaces_is_no_trap():
    text = " " * 200_000 + "x\n" + "\t" * 200_000 + "\n" + "- " * 100_000
    assert_covers(text, read_paragraphs(text))
