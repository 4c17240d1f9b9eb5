"""Marks are linked by picking one in the text, and what belongs together shows so."""

from __future__ import annotations

import pytest

from annotate_tui.model import Field
from annotate_tui.store.codebook import field_row

pytestmark = pytest.mark.usefixtures("unguessed")

ASKED = "Pick the mark: tab next, enter takes it, escape leaves"


@pytest.fixture
def three(sitting):
    """A claim, another one, and a quote, in this order; the quote is in focus."""
    desk = sitting()
    desk.keys("c j c j q")
    return desk


def marks(desk):
    return desk.session.marks.marks


def part_of(desk, at: int) -> object:
    return marks(desk)[at].annotation.fields.get("part_of")


def row(desk, name: str) -> str:
    (found,) = [r for r in desk.page() if r[3:].startswith(f"{name} ")]
    return found[3 + len(name) :].strip()


def to_row(desk, name: str) -> None:
    for _ in desk.desk.modes[-1].filling.rows:
        if desk.desk.modes[-1].filling.row.name != name:
            desk.keys("down")


def test_p_picks_the_mark_that_this_one_is_part_of(three):
    before = three.steps
    three.keys("P")
    assert three.prompt == ASKED
    three.keys("shift+tab shift+tab enter")
    assert part_of(three, 2) == marks(three)[0].id
    assert three.said.startswith("quote is now part of the claim “There have been reports")
    assert three.session.focused == marks(three)[2]
    assert three.steps == before + 1
    three.keys("u")
    assert part_of(three, 2) is None


def test_escape_leaves_everything_as_it_was(three):
    before, reading = three.steps, three.session.reading
    three.keys("P shift+tab escape")
    assert three.steps == before
    assert three.session.reading == reading
    assert not three.desk.modes


def test_the_readers_motions_move_and_the_mark_at_the_selection_is_taken(three):
    three.keys("P g j j k enter")
    assert part_of(three, 2) == marks(three)[1].id


def test_where_no_mark_is_it_says_so_and_goes_on(three):
    three.keys("P G enter")
    assert three.said == f"No mark here. {ASKED}"
    three.keys("shift+tab shift+tab enter")
    assert part_of(three, 2) == marks(three)[1].id


def test_a_mark_is_not_part_of_itself_nor_of_its_part(three):
    three.keys("P enter")
    assert three.said == "That is the mark itself: go on to another one."
    three.keys("shift+tab enter shift+tab")
    assert three.session.focused == marks(three)[1]
    three.keys("P tab enter")
    assert three.said == "That quote is itself part of this mark: pick another one."
    three.keys("shift+tab shift+tab enter")
    assert part_of(three, 1) == marks(three)[0].id
    assert part_of(three, 2) == marks(three)[1].id


@pytest.mark.parametrize("key", ["x", "c", "u", "z", "Q", "H", "f5", "m", "s"])
def test_other_keys_say_what_is_asked_for_and_do_nothing(three, key):
    before = three.steps
    three.keys(f"P {key}")
    assert three.said == ASKED
    three.desk.paste("words")
    assert three.said == ASKED
    assert three.steps == before


def test_without_a_mark_p_says_where_one_is(sitting):
    desk = sitting()
    desk.keys("P")
    assert desk.said == "No mark covers the selection; tab goes to the next one."
    assert not desk.desk.modes


def test_a_file_that_cannot_be_written_says_so(sitting):
    sitting().keys("c")
    desk = sitting(read_only=True)
    desk.keys("tab P")
    assert desk.said == desk.desk.library.why_read_only
    assert not desk.desk.modes


@pytest.mark.parametrize("key", ["space", "right"])
def test_in_the_form_a_link_is_picked_and_the_form_is_back_at_its_row(three, key):
    three.keys(f"enter 'Kim' up up up {key}")
    assert three.prompt == ASKED
    assert three.desk.modes[-2].filling.row.name == "part_of"
    three.keys("escape")
    assert row(three, "speaker") == "Kim"


def test_the_form_shows_the_words_of_the_linked_mark(three):
    three.keys("enter 'Kim' up up up space shift+tab enter")
    assert three.desk.modes[-1].filling.row.name == "part_of"
    assert row(three, "part_of").startswith("claim “These concerns arose")
    three.keys("enter")
    assert part_of(three, 2) == marks(three)[1].id
    assert marks(three)[2].annotation.fields["speaker"] == "Kim"


@pytest.mark.parametrize("key", ["backspace", "ctrl+u", "delete"])
def test_a_link_is_emptied(three, key):
    three.keys(f"P shift+tab enter enter up up up {key}")
    assert row(three, "part_of") == "—"
    three.keys("enter")
    assert part_of(three, 2) is None


def test_a_lost_connection_while_picking_keeps_what_was_typed(three):
    three.keys("enter 'Kim' up up up space shift+tab")
    three.desk.keep_all()
    assert not three.desk.modes
    assert marks(three)[2].annotation.fields["speaker"] == "Kim"
    assert part_of(three, 2) is None


def test_other_link_fields_are_picked_as_well(sitting):
    desk = sitting()
    claim = next(t for t in desk.session.tags.values() if t.name == "claim")
    with desk.desk.library.step("edit-tag") as step:
        answers = Field(name="answers", kind="link", description="what it answers")
        step.update("tag", claim.id, {"fields": [field_row(answers)]})
    desk.session.reload()
    desk.keys("q j c enter")
    assert desk.desk.modes[-1].filling.row.name == "note"
    desk.keys("up up")
    assert desk.prompt == "answers: what it answers"
    desk.keys("space shift+tab enter enter")
    assert marks(desk)[1].annotation.fields == {"answers": marks(desk)[0].id}


def test_a_mark_that_was_picked_and_is_removed_meanwhile_is_told(sitting):
    mine, theirs = sitting(), sitting()
    mine.keys("c j q")
    theirs.session.reload()
    mine.keys("enter 'Kim' up up up space shift+tab enter")
    theirs.keys("tab x")
    mine.keys("enter")
    assert "brings your words back" in mine.said
    mine.session.reload()
    mine.keys("enter")
    assert row(mine, "speaker") == "Kim"


def test_the_status_line_tells_what_belongs_together(sitting):
    desk = sitting()
    desk.keys("q j q P shift+tab enter")
    from annotate_tui.tui.words import described

    assert described(desk.session, marks(desk)[1]) == "quote, part 2 of 2"
    desk.keys("shift+tab")
    assert described(desk.session, marks(desk)[0]) == "quote, has 1 part"
    desk.keys("j j f P g enter")
    assert described(desk.session, marks(desk)[2]) == "figure, part of a quote"
    desk.keys("g tab")
    assert described(desk.session, marks(desk)[0]) == "quote, has 2 parts"


def test_the_list_shows_parts_as_parts(three):
    three.keys("P shift+tab enter s")
    rows = ["".join(w for w, _ in runs) for runs in three.desk.side.lines(three.desk, 60, 9)]
    assert [r.split()[1] for r in rows if "↳" in r] == ["quote"]


def test_removing_the_whole_frees_its_parts_at_once_and_undo_brings_both_back(three):
    three.keys("P shift+tab enter shift+tab x")
    assert part_of(three, 1) is None
    assert not three.session.parts
    three.keys("u u")
    assert part_of(three, 2) == marks(three)[1].id
    assert three.session.parts.family(marks(three)[1].id) == {marks(three)[2].id}


def test_texts_without_links_ask_nothing_of_the_file_while_one_moves(three, monkeypatch):
    assert not three.session.kin
    library, asked = three.desk.library, []
    fetch = library.fetch
    monkeypatch.setattr(library, "fetch", lambda *a: asked.append(a) or fetch(*a))
    three.keys("shift+tab shift+tab tab tab")
    assert three.session.kin == frozenset()
    assert asked == []


def test_links_made_by_another_reader_are_taken_up(sitting):
    mine, theirs = sitting(), sitting()
    mine.keys("q j q")
    assert not mine.session.kin
    theirs.session.reload()
    theirs.keys("tab tab P shift+tab enter")
    mine.desk.renew()
    assert mine.session.kin == {marks(mine)[0].id}


async def test_what_belongs_together_is_painted_and_goes_with_the_focus(reader):
    async with reader() as reading:
        await reading.keys("j q j q P shift+tab enter")

        def bold(text: str) -> bool:
            strips = reading.app.screen._compositor.render_strips()
            found = [s for strip in strips for s in strip if text in s.text]
            return bool(found and found[0].style and found[0].style.bold)

        whole = marks(reading)[0].annotation.text[:20]
        assert bold(whole)
        await reading.keys("escape")
        assert not bold(whole)


async def test_a_click_picks_as_it_selects(reader):
    async with reader(size=(120, 40)) as reading:
        await reading.keys("c j c P")
        rows = reading.screen()
        y = next(i for i, r in enumerate(rows) if "There have been" in r)
        await reading.pilot.click(offset=(rows[y].index("have"), y))
        assert reading.session.focused == marks(reading)[0]
        assert reading.desk.modes
        await reading.keys("enter")
        assert part_of(reading, 1) == marks(reading)[0].id


async def test_the_mark_that_is_linked_is_seen_while_another_one_is_picked(reader):
    async with reader() as reading:
        await reading.keys("j c j c")
        linked = reading.session.focused
        await reading.keys("P shift+tab")
        assert reading.session.kin == {linked.id}
        await reading.keys("escape")
        assert reading.session.kin == frozenset()


def test_words_for_a_field_that_the_tag_chosen_then_does_not_have_come_back_too(sitting):
    mine, theirs = sitting(), sitting()
    mine.keys("q j q g tab")
    theirs.session.reload()
    mine.keys("enter")
    to_row(mine, "cue")
    mine.keys("'said'")
    to_row(mine, "part_of")
    mine.keys("space tab enter")
    to_row(mine, "tag")
    mine.keys("f")
    theirs.keys("g tab tab x")
    mine.keys("enter")
    assert "brings your words back" in mine.said
    mine.keys("enter")
    assert row(mine, "tag").startswith("figure")
    assert row(mine, "cue") == "said  left over"
    to_row(mine, "part_of")
    mine.keys("backspace enter")
    assert marks(mine)[0].annotation.fields == {"cue": "said"}
    assert mine.marks[0][0] == "figure"


def test_a_part_of_a_hidden_mark_is_not_counted_among_parts(sitting):
    from annotate_tui.tui.words import described

    sitting().keys("c")
    ben = sitting(coder="ben")
    ben.keys("j q P g enter")
    assert described(ben.session, ben.session.focused) == "quote, part of a claim"
    ben.keys("z b")
    assert described(ben.session, ben.session.focused) == "quote, part"


def test_the_step_that_removed_a_whole_names_it_and_not_its_part(three):
    three.keys("P shift+tab enter shift+tab x u")
    assert three.said.startswith("u again takes back: claim “These concerns arose")
    assert " more " not in three.said
