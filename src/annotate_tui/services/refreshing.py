"""An article's source is read again; where its words are others by now, it gets a new text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.records import is_position
from annotate_tui.model import Article
from annotate_tui.services.folders import is_missing
from annotate_tui.services.reanchoring import Anchored, reanchor, unplaced
from annotate_tui.services.recognising import (
    ALIKE,
    Looked,
    aligned,
    is_copy,
    is_other_page,
    other_page,
)
from annotate_tui.store import ArticleRow, Library

if TYPE_CHECKING:
    from annotate_tui.loaders import Loaded, Options

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What became of it.

    ``status`` is "same" where its words are as they were, "new_text" where they are not. ``anchored``
    counts the marks that were placed, or is None where none had to be. ``message`` is one sentence
    for the user; ``warned`` says that it warns of something, too.
    """

    article: ArticleRow
    status: Literal["same", "new_text"]
    anchored: Anchored | None
    message: str
    warned: bool = False


class _Sought(NamedTuple):
    """The article that is to be read again: its number, all its places, its words and their digest.

    ``force`` takes what is at its place, whatever that is.
    """

    number: int
    known: frozenset[str]
    sha256: str
    text: str
    force: bool


def refresh(
    library: Library, article: ArticleRow, options: Options | None = None, *, force: bool = False
) -> Refreshed:
    """Read an article's file or address again, and keep what came of it in one step.

    Raises LoadError where there is no source, it cannot be read, or (unless ``force``) less
    than a quarter of the words of any of its texts are left; then nothing is changed. Raises LibraryError.
    """
    text = library.text(article.text_id).text
    read = read_again(article, library.places(article.id), options, text=text, force=force)
    return keep(library, article, read, force=force)


def read_again(
    article: ArticleRow,
    places: Sequence[str],
    options: Options | None = None,
    *,
    text: str,
    force: bool = False,
) -> Article:
    """What is now at the article's source; where that is gone, at the first of its other places.

    Where that is another place, its warnings say so. ``text`` is the article's current one: a row of
    a table that has no name but its number is known by its words, unless ``force`` takes what is in
    that row. Needs no library, so that it can run in a thread. Raises LoadError, of the source
    itself.
    """
    sources = list(dict.fromkeys(place for place in (article.source, *places) if place))
    if not sources:
        raise LoadError(
            f"Article {article.number} came through a pipe or the clipboard: there is no file and"
            " no address to read it from again."
        )
    sought = _Sought(article.number, frozenset(sources), article.text_sha256, text, force)
    failed: LoadError | None = None
    for source in sources:
        try:
            read = _read(source, sought, options)
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

    if not force and not had:
        _check_row(library, article, read)
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


def _check_row(library: Library, article: ArticleRow, read: Article) -> None:
    """Raise LoadError where what was found for a row of a table is another article's text."""
    known = library.find_original(read.original_sha256)
    if known is None or known.article_id == article.id or not is_position(article.source):
        return
    other = library.article(known.article_id)
    if not other.removed_at and other.text_id == known.text_id:
        raise LoadError(
            f"{article.source.rpartition('#')[0]} has no text any more that is article"
            f" {article.number}: the one most like it is article {other.number}. Nothing was changed."
        )


def _with_warnings(done: Refreshed, read: Article) -> Refreshed:
    said = " ".join((done.message, *read.warnings))
    return replace(done, message=said, warned=bool(read.warnings))


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


def _read(source: str, sought: _Sought, options: Options | None) -> Article:
    """What is at one place. A part of a file is looked for under any of its known places."""
    from annotate_tui import loaders
    from annotate_tui.loaders import web

    options = options or loaders.Options()
    # What stands for a whole file was made of a whole book.
    whole = replace(options, whole=True)
    if _ADDRESS.match(source):
        asked = options if "#" in source else whole
        return _wanted(lambda: web.load_url(source, asked), sought, source)
    if is_missing(source) and "#" in source:
        container, part = _divided(source)
        if part:
            return _wanted(
                lambda: loaders.articles_in(container, options), sought, source, inside=container
            )
    return _wanted(lambda: loaders.articles_in(source, whole), sought, source)


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
    read: Callable[[], Iterable[Loaded]], sought: _Sought, source: str, inside: str = ""
) -> Article:
    """That one of the articles of a source which stands at a known place, or the only one.

    The number of a row is no place to rely on: one may have been put in above. There the row that
    has the article's words is taken, or the one most like it.
    """
    if is_position(source):
        return _wanted_row(read, sought, source, inside or source)
    first: Article | None = None
    count = 0
    for one in _each(read(), sought.known):
        if not isinstance(one, Article):
            raise LoadError(one.sentence)
        if sought.known & {one.source, *one.places}:
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


def _wanted_row(
    read: Callable[[], Iterable[Loaded]], sought: _Sought, source: str, table: str
) -> Article:
    names = {place for place in sought.known if not is_position(place)}
    here: Article | None = None
    for one in _articles(read()):
        places = {one.source, *one.places}
        if places & names or hashlib.sha256(one.text.encode()).hexdigest() == sought.sha256:
            return one
        if source in places:
            here = one
    if here is not None and sought.force:
        return here
    # A second time, as there may be a million of them.
    best, most = None, ALIKE
    for one in _articles(read()):
        share = _likeness(sought.text, one.text)
        if share > most or (
            share == most and (best is None or source in (one.source, *one.places))
        ):
            best, most = one, share
    if best is not None:
        return best
    take = ""
    if here is not None:
        what = source.rpartition("#")[2].replace("=", " ")
        take = f"; 'annotate refresh {sought.number} --force' takes what is in {what} now"
    raise LoadError(
        f"{table} has no text any more that is like article {sought.number}: nothing was"
        f" changed{take}."
    )


def _articles(loaded: Iterable[Loaded]) -> Iterator[Article]:
    return (one for one in loaded if isinstance(one, Article))


def _likeness(old: str, new: str) -> float:
    """The share of common words: of the shorter text's, and of short texts of the old one's."""
    from annotate_tui.text.shingles import LEAST, Shingled, likeness

    one, other = Shingled(old), Shingled(new)
    if min(one.count, other.count) >= LEAST:
        return likeness(one, other)
    if max(one.count, other.count) >= 2 * LEAST:
        return 0.0
    from annotate_tui.text.alignment import align

    return align(old, new).shared


def _each(loaded: Iterable[Loaded], known: Container[str]) -> Iterator[Loaded]:
    """What can be read, and of what cannot only that which is wanted."""
    from annotate_tui.loaders import Refused

    for one in loaded:
        if not isinstance(one, Refused) or one.place in known:
            yield one
