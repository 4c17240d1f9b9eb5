"""The units that stand behind a number: their words and signs, and the one name each is given.

Names are singular and English ("kilometre", "percent"); money has its ISO 4217 code. A dollar, pound
or yen without a country is taken for the US, British or Japanese one, as newspapers do.
"""

from __future__ import annotations

import re
from functools import cache

_LENGTH = (
    "metre=meter metre;mile;foot=foot feet;inch=inch inches;yard;furlong;fathom;"
    "light year=light-year lightyear;parsec;angstrom;nautical mile;astronomical unit;"
)
_OTHER = (
    "second=second sec secs;minute=minute min mins;hour=hour hr hrs;day;week=week wk wks;month;"
    "year=year yr yrs;decade;century=century centuries;fortnight;millennium=millennium millennia;"
    "night;weekend;"
    "gram=gram gramme;kilogram=kilo kilos;tonne=tonne;ton;metric ton;ounce;pound;stone;carat;"
    "litre=liter litre;gallon;pint;quart;barrel;bushel;cup;teaspoon=teaspoon tsp;"
    "tablespoon=tablespoon tbsp;acre;hectare;"
    "watt;joule;volt;ampere=ampere amp;ohm;hertz=hertz;byte;bit;pascal;newton;kelvin=kelvin kelvins;"
    "calorie;watt hour;electronvolt;horsepower=horsepower hp bhp;decibel;lumen;lux=lux;tesla;mole;"
    "bar;psi=psi;knot;degree=degree deg;pixel;sievert;becquerel;curie;farad;henry;candela;radian;"
    "revolution per minute=rpm;mile per hour=mph;kilometre per hour=kph kmh;cubic centimetre=cc;"
    "mile per gallon=mpg;bit per second=bps;kilobit per second=kbps;megabit per second=mbps;"
    "gigabit per second=gbps;barrel per day=bpd;frame per second=fps;ton per day=tpd;dot per inch=dpi;"
    "percentage point;percentage point=percentage-point;basis point;basis point=bps;"
    "percent=percent pct percentage percents percentages;per mille=permille;"
    "light second;light minute;turn;lap;dot;kibibyte;mebibyte;gibibyte;pax=pax;"
    "standard deviation;sigma;"
)
_MONEY = (
    "USD=dollar buck greenback;EUR=euro;GBP=sterling quid;JPY=yen;KRW=won;CNY=yuan renminbi;INR=rupee;"
    "RUB=rouble ruble;CHF=franc;MXN=peso;ZAR=rand;MYR=ringgit;THB=baht;SEK=krona kronor;NOK=krone "
    "kroner;TRY=lira liras;UAH=hryvnia;PLN=zloty;BRL=reais;ILS=shekel;IDR=rupiah;PHP=piso;"
    "SAR=riyal;AED=dirham;NGN=naira;KES=shilling;VND=dong;HUF=forint;CZK=koruna;IRR=rial;IQD=dinar;"
    "BTC=bitcoin;penny=penny pence;cent;dime;nickel;kopeck;"
)
_MONEY_OF = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "australian": "AUD",
    "canadian": "CAD",
    "new zealand": "NZD",
    "taiwan": "TWD",
    "british": "GBP",
    "swiss": "CHF",
    "chinese": "CNY",
    "japanese": "JPY",
    "indian": "INR",
    "pakistani": "PKR",
}
_PREFIX_WORDS = (
    "exa peta tera giga mega kilo hecto deca deci centi milli micro nano pico femto zetta yotta"
).split()
_PREFIXED = (
    "metre gram litre watt joule volt hertz byte bit pascal newton second electronvolt ton tonne"
)
_PREFIX_SIGNS = {
    **{"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "c": "centi", "m": "milli"},
    **{
        "µ": "micro",
        "μ": "micro",
        "n": "nano",
        "p": "pico",
        "d": "deci",
        "h": "hecto",
        "f": "femto",
    },
}
_SIGNS = {
    **{"m": "metre", "g": "gram", "W": "watt", "Wh": "watt hour", "J": "joule", "V": "volt"},
    **{"Hz": "hertz", "B": "byte", "b": "bit", "Pa": "pascal", "N": "newton", "s": "second"},
    **{
        "l": "litre",
        "L": "litre",
        "eV": "electronvolt",
        "A": "ampere",
        "bit": "bit",
        "Sv": "sievert",
    },
    **{
        "Gy": "gray",
        "mol": "mole",
        "Bq": "becquerel",
        "F": "farad",
        "cal": "calorie",
        "cd": "candela",
    },
    **{"bps": "bit per second", "t": "tonne", "Ω": "ohm"},
}
_SINGLE = {
    **{"ft": "foot", "mi": "mile", "yd": "yard", "yds": "yard", "lb": "pound", "lbs": "pound"},
    **{
        "oz": "ounce",
        "ha": "hectare",
        "h": "hour",
        "t": "tonne",
        "gal": "gallon",
        "kg": "kilogram",
    },
    **{"kgs": "kilogram", "kms": "kilometre", "kph": "kilometre per hour", "sqm": "square metre"},
    **{"sqft": "square foot", "dB": "decibel", "ly": "light year", "AU": "astronomical unit"},
    **{"p": "penny", "pp": "percentage point", "pc": "percent", "p.c.": "percent", "x": "time"},
    **{"Gb": "gigabit", "gb": "gigabyte", "mb": "megabyte", "kb": "kilobyte", "tb": "terabyte"},
    **{
        "mw": "megawatt",
        "gw": "gigawatt",
        "kw": "kilowatt",
        "KB": "kilobyte",
        "mAh": "milliampere hour",
    },
    **{
        "MP": "megapixel",
        "Nm": "newton metre",
        "mcg": "microgram",
        "rad": "radian",
        "kmph": "kilometre per hour",
    },
    **{"mmHg": "millimetre of mercury", "yo": "year", "Mbit": "megabit", "pt": "point"},
    **{"¢": "cent", "%": "percent", "‰": "per mille", "°": "degree", "°C": "degree Celsius"},
    **{"％": "percent", "°F": "degree Fahrenheit", "℃": "degree Celsius", "℉": "degree Fahrenheit"},
    **{"K": "kelvin", "BTC": "BTC", "ETH": "ETH", "cm": "centimetre"},
}
CURRENCY_SIGNS = {
    **{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "₹": "INR"},
    **{
        "₽": "RUB",
        "₺": "TRY",
        "₴": "UAH",
        "₪": "ILS",
        "฿": "THB",
        "₫": "VND",
        "₦": "NGN",
        "₱": "PHP",
    },
    **{"₡": "CRC", "₿": "BTC", "元": "CNY", "円": "JPY", "¢": "cent"},
}
DOLLARS = {
    **{"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD"},
    **{"can": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "r": "BRL", "nt": "TWD"},
    **{"mex": "MXN", "ar": "ARS", "j": "JMD", "tt": "TTD", "z": "ZWL", "fj": "FJD", "usd": "USD"},
    **{
        "nzd": "NZD",
        "aud": "AUD",
        "cad": "CAD",
        "hkd": "HKD",
        "sgd": "SGD",
        "b": "BND",
        "t": "TOP",
    },
}
CODES = {
    code: code
    for code in (
        "USD EUR GBP JPY KRW CNY CHF INR RUB AUD CAD NZD HKD SGD SEK NOK DKK PLN CZK HUF TRY ZAR BRL "
        "MXN MYR THB IDR PHP VND ILS SAR AED NGN KES EGP PKR BDT TWD UAH BTC ETH"
    ).split()
} | {
    **{"RMB": "CNY", "Rs": "INR", "Rs.": "INR", "RM": "MYR", "Rp": "IDR", "Kč": "CZK", "Fr": "CHF"},
    **{"kr": "SEK", "Tk": "BDT", "MUSD": "USD", "MEUR": "EUR", "US dollars": "USD", "rs": "INR"},
    **{
        "P": "PHP",
        "rmb": "CNY",
        "usd": "USD",
        "eur": "EUR",
        "rm": "MYR",
        "R": "ZAR",
        "Sh": "KES",
        "AU": "AUD",
    },
}
TIME_UNITS = frozenset(
    "second minute hour day week month year decade century fortnight millennium night weekend".split()
)
"""The units of duration, by the names given here."""


@cache
def unit_words() -> dict[str, str]:
    """Every spelled-out unit in lower case, singular and plural, to its name."""
    found: dict[str, str] = {}
    for entry in (_LENGTH + _OTHER + _MONEY).split(";"):
        name, _, words = entry.partition("=")
        for word in words.split() or [name]:
            if not word:
                continue
            found.setdefault(word, name)
            if not word.endswith(("s", "z", "x")):
                found.setdefault(word + "s", name)
    for base in _PREFIXED.split():
        spellings = {"metre": "metre meter", "litre": "litre liter", "gram": "gram gramme"}
        for prefix in _PREFIX_WORDS:
            for word in spellings.get(base, base).split():
                name = prefix + base
                found.setdefault(prefix + word, name)
                found.setdefault(prefix + word + ("" if word == "hertz" else "s"), name)
    for prefix in ("kilo", "mega", "giga", "tera"):
        found[f"{prefix}watt-hour"] = found[f"{prefix}watt-hours"] = f"{prefix}watt hour"
        found[f"{prefix}calorie"] = found[f"{prefix}calories"] = f"{prefix}calorie"
        found[f"{prefix}ton"] = found[f"{prefix}tons"] = f"{prefix}ton"
    return found


@cache
def unit_signs() -> dict[str, str]:
    """Every short sign of a unit, as it is written, to its name."""
    found = {
        sign + base: prefix + name
        for sign, prefix in _PREFIX_SIGNS.items()
        for base, name in _SIGNS.items()
        if sign + base not in ("pm", "am", "ms", "fm", "pA", "hA", "cd", "hm", "TV", "PA")
    }
    return found | {"ms": "millisecond", "nm": "nanometre"} | _SIGNS | _SINGLE


_POINTS = r"percentage[\s-]points?|basis[\s-]points?"
_WORD = re.compile(
    rf"(?P<gap>[ \t\n\u00a0\u202f]|\s?-\s?|)(?P<word>(?i:{_POINTS}|per\s?cent\b|nautical\smiles?|"
    r"metric\stons?|light[\s-](?:years?|seconds?|minutes?)|watt[\s-]hours?|standard\sdeviations?|"
    r"kilowatt[\s-]hours?|megawatt[\s-]hours?|gigawatt[\s-]hours?|terawatt[\s-]hours?)"
    r"|[^\W\d_²³]+(?:\.c\.)?|[%‰％¢°℃℉](?:\s?[CF]\b)?)"
)
_AREA = re.compile(r"[\s-]?(square|cubic|sq\.?|cu\.?)[\s-]([A-Za-z]+)", re.IGNORECASE)
_RAISED = re.compile(r"(?:\^?([23])|([²³])|\s(squared|cubed))(?!\w)")
_SCALE = re.compile(r"\s(Celsius|Fahrenheit|centigrade|[CFcf])(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"(?P<slash>/)|\s(?:per)\s(?=\w)|-(?:an?|per)-|\s(?:an?|each|every)\s(?=\w)", re.IGNORECASE
)
_PER_WORD = re.compile(r"[^\W\d_]+(?:\^?-?[23])?|[^\W\d_]+")
_PER_OTHER = frozenset(
    "person capita head household family share unit pupil student patient employee worker annum "
    "ticket vehicle passenger game match copy child adult citizen piece bottle bag visit case user "
    "dozen seat song customer quarter term season shift bed".split()
)
_HERE_IN = re.compile(r"(?=\s*(?:\Z|[.,;:)\]]|(?:thick|wide|long|tall|high|deep|diagonal)\b))")
_LONE = frozenset("mgsVWJNlLAhtFKxpbB")
_MONEY_COUNTRY = re.compile(
    r"[\s-]("
    + "|".join(re.escape(c) for c in _MONEY_OF)
    + r")\s(dollars?|pounds?|francs?|yuan|yen|"
    r"rupees?)(?!\w)",
    re.IGNORECASE,
)


def unit_at(text: str, at: int, end: int, *, whole: bool = True) -> tuple[int, str] | None:
    """The unit that begins at ``at`` (blank or hyphen before it): its end and its name, or None.

    ``whole`` is whether the number is one without decimals, where a lone letter says less.
    """
    found = _WORD.match(text, at, end)
    if found is None:
        return None
    gap, word = found["gap"], found["word"]
    lowered = word.lower()
    name: str | None = None
    stop = found.end()
    if len(lowered) > 1 and lowered[0] in "scuahntjbp" and (gap or lowered[0] == "s"):
        if area := _AREA.match(text, at, end):
            base = _length(area.group(2))
            if base:
                kind = "square" if area.group(1).lower().startswith("s") else "cubic"
                return _rate(text, area.end(), end, f"{kind} {base}")
        if money := _MONEY_COUNTRY.match(text, at, end):
            return _rate(text, money.end(), end, _MONEY_OF[money.group(1).lower()])
    following = text[stop : stop + 1]
    if gap != "" or not word.isascii():
        name = _spelled(lowered)
    if name is None and word == "in" and (not gap or _HERE_IN.match(text, stop, end)):
        name = "inch"
    if (
        name is None
        and word in unit_signs()
        and not (word[-1].isalnum() and following.isalnum() and following not in "23²³")
    ):
        lone = word in _LONE and (gap == "-" or (gap and (whole or word in "AFKxpbBsh")))
        name = None if lone and word not in "mglLWt" and following != "/" else unit_signs()[word]
    if name is None and not gap and len(lowered) > 1:
        name = _spelled(lowered)
    if name is None and gap != "-" and word in CODES and len(word) > 2 and not following.isdigit():
        name = CODES[word]
    if name is None:
        return None
    if name == "degree" and (scale := _SCALE.match(text, stop, end)):
        first = scale.group(1)[0].lower()
        return scale.end(), "degree Fahrenheit" if first == "f" else "degree Celsius"
    if raised := _RAISED.match(text, stop, end):
        power = raised.group(1) or raised.group(2) or raised.group(3)
        stop = raised.end()
        name = f"{'square' if power in ('2', '²', 'squared') else 'cubic'} {name}"
    return _rate(text, stop, end, name)


def _spelled(lowered: str) -> str | None:
    name = unit_words().get(lowered)
    if name is None and (" " in lowered or "-" in lowered or "\n" in lowered):
        flat = " ".join(re.split(r"[\s-]", lowered)).removesuffix("s")
        if flat == "per cent":
            return "percent"
        if flat.endswith("watt hour") or flat in ("metric ton", "standard deviation"):
            return flat
        name = unit_words().get(flat)
    return name


def _length(word: str) -> str | None:
    return unit_words().get(word.lower()) or unit_signs().get(word)


def _rate(text: str, stop: int, end: int, name: str) -> tuple[int, str]:
    """The unit with what it is per: "kilometre per hour", "USD per barrel"."""
    further = rate_at(text, stop, end)
    return (stop, name) if further is None else (further[0], f"{name} per {further[1]}")


_BEFORE_NOW = re.compile(r"\s(?:earlier|ago|before|later|previously|on)\b")


def rate_at(text: str, at: int, end: int) -> tuple[int, str] | None:
    """ "per day", "a year", "/h" from ``at``: its end and what it is per, or None."""
    per = _PER.match(text, at, end)
    if per is None:
        return None
    area = _AREA.match(text, per.end(), end)
    if area is not None and (base := _length(area.group(2))):
        kind = "square" if area.group(1).lower().startswith("s") else "cubic"
        return area.end(), f"{kind} {base}"
    word = _PER_WORD.match(text, per.end(), end)
    if word is None:
        return None
    written = word.group()
    lowered = written.lower()
    name = unit_words().get(lowered)
    article = not per["slash"] and "per" not in per.group().lower()
    if article and _BEFORE_NOW.match(text, word.end(), end):
        return None
    if name is None and not article:
        if lowered in _PER_OTHER:
            name = lowered
        elif bare := unit_signs().get(written.rstrip("23^-")):
            power = {"2": "square ", "3": "cubic "}.get(written[-1:], "")
            name = power + bare
        elif written == "100" or (not per["slash"] and written.islower() and len(written) > 2):
            name = lowered
    if name is None and article and lowered in _PER_OTHER:
        name = lowered
    if article and name in ("turn", "stone", "real", "bar", "cup", "won", "bit", "degree", "time"):
        return None
    return None if name is None else (word.end(), name)
