"""What a rule filled in from words that are others by now: guesses are read again, and what a person
confirmed is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate_tui.model import Span, Tag
from annotate_tui.services.fields import is_empty
from annotate_tui.store import Library

if TYPE_CHECKING:
    from annotate_tui.text.document import Document

OF_THE_WORDS = frozenset({"value", "low", "high"})
"""The fields that say what the very words say, whatever stands around them."""


class Stale(NamedTuple):
    """A confirmed value that said what the words said, and does so no more.

    ``now`` is what a rule reads off them, None for nothing.
    """

    name: str
    value: Any
    now: Any


class Guesses:
    """The codebook of a library, as far as rules fill in fields of its tags."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _tags(self) -> tuple[dict[str, Tag], Mapping[str, str]]:
        from annotate_tui.services.decisions import kinds_of

        tags = self._library.tags()
        return {tag.id: tag for tag in tags}, kinds_of(tags)

    def read(self, document: Document, tag_id: str | None, span: Span) -> dict[str, Any] | None:
        """What the rules read off these words for that tag; None for a tag that has no rules."""
        tags, kinds = self._tags
        tag, kind = tags.get(tag_id or ""), kinds.get(tag_id or "", "")
        if tag is None or not kind:
            return None
        from annotate_tui.services.keeping_suggestions import read_off

        return read_off(document, kind, span, tag)

    def anew(self, document: Document, row: Mapping[str, Any], span: Span) -> dict[str, Any]:
        """The columns ``fields`` and ``guessed`` of a mark (its row) that stands there by now.

        {} where its words are the same, but for white space and quotation marks, and where nothing
        in it is a guess: what a person entered or confirmed stays as it is.
        """
        if not row["guessed"] or same_words(row["text"], document.text[span.start : span.end]):
            return {}
        found = self.read(document, row["tag_id"], span)
        if found is None:
            return {}
        kept = {name: value for name, value in row["fields"].items() if name not in row["guessed"]}
        new = {name: value for name, value in found.items() if is_empty(kept.get(name))}
        return {"fields": {**kept, **new}, "guessed": list(new)}


def guesses_of(library: Library, article_id: str) -> dict[str, dict[str, Any]]:
    """Of the article's standing marks that hold guesses what `Guesses.anew` asks for, by id."""
    rows = library.fetch(
        "SELECT id, tag_id, text, fields, guessed FROM annotations"
        " WHERE article_id = ? AND guessed <> '[]' AND removed_at IS NULL",
        article_id,
    )
    return {
        id_: {
            "tag_id": tag_id,
            "text": text,
            "fields": json.loads(fields),
            "guessed": json.loads(guessed),
        }
        for id_, tag_id, text, fields, guessed in rows
    }


def stale(library: Library, guesses: Guesses, annotation_id: str, text_id: str) -> list[Stale]:
    """The confirmed values of a mark that agreed with its words in an older text, and do not with
    those at its place in this one. Raises LibraryError.
    """
    mark = library.mark(annotation_id, text_id)
    said = mark.annotation
    confirmed = {
        name: value
        for name, value in said.fields.items()
        if name in OF_THE_WORDS and name not in said.guessed and not is_empty(value)
    }
    if not confirmed:
        return []
    older = library.fetch(
        'SELECT n.text_id, n.start, n."end", n.exact FROM anchors n JOIN texts t ON t.id = n.text_id'
        " WHERE n.annotation_id = ? AND n.text_id <> ? AND n.state IN ('exact', 'moved')"
        " ORDER BY t.n DESC",
        annotation_id,
        text_id,
    )
    others = [row for row in older if not same_words(row[3], mark.anchor.exact)]
    if not others:
        return []
    tag_id, language = said.tag_id, library.article(said.article_id).language
    now = _read(library, guesses, text_id, language, tag_id, Span(mark.start, mark.end))
    left = {name: value for name, value in confirmed.items() if now.get(name) != value}
    before = list(_each(library, guesses, others, language, tag_id)) if left else []
    return [
        Stale(name, value, now.get(name))
        for name, value in left.items()
        if any(one.get(name) == value for one in before)
    ]


def same_words(one: str, other: str) -> bool:
    """Whether two stretches say the same: quotation marks, dashes and white space aside."""
    from annotate_tui.text.alignment_tokens import Codes, tokens

    codes = Codes()
    return one == other or tokens(one, codes).codes == tokens(other, codes).codes


def _each(
    library: Library,
    guesses: Guesses,
    rows: Iterable[tuple[Any, ...]],
    language: str,
    tag_id: str | None,
) -> Iterator[dict[str, Any]]:
    for text_id, start, end, _ in rows:
        yield _read(library, guesses, text_id, language, tag_id, Span(start, end))


def _read(
    library: Library, guesses: Guesses, text_id: str, language: str, tag_id: str | None, span: Span
) -> dict[str, Any]:
    from annotate_tui.text.document import Document

    row = library.text(text_id)
    return guesses.read(Document(row.text, row.structure, language), tag_id, span) or {}
