"""``annotate watch``: what comes into a folder comes into the library, until it is stopped."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import FAILED, say
from annotate_tui.cli.group import coder_option, json_option, library_option, loading_options
from annotate_tui.cli.printing import json_safe, print_lines, speak_utf8
from annotate_tui.cli.records import Record, added_record
from annotate_tui.cli.session import Session
from annotate_tui.services.watching import SETTLED
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.services.adding import Added
    from annotate_tui.services.watching import Failed, Watched
    from annotate_tui.store.library import Library


@click.command(
    name="watch",
    short_help="Add what comes into a folder, until stopped.",
    epilog="\b\nExamples:\n  annotate watch clippings/\n"
    "  annotate watch clippings/ --include '*.pdf'\n"
    "  annotate watch /mnt/share/press --poll --settle 10",
)
@click.argument("folder", metavar="DIR")
@loading_options()
@click.option(
    "--settle",
    type=click.FloatRange(0.01, 3600),
    default=SETTLED,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must stay the same before it is read.",
)
@click.option(
    "--poll", is_flag=True, help="Look again and again: for network folders that tell nothing."
)
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    folder: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    text_column: str,
    whole: bool,
    settle: float,
    poll: bool,
    as_json: bool,
) -> int:
    """Add the articles in a folder, then each that comes or changes, until Ctrl-C.

    One line is printed for each, as 'annotate add' does; what is there already and known is passed
    over in silence. Hidden files, downloads that are not complete and editors' working copies are
    left alone. What cannot be read is named on standard error, and the watch goes on. With --json,
    each record is a line, and the list
    is ended when the watch is.
    """
    from annotate_tui.cli.interrupts import Ending
    from annotate_tui.loaders.options import Options
    from annotate_tui.services.watching import check_folder, watch

    options = Options(text_column=text_column, whole=whole, include=include, exclude=exclude)
    watched: Watched | None = None
    with session.library() as library, Ending() as ending:
        printed = _Printed(library, as_json=as_json)
        try:
            check_folder(folder)
            say(f"Watching {folder}: Ctrl-C ends it.")
            watched = watch(
                library,
                folder,
                options,
                told=printed.told,
                stop=ending.stop,
                poll=poll,
                settled=settle,
            )
        finally:
            printed.end()
    say(f"Stopped: {watched.new} new, {watched.versions} changed, {watched.failed} failed.")
    return ending.status or FAILED


class _Printed:
    """What goes to standard output, each at once: lines, or one JSON document as it grows."""

    def __init__(self, library: Library, *, as_json: bool) -> None:
        self._library = library
        self._json = as_json
        self._begun = False
        if as_json:
            speak_utf8()

    def told(self, event: Added | Failed) -> None:
        """One article that came in or was found again, or one failure."""
        from annotate_tui.services.watching import Failed

        if isinstance(event, Failed):
            say(event.sentence)
        elif self._json:
            self._print(added_record(event, self._library.tags()))
        else:
            print_lines([display(event.message)])
        sys.stdout.flush()

    def end(self) -> None:
        """End a JSON document, whatever happened."""
        if self._json:
            sys.stdout.write("]\n" if self._begun else "[]\n")
            sys.stdout.flush()

    def _print(self, record: Record) -> None:
        # A line for each that is whole at once: whoever reads along need not wait for the next.
        text = json_safe(json.dumps(record, ensure_ascii=False))
        sys.stdout.write(f"{',' if self._begun else '['}{text}\n")
        self._begun = True
