"""How fast suggestions are found: over a text, for the first screen, and what a key has of it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from annotate_tui.detect.suggester import DETECTORS, Suggester
from annotate_tui.loaders import plain
from annotate_tui.text.document import Document
from benchmarks.news import prose
from benchmarks.programs import ROOT, SAMPLE, Bench, BenchmarkError
from benchmarks.report import Part, Target, median, milliseconds, p95
from benchmarks.terminal import environment
from benchmarks.texts import OPENING

SIZE = 1_000_000
LONG = 13_000_000
SCREEN = 3_000
"""Code points that a first screen shows at most."""

PAUSES = (0.03, 0.13)
"""Seconds between two keys, at random."""

SPEED_LIMIT = 1.0
FIRST_LIMIT = 100.0
KEY_LIMIT = 16.0

_COLD = """
import sys, time
from pathlib import Path
from annotate_tui.loaders import plain
from annotate_tui.text.document import Document
article = plain.load(Path(sys.argv[1]).read_bytes(), "text.txt", "text.txt")
began = time.perf_counter()
from annotate_tui.detect.suggester import Suggester
document = Document(article.text, article.structure, "en")
suggester = Suggester(document)
opened = time.perf_counter()
for index in range(suggester.index_at(int(sys.argv[2])) + 1):
    suggester.of(index)
print(opened - began, time.perf_counter() - began)
"""


def detect(bench: Bench, passes: int = 3, starts: int = 4, keys: int = 25) -> Part:
    """Megabytes a second, seconds to the first screen's suggestions, a key just after opening."""
    rows: list[list[str]] = []
    text = news(SIZE)
    size = len(text) / 1e6
    alone = {
        name: median([_seconds(text, (name,)) for _ in range(passes)]) / size for name in DETECTORS
    }
    whole = median([_seconds(text, DETECTORS) for _ in range(passes)]) / size
    rows.append(["all detectors", f"{1 / whole:.2f} MB/s", f"{whole:.2f} s for a megabyte"])
    rows += [
        [f"{name} alone", f"{1 / seconds:.2f} MB/s", f"{seconds:.2f} s for a megabyte"]
        for name, seconds in alone.items()
    ]
    rows.append(["found in a thousand characters", *_density(text)])
    path = bench.home / "news.txt"
    path.write_text(news(LONG), encoding="utf-8", newline="\n")
    for name, source in (("sample article", SAMPLE), ("13 MB of news", path)):
        times = [cold(bench, source) for _ in range(passes)]
        rows.append(
            [
                f"first screen, {name}",
                milliseconds(median([first for _, first in times])),
                f"{milliseconds(median([opened for opened, _ in times]))} of it before the first",
            ]
        )
    screen = median([seconds for _, seconds in times])
    opening, resting = _keys(bench, path, starts, keys)
    for name, each in (("while stretches are worked out", opening), ("when that is done", resting)):
        rows.append([f"j {name}", milliseconds(median(each)), f"{milliseconds(p95(each))} (p95)"])
    return Part(
        title="Suggestions",
        how=f"Over {SIZE / 1e6:.0f} MB of news-like prose (sentences made by code, and the sample "
        "article), stretch by stretch, on one core, the sentences included; each detector alone "
        "with all that it needs. The first screen: in a process of its own, from before the import "
        f"until {SCREEN:,} code points are known. A key: `j` in the reader on 13 MB of such prose, "
        f"{keys} keys at uneven moments of each of {starts} sittings, while stretches are worked out "
        "(the first key after the start is not counted), and as many when that is done.",
        header=["what", "median", ""],
        rows=rows,
        targets=[
            Target("suggestions, all detectors", 1 / whole, SPEED_LIMIT, " MB/s", least=True),
            Target("suggestions, first screen of 13 MB", screen * 1000, FIRST_LIMIT, " ms"),
            Target(
                "key while suggestions are worked out: 95th percentile",
                p95(opening) * 1000,
                KEY_LIMIT,
                " ms",
            ),
        ],
    )


def news(size: int) -> str:
    """At least ``size`` characters of news-like prose, with the sample article in its midst."""
    made = prose(size)
    middle = made.index("\n\n", len(made) // 2)
    return f"{made[:middle]}\n\n{SAMPLE.read_text(encoding='utf-8').strip()}{made[middle:]}"


def opened(text: str) -> Document:
    """The document of a plain text, in English, with nothing found in it yet."""
    article = plain.load(text.encode(), "news.txt", "news.txt")
    return Document(article.text, article.structure, "en")


def _density(text: str) -> tuple[str, str]:
    """How many suggestions there are to a thousand characters, all of them and by tag."""
    found = Counter(one.tag for one in Suggester(opened(text)).all())
    kilo = len(text) / 1000
    by_tag = ", ".join(f"{tag} {number / kilo:.1f}" for tag, number in sorted(found.items()))
    return f"{found.total() / kilo:.1f}", by_tag


def _seconds(text: str, detectors: tuple[str, ...]) -> float:
    """From a new document to all that these detectors find."""
    found = Suggester(opened(text), detectors)
    began = time.process_time()
    for _ in found.all():
        pass
    return time.process_time() - began


def cold(bench: Bench, source: Path) -> tuple[float, float]:
    """In a new process: until the suggestions may be asked for, and until a screen has them."""
    done = subprocess.run(
        [sys.executable, "-c", _COLD, str(source), str(SCREEN)],
        env=environment(bench.home) | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"no suggestions in {source}: {done.stderr.strip()[-400:]}")
    ready, first = map(float, done.stdout.split())
    return ready, first


def _keys(bench: Bench, source: Path, starts: int, keys: int) -> tuple[list[float], list[float]]:
    """``j`` while stretches are worked out, and when all that is near is known.

    Between keys is a pause of uneven length, longer than the one in which the reader waits for a
    fast hand: a key then comes at any moment of the work. The first key after a start is not counted.
    """
    chance = random.Random(2026)
    opening: list[float] = []
    resting: list[float] = []
    for _ in range(starts):
        # A new library each time: the reader goes on where one stopped.
        with bench.reader(bench.library(source), source) as terminal:
            terminal.wait_for(OPENING)
            terminal.press("j")
            for times in (opening, resting):
                for _ in range(keys):
                    time.sleep(chance.uniform(*PAUSES))
                    times.append(terminal.press("j"))
                terminal.settle(4.0)
    return opening, resting
