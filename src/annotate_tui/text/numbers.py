"""Typed numbers as values: 16, −5, 12,5, 1 234 567, 2 million. What can be two numbers is refused."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal

# What people set between thousands, and signs of other scripts, as ASCII writes them.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2008\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("\u2019\u02bc\u066c\uff07", "'"),
        **dict.fromkeys("\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\ufe62\uff0b", "+"),
        **dict.fromkeys("\uff0e\u066b", "."),
        "\uff0c": ",",
        "\uff05": "%",
    }
)
_SHORT = {
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "million"), 10**6),
    **dict.fromkeys(("bn", "billion"), 10**9),
    **dict.fromkeys(("tn", "trillion"), 10**12),
}
_TIMES = {**_SHORT, **{f"{name}s": n for name, n in _SHORT.items() if len(name) > 2}}
_WHOLE = re.compile(
    r"(?P<sign>[+-]?) ?(?P<body>\d(?:[\d ,.']*\d)?|[.,]\d+)(?:e(?P<power>[+-]?\d{1,4}))?"
    rf" ?(?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))})?"
)
# Thousands in threes, or as in India the last three and twos before.
_GROUPED = {
    mark: re.compile(
        rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+"
        rf"|[1-9]\d?(?:{re.escape(mark)}\d\d)+{re.escape(mark)}\d{{3}}"
    )
    for mark in ",.' "
}
_NUMBERLIKE = re.compile(r"[+-]?\d(?:[\d .,']*\d)?")
_LARGEST = 2**63 - 1
_LONGEST = 100


def read_number(words: str) -> int | float:
    """The one number that ``words`` is; a whole number is an int and exact.

    One comma or point may begin the decimals; groups of thousands may be parted by either, by a
    blank or an apostrophe; thousand, million, billion, k, m, bn may follow. A point alone always
    begins decimals, as in all programs. Digits may be of any script. Raises ValueError: its message
    is a reason in one clause, for what is no number, or could be two ("1,234").
    """
    written = " ".join(ascii_digits(words.translate(_SIGNS)).split())
    if not written:
        raise ValueError("there is nothing in it")
    if len(written) > _LONGEST:
        raise ValueError(f"it has more than {_LONGEST} characters")
    found = _WHOLE.fullmatch(written.casefold())
    if found is None:
        raise ValueError(_reason(written))
    digits, decimals = _parts(found["body"])
    power, times = found["power"], _TIMES.get(found["times"] or "", 1)
    sign = "-" if found["sign"] == "-" else ""
    if not decimals and power is None:
        return _sized(int(sign + digits) * times)
    if times == 1:
        number = float(f"{sign}{digits or 0}.{decimals or 0}e{power or 0}")
        if not math.isfinite(number):
            raise ValueError("it is larger than any number that is kept")
        return number
    if power is not None:
        raise ValueError(f"write the zeros either as e{power} or as {found['times']}")
    exact = Decimal(f"{sign}{digits or 0}.{decimals}") * times
    return _sized(int(exact)) if exact == exact.to_integral_value() else float(exact)


def ascii_digits(words: str) -> str:
    """The words with the digits of every script as 0 to 9."""
    if words.isascii():
        return words
    return "".join(
        char if char.isascii() or not char.isdecimal() else str(unicodedata.decimal(char))
        for char in words
    )


def _sized(number: int) -> int:
    # SQLite, and with it the table and every program that reads it, keeps 64 bits of a number.
    if abs(number) > _LARGEST:
        raise ValueError("more than 18 digits are not kept exactly: keep it in a text field")
    return number


def _parts(body: str) -> tuple[str, str]:
    """The digits before and after the decimal mark. Raises ValueError."""
    marks = [char for char in body if not char.isdigit()]
    if not marks:
        return body, ""
    last = marks[-1]
    once = marks.count(last) == 1 and last in ".,"
    before, _, after = body.rpartition(last)
    if once and len(marks) == 1 and last == "," and _GROUPED[","].fullmatch(body):
        raise ValueError(f"it can be two numbers: write {before}{after} or {before}.{after}")
    if once and after and (len(marks) == 1 or _is_grouped(before)):
        return _without(before), after
    if _is_grouped(body):
        return _without(body), ""
    raise ValueError("its points, commas and blanks do not part thousands: write 1234567 or 2.5")


def _is_grouped(body: str) -> bool:
    return any(pattern.fullmatch(body) for pattern in _GROUPED.values())


def _without(body: str) -> str:
    return re.sub(r"\D", "", body)


def _reason(written: str) -> str:
    """Why it is no number, and what would be taken."""
    folded = written.casefold()
    number = _NUMBERLIKE.search(written)
    if number is None:
        return "write it in digits, like 16"
    rest = f"{written[: number.start()]} {written[number.end() :]}".strip()
    if "%" in folded or re.search(r"\bper ?cent\b", folded):
        return f"leave % out, like {number.group()}, and put it into the unit"
    if re.fullmatch(r"[-\u2010-\u2015~/:] ?[+-]?\d.*", written[number.end() :].lstrip()):
        return "write one number, not two"
    if not rest or len(rest) > 24:
        return "write one number and nothing else, like 16"
    return f"leave “{rest}” out, like {number.group()}"
