"""Two numbers that are one figure: ranges, ratios, feet and inches."""

from __future__ import annotations

import re

from annotate_tui.text.figure_amounts import Amount
from annotate_tui.text.figure_worded import amount_ahead

_JOINER = re.compile(
    r"-?\s(?P<word>to|or|and|through)\s(?:(?:about|around|nearly|almost|perhaps|as\s(?:many|much)\sas|"
    r"possibly|even|up\sto|maybe)\s)?|(?P<dash>\s?[-–—~～]\s?(?:to-)?)",
    re.IGNORECASE,
)


RATIO = re.compile(
    r"(?P<by>[\s-](?:in|out[\s-]of)[\s-](?:every\s)?|\sof\severy\s)(?=[\w])", re.IGNORECASE
)


_SMALLER = {
    **{("foot", "inch"): 12, ("pound", "ounce"): 16, ("USD", "cent"): 100, ("EUR", "cent"): 100},
    **{("GBP", "penny"): 100, ("stone", "pound"): 14},
}


_FOOT_AND = re.compile(r"-foot-(\d{1,2})(?!\w)")
_SMALLER_GAP = re.compile(r"(?:\sand\s|,?\s|-)?(?=[\da-z])")


def with_smaller(text: str, first: Amount, end: int) -> Amount:
    """ "5 feet 2 inches", "three dollars and ten cents" as one amount of the larger unit."""
    if first.unit not in ("foot", "pound", "USD", "EUR", "GBP", "stone") or first.value is None:
        return first
    inches = _FOOT_AND.match(text, first.number_end, end) if first.unit == "foot" else None
    if inches is not None and int(inches.group(1)) < 12:
        whole = first.value + int(inches.group(1)) / 12
        return first._replace(end=inches.end(), number_end=inches.end(), value=whole)
    gap = _SMALLER_GAP.match(text, first.end, end)
    further = amount_ahead(text, gap.end(), end) if gap is not None else None
    if further is None or further.value is None:
        return first
    parts = _SMALLER.get((first.unit, further.unit))
    if parts is None or not 0 <= further.value < parts:
        return first
    return first._replace(
        end=further.end, number_end=further.end, value=first.value + further.value / parts
    )


def other_end(text: str, first: Amount, end: int, *, between: bool, moved: bool) -> Amount | None:
    """The other end of a range that begins with ``first``, or None."""
    if first.shape in ("share", "vague") and not between:
        return None
    joiner = _JOINER.match(text, first.end, end)
    if joiner is None:
        return None
    word = (joiner["word"] or "").lower()
    if word == "and" and not between:
        return None
    second = amount_ahead(text, joiner.end(), end)
    if second is None or second.value is None or first.value is None:
        return None
    if word and "\n\n" in joiner.group():
        return None
    if between:
        return second
    units = first.unit and second.unit
    if word in ("to", "or", "through") and (first.unit and (first.unit != second.unit or moved)):
        return None
    if word == "to" and units and text[first.number_end : first.end].strip():
        return None
    low, high = as_range(first, second)
    if low.value is None or high.value is None:
        return None
    if word == "through" and not second.unit:
        return None
    if not word:
        if text[first.end : first.end + 1].isspace() != text[joiner.end() - 1].isspace():
            return None
        if (first.shape == "words") != (second.shape == "words"):
            return None
        if text[second.end : second.end + 2] in ("-0", "-1"):
            return None
    return second if low.value < high.value else None


def as_range(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Both ends with the magnitude and the unit that only the second carries."""
    if (
        second.factor > 1
        and first.factor == 1
        and first.value is not None
        and second.value is not None
    ):
        raised = first.value * second.factor
        if raised <= second.value and first.value < 1000:
            raised = round(raised, 6)
            first = first._replace(value=int(raised) if raised == int(raised) else raised)
    if second.unit and not first.unit:
        first = first._replace(unit=second.unit)
    if first.unit and not second.unit:
        second = second._replace(unit=first.unit)
    return first, second


def ratio(text: str, first: Amount, end: int) -> Amount | None:
    """ "one in five", "4 out of 10" as a share."""
    if (
        first.unit
        or first.factor > 1
        or not isinstance(first.value, int)
        or first.end != first.number_end
    ):
        return None
    by = RATIO.match(text, first.end, end)
    if by is None or not 0 < first.value < 1000:
        return None
    of = amount_ahead(text, by.end(), end)
    if of is None or of.unit or not isinstance(of.value, int) or of.value <= first.value:
        return None
    digits_of = text[of.start : of.end]
    if by["by"].strip(" -\n").lower() == "in":
        if (digits_of.isdigit() and len(digits_of) == 4) or first.value > 99:
            return None
        if first.shape == "words" and of.shape == "digits" and of.value > 100 and of.value % 10:
            return None
    return Amount(first.start, of.end, of.end, first.value / of.value, "", 1, "share", False)
