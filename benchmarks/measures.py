"""The measures of speed and size: start, a key, a tag. Each returns its part of the page."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

from benchmarks import bare
from benchmarks.programs import SAMPLE, SAMPLE_OPENING, Bench, BenchmarkError, Watch
from benchmarks.report import Part, Target, median, megabytes, milliseconds, p95
from benchmarks.terminal import Memory, Terminal
from benchmarks.texts import OPENING, SHAPES

SLATE_OPENING = OPENING.split()[0]
"""SLATE's library paints blanks by moving the cursor: one word is what can be waited for."""

WARM_KEYS = 5
SAMPLE_SENTENCES = 15

START_LIMIT = 1.35
LONG_START_LIMIT = 1.6
KEY_LIMIT = 1.0
KEY_P95_LIMIT = 10.0
MEMORY_LIMIT = 120.0
TAG_P95_LIMIT = 16.0


def start(bench: Bench, runs: int = 11) -> Part:
    """From the fork to the first painted sentence, against a bare Textual app.

    The programs take turns; the first turn warms the file cache and is not counted.
    """
    library = bench.library(SAMPLE, *(bench.text(shape) for shape in SHAPES))
    programs: dict[str, tuple[Callable[[], Terminal], str]] = {
        "bare Textual app": (bench.bare, bare.LINE),
        "sample article": (partial(bench.reader, library, SAMPLE), SAMPLE_OPENING),
        "sample article, new library": (
            lambda: bench.reader(bench.library(), SAMPLE),
            SAMPLE_OPENING,
        ),
    }
    for shape in SHAPES:
        programs[f"13 MB, {shape}"] = (partial(bench.reader, library, bench.text(shape)), OPENING)
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(runs + 1):
        for name, (program, words) in programs.items():
            with program() as terminal:
                seconds = terminal.wait_for(words) - terminal.started
            if turn:
                times[name].append(seconds)
    least = median(times["bare Textual app"])
    limits = {name: LONG_START_LIMIT for name in programs if name.startswith("13 MB")}
    limits["sample article"] = START_LIMIT
    return Part(
        title="Start",
        how=f"From the fork of the process to the first sentence on the terminal, {runs} runs of "
        "each in turns. The articles are in the library already, but for the new library: there "
        "the file is made and the article imported first.",
        header=["program", "median", "95th percentile", "times bare"],
        rows=[
            [
                name,
                milliseconds(median(each)),
                milliseconds(p95(each)),
                f"{median(each) / least:.2f}",
            ]
            for name, each in times.items()
        ],
        targets=[
            Target(f"start, {name}: times a bare Textual app", median(times[name]) / least, limit)
            for name, limit in limits.items()
        ],
    )


def key(bench: Bench, presses: int = 200) -> Part:
    """``j`` against SLATE's ``;`` on the same texts, one key each in turns, and the memory."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    for shape in SHAPES:
        times, sizes, memory = _key_of_shape(bench, shape, presses)
        peer = median(times["SLATE, lines"])
        for name, each in times.items():
            held = memory[name]
            rows.append(
                [
                    shape,
                    name,
                    milliseconds(median(each)),
                    milliseconds(p95(each)),
                    f"{median(each) / peer:.2f}",
                    f"{median(sizes[name]):.0f}",
                    megabytes(held and held.resident),
                    megabytes(held and held.peak),
                ]
            )
        ours = times["annotate"]
        targets += [
            Target(f"key, {shape}: times SLATE's", median(ours) / peer, KEY_LIMIT),
            Target(f"key, {shape}: 95th percentile", p95(ours) * 1000, KEY_P95_LIMIT, " ms"),
        ]
        if held := memory["annotate"]:
            targets.append(Target(f"memory, {shape}: peak", held.peak / 1e6, MEMORY_LIMIT, " MB"))
    return Part(
        title="A key",
        how=f"From writing the key to the last byte of its redraw, {presses} keys of each in "
        f"turns, from the top of the 13 MB text on, in {bench.rows} rows of {bench.columns} cells. "
        "`annotate`: `j`, the next sentence. SLATE: `;`, the next line (the next word in its token "
        "mode, shown beside it: nothing scrolls there). Ratios are to SLATE's lines. Bytes are the "
        "median sent for a key; memory is the resident set after the keys, and its peak.",
        header=["text", "program", "median", "95th percentile", "times", "bytes", "memory", "peak"],
        rows=rows,
        targets=targets,
    )


def tag(bench: Bench, presses: int = 105) -> Part:
    """``c`` to the mark drawn and, seen by a second connection, the transaction on disk."""
    measured = {
        "sample article": _tag_sample(bench, presses),
        "13 MB, curly": _tag_long(bench, presses),
    }
    rows: list[list[str]] = []
    targets: list[Target] = []
    for name, pairs in measured.items():
        both = [max(pair) for pair in pairs]
        for what, each in (
            ("drawn", [drawn for drawn, _ in pairs]),
            ("on disk", [kept for _, kept in pairs]),
            ("drawn and on disk", both),
        ):
            rows.append([name, what, milliseconds(median(each)), milliseconds(p95(each))])
        targets.append(
            Target(f"tag, {name}: 95th percentile", p95(both) * 1000, TAG_P95_LIMIT, " ms")
        )
    return Part(
        title="A tag",
        how=f"From writing `c` to the last byte of its redraw, and to the moment at which a second "
        f"connection sees the transaction (it asks every half millisecond); {presses} sentences, "
        "each reached with `j`.",
        header=["text", "until", "median", "95th percentile"],
        rows=rows,
        targets=targets,
    )


def _key_of_shape(
    bench: Bench, shape: str, presses: int
) -> tuple[dict[str, list[float]], dict[str, list[int]], dict[str, Memory | None]]:
    source = bench.text(shape)
    library = bench.library(source)
    with ExitStack() as stack:
        programs = {
            "annotate": (stack.enter_context(bench.reader(library, source)), "j", OPENING),
            "SLATE, lines": (
                stack.enter_context(bench.slate(source, "line")),
                ";",
                SLATE_OPENING,
            ),
            "SLATE, tokens": (
                stack.enter_context(bench.slate(source, "token")),
                ";",
                SLATE_OPENING,
            ),
        }
        for terminal, _, words in programs.values():
            terminal.wait_for(words)
        for terminal, stroke, _ in programs.values():
            terminal.settle()
            for _ in range(WARM_KEYS):
                terminal.press(stroke)
        times: dict[str, list[float]] = {name: [] for name in programs}
        sizes: dict[str, list[int]] = {name: [] for name in programs}
        with _undisturbed():
            for _ in range(presses):
                for name, (terminal, stroke, _) in programs.items():
                    times[name].append(terminal.press(stroke))
                    sizes[name].append(terminal.received)
        memory = {name: terminal.memory() for name, (terminal, _, _) in programs.items()}
    return times, sizes, memory


def _tag_sample(bench: Bench, presses: int) -> list[tuple[float, float]]:
    pairs: list[tuple[float, float]] = []
    while len(pairs) < presses:
        library = bench.library(SAMPLE)
        with bench.reader(library, SAMPLE) as terminal:
            terminal.wait_for(SAMPLE_OPENING)
            pairs += _walk_and_tag(terminal, library, min(SAMPLE_SENTENCES, presses - len(pairs)))
    return pairs


def _tag_long(bench: Bench, presses: int) -> list[tuple[float, float]]:
    source = bench.text("curly")
    library = bench.library(source)
    with bench.reader(library, source) as terminal:
        terminal.wait_for(OPENING)
        return _walk_and_tag(terminal, library, presses)


def _walk_and_tag(terminal: Terminal, library: Path, count: int) -> list[tuple[float, float]]:
    """Tag ``count`` sentences from the selected one on. Raises BenchmarkError when one was lost."""
    pairs: list[tuple[float, float]] = []
    terminal.settle()
    with closing(Watch(library)) as watch, _undisturbed():
        for number in range(count):
            if number:
                terminal.press("j")
            watch.mark()
            pairs.append(terminal.press_until("c", watch.changed))
        if (kept := len(watch.marks())) != count:
            raise BenchmarkError(f"{count} sentences were tagged, the library holds {kept}")
    return pairs


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of this side, whose pauses would count as the other's."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
