"""Single promises of the lists and of the narrow tables behind them."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3

import pytest

from annotate_tui.store import Library, folding, lines
from annotate_tui.store.listing import ArticleListing
from annotate_tui.store.mark_listing import MarkListing
from annotate_tui.store.schema import SCHEMA_VERSION
from annotate_tui.store.windows import FEW, terms_of


def outside(library, sql, *values):
    """What another program writes, which knows nothing of folding."""
    with contextlib.closing(sqlite3.connect(library.path)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute(sql, values)
        other.commit()


def titles(listing):
    return [row.title for row in listing.rows(0, 99)]


def test_a_filter_finds_words_in_any_field_and_any_case(library, desk):
    desk.article(title="Straßenfest", site="Süd", authors=["Ann Lee"], note="100% sure")
    desk.article(title="İzmir", variables={"desk": "Asia_East", "sure": True}, language="tr")
    found = {
        "STRASSE": 1, "süd": 1, "SÜD ann LEE": 1, "100%": 1, "%": 1, "_": 1, "asia_east": 1,
        "i̇zmir": 1, "İZMIR": 1, "true": 1, "TR": 2, "annlee": 0, "lee\0": 0,
    }  # fmt: skip
    for words, count in found.items():
        kept = ArticleListing(library, words)
        assert (kept.count, len(kept.rows(0, 9))) == (count, count), words


def test_dates_sort_by_time_where_a_zone_is_stated_and_unknown_ones_last(library, desk):
    for published in (
        "2023-06-12T08:00+09:00",
        "",
        "2023-06-12T00:30+00:00",
        "June 11, 2023",
        "sometime",
        "2023",
    ):
        desk.article(title=published, published=published)
    known = ["2023", "June 11, 2023", "2023-06-12T08:00+09:00", "2023-06-12T00:30+00:00"]
    assert titles(ArticleListing(library, sort="date")) == [*known, "", "sometime"]
    assert titles(ArticleListing(library, sort="date", reverse=True)) == [
        *reversed(known),
        "sometime",
        "",
    ]
    months = ArticleListing(library, group="date")
    assert [months.group_of(i) for i in range(7)] == ["2023", *["2023-06"] * 3, "", "", ""]


def test_groups_of_sources_keep_the_order_within(library, desk):
    for title, site in (("b", "Herald"), ("a", "daily"), ("c", "daily"), ("d", "")):
        desk.article(title=title, site=site, source="https://e.org/Echo")
    listing = ArticleListing(library, sort="title", reverse=True, group="source")
    assert titles(listing) == ["c", "a", "d", "b"]
    assert [listing.group_of(i) for i in range(4)] == ["daily", "daily", "e.org", "Herald"]
    by_source = ArticleListing(library, sort="source", reverse=True, group="source")
    assert [by_source.group_of(i) for i in range(4)] == ["Herald", "e.org", "daily", "daily"]


def test_progress_follows_the_reader(library, desk):
    first, _ = desk.article(title="first")
    desk.article(title="second")
    library.save_position(first, 30)
    assert titles(ArticleListing(library, sort="progress")) == ["second", "first"]
    assert titles(ArticleListing(library, sort="progress", reverse=True)) == ["first", "second"]


def test_a_mark_stands_in_the_middle_of_its_text(library, desk):
    text = "Before all,\n\nsomebody  said \u201cthe words\u201d  and\tleft. " + "z" * 200
    article, text_id = desk.article(text)
    start = text.index("the words")
    desk.mark(article, text_id, start, start + 9, "quote")
    (line,) = MarkListing(library).rows(0, 5)
    assert (line.left, line.words) == ("Before all, somebody said “", "the words")
    assert line.right.startswith("” and left. zzz")
    assert len(line.right) < 125


def test_marks_sort_by_the_words_beside_them(library, desk):
    text = "a zebra X “apple” b. an ant X (berry) c."
    article, text_id = desk.article(text)
    for start in (text.index("X"), text.rindex("X")):
        made = desk.mark(article, text_id, start, start + 1, "claim")
        with library.step("place") as step:
            around = {"prefix": text[:start], "suffix": text[start + 1 :]}
            step.update("anchor", (made, text_id), around)

    def places(**asked):
        return [line.start for line in MarkListing(library, **asked).rows(0, 9)]

    assert places(sort="left") == [28, 8]
    assert places(sort="right") == [8, 28]
    assert places(sort="words", reverse=True) == [28, 8]


def test_a_tag_a_speaker_and_plain_notes_have_lists_of_their_own(library, desk):
    article, text = desk.article()
    claim = desk.mark(article, text, 0, 3, "claim", fields={"speaker": "Kim"})
    desk.mark(article, text, 4, 7, "quote", fields={"speaker": "Kim"})
    note = desk.mark(article, text, 8, 13, note="look again")
    tag = library.tags()[0].id

    def ids(listing):
        return [line.annotation_id for line in listing.rows(0, 9)]

    assert ids(MarkListing(library, tag)) == [claim]
    assert ids(MarkListing(library, "")) == [note]
    assert ids(MarkListing(library, tag, "Kim")) == [claim]
    assert MarkListing(library, speaker="Kim").count == 2
    assert ids(MarkListing(library, words="CLAIM kim count")) == [claim]
    assert MarkListing(library, tag).index_of(note) is None


def test_nothing_waits_after_a_step_of_ours(library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim")
    library.undo()
    assert not lines.is_due(library._conn)


def test_a_file_of_before_gets_its_lines(library, desk, open_library, rows):
    article, text = desk.article(title="Straße")
    desk.mark(article, text, 0, 3, "claim")
    removed, text = desk.article(title="gone")
    desk.mark(removed, text, 0, 3, "claim")
    with library.step("remove") as step:
        step.update("article", removed, {"removed_at": step.at})
    kept = rows(library, "article_lines", "mark_lines", "mark_keys")
    conn = library._conn
    names = conn.execute(
        "SELECT type, name FROM sqlite_master WHERE name LIKE '%\\_lines%' ESCAPE '\\'"
        " AND type = 'trigger' OR name IN ('article_lines', 'article_lines_due', 'mark_lines',"
        " 'mark_lines_due', 'mark_keys') ORDER BY type DESC"
    ).fetchall()
    for kind, name in names:
        conn.execute(f"DROP {kind} {name}")
    conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_listing'")
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    again = open_library()
    assert rows(again, "article_lines", "mark_lines") == {
        name: kept[name] for name in ("article_lines", "mark_lines")
    }
    assert titles(ArticleListing(again, "strasse")) == ["Straße"]


def test_other_programs_need_not_know_of_it(library, desk):
    article, text = desk.article(title="Echo")
    desk.mark(article, text, 0, 3, "claim", note="first")
    outside(library, "UPDATE articles SET title = 'ÉCHO', authors = 'no JSON'")
    outside(library, "UPDATE annotations SET note = 'Zürich', fields = '[1]'")
    assert ArticleListing(library, "écho").count == 1
    assert MarkListing(library, words="ZÜRICH écho").count == 1
    outside(library, "DELETE FROM anchors")
    assert MarkListing(library).count == 0


def test_a_file_that_another_program_holds_is_listed_as_it_was(library, desk):
    desk.article(title="Echo")
    outside(library, "UPDATE articles SET title = 'Ufer'")
    with contextlib.closing(sqlite3.connect(library.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ArticleListing(library, "echo").count == 1
    assert ArticleListing(library, "echo").count == 0


def test_a_read_only_file_is_listed_as_it_is(library, desk, tmp_path):
    article, text = desk.article(title="Echo")
    desk.mark(article, text, 0, 3, "claim")
    outside(library, "UPDATE articles SET title = 'Ufer'")
    library._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = shutil.copy(library.path, tmp_path / "copy.db")
    with Library.open(copy, read_only=True) as reading:
        for _ in range(2):
            assert titles(ArticleListing(reading, "ufer", sort="title")) == ["Ufer"]
            assert [line.title for line in MarkListing(reading, words="ufer").rows(0, 9)] == [
                "Ufer"
            ]
        assert ArticleListing(reading, "echo").count == 0


def test_many_hits_are_narrowed_as_few_are(library):
    with library.step("many") as step:
        for number in range(1, FEW + 50):
            step.conn.execute(
                "INSERT INTO articles (id, number, title, added_at) VALUES (?, ?, ?, '')",
                [f"id{number}", number, f"alpha {number}"],
            )
    listing = ArticleListing(library, "alp", sort="title", reverse=True)
    assert listing.count == FEW + 49
    some = listing.narrowed("alpha 12").narrowed("alpha 123")
    expected = [f"alpha {n}" for n in range(1, FEW + 50) if "123" in str(n)]
    assert titles(some) == sorted(expected, reverse=True)
    assert some.narrowed("alpha 12").index_of("id129") is not None
    middle = ArticleListing(library).rows(1500, 2)
    assert [row.number for row in middle] == [1501, 1502]
    assert ArticleListing(library, reverse=True).ids(FEW, 9) == [
        f"id{n}" for n in range(49, 40, -1)
    ]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [("  ", ()), ("a AB", ("ab",)), ("Straße ss", ("strasse",)), ("a\0b", ("a\ufffdb",))],
)
def test_terms(typed, terms):
    assert terms_of(typed) == terms


def test_values_of_anything_stored():
    assert folding.values('{"a": ["x", 1], "b": null, "c": true}') == ["x", "1", "true"]
    assert folding.values("no JSON") == []
    assert folding.speaker_of('{"speaker": 3}') == folding.speaker_of('["speaker"]') == ""


def test_a_mark_lost_in_the_new_text_stands_where_it_was_found_last(library, desk):
    article, old = desk.article("One two three.")
    made = desk.mark(article, old, 4, 7, "claim")
    new = desk.text(article, "Nothing of it is left here.")

    def place():
        (line,) = MarkListing(library).rows(0, 9)
        return line.text_id, line.start, line.left

    assert place() == (old, 4, "One ")
    with library.step("place") as step:
        anchor = {"annotation_id": made, "text_id": new, "start": 0, "end": 7, "exact": "Nothing"}
        step.insert("anchor", {**anchor, "state": "lost"})
    assert place() == (old, 4, "One ")
    with library.step("place") as step:
        step.update("anchor", (made, new), {"state": "moved"})
    assert place() == (new, 0, "")
