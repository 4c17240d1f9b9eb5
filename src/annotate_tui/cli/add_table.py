"""What became of many sources, as a table at the end."""

from __future__ import annotations

import sys
from functools import reduce
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import flush_output
from annotate_tui.cli.printing import fit_end
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from rich.console import Console

    from annotate_tui.services.bringing_in import Outcome

PLACE_CELLS = 30
"""How wide the names of what failed are at most; their ends say more than their beginnings."""


def print_table(outcome: Outcome) -> None:
    """Print on standard error how many articles came in, were there, failed, and why those did."""
    from rich.console import Console

    if sys.stderr is None:
        return
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        draw(outcome, console)
    flush_output()
    try:
        sys.stderr.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    except UnicodeEncodeError:
        # A terminal that cannot show a line of the table has been told all of it by now.
        return


def draw(outcome: Outcome, console: Console) -> None:
    """The table on a console of any width, with or without colours."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    counts = Table.grid(padding=(0, 2))
    counts.add_column(justify="right", style="bold", min_width=5)
    counts.add_column()
    for count, words in _rows(outcome):
        counts.add_row(f"{count:,}", words)
    console.print()
    console.print(counts)
    if not outcome.failures:
        return
    failures = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
    width = max(12, min(PLACE_CELLS, console.width * 3 // 8))
    failures.add_column("not read", max_width=width, no_wrap=True)
    failures.add_column("why", overflow="fold")
    for refused in outcome.failures:
        place = fit_end(_nearer(refused.place), width)
        failures.add_row(Text(place), Text(display(_short(refused.sentence, refused.place))))
    console.print(failures)
    more = outcome.failed - len(outcome.failures)
    if more > 0:
        console.print(Text(f" and {more:,} more (all are named above)"))


def _rows(outcome: Outcome) -> list[tuple[int, str]]:
    alone, texts = ("file", "no text") if outcome.alone == 1 else ("files", "no texts")
    rows = [
        (outcome.new, "came in"),
        (outcome.same, "already there"),
        (outcome.versions, "new version" if outcome.versions == 1 else "new versions"),
        (outcome.doubles, "of the new ones like another article"),
        (outcome.alone, f"{alone} left alone ({texts})"),
        (outcome.failed, "failed"),
    ]
    return [row for row in rows if row[0] or row[1] == "came in"]


def _short(sentence: str, place: str) -> str:
    """The sentence without the place, which stands beside it, where it begins with that."""
    pieces = place.split("#")
    for name in (place, *pieces, *(PurePath(piece).name for piece in pieces)):
        if name and sentence.startswith((f"{name} ", f"{name}, ")):
            rest = sentence[len(name) :].lstrip(" ,")
            holders = (f"in {PurePath(piece).name} " for piece in reversed(pieces))
            return reduce(str.removeprefix, holders, rest)
    return sentence


def _nearer(place: str) -> str:
    """A place below the current folder as it is called from there."""
    path = PurePath(place)
    try:
        here = Path.cwd()
    except OSError:
        # The current folder was deleted.
        return place
    return str(path.relative_to(here)) if path.is_relative_to(here) else place
