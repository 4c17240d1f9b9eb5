"""Which imported bytes the library has as they stand: what need not be read again."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from annotate_tui.store.reader import Reader


def is_current(library: Reader, original_sha256: str) -> bool:
    """Whether these bytes are the current text of an article that stands. Raises LibraryError."""
    known = library.find_original(original_sha256)
    if known is None:
        return False
    article = library.article(known.article_id)
    return not article.removed_at and article.text_id == known.text_id


class Originals:
    """The hashes of all current texts as they were when it was made, to be sent to processes.

    Eight bytes of each are kept, so that a million take 8 MB: it may, hardly ever, take unknown
    bytes for known ones, but never the other way round. Raises LibraryError.
    """

    def __init__(self, library: Reader) -> None:
        rows = library.fetch(
            "SELECT t.original_sha256 FROM texts t JOIN articles a ON a.text = t.id"
            " WHERE a.removed_at IS NULL"
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
