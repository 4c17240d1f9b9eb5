"""``annotate add``: files into the library, without opening the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, Failure, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.opening import check_source
from annotate_tui.cli.piped import piped_article
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import Record, article_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.services.adding import Added
    from annotate_tui.store.library import Library


@click.command(
    name="add",
    short_help="Add articles to the library.",
    epilog="\b\nExamples:\n  annotate add story.txt interview.md\n  annotate add clippings/\n"
    "  pandoc -t plain report.docx | annotate add -",
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH|DIR|- ...")
@json_option
@library_option
@coder_option
@click.pass_obj
def command(session: Session, sources: tuple[str, ...], as_json: bool) -> int:
    """Add articles without opening the reader, and print one line for each.

    A folder stands for all files in and below it, hidden ones left out; "-" is standard input. An
    article that is in the library already is found, not added twice. What cannot be read is named
    on standard error; the rest is added, and the exit status is 1.
    """
    from annotate_tui.loaders.errors import LoadError
    from annotate_tui.store.errors import LibraryError

    records: list[Record] = []
    status = DONE
    with session.library() as library:
        for source in sources:
            try:
                files = list(_files(source))
            except Failure as error:
                say(str(error))
                status = FAILED
                continue
            for file in files:
                try:
                    added = _add(library, file)
                except (LoadError, Failure) as error:
                    say(str(error))
                    status = FAILED
                    continue
                if as_json:
                    record = article_record(added.article, library.tags())
                    records.append({**record, "status": added.status, "message": added.message})
                else:
                    print_lines([display(added.message)])
        # What was added is safe by now; what cannot be indexed waits for the next search.
        with suppress(LibraryError):
            library.index_more(float("inf"))
    if as_json:
        print_json(records)
    return status


def _files(source: str) -> Iterator[str]:
    check_source(source)
    folder = Path(source)
    if source == "-" or not folder.is_dir():
        yield source
        return
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    ]
    if not found:
        raise Failure(f"There are no files in the folder {source}.")
    yield from map(str, found)


def _add(library: Library, file: str) -> Added:
    from annotate_tui.services.adding import add_article, add_path

    if file != "-":
        return add_path(library, file)
    return add_article(library, piped_article())
