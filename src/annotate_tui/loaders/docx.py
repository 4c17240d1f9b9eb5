"""Word files (.docx, .docm, .dotx, .dotm): words, blocks, notes, and what the properties say."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
from annotate_tui.loaders.zip_reader import is_zip, names_of
from annotate_tui.model import Article, BlockKind, Structure
from annotate_tui.text.normal import collapse, normalise

if TYPE_CHECKING:
    from docx.document import Document

NAME = "docx"
VERSION = 1

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_TYPES = "[Content_Types].xml"
# What programs write where nobody gave a title or a name.
_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|document ?\d*|untitled|no title|title|titel|powerpoint.*|.*\.do[ct]x?m?)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:python-docx|(?:microsoft |ms )?office.*|(?:windows )?user|admin(?:istrator)?|author"
    r"|owner|unknown|un-?named|default|pc|lenovo|dell|hp|asus|acer|apache poi)",
    re.IGNORECASE,
)


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes are a package with a Word document, or a zip that is named like one."""
    if not is_zip(data):
        return False
    if name.casefold().endswith(_SUFFIXES):
        return True
    names = names_of(data, "word/document")
    return _TYPES in names and any(map(_MAIN.fullmatch, names))


def load(data: bytes, source: str, name: str) -> Article:
    """The article in a Word file.

    Its title is that of the properties, else the paragraph in the style Title, else the only
    heading of level 1. Authors are those of the properties. When a file was made or saved last
    is not when the article was published or updated: those dates are left out; a byline or date in
    the text is read as in plain text. Raises LoadError.
    """
    from annotate_tui.loaders.docx_blocks import write_word
    from annotate_tui.loaders.docx_package import open_word
    from annotate_tui.text.furniture import find_furniture
    from annotate_tui.text.language import detect_language

    called = name or source or "standard input"
    file = open_word(data, called)
    try:
        text, structure = write_word(file)
    except RecursionError:
        raise LoadError(
            f"{called} is nested too deeply to be read: save it as plain text first."
        ) from None
    text = normalise(text)
    if not text or text.isspace():
        raise LoadError(f"{called} is empty: there is no text in this Word file to read.")
    title, authors, language = _properties(file.document)
    found = dict.fromkeys(
        (key for key, said in (("title", title), ("authors", authors)) if said), "properties"
    )
    seen = find_furniture(text, structure)
    aside = {at for at, kind in seen.kinds.items() if kind is BlockKind.FURNITURE}
    structure = _put_aside(structure, aside)
    headline = _headline(text, structure)
    details = {"site": seen.site, "published": seen.published, "updated": seen.updated}
    if not authors and seen.authors:
        authors = seen.authors
        found["authors"] = "text"
    found |= {key: "text" for key, said in details.items() if said}
    if not title:
        title = headline or first_line(text, structure)
        found |= {"title": "text"} if title else {}
    if language:
        found["language"] = "properties"
    elif language := detect_language(text[:LANGUAGE_SAMPLE]):
        found["language"] = "text"
    return Article(
        text=text,
        structure=structure,
        title=title or name,
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=data,
        original_sha256=hashlib.sha256(data).hexdigest(),
        authors=authors,
        language=language,
        found=found if title or not name else found | {"title": "file name"},
        site=seen.site,
        published=seen.published,
        updated=seen.updated,
    )


def _put_aside(structure: Structure, indices: set[int]) -> Structure:
    kinds = bytearray(structure.kinds)
    for index in indices:
        if kinds[index] == BlockKind.PARAGRAPH:
            kinds[index] = BlockKind.FURNITURE
    return replace(structure, kinds=bytes(kinds)) if indices else structure


def _headline(text: str, structure: Structure) -> str:
    at = structure.kinds.find(bytes([BlockKind.TITLE]))
    return collapse(text[structure.starts[at] : structure.ends[at]]) if at >= 0 else ""


def _properties(document: Document) -> tuple[str, tuple[str, ...], str]:
    """The title, authors and language that the file states; "" or () for each that it does not."""
    stated = document.core_properties
    title = collapse(normalise(stated.title or ""))
    names = (collapse(normalise(one)) for one in (stated.author or "").split(";"))
    authors = tuple(dict.fromkeys(one for one in names if one and not _NO_AUTHOR.fullmatch(one)))
    said = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", (stated.language or "").strip())
    return (
        "" if _NO_TITLE.fullmatch(title) else title,
        authors,
        said[1].lower() if said else "",
    )
