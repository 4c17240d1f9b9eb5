"""What a number counts in English: the noun phrase behind it."""

from __future__ import annotations

import re

from annotate_tui.text.figure_units import unit_words
from annotate_tui.text.function_words import all_function_words, word_set

_MOST_NOUN_WORDS = 4
_NEXT_WORD = re.compile(r"[ \t\n\u00a0\u202f]{1,2}([^\W\d_][\w’'\-]*(?:\.(?:\w\.)+)?)(?!@)")
OF = re.compile(r"\sof(?=\s)", re.IGNORECASE)
ARTICLE = re.compile(
    r"[ \n](?:the|all|its|his|her|their|our|my|your|this|these|those|such|a|an)(?=\s)",
    re.IGNORECASE,
)
IRREGULAR = word_set(
    "people men women children police troops personnel feet teeth mice geese staff "
    "aircraft spacecraft media data criteria percent cattle sheep fish deer youth "
    "dead wounded injured others clergymen fishermen policemen policewomen series species "
    "servicemen servicewomen lawmakers congressmen congresswomen businessmen firemen gunmen "
    "freshmen craftsmen sportsmen policemen spokesmen countrymen salesmen businesswomen"
)
_ADJECTIVES = frozenset(
    "dead wounded injured youth fellow percent married armed unarmed hundred separate used".split()
)
_ENDS = word_set(
    "worth ago later earlier away apart alone compared including today yesterday tomorrow monday tuesday "
    "wednesday thursday friday saturday sunday altogether overall respectively too also already still now "
    "here there once again even just only almost nearly"
)
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s")
_NOUNS_IN_ING = frozenset("building buildings meeting hearing wedding training bed seed".split())
_S_WORDS = frozenset(
    "was is has says does goes its this his as us yes thus plus less unless across always perhaps "
    "besides towards afterwards sometimes nowadays overseas years-old versus does means makes takes "
    "gives comes remains seems appears".split()
)


def noun_phrase(text: str, stop: int, end: int, many: bool) -> int:
    """Where a noun phrase from ``stop`` ends: at its first plural, or before a function word.

    ``many`` is whether it must be a plural. Returns ``stop`` where there is none.
    """
    closed = all_function_words("en")
    at = stop
    ends: list[int] = []
    for _ in range(_MOST_NOUN_WORDS + 1):
        found = _NEXT_WORD.match(text, at, end)
        if found is None:
            break
        word = found.group(1)
        lowered = word.lower().replace("’", "'")
        if (lowered in closed and lowered != "others" and word != "US") or lowered in _ENDS:
            break
        participle = ends and lowered.endswith(("ed", "ing")) and lowered not in _NOUNS_IN_ING
        if participle and not (many and lowered.endswith("ed") and len(ends) < 2):
            break
        if len(ends) == _MOST_NOUN_WORDS:
            break
        at = found.end(1)
        ends.append(at)
        if many and is_plural(word):
            following = _NEXT_WORD.match(text, at, end)
            may_go_on = word[0].isupper() or lowered in _ADJECTIVES
            if not (may_go_on and following and _goes_on(following.group(1), closed)):
                return at
        if many and word.endswith(("'", "’")):
            continue
    if not ends:
        return stop
    if many:
        return stop
    return ends[-1]


def is_plural(word: str) -> bool:
    """Whether the word looks like a plural noun."""
    lowered = word.lower()
    if lowered in IRREGULAR:
        return True
    return (
        len(word) > 2
        and lowered.endswith("s")
        and (not lowered.endswith(_NOT_PLURAL) or (word[0].isupper() and lowered.endswith("is")))
        and lowered not in _S_WORDS
    )


def _goes_on(word: str, closed: frozenset[str]) -> bool:
    """A capitalised plural ("United States") or an adjective is followed by the noun itself."""
    return word.lower() not in closed and is_plural(word)


def is_count(word: str) -> bool:
    """Whether "2000 …" before the word is a number, and not the year in "2008 elections"."""
    lowered = word.lower()
    return lowered in IRREGULAR or lowered in unit_words()
