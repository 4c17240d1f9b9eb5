"""The generator of large libraries makes what the program itself would have made."""

import pytest
from benchmarks import corpus

from annotate_tui.store import Library
from annotate_tui.store.listing import ArticleListing, MarkListing


def test_a_library_has_the_articles_and_marks_asked_for(tmp_path):
    path = tmp_path / "corpus.db"
    corpus.make(path, 12, 30)
    with Library.open(path) as library:
        assert (ArticleListing(library).count, MarkListing(library).count) == (12, 30)
        for row in library.articles():
            text = library.text(row.text_id).text
            assert len(text) == row.length
            for mark in library.marks(row.text_id):
                anchor = mark.anchor
                assert text[mark.start : mark.end] == anchor.exact == mark.annotation.text
                assert text[: mark.start].endswith(anchor.prefix)
                assert text[mark.end :].startswith(anchor.suffix)
        assert list(library.query("PRAGMA foreign_key_check")) == []
    with pytest.raises(FileExistsError, match="name another file"):
        corpus.make(path, 1, 1)
