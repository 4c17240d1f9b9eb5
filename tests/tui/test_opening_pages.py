"""A page opened by its address, in a real terminal, from a server on this machine."""

import os
import shlex
import sys

import pytest
from benchmarks.terminal import Terminal, environment
from tests.servers import closed_port

STORY = "The story\n\nIt has words. More follow.\n"


@pytest.fixture
def reader(tmp_path):
    def start(*args, before=""):
        command = shlex.join([sys.executable, "-m", "annotate_tui", "--db", "a.db", *args])
        env = environment(tmp_path) | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        env["PATH"] = f"{tmp_path}:{env.get('PATH', os.environ['PATH'])}"
        return Terminal(["sh", "-c", before + command], env, 12, 160, tmp_path)

    return start


def quit_(terminal):
    terminal.send("Q")
    assert terminal.wait_end() == 0


def test_a_page_is_fetched_once_and_opened_again_without_the_network(reader, web):
    url = web.page("/story", STORY, content_type="text/plain")
    with reader(url, "--allow-private") as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        assert f"Fetching {url}" in terminal.text
        quit_(terminal)
        assert "reads it anew" not in terminal.text
    with reader("--allow-private", url + "?utm_source=mail#part") as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        terminal.wait_for("zr reads it anew", patience=20)
        quit_(terminal)
    assert len(web.asked) == 1


def test_what_cannot_be_fetched_is_one_sentence_and_no_screen(reader, web):
    for url, args, said in (
        (web.url("/gone"), ["--allow-private"], "is not there (404)"),
        (web.url("/story"), [], "say --allow-private if you mean it"),
        (f"http://127.0.0.1:{closed_port()}/", ["--allow-private"], "refused the connection"),
    ):
        with reader(url, *args) as terminal:
            terminal.wait_for(said, patience=20)
            assert terminal.wait_end() == 1
            assert "Traceback" not in terminal.text


def test_the_clipboard_is_opened(reader, tmp_path):
    # The programs that read a clipboard under Wayland and on a Mac, both answering with words.
    for name in ("wl-paste", "wl-copy", "pbpaste", "pbcopy"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\nprintf 'Copied one. Copied two.'\n")
        program.chmod(0o700)
    with reader("--clipboard", before="WAYLAND_DISPLAY=none ") as terminal:
        terminal.wait_for("sentence 1 of 2", patience=20)
        quit_(terminal)
