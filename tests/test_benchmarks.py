"""The measuring side: a terminal that answers, texts that are the same everywhere, figures."""

import sys
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from benchmarks import report, texts
from benchmarks.terminal import Terminal, TerminalError, environment, strip_escapes

ECHO = """
import os, sys, termios, tty
tty.setraw(0)
size = os.get_terminal_size()
os.write(1, b"\\x1b[?2026$p\\x1b[6n")
answer = b""
while not answer.endswith(b"R"):
    answer += os.read(0, 64)
os.write(1, f"\\x1b[1m{size.lines}x{size.columns}\\x1b[0m {answer[1:].hex()} ready".encode())
while (key := os.read(0, 1)) != b"q":
    os.write(1, b"\\x1b[2J<" + key + b">")
"""


@pytest.fixture
def echo(tmp_path):
    command = [sys.executable, "-S", "-c", ECHO]
    with Terminal(command, environment(tmp_path), 7, 33, tmp_path) as terminal:
        terminal.wait_for("ready")
        yield terminal


def test_the_child_gets_a_terminal_of_the_size_asked_for_and_its_questions_answered(echo):
    answers = b"[?2026;2$y\x1b[1;1R".hex()
    assert f"7x33 {answers} ready" in echo.text


def test_a_key_takes_from_its_write_to_the_last_byte_of_its_redraw(echo):
    pressed = echo.press("a", quiet=0.02)
    assert pressed > 0
    assert echo.text == "<a>"
    assert echo.received == len("\x1b[2J<a>")


def test_a_key_is_done_when_the_other_condition_holds_too(echo):
    asked = []
    painted, done = echo.press_until("b", lambda: len(asked) > 2 or asked.append(1), quiet=0.02)
    assert len(asked) == 3
    assert painted > 0
    assert done > 0


def test_a_key_that_paints_nothing_is_an_error_and_not_a_short_time(echo):
    with pytest.raises(TerminalError, match="painted nothing"):
        echo.press("q", quiet=0.01, patience=0.1)
    assert echo.wait_end() == 0


def test_words_that_never_come_are_an_error_with_the_last_that_came(echo):
    with pytest.raises(TerminalError, match=r"“never”.*ready"):
        echo.wait_for("never", patience=0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_the_childs(echo):
    memory = echo.memory()
    assert 1_000_000 < memory.resident <= memory.peak


def test_a_command_that_does_not_exist_says_so(tmp_path):
    with Terminal(["no-such-program"], environment(tmp_path), 5, 80) as terminal:
        assert terminal.wait_end() == 127
        assert "no-such-program" in terminal.text


def test_escape_sequences_of_all_kinds_are_stripped():
    raw = b"\x1b]0;title\x07a\x1b[1;31mb\x1b(Bc\x1bP+q544e\x1b\\d\x1b[?25l\x1b=\xe2\x80\x9ce\r\x0f"
    assert strip_escapes(raw) == "abcd“e"


def test_the_texts_are_the_same_on_every_machine():
    digest = sha256("".join(texts.build(shape, 40) for shape in texts.SHAPES).encode()).hexdigest()
    assert digest == "f2863da121abf9fcffe677a3e052e91e121c0acae06a625bb847fce0bdf79a60"


def test_the_shapes_hold_the_same_sentences():
    meant = [sentence for paragraph in texts.sentences(60) for sentence in paragraph]
    assert meant[0] == texts.OPENING
    title = [texts.TITLE, ""]
    assert texts.build("lines", 60).splitlines() == title + meant
    for shape in ("paragraphs", "hard-wrapped"):
        assert texts.build(shape, 60).count("\n\n") == 60
        assert texts.build(shape, 60).split() == " ".join(title + meant).split()
    assert max(map(len, texts.build("hard-wrapped", 60).splitlines())) <= texts.WRAP
    straight = texts.build("curly", 60).translate(str.maketrans("“”’", '""\''))
    assert straight == texts.build("paragraphs", 60) != texts.build("curly", 60)


def test_a_shape_that_is_none_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'round'.*hard-wrapped"):
        texts.build("round", 1)


def test_percentiles_are_by_nearest_rank():
    assert report.p95(range(1, 101)) == 95
    assert report.p95(range(1, 201)) == 190
    assert report.p95([3.0]) == 3.0
    assert report.median([1, 9, 2]) == 2


def test_the_page_states_each_promise_and_whether_it_held():
    part = report.Part(
        title="A key",
        how="How.",
        header=["text", "median"],
        rows=[["a|b", "2 ms"]],
        targets=[
            report.Target("fast", 1.3, 1.2),
            report.Target("enough", 41.0, 5.0, " MB/s", least=True),
        ],
    )
    page = report.page([part], "A machine.", datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    assert page == (
        "Measured 2026-01-02 03:04 UTC. A machine.\n\n"
        "| promise | measured | limit | held |\n| --- | --- | --- | --- |\n"
        "| fast | 1.3 | at most 1.2 | **no** |\n"
        "| enough | 41 MB/s | at least 5 MB/s | yes |\n\n"
        "## A key\n\nHow.\n\n| text | median |\n| --- | --- |\n| a\\|b | 2 ms |"
    )


def test_figures_are_written_between_the_marks_and_replace_the_old(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before\n\n{report.START}\nold\n{report.END}\nAfter\n", encoding="utf-8")
    for figures in ("first", "second"):
        report.write(page, figures)
    assert page.read_text(encoding="utf-8") == (
        f"Before\n\n{report.START}\n\nsecond\n\n{report.END}\nAfter\n"
    )


def test_a_page_without_its_marks_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Mine.", encoding="utf-8")
    with pytest.raises(ValueError, match="has lost the lines"):
        report.write(page, "figures")
    assert page.read_text(encoding="utf-8") == "Mine."
