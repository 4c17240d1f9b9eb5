"""``annotate add``: articles into the library, without opening the reader."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, Failure, say
from annotate_tui.cli.group import coder_option, json_option, library_option, loading_options
from annotate_tui.cli.printing import json_safe, speak_utf8
from annotate_tui.cli.records import Record, added_record
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.cli.progress import Meter
    from annotate_tui.loaders.options import Refused
    from annotate_tui.services.adding import Added
    from annotate_tui.services.bringing_in import Handed, Outcome
    from annotate_tui.store.library import Library

TABLE_FROM = 10
"""From so many sources on, a table at the end sums up."""


@click.command(
    name="add",
    short_help="Add articles to the library.",
    epilog="\b\nExamples:\n  annotate add story.txt interview.md\n  annotate add clippings/\n"
    "  annotate add clippings/ --include '*.html' --exclude drafts\n"
    "  annotate add articles.csv --text-column body\n"
    "  pandoc -t plain report.docx | annotate add -",
)
@click.argument("sources", nargs=-1, metavar="PATH|DIR|URL|- ...")
@loading_options(" of folders and archives")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks, too.")
@click.option("--clipboard", is_flag=True, help="Add what the clipboard holds.")
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    sources: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    text_column: str,
    whole: bool,
    allow_private: bool,
    clipboard: bool,
    as_json: bool,
) -> int:
    """Add articles without opening the reader, and print one line for each.

    A folder stands for all files in and below it, hidden ones and those without a text (pictures,
    programs) left out; a table, a book or an archive for all articles in it; "-" is standard input.
    An article that is in the library already is found, not added twice. What cannot be read is
    named on standard error; the rest is added, and the exit status is 1. Whatever was added when
    you press Ctrl-C stays: run it again for the rest.
    """
    from annotate_tui.cli.interrupts import Interrupts
    from annotate_tui.cli.progress import Meter
    from annotate_tui.loaders.options import Options
    from annotate_tui.services.bringing_in import bring_in
    from annotate_tui.store.errors import LibraryError

    if not sources and not clipboard:
        raise click.UsageError("Missing argument 'PATH|DIR|URL|- ...'")
    options = Options(
        text_column=text_column,
        whole=whole,
        allow_private=allow_private,
        include=include,
        exclude=exclude,
    )
    named = [_source(source) for source in sources] + [_clipboard() for _ in range(clipboard)]
    with session.library() as library, Interrupts() as interrupts, Meter(shown=True) as meter:
        printed = _Printed(library, meter, as_json=as_json)
        try:
            outcome = bring_in(
                library,
                named,
                options,
                told=meter.told,
                each=printed.result,
                stop=interrupts,
                writing=interrupts.held,
            )
        except LibraryError as error:
            if not printed.new:
                raise
            raise Failure(f"{error} {_stayed(printed.new)}") from error
        finally:
            printed.end()
    table = not as_json and (outcome.many or len(named) >= TABLE_FROM)
    return _status(outcome, interrupts.status, table=table)


def _status(outcome: Outcome, stopped: int, *, table: bool) -> int:
    if table and (outcome.came or outcome.failed > 1 or outcome.alone):
        from annotate_tui.cli.add_table import print_table

        print_table(outcome)
    if outcome.stopped:
        say(f"Stopped: {_stayed(outcome.new)}")
        return stopped
    return FAILED if outcome.failed else DONE


def _stayed(new: int) -> str:
    count = "1 article" if new == 1 else f"{new:,} articles"
    return f"{count} came in and will stay; run it again for the rest."


class _Printed:
    """What goes to standard output: a line for each article, or one JSON document as it grows."""

    def __init__(self, library: Library, meter: Meter, *, as_json: bool) -> None:
        self._library = library
        self._meter = meter
        self._json = as_json
        self._tags = library.tags() if as_json else []
        self._begun = False
        self.new = 0
        """How many were told that are new."""
        if as_json:
            speak_utf8()

    def result(self, result: Added | Refused) -> None:
        """One article that is in the library now, or one failure."""
        from annotate_tui.loaders.options import Refused

        if isinstance(result, Refused):
            self._meter.failure(result.sentence)
            return
        self.new += result.status == "new"
        if self._json:
            self._record(added_record(result, self._tags))
        else:
            self._meter.line(result.message)

    def _record(self, record: Record) -> None:
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        sys.stdout.write(("," if self._begun else "[") + "\n  " + json_safe(text))
        self._begun = True

    def end(self) -> None:
        """End the document, whatever happened."""
        if self._json:
            sys.stdout.write("\n]\n" if self._begun else "[]\n")


def _source(source: str) -> str | Handed:
    if source != "-":
        return source
    from annotate_tui.cli.piped import standard_input
    from annotate_tui.loaders import MAX_BYTES, LoadError
    from annotate_tui.services.bringing_in import Handed

    def read() -> bytes:
        try:
            # One byte more than allowed, so that the loader sees that it is too much.
            return standard_input().read(MAX_BYTES + 1)
        except Failure as error:
            raise LoadError(str(error)) from error

    return Handed("standard input", read)


def _clipboard() -> Handed:
    from annotate_tui.loaders.clipboard import read_clipboard
    from annotate_tui.services.bringing_in import Handed

    return Handed("the clipboard", read_clipboard)
