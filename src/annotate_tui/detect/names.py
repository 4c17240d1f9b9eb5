"""Names of persons and of bodies in English news, and the noun phrases that they begin.

Rules of our own: a name is a run of two or more capitalised words; before a lower-case noun it
only describes ("North Korean defectors"), so it is widened to the noun where that speaks ("the
South Korean government") and is no name else.
"""

from __future__ import annotations

import re

from annotate_tui.model import Span
from annotate_tui.text.function_words import all_function_words

_TITLE = r"(?:Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon|St)\."
_WORD = rf"(?:{_TITLE}|[A-Z](?:[\w’'-]+|\.(?:[A-Z]\.)*))"
_JOINING = r"(?:of|the|de|von|van|al|bin|da|for|and|(?<=[Aa]mbassador\s)to)\s"
NAME = re.compile(rf"\b{_WORD}(?:\s(?:{_JOINING})?{_WORD})+")
_DATE = re.compile(
    r"(?:\w+day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\Z"
)
_TITLED = re.compile(
    rf"(?:{_TITLE}|(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Lord|Lady|President|Minister|Senator|General"
    r"|Professor|Judge|Pope|Prince|Princess|King|Queen)\b)"
)
_NO_PERSON = frozenset(
    "North South East West New Northern Southern Eastern Western Central United National"
    " International Republic Kingdom States House Street City County River Sea Ocean Island"
    " Islands University College School Institute Hospital Ministry Department Office Agency"
    " Commission Committee Council Court Parliament Congress Senate Assembly Union Party Bank"
    " Group Company Corp Corporation Inc Ltd Holdings Association Organisation Organization"
    " Foundation Center Centre Club Times Post News Daily Journal Mail Guardian Press Radio"
    " Television Army Navy Force Forces Police Service Act Treaty Agreement Day War Cup League"
    " Games Korea Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February"
    " March April June July August September October November December".split()
)
_NATIONS = frozenset(
    re.findall(
        r"\S+",
        "European African Asian American Afghan Arab Argentine Australian Austrian Belgian Brazilian"
        " British Bulgarian Burmese Cambodian Canadian Chilean Chinese Colombian Croatian Cuban"
        " Czech Danish Dutch Egyptian English Ethiopian Filipino Finnish French Georgian German Greek"
        " Hungarian Indian Indonesian Iranian Iraqi Irish Israeli Italian Japanese Jewish Jordanian"
        " Kenyan Korean Kurdish Lebanese Libyan Malaysian Mexican Mongolian Moroccan Nepalese"
        " Nigerian Norwegian Pakistani Palestinian Peruvian Polish Portuguese Romanian Russian"
        " Rwandan Saudi Scottish Serbian Somali Soviet Spanish Sudanese Swedish Swiss Syrian"
        " Taiwanese Thai Tunisian Turkish Ugandan Ukrainian Venezuelan Vietnamese Welsh Western"
        " Yemeni",
    )
)
_ROLES = frozenset(
    form
    for word in (
        "government official minister ministry president chancellor premier ambassador envoy"
        " diplomat leader chief head director chairman chairwoman chair spokesman spokeswoman"
        " spokesperson spokesmen spokespeople authority authorities police prosecutor judge lawyer"
        " lawmaker legislator senator politician activist campaigner critic expert analyst"
        " researcher scientist doctor professor economist journalist reporter officer soldier"
        " troop general commander military army media agency agencies company companies firm bank"
        " union court parliament embassy defector refugee resident citizen worker voter people"
        " source witnesses witness survivor victim man men woman women coach captain player author"
        " writer founder owner manager executive teacher farmer side party opposition team"
        " administration delegation regime"
    ).split()
    for form in (word, f"{word}s")
)
_IRREGULAR = frozenset(
    re.findall(
        r"\S+",
        "was were had did spoke went took gave made met came held began told saw said ran won lost"
        " left got found knew felt kept led paid sent set stood wrote read put let hit cut fell rose"
        " grew drew threw flew sat lay bought brought fought thought taught caught built spent meant"
        " heard hit became chose broke drove rode swore bore shot struck fled sought sold fed bid",
    )
)
_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s(?:([a-z][a-z-]+)\s)?\Z"
)
_OF = re.compile(r"\s(?:of|for|and|the)\s")
_PLAIN = re.compile(r"\w+")
_NEXT = re.compile(r"\s([a-z][\w’'-]*)")
_MOST_NOUN_WORDS = 3


def is_person(words: str) -> bool:
    """Whether a name reads like that of a person: titled, or two to four plain name words."""
    head = _OF.split(" ".join(words.split()), maxsplit=1)[0]
    if not NAME.fullmatch(head) or not _NO_PERSON.isdisjoint(_PLAIN.findall(head)):
        return False
    parts = head.split()
    if parts[0].casefold() in all_function_words("en") or is_nation(parts[-1]):
        return False
    return _TITLED.match(head) is not None or 2 <= len(parts) <= 4


def is_nation(word: str) -> bool:
    """Whether a word is the adjective of a nation or continent ("Korean", "European")."""
    return word in _NATIONS


def has_role(words: str) -> bool:
    """Whether a noun phrase speaks of somebody who speaks: "a senior official of the union"."""
    return any(word.strip(",;:.") in _ROLES for word in words.lower().split())


def names(text: str, low: int, high: int) -> list[Span]:
    """The names of ``text[low:high]`` in order, as noun phrases (code points into ``text``).

    "In Seoul" and "Last Sunday" are none; nor is what only describes a noun that does not speak.
    """
    found: list[Span] = []
    for match in NAME.finditer(text, low, high):
        begin, end = match.span()
        first = text[begin:end].split(maxsplit=1)
        if first[0] != "The" and first[0].casefold() in all_function_words("en"):
            begin += len(first[0]) + 1
            if not NAME.fullmatch(text, begin, end):
                continue
        if _DATE.fullmatch(text[begin:end].rsplit(maxsplit=1)[-1]):
            continue
        whole = _noun_phrase(text, begin, end, low, high)
        if whole:
            found.append(whole)
    return found


def _noun_phrase(text: str, begin: int, end: int, low: int, high: int) -> Span | None:
    """The name, widened to the noun that it describes; None where nobody is spoken of."""
    if text[end - 2 : end] in ("'s", "’s"):
        return Span(begin, end - 2) if NAME.fullmatch(text, begin, end - 2) else None
    bare = is_nation(text[begin:end].rsplit(maxsplit=1)[-1])
    reached = 0
    at = end
    for _ in range(_MOST_NOUN_WORDS):
        following = _NEXT.match(text, at, high)
        if following is None or not _is_noun(following[1], bare):
            break
        at = following.end()
        if following[1].lower() in _ROLES:
            reached = at
            break
    if at == end and not bare:
        return Span(begin, end)
    if not reached:
        # "Mary Poe asleep" and the like: a person stays one, whatever follows.
        return None if bare or not is_person(text[begin:end]) else Span(begin, end)
    before = _BEFORE.search(text, max(low, begin - 40), begin)
    if before and not (before[1] and before[1] in all_function_words("en")):
        begin = before.start()
    return Span(begin, reached)


def _is_noun(word: str, bare: bool) -> bool:
    """Whether a lower-case word after a name is a noun; after a person "smiles" is a verb."""
    if word in all_function_words("en") or word in _IRREGULAR or word.endswith(("ed", "ly")):
        return False
    return bare or word.lower() in _ROLES or not word.endswith(("s", "ing"))
