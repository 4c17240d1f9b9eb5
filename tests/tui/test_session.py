"""The main job, whole: read, tag, name speakers, correct, undo, leave, return, export.

The CSV was checked by hand against the article, column by column: words and offsets, who spoke, what
was read off the words and is still a guess, paragraph and sentence. The same keys at typing speed, in
bursts, and through a real terminal in one write must give the same file.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal, environment

from annotate_tui.services.adding import sample_path

EXPECTED = Path(__file__).with_name("session.csv")

SITTINGS = (
    # Two claims; five quotations, each with the speaker that is offered; three figures, one with a
    # note; a claim with its end corrected by two words; a claim; one more, undone.
    """
    c j c
    j " q w enter
    " q w enter
    " q w enter
    " q w enter
    " q w enter
    g # f # f m 'check with the ministry' enter
    # f
    g j j j j j j j j j j j j c H H
    j c
    k k k c u
    """,
    # Another day: everything is still there; the article is exported.
    "E ctrl+u 'out.csv' enter",
)


def placeless(data: bytes, folder: Path) -> bytes:
    return data.replace(str(folder).encode(), b"/articles")


@pytest.mark.parametrize("way", ["keys", "burst"])
async def test_the_whole_session_gives_the_checked_file(reader, tmp_path, monkeypatch, way):
    monkeypatch.chdir(tmp_path)
    async with reader() as first:
        await getattr(first, way)(SITTINGS[0])
        before = first.selected
        await getattr(first, way)("Q")
    async with reader() as second:
        assert second.said.startswith("Opened ")
        assert second.said.endswith("12 marks, at sentence 11")
        assert second.selected == before
        await second.keys("E")
        guesses = sum(bool(row["guessed"]) for row in content(EXPECTED))
        assert second.status == f"12 rows; {guesses} rows with guessed fields"
        await second.keys("escape")
        await getattr(second, way)(SITTINGS[1])
        assert second.said == "12 rows written to out.csv"
    written = placeless((tmp_path / "out.csv").read_bytes(), tmp_path)
    assert written == EXPECTED.read_bytes()


def test_one_write_in_a_real_terminal_gives_the_same_marks(tmp_path):
    """The bytes of a whole sitting at once, as a slow line delivers them."""
    names = {"enter": "\r", "ctrl+u": "\x15"}
    typed = re.sub(r"'([^']*)'", lambda m: " ".join(m[1].replace(" ", "␠")), SITTINGS[0])
    keys = "".join(names.get(key, key).replace("␠", " ") for key in typed.split())
    article = tmp_path / "article.txt"
    article.write_bytes(sample_path().read_bytes())
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db"), str(article)]
    with Terminal(command, environment(tmp_path), rows=24, columns=80) as terminal:
        terminal.wait_for("sentence 1 of 15")
        terminal.send(keys)
        terminal.send("Q")
        assert terminal.wait_end() == 0
    command[-1:] = []
    with Terminal(
        [*command, "export", "-o", str(tmp_path / "out.csv")],
        environment(tmp_path),
        rows=24,
        columns=80,
    ) as terminal:
        assert terminal.wait_end() == 0
    assert content(tmp_path / "out.csv") == content(EXPECTED)


def content(path: Path) -> list[dict[str, str]]:
    """The rows without what differs from run to run: ids, times, the coder, the folder."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {k: v for k, v in row.items() if not re.search(r"(^|_)(id|at|source)$|^coder$", k)}
            for row in csv.DictReader(file)
        ]


def test_the_checked_file_says_what_the_article_says():
    """Offsets recover the words verbatim, and every quotation has a speaker who stands beside it."""
    text = sample_path().read_text(encoding="utf-8")
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["tag"] for row in rows].count("quote") == 5
    assert [row["tag"] for row in rows].count("figure") == 3
    assert [row["tag"] for row in rows].count("claim") == 4
    for row in rows:
        words = text[int(row["start_char"]) : int(row["end_char"])]
        assert " ".join(words.split()) == row["text"]
        assert row["text"] in row["context"]
        assert text[: int(row["start_char"])].endswith(row["prefix"])
        assert text[int(row["end_char"]) :].startswith(row["suffix"])
        if row["tag"] == "quote":
            assert row["speaker_text"] in " ".join(text.split())
