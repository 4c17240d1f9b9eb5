"""Written dates to ISO 8601: as stated, nothing invented, nothing guessed.

Month and weekday names are those of the Unicode CLDR for English, German, French, Spanish, Italian,
Dutch and Portuguese, with the abbreviations that newspapers print.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from annotate_tui.text.numbers import ascii_digits

_MONTHS = {
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro",
    2: "february feb februar feber février févr fév febrero febbraio febbr februari fevereiro fev",
    3: "march mar märz mrz mär mars marzo maart mrt março",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio mag mei maio",
    6: "june jun juni juin junio giugno giu junho",
    7: "july jul juli juillet juil julio luglio lug julho",
    8: "august aug août agosto ago augustus",
    9: "september sept sep septembre septiembre setiembre settembre sett set setembro",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}

_WEEKDAYS = frozenset(
    name
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur",
        "thurs fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
        "mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes",
        "miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato",
        "domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    )
    for name in names.split()
)

# Any word stands for a name and is looked up: patterns of all names take 7 ms to compile.
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]+)\.?,?\s+(?:den\s+)?)?"
_NAME = r"(?P<name>[^\W\d_]+)"
_YEAR = r"(?P<y>[12]\d{3})"
_DAY = r"(?P<d>\d{1,2})"
_DATES = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}\.?",
        rf"{_YEAR}(?P<sep>[./])\s?(?P<m>\d{{1,2}})(?P=sep)\s?{_DAY}\.?",
        rf"{_YEAR}\s*[년年]\s*(?P<m>\d{{1,2}})\s*[월月]\s*{_DAY}\s*[일日]"
        r"(?:\s*\(?(?:[월화수목금토일月火水木金土日](?:요일|曜日)?|星期.|周.)\)?)?",
        rf"{_WEEKDAY}{_NAME}\.?\s+{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|er|º|°|\.)?\s*(?:of\s+|de\s+)?"
        rf"{_NAME}\.?,?\s*(?:del?\s+)?{_YEAR}",
        rf"{_YEAR}\s+{_NAME}\.?\s+{_DAY}",
        rf"{_DAY}-{_NAME}-{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
    )
]
_NUMERIC = re.compile(rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<sep>[/-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}")

_ZONE = (
    r"(?:\s*\(?(?P<zone>z|(?:utc|gmt)?\s?[+\-−]\d{1,2}(?::?\d{2})?|utc|gmt|(?P<named>[ecmp][sd]?t"
    r"|w?est|west|c?e[st]t|cest|eest|bst|ist|jst|kst|hkt|sgt|msk|a[ew][sd]t|nz[sd]t|sast|mez|mesz))"
    r"\)?)?"
)
_TIME = re.compile(
    r"(?P<h>\d{1,2})(?:\s?[:.h]\s?(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs?|h)\b)?" + _ZONE
)
_EAST_TIME = re.compile(
    r"(?P<half>오전|오후|午前|午後|上午|下午)?\s*(?P<h>\d{1,2})(?:[시時时点點]|:)\s*"
    r"(?:(?P<min>\d{1,2})[분分]?)?\s*(?:(?::|)(?P<s>\d{1,2})[초秒]?)?" + _ZONE
)
_BETWEEN = re.compile(r"[\s,;·|–—-]*(?:\b(?:at|um|à|a las|alle ore|alle|ore|om|às|as of)\b\s*)?")
_LEAD = re.compile(r"^(?:on|the|le|el|il|am|den|vom|du)\s+")
_MAX = 120

_ISO = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?P<time>[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"
    r"(?:z|[+-]\d\d:?\d\d)?)?)?)?",
    re.IGNORECASE,
)
_MONTHS_ALONE = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}\s?[-./]\s?(?P<m>\d{{1,2}})",
        rf"(?P<m>\d{{1,2}})\s?[-./]\s?{_YEAR}",
        rf"{_YEAR}\s*[년年]\s*(?P<m>\d{{1,2}})\s*[월月]",
        rf"{_NAME}\.?,?(?:\s+del?|\s+of)?\s*{_YEAR}",
        rf"{_YEAR}\s+{_NAME}\.?",
    )
]
_YEAR_ALONE = re.compile(rf"{_YEAR}\s?[년年]?")
_LIKE = "write it like 2023-06-12, 12 June 2023, June 2023 or 2023"


def parse_date(text: str) -> str:
    """The one date that ``text`` is, as ISO 8601 ("2023-06-12T08:06"); "" if it is anything else.

    Day, month and year must be there; a time is kept if stated, before or after the date. A zone is
    kept if it is stated as an offset, UTC, GMT or Z ("+00:00"); a named one ("KST") is left out.
    All-numeric dates that can be read two ways (03/04/2023) give "".
    """
    if len(text) > _MAX:
        return ""
    line = _LEAD.sub("", " ".join(text.casefold().split()).strip(" ,;|·–—-"))
    for found in _dates_in(line):
        start = _start(found)
        before, after = line[:start], line[found.end() :]
        day = _day(found)
        if not day or (before.strip() and after.strip()):
            continue
        rest = before.strip(" ,;|·–—-") if before.strip() else after
        if after[:1].isalnum() and after[:1] != "t":
            continue
        time = _time(rest)
        if time is not None:
            return f"{day}T{time}" if time else day
    return ""


def read_date(words: str) -> str:
    """The date that ``words`` is, as ISO 8601: what `parse_date` takes, ISO as it is, and a month
    or a year alone ("June 2023" is "2023-06").

    Raises ValueError: its message is a reason in one clause, for what is no date, is none of the
    calendar, or could be two days.
    """
    written = " ".join(ascii_digits(words[: _MAX + 1]).split())
    if not written:
        raise ValueError("there is nothing in it")
    iso = _ISO.fullmatch(written)
    if iso:
        return _checked_iso(written.upper(), timed=bool(iso["time"]))
    whole = parse_date(written)
    if whole:
        return whole
    line = _LEAD.sub("", written.casefold().strip(" ,;"))
    for pattern in _MONTHS_ALONE:
        found = pattern.fullmatch(line)
        month = found and _month(found.groupdict())
        if found and month:
            return _checked_iso(f"{found['y']}-{month:02}")
    year = _YEAR_ALONE.fullmatch(line)
    if year:
        return year["y"]
    raise ValueError(_no_date(line))


def _month(parts: dict[str, str]) -> int:
    return _MONTH.get(parts["name"], 0) if "name" in parts else int(parts["m"])


def _checked_iso(iso: str, *, timed: bool = False) -> str:
    year, month, day = (int(part or 1) for part in (iso[:4], iso[5:7], iso[8:10]))
    _check_day(year, month, day)
    if timed:
        try:
            datetime.fromisoformat(iso)
        except ValueError:
            raise ValueError("there is no such time of day") from None
        iso = f"{iso[:10]}T{iso[11:]}"
    return iso


def _check_day(year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(
            "there is no year 0" if year == 0 else f"{year}-{month:02} has no day {day}"
        ) from None


def _no_date(line: str) -> str:
    """Why it is no date, and what would be taken."""
    for found in _dates_in(line):
        if line[: _start(found)].strip() or re.match(r"\d", line[found.end() :]):
            continue
        parts = found.groupdict()
        if "a" not in parts:
            try:
                _check_day(int(parts["y"]), _month(parts), int(parts["d"]))
            except ValueError as error:
                return str(error)
            continue
        year, first, second = int(parts["y"]), int(parts["a"]), int(parts["b"])
        if first > 12 and second > 12:
            return f"there is no month {second}"
        if first <= 12 and second <= 12 and first != second:
            days = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            return f"day and month could be either: write {days}"
        try:
            _check_day(year, min(first, second), max(first, second))
        except ValueError as error:
            return str(error)
    if re.fullmatch(r"\d{1,2}([-./])\d{1,2}\1\d{2}", line):
        return "a year has four digits: write it like 2023-06-12"
    if not re.search(r"\d{4}", line) and re.search(r"\d", line):
        return f"the year is missing: {_LIKE}"
    return _LIKE


def _dates_in(line: str) -> list[re.Match[str]]:
    found = [hit for pattern in _DATES for hit in pattern.finditer(line)]
    found += _NUMERIC.finditer(line)
    known = (hit for hit in found if hit.groupdict().get("name", "may") in _MONTH)
    return sorted(known, key=lambda hit: (hit.start(), -hit.end()))


def _start(found: re.Match[str]) -> int:
    """Where the date begins: a word before it that is no weekday is none of it."""
    weekday = found.groupdict().get("weekday")
    if weekday is None or weekday in _WEEKDAYS:
        return found.start()
    return found.end("weekday")


def _day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return ""
    else:
        day = int(parts["d"])
        month = _MONTH[parts["name"]] if "name" in parts else int(parts["m"])
    try:
        return date(int(parts["y"]), month, day).isoformat()
    except ValueError:
        return ""


def _time(rest: str) -> str | None:
    """The ISO time in what is left of a date: "" for nothing, None for what is no time."""
    rest = rest[1:] if re.match(r"t\d", rest) else rest
    found = _BETWEEN.match(rest)
    rest = rest[found.end() :] if found else rest
    rest = rest.strip(" ,;.")
    if not rest:
        return ""
    clock = _TIME.fullmatch(rest)
    if clock is None or not (clock["min"] or clock["half"] or "h" in rest):
        clock = _EAST_TIME.fullmatch(rest)
    if clock is None:
        return None
    hour, minute = int(clock["h"]), int(clock["min"] or 0)
    second = clock["s"]
    half = clock["half"] or ""
    if half in ("p", "오후", "午後", "下午") and hour < 12:
        hour += 12
    elif half in ("a", "오전", "午前", "上午") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return None
    seconds = f":{int(second):02}" if second else ""
    offset = _offset("" if clock["named"] else clock["zone"] or "")
    return None if offset is None else f"{hour:02}:{minute:02}{seconds}{offset}"


def _offset(zone: str) -> str | None:
    if not zone:
        return ""
    numbers = re.search(r"([+\-−])(\d{1,2}):?(\d{2})?$", zone)
    if numbers is None:
        return "+00:00"
    hours, minutes = int(numbers[2]), int(numbers[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    return f"{'+' if numbers[1] == '+' else '-'}{hours:02}:{minutes:02}"
