"""One amount of English text in words ("half a million", "a third"), or in whatever stands ahead."""

from __future__ import annotations

import re

from annotate_tui.text.amounts import PARTS, SMALL, TIMES, Value, read_mixed, read_words, times
from annotate_tui.text.figure_amounts import (
    MONEY_AHEAD,
    TIMES_WORD,
    Amount,
    digits_amount,
    unit_behind,
)
from annotate_tui.text.figure_units import unit_at

_OF_MONEY = re.compile(
    r"\s(?:of\s(?:a|an)\s)(?=hundred|thousand|million|billion|trillion)", re.IGNORECASE
)


_VAGUE = re.compile(
    r"(?:tens\sof\s)?(?:hundreds|thousands|millions|billions|trillions|dozens|scores)"
    r"(?:\sof\s(?:thousands|millions|billions|trillions))?(?:\sof\s(?:thousands|millions|billions))?(?!\w)"
    r"|tens\sof\s(?:thousands|millions|billions)(?!\w)",
    re.IGNORECASE,
)


_PART_AFTER = re.compile(
    r"[\s-]("
    + "|".join(sorted(PARTS, key=len, reverse=True))
    + r")(?!\w|-(?:year|grade|place|party))",
    re.IGNORECASE,
)


_LEAD = re.compile(
    r"(?<![\w-])(?:(?P<vague>several|many|a\sfew|(?:a\s)?couple(?:\sof)?|numerous|countless)"
    r"|(?P<part>half|quarter|third)(?P<of>\s(?:of\s)?an?)?|(?P<one>an?))\s\Z",
    re.IGNORECASE,
)


_RUN = re.compile(r"[A-Za-z]+")


_AND_A_HALF = re.compile(
    r"(?<!\w)an?\s(second|minute|hour|day|week|month|year|decade|century|mile|metre|meter|kilometre|kilo|"
    r"pound|ton|tonne|acre|hectare)\sand\sa\s\Z",
    re.IGNORECASE,
)


_NOT_HALF = re.compile(
    r"(?:\b(?:first|second|other|latter|better|top|bottom|opening|final|third|fourth|last|next|this|each|"
    r"either|front|back|upper|lower|eastern|western|northern|southern)\s|-)\Z",
    re.IGNORECASE,
)


def words_amount(text: str, at: int, low: int, end: int) -> Amount | None:
    """The amount whose number word begins at ``at``, with what leads to it ("half a"), or None."""
    run = _RUN.match(text, at, end)
    if run is None:
        return None
    word = run.group().lower()
    if word in ("half", "quarter", "third") or word in PARTS:
        return _part(text, at, low, end, word=word)
    vague = _VAGUE.match(text, at, end)
    if vague is not None:
        return Amount(at, vague.end(), vague.end(), None, "", 1, "vague", False)
    begin = at
    lead = None
    if word in TIMES:
        base = max(low, at - 22)
        lead = _LEAD.search(text[base:at])
        if lead is None:
            read = read_words(text, at, end)
            several = read is not None and (" " in text[at : read[0]] or at == low)
            if read is None or not (several or unit_at(text, read[0], end)):
                return None
        else:
            begin = base + lead.start()
        if lead is not None and lead["vague"] is not None:
            many = read_words(text, at, end)
            stop = many[0] if many else run.end()
            couple = "couple" in lead["vague"].lower()
            value = times(many[1], 2) if couple and many else None
            return _finish(
                text, begin, stop, end, value=value, shape="words" if couple else "vague"
            )
        if lead is not None and lead["part"] is not None:
            read = read_words(text, at, end)
            if read is None:
                return None
            share = 1 / PARTS[lead["part"].lower()]
            value = times(read[1], 1) * share
            value = int(value) if value == int(value) else value
            article = _LEAD.search(text[max(low, begin - 3) : begin])
            if article is not None and article["one"] and word in TIMES:
                begin = max(low, begin - 3) + article.start()
            return _finish(
                text, begin, read[0], end, value=value, shape="words", factor=TIMES[word]
            )
    read = read_words(text, begin, end)
    if read is None:
        return None
    stop, number = read
    if mixed := read_mixed(text, stop, end):
        stop, number = _with_part(text, begin, stop, end, mixed=mixed, number=number)
    part = _PART_AFTER.match(text, stop, end)
    if part is not None and isinstance(number, int) and 0 < number < 100:
        under = PARTS[part.group(1).lower()]
        singular = not part.group(1).lower().endswith("s")
        if (number == 1) == singular and not (under == 4 and part.group(1)[0] in "fF"):
            stop, share = part.end(), number / under
            if of := _OF_MONEY.match(text, stop, end):
                whole = read_words(text, of.end(), end)
                if whole is not None:
                    return _finish(
                        text, begin, whole[0], end, value=share * whole[1], shape="words"
                    )
            return _finish(text, begin, stop, end, value=share, shape="share")
    last = text[begin:stop].lower().rsplit(" ", 1)[-1].rsplit("-", 1)[-1]
    return _finish(text, begin, stop, end, value=number, shape="words", factor=TIMES.get(last, 1))


def _with_part(
    text: str, begin: int, stop: int, end: int, *, mixed: tuple[int, Value], number: Value
) -> tuple[int, Value]:
    """ "two and a half million" is 2.5 million; "a million and a half" 1.5 million."""
    last = TIMES.get(text[begin:stop].lower().rsplit(None, 1)[-1], 1)
    found = TIMES_WORD.match(text, mixed[0], end)
    if found is not None:
        factor = TIMES[found.group(1).lower()]
        if last > factor:
            return found.end(), number + times(mixed[1], factor)
        return found.end(), times(number + mixed[1], factor)
    return mixed[0], number + (times(mixed[1], last) if last >= 1000 else mixed[1])


def _finish(
    text: str, begin: int, stop: int, end: int, *, value: Value | None, shape: str, factor: int = 1
) -> Amount | None:
    following = text[stop : stop + 1] if stop < end else ""
    if following.isalnum():
        return None
    if begin and text[begin - 1] in "$€£" and shape == "words":
        return None
    tail = unit_behind(text, stop, end, value=value or 0, whole=True, money=None)
    final, unit = tail
    return Amount(begin, final, stop, value, unit, factor, shape, False)


def _part(text: str, at: int, low: int, end: int, *, word: str) -> Amount | None:
    """ "half a million", "half an hour", "half of", "a third of": what is less than one."""
    stop = at + len(word)
    before = text[max(low, at - 12) : at]
    if word == "half":
        if _NOT_HALF.search(before):
            return None
        if found := re.compile(r"[\s-](?:an?\s)?([A-Za-z]+)").match(text, stop, end):
            if (named := found.group(1).lower()) in TIMES:
                read = read_words(text, found.start(1), end)
                if read is not None:
                    value: Value = times(read[1], 1) / 2
                    value = int(value) if value == int(value) else value
                    return _finish(
                        text, at, read[0], end, value=value, shape="words", factor=TIMES[named]
                    )
            gap = found.start(1) - 1
            unit = unit_at(text, gap, end)
            if unit is not None and named not in ("second", "time", "day", "night", "bar", "turn"):
                return Amount(at, unit[0], stop, 0.5, unit[1], 1, "words", False)
        begin = at
        if whole := _AND_A_HALF.search(text[max(low, at - 26) : at]):
            unit = unit_at(text, max(low, at - 26) + whole.start(1) - 1, at)
            if unit is not None:
                begin = max(low, at - 26) + whole.start()
                return Amount(begin, stop, stop, 1.5, unit[1], 1, "words", False)
    else:
        lead = re.search(r"(?<!\w)an?\s\Z", before, re.IGNORECASE)
        further = re.compile(r"\s(?:of\san?\s)?([a-z]+)").match(text, stop, end)
        if word == "quarter" and further and further.group(1).lower() in TIMES:
            read = read_words(text, further.start(1), end)
            if read is not None:
                begin = at - (lead.end() - lead.start()) if lead else at
                quarter = times(read[1], 1) / 4
                quarter = int(quarter) if quarter == int(quarter) else quarter
                return _finish(text, begin, read[0], end, value=quarter, shape="words")
        if lead is None or word not in PARTS or word.endswith("s"):
            return None
        begin = at - len(lead.group())
    if stop < end and (
        text[stop].isalnum() or (text[stop] == "-" and text[stop + 1 : stop + 2].isalpha())
    ):
        return None
    return Amount(begin, stop, stop, 1 / PARTS[word], "", 1, "share", False)


def amount_ahead(text: str, at: int, end: int) -> Amount | None:
    """The amount that begins at ``at``, a currency before its digits or not, or None."""
    if money := MONEY_AHEAD.match(text, at, end):
        return digits_amount(text, money.end(), at, end)
    char = text[at : at + 1]
    if char.isdecimal() or (char == "." and text[at + 1 : at + 2].isdecimal()):
        return digits_amount(text, at, at, end)
    if char in "-−+" and text[at + 1 : at + 2].isdecimal():
        return digits_amount(text, at + 1, at, end)
    run = _RUN.match(text, at, end)
    if run is None:
        return None
    word = run.group().lower()
    if word in SMALL:
        return words_amount(text, at, at, end)
    if word in ("a", "an", "half"):
        read = read_words(text, at, end) if word != "half" else None
        if read is not None:
            return _finish(text, at, read[0], end, value=read[1], shape="words")
        if word == "half":
            return words_amount(text, at, at, end)
    return None
