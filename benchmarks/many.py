"""The measures of many: 100,000 articles, 100,000 marks, 10,000 marks in one article, a search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import corpus
from benchmarks.programs import Bench
from benchmarks.report import Part, Target, median, milliseconds, p95
from benchmarks.terminal import Terminal
from benchmarks.texts import OPENING, SHAPES

MANY = 100_000
"""Articles, and marks across articles."""
FEW = 10
IN_ONE = 10_000
"""Marks in one article."""

OPEN_LIMIT = 1.5
FILTER_P95_LIMIT = 50.0
MANY_LIMIT = 1.5
FIRST_MATCH_LIMIT = 50.0

FILTERS = ("border", "zürich", "rice said", "2024", "kim", "nothing of it", "at least 16")
"""What is typed into the filters, letter by letter."""

SOUGHT = ("ministry", "council was", "the", "harbour", "zebra", "letter of", "e")
"""What is searched for in a long text; one of them is not in it."""


def library(bench: Bench, runs: int = 9) -> Part:
    """The list of 100,000 articles: how it opens, a filter key, going to the end, sorting."""
    empty, full = bench.library(), _corpus(bench, MANY, MANY)
    # The empty library's file is made by its first start, which is not what is compared.
    with bench.reader(empty) as terminal:
        terminal.wait_for("Nothing here yet")
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for turn in range(runs + 1):
        for name, path, words in (
            ("empty", empty, "Nothing here yet"),
            ("full", full, "of 100,000"),
        ):
            with bench.reader(path) as terminal:
                seconds = terminal.wait_for(words) - terminal.started
            if turn:
                times[name].append(seconds)
    with bench.reader(full) as terminal:
        terminal.wait_for("of 100,000")
        terminal.settle()
        moves = [terminal.press(key) for key in "jjjGgGg  bjkGkg" * 4]
        typed = list(_typed(terminal))
        sorts = [terminal.press("S") for _ in range(9)]
    rows = [
        ["opens, empty", milliseconds(median(times["empty"])), milliseconds(p95(times["empty"]))],
        ["opens", milliseconds(median(times["full"])), milliseconds(p95(times["full"]))],
        ["a move (`j` `k` `g` `G` a page)", milliseconds(median(moves)), milliseconds(p95(moves))],
        ["a filter key", milliseconds(median(typed)), milliseconds(p95(typed))],
        ["another order", milliseconds(median(sorts)), milliseconds(p95(sorts))],
    ]
    return Part(
        title="The library of 100,000 articles",
        how=f"From the fork to the list, {runs} times each in turns with an empty library; then keys "
        "from writing them to the last byte of the redraw. The filter takes "
        f"{', '.join(f'“{words}”' for words in FILTERS)}, letter by letter.",
        header=["what", "median", "95th percentile"],
        rows=rows,
        targets=[
            Target(
                "library, 100,000 articles: times an empty one",
                median(times["full"]) / median(times["empty"]),
                OPEN_LIMIT,
            ),
            Target("library, a filter key: 95th percentile", p95(typed) * 1000, FILTER_P95_LIMIT,
                   " ms"),
        ],
    )  # fmt: skip


def marks(bench: Bench) -> Part:
    """Marks across articles, and in one: as fast in a great many as in ten."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    across = {
        count: _keys(bench, _corpus(bench, max(FEW, count), count), "A", list("jk"))
        for count in (FEW, MANY)
    }
    one = {
        count: _keys(bench, _corpus(bench, 1, count, sentences=12_000), "\rs", list("jk"))
        for count in (FEW, IN_ONE)
    }
    for what, measured, most in (
        ("across articles", across, MANY),
        ("in one article", one, IN_ONE),
    ):
        for count, (moves, typed) in measured.items():
            rows.append(
                [
                    what,
                    f"{count:,}",
                    milliseconds(median(moves)),
                    milliseconds(p95(moves)),
                    milliseconds(median(typed)),
                    milliseconds(p95(typed)),
                ]
            )
        moved, typed = measured[most]
        targets += [
            Target(
                f"marks {what}, {most:,}: times {FEW}",
                median(moved) / median(measured[FEW][0]),
                MANY_LIMIT,
            ),
            Target(
                f"marks {what}, a filter key: 95th percentile",
                p95(typed) * 1000,
                FILTER_P95_LIMIT,
                " ms",
            ),
        ]
    return Part(
        title="Many marks",
        how="The view across articles (`A`) and the list of marks in one article (`s`), with ten "
        "marks and with a great many: a move (`j` and `k` in turns) and a key typed into the "
        "filter, from writing it to the last byte of the redraw.",
        header=[
            "marks",
            "how many",
            "a move",
            "95th percentile",
            "a filter key",
            "95th percentile",
        ],
        rows=rows,
        targets=targets,
    )


def search(bench: Bench) -> Part:
    """``/`` in a text of 13 MB: from a letter to the first match on the screen."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    for shape in SHAPES:
        source = bench.text(shape)
        times: list[float] = []
        with bench.reader(bench.library(source), source) as terminal:
            terminal.wait_for(OPENING)
            terminal.settle()
            for words in SOUGHT:
                terminal.press("/")
                for letter in words:
                    terminal.forget()
                    pressed = terminal.send(letter)
                    # The count stands beside the words as soon as there is a match, or none.
                    terminal.wait_for("[", "not in this text")
                    times.append(terminal.last_byte_at - pressed)
                    terminal.wait_quiet()
                terminal.press("\x1b")
        rows.append([shape, milliseconds(median(times)), milliseconds(p95(times))])
        targets.append(
            Target(
                f"search, {shape}: first match, 95th percentile",
                p95(times) * 1000,
                FIRST_MATCH_LIMIT,
                " ms",
            )
        )
    return Part(
        title="A search in the text",
        how="`/` on the texts of 13 MB, typed letter by letter "
        f"({', '.join(f'“{words}”' for words in SOUGHT)}): from writing a letter to the first match "
        "on the screen with its number, or to the word that there is none.",
        header=["text", "median", "95th percentile"],
        rows=rows,
        targets=targets,
    )


def _corpus(bench: Bench, articles: int, count: int, sentences: int = 8) -> Path:
    path = bench.home / f"corpus-{articles}-{count}-{sentences}.db"
    if not path.exists():
        corpus.make(path, articles, count, sentences=sentences)
    return path


def _typed(terminal: Terminal) -> Iterator[float]:
    """Seconds of each letter typed into a list's filter, which is empty again in the end."""
    for words in FILTERS:
        terminal.press("/")
        for letter in words:
            yield terminal.press(letter)
        terminal.press("\x1b")


def _keys(
    bench: Bench, path: Path, opened: str, moves: list[str]
) -> tuple[list[float], list[float]]:
    """Seconds of moves and of filter keys in the list that ``opened`` opens from the library's."""
    with ExitStack() as stack:
        terminal = stack.enter_context(bench.reader(path))
        terminal.wait_for("Title")
        terminal.settle()
        for key in opened:
            terminal.press(key)
        terminal.settle()
        moved = [terminal.press(key) for key in moves * 30]
        return moved, list(_typed(terminal))
