"""HTML: the article of a web page, or all of a piece of HTML."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.errors import LoadError
from annotate_tui.model import Article, BlockKind, Structure
from annotate_tui.text.structure import StructureBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

    from annotate_tui.loaders.page_metadata import PageMetadata
    from annotate_tui.text.furniture import Furniture

NAME = "html"
VERSION = 1

_SUFFIXES = (".html", ".htm", ".xhtml", ".xht")
_OTHERS = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".txt", ".rst", ".csv", ".tsv", ".json")
_LOOKED_AT = 4096
_BEFORE = re.compile(rb"(?:\s+|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    rb"<(?:article|main|section|div|p|h[1-6]|table|ul|ol|blockquote|meta|title|span|header)"
    rb"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ENDS = re.compile(rb"</[a-z][a-z0-9]{0,10}\s*>", re.IGNORECASE)
_WHOLE = re.compile(r"<!doctype|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_COPIED = re.compile(r"<!--\s{0,9}(Start|End)Fragment\s{0,9}-->")

_LONG = 4_000_000
_LONGEST = 16_000_000
_DEAD = re.compile(r"<(script|style|svg)\b[^<>]{0,2000}>|<!--", re.IGNORECASE)
_INLINE_DATA = re.compile(r"""(["'(])data:[a-zA-Z0-9/+.-]{0,80}[;,][^"')<>]*""")

_FURNITURE = (
    "nav", "footer", "aside", "form", "menu", "dialog", "button", "select", "label", "fieldset",
    "noscript", "iframe",
)  # fmt: skip
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
_WAYS = frozenset(
    "header navigation nav navbar navheader navfooter nav-panel toc contents breadcrumb breadcrumbs"
    " pager menu".split()
)
_NEARLY_ALL = 0.8
_LONGEST_MENDED = 300_000
_HEADLINE_WITHIN = 3
_FEWEST_OF_A_PIECE = 1


def claims(data: bytes, name: str) -> bool:
    """Whether it is a page or a piece of HTML: by its beginning, then by its name.

    Text that merely holds a tag is none, nor is Markdown that begins with one. A page that a browser
    saved with its pictures (MHTML) is one, too.
    """
    from annotate_tui.loaders.html_saved import is_saved_page

    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    at = _BEFORE.match(head)
    start = at.end() if at else 0
    if _PAGE.match(head, start):
        return True
    lower = name.casefold()
    if lower.endswith(_SUFFIXES) or is_saved_page(head, lower):
        return True
    if lower.endswith(_OTHERS) or not _PIECE.match(head, start):
        return False
    # A page may begin with a long comment or a head that is all style.
    return len(_ENDS.findall(head)) >= 2


def load(data: bytes, source: str, name: str) -> Article:
    """The article of a page. Raises LoadError, as `load_page`."""
    return load_page(data, source, name)


def load_page(data: bytes, source: str, name: str, *, charset: str = "", url: str = "") -> Article:
    """The article of a page, its details from wherever the page states them.

    ``charset`` is what the page's HTTP header says of its encoding, ``url`` its address: links
    become absolute by it. The article's source is its canonical address where it states one, in
    the form in which addresses are compared; then ``source`` is among its places. A piece of HTML
    (no ``html`` or ``body``, or what was copied to the clipboard) is read whole. Raises LoadError,
    one sentence, for what holds no article.
    """
    from annotate_tui.loaders.html_encoding import decode_page
    from annotate_tui.loaders.html_saved import is_saved_page, saved_page

    called = name or source or "The page"
    held, saved_from = data, ""
    if is_saved_page(data[:_LOOKED_AT], name.casefold()):
        held, charset, saved_from = saved_page(data, called)
    markup, encoding = decode_page(held, called, charset)
    page = _read(markup, called, url or saved_from)
    article = _article(page, data, source, name, encoding)
    return _called(article, page.metadata, saved_from)


def _called(article: Article, said: PageMetadata, saved_from: str) -> Article:
    """The article under the address that the page, or the browser that saved it, states."""
    stated, where = said.canonical, said.found.get("canonical", "")
    if not stated:
        stated, where = saved_from, "headers"
    if not stated:
        return article
    from annotate_tui.loaders.web_address import normal_url

    address = normal_url(stated)
    places = (article.source,) if article.source not in ("", address) else ()
    found = {**article.found, "source": where}
    return replace(article, source=address, places=places, found=found)


_Text = tuple[str, Structure]


class _Page(NamedTuple):
    text: str
    structure: Structure
    metadata: PageMetadata
    is_piece: bool


def _read(markup: str, called: str, url: str) -> _Page:
    from annotate_tui.loaders.html_judging import (
        Seen,
        is_document,
        is_doubtful,
        is_marked,
        is_of_links,
        is_prose,
        letters,
        what_it_is,
    )
    from annotate_tui.loaders.html_matching import filled, is_without_form
    from annotate_tui.loaders.html_tree import parse_fragment, write_tree
    from annotate_tui.loaders.page_metadata import read_metadata

    piece = _copied(markup)
    is_piece = bool(piece) or not _WHOLE.search(markup[: 16 * _LOOKED_AT])
    root = parse_fragment(_bounded(piece or markup, called), name=called)
    metadata = read_metadata(root, url)
    base = _base(root, url or metadata.canonical)
    if is_piece:
        text, structure = write_tree(root, url=base)
        if letters(text, structure) < _FEWEST_OF_A_PIECE:
            raise LoadError(f"{called} is empty: there is markup in it, but no text to read.")
        return _Page(text, structure, metadata, True)
    if is_document(root):
        text, structure = write_tree(_without_furniture(root), title=metadata.headline, url=base)
        if not is_doubtful(text, structure):
            return _Page(text, structure, metadata, False)
    seen = Seen.of(root)
    found = _extracted(root, metadata, base)
    doubtful = found is None or is_doubtful(*found)
    # Where the page marks its article, trafilatura's choice of it is the better one.
    if doubtful or (found is not None and is_without_form(found[1]) and not is_marked(root)):
        whole = write_tree(_without_furniture(root), title=metadata.headline, url=base)
        if found is None or doubtful:
            found = _mended(found, (_stated(metadata, base), whole))
        else:
            found = filled(*found, *whole) or found
    if found is None or not is_prose(*found) or is_of_links(found[0], seen.linked):
        raise LoadError(what_it_is(called, seen))
    return _Page(*found, metadata, False)


def _mended(found: _Text | None, others: tuple[_Text, ...]) -> _Text | None:
    """What trafilatura took, where it has a form; else its words as one of the others has them.

    Where it took next to nothing, the first of the others that is prose.
    """
    from annotate_tui.loaders.html_judging import THIN, is_prose, is_run_together, letters
    from annotate_tui.loaders.html_matching import blocks_of

    for other in others:
        if not is_prose(*other):
            continue
        taken = 0 if found is None else letters(*found)
        if found is None or (taken < THIN and letters(*other) > 2 * taken):
            return other
        # Each block is looked for in all words: a book's would take a minute.
        if is_run_together(found[1]) and len(found[0]) < _LONGEST_MENDED:
            same = blocks_of(found[0], *other)
            if len(same[1]) > 1 and letters(*same) > taken * _NEARLY_ALL:
                return same
    return found


def _stated(metadata: PageMetadata, base: str) -> tuple[str, Structure]:
    """The article's text as the page's JSON-LD states it, for pages that scripts build."""
    from html import escape

    from annotate_tui.loaders.html_tree import parse_fragment, write_tree

    body = metadata.body
    if not re.search(r"</(?:p|div|br)\s*>|<br", body):
        body = "".join(f"<p>{escape(line)}" for line in body.splitlines() if line.strip())
    try:
        return write_tree(parse_fragment(body), title=metadata.headline, url=base)
    except LoadError:
        return "", StructureBuilder().build()


def _extracted(root: _Element, metadata: PageMetadata, base: str) -> tuple[str, Structure] | None:
    from annotate_tui.loaders.html_article import extract
    from annotate_tui.loaders.html_tree import write_tree

    body = extract(root)
    if body is None:
        return None
    return write_tree(body, title=_headline(body, metadata), url=base)


def _headline(body: _Element, metadata: PageMetadata) -> str:
    """The article's own heading where it begins with one, whatever else the page calls itself."""
    from annotate_tui.loaders.html_words import skeleton

    for element in body[:_HEADLINE_WITHIN]:
        words = "".join(element.itertext()) if element.tag == "h1" else ""
        if skeleton(words) not in ("", skeleton(metadata.site)):
            return words
    return metadata.headline


def _aside(text: str, structure: Structure) -> tuple[Structure, Furniture]:
    """The structure with byline, date and the like put aside, and what they say."""
    from annotate_tui.text.furniture import find_furniture

    said = find_furniture(text, structure)
    kinds = bytearray(structure.kinds)
    for index, kind in said.kinds.items():
        # The headline is what the page's markup says it is.
        if kind is BlockKind.FURNITURE and kinds[index] != BlockKind.TITLE:
            kinds[index] = kind
    return replace(structure, kinds=bytes(kinds)), said


def _article(page: _Page, data: bytes, source: str, name: str, encoding: str) -> Article:
    from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line, kept_original
    from annotate_tui.text.language import detect_language
    from annotate_tui.text.normal import collapse, normalise

    said, text = page.metadata, normalise(page.text)
    found = {detail: where for detail, where in said.found.items() if detail != "canonical"}
    title = said.title
    if not title:
        headline = _title_block(text, page.structure)
        title = collapse(headline) or first_line(text, page.structure)
        found |= {"title": "text"} if title else {}
    language = said.language
    if not language:
        language = detect_language(text[:LANGUAGE_SAMPLE])
        found |= {"language": "text"} if language else {}
    structure, aside = _aside(text, page.structure)
    details = {"authors": aside.authors, "published": aside.published, "updated": aside.updated}
    mined = {name: value for name, value in details.items() if value and name not in found}
    found |= dict.fromkeys(mined, "text")
    warnings: tuple[str, ...] = ()
    if said.is_teaser:
        warnings = (
            f"{name or source or 'The page'} is for subscribers, it says: "
            "what was read may be the beginning only.",
        )
    return Article(
        text=text,
        structure=structure,
        title=title or name,
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=kept_original(data, text),
        original_sha256=hashlib.sha256(data).hexdigest(),
        site=said.site,
        authors=said.authors or aside.authors,
        published=said.published or aside.published,
        updated=said.updated or aside.updated,
        language=language,
        encoding=encoding,
        found=found,
        warnings=warnings,
    )


def _copied(markup: str) -> str:
    """What was copied to the clipboard, where the markup says so; "" elsewhere."""
    first = _COPIED.search(markup)
    last = _COPIED.search(markup, first.end()) if first else None
    if first is None or last is None or (first[1], last[1]) != ("Start", "End"):
        return ""
    piece = markup[first.end() : last.start()]
    return piece if piece.strip() else ""


def _bounded(markup: str, called: str) -> str:
    """The markup without what nobody reads, where it is long. Raises LoadError if it stays so."""
    if len(markup) <= _LONG:
        return markup
    markup = _INLINE_DATA.sub(r"\1", _without_dead(markup))
    if len(markup) > _LONGEST:
        raise LoadError(
            f"{called} is too large for a page ({len(markup) // 1_000_000} million characters): "
            "save its text as a plain text file and add that."
        )
    return markup


def _without_dead(markup: str) -> str:
    """The markup without scripts (but JSON-LD), styles, drawings and comments."""
    lower = markup.lower() if markup.isascii() else ""
    kept: list[str] = []
    at = 0
    unclosed: set[str] = set()
    for found in _DEAD.finditer(markup):
        ends = f"</{found[1].lower()}" if found[1] else "-->"
        if found.start() < at or ends in unclosed or "ld+json" in found[0]:
            continue
        end = (lower or markup).find(ends, found.end())
        if end < 0:
            unclosed.add(ends)
            continue
        kept.append(markup[at : found.start()])
        at = end + 3 if ends == "-->" else markup.find(">", end) + 1 or len(markup)
    return "".join(kept) + markup[at:]


def _base(root: _Element, url: str) -> str:
    from urllib.parse import urljoin

    stated = next((element.get("href") for element in root.iter("base")), "") or ""
    try:
        return urljoin(url, stated.strip()) if stated else url
    except ValueError:
        return url


def _without_furniture(root: _Element) -> _Element:
    """A copy of the page's body without navigation, forms and what stands beside the text."""
    from copy import deepcopy

    copy = deepcopy(root)
    doomed = list(copy.iter(*_FURNITURE))
    doomed += [one for one in copy.iter() if one.get("role") in _ROLES]
    doomed += [one for one in copy.iter("div", "p", "ul", "table") if _is_way_on(one)]
    # The running head and foot of a page, as LibreOffice writes them.
    doomed += [one for one in copy.iter("div") if one.get("title") in ("header", "footer")]
    for element in doomed:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == "form" and len("".join(element.itertext())) > 2000:
            # Some pages are one form.
            continue
        before = element.getprevious()
        tail = "\n" + (element.tail or "")
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
    return copy


def _is_way_on(box: _Element) -> bool:
    """Whether it is called navigation and is mostly links: "Next: Numbers, Up: Introduction"."""
    names = f"{box.get('class', '')} {box.get('id', '')}".lower().replace("_", "-").split()
    if _WAYS.isdisjoint(names):
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in box.iter("a"))
    return linked * 2 > len("".join("".join(box.itertext()).split()))


def _title_block(text: str, structure: Structure) -> str:
    at = structure.kinds.find(BlockKind.TITLE)
    return text[structure.starts[at] : structure.ends[at]] if at >= 0 else ""
