"""Bytes in, keys out: escape alone, escape before other keys, sequences, pastes, any cut of them."""

from __future__ import annotations

import sys

import pytest
from benchmarks.terminal import Terminal, environment
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from annotate_tui.services.adding import sample_path
from annotate_tui.tui.escapes import EscapeParser


def read(*chunks: str) -> list[str]:
    """The keys, and pastes in angle brackets, that these chunks are read as."""
    parser, found = EscapeParser(), []
    for chunk in (*chunks, ""):
        for message in parser.feed(chunk):
            if isinstance(message, events.Key):
                found.append(message.key)
            elif isinstance(message, events.Paste):
                found.append(f"<{message.text}>")
    return found


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1bj", ["escape", "j"]),
        ("\x1bf\x1bb", ["escape", "f", "escape", "b"]),
        ("ab\x1bj\x1b", ["a", "b", "escape", "j", "escape"]),
        ("\x1b" + "j" * 60, ["escape", *"j" * 60]),
        ("x\x1b\r", ["x", "escape", "enter"]),
        ("\x1b[A\x1bOB\x1b[1;2C", ["up", "down", "shift+right"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b[Zj", ["shift+tab", "j"]),
        ("^", ["circumflex_accent"]),
        ("j\x1b[200~a b\x1b[201~k", ["j", "<a b>", "k"]),
    ],
)
def test_what_is_typed_is_what_is_read(typed, keys):
    assert read(typed) == keys
    assert read(*typed) == keys


TYPED = st.lists(
    st.sampled_from(["\x1b", "j", "f", "é", "한", "\r", "\t", " ", "\x1b[A", "\x1b[1;2D", "^"]),
    max_size=12,
)


@given(TYPED, st.data())
def test_a_burst_cut_anywhere_gives_the_same_keys(typed, data):
    whole = "".join(typed)
    cut = data.draw(st.integers(0, len(whole)))
    one_by_one = [key for stroke in typed for key in read(stroke)]
    assert read(*filter(None, [whole[:cut], whole[cut:]])) == one_by_one


def test_a_burst_with_escapes_in_a_real_terminal(tmp_path):
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db")]
    with Terminal(
        [*command, str(sample_path())], environment(tmp_path), rows=24, columns=80
    ) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.send("mhalf a note\x1bjf\x1bfjmanother\x1bQ")
        assert terminal.wait_end() == 0
    with Terminal([*command, "export"], environment(tmp_path), rows=50, columns=400) as terminal:
        terminal.wait_for("another")
        assert "half a note" in terminal.text
        assert "^" not in terminal.text
