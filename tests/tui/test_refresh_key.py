"""`z r`: an article's source read anew, behind the screen."""

from __future__ import annotations

import threading
import time

import pytest

from annotate_tui.services.settings import Settings


def edit(story, old: str, new: str) -> None:
    story.write_text(story.read_text("utf-8").replace(old, new), encoding="utf-8")


def work_off(held) -> None:
    """Idle time until nothing is read any more."""
    until = time.monotonic() + 20
    while any(name.startswith(("refresh", "open")) for name in held.desk.jobs):
        assert time.monotonic() < until
        held.desk.work()


def test_a_changed_source_is_a_new_text_and_says_what_became_of_the_marks(sitting, story):
    desk = sitting(story)
    desk.keys("g c j q")
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("z r")
    assert desk.said.startswith("Reading …")
    assert desk.said.endswith("story.txt …")
    assert "Tuesday" in desk.session.document.text
    work_off(desk)
    assert "Friday" in desk.session.document.text
    assert desk.said.startswith("The file has changed; 2 marks: 1 stood, 1 changed; zw shows")


def test_a_source_that_is_the_same_says_so(sitting, story):
    desk = sitting(story)
    steps = desk.steps
    desk.keys("z r")
    work_off(desk)
    assert desk.said.endswith(".")
    assert "chang" in desk.said
    assert desk.steps == steps
    assert len(desk.desk.library.texts_of(desk.session.article.id)) == 1


def test_what_cannot_be_read_is_one_sentence_and_nothing_changes(sitting, story):
    desk = sitting(story)
    steps = desk.steps
    story.unlink()
    desk.keys("z r")
    work_off(desk)
    assert str(story) in desk.said
    assert "\n" not in desk.said
    assert desk.steps == steps
    assert desk.session.document.text.startswith("The harbour")


@pytest.fixture
def slow(monkeypatch):
    """A server that does not answer before it is let go."""
    from annotate_tui.services import refreshing

    go, real = threading.Event(), refreshing.read_again

    def wait(*arguments, **more):
        go.wait(20)
        return real(*arguments, **more)

    monkeypatch.setattr(refreshing, "read_again", wait)
    yield go
    go.set()


def test_while_it_is_read_keys_work(sitting, story, slow):
    desk = sitting(story)
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("z r g c j")
    desk.desk.work()
    assert desk.selected.startswith("It signed")
    assert len(desk.session.marks) == 1
    desk.keys("z r")
    assert desk.said == "“The harbour” is being read already."
    slow.set()
    work_off(desk)
    assert desk.said.startswith("The file has changed; 1 mark: 1 stood;")


def test_what_is_typed_is_not_disturbed(sitting, story, slow):
    desk = sitting(story)
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("z r j m 'half'")
    slow.set()
    for _ in range(50):
        desk.desk.work()
        time.sleep(0.001)
    assert desk.prompt.endswith("half")
    assert "Tuesday" in desk.session.document.text
    desk.keys("' a note' enter")
    work_off(desk)
    assert desk.column("note") == ["half a note"]
    assert "Friday" in desk.session.document.text
    assert len(desk.session.marks) == 1


def test_another_article_that_is_open_by_then_stays_open(sitting, story, other, slow):
    desk = sitting(story)
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("z r")
    desk.open(other)
    slow.set()
    work_off(desk)
    assert desk.session.article.title == "A market in Hyesan"
    assert desk.said.startswith("“The harbour” has a new text")
    desk.keys("[")
    assert "Friday" in desk.session.document.text


def test_an_article_that_was_removed_meanwhile(sitting, story, other, slow):
    desk = sitting(story)
    desk.open(other)
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("[ z r ] escape escape g x x escape")
    slow.set()
    work_off(desk)
    assert desk.said == "“The harbour” was removed meanwhile: nothing was taken over."
    assert desk.desk.library.articles()[0].title == "A market in Hyesan"


def test_in_the_library_for_the_chosen_row(sitting, story, other):
    desk = sitting(story)
    desk.open(other)
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("escape escape g z r")
    assert desk.said.startswith("Reading …")
    assert desk.said.endswith("story.txt …")
    work_off(desk)
    assert desk.said.startswith("“The harbour” has a new text")
    assert desk.said in desk.bar()


def test_blind_nothing_is_told_of_the_marks_of_others(sitting, story, other):
    sitting(story).keys("g c j q")
    ben = sitting(story, coder="ben", settings=Settings(suggestions=False, blind=True))
    edit(story, "on Tuesday.", "on Friday.")
    ben.keys("z r")
    work_off(ben)
    assert ben.said == "The file has changed; zw shows what changed"
    ben.open(other)
    edit(story, "on Friday.", "on Sunday.")
    ben.keys("escape escape g z r")
    work_off(ben)
    assert ben.said == "“The harbour” has a new text."


def test_a_library_that_cannot_be_written_says_so(sitting, story):
    sitting(story)
    desk = sitting(story, read_only=True)
    desk.keys("z r")
    assert "read" in desk.said
    assert not any("refresh" in name for name in desk.desk.jobs)


def test_what_was_refreshed_is_undone_in_one_step(sitting, story):
    desk = sitting(story)
    desk.keys("g c j q")
    edit(story, "on Tuesday.", "on Friday.")
    desk.keys("z r")
    work_off(desk)
    desk.keys("u u")
    assert "Tuesday" in desk.session.document.text
    assert len(desk.session.marks) == 2


async def test_on_the_screen_the_answer_comes_by_itself(reader, story, slow):
    async with reader(story) as app:
        edit(story, "on Tuesday.", "on Friday.")
        await app.burst("z r j")
        assert app.selected.startswith("It signed")
        assert "Reading …" in app.status
        assert app.status.endswith("story.txt …")
        slow.set()
        for _ in range(200):
            await app.pilot.pause(0.02)
            if "Friday" in app.session.document.text:
                break
        await app.pilot.pause()
        assert app.status.startswith("sentence")
        assert "zw shows what changed" in " ".join(app.screen())
