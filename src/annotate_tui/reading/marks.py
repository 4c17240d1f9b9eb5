"""Questions about the marks of the open text: what stands here, which comes next.

Marks come ordered by (start, -end, tag position, id), as the store gives them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from annotate_tui.model import Mark, Span
from annotate_tui.reading.units import touches


def by_id(marks: Iterable[Mark], mark_id: str | None) -> Mark | None:
    """The mark with that id, or None."""
    return next((m for m in marks if m.id == mark_id), None)


def here(marks: Iterable[Mark], span: Span) -> list[Mark]:
    """The marks that touch a span, in order."""
    return [m for m in marks if touches(Span(m.start, m.end), span)]


def with_words(marks: Iterable[Mark], span: Span) -> list[Mark]:
    """The marks on exactly these words, in order."""
    return [m for m in marks if (m.start, m.end) == span]


def smallest_over(marks: Iterable[Mark], span: Span) -> Mark | None:
    """The smallest mark that covers a span, the first of equals; None without one."""
    covering = [m for m in marks if m.start <= span.start and span.end <= m.end]
    return min(covering, key=lambda m: m.end - m.start, default=None)


def meant(marks: Sequence[Mark], focus: str | None, span: Span) -> Mark | None:
    """The mark that a note means: in focus, else on these words, else the smallest over them."""
    focused = by_id(marks, focus)
    if focused is not None:
        return focused
    same = with_words(marks, span)
    return same[-1] if same else smallest_over(marks, span)


def after(marks: Sequence[Mark], focus: str | None, span: Span) -> Mark | None:
    """The next mark: an unfocused one at the selection first; None after the last."""
    index = _index(marks, focus)
    if index is not None:
        return marks[index + 1] if index + 1 < len(marks) else None
    touching = here(marks, span)
    if touching:
        return touching[0]
    return next((m for m in marks if m.start >= span.start), None)


def before(marks: Sequence[Mark], focus: str | None, span: Span) -> Mark | None:
    """The mark before: an unfocused one at the selection first; None before the first."""
    index = _index(marks, focus)
    if index is not None:
        return marks[index - 1] if index else None
    touching = here(marks, span)
    if touching:
        return touching[-1]
    return next((m for m in reversed(marks) if m.start < span.start), None)


def _index(marks: Sequence[Mark], focus: str | None) -> int | None:
    return next((i for i, m in enumerate(marks) if m.id == focus), None)


class MarkIndex:
    """Marks in order, with those that touch a stretch found without looking at all of them."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.marks = list(marks)
        self._starts = [m.start for m in self.marks]
        self._reach = list(accumulate((m.end for m in self.marks), max))

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``[start, end)``, in order."""
        found: list[Mark] = []
        for i in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[i] <= start:
                break
            if self.marks[i].end > start:
                found.append(self.marks[i])
        found.reverse()
        return found
