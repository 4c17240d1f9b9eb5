"""What a way of placing marks does with an edited text, counted mark by mark."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from annotate_tui.text.alignment import Mapped, align
from annotate_tui.text.alignment_tokens import Codes, tokens
from benchmarks.reanchoring.editing import Edited, remains, truth

CONTEXT = 32
"""Code points on each side that the search for words looks at, as anchors keep them."""

Placer = Callable[[str, str], Callable[[int, int], Mapped]]
"""Takes the old and the new text, gives what places a span."""


@dataclass(slots=True)
class Tally:
    """Counts over marks. ``surviving`` are those whose words are all there in one piece.

    ``right`` of them stand unflagged on the true span, ``flagged`` and ``lost`` are what marks say
    of themselves. ``by_context`` are those on another of several equal places, where all that stood
    around them stands, too, and not where the editor put them: nobody could tell. ``wrong`` are all
    other marks, surviving or not, that stand unflagged on words that are not theirs. ``seconds`` are
    those of the processor.
    """

    marks: int = 0
    surviving: int = 0
    right: int = 0
    flagged: int = 0
    lost: int = 0
    wrong: int = 0
    by_context: int = 0
    seconds: float = 0.0
    errors: list[tuple[Edited, tuple[int, int], Mapped]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count those of another tally, too."""
        for name in (
            "marks",
            "surviving",
            "right",
            "flagged",
            "lost",
            "wrong",
            "by_context",
            "seconds",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors.extend(other.errors)


def measure(
    edited: Edited, marks: Sequence[tuple[int, int]], placer: Placer | None = None
) -> Tally:
    """Place the marks (as numbers of pieces) and count."""
    tally = Tally()
    spans = [(edited.pieces[a][0], edited.pieces[b - 1][1]) for a, b in marks]
    begin = time.process_time()
    place = (placer or by_alignment)(edited.old, edited.new)
    placed = [place(start, end) for start, end in spans]
    tally.seconds = time.process_time() - begin
    for mark, span, mapped in zip(marks, spans, placed, strict=True):
        _count(tally, edited, mark, span, mapped)
    return tally


def _count(
    tally: Tally, edited: Edited, mark: tuple[int, int], span: tuple[int, int], mapped: Mapped
) -> None:
    true = truth(edited, *mark)
    sure = mapped.state in ("exact", "moved")
    tally.marks += 1
    tally.surviving += true is not None
    tally.flagged += mapped.state == "changed"
    tally.lost += mapped.state == "lost"
    if true is not None and sure and true == mapped[:2]:
        tally.right += 1
    elif sure and _by_context(edited, span, mapped, true):
        tally.by_context += 1
    elif sure and (true is not None or _misplaced(edited, mark, span, mapped)):
        tally.wrong += 1
        tally.errors.append((edited, mark, mapped))


def _by_context(
    edited: Edited, span: tuple[int, int], mapped: Mapped, true: tuple[int, int] | None
) -> bool:
    codes = Codes()

    def around(text: str, start: int, end: int) -> tuple[str, str, str]:
        before, words, after = text[max(0, start - CONTEXT) : start], text[start:end], text[end:]
        parts = before, words, after[:CONTEXT]
        cut = [tokens(part, codes).codes[1:-1] for part in parts]
        # The outermost words may be cut.
        return cut[0][1:], cut[1], cut[2][:-1]

    old = around(edited.old, *span)
    there = true is not None and old == around(edited.new, *true)
    return not there and old == around(edited.new, mapped.start, mapped.end)


def _misplaced(
    edited: Edited, mark: tuple[int, int], span: tuple[int, int], mapped: Mapped
) -> bool:
    """Of a mark that was cut: other words than it had, or no word of what is left of it."""
    codes = Codes()
    old = tokens(edited.old[span[0] : span[1]], codes).codes
    new = tokens(edited.new[mapped.start : mapped.end], codes).codes
    left = remains(edited, *mark)
    return old != new or not any(a < mapped.end and mapped.start < b for a, b in left)


def by_alignment(old: str, new: str) -> Callable[[int, int], Mapped]:
    """Ours: by the alignment of the two texts."""
    return align(old, new).map_span


def by_position(old: str, new: str) -> Callable[[int, int], Mapped]:
    """The same offsets, as if nothing had happened."""

    def place(start: int, end: int) -> Mapped:
        same = old[start:end] == new[start:end]
        return Mapped(start, end, "exact" if same else "lost")

    return place


def by_search(old: str, new: str) -> Callable[[int, int], Mapped]:
    """The exact words, the nearest of those with the most of the 32 code points on each side."""

    def place(start: int, end: int) -> Mapped:
        words = old[start:end]
        before, after = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
        best, most = -1, (-1, 0)
        at = new.find(words)
        while at >= 0:
            stop = at + len(words)
            agree = _alike(before[::-1], new[max(0, at - CONTEXT) : at][::-1])
            agree += _alike(after, new[stop : stop + CONTEXT])
            if (agree, -abs(at - start)) > most:
                best, most = at, (agree, -abs(at - start))
            at = new.find(words, at + 1)
        if best < 0:
            return Mapped(start, end, "lost")
        return Mapped(best, best + len(words), "exact" if best == start else "moved")

    return place


def _alike(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
