"""Where a number in digits begins; and dates, times and numbers in names, where none does."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate_tui.text import figure_words as words
from annotate_tui.text.figure_tables import skipped_pattern


class Skipped(NamedTuple):
    """A date, a time, a label: a number that is no figure and that no phrase may cut."""

    start: int
    end: int


_DATE_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?![\d%])(?:\s?[-–]\s?\d{1,2}\b)?(?:,?\s\d{4}(?!\d))?|\d{4}(?!\d)"
)

# Codes that stand right before their digits: RM79, Rs500, $US113.
_CODE_BEFORE = re.compile(
    r"(?<![A-Za-z\d])(?:RMB?|Rs|Rp|\$?US|USD|EUR|INR|CHF|GBP|AU|NZ|HK|R|P)\Z|[円元]\Z"
)
_PLACED = {
    "R": re.compile(r"\d[\d,.]+(?!\w)"),
    "P": re.compile(r"\d[\d.,]*(?:\s(?:million|billion|trillion)|[bmk]n?(?!\w))|\d[\d,]{2,}(?!\w)"),
}
# 401(k), 4K screens, 12 noon, 6'2" and 50 Cent.
_NO_NUMBER = re.compile(
    r"\d+\([a-z]\)|3M(?=\s(?:Co|Corp|Inc)\b|[’']s\b)|[48]K(?!\w)|12\s(?:noon|midnight)\b|\d['’′]\s?\d{1,2}(?!\d)|50\sCent\b"
)
_UNIT_SLASH = re.compile(r"\d\s?[A-Za-z]{1,3}/\Z")
_YEAR_TAIL = re.compile(r"\d\ds?(?![\d%]|,\d)")
_PHONE = re.compile(r"\d{3}/\d{3}-\d{4}(?!\d)|0\d{2,4}\s\d{3,7}(?:\s\d{3,4})?(?![\d,.]\d)")


def digits_begin(text: str, at: int, low: int, end: int) -> tuple[int | None, Skipped | None]:
    """Where the digits begin (a point before them in), or None; or the date and the like there."""
    before = text[at - 1] if at > low else " "
    if before == " " and text[max(low, at - 4) : at].endswith(("± ", "+/- ")):
        return None, None
    if before in {" ", "\n"}:
        month = words.MONTH_BEFORE.search(text[max(low, at - 16) : at])
        if month is not None and (day := _DATE_DAY.match(text, at, end)):
            return None, Skipped(max(low, at - 16) + month.start(), day.end())
    elif before.isalnum() or before == "_":
        code = _CODE_BEFORE.search(text[max(low, at - 4) : at])
        if code is None or (
            code.group() in "RP" and not _PLACED[code.group()].match(text, at, end)
        ):
            return None, None
    elif before == ".":
        second = text[at - 2] if at - 1 > low else " "
        if second.isalnum() and not text[max(low, at - 4) : at - 1].endswith("Rs"):
            return None, None
        if not second.isalnum() and second not in ".…":
            at -= 1
    elif before == "±" or (before == "-" and text[max(low, at - 3) : at] == "+/-"):
        return None, None
    elif before in "[+(":
        skip = skipped_pattern("en").match(text, at - 1, end)
        if skip is not None:
            return None, Skipped(at - 1, skip.end())
        if before == "+" and at - 1 > low and (text[at - 2].isalnum() or text[at - 2] in "=?&"):
            return None, None
    elif before == "/" and _UNIT_SLASH.search(text[max(low, at - 8) : at]):
        pass
    elif before in ":/@#&?%^" or (before == "=" and at - 1 > low and text[at - 2].isalnum()):
        return None, None
    elif before in {"'", "’"}:
        if _YEAR_TAIL.match(text, at, end):
            return None, Skipped(at, at + 2)
    elif before == "," and (at - 1 > low and text[at - 2].isdigit()):
        return None, None
    elif before in "-–−—":
        second = text[at - 2] if at - 1 > low else " "
        if text[max(low, at - 10) : at].lower() == "magnitude-":
            return at, None
        if (second.isalnum() or second in ")’'\"”.%/^") and before != "—":
            return None, None
    elif before in "'’" and at - 1 > low and text[at - 2].isalnum():
        return None, None
    phone = _PHONE.match(text, at, end)
    if phone is not None:
        return None, Skipped(at, phone.end())
    if _NO_NUMBER.match(text, at, end):
        return None, None
    skip = skipped_pattern("en").match(text, at, end)
    if skip is not None:
        fraction = "/" in skip.group() and len(skip.group()) <= 5 and _is_fraction(text, skip, end)
        if not fraction:
            return None, Skipped(at, skip.end())
    return at, None


def _is_fraction(text: str, skip: re.Match[str], end: int) -> bool:
    """Whether "1/4" is a quarter, not a date."""
    top, _, under = skip.group().partition("/")
    if not (top.isdigit() and under.isdigit()) or not 0 < int(top) < int(under):
        return False
    return under in ("2", "3", "4", "5", "8", "16", "40", "100") or text.startswith(
        " of", skip.end()
    )
