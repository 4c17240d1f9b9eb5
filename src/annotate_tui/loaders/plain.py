"""Plain text: blocks by blank lines and line lengths, furniture put aside and mined."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from annotate_tui.loaders.decode import decode
from annotate_tui.model import Article, BlockKind, Structure
from annotate_tui.text.normal import shorten

NAME = "plain"
VERSION = 1

LANGUAGE_SAMPLE = 20_000
"""How many code points the language is judged by."""


def claims(data: bytes, name: str) -> bool:
    """True: whatever nothing else claims is read as plain text, or refused by `load`."""
    return True


def load(data: bytes, source: str, name: str) -> Article:
    """The article in a plain text; its title is the headline, else its first readable line.

    Raises LoadError for what is no text.
    """
    # Late: an article that is known already is opened without them, and their patterns take 20 ms.
    from annotate_tui.text.furniture import find_furniture
    from annotate_tui.text.language import detect_language
    from annotate_tui.text.paragraphs import read_paragraphs

    text, encoding = decode(data, name or source or "standard input")
    structure = read_paragraphs(text)
    found = find_furniture(text, structure)
    if found.kinds:
        kinds = bytearray(structure.kinds)
        for index, kind in found.kinds.items():
            kinds[index] = kind
        structure = replace(structure, kinds=bytes(kinds))
    title = found.title or first_line(text, structure)
    language = detect_language(text[:LANGUAGE_SAMPLE])
    details = {
        "title": title,
        "site": found.site,
        "authors": found.authors,
        "published": found.published,
        "updated": found.updated,
        "language": language,
    }
    return Article(
        text=text,
        structure=structure,
        title=title or name,
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=kept_original(data, text),
        original_sha256=hashlib.sha256(data).hexdigest(),
        site=found.site,
        authors=found.authors,
        published=found.published,
        updated=found.updated,
        language=language,
        encoding=encoding,
        found={
            **({} if title or not name else {"title": "file name"}),
            **{detail: "text" for detail, value in details.items() if value},
        },
    )


def first_line(text: str, structure: Structure) -> str:
    """The first line of words that is no furniture, in at most 80 code points."""
    aside = (BlockKind.FURNITURE, BlockKind.RULE)
    for start, end, kind in zip(structure.starts, structure.ends, structure.kinds, strict=True):
        if kind not in aside and (line := shorten(text[start:end].split("\n", 1)[0])):
            return line
    return ""


def kept_original(data: bytes, text: str) -> bytes | None:
    """The bytes where they are not simply the text's UTF-8, else None."""
    return None if data == text.encode() else data
