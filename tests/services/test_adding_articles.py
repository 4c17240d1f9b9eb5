from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import pytest

from annotate_tui import loaders
from annotate_tui.loaders import LoadError
from annotate_tui.model import Span
from annotate_tui.services.adding import (
    add_article,
    add_bytes,
    add_clipboard,
    add_path,
    add_url,
    sample_path,
)
from annotate_tui.services.marking import tag_span
from annotate_tui.services.versions import as_read
from annotate_tui.store import ReadOnlyLibrary
from annotate_tui.text.document import Document


def mark_first_word(library, added):
    text = library.text(added.text_id)
    document = Document(text.text, text.structure)
    tag = library.tags()[0]
    return tag_span(library, document, added.article.id, text.id, Span(0, 5), tag)


def test_a_new_article(library):
    data = sample_path().read_bytes()
    added = add_path(library, sample_path())
    assert (added.status, added.previous_text_id) == ("new", "")
    title = "Growing unrest among N.K. elites, signs of serial defections"
    assert added.message == f"Added as article 1: “{title}”."
    row = added.article
    assert (row.title, row.published, row.language) == (title, "2023-06-12T08:06", "en")
    assert row.authors == ("Na-Ri Shin", "Kwan-Seok Jang")
    assert row.retrieved_at == ""
    text = library.text(added.text_id)
    assert text.text == data.decode()
    assert text.original_sha256 == text.sha256 == hashlib.sha256(data).hexdigest()
    assert text.structure == loaders.load_path(sample_path()).structure
    assert list(library.query("SELECT * FROM originals")) == []


def test_the_same_file_is_not_read_twice(library, monkeypatch, tmp_path):
    first = add_path(library, sample_path())
    copy = tmp_path / "copy.txt"
    copy.write_bytes(sample_path().read_bytes())
    step = library.next_undo()
    monkeypatch.setattr(loaders, "articles_in", None)
    for path in (sample_path(), copy):
        again = add_path(library, path)
        assert (again.status, again.article.id) == ("same", first.article.id)
        assert again.text_id == first.text_id
    assert again.message.startswith("Already in the library as article 1")
    assert library.next_undo() == step
    assert library.places(first.article.id) == [str(copy)]
    assert [info.action for info in library.log()] == ["place", "add"]


def test_other_words_at_the_same_path_are_a_new_text(library, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Sixteen people came to the meeting. They sat down.\n")
    first = add_path(library, path)
    mark = mark_first_word(library, first)
    library.save_position(first.article.id, 36)
    path.write_text("On Monday sixteen people came to the meeting. They sat down.\n")
    second = add_path(library, path)
    assert (second.status, second.previous_text_id) == ("new_text", first.text_id)
    assert second.article.id == first.article.id
    assert second.message == (
        f"Article 1, “{second.article.title}”, has other words than before: this is its new text; the"
        " old one can be opened."
        f" {second.anchored.told()}."
    )
    assert second.anchored.total == 1
    assert second.article.text_id == second.text_id
    assert library.text(second.text_id).text[second.article.read_position :] == "They sat down.\n"
    assert [m.id for m in library.marks(first.text_id)] == [mark.id]
    assert len(library.articles()) == 1
    path.write_text("Sixteen people came to the meeting. They sat down.\n")
    third = add_path(library, path)
    assert (third.status, third.text_id) == ("new_text", first.text_id)
    assert [m.id for m in library.marks(third.text_id)] == [mark.id]
    assert third.anchored.stood == 1
    assert library.texts_of(first.article.id) == [first.text_id, second.text_id]
    assert as_read(library, first.article.id) == [second.text_id, first.text_id]


def test_a_new_text_with_its_marks_is_one_step(library, tmp_path):
    path = tmp_path / "story.txt"
    words = "Sixteen people came to the meeting in the town hall of the small town. " * 3
    path.write_text(words)
    first = add_path(library, path)
    mark = mark_first_word(library, first)
    before = library.mark(mark.id)
    path.write_text("Corrected on Monday. " + words + "Nobody else did.")
    copy = tmp_path / "copy.txt"
    copy.write_text("other")
    second = add_path(library, path)
    assert (second.anchored.total, second.anchored.lost) == (1, 0)
    assert library.marks(second.text_id)[0].start > 0
    step = library.undo()
    assert step.description == (
        "article “Corrected on Monday. Sixteen people came to …” given a new text (1 changed)"
    )
    assert library.marks(second.text_id) == []
    assert library.mark(mark.id) == before
    assert library.article(first.article.id).text_id == first.text_id
    library.redo()
    assert library.article(first.article.id).text_id == second.text_id
    assert library.mark(mark.id).anchor.text_id == second.text_id


def test_an_older_text_from_elsewhere_stays_old(library, tmp_path):
    path, backup = tmp_path / "story.txt", tmp_path / "backup.txt"
    for place in (path, backup):
        place.write_text("The old words of it.\n")
    first = add_path(library, path)
    path.write_text("The new words of it.\n")
    second = add_path(library, path)
    found = add_path(library, backup)
    assert (found.status, found.text_id) == ("same", first.text_id)
    assert "older text" in found.message
    assert library.article(first.article.id).text_id == second.text_id


def test_other_bytes_with_the_same_words(library, tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"One line.\n\nAnother line.\n")
    first = add_path(library, path)
    path.write_bytes(b"One line.\r\n\r\nAnother line.\r\n")
    again = add_path(library, path)
    assert (again.status, again.text_id) == ("same", first.text_id)
    assert "its words have not" in again.message


def test_the_imported_bytes_are_kept_where_they_are_not_the_text(library, tmp_path):
    import zlib

    path = tmp_path / "old.txt"
    path.write_bytes("Die Straße ist naß, sagte Müller.\n".encode("latin-1") * 20)
    added = add_path(library, path)
    (kept,) = library.query("SELECT * FROM originals")
    assert zlib.decompress(kept["bytes"]) == path.read_bytes()
    assert kept["sha256"] == library.text(added.text_id).original_sha256


def test_a_removed_article_comes_back_with_its_marks(library):
    added = add_path(library, sample_path())
    mark_first = mark_first_word(library, added)
    with library.step("remove") as step:
        step.update("article", added.article.id, {"removed_at": step.at})
    assert library.articles() == []
    again = add_path(library, sample_path())
    assert (again.status, again.article.number) == ("same", 1)
    assert "is back" in again.message
    assert [m.id for m in library.marks(again.text_id)] == [mark_first.id]


def test_pipes_have_no_source(library):
    one = add_bytes(library, b"From a pipe, one thing.\n")
    two = add_bytes(library, b"From a pipe, another thing.\n")
    assert (one.article.source, two.article.source) == ("", "")
    assert (one.status, two.status, len(library.articles())) == ("new", "new", 2)


def test_added_meanwhile_by_another_program(open_library, library, monkeypatch):
    other = open_library(coder="bob")
    article = loaders.load_path(sample_path())
    begin = library.step

    def late(action, **options):
        monkeypatch.setattr(library, "step", begin)
        add_article(other, article)
        return begin(action, **options)

    monkeypatch.setattr(library, "step", late)
    added = add_article(library, article)
    assert added.status == "same"
    assert len(library.articles()) == 1


def test_undo_of_adding(library, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("The first words of it.\n")
    first = add_path(library, path)
    path.write_text("The second words of it.\n")
    add_path(library, path)
    library.undo()
    assert library.article(first.article.id).text_id == first.text_id
    library.undo()
    assert library.articles() == []
    library.redo()
    assert [a.text_id for a in library.articles()] == [first.text_id]


def test_read_only(open_library, library, tmp_path):
    added = add_path(library, sample_path())
    reader = open_library(read_only=True)
    assert add_path(reader, sample_path()).text_id == added.text_id
    other = tmp_path / "other.txt"
    other.write_text("Something else altogether.\n")
    with pytest.raises(ReadOnlyLibrary):
        add_path(reader, other)


def test_what_cannot_be_read_leaves_the_library_alone(library, tmp_path):
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(LoadError):
            add_path(library, path)
    assert library.last_step() is None


def test_a_path_that_is_no_utf8(library, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text("The first words of it.\n")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    first = add_path(library, path)
    path.write_text("The second words of it.\n")
    assert add_path(library, path).article.id == first.article.id


def test_bytes_that_are_not_utf8_are_named(library, tmp_path):
    path = tmp_path / "alt.txt"
    path.write_bytes("Über die Größe der Prüfung wurde öfter gestritten.\n".encode("cp1252"))
    added = add_path(library, path)
    assert added.encoding == "cp1252"
    assert "was read as cp1252" in added.message
    assert "UTF-8" not in add_path(library, path).message


def test_an_article_whose_adding_was_undone_comes_back_whole(library):
    data = sample_path().read_bytes()
    first = add_bytes(library, data)
    library.undo()
    again = add_bytes(library, data)
    assert (again.status, again.article.id) == ("same", first.article.id)
    assert again.article.text_id == again.text_id == first.text_id
    library.undo()
    assert library.articles() == []
    library.redo()
    assert [a.text_id for a in library.articles()] == [first.text_id]


def test_what_the_clipboard_and_an_address_hold(library, monkeypatch):
    from annotate_tui.loaders import clipboard, web

    words = "Words that somebody has copied from elsewhere."
    monkeypatch.setattr(clipboard, "load_clipboard", lambda _: loaders.articles_in_bytes(
        words.encode(), "-", "clipboard.txt"
    ))  # fmt: skip
    pasted = add_clipboard(library)
    assert (pasted.status, pasted.article.source) == ("new", "")
    page = "https://example.org/story.txt"

    def load_url(url, _):
        words = b"Words that stand behind an address."
        for one in loaders.articles_in_bytes(words, url, "story.txt"):
            yield replace(one, fetched=True)

    monkeypatch.setattr(web, "load_url", load_url)
    fetched = add_url(library, page)
    assert (fetched.status, fetched.article.source) == ("new", page)
    assert fetched.article.retrieved_at
    assert add_url(library, page).status == "same"
