"""Whom "according to" names."""

from __future__ import annotations

import re

from annotate_tui.detect.subjects import subject_after
from annotate_tui.detect.tokens import Clause
from annotate_tui.model import Span

_AUTHOR = re.compile(
    r"(?:\s+(?:published|released|issued|conducted|compiled|carried\sout|done|made|filed|posted))?"
    r"(?:\s+(?:(?:on|in|earlier|late|early|last|this)\s+){0,2}(?:\w+day|week|month|year|today|yesterday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December))?(?:\s\d{1,4}){0,2}\s+by\s+"
)


def according(words: Clause, at: int, high: int) -> Span | None:
    """Whom "according to" names, behind ``at``, in the piece up to ``high``; None without a name.

    Of "the coverage by The Daily Mail" and "an audit published on Monday by the office" the author;
    of "papers seen by The Daily Mail" the papers.
    """
    text = words.text
    head = subject_after(words, at, high)
    if head is None:
        return None
    by = _AUTHOR.match(text, head.end, high)
    return (subject_after(words, by.end(), high) if by else None) or head
