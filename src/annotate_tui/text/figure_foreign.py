"""What figures say in German, French, Spanish, Italian, Korean, Japanese and Chinese.

Numbers in digits with their magnitudes, and the simple number words; a language without tables here
gives numbers in digits alone.
"""

from __future__ import annotations

import re
from functools import cache

from annotate_tui.model import Span
from annotate_tui.text.amounts import Value, read_digits, times
from annotate_tui.text.figure_amounts import Amount, money_before
from annotate_tui.text.figure_english import Figure
from annotate_tui.text.figure_units import CODES, CURRENCY_SIGNS, unit_at

_COMMA = frozenset(
    "de fr es it nl pt pl ru cs sv da no nb fi tr uk id ro hu el bg hr sk sl".split()
)
_WORDS: dict[str, str] = {
    "de": "zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 "
    "zwanzig=20 dreißig=30 hundert=100 tausend=1000",
    "fr": "deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 quinze=15 "
    "vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 cent=100 mille=1000",
    "es": "dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 quince=15 "
    "veinte=20 treinta=30 cuarenta=40 cincuenta=50 cien=100 mil=1000",
    "it": "due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 "
    "venti=20 trenta=30 quaranta=40 cinquanta=50 cento=100 mille=1000",
    "ko": "두=2 세=3 네=4 다섯=5 여섯=6 일곱=7 여덟=8 아홉=9 열=10",
}
_TIMES: dict[str, str] = {
    "de": "hundert=1e2 tausend=1e3 million=1e6 millionen=1e6 mio=1e6 milliarde=1e9 milliarden=1e9 "
    "mrd=1e9 billion=1e12 billionen=1e12 dutzend=12",
    "fr": "cent=1e2 cents=1e2 mille=1e3 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 mds=1e9 "
    "md=1e9 douzaine=12 douzaines=12",
    "es": "mil=1e3 millón=1e6 millones=1e6 billones=1e12 docena=12 docenas=12",
    "it": "mila=1e3 mille=1e3 milione=1e6 milioni=1e6 miliardo=1e9 miliardi=1e9 dozzine=12",
}
_KINDS: dict[str, dict[str, str]] = {
    "at_least": {
        "de": "mindestens wenigstens minimal",
        "fr": "au_moins",
        "es": "al_menos por_lo_menos como_mínimo",
        "it": "almeno",
        "ko": "최소 적어도 이상",
        "ja": "少なくとも 最低 以上",
        "zh": "至少 最少 以上",
    },
    "at_most": {
        "de": "höchstens maximal bis_zu",
        "fr": "au_plus jusqu'à jusqu’à",
        "es": "como_máximo hasta",
        "it": "al_massimo fino_a",
        "ko": "최대 이하",
        "ja": "最大 以下",
        "zh": "最多 至多 以下",
    },
    "more_than": {
        "de": "mehr_als über gut",
        "fr": "plus_de plus_d'",
        "es": "más_de",
        "it": "più_di oltre",
        "ko": "넘는 초과",
        "ja": "超 余り",
        "zh": "超过 超過 逾 多 余",
    },
    "less_than": {
        "de": "weniger_als unter knapp",
        "fr": "moins_de",
        "es": "menos_de",
        "it": "meno_di",
        "ko": "미만",
        "ja": "未満",
        "zh": "不到",
    },
    "about": {
        "de": "rund etwa ungefähr circa ca. fast nahezu beinahe schätzungsweise",
        "fr": "environ près_de quelque presque autour_de à_peine",
        "es": "unos unas alrededor_de cerca_de casi aproximadamente en_torno_a",
        "it": "circa quasi intorno_a",
        "ko": "약 거의 가량 정도 여",
        "ja": "約 およそ ほぼ 程度 前後 近く",
        "zh": "约 約 大约 近 将近 將近 左右",
    },
}
_UNITS: dict[str, str] = {
    "de": "prozent=percent prozentpunkte=percentage_point prozentpunkten=percentage_point euro=EUR dollar=USD "
    "pfund=GBP franken=CHF jahr=year jahre=year jahren=year monat=month monate=month monaten=month woche=week "
    "wochen=week tag=day tage=day tagen=day stunde=hour stunden=hour minute=minute minuten=minute "
    "kilometer=kilometre meter=metre tonnen=tonne grad=degree menschen=person personen=person",
    "fr": "euro=EUR euros=EUR dollars=USD livres=GBP francs=CHF ans=year années=year mois=month semaines=week "
    "jours=day heures=hour minutes=minute kilomètres=kilometre mètres=metre tonnes=tonne degrés=degree "
    "personnes=person pour=percent",
    "es": "euros=EUR dólares=USD libras=GBP pesos=MXN años=year meses=month semanas=week días=day horas=hour "
    "minutos=minute kilómetros=kilometre metros=metre toneladas=tonne grados=degree personas=person "
    "por=percent",
    "it": "euro=EUR dollari=USD sterline=GBP anni=year mesi=month settimane=week giorni=day ore=hour "
    "minuti=minute chilometri=kilometre metri=metre tonnellate=tonne gradi=degree persone=person "
    "per=percent",
    "ko": "명=person 원=KRW 달러=USD 유로=EUR 엔=JPY 위안=CNY 년간=year 개월=month 주간=week 일간=day 시간=hour "
    "분간=minute 초간=second 세=year 살=year 톤=tonne 킬로미터=kilometre 미터=metre 퍼센트=percent",
    "ja": "人=person 名=person 円=JPY ドル=USD ユーロ=EUR 元=CNY ウォン=KRW 年間=year か月=month カ月=month "
    "ヶ月=month 週間=week 日間=day 時間=hour 分間=minute 秒間=second 歳=year 才=year トン=tonne キロ=kilometre "
    "メートル=metre パーセント=percent",
    "zh": "人=person 名=person 美元=USD 欧元=EUR 日元=JPY 英镑=GBP 元=CNY 年=year 个月=month 個月=month 周=week "
    "天=day 小时=hour 小時=hour 分钟=minute 分鐘=minute 秒=second 岁=year 歲=year 吨=tonne 噸=tonne 公里=kilometre "
    "米=metre 公斤=kilogram 个百分点=percentage_point",
}
_JOINER = re.compile(
    r"\s?(?:[-–—~～至]|\sbis\s|\sà\s|\sa\s|\so\s|\sou\s|\se\s|\set\s|\sund\s|\sy\s|bis\s)\s?"
)
_BETWEEN = re.compile(r"(?:zwischen|entre|tra|fra)\s", re.IGNORECASE)
_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_SMALL_TIMES = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE_TIMES = {
    **dict.fromkeys("万萬만", 10**4),
    **dict.fromkeys("億亿억", 10**8),
    **dict.fromkeys("兆조", 10**12),
}
_CJK_NUMBER = re.compile(
    r"(?:[０-９]{1,3}(?:，[０-９]{3})+(?:．[０-９]+)?|[０-９]+．[０-９]+|\d[\d,]*(?:\.\d+)?|"
    r"[〇一二三四五六七八九零两兩]|[十百千십백천万萬만億亿억兆조]|"
    r"\s(?=\d[\d,]*[천백십만万千]))+"
)
_CJK_TOKEN = re.compile(r"\d[\d,，]*(?:[.．]\d+)?|\S")
_FULL_WIDTH = str.maketrans("，．", ",.")
_LONGEST = 30
"""More digits than that are no number that anybody counts with, as in the other languages."""
_OF = re.compile(r"\s(?:de\s|di\s|d['’])", re.IGNORECASE)
_TO_NOUN = re.compile(
    r"\s*(?:(?:de\s(?:la|los|las|l['’])|del|della|degli|dei|delle|des|der|de|di|von)\s|d['’])?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _table(name: str, language: str) -> dict[str, str]:
    source = {"words": _WORDS, "times": _TIMES, "units": _UNITS}[name]
    pairs = (entry.partition("=") for entry in source.get(language, "").split())
    return {word: value.replace("_", " ") for word, _, value in pairs}


def read_foreign(text: str, span: Span, language: str) -> Figure:
    """The figure that ``span`` is, with what of its number can be read."""
    start, end = span
    east = language in ("ko", "ja", "zh")
    first = (_east if east else _west)(text, start, end, language)
    if first is None:
        amount = Amount(start, end, end, None, "", 1, "vague", False)
        return Figure(start, end, (amount,), "vague", "", "", None, False, "")
    amounts: tuple[Amount, ...] = (first,)
    joiner = _JOINER.match(text, first.end, end)
    if joiner is not None and joiner.end() < end:
        second = (_east if east else _west)(text, joiner.end(), end, language)
        if second is not None and second.start <= joiner.end() + 1 and _rises(first, second):
            amounts = (_as(first, second), second)
    last = amounts[-1]
    qualifier, cue = _kind(
        text[start : first.start], text[last.end : end] if east else "", language
    )
    if len(amounts) == 2:
        qualifier = "range"
    counted = None
    if not east and last.end < end:
        gap = _TO_NOUN.match(text, last.end, end)
        begin = gap.end() if gap is not None else last.end
        counted = Span(begin, end) if begin < end else None
    return Figure(start, end, amounts, qualifier, cue, "", counted, False, "")


def _rises(first: Amount, second: Amount) -> bool:
    return first.value is not None and second.value is not None and first.value < second.value


def _as(first: Amount, second: Amount) -> Amount:
    """The lower end with the magnitude and unit of the upper one, where it has none."""
    if (
        first.value is not None
        and second.value is not None
        and second.factor > 1
        and first.factor == 1
    ) and first.value * second.factor <= second.value:
        first = first._replace(value=times(first.value, second.factor))
    return first if first.unit else first._replace(unit=second.unit)


def _kind(before: str, behind: str, language: str) -> tuple[str, str]:
    """The qualifier of the words around the number, and those words."""
    said = f" {' '.join(before.lower().split())} "
    for kind, by_language in _KINDS.items():
        for word in by_language.get(language, "").split():
            words = word.replace("_", " ")
            if language in ("ko", "ja", "zh"):
                if words in before or behind.lstrip().startswith(words):
                    return kind, words
            elif f" {words} " in said or (words.endswith("'") and words in said.replace("’", "'")):
                return kind, words
    return "exact", ""


def _west(text: str, start: int, end: int, language: str) -> Amount | None:
    """The first number of ``text[start:end]`` in digits or words."""
    digit = re.compile(r"\.?\d|[½⅓⅔¼¾]").search(text, start, end)
    words = _table("words", language)
    scale = _table("times", language)
    if digit is not None:
        money = money_before(text, digit.start(), start)
        read = read_digits(text, digit.start(), end, comma=language in _COMMA)
        if read is None:
            return None
        begin, stop, value = (money[0] if money else digit.start()), read.end, read.value
    else:
        for found in _WORD.finditer(text, start, end):
            lowered = found.group().lower()
            if lowered in words:
                begin, stop, value, money = found.start(), found.end(), int(words[lowered]), None
                break
        else:
            return None
    factor = 1
    for _ in range(2):
        following = _WORD.match(text, stop + 1, end) if text[stop : stop + 1].isspace() else None
        if following is None or following.group().lower() not in scale:
            break
        by = int(float(scale[following.group().lower()]))
        value, stop, factor = times(value, by), following.end(), factor * by
        if text[stop : stop + 1] == ".":
            stop += 1
    unit = money[1] if money else ""
    final = stop
    if not unit:
        final, unit = _west_unit(text, stop, end, language)
    return Amount(begin, final, stop, value, unit, factor, "digits", False)


def _west_unit(text: str, stop: int, end: int, language: str) -> tuple[int, str]:
    of = _OF.match(text, stop, end)
    gap = of.end() - stop if of is not None else 1 if text[stop : stop + 1].isspace() else 0
    sign = text[stop + gap : stop + gap + 1]
    if sign and stop + gap < end and sign in CURRENCY_SIGNS:
        return stop + gap + 1, CURRENCY_SIGNS[sign]
    word = _WORD.match(text, stop + gap, end)
    if word is not None:
        name = _table("units", language).get(word.group().lower())
        if name == "percent" and word.group().lower() in ("pour", "por", "per"):
            cent = _WORD.match(text, word.end() + 1, end)
            return (cent.end(), "percent") if cent is not None else (stop, "")
        if name == "person":
            return stop, name
        if name is not None:
            return word.end(), name
        if word.group() in CODES:
            return word.end(), CODES[word.group()]
    unit = unit_at(text, stop, end)
    if (
        unit is not None
        and unit[0] <= end
        and (not text[stop + gap : unit[0]].isalpha() or len(text[stop + gap : unit[0]]) < 4)
    ):
        return unit
    return stop, ""


def _east(text: str, start: int, end: int, language: str) -> Amount | None:
    """The first number of Korean, Japanese or Chinese words."""
    found = _CJK_NUMBER.search(text, start, end)
    value: Value | None
    if found is None:
        for word, number in _table("words", language).items():
            at = text.find(word, start, end)
            if at >= 0:
                begin, stop, value = at, at + len(word), int(number)
                break
        else:
            return None
    else:
        begin, stop = found.start(), found.start() + len(found.group().rstrip())
        value = _east_value(text[begin:stop])
        money = money_before(text, begin, start)
        if money is not None:
            return Amount(money[0], stop, stop, value, money[1], 1, "digits", False)
    if value is None:
        return None
    final, unit = stop, ""
    gap = 1 if text[stop : stop + 1].isspace() else 0
    for word, name in sorted(_table("units", language).items(), key=lambda pair: -len(pair[0])):
        if text.startswith(word, stop + gap, end):
            final, unit = stop + gap + len(word), name
            break
    else:
        signs = unit_at(text, stop, end)
        if signs is not None and signs[0] <= end:
            final, unit = signs
    return Amount(begin, final, stop, value, unit, 1, "digits", False)


def _east_value(words: str) -> Value | None:
    """3億5000万, 3억 5천만, ３億, 二百三十: what the signs come to; None for far too many of them."""
    total: Value = 0
    section: Value = 0
    number: Value | None = None
    for token in _CJK_TOKEN.findall(words):
        if token[0].isdecimal():
            digits = token.translate(_FULL_WIDTH).replace(",", "")
            if len(digits.partition(".")[0]) > _LONGEST:
                return None
            number = float(digits) if "." in digits else int(digits)
        elif token in _HAN:
            number = _HAN[token] if number is None else times(number, 10) + _HAN[token]
        elif token in _SMALL_TIMES:
            section += times(1 if number is None else number, _SMALL_TIMES[token])
            number = None
        elif token in _LARGE_TIMES:
            section += 0 if number is None else number
            total += times(section if section else 1, _LARGE_TIMES[token])
            section, number = 0, None
    result = total + section + (0 if number is None else number)
    if result >= 10**_LONGEST:
        return None
    return int(result) if result == int(result) else result
