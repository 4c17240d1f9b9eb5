"""The editor on the screen: beside the text or below it, with the mark in view; the mouse in it."""

from __future__ import annotations

import random

import pytest

from annotate_tui.tui.acts.drafting import draft_of

pytestmark = pytest.mark.usefixtures("unguessed")

TEXT_ROWS = 5


def text_rows(reading) -> list[str]:
    """The rows of the screen above the form that stands below the text."""
    screen = reading.screen()
    head = next(y for y, r in enumerate(screen) if "Mark " in r and " of " in r)
    return screen[:head]


async def test_below_the_text_the_mark_and_its_context_stay_in_view(reader):
    async with reader() as reading:
        await reading.keys("j j j j j j j j j j j j f enter")
        await reading.pilot.pause()
        above = text_rows(reading)
        assert len(above) >= TEXT_ROWS
        first = reading.session.focused.annotation.text.split()[0]
        assert any(first in r for r in above)
        assert sum(bool(r.strip()) for r in above) >= TEXT_ROWS
        # Thirteen rows of a figure do not fit: it says how many are out of view.
        head = reading.screen()[len(above)]
        assert head.rstrip().endswith("↓2")


async def test_a_long_mark_at_the_end_is_scrolled_into_view(reader):
    async with reader() as reading:
        await reading.keys("G q enter")
        await reading.pilot.pause()
        above = text_rows(reading)
        words = reading.session.focused.annotation.text
        assert any(words[:12] in r for r in above)


async def test_right_of_the_text_it_takes_no_row_from_it(reader):
    async with reader(size=(120, 40)) as reading:
        before = reading.screen()
        await reading.keys("q enter")
        await reading.pilot.pause()
        screen = reading.screen()
        assert "Mark 1 of 1" in screen[0]
        assert screen[0].index("Mark 1 of 1") > 70
        assert before[8][:60] == screen[8][:60]
        await reading.keys("escape")
        await reading.pilot.pause()
        assert not any("Mark 1 of 1" in r for r in reading.screen())


async def test_over_a_list_it_takes_its_place_and_gives_it_back(reader):
    async with reader(size=(120, 40)) as reading:
        await reading.keys("q s enter")
        await reading.pilot.pause()
        assert any("quote_mode" in r for r in reading.screen())
        await reading.keys("tab tab d enter")
        await reading.pilot.pause()
        assert any("Marks" in r for r in reading.screen())
        assert reading.session.marks.marks[0].annotation.fields["quote_mode"] == "direct"


async def test_going_on_scrolls_to_the_next_mark(reader):
    async with reader() as reading:
        await reading.keys("c G c g tab enter")
        await reading.pilot.pause()
        await reading.keys("pagedown")
        await reading.pilot.pause()
        words = reading.session.marks.marks[1].annotation.text[:16]
        assert any(words in r for r in text_rows(reading))


async def test_a_click_goes_to_a_row_and_takes_an_answer(reader):
    async with reader(size=(120, 40)) as reading:
        await reading.keys("q enter")
        await reading.pilot.pause()
        y = next(i for i, r in enumerate(reading.screen()) if "quote_mode" in r)
        x = reading.screen()[y].index("quote_mode")
        await reading.pilot.click(offset=(x, y))
        assert reading.desk.modes[-1].filling.row.name == "quote_mode"
        y = next(i for i, r in enumerate(reading.screen()) if "indirect" in r)
        await reading.pilot.click(offset=(reading.screen()[y].index("indirect") + 2, y))
        await reading.keys("enter")
        assert reading.session.marks.marks[0].annotation.fields == {"quote_mode": "indirect"}


async def test_a_click_in_the_text_ends_nothing(reader):
    async with reader(size=(120, 40)) as reading:
        await reading.keys("q enter 'Kim'")
        await reading.pilot.click(offset=(20, 20))
        assert reading.desk.modes
        await reading.keys("enter")
        assert reading.column("speaker") == ["Kim"]


async def test_the_cursor_stands_where_words_are_typed(reader):
    async with reader(size=(120, 40)) as reading:
        await reading.keys("q enter 'Kim'")
        await reading.pilot.pause()
        row = next(r for r in reading.screen() if "Kim" in r)
        assert reading.app.cursor().x == row.rindex("Kim") + 3


async def test_a_burst_ends_as_if_typed_slowly(reader, tmp_path):
    keys = "q enter 'Zhang' tab n tab d enter j q enter z tab tab d enter"
    ended = []
    for slowly in (True, False):
        path = tmp_path / f"{slowly}.txt"
        path.write_text(f"One said yes. Another said no. Nobody asked {slowly}.\n")
        async with reader(path) as reading:
            await (reading.keys(keys) if slowly else reading.burst(keys))
            marks = reading.session.marks.marks[-2:]
            ended.append([dict(mark.annotation.fields) for mark in marks])
    assert ended[0] == ended[1]
    assert ended[0][1]["speaker"] == "Zhang"


@pytest.mark.parametrize("size", [(20, 4), (40, 10), (80, 8), (100, 12), (220, 60)])
async def test_any_size_draws(reader, size):
    async with reader(size=size) as reading:
        await reading.keys("f enter")
        await reading.keys("tab tab tab tab up up up pagedown")
        await reading.pilot.pause()
        assert len(reading.screen()) == size[1]
        await reading.keys("'x' enter escape escape")


@pytest.mark.parametrize("seed", range(12))
def test_any_keys_in_the_form_keep_what_was_typed(sitting, seed):
    chance = random.Random(seed)
    desk = sitting()
    desk.keys("c j q j f j m 'plain' enter g tab")
    keys = ["tab"] * 6 + ["shift+tab", "up", "down", "left", "right", "space", "backspace", "delete",
            "ctrl+u", "ctrl+n", "ctrl+p", "pagedown", "pageup", "ctrl+f", "ctrl+b", "end", "home",
            *"qcfyn12a,", "z"]  # fmt: skip
    for _ in range(40):
        if not any(type(mode).__name__ == "MarkForm" for mode in desk.desk.modes):
            desk.keys("g tab enter")
        for _ in range(chance.randrange(12)):
            desk.keys(chance.choice(keys))
            for mode in desk.desk.modes:
                for width, height in ((80, 12), (39, 38), (5, 1)):
                    assert len(mode.lines(desk.desk, width, height)) <= height
                mode.bars(desk.desk)
        while type(desk.desk.modes[-1]).__name__ != "MarkForm":
            desk.keys("escape")
        form = desk.desk.modes[-1].filling
        form.go_row("note")
        typed = f"words{chance.randrange(10**6)}"
        desk.keys(f"ctrl+u '{typed}'")
        mark_id = form.mark.id
        if chance.random() < 0.5:
            desk.desk.keep_all()
        else:
            desk.keys(chance.choice(["escape escape", "pagedown escape escape"]))
        kept = desk.desk.library.mark(mark_id, desk.session.text.id).annotation.note
        waits = desk.desk.drafts.get(draft_of("note", mark_id))
        still = next((m.filling for m in desk.desk.modes if hasattr(m, "filling")), None)
        if still is not None:
            desk.keys("escape escape")
            kept = desk.desk.library.mark(mark_id, desk.session.text.id).annotation.note
        assert typed in (kept, waits)
