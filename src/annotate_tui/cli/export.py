"""``annotate export``: the marks, or the articles, as a table."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from annotate_tui.cli.failing import Failure, say
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.naming import tags_meant
from annotate_tui.cli.printing import TerminalStream, print_json, speak_utf8
from annotate_tui.cli.session import Session
from annotate_tui.formats import FORMATS, UnknownFormatError, choose

if TYPE_CHECKING:
    from annotate_tui.services.exporting import Choice
    from annotate_tui.store.library import Library


def _time(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is None:
        return ""
    try:
        # Without a zone it is the user's own; the library keeps UTC.
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"'{value}' is no date like 2023-06-12 or 2023-06-12T08:06"
        raise click.BadParameter(message, ctx, param) from None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@click.command(
    name="export",
    short_help="Write the marks, or the articles, as a table.",
    epilog="\b\nExamples:\n  annotate export -o marks.csv\n"
    "  annotate export --tag quote --since 2023-06-01 -o quotes.csv\n"
    "  annotate export --articles --excel -o articles.csv\n  annotate export | head",
)
@click.option("--format", "name", metavar="NAME", help=f"One of: {', '.join(FORMATS)}.")
@click.option(
    "-o", "--output", "path", metavar="FILE", help='Where to; "-" is standard output (default).'
)
@click.option("--articles", is_flag=True, help="One row per article instead of one per mark.")
@click.option(
    "--excel",
    is_flag=True,
    help="For spreadsheets: a byte-order mark, and no cell that could run as a formula.",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="This tag and those below it.")
@click.option("--article", "chosen", multiple=True, metavar="ARTICLE", help="This article only.")
@click.option(
    "--since", callback=_time, metavar="DATE", help="Made or changed at or after this time."
)
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Coded by this person.")
@json_option
@library_option
@click.pass_obj
def command(
    session: Session,
    name: str | None,
    path: str | None,
    articles: bool,
    excel: bool,
    tags: tuple[str, ...],
    chosen: tuple[str, ...],
    since: str,
    coders: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write one row per mark, in the order of the articles and of their text.

    Options that choose may be given several times; a mark must fit each kind of them. The ending
    of FILE chooses the format. A file is written whole or not at all, and what the table still
    lacks is said on standard error.
    """
    if articles and (tags or since or coders):
        raise click.UsageError("--articles goes with --article, not with --tag, --since, --coder.")
    if as_json and (name or path or excel):
        raise click.UsageError("--json prints to standard output, without --format, -o or --excel.")
    path = None if path == "-" else path
    try:
        format_module = choose(name, path)[1]
    except UnknownFormatError as error:
        raise click.UsageError(str(error)) from error
    from annotate_tui.services import exporting

    with session.reading() as library:
        ids = [library.find_article(word).id for word in chosen]
        if articles:
            table, lacking = exporting.article_table(library, ids), []
        else:
            choice = _choice(library, tags, ids, since, coders)
            table = exporting.annotation_table(library, choice)
            lacking = exporting.missing(table, library.tags())
    if as_json:
        print_json({column: row.get(column) for column in table.columns} for row in table.rows)
        return 0

    def write(stream: TextIO) -> None:
        format_module.write(table.rows, table.columns, stream, excel=excel)

    if path is None:
        write(_standard_output())
        return 0
    try:
        exporting.write_file(Path(path).expanduser(), write)
    except OSError as error:
        raise Failure(f"{path} could not be written: {error.strerror}.") from error
    say(f"{exporting.summary(table, lacking)}; written to {path}.")
    return 0


def _choice(
    library: Library,
    tags: tuple[str, ...],
    ids: list[str],
    since: str,
    coders: tuple[str, ...],
) -> Choice:
    from annotate_tui.services.exporting import Choice

    codebook = library.tags()
    paths = [t.path for word in tags for t in tags_meant(codebook, word)]
    return Choice(tags=paths, articles=ids, coders=coders, since=since)


def _standard_output() -> TextIO:
    if sys.stdout.isatty():
        return cast(TextIO, TerminalStream())
    speak_utf8(newline="")
    return sys.stdout
