import pytest

from annotate_tui.model import BlockKind
from annotate_tui.text.structure import StructureBuilder
from annotate_tui.text.table import (
    ROWS_LOOKED_AT,
    column_widths,
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
    assert column_widths(text, structure, 0, width) == widths


def test_widths_come_from_this_table_and_its_first_rows():
    text, structure = table((1, "a"), (0, "漢字\tb"), (1, "another table"), (0, "c"))
    assert column_widths(text, structure, 0, 40) == (4, 1)
    assert column_widths(text, structure, 2, 40) == (13,)
    rows = [(0, "ab")] * ROWS_LOOKED_AT
    assert column_widths(*table(*rows, (0, "abcdef")), 0, 40) == (2,)
    assert column_widths(*table(*rows[1:], (0, "abcdef")), 0, 40) == (6,)


def test_lines_of_a_row():
    text = "one two\tthree\tx\ty"
    assert table_lines(text, 0, len(text), (4, 5)) == [
        [(0, 3, 0), (8, 13, 7)],
        [(4, 7, 0), (14, 17, 7)],
    ]
    assert table_lines(text, 0, 7, (7, 5)) == [[(0, 7, 0)]]


def test_what_is_drawn_between_cells():
    assert separators((2, 3)) == "   │"
    assert head_rule((2, 3)) == "───┼────"
