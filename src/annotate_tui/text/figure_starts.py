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


_PESO = re.compile(r"\W?P\d[\d.,]*(?:\s(?:million|billion|trillion)|\w)")


def digits_begin(text: str, at: int, low: int, end: int) -> tuple[int | None, Skipped | None]:
    """Where the digits begin (a point before them in), or None; or the date and the like there."""
    before = text[at - 1] if at > low else " "
    if before in {" ", "\n"}:
        month = words.MONTH_BEFORE.search(text[max(low, at - 16) : at])
        if month is not None and (day := _DATE_DAY.match(text, at, end)):
            return None, Skipped(max(low, at - 16) + month.start(), day.end())
    elif before.isalnum() or before == "_":
        if not text[max(low, at - 4) : at].rstrip("$").endswith(
            (
                "RM",
                "Rs",
                "P",
                "US",
                "USD",
                "EUR",
                "RMB",
                "INR",
                "CHF",
                "GBP",
                "Rp",
                "R",
                "AU",
                "NZ",
                "HK",
                "円",
                "元",
            )
        ) or re.search(r"[a-zA-Z\d][A-Z]?R\Z", text[max(low, at - 4) : at]):
            return None, None
        if before == "P" and not _PESO.match(text, max(low, at - 2), end):
            return None, None
        if before in "RS" and not re.search(r"(?<!\w)(?:R|US\$?)\Z", text[max(low, at - 4) : at]):
            return None, None
        if before == "R" and not re.compile(r"\d[\d,.]+(?!\w)").match(text, at, end):
            return None, None
    elif before == ".":
        second = text[at - 2] if at - 1 > low else " "
        if second.isalnum() and not text[max(low, at - 4) : at - 1].endswith("Rs"):
            return None, None
        if not second.isalnum() and second not in ".…":
            at -= 1
    elif before in "[+(":
        skip = skipped_pattern("en").match(text, at - 1, end)
        if skip is not None:
            return None, Skipped(at - 1, skip.end())
        if before == "+" and at - 1 > low and (text[at - 2].isalnum() or text[at - 2] in "=?&"):
            return None, None
    elif before in ":/@#&?%^" or (before == "=" and at - 1 > low and text[at - 2].isalnum()):
        return None, None
    elif before in {"'", "’"}:
        if re.compile(r"\d\ds?(?![\d%,])").match(text, at, end):
            return None, Skipped(at, at + 2)
    elif before == "," and (at - 1 > low and text[at - 2].isdigit()):
        return None, None
    elif before in "-–−—":
        second = text[at - 2] if at - 1 > low else " "
        if (second.isalnum() or second in ")’'\"”.%/^") and before != "—":
            return None, None
    elif before in "'’" and at - 1 > low and text[at - 2].isalnum():
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
