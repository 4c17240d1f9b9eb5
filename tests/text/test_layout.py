import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.text import layout as layout_module
from annotate_tui.text.cells import WHITE_SPACE, cell_width, cell_widths, display, grapheme_ends
from annotate_tui.text.layout import Layout, Place
from annotate_tui.text.structure import StructureBuilder

P, T, H, L, Q, C, TR, R, F = BlockKind
WORDS = "aaab     --/.“”漢字、「」한글👨❤😀e\u0301कषि्\u200d\ufe0f🏽🇰🇷\x1b\u200b\u3000\n"


def article(*blocks, between="\n\n"):
    """A text and its structure from (kind, words[, level[, label]])."""
    builder, text = StructureBuilder(), ""
    for kind, words, *rest in blocks:
        builder.add(len(text), len(text) + len(words), kind, *rest)
        text += words + between
    return text, builder.build()


def made(*blocks, width=20, **options):
    return Layout(*article(*blocks), width, **options)


def all_rows(layout):
    return [row for stretch in range(layout.stretches) for row in layout.rows(stretch)]


def painted(layout, row):
    """The row as a terminal shows it; the second cell of a wide character is dropped."""
    cells = list(row.decoration)
    for piece in row.pieces:
        words = layout.text[piece.start : piece.end]
        at = piece.column
        for end_of, cells_of in zip(display(words), cell_widths(words), strict=True):
            cells += [" "] * (at + max(1, cells_of) - len(cells))
            if cells_of:
                cells[at : at + cells_of] = [end_of, *[""] * (cells_of - 1)]
                last = at
            else:
                cells[last] += end_of
            at += cells_of
    return "".join(cells).rstrip()


def screen(layout):
    return [painted(layout, row) for row in all_rows(layout)]


@st.composite
def articles(draw, kinds=tuple(BlockKind), words=WORDS, size=60):
    blocks = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(kinds))
        alphabet = words + ("\t" if kind in (C, TR) else "")
        text = draw(st.text(st.sampled_from(alphabet), max_size=size)).strip() or "x"
        label = draw(st.sampled_from(["", "•", "12.", "漢"])) if kind == L else ""
        blocks.append((kind, text, draw(st.integers(0, 4)), label))
    return article(*blocks)


ways = st.fixed_dictionaries({"spacing": st.integers(0, 2), "justify": st.booleans()})


@given(articles(), st.integers(1, 40), st.sampled_from([5, 16, 16384]), ways)
def test_every_row_keeps_its_promise(pair, width, part, way):
    text, structure = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_module, "PART", part)
        layout = Layout(text, structure, width, **way)
        rows = all_rows(layout)
    for index in range(len(structure)):
        of_block = [row for row in rows if row.block == index]
        assert of_block
        if structure.kinds[index] != TR:
            joined = "".join(text[row.start : row.end] for row in of_block)
            assert joined == text[structure.starts[index] : structure.ends[index]]
            ends = [structure.starts[index], *(row.end for row in of_block)]
            assert [row.start for row in of_block] == ends[:-1]
        if structure.kinds[index] != R:
            seen = {o for row in of_block for p in row.pieces for o in range(p.start, p.end)}
            missed = set(range(structure.starts[index], structure.ends[index])) - seen
            assert all(text[offset] in WHITE_SPACE for offset in missed)
    for row in rows:
        assert row.kind == structure.kinds[row.block]
        at, column = row.start, 0
        for piece in row.pieces:
            assert at <= piece.start < piece.end <= row.end
            assert column <= piece.column
            at = piece.end
            column = piece.column + 1
        if row.kind != TR:
            assert cell_width(row.decoration) <= width
            for piece in row.pieces:
                cells = cell_widths(text[piece.start : piece.end])
                if row.kind == C and text[piece.end - 1] == "\t":
                    cells = cells[:-1]
                assert piece.column + sum(cells) <= width or sum(map(bool, cells)) == 1
                assert row.kind == C or piece.column >= cell_width(row.decoration)


@given(articles(), st.integers(1, 40), st.sampled_from([5, 16384]), ways)
def test_an_offset_is_found_where_it_is_painted(pair, width, part, way):
    text, structure = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_module, "PART", part)
        layout = Layout(text, structure, width, **way)
    for index in range(len(structure)):
        for offset in range(structure.starts[index], structure.ends[index]):
            row = layout.row(layout.locate(offset))
            assert row.block == index
            assert row.start <= offset < row.end
    for row in all_rows(layout):
        for number, piece in enumerate(row.pieces):
            starts = [piece.start, *grapheme_ends(text, piece.start, piece.end)[:-1]]
            for offset in starts:
                assert layout.row(layout.locate(offset)) == row
                column = layout.column_of(row, offset)
                assert layout.offset_at(row, column) == offset
                if offset == piece.start:
                    assert column == row.pieces[number].column


@given(articles(), st.integers(1, 30), ways, st.data())
def test_moves_and_distances_agree(pair, width, way, data):
    layout = Layout(*pair, width, **way)
    places = [Place(s, r) for s in range(layout.stretches) for r in range(len(layout.rows(s)))]
    a = data.draw(st.integers(0, len(places) - 1))
    b = data.draw(st.integers(0, len(places) - 1))
    limit = data.draw(st.integers(0, 50))
    assert layout.distance(places[a], places[b], limit) == max(-limit, min(limit, b - a))
    assert layout.move(places[a], b - a) == places[b]
    assert layout.move(places[a], len(places)) == places[-1]
    assert layout.move(places[a], -len(places)) == places[0]
    height = data.draw(st.integers(1, 60))
    assert layout.visible(places[a], height) == [layout.row(p) for p in places[a : a + height]]
    assert layout.last_top(height) == places[max(0, len(places) - height)]


def test_blank_rows_between_blocks_and_none_at_the_end():
    layout = made(
        (T, "Title", 1), (F, "By A"), (F, "Posted"), (P, "One."), (H, "Head", 2), (P, "Two.")
    )
    assert screen(layout) == [
        "Title", "", "By A", "Posted", "", "One.", "", "Head", "", "Two.",
    ]  # fmt: skip
    blank = layout.row(Place(0, 1))
    assert blank.start == blank.end == 5
    assert blank.pieces == ()


def test_line_breaks_of_a_paragraph_are_blanks():
    assert screen(made((P, "one\ntwo\nthree four five"))) == ["one two three four", "five"]


def test_indentation_of_wrapped_lines_is_not_shown():
    layout = made((L, "- one\n      two\n      three four", 1), (TR, "a\n    b\tc"))
    assert screen(layout) == ["- one two three four", "", "a b     │ c"]
    row = layout.row(Place(0, 0))
    assert [layout.text[p.start : p.end] for p in row.pieces] == ["- one\n", "two\n", "three four"]
    assert layout.column_of(row, layout.text.index("two")) == 6
    assert layout.offset_at(row, 7) == layout.text.index("wo")


def test_lists_hang_under_their_words():
    layout = made(
        (P, "Before."),
        (L, "the first item is long", 1, "•"),
        (L, "and it goes on in a second paragraph", 1),
        (L, "nested and also long", 2, "10."),
        (L, "last", 1, "•"),
        (P, "After."),
    )
    assert screen(layout) == [
        "Before.",
        "",
        "• the first item is",
        "  long",
        "  and it goes on in",
        "  a second paragraph",
        "  10. nested and",
        "      also long",
        "• last",
        "",
        "After.",
    ]


def test_a_second_paragraph_hangs_as_the_marker_of_its_level():
    layout = made((L, "a", 1, "10."), (L, "nested", 2, "•"), (L, "more of a", 1), (L, "x", 2))
    assert screen(layout) == ["10. a", "  • nested", "    more of a", "    x"]


def test_a_marker_wider_than_its_room_pushes_the_words():
    assert screen(made((L, "abcd", 1, "12."), width=6)) == ["12.abc", "   d"]
    assert screen(made((L, "abc", 3, "12345."), width=4)) == ["123a", "   b", "   c"]


def test_items_that_hold_their_marker_hang_under_their_words():
    layout = made((L, "- one two three four five", 1), (L, "12) one two three four", 1))
    assert screen(layout) == [
        "- one two three four",
        "  five",
        "12) one two three",
        "    four",
    ]


def test_a_long_item_shows_its_marker_once(monkeypatch):
    monkeypatch.setattr(layout_module, "PART", 16)
    rows = screen(made((L, "word " * 5 + "end", 1, "•"), (L, "- " + "word " * 5 + "end", 1)))
    assert rows[0] == "• word word word"
    assert rows[2].startswith("- word")
    assert all(row.startswith("  word") for row in rows[1::2])


def test_deep_lists_leave_half_of_the_width():
    layout = made((L, "word " * 3 + "end", 9, "•"), width=12)
    assert screen(layout) == ["    • word", "      word", "      word", "      end"]


def test_quotations_have_bars():
    layout = made((Q, "one two three four five", 1), (Q, "deep", 2), (P, "After."))
    assert screen(layout) == [
        "│ one two three four",
        "│ five",
        "│",
        "│ │ deep",
        "",
        "After.",
    ]


def test_code_keeps_its_lines_and_tabs():
    layout = made((C, "  if x:\n\treturn\ty\n\n    " + "z" * 20))
    assert screen(layout) == [
        "    if x:",
        "      return  y",
        "",
        "      " + "z" * 14,
        "  zzzzzz",
    ]


def test_rules_are_lines():
    layout = made((P, "a"), (R, ""), (R, "* * *"), (R, "The End"), (P, "b"), width=8)
    assert screen(layout) == ["a", "", "─" * 8, "", "─" * 8, "", "The End", "", "b"]
    assert layout.locate(3) == Place(1, 0)


def test_tables_align_their_columns():
    layout = made(
        (P, "a"), (TR, "Name\tWords", 1), (TR, "漢字\tx"), (TR, "z\t\t4"), (P, "b"), width=40
    )
    assert screen(layout) == [
        "a",
        "",
        "Name │ Words │",
        "─────┼───────┼──",
        "漢字 │ x     │",
        "z    │       │ 4",
        "",
        "b",
    ]


def test_tables_wrap_within_their_columns():
    layout = made((TR, "key\tsome more words here"), (TR, "another key\tshort"), width=21)
    assert screen(layout) == [
        "key       │ some more",
        "          │ words",
        "          │ here",
        "another   │ short",
        "key       │",
    ]
    row = layout.row(layout.locate(layout.text.index("words")))
    assert row == layout.row(Place(0, 1))
    assert layout.column_of(row, layout.text.index("words")) == 12


def test_tables_may_be_wider_than_the_measure():
    assert screen(made((TR, "a" * 20 + "\t" + "b" * 10), width=20, table_width=40)) == [
        "a" * 20 + " │ " + "b" * 10
    ]


def test_a_head_row_begins_another_table():
    layout = made((TR, "A\tB", 1), (TR, "1\t2"), (TR, "Long one\tD", 1), (TR, "3\t4"))
    assert screen(layout) == [
        "A │ B",
        "──┼──",
        "1 │ 2",
        "",
        "Long one │ D",
        "─────────┼──",
        "       3 │ 4",
    ]


def test_a_table_with_too_many_columns_is_read_as_prose():
    assert screen(made((TR, "\t".join("abcdefgh")), width=10)) == ["a b c d e", "f g h"]


def test_a_row_of_endless_cells_is_read_as_prose():
    layout = made((TR, "cell\t" * 5_000 + "end"), (TR, "a\tb"), width=10)
    assert layout.stretches > 2
    assert screen(layout)[:1] == ["cell cell"]
    assert screen(layout)[-2:] == ["cell end", "a b"]


def test_control_characters_take_one_cell():
    layout = made((P, "\x1b[31m red\u202e"))
    assert screen(layout) == ["␛[31m red�"]


def test_columns_of_wide_characters():
    layout = made((P, "漢字ab"))
    row = layout.row(Place(0, 0))
    assert [layout.column_of(row, o) for o in range(5)] == [0, 2, 4, 5, 6]
    assert [layout.offset_at(row, c) for c in range(-1, 8)] == [0, 0, 0, 1, 1, 2, 3, 3, 3]


def test_a_text_without_blocks():
    layout = made()
    assert layout.stretches == 0
    assert layout.locate(0) == layout.move(Place(0, 0), 5) == layout.last_top(9) == Place(0, 0)
    assert layout.move(Place(0, 0), -5) == Place(0, 0)
    assert layout.visible(Place(0, 0), 5) == []
    with pytest.raises(IndexError):
        layout.rows(0)


def test_places_outside_are_refused():
    layout = made((P, "a"), (P, "b"))
    for place in (Place(2, 0), Place(-1, 0), Place(0, 2), Place(0, -1)):
        with pytest.raises(IndexError):
            layout.row(place)


def test_a_long_block_is_laid_out_in_parts(monkeypatch):
    monkeypatch.setattr(layout_module, "PART", 100)
    words = "Few. " * 200
    layout = made(
        (P, "first"), (P, words.strip()), (P, "漢" * 250), (C, "  x\n" * 99 + "  x"), (P, "last")
    )
    parts = [layout.part(s) for s in range(layout.stretches)]
    assert all(0 < part.end - part.start <= 100 for part in parts)
    assert [part.block for part in parts] == sorted(part.block for part in parts)
    for index in range(5):
        joined = "".join(layout.text[p.start : p.end] for p in parts if p.block == index)
        structure = layout.structure
        assert joined == layout.text[structure.starts[index] : structure.ends[index]]
    assert all(
        layout.text[p.end - 2 : p.end] == ". " for p in parts[1:-1] if p.block == 1 and p.end < 1000
    )
    assert screen(layout)[-3:] == ["    x", "", "last"]
    for stretch, part in enumerate(parts):
        assert layout.stretch_of(part.block, part.start) == stretch
        assert layout.stretch_of(part.block, part.end - 1) == stretch


def test_one_block_of_many_megabytes_opens_at_once():
    text = "There have been reports that words are many. " * 200_000
    builder = StructureBuilder()
    builder.add(0, len(text) - 1, P)
    structure = builder.build()
    layout = Layout(text, structure, 72)
    assert len(layout.visible(Place(0, 0), 50)) == 50
    assert layout.row(layout.locate(len(text) // 2)).start > 4_000_000
    assert layout.distance(Place(0, 0), layout.last_top(50), 100) == 100
    # Of its 550 parts only those that were looked at are laid out.
    assert len(layout._cache) < 10


def test_the_cache_is_bounded(monkeypatch):
    monkeypatch.setattr(layout_module, "_CACHED_ROWS", 10)
    layout = made(*[(P, f"block {i}") for i in range(50)])
    first = layout.rows(0)
    for stretch in range(50):
        layout.rows(stretch)
    assert len(layout._cache) == 5
    assert layout._cached_rows == sum(map(len, layout._cache.values()))
    assert layout.rows(0) == first
