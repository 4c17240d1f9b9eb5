"""The terminal's own cursor: where it stands, when it is seen, and that its shape is given back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal, environment
from textual.driver import Driver
from textual.geometry import Offset

from annotate_tui.services.adding import sample_path
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.cursor import SHAPES, STANDARD, asks, framed, showing
from annotate_tui.tui.lines import cursor_cell, strip
from annotate_tui.tui.themes import DARK, Palette

FRAME = "\x1b[3;1Hwords\x1b[1;1H"


def place(reader) -> tuple[int, int] | None:
    found = reader.app.cursor()
    return None if found is None else (found.x, found.y)


def under(reader, cells: int) -> str:
    """What is painted at the cursor, so many cells of it."""
    x, y = place(reader)
    row = reader.screen()[y]
    # The width of a character can depend on those before it.
    columns = [cell_width(row[:i]) for i in range(len(row))]
    return "".join(c for c, at in zip(row, columns, strict=True) if x <= at < x + cells)


async def test_it_stands_at_the_first_cell_of_the_selection(reader):
    async with reader() as first:
        assert under(first, 10) == "There have"
        await first.keys("j")
        assert under(first, 10) == "These conc"
        await first.keys("l l l")
        assert under(first, 5) == "arose"
        await first.keys("G")
        assert under(first, 9) == first.selected[:9]


async def test_after_wide_characters_it_stands_where_they_end(reader, tmp_path):
    (tmp_path / "t.txt").write_text("汉字很多。第二句话在这里。\n\ne\u0301 one. Then two.\n")
    async with reader(tmp_path / "t.txt") as first:
        await first.keys("g")
        while first.selected != "第二句话在这里。":
            await first.keys("j")
        assert under(first, 16) == "第二句话在这里。"
        await first.keys("j j")
        assert under(first, 4) == "Then"


async def test_it_follows_resizing_and_a_selection_that_began_above_the_window(reader, tmp_path):
    (tmp_path / "t.txt").write_text("A long sentence " + "goes on and on " * 300 + "to its end.")
    async with reader(tmp_path / "t.txt") as first:
        assert under(first, 6) == "A long"
        await first.pilot.resize_terminal(50, 12)
        assert under(first, 6) == "A long"
        await first.keys("space")
        assert place(first) is not None


async def test_it_stands_where_words_are_typed(reader):
    async with reader() as first:
        await first.keys("m")
        x, y = place(first)
        assert y == 22
        await first.keys("'wörds'")
        assert place(first) == (x + 5, y)
        await first.keys("left left")
        assert place(first) == (x + 3, y)
        await first.keys("escape")
        assert under(first, 10) == "There have"


async def test_it_stands_at_the_chosen_row_of_a_list(reader):
    async with reader() as first:
        await first.keys("enter")
        x, y = place(first)
        assert "claim" in first.screen()[y]
        await first.keys("j")
        assert place(first) == (x, y + 1)
        await first.keys("escape : 'library' enter")
        assert "Growing unrest" in first.screen()[place(first)[1]]


async def test_it_stands_at_the_row_of_the_list_beside_the_text_while_that_has_the_keys(reader):
    for size in ((120, 30), (80, 30)):
        async with reader(size=size) as first:
            await first.keys("c j f s")
            x, y = place(first)
            assert first.desk.side_focused
            row = first.screen()[y]
            assert "There have" in row[x:] or "These concerns" in row[x:]
            assert row[x - 1 : x] in ("", "▐")
            await first.keys("s")
            assert not first.desk.side_focused
            assert under(first, 10) == first.selected[:10]


async def test_without_a_text_there_is_none_and_an_empty_library_has_none(reader):
    async with reader("") as first:
        assert place(first) is None


@pytest.mark.parametrize("at", [0, 3, 40, 80])
def test_the_cell_where_words_are_typed_is_the_one_that_is_painted(at):
    text = "abcdefg漢" * 10
    runs = [("Note ", "title"), (text[:at], "strong"), (text[at : at + 1] or " ", "cursor")]
    painted = strip([*runs, (text[at + 1 :], "strong")], Palette(DARK), 20)
    cells = 0
    for segment in painted:
        if segment.style == Palette(DARK).role("cursor"):
            break
        cells += segment.cell_length
    assert cursor_cell([*runs, (text[at + 1 :], "strong")], 20) == cells
    assert cursor_cell([("no cursor", "strong")], 20) is None


# The sequences


def test_a_frame_hides_the_cursor_while_it_paints_and_shows_it_at_its_place():
    assert framed(FRAME, Offset(4, 2)) == f"\x1b[?25l{FRAME}\x1b[3;5H\x1b[?25h"
    assert framed(FRAME, None) == f"\x1b[?25l{FRAME}"
    together = f"\x1b[?2026h{FRAME}\x1b[?2026l"
    assert framed(together, Offset(4, 2)) == (
        f"\x1b[?25l\x1b[?2026h{FRAME}\x1b[3;5H\x1b[?25h\x1b[?2026l"
    )
    for other in ("\x1b[?2026h", "\x1b[?2026l", "\x1b]52;c;SGk=\x07", ""):
        assert framed(other, Offset(4, 2)) == other


def test_shapes_are_steady_and_not_asked_of_terminals_that_would_take_them_for_lights():
    assert STANDARD in SHAPES
    modern = {"TERM": "xterm-256color"}
    assert asks("bar", modern) == "\x1b[6 q"
    assert {asks(shape, modern) for shape in ("block", "underline")} == {"\x1b[2 q", "\x1b[4 q"}
    for term in ("linux", "vt100", "dumb"):
        assert asks("bar", {"TERM": term}) == ""
    assert asks("none such", modern) == asks("terminal", modern) == ""


class Silent(Driver):
    """A driver that keeps what is written; its first and last words are Textual's."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)

    def flush(self) -> None:
        return

    def start_application_mode(self) -> None:
        self.write("\x1b[?25l")

    def stop_application_mode(self) -> None:
        self.write("\x1b[?25h")

    def disable_input(self) -> None:
        return


def test_the_shape_is_asked_for_at_the_start_and_given_back_at_the_end(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    driver = showing(Silent, lambda: Offset(1, 1), "block")()
    driver.start_application_mode()
    driver.write(FRAME)
    driver.stop_application_mode()
    assert driver.written == [
        "\x1b[?25l", "\x1b[2 q", framed(FRAME, Offset(1, 1)), "\x1b[0 q", "\x1b[?25h"
    ]  # fmt: skip
    assert showing(Silent, lambda: None, "hidden") is Silent


# In real terminals


def test_in_a_terminal_it_is_shown_after_each_frame_and_given_back(tmp_path):
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    env = environment(tmp_path) | {"TERM": "xterm-256color"}
    with Terminal([*command, str(sample_path())], env, 24, 80) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.settle()
        terminal.forget()
        terminal.send("j")
        terminal.wait_for("sentence 2 of 15")
        terminal.settle()
        frame = bytes(terminal._raw)
        terminal.send("Q")
        assert terminal.wait_end() == 0
        last = bytes(terminal._raw)
    assert b"\x1b[?25l" in frame
    # Row 10 of the screen, column 49: "These concerns" stands behind the first sentence.
    assert frame.rstrip().removesuffix(b"\x1b[?2026l").endswith(b"\x1b[10;49H\x1b[?25h")
    assert b"\x1b[0 q" in last
    assert last.rindex(b"\x1b[0 q") < last.rindex(b"\x1b[?25h")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A tmux server of its own that runs the reader on the sample article."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("there is no tmux here")
    server = [program, "-f", os.devnull, "-S", str(tmp_path / "tmux")]
    env = environment(tmp_path) | {"TERM": "screen-256color"}
    told = [f"{name}={value}" for name, value in env.items()]
    subprocess.run(
        [*server, "new-session", "-d", "-x", "80", "-y", "24", "env", *told, sys.executable, "-m",
         "annotate_tui", "--db", str(tmp_path / "a.db"), str(sample_path())],
        check=True,
    )  # fmt: skip
    yield server
    subprocess.run([*server, "kill-server"], check=False)


def test_tmux_sees_it_at_the_selection_and_in_the_prompt(tmux):
    def ask() -> str:
        asked = "#{cursor_x},#{cursor_y} #{cursor_flag}"
        told = subprocess.run(
            [*tmux, "display-message", "-p", asked], capture_output=True, check=True
        )
        return told.stdout.decode().strip()

    def reaches(expected: str) -> bool:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if ask() == expected:
                return True
            time.sleep(0.02)
        return False

    assert reaches("6,7 1"), ask()
    subprocess.run([*tmux, "send-keys", "j"], check=True)
    assert reaches("48,9 1"), ask()
    subprocess.run([*tmux, "send-keys", "m", "ab"], check=True)
    assert reaches("13,22 1"), ask()
