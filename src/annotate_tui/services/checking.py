"""What is still to be done or put right: empty, unfit and left-over values, links, places."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Tag
from annotate_tui.services.exporting import own_articles
from annotate_tui.services.fields import awaited_fields, fits, is_empty, left_over, shown_value
from annotate_tui.services.reanchoring import kept_old
from annotate_tui.services.rereading import OF_THE_WORDS, Guesses, stale
from annotate_tui.store import ArticleRow, Library
from annotate_tui.store.codebook import PART_OF

KINDS = (
    "variable",
    "archived",
    "anchor",
    "required",
    "speaker",
    "misfit",
    "outdated",
    "left-over",
    "link",
    "guessed",
)
"""The kinds of problems: of an article the first, of marks all others."""

_WORDS = 80
"""Code points of a mark's words that a problem gives."""

_MARKS = """
SELECT a.id, a.tag_id, a.fields, a.guessed, a.text, coalesce(c.state, '')
FROM annotations AS a
LEFT JOIN anchors AS c ON c.annotation_id = a.id AND c.text_id = ?2
WHERE a.article_id = ?1 AND a.removed_at IS NULL
    AND (?3 IS NULL OR a.coder IN (SELECT value FROM json_each(?3)))
ORDER BY c.start IS NULL, c.start, -c."end", a.id
"""

_PLACES = {
    "changed": "The text has changed where this stands: in the reader, among the marks to place, say"
    " that it stands right, place it elsewhere, leave it with the old text, or remove it.",
    "lost": "Its words are no longer in the text: in the reader, among the marks to place, place it"
    " anew, leave it with the old text, or remove it.",
    "": "It stands in an earlier text of the article only, where it may stay: mark it anew in"
    " this one, or remove it.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to be done. ``kind`` is one of `KINDS`, ``message`` a sentence that says what to do.

    ``annotation_id``, ``tag`` (a path) and ``words`` (the mark's, cut) are "" for a document
    variable, ``tag`` also for a plain note; ``field`` is the field or variable, "" where it is the
    mark as a whole.
    """

    kind: str
    annotation_id: str
    article_number: int
    tag: str
    field: str
    words: str
    message: str


class _Known(NamedTuple):
    """What the codebook says of the marks of one tag."""

    tag: Tag | None
    fields: Mapping[str, Field]
    awaited: tuple[str, ...]


def check(
    library: Library,
    article_ids: Collection[str] | None = None,
    coders: Collection[str] | None = None,
) -> Iterator[Problem]:
    """All that is to be done: first the marks that wait to be placed in a new text, but for those that
    were left with the old one by hand; then articles by number, what they lack themselves before
    their marks by place.

    ``article_ids`` and ``coders`` leave only theirs (None: all; of documents those that an export
    has, so the sample article only with marks). Raises LibraryError.
    """
    tags = library.tags()
    awaited = awaited_fields(tags)
    known: dict[str | None, _Known] = {None: _known(None, ())}
    known |= {tag.id: _known(tag, awaited[tag.id]) for tag in tags}
    variables = [variable.field for variable in library.variables()]
    everything = library.articles()
    if article_ids is None:
        articles = own_articles(everything)
    else:
        articles = [article for article in everything if article.id in article_ids]
    names = None if coders is None else json.dumps(list(coders))
    leads = lru_cache(maxsize=10_000)(partial(_leads, library))
    guesses = Guesses(library)
    several = {
        row[0]
        for row in library.fetch("SELECT article_id FROM texts GROUP BY 1 HAVING count(*) > 1")
    }
    for article in articles:
        if article.id in several and article.marks:
            stays = kept_old(library, article.id)
            for row in library.fetch(_MARKS, article.id, article.text_id, names):
                if row[0] not in stays or row[5]:
                    yield from _unplaced(article.number, row, known[row[1]])
    for article in articles:
        yield from _of_article(article, variables, leads)
        if article.marks:
            for row in library.fetch(_MARKS, article.id, article.text_id, names):
                if article.id not in several:
                    yield from _unplaced(article.number, row, known[row[1]])
                yield from _of_mark(article.number, row, known[row[1]], leads)
                if article.id in several and row[5] not in ("", "lost"):
                    yield from _outdated(library, guesses, article, row, known[row[1]])


def _known(tag: Tag | None, awaited: tuple[str, ...]) -> _Known:
    fields = {field.name: field for field in (*(tag.all_fields if tag else ()), PART_OF)}
    return _Known(tag, fields, awaited)


def _of_article(
    article: ArticleRow, variables: list[Field], leads: Callable[[str], str]
) -> Iterator[Problem]:
    values = {as_column(name): value for name, value in reversed(list(article.variables.items()))}
    for field in variables:
        value = values.get(as_column(field.name))
        problem = partial(Problem, "variable", "", article.number, "", field.name, "")
        if is_empty(value):
            if field.required:
                yield problem(f"The article has no {field.name}: add it to its details.")
        elif not fits(field, value):
            yield problem(_unfit(field, value))
        elif field.kind == "link" and (wrong := leads(str(value))):
            yield problem(_unlinked(field, wrong))


def _of_mark(
    number: int, row: tuple[Any, ...], known: _Known, leads: Callable[[str], str]
) -> Iterator[Problem]:
    _, _, written, written_guesses, _, _ = row
    tag, path = known.tag, known.tag.path if known.tag else ""
    problem = partial(_problem, number, row, known)

    if tag is not None and tag.archived_at:
        message = f"The tag {path} is archived: give the mark another, or restore the tag."
        yield problem("archived", "", message)
    fields: dict[str, Any] = json.loads(written) if written != "{}" else {}
    for name in known.awaited:
        if is_empty(fields.get(name)):
            if name in known.fields and known.fields[name].required:
                message = f"{name} is empty, which {path} requires: fill it in."
                yield problem("required", name, message)
            else:
                yield problem("speaker", name, f"This {path} has no speaker: say who said it.")
    for name, value in fields.items():
        field = known.fields.get(name)
        if field is None or is_empty(value):
            continue
        if not fits(field, value):
            yield problem("misfit", name, _unfit(field, value))
        elif field.kind == "link" and (wrong := leads(value)):
            yield problem("link", name, _unlinked(field, wrong))
    if len(fields) > 0:
        for name in left_over(tag, fields):
            whose = f"the tag {path} has no such field" if tag else "a plain note has no such field"
            message = f"{name} is left over, as {whose}: empty it, or change the tag."
            yield problem("left-over", name, message)
    if written_guesses != "[]":
        for name in json.loads(written_guesses):
            message = f"{name} was guessed and nobody confirmed it: keep it or change it."
            yield problem("guessed", name, message)


def _problem(
    number: int, row: tuple[Any, ...], known: _Known, kind: str, name: str, message: str
) -> Problem:
    text: str = row[4]
    words = text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"
    path = known.tag.path if known.tag else ""
    return Problem(kind, row[0], number, path, name, words, message)


def _unplaced(number: int, row: tuple[Any, ...], known: _Known) -> Iterator[Problem]:
    if row[5] in _PLACES:
        yield _problem(number, row, known, "anchor", "", _PLACES[row[5]])


def _outdated(
    library: Library, guesses: Guesses, article: ArticleRow, row: tuple[Any, ...], known: _Known
) -> Iterator[Problem]:
    """Confirmed numbers that stood in the words of an older text, where others stand now."""
    id_, _, written, *_ = row
    if known.tag is None or not OF_THE_WORDS & json.loads(written).keys():
        return
    for name, value, now in stale(library, guesses, id_, article.text_id):
        field = known.fields.get(name)
        if field is None:
            continue
        says = "no longer say that" if now is None else f"say {shown_value(field, now)} now"
        message = (
            f"{name} is {shown_value(field, value)}, from before the text changed; its words {says}:"
            " change it, or check the mark."
        )
        yield _problem(article.number, row, known, "outdated", name, message)


def _leads(library: Library, target: str) -> str:
    """What is wrong with a link to that mark; "" for nothing."""
    found = library.fetch(
        "SELECT a.removed_at IS NULL AND r.removed_at IS NULL FROM annotations AS a"
        " JOIN articles AS r ON r.id = a.article_id WHERE a.id = ?",
        target,
    )
    if not found:
        return "a mark that is not in the library"
    return "" if found[0][0] else "a mark that was removed"


def _unlinked(field: Field, wrong: str) -> str:
    return f"{field.name} leads to {wrong}: choose another mark, or empty it."


def _unfit(field: Field, value: object) -> str:
    shown = " ".join(shown_value(field, value).split())
    shown = shown if len(shown) <= _WORDS else f"{shown[: _WORDS - 1]}…"
    lists = {"choice": "one of its choices", "choices": "among its choices"}
    wanted = lists.get(field.kind, f"a {field.kind}" if field.kind != "url" else "a web address")
    wanted = "yes or no" if field.kind == "boolean" else wanted
    return f"{field.name} holds “{shown}”, which is not {wanted}: change it, or empty it."
