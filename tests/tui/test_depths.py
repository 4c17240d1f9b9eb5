"""What real terminals are sent: as many colours as they have, and the right ones."""

from __future__ import annotations

import re
import sys

import pytest
from benchmarks.terminal import Terminal, environment

from annotate_tui.services.adding import sample_path

SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def sent(tmp_path, **env: str) -> set[str]:
    """The styles a run of the reader sends, the numbers of each in order."""
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    told = {k: v for k, v in environment(tmp_path).items() if k != "COLORTERM"} | env
    with Terminal([*command, str(sample_path())], told, 24, 80) as terminal:
        terminal.wait_for("a sense of alienation", patience=20)
        terminal.send("cj/North Korean")
        terminal.wait_for("North Korean")
        terminal.send("\r:theme\r")
        terminal.settle()
        terminal.send("Q")
        assert terminal.wait_end() == 0
        return {match.decode() for match in SGR.findall(bytes(terminal._raw))}


def colours(styles: set[str]) -> set[str]:
    """Each colour that is set: "38;5;12", "38;2;1;2;3", or a number from 30 on."""
    found = set()
    for style in styles:
        parts = re.findall(r"(?:[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+)", style)
        found.update(part for part in parts if ";" in part or int(part) >= 30)
    return found


@pytest.mark.parametrize("term", ["xterm", "screen", "linux", "xterm-16color"])
def test_terminals_of_sixteen_colours_get_those_and_no_others(tmp_path, term):
    seen = colours(sent(tmp_path, TERM=term))
    assert not [colour for colour in seen if ";" in colour]
    assert {"37", "40"} <= seen
    assert {"30", "107"} <= seen
    assert not {"38", "48"} & seen


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "tmux-256color"])
def test_terminals_of_256_colours_get_the_numbers_that_were_reckoned(tmp_path, term):
    seen = colours(sent(tmp_path, TERM=term))
    assert not [colour for colour in seen if ";2;" in colour]
    # The page of the dark theme, its ink, its bars, then the white page of the light one.
    assert {"48;5;234", "38;5;188", "48;5;235", "48;5;231"} <= seen


def test_terminals_of_all_colours_get_them(tmp_path):
    seen = colours(sent(tmp_path, TERM="xterm-256color", COLORTERM="truecolor"))
    assert {"48;2;21;23;28", "48;2;251;247;238"} <= seen
    assert not [colour for colour in seen if ";5;" in colour]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "annotate-light", "nord"])
def test_without_colours_the_terminal_keeps_its_own_in_every_theme(tmp_path, theme):
    for env in ({"NO_COLOR": "1", "TERM": "xterm-256color"}, {"TERM": "vt100"}):
        styles = sent(tmp_path, TEXTUAL_THEME=theme, **env)
        assert colours(styles) <= {"39", "49"}
        attributes = {part for style in styles for part in style.split(";")}
        assert {"1", "2", "4", "7"} <= attributes


def test_a_theme_of_the_terminals_own_colours_never_paints_black_on_black(tmp_path):
    seen = colours(sent(tmp_path, TEXTUAL_THEME="ansi-dark", TERM="xterm-256color"))
    assert {"39", "49"} <= seen


def test_a_terminal_that_cannot_place_words_gets_one_sentence(tmp_path):
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    env = environment(tmp_path) | {"TERM": "dumb"}
    with Terminal([*command, str(sample_path())], env, 24, 200) as terminal:
        assert terminal.wait_end(30) == 1
        assert terminal.text.strip().startswith("The reader cannot be drawn in this terminal")
        assert "\x1b" not in terminal.text
    assert not (tmp_path / "a.db").exists()
