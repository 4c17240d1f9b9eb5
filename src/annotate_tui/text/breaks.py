"""Where a row may end that has no better place: within words, in addresses, at punctuation."""

from __future__ import annotations

import re

from annotate_tui.text.cells import (
    CLOSING,
    CLOSING_AFTER_BLANK,
    OPENING,
    OPENING_BEFORE_BLANK,
)

_HYPHENS = ("-", "/", "–", "—", "\xad")
_STEPS = ("/", "?", "&", "#")
_SIGNS = (*_STEPS, ".", "-", "_", "=", ":", ";", ",", "+", "~", "@", "|", "\\")
_ADDRESS = re.compile(r"[(<\[\"'“‘]*(?:[A-Za-z][A-Za-z0-9+.-]*:/|www\.|[^/\s]+\.[^/\s]+/)")
_LONGEST_HEAD = 80
_LOOKED_BACK = 8


def break_in_word(s: str, low: int, limit: int) -> int:
    """The last place in ``(low, limit)`` where the word that begins at ``low`` may be cut, or 0.

    That is behind a hyphen, slash, dash or soft hyphen between letters. An address is also cut
    behind its other signs, but rather behind one that begins a step of its path, the query or the
    fragment if one stands in the later half.
    """
    if not _ADDRESS.match(s, low, low + _LONGEST_HEAD):
        return _last_sign(s, low, limit, _HYPHENS)
    step = _last_sign(s, low, limit, _STEPS, "%_~@$")
    return step if step - low >= (limit - low) // 2 else _last_sign(s, low, limit, _SIGNS, "%_~@$")


def _last_sign(s: str, low: int, limit: int, signs: tuple[str, ...], more: str = "") -> int:
    """The last place behind one of the signs and before a letter, a digit or one of ``more``."""
    best = 0
    for sign in signs:
        found = s.rfind(sign, low + 1, limit)
        while found > max(low, best - 1):
            before, after = s[found - 1], s[found + 1 : found + 2]
            if before not in " (-/" and after and (after.isalnum() or after in more):
                best = found + 1
                break
            found = s.rfind(sign, low + 1, found)
    return best


def unbroken(s: str, at: int, limit: int) -> int:
    """The last good place in ``(at, limit]`` for a word longer than a row; else ``limit``.

    That is behind a sign between letters in the later half, else before the letter that closing
    punctuation follows or behind the one that opening punctuation stands before, if it is near.
    Rows of dots, as in a table of contents, are cut anywhere.
    """
    sign = _last_sign(s, at, limit, _SIGNS)
    if sign - at >= (limit - at + 1) // 2:
        return sign
    if s[limit - 1] == s[limit]:
        return limit
    for cut in range(limit, max(at, limit - _LOOKED_BACK), -1):
        if not splits_punctuation(s, cut):
            return cut
    return limit


def splits_punctuation(s: str, cut: int) -> bool:
    """Whether closing punctuation stands at ``cut``, or opening right before it."""
    return s[cut : cut + 1] in CLOSING or s[cut - 1] in OPENING


def parts_punctuation(s: str, first: int, after: int) -> bool:
    """Whether the blanks ``s[first:after]`` part closing or opening punctuation from its words.

    A stop before a letter or digit is none (".5", "?query"): it belongs to what follows.
    """
    sign = s[after]
    if sign in CLOSING_AFTER_BLANK and not (sign < "\x80" and s[after + 1 : after + 2].isalnum()):
        return True
    return first > 0 and s[first - 1] in OPENING_BEFORE_BLANK
