"""``annotate search``: words in the whole library, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, say
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.naming import tags_meant
from annotate_tui.cli.printing import fit, fit_end, print_json, print_lines, terminal_width
from annotate_tui.cli.records import hit_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import cell_width, display
from annotate_tui.text.normal import quoted, shorten

if TYPE_CHECKING:
    from annotate_tui.store.library import Library
    from annotate_tui.store.search import Hit

_KINDS = ("title", "text", "mark", "note")
_INDENT = 4
_PATIENCE = 0.9
"""Seconds after which it is said that the library is being indexed."""
_FOUND = "\x1b[1;4m{}\x1b[0m"


@click.command(
    name="search",
    short_help="Search articles, marks and notes.",
    epilog="\b\nExamples:\n  annotate search defectors vladivostok\n"
    "  annotate search '\"internal source\"' --kind text\n"
    "  annotate search moscow --tag quote --json",
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS),
    help="Only this kind; may be given several times.",
)
@click.option("--article", metavar="ARTICLE", help="In this article only.")
@click.option("--tag", metavar="TAG", help="Only marks with this tag and those below it.")
@click.option(
    "-n",
    "--limit",
    "limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="The best N only.",
)
@json_option
@library_option
@click.pass_obj
def command(
    session: Session,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    article: str | None,
    tag: str | None,
    limit: int,
    as_json: bool,
) -> int:
    """Print the passages that hold all WORDS, best first: article, then the words in context.

    A passage is a title, a mark's words, a note, or up to 4 kB of text. Case and accents do not
    count, and the last word may go on. What is in double quotes follows each other; nothing else
    has a meaning of its own. The exit status is 1 where nothing is found.
    """
    typed = " ".join(words)
    with session.reading() as library:
        chosen = library.find_article(article).id if article is not None else None
        meant = tags_meant(library.tags(), tag) if tag is not None else None
        tag_ids = [t.id for t in meant] if meant is not None else None
        _make_ready(library)
        hits = library.search(typed, kinds=kinds or None, article_id=chosen, tag_ids=tag_ids)
        width = None if as_json else terminal_width()
        about = 60 if width is None else max(20, (width - _INDENT) // 2)
        rows = hits.rows(0, limit, about)
    if as_json:
        print_json(hit_record(hit) for hit in rows)
    elif rows:
        print_lines(_lines(rows, width))
    if hits.unsearched:
        say(
            f"{hits.unsearched} articles or marks were not searched: the library is not indexed and"
            " cannot be written here; copy it to where it can."
        )
    if not rows:
        say(f"Nothing was found for {quoted(shorten(typed))}.")
        return FAILED
    if hits.count > len(rows):
        say(f"{len(rows)} of {hits.count} passages; -n N shows more.")
    return DONE


def _make_ready(library: Library) -> None:
    if not library.index_more(_PATIENCE):
        say("What is new in the library is being indexed; the next search will be quick.")
        library.index_more(float("inf"))


def _lines(hits: Sequence[Hit], width: int | None) -> Iterator[str]:
    """Each hit below the name of its article, which is not repeated."""
    before = ""
    for hit in hits:
        if hit.article_id != before:
            before = hit.article_id
            title = hit.title if hit.kind != "title" else ""
            head = f"{hit.number:>3} "
            date = f"  {hit.published[:10]}" if hit.published else ""
            if title or hit.kind != "title":
                yield head + _cut(title, width, len(head) + len(date)) + date
            else:
                yield head + _in_context(hit, width, len(head) + len(date), "") + date
                continue
        said = "" if hit.kind == "text" else f"{hit.kind}: "
        yield " " * _INDENT + _in_context(hit, width, _INDENT, said)


def _cut(text: str, width: int | None, taken: int) -> str:
    return display(text) if width is None else fit(text, width - taken)


def _in_context(hit: Hit, width: int | None, taken: int, said: str) -> str:
    if width is None:
        return said + display(hit.left + hit.words + hit.right)
    room = width - taken - len(said)
    words = fit(hit.words, room)
    room -= cell_width(words)
    right_needs = cell_width(display(hit.right))
    left = fit_end(hit.left, max(room // 2, room - right_needs))
    right = fit(hit.right, room - cell_width(left))
    return said + left + _FOUND.format(words) + right
