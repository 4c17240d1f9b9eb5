"""The pages of an e-book as trees: decoded, cut where the table of contents points into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate_tui.loaders.decode import decode
from annotate_tui.loaders.epub_package import Entry, Package, Page
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.html_tree import parse_fragment
from annotate_tui.loaders.safe_xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})"
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|cap[ií]tol|capitolo|hoofdstuk|rozdział|глава|bölüm)\b"
    r"|第.{1,6}[章回話话]|제\s?\d+\s?장|[ivxlc]{1,8}\.?(?:\s|$)|\d{1,3}\.?(?:\s|$)",
    re.IGNORECASE,
)
_LONGEST_MARK = 4
_MOST_CUTS = 500
_MOST_COPIED = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A page, or what lies in one between two entries of the table of contents.

    ``label`` is the entry's, "" where none begins it. ``fragment`` is "" for the page's beginning.
    ``data`` is the page's own bytes where it is whole, else b"".
    """

    page: Page
    tree: _Element
    label: str = ""
    fragment: str = ""
    data: bytes = b""


def chapter_depth(contents: Sequence[Entry]) -> int:
    """How deep in the table of contents the chapters stand: below the parts that hold them."""
    deepest = 0
    for depth in range(1, 4):
        entries = [one for one in contents if one.depth == depth]
        own = {one.path for one in contents if one.depth < depth}
        fresh = {one.path for one in entries if not one.fragment} - own
        named = sum(bool(_CHAPTER.match(one.label)) for one in entries)
        above = sum(bool(_CHAPTER.match(one.label)) for one in contents if one.depth < depth)
        if entries and (len(fresh) * 2 > len(entries) or (named * 2 > len(entries) and not above)):
            deepest = depth
    return deepest


def read_page(book: Package, page: Page, called: str) -> tuple[_Element, bytes]:
    """The tree of a page and its bytes. Raises LoadError."""
    what = f"{page.path} in {called}"
    if page.path in book.locked:
        raise LoadError(f"{what} is locked by copy protection (DRM): get the book without.")
    data = book.reader.read_name(page.path)
    if _ENTITY.search(data[:4096]):
        raise LoadError(f"{what} defines XML entities, which can do harm: it was left out.")
    declared = _DECLARED.match(data)
    markup = ""
    if declared:
        try:
            markup = data.decode(declared[1].decode("ascii"))
        except (UnicodeError, LookupError, ValueError):
            markup = ""
    tree = parse_fragment(markup or decode(data, what).text, name=what)
    _bracket_notes(tree)
    return tree, data


def _bracket_notes(tree: _Element) -> None:
    """Marks of notes that only a style sheet raises would read as a part of the word before."""
    for link in tree.iter("a"):
        if "noteref" not in link.get("epub:type", "") and link.get("role") != "doc-noteref":
            continue
        above = link.getparent()
        raised = [one for one in (above, *link) if one is not None and local(one) == "sup"]
        words = "".join(link.itertext()).strip()
        if not raised and words.isalnum() and len(words) <= _LONGEST_MARK:
            for inner in list(link):
                link.remove(inner)
            link.text = f"[{words}]"


def cut_page(page: Page, tree: _Element, data: bytes, entries: Sequence[Entry]) -> list[Piece]:
    """The page's pieces: one for each entry that points to a place of its own in it."""
    whole = next((one.label for one in entries if not one.fragment), "")
    wanted = {one.fragment: one.label for one in reversed(entries) if one.fragment}
    body = next((one for one in tree.iter() if local(one) == "body"), tree)
    cuts = _cuts(body, wanted) if wanted else []
    if not cuts or len(cuts) > _MOST_CUTS or len(cuts) * len(data) > _MOST_COPIED:
        label = whole or next((one.label for one in entries), "")
        return [Piece(page, tree, label, "", data)]
    if len(cuts) == 1 and not whole and not _has_words(_between(body, 0, cuts[0][0])):
        return [Piece(page, tree, cuts[0][1], "", data)]
    pieces: list[Piece] = []
    bounds = [at for at, _, _ in cuts]
    head = _between(body, 0, bounds[0])
    if _has_words(head):
        pieces.append(Piece(page, head, whole, ""))
    for (start, label, fragment), end in zip(cuts, [*bounds[1:], -1], strict=True):
        pieces.append(Piece(page, _between(body, start, end), label, fragment))
    if len(pieces) == 1:
        return [Piece(page, tree, whole or pieces[0].label, "", data)]
    return pieces


def _cuts(body: _Element, wanted: dict[str, str]) -> list[tuple[int, str, str]]:
    """Where each wanted fragment begins, by the number of its element, with label and fragment."""
    numbers: dict[_Element, int] = {}
    found: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for number, element in enumerate(body.iter()):
        name = local(element)
        if name in _HEADINGS:
            numbers[element] = number
        for key in (element.get("id"), element.get("name") if name == "a" else None):
            if key is not None and key in wanted and key not in seen:
                seen.add(key)
                holder = next((a for a in element.iterancestors() if a in numbers), None)
                start = number if holder is None else numbers[holder]
                if not found or found[-1][0] != start:
                    found.append((start, wanted[key], key))
    return [one for one in found if one[0] > 0]


def _between(body: _Element, start: int, end: int) -> _Element:
    """A copy of the tree with the elements from number ``start`` to ``end`` (-1: to the last)."""
    copied = deepcopy(body)
    copied.tail = None
    elements = list(copied.iter())
    end = len(elements) if end < 0 else end
    above_start = set(elements[start].iterancestors()) if start else set()
    above_end = set(elements[end].iterancestors()) if end < len(elements) else set()
    for number, element in enumerate(elements):
        if number >= end or (number < start and element not in above_start):
            if (parent := element.getparent()) is not None:
                parent.remove(element)
            continue
        if number < start:
            element.text = None
        if element in above_end:
            element.tail = None
    return copied


def _has_words(tree: _Element) -> bool:
    return any(words.strip() for words in tree.itertext() if isinstance(words, str))


def begins_with_heading(tree: _Element) -> bool:
    """Whether a heading stands before all other words."""
    for element in tree.iter():
        name = local(element)
        if name in _HEADINGS and _has_words(element):
            return True
        if name not in ("head", "title", "style", "script") and (element.text or "").strip():
            return any(local(above) in _HEADINGS for above in element.iterancestors())
        if (
            name not in ("html", "head", "title", "style", "script", "meta", "link")
            and (element.tail or "").strip()
        ):
            return False
    return False


def link_share(tree: _Element) -> float:
    """Which share of the letters stands in links, from 0 to 1: most of them on a contents page."""
    every = sum(len(words.split()) for words in tree.itertext() if isinstance(words, str))
    linked = sum(
        len("".join(one.itertext()).split())
        for one in tree.iter()
        if local(one) == "a" and one.get("href")
    )
    return linked / every if every else 0.0
