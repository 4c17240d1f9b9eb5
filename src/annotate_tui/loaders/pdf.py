"""PDF: what a reader sees of it, as paragraphs, by PDFium (pypdfium2).

Running heads, running feet and page numbers are left out of the text, so that a sentence that goes
on on the next page is whole; notes at the foot of a page come after the paragraph that is open
there. The original bytes are kept, so nothing is lost.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate_tui.loaders.decode import check_size
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
from annotate_tui.model import Article, BlockKind, Structure
from annotate_tui.text.normal import collapse, normalise

if TYPE_CHECKING:
    from annotate_tui.loaders.pdf_blocks import Part
    from annotate_tui.loaders.pdf_words import Page, Pages, Properties

NAME = "pdf"
VERSION = 1

_HEAD = b"%PDF-"
_JUNK_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unbenannt|sans titre|document|dokument|layout|slide|print|"
    r"powerpoint presentation|microsoft \w+ - .*|book|title|unknown|none|null|page|seite|doc)\)?"
    r"[\s\d._-]*|.*\.(?:docx?|pdf|indd|qxd|qxp|tex|dvi|rtf|odt|pptx?|xlsx?|html?|txt|ps|eps|p65)",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"\(?(?:anonymous|unknown|admin(?:istrator)?|user\d*|owner|root|guest|author|none|null|default|"
    r"pc|hp|dell|windows(?: user)?|microsoft(?: office)?(?: user)?|benutzer|autor)\)?",
    re.IGNORECASE,
)


def claims(data: bytes, name: str) -> bool:
    """Whether the content begins as a PDF; some senders put a few bytes before it."""
    head = data[:1024]
    at = head.find(_HEAD)
    return at == 0 or (at > 0 and (not head[:at].strip(b"\xef\xbb\xbf \t\r\n\0") or _has_end(data)))


def _has_end(data: bytes) -> bool:
    return b"startxref" in data[-2048:] and b"%%EOF" in data[-2048:]


def load(data: bytes, source: str, name: str) -> Article:
    """The article in a PDF.

    Its title is what the document's properties say, unless that is a file's name or a program's
    default, else the largest heading of the first page. The date on which the file was made is no
    date of publication, and is not taken for one. Raises LoadError for a document that is
    protected by a password, damaged, without pages or without a text layer.
    """
    from annotate_tui.loaders.pdf_reading import read_pages

    called = name or source or "standard input"
    check_size(len(data), called)
    read = read_pages(data, called)
    _check(read, called)
    text, structure = _text_of(read.pages)
    if not text.strip():
        raise LoadError(_no_text(read, called))
    return _article(data, source, name, read, text, structure)


def _check(read: Pages, name: str) -> None:
    if not read.total:
        raise LoadError(f"{name} has no pages: there is nothing in it to read.")
    if not read.pages:
        raise LoadError(f"{name} is damaged, so no page can be read: get it again.")
    letters = sum(len(word.text) for page in read.pages for word in page.words)
    if not letters:
        raise LoadError(_no_text(read, name))
    if sum(page.unreadable for page in read.pages) > 0.3 * letters:
        raise LoadError(
            f"{name} does not say which letters its fonts draw, so its text cannot be read: "
            "run it through OCR first (ocrmypdf --force-ocr)."
        )


def _no_text(read: Pages, name: str) -> str:
    if any(page.pictures for page in read.pages):
        what = "has no text layer, only pictures"
    else:
        what = "has no words on its pages"
    return f"{name} {what}: run it through OCR first (ocrmypdf does it)."


def _text_of(pages: Sequence[Page]) -> tuple[str, Structure]:
    from annotate_tui.loaders.pdf_blocks import blocks_of
    from annotate_tui.loaders.pdf_furniture import without_furniture
    from annotate_tui.loaders.pdf_lines import chunks_of, column_edges, stretches_of

    chunks = [chunks_of(page.words) for page in pages]
    chunks = without_furniture(chunks, [page.height for page in pages])
    known = sorted({edge for page in chunks for edge in column_edges(page)})
    stretches = []
    for number, (page, own) in enumerate(zip(pages, chunks, strict=True)):
        stretches += stretches_of(own, number, known)
        stretches += stretches_of(chunks_of(page.turned), number)
    return _put(blocks_of(stretches))


def _put(parts: Sequence[Part]) -> tuple[str, Structure]:
    """The parts as one text, parted as the other formats part theirs."""
    from annotate_tui.text.structure import StructureBuilder

    builder = StructureBuilder()
    pieces: list[str] = []
    at = 0
    last: tuple[BlockKind, int] | None = None
    close = (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM)
    for part in parts:
        words = normalise(part.text)
        kept = words.strip().lstrip("\ufeff").strip()
        if not kept:
            continue
        skip = words.find(kept)
        here = (part.kind, part.group)
        before = "" if last is None else "\n" if part.kind in close and last == here else "\n\n"
        if part.kind == BlockKind.TABLE_ROW:
            before += words[:skip] if not words[:skip].strip("\t") else ""
        pieces += [before, kept]
        at += len(before)
        builder.add(at, at + len(kept), part.kind, part.level, part.label)
        for a, b, kind, href in part.marks:
            start, end = max(0, a - skip), min(len(kept), b - skip)
            builder.mark(at + start, at + end, kind, href)
        at += len(kept)
        last = here
    return "".join(pieces), builder.build()


def _article(
    data: bytes, source: str, name: str, read: Pages, text: str, structure: Structure
) -> Article:
    from annotate_tui.text.dates import parse_date
    from annotate_tui.text.furniture import find_furniture
    from annotate_tui.text.language import detect_language

    told = read.properties
    seen = find_furniture(text, structure)
    if seen.kinds:
        kinds = bytearray(structure.kinds)
        for index, kind in seen.kinds.items():
            kinds[index] = kind
        structure = replace(structure, kinds=bytes(kinds))
    found: dict[str, str] = {}

    def choose(detail: str, stated: str, in_text: str) -> str:
        if stated or in_text:
            found[detail] = "properties" if stated else "text"
        return stated or in_text

    headline = next(
        (
            collapse(text[start:end])
            for start, end, kind in zip(
                structure.starts, structure.ends, structure.kinds, strict=True
            )
            if kind == BlockKind.TITLE
        ),
        "",
    )
    title = choose("title", _title(told.title, name), headline or seen.title)
    named = _authors(told)
    if named or seen.authors:
        found["authors"] = "properties" if named else "text"
    published = choose("published", parse_date(told.published), seen.published)
    updated = choose("updated", "", seen.updated)
    site = choose("site", "", seen.site)
    language = detect_language(text[:LANGUAGE_SAMPLE])
    if language:
        found["language"] = "text"
    elif stated := re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", told.language):
        language, found["language"] = stated[0].lower(), "properties"
    return Article(
        text=text,
        structure=structure,
        title=title or first_line(text, structure) or name,
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=data,
        original_sha256=hashlib.sha256(data).hexdigest(),
        site=site,
        authors=named or seen.authors,
        published=published,
        updated=updated,
        language=language,
        found=found,
        warnings=_warnings(read),
    )


def _title(stated: str, name: str) -> str:
    """The title that the properties state, "" for what no author wrote."""
    title = collapse(normalise(stated)).strip("\ufeff ")
    stem = name.rsplit(".", 1)[0].casefold()
    if not title or title.casefold() in (name.casefold(), stem) or _JUNK_TITLE.fullmatch(title):
        return ""
    odd = sum(1 for char in title if char == "\ufffd" or not char.isprintable())
    return "" if odd or not any(map(str.isalpha, title)) else title[:500]


def _authors(told: Properties) -> tuple[str, ...]:
    from annotate_tui.text.bylines import split_names

    stated = collapse(normalise(told.author)).strip("\ufeff ")
    names = [n for n in split_names(stated) if not _JUNK_AUTHOR.fullmatch(n) and n.isprintable()]
    return tuple(dict.fromkeys(names))


def _warnings(read: Pages) -> tuple[str, ...]:
    told: list[str] = []
    if read.missing:
        told.append(f"{_pages(read.missing)} could not be read, as the file is damaged there.")
    if read.total > len(read.pages) + len(read.missing):
        told.append(
            f"Only the first {len(read.pages) + len(read.missing):,} of {read.total:,} pages were read."
        )
    damaged = set(read.missing)
    numbers = [n for n in range(1, read.total + 1) if n not in damaged]
    blank = [
        n for n, page in zip(numbers, read.pages, strict=False) if not page.words and page.pictures
    ]
    if blank:
        told.append(
            f"{_pages(blank)} {'has' if len(blank) == 1 else 'have'} no text layer, only pictures: "
            "OCR would read them."
        )
    unclear = [n for n, page in zip(numbers, read.pages, strict=False) if page.unreadable > 20]
    if unclear:
        told.append(
            f"{_pages(unclear)} {'has' if len(unclear) == 1 else 'have'} letters that the file's fonts do not name."
        )
    return tuple(told)


def _pages(numbers: Sequence[int]) -> str:
    """Pages by their numbers, runs as ranges: "Pages 3 to 5 and 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(a) if a == b else f"{a} to {b}" for a, b in runs[:8]]
    if len(runs) > 8:
        told.append("others")
    head = "Page" if len(numbers) == 1 else "Pages"
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{head} {listed}"
