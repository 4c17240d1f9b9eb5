"""One amount of English text: a number with its currency, magnitude and unit, in digits or words."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate_tui.text.amounts import (
    LETTERS,
    PARTS,
    SMALL,
    TIMES,
    Value,
    read_digits,
    read_mixed,
    read_words,
    times,
)
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
    re.escape(name) for name in sorted(("US", "U.S.", *(d.upper() for d in DOLLARS)), key=len, reverse=True)
)
_CODE_NAMES = "|".join(
    re.escape(code) for code in sorted(CODES, key=len, reverse=True) if code not in ("AU",)
)
_MONEY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<country>(?:{_DOLLAR_NAMES}|Mex|us|hk|nz)\s?)?\$\s?(?P<behind>(?:US|A|AU|C|NZ|HK|S)\s?)?"
    rf"|(?<![A-Za-z])(?P<named>[A-Z]{{2}})?(?P<sign>[{_CURRENCY_CLASS}])\s?"
    rf"|(?<![A-Za-z$])(?P<code>{_CODE_NAMES})[\s\u00a0]?)\Z"
)
_MONEY_AHEAD = re.compile(
    rf"[+\-−]?(?:(?:{_DOLLAR_NAMES})?\$(?:US|A|C|NZ|HK|S)?|[{_CURRENCY_CLASS}]|(?:{_CODE_NAMES}))\s?(?=[.\d])"
)
_CODE_ENDS = frozenset("DRYKFBLMPSsEpčkrNH") | frozenset(CURRENCY_SIGNS)
_LETTER = re.compile(r"\s?(MM|[kKmMbBtT]|[mb]n|mln|bln|tn|trn|tln|mil|cr|Mn|Bn|BN|MN|Tn)(?![A-Za-z0-9])")
_TIMES_WORD = re.compile(
    r"[\s\u00a0-](hundred|thousand|million|billion|trillion|dozen|lakh|crore)s?(?!\w)", re.IGNORECASE
)
_CURRENCY_BEHIND = re.compile(rf"\s?(?:(?P<sign>[{_CURRENCY_CLASS}])|(?P<code>[A-Z]{{3,4}}|Rs|RM)(?![\w]))")
_OF_MONEY = re.compile(r"\s(?:of\s(?:a|an)\s)(?=hundred|thousand|million|billion|trillion)", re.IGNORECASE)
_DIMENSION = re.compile(
    r"\s?(?:tall|long|high|wide|deep|above|below|from|away|sprint|race|hurdles|freestyle|butterfly|"
    r"breaststroke|backstroke|medley|relay|final|dash|radius|x|by|thick|down|underwater|in\sdiameter)\b"
    r"|-(?:high|long|tall|wide|deep)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:tens\sof\s)?(?:hundreds|thousands|millions|billions|trillions|dozens|scores)"
    r"(?:\sof\s(?:thousands|millions|billions|trillions))?(?:\sof\s(?:thousands|millions|billions))?(?!\w)"
    r"|tens\sof\s(?:thousands|millions|billions)(?!\w)",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"[\s-](" + "|".join(sorted(PARTS, key=len, reverse=True)) + r")(?!\w|-(?:year|grade|place|party))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?<![\w-])(?:(?P<vague>several|many|a\sfew|(?:a\s)?couple(?:\sof)?|numerous|countless)"
    r"|(?P<part>half|quarter|third)(?P<of>\s(?:of\s)?an?)?|(?P<one>an?))\s\Z",
    re.IGNORECASE,
)
_RUN = re.compile(r"[A-Za-z]+")
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
    begin = money[0] if money else at
    stop, value, plain = read.end, read.value, read.whole and money is None
    factor = 1
    following = text[stop : stop + 1] if stop < end else ""
    while found := _TIMES_WORD.match(text, stop, end):
        times_by = TIMES[found.group(1).lower()]
        value, stop, factor = times(value, times_by), found.end(), factor * times_by
        if factor > 10**18:
            break
    if factor == 1 and (following.isalpha() or following == " "):
        letter = _LETTER.match(text, stop, end)
        if letter is not None:
            short = letter.group(1)
            if _is_magnitude(text, letter, end, value, bool(money)):
                factor = LETTERS[short.lower()]
                value, stop = times(value, factor), letter.end()
    elif factor > 1 and text[stop - 1] != "s" and (mixed := read_mixed(text, stop, end)):
        value, stop = value + times(mixed[1], factor), mixed[0]
    if factor == 1 and read.whole and (mixed := read_mixed(text, stop, end)):
        value, stop = value + mixed[1], mixed[0]
        if found := _TIMES_WORD.match(text, stop, end):
            factor = TIMES[found.group(1).lower()]
            value, stop = times(value, factor), found.end()
    sign_at = begin - 1
    sign = text[sign_at] if sign_at >= low else ""
    before = text[sign_at - 1] if sign_at > low else " "
    if sign in ("-", "−", "–") and sign and (before.isspace() or before in "([{=~≈<>") or sign == "−":
        value, begin, plain = -value, sign_at, False
    elif sign in ("+", "±", "~", "≈") and sign:
        begin, plain = sign_at, False
    if money and text[begin : begin + 1] != "-" and text[at - 1] in "-−":
        value = -value
    tail = _unit_behind(text, stop, end, value=value, whole=read.whole, money=money)
    final, unit = tail
    if not unit and final == stop:
        after = text[stop : stop + 1] if stop < end else ""
        if after.isalnum() and not "\u1100" <= after:
            return None
    shape = "share" if read.fraction and not unit else "digits"
    return Amount(begin, final, stop, value, unit, factor, shape, plain and factor == 1 and not unit)


def _is_magnitude(
    text: str, letter: re.Match[str], end: int, value: Value, money: bool
) -> bool:
    """Whether the letter behind a number is a million and the like, not metres or tonnes."""
    short = letter.group(1)
    gap = letter.start(1) > letter.start()
    if money:
        return not gap or len(short) > 1 or short in "mMkK"
    if len(short) > 1:
        return True
    if short in "kKM":
        return not gap or short in "kK" and text[letter.end() : letter.end() + 1] != "/"
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
        return not isinstance(value, int) and value >= 2.6 and behind[:1] != "/"
    return short in "Bb" and (not isinstance(value, int) or (short == "B" and value >= 10))


def _unit_behind(
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
        rate = rate_at(text, stop, end)
        return (stop, money[1]) if rate is None else (rate[0], f"{money[1]} per {rate[1]}")
    following = text[stop : stop + 2]
    if not following or following[0] in ",;:)\"”":
        return stop, ""
    if following[0] in CURRENCY_SIGNS or following[0].isspace() or following[0].isupper():
        behind = _CURRENCY_BEHIND.match(text, stop, end)
        if behind is not None:
            sign, code = behind["sign"], behind["code"]
            if sign is not None and not text[behind.end() : behind.end() + 1].isdigit():
                return behind.end(), CURRENCY_SIGNS[sign]
            if code is not None and code in CODES:
                return behind.end(), CODES[code]
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
            return _finish(text, begin, stop, end, value=value, shape="words" if couple else "vague")
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
            return _finish(text, begin, read[0], end, value=value, shape="words", factor=TIMES[word])
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
                    return _finish(text, begin, whole[0], end, value=share * whole[1], shape="words")
            return _finish(text, begin, stop, end, value=share, shape="share")
    last = text[begin:stop].lower().rsplit(" ", 1)[-1].rsplit("-", 1)[-1]
    return _finish(text, begin, stop, end, value=number, shape="words", factor=TIMES.get(last, 1))


def _with_part(
    text: str, begin: int, stop: int, end: int, *, mixed: tuple[int, Value], number: Value
) -> tuple[int, Value]:
    """ "two and a half million" is 2.5 million; "a million and a half" 1.5 million."""
    last = TIMES.get(text[begin:stop].lower().rsplit(None, 1)[-1], 1)
    found = _TIMES_WORD.match(text, mixed[0], end)
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
    tail = _unit_behind(text, stop, end, value=value or 0, whole=True, money=None)
    final, unit = tail
    return Amount(begin, final, stop, value, unit, factor, shape, False)


_HALF_OF = re.compile(
    r"(?:\s(?:of|the|its|his|her|their|all|our|my|your|that|those|these)(?!\w)|[\s-](?P<unit>an?\s)?)",
    re.IGNORECASE,
)
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
    if stop < end and (text[stop].isalnum() or (text[stop] == "-" and text[stop + 1 : stop + 2].isalpha())):
        return None
    return Amount(begin, stop, stop, 1 / PARTS[word], "", 1, "share", False)


def amount_ahead(text: str, at: int, end: int) -> Amount | None:
    """The amount that begins at ``at``, a currency before its digits or not, or None."""
    if money := _MONEY_AHEAD.match(text, at, end):
        found = digits_amount(text, money.end(), at, end)
        return found
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
