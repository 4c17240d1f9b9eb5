"""Which imported bytes the library has as they stand: what need not be read again."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from annotate_tui.store.reader import Reader

SEVERAL_WAYS = ("epub",)
"""Loaders of files that can be read in several ways, as a book whole or by chapters: that one of them
is known says nothing of the other, so such files are read again."""


def is_current(library: Reader, original_sha256: str) -> bool:
    """Whether these bytes are the current text of an article that stands, and nothing else may be
    made of them. Raises LibraryError.
    """
    known = library.find_original(original_sha256)
    if known is None:
        return False
    article = library.article(known.article_id)
    if article.removed_at or article.text_id != known.text_id:
        return False
    loader = library.fetch("SELECT loader FROM texts WHERE id = ?", known.text_id)[0][0]
    return loader not in SEVERAL_WAYS


class Originals:
    """The hashes of all current texts as they were when it was made, to be sent to processes.

    Eight bytes of each are kept, so that a million take 8 MB: it may, hardly ever, take unknown
    bytes for known ones, but never the other way round. Raises LibraryError.
    """

    def __init__(self, library: Reader) -> None:
        rows = library.fetch(
            "SELECT t.original_sha256 FROM texts t JOIN articles a ON a.text = t.id"
            f" WHERE a.removed_at IS NULL AND t.loader NOT IN ({', '.join('?' * len(SEVERAL_WAYS))})",
            *SEVERAL_WAYS,
        )
        self._known = array("Q", sorted(_short(row[0]) for row in rows))

    def __contains__(self, digest: object) -> bool:
        if not isinstance(digest, str):
            return False
        short = _short(digest)
        at = bisect_left(self._known, short)
        return at < len(self._known) and self._known[at] == short


def _short(digest: str) -> int:
    return int(digest[:16], 16)
