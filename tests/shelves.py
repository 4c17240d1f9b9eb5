"""A library of a few articles, and what its list shows of them."""

from __future__ import annotations

from annotate_tui.services import articles
from annotate_tui.services.adding import add_bytes

SHELF = (
    ("Rice prices rise", "Herald", "2026-03-02", "en"),
    ("Bus lanes", "Echo", "2026-04-18", "de"),
    ("Rice harvest", "Echo", "2026-03-20", "ko"),
    ("Crane delayed", "Herald", "", ""),
    ("Ein Zug", "", "2025-12-31", "de"),
)


def fill(library):
    """Add the articles, numbered as in SHELF from 1; gives the library."""
    for i, (title, site, published, language) in enumerate(SHELF, 1):
        words = f"Article {i} begins so. " + "It goes on here. " * i
        added = add_bytes(library, words.encode(), f"/texts/{i}.txt")
        about = {"title": title, "site": site, "published": published, "language": language}
        articles.edit(library, added.article.id, **about)
    return library


def rows(desk, height=14, width=100):
    """The rows below the heads, as words."""
    lines = desk.desk.modes[-1].lines(desk.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in lines]


def titles(desk):
    """The titles listed, in order."""
    known = [title for title, *_ in SHELF]
    return [t for row in rows(desk)[1:] for t in known if row[2:].startswith(t)]


def chosen(desk):
    return next(row for row in rows(desk) if row.startswith("❯"))[2:].split("  ")[0]
