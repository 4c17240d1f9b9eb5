"""What follows the number of an English figure: what is counted, and whether it is an age."""

from __future__ import annotations

import re

from annotate_tui.model import Span
from annotate_tui.text.figure_amounts import Amount
from annotate_tui.text.figure_nouns import ARTICLE, OF, is_plural, noun_phrase
from annotate_tui.text.figure_ranges import RATIO
from annotate_tui.text.figure_units import rate_at

_OLD = re.compile(r"(?P<old>(?:\s?-\s?|\s)olds?|\sof\sage)(?!\w)", re.IGNORECASE)


AGED = re.compile(r"(?<!\w)age[ds]?\s(?:of\s)?\Z", re.IGNORECASE)


_AGED_TOO = re.compile(r"\baged\s\d{1,3}(?:,\s\d{1,3}){0,3},?\s(?:and|or)\s\Z")


_PER_MANY = re.compile(
    r"\sper\s(?:hundred|thousand|million|billion|\d[\d,]*)\s[a-z]+(?:\sof\s[a-z]+)?(?!\w)"
)


_NAME_BEFORE = re.compile(r"[A-Z][\w.’'\-]+\s?,\s\Z")


_COMPOUND = re.compile(r"-([A-Za-z]+)(?:-([A-Za-z]+))?")


_NUMBER = re.compile(
    r"\s(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand)(?!\w)"
)
_OF_THEIRS = re.compile(
    r"\sof\s(?:the|its|their|his|her|our|my|your|these|those)(?=\s)", re.IGNORECASE
)


_MEASURED = frozenset(
    "kilogram gram tonne ton metric ton pound ounce litre gallon barrel kilometre metre mile acre hectare "
    "square kilometre square mile square metre square foot cup teaspoon tablespoon pint millilitre milligram "
    "megawatt gigawatt kilowatt megabyte gigabyte terabyte year month week day hour minute".split()
)


def tail(text: str, last: Amount, end: int) -> tuple[int, Span | None, bool]:
    """Where the figure ends behind its last amount, what is counted, and whether it is an age."""
    stop = last.end
    if (old := _OLD.match(text, stop, end)) and last.unit in ("year", "month", "week", "day"):
        return old.end(), None, True
    if last.unit.startswith("percent") or last.shape == "share":
        of = OF.match(text, stop, end)
        if of is not None:
            return _of(text, stop, of, end)
        if last.shape != "share" or not RATIO.search(text, last.start, stop):
            return stop, None, False
    if last.shape == "vague" or (last.shape == "words" and last.value == 0.5):
        of = OF.match(text, stop, end)
        if of is not None:
            return _of(text, stop, of, end)
    if last.unit:
        if last.unit in _MEASURED and (of := OF.match(text, stop, end)):
            stop, counted, age = _of(text, stop, of, end, mass=True)
            per = _PER_MANY.match(text, stop, end)
            return (per.end() if per is not None else stop), counted, age
        return stop, None, False
    compound = _COMPOUND.match(text, stop, end)
    if compound is not None and compound.group(1).lower() == "plus":
        return stop, None, False
    if compound is not None and compound.group(1).lower() in ("strong", "odd"):
        noun = noun_phrase(text, compound.end(), end, True)
        counted = Span(compound.end() + 1, noun) if noun > compound.end() else None
        return noun, counted, False
    if compound is not None:
        return compound.end(), Span(compound.start() + 1, compound.end()), False
    if not _is_one(last) and (of := _OF_THEIRS.match(text, stop, end)):
        noun = noun_phrase(text, of.end(), end, True)
        # "two of the past three years" are two figures.
        if noun > of.end() and not _NUMBER.search(text, of.end(), noun):
            return noun, Span(of.end() + 1, noun), False
    single = last.value == 1 and len(text[last.start : last.end].split()) == 1
    noun = noun_phrase(text, stop, end, not single)
    if single and noun > stop:
        # A verb that looks like a plural: "one little boy stands up".
        shorter, _, verb = text[stop:noun].rpartition(" ")
        if shorter.strip() and is_plural(verb) and verb.islower():
            noun = stop + len(shorter.rstrip())
    if noun == stop:
        return stop, None, False
    counted = Span(stop + len(text[stop:noun]) - len(text[stop:noun].lstrip()), noun)
    rate = rate_at(text, noun, end)
    return (rate[0] if rate is not None else noun), counted, False


def _is_one(amount: Amount) -> bool:
    """Whether the amount is the bare word "one"."""
    return amount.value == 1 and amount.shape == "words"


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
    if noun == reached or text[noun - 2 : noun] in ("'s", "’s"):
        return stop, None, False
    return noun, Span(reached + 1, noun), False


def is_age(text: str, preceding: str, first: Amount, stop: int) -> bool:
    """Whether a bare number is an age: "aged 12", or after a name: "Jane Roe, 34, said"."""
    if not isinstance(first.value, int) or not 0 < first.value < 120:
        return False
    if AGED.search(preceding) or _AGED_TOO.search(text[max(0, first.start - 24) : first.start]):
        return True
    return (
        _NAME_BEFORE.search(preceding) is not None
        and text[stop : stop + 2].lstrip()[:1] == ","
        and first.value > 2
    )
