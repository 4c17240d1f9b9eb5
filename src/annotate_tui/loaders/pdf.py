"""PDF: what a reader sees of it, as paragraphs, by PDFium (pypdfium2).

Running heads, running feet and page numbers are left out of the text, so that a sentence that goes
on on the next page is whole; notes at the foot of a page come after the paragraph that is open
there. The original bytes are kept, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotate_tui.loaders.decode import check_size
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.parts import Stated, article_of, put_parts
from annotate_tui.model import Article, Structure

if TYPE_CHECKING:
    from annotate_tui.loaders.pdf_words import Page, Pages

NAME = "pdf"
VERSION = 1

_HEAD = b"%PDF-"


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
    told = read.properties
    return article_of(
        text,
        structure,
        Stated(told.title, told.author, told.language, told.published),
        data=data,
        source=source,
        name=name,
        loader=(NAME, VERSION),
        warnings=_warnings(read),
    )


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
    from annotate_tui.loaders.pdf_direction import from_its_start
    from annotate_tui.loaders.pdf_furniture import without_furniture
    from annotate_tui.loaders.pdf_lines import chunks_of, column_edges, stretches_of

    chunks = [chunks_of(from_its_start(page.words, page.width)) for page in pages]
    chunks = without_furniture(chunks, [page.height for page in pages])
    known = sorted({edge for page in chunks for edge in column_edges(page)})
    stretches = []
    for number, (page, own) in enumerate(zip(pages, chunks, strict=True)):
        stretches += stretches_of(own, number, known)
        stretches += stretches_of(chunks_of(page.turned), number)
    return put_parts(blocks_of(stretches))


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
