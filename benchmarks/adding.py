"""The measure of adding: a folder of 10,000 articles into a library, beside `sqlite-utils`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from benchmarks.programs import Bench, BenchmarkError
from benchmarks.report import Part, Target, median, megabytes
from benchmarks.terminal import environment

MANY = 10_000
FEW = 2_000
LENGTH = 5_000
"""Bytes of an article."""

WORDS = 30_000
"""Different words in all: as many as news of that size have."""

SEED = 2026
LOOK_SECONDS = 0.1

RATE_LIMIT = 150.0
SIZE_LIMIT = 2.5
MEMORY_LIMIT = 1.3
OPEN_LIMIT = 1.5

_SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bre cla dri sto plu".split()
)
_ENDINGS = ("", "n", "s", "ed", "ing", "er", "ly", "tion")
_COMMON = (
    "the of and to in a is that for it was on are as with his they at be this from have or by one"
    " had not but what all were when we there can an your which their said if do will each about"
).split()


class Spent(NamedTuple):
    """What a command took: seconds, and the most bytes that it and its processes held."""

    seconds: float
    memory: int


def make(folder: Path, count: int, first: int = 0) -> int:
    """Write so many articles into a folder, the same on every machine; gives their bytes.

    Words are as frequent as in a language (the n-th in 1 of n + 2.7), which sets the index's size.
    """
    folder.mkdir(exist_ok=True)
    words, weights = _vocabulary()
    size = 0
    for number in range(first, first + count):
        data = article(number, words, weights).encode()
        size += len(data)
        (folder / f"{number:05}.txt").write_bytes(data)
    return size


def article(number: int, words: Sequence[str], weights: Sequence[float]) -> str:
    """An article of `LENGTH` characters, about: a headline and paragraphs of sentences."""
    chance = random.Random(SEED + number)
    pieces = [f"{' '.join(_sentence(chance, words, weights, 6))} {number}"]
    length = 0
    while length < LENGTH:
        sentences = [
            " ".join(_sentence(chance, words, weights, chance.randint(6, 24))) + "."
            for _ in range(chance.randint(2, 5))
        ]
        pieces.append(" ".join(sentences))
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces) + "\n"


def _sentence(
    chance: random.Random, words: Sequence[str], weights: Sequence[float], count: int
) -> Iterator[str]:
    chosen = chance.choices(words, cum_weights=weights, k=count)
    yield chosen[0].capitalize()
    yield from chosen[1:]


def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random(SEED)
    words = dict.fromkeys(_COMMON)
    while len(words) < WORDS:
        stem = "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))
        words[stem + chance.choice(_ENDINGS)] = None
    return list(words), list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))


def adding(bench: Bench, many: int = MANY, few: int = FEW, runs: int = 5) -> Part:
    """A folder of 10,000 articles: how fast it comes in, in how much memory, how large the file is."""
    folders = {count: bench.path(f"articles-{count}") for count in (few, many)}
    sizes = {count: make(folder, count) for count, folder in folders.items()}
    ours: dict[int, Spent] = {}
    for count in (few, many):
        library = bench.path("added.db")
        ours[count] = _run(bench, _add(bench, library, folders[count]))
    again = _run(bench, _add(bench, library, folders[many]))
    size = _size(library)
    records = bench.path("records.jsonl")
    _write_records(folders[many], records)
    theirs, their_size = _sqlite_utils(bench, records)
    empty = bench.library()
    with bench.reader(empty) as terminal:
        terminal.wait_for("Nothing here yet")
    opened: dict[Path, list[float]] = {empty: [], library: []}
    for turn in range(runs + 1):
        for path, words in ((empty, "Nothing here yet"), (library, f"of {many:,}")):
            with bench.reader(path) as terminal:
                seconds = terminal.wait_for(words) - terminal.started
            if turn:
                opened[path].append(seconds)
    rate = {count: count / spent.seconds for count, spent in ours.items()}
    times = median(opened[library]) / median(opened[empty])
    return Part(
        title=f"{many:,} articles from a folder",
        how=f"`annotate add` on a folder of {many:,} text files of {LENGTH:,} bytes "
        f"({WORDS:,} different words, as frequent as in a language; made by code), and on one of "
        f"{few:,}: articles a second from the start of the program to its end, the most memory that "
        "it and the processes that read for it held together (proportional set size), and the "
        "library's file, search index included, as a multiple of the texts. Beside it the same "
        "texts as JSON lines by `sqlite-utils insert` and `enable-fts`, which keeps no log, no "
        "structure and no hashes. Then the reader's start on that library and on an empty one in "
        f"turns, {runs} times.",
        header=["what", "articles a second", "memory", "file / texts"],
        rows=[
            [f"annotate add, {few:,}", f"{rate[few]:.0f}", megabytes(ours[few].memory), ""],
            [
                f"annotate add, {many:,}",
                f"{rate[many]:.0f}",
                megabytes(ours[many].memory),
                f"{size / sizes[many]:.2f}",
            ],
            ["the same again", f"{many / again.seconds:.0f}", megabytes(again.memory), ""],
            [
                f"sqlite-utils, {many:,}",
                f"{many / theirs.seconds:.0f}",
                megabytes(theirs.memory),
                f"{their_size / sizes[many]:.2f}",
            ],
        ],
        targets=[
            Target(f"{many:,} articles added: a second", rate[many], RATE_LIMIT, least=True),
            Target(f"{many:,} articles added: file / texts", size / sizes[many], SIZE_LIMIT),
            Target(
                f"{many:,} articles added: memory, times that of {few:,}",
                ours[many].memory / ours[few].memory,
                MEMORY_LIMIT,
            ),
            Target(f"library of {many:,} added: opens, times an empty one", times, OPEN_LIMIT),
        ],
    )


def _add(bench: Bench, library: Path, folder: Path) -> list[str]:
    return [*bench.annotate, "--db", str(library), "add", str(folder)]


def _write_records(folder: Path, records: Path) -> None:
    with records.open("w", encoding="utf-8") as out:
        for path in sorted(folder.iterdir()):
            title, _, text = path.read_text(encoding="utf-8").partition("\n\n")
            record = {"id": path.stem, "title": title, "text": text}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _sqlite_utils(bench: Bench, records: Path) -> tuple[Spent, int]:
    """What `sqlite-utils` takes for the same, and how large its file is."""
    path = bench.path("peer.db")
    program = [sys.executable, "-m", "sqlite_utils"]
    insert = _run(bench, [*program, "insert", str(path), "articles", str(records), "--nl"])
    index = _run(
        bench, [*program, "enable-fts", str(path), "articles", "title", "text", "--create-triggers"]
    )
    return Spent(insert.seconds + index.seconds, max(insert.memory, index.memory)), _size(path)


def _size(path: Path) -> int:
    """A database's bytes with those that are still beside it."""
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))


def _run(bench: Bench, command: Sequence[str]) -> Spent:
    """Run a command to its end. Raises BenchmarkError where it fails."""
    began = time.perf_counter()
    errors = bench.path("errors.txt")
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            command,
            env=environment(bench.home),
            cwd=bench.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stream,
        )
        most = 0
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
                break
            most = max(most, _memory(process.pid))
    seconds = time.perf_counter() - began
    if process.returncode:
        said = errors.read_text(encoding="utf-8", errors="replace").strip()[-400:]
        raise BenchmarkError(f"{' '.join(command)} failed: {said}")
    return Spent(seconds, most)


def _memory(pid: int) -> int:
    """What a process and all below it hold: pages that several share count once. 0 without /proc."""
    total = 0
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
    with suppress(OSError):
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        total += sum(_memory(int(child)) for child in below.split())
    return total
