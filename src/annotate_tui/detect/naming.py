"""A noun phrase as printed, told apart: the name in it, the role, and what it speaks of.

Rules of our own for English; a phrase of another language is a name where it has capitals.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import NamedTuple

from annotate_tui.detect.names import is_nation
from annotate_tui.detect.person_words import (
    ANONYMOUS,
    BODIES,
    COURTESY,
    DIRECTIONS,
    KNOWN_BODIES,
    LEADING_OFFICES,
    OFFICES,
    PLACE_WORDS,
    ROLES,
    TITLES,
    gender_of_first_name,
    gender_of_word,
    is_doer,
    is_firm,
)
from annotate_tui.text.function_words import all_function_words

_FOREIGN = re.compile("[\u00c0-\u052f]")
_SHORTENED = (
    "Dr Mr Mrs Ms Prof Gen Sen Rep Gov Lt Col Sgt Capt Rev Hon St Cpl Maj Adm Cmdr Supt Det Insp Ald"
    " Fr Jr Sr"
)


def _stopped() -> str:
    """What follows the capital of a shortened title with its full stop: the "r." of "Dr."."""
    heads: dict[str, str] = {}
    for word in _SHORTENED.split():
        heads[word[1:]] = heads.get(word[1:], "") + word[0]
    return "|".join(rf"(?<=[{first}]){rest}\." for rest, first in heads.items())


_PARTICLE = (
    r"(?:van\sder|van\sden|van\sde|von\sder|de\sla|de\slos|van|von|der|den|de|del|della|di|da|dos"
    r"|du|la|le|al|el|bin|bint|ibn|ben|ter|ten|abu|y|zu)\s"
)
_SUFFIX = r"(?:,?\s(?:Jr|Sr)\b\.?|\s(?:II|III|IV)\b)?"
_NO_NOUN = "and|or|of|in|at|for|from|to|with|the|a|an|who|is|was|has|had|said|de|la|van|von|der"


class _Shapes(NamedTuple):
    """Parts of expressions for names: the capitals, what follows one, a word, the words behind it."""

    upper: str
    behind: str
    word: str
    more: str


@cache
def _shapes(foreign: bool) -> _Shapes:
    upper = "A-Z"
    if foreign:
        upper += "".join(c for c in map(chr, range(0xC0, 0x530)) if c.isupper())
    behind = rf"(?:{_stopped()}|\.(?:-?[{upper}]\.)*|(?:\w|[-’'](?!s\b)(?=\w)|&(?=\w))*)"
    word = rf"(?:(?:al|el|ul|an|as)-)?[{upper}]{behind}"
    return _Shapes(upper, behind, word, rf"(?:\s(?:{_PARTICLE})?{word})*{_SUFFIX}")


def _is_foreign(text: str, low: int, high: int) -> bool:
    """Whether a text may hold capitals other than A to Z, of the Latin, Greek and Cyrillic scripts.

    Expressions with all of those take ten times as long to build, and few texts need them.
    """
    return _FOREIGN.search(text, low, high) is not None


def run(text: str, low: int = 0, high: int = sys.maxsize) -> re.Pattern[str]:
    """A run of capitalised words in ``text[low:high]``: names with titles, initials, particles."""
    return _run(_is_foreign(text, low, high))


@cache
def _run(foreign: bool) -> re.Pattern[str]:
    # It begins with a class of signs alone, so that a text is searched fast.
    upper, behind, _, more = _shapes(foreign)
    return re.compile(rf"[{upper}](?<![\w’'].){behind}{more}")


@cache
def _run_alone(foreign: bool) -> re.Pattern[str]:
    """The same, where a particle may come first: "von der Leyen"."""
    _, _, word, more = _shapes(foreign)
    return re.compile(rf"(?<![\w’'])(?:{_PARTICLE})?{word}{more}")


@cache
def _named_behind(foreign: bool) -> re.Pattern[str]:
    """A noun and a name behind words that only describe: "Radical Shiite cleric Ali Roe"."""
    _, _, word, more = _shapes(foreign)
    return re.compile(rf"\s(?!(?:{_NO_NOUN})\s)[a-z][a-z-]+\s(?:{word}|{_PARTICLE}){more}\Z")


@cache
def _done_by(foreign: bool) -> re.Pattern[str]:
    upper = _shapes(foreign).upper
    return re.compile(
        rf"(?!(?:the|an?|his|her|its|their|one|another)\s)(?:[a-z]+\s){{1,5}}by\s(?=[{upper}])"
    )


SUFFIX = re.compile(r",?\s(?:(?:Jr|Sr)\b\.?|(?:II|III|IV))\Z")
PRONOUNS = frozenset(
    re.findall(r"\S+", "i he she it we they you who one this that these those others both all some")
)
_MANY = frozenset(("men", "women", "people", "children", "authorities", "sources", "others"))
_PARTS = re.compile(r",\s+(?!Jr\b|Sr\b)|\s[–—-]\s|\s?\(|\)\s?")
_LINK = re.compile(
    r"\s(?:of|for|in|at|from|who|which|that|with|on|to|by|near|behind|inside|familiar|close|known"
    r"|briefed|working|involved|based|and|speaking|under|as|representing|across|within|around)\s"
)
_COMPLEMENT = re.compile(
    r"\b(?:of|for|to|in|at|from|with|by|on|under|near|against|and|than|like|into|about)\s+\Z"
)
_OF = re.compile(r"\b([\w-]+)\s(?:of|to|for|at)\s+\Z")
_DETERMINER = re.compile(
    r"(?:the|an?|its|his|her|their|our|my|one|another|this|that|these|those|some|several|many|two"
    r"|three|four|five|both|most|a\sfew)\s",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:the|a|an)\s(?:[\w-]+\s){0,3}(?:coverage|reports?|reporting|statements?|tweets?|posts?|remarks|comments"
    r"|accounts?|articles?|announcement|testimony|briefing|interview|story|dispatch|broadcast)"
    r"\s(?:by|from|of|in|with)\s(?=(?:the\s)?\S)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:an?|this|one|another)\s", re.IGNORECASE)
_AGE = re.compile(r"(?:aged\s)?\d{1,3}\Z|who\b|which\b|whose\b")
_WIDE_RANGES = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3"))
_WIDE_BODY = re.compile(
    r"(?:部|省|社|党|黨|府|院|局|庁|厅|警察|警方|政府|報|报|新聞|通信|委員会|委员会|銀行|银行|会社"
    r"|公司|大学|부|청|사|당|원|경찰|정부|신문|통신|은행)\Z"
)


class Printed(NamedTuple):
    """A noun phrase told apart.

    ``kind``: "person" (a name), "one" (a single capitalised word: a surname, or a body), "body",
    "role" (somebody without a name), "office" (without a name, but only one holds it) or "pronoun".
    ``gender``: "m", "f" or "". ``courtesy``: "Mr." and the like, which is no role.
    """

    kind: str
    name: str
    role: str
    gender: str
    many: bool
    courtesy: str = ""


@lru_cache(maxsize=4096)
def read_phrase(words: str) -> Printed:
    """What a noun phrase says; white space is collapsed first. Never raises."""
    words = " ".join(words.split()).strip(" ,;:")
    if words.casefold() in PRONOUNS:
        return Printed("pronoun", "", "", _of_pronoun(words), words.casefold() in ("they", "we"))
    if max(words, default="") >= "\u3040" and any(map(_is_wide, words)):
        kind = "body" if _WIDE_BODY.search(words) else "person"
        return Printed(kind, words, "", "", False)
    doing = _done_by(_is_foreign(words, 0, len(words))).match(words)
    if doing:
        words = words[doing.end() :]
    paper = _PAPER.match(words)
    if paper and words[paper.end() :].removeprefix("the ")[:1].isupper():
        words = words[paper.end() :]
    parts = [part for part in _PARTS.split(words) if part] or [words]
    for index, part in enumerate(parts):
        found = _name_in(part)
        if found is None and index and " " not in part and is_person_name(f"X {part}"):
            found = ("", part, "") if part[0].isupper() and _is_role(parts[0]) else None
        if found is None:
            continue
        before, name, after = found
        aside = parts[1:] if index == 0 else [parts[0]]
        role, courtesy = _role_before(before)
        if index or not role:
            told = next((a for a in aside if _is_role(a)), "")
            role = told or role or _role_after(after)
        return Printed("person", name, role, _gender(before, name, role), False, courtesy)
    return _nameless(parts[0], words)


def _is_wide(sign: str) -> bool:
    """Whether a sign is Japanese, Chinese or Korean."""
    return any(low <= sign <= high for low, high in _WIDE_RANGES)


def is_person_name(words: str) -> bool:
    """Whether these capitalised words may be a person's name, titles left out before."""
    parts = [part for part in words.split() if part[0].isupper() or "-" in part]
    return (
        1 <= len(parts) <= 5
        and not any(_no_name(part) for part in parts)
        and parts[0].casefold() not in DIRECTIONS
        and not is_nation(parts[-1])
        and (len(parts) > 1 or not parts[0].isupper())
        and "&" not in words
    )


def strip_titles(run: str) -> tuple[str, str]:
    """The titles, nations and function words that begin a run of capitalised words, and the rest."""
    words = run.split()
    at = 0
    while at < len(words) and (is_title(words[at]) or _no_name_yet(words[at], at, words)):
        at += 1
    # "Public Works Minister Jane Roe": what stands before the last title belongs to it.
    last = max((i for i in range(at, len(words) - 1) if is_title(words[i])), default=-1)
    if last >= 0 and words[last].casefold().rstrip(".") not in _NAMES_TOO:
        at = last + 1
    return " ".join(words[:at]), " ".join(words[at:])


def first_gender(name: str) -> str:
    """ "m" or "f" by a name's first word, "" where it does not say."""
    return gender_of_first_name(name.split(maxsplit=1)[0].split("-", maxsplit=1)[0]) if name else ""


def is_lead(word: str) -> bool:
    """Whether a word before a name belongs to the sentence alone: "In", "Yesterday"."""
    low = word.casefold()
    if low.endswith("day") or low in _OPENERS:
        return True
    return low in all_function_words("en") and not is_title(word)


def is_title(word: str) -> bool:
    """Whether a word stands before a name as a title: "Dr.", "President"."""
    bare = word.rstrip(".").casefold()
    return bare in TITLES or (word.endswith(".") and bare in TITLES)


def _no_name_yet(word: str, at: int, words: list[str]) -> bool:
    """Whether a capitalised word before a name only describes: "North Korean", "US", "Yesterday"."""
    if word.casefold().endswith("-year-old"):
        return True
    if is_nation(word) or word in ("US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "N.K.", "S."):
        return True
    low = word.casefold()
    if at == 0 and low in all_function_words("en") and low not in ("will", "may", "an"):
        return True
    if low in ("north", "south") and at + 1 < len(words) and is_nation(words[at + 1]):
        return True
    return at == 0 and (low in _OPENERS or (len(words) > 2 and low.endswith("day")))


_NAMES_TOO = frozenset(
    "king prince princess judge justice bishop major marshal count baron duke pope dean lord lady grandma"
    " king queen father sister brother special vice prime first home trade health sr jr".split()
)
_OPENERS = frozenset(
    "yesterday today meanwhile however later earlier then still instead also even only again"
    " tomorrow tonight afterwards recently finally".split()
)


def _no_name(word: str) -> bool:
    low = word.casefold().rstrip(".,")
    return low in BODIES or low in PLACE_WORDS or low in KNOWN_BODIES or is_nation(word)


def _name_in(part: str) -> tuple[str, str, str] | None:
    """A person's name in a part of a phrase, with the words before and after it."""
    foreign = _is_foreign(part, 0, len(part))
    for match in _run_alone(foreign).finditer(part):
        before, after = part[: match.start()], part[match.end() :]
        if after[:2] in ("'s", "’s", "s'", "s’") or after[:1] in ("’", "'"):
            continue
        titles, name = strip_titles(match[0])
        if _COMPLEMENT.search(before):
            name = "" if titles else _behind_complement(before, name)
            if not name:
                continue
            titles = match[0][: len(match[0]) - len(name)].strip()
        if not name or not is_person_name(name):
            continue
        led = before.rstrip().rsplit(maxsplit=1)[-1:] if before.strip() else []
        called = bool(titles.split() and is_title(titles.split()[-1]))
        described = bool(led) and led[0].casefold() in ROLES
        if led and led[0].casefold() == "the" and not called:
            continue
        if len(name.split()) == 1 and not (called or described):
            continue
        if called and not titles.split()[-1].endswith(".") and name.casefold() in ROLES:
            continue
        if after.startswith(" and ") and _run(foreign).match(after, 5):
            continue
        if after[:1] == " " and (_heads(after) or _named_behind(foreign).match(after)):
            continue
        return f"{before}{titles}".strip(), name, after.strip()
    return None


def _heads(after: str) -> bool:
    """Whether a lower-case noun follows, which the name only describes: "Jane Roe supporters"."""
    word = after.lstrip().split(" ", 1)[0].strip(",")
    return word in ROLES or word in BODIES


def _behind_complement(before: str, run: str) -> str:
    """The name behind an office's complement: "Secretary of State [Antony Blinken]"."""
    words = run.split()
    led = _OF.search(before)
    if not led or not (led[1].casefold() in TITLES or led[1].casefold() in OFFICES):
        return ""
    drop = 2 if words and words[0].casefold() in PLACE_WORDS else 1
    return " ".join(words[drop:]) if len(words) - drop >= 2 else ""


def _role_before(before: str) -> tuple[str, str]:
    """The role in the words before a name, and the courtesy title."""
    words = before.split()
    courtesy = ""
    while words and words[-1].rstrip(".").casefold() in COURTESY:
        courtesy = f"{words.pop()} {courtesy}".strip()
    if len(words) > 1 and words[-1].rstrip(".") in ("Dr", "Datuk", "Hon"):
        words.pop()
    said = " ".join(words)
    return (said if _is_role(said) else ""), courtesy


def _role_after(after: str) -> str:
    return after if after.startswith(("of ", "at ", "from ")) else ""


def _is_role(words: str) -> bool:
    """Whether a phrase tells what somebody is."""
    if not words or _AGE.match(words):
        return False
    return any(
        _last(word) in ROLES or word.rstrip(".").casefold() in TITLES or is_doer(word)
        for word in words.split()
    )


def _last(word: str) -> str:
    return word.strip(",.").casefold().rsplit("-", 1)[-1].removesuffix("’s").removesuffix("'s")


def _gender(before: str, name: str, role: str) -> str:
    for word in reversed(f"{before} {role}".split()):
        found = gender_of_word(word.strip(","))
        if found:
            return found
    return first_gender(name)


def _of_pronoun(word: str) -> str:
    return {"he": "m", "she": "f"}.get(word.casefold(), "")


def _nameless(part: str, words: str) -> Printed:
    """A phrase without a person's name: a body, a role, or a single capitalised word."""
    cut = ANONYMOUS.search(words)
    told = words[: cut.start()].strip(" ,") if cut and cut.start() else words
    link = _LINK.search(part)
    head = part[: link.start()] if link else part
    last = head.split()[-1] if head.split() else part
    if last[-2:] in ("'s", "’s"):
        last = last[:-2]
    low = "company" if is_firm(head) else last.casefold().strip(".,")
    bare = low.rsplit("-", 1)[-1]
    gender = next((g for g in map(gender_of_word, reversed(head.split())) if g), "")
    many = (bare in ROLES and bare.endswith("s") and bare != "boss") or bare in _MANY
    pair = re.search(r"\sand\s", part)
    if pair and run(part).match(part) and not _DETERMINER.match(part):
        return Printed("person", told, "", "", True)
    capital = last[:1].isupper()
    if bare in ROLES or low in ROLES:
        unique = OFFICES if link is None or link[0] != " of " else LEADING_OFFICES
        if low in unique and not many and re.match(r"(?:[Tt]he|\S+[’']s)\s", part):
            return Printed("office", "", told, gender, False)
        if capital and _DETERMINER.match(part) is None and len(part.split()) == 1 and not many:
            return Printed("one", part, "", gender, False)
        return Printed("role", "", told, gender, many)
    if low in BODIES or low in KNOWN_BODIES or (is_nation(last) and not _SOMEBODY.match(part)):
        return Printed("body", told, "", "", False)
    if capital and head.strip() == last:
        return Printed("body" if last.isupper() and len(last) > 1 else "one", part, "", "", False)
    if capital and not last.isupper() and _SOMEBODY.match(part):
        return Printed("role", "", told, gender, False)
    if capital:
        return Printed("body", told, "", "", False)
    return Printed("role", "", told, gender, many)
