"""Two versions of an article that are compared: which ones, what differs, where it is in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.model import Span
from annotate_tui.services.versions import Version
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.matches import Changed
from annotate_tui.tui.session import Session

if TYPE_CHECKING:
    from annotate_tui.text.alignment import Change


class Pair(NamedTuple):
    """The two versions that are compared."""

    old: Version
    new: Version

    @property
    def named(self) -> str:
        """Both by their numbers; that the older one is the current one again is said."""
        if self.old.current:
            return f"{self.old.number} (current) → {self.new.number}"
        return f"version {self.old.number} → {self.new.number}"


class Compared(NamedTuple):
    """Two texts and what differs. ``lit`` is what is shown of it in the text ``text_id``."""

    pair: Pair
    old: str
    new: str
    changes: Sequence[Change]
    text_id: str
    lit: Changed


def pairs(known: Sequence[Version]) -> list[Pair]:
    """What can be compared: each version with the one before, the newest first; of three or more
    also the first with the last.
    """
    found = [Pair(old, new) for old, new in zip(known[-2::-1], known[:0:-1], strict=True)]
    return [*found, Pair(known[0], known[-1])] if len(known) > 2 else found


def text_of(desk: Desk, session: Session, text_id: str) -> str:
    """The words of a version; those of the open one are at hand. Raises LibraryError."""
    return session.text.text if session.text.id == text_id else desk.library.text(text_id).text


def lit(session: Session, pair: Pair, changes: Sequence[Change]) -> Changed:
    """Words of the open text that the other one has not there, and places of words it has alone."""
    is_old = session.text.id == pair.old.text_id
    if not is_old and session.text.id != pair.new.text_id:
        return Changed([], [])
    here = [(change.old, change.new) if is_old else (change.new, change.old) for change in changes]
    text = session.document.text
    spans = sorted(span for span, _ in here if span.start < span.end)
    places = {
        _on_words(text, span.start)
        for span, there in here
        if span.start == span.end and there.start < there.end
    }
    return Changed(spans, sorted(places))


def _on_words(text: str, offset: int) -> int:
    """The offset of the words that follow; at the end of the text of those before."""
    at = offset
    while at < len(text) and text[at].isspace():
        at += 1
    if at < len(text):
        return at
    return max(0, len(text[:offset].rstrip()) - 1)


def select(session: Session, span: Span) -> None:
    """Words, without the white space at their ends; of none the word that stands there."""
    text = session.document.text
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        start = _on_words(text, start)
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        end = start
        while end < len(text) and not text[end].isspace():
            end += 1
    if start < end:
        session.reading = session.reading.select(Span(start, end), "selection")
