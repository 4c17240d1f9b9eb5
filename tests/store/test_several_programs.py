"""Several programs on one file, one of them killed: whole steps only, and each sees the others'."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

_WRITER = """
import sys
from annotate_tui.store import Library
library = Library.open(sys.argv[1])
article = library.articles()[0]
print("ready", flush=True)
n = 0
while True:
    with library.step("tag") as step:
        made = library.new_id()
        step.insert("annotation", {"id": made, "article_id": article.id, "created_at": step.at,
            "updated_at": step.at, "text": "x" * 5000})
        step.insert("anchor", {"annotation_id": made, "text_id": article.text_id, "start": n,
            "end": n + 1, "exact": "x"})
    n += 1
    print(n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_program_leaves_whole_steps_only(open_library, library, desk):
    _, text = desk.article()
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(library.path)], stdout=subprocess.PIPE, text=True
    )
    said = 0
    for line in process.stdout:
        if line.strip() == "25":
            os.kill(process.pid, signal.SIGKILL)
        if line.strip().isdecimal():
            said = int(line)
    process.wait()
    process.stdout.close()
    again = open_library()
    marks = len(again.marks(text))
    assert marks >= said >= 25
    assert marks == next(again.query("SELECT count(*) AS n FROM annotations"))["n"]
    steps = again.query("SELECT count(*) AS n FROM events WHERE action = 'tag' GROUP BY step")
    assert [row["n"] for row in steps] == [2] * marks
    assert next(again.query("PRAGMA integrity_check"))["integrity_check"] == "ok"


def test_an_unfinished_transaction_of_a_killed_program_is_gone(open_library, library, desk):
    desk.article()
    code = (
        "import os, sys; from annotate_tui.store import Library\n"
        "library = Library.open(sys.argv[1])\n"
        "with library.step('done') as step:\n"
        "    step.update('article', library.articles()[0].id, {'done_at': 'now'})\n"
        "    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(library.path)], check=False)
    assert done.returncode == 9
    again = open_library()
    assert again.articles()[0].done_at == ""
    assert again.next_undo().action == "add"


def test_two_libraries_see_each_other(open_library, library, desk):
    article, text = desk.article()
    other = open_library(coder="bob")
    assert not other.changed_elsewhere()
    mark = desk.mark(article, text, 0, 3, "claim")
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()
    assert [m.id for m in other.marks(text)] == [mark]
    with other.step("remove") as step:
        step.update("annotation", mark, {"removed_at": step.at})
    assert library.changed_elsewhere()
    assert library.marks(text) == []
    assert library.undo().coder == "bob"
    assert [m.id for m in other.marks(text)] == [mark]


_HASTY = """
import sys
from annotate_tui.store import Library
library = Library.open(sys.argv[1])
article = library.articles()[0]
for n in range(60):
    with library.step("tag") as step:
        made = library.new_id()
        step.insert("annotation", {"id": made, "article_id": article.id, "created_at": step.at,
            "updated_at": step.at})
        step.insert("anchor", {"annotation_id": made, "text_id": article.text_id, "start": n,
            "end": n + 1, "exact": "x"})
"""


def test_several_programs_may_write_at_once(library, desk):
    _, text = desk.article()
    started = [
        subprocess.Popen([sys.executable, "-c", _HASTY, str(library.path)]) for _ in range(3)
    ]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert len(library.marks(text)) == 180
    steps = list(
        library.query("SELECT count(*) AS n FROM events WHERE kind <> 'text' GROUP BY step")
    )
    assert [row["n"] for row in steps] == [2] * 181
