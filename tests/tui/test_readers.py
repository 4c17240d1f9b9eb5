"""Two readers on one file; a connection that is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys

import pytest
from benchmarks.terminal import Terminal, environment

from annotate_tui.services.adding import sample_path


async def test_two_readers_see_each_others_marks(reader):
    async with reader() as one, reader(coder="ben") as two:
        await one.keys("c")
        two.app._look_for_changes()
        await two.pilot.pause()
        assert len(two.session.marks.marks) == 1
        assert two.status == "sentence 1 of 15 · claim · anna"
        assert any(row.startswith("  C ▎ There have been") for row in two.screen())
        await two.keys("j q")
        one.app._look_for_changes()
        assert [m.annotation.coder for m in one.session.marks.marks] == ["anna", "ben"]
        await one.keys("x")
        two.app._look_for_changes()
        await two.pilot.pause()
        assert len(two.session.marks.marks) == 1
        assert not any(row.startswith("  C") for row in two.screen())


async def test_a_mark_in_focus_goes_where_another_reader_moves_it(reader):
    async with reader() as one, reader() as two:
        await one.keys("l f")
        two.app._look_for_changes()
        await two.keys("tab")
        await one.keys("L L")
        two.app._look_for_changes()
        await two.pilot.pause()
        assert two.selected == "There have been"
        await two.keys("L")
        assert two.marks == [("figure", "There have been reports")]
        await one.keys("x")
        two.app._look_for_changes()
        assert two.session.focused is None
        assert two.selected == "There have been reports"


async def test_another_codebook_is_taken_up(reader):
    async with reader() as one, reader() as two:
        with one.desk.library.step("tag") as step:
            step.update("tag", one.desk.library.tags()[0].id, {"key": "v"})
        two.app._look_for_changes()
        await two.keys("v")
        assert [tag for tag, _ in two.marks] == ["claim"]
        assert "v q f" in two.footer or "L H right edge" in two.footer


async def test_a_file_that_fails_at_the_look_for_changes_is_told(reader, monkeypatch):
    from annotate_tui.store.errors import LibraryError

    async with reader() as one:

        def failing() -> bool:
            raise LibraryError("The disk failed.")

        monkeypatch.setattr(one.desk.library, "changed_elsewhere", failing)
        one.app._look_for_changes()
        await one.pilot.pause()
        assert one.status.endswith("The disk failed.")


async def test_a_hung_up_terminal_keeps_the_half_written_note(reader, library_path, monkeypatch):
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    async with reader() as one:
        await one.keys("j c m 'half a thou'")
        one.app._hung_up()
        assert ended == [0]
    with sqlite3.connect(library_path) as file:
        assert file.execute("SELECT note FROM annotations").fetchall() == [("half a thou",)]
        place = file.execute("SELECT read_position FROM articles").fetchone()[0]
    file.close()
    assert sample_path().read_text(encoding="utf-8")[place:].startswith("These concerns")


@pytest.mark.parametrize("how", ["hang up", "close", "terminate"])
def test_a_note_survives_however_the_terminal_goes(tmp_path, how):
    library = tmp_path / "a.db"
    command = [sys.executable, "-m", "annotate_tui", "--db", str(library), str(sample_path())]
    with Terminal(command, environment(tmp_path), rows=24, columns=80) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.send("cmhalf a thought")
        terminal.wait_for("thought")
        if how == "close":
            # In place of the terminal's end: that is closed so, as with a window or a connection.
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, terminal._fd)
            os.close(nowhere)
        else:
            os.kill(terminal.pid, signal.SIGHUP if how == "hang up" else signal.SIGTERM)
        assert terminal.wait_end() == 0
    file = sqlite3.connect(library)
    assert file.execute("SELECT note FROM annotations").fetchall() == [("half a thought",)]
    file.close()


def test_after_a_stop_the_whole_picture_comes_back(tmp_path):
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    with Terminal(
        [*command, str(sample_path())], environment(tmp_path), rows=24, columns=80
    ) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.settle()
        os.kill(terminal.pid, signal.SIGTSTP)
        terminal.settle()
        terminal.forget()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("There have been reports")
        terminal.wait_for("quit, all saved")
        terminal.send("Q")
        assert terminal.wait_end() == 0


async def test_a_note_that_takes_the_place_of_another_readers_says_so(reader):
    async with reader() as one, reader() as two:
        await one.keys("c")
        two.app._look_for_changes()
        await two.keys("tab m 'second'")
        await one.keys("m 'first' enter")
        await two.keys("enter")
        assert two.said == (
            "note kept on the claim in place of another reader's “first”; u brings it back"
        )
        await two.keys("u")
        assert two.column("note") == ["first"]
