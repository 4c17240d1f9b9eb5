"""Does a sentence end at this stop? Decided from at most 350 code points around it.

No rule counts quotation marks over a whole block, so a window of a long text gives the same
boundaries as the whole.
"""

from __future__ import annotations

import re

from annotate_tui.text.abbreviations import (
    CLOCK_GOES_ON,
    COMPANIES,
    COMPANY_GOES_ON,
    EXCLAIMED_NAMES,
    FILE_ENDINGS,
    LETTERED_NOUNS,
    LOWER_STARTERS,
    MONTHS,
    OFFICES,
    ORDINAL_CONTEXT,
    ORDINAL_NOUNS,
    SPEECH,
    Rules,
)
from annotate_tui.text.sentence_tokens import (
    NO_CUT,
    list_cut,
    starts_sentence,
    strip_marks,
    token_before,
    token_start,
    word_before,
)
from annotate_tui.text.sentence_wide import glued_wide_end, is_cjk, korean_goes_on

_QUOTES = frozenset("\"'”’“‘»«›‹」』")
_LATE_CLOSERS = frozenset('”»)]}"’')
_QUOTE_REACH = 300
_DASHES = frozenset("-–—―")
_LEAD = re.compile(r"(?:[^\w\s]{1,8}\s{0,2}){0,2}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPEECH_VERB = re.compile(r"(?:[A-Z][\w.'’-]{0,20}\s){1,4}?([a-z]{3,12})\b")
_VOWEL = re.compile(r"[^\W\d_bcdfghjklmnpqrstvwxzßçñ]", re.I)
_ELLIPSIS_THEN_WORD = re.compile(r"(?:\.{3,6}|…|\.\s\.\s\.(?:\s\.)?)\s{0,2}[^\W\d_]")
_DAY_AND_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,|\s*\Z|\s+\d{4}\b|\s+\d{1,2}:\d\d)")
_NUMBER_WITH_STOP = re.compile(r"\d{1,2}\.(?!\d)")
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z][a-z]|(?:a[dlnst]|ash|el)-[A-Z]")
_TIME_FIRST = re.compile(r"\b(?:At|By|Around|About|From|Until|Since|Before|After)\s+[\d:.]+\s+\Z")
_ROMAN = re.compile(r"(?:[IVXL]{1,6}|[ivx]{1,5})\Z")
_BEFORE_I = frozenset(("and", "than", "as", "am", "was", "do", "did"))
_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Dr"))
_NUMBER_WORDS = frozenset(("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Ten"))


def glued_end(text: str, start: int, *, stop: int, close: int, rules: Rules) -> int:
    """The cut after a Latin stop that no white space follows ("ended.The"), or NO_CUT."""
    if not start:
        return NO_CUT
    before, follows = text[start - 1], text[close]
    if follows in "“„「『«" and before.isalpha() and not before.isupper():
        return close
    if is_cjk(before):
        return glued_wide_end(text, start, stop=stop, close=close)
    if not follows.isupper() or not before.islower():
        return NO_CUT
    if close > stop:
        return _between_quotes(text, stop, close)
    token = token_before(text, start)
    low = token.lower()
    if len(token) < 2 or not token.isalpha() or low in rules.never or low in rules.perhaps:
        return NO_CUT
    word = _word_at(text, close)
    past = close + len(word)
    if len(word) < 2 or past >= len(text) or not (text[past].isspace() or text[past] == ","):
        return NO_CUT
    if word in rules.starters or text[start] in "!?":
        return close
    plain = token.islower() and len(token) > 3 and word[1:].islower()
    return close if plain and word.lower() not in FILE_ENDINGS else NO_CUT


def spaced_end(text: str, start: int, *, stop: int, close: int, after: int, rules: Rules) -> int:
    """The cut after a Latin stop ``text[start:stop]`` followed by white space, or NO_CUT.

    ``close`` is the end of closing marks and note numbers, ``after`` the next character that is not
    white space. The cut is usually ``after``; before a list marker it is the marker's start.
    """
    size = len(text)
    if text[after] in _LATE_CLOSERS and (after + 1 == size or text[after + 1] in " \n,.;"):
        close = after = after + 1
        while after < size and after < close + 8 and text[after].isspace():
            after += 1
        if after in (size, close):
            return NO_CUT
    first = text[after]
    at = after
    if not first.isalnum():
        if first in ",;:.…!?":
            return _before_marks(text, start, stop, after)
        lead = _LEAD.match(text, after)
        at = lead.end() if lead else after
        if at == size:
            return after if first in "[(" else NO_CUT
        first = text[at]
    quoted = close > stop and not _QUOTES.isdisjoint(text[stop:close])
    if first.islower() and text[at - 1] != "@" and not _SMALL_NAME.match(text, at):
        if close > stop:
            return NO_CUT
        return _before_small(text, start, stop=stop, after=after, at=at, rules=rules)
    if quoted and at == after and _speech_goes_on(text, text[start:stop], at, rules):
        return NO_CUT
    if stop - start == 1 and text[start] == ".":
        return _after_full_stop(text, start, quoted=quoted, after=after, at=at, rules=rules)
    if close > stop and text[start - 1 : start] in {"(", "["}:
        return NO_CUT
    if ".." in text[start:stop] or "…" in text[start:stop]:
        opening = text[start - 1 : start].isspace() and starts_sentence(text, start, rules)
        if opening or not start:
            return NO_CUT
        before = word_before(text, start)
        if is_cjk(text[at]):
            return after if before[-1:] in {"다", "까"} else NO_CUT
        return NO_CUT if before.lower() == _word_at(text, at).lower() else after
    if text[start] == "!" and close == stop and token_before(text, start) in EXCLAIMED_NAMES:
        return after if _word_at(text, at) in rules.starters else NO_CUT
    return after


def _between_quotes(text: str, stop: int, close: int) -> int:
    """The cut where the space after a quotation is missing: at the mark if it opens, else after."""
    marks = text[stop:close]
    if marks == '""':
        return close - 1
    if marks in {"”", "’"}:
        return close
    if marks != '"':
        return NO_CUT
    at = text.rfind('"', max(0, stop - _QUOTE_REACH), stop)
    opened = at >= 0 and not text[at + 1].isspace() and (not at or not text[at - 1].isalnum())
    return close if opened and (not at or text[at - 1] not in ".,!?") else stop


def _after_comma(text: str, first: int) -> bool:
    return text[max(0, first - 3) : first].rstrip().endswith(",")


def _word_at(text: str, at: int) -> str:
    word = _WORD.match(text, at)
    return word[0] if word else ""


def _before_marks(text: str, start: int, stop: int, after: int) -> int:
    """Before a loose mark: only an ellipsis that opens a sentence ("ended. ... Then")."""
    attached = start > 0 and text[start - 1].isalnum() and stop - start == 1
    return after if attached and _ELLIPSIS_THEN_WORD.match(text, after) else NO_CUT


def _before_small(text: str, start: int, *, stop: int, after: int, at: int, rules: Rules) -> int:
    """Before a small letter, as in mail and chats: only after a word that is surely none shortened.

    "Yahoo! in" goes on, as does anything after an ellipsis.
    """
    run = text[start:stop]
    if not rules.lower or "…" in run or ".." in run:
        return NO_CUT
    token = token_before(text, start)
    if "?" in run:
        return after if token else NO_CUT
    if run == "!":
        return after if token[1:].islower() and token[0].islower() else NO_CUT
    if run != ".":
        return after
    if token and is_cjk(token[-1]):
        return after
    low = token.lower()
    listed = low in rules.never or low in rules.perhaps or low in rules.places
    listed = listed or (low in rules.numbered and not token.islower())
    if listed or len(token) < 2 or "." in token or token.isdigit():
        return NO_CUT
    if token.isascii() and token.isalpha() and not _VOWEL.search(token):
        return NO_CUT
    if len(token) >= 4 and token.isalpha() and token.islower():
        return after
    return after if at == after and _word_at(text, at) in LOWER_STARTERS else NO_CUT


def _speech_goes_on(text: str, run: str, at: int, rules: Rules) -> bool:
    """Whether the words after a closed quotation say who spoke: “Hard?” Mr. Smith asked."""
    if korean_goes_on(text, at):
        return True
    if run == ".":
        return False
    said = _SPEECH_VERB.match(text, at)
    return said is not None and said[1] in SPEECH and _word_at(text, at) not in rules.starters


def _after_full_stop(
    text: str, start: int, *, quoted: bool, after: int, at: int, rules: Rules
) -> int:
    first = token_start(text, start)
    token = strip_marks(text[first:start])
    if not token:
        return _after_loose_stop(text, start, after, _word_at(text, at), rules)
    if quoted:
        return after
    if not rules.lower:
        token = token[max(token.rfind("'"), token.rfind("’")) + 1 :] or token
    low = token.lower()
    word = _word_at(text, at)
    digit = text[at].isdigit()
    if digit and (low in rules.numbered or (low in MONTHS and _DAY_AND_YEAR.match(text, at))):
        return NO_CUT
    if low in rules.numbered and token[0].isupper() and word != "I" and _ROMAN.match(word):
        return NO_CUT
    if len(token) > 1 and low in rules.never:
        ordinary = rules.lower and low in rules.titles and token.islower()
        return after if ordinary and word in rules.starters else NO_CUT
    if token.isdigit():
        return _after_number(text, start, first, after=after, at=at, rules=rules)
    if len(token) == 1:
        return _after_letter(text, start, first, token=token, after=after, at=at, rules=rules)
    if "." in token:
        if rules.ordinals and token[-1].isdigit() and word.lower() in MONTHS:
            return NO_CUT
        return _after_dotted(text, first, low, after=after, at=at, rules=rules)
    if low in rules.places and not token.islower():
        office = word in OFFICES and not _after_comma(text, first)
        return NO_CUT if office or digit or text[after] == "(" else after
    if len(token) < 6 and _ROMAN.match(token):
        doubtful = rules.ordinals
        if starts_sentence(text, first, rules):
            return NO_CUT
    elif low in rules.perhaps:
        doubtful = not (token.islower() and low in rules.real)
        if rules.lower and low in COMPANIES and text[at].isupper() and text[after] != "(":
            named = word_before(text, first)[:1]
            doubtful = word in COMPANY_GOES_ON or not (named.isupper() or named == "&")
        if low in {"no", "nos"} and rules.lower:
            doubtful = word in _NUMBER_WORDS
    elif low in {"ps", "nb"} and starts_sentence(text, first, rules):
        return NO_CUT
    else:
        short = len(token) < 6 and token.isalpha() and not token.isupper()
        doubtful = short and not is_cjk(token[-1]) and not _VOWEL.search(token)
        doubtful = doubtful or (token[-2:-1] == "-" and token[-1].isupper())
    return after if not doubtful or _opens(text, at, rules) else NO_CUT


def _opens(text: str, at: int, rules: Rules) -> bool:
    """Whether the word at ``at`` opens sentences, though a doubtful full stop precedes it."""
    word = _word_at(text, at)
    opener = word in rules.starters or (rules.lower and word in _HONORIFICS)
    if not opener or text[at - 2 : at - 1] in _DASHES:
        return False
    shortened = len(word) == 1 or word == "No"
    return not (shortened and text.startswith(".", at + len(word)))


def _after_loose_stop(text: str, start: int, after: int, word: str, rules: Rules) -> int:
    """A stop with white space before it: tokenised text, or the last dot of a spaced ellipsis."""
    dots = 1
    at = start
    while dots < 5 and at >= 2 and text[at - 2] == "." and text[at - 1].isspace():
        dots += 1
        at -= 2
    attached = at > 0 and not text[at - 1].isspace()
    if dots in (1, 5) or (dots == 4 and not attached):
        return after
    opens = word in rules.starters and word[0] != "I"
    return after if opens and not attached else NO_CUT


def _after_number(text: str, start: int, first: int, *, after: int, at: int, rules: Rules) -> int:
    """List markers ("1. Foo") and, where the language has them, ordinals ("am 3. Oktober")."""
    token = strip_marks(text[first:start])
    word = _word_at(text, at)
    if _NUMBER_WITH_STOP.match(text, at) and len(token) in (1, 2, 4):
        return NO_CUT
    if len(token) <= 3 and starts_sentence(text, first, rules):
        return NO_CUT
    in_date = first > 1 and text[first - 2] == "." and word_before(text, first).isdigit()
    if in_date and len(token) <= 2 and (is_cjk(text[at]) or text[at].isdigit()):
        return NO_CUT
    if len(token) <= 2 and word.lower() in MONTHS and (rules.ordinals or word != "May"):
        return NO_CUT
    if rules.ordinals:
        if len(token) > 2 or word in rules.starters or not text[at].isupper():
            return after
        ordinal = word in ORDINAL_NOUNS or word_before(text, first).lower() in ORDINAL_CONTEXT
        return NO_CUT if ordinal else after
    if text[at].isupper():
        cut = list_cut(text, start, rules)
        if cut != NO_CUT:
            return cut
    return after


def _after_letter(
    text: str, start: int, first: int, *, token: str, after: int, at: int, rules: Rules
) -> int:
    """Initials, list letters, "Q." and "A.", and words of one letter."""
    if starts_sentence(text, first, rules):
        return NO_CUT
    if token.islower():
        cut = list_cut(text, start, rules)
        if cut != NO_CUT or token in rules.never:
            return cut
    if not token.isalpha():
        return after
    before = word_before(text, first)
    if rules.ordinals and len(before) == 1:
        return NO_CUT
    if token.isupper() and rules.lower:
        itself = before.lower() in LETTERED_NOUNS or (token == "X" and before.islower())
        itself = itself or (token == "I" and before in _BEFORE_I)
        if itself and not text.startswith(".", at + 1):
            return after
    return after if _opens(text, at, rules) else NO_CUT


def _after_dotted(text: str, first: int, low: str, *, after: int, at: int, rules: Rules) -> int:
    """ "U.S.", "a.m.", "Ph.D."; also addresses and numbers, after which a full stop is one."""
    word = _word_at(text, at)
    last = low.rsplit(".", 1)[1]
    if last.lstrip("-") in rules.never and len(last) > 1:
        return NO_CUT
    if "@" in low or "/" in low or low.startswith("www") or len(last) > 3 or last[:1].isdigit():
        return after
    if low in {"a.m", "p.m"}:
        goes_on = word in CLOCK_GOES_ON or text[at].isdigit() or text[at - 2 : at - 1] in _DASHES
        return NO_CUT if goes_on or _TIME_FIRST.search(text[max(0, first - 16) : first]) else after
    if low in {"p.s", "n.b"} and starts_sentence(text, first, rules):
        return NO_CUT
    if low in rules.places and _after_comma(text, first):
        return NO_CUT if word in OFFICES or text[at].isdigit() else after
    return after if _opens(text, at, rules) else NO_CUT
