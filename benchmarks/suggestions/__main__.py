"""``python -m benchmarks.suggestions``: the suggestions held against the sets, set by set."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from annotate_tui.detect.suggester import Suggester
from annotate_tui.model import Suggestion
from annotate_tui.text.document import Document
from benchmarks.suggestions import gold
from benchmarks.suggestions.score import Suggest, Tally, score


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0, or 1 with one sentence where a set cannot be read."""
    options = _parser().parse_args(arguments)
    suggest: Suggest = _all if options.all else _likely
    try:
        for name in options.set or gold.names():
            marked = gold.read_set(name)
            tally = score(name, marked, suggest)
            print("\n".join(table(name, len(marked), tally)))
            if options.errors and not name.endswith("_test"):
                print("\n".join(errors(tally, options.errors)))
    except (OSError, gold.GoldError) as error:
        print(f"the set cannot be read: {error}", file=sys.stderr)
        return 1
    return 0


def table(name: str, texts: int, tally: Tally) -> list[str]:
    """The lines of one set."""
    speed = tally.size / tally.seconds / 1e6 if tally.seconds else 0.0
    kind = name.partition("_")[0]
    unit = "sentences" if kind == "figures" else "articles"
    lines = [f"{name}: {texts} {unit}, {tally.size / 1000:.0f} kB, {speed:.2f} MB/s"]
    if kind == "quotes":
        for mode in ("direct", "mixed", "indirect", "marks"):
            line = _row(mode, tally, f"{mode} right", f"{mode} said", f"{mode} asked")
            if mode != "marks":
                line += f"  speaker {_of(tally, f'{mode} speakers right', f'{mode} speakers')}"
                line += f"  name {_of(tally, f'{mode} names right', f'{mode} speakers')}"
            lines.append(line)
        lines.append(f"  linked parts {_of(tally, 'parts right', 'parts asked')}")
    elif kind == "figures":
        lines.append(_row("value", tally, "values right", "values said", "values asked"))
        lines.append(_row("with qualifier", tally, "signs right", "values said", "values asked"))
        lines.append(_row("span", tally, "spans right", "spans said", "spans asked"))
        lines.append(
            f"  unit {_of(tally, 'units right', 'units asked')}"
            f"  change {_of(tally, 'changes right', 'changes asked')}"
        )
    else:
        lines.append(
            f"  precision {_of(tally, 'right', 'said')}  suggested {_of(tally, 'said', 'sentences')}"
            f"  worth checking {_of(tally, 'worth', 'sentences')}"
        )
    return lines


def errors(tally: Tally, most: int) -> list[str]:
    """The first misses and false alarms, ``most`` of each."""
    missed = [f"  - {line}" for line in tally.misses[:most]]
    return missed + [f"  + {line}" for line in tally.alarms[:most]]


def _row(title: str, tally: Tally, right: str, said: str, asked: str) -> str:
    f1 = tally.f1(right, said, asked)
    return (
        f"  {title:15s} recall {_of(tally, right, asked)}  precision {_of(tally, right, said)}"
        f"  F1 {'  - ' if f1 is None else f'{f1:.3f}'}"
    )


def _of(tally: Tally, part: str, whole: str) -> str:
    share = tally.share(part, whole)
    counted = f"({tally.counts[part]}/{tally.counts[whole]})"
    return f"{'  -  ' if share is None else f'{share:.3f}'} {counted:9s}"


def _likely(document: Document) -> Iterable[Suggestion]:
    return (one for one in Suggester(document).all() if one.likely)


def _all(document: Document) -> Iterable[Suggestion]:
    return Suggester(document).all()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.suggestions", description=__doc__)
    parser.add_argument(
        "--errors",
        type=int,
        default=0,
        metavar="N",
        help="the first N misses and false alarms too, of the sets that rules may be fitted to",
    )
    parser.add_argument("--set", action="append", metavar="NAME", help="this set only")
    parser.add_argument("--all", action="store_true", help="doubtful suggestions too")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
