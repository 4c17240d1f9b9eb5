"""Literal search: upper and lower case alike while the words typed are all lower case."""

from __future__ import annotations

import re

from annotate_tui.model import Span

_WIDEST = 1 << 16
"""Code points of white space that a backward search crosses between two words."""


def pattern(words: str) -> re.Pattern[str] | None:
    """What to look for: literal, any white space for white space; None for nothing typed.

    An upper-case letter in the words makes the search tell the cases apart (smart case).
    """
    parts = words.split()
    if not parts:
        return None
    flags = 0 if any(c.isupper() for c in words) else re.IGNORECASE
    return re.compile(r"\s+".join(map(re.escape, parts)), flags)


def find_next(text: str, words: str, offset: int) -> tuple[Span, bool] | None:
    """The first match at or after ``offset``, and whether it was found from the top again."""
    sought = pattern(words)
    if sought is None:
        return None
    if found := sought.search(text, offset):
        return Span(*found.span()), False
    found = sought.search(text)
    return (Span(*found.span()), True) if found else None


def find_previous(text: str, words: str, offset: int) -> tuple[Span, bool] | None:
    """The last match that begins before ``offset``, and whether it was found from the bottom."""
    sought = pattern(words)
    if sought is None:
        return None
    reach = len(words) + (_WIDEST if len(words.split()) > 1 else 0)
    if found := _last(sought, text, 0, offset, reach):
        return found, False
    found = _last(sought, text, max(0, offset), len(text), reach)
    return (found, True) if found else None


def _last(sought: re.Pattern[str], text: str, low: int, high: int, reach: int) -> Span | None:
    """The last match that begins in ``[low, high)``, looked for in pieces from the end.

    Matches that overlap count, as they do going forward. None is longer than ``reach``: without
    that limit, looking for words that stand far behind would read on to them from every piece.
    """
    piece = 1 << 14
    stop = high
    while stop > low:
        start = max(low, stop - piece)
        last = None
        found = sought.search(text, start, stop + reach)
        while found is not None and found.start() < stop:
            last = found
            found = sought.search(text, found.start() + 1, stop + reach)
        if last is not None:
            return Span(*last.span())
        stop, piece = start, piece * 2
    return None
