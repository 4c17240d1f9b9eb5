from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.store import Library, LibraryError, StepChanged


def test_a_step_writes_rows_and_events_together(library, desk):
    article, text = desk.article()
    mark = desk.mark(article, text, 0, 3, "claim")
    events = list(library.query("SELECT * FROM events WHERE step = (SELECT max(step) FROM events)"))
    assert [(e["kind"], e["action"]) for e in events] == [("annotation", "tag"), ("anchor", "tag")]
    assert [e["subject"] for e in events] == [mark, f"{mark}/{text}"]
    assert {e["article_id"] for e in events} == {article}
    assert {e["library"] for e in events} == {library.id}
    assert {e["coder"] for e in events} == {"ann"}
    assert all(e["before"] is None for e in events)


def test_events_hold_changed_columns_only_and_never_a_text(library, desk):
    article, text = desk.article("Every word of this text stays out of the log.")
    with library.step("done") as step:
        step.update("article", article, {"title": "Counting", "done_at": "now"})
    last = list(library.query("SELECT * FROM events ORDER BY seq"))[-1]
    assert (last["before"], last["after"]) == ('{"done_at":null}', '{"done_at":"now"}')
    assert text in str(list(library.query("SELECT subject FROM events")))
    assert "Every word" not in str(list(library.query("SELECT * FROM events")))


def test_nothing_changed_is_no_step(library, desk):
    article, _ = desk.article()
    before = library.last_step()
    with library.step("done") as step:
        assert step.update("article", article, {"title": "Counting"}) is False
    assert library.last_step() == before


def test_an_exception_rolls_everything_back(library, desk, rows):
    article, text = desk.article()
    before, log = rows(library), library.log()

    def fail() -> None:
        with library.step("tag"):
            desk.mark(article, text, 0, 3, "claim")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (rows(library), library.log()) == (before, log)
    desk.mark(article, text, 0, 3, "claim")
    assert len(library.marks(text)) == 1


def test_the_log_is_append_only(library, desk):
    desk.article()
    for sql in ("DELETE FROM events", "UPDATE events SET coder = 'eve'"):
        with pytest.raises(LibraryError, match="append-only"):
            list(library.query(sql))


def test_undo_redo_across_a_restart(open_library, library, desk, rows):
    article, text = desk.article()
    before = rows(library)
    desk.mark(article, text, 0, 3, "quote", note="why?")
    after = rows(library)
    again = open_library()
    info = again.next_undo()
    assert info.description == "quote “One” tagged"
    assert not info.by_this_session
    assert library.next_undo().by_this_session
    assert again.undo().id == info.id
    assert rows(again) == before
    third = open_library()
    assert third.next_redo().description == "quote “One” tagged"
    assert third.redo().id == info.id
    assert rows(third) == after


def test_undo_walks_back_and_redo_forth(library, desk):
    article, text = desk.article()
    for start in (0, 4, 8):
        desk.mark(article, text, start, start + 3, "claim")

    def words() -> str:
        return " ".join(m.anchor.exact for m in library.marks(text))

    seen = [words()]
    for take in "uuruurrr":
        library.undo() if take == "u" else library.redo()
        seen.append(words())
    assert seen == [
        "One two thr",
        "One two",
        "One",
        "One two",
        "One",
        "",
        "One",
        "One two",
        "One two thr",
    ]
    assert library.next_redo() is None


def test_a_new_change_ends_redo(library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim")
    library.undo()
    desk.mark(article, text, 4, 7, "claim")
    assert library.redo() is None
    assert library.undo().description == "claim “two” tagged"
    assert library.undo().action == "add"
    assert library.undo() is None


def test_undone_articles_keep_their_number(library, desk):
    article, _ = desk.article()
    library.undo()
    assert library.articles() == []
    desk.article()
    assert [a.number for a in library.articles()] == [2]
    assert library.article(article).number == 1


def test_undo_takes_only_what_was_announced(open_library, library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim")
    announced = library.next_undo()
    other = open_library(coder="bob")
    with other.step("done") as step:
        step.update("article", article, {"done_at": "now"})
    with pytest.raises(StepChanged, match="undo again"):
        library.undo(announced.id)
    assert library.next_undo().coder == "bob"
    assert library.next_undo().description == "article “Counting” marked done"


def test_one_run_is_one_step(open_library, library, desk):
    article, text = desk.article()
    mark = desk.mark(article, text, 0, 3, "claim")

    def move(end: int, step: str | None) -> str:
        with library.step("move", step=step) as writing:
            writing.update("anchor", (mark, text), {"end": end, "exact": "x" * end})
        return writing.id

    first = move(4, None)
    assert move(5, first) == first
    assert move(6, first) == first
    other = open_library()
    with other.step("done") as step:
        step.update("article", article, {"done_at": "now"})
    second = move(7, first)
    assert second != first
    library.undo()
    library.undo()
    assert library.marks(text)[0].end == 6
    library.undo()
    assert library.marks(text)[0].end == 3
    assert move(9, first) != first


def test_a_step_of_another_session_is_not_continued(open_library, library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim")
    with open_library().step("move", step=library.last_step().id) as step:
        assert step.id != library.last_step().id


def test_log_of_one_article(library, desk):
    article, text = desk.article(title="Square [b]brackets[/b]")
    other, _ = desk.article("Something else.")
    desk.mark(article, text, 0, 29, "quote")
    library.undo()
    said = [info.description for info in library.log(article)]
    assert said == [
        "undone: quote “One two three. Four — “five”” tagged",
        "quote “One two three. Four — “five”” tagged",
        "article “Square [b]brackets[/b]” added",
    ]
    assert [info.article_id for info in library.log(limit=3)] == [article, article, other]


def test_bulk_is_counted(library, desk):
    article, text = desk.article()
    with library.step("tag"):
        for start in range(0, 12, 4):
            desk.mark(article, text, start, start + 3, "claim")
    info = library.next_undo()
    assert info.changes == 3
    assert info.description == "claim “One” and 2 more tagged"
    library.undo()
    assert library.marks(text) == []


OPERATIONS = (
    *("add", "text", "mark", "note", "move", "fields", "remove", "tag", "retag", "reject"),
    *("unreject", "variables", "undo", "redo"),
)
_OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(OPERATIONS),
        st.integers(0, 5),
        st.integers(0, 30),
        st.integers(1, 9),
    ),
    max_size=25,
)


@settings(max_examples=40)
@given(_OPERATIONS)
def test_undo_all_is_the_start_and_redo_all_the_end(operations):
    ids = itertools.count(1)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(
            Path(folder) / "library.db", new_id=lambda: f"id-{next(ids):06}", coder="ann"
        )
        with library:
            desk = _desk(library)
            start = desk.article()
            begun = library.last_step().id
            before = _rows(library)
            for operation in operations:
                _do(library, desk, start, *operation)
            while library.redo():
                pass
            end = _rows(library)
            view = list(library.query("SELECT * FROM annotation_table"))
            log = list(library.query("SELECT * FROM events"))
            count = 0
            while library.next_undo().id != begun:
                assert library.undo(library.next_undo().id)
                count += 1
            assert _standing(library) == _only(before)
            assert list(library.query("SELECT * FROM events"))[: len(log)] == log
            for _ in range(count):
                assert library.redo(library.next_redo().id)
            assert library.redo() is None
            assert _rows(library) == end
            assert list(library.query("SELECT * FROM annotation_table")) == view
            assert next(iter(library.query("PRAGMA foreign_key_check")), None) is None


def _desk(library: Library):
    from importlib import util

    place = Path(__file__).with_name("conftest.py")
    spec = util.spec_from_file_location("store_desk", place)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Desk(library)


def _rows(library: Library) -> dict[str, list]:
    tables = ("articles", "texts", "tags", "annotations", "anchors", "rejections")
    return {t: list(library.query(f"SELECT * FROM {t} ORDER BY 1, 2")) for t in tables}


def _standing(library: Library) -> dict[str, list]:
    return _only(_rows(library))


def _only(rows: dict[str, list]) -> dict[str, list]:
    """Texts stay when they are undone, and articles are marked as removed."""
    standing = {r["id"] for r in rows["articles"] if not r["removed_at"]}
    kept = {name: found for name, found in rows.items() if name != "texts"}
    return {**kept, "articles": [r for r in rows["articles"] if r["id"] in standing]}


def _do(library, desk, first, kind, which, start, length):
    article, text = first
    marks = library.marks(library.article(article).text_id)
    mark = marks[which % len(marks)] if marks else None
    tags = [tag for tag in library.tags() if not tag.archived_at]
    if kind in ("undo", "redo"):
        begun = library.next_undo()
        if kind == "redo" or (begun and begun.action != "add"):
            library.undo() if kind == "undo" else library.redo()
    elif kind == "add":
        desk.article(f"Another article, number {start}.", source=f"/tmp/{start}")
    elif kind == "text":
        with library.step("new-text"):
            known = library.texts_of(article)
            if len(known) < 4:
                desk.text(article, f"A newer text {len(known)} of it, with more words in it all.")
    elif kind in ("mark", "note"):
        desk.mark(article, library.article(article).text_id, start, start + length, "claim")
    elif kind == "reject":
        row = {"text_id": text, "tag_id": tags[0].id, "start": start, "end": start + length}
        with library.step("reject") as step:
            if not step.row("rejection", *row.values(), "ann"):
                step.insert("rejection", {**row, "coder": "ann"})
    elif kind == "unreject":
        found = next(library.query("SELECT * FROM rejections"), None)
        if found:
            with library.step("unreject") as step:
                step.delete("rejection", tuple(found.values()))
    elif kind == "tag":
        fields = [{"name": f"extra{which}", "kind": "choices", "choices": ["a", "b"]}]
        with library.step("codebook") as step:
            tag_id = library.new_id()
            step.insert("tag", {"id": tag_id, "name": f"t{start}", "fields": fields, "position": 9})
    elif kind == "variables":
        with library.step("variables") as step:
            step.update("article", article, {"variables": {f"v{which}": start}})
    elif mark:
        with library.step(kind) as step:
            if kind == "move":
                place = {"start": start, "end": start + length}
                step.update("anchor", (mark.id, mark.anchor.text_id), place)
            elif kind == "fields":
                step.update("annotation", mark.id, {"fields": {"speaker": f"S{which}"}})
            elif kind == "remove":
                step.update("annotation", mark.id, {"removed_at": step.at})
            elif kind == "retag":
                step.update("annotation", mark.id, {"tag_id": tags[which % len(tags)].id})
