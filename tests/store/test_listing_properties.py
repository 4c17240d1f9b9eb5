"""The lists, after any writing by anyone, are what the tables say."""

from __future__ import annotations

import contextlib
import itertools
import json
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import listing_model as model
from tests.store.conftest import Desk

from annotate_tui.store import Library
from annotate_tui.store.listing import GROUPS, ArticleListing
from annotate_tui.store.mark_listing import MarkListing

BITS = (
    "alpha", "Straße", "STRASSE", "İzmir", "ı", "100%", "a_b", "axb", "it's", '"q"', "ÉCOLE",
    "école", "한국어", "ǅ", "[b]", "\\", "ΣΑΣ", "σας", "*", "-",
)  # fmt: skip
TITLES = st.lists(st.sampled_from(BITS), max_size=3).map(" ".join)
DATES = st.sampled_from(
    ["", "2023-06-12", "2023-06", "2023-06-12T08:06", "2023-06-12T08:06+09:00", "2019", "soon"]
)
QUERIES = st.one_of(
    TITLES,
    st.lists(
        st.sampled_from(["a", "ss", "%", "_", "'", '"', "ALPHA", "i̇", "σ", "claim", "sub/", "ann"]),
        max_size=2,
    ).map(" ".join),
)
WORDS = "One two, “three” four. Straße İzmir 100% five six. Seven one two three four, nine ten!"
FIRST = [
    *(("article", i, title, date) for i, (title, date) in enumerate(
        [("alpha Straße", "2023-06-12"), ("", ""), ("a_b 100%", "2023-06-12T08:06+09:00")]
    )),
    *(("mark", pick, words, "") for pick, words in
      [(3, "alpha"), (6, "İzmir"), (9, "alpha"), (4, ""), (7, "école"), (39, "Σας")]),
]  # fmt: skip
"""What there is before anything is done by chance: three articles with two marks each."""

ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "article",
                "article",
                "mark",
                "mark",
                "mark",
                "edit",
                "remove",
                "unmark",
                "retag",
                "note",
                "move",
                "rename",
                "parent",
                "undo",
                "undo",
                "redo",
                "done",
                "read",
                "text",
                "lost",
                "outside",
                "outside-mark",
            ]
        ),
        st.integers(0, 50),
        TITLES,
        DATES,
    ),
    max_size=12,
)


def perform(library, action, pick, words, date):
    """One piece of writing on the pick-th thing there is."""
    desk = Desk(library)
    articles = [row["id"] for row in library.query("SELECT id FROM articles ORDER BY number")]
    marks = [row["id"] for row in library.query("SELECT id FROM annotations ORDER BY id")]
    tags = library.tags()
    if action == "article":
        site = ("", "Site", "site")[pick % 3]
        desk.article(
            WORDS, title=words, published=date, site=site, source=f"https://e.org/{words}",
            language=("", "en", "DE")[pick % 3], note=words[::-1], authors=words.split(),
            variables={"desk": words, "n": pick, "sure": True} if pick % 2 else {},
        )  # fmt: skip
    elif action in ("undo", "redo"):
        getattr(library, action)()
    elif action == "rename":
        with library.step("tag-edit") as step:
            step.update(
                "tag", tags[pick % len(tags)].id, {"name": words or "sub", "position": pick}
            )
    elif action == "parent":
        with library.step("tag-edit") as step:
            step.update("tag", tags[0].id, {"parent_id": tags[1].id if pick % 2 else None})
    elif articles and action in ("edit", "remove", "done", "read", "text", "mark", "outside"):
        write_article(library, action, library.article(articles[pick % len(articles)]), pick, words)
    elif marks:
        write_mark(library, action, marks[pick % len(marks)], pick, words)


def write_article(library, action, row, pick, words):
    desk = Desk(library)
    if action == "mark":
        start = pick % 40
        tag = ("claim", None, "quote")[pick % 3]
        speaker = {"speaker": words} if words and tag else {}
        made = desk.mark(row.id, row.text_id, start, start + 1 + pick % 9, tag, fields=speaker)
        text = library.text(row.text_id).text
        with library.step("move") as step:
            around = {"prefix": text[max(0, start - 32) : start], "suffix": text[start + 10 :][:32]}
            step.update("anchor", (made, row.text_id), around)
    elif action == "text":
        desk.text(row.id, f"{words} {WORDS}")
    elif action == "read":
        library.save_position(row.id, pick * 3)
    elif action == "outside":
        with contextlib.closing(sqlite3.connect(library.path)) as other:
            other.execute("UPDATE articles SET title = ?, note = '' WHERE id = ?", [words, row.id])
            other.commit()
    else:
        changes = {
            "edit": {"title": words, "site": words},
            "remove": {"removed_at": None if row.removed_at else "2026-01-01"},
            "done": {"done_at": None if row.done_at else f"2026-01-{pick % 28 + 1:02}"},
        }[action]
        with library.step(action) as step:
            step.update("article", row.id, changes)


def write_mark(library, action, mark, pick, words):
    anchors = list(library.query("SELECT * FROM anchors WHERE annotation_id = ?", [mark]))
    anchor = anchors[pick % len(anchors)]
    key = (mark, anchor["text_id"])
    if action == "outside-mark":
        with contextlib.closing(sqlite3.connect(library.path)) as other:
            fields = json.dumps({"speaker": words}) if pick % 3 else "no JSON"
            other.execute("UPDATE annotations SET note = ? WHERE id = ?", [words, mark])
            if pick % 3:
                other.execute("UPDATE annotations SET fields = ? WHERE id = ?", [fields, mark])
            other.commit()
        return
    with library.step(action) as step:
        if action == "lost":
            step.update("anchor", key, {"state": "lost" if anchor["state"] == "exact" else "exact"})
        elif action == "move":
            step.update("anchor", key, {"start": pick, "end": pick + 5, "exact": words})
            step.update("annotation", mark, {"text": words})
        elif action == "unmark":
            row = step.row("annotation", mark)
            step.update("annotation", mark, {"removed_at": None if row["removed_at"] else "2026"})
        elif action == "retag":
            tags = [None, *library.tags()]
            tag = tags[pick % len(tags)]
            step.update("annotation", mark, {"tag_id": tag.id if tag else None})
        else:
            step.update("annotation", mark, {"note": words, "coder": words[:3] or "ann"})


def check(listing, expected, ids, start, n):
    assert listing.count == len(expected)
    assert ids(0, len(expected) + 5) == expected
    assert ids(start, n) == expected[start : start + n]
    assert ids(len(expected), 3) == [] == ids(3, 0)
    for i, one in enumerate(expected):
        assert listing.index_of(one) == i
    assert listing.index_of("none of them") is None


@contextlib.contextmanager
def written(actions):
    """A library in which all that was done."""
    with tempfile.TemporaryDirectory() as folder:
        ids, ticks = itertools.count(1), itertools.count()
        with Library.open(
            Path(folder, "library.db"),
            clock=lambda: f"2026-11-23T04:{next(ticks):04}Z",
            new_id=lambda: f"00000000-0000-7000-9000-{next(ids):012x}",
            coder="ann",
        ) as library:
            for action in [*FIRST, *actions]:
                perform(library, *action)
            yield library


@settings(max_examples=60)
@given(
    ACTIONS, QUERIES, QUERIES, st.sampled_from(ArticleListing.SORTS), st.booleans(),
    st.sampled_from(list(GROUPS)), st.integers(0, 8), st.integers(1, 5),
)  # fmt: skip
def test_the_articles_listed_are_those_of_the_tables(
    actions, words, more, sort, reverse, group, start, n
):
    with written(actions) as library:
        listing = ArticleListing(library, words, sort, reverse, group)
        typed = (words, f"{words}{more}", f"{words} {more}", more, "")
        for asked in typed:
            listing = listing.narrowed(asked)
            expected = model.article_rows(library, asked, sort, reverse, group)
            check(listing, [one for one, _ in expected], listing.ids, start, n)
            assert [listing.group_of(i) for i in range(len(expected))] == [g for _, g in expected]
            rows = listing.rows(start, n)
            assert rows == [library.article(one) for one, _ in expected[start : start + n]]


@settings(max_examples=60)
@given(
    ACTIONS, QUERIES, QUERIES, st.sampled_from(MarkListing.SORTS), st.booleans(),
    st.sampled_from([None, "", 0, 1]), st.sampled_from([None, "", "alpha"]),
    st.integers(0, 8), st.integers(1, 5),
)  # fmt: skip
def test_the_marks_listed_are_those_of_the_tables(
    actions, words, more, sort, reverse, tag, speaker, start, n
):
    with written(actions) as library:
        tag_id = library.tags()[tag].id if isinstance(tag, int) else tag

        def ids(start, n):
            return [line.annotation_id for line in listing.rows(start, n)]

        for only in ((None, None), (tag_id, speaker)):
            listing = MarkListing(library, *only, words, sort, reverse)
            for asked in (words, f"{words}{more}", f"{words} {more}", more, ""):
                listing = listing.narrowed(asked)
                expected = model.mark_rows(library, *only, asked, sort, reverse)
                check(listing, expected, ids, start, n)
            for line in listing.rows(0, 50):
                row = library.mark(line.annotation_id).annotation
                assert (line.tag_id, line.note, line.words, line.coder) == (
                    row.tag_id, row.note, row.text, row.coder,
                )  # fmt: skip
                article = library.article(row.article_id)
                assert (line.number, line.title) == (article.number, article.title)
                assert not article.removed_at


@pytest.mark.parametrize("kind", [ArticleListing, MarkListing])
def test_an_order_that_does_not_exist_is_named(library, kind):
    with pytest.raises(ValueError, match="no order by “size”"):
        kind(library, sort="size")
