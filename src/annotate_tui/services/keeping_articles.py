"""An article's rows as they are written when it comes in, and again when its text is another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from annotate_tui.columns import as_column
from annotate_tui.model import Article
from annotate_tui.services.articles import HAND, VARIABLE
from annotate_tui.services.declaring import LONGEST_NAME
from annotate_tui.services.recognising import Looked
from annotate_tui.store import ArticleRow, Library, Step
from annotate_tui.text.structure import to_bytes

DETAILS = ("title", "site", "authors", "published", "updated", "language")


class Kept(NamedTuple):
    """An article that was written, and what the user should know of it."""

    article_id: str
    text_id: str
    warnings: tuple[str, ...] = ()


def keep_new(library: Library, step: Step, looked: Looked) -> Kept:
    """Write a new article with its text, in the step that is open."""
    article = looked.article
    article_id, text_id = library.new_id(), library.new_id()
    variables, warnings = _variables(library, article)
    row: dict[str, Any] = {
        "id": article_id,
        "number": library.next_number(),
        "source": article.source,
        "added_at": step.at,
        "text": text_id,
        **{name: _detail(article, name) for name in DETAILS},
        "retrieved_at": _retrieved(library, article),
        "variables": variables,
        "found": dict(article.found),
    }
    step.insert("article", row)
    keep_text(library, step, article_id, looked, text_id)
    keep_places(step, article_id, (p for p in looked.places if p != article.source))
    return Kept(article_id, text_id, warnings)


def keep_text(
    library: Library, step: Step, article_id: str, looked: Looked, text_id: str = ""
) -> str:
    """Write a further text of an article; gives its id."""
    text_id = text_id or library.new_id()
    article = looked.article
    row: dict[str, Any] = {
        "id": text_id,
        "article_id": article_id,
        "sha256": looked.sha256,
        "original_sha256": article.original_sha256,
        "loader": article.loader,
        "loader_version": article.loader_version,
        "length": len(article.text),
        "structure": to_bytes(article.structure),
        "text": article.text,
    }
    library.add_text(step, row, article.original, looked.sketch)
    return text_id


def keep_places(step: Step, article_id: str, places: Iterable[str]) -> None:
    """Write under which further paths and addresses an article is known."""
    for place in places:
        if step.row("place", article_id, place) is None:
            step.insert("place", {"place": place, "article_id": article_id})


def set_text(
    library: Library, step: Step, row: ArticleRow, text_id: str, looked: Looked, position: int
) -> Kept:
    """Make a text the current one, with what its source says of itself.

    What was entered by hand stays, and so does what the source no longer says.
    """
    article = looked.article
    found = dict(row.found)
    changes: dict[str, Any] = {"text": text_id, "read_position": position}
    for name in DETAILS:
        value = _detail(article, name)
        if value and found.get(name) != HAND:
            changes[name] = value
            found.pop(name, None)
            if name in article.found:
                found[name] = article.found[name]
    more, warnings = _variables(library, article)
    if more:
        entered = {as_column(n.removeprefix(VARIABLE)) for n in found if n.startswith(VARIABLE)}
        fresh = {name: value for name, value in more.items() if as_column(name) not in entered}
        names = {as_column(name) for name in fresh}
        kept = {n: value for n, value in row.variables.items() if as_column(n) not in names}
        changes["variables"] = {**kept, **fresh}
    if retrieved := _retrieved(library, article):
        changes["retrieved_at"] = retrieved
    step.update("article", row.id, {**changes, "found": found})
    return Kept(row.id, text_id, warnings)


def _detail(article: Article, name: str) -> object:
    value = getattr(article, name)
    return list(value) if name == "authors" else value


def _retrieved(library: Library, article: Article) -> str:
    """Only what was fetched was retrieved at some time: a saved page states its address in vain."""
    return library.clock() if article.fetched else ""


def _variables(library: Library, article: Article) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The columns that came with it, those that are declared by their kind.

    What does not fit its kind is kept as it is, and said: what came with an article is not lost.
    Of names that are one column the first counts; empty ones are none.
    """
    if not article.variables:
        return {}, ()
    from annotate_tui.services.fields import FieldError
    from annotate_tui.services.variables import checked_variables

    kept: dict[str, Any] = {}
    columns: set[str] = set()
    refused = []
    for written, value in article.variables.items():
        name = " ".join(written.split())[:LONGEST_NAME].rstrip()
        if not name or value in ("", None) or as_column(name) in columns:
            continue
        columns.add(as_column(name))
        try:
            kept.update(checked_variables(library, {}, {name: value}))
        except FieldError as error:
            kept[name] = value
            refused.append(f"{name} is kept as it came: {error}")
    return kept, tuple(refused)
