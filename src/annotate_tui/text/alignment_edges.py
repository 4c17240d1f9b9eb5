"""Where words that only came or only went are best told to begin, of several places that fit.

Of "The ferry runs. The council met.", cut to "The council met.", the words that went may as well be
"ferry runs. The". A reader means the sentence: the stretch is slid to where sentences and lines
begin, as tools that compare the lines of programs do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate_tui.text.alignment_tokens import Tokens

_STOPS = frozenset(".!?…")
_WIDE_STOPS = frozenset("。！？")
_PAUSES = frozenset(",;:")
_WIDE_PAUSES = frozenset("，、；：")
_CLOSERS = frozenset("\"'”’»›)]}」』）")
_MOST_CLOSERS = 3


def best_slide(side: Tokens, low: int, high: int, back: int, ahead: int) -> int:
    """How many words to slide the stretch ``[low, high)`` of a text, below 0 towards its beginning.

    The words stay the same in their order: it is slid only as far as they are alike at both edges,
    by at most ``back`` words one way and ``ahead`` the other, and as little as serves. Linear in
    those.
    """
    codes = side.codes
    first = last = 0
    while first > -back and codes[low + first - 1] == codes[high + first - 1]:
        first -= 1
    while last < ahead and codes[low + last] == codes[high + last]:
        last += 1
    if first == last:
        return 0
    found = ((_worth(side, low + n) + _worth(side, high + n), n) for n in range(first, last + 1))
    return max(found, key=lambda one: (one[0], -abs(one[1]), one[1]))[1]


def is_apart(old: str, start: int, new: str, place: int) -> bool:
    """Whether words of the old text from ``start`` on, shown at a place of the new one, need a blank
    before them: they stood apart from what was before them, and there they would touch it.
    """
    return start > 0 and place > 0 and old[start - 1].isspace() and not new[place - 1].isspace()


def _worth(side: Tokens, word: int) -> int:
    """How well a change begins, or ends, before a word: 6 for a paragraph, 0 within a word."""
    if word <= 1 or word >= len(side.codes) - 1:
        return 6
    gap = side.text[side.ends[word - 1] : side.starts[word]]
    lines = gap.count("\n")
    if lines > 1:
        return 6
    if _ends_sentence(side, word - 1, bool(gap)):
        return 5 if lines else 4
    if lines:
        return 3
    before = side.word(word - 1)
    if before in _WIDE_PAUSES or (gap and before in _PAUSES):
        return 2
    return 1 if gap else 0


def _ends_sentence(side: Tokens, word: int, blank: bool) -> bool:
    for _ in range(_MOST_CLOSERS):
        if side.word(word) not in _CLOSERS or side.ends[word - 1] != side.starts[word]:
            break
        word -= 1
    sign = side.word(word)
    return sign in _WIDE_STOPS or (blank and sign in _STOPS)
