"""What the lists filter and sort by, made of the tables' columns: pure functions, all folded.

Folded is Unicode's full case folding (``str.casefold``). It goes character by character, so folded
words stand in a folded text wherever the words stand in the text.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

SEPARATOR = "\x1f"
"""Stands between two fields. It is white space to ``str.split``, so no typed word holds it."""

KEY = 48
"""Code points of a mark's surroundings by which it is sorted."""

_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_WORDS = re.compile(r"\w+")


def folded(*fields: str) -> str:
    """The fields, each folded, with `SEPARATOR` between and after them."""
    return SEPARATOR.join([field.replace(SEPARATOR, " ") for field in (*fields, "")]).casefold()


def folded_article(
    title: str, source: str, site: str, authors: str, published: str, language: str, note: str,
    variables: str,
) -> str:  # fmt: skip
    """What an article is filtered by; ``authors`` and ``variables`` are JSON."""
    said = [] if authors == "[]" else values(authors)
    own = [] if variables == "{}" else values(variables)
    return folded(title, source, site, *said, published, language, note, *own)


def values(text: str) -> list[str]:
    """The single values that a JSON text holds, as words; of what is no JSON, none."""
    try:
        return list(_flat(json.loads(text)))
    except (ValueError, RecursionError):
        return []


def _flat(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [word for part in value for word in _flat(part)]
    if value is None:
        return []
    return [value if isinstance(value, str) else json.dumps(value)]


def speaker_of(fields: str) -> str:
    """The speaker in a mark's fields (JSON), or ""."""
    if '"speaker"' not in fields:
        return ""
    try:
        found = json.loads(fields).get("speaker")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def origin_of(source: str, site: str) -> str:
    """Where an article is from, in a few words: its site, a web page's host, a file's name."""
    if site:
        return site
    scheme, sign, rest = source.partition("://")
    if sign and scheme.casefold() in ("http", "https"):
        return rest.split("/", 1)[0]
    return source.rsplit("/", 1)[-1]


def source_shown(source: str, site: str) -> str:
    """An article's source as lists show it: as `origin_of`, and of a part of a file also which file.

    A chapter of a book without a title is "book.epub#one.xhtml", a table's row "table.csv#row=2".
    """
    container, _, part = source.partition("#")
    name = container.rsplit("/", 1)[-1]
    if site or not part or "://" in source or "." not in name:
        return origin_of(source, site)
    return f"{name}#{part.rsplit('/', 1)[-1]}"


def month_of(published: str) -> str:
    """The year and month as stated ("2023-06"); the year where no month is; "" if unknown."""
    return _iso(published)[:7]


def moment_of(published: str) -> str:
    """A key that sorts dates by time; "" for what is no date.

    A time with a zone is taken to UTC, one without is taken as it stands.
    """
    iso = _iso(published)
    if len(iso) > 10 and (iso[-1] == "Z" or iso[-6:-5] in "+-" or iso[-5] in "+-"):
        try:
            return datetime.fromisoformat(iso).astimezone(UTC).isoformat()[:19]
        except (ValueError, OverflowError):
            return iso
    return iso


def _iso(published: str) -> str:
    said = published.strip()
    if not said or _ISO.fullmatch(said):
        return said
    # Its patterns take milliseconds to compile, and few files hold such a date.
    from annotate_tui.text.dates import parse_date

    return parse_date(said)


def words_key(words: str) -> str:
    """What words sort by: folded, without punctuation, so that a quotation mark hides nothing."""
    return " ".join(_WORDS.findall(words[: 2 * KEY].casefold()))[:KEY]


def left_key(prefix: str) -> str:
    """What the words before a mark sort by: the nearest word first."""
    return " ".join(reversed(_WORDS.findall(prefix.casefold())))[:KEY]
