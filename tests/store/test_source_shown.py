"""What lists show as an article's source."""

import pytest

from annotate_tui.store.folding import source_shown


@pytest.mark.parametrize(
    ("source", "site", "shown"),
    [
        ("/a/story.txt", "", "story.txt"),
        ("/a/story.txt", "The Post", "The Post"),
        ("/a/book.epub#one.xhtml", "A Book", "A Book"),
        ("/a/book.epub#OEBPS/one.xhtml", "", "book.epub#one.xhtml"),
        ("/a/book.epub#main.html#han", "", "book.epub#main.html#han"),
        ("/a/old.zip#clips/a.html", "", "old.zip#a.html"),
        ("/a/t.csv#row=2", "", "t.csv#row=2"),
        ("/a/notes #1.txt", "", "notes #1.txt"),
        ("/a/#1/notes.txt", "", "notes.txt"),
        ("https://www.example.org/a/b.html#part", "", "www.example.org"),
        ("https://www.example.org/a", "The Post", "The Post"),
        ("", "", ""),
    ],
)
def test_what_lists_show_as_source(source, site, shown):
    assert source_shown(source, site) == shown
