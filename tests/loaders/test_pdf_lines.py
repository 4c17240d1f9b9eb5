"""Words with places into lines and columns, without any PDF."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.loaders.pdf_blocks import blocks_of
from annotate_tui.loaders.pdf_direction import from_its_start, in_order, is_rtl
from annotate_tui.loaders.pdf_furniture import without_furniture
from annotate_tui.loaders.pdf_hyphens import join_lines, known_words, plain_hyphens
from annotate_tui.loaders.pdf_lines import (
    chunks_of,
    column_edges,
    joined,
    main_size,
    stretches_of,
)
from annotate_tui.loaders.pdf_tables import cells_of, find_tables
from annotate_tui.loaders.pdf_words import LINE_HYPHEN, Word
from annotate_tui.model import BlockKind


def line(text, x, y, size=10.0, style=0, wide=5.0, blank=3.0):
    """The words of a line from ``x`` on, each letter as wide as the others."""
    found = []
    for word in text.split():
        found.append(Word(word, x, x + wide * len(word), y, size, style))
        x += wide * len(word) + blank
    return found


PROSE = (
    "the old bridge will be closed on", "Monday for all lorries, and no one", "could say when it opens again to",
    "the traffic that the town needs so", "much, as the mayor has said in an", "interview that nobody had asked of",
)  # fmt: skip


def column(x, y=100.0, lines=PROSE):
    return [word for number, text in enumerate(lines) for word in line(text, x, y + 12 * number)]


def texts(words, known=()):
    return [
        [one.text for one in stretch.lines] for stretch in stretches_of(chunks_of(words), 0, known)
    ]


def test_words_that_follow_closely_are_one_chunk():
    words = line("one two", 50, 100) + line("three", 200, 100) + line("four", 50, 112)
    assert [chunk.text for chunk in chunks_of(words)] == ["one two", "three", "four"]


def test_a_raised_number_belongs_to_its_word():
    words = [
        Word("record.", 50, 85, 100, 10),
        Word("12", 85, 91, 96, 6, glued=True),
        Word("Then", 95, 115, 100, 10),
    ]
    (chunk,) = chunks_of(words)
    assert chunk.text == "record.12 Then"
    assert (chunk.size, chunk.y) == (10, 100)


def test_the_number_of_a_note_stands_apart():
    note = [Word("1", 50, 53, 96, 6), Word("The", 53, 65, 100, 8, glued=True)]
    assert [chunk.text for chunk in chunks_of(note)] == ["1 The"]
    wide = [Word("1", 72.1, 75.6, 698.6, 7), Word("The", 80.4, 102.6, 703.2, 12)]
    assert [chunk.text for chunk in chunks_of(wide)] == ["1 The"]
    isotope = [Word("3", 50, 53, 96, 6), Word("H", 53, 65, 100, 8, glued=True)]
    index = [Word("x", 50, 53, 100, 8), Word("1", 53, 56, 102, 6, glued=True)]
    assert [chunk.text for chunk in chunks_of(isotope) + chunks_of(index)] == ["3H", "x1"]


def test_words_from_right_to_left_keep_their_order():
    words = [Word("אחת", 180, 200, 100, 10), Word("שתיים", 150, 176, 100, 10)]
    assert [chunk.text for chunk in chunks_of(words)] == ["אחת שתיים"]
    assert is_rtl("אחת שתיים abc")
    assert not is_rtl("one אחת two")


def test_names_in_the_other_script_are_read_their_own_way():
    def placed(*names, mirrored=False):
        return [
            Word(name, x, x + 9, 100, 10, mirrored=mirrored)
            for x, name in zip(range(0, 90, 10), names, strict=False)
        ]

    def read(words):
        return " ".join(word.text for word in in_order(words))

    assert read(placed("the", "أحمر", "جسر", "is", "old")) == "the جسر أحمر is old"
    assert read(placed("جسر", "Bridges", "ABC", "2025", mirrored=True)) == "جسر ABC Bridges 2025"
    right = placed("the", "أحمر", "جسر")[:1] + placed("the", "أحمر", "جسر")[:0:-1]
    assert read(right) == "the جسر أحمر"


def test_columns_from_right_to_left():
    lines = [" ".join("ج" * len(word) for word in text.split()) for text in PROSE]
    words = []
    for edge in (450, 230):
        for number, text in enumerate(lines):
            held = line(" ".join(text.split()[::-1]), 0, 100 + 12 * number)[::-1]
            more = edge - held[0].x1
            words += [word._replace(x0=word.x0 + more, x1=word.x1 + more) for word in held]
    mirrored = from_its_start(words, 500)
    assert texts(mirrored) == [lines, lines]
    latin = column(50)
    assert from_its_start(latin, 500) == latin


def test_two_columns_are_read_one_after_the_other():
    words = column(50) + column(250)
    assert texts(words) == [list(PROSE), list(PROSE)]
    assert column_edges(chunks_of(words)) == [250]


def test_the_order_in_which_words_are_drawn_does_not_matter():
    by_rows = sorted(column(50) + column(250), key=lambda word: (word.y, word.x0))
    assert texts(by_rows) == [list(PROSE), list(PROSE)]


def test_three_columns():
    words = column(50) + column(250) + column(450)
    assert texts(words) == [list(PROSE)] * 3
    assert column_edges(chunks_of(words)) == [250, 450]


def test_what_runs_across_parts_the_columns():
    across = line("a heading that runs across both of the columns and more", 60, 180)
    words = column(50) + column(250) + across + column(50, 200) + column(250, 200)
    assert texts(words) == [
        list(PROSE), list(PROSE), [joined(across)], list(PROSE), list(PROSE),
    ]  # fmt: skip


def test_a_headline_over_the_columns_comes_first():
    words = column(50) + column(250) + line("The bridge is closed", 100, 60, 20, wide=12)
    assert texts(words)[0] == ["The bridge is closed"]


def test_columns_known_from_other_pages():
    short = column(50, lines=PROSE[:3]) + column(250, lines=PROSE[:1])
    assert len(texts(short, [250.0])) == 2


def test_a_column_may_hold_lists_and_tables():
    items = (
        "the first of them",
        "is short;",
        "two",
        "the third one is not",
        "as short as these",
        "ends.",
    )
    words = column(50) + column(250) + column(50, 180)
    for number, text in enumerate(items):
        # A marker far from its item; the items' own left edge is no column's.
        words += line("•", 250, 180 + 12 * number) + line(text, 275, 180 + 12 * number)
    first, second = texts(words)
    assert first == list(PROSE) * 2
    assert second == [*PROSE, *(f"• {text}" for text in items)]


def test_cells_are_no_columns():
    rows = ["Berlin Germany", "Oslo Norway", "Paris France", "Rome Italy", "Madrid Spain"]
    words = []
    for number, row in enumerate(rows):
        left, right = row.split()
        words += line(left, 50, 100 + 12 * number) + line(right, 250, 100 + 12 * number)
    assert len(texts(words)) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["word", "Of", "12", "it.", "“So", "long-", "er", "政府", "•", "a"]),
            st.integers(0, 500), st.integers(0, 700), st.sampled_from([6.0, 9.5, 10.0, 20.0, 40.0]),
            st.integers(0, 3),
        ),
        max_size=60,
    )
)  # fmt: skip
def test_every_word_is_read_once_however_the_page_looks(spots):
    words = [
        Word(text, x, x + len(text) * size / 2, y, size, style) for text, x, y, size, style in spots
    ]
    chunks = chunks_of(words)
    assert [word for chunk in chunks for word in chunk.words] == words
    stretches = stretches_of(chunks, 0, [100.0, 250.0])
    seen = [word.text for stretch in stretches for one in stretch.lines for word in one.words]
    assert sorted(seen) == sorted(word.text for word in words)
    for stretch in stretches:
        assert all(a.y <= b.y for a, b in pairwise(stretch.lines))
    written = "".join(part.label + part.text for part in blocks_of(stretches))
    left = "".join(written.split()).replace("-", "").replace("–", "")
    held = "".join("".join(word.text for word in words).split()).replace("-", "")
    assert sorted(left) == sorted(held)
    assert main_size(words) >= 0


def page(number, body=PROSE, head="THE COURIER", foot="{}", y=120.0):
    words = line(head.format(number), 50, 30, 8)
    for at, text in enumerate(body):
        words += line(text, 50, y + 12 * at)
    return chunks_of(words + line(foot.format(number), 280, 800, 8))


def left(pages):
    return [[chunk.text for chunk in one] for one in without_furniture(pages, [842.0] * len(pages))]


def other(number):
    return [f"{text} {chr(97 + number)}{at}" for at, text in enumerate(PROSE)]


def test_running_heads_and_numbers_go():
    pages = [page(number, other(number)) for number in range(1, 5)]
    assert left(pages) == [other(number) for number in range(1, 5)]


def test_heads_that_count_with_the_pages_go_and_headings_with_numbers_stay():
    pages = [page(n, other(n), head="{} THE COURIER", foot="- {} of 9 -") for n in range(3, 7)]
    assert left(pages) == [other(n) for n in range(3, 7)]
    issue = [page(n, other(n), foot="Vol. 12 (2024) Page {}") for n in range(1, 4)]
    assert left(issue) == [other(n) for n in range(1, 4)]
    chapters = [page(n, other(n), head=f"Chapter {n * n}", foot="") for n in range(1, 5)]
    assert left(chapters) == [[f"Chapter {n * n}", *other(n)] for n in range(1, 5)]


def test_left_and_right_pages_have_heads_of_their_own():
    heads = ["THE COURIER", "Monday, 11 March"]
    pages = [page(n, other(n), head=heads[n % 2]) for n in range(1, 9)]
    assert left(pages) == [other(n) for n in range(1, 9)]


def test_what_stands_once_stays():
    pages = [page(n, other(n), head=f"A line about {chr(97 + n)}", foot="") for n in range(1, 5)]
    assert all(f"A line about {chr(97 + n)}" in one for n, one in enumerate(left(pages), 1))


def test_pages_that_are_all_alike_stay():
    same = [chunks_of(line("Nothing but this line", 50, 40)) for _ in range(4)]
    assert left(same) == [["Nothing but this line"]] * 4


def test_a_lone_number_on_a_single_page():
    assert left([page(1)]) == [["THE COURIER", *PROSE]]
    assert left([chunks_of(line("16", 280, 400, 30))]) == [["16"]]


KNOWN = known_words(
    [
        "defectors and government officials",
        "a well-known oil and rich people",
        "long term plans of the bridge",
    ]
)


def test_words_that_a_hyphen_cuts_are_not_known():
    known = known_words(["it was pro-", "mised by the mini-", "stry then"])
    assert set(known) == {"it", "was", "by", "the", "then"}


def test_hyphens():
    for before, after, told in [
        ("the defec-", "tors said", "the defectors said"),
        ("the defec" + LINE_HYPHEN, "tors said", "the defectors said"),
        ("the defec\u00ad", "tors said", "the defectors said"),
        ("a Seoul-", "based firm", "a Seoul-based firm"),
        ("a well-", "known man", "a well-known man"),
        ("an oil-", "rich land", "an oil-rich land"),
        ("COVID-", "19 again", "COVID-19 again"),
        ("the Anglo-", "American view", "the Anglo-American view"),
        ("state-of-the-", "art tools", "state-of-the-art tools"),
        ("a 16-", "year war", "a 16-year war"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("Haupt-", "und Nebenstraßen", "Haupt- und Nebenstraßen"),
        ("Kinder-", "garten", "Kindergarten"),
        ("he went -", "and came", "he went - and came"),
        ("under-", "stand it", "understand it"),
        ("at https://example.org/a-", "page.html now", "at https://example.org/a-page.html now"),
        ("at https://example.org/", "page.html now", "at https://example.org/page.html now"),
        ("plain words", "go on", "plain words go on"),
        ("政府表示", "正在", "政府表示正在"),
        ("정부는 외교관", "상황을", "정부는 외교관 상황을"),
        ("", "after", "after"),
    ]:
        kept, blank = join_lines(before, after, KNOWN)
        assert kept + blank + after == told


def test_hyphens_that_nothing_follows():
    assert plain_hyphens(f"end{LINE_HYPHEN}") == "end-"
    assert plain_hyphens("so\u00adft") == "soft"


def table(rows, xs=(50, 150, 250), y=100.0, step=14):
    words = []
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=True):
            words += line(cell, x, y + step * number)
    (stretch,) = stretches_of(chunks_of(words), 0)
    return stretch.lines


def test_tables():
    rows = [
        ("Year", "People", "Share"),
        ("2019", "1,047", "12"),
        ("2020", "", "3"),
        ("2021", "63", ""),
    ]
    lines = table(rows)
    assert find_tables(lines) == [(0, 4)]
    assert cells_of(lines) == [list(row) for row in rows]


def test_two_rows_are_no_table_and_prose_with_wide_blanks_is_none():
    assert find_tables(table([("a", "b", "c"), ("d", "e", "f")])) == []
    wide = [
        ("the bridge", "will be", "closed"),
        ("on Monday", "and it", "opens"),
        ("again then", "so it", "was"),
    ]
    assert find_tables(table([tuple(cell.lower() for cell in row) for row in wide])) == []


def parts(words, pages=1):
    stretches = stretches_of(chunks_of(words), 0)
    return [(part.kind, part.text) for part in blocks_of(stretches)]


def test_indents_begin_paragraphs():
    words = column(50, lines=PROSE[:3])
    words += line("Nobody knows", 62, 136) + line("why it is so, and nobody has asked", 50, 148)
    found = parts(words)
    assert found == [
        (BlockKind.PARAGRAPH, " ".join(PROSE[:3])),
        (BlockKind.PARAGRAPH, "Nobody knows why it is so, and nobody has asked"),
    ]


def test_gaps_begin_paragraphs():
    words = column(50) + column(50, 100 + 12 * 6 + 8)
    assert parts(words) == [(BlockKind.PARAGRAPH, " ".join(PROSE))] * 2


def test_what_hangs_is_one_item():
    words = line("1. The northern pier is to be mended by", 50, 100) + line("the firm", 62, 112)
    words += line("2. The southern pier as well", 50, 124)
    stretches = stretches_of(chunks_of(words), 0)
    assert [(part.kind, part.label, part.text) for part in blocks_of(stretches)] == [
        (BlockKind.LIST_ITEM, "1.", "The northern pier is to be mended by the firm"),
        (BlockKind.LIST_ITEM, "2.", "The southern pier as well"),
    ]


def test_a_number_that_nothing_counts_on_from_stays_in_the_text():
    words = line("12. June was the day on which the bridge", 50, 100) + line("was closed.", 50, 112)
    assert parts(words) == [
        (BlockKind.PARAGRAPH, "12. June was the day on which the bridge was closed.")
    ]


def test_bold_lines_are_headings():
    words = line("What the mayor said", 50, 85, style=1) + column(50)
    words += line("Another part", 50, 190, style=1) + column(50, 205)
    kinds = [kind for kind, _ in parts(words)]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 2


def test_a_sentence_goes_on_over_a_note():
    words = column(50) + line("1 A note in small type about it.", 50, 190, 7) + column(250)
    found = parts(words)
    assert [text for _, text in found] == [
        " ".join((*PROSE, *PROSE)), "1 A note in small type about it.",
    ]  # fmt: skip


def test_a_list_whose_markers_stand_apart_is_no_table():
    rows = [("•", "The northern pier"), ("•", "A southern pier"), ("•", "Both of them")]
    assert find_tables(table(rows, xs=(50, 80))) == []
    words = []
    for number, (mark, text) in enumerate(rows):
        words += line(mark, 50, 100 + 14 * number) + line(text, 80, 100 + 14 * number)
    assert parts(words) == [(BlockKind.LIST_ITEM, text) for _, text in rows]


def test_lines_of_a_table_of_contents_stay_lines():
    words = line("1.1 The bridge . . . . . . . . 2", 50, 100) + line(
        "1.2 The pier . . . . . . . . 4", 50, 112
    )
    words += line("2 The board", 50, 124)
    assert [text for _, text in parts(words)] == [
        "1.1 The bridge . . . . . . . . 2", "1.2 The pier . . . . . . . . 4", "2 The board",
    ]  # fmt: skip
