"""Figures: a number with its qualifier before it and what it counts behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate_tui.model import Span
from annotate_tui.text.figure_english import Figure, scan
from annotate_tui.text.figure_nouns import is_count
from annotate_tui.text.figure_tables import NumberPatterns, number_patterns
from annotate_tui.text.function_words import all_function_words, word_set

_NEXT_WORD = re.compile(r"[ \t\n\u00a0\u202f]{1,2}([^\W\d_][\w’'\-]*(?:\.(?:\w\.)+)?)(?!@)")
_OF = re.compile(r"\s(?:of|de|des|von|di|der|del|della|degli|dei|los|las|les)(?=\s)", re.IGNORECASE)
_ARTICLE = re.compile(r"[ \n](?:la|las|los|les)(?=\s)", re.IGNORECASE)
_FOLLOWS_DATE = word_set("in seit im en depuis desde nel dal")
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
    if language == "en":
        for one in scan(text, start, end):
            yield Span(one.start, one.end), not isinstance(one, Figure)
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
    preceding = text[max(start, begin - 40) : begin]
    qualified = patterns.before.search(preceding) if patterns.before is not None else None
    marked = not core.strip("-−+±")[-1:].isalnum() or not core[:1].isalnum()
    counted = _counted(text, stop, end, core, language)
    plural = counted > stop
    if re.search(r"\d-[A-ZÄÖÜ]", core):
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
            if "1900" <= core < "2050" and not is_count(text[stop:counted].split(maxsplit=1)[0]):
                return None
    if match.lastgroup == "range" and not _is_range(core, bool(qualified), marked or plural):
        return None
    lone_word = core.isalpha() and bool(all_function_words(language))
    if lone_word and not plural and not qualified:
        return None
    if qualified is not None:
        begin -= len(preceding) - qualified.start()
    return Span(begin, max(stop, counted))


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


def _counted(text: str, stop: int, end: int, core: str, language: str) -> int:
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
