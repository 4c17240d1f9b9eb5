"""Ends of sentences in Chinese, Japanese and Korean, where no space need follow a stop.

The large patterns are compiled when a text first needs them.
"""

from __future__ import annotations

import re
from functools import cache

from annotate_tui.text.sentence_tokens import NO_CUT

_KOREAN_ENDINGS = frozenset("다요죠까라네지음함됨임")
_SAYING = (
    r"(?:说|說|道|称|稱|表示|问|問|指出|强调|強調|回答|回应|回應|补充|補充|写|寫|坦言|透露|解释|解釋|喊|叫|认为"
    r"|承认|承認|警告|呼吁|反问|感叹|总结|宣布|告诉[^\s，。！？“”]{0,12}|告訴[^\s，。！？「」]{0,12})"
    r"(?:道|着|著)?"
)
_TITLE_CLOSES = re.compile(r"[^《》〈〉\n。]{0,30}[》〉]")
_GOES_ON = frozenset("とっはがをにのもでやへなだか、，；,;")
_QUOTE_REACH = 300
_ASKED_GOES_ON = frozenset("时時后後的和与與等及或之呢")
_COUPLED = frozenset("、，；,;。！？｡")


@cache
def _korean_goes_on() -> re.Pattern[str]:
    return re.compile(
        r"(?:이?라(?:고|며|면서|는|던|거나)|하(?:고|며|면서|자|는)"
        r"|고(?=\s(?:[말했한하전밝강덧주설답물외묻반지비]))|며|면서|는|던|했다)"
        r"(?![가-힣])"
    )


@cache
def _korean_speaker() -> re.Pattern[str]:
    return re.compile(
        r"(?:[가-힣]+\s){0,2}[가-힣]+(?:은|는|이|가|도|께서)\s(?:[가-힣]+\s){0,2}"
        r"(?:(?:되)?물었|(?:말|답|대답|반문|강조|전|주장|설명)했|외쳤|소리쳤|덧붙였|밝혔|대꾸했)"
        r"(?:다|습니다)\."
    )


@cache
def _chinese_saying() -> re.Pattern[str]:
    return re.compile(
        r"[^\s。！？“”「」『』，：；、,:;]{0,30}?" + _SAYING + r"(?:[。.]|[，,][“「『\"])"
    )


@cache
def _japanese_saying() -> re.Pattern[str]:
    return re.compile(
        r"[^\s。！？「」『』、]{0,24}?"
        r"(?:言った|言う|述べた|話した|語った|答えた|尋ねた|聞いた|叫んだ|訴えた|強調した)。"
    )


def is_hangul(char: str) -> bool:
    """A Hangul syllable."""
    return "\uac00" <= char <= "\ud7a3"


def is_cjk(char: str) -> bool:
    """Han, kana, Hangul or a full-width form; not so the empty string."""
    return bool(char) and (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff10" <= char <= "\uff9f"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def korean_goes_on(text: str, at: int) -> bool:
    """Whether ``at`` says who spoke: “…다.” 라고 말했다, “…까?” 그는 물었다."""
    if not is_hangul(text[at]):
        return False
    said = _korean_goes_on().match(text, at) or _korean_speaker().match(text, at)
    return said is not None


def wide_end(text: str, start: int, *, stop: int, close: int, after: int) -> int:
    """The cut after an ideographic stop ``text[start:stop]``, or NO_CUT.

    ``close`` is the end of the closing marks, ``after`` the next character that is not white space.
    A quotation that its verb of saying follows at once (「…。」と述べた, “…。”他说。) goes on. A
    straight mark opens where those before it, at most 300 back, are paired.
    """
    follows = text[after]
    run = text[start:stop]
    if follows in _COUPLED or (close > stop and text[start - 1 : start] in {"（", "("}):
        return NO_CUT
    numbered = follows.isdigit() or text[start - 1 : start].isdigit() or not is_cjk(follows)
    if run == "．" and numbered and after == close:
        return NO_CUT
    if after > close:
        return after
    full = "。" in run or "｡" in run
    if close > stop and text[close - 1] == '"' and after == close:
        paired = text.count('"', max(0, stop - _QUOTE_REACH), close - 1) % 2 == 0
        if paired:
            return close - 1
    if close == stop:
        return NO_CUT if not full and _TITLE_CLOSES.match(text, after) else after
    closers = text[stop:close]
    asked = follows in _ASKED_GOES_ON or "》" in closers or "〉" in closers
    if (asked and not full) or follows in _GOES_ON or _said(text, after):
        return NO_CUT
    return after


def _said(text: str, at: int) -> bool:
    said = _chinese_saying().match(text, at) or _japanese_saying().match(text, at)
    return said is not None


def glued_wide_end(text: str, start: int, *, stop: int, close: int) -> int:
    """The cut after a Latin stop glued between wide characters, or NO_CUT."""
    before, follows = text[start - 1], text[close]
    broken_off = text[stop - 1] == "…" and close == stop
    if broken_off or before.isdigit() or not (is_cjk(follows) or "…" in text[start:stop]):
        return NO_CUT
    if not is_hangul(before):
        return wide_end(text, start, stop=stop, close=close, after=close)
    if close > stop or (text[start] == "." and before not in _KOREAN_ENDINGS):
        return NO_CUT
    return close
