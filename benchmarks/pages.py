"""The measures of the page: a page key and another size on long texts, and a Markdown book."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice

from benchmarks.programs import SAMPLE, SAMPLE_OPENING, Bench
from benchmarks.report import Part, Target, median, megabytes, milliseconds, p95
from benchmarks.terminal import Terminal
from benchmarks.texts import OPENING, SHAPES

LARGE = (60, 200)
"""Rows and columns of a terminal that fills a large screen."""

SIZES = ((24, 80), (60, 200), (40, 120), (100, 300), (30, 100))
"""Rows and columns that a window is drawn to, one after the other."""

PAGE_P95_LIMIT = 16.0
RESIZE_LIMIT = 50.0
SAMPLE_MEMORY_LIMIT = 80.0


def page(bench: Bench, presses: int = 200) -> Part:
    """``space`` on the long texts in a terminal of 200 by 60 cells, and the window drawn larger."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    for shape in SHAPES:
        source = bench.text(shape)
        with bench.reader(bench.library(source), source, LARGE) as terminal:
            terminal.wait_for(OPENING)
            terminal.settle()
            pages = [terminal.press(" ") for _ in range(presses)]
            sizes = [terminal.resize(*size) for size in islice(cycle(SIZES), 5 * len(SIZES))]
        for what, each in (("a page", pages), ("another size", sizes)):
            rows.append([shape, what, milliseconds(median(each)), milliseconds(p95(each))])
        targets += [
            Target(f"page, {shape}: 95th percentile", p95(pages) * 1000, PAGE_P95_LIMIT, " ms"),
            Target(f"resize, {shape}: 95th percentile", p95(sizes) * 1000, RESIZE_LIMIT, " ms"),
        ]
    with bench.reader(bench.library(SAMPLE), SAMPLE) as terminal:
        terminal.wait_for(SAMPLE_OPENING)
        terminal.settle()
        for key in ("j", " ", "?", "j", "j", "k"):
            terminal.press(key)
        held = terminal.memory()
    if held:
        rows.append(["sample article", "peak memory", megabytes(held.peak), ""])
        targets.append(
            Target("memory, sample article: peak", held.peak / 1e6, SAMPLE_MEMORY_LIMIT, " MB")
        )
    sizes_told = ", ".join(f"{columns}x{lines}" for lines, columns in SIZES)
    return Part(
        title="A page, another size",
        how=f"`space` {presses} times in 60 rows of 200 cells on the texts of 13 MB, from writing "
        "the key to the last byte of its redraw; then the window is given other sizes "
        f"({sizes_told}, and again), from the change to the last byte.",
        header=["text", "what", "median", "95th percentile"],
        rows=rows,
        targets=targets,
    )


def book(bench: Bench, presses: int = 40) -> Part:
    """A Markdown book of 0.9 MB in ours and in its two peers: start, a key, memory."""
    source = bench.book()
    library = bench.library(source)
    programs: dict[str, tuple[Callable[[], Terminal], str, str]] = {
        "annotate": (partial(bench.reader, library, source), OPENING, "j"),
        "frogmouth": (partial(bench.frogmouth, source), OPENING, "j"),
        "SLATE, lines": (partial(bench.slate, source, "line"), OPENING.split()[0], ";"),
    }
    rows: list[list[str]] = []
    with ExitStack() as stack:
        started: dict[str, tuple[Terminal, float, str]] = {}
        for name, (program, words, stroke) in programs.items():
            terminal = stack.enter_context(program())
            seconds = terminal.wait_for(words) - terminal.started
            terminal.settle()
            started[name] = terminal, seconds, stroke
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(presses):
            for name, (terminal, _, stroke) in started.items():
                # frogmouth paints a key in several frames, with pauses between them.
                times[name].append(terminal.press(stroke, quiet=0.25))
        for name, (terminal, seconds, _) in started.items():
            held = terminal.memory()
            rows.append(
                [
                    name,
                    milliseconds(seconds),
                    milliseconds(median(times[name])),
                    milliseconds(p95(times[name])),
                    f"{median(times[name]) / median(times['SLATE, lines']):.2f}",
                    megabytes(held and held.peak),
                ]
            )
    return Part(
        title="A Markdown book",
        how=f"A book of {source.stat().st_size / 1e6:.1f} MB in Markdown, in the same terminal: "
        "from the fork to its first sentence (once; ours has it in the library), a step down "
        f"({presses} keys of each in turns; SLATE shows the markup as it is), peak memory.",
        header=["program", "start", "a key", "95th percentile", "times SLATE", "peak"],
        rows=rows,
    )
