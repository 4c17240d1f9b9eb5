"""``annotate watch`` as a process of its own: it is told to stop, nothing else ends it."""

import json
import re
import shutil
import signal
import subprocess

import pytest


class Process:
    """A watch that is running; what it prints is read line by line, which waits for it."""

    def __init__(self, annotate, *args):
        self.annotate = annotate
        self.process = subprocess.Popen(
            annotate.argv("watch", "clips", "--settle", "0.05", *args),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=annotate.home,
            env=annotate.env,
            text=True,
            encoding="utf-8",
        )
        assert self.error() == "annotate: Watching clips: Ctrl-C ends it."

    def line(self):
        return self.process.stdout.readline().rstrip("\n")

    def error(self):
        return self.process.stderr.readline().rstrip("\n")

    def end(self, number=signal.SIGINT):
        """Ask it to stop; gives the exit status and what it still said on both streams."""
        self.process.send_signal(number)
        out, err = self.process.stdout.read(), self.process.stderr.read()
        return self.process.wait(30), out, err

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture
def watching(annotate):
    running = []

    def start(*args):
        running.append(Process(annotate, *args))
        return running[-1]

    (annotate.home / "clips").mkdir()
    yield start
    for process in running:
        process.kill()


def test_what_is_there_and_what_comes_and_changes(annotate, watching):
    annotate.write("clips/a.txt", "First words, and some more that stay as they are.")
    annotate.write("clips/.hidden.txt", "Hidden words.")
    watch = watching()
    assert watch.line() == (
        "Added as article 1: “First words, and some more that stay as they are.”."
    )
    annotate.write("clips/sub/b.txt", "Second words.")
    assert watch.line() == "Added as article 2: “Second words.”."
    annotate.write("clips/bad.txt", b"\x7fELF" + b"\0" * 100)
    assert "looks like a program" in watch.error()
    annotate.write("clips/a.txt", "Other words, and some more that stay as they are.")
    assert re.match("Article 1, “.+”, has other words than before", watch.line())
    status, out, err = watch.end()
    assert (status, out) == (130, "")
    assert err == "annotate: Stopped: 2 new, 1 changed, 1 failed.\n"
    assert len(annotate.json("list", "--json")) == 2


def test_it_may_be_ended_by_a_supervisor_and_begun_again(annotate, watching):
    annotate.write("clips/a.txt", "First words.")
    watch = watching("--poll")
    assert watch.line() == "Added as article 1: “First words.”."
    assert watch.end(signal.SIGTERM)[:2] == (143, "")
    again = watching("--poll")
    annotate.write("clips/b.txt", "Second words.")
    assert again.line() == "Added as article 2: “Second words.”."


def test_json_is_a_line_for_each_and_one_document_when_it_is_ended(annotate, watching):
    annotate.write("clips/a.txt", "First words.")
    watch = watching("--json")
    first = watch.line()
    record = json.loads(first[1:])
    assert (record["title"], record["like"], record["anchored"]) == ("First words.", [], None)
    annotate.write("clips/b.txt", "Second words.")
    second = watch.line()
    status, out, _ = watch.end()
    records = json.loads("".join([first, second, out]))
    assert [(r["number"], r["status"]) for r in records] == [(1, "new"), (2, "new")]
    assert status == 130


def test_json_without_an_article(watching):
    status, out, _ = watching("--json").end()
    assert (status, json.loads(out)) == (130, [])


def test_a_folder_that_vanishes_ends_it(annotate, watching):
    annotate.write("clips/a.txt", "First words.")
    watch = watching()
    watch.line()
    shutil.rmtree(annotate.home / "clips")
    assert watch.error().endswith("clips is gone: nothing is watched any more.")
    assert watch.process.wait(30) == 1


def test_what_cannot_be_watched(annotate):
    annotate.write("a.txt", "Words.")
    for name, said in (("no", "There is no folder no: check the name."), ("a.txt", "is no folder")):
        done = annotate.call("watch", name)
        (line,) = done.stderr.decode().splitlines()
        assert (done.returncode, done.stdout) == (1, b"")
        assert said in line
    assert annotate.call("watch", "no", "--json").stdout == b"[]\n"


def test_wrong_usage(annotate):
    assert "DIR" in annotate.refuses("watch", status=2)
    assert "settle" in annotate.refuses("watch", "x", "--settle", "0", status=2)
