"""Width of lines, zen, the map, contents, and jumping back and forward, on the real screen."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from annotate_tui.services import articles
from annotate_tui.services.settings import Settings
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.acts import opening
from annotate_tui.tui.acts.comfort import NARROWEST, WIDEST
from annotate_tui.tui.map import NO_LETTER, THUMB
from annotate_tui.tui.pane import Pane

PARTS = "\n\n".join(
    f"Part {i} begins here with words. " + "One more sentence follows it, with some words. " * 8
    for i in range(40)
)
HEADED = "# The title\n\nFirst words.\n\n" + "\n\n".join(
    f"## Chapter {i}\n\n" + "Words of it. " * 60 + f"\n\n### Section {i}.1\n\n" + "More. " * 60
    for i in range(1, 9)
)


@pytest.fixture
def long_article(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(PARTS, encoding="utf-8")
    return path


@pytest.fixture
def headed_article(tmp_path):
    path = tmp_path / "headed.md"
    path.write_text(HEADED, encoding="utf-8")
    return path


def page(reader) -> list[str]:
    """The rows above the bars."""
    return reader.screen()[:-2]


def longest(reader) -> int:
    """Cells of the longest row of words."""
    return max(cell_width(row[:-1].strip(" ▎")) for row in page(reader))


async def open_other(reader) -> None:
    """Open the other one of two articles, by the library."""
    article = reader.session.article.id
    await reader.keys(": 'library' enter g enter")
    if reader.session.article.id == article:
        await reader.keys(": 'library' enter G enter")


# Width


async def test_lines_grow_and_shrink_and_the_words_stay(reader, long_article):
    async with reader(long_article, size=(120, 40)) as first:
        await first.keys("space j")
        top, words = first.app.seen().start, first.selected
        await first.keys("(")
        assert first.said == "Lines of 68 cells"
        assert first.desk.settings.width == 68
        assert longest(first) <= 68
        await first.keys(") )")
        assert first.said == "Lines of 76 cells"
        assert 72 < longest(first) <= 76
        await first.keys("( ( ( ( ( ) ) ) )")
        assert first.desk.settings.width == 72
        assert first.app.seen().start == top
        assert first.selected == words


async def test_lines_are_no_wider_than_the_terminal_and_not_too_narrow(reader, long_article):
    async with reader(long_article) as first:
        await first.keys(")")
        assert first.said == "Lines of 72 cells are the widest in this terminal."
        await first.keys(" ".join("(" * 12))
        assert first.desk.settings.width == NARROWEST
        assert first.said == f"Lines of {NARROWEST} cells are the narrowest."
    async with reader(long_article, size=(300, 30)) as wide:
        await wide.keys(" ".join(")" * 30))
        assert wide.said == f"Lines of {WIDEST} cells are the widest."
        assert 140 < longest(wide) <= WIDEST
    async with reader(long_article, size=(30, 30)) as narrow:
        await narrow.keys("(")
        assert narrow.said == "The terminal has room for lines of 22 cells only."
        assert narrow.desk.settings.width == 72


async def test_in_a_narrow_terminal_the_key_begins_at_what_is_seen(reader, long_article):
    async with reader(long_article, size=(68, 24)) as first:
        await first.keys("(")
        assert first.said == "Lines of 56 cells"


# Spacing and justified lines


@pytest.mark.parametrize(("width", "key"), [(200, ")"), (24, "(")])
def test_a_width_beyond_what_the_keys_reach_is_never_taken_the_other_way(sitting, width, key):
    desk = sitting(settings=Settings(width=width))
    desk.view.widest_line = lambda: 240
    desk.keys(key)
    assert desk.desk.settings.width == width
    assert f"Lines of {width} cells are the" in desk.said


async def test_rows_between_lines_come_and_go_and_the_words_stay(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("space j")
        before, words = first.screen(), first.selected
        await first.keys("z l")
        assert first.said == "A blank row between lines"
        assert first.desk.settings.spacing == 1
        rows = [row[:79].strip(" ▎") for row in page(first)]
        assert not any(one and other for one, other in pairwise(rows))
        assert " ".join(words.split()[:4]) in "\n".join(rows)
        await first.keys("z l")
        assert first.said == "No rows between lines"
        assert page(first) == before[:-2]


async def test_justified_lines_end_in_one_column(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("space j")
        before = page(first)
        await first.keys("z j")
        assert first.said == "Justified lines"
        assert first.desk.settings.justify
        ends = Counter(cell_width(row[:79].rstrip()) for row in page(first) if row[:79].strip())
        assert ends[78] > 10
        assert [row.split() for row in page(first)] == [row.split() for row in before]
        await first.keys("z j")
        assert first.said == "Ragged lines"
        assert page(first) == before


# Zen


async def test_zen_shows_nothing_but_text(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("c j q space")
        words = first.selected
        await first.keys("z z")
        rows = first.screen()
        assert len(rows) == 24
        assert not any(sign in "".join(rows) for sign in ("▎", THUMB))
        assert "sentence" in "".join(rows)  # of the text; the status is gone:
        assert not any(row.startswith(" sentence") for row in rows)
        starts = {len(row) - len(row.lstrip()) for row in rows if row}
        assert starts == {4}
        assert " ".join(words.split()[:3]) in "\n".join(rows)
        await first.keys("z z")
        assert "▎" in "\n".join(first.screen())
        assert first.status.startswith("sentence")


async def test_zen_keeps_the_words_and_the_window(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("space j")
        before = first.screen()
        for _ in range(3):
            await first.keys("z z")
            assert first.app.seen().start == first.app.stage.pane._standing.offset
            for size in ((40, 12), (200, 60), (80, 24)):
                await first.pilot.resize_terminal(*size)
            await first.keys("z z")
            assert first.screen()[:-2] == before[:-2]


async def test_in_zen_what_is_said_shows_until_the_next_key(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("z z")
        text = first.screen()
        await first.keys("y")
        assert first.screen()[-1].strip().startswith("Copied")
        assert first.screen()[:-1] == text[:-1]
        await first.keys("J")
        assert first.screen()[-1] == text[-1]


async def test_in_zen_prompts_and_pages_show_and_go(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("z z")
        text = first.screen()
        await first.keys("m 'a note'")
        assert "a note" in "\n".join(first.screen()[-2:])
        await first.keys("enter u j k")
        assert first.screen() == text
        await first.keys("?")
        assert first.status.startswith("Help")
        await first.keys("q")
        assert first.screen() == text


async def test_escape_leaves_zen_before_it_offers_the_library(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("z z l escape")
        assert not first.desk.zen
        assert first.session.reading.unit == "word"
        await first.keys("escape escape escape")
        assert first.desk.modes


# The map


def column(reader) -> str:
    """The last column of the page, top to bottom."""
    width = reader.app.size.width
    return "".join(row[-1] if cell_width(row) == width else " " for row in page(reader))


async def test_the_map_shows_the_window_and_the_marks(reader, long_article):
    async with reader(long_article) as first:
        assert column(first).strip() == THUMB * 2
        await first.keys("c j j q G f")
        assert column(first)[0] == "C"
        assert column(first)[-1] == "F"
        await first.keys("k k k k k k k k k k m 'plain' enter")
        assert "✎" in column(first)


async def test_where_all_is_in_view_there_is_no_map(reader, tmp_path):
    (tmp_path / "short.txt").write_text("A title\n\nSome words here. And more.", encoding="utf-8")
    async with reader(tmp_path / "short.txt") as first:
        await first.keys("c")
        assert column(first).strip() == ""


async def test_a_letter_too_wide_for_the_map_is_a_dot(reader, long_article):
    async with reader(long_article) as first:
        with first.desk.library.step("tag") as step:
            step.insert("tag", {"id": "t", "name": "主張", "key": "", "position": 9})
        first.session.reload()
        await first.keys("t '主張' enter")
        assert NO_LETTER in column(first)
        assert all(cell_width(row) <= 80 for row in first.screen())


async def test_wide_tables_leave_the_map_alone(reader, tmp_path):
    rows = "".join(f"| row {i} | {'wide words ' * 12} | end |\n" for i in range(60))
    (tmp_path / "t.md").write_text(f"# T\n\n| a | b | c |\n|---|---|---|\n{rows}", encoding="utf-8")
    for size in ((80, 24), (120, 40), (47, 20)):
        async with reader(tmp_path / "t.md", size=size) as first:
            assert THUMB in column(first)
            width = size[0]
            assert {row[width - 2 : width - 1].strip() for row in page(first)} == {""}


# Jumping


async def test_back_and_forward(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("j")
        start = first.selected
        await first.keys("G")
        end = first.selected
        await first.keys("B")
        assert first.selected == start
        assert first.said == "Back; no places further back"
        assert first.session.reading.unit == "sentence"
        await first.keys("F")
        assert first.selected == end
        await first.keys("F")
        assert first.said == "There is no place further forward."
        await first.keys("B B")
        assert first.said == "There is no place further back."


def test_reading_on_leaves_no_trail(sitting):
    desk = sitting()
    desk.view.shown = type(desk.view.shown)(0, 1)
    desk.keys("j j j k l l L H escape + - . , J K escape")
    assert desk.desk.trail.jumps.behind == ()
    desk.keys("G")
    assert len(desk.desk.trail.jumps.behind) == 1


async def test_what_is_in_view_is_no_jump_and_what_is_out_of_it_is_one(reader, long_article):
    async with reader(long_article) as first:
        trail = first.desk.trail
        await first.keys("c j j tab")
        assert trail.jumps.behind == ()
        await first.keys("space space space shift+tab")
        assert len(trail.jumps.behind) == 1
        await first.keys("} } } } { { space b")
        assert len(trail.jumps.behind) == 1


async def test_a_search_is_one_jump_whatever_it_went_through(reader, long_article):
    async with reader(long_article) as first:
        start = first.selected
        await first.keys("/ 'part 30' enter")
        assert len(first.desk.trail.jumps.behind) == 1
        await first.keys("B")
        assert first.selected == start
        await first.keys("/ 'part 30' escape")
        assert first.desk.trail.jumps.behind == ()
        await first.keys("F")
        assert first.selected == "Part 30"


async def test_somewhere_new_after_going_back_cuts_what_was_ahead(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("G B / 'part 20' enter F")
        assert first.said == "There is no place further forward."
        assert first.selected == "Part 20"


async def test_jumps_lead_through_articles(reader, long_article, headed_article):
    async with reader(long_article) as first:
        await first.keys("G")
        end, article = first.selected, first.session.article.id
        opening.find(first.desk.library, str(headed_article))
        await open_other(first)
        assert first.session.article.id != article
        await first.keys("j B")
        assert (first.session.article.id, first.selected) == (article, end)
        await first.keys("B")
        assert first.session.article.id == article
        await first.keys("F F")
        assert first.session.article.id != article


# Contents


def beside(reader) -> list[str]:
    """The rows of the list right of a terminal of 120 cells, without its head."""
    return [row[81:].rstrip() for row in page(reader)[1:] if row[81:].strip()]


async def test_the_contents_of_an_article(reader, headed_article):
    async with reader(headed_article, size=(120, 40)) as first:
        await first.keys("/ 'words of it' enter n C")
        rows = beside(first)
        assert rows[0] == "❯▎Chapter 1"
        assert rows[1] == "    Section 1.1"
        assert len(rows) == 16
        assert page(first)[0][80:].split() == ["▐❯", "Contents", "1", "of", "16"]
        assert first.status == "Chapter 1"
        assert first.footer == "j k move · enter go there · escape close · ? help"
        await first.keys("j j j j enter")
        assert first.selected == "Chapter 3"
        assert first.session.reading.unit == "sentence"
        assert not first.desk.side_focused
        assert beside(first)[4].strip() == "▎Chapter 3"
        await first.keys("B")
        assert first.selected == "Words of it"
        assert beside(first)[0].strip() == "▎Chapter 1"
        await first.keys("F C")
        assert first.status == "Chapter 3"
        assert page(first)[0].endswith("5 of 16")
        await first.keys("escape")
        assert first.desk.side is None
        assert first.selected == "Chapter 3"


async def test_the_contents_are_those_of_whatever_article_is_open(
    reader, headed_article, long_article
):
    async with reader(headed_article, size=(120, 40)) as first:
        await first.keys("C j enter")
        opening.find(first.desk.library, str(long_article))
        await open_other(first)
        assert "Chapter" not in "\n".join(first.screen())
        await first.keys("B")
        assert first.selected == "Section 1.1"
        assert beside(first)[1].strip().startswith("▎")


async def test_without_headings_a_sentence_says_so(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("C")
        assert first.said == "This article has no headings, so there is no table of contents."
        assert first.desk.side is None


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (20, 5), (1, 1), (300, 100)])
async def test_the_contents_scroll_and_explain_themselves(reader, tmp_path, size):
    text = "\n\n".join(f"{'#' * (1 + i % 6)} Heading {i}\n\nWords." for i in range(3000))
    (tmp_path / "many.md").write_text(text, encoding="utf-8")
    async with reader(tmp_path / "many.md", size=size) as first:
        await first.keys("C G")
        if size[1] > 5:
            assert any("Heading 2999" in row for row in page(first))
        assert all(cell_width(row) <= size[0] for row in first.screen())
        await first.keys("? q @")
        assert "does nothing here" in first.said
        await first.keys("g b k space enter")
        assert first.selected.startswith("Heading ")
        await first.keys("z z C escape z z C z z")


# Cells


async def test_which_code_point_is_under_a_cell(reader, tmp_path):
    (tmp_path / "t.txt").write_text("A title\n\n漢字 and plain words here.", encoding="utf-8")
    async with reader(tmp_path / "t.txt") as first:
        pane = first.app.query_one(Pane)
        text = first.session.document.text
        y = next(y for y, row in enumerate(first.screen()) if "漢字" in row)
        under = [pane.offset_at(x, y) for x in range(6, 13)]
        assert [text[at] for at in under] == ["漢", "漢", "字", "字", " ", "a", "n"]
        assert pane.offset_at(5, y) is None
        assert pane.offset_at(79, y) is None
        assert pane.offset_at(-1, y) is None
        assert text[pane.offset_at(78, y)] == "."
        assert pane.offset_at(6, y + 1) is None
        assert pane.offset_at(6, -1) is None
        await first.keys("z z")
        y = next(y for y, row in enumerate(first.screen()) if "漢字" in row)
        assert text[pane.offset_at(4, y)] == "漢"
        assert pane.offset_at(3, y) is None
        assert text[pane.offset_at(79, y)] == "."


def test_places_in_an_article_that_was_removed_are_passed_over(sitting, tmp_path):
    desk = sitting(None)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\n" + f"The words of {name}. " * 300)
        desk.open(tmp_path / f"{name}.txt")
    opened = {}
    for name, key in (("a", "g"), ("b", "g j"), ("c", "G")):
        desk.keys(f"escape escape {key} enter j j")
        assert desk.session.article.title == f"Title {name}"
        opened[name] = desk.session.article.id, desk.session.reading.span
    articles.remove(desk.desk.library, opened["b"][0])
    desk.keys("B")
    assert (desk.session.article.id, desk.session.reading.span) == opened["a"]
    desk.keys("F")
    assert (desk.session.article.id, desk.session.reading.span) == opened["c"]
    articles.remove(desk.desk.library, opened["a"][0])
    desk.keys("B B")
    assert desk.session.article.id == opened["c"][0]
    assert desk.said == "There is no place further back."
