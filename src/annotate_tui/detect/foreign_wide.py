"""The word of saying beside a quotation, and its speaker, in Korean, Japanese and Chinese.

Rules of our own. Korean and Japanese say it behind the marks (“…”라고 말했다, 「…」と述べた), with the
speaker as topic before them or behind; Chinese before (他说：“…”) or behind (“…，”他说). Particles are
no part of a speaker.
"""

from __future__ import annotations

import re
from functools import cache

from annotate_tui.detect import foreign_cues as cues
from annotate_tui.detect.foreign_cues import Said
from annotate_tui.detect.quote_marks import Quoted
from annotate_tui.model import Span

_LEAD = 240  # code points before a quotation that are looked at
_TAIL = 160  # and behind it


def _before(one: Quoted) -> tuple[int, int]:
    return max(one.left.start, one.left.end - _LEAD), one.left.end


def _behind(one: Quoted) -> tuple[int, int]:
    return one.right.start, min(one.right.end, one.right.start + _TAIL)


def _since(text: str, begin: int, end: int, stops: re.Pattern[str]) -> int:
    """Where the sentence that goes on at ``end`` begins."""
    size = len(text[begin:end].rstrip())
    found = [m.end() for m in stops.finditer(text, begin, begin + max(0, size - 1))]
    return found[-1] if found else begin


# Korean

_KOREAN_STOP = re.compile(r"[.!?]\s+|\n")
_KOREAN_WORD = re.compile(r"[^\s,“”\"‘’]+")
_KOREAN_HEAD = re.compile(r"([^(]+?)(?:\([^)]*\))?(께서는|께서|은|는|이|가)")
_KOREAN_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도"
    "소석선설마길연위표명기반왕금옥육인맹제모"
)
_KOREAN_NAME = re.compile(rf"[{''.join(sorted(_KOREAN_SURNAMES))}][가-힣]{{2}}")
_KOREAN_NO_TOPIC = re.compile(
    r"(?:[하되있없라지않오주보받같많높낮좋크던]|이날|오늘|어제|이번|에서|에|로)(?:는|은)"
)
_KOREAN_NAMES = ("북한", "남한", "한")  # end like a verb before a noun, and are none
_KOREAN_BREAK = (
    *"은는이가을를에로며고한된던할뒤후때일날",
    "에서",
    "에게",
    "으로",
    "면서",
    "까지",
    "부터",
    "하여",
    "통해",
    "위해",
    "대해",
    "그러나",
    "하지만",
    "이어",
    "또",
    "다만",
    "특히",
    "오전",
    "오후",
    "당시",
    "반면",
    "앞서",
    "지난",
    "관련",
)


@cache
def _korean_tail() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:이?라(?:고|며|면서)|고|며|면서)(?![가-힣])"
        r"(?!\s(?:불[리렸렀린]|부[르른]|적[힌혀]|쓰[인여]|칭|명명|표현|이름))"
        r"(?P<mid>[^.!?“”\"]{0,50}?)(?<=[\s고])"
        rf"(?P<cue>(?:{cues.KOREAN_VERBS})[가-힣]*|했다|한다|했습니다|했으며|하며)"
    )


@cache
def _korean_next() -> re.Pattern[str]:
    return re.compile(
        r"\s(?P<mid>[^.!?“”\"]{1,40}?\s)(?:(?:이렇게|그렇게|이같이)\s|(?<!고\s))"
        rf"(?P<cue>(?:{cues.KOREAN_VERBS})[가-힣]*다)\."
    )


@cache
def _korean_while() -> re.Pattern[str]:
    return re.compile(r"\s?(?P<cue>이?라며|이?라면서|며|면서)(?![가-힣])")


@cache
def _korean_role() -> re.Pattern[str]:
    return re.compile(rf"(?:{cues.KOREAN_PEOPLE})들?\Z")


def korean(text: str, one: Quoted) -> Said | None:
    """The word of saying behind a Korean quotation and its particle."""
    low, high = _behind(one)
    source: Span | None = None
    if match := _korean_tail().match(text, low, high):
        sure, source = 0.94, _korean_speaker(text, Span(*match.span("mid")))
    elif one.stopped and (match := _korean_next().match(text, low, high)):
        source = _korean_speaker(text, Span(*match.span("mid")))
        return Said(Span(*match.span("cue")), source, "behind", 0.88) if source else None
    elif match := _korean_while().match(text, low, high):
        sure = 0.9
    else:
        return None
    if source is None:
        begin, end = _before(one)
        source = _korean_speaker(text, Span(_since(text, begin, end, _KOREAN_STOP), end))
    return Said(Span(*match.span("cue")), source, "behind", sure)


def _korean_speaker(text: str, span: Span) -> Span | None:
    """The topic or subject of a piece of a sentence without its particle, where it may speak."""
    words = list(_KOREAN_WORD.finditer(text, *span))
    found: list[tuple[int, Span]] = []
    for index, word in enumerate(words):
        match = _KOREAN_HEAD.fullmatch(word[0])
        if match is None:
            continue
        head, topic = match[1], match[2] not in ("이", "가")
        pronoun = head in cues.KOREAN_PRONOUNS.split("|")
        person = pronoun or _korean_role().search(head) or _KOREAN_NAME.fullmatch(head)
        if not person and (not topic or len(head) < 2 or _KOREAN_NO_TOPIC.search(word[0])):
            continue
        first = index
        while first and index - first < 4 and not pronoun:
            before = words[first - 1]
            if before[0] in _KOREAN_SURNAMES and first == index:
                first -= 1
                break
            gap = text[before.end() : words[first].start()]
            if gap != " " or _ends_phrase(before[0]):
                break
            first -= 1
        rank = (0 if topic else 1) if person else 2
        found.append((rank, Span(words[first].start(), word.start() + len(head))))
    return min(found)[1] if found else None


def _ends_phrase(word: str) -> bool:
    """Whether no name goes on behind a Korean word: a particle, an ending, an adverb."""
    return word.endswith(_KOREAN_BREAK) and word not in _KOREAN_NAMES


# Japanese

_JA_STOP = re.compile(r"[。！？\n]")
_JA_SIGN = "一-鿿々〆ァ-ヶー・A-Za-zＡ-Ｚａ-ｚ0-9０-９＝"
_JA_NAME = rf"(?:[{_JA_SIGN}]|の(?=[一-鿿ァ-ヶA-Z])|(?<=[{_JA_SIGN}])(?:さん|くん|ちゃん|たち|ら)(?=[はがも、。（]))"
_JA_TOPIC = re.compile(rf"(?P<who>{_JA_NAME}{{1,40}})(?:（[^）]{{1,20}}）)?(?P<particle>は|が|も)")
_JA_DAY = re.compile(r"(?:(?:[0-9０-９一二三四五六七八九十]+(?:年|月|日))+|同日|今回|一方|翌日)の?")
_JA_NOBODY = ("日", "月", "年", "時", "中", "際", "後", "前", "上", "点", "件", "問題")


@cache
def _japanese_tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:など)?と(?!呼|い[うわっ]|言[うわ]|名付|題|な[るっり]|書かれ|記され|して|する|される)"
        rf"(?P<mid>[^。！？「」『』\n]{{0,50}}?)(?P<cue>{cues.JAPANESE_VERBS}|した上で)"
    )


@cache
def _japanese_bare() -> re.Pattern[str]:
    who = rf"{_JA_NAME}{{0,20}}?(?:{cues.JAPANESE_PEOPLE})"
    return re.compile(rf"(?:など)?(?P<cue>と)、?(?P<who>{who})。")


@cache
def _japanese_next() -> re.Pattern[str]:
    return re.compile(rf"。?\s?(?P<mid>[^。「」\n]{{1,40}}?)[そこ]う(?P<cue>{cues.JAPANESE_VERBS})")


@cache
def _japanese_lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:こう|次のように|以下のように)(?P<cue>{cues.JAPANESE_VERBS})[^。「」]{{0,6}}[。：:]?\s*\Z"
    )


def japanese(text: str, one: Quoted) -> Said | None:
    """The word of saying behind a Japanese quotation, or in a sentence before that announces it."""
    low, high = _behind(one)
    begin, end = _before(one)
    begin = _since(text, begin, end, _JA_STOP)
    if match := _japanese_bare().match(text, low, high):
        return Said(Span(*match.span("cue")), Span(*match.span("who")), "behind", 0.88)
    if match := _japanese_tail().match(text, low, high):
        source = _japanese_speaker(text, *match.span("mid")) or _japanese_topic(text, begin, end)
        return Said(_whole_word(text, match), source, "behind", 0.94)
    if match := _japanese_next().match(text, low, high):
        source = _japanese_speaker(text, *match.span("mid"))
        if source is not None:
            return Said(_whole_word(text, match), source, "behind", 0.88)
    if match := _japanese_lead().search(text, begin, end):
        source = _japanese_speaker(text, begin, match.start("cue"))
        return Said(_whole_word(text, match), source, "before", 0.88)
    return None


_JA_REST = re.compile(r"(?:た|てい(?:る|た)|ました|て|示した|出した|示す)?")


def _whole_word(text: str, match: re.Match[str]) -> Span:
    """The word of saying with its ending."""
    start, end = match.span("cue")
    rest = _JA_REST.match(text, end)
    return Span(start, rest.end() if rest else end)


def _japanese_topic(text: str, begin: int, end: int) -> Span | None:
    """Who may speak by what stands before a quotation; of a whole sentence before, its topic alone."""
    found = _japanese_speaker(text, begin, end)
    ended = text[begin:end].rstrip()[-1:] in ("。", "！", "？")
    return None if found and ended and text[found.end : found.end + 1] != "は" else found


def _japanese_speaker(text: str, begin: int, end: int) -> Span | None:
    """The topic of a piece of a sentence, else its subject, without particle and without the day."""
    subject: Span | None = None
    for match in _JA_TOPIC.finditer(text, begin, end):
        who = match["who"]
        day = _JA_DAY.match(who)
        start = match.start("who") + (day.end() if day else 0)
        words = text[start : match.end("who")]
        if not any(c not in "の・ー" and not c.isdecimal() for c in words):
            continue
        if words.endswith(_JA_NOBODY) or words[0] in "のー・":
            continue
        if match["particle"] == "は":
            return Span(start, match.end("who"))
        subject = subject or Span(start, match.end("who"))
    return subject


# Chinese

_ZH_STOP = re.compile(r"[。！？\n]\s*")
_ZH_CLAUSE = re.compile(r"[；，、,;：:」”]\s*")
_ZH_NAME = re.compile(r"[\u3400-\u9fff·A-Za-z]{2,24}")
_ZH_LINK = re.compile(r"而|但|不过|不過|对此|對此|其中|另外|此外|有")
_ZH_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾丁魏薛叶葉阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤"
    "尹黎易常武乔贺赖龚文习"
)
_ZH_DOUBTFUL = frozenset("认为 認為 宣布 宣佈 批评 批評 称 稱 介绍 介紹 写 寫 讲 講 提到".split())


@cache
def _chinese_cut() -> re.Pattern[str]:
    return re.compile(rf"{cues.CHINESE_CUT}|\d|[（(\s]")


@cache
def _chinese_lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<cue>{cues.CHINESE_VERBS})(?:道|着|著|说|說|称|稱)?\s*(?P<colon>[：:，,]?)\s*\Z"
    )


@cache
def _chinese_tail() -> re.Pattern[str]:
    return re.compile(
        rf"\s?[，,]?\s?(?P<who>[^\s。！？，、：；“”「」]{{1,28}}?)(?P<cue>{cues.CHINESE_VERBS})"
        r"(?:道|着|著|说|說)?(?=[。．.，,；！]|\s*\Z)"
    )


@cache
def _chinese_people() -> re.Pattern[str]:
    return re.compile(cues.CHINESE_PEOPLE)


def chinese(text: str, one: Quoted) -> Said | None:
    """The word of saying behind a Chinese quotation, else the one right before it."""
    low, high = _behind(one)
    ends = one.stopped or one.comma or text[low : low + 1] in ("，", ",")
    begin, end = _before(one)
    begin = _since(text, begin, end, _ZH_STOP)
    lead = _chinese_lead().search(text, max(begin, end - 24), end)
    announced = lead is not None and lead["colon"] != ""
    if ends and not announced and (match := _chinese_tail().match(text, low, high)):
        source = _chinese_speaker(text, *match.span("who"))
        if source is not None:
            return Said(Span(*match.span("cue")), source, "behind", 0.94)
    if (match := lead) is None:
        return None
    starts = [begin, *(m.end() for m in _ZH_CLAUSE.finditer(text, begin, match.start("cue")))]
    source = _chinese_speaker(text, starts[-1], match.start("cue"))
    if source is None and len(starts) > 1:
        source = _chinese_speaker(text, starts[0], starts[1] - 1, strict=True)
    sure = 0.94 if match["colon"] else 0.7 if match["cue"] in _ZH_DOUBTFUL else 0.86
    return Said(Span(*match.span("cue")), source, "before", sure)


def _chinese_speaker(text: str, begin: int, end: int, *, strict: bool = False) -> Span | None:
    """The name that begins a clause, up to where it goes on with place, time or manner.

    ``strict``: only a pronoun, words with a role, or what looks like a person's name.
    """
    if (link := _ZH_LINK.match(text, begin, end)) and link[0] != "有":
        begin = link.end()
    first = begin + 2 if text[begin : begin + 2] in ("当地", "當地") else begin
    first = begin + 1 if text[begin : begin + 1] in _ZH_SURNAMES else first
    cut = _chinese_cut().search(text, first, end)
    span = Span(begin, cut.start() if cut else end)
    words = text[slice(*span)]
    if words in cues.CHINESE_PRONOUNS.split("|"):
        return span
    if _ZH_NAME.fullmatch(words) is None:
        return None
    person = _chinese_people().search(words) or (words[0] in _ZH_SURNAMES and len(words) <= 3)
    return span if person or not strict else None
