import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import annotate_tui
from annotate_tui.__main__ import main

SOURCE = Path(annotate_tui.__file__).resolve().parents[1]

STORY = """Minister under fire

“We will not wait,” said Ann Lee. She named 16 cases.

Nobody else spoke. The hall was full.
"""


class Called(NamedTuple):
    returncode: int
    stdout: bytes
    stderr: bytes


class Annotate:
    """The program with a home directory of its own and one library.

    `run` starts it as its users do, as a process; the others call it here, which takes a tenth of
    the time, with standard streams that are as in a pipe.
    """

    def __init__(self, home: Path, monkeypatch):
        self.home = home
        self.db = home / "library.db"
        self.monkeypatch = monkeypatch
        own = {
            "ANNOTATE_DB": str(self.db),
            "ANNOTATE_CODER": "ann",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "TZ": "UTC",
        }
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANNOTATE", "PYTHON"))}
        self.env = kept | own | {"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error"}
        for name, value in own.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(home)

    def call(self, *args, stdin=b""):
        with self.monkeypatch.context() as patch:
            out, err = io.BytesIO(), io.BytesIO()
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8"))
            status = main([str(arg) for arg in args])
            sys.stdout.flush()
            sys.stderr.flush()
            return Called(status, out.getvalue(), err.getvalue())

    def argv(self, *args):
        return [sys.executable, "-m", "annotate_tui", *map(str, args)]

    def run(self, *args, stdin=b"", **env):
        return subprocess.run(
            self.argv(*args),
            input=stdin,
            capture_output=True,
            cwd=self.home,
            env=self.env | env,
            timeout=60,
            check=False,
        )

    def on_terminal(self, *args, columns=60, stderr=False, **env):
        """What the program writes on a terminal of that width, with ``stderr`` its errors, too."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            self.argv(*args),
            stdout=theirs,
            stderr=theirs if stderr else subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=self.home,
            env=self.env | {"COLUMNS": str(columns), "TERM": "xterm-256color"} | env,
        )
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        assert process.wait(60) == 0
        return said.decode().replace("\r\n", "\n")

    def ok(self, *args, stdin=b""):
        """Standard output as text, of a call that must succeed without a word on standard error."""
        done = self.call(*args, stdin=stdin)
        assert (done.returncode, done.stderr.decode()) == (0, "")
        return done.stdout.decode()

    def json(self, *args, stdin=b""):
        return json.loads(self.ok(*args, stdin=stdin))

    def refuses(self, *args, status=1, stdin=b""):
        """The one sentence of a call that must fail and print nothing else."""
        done = self.call(*args, stdin=stdin)
        said = done.stderr.decode()
        assert (done.returncode, done.stdout) == (status, b""), said
        assert said.startswith("annotate: ")
        assert said.count("\n") == 1
        assert "Traceback" not in said
        return said.removeprefix("annotate: ").rstrip("\n")

    def write(self, name, content):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def annotate(tmp_path, monkeypatch):
    return Annotate(tmp_path, monkeypatch)


@pytest.fixture
def story(annotate):
    """A library with one article, the story, as number 1; gives its text."""
    path = annotate.write("story.txt", STORY)
    annotate.ok("add", path)
    return STORY
