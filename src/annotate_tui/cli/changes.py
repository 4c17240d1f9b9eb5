"""``annotate changes``: what changed between two versions of an article, printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.failing import Failure
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.session import Session
from annotate_tui.text.alignment_edges import is_apart
from annotate_tui.text.cells import display
from annotate_tui.text.normal import quoted

if TYPE_CHECKING:
    from annotate_tui.model import Mark, Tag
    from annotate_tui.services.versions import Version
    from annotate_tui.text.alignment import Change

AROUND = 40
"""Code points of the new text that are shown on each side of a change."""
LONGEST = 600
"""The most code points of one change that are printed; JSON has all."""

_STRUCK, _ADDED, _MOVED, _PLAIN = "\x1b[9;31m", "\x1b[4;32m", "\x1b[2m", "\x1b[0m"


@click.command(
    name="changes",
    short_help="Print what changed between two versions.",
    epilog="\b\nExamples:\n  annotate changes 3\n  annotate changes 3 --from 1 --to 3\n"
    "  annotate changes 'serial defections' --json",
)
@click.argument("article")
@click.option("--from", "older", type=click.IntRange(1), metavar="N", help="The older version.")
@click.option("--to", "newer", type=click.IntRange(1), metavar="N", help="The newer version.")
@json_option
@library_option
@click.pass_obj
def command(
    session: Session, article: str, older: int | None, newer: int | None, as_json: bool
) -> int:
    """Print what changed in ARTICLE from one version to the next, and the marks to look at.

    ARTICLE is its number, id, source, or words of its title. Versions count from 1; without --from
    and --to the current one is compared with the one before. Removed words stand as [-words-], new
    ones as {+words+}; on a terminal they are struck and underlined. Then come the marks that changed
    and those that were lost. With --json, one record for each change, in code points of both texts.
    """
    from annotate_tui.services import reanchoring, versions

    with session.reading() as library:
        row = library.find_article(article)
        known = versions.versions(library, row.id)
        old, new = _pair(row.number, known, older, newer)
        found = versions.changes(library, old.text_id, new.text_id)
        before, after = library.text(old.text_id).text, library.text(new.text_id).text
        flagged = reanchoring.flagged(library, row.id) if old.current or new.current else []
        tags = library.tags()
    if as_json:
        print_json(_record(change, before, after, old, new) for change in found)
        return 0
    pair = (_named(old, known), _named(new, known))
    print_lines(_printed(row.number, pair, (before, after), found))
    if flagged:
        print_lines(["", "Marks to look at", *(_said_of(mark, tags) for mark in flagged)])
    return 0


def _pair(
    number: int, known: Sequence[Version], older: int | None, newer: int | None
) -> tuple[Version, Version]:
    """The versions to compare. Raises Failure where there is none of that number."""
    if len(known) < 2:
        raise Failure(f"Article {number} has one version only: nothing has changed in it.")
    for asked in (older, newer):
        if asked is not None and asked > len(known):
            raise Failure(f"Article {number} has no version {asked}: there are {len(known)}.")
    current = next((v.number for v in known if v.current), len(known))
    to = newer or (current if older or current > 1 else 2)
    other = older or to - 1 or 2
    if other == to:
        raise Failure(f"Version {to} is the same as itself: name two versions.")
    return known[other - 1], known[to - 1]


def _printed(
    number: int,
    versions: tuple[str, str],
    texts: tuple[str, str],
    found: Sequence[Change],
) -> Iterator[str]:
    old, new = versions
    yield f"Article {number}, {old} to {new}: {_count(len(found))}"
    # An empty NO_COLOR counts as unset: https://no-color.org
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for change in found:
        yield ""
        yield _line(change, *texts, coloured=coloured)


def _named(version: Version, known: Sequence[Version]) -> str:
    """A version by its number and when it came; the current one is said to be that where newer ones
    stand beside it.
    """
    current = " (the current one)" if version.current and version.number < len(known) else ""
    return f"version {version.number} of {version.when}{current}"


def _count(changes: int) -> str:
    if not changes:
        return "no word changed."
    return "1 change." if changes == 1 else f"{changes:,} changes."


def _line(change: Change, before: str, after: str, *, coloured: bool) -> str:
    gone = _shown(before[change.old.start : change.old.end])
    came = _shown(after[change.new.start : change.new.end])
    if change.moved:
        words = f"(moved) {came}"
        return f"{_MOVED}{words}{_PLAIN}" if coloured else words
    start, end = change.new
    left = after[max(0, start - AROUND) : start]
    right = after[end : end + AROUND]
    if len(left) == AROUND:
        left = "…" + left.partition(" ")[2]
    if len(right) == AROUND:
        right = right.rpartition(" ")[0] + "…"
    removed = f"{_STRUCK}{gone}{_PLAIN}" if coloured else f"[-{gone}-]"
    inserted = f"{_ADDED}{came}{_PLAIN}" if coloured else f"{{+{came}+}}"
    inner = " ".join(part for part, words in ((removed, gone), (inserted, came)) if words)
    gap = " " if not came and right[:1].isalnum() else ""
    lead = " " if gone and is_apart(before, change.old.start, after, start) else ""
    return f"{_collapsed(left, lead=False)}{lead}{inner}{gap}{_collapsed(right, lead=True)}"


def _collapsed(words: str, *, lead: bool) -> str:
    """White space as one space, also where the words meet the change."""
    shown = display(" ".join(words.split()))
    if lead:
        return f" {shown}" if words[:1].isspace() else shown
    return f"{shown} " if words[-1:].isspace() else shown


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return display(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")


def _said_of(mark: Mark, tags: Sequence[Tag]) -> str:
    tag = next((tag.path for tag in tags if tag.id == mark.annotation.tag_id), "note")
    words = mark.annotation.text
    words = quoted(words if len(words) <= 60 else words[:59] + "…")
    return display(f"{mark.anchor.state}  {mark.start}-{mark.end}  {tag}  {words}")


def _record(change: Change, before: str, after: str, old: Version, new: Version) -> dict[str, Any]:
    kind = "replaced" if change.old.end > change.old.start else "inserted"
    if change.new.end == change.new.start:
        kind = "removed"
    return {
        "kind": "moved" if change.moved else kind,
        "from": old.number,
        "to": new.number,
        "old_start": change.old.start,
        "old_end": change.old.end,
        "old_text": before[change.old.start : change.old.end],
        "new_start": change.new.start,
        "new_end": change.new.end,
        "new_text": after[change.new.start : change.new.end],
    }
