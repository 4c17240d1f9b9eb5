"""``python -m benchmarks.reanchoring``: marks placed in edited texts, held against the truth."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from benchmarks.reanchoring.editing import Edits, edit
from benchmarks.reanchoring.material import KINDS, marks
from benchmarks.reanchoring.measuring import (
    Placer,
    Tally,
    by_alignment,
    by_position,
    by_search,
    measure,
)

RATES = (0.01, 0.05, 0.2)
"""Shares of words that are inserted, removed or replaced."""
TARGETS = {0.01: 0.99, 0.05: 0.97, 0.2: 0.9}
"""Of the marks whose words survive, how many are to stand exactly."""
ALONE: Mapping[str, Edits] = {
    "paragraphs moved": Edits(moved=0.1),
    "quotes restyled": Edits(quotes=True),
    "white space changed": Edits(blanks=True),
}
"""Each of the other changes by itself."""
WAYS: Mapping[str, Placer] = {
    "alignment": by_alignment,
    "position": by_position,
    "search": by_search,
}
"""Ours, and two that programs are known to use."""
SIZE = 20_000
BIG = 1_000_000


def run(
    kind: str, edits: Edits, *, texts: int, count: int, size: int = SIZE, way: str = "alignment"
) -> Tally:
    """Edit ``texts`` texts of a kind, each with another seed, and place ``count`` marks in each."""
    tally = Tally()
    for seed in range(texts):
        text = KINDS[kind](size, 1 + seed)
        edited = edit(text, edits, 100 + seed)
        tally.add(measure(edited, marks(text, count, 200 + seed), WAYS[way]))
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where a mark stood unflagged on wrong words, or a target was missed."""
    options = _parser().parse_args(arguments)
    kinds = options.kind or list(KINDS)
    good = True
    print(f"{'':36}{'survive':>8}{'stood':>8}{'flagged':>8}{'lost':>7}{'wrong':>6}{'alike':>6}")
    for rate in options.rate or RATES:
        whole = Tally()
        for kind in kinds:
            edits = Edits(words=rate, moved=0.1, quotes=True, blanks=True)
            tally = run(kind, edits, texts=options.texts, count=options.marks)
            whole.add(tally)
            print(_row(f"{rate:4.0%} of words, {kind}", tally))
        print(_row(f"{rate:4.0%} of words, all together", whole))
        good &= not whole.wrong and _share(whole) >= TARGETS.get(rate, 0)
        for way in ("position", "search"):
            tally = Tally()
            for kind in kinds:
                edits = Edits(words=rate, moved=0.1, quotes=True, blanks=True)
                tally.add(run(kind, edits, texts=1, count=options.marks, way=way))
            print(_row(f"     by {way}", tally))
    for name, edits in ALONE.items():
        tally = Tally()
        for kind in kinds:
            tally.add(run(kind, edits, texts=1, count=options.marks))
        print(_row(name, tally))
        good &= not tally.wrong
    if not options.quick:
        for kind in ("news", "words"):
            edits = Edits(words=0.05, moved=0.1, quotes=True, blanks=True)
            tally = run(kind, edits, texts=1, count=1_000, size=BIG)
            print(f"1,000 marks, 1 MB against 1 MB, {kind}: {tally.seconds:.2f} s")
    return 0 if good else 1


def _row(name: str, tally: Tally) -> str:
    of = max(1, tally.marks)
    return (
        f"{name:36}{tally.surviving / of:>8.1%}{_share(tally):>8.2%}{tally.flagged / of:>8.1%}"
        f"{tally.lost / of:>7.1%}{tally.wrong:>6}{tally.by_context:>6}"
    )


def _share(tally: Tally) -> float:
    return tally.right / tally.surviving if tally.surviving else 1.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reanchoring", description=__doc__)
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only such texts")
    parser.add_argument("--rate", action="append", type=float, help="this share of words instead")
    parser.add_argument("--texts", type=int, default=4, help="texts of each kind (4)")
    parser.add_argument("--marks", type=int, default=1_000, help="marks in each (1,000)")
    parser.add_argument("--quick", action="store_true", help="without the texts of 1 MB")
    return parser


if __name__ == "__main__":
    sys.exit(main())
