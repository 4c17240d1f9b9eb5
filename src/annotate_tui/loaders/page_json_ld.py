"""What a page says of itself in JSON-LD: https://schema.org/Article and its kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from annotate_tui.loaders.html_words import skeleton

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX = 2_000_000
_NODES = 5_000
_KIND = re.compile(r"(?:.*Article|.*Posting|Report|.*Review|.*Column|Essay|Chapter|CreativeWork)")
_NO_KIND = re.compile(r"JobPosting|.*AggregateReview|UserReview|ProductReview")
_COMMENT = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
# Where the articles of others stand: what is related, listed or replied.
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")

Node = Mapping[str, Any]


def article_nodes(tree: _Element) -> list[Node]:
    """The objects in the page's JSON-LD that describe an article, in order; broken ones left out.

    References by ``@id`` to objects of the page are resolved one level deep.
    """
    found: list[Node] = []
    named: dict[str, Node] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parsed("".join(script.itertext()))):
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                named.setdefault(name, node)
            if _is_article(node):
                found.append(node)
    return [_resolved(node, named) for node in found]


def the_article(nodes: list[Node], headlines: list[str]) -> Node:
    """The object that is the page's own article: the one whose headline the page has, else the first.

    Among several, one that none of the page's headlines confirms is another's.
    """
    wanted = {skeleton(headline) for headline in headlines if headline} - {""}
    for node in nodes:
        said = skeleton(unescape(str(node.get("headline") or node.get("name") or "")[:1000]))
        if said and any(said in one or one in said for one in wanted):
            return node
    return nodes[0] if len(nodes) == 1 or (nodes and not wanted) else {}


def strings(value: object) -> list[str]:
    """The strings that a value of JSON-LD comes to: its own, a list's, or the names of objects."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("@value") or ""
            if isinstance(one, list):
                one = next((name for name in one if isinstance(name, str)), "")
        if isinstance(one, str) and one.strip():
            found.append(one)
        if len(found) >= 100:
            break
    return found


def addresses(value: object) -> list[str]:
    """The addresses that a value comes to: strings, or ``@id`` and ``url`` of objects."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("@id") or one.get("url")
        if isinstance(one, str):
            found.append(one)
    return found


def _parsed(source: str) -> object:
    if len(source) > _MAX:
        return None
    text = _COMMENT.sub("", _COMMENT.sub("", source.strip())).strip().rstrip(";")
    for attempt in (text, _LAST_COMMA.sub(r"\1", text)):
        try:
            # Line breaks within strings are an error of many pages.
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(parsed: object) -> Iterator[Node]:
    waiting = [parsed]
    seen = 0
    while waiting and seen < _NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting += reversed(one[:_NODES])
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in reversed(_WITHIN) if key in one]


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    names = [
        str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])
    ]
    return any(_KIND.fullmatch(name) and not _NO_KIND.fullmatch(name) for name in names)


def _resolved(node: Node, named: Mapping[str, Node]) -> Node:
    found = dict(node)
    for key in ("author", "creator", "publisher", "isPartOf"):
        value = node.get(key)
        if isinstance(value, list):
            found[key] = [_named(one, named) for one in value]
        elif value is not None:
            found[key] = _named(value, named)
    return found


def _named(value: object, named: Mapping[str, Node]) -> object:
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value
