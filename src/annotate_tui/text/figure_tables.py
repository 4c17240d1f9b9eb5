"""Patterns of figures in languages other than English, and of dates and times in all of them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_DIGITS = (
    r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?(?:\s\d/\d\d?)?|[½⅓⅔¼¾⅕⅛]|\.\d+"
)
_FULL_WIDTH = r"[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])(?:．[０-９]+)?|[０-９]+．[０-９]+"
_CURRENCY = (
    r"(?:(?:US|A|C|NZ|HK|S|R)?[$€£¥₩₹₽₺₴₪฿]|(?:USD|EUR|GBP|JPY|KRW|CNY|RMB|CHF|Rs)(?![A-Za-z]))\s?"
)
_CURRENCY_AFTER = r"\s?[€$£¥₩₹₽]|\s(?:USD|EUR|GBP|JPY|KRW|CNY|RMB|CHF)\b"

_MONTHS = {
    "en": "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    "de": "jan(?:uar)?|feb(?:ruar)?|märz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|"
    "okt(?:ober)?|nov(?:ember)?|dez(?:ember)?",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|"
    "dicembre",
}
_MAGNITUDES = {
    "en": "hundred|thousand|million|billion|trillion|dozen|bn|tn|mln|mn|m",
    "de": "Hundert|Tausend|tausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Mio\\.?|Mrd\\.?|"
    "Dutzend",
    "fr": "mille|cents?|millions?|milliards?|M€|Mds?|douzaines?",
    "es": "mil|millones|millón|billones|docenas?",
    "it": "mila|mille|milioni|milione|miliardi|miliardo|dozzine?",
}
_PERCENT = {
    "en": r"per\s?cent|percentage\spoints?|pct|basis\spoints?",
    "de": "Prozent(?:punkte)?",
    "fr": "pour\\scent|points?\\sde\\spourcentage",
    "es": "por\\sciento|puntos?\\sporcentuales",
    "it": "per\\scento|punti\\spercentuali",
}
_QUALIFIERS = {
    "de": "mindestens|höchstens|wenigstens|mehr als|weniger als|über|unter|rund|etwa|ungefähr|"
    "circa|ca\\.|fast|knapp|gut|bis zu|nahezu|beinahe|insgesamt|gerade einmal|nur|maximal|minimal|"
    "schätzungsweise",
    "fr": "au moins|au plus|plus de|plus d['’]|moins de|environ|près de|quelque|presque|jusqu['’]à|"
    "à peine|seulement|un total de|autour de|plus ou moins|exactement",
    "es": "al menos|por lo menos|como mínimo|como máximo|más de|menos de|unos|unas|alrededor de|"
    "cerca de|casi|hasta|aproximadamente|un total de|solo|sólo|en torno a",
    "it": "almeno|al massimo|più di|oltre|meno di|circa|quasi|intorno a|fino a|un totale di|appena|"
    "solo|ben",
    "ko": "약|최소|최대|적어도|무려|거의|총",
    "ja": "約|およそ|少なくとも|最大|最低|ほぼ|計|合計|延べ",
    "zh": "约|大约|至少|最多|超过|近|将近|逾|至多|不到|共|总共|約|超過|將近|總共",
}
_AFTER = {
    "ko": r"\s?(?:여|이상|이하|미만|가량|정도|넘는|초과)",
    "ja": "(?:以上|以下|未満|近く|程度|余り|前後|超)",
    "zh": "(?:以上|以下|左右|多|余)",
}
_EAST_ASIAN_MAGNITUDE = "[억만천백조여億万千百兆亿萬余餘多]"
_COUNTERS = {
    "ko": "명|개|건|원|달러|유로|엔|위안|년간|개월|주간|일간|시간|분간|초간|세|살|번|차례|곳|대|"
    "마리|권|장|척|발|기|톤|킬로미터|미터|kg|km|퍼센트|%|포인트|배|가구|가지|억|만|천|조|여|쪽|회|"
    "팀|점|평|주|도",
    "ja": "人|名|件|円|ドル|ユーロ|元|ウォン|年間|か月|カ月|ヶ月|週間|日間|時間|分間|秒間|歳|才|回|"
    "か所|カ所|台|匹|頭|冊|枚|隻|発|機|トン|キロ|メートル|％|%|パーセント|ポイント|倍|世帯|種類|個|"
    "本|社|カ国|か国|億|万|千|兆|点|棟|校|羽|杯|度",
    "zh": "名|人|个|個|件|元|美元|欧元|日元|英镑|年|个月|個月|周|天|小时|小時|分钟|分鐘|秒|岁|歲|"
    "次|处|處|辆|輛|头|本|张|艘|枚|架|吨|噸|公里|米|％|%|个百分点|倍|户|种|種|家|国|國|亿|億|万|萬|"
    "千|兆|点|座|所|位|条|条|只|场|項|项|公斤|度",
}


class NumberPatterns(NamedTuple):
    """The patterns of one language.

    ``number`` finds numbers and what looks like one; its last group says which: ``skip`` for
    dates, times and the like, ``range`` or ``number``. ``before`` matches the qualifiers at the end
    of a string.
    """

    number: re.Pattern[str]
    before: re.Pattern[str] | None


def _skipped(language: str) -> str:
    """Dates, times, ordinals, versions, telephone numbers, decades, footnote numbers."""
    months = _MONTHS.get(language, _MONTHS["en"])
    if language == "en":
        # "may" and "march" are verbs in lower case.
        months = "|".join(f"(?-i:{m[0].upper()}){m[1:]}" for m in months.split("|"))
    year = r"(?:,?\s(?:de\s|del\s)?\d{4}(?!\d))?"
    return "|".join(
        [
            r"(?:https?://|www\.)\S+",
            r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+)?Z?",
            r"\d{1,2}(?P<part>[./-])\d{1,2}(?P=part)\d{2,4}(?!\d)",
            r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?|\sUhr)?",
            r"\d{1,2}(?:\.\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock|Uhr\b|GMT\b)",
            r"\d{1,2}\s?h(?:\s?\d\d)?\b",
            rf"(?:{months})\b\.?,?\s(?:de\s)?\d{{1,2}}(?!\d)(?:st|nd|rd|"
            rf"th)?(?:\s?[-–]\s?\d{{1,2}}\b)?{year}",
            rf"(?:{months})\b\.?,?\s(?:de\s|del\s)?\d{{4}}(?!\d)",
            rf"\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?(?:\s?[-–]\s?\d{{1,2}}\.?)?\s(?:of\s|"
            rf"de\s)?(?:{months})\b\.?{year}",
            r"['’]?\d{2,4}['’]?s\b",
            r"\d+(?:st|nd|rd|th|er|ère|ème|º|ª)\b",
            *([r"\d+e\b"] if language == "fr" else []),
            r"\d+(?:\.\d+){2,}",
            r"\d\d?/\d\d?(?!\d|\sof\b)",
            r"\+\d[\d ()\-]{6,}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{1,4}(?:-\d{2,5}){2,}|\d{3}-\d{4}(?!\d)"
            r"",
            r"\d{3}[ -]\d{3}[ -]\d{4}(?!\d)|0\d{2,4}(?:[ -]\d{2,4}){1,3}(?!\d)|\d{3}\.\d{3}\.\d{4}(?!\d)",
            r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]",
            r"\d{1,4}年(?:度)?(?!間|间)(?:\s?\d{1,2}月)?(?:\s?\d{1,2}日)?|"
            r"\d{1,2}月(?:\s?\d{1,2}日)?|\d{1,2}[日号](?![間间本])",
            r"\d{4}년(?!간)(?:\s?\d{1,2}월)?(?:\s?\d{1,2}일)?|\d{1,2}월(?:\s?\d{1,2}일)?|"
            r"\d{1,2}일(?!간)|\d{1,2}[시時点](?!间|間)(?:\s?\d{1,2}[분分])?|"
            r"第[\d一二三四五六七八九十百]+|제\d+",
        ]
    )


def _plain_words(language: str) -> str:
    """Number words of the other languages, with their magnitudes; "one" is an article there."""
    return {
        "de": "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|"
        "tausend|Hunderte|Tausende|Dutzende|ein Dutzend",
        "fr": "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|"
        "quarante|cinquante|soixante|cent|mille|une (?:dizaine|vingtaine|trentaine|centaine) de|"
        "un millier de",
        "es": "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|"
        "cuarenta|cincuenta|cien|mil|una docena de",
        "it": "due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|venti|trenta|"
        "quaranta|cinquanta|cento|mille|una (?:decina|ventina|trentina) di|un centinaio di",
    }.get(language, "")


def _east_asian_words(language: str) -> str:
    """Numbers written in Hangul or Han signs, only right before a counter; never a lone "one"."""
    counter = rf"(?=\s?(?:{_COUNTERS[language]}))"
    if language == "ko":
        return (
            r"|(?<![^\W\d_])(?:한두|두세|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십만|수백만|수십|"
            r"수백|수천|수만)" + counter
        )
    numeral = "二三四五六七八九十百千万萬亿億两兩数數几幾"
    further = f"[一{numeral}〇零]{{0,7}}"
    return rf"|(?<!第)(?:[{numeral}]{further}|一[{numeral}]{further}){counter}"


@cache
def skipped_pattern(language: str) -> re.Pattern[str]:
    """Dates, times and the like, compiled once."""
    return re.compile(_skipped(language), re.IGNORECASE)


@cache
def number_patterns(language: str) -> NumberPatterns:
    """The patterns of ``language`` (ISO 639-1), compiled once."""
    words = _plain_words(language)
    magnitude = _MAGNITUDES.get(language, _MAGNITUDES["en"])
    spaced = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|"
    digits = (
        rf"(?:{spaced}\d+/\d+(?=\sof\b)|{_DIGITS})"
        rf"(?:\s(?:{magnitude})(?!\w)|-(?:million|billion)\b|(?:bn|tn|mln|mn|[mkbt])\b)*"
    )
    if words:
        words = rf"|(?:{words})\b(?:\s(?:{magnitude})\b)*"
    percent = _PERCENT.get(language, _PERCENT["en"])
    if language in _COUNTERS:
        words = _east_asian_words(language)
        digits = rf"(?:{_FULL_WIDTH}|{digits})"
    tail = rf"(?:\s?[%％‰]|\s(?:{percent})\b|°[CF]?|{_CURRENCY_AFTER})?"
    one = rf"(?:{_CURRENCY})?(?:{digits}{words})"
    counters, before_gap = "", r"\s"
    if language in _COUNTERS:
        # A magnitude may be followed by more of the number: 3억 5천만 원.
        counters = (
            rf"(?:(?:\s?\d*{_EAST_ASIAN_MAGNITUDE})+\d{{0,4}})?(?:\s?(?:{_COUNTERS[language]}))?"
            rf"(?:{_AFTER[language]})?"
        )
        before_gap = r"\s?"
    compound = r"(?:-[^\W\d_][\w-]*)?"
    end = r"(?!\d)" if counters else r"(?!\w|[/.,:]\d)"
    joiner = {"de": "bis", "fr": "à|ou", "es": "a|o", "it": "a|o"}.get(language, "to|or")
    parts = [
        rf"(?P<skip>{_skipped(language)})",
        rf"(?P<range>(?:between|zwischen|entre|tra|fra)\s{one}{tail}\s(?:and|und|et|y|"
        rf"e)\s{one}{tail}{end}|{one}(?:\s?[-–—~～]\s?|"
        rf"-?\s(?:{joiner})\s){one}{tail}{counters}{compound}{end})",
    ]
    parts.append(
        rf"(?P<number>[-−+±]?{one}{tail}{counters}{compound}{end})",
    )
    boundary = r"(?<![\w.,:/@#'’\-–−&%=?])" if not counters else r"(?<![A-Za-z0-9_.,:/@#])"
    number = re.compile(boundary + "(?:" + "|".join(parts) + ")", re.IGNORECASE)
    qualifiers = _QUALIFIERS.get(language)
    before = None
    if qualifiers:
        # Chinese and Japanese set no space before the qualifier.
        left = "" if language in ("ja", "zh") else r"(?<!\w)"
        before = re.compile(
            rf"{left}(?:(?:{qualifiers}){before_gap})+\Z".replace(" ", r"\s"), re.IGNORECASE
        )
    return NumberPatterns(number, before)
