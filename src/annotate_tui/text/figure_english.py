"""English figures: amounts with their qualifiers, ranges and ratios; and the numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text import figure_words as words
from annotate_tui.text.amounts import PARTS, SMALL, TIMES
from annotate_tui.text.figure_amounts import Amount, amount_ahead, digits_amount, words_amount
from annotate_tui.text.figure_nouns import ARTICLE, OF, is_count, is_plural, noun_phrase
from annotate_tui.text.figure_units import rate_at, unit_at
from annotate_tui.text.figure_tables import skipped_pattern


class Figure(NamedTuple):
    """A figure: its span, its one or two amounts, and what the words around make of it.

    ``qualifier`` and ``change`` are choices of the starting codebook. ``cue`` are the words that
    qualify. ``counted`` is the noun phrase, None without. ``doubt`` is why it may be none, "".
    """

    start: int
    end: int
    amounts: tuple[Amount, ...]
    qualifier: str
    cue: str
    change: str
    counted: Span | None
    age: bool
    doubt: str


class Skipped(NamedTuple):
    """A date, a time, a label: a number that is no figure and that no phrase may cut."""

    start: int
    end: int


def _either_case(word: str) -> str:
    return f"[{word[0]}{word[0].upper()}]{word[1:]}"


_TRIGGER_WORDS = [
    *SMALL,
    *TIMES,
    *(f"{word}s" for word in TIMES),
    *("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "tens"),
    *("scores", "several", "hundredth"),
]
_TRIGGER = re.compile(
    r"[0-9]+|[½⅓⅔¼¾⅕⅛]|(?<![^\W_])(?=[OTFSENHMBDZQLCotfsenhmbdzqlc][nwhioeulair])(?:"
    + "|".join(_either_case(word) for word in sorted(set(_TRIGGER_WORDS), key=len, reverse=True))
    + r"|[A-Z]{3,9}(?=\s(?:HUNDRED|THOUSAND|MILLION|PERCENT|PEOPLE)))(?!\w)"
)
_DATE_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?![\d%])(?:\s?[-–]\s?\d{1,2}\b)?(?:,?\s\d{4}(?!\d))?|\d{4}(?!\d)"
)
_JOINER = re.compile(
    r"-?\s(?P<word>to|or|and|through)\s(?:(?:about|around|nearly|almost|perhaps|as\s(?:many|much)\sas|"
    r"possibly|even|up\sto|maybe)\s)?|(?P<dash>\s?[-–—~～]\s?(?:to-)?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<!\w)(?P<between>between)\s\Z|(?<!\w)(?P<from>from)\s\Z", re.IGNORECASE)
_RATIO = re.compile(r"(?P<by>\s(?:in|out\sof)\s(?:every\s)?|\sof\severy\s)(?=[\w])", re.IGNORECASE)
_OLD = re.compile(r"(?P<old>(?:\s?-\s?|\s)olds?|\sof\sage)(?!\w)", re.IGNORECASE)
_AGED = re.compile(r"(?<!\w)age[ds]?\s(?:of\s)?\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'\-]+,\s\Z")
_NUMBER_END = re.compile(r"(?:[,)]|\s\()(?!\d)")
_COMPOUND = re.compile(r"-([A-Za-z]+)(?:-([A-Za-z]+))?")
_LETTER_BEHIND = re.compile(r"\s?-[A-Z]|\s?-(?:for|and|nil|all|of)-")
_SHARE_END = re.compile(
    r"\s*(?:\Z|[\"”’»)\],;:!?…–—]|\.(?!\w))|\s(?:in|to|since|from|by|during|on|and|or|but|as|at|for|this|"
    r"last|that|more|less|were|was|are|is|have|has|had|who|when|while|because|than|after|before|with|"
    r"higher|lower|full|empty|over|between|today|yesterday)\b",
    re.IGNORECASE,
)
_PRONOUN_BEFORE = re.compile(
    r"(?<!\w)(?:the|these|those|our|your|my|his|her|their|its|us|you|them|first|last|other|next|all|no|"
    r"any|every|each|this|that|those|between)\s\Z",
    re.IGNORECASE,
)
_VERB_BEHIND = re.compile(
    r"\s(?:of\s(?:them|these|those|the|his|her|its|their|our|whom|which|us|you)|were|was|are|is|have|had|"
    r"died|others|dead|injured|wounded|more|less|each|killed|in|on|by|at|were|from|years?)(?!\w)"
    r"|\s?[.,;)](?!\w)",
    re.IGNORECASE,
)


def scan(text: str, start: int, end: int) -> Iterator[Figure | Skipped]:
    """The figures of ``text[start:end]``, and what is skipped, in order and apart. Linear."""
    reached = start
    for match in _TRIGGER.finditer(text, start, end):
        at = match.start()
        if at < reached:
            continue
        found, tried = _at(text, at, low=reached, start=start, end=end, digits=text[at].isdigit())
        if found is not None and found.start >= reached:
            yield found
            reached = found.end
        reached = max(reached, tried)


def _at(
    text: str, at: int, *, low: int, start: int, end: int, digits: bool
) -> tuple[Figure | Skipped | None, int]:
    """What stands at a number's first sign, and how far the text has been tried."""
    if digits or not text[at].isalpha():
        begin, skipped = _allowed(text, at, start, end)
        if skipped is not None:
            return skipped, skipped.end
        if begin is None:
            return None, at
        amount = digits_amount(text, begin, low, end)
        if amount is None:
            run = re.compile(r"[\d,.]*\w*").match(text, at, end)
            return None, run.end() if run is not None else at
    else:
        if at - 1 > start and text[at - 1] in "-–" and text[at - 2].isalnum():
            return None, at
        amount = words_amount(text, at, low, end)
        if amount is None or amount.start < low:
            return None, at
    return _figure(text, _signed(text, amount, low), low=low, start=start, end=end)


_MINUS = re.compile(r"(?<![\w-])(?:minus|negative)\s\Z", re.IGNORECASE)


def _signed(text: str, amount: Amount, low: int) -> Amount:
    """The amount with a "minus" before it taken in."""
    if amount.value is None or text[amount.start - 2 : amount.start - 1] not in ("s", "e"):
        return amount
    minus = _MINUS.search(text[max(low, amount.start - 10) : amount.start])
    if minus is None:
        return amount
    begin = amount.start - (minus.end() - minus.start())
    return amount._replace(start=begin, value=-amount.value, plain=False)


def _allowed(text: str, at: int, low: int, end: int) -> tuple[int | None, Skipped | None]:
    """Where the digits begin (a point before them in), or None; or the date and the like there."""
    before = text[at - 1] if at > low else " "
    if before == " " or before == "\n":
        month = words.MONTH_BEFORE.search(text[max(low, at - 16) : at])
        if month is not None and (day := _DATE_DAY.match(text, at, end)):
            return None, Skipped(max(low, at - 16) + month.start(), day.end())
    elif before.isalnum() or before == "_":
        if not text[max(low, at - 4) : at].rstrip("$").endswith(
            ("RM", "Rs", "P", "US", "USD", "EUR", "RMB", "INR", "CHF", "GBP", "Rp", "R", "AU", "NZ", "HK", "円", "元")
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
    elif before == "'" or before == "’":
        if re.compile(r"\d\ds?(?![\d%,])").match(text, at, end):
            return None, Skipped(at, at + 2)
    elif before == "," and (at - 1 > low and text[at - 2].isdigit()):
        return None, None
    elif before in "-–−—":
        second = text[at - 2] if at - 1 > low else " "
        if second.isalnum() or second in ")’'\"”.%/^":
            if before != "—":
                return None, None
    elif before in "'’" and at - 1 > low and text[at - 2].isalnum():
        return None, None
    skip = skipped_pattern("en").match(text, at, end)
    if skip is not None:
        fraction = "/" in skip.group() and len(skip.group()) <= 5 and _is_fraction(text, skip, end)
        if not fraction:
            return None, Skipped(at, skip.end())
    return at, None


_PESO = re.compile(r"\W?P\d[\d.,]*(?:\s(?:million|billion|trillion)|\w)")


def _is_fraction(text: str, skip: re.Match[str], end: int) -> bool:
    """Whether "1/4" is a quarter, not a date."""
    top, _, under = skip.group().partition("/")
    if not (top.isdigit() and under.isdigit()) or not 0 < int(top) < int(under):
        return False
    return under in ("2", "3", "4", "5", "8", "16", "40", "100") or text.startswith(" of", skip.end())


def _figure(
    text: str, first: Amount, *, low: int, start: int, end: int
) -> tuple[Figure | None, int]:
    """The figure around its first amount, None where the number is a name, a label or a pronoun;
    and how far the text has been tried."""
    first = _with_smaller(text, first, end)
    preceding = text[max(low, first.start - 40) : first.start]
    leading = _BETWEEN.search(preceding)
    between = leading is not None and leading["between"] is not None
    second = _second(text, first, end, between=between, moved=bool(leading and leading["from"]))
    amounts = (first,) if second is None else _shared(first, second)
    last = amounts[-1]
    if len(amounts) == 1 and (ratio := _ratio(text, first, end)) is not None:
        amounts, last = (ratio,), ratio
    begin = first.start
    if len(amounts) == 2 and between and leading is not None:
        begin -= len(preceding) - leading.start()
        preceding = preceding[: leading.start()]
    qualifier, cue = "exact", ""
    if (found := _qualified(preceding)) is not None and not _is_during(found, last, first):
        qualifier, cue = _kind_of(found.group())
        begin -= len(preceding) - found.start()
        preceding = preceding[: found.start()]
    stop, counted, age = _tail(text, last, end, first=first)
    behind = words.AFTER.match(text, stop, end) if text[stop : stop + 1] in words.AFTER_FIRST else None
    if behind is None and stop > last.end and text[last.end : last.end + 1] in words.AFTER_FIRST:
        behind = words.AFTER.match(text, last.end, end)
    if behind is not None and (behind.group() != "+" or stop == behind.start()):
        qualifier, cue = words.AFTER_KINDS[behind.lastgroup or "about"], behind.group().strip(" ,")
        if stop == behind.start() and counted is None:
            further = unit_at(text, behind.end(), end) if not last.unit else None
            last = last._replace(end=further[0] if further else behind.end())
            last = last._replace(unit=further[1] if further else last.unit)
            amounts = (*amounts[:-1], last)
            stop, counted, age = _tail(text, last, end, first=first)
        stop = max(stop, behind.end())
    if len(amounts) == 2 and qualifier in ("exact", "about"):
        qualifier = "range"
    if any(amount.shape == "vague" for amount in amounts):
        qualifier = "vague"
    if not last.unit and counted is None and _is_age(text, preceding, first, stop):
        age = True
        if aged := _AGED.search(preceding):
            begin -= len(preceding) - aged.start()
            preceding = preceding[: aged.start()]
    doubt = _doubt(
        text,
        amounts,
        preceding,
        begin,
        (stop, counted),
        cue=cue,
        age=age,
        start=start,
        end=end,
    )
    if doubt is None:
        run = _RUN_ON.match(text, last.number_end, end)
        return None, last.number_end if run is None else run.end()
    change = _change(text, preceding, stop, last, end)
    return Figure(begin, stop, amounts, qualifier, cue, change, counted, age, doubt), stop


_RUN_ON = re.compile(r"(?:\s?[-–—]\s?\d+)+")
_SMALLER = {
    **{("foot", "inch"): 12, ("pound", "ounce"): 16, ("USD", "cent"): 100, ("EUR", "cent"): 100},
    **{("GBP", "penny"): 100, ("stone", "pound"): 14},
}
_SMALLER_GAP = re.compile(r"(?:\sand\s|,?\s|-)?(?=[\da-z])")


def _with_smaller(text: str, first: Amount, end: int) -> Amount:
    """ "5 feet 2 inches", "three dollars and ten cents" as one amount of the larger unit."""
    if first.unit not in ("foot", "pound", "USD", "EUR", "GBP", "stone") or first.value is None:
        return first
    gap = _SMALLER_GAP.match(text, first.end, end)
    further = amount_ahead(text, gap.end(), end) if gap is not None else None
    if further is None or further.value is None:
        return first
    parts = _SMALLER.get((first.unit, further.unit))
    if parts is None or not 0 <= further.value < parts:
        return first
    return first._replace(end=further.end, number_end=further.end, value=first.value + further.value / parts)


def _second(
    text: str, first: Amount, end: int, *, between: bool, moved: bool
) -> Amount | None:
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
    low, high = _shared(first, second)
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


def _shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Both ends with the magnitude and the unit that only the second carries."""
    if second.factor > 1 and first.factor == 1 and first.value is not None and second.value is not None:
        raised = first.value * second.factor
        if raised <= second.value and first.value < 1000:
            raised = round(raised, 6)
            first = first._replace(value=int(raised) if raised == int(raised) else raised)
    if second.unit and not first.unit:
        first = first._replace(unit=second.unit)
    if first.unit and not second.unit:
        second = second._replace(unit=first.unit)
    return first, second


def _ratio(text: str, first: Amount, end: int) -> Amount | None:
    """ "one in five", "4 out of 10" as a share."""
    if first.unit or first.factor > 1 or not isinstance(first.value, int) or first.end != first.number_end:
        return None
    by = _RATIO.match(text, first.end, end)
    if by is None or not 0 < first.value < 1000:
        return None
    of = amount_ahead(text, by.end(), end)
    if of is None or of.unit or not isinstance(of.value, int) or of.value <= first.value:
        return None
    digits_of = text[of.start : of.end]
    if by["by"].strip().lower() == "in":
        if (digits_of.isdigit() and len(digits_of) == 4) or first.value > 99:
            return None
        if first.shape == "words" and of.shape == "digits" and of.value > 100 and of.value % 10:
            return None
    return Amount(first.start, of.end, of.end, first.value / of.value, "", 1, "share", False)


def _qualified(preceding: str) -> re.Match[str] | None:
    last = preceding.rstrip()
    if last.endswith(("~", "≈")):
        return words.BEFORE.search(preceding)
    word = last.rsplit(None, 1)[-1:] if last else []
    if not word:
        return None
    lowered = word[0].lstrip("(\"“'‘").lower()
    if lowered in ("the", "its", "their", "a", "an"):
        return None
    return words.BEFORE.search(preceding) if lowered in words.LAST_WORDS else None


def _kind_of(cue: str) -> tuple[str, str]:
    """The weightiest of several qualifiers: bounds before "about", "about" before none."""
    said = " ".join(cue.lower().split())
    kinds = [(words.QUALIFIERS.get(" ".join(m.group().lower().split()), "exact"), m.group())
             for m in words.EACH.finditer(said)]
    for wanted in (("at_least", "more_than", "at_most", "less_than"), ("about",)):
        for kind, by in kinds:
            if kind in wanted:
                return kind, by
    return "exact", ""


def _is_during(found: re.Match[str], last: Amount, first: Amount) -> bool:
    """ "over two years" is mostly a time in which something went on, not more than two."""
    said = found.group().strip().lower()
    value = first.value
    return said in ("over", "around", "beyond", "below", "above") and said == "over" and (
        last.unit in ("year", "month", "week", "day", "decade", "hour", "century")
        and isinstance(value, int)
        and (value <= 12)
    )


def _tail(
    text: str, last: Amount, end: int, *, first: Amount
) -> tuple[int, Span | None, bool]:
    """Where the figure ends behind its last amount, what is counted, and whether it is an age."""
    stop = last.end
    if old := _OLD.match(text, stop, end):
        if last.unit in ("year", "month", "week", "day"):
            return old.end(), None, True
    if last.unit.startswith("percent") or last.shape == "share":
        of = OF.match(text, stop, end)
        if of is not None:
            return _of(text, stop, of, end)
        if last.shape != "share" or not _RATIO.search(text, last.start, stop):
            return stop, None, False
    if last.shape == "vague" or (last.shape == "words" and last.value == 0.5):
        of = OF.match(text, stop, end)
        if of is not None:
            return _of(text, stop, of, end)
    if last.unit:
        if last.unit in _MEASURED and (of := OF.match(text, stop, end)):
            return _of(text, stop, of, end, mass=True)
        return stop, None, False
    compound = _COMPOUND.match(text, stop, end)
    if compound is not None and compound.group(1).lower() in ("strong", "odd"):
        noun = noun_phrase(text, compound.end(), end, True)
        counted = Span(compound.end() + 1, noun) if noun > compound.end() else None
        return noun, counted, False
    if compound is not None:
        return compound.end(), Span(compound.start() + 1, compound.end()), False
    if not single_one(text, last) and (of := _OF_THEIRS.match(text, stop, end)):
        noun = noun_phrase(text, of.end(), end, True)
        if noun > of.end():
            return noun, Span(of.end() + 1, noun), False
    single = last.value == 1 and len(text[last.start : last.end].split()) == 1
    noun = noun_phrase(text, stop, end, not single)
    if single and noun > stop and len(words_of := text[stop:noun].split()) > 1:
        if is_plural(words_of[-1]) and words_of[-1].islower():
            noun -= len(text[stop:noun]) - len(text[stop:noun].rsplit(None, 1)[0])
    if noun == stop:
        return stop, None, False
    counted = Span(stop + len(text[stop:noun]) - len(text[stop:noun].lstrip()), noun)
    rate = rate_at(text, noun, end)
    return (rate[0] if rate is not None else noun), counted, False


def single_one(text: str, amount: Amount) -> bool:
    """Whether the amount is the bare word "one" or digit 1."""
    return amount.value == 1 and amount.shape == "words"


_OF_THEIRS = re.compile(r"\sof\s(?:the|its|their|his|her|our|these|those)(?=\s)", re.IGNORECASE)
_MEASURED = frozenset(
    "kilogram gram tonne ton metric ton pound ounce litre gallon barrel kilometre metre mile acre hectare "
    "square kilometre square mile square metre square foot cup teaspoon tablespoon pint millilitre milligram "
    "megawatt gigawatt kilowatt megabyte gigabyte terabyte year month week day hour minute".split()
)


def _of(
    text: str, stop: int, of: re.Match[str], end: int, *, mass: bool = False
) -> tuple[int, Span | None, bool]:
    """What stands behind "of", where it is a noun phrase."""
    article = ARTICLE.match(text, of.end(), end)
    reached = article.end() if article is not None and not mass else of.end()
    noun = noun_phrase(text, reached, end, True)
    if noun == reached:
        noun = noun_phrase(text, reached, end, False)
        if noun > reached and len(text[reached:noun].split()) > 2:
            noun = reached
    if noun == reached:
        return stop, None, False
    return noun, Span(reached + 1, noun), False


def _is_age(text: str, preceding: str, first: Amount, stop: int) -> bool:
    if not isinstance(first.value, int) or not 0 < first.value < 120:
        return False
    if _AGED.search(preceding):
        return True
    return (
        _NAME_BEFORE.search(preceding) is not None
        and text[stop : stop + 1] == ","
        and first.value > 2
    )


def _change(text: str, preceding: str, stop: int, last: Amount, end: int) -> str:
    """ "up", "down" or "" (none said), from the verb before or the noun behind."""
    before = words.CHANGE_BEFORE.search(preceding) if preceding[-1:].isspace() else None
    if before is None and (last.unit or last.shape == "share"):
        before = words.CHANGE_AFTER.match(text, last.end, end)
    if before is None:
        return ""
    return "up" if before["up"] else "down"


def _doubt(
    text: str,
    amounts: tuple[Amount, ...],
    preceding: str,
    begin: int,
    reach: tuple[int, Span | None],
    *,
    cue: str,
    age: bool,
    start: int,
    end: int,
) -> str | None:
    """Why the number may be no figure ("" nothing speaks against it), or None where it is none."""
    first, last = amounts[0], amounts[-1]
    stop, counted = reach
    if last.unit or age:
        unit = text[first.number_end : first.end].strip(" -\n")
        if first.shape == "words" and unit[:1].isupper() and unit[1:].islower():
            if text[first.start].isupper() and text[stop : stop + 2].strip().isupper():
                return "title"
        if unit.isalpha() and first.end == first.number_end + len(unit) and not cue:
            if words.LABEL.search(preceding):
                return None
        if first.value == 1 and first.shape == "words" and not cue:
            return _one(text, first, preceding, counted, unit=last.unit)
        return ""
    if first.value is None:
        return "" if counted is not None else "nothing counted"
    written = text[first.start : first.end]
    if text[start:end].strip(" \t\n.()[]\"“”'!?$") == written:
        return ""
    if first.shape == "share":
        return _share(text, first, preceding, stop, counted, cue=cue)
    if words.STREET_AFTER.match(text, first.end, end) and not cue and first.factor == 1:
        return None
    compound = text[first.end : first.end + 1] == "-" and counted is not None
    if _LETTER_BEHIND.match(text, last.end, end):
        return None
    if len(amounts) == 1 and counted is None and not cue and first.shape == "digits":
        if words.VERSION_BEFORE.search(preceding):
            return None
    if len(amounts) == 1 and _RUN_ON.match(text, first.end, end) and not cue:
        return None
    if len(amounts) == 2 and counted is None and first.plain and last.plain:
        if all(1500 <= (a.value or 0) < 2100 and a.end - a.start == 4 for a in amounts):
            return None
    if first.plain and len(amounts) == 1:
        rejected = _labelled(text, first, preceding, counted, begin, start=start, end=end, cue=cue)
        if rejected:
            return None
    if len(amounts) == 2 and _is_score(text, amounts, preceding, stop, counted, cue=cue):
        return None
    if compound and first.shape == "words":
        joined = text[counted.start : counted.end].lower() if counted else ""
        if joined.split("-")[0] in words.NOT_JOINED or first.value == 1:
            return None
        return ""
    if first.shape == "words" and first.factor == 1 and len(amounts) == 1:
        if first.value == 1 and not cue:
            return _one(text, first, preceding, counted, unit="")
        if counted is None and not cue:
            if _PRONOUN_BEFORE.search(preceding) or not _VERB_BEHIND.match(text, stop, end):
                return None if isinstance(first.value, int) and first.value < 11 else "bare word"
            return "nothing counted"
        if _is_title(text, first, preceding, counted, start=start, cue=cue):
            return "title"
        return ""
    if counted is None and first.plain and cue.lower() in ("over", "under"):
        return "limit" if (first.value or 0) < 100 else ""
    if counted is None and first.plain and len(amounts) == 1:
        after = text[first.end : first.end + 2]
        if after[:1] == ")" and (first.value or 0) < 100 and (after == ") " or text[begin - 1] == "("):
            return None
        if after[:1] == ":" and after[1:].strip():
            return None
        if (first.value or 0) <= 12 and not cue and _AT_HOUR.search(preceding):
            return "time"
    if counted is None and _CLOCK.fullmatch(written) and _AT.search(preceding):
        return "time"
    return "" if counted is not None or cue or not first.plain else "nothing counted"


_CLOCK = re.compile(r"(?:1?\d|2[0-3])\.[0-5]\d")
_AT = re.compile(r"(?<!\w)(?:at|from|until|till|by|before|after|around|since)\s\Z", re.IGNORECASE)


_AT_HOUR = re.compile(r"(?<!\w)(?:at|until|till)\s\Z", re.IGNORECASE)


def _is_title(
    text: str, first: Amount, preceding: str, counted: Span | None, *, start: int, cue: str
) -> bool:
    """Whether "Twelve Apostles" or "the Big Four firms" is a name: capitals where none are due."""
    if not text[first.start].isupper() or cue:
        return False
    head = text[counted.start : counted.end].split()[0] if counted is not None else ""
    opening = first.start == start or preceding.rstrip()[-1:] in (*".!?:\"“”‘’(", "")
    if not opening:
        return not text[first.start : first.start + 2].isupper()
    return head[:1].isupper() and not head.isupper() and not head.endswith(("an", "ans", "ish", "ese"))


def _labelled(
    text: str,
    first: Amount,
    preceding: str,
    counted: Span | None,
    begin: int,
    *,
    start: int,
    end: int,
    cue: str,
) -> bool:
    """Whether bare digits are a year, a list number, an address or belong to the word before."""
    written = text[first.start : first.end]
    year = len(written) == 4 and written[0] in "12" and "1000" <= written < "2100"
    if not cue:
        if words.LABEL.search(preceding) or words.CAMEL_BEFORE.search(preceding):
            return True
        if counted is None and words.CAPITAL_BEFORE.search(preceding):
            return True
        if begin == start and re.compile(r"[.)]\s").match(text, first.end, end):
            return True
    if year:
        if counted is None:
            return not (cue and cue not in ("around", "about", "before", "circa", "nearly", "over", "above"))
        before = words.LAST_WORD.search(preceding)
        if before is not None and before.group(1).lower() in words.FOLLOWS_DATE:
            return True
        head = text[counted.start : counted.end].split()
        if "1700" <= written < "2060" and not (cue or is_count(head[0]) or is_count(head[-1])):
            return True
    return len(written) > 1 and written[0] == "0"


def _is_score(
    text: str,
    amounts: tuple[Amount, ...],
    preceding: str,
    stop: int,
    counted: Span | None,
    *,
    cue: str,
) -> bool:
    """Whether "3-1" or "51–49" is a result, or a season, and no range."""
    first, last = amounts
    between = text[first.end : last.start].strip()
    if between not in ("-", "–", "—"):
        return False
    if words.SCORE_BEFORE.search(preceding) and counted is None:
        return True
    year = text[first.start : first.end]
    if len(year) == 4 and year[:2] in ("18", "19", "20") and counted is None:
        return True
    if counted is not None or cue:
        return False
    return first.plain and last.plain and (first.value or 0) < 100


def _one(text: str, first: Amount, preceding: str, counted: Span | None, *, unit: str) -> str | None:
    """ "one" counts only what is named behind it, and not in "no one", "one day"."""
    if text[first.start : first.end].lower().strip() != "one" and not (
        text[first.start : first.number_end].lower() == "one"
    ):
        return ""
    before = words.LAST_WORD.search(preceding)
    word = before.group(1).lower() if before is not None else ""
    if word in words.NOT_BEFORE_ONE:
        return None
    if unit:
        if unit in ("day", "night", "second", "minute", "degree", "bit", "time") and word not in (
            *("for", "in", "within", "only", "just", "than", "least", "about", "after", "and", "takes", "took"),
            *("lasted", "lasting", "per"),
        ):
            return None if unit != "degree" else ""
        return ""
    if counted is None:
        return None
    noun = text[counted.start : counted.end].split()
    if noun[0].lower() in words.NO_COUNT_OF_ONE or noun[-1].lower() in words.NO_COUNT_OF_ONE:
        return None
    return "one" if len(noun) <= 2 else "pronoun"


def _share(
    text: str, first: Amount, preceding: str, stop: int, counted: Span | None, *, cue: str
) -> str | None:
    """A fraction needs a whole ("of the votes"), a qualifier, a verb of change, or an end."""
    if counted is not None or OF.match(text, first.end, len(text)):
        return ""
    written = text[first.start : first.end]
    if not written[:1].isalnum():
        return ""
    if " in " in written or " out " in written or written[:1].isdigit():
        return ""
    if words.CHANGE_BEFORE.search(preceding) or re.search(r"\bby\s\Z", preceding):
        return "" if _SHARE_END.match(text, first.end) else None
    head = written.lower().replace("-", " ").split()
    singular_article = head[0] in ("a", "an")
    if head == ["half"]:
        if re.match(r"\s(?:the|its|his|her|their|all|our)\b", text[first.end : first.end + 8]):
            return ""
        return "" if cue and (_SHARE_END.match(text, first.end) or noun_phrase(text, stop, len(text), True) > stop) else None
    if singular_article:
        quoted = re.match(r"[\"”’»]\sof\b", text[first.end : first.end + 5])
        return "" if quoted or (cue and _SHARE_END.match(text, first.end)) else None
    return "" if head[-1] in PARTS else None
