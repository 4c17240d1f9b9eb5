import pytest

from annotate_tui.model import BlockKind
from annotate_tui.text.structure import StructureBuilder
from annotate_tui.text.table import (
    ROWS_LOOKED_AT,
    Columns,
    columns,
    first_row,
    head_rule,
    separators,
    table_cells,
    table_lines,
)


def table(*rows):
    """A text and its structure: (level, words) is a row, words alone a paragraph."""
    builder, text = StructureBuilder(), ""
    for row in rows:
        level, words = (0, row) if isinstance(row, str) else row
        kind = BlockKind.PARAGRAPH if isinstance(row, str) else BlockKind.TABLE_ROW
        builder.add(len(text), len(text) + len(words), kind, level)
        text += words + "\n"
    return text, builder.build()


def test_cells_are_trimmed_and_may_be_empty():
    text = "ab \t\t  c d\t漢"
    cells = table_cells(text, 0, len(text))
    assert [text[cell.start : cell.end] for cell in cells] == ["ab", "", "c d", "漢"]


def test_where_a_table_begins():
    rows = (
        "p",
        (0, "a"),
        (0, "b"),
        (1, "H"),
        (1, "H2"),
        (0, "c"),
        (1, "I"),
        (0, "d"),
        "p",
        (0, "e"),
    )
    structure = table(*rows)[1]
    found = [first_row(structure, index) for index in (1, 2, 3, 4, 5, 6, 7, 9)]
    assert found == [1, 1, 3, 3, 3, 6, 6, 9]


@pytest.mark.parametrize(
    ("cells", "width", "widths"),
    [
        ((4, 9), 16, (4, 9)),
        ((11, 20), 20, (9, 8)),
        ((2, 20, 20), 19, (2, 6, 5)),
        ((2, 3, 40), 30, (2, 3, 19)),
        ((9, 9, 9), 15, (3, 3, 3)),
        ((9, 9, 9), 14, ()),
    ],
)
def test_the_widest_columns_are_shrunk_first(cells, width, widths):
    text, structure = table((0, "\t".join("x" * cell for cell in cells)))
    assert columns(text, structure, 0, width).widths == widths


def test_widths_come_from_this_table_and_its_first_rows():
    text, structure = table((1, "a"), (0, "漢字\tb"), (1, "another table"), (0, "c"))
    assert columns(text, structure, 0, 40).widths == (4, 1)
    assert columns(text, structure, 2, 40).widths == (13,)
    rows = [(0, "ab")] * ROWS_LOOKED_AT
    assert columns(*table(*rows, (0, "abcdef")), 0, 40).widths == (2,)
    assert columns(*table(*rows[1:], (0, "abcdef")), 0, 40).widths == (6,)


def test_lines_of_a_row():
    text = "one two\tthree\tx\ty"
    assert table_lines(text, 0, len(text), Columns((4, 5), (False, False))) == [
        [(0, 3, 0), (8, 13, 7)],
        [(4, 7, 0), (14, 17, 7)],
    ]
    assert table_lines(text, 0, 7, Columns((7, 5), (False, False))) == [[(0, 7, 0)]]


def test_what_is_drawn_between_cells():
    assert separators((2, 3)) == "   │"
    assert head_rule((2, 3)) == "───┼────"


@pytest.mark.parametrize(
    "number",
    ["16", "-3", "−1,234.5", "$3.2m", "(12)", "16 km", "45 %", "1 234 567", "US$ 5", "≈ 7", ".5",
     "3*", "1.234,56 €", "—", "n/a", "", "..."],
)  # fmt: skip
def test_a_column_of_numbers_stands_at_the_right(number):
    text, structure = table((1, "Head\tHow many"), (0, f"a\t{number}"), (0, "b\t1"))
    assert columns(text, structure, 0, 40).right == (False, True)


@pytest.mark.parametrize(
    "words", ["12 June", "2023-06-12", "10:30", "3-5", "about 3", "x1", "5 or 6"]
)
def test_a_column_with_other_words_stands_at_the_left(words):
    text, structure = table((1, "Head\tHow many"), (0, f"a\t{words}"), (0, "b\t1"))
    assert columns(text, structure, 0, 40).right == (False, False)


def test_a_column_without_a_number_stands_at_the_left():
    text, structure = table((1, "1\t2"), (0, "—\t"), (0, "\t—"))
    assert columns(text, structure, 0, 40).right == (False, False)


def test_numbers_end_in_one_column():
    text = "a\t16\t漢字 1"
    assert table_lines(text, 0, len(text), Columns((1, 5, 8), (False, True, True))) == [
        [(0, 1, 0), (2, 4, 7), (5, 9, 14)]
    ]
    wrapped = "1 234 567"
    assert table_lines(wrapped, 0, 9, Columns((6,), (True,))) == [[(0, 5, 1)], [(6, 9, 3)]]
