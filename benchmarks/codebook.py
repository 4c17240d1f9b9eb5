"""The measures of a codebook: a thousand tags in the picker, the editor of a mark, a tag renamed."""

from __future__ import annotations

import random
from pathlib import Path

from annotate_tui.services import codebook
from annotate_tui.store import Library
from annotate_tui.store.codebook import STARTING_TAGS
from benchmarks import corpus
from benchmarks.programs import SAMPLE, SAMPLE_OPENING, Bench
from benchmarks.report import Part, Target, median, milliseconds, p95

TAGS = 1_000
ARTICLES, MARKS = 10, 100_000
"""So 10,000 marks in the article that is open, all of one tag and one coder."""
CODER = "bench"

PICK_LIMIT = 16.0
EDITOR_LIMIT = 30.0
RENAME_LIMIT = 1_000.0

SOUGHT = ("border", "crossing", "north official", "rice", "mar pri", "zebra", "economy/")
"""What is typed into the picker, letter by letter; one of them no tag has."""

_AREAS = "economy security politics society health media border families army markets".split()
_KINDS = "price crossing arrest official shortage rumour ration broadcast school protest".split()
_SIDES = "north south official private early late large small urban rural".split()


def tags(bench: Bench) -> Part:
    """A thousand tags: a key of the picker. 100,000 marks: the editor opens, a tag is renamed."""
    picked = _picker(bench)
    opened, renamed = _marks(bench)
    rows = [
        [what, milliseconds(median(each)), milliseconds(p95(each))]
        for what, each in (
            (f"a key of the picker, {TAGS:,} tags", picked),
            (f"the editor opens, {MARKS // ARTICLES:,} marks in the article", opened),
            (f"a tag renamed that {MARKS:,} marks carry", renamed),
        )
    ]
    return Part(
        title="The codebook",
        how=f"`t` in a codebook of {TAGS:,} tags, three deep, typed letter by letter "
        f"({', '.join(f'“{words}”' for words in SOUGHT)}); `enter` on marks of an article that has "
        f"{MARKS // ARTICLES:,}, in a library of {MARKS:,}; and the last `enter` of renaming the "
        "tag that all of them carry, with that article open below the codebook. From writing the "
        "key to the last byte of the redraw.",
        header=["what", "median", "95th percentile"],
        rows=rows,
        targets=[
            Target(
                f"picker, {TAGS:,} tags: a key, 95th percentile",
                p95(picked) * 1000,
                PICK_LIMIT,
                " ms",
            ),
            Target("editor opens: 95th percentile", p95(opened) * 1000, EDITOR_LIMIT, " ms"),
            Target(
                f"tag renamed on {MARKS:,} marks: 95th percentile",
                p95(renamed) * 1000,
                RENAME_LIMIT,
                " ms",
            ),
        ],
    )


def _picker(bench: Bench) -> list[float]:
    """Seconds of each letter typed into the picker."""
    path = bench.library(SAMPLE)
    chance = random.Random(corpus.SEED)
    with Library.open(path, coder=CODER) as library, library.step("corpus"):
        paths = [f"{area}/{kind}/{side}" for area in _AREAS for kind in _KINDS for side in _SIDES]
        for name in paths[: TAGS - len(STARTING_TAGS)]:
            what = " ".join(chance.choices(_KINDS, k=8))
            codebook.create(library, name, description=what, key="")
    times: list[float] = []
    with bench.reader(path, SAMPLE) as terminal:
        terminal.wait_for(SAMPLE_OPENING)
        terminal.settle()
        for words in SOUGHT:
            terminal.press("t")
            times += [terminal.press(letter) for letter in words]
            terminal.press("\x1b")
    return times


def _marks(bench: Bench, presses: int = 40, names: int = 8) -> tuple[list[float], list[float]]:
    """Seconds to open the editor, and to rename the tag of all marks."""
    path = bench.home / "codebook.db"
    _one_tag(path)
    with bench.open([*bench.annotate, "--db", str(path), "--coder", CODER]) as terminal:
        terminal.wait_for("Title")
        terminal.press("\r")
        terminal.settle()
        # Or tab would stop at suggestions as well, and enter keep one.
        terminal.press("z")
        terminal.press("s")
        opened = []
        for _ in range(presses):
            terminal.press("\t")
            opened.append(terminal.press("\r"))
            terminal.press("\x1b")
        terminal.press("T")
        terminal.press("j")
        renamed = []
        for number in range(names):
            terminal.press("\r")
            for key in ("\x15", *f"quotation {number}"):
                terminal.press(key)
            renamed.append(terminal.press("\r"))
    return opened, renamed


def _one_tag(path: Path) -> None:
    corpus.make(path, ARTICLES, MARKS, sentences=12_000)
    quote = next(tag for tag in STARTING_TAGS if tag.name == "quote")
    with Library.open(path, coder=CODER) as library, library.step("corpus") as step:
        step.conn.execute("UPDATE annotations SET tag_id = ?, coder = ?", [quote.id, CODER])
