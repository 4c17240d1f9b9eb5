"""Marks to be placed after an article changed: the list beside the text, and placing by hand."""

from __future__ import annotations

import pytest

from annotate_tui.services.settings import Settings
from annotate_tui.tui.modes.flagged import FlaggedList
from annotate_tui.tui.modes.placing import Placing, still_there


def rows(held, width: int = 80, height: int = 12) -> list[str]:
    drawn = held.desk.side.lines(held.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in drawn]


def status(held) -> str:
    bars = held.desk.side.bars(held.desk)
    return "".join(words for words, _ in bars[0]).strip()


def state(held, words: str) -> list[str]:
    """The states of the marks whose words begin so, in the current text."""
    return [
        str(row["anchor"])
        for row in held.desk.library.query("SELECT * FROM annotation_table")
        if str(row["text"]).startswith(words)
    ]


def test_the_list_says_what_was_and_what_is(changed):
    changed.keys("z p")
    head, columns, *listed = rows(changed)
    assert "Marks to place" in head
    assert "1 of 2" in head
    assert columns.split() == "Tag State As it was As it is".split()
    assert listed[0].startswith("❯ quote")
    assert "changed" in listed[0]
    assert "It signed" in listed[0]
    assert listed[1].split()[:2] == ["claim", "lost"]
    assert "The third crane" in listed[1]
    assert listed[1].rstrip().endswith("—")


def test_the_chosen_mark_is_in_focus_and_told_in_full(changed):
    changed.keys("z p")
    assert changed.session.focused is not None
    assert changed.selected.startswith("It signed nothing")
    assert status(changed) == (
        "quote changed: It signed nothing, the [-chair-] {+chairman of the board+} said on Tuesday."
    )
    changed.keys("j")
    assert changed.session.focused is None
    assert changed.selected.startswith("Nobody had asked")
    assert status(changed) == "claim lost: it was “The third crane costs four million!”"


def test_enter_on_a_changed_one_goes_there_and_an_edge_places_it(changed):
    changed.keys("z p enter")
    assert not changed.desk.side_focused
    assert "L H move an edge: then it is placed. It was “It signed" in changed.said
    changed.keys("H")
    assert state(changed, "It signed") == ["exact"]
    changed.keys("z p")
    assert "1 of 1" in rows(changed)[0]


def test_a_changed_one_that_stands_right_is_approved(changed):
    changed.keys("z p a")
    assert state(changed, "It signed") == ["moved"]
    assert changed.said.startswith("quote “It signed nothing")
    assert "1 to go" in changed.said
    assert "changed" not in rows(changed)[2]


def test_a_lost_one_cannot_be_approved(changed):
    changed.keys("z p j a")
    assert changed.said == "Its words are gone: enter places it, o keeps it with the old text"
    assert "2 of 2" in rows(changed)[0]


def test_a_lost_one_is_placed_on_words_that_are_selected(changed):
    changed.keys("z p j enter")
    assert isinstance(changed.desk.modes[-1], Placing)
    assert changed.prompt.startswith("Select the words for the claim: it was “The third crane")
    changed.keys("g j j enter")
    assert state(changed, "Nobody had") == ["exact"]
    assert changed.said.startswith("claim placed on “Nobody had asked")
    assert changed.session.focused is not None
    assert not changed.desk.modes
    assert changed.desk.side_focused


def test_the_search_begins_with_the_old_words_that_the_text_has(changed):
    changed.keys("z p j enter /")
    assert changed.prompt.startswith("/ the third crane")
    changed.keys("enter")
    assert changed.selected == "the third crane"
    changed.keys("L enter")
    assert ("claim", "the third crane before") in changed.marks
    assert changed.session.lit is None


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("The third crane costs four million!", "the third crane"),
        ("Nobody  had\nasked", "nobody had asked"),
        ("of a report", "report"),
        ("xylophones zing", "xylophones zing"),
    ],
)
def test_the_longest_run_of_words_that_is_there(old, found):
    text = "Nobody had\n\nasked for the Third Crane in the report before June."
    assert still_there(old, text) == found


def test_escape_leaves_it_lost_and_the_text_as_it_was(changed):
    changed.keys("z p j")
    before, steps = changed.session.reading.span, changed.steps
    changed.keys("enter g j escape")
    assert changed.session.reading.span == before
    assert changed.steps == steps
    assert "2 of 2" in rows(changed)[0]


def test_while_one_is_placed_no_other_mark_is_touched(changed):
    changed.keys("z p j enter")
    steps = changed.steps
    changed.keys("g tab L x c q 1 u")
    assert changed.steps == steps
    assert changed.said.startswith("Select the words for the claim")


@pytest.mark.parametrize("keys", ["z p o", "z p x"])
def test_kept_with_the_old_text_or_removed_it_is_no_more_in_this_one(changed, keys):
    changed.keys(keys)
    assert "1 of 1" in rows(changed)[0]
    assert len(changed.session.marks) == 2
    changed.keys("escape O")
    assert len(changed.session.marks) == (4 if keys.endswith("o") else 3)


def test_what_was_done_is_taken_back_at_once_and_done_again(changed):
    for keys in ("a", "o", "x", "j o", "j x"):
        changed.keys(f"z p g {keys} u")
        assert "2" in rows(changed)[0], keys
        assert changed.said.startswith("Undone"), keys
        assert len(changed.session.marks) == 3, keys
    changed.keys("g a u U")
    assert "1 of 1" in rows(changed)[0]


def test_behind_the_last_one_the_list_stays_and_the_next_keys_are_its_own(changed):
    changed.keys("z p a o")
    assert "All marks are placed; escape closes. u undoes it" in changed.said
    assert changed.desk.side_focused
    steps, marks = changed.steps, list(changed.marks)
    for keys in ("x", "a", "o", "enter", "x x"):
        changed.keys(keys)
        assert changed.said == "All marks are placed; escape closes."
    assert (changed.steps, changed.marks) == (steps, marks)
    assert "All marks are placed" in " ".join(rows(changed))
    changed.keys("j")
    assert status(changed) == "All marks are placed; escape closes."
    changed.keys("u")
    assert "1 of 1" in rows(changed)[0]
    changed.keys("U escape")
    assert changed.desk.side is None
    changed.keys("z p")
    assert changed.said == "All marks are placed."
    assert changed.desk.side is None


def test_a_lost_one_placed_last_leaves_the_keys_to_the_list(changed):
    changed.keys("z p a enter g j j enter")
    assert "All marks are placed; escape closes. u undoes it" in changed.said
    marks = list(changed.marks)
    changed.keys("x")
    assert changed.marks == marks


def test_an_edge_that_places_a_mark_says_so(changed):
    changed.keys("z p enter H")
    assert changed.said == "quote placed with this edge; 1 to go: zp; u undoes it"
    changed.keys("H")
    assert changed.said == ""
    changed.keys("z p x")
    assert changed.desk.side_focused


def test_the_last_one_placed_by_an_edge(changed):
    changed.keys("z p j o g enter L")
    assert changed.said == "quote placed with this edge; all marks are placed; u undoes it"
    changed.keys("u")
    assert state(changed, "It signed") == ["changed"]
    assert "1 of 1" in rows(changed)[0]
    changed.keys("U z p")
    assert changed.desk.side_focused
    assert status(changed) == "All marks are placed; escape closes."


def test_all_of_it_in_one_burst(changed):
    changed.keys("z p a enter g j j enter")
    assert state(changed, "Nobody had") == ["exact"]
    assert "All marks are placed; escape closes." in changed.said


def test_the_mark_of_another_coder_is_asked_for_once(sitting, story, changed):
    ben = sitting(story, coder="ben")
    ben.keys("z p")
    assert rows(ben)[2].split()[1:3] == ["quote", "anna"]
    ben.keys("a")
    assert ben.said == "This is anna's quote: a again says that it stands right"
    assert "1 of 2" in rows(ben)[0]
    ben.keys("a")
    assert "1 of 1" in rows(ben)[0]


def test_blind_the_marks_of_others_are_not_there(sitting, story, changed):
    ben = sitting(story, coder="ben", settings=Settings(suggestions=False, blind=True))
    ben.keys("z p")
    assert ben.said == "All marks are placed."
    assert ben.desk.side is None


def test_a_library_that_cannot_be_written_says_so(sitting, story, changed):
    desk = sitting(story, read_only=True)
    steps = desk.steps
    for keys in ("a", "o", "x", "u", "j enter"):
        desk.keys(f"z p g {keys}")
        assert "read" in desk.said, keys
        assert not desk.desk.modes
    assert desk.steps == steps


def test_an_older_version_leads_to_the_current_one(changed):
    changed.keys("O z p")
    assert changed.session.text.id == changed.session.article.text_id
    assert isinstance(changed.desk.side, FlaggedList)
    assert changed.desk.side_focused


def test_in_an_older_version_rows_show_where_a_mark_stood_and_keys_act_on_the_current_one(changed):
    changed.keys("O")
    changed.desk.open_side(FlaggedList())
    changed.keys("j")
    assert changed.selected == "The third crane costs four million!"
    changed.keys("o")
    assert changed.session.text.id == changed.session.article.text_id
    assert changed.desk.side_focused
    assert "1 of 1" in rows(changed)[0]


def test_a_new_version_by_another_program_is_taken_up(sitting, story):
    desk = sitting(story)
    desk.keys("g c j q j c escape z p")
    assert desk.said.endswith("all its marks are in their place.")
    text = story.read_text("utf-8").replace("The third crane costs four million! ", "")
    story.write_text(text.replace("the chair said", "the board said"), encoding="utf-8")
    sitting(story, coder="ben")
    assert desk.desk.library.changed_elsewhere()
    desk.desk.renew()
    desk.keys("z p a")
    assert desk.session.text.id == desk.session.article.text_id
    assert "1 of 1" in rows(desk)[0]
    assert desk.session.marks.marks == desk.desk.library.marks(desk.session.text.id)


def test_help_and_keys_that_do_nothing(changed):
    changed.keys("z p ?")
    assert any("it stands right" in row for row in changed.page(80, 30))
    changed.keys("escape y")
    assert changed.said == "y does nothing here; ? shows what can be done."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_the_screen_in_bursts(reader, story, changed, size):
    async with reader(story, size) as app:
        await app.burst("z p j enter")
        assert app.status.startswith("Select the words for the claim")
        await app.burst("g j j L")
        assert app.status.startswith("Select the words for the claim")
        await app.burst("enter")
        assert "claim placed on" in app.status


def test_beside_the_text_as_it_was_stands_above_as_it_is(sitting, story, changed):
    changed.keys("z p")
    head, columns, *listed = rows(changed, 39, 38)
    assert "1 of 2" in head
    assert columns.split() == "Tag As it was, as it is".split()
    assert listed[0].startswith("❯ quote")
    assert "[-chair-] said" in listed[0]
    assert listed[1].split()[0] == "changed"
    assert "{+chairman" in listed[1]
    assert listed[2].split()[:2] == ["claim", "The"]
    assert listed[3].split() == ["lost", "—"]
    ben = sitting(story, coder="ben")
    ben.keys("z p")
    assert rows(ben, 39, 38)[3].split()[:2] == ["changed", "anna"]
