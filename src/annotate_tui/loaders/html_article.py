"""The article in a page: what trafilatura takes for it, as a tree of HTML again.

Which words belong to the article is trafilatura's judgement alone (https://trafilatura.readthedocs.io,
Apache License 2.0): its fast mode is the one that is measured. What its own tree leaves out of a
page's form (an item's number, the lines of a poem, an empty line between two) is carried through it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from annotate_tui.loaders.html_words import PARAGRAPH_BREAK, local_name, number_of

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr"
    " ul".split()
)
_INLINE = frozenset(
    "a abbr b bdi big cite code data del dfn em font i ins kbd mark q s samp small span strike"
    " strong sub sup time tt u var".split()
)
INNER_QUOTE = "inner"
_BOXES = frozenset({"div", "section", "article", "table", "ul", "ol", "p"})
# Stands behind a blank that must stay: a code point that no text holds.
_KEPT_BLANK = "\ufdd1"
_HI = {"#b": "b", "#i": "i", "#t": "code", "#u": "u", "#sup": "sup", "#sub": "sub"}
_RENAMED = {
    "lb": "br", "del": "s", "row": "tr", "cell": "td", "quote": "blockquote", "graphic": "img",
}  # fmt: skip
_WORK = 30_000_000
_MOST_ELEMENTS = 40_000


def extract(root: _Element) -> _Element | None:
    """The article's body, as HTML; None where trafilatura finds none. ``root`` is changed.

    A page in which the search would take many seconds (more than 40,000 elements, or boxes within
    boxes around all of a long text) is not searched: None, too.
    """
    if not _is_bearable(root):
        return None
    import trafilatura
    from lxml import etree
    from trafilatura.settings import Extractor

    # It says on standard error what it left out; there the reader draws its screen.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    options = Extractor(
        # Any form but "python": for that one it writes out a text that nobody reads.
        output_format="xml", fast=True, comments=False, formatting=True, links=True, tables=True
    )  # fmt: skip
    page = cast("HtmlElement", root)
    try:
        _prepare(page)
        found = trafilatura.bare_extraction(page, options=options)
    except (etree.LxmlError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
            ValueError, AssertionError):  # fmt: skip
        # A page that it stumbles over may be read whole.
        return None
    body = getattr(found, "body", None)
    if body is None or not len(body):
        return None
    _to_html(body)
    return body  # type: ignore[no-any-return]  # an element: the attribute of an untyped union


def _is_bearable(root: _Element) -> bool:
    """Whether a search takes seconds at most: it compares each element with what was taken before,
    and asks each box for all the words within.
    """
    from lxml import etree

    depth = work = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_box = element.tag in _BOXES
        if event == "start":
            count += 1 if element.tag not in ("td", "th") else _cells(element)
            depth += is_box
            work += depth * (40 + len(element.text or ""))
        else:
            depth -= is_box
            work += depth * len(element.tail or "")
        if work > _WORK or count > _MOST_ELEMENTS:
            return False
    return True


def _cells(cell: _Element) -> int:
    """How many cells are written for one: it may reach over a hundred columns and rows."""
    columns, rows = (number_of(cell.get(over), 1) for over in ("colspan", "rowspan"))
    return max(1, min(columns, 100)) * max(1, min(rows, 100))


def _prepare(root: HtmlElement) -> None:
    """Make what the page shows by its form stand in its words, where trafilatura keeps words only."""
    from lxml import etree

    for element in list(root.iter("span")):
        # Wikipedia's "[edit]" behind each heading.
        if element.get("class") == "mw-editsection":
            element.drop_tree()
    quotes = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local_name(element)
        if name == "q":
            quotes += 1 if event == "start" else -1
            if event == "start":
                element.text = "“‘"[quotes % 2 == 0] + (element.text or "")
            else:
                _append(element, "”’"[quotes % 2 == 1])
    for element in list(root.iter("q")):
        element.tag = "span"
    for quoted in list(root.iter("blockquote")):
        _flatten(quoted)
    for listed in root.iter("ol"):
        _number(listed)
    for pre in root.iter("pre"):
        _as_code(pre)
    for element in root.iter("br"):
        _part(element)
        _keep_blank(element)
    for element in root.iter(*_BLOCKS):
        _space(element)


def _flatten(quoted: _Element) -> None:
    """A quotation within one: trafilatura would run their words together."""
    if not any(one.tag == "blockquote" for one in quoted.iterancestors()):
        return
    is_line = all(child.tag in _INLINE or child.tag == "br" for child in quoted)
    quoted.tag = "p" if is_line else "div"
    for one in [quoted] if is_line else quoted.iter("p"):
        one.set("rend", INNER_QUOTE)


def _append(element: _Element, words: str) -> None:
    """Words at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _number(listed: _Element) -> None:
    """Numbers of items that do not count from 1: trafilatura keeps an item's "rend"."""
    items = [child for child in listed if child.tag == "li"]
    is_reversed = listed.get("reversed") is not None
    number = number_of(listed.get("start"), len(items) if is_reversed else 1)
    kind = listed.get("type") or "1"
    for item in items:
        number = number_of(item.get("value"), number)
        item.set("rend", f"{number}:{kind}")
        number += -1 if is_reversed else 1


def _as_code(pre: _Element) -> None:
    """Text whose lines count: with one span in it, it is code to trafilatura, kept as it stands."""
    span = pre.makeelement("span")
    span.text, pre.text = pre.text, None
    span.extend(list(pre))
    pre.append(span)


def _part(element: _Element) -> None:
    """The second of two breaks parts paragraphs, before words or an inline element."""
    before = element.getprevious()
    if before is None or before.tag != "br" or (before.tail or "").strip():
        return
    tail = element.tail or ""
    after = element.getnext()
    if tail.strip():
        element.tail = PARAGRAPH_BREAK + tail
    elif after is not None and after.tag in _INLINE and "".join(after.itertext()).strip():
        element.tail = tail + PARAGRAPH_BREAK


def _keep_blank(element: _Element) -> None:
    """A blank between the words after a break and the element that follows, which would be cut."""
    tail = element.tail or ""
    if tail[-1:].isspace() and tail.strip() and element.getnext() is not None:
        element.tail = f"{tail.rstrip()} {_KEPT_BLANK}"


def _space(block: _Element) -> None:
    """White space around a block where other words touch it: they are not one word with its own."""
    before, after = block.getprevious(), block.getnext()
    tail = block.tail or ""
    if (tail and not tail[0].isspace()) or (
        not tail and after is not None and after.tag not in _BLOCKS
    ):
        block.tail = "\n" + tail
    parent = block.getparent()
    if before is not None:
        words = before.tail or ""
        if not words[-1:].isspace() and (words or before.tag not in _BLOCKS):
            before.tail = words + "\n"
    elif parent is not None and parent.text and not parent.text[-1].isspace():
        parent.text += "\n"


def _to_html(body: _Element) -> None:
    """Give trafilatura's elements the names that HTML has for them."""
    for element in list(body.iter()):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        element.tail = (element.tail or "").replace(_KEPT_BLANK, "")
        element.text = (element.text or "").replace(_KEPT_BLANK, "")
        rend = element.get("rend", "")
        if tag == "head":
            element.tag = rend if rend in ("h1", "h2", "h3", "h4", "h5", "h6") else "h3"
        elif tag == "hi":
            element.tag = _HI.get(rend, "span")
        elif tag == "ref":
            element.tag = "a"
            element.set("href", element.get("target", ""))
        elif tag == "code":
            parent = element.getparent()
            is_lines = "\n" in "".join(element.itertext()) or element.find(".//lb") is not None
            if (parent is body or is_lines) and element.getparent() is not None:
                element.tag = "pre"
        elif tag == "list":
            element.tag = {"ol": "ol", "dl": "dl"}.get(rend, "ul")
        elif tag == "item":
            _to_item(element, rend)
        elif tag == "p" and rend == INNER_QUOTE:
            element.tag = "blockquote"
        elif tag == "table":
            _caption(element)
        elif tag == "cell" and element.get("role") == "head":
            element.tag = "th"
        elif tag in _RENAMED:
            element.tag = _RENAMED[tag]


def _to_item(item: _Element, rend: str) -> None:
    if rend.startswith(("dt-", "dd-")):
        item.tag = rend[:2]
        return
    item.tag = "li"
    number, _, kind = rend.partition(":")
    if kind:
        item.set("value", number)
        item.set("type", kind)


def _caption(table: _Element) -> None:
    """A caption, which trafilatura writes as a head row of one cell, is one again."""
    row = table[0] if len(table) > 1 else None
    if row is None or row.tag != "row" or not len(row) or row[0].get("role") != "head":
        return
    alone = all(cell.get("role") is None and not len(cell) and not cell.text for cell in row[1:])
    if alone and (len(row) > 1 or row[0].get("role") == "head"):
        words = "".join(row[0].itertext())
        row.clear()
        row.tag, row.text = "caption", words
