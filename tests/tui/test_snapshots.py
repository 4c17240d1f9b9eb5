"""Every screen, in both themes and two sizes, against what was written down of it.

`make snapshots` writes them down anew; what changed is then read in the diff of the files.
"""

from __future__ import annotations

import asyncio
import difflib
import importlib
import os
import pkgutil
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.screens import SCREENS, SIZES, painted
from tests.snapshots import written

from annotate_tui.tui import modes

FOLDER = Path(__file__).with_name("snapshots")
TAKING = os.environ.get("SNAPSHOTS") == "take"


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_was_written_down(name, tmp_path):
    screen = SCREENS[name]
    folders = [tmp_path / f"{columns}" for columns, _ in SIZES]
    for folder in folders:
        folder.mkdir()
    # Side by side: most of the time is spent waiting for the app to come to rest.
    runs = (painted(screen, size, folder) for size, folder in zip(SIZES, folders, strict=True))
    sizes = dict(zip(SIZES, await asyncio.gather(*runs), strict=True))
    for (columns, rows), themes in sizes.items():
        assert {len(shown.rows) for shown in themes.values()} == {rows}
        assert {cell_len(row) for shown in themes.values() for row in shown.text} == {columns}
        assert themes["dark"].text == themes["light"].text, "the themes say different things"
        assert themes["dark"].cursor == themes["light"].cursor
    now = written(screen, sizes)
    assert str(tmp_path) not in now, "a path of this machine is on the screen"
    file = FOLDER / f"{name}.txt"
    if TAKING:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
        return
    if not file.exists():
        pytest.fail(f"{file.name} is not there: make snapshots writes it", pytrace=False)
    before = file.read_text(encoding="utf-8")
    if now != before:
        pytest.fail(told(name, before, now), pytrace=False)


def told(name: str, before: str, now: str) -> str:
    """What is different, row by row."""
    rows = difflib.unified_diff(
        before.splitlines(), now.splitlines(), "as written down", "as painted now", n=2, lineterm=""
    )
    return "\n".join(
        [
            f"The screen {name!r} looks different; if it should, make snapshots writes it down.",
            *rows,
        ]
    )


def test_every_file_belongs_to_a_screen():
    stray = [file for file in FOLDER.iterdir() if file.stem not in SCREENS or file.suffix != ".txt"]
    if TAKING:
        for file in stray:
            file.unlink()
        return
    assert not stray, "no screen has these: make snapshots takes them away"


def test_every_mode_has_a_screen():
    there = {
        name
        for module in pkgutil.iter_modules(modes.__path__, f"{modes.__name__}.")
        for name, one in vars(importlib.import_module(module.name)).items()
        if isinstance(one, type) and one.__module__ == module.name and hasattr(one, "bars")
    }
    shown = set()
    for file in FOLDER.glob("*.txt"):
        shown |= set(re.search("^where: (.*)$", file.read_text("utf-8"), re.M)[1].split(", "))
    assert there <= shown


def test_what_is_different_is_told_row_by_row():
    before = "80x24\n|one\n:kkk\n|two\n"
    now = "80x24\n|one\n:ddd\n|two\n"
    lines = told("list", before, now).splitlines()
    assert lines[0].startswith("The screen 'list' looks different")
    assert [line for line in lines[3:] if line[0] in "+-"] == ["-:kkk", "+:ddd"]
