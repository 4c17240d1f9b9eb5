"""Help is built from the bindings: what can be done here and now, then everything, in any size."""

from __future__ import annotations

import pytest

from annotate_tui.services.settings import Settings
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.modes.help import laid_out, list_help, narrowed, reader_help


def text(rows) -> list[str]:
    return ["".join(words for words, _ in row).rstrip() for row in rows]


def now(desk) -> list[str]:
    return text(laid_out(reader_help(desk.desk)[:1], 80))


@pytest.mark.parametrize(
    ("keys", "about", "first", "other"),
    [
        ("", "The sentence is selected", "tag it", "next sentence"),
        ("k", "The headline is selected", "tag it", "next sentence"),
        ("l", "A word is selected", "tag it", "search for the selected words"),
        ('"', "A quotation is selected", "tag it", "copy the selection"),
        ("c", "A mark is in focus, a claim", "a second tag", "remove the mark"),
        ("c escape", "Here stands: claim.", "tag it", "remove the mark"),
        ("/ 'North' enter", "A place of “North” is selected", "tag it", "next match"),
    ],
)
def test_here_and_now_fits_what_is_selected(sitting, keys, about, first, other):
    desk = sitting()
    desk.keys(keys)
    rows = now(desk)
    assert rows[0] == "  Here and now"
    assert about in " ".join(" ".join(rows[1:3]).split())
    assert first in " ".join(rows[2:5])
    assert any(other in row for row in rows)


def test_what_undo_would_take_back_is_named(sitting):
    desk = sitting()
    desk.keys("l c")
    assert now(desk)[-1] == "  u             take back: claim “There” tagged"


@pytest.mark.parametrize("mouse", [True, False])
def test_the_terminals_own_selection_is_explained(sitting, mouse):
    desk = sitting(settings=Settings(mouse=mouse))
    rows = text(laid_out(reader_help(desk.desk), 80))
    line = (
        "  ⇧ drag        the terminal's own selection"
        if mouse
        else "  drag          the terminal's own"
    )
    assert any(row.startswith(line) for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (300, 100), (40, 10), (20, 5)])
async def test_help_fits_every_screen_and_loses_nothing(reader, size):
    async with reader(size=size) as first:
        first.desk.key("?", "?")
        page = first.desk.modes[-1]
        shown = page.lines(first.desk, size[0], 10_000)
        assert all(cell_width(row) <= max(size[0], 40) for row in text(shown))
        said = " ".join(" ".join(text(shown)).split())
        for binding in Keymap().within("reader"):
            for word in binding.help.split():
                assert word in said


async def test_a_wide_screen_has_two_columns(reader):
    async with reader(size=(120, 40)) as first:
        await first.keys("?")
        assert "Here and now" in first.screen()[0]
        assert "Move" in first.screen()[0]
    async with reader(size=(80, 24)) as second:
        await second.keys("?")
        assert second.screen()[0].strip() == "Here and now"


def test_typing_narrows_the_page_and_escape_widens_it(sitting):
    desk = sitting()
    desk.keys("? / 'quotation'")
    shown = [row for row in text(desk.desk.modes[-1].lines(desk.desk, 80, 50)) if row]
    assert '  "             the quotation here; again: the next one' in shown
    assert len(shown) < 8
    desk.keys("enter")
    assert desk.prompt == "Help · only with “quotation”"
    desk.keys("j escape")
    assert desk.prompt.startswith("Help")
    assert len(desk.desk.modes[-1].lines(desk.desk, 80, 500)) > 60
    desk.keys("/ 'no such thing'")
    assert text(desk.desk.modes[-1].lines(desk.desk, 80, 5)) == [
        "  Nothing here has “no such thing”."
    ]
    desk.keys("escape escape")
    assert not desk.desk.modes


def test_a_key_is_found_by_itself():
    found = narrowed(list_help(Keymap(), "library", "All."), "!")
    assert [row for section in found for row in section.rows] == [
        ("!", "mark the article done, or not done")
    ]


@pytest.mark.parametrize("context", ["library", "across", "list", "contents"])
def test_the_help_of_a_list_has_all_its_keys(context):
    rows = text(laid_out(list_help(Keymap(), context, "What it is."), 80))
    assert rows[:2] == ["  Here", "  What it is."]
    for binding in Keymap().within(context):
        assert any(row.endswith(f"  {binding.help}") for row in rows)


def test_an_action_without_a_key_is_named_as_the_palette_has_it(sitting):
    desk = sitting(settings=Settings(keys={"done": ()}))
    rows = text(laid_out(reader_help(desk.desk), 80))
    assert "  : done        mark the article done, or not done" in rows


def test_the_second_keys_are_said_after_the_first(sitting):
    desk = sitting()
    for columns, last in ((120, "t theme · m mouse · z zen"), (80, "j l t m z page")):
        desk.view.cells = columns
        desk.keys("z")
        assert desk.said.startswith("z then ")
        assert "s suggestions · a all · " in desk.said
        assert desk.said.endswith(last)
        assert cell_width(desk.said) <= 2 * columns - 2
        desk.keys("escape")
    desk.keys("z")
    desk.keys("?")
    assert desk.said == "z? does nothing here; ? shows what can be done."
