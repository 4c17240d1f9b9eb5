"""An article is known by its bytes, its places and its words; nearly the same is only told."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

import pytest

from annotate_tui.loaders import LoadError, Refused
from annotate_tui.model import Article, BlockKind, Span
from annotate_tui.services.adding import add_article, add_loaded, add_path
from annotate_tui.services.articles import edit, remove
from annotate_tui.services.doubles import doubles
from annotate_tui.services.marking import tag_span
from annotate_tui.store import LibraryError
from annotate_tui.store.likeness import OF_EACH
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

PAGE = "https://example.org/2026/story"
VOCABULARY = """harbour council vote dredging ships budget mayor fishermen protest silt tonnes of the
to contract delay spring tide pilot quay crane union strike minister region water survey in a for
report""".split()


def prose(seed, words=300):
    chance = random.Random(seed)
    return " ".join(chance.choice(VOCABULARY) for _ in range(words))


def loaded(text, source="", places=(), **details):
    builder = StructureBuilder()
    builder.add(0, len(text), BlockKind.PARAGRAPH)
    article = Article(
        text=text,
        structure=builder.build(),
        title="A story",
        source=source,
        loader="plain",
        loader_version=1,
        original=None,
        original_sha256=hashlib.sha256(text.encode()).hexdigest(),
        places=tuple(places),
    )
    return replace(article, **details)


def test_by_any_of_its_addresses(library):
    first = add_article(library, loaded(prose(1), PAGE, [PAGE + "?page=1", "https://ex.org/s"]))
    assert library.places(first.article.id) == ["https://ex.org/s", PAGE + "?page=1"]
    again = add_article(library, loaded(prose(1) + " more words", "https://ex.org/s", ["/tmp/s"]))
    assert (again.status, again.article.id) == ("new_text", first.article.id)
    assert again.article.source == PAGE
    assert "/tmp/s" in library.places(first.article.id)
    library.undo()
    assert "/tmp/s" not in library.places(first.article.id)
    assert library.article(first.article.id).text_id == first.text_id


def test_only_what_was_fetched_was_retrieved(library):
    saved = add_article(library, loaded(prose(1), PAGE, ["/saved.html"]))
    assert saved.article.retrieved_at == ""
    now = add_article(library, loaded(prose(1) + " more", PAGE, fetched=True))
    assert now.article.retrieved_at
    assert add_article(
        library, loaded(prose(2), "https://b.org/", fetched=True)
    ).article.retrieved_at


def test_the_same_words_from_another_address(library):
    first = add_article(library, loaded(prose(1), PAGE))
    copy = loaded(prose(1), "https://copy.net/1", original_sha256="b" * 64, original=b"<html>")
    again = add_article(library, copy)
    assert (again.status, again.article.id) == ("same", first.article.id)
    assert library.places(first.article.id) == ["https://copy.net/1"]
    assert "file has changed" not in again.message
    assert add_article(library, copy).status == "same"
    assert len(library.log()) == 2


def test_other_bytes_of_the_same_page(library):
    add_article(library, loaded(prose(1), PAGE))
    again = add_article(library, loaded(prose(1), PAGE, original_sha256="b" * 64, original=b"x"))
    assert "Its file has changed, its words have not." in again.message


def test_nearly_the_same_is_another_article_and_told(library):
    words = prose(1).split()
    first = add_article(library, loaded(" ".join(words), "/a.txt"))
    words[100] = words[200] = "corrected"
    second = add_article(library, loaded(" ".join(words), "/b.txt"))
    assert second.status == "new"
    (like,) = second.like
    assert (like.number, like.title) == (first.article.number, "A story")
    assert 0.98 < like.share < 1
    assert second.message == (
        "Added as article 2: “A story”. Very like article 1, “A story”"
        " (99 % of the words are the same)."
    )
    longer = add_article(library, loaded(" ".join(words) + prose(9, 200), "/c.txt"))
    assert "% of the shorter one's words are the same)" in longer.message
    assert [one.number for one in longer.like] == [2, 1]
    other = add_article(library, loaded(prose(2), "/d.txt"))
    assert other.like == ()


def test_removed_ones_are_like_nothing(library):
    first = add_article(library, loaded(prose(1), "/a.txt"))
    remove(library, first.article.id)
    assert add_article(library, loaded(prose(1) + " and more", "/b.txt")).like == ()


def test_another_article_behind_a_known_address(library):
    first = add_article(library, loaded(prose(1), PAGE))
    other = add_article(library, loaded(prose(2), PAGE))
    assert (other.status, other.article.number) == ("new", 2)
    assert "Article 1, “A story”, has the same address and wholly other words." in other.message
    # Each of the two is found again by what it says.
    for seed, number in ((1, first.article.number), (2, 2)):
        again = add_article(library, loaded(prose(seed) + " a correction at the end", PAGE))
        assert (again.status, again.article.number) == ("new_text", number)
    assert len(library.articles()) == 2


def test_short_texts_are_rewritten_as_a_whole(library):
    add_article(library, loaded("Two people came to the meeting.", PAGE))
    again = add_article(library, loaded("Nobody was there in the end, it said.", PAGE))
    assert again.status == "new_text"


def test_a_file_is_the_article_that_came_from_it(library, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(prose(1))
    first = add_path(library, path)
    path.write_text(prose(2))
    assert add_path(library, path).article.id == first.article.id
    copy = tmp_path / "copy.txt"
    copy.write_text(prose(2))
    assert add_path(library, copy).status == "same"
    # Where only a copy lay, something else may lie by now.
    copy.write_text(prose(3))
    assert add_path(library, copy).status == "new"
    assert len(library.articles()) == 2


def test_details_follow_the_source_but_for_what_was_entered(library):
    found = {"title": "json-ld", "site": "open graph"}
    first = add_article(library, loaded(prose(1), PAGE, site="The Page", found=found))
    assert dict(first.article.found) == found
    edited = edit(library, first.article.id, title="My own title", published="2026-01-02")
    assert dict(edited.found) == {"title": "hand", "site": "open graph", "published": "hand"}
    again = add_article(
        library,
        loaded(
            prose(1) + " more",
            PAGE,
            title="Their new title",
            site="The New Page",
            published="2025-05-05",
            updated="2026-02-02",
            found={"title": "meta", "site": "meta", "published": "meta", "updated": "meta"},
        ),
    )
    row = again.article
    assert (row.title, row.site) == ("My own title", "The New Page")
    assert (row.published, row.updated) == ("2026-01-02", "2026-02-02")
    assert dict(row.found) == {
        "title": "hand", "site": "meta", "published": "hand", "updated": "meta",
    }  # fmt: skip
    library.undo()
    assert library.article(row.id) == edited
    library.undo()
    assert library.article(row.id) == first.article


def test_what_the_source_says_no_longer_stays(library):
    add_article(library, loaded(prose(1), PAGE, authors=("Ann Lee",), found={"authors": "meta"}))
    again = add_article(library, loaded(prose(1) + " more", PAGE))
    assert again.article.authors == ("Ann Lee",)
    assert dict(again.article.found) == {"authors": "meta"}


def test_variables_by_their_kind(library):
    from annotate_tui.model import Field
    from annotate_tui.services import variables

    variables.add(library, Field(name="year", kind="number"))
    came = {"Year": "2019", "outlet": "NK News", "empty": "", "YEAR": "7"}
    first = add_article(library, loaded(prose(1), "/t.csv#row=1", variables=came))
    assert dict(first.article.variables) == {"year": 2019, "outlet": "NK News"}
    assert first.message == "Added as article 1: “A story”."
    second = add_article(library, loaded(prose(2), "/t.csv#row=2", variables={"year": "unknown"}))
    assert dict(second.article.variables) == {"year": "unknown"}
    assert "year is kept as it came: " in second.message
    edit(library, first.article.id, variables={"year": 2020, "outlet": "NK News", "own": "x"})
    came = {"year": "2021", "outlet": "Other", "more": "y"}
    again = add_article(library, loaded(prose(1) + " more", "/t.csv#row=1", variables=came))
    assert dict(again.article.variables) == {
        "year": 2020, "outlet": "Other", "own": "x", "more": "y",
    }  # fmt: skip


def test_warnings_are_told(library):
    added = add_article(library, loaded(prose(1), "/a", warnings=("A picture was left out.",)))
    assert added.message.endswith(" A picture was left out.")


def test_all_articles_of_a_source_in_one_step(library):
    many = [loaded(prose(n, 60), f"/book.epub#{n}") for n in range(250)]
    book = [*many[:120], Refused("/book.epub#x", "x cannot be read: it is empty."), *many[120:]]
    added = add_loaded(library, iter(book))
    assert added.article.number == 1
    assert [one.article.number for one in added.others] == list(range(2, 251))
    assert [one.sentence for one in added.refused] == ["x cannot be read: it is empty."]
    assert len(library.log()) == 1
    assert library.next_undo().description == "article “A story” and 249 more added"
    library.undo()
    assert library.articles() == []
    library.redo()
    assert len(library.articles()) == 250
    assert add_loaded(library, iter(book)).status == "same"
    assert len(library.articles()) == 250


def test_a_source_without_an_article(library):
    with pytest.raises(LoadError, match="x cannot be read"):
        add_loaded(library, iter([Refused("x", "x cannot be read.")]))
    with pytest.raises(LoadError, match="no article in it"):
        add_loaded(library, iter([]))
    assert library.last_step() is None


def test_a_source_that_breaks_off(library):
    def book():
        yield loaded(prose(1), "/book.epub#1")
        yield loaded(prose(2), "/book.epub#2")
        raise LoadError("/book.epub is damaged.")

    added = add_loaded(library, book())
    assert len(added.others) == 1
    assert added.refused == (Refused("", "/book.epub is damaged."),)


def test_a_place_that_cannot_be_kept_is_no_failure(library, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(prose(1))
    add_path(library, path)
    copy = tmp_path / "b.txt"
    copy.write_text(prose(1))

    def locked(action):
        raise LibraryError("Another program holds the library.")

    monkeypatch.setattr(library, "step", locked)
    assert add_path(library, copy).status == "same"


def test_like_ones_of_an_older_library_once_it_is_indexed(library):
    first = add_article(library, loaded(prose(1), "/a.txt"))
    with library.step("test") as step:
        step.conn.execute("DELETE FROM shingles")
        step.conn.execute("INSERT INTO library SELECT 'unsketched', max(n) FROM texts")
    second = loaded(prose(1) + " and more", "/b.txt")
    assert add_article(library, second).like == ()
    library.undo()
    assert library.index_more(10)
    assert library.fetch("SELECT 1 FROM library WHERE name = 'unsketched'") == []
    assert library.fetch("SELECT count(*) FROM shingles WHERE text = 1") == [(9,)]
    third = loaded(prose(1) + " and still more", "/c.txt")
    assert [one.number for one in add_article(library, third).like] == [first.article.number]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_came_in_is_taken_back_and_brought_back_whole(library, seed):
    """Versions, copies, places and marks at random: undo to the beginning, then redo all."""
    chance = random.Random(seed)
    tag = library.tags()[0]

    def rows():
        kept = {
            "articles": "id, title, text, found, variables, removed_at IS NULL",
            "places": "place, article_id",
            "anchors": 'annotation_id, text_id, start, "end", state',
            "annotations": "id, text, context, removed_at IS NULL",
        }
        return {
            name: library.fetch(f"SELECT {columns} FROM {name} ORDER BY 1, 2")
            for name, columns in kept.items()
        }

    def come_in():
        words = prose(chance.randrange(3), 130).split()
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(words))
            words[at : at + chance.randrange(9)] = [f"new{chance.randrange(99)}"]
        places = chance.sample(["/a.txt", "/b.txt", PAGE, PAGE + "/2", ""], 2)
        title = chance.choice(["One", "Two"])
        return add_article(library, loaded(" ".join(words), places[0], places[1:], title=title))

    for _ in range(14):
        added = come_in()
        text = library.text(added.text_id)
        if chance.random() < 0.6:
            start = chance.randrange(len(text.text) - 40)
            start = text.text.index(" ", start) + 1
            end = text.text.find(" ", start + 20)
            span = Span(start, end if end > 0 else len(text.text))
            document = Document(text.text, text.structure)
            tag_span(library, document, added.article.id, text.id, span, tag)
        if chance.random() < 0.2:
            edit(library, added.article.id, title=f"By hand {chance.random()}")
        if chance.random() < 0.2:
            remove(library, added.article.id)
    after = rows()
    count = 0
    while library.next_undo():
        library.undo()
        count += 1
    assert library.articles() == []
    assert library.fetch("SELECT 1 FROM annotations WHERE removed_at IS NULL") == []
    while library.next_redo():
        library.redo()
        count -= 1
    assert count == 0
    assert rows() == after
    assert library.fetch("PRAGMA foreign_key_check") == []


def test_a_saved_page_of_an_earlier_text_does_not_bring_that_back(library, tmp_path):
    before, now = prose(1), prose(1) + " Corrected on Monday."
    first = add_article(library, loaded(before, PAGE))
    second = add_article(library, loaded(now, PAGE))
    page = str(tmp_path / "saved.html")
    for digest in (loaded(before).original_sha256, "0" * 64):
        saved = loaded(before, PAGE, [page], original_sha256=digest)
        again = add_article(library, saved)
        assert (again.status, again.text_id) == ("same", first.text_id)
        assert again.message.endswith("This is an older text of it.")
    assert library.article(first.article.id).text_id == second.text_id
    assert page in library.places(first.article.id)
    # But the address itself may.
    again = add_article(library, loaded(before, PAGE))
    assert (again.status, again.text_id) == ("new_text", first.text_id)
    assert "this is one of its earlier texts again" in again.message


def test_very_many_of_a_kind_are_each_told_beside_the_next(library):
    many = OF_EACH + 6
    for number in range(many):
        add_article(library, loaded(f"{prose(1)} {number} of very many", f"/{number}.txt"))
    found = [(double.one.number, double.other.number) for double in doubles(library)]
    assert found == [(n, n + 1) for n in range(1, many)]


@pytest.mark.parametrize("many", [6, OF_EACH + 6])
def test_the_same_words_are_found_among_many_that_are_like_them(library, many):
    texts = [f"{prose(1)} {number} of very many" for number in range(many)]
    for number, text in enumerate(texts):
        add_article(library, loaded(text, f"/{number}.txt"))
    for number in (0, 4, many - 1):
        again = loaded(texts[number], f"/elsewhere/{number}.txt", original_sha256="0" * 64)
        added = add_article(library, again)
        assert (added.status, added.article.number) == ("same", number + 1)
