"""What the library hands out: frozen rows, made of the tables' columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotate_tui.model import Anchor, Annotation, Mark, Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article of the library.

    ``number`` is what people type. ``text_id`` is its current text, of ``length`` code points,
    whose UTF-8 has the digest ``text_sha256``. ``counts`` maps a tag's id to how many marks stand
    ("" for plain notes). ``read_position`` is an offset into the current text. ``found`` says where
    details stood, as `model.Article.found`; "hand" for those that were entered here. ``flagged`` is
    how many marks wait to be placed in the current text.
    """

    id: str
    number: int
    title: str
    source: str
    site: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    retrieved_at: str = ""
    language: str = ""
    added_at: str = ""
    text_id: str = ""
    read_position: int = 0
    done_at: str = ""
    note: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    removed_at: str = ""
    text_sha256: str = ""
    original_sha256: str = ""
    length: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    flagged: int = 0

    @property
    def marks(self) -> int:
        """How many marks and plain notes stand in the article."""
        return sum(self.counts.values())


class KnownText(NamedTuple):
    """A text that the library has, by its ids."""

    article_id: str
    text_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """One text of an article, frozen for ever."""

    id: str
    article_id: str
    sha256: str
    original_sha256: str
    loader: str
    loader_version: int
    length: int
    text: str
    structure: Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInfo:
    """One step, as undo and the log speak of it.

    ``action`` is what was done ("tag", "move", …); ``changes`` counts the articles, marks and tags
    it touched; ``description`` says it in words; ``by_this_session`` tells that this very Library
    object wrote it.
    """

    id: str
    action: str
    at: str
    coder: str
    changes: int
    article_id: str
    subjects: tuple[str, ...]
    description: str
    by_this_session: bool = False


ARTICLE_COLUMNS = (
    "a.id, a.number, a.title, a.source, a.site, a.authors, a.published, a.updated,"
    " a.retrieved_at, a.language, a.added_at, a.text, a.read_position, a.done_at, a.note,"
    " a.variables, a.removed_at, t.sha256, t.original_sha256, t.length, a.found"
)


def article_row(row: tuple[Any, ...], counts: Mapping[str, int], flagged: int) -> ArticleRow:
    """From the columns of `ARTICLE_COLUMNS`."""
    return ArticleRow(
        id=row[0],
        number=row[1],
        title=row[2],
        source=row[3],
        site=row[4],
        authors=tuple(json.loads(row[5])) if row[5] != "[]" else (),
        published=row[6],
        updated=row[7],
        retrieved_at=row[8],
        language=row[9],
        added_at=row[10],
        text_id=row[11] or "",
        read_position=row[12],
        done_at=row[13] or "",
        note=row[14],
        variables=json.loads(row[15]) if row[15] != "{}" else {},
        removed_at=row[16] or "",
        text_sha256=row[17] or "",
        original_sha256=row[18] or "",
        length=row[19] or 0,
        counts=counts,
        found=json.loads(row[20]) if row[20] != "{}" else {},
        flagged=flagged,
    )


MARK_COLUMNS = (
    "a.id, a.article_id, a.tag_id, a.note, a.fields, a.guessed, a.origin, a.coder, a.created_at,"
    " a.updated_at, a.removed_at, a.text, a.context, a.paragraph_no, a.sentence_no,"
    ' n.text_id, n.start, n."end", n.exact, n.prefix, n.suffix, n.state'
)


def mark_row(row: tuple[Any, ...]) -> Mark:
    """From the columns of `MARK_COLUMNS`."""
    annotation = Annotation(
        id=row[0],
        article_id=row[1],
        tag_id=row[2],
        note=row[3],
        fields=json.loads(row[4]),
        guessed=tuple(json.loads(row[5])),
        origin=row[6],
        coder=row[7],
        created_at=row[8],
        updated_at=row[9],
        removed_at=row[10] or "",
        text=row[11],
        context=row[12],
        paragraph_no=row[13],
        sentence_no=row[14],
    )
    anchor = Anchor(
        annotation_id=row[0],
        text_id=row[15],
        start=row[16],
        end=row[17],
        exact=row[18],
        prefix=row[19],
        suffix=row[20],
        state=row[21],
    )
    return Mark(annotation, anchor)
