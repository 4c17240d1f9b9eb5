"""English figures: amounts with their qualifiers and what they count; and the numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text import figure_words as words
from annotate_tui.text.amounts import SMALL, TIMES
from annotate_tui.text.figure_amounts import Amount, digits_amount
from annotate_tui.text.figure_doubts import RUN_ON, Reading, doubt_of
from annotate_tui.text.figure_ranges import as_range, other_end, ratio, with_smaller
from annotate_tui.text.figure_starts import Skipped, digits_begin
from annotate_tui.text.figure_tails import AGED, is_age, tail
from annotate_tui.text.figure_units import unit_at
from annotate_tui.text.figure_worded import words_amount

__all__ = ["Figure", "Skipped", "scan"]


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


_WORDS = sorted(
    {
        *SMALL,
        *TIMES,
        *(f"{word}s" for word in TIMES),
        *("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("tens", "scores", "doubled", "tripled", "quadrupled", "halved"),
    },
    key=len,
    reverse=True,
)


def _trigger() -> re.Pattern[str]:
    """Digits, fractions of one sign, number words in any case; by first letters, as it must be fast."""
    tails: dict[str, list[str]] = {}
    for word in _WORDS:
        tails.setdefault(word[0], []).extend((word[1:], word[1:].upper()))
    tree = "|".join(f"[{c}{c.upper()}](?:{'|'.join(ends)})" for c, ends in tails.items())
    first = "".join(tails)
    return re.compile(rf"[0-9]+|[½⅓⅔¼¾⅐-⅞]|\b(?=[{first}{first.upper()}])(?:{tree})(?!\w)")


_TRIGGER = _trigger()
# Where neither is found, the trigger finds nothing.
_DIGIT = re.compile(r"[0-9½⅓⅔¼¾⅐-⅞]")
_LETTERS = re.compile(r"[a-z]+")
_NUMBERS = frozenset(_WORDS)
_BETWEEN = re.compile(r"(?<!\w)(?P<between>between)\s\Z|(?<!\w)(?P<from>from)\s\Z", re.IGNORECASE)


_REST = re.compile(r"[\d,.]*\w*")
_LAST_LETTERS = tuple("nNmM")  # of "between" and "from"
_MINUS = re.compile(r"(?<![\w-])(?:minus|negative)\s\Z", re.IGNORECASE)


def scan(text: str, start: int, end: int) -> Iterable[Figure | Skipped]:
    """The figures of ``text[start:end]``, and what is skipped, in order and apart. Linear."""
    # Most sentences hold no number at all, which is told faster by their words.
    if _DIGIT.search(text, start, end) is None and _NUMBERS.isdisjoint(
        _LETTERS.findall(text[start:end].lower())
    ):
        return ()
    first = _TRIGGER.search(text, start, end)
    return () if first is None else _from(text, first.start(), start, end)


def _from(text: str, first: int, start: int, end: int) -> Iterator[Figure | Skipped]:
    """What `scan` finds, from the ``first`` number on."""
    reached = start
    for match in _TRIGGER.finditer(text, first, end):
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
        begin, skipped = digits_begin(text, at, start, end)
        if skipped is not None:
            return skipped, skipped.end
        if begin is None:
            return None, at
        amount = digits_amount(text, begin, low, end)
        if amount is None:
            run = _REST.match(text, at, end)
            return None, run.end() if run is not None else at
    else:
        if at - 1 > start and text[at - 1] in "-–" and text[at - 2].isalnum():
            return None, at
        if multiple := _MULTIPLE.match(text, at, end):
            return _multiplied(at, multiple)
        amount = words_amount(text, at, low, end)
        if amount is None or amount.start < low:
            return None, at
    return _figure(text, _signed(text, amount, low), low=low, start=start, end=end)


_MULTIPLE = re.compile(r"(?:doubled|tripled|quadrupled|(halved))(?!\w|-)", re.IGNORECASE)
_MULTIPLES = {"d": 2, "t": 3, "q": 4, "h": 0.5}


def _multiplied(at: int, word: re.Match[str]) -> tuple[Figure, int]:
    """ "Sales doubled": a figure of its own, though seldom the one that is wanted."""
    value = _MULTIPLES[word.group()[0].lower()]
    amount = Amount(at, word.end(), word.end(), value, "", 1, "words", False)
    change = "down" if word.group(1) else "up"
    figure = Figure(at, word.end(), (amount,), "exact", "", change, None, False, "multiple")
    return figure, word.end()


def _signed(text: str, amount: Amount, low: int) -> Amount:
    """The amount with a "minus" before it taken in."""
    if amount.value is None or text[amount.start - 2 : amount.start - 1] not in ("s", "e"):
        return amount
    minus = _MINUS.search(text[max(low, amount.start - 10) : amount.start])
    if minus is None:
        return amount
    begin = amount.start - (minus.end() - minus.start())
    return amount._replace(start=begin, value=-amount.value, plain=False)


def _figure(
    text: str, first: Amount, *, low: int, start: int, end: int
) -> tuple[Figure | None, int]:
    """The figure around its first amount, None where that is a name, a label or a pronoun; and how
    far the text has been tried."""
    first = with_smaller(text, first, end)
    begin = first.start
    preceding = text[max(low, begin - 40) : begin]
    leading = _BETWEEN.search(preceding) if preceding[-2:-1] in _LAST_LETTERS else None
    between = leading is not None and leading["between"] is not None
    second = other_end(text, first, end, between=between, moved=leading is not None)
    if second is not None and not between and _moves(text, first, second, preceding):
        second = None
    amounts: tuple[Amount, ...] = (ratio(text, first, end) or first,)
    if second is not None:
        amounts = as_range(first, second)
        if between and leading is not None:
            begin -= len(preceding) - leading.start()
            preceding = preceding[: leading.start()]
    qualifier, cue = "exact", ""
    found = _qualified(preceding)
    if found is not None and not _is_during(text, found.group(), preceding, amounts[-1], end):
        qualifier, cue = _kind_of(found.group())
        begin -= len(preceding) - found.start()
        preceding = preceding[: found.start()]
    stop, counted, age = tail(text, amounts[-1], end)
    behind = _behind(text, amounts[-1].end, stop, end)
    if behind is not None:
        qualifier, cue = words.AFTER_KINDS[behind.lastgroup or "about"], behind.group().strip(" ,")
        if stop == behind.start() and counted is None:
            last = _continued(text, amounts[-1], behind.end(), end)
            amounts = (*amounts[:-1], last)
            stop, counted, age = tail(text, last, end)
        stop = max(stop, behind.end())
    if len(amounts) == 2 and qualifier in ("exact", "about"):
        qualifier = "range"
    if amounts[0].value is None:
        qualifier = "vague"
    last = amounts[-1]
    if not last.unit and counted is None and is_age(text, preceding, amounts[0], stop):
        age = True
        if aged := AGED.search(preceding):
            begin -= len(preceding) - aged.start()
            preceding = preceding[: aged.start()]
    doubt = doubt_of(Reading(text, start, end, amounts, begin, stop, preceding, counted, cue, age))
    if doubt is None:
        run = RUN_ON.match(text, last.number_end, end)
        return None, last.number_end if run is None else run.end()
    if preceding == " to ":
        # "tripled to 900": the verb is a figure of its own.
        preceding = text[max(start, begin - 14) : begin]
    change = _change(text, preceding, last, stop, cue, end)
    return Figure(begin, stop, amounts, qualifier, cue, change, counted, age, doubt), stop


def _behind(text: str, number: int, stop: int, end: int) -> re.Match[str] | None:
    """The qualifier behind a figure ("or more"), or behind its number ("18+ clubs")."""
    if (
        stop < end
        and text[stop] in words.AFTER_FIRST
        and (found := words.AFTER.match(text, stop, end))
    ):
        return found
    if number < stop and text[number] in words.AFTER_FIRST:
        return words.AFTER.match(text, number, end)
    return None


def _continued(text: str, last: Amount, at: int, end: int) -> Amount:
    """The amount with the unit behind its qualifier ("1+ hour")."""
    unit = unit_at(text, at, end) if not last.unit else None
    return last._replace(end=at) if unit is None else last._replace(end=unit[0], unit=unit[1])


_ARTICLE_TOO = re.compile(
    r"((?<!\w)(?:least|most|than|nearly|almost|roughly|approximately)\s)an?\s\Z", re.IGNORECASE
)


def _qualified(preceding: str) -> re.Match[str] | None:
    last = preceding.rstrip()
    if last.endswith(("~", "≈", ">", "<", "≥", "≤")):
        return words.before().search(preceding)
    word = last.rsplit(None, 1)[-1:] if last else []
    if not word:
        return None
    lowered = word[0].lstrip("(\"“'‘").lower()
    if lowered in ("a", "an"):
        # "at least a two-thirds majority", "nearly a 5 % drop".
        before = _ARTICLE_TOO.search(preceding)
        return words.before().search(preceding[: before.end(1)]) if before else None
    return words.before().search(preceding) if lowered in words.LAST_WORDS else None


def _kind_of(cue: str) -> tuple[str, str]:
    """The weightiest of several qualifiers: bounds before "about", "about" before none."""
    said = " ".join(cue.lower().split())
    if said in words.QUALIFIERS:
        kind = words.QUALIFIERS[said]
        return (kind, said) if kind != "exact" else ("exact", "")
    kinds = [
        (words.QUALIFIERS.get(" ".join(m.group().lower().split()), "exact"), m.group())
        for m in words.each().finditer(said)
    ]
    for wanted in (("at_least", "more_than", "at_most", "less_than"), ("about",)):
        for kind, by in kinds:
            if kind in wanted:
                return kind, by
    return "exact", ""


_FAR_APART = 5  # times; "fell 26 to 2,665" goes from one to the other, "grew 5 to 10" does not


def _moves(text: str, first: Amount, second: Amount, preceding: str) -> bool:
    """Whether "fell 26.23 to 2,665.66" says by how much and where it ended: two figures."""
    return (
        text[first.end : second.start].strip().lower() == "to"
        and preceding[-1:].isspace()
        and first.value is not None
        and second.value is not None
        and not second.unit.startswith("percent")
        and abs(first.value) * _FAR_APART < abs(second.value)
        and first.factor == second.factor
        and words.CHANGE_BEFORE.search(preceding) is not None
    )


_LONGER = re.compile(
    r"(?<!\w)(?:for|lasted|lasting|lasts|took|taking|takes|than|spent|after|within|in|with|be|is|was)"
    r"\sover\s\Z",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s(?:later|ago|after|before|earlier|old|long|since|away)\b")


def _is_during(text: str, said: str, preceding: str, last: Amount, end: int) -> bool:
    """ "over two years" is mostly a time in which something went on, not more than two.

    "for over two years" and "over two years later" are more than two.
    """
    if _LONGER.search(preceding) or _LATER.match(text, last.end, end):
        return False
    return (
        said.strip().lower() == "over"
        and last.unit in ("year", "month", "week", "day", "decade", "hour", "century")
        and last.value is not None
        and last.value <= 12
    )


def _change(text: str, preceding: str, last: Amount, stop: int, cue: str, end: int) -> str:
    """ "up", "down" or "" (none said), from the verb before or the noun behind."""
    since = words.CHANGE_FROM.match(text, stop, end)
    if since is not None:
        return "up" if since["up"] else "down"
    if cue in ("below", "above") and preceding[-1:].isspace():
        # "fell below 3 percent" tells where it ended.
        return ""
    before = words.CHANGE_BEFORE.search(preceding) if preceding[-1:].isspace() else None
    if before is None and preceding[-4:].lower() == " by ":
        before = words.change_by().search(preceding)
    if before is None and preceding[-4:].lower() == " to ":
        before = words.change_to().search(preceding)
    if before is not None and last.shape == "share" and before.group().lower().startswith("los"):
        # "loses a third of its supply": a share of it, which changes nothing of the third.
        return ""
    if before is None and (last.unit or last.shape == "share"):
        before = words.CHANGE_AFTER.match(text, last.end, end)
    if before is None:
        return ""
    return "up" if before["up"] else "down"
