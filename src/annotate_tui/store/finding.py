"""The article that a person means by a number, an id, a source or words of its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from annotate_tui.store.errors import LibraryError
from annotate_tui.store.subjects import clean
from annotate_tui.text.normal import path_text, quoted

NAMED = 5
"""How many articles are named where the words fit several."""

_DIGITS = 19
"""Numbers of so many digits may be larger than SQLite can take; no article has one."""

Fetch = Callable[..., list[tuple[Any, ...]]]


def find_article(words: str, fetch: Fetch) -> str:
    """The id of the one article that is meant: by number, then id, source, whole title, its words.

    A source may be a path as typed here. ``fetch`` gives the rows of an SQL statement. Raises
    LibraryError saying that none fits, or which.
    """
    asked = words.strip()
    found = _by_column(asked, fetch) or _by_title(asked, fetch) if asked else []
    if len(found) == 1:
        return str(found[0][0])
    if not found:
        raise LibraryError(
            f"No article fits “{asked}”: give its number in the list, its id, its source or words"
            " of its title."
        )
    some = ", ".join(f"{number} {quoted(title)}" for _, number, title in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    raise LibraryError(f"“{asked}” fits {len(found)} articles: {some}{more}. Give the number.")


def _by_column(asked: str, fetch: Fetch) -> Sequence[tuple[Any, ...]]:
    """The articles with that number, id or source: each is looked up in an index."""
    sources = sorted({clean(source) for source in _sources(asked)})
    ways: list[tuple[str, list[object]]] = [
        ("id = ?", [clean(asked)]),
        (f"source IN ({', '.join('?' * len(sources))})", list(sources)),
    ]
    if asked.isdecimal() and len(asked) < _DIGITS:
        ways.insert(0, ("number = ?", [int(asked)]))
    for where, values in ways:
        found = fetch(
            f"SELECT id, number, title FROM articles WHERE {where} AND removed_at IS NULL"
            " ORDER BY number",
            *values,
        )
        if found:
            return found
    return []


def _by_title(asked: str, fetch: Fetch) -> Sequence[tuple[Any, ...]]:
    """The articles with that title, else those whose titles hold all the words."""
    articles = fetch(
        "SELECT id, number, title FROM articles WHERE removed_at IS NULL ORDER BY number"
    )
    whole = asked.casefold()
    parts = whole.split()
    titles = [title.casefold() for _, _, title in articles]
    same = [row for row, title in zip(articles, titles, strict=True) if title == whole]
    return same or [
        row
        for row, title in zip(articles, titles, strict=True)
        if all(part in title for part in parts)
    ]


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
