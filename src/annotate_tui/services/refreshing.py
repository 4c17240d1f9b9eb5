"""An article's source is read again; where its words are others by now, it gets a new text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from annotate_tui.loaders.errors import LoadError
from annotate_tui.model import Article
from annotate_tui.services.folders import is_missing
from annotate_tui.services.reanchoring import Anchored, reanchor, unplaced
from annotate_tui.services.recognising import Looked, aligned, is_copy, is_other_page, other_page
from annotate_tui.store import ArticleRow, Library

if TYPE_CHECKING:
    from annotate_tui.loaders import Loaded, Options

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What became of it.

    ``status`` is "same" where its words are as they were, "new_text" where they are not. ``anchored``
    counts the marks that were placed, or is None where none had to be. ``message`` is one sentence
    for the user.
    """

    article: ArticleRow
    status: Literal["same", "new_text"]
    anchored: Anchored | None
    message: str


def refresh(
    library: Library, article: ArticleRow, options: Options | None = None, *, force: bool = False
) -> Refreshed:
    """Read an article's file or address again, and keep what came of it in one step.

    Raises LoadError where there is no source, it cannot be read, or (unless ``force``) less
    than a quarter of the words of any of its texts are left; then nothing is changed. Raises LibraryError.
    """
    read = read_again(article, library.places(article.id), options)
    return keep(library, article, read, force=force)


def read_again(
    article: ArticleRow, places: Sequence[str], options: Options | None = None
) -> Article:
    """What is now at the article's source; where that is gone, at the first of its other places.

    Where that is another place, its warnings say so. Needs no library, so that it can run in a
    thread. Raises LoadError, of the source itself.
    """
    sources = list(dict.fromkeys(place for place in (article.source, *places) if place))
    if not sources:
        raise LoadError(
            f"Article {article.number} came through a pipe or the clipboard: there is no file and"
            " no address to read it from again."
        )
    failed: LoadError | None = None
    for source in sources:
        try:
            read = _read(source, sources, options)
        except LoadError as error:
            failed = failed or error
            continue
        if failed is None:
            return read
        return replace(read, warnings=(f"{failed} {source} was read instead.", *read.warnings))
    assert failed is not None
    raise failed


def keep(library: Library, article: ArticleRow, read: Article, *, force: bool = False) -> Refreshed:
    """Give an article the text that was read from its source, and its marks their places in it.

    Where the words are the same, marks of an older library that have no place in them yet are
    placed. Raises LoadError as `refresh`, LibraryError.
    """
    digest = hashlib.sha256(read.text.encode()).hexdigest()
    had = library.find_text(article.id, digest)
    if digest == article.text_sha256 or (had and is_copy(article.source, read)):
        return _with_warnings(_same(library, article), read)
    from annotate_tui.services.keeping_articles import keep_text, set_text

    looked = Looked(read)
    if not force and not had and is_other_page(library, article.id, looked):
        raise LoadError(other_page(article, article.source))
    alignment = aligned(library, article.text_id, looked)
    position = alignment.map_offset(article.read_position) if article.read_position else 0
    with library.step("new-text") as step:
        now = library.article(article.id)
        if now.text_id != article.text_id:
            raise LoadError(
                f"Article {article.number} was given another text meanwhile: refresh it once more."
            )
        text_id = had or keep_text(library, step, article.id, looked)
        position = max(0, min(position, len(read.text) - 1))
        set_text(library, step, now, text_id, looked, position)
        anchored = reanchor(library, step, article.id, text_id, looked.alignments)
    now = library.article(article.id)
    what = "one of its earlier texts again" if had else "a new text"
    placed = f"; {anchored.told()}" if anchored.total else " and no marks"
    done = Refreshed(
        article=now,
        status="new_text",
        anchored=anchored,
        message=f"Article {now.number} has {what}{placed}.",
    )
    return _with_warnings(done, read)


def _with_warnings(done: Refreshed, read: Article) -> Refreshed:
    return replace(done, message=" ".join((done.message, *read.warnings)))


def _same(library: Library, article: ArticleRow) -> Refreshed:
    told = f"Article {article.number} has not changed."
    anchored: Anchored | None = None
    waiting = len(unplaced(library, article.id))
    if waiting:
        with library.step("place-marks") as step:
            anchored = reanchor(library, step, article.id, article.text_id)
        them = "A mark" if waiting == 1 else f"{waiting} marks"
        told = (
            f"{told} {them} of an older text {'was' if waiting == 1 else 'were'} placed in it;"
            f" by now {anchored.told()}."
        )
    now = library.article(article.id)
    return Refreshed(article=now, status="same", anchored=anchored, message=told)


def _read(source: str, known: Sequence[str], options: Options | None) -> Article:
    """What is at one place. A part of a file is looked for under any of its known places."""
    if _ADDRESS.match(source):
        from annotate_tui.loaders import Options, web

        return _wanted(web.load_url(source, options or Options()), known, source)
    from annotate_tui import loaders

    if is_missing(source) and "#" in source:
        container, part = _divided(source)
        if part:
            return _part(container, source, known, options)
    return _wanted(loaders.articles_in(source, options), known, source)


def _part(container: str, source: str, known: Sequence[str], options: Options | None) -> Article:
    from annotate_tui import loaders

    return _wanted(loaders.articles_in(container, options), known, source, inside=container)


def _divided(source: str) -> tuple[str, str]:
    """The file that is there, and the place in it: "#" may be part of either name."""
    at = source.find("#")
    while at >= 0:
        if not is_missing(source[:at]):
            return source[:at], source[at + 1 :]
        at = source.find("#", at + 1)
    container, _, part = source.partition("#")
    return container, part


def _wanted(
    loaded: Iterable[Loaded], known: Sequence[str], source: str, inside: str = ""
) -> Article:
    """That one of the articles of a source which stands at a known place, or the only one."""
    first: Article | None = None
    count = 0
    for one in _each(loaded, known):
        if not isinstance(one, Article):
            raise LoadError(one.sentence)
        if set(known) & {one.source, *one.places}:
            return one
        first = first or one
        count += 1
    if first is None:
        raise LoadError(f"{source} holds no article any more.")
    if inside or count > 1:
        raise LoadError(
            f"{inside or source} does not hold {source.removeprefix(inside).lstrip('#')} any more:"
            " it holds other articles."
        )
    return first


def _each(loaded: Iterable[Loaded], known: Sequence[str]) -> Iterator[Loaded]:
    """What can be read, and of what cannot only that which is wanted."""
    from annotate_tui.loaders import Refused

    for one in loaded:
        if not isinstance(one, Refused) or one.place in known:
            yield one
