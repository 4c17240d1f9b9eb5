"""``annotate list``: the library as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import say
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.records import article_record
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.model import Tag
    from annotate_tui.store.rows import ArticleRow

_TITLE, _SOURCE = 1, 2


@click.command(
    name="list",
    short_help="List the articles of the library.",
    epilog="\b\nExamples:\n  annotate list\n  annotate list --json | jq '.[].title'\n"
    "  annotate list --doubles\n  annotate list --flagged",
)
@click.option(
    "--doubles", is_flag=True, help="List pairs of articles that are nearly the same instead."
)
@click.option(
    "--flagged", is_flag=True, help="Only articles with marks to be placed in a new text."
)
@json_option
@library_option
@click.pass_obj
def command(session: Session, as_json: bool, doubles: bool, flagged: bool) -> int:
    """List the articles: number, title, source, date, marks by tag, how many marks wait to be placed
    in a new text, done.

    The source is the site that published it where one is stated, else the host of the address or
    the name of the file. On a terminal the table is cut to its width; piped, it is whole.
    """
    if doubles and flagged:
        raise click.UsageError("Ask for --doubles or for --flagged: one of the two.")
    if doubles:
        return _list_doubles(session, as_json)
    with session.reading() as library:
        articles, tags = library.articles(), library.tags()
    known = len(articles)
    if flagged:
        articles = [article for article in articles if article.flagged]
    if as_json:
        print_json(article_record(article, tags) for article in articles)
    elif articles:
        print_lines(lines(articles, tags))
    elif known:
        say("No marks wait to be placed.")
    else:
        say("The library is empty: 'annotate add FILE' adds an article.")
    return 0


def _list_doubles(session: Session, as_json: bool) -> int:
    from annotate_tui.services.doubles import doubles

    with session.reading() as library:
        found = doubles(library)
        tags = library.tags()
    if as_json:
        print_json(
            {
                "articles": [article_record(row, tags) for row in (pair.one, pair.other)],
                "share": float(f"{pair.share:.4f}"),
                "nearly": pair.nearly,
            }
            for pair in found
        )
    elif found:
        rows = [
            [
                *(str(pair.one.number), pair.one.title),
                *(str(pair.other.number), pair.other.title),
                f"{pair.percent} %" if pair.nearly else f"{pair.percent} % of the shorter one's",
            ]
            for pair in found
        ]
        head = ["no", "title", "no", "very like", "same words"]
        print_lines(
            table(
                head,
                rows,
                width=terminal_width(),
                flexible={1: 1, 3: 1},
                right=frozenset({0, 2}),
            )
        )
    else:
        say("No two articles are nearly the same.")
    return 0


def lines(articles: Sequence[ArticleRow], tags: Sequence[Tag]) -> list[str]:
    """The articles as the lines of a table, cut to the terminal's width."""
    from annotate_tui.store.folding import source_shown

    used = [tag for tag in tags if any(article.counts.get(tag.id) for article in articles)]
    notes = any(article.counts.get("") for article in articles)
    head = ["no", "title", "source", "published", *(tag.path for tag in used)]
    waiting = any(article.flagged for article in articles)
    head += [*(["notes"] if notes else []), *(["to place"] if waiting else []), "done"]
    rows = []
    for article in articles:
        counts = [article.counts.get(tag.id, 0) for tag in used]
        counts += [article.counts.get("", 0)] if notes else []
        counts += [article.flagged] if waiting else []
        rows.append(
            [
                str(article.number),
                article.title,
                source_shown(article.source, article.site),
                article.published[:10],
                *(str(count) if count else "·" for count in counts),
                article.done_at[:10],
            ]
        )
    numbers = frozenset({0, *range(4, len(head) - 1)})
    return table(
        head, rows, width=terminal_width(), flexible={_TITLE: 3, _SOURCE: 1}, right=numbers
    )
