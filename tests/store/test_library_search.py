"""Search over a real library: what is found, what no longer is, and how the index keeps up."""

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.store import LibraryError, search, search_index
from annotate_tui.store.search_index import CHUNK, cut
from annotate_tui.text.structure import StructureBuilder

STORY = "Rents rose in Berlin.\n\n“Nobody was asked,” said Ann Lee.\n\nThe café in Zürich closed."


def kinds(hits):
    return [hit.kind for hit in hits.rows(0, 100)]


def texts(hits):
    return [hit.words for hit in hits.rows(0, 100)]


def scalar(library, sql):
    return next(iter(next(iter(library.query(sql))).values()))


def update(library, kind, key, **changes):
    with library.step("edit") as step:
        step.update(kind, key, changes)


def test_a_passage_of_the_text_with_its_place(library, desk):
    article, text = desk.article(STORY, title="Rents", published="2024-05-01")
    (hit,) = library.search("nobody").rows(0, 10)
    assert (hit.kind, hit.article_id, hit.number, hit.title) == ("text", article, 1, "Rents")
    assert (hit.published, hit.text_id, hit.annotation_id) == ("2024-05-01", text, "")
    assert STORY[hit.start : hit.end] == hit.words == "Nobody"
    assert (hit.left, hit.right) == ("“", " was asked,” said Ann Lee.")
    assert hit.score > 0


def test_titles_marks_and_notes(library, desk):
    article, text = desk.article(STORY, title="Housing costs")
    mark = desk.mark(article, text, 24, 41, "quote", note="ask her when")
    update(library, "article", article, note="Call the landlord")
    (title,) = library.search("housing").rows(0, 9)
    assert (title.kind, title.start, title.end, title.text_id) == ("title", 0, 0, text)
    (noted,) = library.search("ask her").rows(0, 9)
    assert (noted.kind, noted.annotation_id, noted.words) == ("note", mark, "ask her")
    assert (noted.start, noted.end, noted.text_id) == (24, 41, text)
    (call,) = library.search("landlord").rows(0, 9)
    assert (call.kind, call.annotation_id, call.left) == ("note", "", "Call the ")
    assert sorted(kinds(library.search("nobody"))) == ["mark", "text"]
    marked = library.search("nobody", kinds=["mark"]).rows(0, 9)
    assert [(hit.start, hit.end, hit.annotation_id) for hit in marked] == [(24, 41, mark)]


def test_only_what_is_asked_for(library, desk):
    one, text = desk.article(STORY, title="One")
    two, _ = desk.article(STORY + " ", title="Two", source="/tmp/two.txt")
    desk.mark(one, text, 24, 41, "quote")
    desk.mark(one, text, 24, 41, "claim")
    quote = next(tag.id for tag in library.tags() if tag.path == "quote")
    assert library.search("nobody").count == 4
    assert library.search("nobody", article_id=two).count == 1
    assert library.search("nobody", kinds=["text"]).count == 2
    assert library.search("nobody", tag_ids=[quote]).count == 1
    assert library.search("nobody", tag_ids=[]).count == 0
    assert library.search("nobody", kinds=["title"]).count == 0


def test_all_words_in_one_passage_and_the_best_first(library, desk):
    desk.article("The house. " * 50 + "One fig.", title="A")
    desk.article("A fig, a house and a fig.", title="B", source="b")
    desk.article("No such fruit.", title="C", source="c")
    rows = library.search("fig house").rows(0, 9)
    assert [hit.title for hit in rows] == ["B", "A"]
    assert rows[0].score > rows[1].score
    assert library.search("fig such").count == 0


def test_words_that_are_everywhere_are_not_ranked(library, desk, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 2)
    for number in range(3):
        title = "The fig" if number == 1 else f"Number {number}"
        desk.article(f"The fig {number}.", title=title, source=str(number))
    rows = library.search("fig").rows(0, 9)
    assert [(hit.kind, hit.number) for hit in rows] == [
        ("title", 2), ("text", 3), ("text", 2), ("text", 1),
    ]  # fmt: skip
    assert {hit.score for hit in rows} == {0}


def test_nothing_asked_nothing_found(library, desk):
    desk.article(STORY)
    for typed in ["", "  ", '"', "***", "\0", "😀"]:
        assert library.search(typed).count == 0
        assert library.search(typed).rows(0, 10) == []
    assert library.search("AND").count == 0


def test_rows_are_read_in_pages(library, desk):
    for number in range(7):
        desk.article(f"fig {number}", title="", source=str(number))
    hits = library.search("fig")
    assert hits.count == 7
    pages = [hits.rows(start, 3) for start in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [hit for page in pages for hit in page] == hits.rows(0, 100)
    assert hits.rows(2, 0) == []


def test_only_the_current_text_is_found(library, desk):
    article, _ = desk.article("An old word.")
    hits = library.search("old")
    assert hits.count == 1
    desk.text(article, "A new word.")
    assert hits.rows(0, 9) == []
    assert library.search("old").count == 0
    assert texts(library.search("new")) == ["new"]
    library.undo()
    assert library.search("new").count == 0
    assert texts(library.search("old")) == ["old"]
    library.redo()
    assert library.search("old").count == 0


def test_what_is_removed_is_not_found_until_it_is_back(library, desk):
    article, text = desk.article(STORY, title="Rents")
    mark = desk.mark(article, text, 0, 5, "claim", note="sure")
    assert sorted(kinds(library.search("rents"))) == ["mark", "text", "title"]
    update(library, "annotation", mark, removed_at="2026-01-01")
    assert sorted(kinds(library.search("rents"))) == ["text", "title"]
    assert library.search("sure").count == 0
    library.undo()
    assert library.search("sure").count == 1
    update(library, "article", article, removed_at="2026-01-01")
    assert library.search("rents").count == library.search("sure").count == 0
    update(library, "annotation", mark, note="certain")
    update(library, "article", article, removed_at=None)
    assert sorted(kinds(library.search("rents"))) == ["mark", "text", "title"]
    assert library.search("sure").count == 0
    assert library.search("certain").count == 1


def test_the_making_of_a_mark_is_undone(library, desk):
    article, text = desk.article(STORY)
    desk.mark(article, text, 0, 5, "claim", note="sure")
    assert library.search("sure").count == 1
    library.undo()
    assert library.search("sure").count == 0
    library.redo()
    assert library.search("sure").count == 1


def test_a_mark_that_stands_in_an_older_text_only(library, desk):
    article, old = desk.article("An old word.")
    mark = desk.mark(article, old, 3, 6, "claim")
    desk.text(article, "A new word.")
    (hit,) = library.search("old").rows(0, 9)
    assert (hit.annotation_id, hit.text_id, hit.start, hit.end) == (mark, old, 3, 6)


def test_another_program_changes_the_file(library, desk):
    desk.article(STORY, title="Rents")
    library.search("rents")
    other = sqlite3.connect(library.path)
    other.execute("UPDATE articles SET title = 'Leases'")
    other.commit()
    other.close()
    assert kinds(library.search("leases")) == ["title"]
    assert kinds(library.search("rents")) == ["text"]


def test_another_program_replaces_a_row(library, desk):
    article, text = desk.article(STORY, title="Rents")
    desk.mark(article, text, 0, 5, "claim")
    assert library.search("rents").count == 3
    other = sqlite3.connect(library.path)
    columns = [row[1] for row in other.execute("PRAGMA table_info(articles)")]
    shown = ", ".join("'Leases'" if name == "title" else name for name in columns)
    for _ in range(2):
        other.execute(f"INSERT OR REPLACE INTO articles SELECT {shown} FROM articles")
    other.commit()
    other.close()
    assert sorted(kinds(library.search("rents"))) == ["mark", "text"]
    assert kinds(library.search("leases")) == ["title"]


def test_a_step_that_fails_leaves_the_index_as_it_was(library, desk):
    article, _ = desk.article(STORY, title="Rents")
    library.index_more(60)

    def fail():
        with library.step("edit") as step:
            step.update("article", article, {"title": "Leases"})
            assert kinds(library.search("leases")) == ["title"]
            step.update("article", "none", {"title": "x"})

    with pytest.raises(LibraryError):
        fail()
    assert sorted(kinds(library.search("rents"))) == ["text", "title"]
    assert library.search("leases").count == 0


def test_writing_a_mark_indexes_nothing(library, desk):
    article, text = desk.article(STORY)
    assert library.index_more(60)
    before = scalar(library, "SELECT count(*) FROM search_index_docsize")
    desk.mark(article, text, 0, 5, "claim")
    assert scalar(library, "SELECT count(*) FROM search_index_docsize") == before
    assert scalar(library, "SELECT group_concat(kind) FROM search_queue") == "annotation"
    library.search("rents")
    assert scalar(library, "SELECT count(*) FROM search_queue") == 0


def test_a_reader_finds_also_what_is_not_indexed(open_library, library, desk, monkeypatch):
    article, text = desk.article(STORY, title="Rents")
    library.index_more(60)
    desk.mark(article, text, 24, 41, "quote")
    desk.article("Nobody knows.", title="Else", source="else")
    reader = open_library(read_only=True)
    assert reader.index_more(60)
    hits = reader.search("nobody")
    assert (hits.count, hits.unsearched) == (3, 0)
    assert [(hit.kind, hit.words) for hit in hits.rows(0, 9)] == [
        ("text", "Nobody"),
        ("mark", "Nobody"),
        ("text", "Nobody"),
    ]
    assert kinds(reader.search("nobody", article_id=article)) == ["text", "mark"]
    assert kinds(reader.search("nobody", kinds=["mark"])) == ["mark"]
    assert reader.search("nobody", tag_ids=["none"]).count == 0
    assert [hit.kind for hit in hits.rows(1, 1)] == ["mark"]
    assert kinds(reader.search("nobody", article_id=article, kinds=["title", "mark"])) == ["mark"]
    monkeypatch.setattr(search, "LOOKED_THROUGH_READ_ONLY", 1000)
    assert reader.search("nobody").unsearched > 0


def test_a_locked_file_is_searched(library, desk):
    desk.article(STORY)
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert library.search("nobody").count == 1
    assert library.index_more(0.01) is False
    assert scalar(library, "PRAGMA busy_timeout") == 5000
    other.execute("ROLLBACK")
    other.close()
    assert library.index_more(0.01) is True


def test_a_full_disk_is_searched(library, desk):
    desk.article("words nobody " * 2000)
    pages = scalar(library, "PRAGMA page_count")
    list(library.query(f"PRAGMA max_page_count = {pages}"))
    hits = library.search("nobody")
    assert hits.count >= 1
    assert hits.unsearched == 0
    with pytest.raises(LibraryError, match="disk is full"):
        library.index_more(60)


def test_a_closed_library_says_so(library):
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.search("x")
    with pytest.raises(LibraryError, match="closed"):
        library.index_more(0.1)


def to_first_schema(path):
    """Take the search out of a file, as if it had been made before there was one."""
    conn = sqlite3.connect(path)
    for kind, name in conn.execute(
        "SELECT type, name FROM sqlite_master WHERE name GLOB 'search_*' AND type = 'trigger'"
        " UNION ALL SELECT 'table', name FROM sqlite_master"
        " WHERE name IN ('search_index', 'search_chunks', 'search_queue')"
    ).fetchall():
        conn.execute(f"DROP {kind} {name}")
    conn.execute(
        "DELETE FROM _sqlite_migrations WHERE name IN ('m002_search', 'm006_packed_search')"
    )
    conn.execute("PRAGMA user_version = 1")
    conn.commit()
    conn.close()


def test_a_file_from_before_the_search(open_library, library, desk):
    article, text = desk.article(STORY, title="Rents")
    desk.mark(article, text, 24, 41, "quote", note="ask her")
    gone, _ = desk.article("Nobody here", title="Gone", source="gone")
    update(library, "article", gone, removed_at="2026-01-01")
    library.close()
    to_first_schema(library.path)
    before = library.path.read_bytes()
    reader = open_library(read_only=True)
    assert reader.read_only
    assert reader.articles()[0].title == "Rents"
    assert library.path.read_bytes() == before
    assert kinds(reader.search("nobody")) == ["mark", "text"]
    assert kinds(reader.search("ask her")) == ["note"]
    reader.close()
    again = open_library()
    assert scalar(again, "SELECT count(*) FROM search_chunks") == 0
    assert scalar(again, "SELECT count(*) FROM search_queue") == 3
    assert sorted(kinds(again.search("nobody"))) == ["mark", "text"]
    assert [hit.score > 0 for hit in again.search("nobody").rows(0, 9)] == [True, True]
    assert scalar(again, "SELECT count(*) FROM search_queue") == 0


def test_a_long_text_is_indexed_in_slices(library, desk, monkeypatch):
    monkeypatch.setattr(search_index, "WINDOW", 10_000)
    words = [f"w{n}x" for n in range(9000)]
    text = "".join(
        word + ("。" if n % 50 == 0 else "\n\n" if n % 700 == 0 else " ")
        for n, word in enumerate(words)
    )
    desk.article(text, title="")
    slices = 1
    while not library.index_more(0):
        slices += 1
    assert slices > 10
    for word in [*random.Random(7).sample(words, 60), words[0], words[-1]]:
        (hit,) = library.search(f'"{word}"').rows(0, 9)
        assert text[hit.start : hit.end] == word
    assert library.search("w1", kinds=["text"]).count > 3
    lengths = [row["n"] for row in library.query('SELECT "end" - start AS n FROM search_chunks')]
    assert max(lengths) <= CHUNK


def test_the_index_forgets_what_is_stale(library, desk, monkeypatch):
    monkeypatch.setattr(search_index, "_SPARE", 10)
    article, text = desk.article(STORY)
    mark = desk.mark(article, text, 24, 41, "quote", note="x0")
    for number in range(1, 30):
        update(library, "annotation", mark, note=f"x{number}")
        assert library.index_more(60)
    assert scalar(library, "SELECT count(*) FROM search_index_docsize") < 25
    assert texts(library.search("x29")) == ["x29"]
    assert library.search("x28").count == 0
    assert texts(library.search("zurich")) == ["Zürich"]


def test_the_index_is_smaller_than_the_text(library, desk):
    random_ = random.Random(3)
    vocabulary = ["".join(random_.choices("etaoinshrdlu", k=1 + n % 9)) for n in range(3000)]
    size = 0
    for number in range(60):
        text = " ".join(random_.choices(vocabulary, k=900))
        size += len(text)
        desk.article(text, source=str(number))
    before = scalar(library, "PRAGMA page_count")
    library.index_more(60)
    page = scalar(library, "PRAGMA page_size")
    assert (scalar(library, "PRAGMA page_count") - before) * page < size


def structure(text, ends):
    builder = StructureBuilder()
    start = 0
    for end in [*sorted(ends), len(text)]:
        words = text[start:end]
        low = start + len(words) - len(words.lstrip())
        high = start + len(words.rstrip())
        if low < high:
            builder.add(low, high, BlockKind.PARAGRAPH)
        start = end
    return builder.build()


@given(
    st.lists(
        st.sampled_from(["word ", "x" * 900, "北韩手机" * 300, "é. ", "\n", " "]), max_size=40
    ),
    st.data(),
)
def test_chunks_hold_all_that_is_not_white_space(parts, data):
    text = "".join(parts)
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=9))
    blocks = structure(text, ends)
    found = list(cut(text, 0, len(text), blocks))
    for start, end in found:
        assert text[start:end].strip()
        assert len(text[start:end].encode()) <= CHUNK
    held = set()
    for start, end in found:
        held.update(range(start, end))
    assert all(i in held or text[i].isspace() for i in range(len(text)))
    assert found == sorted(found)
    if found:
        middle = data.draw(st.sampled_from(found))
        again = list(cut(text[middle[0] :], middle[0], len(text), blocks))
        assert again == found[found.index(middle) :]


def test_pages_that_nothing_uses_are_given_back(library, desk):
    from annotate_tui.store.search_index import give_back

    assert scalar(library, "PRAGMA auto_vacuum") == 2
    with library.step("test") as step:
        step.conn.execute("CREATE TABLE spare (bytes BLOB) STRICT")
        step.conn.execute("INSERT INTO spare VALUES (zeroblob(2000000))")
        step.conn.execute("DROP TABLE spare")
    article, text = desk.article(STORY)
    desk.mark(article, text, 24, 41, "quote")
    free, pages = scalar(library, "PRAGMA freelist_count"), scalar(library, "PRAGMA page_count")
    assert free > 400
    assert library.index_more(10)
    assert scalar(library, "PRAGMA freelist_count") <= pages // 50
    assert scalar(library, "PRAGMA page_count") < pages - 350
    assert scalar(library, "PRAGMA integrity_check") == "ok"
    left = scalar(library, "PRAGMA freelist_count")
    give_back(library._conn)
    assert scalar(library, "PRAGMA freelist_count") == left
    assert kinds(library.search("nobody"))
