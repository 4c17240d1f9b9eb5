"""An e-book's pieces into articles: which of them are chapters, and what they are called."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate_tui.loaders.epub_pages import (
    Piece,
    begins_with_heading,
    chapter_depth,
    cut_page,
    link_share,
    read_page,
)
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.html_tree import write_tree
from annotate_tui.loaders.options import Loaded, Refused
from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
from annotate_tui.loaders.safe_xml import local
from annotate_tui.model import Article, BlockKind, Structure
from annotate_tui.text.language import detect_language
from annotate_tui.text.normal import collapse, normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

    from annotate_tui.loaders.epub_package import Entry, Package

NAME = "epub"
VERSION = 1

_FRONT = frozenset(
    "cover toc contents title-page titlepage half-title-page halftitlepage halftitle copyright-page"
    " copyright imprint loi lot loa lov index landmarks page-list ad".split()
)
_RIGHTS = (
    re.compile(r"©|\bcopyright\b", re.IGNORECASE),
    re.compile(r"\bISBN\b|\b97[89][- ]?\d"),
    re.compile(r"all rights reserved|first published|published by|\bpublisher\b", re.IGNORECASE),
)
_GENERIC = re.compile(
    r"(?:(?:chapter|part|book|section|letter|act|scene|kapitel|teil|chapitre|partie|cap[ií]tulo"
    r"|parte|capitolo|hoofdstuk|rozdział|глава|часть)\s+)?"
    r"(?:\d{1,4}|[ivxlcdm]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten)\.?"
    r"|pro-?logue?|epi-?logue?|preface|introduction|foreword|afterword|conclusions?|notes?"
    r"|acknowledge?ments?|appendix|vorwort|nachwort|einleitung|avant-propos|introducción|prólogo",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"(?:https?|mailto|doi|tel):", re.IGNORECASE)
_PROSE = 80
_FRONT_PROSE = 2000
_LINKED = 0.6
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff]")


class _Chapter:
    """Pieces that belong together, in order."""

    def __init__(self, piece: Piece) -> None:
        self.pieces = [piece]
        self._tree: _Element | None = None

    @property
    def place(self) -> str:
        first = self.pieces[0]
        return first.page.path + (f"#{first.fragment}" if first.fragment else "")

    def tree(self) -> _Element:
        """The tree of all pieces; the last of them has been added when it is first asked for."""
        if self._tree is None:
            self._tree = self.pieces[0].tree
            if len(self.pieces) > 1:
                from lxml import etree

                self._tree = etree.Element("div")
                for piece in self.pieces:
                    self._tree.append(_bare(piece.tree))
        return self._tree

    def original(self) -> bytes:
        """The file, or what of it and of others makes the chapter."""
        from lxml import etree

        first = self.pieces[0]
        if len(self.pieces) == 1 and first.data:
            return first.data
        return etree.tostring(self.tree(), encoding="utf-8", with_tail=False)


def read_chapters(book: Package, source: str, called: str) -> Iterator[Loaded]:
    """Each chapter as an article, each page that could not be read as a refusal.

    Its title is what the table of contents calls it, else its first heading; one that only counts
    ("Chapter 3") has the book's title before it. ``site`` is the book's title; its publisher and
    identifier are variables. Raises LoadError for a book without words.
    """
    aside: list[Article] = []
    only: Article | None = None
    count = refused = 0
    for one in _chapters(book, source, called):
        if isinstance(one, Refused):
            refused += 1
            yield one
            continue
        article, is_chapter = _article(book, one, source, called)
        if article is None:
            continue
        if not is_chapter:
            aside.append(article)
            continue
        count += 1
        if count == 1:
            # An article that was saved as a book may be called after its first part.
            only = article
            continue
        if only is not None:
            yield only
            only = None
        yield article
    if only is not None:
        yield only if refused else _entitled(only, book.title)
    if not count:
        # Nothing but short pages: a book of poems, or one of pictures with their captions.
        yield from aside
    if not count and not aside and not refused:
        raise LoadError(f"{called} has no text to read: its pages may be pictures.")


def _entitled(article: Article, title: str) -> Article:
    """The only chapter of a book under the book's title, where its own stands further down."""
    own, words = article.title.casefold(), collapse(article.text).casefold()
    if not title or words.find(own) < 1:
        return article
    return replace(article, title=title, found={**article.found, "title": "properties"})


def whole_book(book: Package, data: bytes, source: str, called: str) -> Article:
    """The book as one article, its chapters under headings. Raises LoadError."""
    from lxml import etree

    pages: list[tuple[_Chapter, bool]] = []
    failed: list[str] = []
    for one in _chapters(book, source, called):
        if isinstance(one, Refused):
            failed.append(one.sentence)
            continue
        article, is_chapter = _article(book, one, source, called)
        if article is not None:
            pages.append((one, is_chapter))
    root = etree.Element("div")
    some = any(is_chapter for _, is_chapter in pages)
    for chapter, is_chapter in pages:
        if is_chapter or not some:
            tree, label = _bare(chapter.tree()), chapter.pieces[0].label
            if label and not begins_with_heading(tree):
                heading = etree.SubElement(root, "h2")
                heading.text = label
            root.append(tree)
    text, structure = write_tree(root, title=book.title)
    if not pages:
        raise LoadError(
            failed[0] if failed else f"{called} has no text to read: its pages may be pictures."
        )
    found = _found(book) | ({"site": "properties"} if book.publisher else {})
    structure = _outer_links(structure)
    title = book.title or first_line(text, structure) or called
    found["title"] = "properties" if book.title else "text"
    article = _made(book, text, structure, title, source, data, found)
    variables = {"identifier": book.identifier} if book.identifier else {}
    return replace(article, site=book.publisher, variables=variables, warnings=tuple(failed[:10]))


def _chapters(book: Package, source: str, called: str) -> Iterator[_Chapter | Refused]:
    """The pieces of all pages put together to chapters.

    What no entry of the table of contents begins goes on with the chapter before it.
    """
    known = {page.path for page in book.pages}
    contents = [one for one in book.contents if one.path in known]
    by_path: dict[str, list[Entry]] = {}
    for one in contents:
        by_path.setdefault(one.path, []).append(one)
    depth = chapter_depth(contents)
    guided = len({(one.path, one.fragment) for one in contents}) > 1
    current: _Chapter | None = None
    for page in book.pages:
        entries = by_path.get(page.path, [])
        above = max(depth, min((one.depth for one in entries), default=0))
        try:
            tree, data = read_page(book, page, called)
            pieces = cut_page(page, tree, data, [one for one in entries if one.depth <= above])
        except LoadError as error:
            if current is not None:
                yield current
                current = None
            yield Refused(f"{source or called}#{page.path}", str(error))
            continue
        for piece in pieces:
            goes_on = (
                current is not None
                and guided
                and bool(current.pieces[0].label)
                and not piece.label
                and not page.role
                and not begins_with_heading(piece.tree)
            )
            if goes_on and current is not None:
                current.pieces.append(piece)
                continue
            if current is not None:
                yield current
            current = _Chapter(piece)
    if current is not None:
        yield current


def _article(
    book: Package, chapter: _Chapter, source: str, called: str
) -> tuple[Article | None, bool]:
    """The article of a chapter, None without words, and whether it is a chapter to a reader."""
    tree = chapter.tree()
    text, structure = write_tree(tree)
    text = normalise(text)
    if not text.strip():
        return None, False
    structure = _outer_links(_with_title(structure))
    label = chapter.pieces[0].label
    headline = _headline(text, structure)
    named = label or headline or first_line(text, structure) or called
    title = f"{book.title}: {named}" if book.title and _GENERIC.fullmatch(named) else named
    found = _found(book) | {"title": "properties" if label else "text"}
    if book.title:
        found["site"] = "properties"
    place = f"{source}#{chapter.place}" if source else ""
    article = _made(book, text, structure, title, place, chapter.original(), found)
    stated = {"publisher": book.publisher, "identifier": book.identifier}
    article = replace(
        article,
        site=book.title,
        variables={name: said for name, said in stated.items() if said},
    )
    return article, _is_chapter(chapter, tree, text, structure)


def _made(
    book: Package,
    text: str,
    structure: Structure,
    title: str,
    source: str,
    data: bytes,
    found: dict[str, str],
) -> Article:
    language = book.language or detect_language(text[:LANGUAGE_SAMPLE])
    if language and "language" not in found:
        found["language"] = "text"
    return Article(
        text=text,
        structure=structure,
        title=collapse(title),
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=data,
        original_sha256=hashlib.sha256(data).hexdigest(),
        authors=book.authors,
        published=book.published,
        updated=book.updated,
        language=language,
        found=found,
    )


def _found(book: Package) -> dict[str, str]:
    stated = {"authors": book.authors, "published": book.published,
              "updated": book.updated, "language": book.language}  # fmt: skip
    return {name: "properties" for name, said in stated.items() if said}


def _is_chapter(chapter: _Chapter, tree: _Element, text: str, structure: Structure) -> bool:
    size = _prose_size(text, structure)
    role = chapter.pieces[0].page.role or _own_role(chapter.pieces[0].tree)
    roles = set(role.replace("other.", "").split())
    if "toc" in roles or (link_share(tree) > _LINKED and size < 10 * _FRONT_PROSE):
        return False
    if size >= _FRONT_PROSE:
        return True
    is_front = (
        roles & _FRONT
        or _called(chapter) in _FRONT
        or sum(bool(sign.search(text)) for sign in _RIGHTS) > 1
    )
    return size >= _PROSE and not is_front


def _called(chapter: _Chapter) -> str:
    """What the page's file is called, as a role would be: older books state none."""
    stem = chapter.pieces[0].page.path.rpartition("/")[2].partition(".")[0]
    return stem.casefold().replace("_", "-").rstrip("0123456789-")


def _own_role(tree: _Element) -> str:
    """What the page calls itself, on its body or the section that it is made of."""
    for element in tree.iter():
        name = local(element)
        if role := element.get("epub:type", "") if name in ("body", "section", "div") else "":
            return role.casefold()
        if (name in ("p", "h1", "h2", "h3")) or (name == "body" and (element.text or "").strip()):
            break
    return ""


def _prose_size(text: str, structure: Structure) -> int:
    """How many letters stand in other blocks than headings; those of wide scripts count twice."""
    aside = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.RULE)
    size = 0
    for start, end, kind in zip(structure.starts, structure.ends, structure.kinds, strict=True):
        if kind not in aside:
            size += end - start + len(_WIDE.findall(text, start, end))
            if size > 10 * _FRONT_PROSE:
                break
    return size


def _with_title(structure: Structure) -> Structure:
    """Where no heading is the title, that which begins the text is."""
    kinds = bytearray(structure.kinds)
    if BlockKind.TITLE in kinds or kinds[:1] != bytes([BlockKind.HEADING]):
        return structure
    kinds[0] = BlockKind.TITLE
    levels = bytearray(structure.levels)
    levels[0] = 0
    return replace(structure, kinds=bytes(kinds), levels=bytes(levels))


def _outer_links(structure: Structure) -> Structure:
    """Without the links that lead to other places in the book: there is no such place any more."""
    gone = {at for at, href in structure.hrefs.items() if not _OUTSIDE.match(href)}
    if not gone:
        return structure
    kept = [at for at in range(len(structure.mark_starts)) if at not in gone]
    return replace(
        structure,
        mark_starts=array("I", [structure.mark_starts[at] for at in kept]),
        mark_ends=array("I", [structure.mark_ends[at] for at in kept]),
        mark_kinds=bytes(structure.mark_kinds[at] for at in kept),
        hrefs={new: structure.hrefs[at] for new, at in enumerate(kept) if at in structure.hrefs},
    )


def _headline(text: str, structure: Structure) -> str:
    at = structure.kinds.find(bytes([BlockKind.TITLE]))
    if at < 0:
        at = structure.kinds.find(bytes([BlockKind.HEADING]))
    return collapse(text[structure.starts[at] : structure.ends[at]]) if at >= 0 else ""


def _bare(tree: _Element) -> _Element:
    """A page's body as a piece of another tree."""
    body = next((one for one in tree.iter() if local(one) == "body"), tree)
    body.tag = "div"
    body.tail = None
    return body
