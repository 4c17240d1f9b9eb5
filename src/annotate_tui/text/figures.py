"""Figures: a number with its qualifier before it and what it counts behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate_tui.model import Span
from annotate_tui.text.figure_tables import NumberPatterns, number_patterns
from annotate_tui.text.function_words import all_function_words, word_set

_MOST_NOUN_WORDS = 4
_NEXT_WORD = re.compile(r"[ \t\n\u00a0\u202f]{1,2}([^\W\d_][\w’'\-]*(?:\.(?:\w\.)+)?)(?!@)")
_OF = re.compile(r"\s(?:of|de|des|von|di|der|del|della|degli|dei|los|las|les)(?=\s)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"[ \n](?:the|all|its|his|her|their|our|this|these|those|la|las|los|les)(?=\s)", re.IGNORECASE
)
_IRREGULAR = word_set(
    "people men women children police troops personnel feet teeth mice geese staff "
    "aircraft spacecraft media data criteria percent cattle sheep fish deer youth "
    "dead wounded injured others clergymen fishermen policemen policewomen "
    "servicemen servicewomen lawmakers congressmen businessmen"
)
_UNITS = word_set(
    "km kilometer kilometre m metre meter cm mm mile mi ft foot inch kg kilo g "
    "gram tonne ton lb lbs oz mph kph hp hectare acre sqm degree celsius "
    "fahrenheit hour hr hrs min sec minute day week month year decade century "
    "dollar euro pound yen won yuan ruble rouble rupee franc peso mw gw kw kwh mwh "
    "gb mb tb kb hz ghz mhz watt volt litre liter l ml gallon barrel pc page "
    "person time"
)
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s")
_FOLLOWS_DATE = word_set(
    "in since by from until till before after during of year early late mid spring "
    "summer autumn fall winter circa to and through"
)
_LABEL = re.compile(
    r"(?:\b(?:no|nos|nr|number|section|sections|article|chapter|page|pages|pp|p|figure|fig|table|"
    r"room|flight|route|highway|type|level|version|part|volume|vol|phase|act|item|line|step|grade|"
    r"class|channel|paragraph|para|clause|rule|law|resolution|proposition|title|gate|platform|unit|"
    r"block|lot|bus|exhibit|appendix|annex|iphone|ipad|windows|android|galaxy|boeing|airbus|ps|"
    r"xbox|formula|group|district|area|zone|stage|week|day|kapitel|artikel|seite|absatz|nummer|"
    r"numéro|página|artículo|pagina|articolo)\.?|#|§|№)\s?$",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:\"“”‘’(]\s)(?<!\w)[A-ZÄÖÜ][\w’'\-]*\s$")
_CAMEL_BEFORE = re.compile(r"[a-z][A-Z]\w*\s$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?,?\s+$")


_ADJECTIVES = frozenset(("dead", "wounded", "injured", "youth", "fellow"))


_QUOTED_SHARE = re.compile(r"[\"”’»]\sof\b")
_RATE = re.compile(
    r"(?:\s(?:per|an?)\s|/)(?:second|minute|hour|day|night|week|month|quarter|year|annum|person|"
    r"capita|head|household|family|barrel|gallon|litre|liter|tonne|ton|ounce|pound|kg|kilo|"
    r"kilogram|share|unit|mile|acre|hectare|cent|square\s\w+|km|h|s|m2|m)\b"
    r"|\s(?:Celsius|Fahrenheit)\b"
)


def figures(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The figures of ``text[start:end]`` in order, as spans into ``text`` (code points).

    A figure is a number in digits or words, with the words that qualify it ("at least", "about"),
    its currency, magnitude or percent sign, and up to four words that name what is counted. Dates,
    times, ordinals, numbers that are names or labels ("No. 5", "COVID-19") and "one" as a pronoun
    are none. Korean, Japanese and Chinese give the number with its counter; languages without
    tables (others than these and en, de, fr, es, it) give numbers in digits.
    """
    return [span for span, date in _scan(text, start, end, language) if not date]


def unbroken(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """What no phrase may cut: the figures of ``text[start:end]``, dates, times and the like."""
    return [span for span, _ in _scan(text, start, end, language)]


def _scan(text: str, start: int, end: int, language: str) -> Iterator[tuple[Span, bool]]:
    """Figures, and (True) dates, times and other numbers of more than one word."""
    start, end = max(start, 0), min(end, len(text))
    if start >= end:
        return
    patterns = number_patterns(language)
    reached = start
    for match in patterns.number.finditer(text, start, end):
        if match.lastgroup == "skip":
            reached = match.end()
            yield Span(*match.span()), True
            continue
        span = _figure(text, match, start, end, patterns=patterns, language=language)
        if span is not None and span.start >= reached:
            reached = span.end
            yield span, False


def _figure(
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    *,
    patterns: NumberPatterns,
    language: str,
) -> Span | None:
    """The figure around a number, or None where the number is a name, a date or a pronoun."""
    begin, stop = match.span()
    core = match.group()
    kind = match.lastgroup
    preceding = text[max(start, begin - 40) : begin]
    qualified = patterns.before.search(preceding) if patterns.before is not None else None
    marked = not core.strip("-−+±")[-1:].isalnum() or not core[:1].isalnum()
    counted = _counted(text, stop, end, core, kind=kind, language=language)
    plural = counted > stop
    if re.search(r"\d-[A-ZÄÖÜ]", core):
        return None
    if kind == "share" and not qualified and not _QUOTED_SHARE.match(text, stop, end):
        return None
    if not qualified and not marked:
        if _is_label(preceding, plural):
            return None
        if begin == start and re.match(r"[.)]\s", text[stop : min(stop + 2, end)]):
            return None
        if core.isdigit() and len(core) == 4 and core[0] in "12":
            before = _LAST_WORD.search(preceding)
            if not plural or (before is not None and before.group(1).lower() in _FOLLOWS_DATE):
                return None
            if "1900" <= core < "2050" and not _is_count(text[stop:counted].split(maxsplit=1)[0]):
                return None
    if kind == "range" and not _is_range(core, bool(qualified), marked or plural):
        return None
    if (
        language == "en"
        and core.isalpha()
        and kind != "share"
        and not _counts(core, preceding, plural, bool(qualified))
    ):
        return None
    lone_word = core.isalpha() and bool(all_function_words(language))
    if language != "en" and lone_word and not plural and not qualified:
        return None
    if qualified is not None:
        begin -= len(preceding) - qualified.start()
    stop = max(stop, counted)
    rate = _RATE.match(text, stop, end)
    stop = rate.end() if rate is not None and language == "en" else stop
    if patterns.after is not None:
        behind = patterns.after.match(text, stop, end)
        stop = behind.end() if behind is not None else stop
    return Span(begin, stop)


def _is_count(word: str) -> bool:
    """Whether "2000 …" is a number, and not the year in "2008 elections"."""
    lowered = word.lower()
    return lowered in _IRREGULAR or lowered in _UNITS or lowered.removesuffix("s") in _UNITS


def _is_label(preceding: str, counted: bool) -> bool:
    """Whether the number belongs to what stands before it: "Section 427", "iPhone 11"."""
    if _LABEL.search(preceding) or _CAMEL_BEFORE.search(preceding):
        return True
    return not counted and _CAPITAL_BEFORE.search(preceding) is not None


def _is_range(core: str, qualified: bool, counts: bool) -> bool:
    """Whether "3-1" is a range: it rises, and something is counted."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", core)
    if len(numbers) == 2 and re.search(r"\d\s?[-–—]\s?\d", core):
        low, high = (float(re.sub(r"[.,]", "", n)) for n in numbers)
        return (low < high or any("." in n or "," in n for n in numbers)) and (counts or qualified)
    return True


def _counts(core: str, preceding: str, counted: bool, qualified: bool) -> bool:
    """Whether a lone number word counts something; "one" must, and not as in "no one"."""
    if core.lower() == "one":
        before = _LAST_WORD.search(preceding)
        fixed = before is not None and before.group(1).lower() in _NOT_BEFORE_ONE
        return counted and not fixed
    return counted or qualified


_NOT_BEFORE_ONE = word_set(
    "no any some every each this that the which another only everyone first last big good new"
)


def _counted(text: str, stop: int, end: int, core: str, *, kind: str | None, language: str) -> int:
    """Where the noun phrase that the number counts ends; ``stop`` where there is none."""
    if language != "en":
        return _counted_elsewhere(text, stop, end, core, language)
    if kind == "share":
        return stop
    lowered = core.lower()
    share = kind == "fraction" or lowered.endswith(("%", "percent", "cent"))
    if share or lowered.endswith(
        ("hundreds", "thousands", "millions", "billions", "dozens", "scores")
    ):
        of = _OF.match(text, stop, end)
        at = of.end() if of is not None else stop
        if of is None and not lowered.startswith("half"):
            return (
                stop
                if share and " in " not in lowered and " out " not in lowered
                else (_noun_phrase(text, stop, end, True))
            )
        article = _ARTICLE.match(text, at, end)
        reached = article.end() if article is not None else at
        noun = _noun_phrase(text, reached, end, True)
        return noun if noun > reached else stop
    if "$" in core or "€" in core or "£" in core or "¥" in core or "₩" in core:
        return stop
    if core[-1:].isalpha() and "-" in core and core[0].isdigit() and kind == "number":
        return stop
    return _noun_phrase(text, stop, end, lowered not in ("one", "1"))


def _noun_phrase(text: str, stop: int, end: int, many: bool) -> int:
    """Where a noun phrase from ``stop`` ends: at its first plural, or before a function word."""
    closed = all_function_words("en")
    at = stop
    ends: list[int] = []
    for _ in range(_MOST_NOUN_WORDS + 1):
        found = _NEXT_WORD.match(text, at, end)
        if found is None:
            break
        word = found.group(1)
        lowered = word.lower().replace("’", "'")
        if lowered in closed and not (not ends and lowered in _UNITS):
            break
        if ends and lowered.endswith(("ed", "ing")) and not _is_noun_in_ing(lowered):
            break
        if not ends and lowered in _UNITS:
            return found.end(1)
        if len(ends) == _MOST_NOUN_WORDS:
            break
        at = found.end(1)
        ends.append(at)
        if many and _is_plural(word):
            following = _NEXT_WORD.match(text, at, end)
            may_go_on = word[0].isupper() or lowered in _ADJECTIVES
            if not (may_go_on and following and _goes_on(following.group(1), closed)):
                return at
    if not ends:
        return stop
    if many:
        last = text[ends[-1] - 2 : ends[-1]]
        return ends[-1] if len(ends) <= 2 and last != "ly" else stop
    return ends[-1]


def _is_plural(word: str) -> bool:
    lowered = word.lower()
    if lowered in _IRREGULAR:
        return True
    return len(word) > 2 and lowered.endswith("s") and not lowered.endswith(_NOT_PLURAL)


def _goes_on(word: str, closed: frozenset[str]) -> bool:
    """Whether a capitalised plural ("United States") is followed by the noun itself."""
    return word.lower() not in closed and _is_plural(word)


def _is_noun_in_ing(word: str) -> bool:
    return word in (
        "building",
        "buildings",
        "meeting",
        "hearing",
        "wedding",
        "training",
        "bed",
        "seed",
    )


def _counted_elsewhere(text: str, stop: int, end: int, core: str, language: str) -> int:
    """German, French, Spanish, Italian: the next word or two, unless a function word."""
    closed = all_function_words(language)
    if not closed:
        return stop
    share = core.endswith(("%", "‰")) or core.lower().endswith(
        ("cent", "cento", "ciento", "prozent")
    )
    of = _OF.match(text, stop, end)
    if of is None and (share or not core[-1:].isalnum()):
        return stop
    at = of.end() if of is not None else stop
    article = _ARTICLE.match(text, at, end) if share else None
    at = article.end() if article is not None else at
    reached = stop
    for _ in range(2):
        found = _NEXT_WORD.match(text, at, end)
        if found is None or found.group(1).lower() in closed:
            break
        word = found.group(1)
        at = reached = found.end(1)
        if language != "de" or word[0].isupper():
            break
    return reached
