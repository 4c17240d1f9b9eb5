"""Pieces put one behind the other: what parts them, and where their marks come to stand."""

from annotate_tui.loaders.pieces import Piece, put_pieces
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import inline_marks


def test_rows_and_items_that_belong_together_stand_close():
    item, row = BlockKind.LIST_ITEM, BlockKind.TABLE_ROW
    text, structure = put_pieces(
        [
            Piece("One", item, group=1),
            Piece("two", item, group=1),
            Piece("other list", item, group=2),
            Piece("cell", row, group=2),
            Piece("cell", row, group=2),
            Piece("End", BlockKind.PARAGRAPH),
            Piece("end.", BlockKind.PARAGRAPH),
        ]
    )
    assert text == "One\ntwo\n\nother list\n\ncell\ncell\n\nEnd\n\nend."
    spans = zip(structure.starts, structure.ends, strict=True)
    blocks = ["One", "two", "other list", "cell", "cell", "End", "end."]
    assert [text[a:b] for a, b in spans] == blocks


def test_what_stands_beside_a_block_is_text_and_shifts_what_follows():
    row = Piece("a\tb", BlockKind.TABLE_ROW, before="\t", after="\t\t")
    link = Piece("see there", BlockKind.PARAGRAPH, marks=[(4, 9, InlineKind.LINK, "https://e.org")])
    text, structure = put_pieces([row, link])
    assert text == "\ta\tb\t\t\n\nsee there"
    assert (structure.starts[0], structure.ends[0]) == (1, 4)
    (mark,) = inline_marks(structure, 0, len(text))
    assert (text[mark.start : mark.end], mark.href) == ("there", "https://e.org")


def test_nothing_gives_no_text():
    text, structure = put_pieces([])
    assert (text, len(structure.starts)) == ("", 0)
