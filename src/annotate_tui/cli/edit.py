"""``annotate edit``: what is known of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.declaring import given, pairs
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.listing import lines
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import article_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.store import ArticleRow


@click.command(
    name="edit",
    short_help="Change what is known of an article.",
    epilog="\b\nExamples:\n  annotate edit 3 --title 'Serial defections' --published 2015-04-13\n"
    "  annotate edit 3 --author 'Kim Min-seok' --author 'Ann Lee' --site 'NK News'\n"
    "  annotate edit 3 --set outlet='NK News' --set country=",
)
@click.argument("article")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--source", metavar="TEXT", help="Where it is from: an address, a file.")
@click.option("--site", metavar="TEXT", help="Who published it.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Who wrote it, in place of all before; may be given several times.",
)
@click.option("--published", metavar="DATE", help="When: 2026-03-15, 2026-03 or 2026.")
@click.option("--updated", metavar="DATE", help="When it was changed last.")
@click.option("--language", metavar="CODE", help="Like en, ko or pt-BR.")
@click.option("--note", metavar="TEXT", help="A note on the article as a whole.")
@click.option(
    "--set",
    "variables",
    multiple=True,
    metavar="VARIABLE=VALUE",
    callback=pairs,
    help="Fill in a document variable; once for each variable.",
)
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    /,
    article: str,
    authors: tuple[str, ...],
    variables: dict[str, str],
    as_json: bool,
    **details: str | None,
) -> int:
    """Change what is known of ARTICLE, in one step, and print its line as in 'annotate list', with
    what was changed that stands in none of its columns.

    ARTICLE is its number, id, source, or words of its title. An empty value takes away what was
    there, but for the title. 'annotate variables' has the variables that are declared, and what they
    take; any other name is kept as text.
    """
    changes = given(**details, authors=authors or None, variables=variables or None)
    from annotate_tui.services.articles import edit

    with session.library() as library:
        before = library.find_article(article)
        if variables:
            changes["variables"] = _filled_in(before.variables, variables)
        now = edit(library, before.id, **changes)
        tags = library.tags()
    if as_json:
        print_json([article_record(now, tags)])
    else:
        print_lines([*lines([now], tags), *_entered(before, now)])
    return 0


def _entered(before: ArticleRow, now: ArticleRow) -> Iterator[str]:
    """The details that were changed and that the line of a list has not, each on a line."""
    for name in ("source", "site", "authors", "updated", "language", "note"):
        value = getattr(now, name)
        if value != getattr(before, name):
            yield _told(name, value)
    names = dict.fromkeys((*before.variables, *now.variables))
    for name in names:
        if before.variables.get(name) != now.variables.get(name):
            yield _told(name, now.variables.get(name))


def _told(name: str, value: Any) -> str:  # noqa: ANN401
    several = isinstance(value, list | tuple)
    words = "; ".join(map(str, value)) if several else "" if value is None else str(value)
    return display(f"{name}: {' '.join(words.split())}" if words else f"{name} emptied")


def _filled_in(before: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The variables with these values; names that are one column are one, empty ones go."""
    from annotate_tui.columns import as_column

    after = dict(before)
    for name, value in values.items():
        held = next((own for own in after if as_column(own) == as_column(name)), name)
        if value.strip():
            after[held] = value
        else:
            after.pop(held, None)
    return after
