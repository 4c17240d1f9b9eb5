"""What the library says: of its order, of its being empty, of a filter that leaves nothing."""

from __future__ import annotations

from annotate_tui.text.normal import quoted
from annotate_tui.tui.desk import Lines
from annotate_tui.tui.lines import crop

ABOUT = "The library: every article on a row, as you filter, sort and group it."
GROUPED = {"": "Not grouped", "source": "Grouped by source", "date": "Grouped by month"}
UNKNOWN = {"source": "No source", "date": "No date"}
"""What stands over the articles that belong to no group."""

_SORTED = {
    "added": ("as added, oldest first", "as added, newest first"),
    "title": ("by title, A first", "by title, Z first"),
    "source": ("by source, A first", "by source, Z first"),
    "date": ("by date, oldest first", "by date, newest first"),
    "language": ("by language, A first", "by language, Z first"),
    "length": ("by length, shortest first", "by length, longest first"),
    "marks": ("by marks, fewest first", "by marks, most first"),
    "progress": ("by progress, least first", "by progress, most first"),
    "done": ("by when done, oldest first", "by when done, newest first"),
}


def sorted_by(sort: str, reverse: bool) -> str:
    """The order in words."""
    return f"Sorted {_SORTED[sort][reverse]}"


def empty(opens: str, asks: str) -> Lines:
    """The page of a library without articles: the keys for the sample, and for one's own."""
    return [
        [],
        [("   Nothing here yet.", "heading")],
        [],
        [(f"   {opens} opens the sample article: read it, tag it, try every key.", "text")],
        [],
        [(f"   {asks} opens a file or a web address of your own;", "text")],
        [("   annotate FILE and annotate ADDRESS do so from the shell,", "text")],
        [("   annotate add FILE … brings in many.", "text")],
    ]


def nothing(words: str, clears: str, changes: str) -> Lines:
    """Where no article has the words: what was looked at, and the keys that lead on."""
    looked = "   Looked at: title, source, site, authors, date, language, note, variables."
    more = f"; {changes} takes other words" if changes else ""
    return [
        [],
        [(f"   No article has {quoted(crop(words, 40))}.", "heading")],
        [],
        [(looked, "text")],
        [(f"   {clears} shows all articles again{more}.", "text")],
    ]
