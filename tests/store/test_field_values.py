"""The counted texts of fields, what they offer, and steps that change very many marks."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import listing_model as model
from tests.store.conftest import Desk, dump

from annotate_tui.store import Library, LibraryError, StepChanged
from annotate_tui.store.mark_listing import MarkListing

VALUES = st.sampled_from(["Ann", "ann", "Örn", 'a "b" \\', "", 3, None, ["x"], "x y"])
FIELDS = st.fixed_dictionaries(
    {}, optional={"speaker": VALUES.filter(lambda v: isinstance(v, str)), 'o"dd': VALUES}
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ["mark", "edit", "edit", "unmark", "remove", "retag", "replace", "undo", "redo", "raw"]
        ),
        st.integers(0, 20),
        FIELDS,
    ),
    max_size=14,
)


TABLES = ("articles", "annotations", "anchors", "field_values")


def counted(library):
    return {(f, v): n for f, v, n in library.fetch("SELECT field, value, count FROM field_values")}


def recounted(library):
    found = Counter()
    for (fields,) in library.fetch(
        "SELECT a.fields FROM annotations a JOIN articles r ON r.id = a.article_id"
        " WHERE a.removed_at IS NULL AND r.removed_at IS NULL"
    ):
        for name, value in json.loads(fields).items():
            if isinstance(value, str) and value:
                found[name, value] += 1
    return found


def act(library, desk, articles, what, pick, fields):
    marks = [row[0] for row in library.fetch("SELECT id FROM annotations ORDER BY id")]
    tags = [tag.id for tag in library.tags()]
    mark = marks[pick % len(marks)] if marks else ""
    article, text = articles[pick % len(articles)]
    if what == "mark" or not marks:
        desk.mark(article, text, pick, pick + 4, ("claim", "quote", None)[pick % 3], fields=fields)
    elif what == "undo":
        library.undo()
    elif what == "redo":
        library.redo()
    elif what == "raw":
        with contextlib.closing(sqlite3.connect(library.path)) as raw, raw:
            raw.execute(
                "UPDATE annotations SET fields = ? WHERE id = ?", [json.dumps(fields), mark]
            )
    else:
        with library.step(what) as step:
            if what == "edit":
                step.update("annotation", mark, {"fields": fields})
            elif what == "unmark":
                step.update("annotation", mark, {"removed_at": None if pick % 3 == 0 else step.at})
            elif what == "remove":
                step.update("article", article, {"removed_at": None if pick % 2 else step.at})
            elif what == "retag":
                step.retag(tags[pick % 3], tags[(pick + 1) % 3])
            else:
                step.replace_values("speaker", ["Ann", "Örn"], "ann" if pick % 2 else None)


@settings(max_examples=40, deadline=None)
@given(ACTIONS, st.sampled_from([1, 50]))
def test_the_counts_are_those_of_a_recount_and_undo_restores(actions, many):
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library.db") as library,
    ):
        patch.setattr("annotate_tui.store.steps.MANY", many)
        desk = Desk(library)
        articles = [desk.article() for _ in range(2)]
        # An undo may reach behind the beginning; what others wrote is in no step.
        whole = not any(what in ("raw", "undo") for what, _, _ in actions)
        before = dump(library, *TABLES)
        base = library.last_step().id
        for action in actions:
            act(library, desk, articles, *action)
            assert counted(library) == recounted(library)
            assert model.mark_rows(library) == [
                line.annotation_id for line in MarkListing(library).rows(0, 99)
            ]
        while whole and library.next_undo().id != base:
            library.undo()
            assert counted(library) == recounted(library)
            if library.next_undo().id == base:
                assert dump(library, *TABLES) == before


def test_what_is_offered(library, desk):
    article, text = desk.article()
    for name in ["Örn Lee", "örn", "örn", "Ann Örn", "Lee", "*", "Σας"]:
        desk.mark(article, text, 0, 3, "quote", fields={"speaker": name})
    assert library.completions("speaker", "ÖRN") == ["örn", "Örn Lee", "Ann Örn"]
    assert library.completions("speaker", "ör", limit=1) == ["örn"]
    assert library.completions("speaker", "*") == ["*"]
    assert library.completions("speaker", "ΣΑΣ") == ["Σας"]
    assert library.completions("speaker", "")[0] == "örn"
    assert library.completions("cue", "ö") == []
    assert library.value_counts("speaker")[0] == ("örn", 2)
    assert library.value_fields() == [("speaker", 6, 7)]
    with library.step("edit") as step:
        step.update("article", article, {"variables": {"Land": "Österreich", "n": 3}})
    assert library.variable_values("land", "ös") == ["Österreich"]


def test_links_lead_back(library, desk):
    article, text = desk.article()
    other, words = desk.article()
    first = desk.mark(article, text, 0, 3, "quote")
    here = desk.mark(article, text, 4, 7, "quote", fields={"part_of": first})
    assert library.linked_to(first) == [(here, "part_of")]
    there = desk.mark(other, words, 4, 7, "quote", fields={"part_of": first, "cue": first})
    assert library.linked_to(first) == sorted([(here, "part_of"), (there, "part_of")])
    assert library.value_fields() == [("cue", 1, 1)]
    assert library.linked_to(here) == []


def test_some_coders_only(library, open_library, desk):
    article, text = desk.article(note="three in a note")
    mine = desk.mark(article, text, 4, 13, "quote")
    other = Desk(open_library(coder="bob"))
    his = other.mark(article, text, 0, 13, "quote", note="three")
    assert library.coders() == ["ann", "bob"]
    assert [m.id for m in library.marks(text, coders=["bob"])] == [his]
    assert [s.id for s in library.spots(text, coders=["ann"])] == [mine]
    assert [s.id for s in library.spots(text, coders=["bob", "ann"])] == [his, mine]
    listing = MarkListing(library, coders=["ann"])
    assert ([r.annotation_id for r in listing.rows(0, 9)], listing.index_of(mine)) == ([mine], 0)
    assert MarkListing(library, coders=[]).count == 0
    hits = library.search("three", coders=["ann"]).rows(0, 9)
    assert sorted((h.kind, h.annotation_id) for h in hits) == [
        ("mark", mine), ("note", ""), ("text", ""),
    ]  # fmt: skip


def test_marks_of_a_tag_get_another_and_it_is_told(library, desk):
    article, text = desk.article()
    claim, quote, _ = library.tags()
    marks = [desk.mark(article, text, n, n + 3, "claim") for n in range(3)]
    with library.step("remove") as step:
        step.update("annotation", marks[0], {"removed_at": step.at})
    before = dump(library)
    with library.step("merge-tag") as step:
        assert step.retag(claim.id, quote.id) == 3
        step.update("tag", claim.id, {"archived_at": step.at})
    assert library.next_undo().description == "tag “claim” merged into “quote” with 3 marks"
    assert MarkListing(library, tag_id=quote.id).count == 2
    library.undo()
    assert dump(library) == before
    assert MarkListing(library, tag_id=quote.id).count == 0


def test_values_are_renamed_and_it_is_told(library, desk):
    article, text = desk.article()
    for name in ("A", "B", "C"):
        desk.mark(article, text, 0, 3, None, fields={"speaker": name}, guessed=["speaker"])
    with library.step("rename-value") as step:
        assert step.replace_values("speaker", ["A", "B"], "C") == 2
    assert library.next_undo().description == "speaker “A” and 1 more renamed “C” in 2 marks"
    with library.step("rename-value") as step:
        assert step.replace_values("speaker", ["C"], None) == 3
    assert {m.annotation.guessed for m in library.marks(text)} == {()}
    assert library.value_counts("speaker") == []


def test_changes_of_the_codebook_are_told(library):
    claim = library.tags()[0]
    for action, kind, changes, said in (
        ("rename-tag", "tag", {"name": "assertion"}, "tag “claim” renamed “assertion”"),
        ("archive-tag", "tag", {"archived_at": "now"}, "tag “assertion” put away"),
        (
            "convert-field",
            "tag",
            {"fields": [{"name": "speaker", "kind": "number"}]},
            "field “speaker” of assertion changed from text to number",
        ),
    ):
        with library.step(action) as step:
            step.update(kind, claim.id, changes)
        assert library.last_step().description == said
    with library.step("add-variable") as step:
        step.insert("variable", {"id": "v", "name": "country"})
    assert library.last_step().description == "variable “country” added"


def test_a_tag_that_another_program_uses_stays(library, open_library, desk):
    article, text = desk.article()
    with library.step("create-tag") as step:
        step.insert("tag", {"id": "t", "name": "theme"})
    made = library.last_step().id
    other = open_library(coder="bob")
    Desk(other).mark(article, text, 0, 3, "theme")
    with pytest.raises(StepChanged):
        library.undo(made)
    other.undo()
    with contextlib.closing(sqlite3.connect(library.path)) as raw, raw:
        raw.execute(
            "INSERT INTO annotations (id, article_id, tag_id, created_at, updated_at)"
            " VALUES ('raw', ?, 't', '', '')",
            [article],
        )
    before = dump(library)
    with pytest.raises(LibraryError, match="“theme” cannot be taken back"):
        library.undo()
    assert dump(library) == before


def test_of_many_marks_the_most_used_speakers_come_first(library, desk, monkeypatch):
    article, text = desk.article()
    for name in ("C", "B", "A", "B"):
        desk.mark(article, text, 0, 3, "quote", fields={"speaker": name})
    assert library.speakers() == ["B", "A", "C"]
    with library.step("rename-value") as step:
        step.replace_values("speaker", ["C"], "0")
    assert library.speakers() == ["B", "0", "A"]
    monkeypatch.setattr("annotate_tui.store.values.FEW", 3)
    assert library.speakers() == ["B", "0", "A"]


def test_an_earlier_file_is_brought_up_to_date(library, desk, open_library):
    article, text = desk.article()
    mark = desk.mark(article, text, 0, 3, "quote", fields={"speaker": "Ann"})
    path = library.path
    library.close()
    to_third_schema(path)
    again = open_library(read_only=True)
    assert (again.completions("speaker", "a"), again.coders()) == (["Ann"], ["ann"])
    again = open_library()
    assert again.completions("speaker", "a") == ["Ann"]
    assert [row.annotation_id for row in MarkListing(again, coders=["ann"]).rows(0, 9)] == [mark]
    reading = open_library(read_only=True)
    assert reading.completions("speaker", "a") == ["Ann"]


def to_third_schema(path):
    """The file as the version before would have it."""
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        for name in ("added", "changed", "gone", "article"):
            raw.execute(f"DROP TRIGGER field_values_{name}")
        raw.execute("DROP TRIGGER mark_lines_tagged")
        raw.execute("DROP TABLE field_values")
        raw.execute("DROP INDEX annotations_coder")
        raw.execute("DROP INDEX annotations_said")
        raw.execute("DROP TABLE variables")
        raw.execute("DROP VIEW annotation_table")
        raw.execute("ALTER TABLE tags DROP COLUMN example")
        raw.execute("ALTER TABLE tags DROP COLUMN counter_example")
        raw.execute("DROP INDEX mark_lines_place")
        raw.execute("ALTER TABLE mark_lines DROP COLUMN coder")
        raw.execute(
            'CREATE INDEX mark_lines_place ON mark_lines(number, start, "end" DESC,'
            " annotation_id, n)"
        )
        raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_codebook'")
        raw.execute("PRAGMA user_version = 3")
