"""Does a sentence end here? The decision at one candidate, from at most 300 code points around it.

Every rule looks only at bounded context, so a long text segmented in overlapping windows gives the
same boundaries as in one piece.
"""

from __future__ import annotations

import re

from annotate_tui.text.abbreviations import (
    CLOCK_GOES_ON,
    EXCLAIMED_NAMES,
    MONTHS,
    OFFICES,
    SPEECH,
    Rules,
)

NO_CUT = -1
TOKEN = 40
LIST_REACH = 300

_QUOTES = frozenset("\"'”’“‘»«›‹」』")
_CLOSERS_AFTER_SPACE = frozenset('”»)]}"’')
_STOPS = frozenset(".!?…。！？｡")
_BULLETS = frozenset("•⁃◦▪‣●")
_EDGE_SYMBOLS = "\"'“”‘’«»‹›„‚([{¿¡「『（【<*_~#•⁃◦▪‣●–—-+=|>`,;:"
_LEAD = re.compile(r"(?:[^\w\s]{1,8}\s{0,2}){0,2}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_VOWEL = re.compile(r"[^\W\d_bcdfghjklmnpqrstvwxzßçñ]", re.I)
_SPACED_ELLIPSIS = re.compile(r"(?:\.{3,6}|…|\.\s\.\s\.(?:\s\.)?)\s{0,2}[^\W\d_]")
_DATE_AFTER_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,|\s*\Z|\s+\d{4}\b|\s+\d{1,2}:\d\d)")
_NUMBER_IN_DATE = re.compile(r"\d{1,2}\.(?!\d)")
_ROMAN = re.compile(r"[IVXL]{1,6}\Z|[ivx]{1,5}\Z")
_SPEAKER = re.compile(r"(?:[^\W\d_][\w.'’-]{0,20}\s){1,5}?([a-z]{3,12})\b")
_KOREAN_QUOTE_GOES_ON = re.compile(
    r"(?:이?라고|이?라며|이?라면서|이?라는|이?란|이?라|하고|하며|하면서|고|며|면서|는|던|했다|하자)(?=\s|[가-힣]?[ ,.])"
)
_KOREAN_ENDINGS = frozenset("다요죠까오라네지음함됨임")
_CHINESE_SAYING = re.compile(
    r"[^\s。！？“”「」『』，：；、,:;]{0,18}?"
    r"(?:说|說|道|称|稱|表示|问|問|指出|强调|強調|回答|补充|補充|写道|寫道|坦言|透露|解释|解釋|喊|叫|笑道|认为)"
    r"(?:道|着|著)?(?=[。，,.；])"
)
_TITLE_CLOSES = re.compile(r"[^《》〈〉\n。]{0,30}[》〉]")
_JAPANESE_GOES_ON = frozenset("とっはがをにのもでやへなだか")
_CHINESE_GOES_ON = frozenset("的和与與等及或之")
_COUPLED = frozenset("、，；,;")


def is_cjk(char: str) -> bool:
    """Han, kana, Hangul or full-width forms: scripts that need no space after a stop."""
    return (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff10" <= char <= "\uff9f"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def wide_end(text: str, start: int, stop: int, close: int, after: int) -> int:
    """The cut after an ideographic stop ``text[start:stop]``, or NO_CUT.

    ``close`` is the end of the closing marks, ``after`` the next character that is not white space.
    """
    follows = text[after]
    if follows in _COUPLED:
        return NO_CUT
    if start and text[start - 1] in "（(" and close > stop:
        return NO_CUT
    run = text[start:stop]
    if run == "．" and not (is_cjk(follows) and not follows.isdigit()):
        return NO_CUT
    if after > close:
        return after
    if close > stop:
        closers = text[stop:close]
        if follows in _JAPANESE_GOES_ON or follows in _CHINESE_GOES_ON:
            return NO_CUT
        if "。" not in run and ("》" in closers or "〉" in closers):
            return NO_CUT
        if _CHINESE_SAYING.match(text, after):
            return NO_CUT
    elif "。" not in run and _TITLE_CLOSES.match(text, after):
        return NO_CUT
    return after


def glued_end(text: str, start: int, stop: int, close: int, rules: Rules) -> int:
    """The cut after a Latin stop that no white space follows, or NO_CUT."""
    if not start:
        return NO_CUT
    before, follows = text[start - 1], text[close]
    if follows in "“„「『«" and before.isalpha() and not before.isupper():
        return close
    if is_cjk(before) and not before.isdigit():
        if text[stop - 1] == "…":
            return NO_CUT
        if not is_cjk(follows):
            return NO_CUT
        if "\uac00" <= before <= "\ud7a3":
            if close > stop or (text[start] == "." and before not in _KOREAN_ENDINGS):
                return NO_CUT
            return close
        return wide_end(text, start, stop, close, close)
    if close > stop or not follows.isupper() or not before.islower():
        return NO_CUT
    token = _token(text, start)
    if len(token) < 2 or not token.isalpha() or token.lower() in rules.never:
        return NO_CUT
    word = _WORD.match(text, close)
    if word is None or word.end() >= len(text) or not text[word.end()].isspace():
        return NO_CUT
    if text[start] != "." and len(word[0]) > 1:
        return close
    return close if word[0] in rules.starters else NO_CUT


def spaced_end(text: str, start: int, stop: int, close: int, after: int, rules: Rules) -> int:
    """The cut after a Latin stop ``text[start:stop]`` followed by white space, or NO_CUT.

    ``close`` is the end of closing marks and note numbers, ``after`` the next character that is not
    white space. The cut is usually ``after``; before a list marker it is the marker's start.
    """
    size = len(text)
    if text[after] in _CLOSERS_AFTER_SPACE and (after + 1 == size or text[after + 1] in " \n,.;"):
        close = after = after + 1
        while after < size and after < close + 8 and text[after].isspace():
            after += 1
        if after == size or after == close:
            return NO_CUT
    first = text[after]
    at = after
    if not first.isalnum():
        if first in ",;:.…!?":
            return _before_ellipsis(text, start, stop, after)
        lead = _LEAD.match(text, after)
        at = lead.end() if lead else after
        if at == size:
            return NO_CUT
        first = text[at]
    single = stop - start == 1 and text[start] == "."
    if first.islower():
        return _before_small(text, start, close, after, single and close == stop, rules)
    if single:
        return _after_full_stop(text, start, stop, close, after, at, rules)
    if text[start - 1 : start] == "(" and close > stop:
        return NO_CUT
    quoted = close > stop and not _QUOTES.isdisjoint(text[stop:close])
    if quoted and _goes_on_after_quote(text, start, after, at):
        return NO_CUT
    if text[start] == "!" and close == stop and _token(text, start) in EXCLAIMED_NAMES:
        return after if _word_at(text, at) in rules.starters else NO_CUT
    return after


def list_cut(text: str, start: int) -> int:
    """The start of the list marker that ends before ``text[start]``, where it opens a new item.

    It does where the same text shortly before has the marker that precedes it: "1) … 2)".
    """
    mark_at = _token_start(text, start)
    token = text[mark_at:start].lstrip(_EDGE_SYMBOLS)
    if not token or starts_sentence(text, mark_at):
        return NO_CUT
    if token.isascii() and token.isdigit() and len(token) <= 2:
        previous = str(int(token) - 1)
    elif len(token) == 1 and "b" <= token <= "z":
        previous = chr(ord(token) - 1)
    else:
        return NO_CUT
    reach = text[max(0, mark_at - LIST_REACH) : mark_at]
    pattern = rf"(?:\A|[\s(•⁃]){previous}\.?{re.escape(text[start])}\)?\s+[^\W\d_a-z]"
    return mark_at if re.search(pattern, reach) else NO_CUT


def starts_sentence(text: str, at: int) -> bool:
    """Whether what begins at ``at`` stands first in its block or after a stop, colon or bullet."""
    head = text[max(0, at - 12) : at].rstrip()
    if not head:
        return True
    last = head[-1]
    if last in _STOPS or last in _BULLETS or last == ":":
        return True
    return last in "\"'”’)»]" and len(head) > 1 and head[-2] in _STOPS


def _token_start(text: str, end: int) -> int:
    low = max(0, end - TOKEN)
    parts = text[low:end].rsplit(None, 1)
    if not parts or text[end - 1 : end].isspace():
        return end
    return end - len(parts[-1])


def _token(text: str, end: int) -> str:
    return text[_token_start(text, end) : end].lstrip(_EDGE_SYMBOLS)


def _word_at(text: str, at: int) -> str:
    word = _WORD.match(text, at)
    return word[0] if word else ""


def _before_ellipsis(text: str, start: int, stop: int, after: int) -> int:
    attached = start > 0 and text[start - 1].isalnum() and stop - start == 1
    return after if attached and _SPACED_ELLIPSIS.match(text, after) else NO_CUT


def _before_small(text: str, start: int, close: int, after: int, plain: bool, rules: Rules) -> int:
    if not (plain and rules.lower):
        return NO_CUT
    token = _token(text, start)
    ordinary = len(token) >= 4 and token.isalpha() and token.islower() and token.isascii()
    if not ordinary or token in rules.never or token in rules.perhaps or not _VOWEL.search(token):
        return NO_CUT
    return after


def _goes_on_after_quote(text: str, start: int, after: int, at: int) -> bool:
    if at != after:
        return False
    if "\uac00" <= text[at] <= "\ud7a3":
        return _KOREAN_QUOTE_GOES_ON.match(text, at) is not None
    if text[start] == ".":
        return False
    said = _SPEAKER.match(text, at)
    return said is not None and said[1] in SPEECH and not text.startswith(("He ", "She "), at)


def _after_full_stop(
    text: str, start: int, stop: int, close: int, after: int, at: int, rules: Rules
) -> int:
    mark_at = _token_start(text, start)
    token = text[mark_at:start].lstrip(_EDGE_SYMBOLS)
    if not token:
        return _after_loose_stop(text, start, after)
    if close > stop and not _QUOTES.isdisjoint(text[stop:close]):
        if _goes_on_after_quote(text, start, after, at):
            return NO_CUT
        if token != "etc":
            return after
    low = token.lower()
    if low in rules.never:
        return NO_CUT
    word = _word_at(text, at)
    number = text[at].isdigit()
    if number and (low in rules.numbered or (low in MONTHS and _DATE_AFTER_MONTH.match(text, at))):
        return NO_CUT
    if token.isdigit():
        return _after_number(text, start, mark_at, after, at, token, word, rules)
    doubtful = low in rules.perhaps
    if len(token) == 1 or (len(token) < 6 and _ROMAN.match(token)):
        if starts_sentence(text, mark_at):
            return NO_CUT
        if len(token) == 1:
            cut = list_cut(text, start) if token.islower() else NO_CUT
            if cut != NO_CUT:
                return cut
            doubtful = token.isascii() or token.isupper()
        else:
            doubtful = doubtful or rules.ordinals
    elif "." in token:
        return _after_dotted(text, mark_at, after, at, low, token, word, rules)
    elif low in rules.places:
        return NO_CUT if word in OFFICES else after
    elif not doubtful and len(token) < 6 and not token.isupper() and token.isalpha():
        doubtful = not _VOWEL.search(token)
    if not doubtful:
        return after
    if number:
        return after if low in rules.perhaps and low not in rules.numbered else NO_CUT
    if not text[at].isupper():
        return after if text[at].isalpha() and is_cjk(text[at]) else NO_CUT
    return after if _opens(word, text, at, rules) else NO_CUT


def _opens(word: str, text: str, at: int, rules: Rules) -> bool:
    if word not in rules.starters:
        return False
    return not (word in {"No", "A"} and text.startswith(".", at + len(word)))


def _after_loose_stop(text: str, start: int, after: int) -> int:
    """A stop with white space before it: tokenised text, or the dots of a spaced ellipsis."""
    dots = 1
    at = start
    while dots < 5 and at >= 2 and text[at - 2] == "." and text[at - 1].isspace():
        dots += 1
        at -= 2
    return after if dots in (1, 4, 5) else NO_CUT


def _after_number(
    text: str, start: int, mark_at: int, after: int, at: int, token: str, word: str, rules: Rules
) -> int:
    if _NUMBER_IN_DATE.match(text, at) and len(token) in (1, 2, 4):
        return NO_CUT
    if len(token) <= 3 and starts_sentence(text, mark_at):
        return NO_CUT
    if rules.ordinals:
        if len(token) > 2 or word in rules.starters:
            return NO_CUT if word.lower() in MONTHS else after
        return NO_CUT
    if word.lower() in MONTHS and len(token) <= 2:
        return NO_CUT
    if text[at].isupper():
        cut = list_cut(text, start)
        if cut != NO_CUT:
            return cut
    return after


def _after_dotted(
    text: str, mark_at: int, after: int, at: int, low: str, token: str, word: str, rules: Rules
) -> int:
    if "@" in token or "/" in token or "www" in low:
        return after
    last = token.rsplit(".", 1)[1]
    if low in {"a.m", "p.m"}:
        return NO_CUT if word in CLOCK_GOES_ON else after
    if low in rules.perhaps:
        return after if _opens(word, text, at, rules) else NO_CUT
    if len(last) > 3 or (last.isdigit() and not last.isalpha()):
        return after
    if last in rules.never:
        return NO_CUT
    if low in rules.places and text[mark_at - 2 : mark_at] == ", ":
        return NO_CUT if word in OFFICES else after
    if not text[at].isalpha() or text[at].isupper():
        return after if _opens(word, text, at, rules) else NO_CUT
    return after
