"""A text as a string with one character for each word: what two versions of it are compared by.

Words count as the same where a printer would call them the same: typographic and typewriter
quotation marks, all dashes, all white space, soft hyphens, composed and decomposed accents,
ligatures. Case counts, and so does every other sign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import add

from annotate_tui.text.words import HAN, HIRAGANA, KATAKANA, MARKS

START, END, GONE, CAME = "\x01", "\x02", "\x03", "\x04"
"""Stand before the first word, after the last, and for words that moved away or came from elsewhere."""

_FIRST_CODE = 8
_SURROGATES = range(0xD800, 0xE000)
_LAST_CODE = 0x10FFFF

_QUOTES = "\"'`´“”„‟«»‹›‘’‚‛″′＂＇"
_APOSTROPHES = "'’‘‛＇"
_HYPHENS = "-‐‑"
_DASHES = "-‐‑‒–—―−─"
_IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANK = _IGNORED + "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_DROPPED = str.maketrans("", "", _IGNORED)


@cache
def _pattern(ascii_only: bool) -> re.Pattern[str]:
    """A word, or one sign, with the white space after it."""
    if ascii_only:
        run, one = "[A-Za-z0-9_]+", ""
    else:
        letter = rf"[^\W{HAN}{HIRAGANA}{KATAKANA}]"
        run = rf"{letter}+(?:[{MARKS}{_IGNORED}]+{letter}*)*"
        one = rf"[{HAN}{HIRAGANA}{KATAKANA}]|"
    joined = (
        rf"(?:[{_APOSTROPHES}]{run}|[{_HYPHENS}](?!(?<=\d.)\d){run}|[.,:/](?<=\d.)(?=\d){run})*"
    )
    return re.compile(
        rf"(?:{one}{run}{joined}|[{_DASHES}]+|\.\.+|[\"“”„‟]|[{_APOSTROPHES}]{{1,2}}|\S)\s*"
        if ascii_only
        else rf"(?:{one}{run}{joined}|[{_DASHES}]+|\.\.+|[{_APOSTROPHES}]{{1,2}}|\S)"
        rf"[\s{_IGNORED}]*"
    )


def folded(word: str) -> str:
    """The word as it is compared; "" for signs that nobody sees."""
    if word[0] in _QUOTES and not word.strip(_QUOTES):
        return '"'
    if word[0] in _DASHES and not word.strip(_DASHES):
        # Three typewriter hyphens may be a dash; a longer row is a line across the page.
        return "-" if len(word) <= 3 else "----"
    if word == "…" or (word[0] == "." and not word.strip(".") and len(word) > 1):
        return "…"
    if word.isascii():
        return word
    word = unicodedata.normalize("NFC", word.translate(_DROPPED))
    word = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], word)
    for sign in _APOSTROPHES[1:]:
        word = word.replace(sign, "'")
    for sign in _HYPHENS[1:]:
        word = word.replace(sign, "-")
    return word


class Codes(dict[str, str]):
    """A character for each word, the same for words that count as the same.

    There are a million characters: should two texts have more words, some share one, and whoever
    relies on a match compares the words themselves.
    """

    def __init__(self) -> None:
        super().__init__()
        self._of: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        key = folded(word)
        code = self._of.get(key)
        if code is None:
            number = _FIRST_CODE + len(self._of) % (_LAST_CODE - 0x1000)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            code = self._of[key] = chr(number)
        self[word] = code
        return code


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words: ``codes`` has one character for each, between `START` and `END`.

    ``starts`` and ``ends`` are where they stand, in code points, one for each character.
    """

    text: str
    codes: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The word as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]


def tokens(text: str, codes: Codes) -> Tokens:
    """The words and signs of a text, in order, all but white space. Linear in its length."""
    ascii_only = text.isascii()
    begin = len(text) - len(text.lstrip(_BLANK))
    pieces = _pattern(ascii_only).findall(text, begin)
    words = [piece.rstrip() for piece in pieces]
    if not ascii_only and any(sign in text for sign in _IGNORED):
        words = [word.rstrip(_BLANK) for word in words]
    starts = list(accumulate(map(len, pieces), initial=begin))
    starts.pop()
    ends = list(map(add, starts, map(len, words)))
    return Tokens(
        text,
        START + "".join(map(codes.__getitem__, words)) + END,
        [0, *starts, len(text)],
        [0, *ends, len(text)],
    )
