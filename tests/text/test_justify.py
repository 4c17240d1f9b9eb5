"""Justified rows and rows with blank ones between."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.text.cells import WHITE_SPACE, cell_width
from annotate_tui.text.justify import MOST, stretched
from annotate_tui.text.layout import Layout, Place
from annotate_tui.text.pieces import Piece
from annotate_tui.text.structure import StructureBuilder

P, T, H, L, Q, C, TR, R, F = BlockKind
WORDS = st.lists(
    st.sampled_from(["a", "words", "longer", "漢字", "e\u0301te\u0301", "\xa0x", "ک\u200cک", "👨\u200d👩"]),
    min_size=1,
    max_size=60,
)  # fmt: skip
BLANKS = st.sampled_from([" ", "\n", "  ", " \n   ", " \u0301"])


def article(*blocks, between="\n\n"):
    builder, text = StructureBuilder(), ""
    for kind, words, *rest in blocks:
        builder.add(len(text), len(text) + len(words), kind, *rest)
        text += words + between
    return text, builder.build()


def rows_of(layout):
    return [row for stretch in range(layout.stretches) for row in layout.rows(stretch)]


def seen(layout):
    found = []
    for row in rows_of(layout):
        line = row.decoration
        for piece in row.pieces:
            words = layout.text[piece.start : piece.end].replace("\n", " ")
            line += " " * (piece.column - cell_width(line)) + words
        found.append(line.rstrip())
    return found


def test_rows_are_pushed_to_the_measure_but_the_last():
    text = "the quick brown fox jumps over the lazy dogs and runs"
    assert seen(Layout(*article((P, text)), 17, justify=True)) == [
        "the  quick  brown",
        "fox  jumps   over",
        "the lazy dogs and",
        "runs",
    ]


@given(WORDS, BLANKS, st.integers(4, 40))
def test_a_justified_row_is_the_ragged_one_pushed_apart(words, blank, width):
    text, structure = article((P, blank.join(words).strip() or "x"))
    ragged = rows_of(Layout(text, structure, width))
    pushed = rows_of(Layout(text, structure, width, justify=True))
    assert [row[:2] for row in ragged] == [row[:2] for row in pushed]
    for before, after in zip(ragged, pushed, strict=True):
        if before == after:
            continue
        last = after.pieces[-1]
        assert last.column + cell_width(text[last.start : last.end]) == width
        for piece, following in pairwise(after.pieces):
            stop = piece.column + cell_width(text[piece.start : piece.end])
            assert stop <= following.column
            if stop < following.column:
                assert text[piece.end - 1] in WHITE_SPACE
                assert text[following.start] not in WHITE_SPACE
        assert set(offsets(before)) == set(offsets(after))


def offsets(row):
    return [offset for piece in row.pieces for offset in range(piece.start, piece.end)]


@given(WORDS, st.integers(4, 40))
def test_columns_and_offsets_of_justified_rows_agree(words, width):
    layout = Layout(*article((P, " ".join(words).strip() or "x")), width, justify=True)
    for row in rows_of(layout):
        for piece, following in pairwise(row.pieces):
            stop = layout.column_of(row, piece.end - 1)
            # The extra cells belong to the blank before them.
            for column in range(stop, following.column):
                assert layout.offset_at(row, column) == piece.end - 1
            assert layout.column_of(row, following.start) == following.column
            assert layout.offset_at(row, following.column) == following.start


@pytest.mark.parametrize("kind", [T, H, C, F])
def test_headings_and_code_stay_ragged(kind):
    pair = article((kind, "the quick brown fox jumps over the lazy dog\nand runs", 1))
    assert rows_of(Layout(*pair, 18, justify=True)) == rows_of(Layout(*pair, 18))


def test_quotations_and_items_are_justified_within_their_indentation():
    text = "one two three four five six"
    shown = seen(Layout(*article((Q, text, 1), (L, text, 1, "•")), 17, justify=True))
    assert all(len(row) == 17 for row in (shown[0], shown[3]))
    assert shown[0].startswith("│ one")
    assert shown[3].startswith("• one")


def test_rows_without_enough_gaps_stay_ragged():
    pair = article((P, "short " + "x" * 20 + " and then some more of it"))
    assert seen(Layout(*pair, 24, justify=True))[0] == "short"
    chinese = article((P, "漢字" * 30))
    assert rows_of(Layout(*chinese, 21, justify=True)) == rows_of(Layout(*chinese, 21))
    row = [Piece(0, 3, 0)]
    assert stretched("a b", row, 3 + MOST) == [Piece(0, 2, 0), Piece(2, 3, 2 + MOST)]
    assert stretched("a b", row, 4 + MOST) == row
    assert stretched("a b", row, 3) == row


def test_odd_cells_are_given_from_either_side():
    row = [Piece(0, 5, 0)]
    assert stretched("a b c", row, 6) == [Piece(0, 4, 0), Piece(4, 5, 5)]
    assert stretched("a b c", row, 6, backwards=True) == [Piece(0, 2, 0), Piece(2, 5, 3)]


@pytest.mark.parametrize("spacing", [1, 2])
def test_blank_rows_between_rows_and_more_between_blocks(spacing):
    pair = article((P, "one two three four"), (Q, "five six seven", 1), (L, "a", 1), (L, "b", 1))
    assert seen(Layout(*pair, 10, spacing=spacing)) == [
        "one two", *[""] * spacing, "three four", *[""] * (1 + spacing),
        "│ five six", *["│"] * spacing, "│ seven", *[""] * (1 + spacing),
        "  a", *[""] * spacing, "  b",
    ]  # fmt: skip


def test_code_and_tables_are_not_spaced():
    layout = Layout(*article((C, "a\nb"), (TR, "c\td", 0), (TR, "e\tf", 0)), 10, spacing=1)
    assert [bool(row.pieces) for row in rows_of(layout)] == [True, True, False, False, True, True]


def test_a_block_in_parts_is_spaced_throughout(monkeypatch):
    monkeypatch.setattr("annotate_tui.text.layout.PART", 16)
    rows = rows_of(Layout(*article((P, "word " * 20 + "end")), 10, spacing=1))
    assert all(not row.pieces for row in rows[1::2])
    assert all(row.pieces for row in rows[::2])


def test_places_of_spaced_rows():
    text, structure = article((P, "one two three four"), (P, "five"))
    layout = Layout(text, structure, 10, spacing=2)
    assert layout.locate(text.index("three")) == Place(0, 3)
    assert layout.locate(18) == Place(0, 3)
    assert layout.locate(text.index("five")) == Place(1, 0)
    assert layout.distance(Place(0, 0), Place(1, 0), 99) == 7
    assert layout.offset_at(layout.row(Place(0, 1)), 4) == text.index("three")


def test_verse_has_no_blank_rows_within_a_stanza():
    lines = ["Two roads diverged", "in a yellow wood", "and sorry I could", "not travel both"]
    text, structure = article(*[(P, line) for line in lines], between="\n")
    assert seen(Layout(text, structure, 30)) == lines
    spaced = seen(Layout(text, structure, 30, spacing=1))
    assert spaced == [lines[0], "", lines[1], "", lines[2], "", lines[3]]
    stanzas = article(*[(P, line) for line in lines])
    assert seen(Layout(*stanzas, 30))[1] == ""


def test_paragraphs_of_one_line_each_keep_their_blank_rows():
    prose = ["A short one.", "Another one.", "And a third one that is longer than a line of verse."]
    prose[2] += " It goes on."
    assert seen(Layout(*article(*[(P, line) for line in prose], between="\n"), 80))[1::2] == [
        "",
        "",
    ]
    two = article((P, "One line."), (P, "Two lines."), between="\n")
    assert seen(Layout(*two, 80)) == ["One line.", "", "Two lines."]
