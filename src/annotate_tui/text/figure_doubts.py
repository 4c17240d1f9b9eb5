"""Why an English number may be no figure: labels, years, scores, titles, hours, the pronoun "one"."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate_tui.model import Span
from annotate_tui.text import figure_words as words
from annotate_tui.text.amounts import PARTS
from annotate_tui.text.figure_amounts import Amount
from annotate_tui.text.figure_nouns import OF, is_count, noun_phrase

RUN_ON = re.compile(r"(?:\s?[-–—]\s?\d+)+")


_LETTER_BEHIND = re.compile(r"\s?-[A-Z]|\s?-(?:for|and|nil|all|of)-")


_SHARE_END = re.compile(
    r"\s*(?:\Z|[\"”’»)\],;:!?…–—]|\.(?!\w))|\s(?:in|to|since|from|by|during|on|and|or|but|as|at|for|this|"
    r"last|that|more|less|were|was|are|is|have|has|had|who|when|while|because|than|after|before|with|"
    r"among|across|within|against|compared|if|so|off|higher|lower|full|empty|over|between|today|yesterday)\b",
    re.IGNORECASE,
)


_PRONOUN_BEFORE = re.compile(
    r"(?<!\w)(?:the|these|those|our|your|my|his|her|their|its|us|you|them|first|last|other|next|all|no|"
    r"any|every|each|this|that|those|between)\s\Z",
    re.IGNORECASE,
)


_VERB_BEHIND = re.compile(
    r"\s(?:of\s(?:(?-i:[A-Z])\w*|them|these|those|the|his|her|its|their|our|whom|which|us|you)|were|was|are|is|have|had|"
    r"died|others|dead|injured|wounded|more|less|each|killed|in|on|by|at|were|from|years?)(?!\w)"
    r"|\s?[.,;)](?!\w)",
    re.IGNORECASE,
)


_CLOCK = re.compile(r"(?:1?\d|2[0-3])\.[0-5]\d")


_AT = re.compile(r"(?<!\w)(?:at|from|until|till|by|before|after|around|since)\s\Z", re.IGNORECASE)


_AT_HOUR = re.compile(r"(?<!\w)(?:at|until|till)\s\Z", re.IGNORECASE)


class Reading(NamedTuple):
    """A figure as far as it has been read, in the sentence ``text[start:end]``.

    ``begin`` and ``stop`` are its edges, ``preceding`` the words before it, ``cue`` those that qualify.
    """

    text: str
    start: int
    end: int
    amounts: tuple[Amount, ...]
    begin: int
    stop: int
    preceding: str
    counted: Span | None
    cue: str
    age: bool

    @property
    def noun(self) -> list[str]:
        """The words of what is counted."""
        return self.text[self.counted.start : self.counted.end].split() if self.counted else []


def doubt_of(one: Reading) -> str | None:
    """Why the number may be no figure ("" nothing speaks against it), or None where it is none."""
    first, last = one.amounts[0], one.amounts[-1]
    if last.unit or one.age:
        return _measured(one, first, last)
    if first.value is None:
        if one.counted is not None:
            return ""
        stands = _VERB_BEHIND.match(one.text, one.stop, one.end)
        return "nothing counted" if stands else "bare word"
    written = one.text[first.start : first.end]
    if one.text[one.start : one.end].strip(" \t\n.()[]\"“”'!?$") == written:
        return ""
    if first.shape == "share":
        return _share(one, first)
    if _is_name(one, first, last):
        return None
    if _compound(one, first) == "point" and _PLAN.match(one.text, one.stop, one.end):
        return "title"
    if len(one.amounts) == 2:
        if _is_score(one, first, last):
            return None
    elif first.shape == "words" and (compound := _compound(one, first)):
        return None if compound in words.NOT_JOINED or (first.value or 0) <= 1 else ""
    elif first.shape == "words" and first.factor == 1:
        return _word(one, first)
    elif _compound(one, first) in _NOT_JOINED_TO_DIGITS:
        return None
    if one.counted is not None:
        return ""
    return _bare(one, first, written)


def _compound(one: Reading, first: Amount) -> str:
    """The word joined to the number by a hyphen ("two-way"), or ""."""
    joined = one.text[first.end : first.end + 1] == "-" and one.noun
    return one.noun[0].lower().split("-")[0] if joined else ""


def _measured(one: Reading, first: Amount, last: Amount) -> str | None:
    """With a unit only a title ("Nine Inch Nails"), a name ("Room 4B") or "one day" is none."""
    text = one.text
    unit = text[first.number_end : first.end].strip(" -\n")
    if first.shape == "words" and unit[:1].isupper() and unit[1:].islower():
        following = text[one.stop : min(one.stop + 2, one.end)].strip()
        if text[first.start].isupper() and following.isupper():
            return "title"
    attached = unit.isalpha() and first.end == first.number_end + len(unit)
    if attached and not one.cue and words.labelled(one.preceding):
        return None
    if first.value == 1 and first.shape == "words" and not one.cue:
        return _one(one, first, last.unit)
    return ""


def _is_name(one: Reading, first: Amount, last: Amount) -> bool:
    """Whether the number is part of an address, a version, a label, a year or a longer run."""
    text, end = one.text, one.end
    if _LETTER_BEHIND.match(text, last.end, end):
        return True
    if not one.cue and first.factor == 1 and words.STREET_AFTER.match(text, first.end, end):
        return True
    if len(one.amounts) == 2:
        years = all(1500 <= (a.value or 0) < 2100 and a.end - a.start == 4 for a in one.amounts)
        return years and one.counted is None and first.plain and last.plain
    higher = one.cue.lower().startswith("or ") and first.shape == "digits"
    if higher and one.counted is None and _is_version(one, first):
        return True
    if not one.cue:
        if RUN_ON.match(text, first.end, end):
            return True
        digits = first.shape == "digits" and one.counted is None
        if digits and _is_version(one, first):
            return True
        if digits and words.VERSION_BEFORE.search(one.preceding):
            return True
    return first.plain and _is_labelled(one, first)


_VERSION = re.compile(r"\d{1,2}\.\d{1,2}")
_PRODUCT = re.compile(r"(?<![.!?:\"“”‘’(\n]\s)(?<!\w)[A-Z][A-Za-z]{2,}\s\Z")
_VERSION_ROW = re.compile(r"(?:\d{1,2}\.\d{1,2}(?:,\s|,?\s(?:and|or|to)\s))+\Z")


def _is_version(one: Reading, first: Amount) -> bool:
    """Whether "4.0" is that of a product: "Acrobat 4.0", "releases 1.1 and 1.5"."""
    if first.factor != 1 or not _VERSION.fullmatch(one.text[first.start : first.number_end]):
        return False
    before = one.text[max(one.start, one.begin - 60) : one.begin]
    row = _VERSION_ROW.search(before)
    before = before[: row.start()] if row else before
    return words.VERSION_BEFORE.search(before) is not None or (
        _PRODUCT.search(before) is not None and before.split()[-1] not in _NO_PRODUCTS
    )


_NO_PRODUCTS = frozenset(
    "January February March April May June July August September October November December"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Over About Richter The An Its His Her Their Our".split()
)


def _word(one: Reading, first: Amount) -> str | None:
    """A lone number word counts something, or stands for it ("two of them")."""
    if first.value == 1 and not one.cue:
        return _one(one, first, "")
    if first.value == 0 and one.counted is None:
        if one.cue or _TO_ZERO.search(one.preceding):
            return "" if _ZERO_ENDS.match(one.text, one.stop, one.end) else "bare word"
        return None if _ZERO_BEFORE.search(one.preceding) else "bare word"
    if one.counted is None and not one.cue:
        stands = _VERB_BEHIND.match(one.text, one.stop, one.end)
        if stands and _is_group(one, first):
            return None
        if stands and not _PRONOUN_BEFORE.search(one.preceding):
            return "nothing counted"
        return None if isinstance(first.value, int) and first.value < 11 else "bare word"
    return "title" if _is_title(one, first) else ""


_GROUP = re.compile(r"(?:[’']s|(?<!\w)(?:Group|Council|Gang|Club)\sof|(?<!\w)Big|(?<!\w)Final)\s\Z")


def _is_group(one: Reading, first: Amount) -> bool:
    """Whether a capitalised number belongs to a name: "the Group of Seven", "the Big Ten"."""
    return one.text[first.start].isupper() and _GROUP.search(one.preceding) is not None


def _bare(one: Reading, first: Amount, written: str) -> str | None:
    """A number in digits with nothing counted behind it."""
    text, small = one.text, (first.value or 0)
    if first.plain and one.cue.lower() in ("over", "under"):
        return "limit" if small < 100 else ""
    if first.plain and len(one.amounts) == 1:
        after = text[first.end : min(first.end + 2, one.end)]
        opened = one.begin > one.start and text[one.begin - 1] == "("
        if after[:1] == ")" and small < 100 and (opened or after == ") "):
            return None
        if after[:1] == ":" and after[1:].strip():
            return None
        about = one.cue.lower() in ("", "around", "about")
        if small <= 12 and about and _AT_HOUR.search(one.preceding):
            return "time"
    if _CLOCK.fullmatch(written) and _AT.search(one.preceding):
        return "time"
    return "" if one.cue or not first.plain else "nothing counted"


def _is_title(one: Reading, first: Amount) -> bool:
    """Whether "Twelve Apostles" or "the Big Four firms" is a name: capitals where none are due."""
    text = one.text
    if not text[first.start].isupper() or one.cue:
        return False
    before = one.preceding.rstrip()[-1:]
    if first.start != one.start and before not in (*'.!?:"“”‘’(', ""):
        return not text[first.start : first.start + 2].isupper()
    head = one.noun[0] if one.noun else ""
    peoples = ("an", "ans", "ish", "ese")
    return head[:1].isupper() and not head.isupper() and not head.endswith(peoples)


_NOT_JOINED_TO_DIGITS = frozenset("wheeler something somethings in on for to of and or up".split())
_ZERO_BEFORE = re.compile(r"(?<!\w)(?:net|ground|patient|sub|year)[\s-]\Z", re.IGNORECASE)
_PLAN = re.compile(
    r"\s(?:\w+\s)?(?:plan|agenda|programme|program|manifesto|proposal|list|guide|strategy|platform|charter"
    r"|roadmap|package|scheme|strategy|declaration|formula|checklist)\b"
)
_TO_ZERO = re.compile(
    r"(?<!\w)(?:at|to|below|above)\s(?:almost\s|nearly\s|near\s)?\Z", re.IGNORECASE
)
_ZERO_ENDS = re.compile(
    r"\s*(?:[.,;:!?)”\"’]|\Z)|\s(?:on|in(?!\son\b)|by|for|until|since|after|and|from|as|this|last|again|while|when)\b"
)
_YEARS_OF = frozenset("around about before circa nearly over above".split())


def _is_labelled(one: Reading, first: Amount) -> bool:
    """Whether bare digits are a year, a list number, or belong to the word before."""
    written = one.text[first.start : first.end]
    if not one.cue:
        if words.labelled(one.preceding) or words.CAMEL_BEFORE.search(one.preceding):
            return True
        # "Articles 31 and 32": the label stands before the first of them.
        before = one.text[max(one.start, one.begin - 40) : one.begin]
        if (row := _ROW.search(before)) and words.labelled(before[: row.start()]):
            return True
        named = one.counted is None or one.noun[0] in _VERBS
        if named and words.CAPITAL_BEFORE.search(one.preceding):
            return True
        if one.begin == one.start and _LIST_MARK.match(one.text, first.end, one.end):
            return True
    if len(written) == 4 and "1000" <= written < "2100" and _is_year(one, written):
        return True
    return len(written) > 1 and written[0] == "0"


# What looks like a plural behind the name of a product: "the Pixel 4 costs".
_VERBS = frozenset(
    "costs starts weighs comes offers features gets lacks arrives launches looks feels lets brings adds "
    "includes supports packs boasts runs ships sells hits lands uses follows carries wins".split()
)
_ROW = re.compile(r"\d{1,5}(?:,\s\d{1,5}){0,4}(?:,\s|,?\s(?:and|or|to|&)\s)\Z")
_LIST_MARK = re.compile(r"[.)]\s")


def _is_year(one: Reading, written: str) -> bool:
    """Whether four digits are a year: nothing is counted, or not in "the 2008 elections"."""
    if not one.noun:
        return one.cue == "" or one.cue in _YEARS_OF
    before = words.LAST_WORD.search(one.preceding)
    if before is not None and before.group(1).lower() in words.FOLLOWS_DATE:
        return True
    counts = one.cue or is_count(one.noun[0]) or is_count(one.noun[-1])
    return "1700" <= written < "2060" and not counts


def _is_score(one: Reading, first: Amount, last: Amount) -> bool:
    """Whether "3-1" or "51–49" is a result, or a season, and no range."""
    if one.text[first.end : last.start].strip() not in ("-", "–", "—") or one.counted is not None:
        return False
    if words.SCORE_BEFORE.search(one.preceding):
        return True
    year = one.text[first.start : first.end]
    if len(year) == 4 and year[:2] in ("18", "19", "20"):
        return True
    return not one.cue and first.plain and last.plain and (first.value or 0) < 100


_ONE_OF_TIME = frozenset("day night second minute bit time".split())
_BEFORE_ONE_DAY = frozenset(
    "for in within only just than least about after takes took lasted lasting per".split()
)


def _one(one: Reading, first: Amount, unit: str) -> str | None:
    """ "one" counts only what is named behind it, and not in "no one", "one day"."""
    if one.text[first.start : first.number_end].lower() != "one":
        return ""
    before = words.LAST_WORD.search(one.preceding)
    word = before.group(1).lower() if before is not None else ""
    if word in words.NOT_BEFORE_ONE:
        return None
    if unit:
        return None if unit in _ONE_OF_TIME and word not in _BEFORE_ONE_DAY else ""
    noun = one.noun
    if not noun or {noun[0].lower(), noun[-1].lower()} & words.NO_COUNT_OF_ONE:
        return None
    if len(noun) > 2:
        return "pronoun"
    return "one" if _counts_one(one, noun) else "article"


_ONCE_COUNTED = frozenset(
    "death fatality casualty injury victim goal point vote seat run touchdown birdie"
    " arrest survivor".split()
)
_HARMED = re.compile(
    r"\s(?:(?:was|were|has\sbeen|had\sbeen|is|were\sreported|was\sreported)\s(?:\w+ly\s|also\s)?)?"
    r"(?:killed|injured|wounded|hurt|dead|died|arrested|missing|drowned|shot|kidnapped|abducted"
    r"|hospitalized|hospitalised|found|reported|seen|recorded|confirmed|convicted|charged|detained|rescued|survived|infected)\b"
)
_CONTRAST = re.compile(
    r"(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|\d{1,3}(?![\d,:.]))\s"
    r"(?:\w+\s)?\w+s(?!\w)|(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s(?:others|men|women|people|children|were|more)\b",
    re.IGNORECASE,
)


def _counts_one(one: Reading, noun: list[str]) -> bool:
    """Whether "one" is a count: of victims, points and votes, or beside another number."""
    said = one.text[one.begin : one.amounts[0].start].strip()
    if said or noun[-1].lower() in _ONCE_COUNTED or _HARMED.match(one.text, one.stop, one.end):
        return True
    near = max(one.start, one.begin - 60), min(one.end, one.stop + 60)
    return _CONTRAST.search(one.text, *near) is not None


_THE_WHOLE = re.compile(r"\s(?:the|its|his|her|their|all|our)\b")
_QUOTED_OF = re.compile(r"[\"”’»]\sof\b")
_OF_ALL = re.compile(r"[\s-](?:in|out|of)[\s-]")
_BY = re.compile(r"(?<!\w)by\s\Z", re.IGNORECASE)


def _share(one: Reading, first: Amount) -> str | None:
    """A fraction needs a whole ("of the votes"), a qualifier, a verb of change, or an end."""
    text, end = one.text, one.end
    written = text[first.start : first.end]
    if one.counted is not None or OF.match(text, first.end, end) or not written[0].isalpha():
        return ""
    if _OF_ALL.search(written):
        return ""
    closed = _SHARE_END.match(text, first.end, end) is not None
    head = written.lower().replace("-", " ").split()
    if head[0] not in ("a", "an", "half"):
        return "" if head[-1] in PARTS else None
    if words.CHANGE_BEFORE.search(one.preceding) or _BY.search(one.preceding):
        return "" if closed else None
    if head == ["half"]:
        if _THE_WHOLE.match(text, first.end, end):
            return ""
        closed = closed or noun_phrase(text, one.stop, end, True) > one.stop
    elif _QUOTED_OF.match(text, first.end, end):
        return ""
    return "" if one.cue and closed else None
