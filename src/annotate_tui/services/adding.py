"""A file becomes an article of the library, or is found to be there already."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from annotate_tui.model import Article
from annotate_tui.store import ArticleRow, Library, Step
from annotate_tui.text.structure import to_bytes

Status = Literal["new", "same", "new_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of it.

    ``text_id`` is the text to open. ``status`` is "new" for a new article, "same" for one that the
    library knew, "new_text" where its source has other words by now; then ``previous_text_id`` is
    the text before, with its marks. ``encoding`` is what the bytes were read as just now.
    ``message`` is one sentence for the user, or two.
    """

    article: ArticleRow
    text_id: str
    status: Status
    previous_text_id: str
    message: str
    encoding: str = "utf-8"


def add_path(library: Library, path: str | os.PathLike[str], original_sha256: str = "") -> Added:
    """Add the file at ``path``; one with the same bytes as before is not read a second time.

    ``original_sha256`` is the file's hash where the caller has it already.

    Raises LoadError for what cannot be read, LibraryError.
    """
    from annotate_tui import loaders

    digest = original_sha256 or loaders.quick_hash(Path(path))
    if digest and (known := library.find_original(digest)):
        article = library.article(known.article_id)
        if not article.removed_at and article.text_id == known.text_id:
            return _same(article, known.text_id)
    return add_article(library, loaders.load_path(Path(path)))


def add_bytes(library: Library, data: bytes, source: str = "-", name: str = "") -> Added:
    """Add what a pipe or another program handed over. Raises LoadError, LibraryError."""
    from annotate_tui import loaders

    return add_article(library, loaders.load_bytes(data, source, name))


def add_article(library: Library, article: Article) -> Added:
    """Keep a loaded article. The same imported bytes are the same article, also from elsewhere;
    other bytes from the same source are a new text of the article that came from there.

    A removed article comes back with its marks. Raises LibraryError.
    """
    while True:
        plan = _plan(library, article)
        if not plan.action:
            more = "" if plan.known else "Its file has changed, its words have not."
            return _same(library.article(plan.article_id), plan.text_id, more)
        with library.step(plan.action) as step:
            # Another program may have added it between the look and the lock.
            if _plan(library, article) == plan:
                added = _carry_out(library, step, plan, article)
                break
    if article.encoding == "utf-8":
        return added
    said = f"{added.message} It is not UTF-8: it was read as {article.encoding}."
    return replace(added, message=said, encoding=article.encoding)


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


class _Plan(NamedTuple):
    """What is to be done: nothing (""), add, new-text or bring-back; ``text_id`` "" is to be kept.

    ``known`` tells that the library has these very bytes.
    """

    action: str
    article_id: str
    text_id: str
    known: bool


def _plan(library: Library, article: Article) -> _Plan:
    known = library.find_original(article.original_sha256)
    if known:
        row = library.article(known.article_id)
        moved_on = row.text_id != known.text_id and row.source == article.source
        action = "bring-back" if row.removed_at else "new-text" if moved_on else ""
        return _Plan(action, row.id, known.text_id, True)
    here = library.articles_by_source(article.source) if article.source else []
    if not here:
        return _Plan("add", "", "", False)
    same_words = library.find_text(here[0].id, _digest(article.text)) or ""
    action = "" if same_words == here[0].text_id else "new-text"
    return _Plan(action, here[0].id, same_words, False)


def _carry_out(library: Library, step: Step, plan: _Plan, article: Article) -> Added:
    if plan.action == "add":
        return _new(library, step, article)
    before = library.article(plan.article_id)
    if plan.action == "bring-back":
        step.update("article", before.id, {"removed_at": None})
        if not before.text_id:
            # Undoing its adding took away which of its texts is the current one.
            _set_text(library, step, before, plan.text_id, article)
        more = "It had been removed and is back."
        return _same(library.article(before.id), plan.text_id, more)
    text_id = plan.text_id or _keep_text(library, step, before.id, article)
    _set_text(library, step, before, text_id, article)
    return _replaced(library, before, text_id)


def _new(library: Library, step: Step, article: Article) -> Added:
    article_id = library.new_id()
    number = library.next_number()
    row = {
        "id": article_id,
        "number": number,
        "source": article.source,
        "added_at": step.at,
        **_said(library, article),
    }
    step.insert("article", row)
    text_id = _keep_text(library, step, article_id, article)
    step.update("article", article_id, {"text": text_id})
    added = library.article(article_id)
    return Added(
        article=added,
        text_id=text_id,
        status="new",
        previous_text_id="",
        message=f"Added as article {number}: “{added.title}”.",
    )


def _set_text(
    library: Library, step: Step, row: ArticleRow, text_id: str, article: Article
) -> None:
    position = min(row.read_position, max(0, len(article.text) - 1))
    changes = {"text": text_id, "read_position": position, **_said(library, article)}
    step.update("article", row.id, changes)


def _replaced(library: Library, before: ArticleRow, text_id: str) -> Added:
    row = library.article(before.id)
    count = len(library.marks(before.text_id))
    marks = "" if not count else " with its 1 mark" if count == 1 else f" with its {count} marks"
    return Added(
        article=row,
        text_id=text_id,
        status="new_text",
        previous_text_id=before.text_id,
        message=f"Article {row.number} has other words than before: this is its new text; the old"
        f" one can be opened{marks}.",
    )


def _same(row: ArticleRow, text_id: str, more: str = "") -> Added:
    older = "" if text_id == row.text_id else "This is an older text of it."
    said = [f"Already in the library as article {row.number}: “{row.title}”.", more, older]
    return Added(
        article=row,
        text_id=text_id,
        status="same",
        previous_text_id="",
        message=" ".join(part for part in said if part),
    )


def _keep_text(library: Library, step: Step, article_id: str, article: Article) -> str:
    text_id = library.new_id()
    row: dict[str, Any] = {
        "id": text_id,
        "article_id": article_id,
        "sha256": _digest(article.text),
        "original_sha256": article.original_sha256,
        "loader": article.loader,
        "loader_version": article.loader_version,
        "length": len(article.text),
        "structure": to_bytes(article.structure),
        "text": article.text,
    }
    library.add_text(step, row, article.original)
    return text_id


def _said(library: Library, article: Article) -> dict[str, Any]:
    """What the source says of itself; only what comes from the web was retrieved at some time."""
    from_web = article.source.startswith(("http://", "https://"))
    return {
        "title": article.title,
        "site": article.site,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "retrieved_at": library.clock() if from_web else "",
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
