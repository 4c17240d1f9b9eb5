"""``annotate log``: every change to the library, by whom and when."""

from __future__ import annotations

from datetime import datetime

import click

from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import step_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display


@click.command(
    name="log",
    short_help="Show what was changed, when and by whom.",
    epilog="\b\nExamples:\n  annotate log -n 20\n  annotate log --article 3 --json",
)
@click.option("-n", "limit", type=click.IntRange(min=1), metavar="N", help="The last N only.")
@click.option("--article", metavar="ARTICLE", help="Changes to this article only.")
@json_option
@library_option
@click.pass_obj
def command(session: Session, limit: int | None, article: str | None, as_json: bool) -> int:
    """Print every change to the library, oldest first, the newest last.

    Times are local; with --json they are in UTC.
    """
    with session.reading() as library:
        chosen = library.find_article(article).id if article is not None else None
        steps = library.log(chosen, limit)[::-1]
        ids = {step.article_id for step in steps if step.article_id}
        numbers = {article_id: library.article(article_id).number for article_id in ids}
    if as_json:
        print_json(step_record(step, numbers.get(step.article_id)) for step in steps)
        return 0
    several = len({step.coder for step in steps}) > 1
    lines = []
    for step in steps:
        number = numbers.get(step.article_id)
        where = f" (#{number})" if number is not None else ""
        who = f"{step.coder}: " if several else ""
        lines.append(display(f"{_local(step.at)}  {who}{step.description}{where}"))
    print_lines(lines)
    return 0


def _local(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return at
