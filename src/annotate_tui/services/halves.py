"""Marks kept from suggestions that continue each other: which is part of which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from annotate_tui.detect.passage import BEHIND
from annotate_tui.detect.suggester import Suggester
from annotate_tui.model import Span, Suggestion
from annotate_tui.services.advice import suggester_of
from annotate_tui.services.decisions import kinds_of
from annotate_tui.store import Library, Step
from annotate_tui.store.codebook import PART_OF

if TYPE_CHECKING:
    from annotate_tui.text.document import Document

_NEAR = """
SELECT a.id, a.tag_id, n.start, n."end", instr(a.fields, '"part_of"') > 0
FROM anchors n JOIN annotations a ON a.id = n.annotation_id
WHERE n.text_id = ? AND n.start BETWEEN ? AND ? AND n.state <> 'lost'
    AND a.removed_at IS NULL AND a.coder = ? AND a.tag_id IS NOT NULL
ORDER BY n.start, -n."end", a.id
"""


def before(one: Suggestion, known: Mapping[Span, Suggestion]) -> Iterator[Span]:
    """The spans that it continues, the nearest first; ``known`` are suggestions of its tag."""
    seen = {one.span}
    at: Suggestion | None = one
    while at is not None and at.part_of is not None and at.part_of not in seen:
        seen.add(at.part_of)
        yield at.part_of
        at = known.get(at.part_of)


class Family:
    """The marks near one suggestion, and what continues what among the suggestions there.

    Looks at the marks around alone, however many the text has, and only where there are any also at
    the suggestions around.
    """

    def __init__(
        self,
        library: Library,
        document: Document,
        text_id: str,
        one: Suggestion,
        suggester: Suggester | None = None,
    ) -> None:
        self._one = one
        self._suggester = suggester or suggester_of(document)
        low = (one.part_of or one.span).start - BEHIND
        kinds = kinds_of(library.tags())
        rows = library.fetch(_NEAR, text_id, low, one.end + BEHIND, library.coder)
        self._marks: list[tuple[str, Span, bool, bool]] = [
            (id_, Span(start, end), kinds.get(tag_id) == one.tag, bool(linked))
            for id_, tag_id, start, end, linked in rows
        ]

    def link(self) -> dict[str, str]:
        """The link to the nearest mark that it continues; {} without one."""
        if self._one.part_of is None or not self._marks:
            return {}
        for span in before(self._one, self._known):
            mark = self._mark_of(span)
            if mark:
                return {PART_OF.name: mark}
        return {}

    def continued(self) -> list[str]:
        """The marks that continue it with no other mark between, and have no link of their own."""
        one = self._one
        behind = [span for _, span, same, linked in self._marks if same and not linked]
        if not any(span.end > one.end for span in behind):
            return []
        found: list[str] = []
        for other in self._known.values():
            if other.part_of is None or other.span == one.span:
                continue
            for span in before(other, self._known):
                if span == one.span:
                    mark = self._mark_of(other.span)
                    if mark and not any(
                        id_ == mark and linked for id_, _, _, linked in self._marks
                    ):
                        found.append(mark)
                if span == one.span or self._mark_of(span):
                    break
        return found

    @cached_property
    def _known(self) -> dict[Span, Suggestion]:
        suggester, one = self._suggester, self._one
        at = (one.part_of or one.span).start
        # What reaches as far as there may be made of one that begins before.
        starts = (span.start for _, span, same, _ in self._marks if same and span.end > at)
        first = suggester.index_at(min([at, *starts]))
        last = max(one.start, *(span.start for _, span, _, _ in self._marks))
        indices = range(first, suggester.index_at(last) + 1)
        around = of_tag(one.tag, (other for i in indices for other in suggester.of(i)))
        return {**around, one.span: one}

    def _mark_of(self, span: Span) -> str:
        """The mark on that very span, else the first of its kind that is mostly that; "" for none."""
        overlapping: str = ""
        for id_, place, same, _ in self._marks:
            if place == span:
                return id_
            if same and not overlapping and self._is_mostly(place, span):
                overlapping = id_
        return overlapping

    def _is_mostly(self, place: Span, span: Span) -> bool:
        """Whether they overlap, and the place overlaps no other suggestion of the tag by more.

        An edge moved a word too far, into what somebody else said, makes it no mark of that.
        """
        shared = _shared(place, span)
        return shared > 0 and all(_shared(place, other) <= shared for other in self._known)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def of_tag(tag: str, suggestions: Iterable[Suggestion]) -> dict[Span, Suggestion]:
    """By their spans, those of that tag."""
    return {one.span: one for one in suggestions if one.tag == tag}


def join(step: Step, part: str, whole: str) -> None:
    """Make the mark a part of the other one, unless it is part of one already."""
    row = step.row("annotation", part)
    if row is not None and not row["fields"].get(PART_OF.name) and part != whole:
        changes = {"fields": {**row["fields"], PART_OF.name: whole}, "updated_at": step.at}
        step.update("annotation", part, changes)
