"""E-books (EPUB 2 and 3): a chapter an article, or the whole book one."""

from __future__ import annotations

from collections.abc import Iterator

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options
from annotate_tui.loaders.zip_reader import is_zip, names_of

NAME = "epub"
VERSION = 1

_MIMETYPE = b"mimetypeapplication/epub+zip"
_CONTAINER = "META-INF/container.xml"


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes are an e-book: by its first file, its container, or a zip named so."""
    if not is_zip(data):
        return False
    # The first file states the kind, packed in no way, so that it can be seen from outside.
    if data[30 : 30 + len(_MIMETYPE)] == _MIMETYPE or name.casefold().endswith(".epub"):
        return True
    return _CONTAINER in names_of(data, _CONTAINER)


def load_all(data: bytes, source: str, name: str, options: Options) -> Iterator[Loaded]:
    """The chapters of a book in reading order, or with ``options.whole`` the book.

    A chapter's source is the book's with "#" and its file, and what the table of contents names in
    that file. Covers, contents and pages of rights are left out unless they hold prose. Raises
    LoadError for a book that is damaged, locked, or has no words.
    """
    from annotate_tui.loaders.epub_chapters import read_chapters, whole_book
    from annotate_tui.loaders.epub_package import open_book

    called = name or source or "standard input"
    try:
        book = open_book(data, called)
        if options.whole:
            yield whole_book(book, data, source, called)
        else:
            yield from read_chapters(book, source, called)
    except RecursionError:
        raise LoadError(f"{called} is nested too deeply to be read: save it as text.") from None
