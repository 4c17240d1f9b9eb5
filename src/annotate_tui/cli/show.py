"""``annotate show``: an article with its highlights, printed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import Failure
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, terminal_width
from annotate_tui.cli.records import article_record, mark_record
from annotate_tui.cli.session import Session
from annotate_tui.model import BlockKind
from annotate_tui.text.cells import display
from annotate_tui.text.normal import quoted

if TYPE_CHECKING:
    from rich.text import Text

    from annotate_tui.model import Block, Mark, Tag
    from annotate_tui.services.versions import Version
    from annotate_tui.store.library import Library
    from annotate_tui.store.rows import ArticleRow, TextRow

MEASURE = 80
"""The most cells of a line on a terminal; piped, a paragraph is one line."""

_CLOSE_TOGETHER = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@click.command(
    name="show",
    short_help="Print an article with its highlights.",
    epilog="\b\nExamples:\n  annotate show 3\n  annotate show 'serial defections' | less\n"
    "  annotate show 3 --json",
)
@click.argument("article")
@click.option(
    "--version",
    type=click.IntRange(1),
    metavar="N",
    help="An older text, counted from 1; without it the current one.",
)
@json_option
@library_option
@click.pass_obj
def command(session: Session, article: str, version: int | None, as_json: bool) -> int:
    """Print an article with its marks as [tag: words], then what is known of each mark.

    ARTICLE is its number, id, source, or words of its title. Colour is added on a terminal that
    has it, unless NO_COLOR is set. With --json, one record: the article, its text and its marks. Of an
    older text all is told as it is there, but for what the marks carry, which they carry once.
    """
    from annotate_tui.services.versions import marks_in

    with session.reading() as library:
        row = library.find_article(article)
        shown = _version(library, row, version)
        text = library.text(shown.text_id)
        marks = marks_in(library, text.id)
        tags = library.tags()
    if as_json:
        counts = Counter(mark.annotation.tag_id or "" for mark in marks)
        if not shown.current:
            row = replace(row, length=text.length, text_sha256=text.sha256, counts=counts)
        record = article_record(row, tags)
        record["version"] = shown.number
        record["text"] = text.text
        record["marks"] = [mark_record(mark, row, text.sha256, tags) for mark in marks]
        print_json([record])
    else:
        print_lines(_printed(_parts(row, text, marks, tags)))
    return 0


def _version(library: Library, row: ArticleRow, number: int | None) -> Version:
    """The version of that number, or the current one. Raises Failure where there is none."""
    from annotate_tui.services.versions import versions

    known = versions(library, row.id)
    if number is None:
        return next(one for one in known if one.current)
    if number > len(known):
        count = f"there are {len(known)}" if len(known) > 1 else "it has one"
        raise Failure(f"Article {row.number} has no version {number}: {count}.")
    return known[number - 1]


def _printed(parts: Iterator[Text]) -> Iterator[str]:
    """The parts as lines, wrapped and coloured where standard output is a terminal."""
    import io

    from rich.console import Console

    width = terminal_width()
    # An empty NO_COLOR counts as unset: https://no-color.org
    plain = width is None or bool(os.environ.get("NO_COLOR"))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=min(width or MEASURE, MEASURE),
        force_terminal=sys.stdout.isatty(),
        no_color=plain,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        console.print(part, soft_wrap=width is None)
        yield from stream.getvalue().splitlines()
        stream.seek(0)
        stream.truncate()


def _parts(
    row: ArticleRow, text: TextRow, marks: Sequence[Mark], tags: Sequence[Tag]
) -> Iterator[Text]:
    from rich.text import Text

    from annotate_tui.text.structure import block

    if BlockKind.TITLE not in text.structure.kinds:
        yield Text(display(row.title), style="bold")
    said = [f"#{row.number}", ", ".join(row.authors), row.site, row.published, row.source]
    yield Text(display(" · ".join(s for s in said if s)), style="dim")
    if row.note:
        yield Text(display(f"Note: {row.note}"))
    before: Block | None = None
    coming = list(reversed(marks))
    near: list[Mark] = []
    for index in range(len(text.structure)):
        here = block(text.structure, index)
        # Marks come by their start: those that may touch this block are few, whatever their number.
        near = [mark for mark in near if mark.end > here.start]
        while coming and coming[-1].start < here.end:
            near.append(coming.pop())
        together = before and before.kind == here.kind and here.kind in _CLOSE_TOGETHER
        if not together:
            yield Text()
        yield from _block(text.text, here, near, tags)
        before = here
    if marks:
        yield Text()
        yield Text("Marks", style="bold")
        names = {tag.id: tag for tag in tags}
        for mark in marks:
            yield Text(display(_said_of(mark, names.get(mark.annotation.tag_id or ""))))
    elsewhere = row.marks - len(marks)
    if elsewhere > 0:
        yield Text()
        count = "1 mark stands" if elsewhere == 1 else f"{elsewhere} marks stand"
        where = "an earlier" if text.id == row.text_id else "another"
        yield Text(f"{count} in {where} text of this article.", style="dim")


def _block(text: str, here: Block, marks: Sequence[Mark], tags: Sequence[Tag]) -> Iterator[Text]:
    from rich.text import Text

    if here.kind == BlockKind.RULE:
        yield Text("───")
        return
    style = "bold" if here.kind in _HEADS else "dim" if here.kind == BlockKind.FURNITURE else ""
    indent = "  " * max(0, here.level - 1) if here.kind == BlockKind.LIST_ITEM else ""
    lead = f"{indent}{display(here.label)} " if here.label else indent
    if here.kind == BlockKind.QUOTE:
        lead = "> " * max(1, here.level)
    if here.kind != BlockKind.CODE:
        yield Text(lead, style=style) + _highlighted(text, here.start, here.end, marks, tags, style)
        return
    start = here.start
    for line in text[here.start : here.end].split("\n"):
        end = start + len(line)
        yield Text("    ") + _highlighted(text, start, end, marks, tags, style)
        start = end + 1


def _highlighted(
    text: str, start: int, end: int, marks: Sequence[Mark], tags: Sequence[Tag], style: str
) -> Text:
    """``text[start:end]`` with brackets around each mark; one cut by the range is bracketed here.

    Where marks cross, the closing bracket names its tag: without, nobody could tell which ends.
    """
    from rich.text import Text

    known = {tag.id: tag for tag in tags}
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    shown = Text(display(text[start:end]), style=style)
    cuts: list[tuple[int, int, int, Text]] = []
    for order, mark in enumerate(here):
        tag = known.get(mark.annotation.tag_id or "")
        name = display(tag.path) if tag else "note"
        colour = tag.colour if tag and tag.colour else "default"
        low, high = max(mark.start, start) - start, min(mark.end, end) - start
        shown.stylize(f"underline {colour}", low, high)
        crossed = any(_cross(mark, other) for other in here)
        closing = f" {name}]" if crossed else "]"
        # At one place the inner mark closes before the outer one, and all close before one opens.
        cuts.append((low, 1, order, Text(f"[{name}: ", style=f"bold {colour}")))
        cuts.append((high, 0, -order, Text(closing, style=f"bold {colour}")))
    made = Text(style=style)
    at = 0
    for place, _, _, bracket in sorted(cuts, key=lambda cut: cut[:3]):
        made += shown[at:place] if place > at else Text()
        made += bracket
        at = place
    return made + shown[at:] if at < len(shown) else made


def _cross(one: Mark, other: Mark) -> bool:
    return one.start < other.start < one.end < other.end or (
        other.start < one.start < other.end < one.end
    )


def _said_of(mark: Mark, tag: Tag | None) -> str:
    said = mark.annotation
    name = tag.path if tag else "note"
    words = quoted(said.text if len(said.text) <= 60 else said.text[:59] + "…")
    parts = [f"{mark.start}-{mark.end}", name, words]
    parts += [
        f"{field}: {value}{' (guessed)' if field in said.guessed else ''}"
        for field, value in said.fields.items()
        if value not in (None, "")
    ]
    if said.note:
        parts.append(f"note: {said.note}" if tag else said.note)
    if mark.anchor.state != "exact":
        parts.append(mark.anchor.state)
    return "  ".join(parts)
