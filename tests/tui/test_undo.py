"""Undo and redo: without limit, over restarts, and never out of sight without a word."""

from __future__ import annotations

import pytest

from annotate_tui.model import Span


def test_everything_is_undone_and_redone_step_by_step(sitting):
    desk = sitting()
    desk.keys("c j q m 'a note' enter j j f H H ! M 'whole' enter x")
    end = desk.marks, desk.column("note"), desk.column("article_note")
    steps = 0
    while desk.marks or desk.desk.library.articles()[0].note:
        desk.keys("u")
        steps += 1
    assert desk.said.startswith("Undone: claim")
    assert steps == 8
    for _ in range(steps):
        desk.keys("U")
    assert (desk.marks, desk.column("note"), desk.column("article_note")) == end
    desk.keys("U")
    assert desk.said == "Nothing to redo."


def test_undo_and_redo_go_on_after_a_restart_named_first(sitting):
    sitting().keys("c j q")
    later = sitting()
    later.keys("u")
    assert later.said.startswith("u again takes back: quote “These concerns arose")
    assert "(by anna, 2026-11-23)" in later.said
    assert len(later.marks) == 2
    later.keys("u")
    assert len(later.marks) == 1
    assert later.said.startswith("Undone: quote")
    again = sitting()
    again.keys("U")
    assert again.said.startswith("U again does: quote")
    again.keys("U")
    assert len(again.marks) == 2


@pytest.mark.parametrize("between", ["y", "j", "? q", "@", "escape", "U"])
def test_any_other_key_between_disarms(sitting, between):
    sitting().keys("c")
    later = sitting()
    later.keys(f"u {between} u")
    assert later.said.startswith("u again takes back")
    assert len(later.marks) == 1
    later.keys("u")
    assert later.marks == []


def test_a_paste_between_disarms(sitting):
    sitting().keys("c")
    later = sitting()
    later.keys("u")
    later.desk.paste("u")
    assert later.said == "Pasted text is ignored here; m opens a note to paste into."
    later.keys("u")
    assert later.said.startswith("u again takes back")


def test_a_step_out_of_sight_is_named_first(sitting):
    desk = sitting()
    desk.keys("c G")
    desk.view.shown = Span(2000, 4000)
    desk.keys("u")
    assert desk.said.endswith("(out of sight)")
    assert len(desk.marks) == 1
    desk.keys("u")
    assert desk.marks == []


def test_a_step_in_another_article_is_named_first(sitting, tmp_path):
    desk = sitting()
    (tmp_path / "other.txt").write_text("Another article of one sentence.\n")
    desk.keys("c")
    desk.open(tmp_path / "other.txt")
    desk.keys("u")
    assert desk.said.startswith("u again takes back: article")
    assert desk.said.endswith("(the article itself)")
    desk.keys("u")
    assert desk.said.startswith("Undone: article")
    assert desk.desk.session is None
    desk.keys("enter u")
    assert len(desk.marks) == 0


def test_a_bulk_step_is_named_first(sitting):
    desk = sitting()
    desk.keys("c j q")
    library = desk.desk.library
    with library.step("remove") as step:
        for mark in desk.session.marks.marks:
            step.update("annotation", mark.id, {"removed_at": step.at})
    desk.session.reload()
    desk.keys("u")
    assert desk.said.endswith("(2 changes at once)")
    desk.keys("u")
    assert len(desk.marks) == 2


def test_undo_of_a_mark_in_another_text_says_where(sitting, sample):
    desk = sitting()
    desk.keys("c")
    sample.write_text(sample.read_text() + "\n\nOne more paragraph was added here.\n")
    desk.open(sample)
    desk.keys("O j j j q O u")
    assert desk.said.endswith("(in another text of this article)")


def test_what_was_announced_is_what_is_taken_back(sitting):
    sitting().keys("c")
    here, there = sitting(), sitting()
    here.keys("u")
    there.keys("j q")
    here.keys("u")
    assert here.said.startswith("u again takes back: quote")
    assert len(here.marks) == 2


def test_nothing_to_undo_is_said(sitting):
    desk = sitting()
    desk.keys("u")
    assert desk.said.endswith("(the article itself)")
    desk.keys("u")
    assert desk.said.startswith("Undone: article")
    assert desk.desk.session is None
    desk.keys("j")
    assert desk.desk.modes


def test_undo_of_a_new_text_opens_the_one_before(sitting, sample):
    desk = sitting()
    desk.keys("c")
    old = desk.session.text.id
    sample.write_text("An entirely new text. It has three sentences. This is the last.\n")
    desk.open(sample)
    assert desk.session.document.text.startswith("An entirely new text.")
    desk.keys("u")
    assert desk.said.endswith("(the article itself)")
    desk.keys("u")
    assert desk.said.startswith("Undone: article")
    assert desk.session.text.id == old
    assert len(desk.session.marks.marks) == 1
    desk.keys("j q")
    assert len(desk.marks) == 2
    desk.keys("u U u")
    assert len(desk.marks) == 1


def test_redo_of_a_new_text_opens_it_again(sitting, sample):
    desk = sitting()
    sample.write_text("An entirely new text. It has three sentences. This is the last.\n")
    desk.open(sample)
    desk.keys("u u U U")
    assert desk.session.document.text.startswith("An entirely new text.")
    desk.keys("g j c")
    assert desk.marks == [("claim", "It has three sentences.")]
