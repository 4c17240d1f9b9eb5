"""One amount of English text in digits: a number with its currency, magnitude and unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate_tui.text.amounts import LETTERS, TIMES, Digits, Value, read_digits, read_mixed, times
from annotate_tui.text.figure_nouns import noun_phrase
from annotate_tui.text.figure_units import CODES, CURRENCY_SIGNS, DOLLARS, rate_at, unit_at


class Amount(NamedTuple):
    """A number with its unit: where it stands (currency and unit in), and what it is.

    ``number_end`` is where the number alone ends; ``factor`` the magnitude behind it (1 without);
    ``value`` is None for "several hundred". ``shape``: "digits", "words", "share", "vague".
    """

    start: int
    end: int
    number_end: int
    value: Value | None
    unit: str
    factor: int
    shape: str
    plain: bool
    """Digits alone, no sign, separator or unit: what may be a year or a label."""


_CURRENCY_CLASS = "".join(CURRENCY_SIGNS)


_DOLLAR_NAMES = "|".join(
    re.escape(name)
    for name in sorted(("US", "U.S.", *(d.upper() for d in DOLLARS)), key=len, reverse=True)
)


_CODE_NAMES = "|".join(
    re.escape(code) for code in sorted(CODES, key=len, reverse=True) if code not in ("AU",)
)


_MONEY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<country>(?:{_DOLLAR_NAMES}|Mex|us|hk|nz)\s?)?\$\s?(?P<behind>(?:US|A|AU|C|NZ|HK|S)\s?)?"
    rf"|(?<![A-Za-z])(?P<named>[A-Z]{{2}})?(?P<sign>[{_CURRENCY_CLASS}])\s?"
    rf"|(?<![A-Za-z$])(?P<code>{_CODE_NAMES})[\s\u00a0]?)\Z"
)


MONEY_AHEAD = re.compile(
    rf"[+\-−]?(?:(?:{_DOLLAR_NAMES})?\$(?:US|A|C|NZ|HK|S)?|[{_CURRENCY_CLASS}]|(?:{_CODE_NAMES}))\s?(?=[.\d])"
)


_CODE_ENDS = frozenset("DRYKFBLMPSsEpčkrNH") | frozenset(CURRENCY_SIGNS)


_LETTER = re.compile(
    r"\s?(MM|[kKmMbBtT]|[mb]n|mln|bln|tn|trn|tln|mil|cr|Mn|Bn|BN|MN|Tn)(?![A-Za-z0-9])"
)


TIMES_WORD = re.compile(
    r"[\s\u00a0-](hundred|thousand|million|billion|trillion|dozen|lakh|crore)s?(?!\w)",
    re.IGNORECASE,
)


_IS_MUCH = re.compile(
    r"(?<!\w)(?:worth|than|some|nearly|almost|sold|lost|cost|spent|estimated|reach(?:ed)?|topped|another|"
    r"population\sof|total\sof|audience\sof)\s[\d.]+\Z",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\s(?:US\s)?(?:dollars?|euros?|pounds|bucks)(?!\w)", re.IGNORECASE)
_CURRENCY_BEHIND = re.compile(
    rf"\s?(?:(?P<sign>[{_CURRENCY_CLASS}])|(?P<code>[A-Z]{{3,4}}|Rs|RM)(?![\w]))"
)


_DIMENSION = re.compile(
    r"\s?(?:tall|long|high|wide|deep|above|below|from|away|sprint|race|hurdles|freestyle|butterfly|"
    r"breaststroke|backstroke|medley|relay|final|dash|radius|x|by|thick|down|underwater|in\sdiameter)\b"
    r"|-(?:high|long|tall|wide|deep)",
    re.IGNORECASE,
)


_SCALE = re.compile(r"\s?(C)(?![\w-])|\s(F)(?=[.,;)]|\Z)")


def money_before(text: str, at: int, low: int) -> tuple[int, str] | None:
    """The currency that ends at ``at``: where it begins, and its code."""
    char = text[max(low, at - 3) : at].rstrip(" .\u00a0")[-1:]
    if char not in _CODE_ENDS:
        return None
    base = max(low, at - 8)
    found = _MONEY_BEFORE.search(text[base:at])
    if found is None:
        return None
    begin = base + found.start()
    if code := found["code"]:
        if code in ("R", "P", "kr", "Fr") and begin + len(code) != at:
            return None
        return begin, CODES[code]
    if sign := found["sign"]:
        return begin + len(found["named"] or ""), CURRENCY_SIGNS[sign]
    country = (found["country"] or found["behind"] or "us").strip().lower()
    return begin, DOLLARS.get(country, "USD")


def digits_amount(text: str, at: int, low: int, end: int) -> Amount | None:
    """The amount whose digits begin at ``at`` (a currency may stand before them), or None."""
    money = money_before(text, at, low)
    read = read_digits(text, at, end)
    if read is None:
        return None
    stop, value, factor = _magnified(text, read, end, money=money is not None)
    if _RUNS_ON.match(text, stop, end):
        return None
    begin = money[0] if money else at
    sign, signed = _sign(text, begin, low)
    if money and not sign and text[at - 1] in "-−":
        sign = -1
    value = -value if sign < 0 else value
    final, unit = unit_behind(text, stop, end, value=value, whole=read.whole, money=money)
    if not unit and stop < end and text[stop].isalnum() and text[stop] < "\u1100":
        return None
    if millions := _MILLIONS_OF.match(text, final, end) if unit in CODES and not money else None:
        factor = TIMES[millions.group(1).lower()] if factor == 1 else factor
        value, final = times(value, factor), millions.end()
    elif unit and factor == 1 and text[final - 4 : final - 3] == "M" and text[final - 3].isupper():
        value, factor = times(value, 10**6), 10**6
    shape = "share" if read.fraction and not unit else "digits"
    plain = read.whole and not money and not sign and factor == 1 and not unit
    return Amount(signed, final, stop, value, unit, factor, shape, plain)


_RUNS_ON = re.compile(r"/\d")
_MILLIONS_OF = re.compile(r"\s(million|billion|trillion)(?!\w)", re.IGNORECASE)


def _magnified(text: str, read: Digits, end: int, *, money: bool) -> tuple[int, Value, int]:
    """Where digits end with what multiplies them, what they come to, and the factor."""
    stop, value, factor = read.end, read.value, 1
    while factor < 10**18 and (found := TIMES_WORD.match(text, stop, end)):
        by = TIMES[found.group(1).lower()]
        value, stop, factor = times(value, by), found.end(), factor * by
    if factor > 1:
        mixed = read_mixed(text, stop, end) if text[stop - 1] != "s" else None
        return (
            (stop, value, factor)
            if mixed is None
            else (mixed[0], value + times(mixed[1], factor), factor)
        )
    letter = _LETTER.match(text, stop, end)
    if letter is not None and _is_magnitude(text, letter, end, value, money):
        factor = LETTERS[letter.group(1).lower()]
        return letter.end(), times(value, factor), factor
    if read.whole and (mixed := read_mixed(text, stop, end)):
        stop, value = mixed[0], value + mixed[1]
        if found := TIMES_WORD.match(text, stop, end):
            factor = TIMES[found.group(1).lower()]
            stop, value = found.end(), times(value, factor)
    return stop, value, factor


def _sign(text: str, begin: int, low: int) -> tuple[int, int]:
    """-1, 1 or 0 (no sign) before an amount, and where it begins with it."""
    at = begin - 1
    sign = text[at] if at >= low else ""
    before = text[at - 1] if at > low else " "
    if sign == "−" or (sign in "-–" and sign and (before.isspace() or before in "([{=~≈<>")):
        return -1, at
    return (1, at) if sign and sign in "+±~≈" else (0, begin)


def _is_magnitude(text: str, letter: re.Match[str], end: int, value: Value, money: bool) -> bool:
    """Whether the letter behind a number is a million and the like, not metres or tonnes."""
    short = letter.group(1)
    gap = letter.start(1) > letter.start()
    if money:
        return not gap or len(short) > 1 or short in "mMkK"
    if len(short) > 1:
        return True
    if short in "kKM":
        return not gap or (short in "kK" and text[letter.end() : letter.end() + 1] != "/")
    if gap:
        return False
    if short == "m":
        if _DIMENSION.match(text, letter.end(), end):
            return False
        if noun_phrase(text, letter.end(), end, True) > letter.end():
            return True
        behind = text[letter.end() : letter.end() + 8]
        if behind.startswith((" euro", " dolla", " pound")):
            return True
        if isinstance(value, int) or behind[:1] == "/":
            return False
        return (
            value >= 2.6
            or _IS_MUCH.search(text[max(0, letter.start() - 24) : letter.start()]) is not None
        )
    return short in "Bb" and (not isinstance(value, int) or (short == "B" and value >= 10))


def unit_behind(
    text: str,
    stop: int,
    end: int,
    *,
    value: Value,
    whole: bool,
    money: tuple[int, str] | None,
) -> tuple[int, str]:
    """Where the amount ends with its unit and the unit's name ("" none)."""
    if money is not None:
        if again := _DOLLARS.match(text, stop, end):
            stop = again.end()
        rate = rate_at(text, stop, end)
        return (stop, money[1]) if rate is None else (rate[0], f"{money[1]} per {rate[1]}")
    following = text[stop : stop + 2]
    if not following or following[0] in ',;:)"”':
        return stop, ""
    if following[0] in CURRENCY_SIGNS or following[0].isspace() or following[0].isupper():
        behind = _CURRENCY_BEHIND.match(text, stop, end)
        if behind is not None:
            sign, code = behind["sign"], behind["code"]
            if sign is not None and not text[behind.end() : behind.end() + 1].isdigit():
                return behind.end(), CURRENCY_SIGNS[sign]
            if code is not None and (known := CODES.get(code) or CODES.get(code.lstrip("M"))):
                return behind.end(), known
        if following[0] in "CF" or following[1:] in ("C", "F"):
            scale = _SCALE.match(text, stop, end)
            if scale is not None and whole and -150 < value < 500:
                return scale.end(), f"degree {'Celsius' if scale.group(1) else 'Fahrenheit'}"
    unit = unit_at(text, stop, end, whole=whole)
    if unit is None:
        return stop, ""
    final, name = unit
    written = text[stop:final].lower()
    if name == "second" and written == " second" and value != 1:
        return stop, ""
    if name == "KRW" and (not isinstance(value, int) or value < 100):
        return stop, ""
    if name == "pound" and value >= 100_000:
        name = "GBP"
    return final, name
