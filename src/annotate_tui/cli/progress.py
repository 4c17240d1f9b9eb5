"""How far a long run is, on a terminal alone."""

from __future__ import annotations

import sys
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import say
from annotate_tui.cli.printing import fit, print_lines
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from annotate_tui.services.bringing_in import Progress

NAME_CELLS = 24
"""How wide the name of the last file is beside the bar."""


class Meter:
    """A bar on standard error where that is a terminal, and lines that do not break it."""

    def __init__(self, *, shown: bool) -> None:
        self._bar: Bar | None = None
        self._wanted = shown and sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def told(self, progress: Progress) -> None:
        """Show how far it is; the bar comes with the first call after which more is to come."""
        if self._bar is None:
            if not self._wanted or progress.done >= progress.total:
                return
            self._bar = _bar()
            total = None if progress.total == 1 else progress.total
            self._bar.add_task("", total=total, said="", name="")
            self._bar.start()
        task = self._bar.task_ids[0]
        name = fit(PurePath(progress.name).name or progress.name, NAME_CELLS)
        failed = f", {progress.failed:,} failed" if progress.failed else ""
        came = progress.new + progress.versions + progress.same
        self._bar.update(task, completed=progress.done, said=f"{came:,} in{failed}", name=name)
        self._bar.refresh()

    def line(self, message: str) -> None:
        """One line on standard output."""
        if self._bar is not None and sys.stdout.isatty():
            self._above(display(message))
        else:
            print_lines([display(message)])

    def failure(self, message: str) -> None:
        """One sentence on standard error."""
        if self._bar is not None:
            self._above(f"annotate: {display(message)}")
        else:
            say(message)

    def _above(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}", markup=False),
        Remaining(compact=True),
        TextColumn("{task.fields[name]}", markup=False, style="dim"),
        console=Console(stderr=True, highlight=False),
        # Drawn when there is something to tell: no thread that could write between two lines.
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
