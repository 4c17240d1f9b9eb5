"""``python -m benchmarks``: every measure in one run, printed and written to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import shlex
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import (
    adding,
    articles,
    codebook,
    detect,
    engine,
    keystrokes,
    many,
    measures,
    pages,
    report,
)
from benchmarks.programs import ANNOTATE, ROOT, Bench, BenchmarkError
from benchmarks.terminal import TerminalError

PAGE = ROOT / "docs" / "benchmarks.md"

BUSY = 0.5
"""A load average above which something else is at work."""

MEASURES: dict[str, Callable[[Bench], report.Part]] = {
    "start": measures.start,
    "key": measures.key,
    "tag": measures.tag,
    "page": pages.page,
    "book": pages.book,
    "library": many.library,
    "marks": many.marks,
    "search": many.search,
    "adding": adding.adding,
    "pages": articles.pages,
    "versions": articles.marks,
    "codebook": codebook.tags,
    "keystrokes": keystrokes.keystrokes,
    "engine": engine.engine,
    "suggestions": detect.detect,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measures; 0 when every promise held, 1 when one did not or a measure failed."""
    options = _parser().parse_args(arguments)
    names = options.only or list(MEASURES)
    machine = report.machine()
    if os.getloadavg()[0] > BUSY:
        print("this machine is busy: percentiles will be too high", file=sys.stderr)
    parts: list[report.Part] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="annotate-benchmarks-") as directory:
        bench = Bench(
            home=Path(directory).resolve(),
            annotate=shlex.split(options.command),
            rows=options.rows,
            columns=options.columns,
        )
        for name in names:
            began = time.perf_counter()
            try:
                parts.append(MEASURES[name](bench))
            except (BenchmarkError, TerminalError, sqlite3.Error) as error:
                failed.append(f"{name}: {error}")
                print(failed[-1], file=sys.stderr)
            else:
                print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    figures = report.page(parts, machine)
    if parts:
        print(figures, flush=True)
    if len(parts) == len(MEASURES):
        report.write(PAGE, figures)
        print(f"written to {PAGE.relative_to(ROOT)}", file=sys.stderr)
    else:
        print("docs/benchmarks.md is left as it was: it takes one whole run", file=sys.stderr)
    missed = [target.what for part in parts for target in part.targets if not target.held]
    if missed:
        print(f"not held: {'; '.join(missed)}", file=sys.stderr)
    return 1 if failed or missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=list(MEASURES), help="one measure (may be repeated)"
    )
    parser.add_argument(
        "--command", default=shlex.join(ANNOTATE), help="our program (default: %(default)s)"
    )
    parser.add_argument("--rows", type=int, default=30, help="of the terminal (%(default)s)")
    parser.add_argument("--columns", type=int, default=100, help="of the terminal (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
