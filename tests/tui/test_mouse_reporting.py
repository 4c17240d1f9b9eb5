"""What a real terminal is asked to report of the mouse, and what it reports."""

from __future__ import annotations

import re
import sqlite3
import sys

import pytest
from benchmarks.terminal import Terminal, environment
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from annotate_tui.tui.reporting import modes, reporting

TEXT = (
    "First words stand here. Then comes a second sentence.\n\nAnother paragraph has word2 in it.\n"
)
MOUSE = re.compile(rb"\x1b\[\?(100[0-9]|101[0-9])([hl])")


def asked(terminal):
    """The mouse's modes that are on by now."""
    on = set()
    for mode, state in MOUSE.findall(bytes(terminal._raw)):
        (on.add if state == b"h" else on.discard)(int(mode))
    return on - {1004}


def press(x, y, button=0):
    return f"\x1b[<{button};{x + 1};{y + 1}M"


def release(x, y, button=0):
    return f"\x1b[<{button};{x + 1};{y + 1}m"


def drag(start, end):
    return press(*start) + press(*end, button=32) + release(*end)


@pytest.fixture
def begin(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db"), str(path)]

    def open_terminal():
        terminal = Terminal(command, environment(tmp_path), rows=24, columns=80)
        terminal.wait_for("sentence 1 of 3")
        terminal.settle()
        return terminal

    return open_terminal


def rows(tmp_path):
    file = sqlite3.connect(tmp_path / "a.db")
    try:
        return file.execute("SELECT tag, text FROM annotation_table ORDER BY id").fetchall()
    finally:
        file.close()


def test_buttons_and_drags_are_asked_for_and_given_back_at_the_end(begin):
    with begin() as terminal:
        assert asked(terminal) == {1000, 1002, 1006}
        terminal.send("Q")
        assert terminal.wait_end() == 0
        assert asked(terminal) == set()


def test_zm_really_stops_asking_and_is_remembered(begin):
    with begin() as terminal:
        terminal.send("zm")
        terminal.wait_for("Mouse off")
        terminal.wait_quiet()
        assert asked(terminal) == set()
        terminal.send("zm")
        terminal.wait_for("Mouse on")
        terminal.wait_quiet()
        assert asked(terminal) == {1000, 1002, 1006}
        terminal.send("zmQ")
        assert terminal.wait_end() == 0
        assert asked(terminal) == set()
    with begin() as terminal:
        assert not MOUSE.search(bytes(terminal._raw).replace(b"\x1b[?1004", b""))
        terminal.send("Q")
        assert terminal.wait_end() == 0


def test_the_mouse_and_keys_in_one_burst(begin, tmp_path):
    with begin() as terminal:
        # Words stand from column 6 on at 80 cells: 72 of a line, 6 of the gutter, 2 at the right.
        second, first = 6 + TEXT.index("second"), 6 + TEXT.index("words")
        terminal.send(
            press(first, 0) + release(first, 0) + "c"
            + "j" + "q"
            + drag((first, 0), (6 + TEXT.index("here"), 0)) + "f"
            + press(second, 0) + release(second, 0) + press(second, 0) + release(second, 0) + "f"
            + "\x1b" + "\x1b[<65;10;5M" + "Q"
        )  # fmt: skip
        assert terminal.wait_end() == 0
    assert rows(tmp_path) == [
        ("claim", "First words stand here."),
        ("quote", "Then comes a second sentence."),
        ("figure", "words stand here"),
        ("figure", "second"),
    ]


def test_textual_still_has_the_methods_that_are_replaced():
    for name in ("_enable_mouse_support", "_disable_mouse_support", "_enable_mouse_pixels"):
        assert name in vars(LinuxDriver)


class Recorded(Driver):
    """A terminal driver that keeps what it writes."""

    def __init__(self):
        self.written, self._mouse = "", True

    def write(self, data):
        self.written += data

    def _enable_mouse_support(self):
        raise AssertionError("every move would be asked for")

    _disable_mouse_support = _enable_mouse_pixels = _enable_mouse_support

    def start_application_mode(self):
        self._enable_mouse_support()

    def stop_application_mode(self):
        self._disable_mouse_support()

    def disable_input(self):
        return None


def test_places_in_pixels_are_asked_for_also_when_the_mouse_comes_later():
    driver = reporting(Recorded)()
    driver.report(False)
    driver.written = ""
    driver._enable_mouse_pixels()
    assert driver.written == ""
    driver.report(True)
    assert driver.written == modes((1000, 1002, 1006, 1016), on=True)
    driver.written = ""
    driver.stop_application_mode()
    assert driver.written == modes((1000, 1002, 1006, 1016), on=False)
