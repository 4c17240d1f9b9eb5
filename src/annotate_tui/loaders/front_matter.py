"""The YAML head of a Markdown file: what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from annotate_tui.text.bylines import split_names
from annotate_tui.text.dates import parse_date
from annotate_tui.text.normal import collapse

_MAX = 1 << 16
_KEYS = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline", "by", "creator"),
    "published": ("published", "date", "date_published", "datepublished", "publishdate", "pubdate"),
    "updated": ("updated", "lastmod", "modified", "last_modified", "last_modified_at",
                "last_updated", "date_modified", "datemodified"),
    "language": ("lang", "language", "locale"),
    "site": ("site", "site_name", "sitename", "publication", "publisher", "website"),
    "link": ("url", "source", "source_url", "canonical_url", "canonical", "link", "permalink"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found; "" or () for the rest. ``link`` is an http(s) address of one page."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    language: str = ""
    site: str = ""
    link: str = ""


def read_front_matter(content: str) -> FrontMatter | None:
    """The metadata in a YAML head; None if it is no head at all but text between two rules.

    Bad YAML, or more than 64 kB of it, gives an empty result: the text matters more.
    """
    if len(content) > _MAX:
        return FrontMatter()
    import yaml

    try:
        # The base loader makes strings of all scalars: the safe one turns the language "no" into
        # False and gives dates a form that was not stated.
        stated = yaml.load(content, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, TypeError, LookupError, RecursionError):
        # Beside its own errors PyYAML lets those of Python through on odd input ("\\UFFFFFFFF").
        return FrontMatter() if _KEY_LINE.search(content) else None
    if stated is None:
        return FrontMatter()
    if not isinstance(stated, dict):
        return None
    said = {str(key).casefold().replace("-", "_"): value for key, value in stated.items()}
    return FrontMatter(
        title=_first(said, "title"),
        authors=_authors(said),
        published=parse_date(_first(said, "published")),
        updated=parse_date(_first(said, "updated")),
        language=_language(_first(said, "language")),
        site=_first(said, "site"),
        link=_link(said),
    )


_KEY_LINE = re.compile(r"^[\w-]+:(?:\s|$)", re.MULTILINE)


def _values(said: Mapping[str, object], field: str) -> list[str]:
    """The values of the first key that has one: a string, a list of them, or ``{name: …}``."""
    for key in _KEYS[field]:
        value = said.get(key)
        items = value if isinstance(value, list) else [value]
        found: list[str] = []
        for item in items[:100]:
            one = item.get("name") if isinstance(item, dict) else item
            if isinstance(one, str) and (words := collapse(one)):
                found.append(words)
        if found:
            return found
    return []


def _first(said: Mapping[str, object], field: str) -> str:
    return next(iter(_values(said, field)), "")


def _authors(said: Mapping[str, object]) -> tuple[str, ...]:
    names = [name for value in _values(said, "authors") for name in split_names(value)]
    return tuple(dict.fromkeys(names))


def _language(stated: str) -> str:
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", stated)
    return found[1].lower() if found else ""


def _link(said: Mapping[str, object]) -> str:
    for key in _KEYS["link"]:
        value = said.get(key)
        if not isinstance(value, str):
            continue
        try:
            parts = urlsplit(value.strip())
        except ValueError:
            continue
        # A bare host is a site's address, not the article's; many files would share it.
        page = parts.path.strip("/") or parts.query
        if parts.scheme in ("http", "https") and parts.netloc and page:
            return value.strip()
    return ""
