"""The program in a real terminal: one write, a pipe, escape, the way out."""

from __future__ import annotations

import sqlite3
import sys

from benchmarks.terminal import Terminal, environment

from annotate_tui.services.adding import sample_path


def rows(path, sql):
    file = sqlite3.connect(path)
    try:
        return file.execute(sql).fetchall()
    finally:
        file.close()


def test_escape_and_keys_in_bursts(tmp_path):
    library = tmp_path / "a.db"
    command = [sys.executable, "-m", "annotate_tui", "--db", str(library), str(sample_path())]
    with Terminal(command, environment(tmp_path), rows=24, columns=80) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.send("mcheck\x1bj")
        terminal.wait_for("sentence 2 of 15")
        terminal.send("/16\rfwOfficial\r")
        terminal.wait_for("said by Official")
        terminal.send("\x1b[200~cqx\x1b[201~")
        terminal.wait_for("Pasted text is ignored here")
        terminal.send(":q\r")
        assert terminal.wait_end() == 0
        assert "All saved." in terminal.text
    found = rows(library, "SELECT tag, text, speaker, note FROM annotation_table ORDER BY id")
    assert [row[:2] for row in found][1] == ("figure", "16")
    assert found[0][3] == "check"
    assert found[1][2] == "Official"
    assert len(found) == 2


def test_a_text_from_a_pipe_is_read_with_the_keys_of_the_terminal(tmp_path):
    (tmp_path / "t.txt").write_text("Piped words are here. And a second sentence.\n")
    line = f"cat t.txt | {sys.executable} -m annotate_tui --db a.db -"
    shell = ["/bin/sh", "-c", line]
    with Terminal(shell, environment(tmp_path), 24, 80, directory=tmp_path) as terminal:
        terminal.wait_for("sentence 1 of 2")
        terminal.send("jcQ")
        assert terminal.wait_end() == 0
    found = rows(tmp_path / "a.db", "SELECT tag, text FROM annotation_table")
    assert found == [("claim", "And a second sentence.")]


def test_without_colours_none_are_sent(tmp_path):
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    env = environment(tmp_path) | {"NO_COLOR": "1"}
    with Terminal([*command, str(sample_path())], env, 24, 80) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.send("cj")
        terminal.wait_for("sentence 2 of 15")
        raw = bytes(terminal._raw)
        terminal.send("Q")
        assert terminal.wait_end() == 0
    assert b"38;2;" not in raw
    assert b"48;2;" not in raw
    assert b"[4m" in raw or b";4m" in raw or b"[4;" in raw
