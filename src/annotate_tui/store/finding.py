"""The article that a person means by a number, an id, a source or words of its title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotate_tui.store.errors import LibraryError
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.normal import path_text

NAMED = 5
"""How many articles are named where the words fit several."""


def find_article(words: str, articles: Sequence[ArticleRow]) -> ArticleRow:
    """The one article that is meant: by number, then id, source, whole title, words of the title.

    A source may be a path as typed here. Raises LibraryError saying that none fits, or which.
    """
    asked = words.strip()
    sources = _sources(asked)
    title, parts = asked.casefold(), asked.casefold().split()
    found: list[ArticleRow] = []
    for ways in (
        lambda a: asked.isdecimal() and a.number == int(asked),
        lambda a: a.id == asked,
        lambda a: a.source in sources,
        lambda a: a.title.casefold() == title,
        lambda a: all(part in a.title.casefold() for part in parts),
    ):
        found = [article for article in articles if asked and ways(article)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    if not found:
        raise LibraryError(
            f"No article fits “{asked}”: give its number in the list, its id, its source or words"
            " of its title."
        )
    some = ", ".join(f"{a.number} “{a.title}”" for a in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    raise LibraryError(f"“{asked}” fits {len(found)} articles: {some}{more}. Give the number.")


def _sources(words: str) -> set[str]:
    """The source as typed, and the file's full path and address."""
    found = {words, path_text(words)} - {""}
    try:
        place = Path(words).expanduser()
        kept = str(place.parent.resolve() / place.name)
        found |= {path_text(kept), path_text(str(place.resolve())), place.resolve().as_uri()}
    except (OSError, RuntimeError, ValueError):
        return found
    return found
