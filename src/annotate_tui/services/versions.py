"""The texts that an article has had, and what changed from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    in code points. ``current`` is the one that the article has now, which may be any of them: a
    source can go back to an earlier text, and a new one be taken back. ``when`` is the local day on
    which it came, with the time where another came on that day.
    """

    text_id: str
    number: int
    at: str
    length: int
    current: bool
    when: str = ""


def versions(library: Library, article_id: str) -> list[Version]:
    """The article's texts as they came. Raises LibraryError where there is no such article."""
    article = library.article(article_id)
    rows = library.fetch(
        "SELECT t.id, t.length, (SELECT min(e.at) FROM events e WHERE e.kind = 'text'"
        " AND e.subject = t.id) FROM texts t WHERE t.article_id = ? ORDER BY t.n",
        article_id,
    )
    came = [at or article.added_at for _, _, at in rows]
    return [
        Version(text_id, number, at, length, text_id == article.text_id, when)
        for number, ((text_id, length, _), at, when) in enumerate(
            zip(rows, came, _told_apart(came), strict=True), 1
        )
    ]


def as_read(library: Library, article_id: str) -> list[str]:
    """The ids of the article's texts in the order in which they last became its current one.

    So the current text is the last, and the one before it is what was read before: the latter is
    where its marks come from. What is shown to people goes by `Version.number`.
    """
    rows = library.fetch(
        "SELECT t.id FROM texts t WHERE t.article_id = ?1 ORDER BY (SELECT max(e.seq)"
        " FROM events e WHERE e.kind = 'article' AND e.subject = ?1"
        " AND json_extract(e.after, '$.text') = t.id), t.n",
        article_id,
    )
    return [row[0] for row in rows]


def _told_apart(times: Sequence[str]) -> list[str]:
    """Times in UTC as local days; those that share one with the time, as far as it tells them apart."""
    from datetime import datetime

    moments = [datetime.fromisoformat(at).astimezone() for at in times]
    told = [""] * len(moments)
    left = list(range(len(moments)))
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"):
        for at in left:
            told[at] = moments[at].strftime(form)
        count = Counter(told)
        left = [at for at in left if count[told[at]] > 1]
    return told


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
        "SELECT text_id, exact, state FROM anchors"
        " WHERE annotation_id = ? AND text_id <> ? AND state <> 'lost'",
        mark.id,
        text_id,
    )
    order = as_read(library, mark.annotation.article_id)
    # Where nobody had it for certain, the newest place says most.
    rows.sort(key=lambda row: (row[2] != "changed", order.index(row[0])))
    return str(rows[-1][1]) if rows else mark.annotation.text
