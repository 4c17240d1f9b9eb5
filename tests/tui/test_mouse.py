"""Clicks, drags and the wheel, at the places where the words really stand on the screen."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from textual import events

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.pointer import WHEEL

LONG = "\n\n".join(
    f"Paragraph {n} begins here. Its second sentence holds word{n} in the middle. And a third ends it."
    for n in range(1, 60)
)


def words(rows):
    """What rows say beside the letters, the selection's bar and the map."""
    return [row[6:75].rstrip() for row in rows]


class At(NamedTuple):
    x: int
    y: int


class Mouse:
    """The mouse of a reader: every event goes the way that the terminal's go."""

    def __init__(self, reader):
        self.reader = reader
        self._time = 0.0

    def find(self, words, into=0):
        """Where the words stand; ``into`` cells further right."""
        for y, row in enumerate(self.reader.screen()):
            if words in row:
                return At(cell_width(row[: row.index(words)]) + into, y)
        raise AssertionError(f"{words} is not on the screen: {self.reader.screen()}")

    def event(self, kind, at, button=1, later=10.0):
        event = kind(None, at[0], at[1], 0, 0, button, False, False, False, at[0], at[1])
        self._time += later
        event.time = self._time
        return event

    def send(self, kind, at, button=1, later=10.0):
        self.reader.app.post_message(self.event(kind, at, button, later))

    async def click(self, at, count=1, button=1):
        for n in range(count):
            self.send(events.MouseDown, at, button, 0.1 if n else 10.0)
            self.send(events.MouseUp, at, button, 0.05)
        await self.reader.pilot.pause()

    async def press(self, at):
        self.send(events.MouseDown, at)
        await self.reader.pilot.pause()

    async def move(self, *places):
        for at in places:
            self.send(events.MouseMove, at)
        await self.reader.pilot.pause()

    async def release(self, at):
        self.send(events.MouseUp, at)
        await self.reader.pilot.pause()

    async def drag(self, start, end):
        await self.press(start)
        await self.move(end)
        await self.release(end)

    async def wheel(self, at, steps):
        kind = events.MouseScrollDown if steps > 0 else events.MouseScrollUp
        for _ in range(abs(steps)):
            self.send(kind, at, 0)
        await self.reader.pilot.pause()


@pytest.fixture
def long(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(LONG)
    return path


@pytest.fixture
def text(tmp_path):
    def write(words):
        path = tmp_path / "text.txt"
        path.write_text(words)
        return path

    return write


# In the text


async def test_a_click_selects_the_sentence_and_nothing_moves(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        before = r.screen()[:-2]
        # The last row is within the margin that keys keep.
        last = max(y for y, row in enumerate(before) if "sentence" in row)
        number = before[last].split("word")[1].split()[0]
        await mouse.click(At(60, last))
        assert r.selected == f"Its second sentence holds word{number} in the middle."
        # The selection's bar and letters beside it aside, every word stands where it stood.
        assert words(r.screen()[:-2]) == words(before)
        await r.keys("j")
        assert r.selected == "And a third ends it."


async def test_two_clicks_select_the_word_and_three_the_paragraph(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.click(mouse.find("word3"), 2)
        assert (r.selected, r.session.reading.unit) == ("word3", "word")
        await mouse.click(mouse.find("word3"), 3)
        assert r.selected == LONG.split("\n\n")[2]
        assert r.session.reading.unit == "paragraph"
        await mouse.click(mouse.find("word3"))
        assert r.selected == "Its second sentence holds word3 in the middle."


async def test_two_clicks_long_apart_or_at_two_places_are_no_double_click(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.click(mouse.find("word3"))
        await mouse.click(mouse.find("word3"))
        assert r.session.reading.unit == "sentence"
        mouse.send(events.MouseDown, mouse.find("word4"))
        mouse.send(events.MouseDown, mouse.find("word4", 2), later=0.1)
        await r.pilot.pause()
        assert r.session.reading.unit == "sentence"


async def test_a_click_on_a_mark_takes_it_and_again_the_next_one_then_the_sentence(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        place = mouse.find("word2")
        await mouse.click(place)
        await r.keys("c")
        await mouse.click(place, 2)
        await r.keys("f escape")
        assert r.session.focused is None
        taken = []
        for _ in range(4):
            await mouse.click(place)
            taken.append((r.selected, r.session.focused is not None))
        sentence = "Its second sentence holds word2 in the middle."
        assert taken == [("word2", True), (sentence, True), (sentence, False), ("word2", True)]
        await r.keys("L")
        assert ("figure", "word2 in") in r.marks


async def test_a_click_on_the_letter_beside_a_row_takes_its_mark(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        place = mouse.find("word2")
        await mouse.click(place, 2)
        await r.keys("f g")
        letter = At(r.screen()[place.y].index("F"), place.y)
        await mouse.click(letter)
        assert (r.selected, r.session.focused is not None) == ("word2", True)


async def test_a_drag_draws_whole_words_while_the_button_is_held(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        start, end = mouse.find("second", 3), mouse.find("word1", 2)
        await mouse.press(start)
        await mouse.move(end)
        assert r.selected == "second sentence holds word1"
        await mouse.move(mouse.find("sentence", 1))
        assert r.selected == "second sentence"
        await mouse.move(mouse.find("begins", 2))
        assert r.selected == "begins here. Its second"
        assert r.session.reading.right is False
        await mouse.release(mouse.find("begins", 2))
        assert "right click: menu" in r.status
        await r.keys("c")
        assert r.marks == [("claim", "begins here. Its second")]


async def test_a_hand_that_trembles_draws_nothing(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.drag(mouse.find("word1"), mouse.find("word1", 1))
        assert r.selected == "Its second sentence holds word1 in the middle."


async def test_moves_without_a_button_do_nothing(reader, long, monkeypatch):
    async with reader(long) as r:
        mouse, drawn = Mouse(r), []
        monkeypatch.setattr(r.app, "draw", lambda **_: drawn.append(1))
        for x in range(20, 60):
            mouse.send(events.MouseMove, At(x, 5), 0)
        await r.pilot.pause()
        assert not drawn
        assert r.selected == "Paragraph 1 begins here."


async def test_a_drag_past_the_edge_scrolls_and_goes_on_while_it_is_held(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.press(mouse.find("word2"))
        await mouse.move(At(70, 23))
        first = r.session.reading.end
        pointer = r.app._pointer
        ends = []
        for _ in range(40):
            assert pointer.go_on()
            ends.append(r.session.reading.end)
        assert ends == sorted(ends)
        assert ends[-1] > first + 500
        assert r.session.reading.start == LONG.index("word2")
        r.app._draw_pointed(pointer)
        assert not any("word2 " in row for row in r.screen())
        await mouse.release(At(70, 23))
        assert not pointer.at_edge
        assert not pointer.go_on()


async def test_a_drag_stops_at_the_end_of_the_text_and_at_a_key(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("G")
        await mouse.press(At(20, 3))
        await mouse.move(At(70, 23))
        while r.app._pointer.go_on():
            pass
        assert r.selected.endswith("ends it.")
        await mouse.move(At(70, 22))
        await r.keys("escape")
        chosen = r.selected
        await mouse.move(At(20, 2))
        assert r.selected == chosen


async def test_a_drag_does_not_cross_furniture(reader, text):
    path = text("A headline here\n\nFirst words of it.\n\nGo to contents\n\nLast words of it.\n")
    async with reader(path) as r:
        mouse = Mouse(r)
        furniture = [r.session.document.structure.kinds[i] for i in range(4)]
        assert len(set(furniture)) > 2, "the text no longer holds furniture"
        await mouse.press(mouse.find("words of it."))
        await mouse.move(mouse.find("Last"))
        assert r.selected == "words of it."
        assert "does not cross furniture" in r.status


async def test_right_click_opens_the_menu_of_the_selection_and_its_rows_can_be_clicked(
    reader, long
):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.drag(mouse.find("second"), mouse.find("word1"))
        await mouse.click(mouse.find("sentence"), button=3)
        assert "second sentence holds word1" in r.status
        await mouse.click(mouse.find("quote"))
        assert r.marks == [("quote", "second sentence holds word1")]
        # On a mark it is the editor, as enter is.
        await mouse.click(mouse.find("sentence"), button=3)
        assert any("speaker" in row for row in r.screen())
        await mouse.click(mouse.find("note  "))
        await r.keys("'seen' escape")
        assert r.column("note") == ["seen"]


async def test_right_click_elsewhere_selects_first(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.click(mouse.find("word4"), button=3)
        assert "Its second sentence holds word4" in r.status
        # A click beside a menu closes it and selects nothing.
        await mouse.click(mouse.find("word1"))
        assert not r.desk.modes
        assert r.selected == "Its second sentence holds word4 in the middle."


async def test_a_click_does_not_end_what_is_being_typed(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("m 'half'")
        await mouse.click(mouse.find("word2"))
        await r.keys("'way' enter")
        assert r.column("note") == ["halfway"]


async def test_a_click_forgets_the_first_of_two_keys_and_an_escape(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("z")
        await mouse.click(mouse.find("word2"))
        await r.keys("j")
        assert r.selected == "And a third ends it."
        await r.keys("escape")
        await mouse.click(mouse.find("word2"))
        await r.keys("escape")
        assert not r.desk.modes


async def test_keys_and_clicks_in_one_burst_keep_their_order(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        places = [mouse.find(f"word{n}") for n in (1, 2, 3)]
        for place, key in zip(places, "cqf", strict=True):
            mouse.send(events.MouseDown, place)
            mouse.send(events.MouseUp, place, later=0.01)
            r.app.post_message(events.Key(key, key))
        await r.pilot.pause()
        assert [tag for tag, _ in r.marks] == ["claim", "quote", "figure"]
        assert [f"word{n}" in words for n, (_, words) in enumerate(r.marks, 1)] == [True] * 3


# The wheel and the map


async def test_the_wheel_scrolls_three_rows_and_the_selection_stays(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        before = r.screen()
        await mouse.wheel(At(20, 5), 1)
        assert words(r.screen()[: -2 - WHEEL]) == words(before[WHEEL:-2])
        assert r.selected == "Paragraph 1 begins here."
        await mouse.wheel(At(20, 5), 5)
        assert "selection is above" in r.status
        await mouse.wheel(At(20, 5), -6)
        assert r.screen()[:-2] == before[:-2]
        assert "selection is" not in r.status


@pytest.mark.parametrize("key", ["j", "c", "escape"])
async def test_a_key_brings_back_the_selection_that_was_scrolled_away(reader, long, key):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.wheel(At(20, 5), 20)
        assert not any("Paragraph 1 " in row for row in r.screen())
        await r.keys(key)
        assert any("Paragraph 1 " in row for row in r.screen())


async def test_a_page_key_goes_on_from_what_is_in_view(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.wheel(At(20, 5), 20)
        seen = r.app.seen()
        await r.keys("space")
        assert r.session.reading.start > seen.end - 300
        assert r.app.seen().start < r.session.reading.start < r.app.seen().end


async def test_b_goes_back_to_the_selection_that_the_wheel_left_behind(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.wheel(At(20, 5), 20)
        await mouse.click(At(20, 5))
        assert "Paragraph 1 " not in r.selected
        await r.keys("B")
        assert r.selected == "Paragraph 1 begins here."
        assert any("Paragraph 1 " in row for row in r.screen())


async def test_what_is_scrolled_to_stays_through_another_size(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.wheel(At(20, 5), 20)
        seen = r.app.seen()
        await r.pilot.resize_terminal(60, 30)
        await r.pilot.pause()
        assert r.app.seen().start == pytest.approx(seen.start, abs=120)


async def test_a_click_on_the_map_goes_there_and_b_comes_back(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await mouse.click(At(79, 11))
        share = r.session.reading.start / len(LONG)
        assert 0.45 < share < 0.55
        await mouse.press(At(79, 11))
        await mouse.move(At(79, 15), At(79, 18))
        await mouse.release(At(79, 18))
        assert r.session.reading.start / len(LONG) > 0.75
        await r.keys("B")
        assert r.session.reading.start / len(LONG) < 0.55
        await r.keys("B")
        assert r.selected == "Paragraph 1 begins here."


async def test_a_click_on_a_letter_of_the_map_takes_that_mark(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("G c g")
        y = next(y for y, row in enumerate(r.screen()) if row.endswith("C") and len(row) == 80)
        await mouse.click(At(79, y))
        assert r.session.focused is not None
        assert r.selected == "And a third ends it."


# Lists


async def test_a_click_in_the_library_chooses_and_a_second_one_opens(reader, long, sample):
    async with reader(sample) as r:
        from annotate_tui.tui.acts import opening

        opening.show_added(r.desk, opening.find(r.desk.library, str(long)))
        await r.keys("escape escape")
        mouse = Mouse(r)
        rows = [y for y, row in enumerate(r.screen()[2:-2], 2) if row.strip()]
        assert len(rows) == 2
        titles = [r.screen()[y] for y in rows]
        await mouse.click(At(10, rows[0]))
        await mouse.click(At(10, rows[1]))
        assert r.desk.modes
        assert "Article 2 of 2" in r.status
        await mouse.click(At(10, rows[1]))
        assert not r.desk.modes
        assert r.session.article.title[:10] in titles[1]
        # A double click opens as well, and its second half does nothing in the text.
        await r.keys("escape escape")
        await mouse.click(At(10, rows[0]), 3)
        assert not r.desk.modes
        assert r.session.article.title[:10] in titles[0]
        assert r.session.reading.unit == "sentence"


async def test_rows_under_the_heads_of_groups_are_the_rows_that_are_clicked(
    reader, tmp_path, sample
):
    from annotate_tui.tui.acts import opening

    async with reader(sample) as r:
        for n in range(7):
            path = tmp_path / f"2026-0{n + 1}-03.txt"
            path.write_text(f"Title {n}\n\n2026-0{n + 1}-03\n\nWords of {n} stand here.\n")
            opening.show_added(r.desk, opening.find(r.desk.library, str(path)))
        mouse = Mouse(r)
        await r.keys("escape escape #")
        while "source" in r.status:
            await r.keys("#")
        heads = [row for row in r.screen()[1:-2] if "2026" in row and "Title" not in row]
        assert len(heads) > 3, r.screen()
        for n in (5, 0, 3):
            await mouse.click(mouse.find(f"Title {n}"))
            assert f"Title {n}" in r.screen()[r.app.cursor().y]
        before = r.status
        await mouse.click(mouse.find(heads[2].strip()))
        assert r.status == before
        # Words are being typed: a click takes them, and then chooses.
        await r.keys("/ 'title'")
        await mouse.click(mouse.find("Title 4"))
        await mouse.click(mouse.find("Title 4"))
        assert not r.desk.modes
        assert "Words of 4" in "".join(r.screen())


async def test_the_marks_of_all_articles_are_clicked(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("c j j j q j j f A")
        await mouse.click(mouse.find("quote"))
        assert len(r.desk.modes) == 1
        await mouse.click(mouse.find("quote"))
        assert not r.desk.modes
        assert r.selected == LONG.split("\n\n")[1].split(". ")[0] + "."


async def test_a_click_on_the_list_under_the_palette_closes_that_only(reader, sample):
    async with reader(sample) as r:
        mouse = Mouse(r)
        await r.keys("escape escape :")
        assert len(r.desk.modes) == 2
        await mouse.click(At(5, 1))
        assert len(r.desk.modes) == 1
        assert r.app.failure is None


@pytest.mark.parametrize("size", [(120, 30), (80, 24)])
async def test_the_list_beside_the_text_is_clicked_and_scrolled(reader, long, size):
    async with reader(long, size) as r:
        mouse = Mouse(r)
        await r.keys(" ".join(["c j"] * 32) + " s")
        await r.keys("g s")
        assert not r.desk.side_focused
        list_row = next(
            At(cell_width(row[: row.rindex("claim")]), y)
            for y, row in reversed(list(enumerate(r.screen()[:-2])))
            if "claim" in row
        )
        shown = r.screen()[list_row.y][list_row.x :]
        await mouse.click(list_row)
        assert r.desk.side_focused
        assert r.session.focused is not None
        assert r.selected.split()[0] in shown
        selected = r.selected
        before = r.screen()
        await mouse.wheel(list_row, 1)
        assert r.selected == selected
        assert r.screen() != before
        await mouse.click(mouse.find("word2"))
        assert not r.desk.side_focused
        assert "word2" in r.selected
        await mouse.click(list_row, 2)
        assert r.desk.modes


async def test_a_second_click_in_the_contents_goes_there(reader, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# T\n\n" + "\n\n".join(f"## Part {n}\n\nWords {n}." for n in range(9)))
    async with reader(path, (120, 30)) as r:
        mouse = Mouse(r)
        await r.keys("C")
        rows = [y for y, row in enumerate(r.screen()) if "Part 5" in row[80:]]
        await mouse.click(At(100, rows[0]))
        assert r.desk.side_focused
        await mouse.click(At(100, rows[0]))
        assert r.selected == "Part 5"
        assert not r.desk.side_focused


async def test_a_click_goes_to_a_row_of_a_form(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("escape escape z d")
        await mouse.click(mouse.find("language"))
        await r.keys("ctrl+u 'ko' escape enter")
        assert r.desk.library.article(r.session.article.id).language == "ko"
        await r.keys("c enter")
        await r.pilot.pause()
        row = mouse.find("tag  ")
        await mouse.click(row)
        await mouse.click(row)
        await r.keys("escape")
        assert [tag for tag, _ in r.marks] == ["quote"]


async def test_a_choice_is_clicked_and_the_wheel_goes_through_them(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("t")
        await mouse.wheel(mouse.find("claim"), 1)
        await mouse.click(mouse.find("quote"))
        assert [tag for tag, _ in r.marks] == ["quote"]
        assert not r.desk.modes


async def test_help_scrolls_by_the_wheel(reader, long):
    async with reader(long) as r:
        mouse = Mouse(r)
        await r.keys("?")
        before = r.screen()
        await mouse.wheel(At(10, 5), 1)
        assert r.screen()[: -2 - WHEEL] == before[WHEEL:-2]
        await mouse.click(At(10, 5))
        assert r.desk.modes


# Shapes


async def test_wide_characters_are_found_under_either_cell(reader, text):
    async with reader(text("中文的第一句话在这里。第二句话说的是別的事情。第三句。")) as r:
        mouse = Mouse(r)
        place = mouse.find("第二句")
        for cell in (0, 1):
            await mouse.click(At(place.x + cell, place.y))
            assert r.selected == "第二句话说的是別的事情。"
        await mouse.drag(mouse.find("说的"), mouse.find("事情", 1))
        assert r.selected == "说的是別的事"


async def test_justified_rows_in_zen(reader, text):
    words = " ".join(f"word{n} {'x' * (n % 9 + 1)}" for n in range(90)) + "."
    async with reader(text(words)) as r:
        mouse = Mouse(r)
        await r.keys("z j z z")
        for n in (7, 34, 61):
            await mouse.click(mouse.find(f"word{n} ", 2), 2)
            assert r.selected == f"word{n}"
        await mouse.drag(mouse.find("word20 ", 1), mouse.find("word30 ", 1))
        assert r.selected.startswith("word20 ")
        assert r.selected.endswith(" word30")


@pytest.mark.parametrize("size", [(80, 3), (12, 6), (20, 2), (1, 1), (3, 24)])
async def test_no_place_of_a_tiny_terminal_fails(reader, long, size):
    async with reader(long, size) as r:
        mouse = Mouse(r)
        width, height = size
        places = [At(x, y) for x in (0, width // 2, width - 1) for y in (0, height - 1)]
        for keys in ("", "s", "escape", "t", "escape", "?", "escape", "z z"):
            if keys:
                await r.keys(keys)
            for place in places:
                await mouse.click(place, 2)
                await mouse.click(place, button=3)
                await mouse.wheel(place, 1)
                await mouse.drag(places[0], place)
        assert r.app.failure is None
        reading = r.session.reading
        assert LONG[reading.start : reading.end].strip() == r.selected != ""


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_comes_the_selection_and_the_picture_are_right(reader, text, seed):
    chance = random.Random(seed)
    furniture = LONG.replace("Paragraph 5 begins here.", "Go to contents\n\nHere begins 5.")
    async with reader(text(furniture + "\n\n中文的第一句话在这里。"), (100, 20)) as r:
        mouse = Mouse(r)
        keys = "j k c q L H J K + - space b G g tab x u s B escape".split()
        for _ in range(60):
            at, to = (At(chance.randrange(100), chance.randrange(20)) for _ in range(2))
            await chance.choice(
                [
                    lambda at=at: mouse.click(at, chance.randrange(1, 4)),
                    lambda at=at: mouse.wheel(at, chance.choice([-4, -1, 1, 5])),
                    lambda at=at, to=to: mouse.drag(at, to),
                    lambda: r.keys(chance.choice(keys)),
                ]
            )()
            if r.desk.session is None:
                await r.keys("enter")
            reading, document = r.session.reading, r.session.document
            assert r.selected == r.selected.strip() != ""
            assert not document.crosses_furniture(reading.start, reading.end)
            picture = r.screen()
            r.app.stage.pane.redraw()
            assert r.screen() == picture
        assert r.app.failure is None


# On and off


async def test_zm_turns_the_mouse_off_and_on(reader, long):
    async with reader(long) as r:
        await r.keys("z m")
        assert r.desk.settings.mouse is False
        assert "terminal's own selection; zm turns it on" in r.status
        await r.keys("z m")
        assert r.desk.settings.mouse is True


async def test_rows_of_what_changed_and_of_marks_to_place(reader, changed, story):
    async with reader(story, (120, 40)) as app:
        mouse = Mouse(app)
        await app.keys("z w")
        await mouse.click(mouse.find("…names no names"))
        assert app.selected == "Nobody answered!"
        await app.keys("escape z p")
        await mouse.click(mouse.find("claim  "), 2)
        assert app.status.startswith("Select the words for the claim")
        await mouse.click(mouse.find("Nobody had"))
        assert app.selected == "Nobody had asked for the third crane before June."
        await mouse.click(mouse.find("The board met"))
        await app.keys("escape")
        assert app.desk.side_focused
        assert not app.desk.modes
