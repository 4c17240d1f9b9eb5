"""The reader in a real terminal with one of its three streams somewhere else."""

import contextlib
import os
import shlex
import sqlite3
import sys

import pytest
from benchmarks.terminal import Terminal, environment


def reader(tmp_path, redirected, before=""):
    (tmp_path / "story.txt").write_text("The story\n\nIt has words. More follow.\n")
    command = shlex.join([sys.executable, "-m", "annotate_tui", "--db", "a.db"])
    env = environment(tmp_path) | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    shell = ["sh", "-c", f"{before}{command} {redirected}"]
    return Terminal(shell, env, 12, 160, tmp_path)


@pytest.mark.parametrize(
    "redirected",
    [
        "story.txt <&-",
        "story.txt </dev/null",
        "story.txt 2>&-",
        "story.txt 2>err.txt",
        "story.txt >&-",
        "story.txt >out.txt",
        "story.txt <&- 2>err.txt",
        "story.txt <&- >&-",
    ],
)
def test_it_is_drawn_on_the_terminal_and_reads_its_keys_there(tmp_path, redirected):
    with reader(tmp_path, redirected) as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        terminal.send("j")
        terminal.wait_for("2 of 2", patience=20)
        terminal.send("Q")
        assert terminal.wait_end() == 0
    assert not (tmp_path / "err.txt").exists() or (tmp_path / "err.txt").read_text() == ""


def test_a_piped_text_is_read_and_the_keys_come_from_the_terminal(tmp_path):
    with reader(tmp_path, "-", "printf 'Piped one. Piped two.' | ") as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        terminal.send("jcQ")
        terminal.wait_for("All saved.", patience=20)


def test_of_several_files_the_first_is_open_and_the_others_are_counted_once(tmp_path):
    (tmp_path / "other.txt").write_text("Another one\n\nWith words.\n")
    with reader(tmp_path, "story.txt other.txt ./story.txt other.txt") as terminal:
        terminal.wait_for("sentence 1 of 2 · 1 more article in the library", patience=20)
        terminal.send("Q")
        assert terminal.wait_end() == 0
    changes = "echo Now it has other words. > story.txt; "
    with reader(tmp_path, "story.txt other.txt", changes) as terminal:
        terminal.wait_for("1 more article in the library: escape twice; The file has", patience=20)
        terminal.send("Q")
        assert terminal.wait_end() == 0
    with reader(tmp_path, "story.txt ./story.txt") as terminal:
        terminal.wait_for("The file has changed", patience=20)
        assert "more article" not in terminal.text


def test_without_a_standard_input_there_is_nothing_to_read(tmp_path):
    with reader(tmp_path, "- <&-") as terminal:
        terminal.wait_for("There is no standard input to read", patience=20)
        assert terminal.wait_end() == 1


def test_enter_typed_before_the_program_has_the_terminal_is_enter(tmp_path):
    with reader(tmp_path, "story.txt") as terminal:
        terminal.send("cmcheck\rQ")
        terminal.wait_for("All saved.", patience=20)


def test_words_that_cannot_be_written_are_not_called_saved(tmp_path):
    with reader(tmp_path, "story.txt") as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        terminal.send("mno leak")
        terminal.wait_for("leak", patience=20)
        with contextlib.closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            terminal.send("\x11")
            terminal.wait_for("Q again leaves", patience=20)
            terminal.forget()
            terminal.send("Q")
            terminal.wait_for("Not saved: no leak", patience=20)
            assert terminal.wait_end() == 1
        assert "All saved" not in terminal.text
