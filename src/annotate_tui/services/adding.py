"""A file becomes an article of the library, or is found to be there already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from annotate_tui.model import Article
from annotate_tui.store import ArticleRow, Library, LibraryError, Step
from annotate_tui.store.undoing import LEARNT
from annotate_tui.text.normal import quoted, shorten

if TYPE_CHECKING:
    from annotate_tui.loaders import Loaded, Options, Refused
    from annotate_tui.services.keeping_articles import Kept
    from annotate_tui.services.reanchoring import Anchored
    from annotate_tui.services.recognising import Looked, Plan

Status = Literal["new", "same", "new_text"]

AT_ONCE = 100
"""How many articles of one source are written in a transaction."""


class Like(NamedTuple):
    """Another article that is nearly the same.

    ``share`` is how much of the words they have in common, from 0 to 1, of the shorter one's.
    """

    number: int
    title: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of it.

    ``text_id`` is the text to open. ``status`` is "new" for a new article, "same" for one that the
    library knew, "new_text" where its source has other words by now; then ``previous_text_id`` is
    the text before, and ``anchored`` says how many marks stood, moved, changed and were lost.
    ``encoding`` is what the bytes were read as just now. ``like``
    are other articles that are nearly the same as a new one, most like first. ``message`` is one
    sentence for the user, or several.

    Of a source that holds many articles this is the first; ``others`` are the others, ``refused``
    those that could not be read.
    """

    article: ArticleRow
    text_id: str
    status: Status
    previous_text_id: str
    message: str
    encoding: str = "utf-8"
    anchored: Anchored | None = None
    like: tuple[Like, ...] = ()
    others: tuple[Added, ...] = ()
    refused: tuple[Refused, ...] = ()


def add_path(
    library: Library,
    path: str | os.PathLike[str],
    original_sha256: str = "",
    options: Options | None = None,
) -> Added:
    """Add the file at ``path``; one with the same bytes as before is not read a second time.

    ``original_sha256`` is the file's hash where the caller has it already. All articles of a file
    that holds many come in, in one step.

    Raises LoadError for what cannot be read, LibraryError.
    """
    from annotate_tui import loaders

    file = Path(path)
    digest = original_sha256 or loaders.quick_hash(file)
    if digest and (known := library.find_original(digest)):
        article = library.article(known.article_id)
        if not article.removed_at and article.text_id == known.text_id:
            place = loaders.place_of(file)
            _learn(library, article, (place,) if place else ())
            return _same(article, known.text_id)
    return add_loaded(library, loaders.articles_in(file, options))


def add_bytes(
    library: Library,
    data: bytes,
    source: str = "-",
    name: str = "",
    options: Options | None = None,
) -> Added:
    """Add what a pipe or another program handed over. Raises LoadError, LibraryError."""
    from annotate_tui import loaders

    return add_loaded(library, loaders.articles_in_bytes(data, source, name, options))


def add_url(library: Library, url: str, options: Options | None = None) -> Added:
    """Fetch what is at a web address and add it. Raises LoadError, LibraryError."""
    from annotate_tui.loaders import Options, web

    return add_loaded(library, web.load_url(url, options or Options()))


def add_clipboard(library: Library, options: Options | None = None) -> Added:
    """Add what the system's clipboard holds. Raises LoadError, LibraryError."""
    from annotate_tui.loaders.clipboard import load_clipboard

    return add_loaded(library, load_clipboard(options))


def add_loaded(library: Library, loaded: Iterable[Loaded]) -> Added:
    """Add all articles of one source, in one step; gives the first with the others.

    Raises LoadError where there is none that can be read, LibraryError.
    """
    from annotate_tui.loaders import LoadError, Refused

    added: list[Added] = []
    refused: list[Refused] = []
    step_id: str | None = None
    coming = _going_on(loaded)
    while some := list(islice(coming, AT_ONCE)):
        articles = [one for one in some if isinstance(one, Article)]
        refused += [one for one in some if isinstance(one, Refused)]
        if len(articles) == 1 and not added:
            results = [add_or_refuse(library, articles[0])]
            step_id = None
        else:
            with library.step("add", step=step_id) as step:
                results = [add_or_refuse(library, article) for article in articles]
                step_id = step.id
        added += [one for one in results if isinstance(one, Added)]
        refused += [one for one in results if isinstance(one, Refused)]
    if not added:
        raise LoadError(refused[0].sentence if refused else "There is no article in it.")
    return replace(added[0], others=tuple(added[1:]), refused=tuple(refused))


def _going_on(loaded: Iterable[Loaded]) -> Iterator[Loaded]:
    """What breaks off keeps what came before. Raises LoadError where nothing came."""
    from annotate_tui.loaders import LoadError, Refused

    came = False
    try:
        for one in loaded:
            came = True
            yield one
    except LoadError as error:
        if not came:
            raise
        yield Refused("", str(error))


def add_article(library: Library, article: Article, looked: Looked | None = None) -> Added:
    """Keep a loaded article. It is one that the library has where its bytes, one of its places or
    all its words are known; with other words it is given a new text then.

    The same bytes are the same article, also from elsewhere. A removed article comes back with its
    marks. Whatever is written is one step, or part of the one that is open. ``looked`` is what was
    worked out about it elsewhere. Raises LoadError for a page that was fetched and shares hardly a
    word with the article that has its address, LibraryError.
    """
    from annotate_tui.services.recognising import Looked, plan

    looked = looked or Looked(article)
    while True:
        wanted = plan(library, looked)
        if not wanted.action:
            row = library.article(wanted.article_id)
            _learn(library, row, wanted.places)
            more = (
                "" if wanted.known or wanted.text_id != row.text_id else _other_bytes(row, article)
            )
            return _same(row, wanted.text_id, more)
        was_open = library.in_step
        with library.step(wanted.action) as step:
            # Another program may have added it between the look and the lock.
            if was_open or plan(library, looked) == wanted:
                added = _carry_out(library, step, wanted, looked)
                break
    return _with_warnings(added, article)


def add_or_refuse(
    library: Library, article: Article, looked: Looked | None = None
) -> Added | Refused:
    """As `add_article`, for one of several: what is refused is given back. Raises LibraryError."""
    from annotate_tui.loaders import LoadError, Refused

    try:
        return add_article(library, article, looked)
    except LoadError as error:
        return Refused(article.source, str(error))


def sample_path() -> Path:
    """The sample article: in the installed package, or in the checkout it runs from.

    Raises FileNotFoundError where neither has it.
    """
    from importlib import resources

    packaged = Path(str(resources.files("annotate_tui"))) / "seeds"
    checkout = Path(__file__).resolve().parents[3] / "seeds"
    for folder in (packaged, checkout):
        found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
        if found:
            return found[0]
    raise FileNotFoundError("the sample article is missing from this installation")


def _carry_out(library: Library, step: Step, wanted: Plan, looked: Looked) -> Added:
    from annotate_tui.services.keeping_articles import keep_new, keep_places, keep_text, set_text

    if wanted.action == "add":
        return _new(library, keep_new(library, step, looked), wanted)
    before = library.article(wanted.article_id)
    keep_places(step, before.id, wanted.places)
    if wanted.action == "bring-back":
        step.update("article", before.id, {"removed_at": None})
        if not before.text_id:
            # Undoing its adding took away which of its texts is the current one.
            step.update("article", before.id, {"text": wanted.text_id})
        more = "It had been removed and is back."
        return _same(library.article(before.id), wanted.text_id, more)
    from annotate_tui.services.reanchoring import reanchor

    text_id = wanted.text_id or keep_text(library, step, before.id, looked)
    position = _mapped_position(library, before, looked)
    kept = set_text(library, step, before, text_id, looked, position)
    anchored = reanchor(library, step, before.id, text_id, looked.alignments)
    return _replaced(library, before, kept, anchored, earlier=bool(wanted.text_id))


def _mapped_position(library: Library, before: ArticleRow, looked: Looked) -> int:
    """Where reading stands in the new text."""
    if not before.read_position or not before.text_id:
        return 0
    from annotate_tui.services.recognising import aligned

    position = aligned(library, before.text_id, looked).map_offset(before.read_position)
    return max(0, min(position, len(looked.article.text) - 1))


def _learn(library: Library, row: ArticleRow, places: tuple[str, ...]) -> None:
    """Keep under which other places an article was met; where nothing can be written, not."""
    # The usual case, at every start, needs none of what recognises an article.
    if library.read_only or all(place == row.source for place in places):
        return
    from annotate_tui.services.keeping_articles import keep_places
    from annotate_tui.services.recognising import new_places

    missing = new_places(library, row, places)
    if missing:
        # Nobody asked for it: while another program writes, it waits for the next time.
        with suppress(LibraryError), library.step(LEARNT) as step:
            keep_places(step, row.id, missing)


def _new(library: Library, kept: Kept, wanted: Plan) -> Added:
    row = library.article(kept.article_id)
    said = [f"Added as article {row.number}: {quoted(row.title)}."]
    if wanted.apart:
        other = library.article(wanted.apart)
        said.append(
            f"Article {other.number}, {quoted(shorten(other.title))}, has the same address and wholly"
            " other words."
        )
    like = tuple(Like(one.number, one.title, one.share) for one in wanted.like)
    if like:
        said.append(_told(like[0], wanted.like[0].nearly))
    return Added(
        article=row,
        text_id=kept.text_id,
        status="new",
        previous_text_id="",
        message=" ".join((*said, *kept.warnings)),
        like=like,
    )


def _told(like: Like, nearly: bool) -> str:
    from annotate_tui.services.doubles import whole_percent

    percent = whole_percent(like.share)
    are = "of the words are the same" if nearly else "of the shorter one's words are the same"
    return f"Very like article {like.number}, {quoted(shorten(like.title))} ({percent} % {are})."


def _replaced(
    library: Library, before: ArticleRow, kept: Kept, anchored: Anchored, *, earlier: bool
) -> Added:
    row = library.article(before.id)
    what = "one of its earlier texts again" if earlier else "its new text"
    said = [
        f"Article {row.number}, {quoted(row.title)}, has other words than before: this is {what}; the old one can be"
        " opened."
    ]
    if anchored.total:
        said.append(f"{anchored.told()}.")
    return Added(
        article=row,
        text_id=kept.text_id,
        status="new_text",
        previous_text_id=before.text_id,
        message=" ".join((*said, *kept.warnings)),
        anchored=anchored,
    )


def _other_bytes(row: ArticleRow, article: Article) -> str:
    return "Its file has changed, its words have not." if row.source == article.source else ""


def _same(row: ArticleRow, text_id: str, more: str = "") -> Added:
    older = "" if text_id == row.text_id else "This is an older text of it."
    said = [f"Already in the library as article {row.number}: {quoted(row.title)}.", more, older]
    return Added(
        article=row,
        text_id=text_id,
        status="same",
        previous_text_id="",
        message=" ".join(part for part in said if part),
    )


def _with_warnings(added: Added, article: Article) -> Added:
    said = [added.message, *article.warnings]
    if article.encoding != "utf-8":
        said.append(f"It is not UTF-8: it was read as {article.encoding}.")
    return replace(added, message=" ".join(said), encoding=article.encoding)
