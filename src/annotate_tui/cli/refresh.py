"""``annotate refresh``: articles are read again from where they came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import Record, article_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.services.refreshing import Refreshed
    from annotate_tui.store import ArticleRow, Library


@click.command(
    name="refresh",
    short_help="Read articles again from their source.",
    epilog="\b\nExamples:\n  annotate refresh 3\n  annotate refresh 'serial defections' 7\n"
    "  annotate refresh --all",
)
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@click.option("--all", "everything", is_flag=True, help="All articles that have a source.")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks, too.")
@click.option(
    "--force", is_flag=True, help="Take the new text also where hardly a word is as it was."
)
@click.option(
    "--text-column", default="", metavar="NAME", help="The column with the text, of a table's row."
)
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    articles: tuple[str, ...],
    everything: bool,
    allow_private: bool,
    force: bool,
    text_column: str,
    as_json: bool,
) -> int:
    """Read each ARTICLE again from its file or address, and print one line for each.

    ARTICLE is its number, id, source, or words of its title. Where the words are others by now, the
    new text is kept beside the old one, and every mark is placed in it: the line says how many
    stood, moved, changed and were lost. With --all those that have not changed are counted only, at
    the end, on standard error. What cannot be read is named on standard error, nothing is
    changed in it, the rest goes on, and the exit status is 1.
    """
    from annotate_tui.loaders import LoadError, Options
    from annotate_tui.services import refreshing
    from annotate_tui.store import LibraryError

    if bool(articles) is everything:
        raise click.UsageError("Name articles, or all of them with --all: one of the two.")
    options = Options(allow_private=allow_private, text_column=text_column)
    records: list[Record] = []
    became: Counter[str] = Counter()
    with session.library() as library:
        for named in _named(library, articles):
            article: ArticleRow | None = None
            try:
                article = library.find_article(named) if isinstance(named, str) else named
                done = refreshing.refresh(library, article, options, force=force)
            except (LoadError, LibraryError) as error:
                became["failed"] += 1
                say(_told(error, article))
                continue
            became[done.status] += 1
            if as_json:
                records.append(_record(library, done))
            elif not everything or done.status != "same" or done.anchored or done.warned:
                print_lines([display(done.message)])
    if as_json:
        print_json(records)
    if everything:
        say(_summary(became))
    return FAILED if became["failed"] else DONE


def _summary(became: Counter[str]) -> str:
    """What became of all articles: "2 articles have a new text, 40 have not changed, 1 failed."."""
    if not became:
        return "No article has a source that can be read again."
    new, same, failed = became["new_text"], became["same"], became["failed"]
    parts = [(new, "a new text"), (same, "not changed")]
    said = [f"{count:,} {'has' if count == 1 else 'have'} {what}" for count, what in parts if count]
    if failed:
        said.append(f"{failed:,} could not be read again")
    count, _, rest = said[0].partition(" ")
    return ", ".join([f"{count} article{'' if count == '1' else 's'} {rest}", *said[1:]]) + "."


def _named(library: Library, articles: tuple[str, ...]) -> Iterable[str | ArticleRow]:
    """What was named; else all articles that can be read again."""
    if articles:
        return articles
    return [row for row in library.articles() if row.source or library.places(row.id)]


def _told(error: Exception, article: ArticleRow | None) -> str:
    """The sentence of a failure, with the article where it names none, and what became of it."""
    said = str(error)
    if article is None or re.search(rf"\b[Aa]rticle {article.number}\b", said):
        return said
    return f"Article {article.number} stays as it is. {said}"


def _record(library: Library, done: Refreshed) -> Record:
    anchored = done.anchored._asdict() if done.anchored is not None else None
    record = article_record(done.article, library.tags())
    return {**record, "status": done.status, "anchored": anchored, "message": done.message}
