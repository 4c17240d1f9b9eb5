"""How much of an article's text was found, and how much else, in runs of four words.

The measure is that of the public benchmark of article extraction (Zyte, formerly Scrapinghub:
"Article extraction quality evaluation", https://github.com/scrapinghub/article-extraction-benchmark).
A text is its runs of four words in a row, each as often as it stands there. Runs in both texts are
found, runs in the true one alone are missed, runs in the other alone are surplus. On each page the
three are shares of their sum, so that a long page counts as much as a short one; precision and
recall are taken of the shares of all pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"\w+")
RUN = 4
"""How many words a run has; a shorter text is one run."""


class Shares(NamedTuple):
    """Of one page: what was found, surplus and missed, together 1 (0 where both texts are empty)."""

    found: float
    surplus: float
    missed: float


class Score(NamedTuple):
    """Of all pages, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text and how often each stands there."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    last = max(1, len(words) - RUN + 1)
    return Counter(tuple(words[at : at + RUN]) for at in range(last))


def shares(true: str, taken: str) -> Shares:
    """How the text that was taken from a page compares with its true one."""
    wanted, got = runs(true), runs(taken)
    found = (wanted & got).total()
    surplus, missed = (got - wanted).total(), (wanted - got).total()
    total = found + surplus + missed
    return Shares(found / total, surplus / total, missed / total) if total else Shares(0, 0, 0)


def score(pages: Iterable[Shares]) -> Score:
    """Precision and recall over all pages; 1 where there was nothing to take or to find."""
    found = surplus = missed = 0.0
    for page in pages:
        found, surplus, missed = found + page.found, surplus + page.surplus, missed + page.missed
    taken, wanted = found + surplus, found + missed
    return Score(found / taken if taken else 1.0, found / wanted if wanted else 1.0)
