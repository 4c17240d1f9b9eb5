"""The texts that an article has had, and what changed from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.model import Span
from annotate_tui.store import Library

if TYPE_CHECKING:
    from annotate_tui.model import Mark
    from annotate_tui.text.alignment import Change


class Version(NamedTuple):
    """One text of an article.

    ``number`` counts from 1 in the order in which the texts came, ``at`` is when that was, ``length``
    in code points. ``current`` is the one that the article has now.
    """

    text_id: str
    number: int
    at: str
    length: int
    current: bool


def versions(library: Library, article_id: str) -> list[Version]:
    """The article's texts as they came. Raises LibraryError where there is no such article."""
    article = library.article(article_id)
    rows = library.fetch(
        "SELECT t.id, t.length, (SELECT min(e.at) FROM events e WHERE e.kind = 'text'"
        " AND e.subject = t.id) FROM texts t WHERE t.article_id = ? ORDER BY t.n",
        article_id,
    )
    return [
        Version(text_id, number, at or article.added_at, length, text_id == article.text_id)
        for number, (text_id, length, at) in enumerate(rows, 1)
    ]


def changes(
    library: Library, old_text_id: str, new_text_id: str, *, restyled: bool = False
) -> list[Change]:
    """What differs between two texts, in words, in the order of the new one.

    With ``restyled`` also words that differ in quotation marks, dashes and the like only. Raises
    LibraryError.
    """
    from annotate_tui.text.alignment import align

    old, new = library.text(old_text_id).text, library.text(new_text_id).text
    return align(old, new).changes(restyled)


def marks_in(library: Library, text_id: str) -> list[Mark]:
    """The marks that stand in a text, in its order; what is said of their words and of where they
    are is said of that text, whichever one is current. Raises LibraryError.
    """
    from annotate_tui.services.marking import place_columns
    from annotate_tui.text.document import Document

    row = library.text(text_id)
    article = library.article(row.article_id)
    marks = library.marks(text_id)
    if text_id == article.text_id:
        return marks
    document = Document(row.text, row.structure, article.language)
    found: list[Mark] = []
    for mark in marks:
        place = place_columns(document, Span(mark.start, mark.end))
        found.append(replace(mark, annotation=replace(mark.annotation, **place)))
    return found


def words_before(library: Library, mark: Mark) -> str:
    """The words on which a person last had the mark: its newest place in another text that is
    exact, or was found or approved as moved. Its own words where there is none. Raises LibraryError.
    """
    text_id = "" if mark.anchor.state == "lost" else mark.anchor.text_id
    rows = library.fetch(
        "SELECT n.exact FROM anchors n JOIN texts t ON t.id = n.text_id"
        " WHERE n.annotation_id = ? AND n.text_id <> ? AND n.state <> 'lost'"
        " ORDER BY n.state = 'changed', t.n DESC LIMIT 1",
        mark.id,
        text_id,
    )
    return str(rows[0][0]) if rows else mark.annotation.text
