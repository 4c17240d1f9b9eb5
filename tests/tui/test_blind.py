"""Coding blind: nothing of other coders' marks is seen, from the first picture on, and none is lost."""

from __future__ import annotations

import re

import pytest

from annotate_tui.services.settings import Settings
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.status import status_line

pytestmark = pytest.mark.usefixtures("unguessed")

BLIND = Settings(blind=True, suggestions=False)


def status(held, width=200):
    return "".join(words for words, _ in status_line(held.session, held.said, width))


def to_library(held):
    for _ in range(4):
        if not held.desk.modes:
            held.keys("escape")
    assert type(held.desk.modes[-1]).__name__ == "LibraryList"


@pytest.fixture
def anna(sitting):
    """Anna has a claim of Kim's on the first sentence, a noted quote on the second, a figure."""
    held = sitting()
    held.keys("c w ctrl+u 'Kim' enter j q m 'zebra' enter j f g")
    return held


@pytest.fixture
def ben(sitting, anna):
    """Ben codes the same text blind."""
    held = sitting(coder="ben", settings=BLIND)
    held.keys("g")
    return held


def test_nothing_of_others_is_there_from_the_start(ben):
    assert not ben.session.marks
    assert ben.session.coders == {"ben": 0}
    assert "blind: only ben's marks" in status(ben)
    ben.keys("tab")
    assert ben.said == "No marks yet."


async def test_the_first_picture_is_that_of_a_text_without_marks(new_library, sample, anna):
    pictures = []
    for coder, settings in (("ben", BLIND), ("ben", Settings(suggestions=False))):
        library = new_library(coder)
        app = AnnotateApp(
            library, lambda desk: opening.show_added(desk, opening.find(desk.library, str(sample))),
            settings,
        )  # fmt: skip
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            pictures.append([strip.text for strip in strips])
    blind, seeing = ("\n".join(rows[:-2]) for rows in pictures)
    assert blind != seeing
    gutters = [[row[:5] for row in rows[:-2]] for rows in pictures]
    beside = [bool(re.search("[CQF]", "".join(gutter))) for gutter in gutters]
    assert beside == [False, True]
    assert "blind: only ben's marks" in pictures[0][-2]


def test_it_is_turned_by_a_key_and_remembered(sitting, anna):
    kept = []

    def remember(values):
        kept.append(dict(values))
        return ""

    ben = sitting(coder="ben", remember=remember)
    assert len(ben.session.marks) == 3
    ben.keys("z b")
    assert ben.said == "Coding blind: other coders' marks are hidden; zb shows them"
    assert not ben.session.marks
    ben.keys("z b")
    assert ben.said == "Not blind any more: everybody's marks: 3 marks here"
    assert len(ben.session.marks) == 3
    assert kept == [{"blind": True}, {"blind": False}]


def test_blind_after_one_coder_was_picked_shows_ones_own_and_everybody_afterwards(sitting, anna):
    ben = sitting(coder="ben")
    ben.keys("z c 'anna' enter z b")
    assert not ben.session.marks
    ben.keys("z b")
    assert len(ben.session.marks) == 3


def test_the_picker_tells_nothing_of_others(ben):
    ben.keys("z c")
    assert ben.said == "You code blind: only your own marks are shown; zb shows everybody's"
    assert not ben.desk.modes
    ben.keys("s C")
    assert ben.said == "You code blind: only your own marks are shown; zb shows everybody's"


def test_the_same_words_are_coded_as_if_nobody_had(ben, anna):
    before = anna.column("id")
    for keys in ("w", "x", "P"):
        ben.keys(keys)
        assert "anna" not in ben.said
    ben.keys("c c c j m 'mine' enter escape j enter q escape")
    assert "anna" not in ben.said
    assert [one for one in anna.column("id") if one in before] == before
    assert {mark.annotation.coder for mark in ben.session.marks.take(ben.session.marks.spots)} == {
        "ben"
    }


def test_what_others_make_meanwhile_is_never_seen(ben, anna):
    ben.keys("c escape")
    anna.keys("j j j j c m 'giraffe' enter g")
    ben.desk.renew()
    assert len(ben.session.marks) == 1
    anna.keys("g tab x")
    ben.desk.renew()
    assert len(ben.session.marks) == 1
    # Another tag: everything is read anew.
    anna.keys("j j j j j t 'rumour' enter")
    ben.desk.renew()
    assert {mark.annotation.coder for mark in ben.session.marks.take(ben.session.marks.spots)} == {
        "ben"
    }


def test_undo_names_hidden_steps_without_their_words(ben, anna):
    ben.keys("u")
    assert ben.said.startswith("u again takes back: a step by anna")
    for words in ("zebra", "claim", "figure", "Kim"):
        assert words not in ben.said
    ben.keys("u")
    for words in ("zebra", "claim", "figure", "Kim", "South"):
        assert words not in ben.said
    ben.keys("U")
    for words in ("zebra", "claim", "figure", "Kim", "South"):
        assert words not in ben.said


def test_undo_in_the_library_names_hidden_steps_without_their_words(ben, anna):
    to_library(ben)
    ben.keys("u")
    assert ben.said.startswith("u again takes back: a step by anna")
    assert "figure" not in ben.said


def test_ones_own_steps_are_named_as_ever(ben):
    ben.keys("c u")
    assert "claim" in ben.said


def test_the_library_counts_ones_own_alone(ben, anna):
    ben.keys("c")
    to_library(ben)
    assert ben.desk.shelf.rows(0, 1)[0].marks == 1
    assert "blind: only ben's marks counted" in ben.bar()
    ben.keys("x")
    assert "with everybody's marks" in ben.said
    assert "3" not in ben.said


def test_the_library_is_sorted_by_ones_own_alone(sitting, other, anna):
    anna.open(other)
    ben = sitting(other, coder="ben", settings=BLIND)
    ben.keys("c")
    to_library(ben)
    shelf = ben.desk.shelf
    ben.keys("S S S S S S")
    assert shelf.sort == "marks"
    assert [row.marks for row in shelf.rows(0, 2)] == [1, 0]


def test_the_view_across_articles_has_ones_own_alone(ben):
    ben.keys("A")
    assert "blind: only ben's marks" in ben.page()[0]
    assert not any("Kim" in row for row in ben.page())
    ben.keys("t")
    # Neither anybody's speakers nor how many marks there are.
    assert not any("Kim" in row or row.rstrip().endswith("3") for row in ben.page())


def test_a_search_finds_none_of_others_marks_and_notes(ben):
    ben.keys("; 'zebra' enter")
    assert "Nothing matches" in " ".join(ben.page())
    ben.keys("escape ; 'kim' enter")
    assert not any(row.split()[:1] == ["mark"] for row in ben.rows())


def test_a_list_that_was_open_before_is_made_anew(sitting, anna):
    ben = sitting(coder="ben")
    ben.keys("A")
    assert len(ben.rows()) == 3
    ben.keys("escape z b A")
    assert not any("Kim" in row for row in ben.page())
    ben.keys("escape z b A")
    assert len(ben.rows()) == 3


def test_the_codebook_counts_ones_own_alone(ben):
    ben.keys("c escape T")
    counts = [row.split() for row in ben.page()]
    (claim,) = [row for row in counts if "claim" in row]
    (quote,) = [row for row in counts if "quote" in row]
    assert "1" in claim
    assert "1" not in quote


def test_a_link_to_a_hidden_mark_does_not_tell_its_words(sitting, anna):
    ben = sitting(coder="ben")
    ben.keys("j j j j j c P g tab enter z b tab enter")
    assert any("a mark that is hidden now" in row for row in ben.page())
    assert not any("Kim" in row for row in ben.page())


def test_parts_of_ones_own_mark_that_are_hidden_are_not_told_of(ben, anna):
    ben.keys("c")
    mine = ben.session.focused
    assert mine is not None
    anna.desk.renew()
    with anna.desk.library.step("link") as step:
        for (theirs,) in anna.desk.library.fetch("SELECT id FROM annotations WHERE coder = 'anna'"):
            step.update("annotation", theirs, {"fields": {"part_of": mine.id}})
    ben.desk.renew()
    assert not ben.session.kin
    assert "part" not in status(ben)
    ben.keys("z b")
    assert len(ben.session.kin) == 3
    assert "has 3 parts" in status(ben)


def test_whom_others_heard_in_this_article_is_not_assumed(sitting, other):
    anna = sitting(other)
    anna.keys("c w ctrl+u 'Quirin' enter")
    held = sitting(other, coder="ben", settings=BLIND)
    held.keys("G c w")
    assert "Quirin" not in held.prompt
    held.keys("escape z b w")
    assert held.prompt == "Speaker Quirin"


def test_an_export_has_everybodys_marks(ben, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ben.keys("c escape E")
    assert ben.prompt.startswith("4 rows")


async def test_another_windows_marks_do_not_come_up(reader):
    async with reader() as one, reader(coder="ben") as two:
        await two.keys("z b j k")
        before = two.screen()
        await one.keys("c m 'giraffe' enter j q")
        two.app._look_for_changes()
        await two.pilot.pause()
        assert two.screen() == before
        await two.keys("z b j k")
        assert two.screen() != before


def test_undo_of_a_link_to_a_hidden_mark_does_not_tell_its_words(sitting, anna):
    ben = sitting(coder="ben")
    ben.keys("j j j j j c P g tab enter z b u")
    assert ben.session.marks.marks[0].annotation.fields == {}
    assert ben.said == "Undone: a step on marks of others. U redoes it."
    ben.keys("U")
    assert "Kim" not in ben.said
    assert "There have been" not in ben.said
