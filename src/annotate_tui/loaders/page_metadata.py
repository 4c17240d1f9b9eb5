"""What a page says of itself, and where: JSON-LD, Open Graph, other meta elements, its own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from annotate_tui.loaders.html_words import seen_characters, skeleton
from annotate_tui.loaders.page_elements import LONGEST, Page
from annotate_tui.loaders.page_json_ld import addresses, article_nodes, strings, the_article
from annotate_tui.text.bylines import is_newsroom, read_byline, split_names
from annotate_tui.text.dates import parse_date
from annotate_tui.text.normal import collapse

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN_GRAPH = {
    "title": ("og:title",),
    "authors": ("article:author", "og:article:author"),
    "site": ("og:site_name",),
    "published": ("article:published_time", "og:article:published_time", "og:published_time"),
    "updated": ("article:modified_time", "og:article:modified_time", "og:updated_time"),
    "language": ("og:locale",),
    "canonical": ("og:url",),
}
_META = {
    "title": ("citation_title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
              "twitter:title", "headline", "title"),
    "authors": ("citation_author", "citation_authors", "parsely-author", "sailthru.author",
                "dc.creator", "dcterms.creator", "dc.contributor", "byl", "article_author",
                "author", "authors", "twitter:creator"),
    "site": ("citation_journal_title", "application-name", "apple-mobile-web-app-title",
             "dc.publisher", "dcterms.publisher", "publisher", "cre"),
    "published": ("citation_publication_date", "citation_online_date", "citation_date",
                  "parsely-pub-date", "sailthru.date", "dcterms.issued", "dc.date.issued",
                  "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article.published",
                  "datepublished", "publishdate", "publish-date", "publish_date", "pubdate",
                  "publication_date", "publication-date", "originalpublicationdate", "pdate",
                  "article_date_original", "date"),
    "updated": ("dcterms.modified", "dc.date.modified", "article.updated", "datemodified",
                "lastmod", "last-modified", "last_modified", "revised", "modified", "updated"),
    "language": ("dc.language", "dcterms.language", "citation_language", "content-language",
                 "language"),
    "canonical": ("parsely-link", "syndication-source", "original-source"),
}  # fmt: skip

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«:›‹/\-]|::|\|\|)\s+|\s*\|\s*|:\s+")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINKED = re.compile(r"://|^www\.|^/|^@|\.(?:com|org|net)(?:/|$)", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|di|door)[\s:]+", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|staff|editor(?:s|ial)?(?: team)?|redaktion|rédaction|redacción|redazione"
    r"|web ?master|guest|anonymous|unknown|none|null|n/a|default)",
    re.IGNORECASE,
)
_ISO_START = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_CITED = re.compile(r"([^,]+),\s*([^,]+)")
_SHOWN = re.compile(r"publish|pubdate|posted|created|entry-date|dateline", re.I)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What was found; "" or () for the rest. ``found`` says where each detail stood.

    ``canonical`` is the http(s) address of one page, never a bare host. ``headline`` is the page's
    own heading where it is the title in the page's words, else the title. ``body`` is the article's
    text where the page's JSON-LD holds it.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    canonical: str = ""
    headline: str = ""
    is_teaser: bool = False
    body: str = ""
    found: Mapping[str, str] = field(default_factory=dict)


def read_metadata(tree: _Element, url: str = "") -> PageMetadata:
    """What the page says of itself; ``url`` is its address, for relative ones. Never raises.

    Sources in their order: JSON-LD, Open Graph, other meta elements and the head, the text itself.
    Dates are ISO 8601 as stated, without a zone where none is.
    """
    page = Page(tree)
    heads = [page.first(_OPEN_GRAPH["title"]), page.title, page.heading]
    node = the_article(article_nodes(tree), heads)
    stated: dict[str, str] = {}
    found: dict[str, str] = {}

    def take(detail: str, said: Iterable[tuple[str, str]], read: Callable[[str], str]) -> str:
        for where, value in said:
            if words := read(value):
                stated[detail], found[detail] = words, where
                return words
        return ""

    site = take("site", _site(node, page), _plain)
    base = urljoin(url, page.base) if url and page.base else url or page.base
    take("canonical", _canonical(node, page), lambda value: _address(value, base))
    host = urlsplit(stated.get("canonical", "") or url).hostname or ""
    take("title", _titles(node, page), lambda value: _without_site(_plain(value), site, host))
    take("published", _dates("published", "datePublished", node, page), _date)
    take("updated", _dates("updated", "dateModified", node, page), _date)
    take("language", _languages(node, page), _language)
    authors, where = _authors(node, page, site)
    if authors:
        found["authors"] = where
    if stated.get("updated") == stated.get("published"):
        # Said of every page that was never changed.
        stated.pop("updated", None)
        found.pop("updated", None)
    return PageMetadata(
        authors=authors,
        headline=_headline(page.headings, stated.get("title", "")),
        is_teaser=str(node.get("isAccessibleForFree", "")).lower() == "false",
        body=_body(node),
        found=found,
        **stated,
    )


def _plain(value: str) -> str:
    """The words of a value: entities that were escaped twice decoded, tags out, one line."""
    words = unescape(value[: 4 * LONGEST])
    if "&" in words and ";" in words:
        words = unescape(words)
    words = collapse(seen_characters(_TAGS.sub("", words).replace("\0", "")))
    return words[:LONGEST].encode("utf-8", "replace").decode("utf-8").strip()


def _site(node: Mapping[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    for key in ("publisher", "isPartOf", "sourceOrganization"):
        for said in strings(node.get(key)):
            if not _LINKED.search(said):
                yield "json-ld", said
    yield from (("open graph", said) for said in page.all(_OPEN_GRAPH["site"]))
    for said in page.all(_META["site"]):
        if not _LINKED.search(said):
            yield "meta", said


def _titles(node: Mapping[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    said = [("json-ld", one) for one in strings(node.get("headline")) + strings(node.get("name"))]
    said += [("open graph", one) for one in page.all(_OPEN_GRAPH["title"])]
    said += [("meta", one) for one in page.all(_META["title"])]
    # A headline that its writer had cut is the last resort.
    whole = [one for one in said if not one[1].rstrip().endswith(("…", "..."))]
    yield from whole
    wanted = skeleton(page.title)
    for heading in page.headings:
        # What the page's title ends in is the site's name.
        if skeleton(heading) == wanted or not wanted.endswith(skeleton(heading)):
            yield "text", heading
    if page.title:
        yield "meta", page.title
    yield from (("text", heading) for heading in page.headings)
    yield from said


def _dates(detail: str, key: str, node: Mapping[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    yield from (("json-ld", said) for said in strings(node.get(key)))
    yield from (("open graph", said) for said in page.all(_OPEN_GRAPH[detail]))
    yield from (("meta", said) for said in page.all(_META[detail]))
    yield from (("meta", said) for said in page.props.get(key, ()))
    if detail == "published":
        marked = [said for marks, said in page.times if _SHOWN.search(marks)]
        plain = [said for marks, said in page.times if "modif" not in marks.lower()]
        yield from (("text", said) for said in marked + plain[:1])
    else:
        yield from (
            ("text", said)
            for marks, said in page.times
            if "modif" in marks.lower() or "updat" in marks.lower()
        )


def _languages(node: Mapping[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    yield from (("json-ld", said) for said in strings(node.get("inLanguage")))
    yield "meta", page.language
    yield from (("open graph", said) for said in page.all(_OPEN_GRAPH["language"]))
    yield from (("meta", said) for said in page.all(_META["language"]))


def _canonical(node: Mapping[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    if page.link:
        yield "meta", page.link
    yield from (("open graph", said) for said in page.all(_OPEN_GRAPH["canonical"]))
    for key in ("url", "mainEntityOfPage", "@id"):
        yield from (("json-ld", said) for said in addresses(node.get(key)))
    yield from (("meta", said) for said in page.all(_META["canonical"]))


def _authors(node: Mapping[str, Any], page: Page, site: str) -> tuple[tuple[str, ...], str]:
    said: list[tuple[str, list[str]]] = [
        ("json-ld", strings(_people(node.get("author")))),
        ("json-ld", strings(_people(node.get("creator")))),
        ("open graph", list(page.all(_OPEN_GRAPH["authors"]))),
    ]
    said += [("meta", page.meta.get(name, [])) for name in _META["authors"]]
    for where, values in said:
        if names := _names(values, site):
            return names, where
    for line in page.bylines:
        byline = read_byline(line) or read_byline(f"By {_BY.sub('', line)}")
        if byline and (names := _names(list(byline.authors), site)):
            return names, "text"
    return (), ""


def _people(value: object) -> list[object]:
    """Authors that are not said to be organisations."""
    listed = value if isinstance(value, list) else [value]
    return [
        one
        for one in listed
        if not (isinstance(one, dict) and "Organization" in str(one.get("@type")))
    ]


def _names(values: list[str], site: str) -> tuple[str, ...]:
    names: list[str] = []
    for value in values[:50]:
        words = _BY.sub("", _plain(value))
        if not words or len(words) > 300 or _LINKED.search(words):
            continue
        cited = _CITED.fullmatch(words)
        # "Roe, Jane": two names of one word each would be a list of forenames.
        if cited and " " not in cited[1].strip() and " " not in cited[2].strip(". "):
            words = f"{cited[2].strip()} {cited[1].strip()}"
        for name in split_names(words.replace(";", ",")):
            is_site = bool(site) and skeleton(name) == skeleton(site)
            if is_site or is_newsroom(name) or _NOBODY.fullmatch(name) or _LINKED.search(name):
                continue
            if "@" in name or len(name) > 120 or not any(char.isalpha() for char in name):
                continue
            names.append(name)
    return tuple(dict.fromkeys(names))


def _date(value: str) -> str:
    words = _plain(value)
    iso = _ISO_START.match(words)
    if iso:
        stated = iso[1] + (f"T{iso[2]}" if iso[2] else "")
        if iso[2] and iso[3]:
            stated += (
                "+00:00"
                if iso[3] == "Z"
                else iso[3]
                if ":" in iso[3]
                else iso[3][:3] + ":" + iso[3][3:]
            )
        try:
            when = datetime.fromisoformat(stated)
        except ValueError:
            return ""
        return stated if when.year > 1000 else ""
    return parse_date(words)


def _language(value: str) -> str:
    found = _LANGUAGE.fullmatch(value.strip()[:40])
    return found[1].lower() if found else ""


def _address(value: str, base: str) -> str:
    """The address of one page in ``value``, "" for a site's or any other."""
    stated = unescape(value.strip())
    if not stated or len(stated) > 2 * LONGEST or any(char.isspace() for char in stated):
        return ""
    try:
        address = urljoin(base, stated) if base else stated
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or host == "localhost":
        return ""
    return _plain(address) if parts.path.strip("/") or parts.query else ""


def _without_site(title: str, site: str, host: str) -> str:
    """The title without the site's name before or behind it."""
    bare = host.removeprefix("www.")
    names = {skeleton(said) for said in (site, host, bare, bare.split(".")[0])}
    names.discard("")
    while True:
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            return title
        last, first = cuts[-1], cuts[0]
        if _is_site(title[last.end() :], names):
            title = title[: last.start()]
        elif _is_site(title[: first.start()], names):
            title = title[first.end() :]
        else:
            return title


def _is_site(part: str, names: set[str]) -> bool:
    bare = skeleton(part)
    return any(bare in (name, f"the{name}", name.removeprefix("the")) for name in names)


def _body(node: Mapping[str, Any]) -> str:
    said = node.get("articleBody")
    words = unescape(said).replace("\0", "") if isinstance(said, str) else ""
    return words.encode("utf-8", "replace").decode("utf-8")


def _headline(headings: list[str], title: str) -> str:
    """The title in the words of the page's heading, where there is one that says the same."""
    wanted = set(title.casefold().split())
    for heading in headings:
        words = set(heading.casefold().split())
        shared = len(words & wanted)
        if skeleton(heading) == skeleton(title) or shared * 2 > len(words | wanted):
            return heading
    return title
