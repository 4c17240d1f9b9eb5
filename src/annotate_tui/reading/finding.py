"""Literal search: upper and lower case alike while the words typed are all lower case."""

from __future__ import annotations

import re

from annotate_tui.model import Span


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
    if found := _last(sought, text, 0, offset):
        return found, False
    found = _last(sought, text, offset, len(text))
    return (found, True) if found else None


def _last(sought: re.Pattern[str], text: str, low: int, high: int) -> Span | None:
    """The last match that begins in ``[low, high)``, looked for in pieces from the end."""
    piece = 1 << 14
    stop = high
    while stop > low:
        start = max(low, stop - piece)
        last = None
        for found in sought.finditer(text, start):
            if found.start() >= stop:
                break
            last = found
        if last is not None:
            return Span(*last.span())
        stop, piece = start, piece * 2
    return None
