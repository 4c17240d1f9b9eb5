"""What changed between two versions: the list beside the text, and what is lit in the text."""

from __future__ import annotations

import pytest
from rich.style import Style

from annotate_tui.tui.modes.changes import ChangesList
from annotate_tui.tui.modes.flagged import FlaggedList


def rows(held, width: int = 80, height: int = 12) -> list[str]:
    drawn = held.desk.side.lines(held.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in drawn]


def status(held) -> str:
    bars = held.desk.side.bars(held.desk)
    return "".join(words for words, _ in bars[0]).strip()


def lit(held) -> list[str]:
    found = held.desk.side.lit(held.desk)
    text = held.session.document.text
    return [text[span.start : span.end].strip() for span in found.spans]


def test_every_change_stands_in_its_context(changed):
    changed.keys("z w")
    head, *listed = rows(changed)
    assert "What changed · version 1 → 2" in head
    assert "1 of 3" in head
    assert "ned nothing, the [-chair-] {+chairman of the board+} said on" in listed[0]
    assert listed[0].startswith("❯ ±")
    assert listed[1].lstrip().startswith("−")
    assert "[-The third crane costs four million" in listed[1]
    assert "Nobody" in listed[1]
    assert listed[2].lstrip().startswith("+")
    assert "Nobody answered" in listed[2]


def test_the_chosen_one_is_told_in_words(changed):
    changed.keys("z w")
    assert status(changed) == "“chair” became “chairman of the board”"
    changed.keys("j")
    assert status(changed).startswith("Removed: “The third crane costs four million")
    changed.keys("G")
    assert status(changed).startswith("Added: “Nobody answered")


def test_enter_goes_there_and_selects_what_came_in(changed):
    changed.keys("z w enter")
    assert changed.selected == "chairman of the board"
    assert not changed.desk.side_focused
    assert isinstance(changed.desk.side, ChangesList)
    changed.keys("z w")
    assert changed.desk.side_focused
    changed.keys("G")
    assert changed.selected == "Nobody answered!"
    changed.keys("enter")
    assert changed.selected == "Nobody answered!"


def test_where_words_were_removed_the_word_there_is_selected(changed):
    changed.keys("z w j enter")
    assert changed.selected == "Nobody"
    assert changed.session.reading.start == changed.session.document.text.index("Nobody had")


def test_what_came_in_is_lit_as_long_as_the_list_stands(changed):
    changed.keys("z w")
    assert lit(changed) == ["chairman of the board", "Nobody answered!"]
    changed.keys("escape")
    assert changed.desk.side is None


def test_the_older_version_shows_what_went(changed):
    changed.keys("O z w")
    assert "version 1 → 2" in rows(changed)[0]
    assert lit(changed)[0] == "chair"
    changed.keys("enter")
    assert changed.selected == "chair"


def test_other_versions_are_compared_by_a_key(changed, story, sitting):
    story.write_text(story.read_text("utf-8").replace("answered", "answered at all"), "utf-8")
    desk = sitting(story)
    desk.keys("z w")
    assert "version 2 → 3" in rows(desk)[0]
    assert len(rows(desk)) == 2
    desk.keys("O")
    assert "version 1 → 2" in rows(desk)[0]
    assert len(rows(desk)) == 4
    assert desk.said == "Version 2 is open"
    assert desk.desk.side_focused
    assert lit(desk) == ["chairman of the board", "Nobody answered!"]
    assert desk.selected == "chairman of the board"
    desk.keys("enter")
    assert desk.selected == "chairman of the board"
    assert desk.session.text.id != desk.session.article.text_id
    desk.keys("z w O")
    assert "version 1 → 3" in rows(desk)[0]
    desk.keys("O")
    assert "version 2 → 3" in rows(desk)[0]


def test_the_text_beside_is_always_one_of_the_two_that_are_compared(changed, story, sitting):
    for old, new in (("answered", "spoke"), ("spoke", "shouted"), ("shouted", "sang")):
        story.write_text(story.read_text("utf-8").replace(old, new), "utf-8")
        desk = sitting(story)
    desk.keys("z w")
    numbers = {text_id: n for n, text_id in enumerate(desk.desk.library.texts_of(article(desk)), 1)}
    for pair in ("4 → 5", "3 → 4", "2 → 3", "1 → 2", "1 → 5", "4 → 5"):
        assert f"version {pair} " in rows(desk)[0]
        assert str(numbers[desk.session.text.id]) in pair
        assert desk.desk.side_focused
        desk.keys("O")
    desk.keys("escape")
    assert desk.said == "This is an older version; O goes through them"


def article(held) -> str:
    return held.session.article.id


def test_a_version_that_was_taken_back_is_still_the_later_one(changed):
    changed.keys("u u z w")
    assert "What changed · 1 (current) → 2" in rows(changed)[0]
    assert lit(changed)[0] == "chair"
    changed.keys("escape U U z w")
    assert "version 1 → 2" in rows(changed)[0]
    assert lit(changed)[0] == "chairman of the board"


def test_versions_are_compared_as_they_first_came_whichever_is_current(changed, story, sitting):
    first = changed.desk.library.text(changed.desk.library.texts_of(article(changed))[0]).text
    changed.keys("u u U U u u U U")
    story.write_text(story.read_text("utf-8").replace("answered", "sang"), "utf-8")
    sitting(story)
    story.write_text(first, "utf-8")
    desk = sitting(story)
    desk.keys("z w")
    heads = []
    for _ in range(4):
        heads.append(rows(desk)[0][17:].split("  ")[0])
        desk.keys("O")
    assert heads == ["1 (current) → 2", "1 (current) → 3", "version 2 → 3", "1 (current) → 2"]


def test_two_versions_only(changed):
    changed.keys("z w O")
    assert changed.said == "There are two versions only, and these are compared."


def test_it_follows_to_another_article(changed, other):
    changed.keys("z w")
    changed.desk.side_focused = False
    changed.open(other)
    assert "This article has one version only" in " ".join(rows(changed))
    assert changed.desk.side.lit(changed.desk) is None
    changed.keys("[")
    assert "version 1 → 2" in rows(changed)[0]


def test_white_space_alone_is_no_change(sitting, story):
    sitting(story)
    story.write_text(story.read_text("utf-8").replace("Monday in", "Monday\nin"), "utf-8")
    desk = sitting(story)
    if len(desk.desk.library.texts_of(desk.session.article.id)) < 2:
        pytest.skip("such a text is the same one")
    desk.keys("z w")
    assert "Nothing but white space and quotation marks has changed" in " ".join(rows(desk))
    desk.keys("enter")
    assert desk.said == "Nothing but white space and quotation marks has changed."


def test_it_begins_with_the_change_that_comes_next(changed):
    changed.keys("G z w")
    assert "3 of 3" in rows(changed)[0]
    assert changed.selected == "Nobody answered!"


def test_the_same_in_a_burst(changed):
    changed.keys("z w j k enter l l")
    assert changed.selected == "on"


def test_keys_that_do_nothing_say_so_and_pastes(changed):
    changed.keys("z w y")
    assert changed.said == "y does nothing here; ? shows what can be done."
    changed.desk.paste("x")
    assert changed.said == "Pasted text is ignored here."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_the_screen_words_are_lit_and_a_sign_stands_where_words_went(
    reader, changed, story, size
):
    async with reader(story, size) as app:
        await app.burst("z w")
        screen = app.app.screen._compositor.render_strips()
        came = next(
            segment.style
            for strip in screen
            for segment in strip
            if segment.text == "Nobody answered!"
            and isinstance(segment.style, Style)
            and not segment.style.underline
        )
        assert came.bgcolor == app.app.stage.palette.role("match").bgcolor
        row = next(row for row in app.screen() if "Nobody had asked" in row[:40])
        assert "−" in row[: row.index("Nobody")]
        struck = [s for strip in screen for s in strip if s.style and s.style.strike]
        assert any("chair" in segment.text for segment in struck)
        await app.burst("escape")
        assert not any("−" in row[:30] for row in app.screen()[:20])


def test_marks_to_place_are_a_key_away_and_named(changed):
    changed.keys("z w")
    foot = "".join(words for words, _ in changed.desk.side.bars(changed.desk)[1])
    assert "zp 2 marks to place" in foot
    changed.keys("z")
    assert changed.said == "z then p place · r refresh"
    changed.keys("p")
    assert isinstance(changed.desk.side, FlaggedList)
    assert changed.desk.side_focused
    changed.keys("z w")
    assert isinstance(changed.desk.side, ChangesList)
    changed.keys("z p a o")
    changed.keys("z w")
    foot = "".join(words for words, _ in changed.desk.side.bars(changed.desk)[1])
    assert "to place" not in foot
    changed.keys("z p")
    assert changed.said == "All marks are placed."
    assert isinstance(changed.desk.side, ChangesList)


def test_undo_names_a_step_out_of_sight_and_takes_back_what_was_just_done(changed):
    steps = changed.steps
    changed.keys("z w u")
    assert changed.said.startswith("u again takes back: article “The harbour”")
    assert changed.steps == steps
    changed.keys("j u")
    assert changed.steps == steps
    changed.keys("u")
    assert changed.said.endswith("U redoes it.")
    assert changed.desk.side_focused
    assert "1 (current) → 2" in rows(changed)[0]
    assert lit(changed)[0] == "chair"
    changed.keys("U U")
    assert lit(changed)[0] == "chairman of the board"
    changed.keys("escape G c z w u")
    assert changed.said.startswith("Undone: ")
    assert len(changed.session.marks) == 3


def test_a_library_that_cannot_be_written_says_so_in_the_list(sitting, story, changed):
    desk = sitting(story, read_only=True)
    steps = desk.steps
    for keys in ("u", "U", "z r"):
        desk.keys(f"z w {keys}")
        assert "read" in desk.said, keys
    assert desk.steps == steps


@pytest.mark.parametrize("keys", ["z w", "z p"])
def test_the_source_is_read_anew_from_the_list(changed, story, keys):
    story.write_text(story.read_text("utf-8").replace("answered", "sang"), "utf-8")
    changed.keys(keys)
    changed.keys("z r")
    while changed.desk.jobs:
        changed.desk.work()
    assert "Nobody sang!" in changed.session.document.text
    assert changed.said.startswith("The file has changed; ")
    assert changed.desk.side_focused
    assert {"z w": "version 2 → 3", "z p": "1 of 2"}[keys] in rows(changed)[0]


def test_from_an_older_version_too(changed):
    changed.keys("O z w z p")
    assert changed.session.text.id == changed.session.article.text_id
    assert isinstance(changed.desk.side, FlaggedList)
    changed.keys("escape O z w u u")
    assert "1 (current) → 2" in rows(changed)[0]


def test_beside_the_text_each_change_has_two_rows(changed):
    changed.keys("z w")
    head, *listed = rows(changed, 39, 38)
    assert "1 of 3" in head
    assert listed[0].startswith("❯ ± …")
    assert "[-chair-] said" in listed[0]
    assert listed[1].startswith("    …")
    assert "{+chairman of the board" in listed[1]
    assert listed[2].lstrip().startswith("−")
    assert "four million" in f"{listed[2]} {listed[3]}"
    assert len(listed) == 6
    assert len(rows(changed, 39, 6)) == 4


@pytest.mark.parametrize("keys", ["z w", "z p"])
async def test_a_click_on_either_of_the_two_rows_chooses(reader, changed, story, keys):
    async with reader(story, (120, 40)) as app:
        await app.burst(keys)
        screen = app.screen()
        top = next(y for y, row in enumerate(screen) if "❯" in row and y)
        for y, chosen in ((top + 3, 2), (top, 1), (top + 2, 2), (top + 1, 1)):
            await app.pilot.click(offset=(100, y))
            assert f"{chosen} of " in app.screen()[0], y


def test_it_begins_with_the_first_one_and_the_text_goes_there(changed):
    changed.keys("G k k z w")
    assert "1 of 3" in rows(changed)[0]
    assert changed.selected == "chairman of the board"
    changed.keys("j")
    assert "2 of 3" in rows(changed)[0]


def test_it_begins_with_the_one_on_which_one_stands_and_keeps_the_chosen_one(changed):
    changed.keys("g j z w")
    assert "1 of 3" in rows(changed)[0]
    assert changed.selected.startswith("It signed nothing")
    changed.keys("j enter g z w")
    assert "2 of 3" in rows(changed)[0]
    assert changed.selected == "Nobody"


LONG = "Nobody knows who pays for the crane, the quay and the lights on it; nobody asked. "


def test_the_words_of_a_long_change_are_read_in_full_below_the_list(sitting, story):
    sitting(story)
    text = story.read_text("utf-8")
    story.write_text(text.replace("Nobody had", f"{LONG}Nobody had"), "utf-8")
    desk = sitting(story)
    desk.keys("z w")
    listed = [row.strip() for row in rows(desk, 39, 30)]
    assert listed[3] == ""
    assert listed[4].startswith("+ Nobody knows who pays")
    assert " ".join(listed[4:]) == f"+ {LONG.strip()}"
    assert len(rows(desk, 39, 5)) == 5
    assert rows(desk, 39, 5)[-1].endswith("…")
    assert len(rows(desk, 39, 4)) == 2
    desk.desk.view.cells = 120
    assert status(desk) == f"Added: “{LONG.strip()}”"
    desk.desk.view.cells = 60
    assert "…" in status(desk)
    assert len(status(desk)) <= 60


def test_both_sides_of_a_change_share_the_line(sitting, story):
    sitting(story)
    text = story.read_text("utf-8")
    last = "speaks of ships and of the winter. It names no names."
    story.write_text(text.replace(last, f"{LONG.strip()}"), "utf-8")
    desk = sitting(story)
    desk.keys("z w")
    for cells in (80, 100, 120):
        desk.desk.view.cells = cells
        assert " became " in status(desk)
        assert cells - 30 <= len(status(desk)) <= cells
    words = " ".join(row.strip() for row in rows(desk, 39, 30))
    assert "− speaks of ships" in words
    assert "the lights on it; nobody asked" in words


@pytest.mark.parametrize(
    ("order", "where"),
    [
        ((2, 0, 1), "it stood behind “…with timber, salted fish and a little amber on board.”"),
        ((1, 2, 0), "it stood at the beginning"),
    ],
)
def test_words_that_were_moved_say_from_where(sitting, tmp_path, order, where):
    paragraphs = (
        "The harbour board met on Monday in the old town hall and signed nothing at all there.",
        "Seven ships came in from the north with timber, salted fish and a little amber on board.",
        "Winter closes the road over the pass until the first week of April in most of the years.",
    )
    path = tmp_path / "moved.txt"
    path.write_text("\n\n".join(paragraphs), "utf-8")
    sitting(path)
    path.write_text("\n\n".join(paragraphs[i] for i in order), "utf-8")
    desk = sitting(path)
    desk.keys("z w")
    desk.desk.view.cells = 180
    assert status(desk).startswith("Moved: “")
    assert status(desk).endswith(f"; {where}")
    desk.desk.view.cells = 80
    assert len(status(desk)) <= 80
    assert where in " ".join(" ".join(row.strip() for row in rows(desk, 50, 30)).split())
