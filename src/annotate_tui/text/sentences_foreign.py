"""Abbreviations of languages without a table of ours, by `sentencex` where it is installed.

It is asked on a masked copy of the same length, without quotation marks and brackets: it would
keep a quotation whole, and it panics on a wide space after a capital. What it says is only a veto
on full stops; other marks, quotations and small letters stay with our own rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any

_PIECE = 65_536
_OVERLAP = 1_000
_MASKED = re.compile(r"[\"'“”‘’«»‹›„‚()\[\]{}「」『』（）]|[^\S ]|[\ud800-\udfff\x00]")


def stop_veto(block: str, language: str) -> list[int] | None:
    """The ends of sentences that `sentencex` sees in ``block``, in order; None where it is absent.

    Also None where it fails, whatever it raises but an interruption: our rules then stand alone.
    """
    ask = _sentencex()
    if ask is None:
        return None
    masked = _MASKED.sub(" ", block)
    found: list[int] = []
    try:
        for low in range(0, len(masked), _PIECE):
            first = max(0, low - _OVERLAP)
            last = min(len(masked), low + _PIECE + _OVERLAP)
            ends = (first + b["end_index"] for b in ask(language, masked[first:last]))
            found.extend(e for e in ends if low < e <= low + _PIECE and e != last)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the extension is no Exception
        return None
    return found


def confirms(ends: list[int], stop: int, after: int) -> bool:
    """Whether one of ``ends`` lies behind the stop that ends at ``stop`` and by ``after``."""
    i = bisect_right(ends, stop - 1)
    return i < len(ends) and ends[i] <= after


@cache
def _sentencex() -> Any:  # noqa: ANN401 - an extension without types
    try:
        from sentencex import get_sentence_boundaries
    except (ImportError, OSError):
        return None
    return get_sentence_boundaries
