"""Which column of a table holds what: the text, the details of an article, all else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from annotate_tui.loaders.errors import LoadError
from annotate_tui.text.bylines import split_names
from annotate_tui.text.dates import parse_date
from annotate_tui.text.normal import collapse, normalise

TEXTS = (
    "text", "content", "body", "articlebody", "fulltext", "articletext", "maintext", "bodytext",
    "plaintext", "rawtext", "cleantext", "storytext",
)  # fmt: skip
"""What a column of texts is called, the likeliest first."""

_PERHAPS = (
    "article", "story", "transcript", "message", "selftext", "post", "comment", "abstract",
    "summary", "description",
)  # fmt: skip
"""What it may be called: such a column may hold numbers as well."""

_DETAILS = {
    "title": ("title", "headline", "heading"),
    "authors": ("authors", "author", "byline", "by", "creator"),
    "published": ("published", "date", "datepublished", "publishdate", "pubdate", "publishedat",
                  "publicationdate", "datepublish", "publishedon", "published date", "createdat"),
    "updated": ("updated", "lastmod", "modified", "lastmodified", "lastmodifiedat", "lastupdated",
                "datemodified", "datemodify", "updatedat"),
    "language": ("lang", "language", "locale"),
    "site": ("site", "sitename", "publication", "publisher", "website", "newspaper", "outlet",
             "sourcedomain", "domain", "source", "sourcename"),
    "link": ("url", "link", "permalink", "sourceurl", "canonicalurl", "canonical", "source", "uri"),
    "id": ("id", "uuid", "guid", "articleid", "docid", "documentid", "identifier"),
}  # fmt: skip

_LEAST = 80
"""Code points that an unnamed column of texts has on average, at least."""
_FAR = 3
"""How many times longer than the next it is."""
_LISTED = 40
"""How many columns a sentence names."""
_NAME_LENGTH = 64
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


class Details(NamedTuple):
    """What a record says of its article; "" or () for what it does not. ``others`` is all else."""

    title: str
    authors: tuple[str, ...]
    published: str
    updated: str
    language: str
    site: str
    link: str
    id: str
    others: Mapping[str, str]

    @property
    def found(self) -> dict[str, str]:
        """Where each detail stood."""
        said = {
            "title": self.title,
            "authors": self.authors,
            "published": self.published,
            "updated": self.updated,
            "language": self.language,
            "site": self.site,
            "source": self.link,
        }
        return {name: "columns" for name, value in said.items() if value}


def fold(name: str) -> str:
    """A column's name for comparing: letters and digits in small letters."""
    return re.sub(r"[\W_]", "", name.casefold())


def value_at(values: Mapping[str, Any], column: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a record has in that column; a dotted name goes into objects. None where it has none."""
    if column in values:
        return values[column]
    at: Any = values
    for part in column.split("."):
        if not isinstance(at, Mapping) or part not in at:
            return None
        at = at[part]
    return at


def columns_of(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns that these records have, in the order in which they come; those of objects
    dotted, one level deep."""
    names: dict[str, None] = {}
    for record in records:
        for name, value in record.items():
            if isinstance(value, Mapping) and value:
                names.update((f"{name}.{inner}", None) for inner in value)
            else:
                names[name] = None
    return list(names)


def text_column(records: Sequence[Mapping[str, Any]], wanted: str, name: str) -> str:
    """The column that holds the texts: the ``wanted`` one, else one that is called so, else the
    one that is by far the longest. Raises LoadError, naming the columns there are."""
    columns = columns_of(records)
    if wanted:
        return _wanted(records, columns, wanted, name)
    lengths = {column: _length(records, column) for column in columns}
    words = {column for column, (length, worded) in lengths.items() if length and worded}
    own = {fold(column): column for column in reversed(columns) if "." not in column}
    for known in (*TEXTS, *_PERHAPS):
        column = own.get(known, "")
        if column and (known in TEXTS or column in words):
            return column
    ranked = sorted(columns, key=lambda column: -lengths[column][0])
    if len(ranked) == 1 and lengths[ranked[0]][0]:
        return ranked[0]
    if len(ranked) > 1:
        longest = lengths[ranked[0]][0]
        second = lengths[ranked[1]][0]
        if longest >= _LEAST and longest >= _FAR * second:
            return ranked[0]
    raise LoadError(
        f"{name} does not say which column holds the text: name it with --text-column"
        f" ({_named(columns)})."
    )


def _wanted(
    records: Sequence[Mapping[str, Any]], columns: list[str], wanted: str, name: str
) -> str:
    if any(value_at(record, wanted) is not None for record in records):
        return wanted
    alike = [column for column in columns if column.casefold() == wanted.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise LoadError(f"{name} has no column “{wanted}”: {_named(columns)}.")


def _named(columns: list[str]) -> str:
    if not columns:
        return "it has none"
    shown = ", ".join(collapse(column)[:_NAME_LENGTH] for column in columns[:_LISTED])
    more = len(columns) - _LISTED
    return f"it has {shown}{f' and {more} more' if more > 0 else ''}"


def _length(records: Sequence[Mapping[str, Any]], column: str) -> tuple[float, bool]:
    """The average length of a column's words in code points, and whether any has two words."""
    values = [value_at(record, column) for record in records]
    filled = [text for value in values if not _is_bare(value) and (text := as_text(value)).strip()]
    worded = any(len(value.split(None, 1)) > 1 for value in filled)
    total = sum(map(len, filled)) if any(_address(value) == "" for value in filled) else 0
    return (total / len(filled) if filled else 0.0, worded)


def details(values: Mapping[str, Any], column: str) -> Details:
    """What a record says beside its text, which is in ``column``.

    Where that is dotted, what stands beside it in its object counts as the record's own, too.
    """
    inner, own = _beside(values, column)
    by_name: dict[str, str] = {}
    for name in own:
        by_name.setdefault(fold(name), name)
    used: set[str] = set()

    def first(detail: str) -> Iterator[tuple[str, Any]]:
        for known in _DETAILS[detail]:
            name = by_name.get(fold(known))
            if name is not None and name not in used:
                yield name, own[name]

    def take(detail: str, read: Any) -> Any:  # noqa: ANN401 - a reader and what it reads
        for name, value in first(detail):
            if made := read(value):
                used.add(name)
                return made
        return ""

    link = take("link", _address)
    said = Details(
        title=take("title", _line),
        authors=take("authors", _authors) or (),
        published=take("published", _date),
        updated=take("updated", _date),
        language=take("language", _language),
        site=take("site", _site),
        link=link,
        id=take("id", _id),
        others={},
    )
    rest = [(name, value) for name, value in own.items() if name not in used]
    left = {name: value for name, value in inner.items() if name not in used}
    return said._replace(
        others=variables(rest if not left else [*_without(rest, left), *left.items()])
    )


def _without(rest: list[tuple[str, Any]], left: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in rest if name not in left]


def _beside(values: Mapping[str, Any], column: str) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """What stands in the text's own object, and that with the record's own columns."""
    if column in values or "." not in column:
        return {}, {name: value for name, value in values.items() if name != column}
    head, _, last = column.rpartition(".")
    holder = value_at(values, head)
    inner = {name: value for name, value in holder.items() if name != last}
    top = column.split(".", 1)[0]
    return inner, {**inner, **{name: value for name, value in values.items() if name != top}}


def variables(values: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Columns as document variables: words, none of them empty, under names that are columns.

    A list is joined by "; ", an object is its JSON.
    """
    made: dict[str, str] = {}
    taken: set[str] = set()
    for at, (column, value) in enumerate(values, 1):
        words = as_words(value)
        if not words.strip():
            continue
        plain = collapse(normalise(column))[:_NAME_LENGTH].rstrip() or f"column {at}"
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            name = f"{plain[: _NAME_LENGTH - 8]} {again}"
        taken.add(name.casefold())
        made[name] = words
    return made


def as_text(value: object) -> str:
    """A value of JSON as the text of an article; a list of texts is one of paragraphs."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(normalise(one) for one in value if one.strip())
    return "" if isinstance(value, list | Mapping) else as_words(value)


def _is_bare(value: object) -> bool:
    return not isinstance(value, str | list)


def as_words(value: object) -> str:
    """A value of JSON as words; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return "; ".join(filter(None, map(as_words, value)))
    if value in ([], {}):
        return ""
    return normalise(json.dumps(value, ensure_ascii=False))


def _line(value: object) -> str:
    return collapse(normalise(value)) if isinstance(value, str) else ""


def _authors(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items[:100]:
        one = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(one, str):
            # Tables part several authors by semicolons or bars, which no name holds.
            for part in re.split(r"[;|]", one):
                names += split_names(normalise(part))
    return tuple(dict.fromkeys(names))


def _date(value: object) -> str:
    return parse_date(value) if isinstance(value, str) else ""


def _language(value: object) -> str:
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else ""


def _site(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name")
    return _line(value) if isinstance(value, str) and not _address(value) else ""


def _id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    words = collapse(normalise(str(value)))
    return words if len(words) <= 200 else ""


def _address(value: object) -> str:
    """The http(s) address of one page, else ""."""
    if not isinstance(value, str):
        return ""
    words = normalise(value).strip()
    try:
        parts = urlsplit(words)
    except ValueError:
        return ""
    # A bare host is a site's address, not the article's; many records would share it.
    page = parts.path.strip("/") or parts.query
    sound = parts.scheme in ("http", "https") and parts.netloc and page and " " not in words
    return words if sound and words.isprintable() else ""
