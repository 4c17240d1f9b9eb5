"""A story that is written anew under its marks."""

from annotate_tui.model import Span
from annotate_tui.services import (
    adding,
    marking,
    refreshing,
)
from annotate_tui.store import Library
from annotate_tui.text.document import Document

OLD = """Defectors speak

At least 16 North Korean defectors fled to the South in May. He said so on television.

The ministry did not answer questions about the figures. “They are safe,” said Ann Lee.
"""
NEW = """Defectors speak

Updated: at least 18 North Korean defectors fled to the South in May.

The ministry did not answer questions about the figures. "They are safe," said Ann Lee.
"""


class Story:
    """A file, a library with it, and marks on it."""

    def __init__(self, folder):
        self.path = folder / "story.txt"
        self.path.write_text(OLD, encoding="utf-8")
        self.library = Library.open(folder / "library.db", coder="ann")
        self.id = adding.add_path(self.library, self.path).article.id
        self.first = self.article.text_id

    @property
    def article(self):
        return self.library.article(self.id)

    def document(self, text_id=""):
        row = self.library.text(text_id or self.article.text_id)
        return Document(row.text, row.structure)

    def tag(self, words, coder=""):
        document = self.document()
        at = document.text.index(words)
        tag = self.library.tags()[0]
        if coder:
            self.library.coder = coder
        span = Span(at, at + len(words))
        return marking.tag_span(self.library, document, self.id, self.article.text_id, span, tag)

    def becomes(self, text):
        self.path.write_text(text, encoding="utf-8")
        return refreshing.refresh(self.library, self.article)

    def all_rows(self):
        tables = ("articles", "annotations", "anchors", "rejections")
        return {
            name: sorted(map(repr, self.library.fetch(f"SELECT * FROM {name}"))) for name in tables
        }

    def states(self):
        rows = self.library.fetch(
            "SELECT a.text, n.state FROM annotations a JOIN anchors n ON n.annotation_id = a.id"
            " WHERE n.text_id = ? ORDER BY n.start",
            self.article.text_id,
        )
        return dict(rows)


def becomes(story, text):
    story.path.write_text(text, encoding="utf-8")
    return refreshing.refresh(story.library, story.article, force=True)
