"""A painted row is exactly as wide as the pane, whatever the text, the marks and the width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip

from annotate_tui.model import Anchor, Annotation, BlockKind, Mark, Span, Tag
from annotate_tui.text.cells import display
from annotate_tui.text.layout import Layout
from annotate_tui.text.structure import StructureBuilder
from annotate_tui.tui.paint import Scene, paint
from annotate_tui.tui.themes import DARK, Palette

PALETTE = Palette(DARK)
LEFT = 6
P = BlockKind.PARAGRAPH
CLUSTERS = (
    "a", "b", " ", " ", "\n", "\t", ",", "漢", "字", "、", "ー", "한", "\u1112\u1161\u11ab", "e\u0301",
    "👨\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "🇰🇷", "🇰", "1\ufe0f\u20e3", "क्षि", "क्\u200dष", "กำ", "ខ្មែ",
    "م\u064f", "ש", "\xa0", "\u2060", "\u200b", "\u200c", "\u200d", "\xad", "\u202e", "\u2066", "\x1b",
    "\u3000", "\ufeff", "\u0301", "\u0600", "\U000e0067", "\U000e0100", "\u1100", "🏽",
)  # fmt: skip


def mark(number: int, start: int, end: int, tag_id: str = "t") -> Mark:
    annotation = Annotation(
        id=str(number), article_id="a", tag_id=tag_id, created_at="", updated_at=""
    )
    anchor = Anchor(annotation_id=annotation.id, text_id="t", start=start, end=end, exact="x")
    return Mark(annotation, anchor)


def layout_of(text: str, width: int, kind: BlockKind = P, **way) -> Layout:
    builder = StructureBuilder()
    builder.add(0, len(text), kind)
    return Layout(text, builder.build(), width, **way)


def strips(layout: Layout, selection: Span, marks: list[Mark]) -> list[Strip]:
    scene = Scene(
        layout.text,
        PALETTE,
        {},
        LEFT,
        layout.width + LEFT + 2,
        selection,
        None,
        measure=layout.width,
    )
    rows = [row for stretch in range(layout.stretches) for row in layout.rows(stretch)]
    return [
        paint(row, scene, [m for m in marks if m.start < row.end and row.start < m.end], [])
        for row in rows
    ]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=40).map("".join),
    st.integers(2, 30),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 90)), max_size=4),
    st.sampled_from([P, BlockKind.CODE, BlockKind.QUOTE, BlockKind.TABLE_ROW]),
    st.booleans(),
)
def test_every_strip_is_as_wide_as_its_segments_and_the_pane(text, width, spans, kind, justify):
    spans = [(start, min(len(text), start + size)) for start, size in spans if start < len(text)]
    marks = [mark(i, *span) for i, span in enumerate(spans[1:])]
    layout = layout_of(text, width, kind, justify=justify)
    for strip in strips(layout, Span(*spans[0]) if spans else Span(0, 0), marks):
        assert strip.cell_length == layout.width + LEFT + 1
        assert cell_len(strip.text) == strip.cell_length
        assert sum(segment.cell_length for segment in strip) == strip.cell_length


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=40).map("".join),
    st.integers(42, 50),
    st.booleans(),
)
def test_the_words_stand_at_their_columns(text, width, justify):
    layout = layout_of(text, width, justify=justify)
    for row, strip in zip(layout.rows(0), strips(layout, Span(0, 0), []), strict=True):
        for piece in row.pieces:
            words = display(text[piece.start : piece.end])
            shown = strip.crop(LEFT + piece.column, LEFT + piece.column + cell_len(words))
            assert shown.text == words


def test_a_wide_letter_in_the_gutter_moves_no_words():
    layout = layout_of("one two", 20)
    scene = Scene(
        layout.text,
        PALETTE,
        {"t": Tag(id="t", name="漢字", path="漢字")},
        LEFT,
        28,
        Span(0, 0),
        None,
    )
    strip = paint(layout.rows(0)[0], scene, [mark(1, 0, 3)], [])
    assert strip.text.startswith(" 漢   one two")
    assert cell_len(strip.text) == strip.cell_length == 27


def ground_of(strip: Strip) -> list:
    return [s.style.bgcolor for s in strip for _ in range(s.cell_length)]


def test_the_ground_of_code_is_one_block_over_short_lines_and_blank_ones():
    rows = strips(layout_of("if one:\n\n\ttwo", 20, BlockKind.CODE), Span(0, 0), [])
    code = PALETTE.style(BlockKind.CODE, frozenset(), (), False, False).bgcolor
    page = PALETTE.role("text").bgcolor
    assert code != page
    assert len(rows) == 3
    for strip in rows:
        assert ground_of(strip)[LEFT : LEFT + 2] == [page] * 2
        assert ground_of(strip)[LEFT + 2 : LEFT + 20] == [code] * 18
        assert ground_of(strip)[LEFT + 20 :] == [page]


TEXT = "one two three four five six seven eight nine ten"


def test_a_selection_over_the_gaps_of_a_justified_row_has_no_holes():
    layout = layout_of(TEXT, 22, justify=True)
    row = layout.rows(0)[0]
    gaps = [
        (piece.column + piece.end - piece.start, after.column)
        for piece, after in pairwise(row.pieces)
        if after.column > piece.column + piece.end - piece.start
    ]
    assert gaps
    plain = ground_of(strips(layout, Span(0, 0), [])[0])[LEFT]
    first = row.pieces[0]
    whole = ground_of(strips(layout, Span(0, row.end), [])[0])[LEFT : LEFT + 22]
    assert plain not in whole
    # To the end of the word before the gap, and from the beginning of the word behind it.
    before = ground_of(strips(layout, Span(0, first.end - 1), [])[0])[LEFT:]
    assert before[first.end - 2] != plain
    assert set(before[first.end - 1 : gaps[0][1]]) == {plain}
    behind = ground_of(strips(layout, Span(row.pieces[1].start, row.end), [])[0])[LEFT:]
    assert set(behind[: gaps[0][1]]) == {plain}
    assert behind[gaps[0][1]] != plain


@pytest.mark.parametrize("edge", range(1, 8))
def test_a_mark_that_ends_within_a_grapheme_is_painted_over_all_of_it(edge):
    text = "👨\u200d👩\u200d👧 a"
    layout = layout_of(text, 20)
    strip = strips(layout, Span(0, edge), [])[0]
    grounds = ground_of(strip)[LEFT:]
    assert grounds[0] == grounds[1] != grounds[4]
    assert (grounds[2] == grounds[0]) == (edge > 5)
    assert display(text) in strip.text


def test_a_tab_in_code_is_painted_as_wide_as_it_is():
    layout = layout_of("a\tb", 20, BlockKind.CODE)
    grounds = ground_of(strips(layout, Span(0, 3), [])[0])[LEFT:]
    assert grounds[1] != grounds[2]
    assert len(set(grounds[2:7])) == 1


def offer(tag: Tag, start: int, end: int):
    from annotate_tui.model import Suggestion
    from annotate_tui.services.suggesting import Offer

    return Offer(Suggestion(start=start, end=end, tag=tag.name), tag)


@pytest.mark.parametrize(
    ("marked", "suggested", "letters"),
    [
        ("", "c", "  c"),
        ("", "cqf", "cqf"),
        ("", "cqfv", "cq+"),
        ("q", "cf", "Qcf"),
        ("q", "cfv", "Qc+"),
        ("cq", "fv", "CQ+"),
        ("cqf", "v", "CQF"),
        ("cqfv", "n", "CQ+"),
        ("漢", "c", "漢c"),
        ("漢", "cq", "漢+"),
    ],
)
def test_small_letters_for_what_is_suggested_stand_behind_those_of_marks(
    marked, suggested, letters
):
    layout = layout_of("one two", 20)
    tags = {key: Tag(id=key, name=key, path=key, key=key) for key in "cqfvn漢"}
    offers = [offer(tags[key], 0, 3) for key in suggested]
    scene = Scene(
        layout.text, PALETTE, tags, LEFT, 28, Span(0, 0), None, (), True, 0, frozenset(), offers
    )
    strip = paint(layout.rows(0)[0], scene, [mark(1, 0, 3, key) for key in marked], [])
    assert strip.text.startswith(f"{letters}   one two")
    assert cell_len(strip.text) == strip.cell_length == 27
