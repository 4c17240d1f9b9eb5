"""Words as a reader steps through them: no punctuation but what belongs to the word."""

from __future__ import annotations

import re
from functools import cache

from annotate_tui.model import Span

# The combining marks of the Basic Multilingual Plane with the letters that lie between them, and
# the joiners: what `\w` leaves out though it stands inside words (Unicode categories Mn, Mc, Me).
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d\u0859-\u085b\u08d3-\u0963\u0971-\u09e3\u0a01-\u0a51"
    "\u0a70-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bcd\u0c00-\u0c63\u0c81-\u0ce3\u0d00-\u0d63"
    "\u0d81-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18\u0f19"
    "\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u109d"
    "\u135d-\u135f\u1712-\u1714\u17b4-\u17d3\u17dd\u180b-\u180d\u1920-\u193b\u1a17-\u1a1b"
    "\u1a55-\u1a7f\u1ab0-\u1aff\u1b00-\u1b44\u1b80-\u1baf\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cfa"
    "\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u2de0-\u2dff\ua66f\ua674-\ua67d\ua6f0\ua6f1"
    "\ua802-\ua827\ua880-\ua8c5\ua8e0-\ua8f1\ua926-\ua953\ua980-\ua9c0\uaa29-\uaa4d\uaab0-\uaac1"
    "\uaaeb-\uaaef\uabe3-\uabed\ufe00-\ufe0f\ufe20-\ufe2f"
)
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u3096\u3099\u309a\u309d\u309e"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"

_CURRENCY = "$€£¥₩₹₽₺₴₪฿"


@cache
def _pattern(letters: str, marks: str, lower: str, before: str) -> re.Pattern[str]:
    """A word over the class body ``letters``; alternatives in ``before`` are tried first."""
    letter = f"[{letters}]"
    run = f"{letter}+(?:[{marks}]+{letter}*)*" if marks else f"{letter}+"
    joined = (
        rf"(?:[-‐‑'’&]{run}"
        rf"|_+{run}"
        rf"|\.(?=[{lower}\d]){run}"
        rf"|[,:/–](?<=\d.)(?=\d){run}"
        rf"|·(?<=l.)(?=l){run}"
        rf"|[\"״׳](?<=[א-ת].)(?=[א-ת]){run})*"
    )
    word = rf"{run}{joined}"
    return re.compile(
        rf"(?:https?://|www\.)[^\s<>\"“”«»、。，）」』]*[^\s<>\"“”«»、。，）」』.,;:!?'’…)\]*_]"
        rf"|{before}[@#]\w[\w-]*"
        rf"|(?:(?!\d){letter}\.){{2,}}(?:(?!\d){letter}(?!{letter}))?(?:[-'’]{word})?"
        rf"|(?:(?:US|[A-Z])?[{_CURRENCY}]|(?<!\w)[-−+±](?=[\d.{_CURRENCY}])[{_CURRENCY}]?)?(?=\.?\d)\.?{word}"
        rf"(?:[%‰]|°[CF]?|(?<=\d)[€£+])?"
        rf"|{word}(?:@\w[\w-]*(?:\.\w[\w-]*)+)?"
    )


_LOWER = "a-zß-öø-ÿ"
_ASCII = ("A-Za-z0-9", "", "a-z", "")
_OTHER = rf"^\W_{HAN}{HIRAGANA}{KATAKANA}"
_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_WIDE = (_OTHER, MARKS, _LOWER, rf"[{HAN}]{_VARIANT}|[{HIRAGANA}]+|[{KATAKANA}]+|")
# A run of kanji takes its inflection with it, but not a particle: one of these at once after the
# kanji, or as the last sign of the hiragana that follow.
_JAPANESE = (
    _OTHER,
    MARKS,
    _LOWER,
    rf"(?:[{HAN}]{_VARIANT})+(?:(?![はがをのにとでもへや])[{HIRAGANA}]+?(?=[はがをのに]?(?![{HIRAGANA}])|を))?"
    rf"|を|[{HIRAGANA}]+?(?=を|(?![{HIRAGANA}]))|[{KATAKANA}]+|",
)
# Latin, Greek and Cyrillic without combining marks: compiles in a tenth of the time of the wide form.
_WESTERN = (r"^\W_", "", _LOWER, "")
_BEYOND_WESTERN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c\u200d\u20d0-\u20f0\u2c00-\U0010ffff]"
)
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")


def words(text: str, start: int, end: int) -> list[Span]:
    """The words of ``text[start:end]`` in order, as spans into ``text`` (code points).

    A word holds a letter or a digit; hyphens, apostrophes, the stops of "N.K.", signs of a number
    ("$40m", "12%", "-3", "1,200", "08:06") belong to it; an e-mail address, a URL, "@name" and
    "#tag" are one word each. Korean goes by spaces, Thai and the like too. Of Chinese every
    character is a word; where ``text[start:end]`` holds kana, a run of kanji with its inflection,
    of hiragana or of katakana is one.
    """
    start, end = max(start, 0), min(end, len(text))
    if start >= end:
        return []
    piece = text[start:end]
    if piece.isascii():
        pattern = _pattern(*_ASCII)
    elif not _BEYOND_WESTERN.search(piece):
        pattern = _pattern(*_WESTERN)
    elif _KANA.search(piece):
        pattern = _pattern(*_JAPANESE)
    else:
        pattern = _pattern(*_WIDE)
    return [Span._make(found.span()) for found in pattern.finditer(text, start, end)]
