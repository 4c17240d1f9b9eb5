"""Whose marks a view shows, and which mark a key means where several coders have marked the same words.

One's own marks come first. Another coder's mark is meant only where it was taken up: with a mark in
focus everything is done to that one. Out of focus another's mark is never changed, however well it
fits the words: a key then means a mark of one's own on the same words, else the smallest one of
one's own over them, else none, and what is written becomes a mark of one's own beside the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotate_tui.model import Mark, Span

SOMEBODY = "somebody"
"""The coder of a mark that names none, as other programs may write it."""


class Whose(NamedTuple):
    """Whose marks are shown to the coder ``me``: everybody's, or those of ``only`` one coder.

    ``blind`` shows one's own alone, whatever ``only`` says.
    """

    me: str
    only: str | None = None
    blind: bool = False

    @property
    def coders(self) -> tuple[str, ...] | None:
        """The coders whose marks are shown; None for everybody."""
        one = self.me if self.blind else self.only
        return None if one is None else (one,)

    def shows(self, coder: str) -> bool:
        """Whether that coder's marks are shown."""
        coders = self.coders
        return coders is None or coder in coders

    @property
    def shows_own(self) -> bool:
        """Whether a mark that one makes is shown."""
        return self.shows(self.me)

    @property
    def told(self) -> str:
        """That marks are hidden, in words: "only ben's marks"; "" where everybody's are shown."""
        coders = self.coders
        if coders is None:
            return ""
        return f"{'blind: ' if self.blind else ''}only {possessive(coders[0])} marks"

    def next(self, coders: Sequence[str]) -> Whose:
        """The next of: everybody, then each of the ``coders``; blind, all stays as it is."""
        if self.blind:
            return self
        choices: list[str | None] = [None, *coders]
        at = choices.index(self.only) if self.only in choices else 0
        return self._replace(only=choices[(at + 1) % len(choices)])


def possessive(coder: str) -> str:
    """A coder's name as the one who owns something: "ben's"."""
    return f"{coder or SOMEBODY}'s"


class Meant(NamedTuple):
    """``mark`` is the one that a key means, None for none; ``theirs`` another coder's that fits the
    words where no mark is meant.
    """

    mark: Mark | None
    theirs: Mark | None = None


def meant(covering: Iterable[Mark], focused: Mark | None, span: Span, me: str) -> Meant:
    """Which mark a key means: in focus, else of ``me`` on these words, the last of several, else the
    smallest of ``me`` over them, the first of equals.

    ``covering`` are the marks over the span, in order.
    """
    if focused is not None:
        return Meant(focused)
    marks = list(covering)
    own = _fitting([mark for mark in marks if mark.annotation.coder == me], span)
    return Meant(own) if own is not None else Meant(None, _fitting(marks, span))


def _fitting(marks: Sequence[Mark], span: Span) -> Mark | None:
    same = [mark for mark in marks if (mark.start, mark.end) == span]
    if same:
        return same[-1]
    return min(marks, key=lambda mark: mark.end - mark.start, default=None)
