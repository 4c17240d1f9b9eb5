"""One open article: its text, its marks, where the reader stands. Changes go through services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotate_tui.model import Mark, Span, Tag
from annotate_tui.reading import marks as among
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.motions import begin
from annotate_tui.reading.state import Reading
from annotate_tui.store import ArticleRow, Library, LibraryError, TextRow
from annotate_tui.text.document import Document
from annotate_tui.tui.keymap import Keymap, tag_keys


class Session:
    """What is open, and what this sitting did to it.

    ``made`` holds the ids of the marks made in this sitting, also in other articles.
    """

    def __init__(
        self,
        library: Library,
        article: ArticleRow,
        text: TextRow,
        made: set[str] | None = None,
        keymap: Keymap | None = None,
    ) -> None:
        self.library = library
        self._keymap = keymap or Keymap()
        self.article = article
        self.text = text
        self.document = Document(text.text, text.structure, article.language or "en")
        position = article.read_position if text.id == article.text_id else 0
        self.reading: Reading = begin(self.document, position or None)
        self.tags: Mapping[str, Tag] = {}
        self.keys: Mapping[str, Tag] = {}
        self.clashes: list[str] = []
        self.marks = MarkIndex()
        self.made = set() if made is None else made
        self.edge_step: str | None = None
        self.sought = ""
        self.touched: list[Span] = []
        self._saved = article.read_position
        self._read()

    def reload(self) -> None:
        """Read article, tags and marks again; whatever differs is marked to be drawn."""
        self.article = self.library.article(self.article.id)
        self._read()

    def _read(self) -> None:
        old = {m.id: m for m in self.marks.marks}
        self.tags = {tag.id: tag for tag in self.library.tags()}
        self.keys, self.clashes = tag_keys(self.tags.values(), self._keymap)
        self.marks = MarkIndex(self.library.marks(self.text.id))
        new = {m.id: m for m in self.marks.marks}
        for mark_id in old.keys() | new.keys():
            if old.get(mark_id) != new.get(mark_id):
                for mark in (old.get(mark_id), new.get(mark_id)):
                    if mark is not None:
                        self.touched.append(Span(mark.start, mark.end))
        focused = new.get(self.reading.focus or "")
        if focused is not None:
            self.reading = replace(self.reading, start=focused.start, end=focused.end)
        elif self.reading.focus is not None:
            self.rest()

    def put(self, mark: Mark) -> bool:
        """Take up a mark that was just written, in place of what was known of it.

        False where another reader has removed it: then it goes from the screen as well.
        """
        self.drop(mark)
        if mark.annotation.removed_at:
            if self.reading.focus == mark.id:
                self.rest()
            return False
        self.touched.append(Span(mark.start, mark.end))
        self.marks = MarkIndex(sorted([*self.marks.marks, mark], key=self._order))
        return True

    def drop(self, mark: Mark) -> None:
        """Forget a mark that was just removed."""
        for old in self.marks.marks:
            if old.id == mark.id:
                self.touched.append(Span(old.start, old.end))
        self.marks = MarkIndex([m for m in self.marks.marks if m.id != mark.id])

    def _order(self, mark: Mark) -> tuple[int, int, bool, int, str]:
        tag = self.tag_of(mark)
        return mark.start, -mark.end, tag is None, tag.position if tag else 0, mark.id

    @property
    def focused(self) -> Mark | None:
        """The mark whose edges move, or None."""
        if self.reading.focus is None:
            return None
        return among.by_id(self.marks.marks, self.reading.focus)

    def find(self, mark_id: str) -> Mark | None:
        """The mark with that id in this text, also a removed one; None without one."""
        mark = among.by_id(self.marks.marks, mark_id)
        if mark is not None:
            return mark
        try:
            return self.library.mark(mark_id, self.text.id)
        except LibraryError:
            return None

    @property
    def here(self) -> list[Mark]:
        """The marks that touch the selection."""
        return self.marks.touching(self.reading.start, self.reading.end)

    def focus(self, mark: Mark) -> None:
        """Make a mark the selection, with its edges ready to be moved."""
        self.reading = Reading(mark.start, mark.end, unit="mark", focus=mark.id)

    def rest(self) -> None:
        """Leave the mark in focus; its words stay selected."""
        span = self.reading.span
        sentence = self.document.sentence_at(span.start)
        whole = sentence is not None and (sentence.start, sentence.end) == span
        self.reading = self.reading.select(span, "sentence" if whole else "selection")

    def key_of(self, tag: Tag) -> str:
        """The key that tags with it; "" where it has none or something else has it."""
        return tag.key if self.keys.get(tag.key) is tag else ""

    def tag_of(self, mark: Mark) -> Tag | None:
        """The mark's tag; None for a plain note."""
        return self.tags.get(mark.annotation.tag_id or "")

    def save_position(self) -> None:
        """Remember where reading stands, in the current text only."""
        if self.text.id == self.article.text_id and self.reading.start != self._saved:
            self._saved = self.reading.start
            self.library.save_position(self.article.id, self.reading.start)
