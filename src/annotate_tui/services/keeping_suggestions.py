"""Suggestions kept and turned down, and marks made by hand with their fields guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotate_tui.detect.passage import BEHIND
from annotate_tui.model import Mark, Span, Suggestion, Tag
from annotate_tui.services import marking
from annotate_tui.services.advice import Offer, fields_for, fitting, suggester_of
from annotate_tui.services.decisions import Decisions, kinds_of
from annotate_tui.store import Library, Step
from annotate_tui.store.codebook import PART_OF

if TYPE_CHECKING:
    from annotate_tui.text.document import Document


def keep(
    library: Library,
    document: Document,
    article_id: str,
    text_id: str,
    offer: Offer,
    *,
    span: Span | None = None,
    tag: Tag | None = None,
    confirmed: Collection[str] = (),
    fields: Mapping[str, Any] | None = None,
) -> Mark:
    """Keep a suggestion as a mark of origin "suggested", in one step.

    ``span`` gives it other edges and ``tag`` another tag; where it would then be suggested still,
    it counts as turned down. ``fields`` replace suggested values, None or "" empties one. What was
    suggested and neither changed nor ``confirmed`` is a guess. Where it continues another suggestion,
    or another continues it, the marks are linked as soon as both stand. Raises MarkError,
    FieldError, LibraryError.
    """
    one, chosen = offer.suggestion, tag or offer.tag
    place = marking.checked_span(document, span or one.span)
    suggested = fields_for(one, chosen)
    changed = {
        name: value for name, value in (fields or {}).items() if suggested.get(name) != value
    }
    guessed = [name for name in suggested if name not in changed and name not in confirmed]
    with library.step("keep") as step:
        decisions = Decisions(library, text_id, library.coder)
        family = _Family(document, decisions, one)
        links = {} if PART_OF.name in changed else family.link_of(one)
        mark = marking.tag_span(
            library,
            document,
            article_id,
            text_id,
            place,
            chosen,
            fields={**suggested, **links, **changed},
            guessed=guessed,
            origin="suggested",
        )
        decisions.kept(mark)
        if not decisions.is_decided(one, offer.tag):
            _turn_down(library, step, text_id, offer)
        for other in family.continued(one):
            _link(step, other, mark.id)
    return mark


def reject(library: Library, text_id: str, offer: Offer) -> None:
    """Turn a suggestion down for good, in this text, for the library's coder; one step.

    What is turned down already stays so. Raises LibraryError.
    """
    with library.step("reject") as step:
        _turn_down(library, step, text_id, offer)


def tag_by_hand(
    library: Library, document: Document, article_id: str, text_id: str, span: Span, tag: Tag
) -> Mark:
    """Tag the span, with the fields that a rule reads off its words as guesses; one step.

    Raises MarkError, FieldError, LibraryError.
    """
    place = marking.checked_span(document, span)
    kind = kinds_of(library.tags()).get(tag.id, "")
    fields = fitting(_guess(document, kind, place), tag) if kind else {}
    where = (library, document, article_id, text_id)
    return marking.tag_span(*where, place, tag, fields=fields, guessed=list(fields))


def _guess(document: Document, kind: str, span: Span) -> Mapping[str, Any]:
    suggester = suggester_of(document)
    first = suggester.index_at(max(0, span.start - BEHIND))
    near = [
        (min(one.end, span.end) - max(one.start, span.start), one)
        for index in range(first, suggester.index_at(span.end - 1) + 1)
        for one in suggester.of(index)
        if one.tag == kind and one.start < span.end and span.start < one.end
    ]
    return max(near, key=lambda pair: pair[0])[1].fields if near else {}


def _turn_down(library: Library, step: Step, text_id: str, offer: Offer) -> None:
    start, end = offer.span
    key = (text_id, offer.tag.id, start, end, library.coder)
    if step.row("rejection", *key) is None:
        names = ("text_id", "tag_id", "start", "end", "coder")
        step.insert("rejection", dict(zip(names, key, strict=True)))


def _link(step: Step, part: str, whole: str) -> None:
    row = step.row("annotation", part)
    if row is not None and not row["fields"].get(PART_OF.name) and part != whole:
        changes = {"fields": {**row["fields"], PART_OF.name: whole}, "updated_at": step.at}
        step.update("annotation", part, changes)


class _Family:
    """The suggestions around one that continue each other, and the marks kept from them."""

    def __init__(self, document: Document, decisions: Decisions, one: Suggestion) -> None:
        self._decisions = decisions
        self._near: dict[Span, Suggestion] = {}
        suggester = suggester_of(document)
        low = one.part_of.start if one.part_of else one.start
        first, last = map(suggester.index_at, (max(0, low - BEHIND), one.end + BEHIND))
        for index in range(first, last + 1):
            for other in suggester.of(index):
                if other.tag == one.tag:
                    self._near[other.span] = other
        self._near[one.span] = one

    def link_of(self, one: Suggestion) -> dict[str, str]:
        """The link to the nearest mark that it continues; {} without one."""
        for before in self._before(one):
            mark = self._mark_of(before)
            if mark:
                return {PART_OF.name: mark}
        return {}

    def continued(self, one: Suggestion) -> Iterator[str]:
        """The marks that continue ``one``, nothing kept between them."""
        for other in self._near.values():
            if other.part_of is None or other is one:
                continue
            for before in self._before(other):
                if before == one.span:
                    mark = self._mark_of(other.span)
                    if mark:
                        yield mark
                    break
                if self._mark_of(before):
                    break

    def _before(self, one: Suggestion) -> Iterator[Span]:
        """The spans that it continues, the nearest first."""
        seen = {one.span}
        at: Suggestion | None = one
        while at is not None and at.part_of is not None and at.part_of not in seen:
            seen.add(at.part_of)
            yield at.part_of
            at = self._near.get(at.part_of)

    def _mark_of(self, span: Span) -> str:
        exact = self._decisions.on(span)
        kind = next(iter(self._near.values())).tag
        return next(iter([*exact, *sorted(self._decisions.marked(kind, span))]), "")
