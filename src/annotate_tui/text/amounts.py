"""One number of running text as a value: 1,200; 2 1/2; .08; 2.48×10−5; half a million; twenty-one.

Separators are those of newspapers: a comma, a blank or an apostrophe between thousands (or as in
India after two digits), in German, French, Spanish and Italian a point, and a comma before decimals.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

Value = int | float

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
SMALL: dict[str, int] = {word: n for n, word in enumerate(_UNITS.split())} | {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
"""English number words below a hundred."""
TIMES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}
"""English words that multiply what stands before them."""
_PARTS = {
    **{"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6},
    **{"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000},
}
PARTS: dict[str, int] = _PARTS | {f"{w}s": n for w, n in _PARTS.items() if not w.startswith("hal")}
"""What a whole is cut into, singular and plural."""
LETTERS: dict[str, int] = {
    **dict.fromkeys(("k",), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "mm", "mio", "mil"), 10**6),
    **dict.fromkeys(("b", "bn", "bln", "mrd"), 10**9),
    **dict.fromkeys(("t", "tn", "trn", "tln"), 10**12),
    **dict.fromkeys(("cr",), 10**7),
}
"""Short magnitudes, in lower case."""
_VULGAR = {
    **{"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5)},
    **{"⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8)},
    **{"⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10)},
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_VULGAR_CLASS = "".join(_VULGAR)
_GAP = "\u00a0\u202f\u2009'’"
_POWER = (
    r"(?:\s?[×xX*·⋅]\s?10(?:\s?\^\s?|\*\*)?(?P<ten>[-−–+]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})(?![\d.])"
    r"|[eE](?P<e>[-−–+]?\d{1,2})(?![\w.]))"
)
_FRACTION = (
    r"(?P<over>/\d{1,4}(?![\d/]|-\d))|(?P<mixed>[ \u00a0-]\d{1,2}/\d{1,2}(?![\d/]))"
    rf"|\s?(?P<vulgar>[{_VULGAR_CLASS}])"
)


@cache
def digits_pattern(comma: bool) -> re.Pattern[str]:
    """A number in digits; ``comma`` where the comma begins the decimals. Linear on any text."""
    group, point = (r"\.", ",") if comma else (",", r"\.")
    return re.compile(
        rf"(?:(?P<whole>\d{{1,3}}(?:{group}\d{{3}}){{1,12}}(?!\d)"
        rf"|\d{{1,2}}(?:{group}\d\d){{1,4}}{group}\d{{3}}(?!\d)"
        rf"|\d{{1,3}}(?:[{_GAP} ]\d{{3}}){{1,12}}(?![\d{group}]\d|\d)"
        rf"|\d{{1,3}}(?:{point}\d{{3}}){{2,12}}(?!\d)|\d{{1,30}})"
        rf"(?:(?P<decimals>{point}\d{{1,100}})(?!\d)|(?P<other>[.,]\d{{1,2}})(?!\d|[.,]\d))?"
        rf"|(?P<bare>\.\d{{1,100}})|(?P<alone>[{_VULGAR_CLASS}]))"
        rf"(?:{_POWER}|{_FRACTION})?"
    )


class Digits(NamedTuple):
    """A number in digits: where it ends and what it is; ``whole`` where it is digits and no more."""

    end: int
    value: Value
    whole: bool
    fraction: bool


def read_digits(text: str, at: int, end: int, *, comma: bool = False) -> Digits | None:
    """The number in digits that begins at ``at``, or None."""
    match = digits_pattern(comma).match(text, at, end)
    if match is None:
        return None
    last = match.lastgroup
    if last == "whole":
        written = match["whole"]
        if written.isascii() and written.isdigit():
            return Digits(match.end(), int(written), True, False)
    if alone := match["alone"]:
        return Digits(match.end(), _float(Fraction(*_VULGAR[alone])), False, True)
    whole = re.sub(r"\D", "", match["whole"] or "") or "0"
    decimals = (match["decimals"] or match["other"] or match["bare"] or "")[1:]
    value: Value = float(f"{whole}.{decimals}") if decimals else int(whole)
    stop = match.end()
    fraction = False
    if power := match["ten"] or match["e"]:
        value = float(f"{whole}.{decimals or 0}e{int(power.translate(_RAISED))}")
    elif over := match["over"]:
        under = int(over[1:])
        if decimals or int(whole) >= under:
            stop = match.start("over")
        else:
            value, fraction = _float(Fraction(int(whole), under)), True
    elif mixed := match["mixed"]:
        top, under = (int(part) for part in mixed[1:].split("/"))
        if decimals or not under or top >= under:
            stop = match.start("mixed")
        else:
            value = _float(int(whole) + Fraction(top, under))
    elif vulgar := match["vulgar"]:
        value = _float(int(whole) + Fraction(*_VULGAR[vulgar]))
    return Digits(stop, value, False, fraction)


def times(value: Value, factor: int) -> Value:
    """The product, exact where it is whole."""
    if isinstance(value, int):
        return value * factor
    product = Fraction(repr(value)) * factor if abs(value) < 1e300 else Fraction(0)
    return int(product) if product.denominator == 1 else float(product)


def _float(fraction: Fraction) -> Value:
    return fraction.numerator if fraction.denominator == 1 else float(fraction)


_TOKEN = re.compile(r"(?:[ \t\n\u00a0]|\s?-\s?|,\s)?([A-Za-z]+|\d{1,3}(?![\d.,]))(?![\w’'])")
_MIXED = re.compile(
    r"\sand\s(?:an?|one|two|three)[\s-](half|third|quarter|fourth|fifth|sixth|eighth|tenth|halves)s?(?!\w)",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_POINT = re.compile(r"\spoint((?:\s(?:zero|one|two|three|four|five|six|seven|eight|nine))+)(?!\w)")
_MOST_WORDS = 16


def read_words(text: str, at: int, end: int) -> tuple[int, Value] | None:
    """The English number in words that begins at ``at``: its end and value, or None.

    "a hundred and two", "twenty-one", "two and a half", "three million, two hundred". An article
    counts as one only before a magnitude.
    """
    total: int = 0
    group = -1
    stop = at
    joined = False
    reach = at
    smallest = 10**30
    number_before = False
    factor = 1
    for step in range(_MOST_WORDS):
        found = _TOKEN.match(text, reach, end) if step else _FIRST.match(text, at, end)
        if found is None:
            break
        word = found.group(1).lower()
        if step and "," in found.group() and (word not in SMALL or not 1000 <= smallest < 10**30):
            break
        if step and "," in found.group() and factor < 1000:
            break
        number = SMALL.get(word, int(word) if word.isdecimal() and step else None)
        if number is not None:
            if not _fits(group, number, joined):
                break
            group = number if group < 0 else group + number
            number_before = number > 1
        elif word in TIMES or (step and word.removesuffix("s") in TIMES and number_before):
            factor = TIMES[word if word in TIMES else word[:-1]]
            if group < 0:
                group = 1
            if factor in {100, 12}:
                if group >= 1000:
                    break
                group *= factor
            elif factor < smallest:
                total, group, smallest = total + group * factor, 0, factor
            elif total and not group:
                total, smallest = total * factor, factor
            else:
                break
        elif word in ("a", "an") and not step:
            group = 1
            reach = found.end(1)
            follows = _TOKEN.match(text, reach, end)
            if follows is None or follows.group(1).lower() not in TIMES:
                return None
            continue
        elif word == "and" and not joined and (group >= 100 or (group == 0 and total)):
            joined, reach = True, found.end(1)
            continue
        else:
            break
        factor = TIMES.get(word, 1)
        joined = False
        reach = stop = found.end(1)
    if stop == at:
        return None
    value: Value = total + max(group, 0)
    if (point := _POINT.match(text, stop, end)) and value < 100:
        decimals = "".join(str(SMALL[word]) for word in point.group(1).split())
        return point.end(), float(f"{value}.{decimals}")
    return stop, value


_FIRST = re.compile(r"([A-Za-z]+)")


def _fits(group: int, number: int, joined: bool) -> bool:
    """Whether the word may follow: "twenty one", "hundred (and) two", not "five six"."""
    if group <= 0:
        return number > 0 or group < 0
    if group % 100 == 0:
        return number > 0
    return not joined and 20 <= group % 100 <= 90 and group % 10 == 0 and 0 < number < 10


def read_mixed(text: str, at: int, end: int) -> tuple[int, Value] | None:
    """ "and a half", "and two thirds" behind a number: its end and what it adds."""
    found = _MIXED.match(text, at, end)
    if found is None:
        return None
    words = found.group().lower().replace("-", " ").split()
    return found.end(), _float(Fraction(_COUNTS[words[1]], PARTS[found.group(1).lower()]))
