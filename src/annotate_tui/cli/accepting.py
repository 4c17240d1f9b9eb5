"""``annotate suggest --accept``: suggestions kept as marks, a first pass over many articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import DONE, Failure, say
from annotate_tui.cli.naming import suggested_tags_in
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.model import Tag
    from annotate_tui.store.library import Library
    from annotate_tui.store.rows import ArticleRow


def accept_all(
    session: Session,
    sources: Sequence[str],
    tags: Sequence[str],
    min_score: float | None,
    everything: bool,
    as_json: bool,
) -> int:
    """Keep what is suggested in these articles, in all for none named, and say how much it was.

    Gives the exit status. Raises Failure, LibraryError, CodebookError; then nothing was kept.
    """
    # A library that is not there yet holds no article: none is made.
    with session.library() if session.path.exists() else session.reading() as library:
        articles = _articles(library, sources)
        codebook = library.tags()
        names = suggested_tags_in(codebook, tags)
        if not articles:
            say("There are no articles to look through: 'annotate add FILE' adds one.")
        counts: dict[str, int] = {}
        if articles:
            from annotate_tui.services.suggesting import keep_all

            with closing(_with_progress(articles)) as going:
                counts = keep_all(
                    library, going, min_score=min_score, everything=everything, tags=names
                )
    kept = {tag.path: counts[tag.id] for tag in codebook if counts.get(tag.id)}
    if as_json:
        print_json({"tag": path, "kept": count} for path, count in kept.items())
    elif kept:
        print_lines([display(_summary(kept, codebook))])
    if articles and not kept:
        say("Nothing was kept: nothing is suggested there that is not decided already.")
    return DONE


def _articles(library: Library, sources: Sequence[str]) -> list[ArticleRow]:
    from annotate_tui.services.exporting import own_articles

    if not sources:
        return own_articles(library.articles())
    found = [_article(library, source) for source in sources]
    return list({article.id: article for article in found}.values())


def _article(library: Library, source: str) -> ArticleRow:
    from annotate_tui.store.errors import LibraryError

    if source == "-":
        raise Failure(
            "Marks are kept in articles of the library, not in standard input: 'annotate add -'"
            " adds it."
        )
    try:
        return library.find_article(source)
    except LibraryError:
        # Path's own raises for a name that is too long.
        if not os.path.exists(source):  # noqa: PTH110
            raise
        raise Failure(
            f"{source} is not in the library, where marks are kept: 'annotate add' adds it."
        ) from None


def _with_progress(articles: Sequence[ArticleRow]) -> Generator[ArticleRow]:
    """The articles one by one; on a terminal with how many are done, on standard error."""
    shown = len(articles) > 1 and sys.stderr is not None and sys.stderr.isatty()
    try:
        for number, article in enumerate(articles, 1):
            if shown:
                sys.stderr.write(f"\rArticle {number} of {len(articles)}")
                sys.stderr.flush()
            yield article
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _summary(kept: Mapping[str, int], codebook: Sequence[Tag]) -> str:
    from annotate_tui.services.exporting import counted

    names = {tag.path: tag.name for tag in codebook}
    parts = [counted(count, names[path]) for path, count in kept.items()]
    return f"Kept {', '.join(parts)}; their fields are guesses until somebody confirms them."
