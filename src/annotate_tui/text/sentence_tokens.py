"""What stands before a stop: its token, and whether that begins a sentence or marks an item."""

from __future__ import annotations

import re

from annotate_tui.text.abbreviations import MONTHS, Rules

NO_CUT = -1

_TOKEN_REACH = 40
_LIST_REACH = 300
_BULLETS = frozenset("•⁃◦▪‣●")
_STOPS = frozenset(".!?…。！？｡")
_CLOSERS = frozenset("\"'”’»)]")
_EDGE = "\"'“”‘’«»‹›„‚([{¿¡「『（【<*_~#•⁃◦▪‣●–—-+=|>`,;:"


def token_start(text: str, end: int) -> int:
    """Where the run without white space that ends at ``end`` begins, at most 40 back."""
    parts = text[max(0, end - _TOKEN_REACH) : end].rsplit(None, 1)
    if not parts or text[end - 1 : end].isspace():
        return end
    return end - len(parts[-1])


def token_before(text: str, end: int) -> str:
    """That run without the quotes, brackets and other marks it begins with."""
    return text[token_start(text, end) : end].lstrip(_EDGE)


def strip_marks(token: str) -> str:
    """A token without the quotes, brackets and other marks it begins with."""
    return token.lstrip(_EDGE)


def word_before(text: str, at: int) -> str:
    """The token before the white space before ``at``, without its closing marks; "" for none."""
    head = text[max(0, at - _TOKEN_REACH) : at].split()
    return strip_marks(head[-1]).rstrip(".,;:!?)\"'”’") if head else ""


def starts_sentence(text: str, at: int, rules: Rules) -> bool:
    """Whether what begins at ``at`` stands first in its block, after a stop or after a bullet."""
    head = text[max(0, at - 12) : at].rstrip()
    if not head:
        return True
    last = head[-1]
    if last == ".":
        return not _abbreviates(token_before(text, max(0, at - 12) + len(head) - 1), rules)
    if last in _STOPS or last in _BULLETS or text[at - 1] in _BULLETS:
        return True
    return last in _CLOSERS and len(head) > 1 and head[-2] in _STOPS


def list_cut(text: str, start: int, rules: Rules) -> int:
    """The start of the list marker that ends before ``text[start]``, where it opens a new item.

    It does where the text shortly before has the marker that precedes it: "1) One 2) Two".
    """
    first = token_start(text, start)
    raw = text[first:start]
    token = strip_marks(raw)
    if not token or "(" in raw or starts_sentence(text, first, rules):
        return NO_CUT
    if token.isascii() and token.isdigit() and len(token) <= 2:
        previous = str(int(token) - 1)
    elif len(token) == 1 and "b" <= token <= "z":
        previous = chr(ord(token) - 1)
    else:
        return NO_CUT
    reach = text[max(0, first - _LIST_REACH) : first]
    pattern = rf"(?:\A|[\s•⁃]){previous}\.?{re.escape(text[start])}\)?\s+[^\W\d_a-z]"
    return first if re.search(pattern, reach) else NO_CUT


def _abbreviates(token: str, rules: Rules) -> bool:
    low = token.lower()
    known = low in rules.never or low in rules.perhaps or low in rules.numbered or low in MONTHS
    return known or len(token) == 1 or "." in token
