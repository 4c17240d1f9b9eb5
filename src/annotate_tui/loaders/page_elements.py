"""The elements of a page that tell something of its article, found in one walk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotate_tui.loaders.html_words import is_pointer, local_name, seen_characters
from annotate_tui.text.normal import collapse

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 1000
"""How many code points of a value are looked at."""

_WRITER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|writer|reporter)s?(?:$|[\s_-])", re.I
)
_LINES = frozenset("br hr div p li dt dd td th tr section h1 h2 h3 h4 h5 h6".split())
_ASIDE = frozenset({"aside", "nav", "footer"})
_LOOKED_AT = 20_000


class Page:
    """The head's elements by name, and the few of the body that tell something, in one walk."""

    def __init__(self, tree: _Element) -> None:
        self.meta: dict[str, list[str]] = {}
        self.title = self.base = self.link = self.language = ""
        self.headings: list[str] = []
        self.times: list[tuple[str, str]] = []
        self.bylines: list[str] = []
        self.props: dict[str, list[str]] = {}
        self.language = (
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        )
        self._walk(tree)

    @property
    def heading(self) -> str:
        """The first heading of level 1."""
        return next(iter(self.headings), "")

    def first(self, names: Iterable[str]) -> str:
        """The first value of the first name that has one."""
        return next(iter(self.all(names)), "")

    def all(self, names: Iterable[str]) -> Iterator[str]:
        """All values, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def _walk(self, tree: _Element) -> None:
        for number, element in enumerate(tree.iter()):
            name = local_name(element)
            if name == "meta":
                self._meta(element)
            elif name == "title" and not self.title:
                self.title = text_of(element)
            elif name == "base" and not self.base:
                self.base = (element.get("href") or "").strip()
            elif name == "link" and "canonical" in (element.get("rel") or "").lower().split():
                self.link = self.link or element.get("href") or ""
            elif name == "h1" and len(self.headings) < 5:
                if words := text_of(element):
                    self.headings.append(words)
            elif name == "time" and len(self.times) < 20:
                self._time(element)
            elif number < _LOOKED_AT and element.attrib:
                self._written(element)

    def _meta(self, element: _Element) -> None:
        content = (element.get("content") or "")[: 4 * LONGEST].strip()
        names = (element.get("property"), element.get("name"), element.get("http-equiv"))
        for name in names:
            if name and content:
                self.meta.setdefault(name.strip().lower(), []).append(content)
        if (prop := element.get("itemprop")) and content:
            self.props.setdefault(prop, []).append(content)

    def _time(self, element: _Element) -> None:
        stated = element.get("datetime") or text_of(element)
        if any(local_name(one) in _ASIDE for one in element.iterancestors()):
            return
        marks = " ".join(
            element.get(key) or "" for key in ("itemprop", "class", "pubdate", "data-type")
        )
        if element.get("pubdate") is not None:
            marks += " pubdate"
        self.times.append((marks, stated))

    def _written(self, element: _Element) -> None:
        prop = element.get("itemprop")
        if prop in ("datePublished", "dateModified"):
            value = element.get("content") or element.get("datetime") or text_of(element)
            self.props.setdefault(prop, []).append(value)
        is_writer = (
            prop == "author"
            or "author" in (element.get("rel") or "").split()
            or _WRITER_CLASS.search((element.get("class") or "")[:200])
        )
        if is_writer and len(self.bylines) < 10:
            words = text_of(element, 300)
            if words and not any(local_name(one) in _ASIDE for one in element.iterancestors()):
                self.bylines.append(words)


def text_of(element: _Element, most: int = LONGEST) -> str:
    """The element's words on one line, at most so many code points of them."""
    from lxml import etree

    pieces: list[str] = []
    size = 0
    for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        piece = (one.text if event == "start" else one.tail if one is not element else "") or ""
        if event == "start" and is_pointer(one):
            continue
        # Words in different lines are never one.
        pieces.append(f" {piece}" if local_name(one) in _LINES else piece)
        size += len(piece)
        if size > 4 * most:
            break
    return collapse(seen_characters("".join(pieces)))[:most]
