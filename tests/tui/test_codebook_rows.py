"""The tree of the codebook: every tag once, below its own, archived ones after their siblings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Field, Tag
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.modes.codebook_rows import Tree, below, fields_told, room_below

parents = st.lists(st.tuples(st.none() | st.integers(0, 14), st.booleans()), max_size=15)


def tags_of(parents) -> list[Tag]:
    """Tags named by their numbers; a parent may be missing, or stand in a circle."""
    return [
        Tag(
            id=str(i),
            name=f"tag{i}",
            path=f"tag{i}",
            parent_id=None if parent is None else str(parent),
            archived_at="2026" if away else "",
        )
        for i, (parent, away) in enumerate(parents)
    ]


@given(parents)
def test_every_tag_stands_once_after_what_it_is_below(parents):
    tags = tags_of(parents)
    tree = Tree(tags)
    ids = [row.tag.id for row in tree.rows]
    assert sorted(ids) == sorted(tag.id for tag in tags)
    for row in tree.rows:
        if row.depth:
            above = ids.index(row.tag.parent_id)
            assert above < ids.index(row.tag.id)
            assert tree.rows[above].depth == row.depth - 1


@given(parents)
def test_archived_tags_stand_after_their_siblings_in_the_same_order(parents):
    tree = Tree(tags_of(parents))
    for row in tree.rows:
        siblings = tree.siblings(row.tag)
        away = [bool(tag.archived_at) for tag in siblings]
        assert away == sorted(away)
        assert row.tag in siblings
        before, after = tree.before(row.tag), tree.after(row.tag)
        assert before is None or tree.after(before) == row.tag
        assert after is None or tree.before(after) == row.tag


@given(parents, st.sampled_from(["", "tag1", "3", "zz", "tag 2"]))
def test_words_keep_their_tags_and_those_above_in_order(parents, words):
    tree = Tree(tags_of(parents))
    rows, first = tree.with_words(words)
    holding = [r for r in tree.rows if all(w in r.tag.path for w in words.split())]
    assert [row for row in tree.rows if row in rows] == rows
    assert all(row in rows for row in holding)
    if rows:
        assert rows[first] in holding
    ids = {row.tag.id for row in rows}
    for row in rows:
        assert row.depth == 0 or row.tag.parent_id in ids


def test_fields_are_told_with_their_kinds_and_where_from():
    tag = Tag(
        id="1",
        name="a",
        path="a",
        fields=(Field(name="low", kind="number", required=True), Field(name="unit")),
        inherited=(Field(name="side", kind="choice", choices=("n", "s")), Field(name="unit")),
    )
    assert fields_told(tag) == "fields: low* (number), unit · from above: side (one of 2)"
    assert fields_told(Tag(id="1", name="a", path="a")) == ""


@given(st.integers(1, 120), st.integers(0, 12), st.text(max_size=300), st.text(max_size=200))
def test_what_is_told_of_a_tag_fits(width, rows, description, example):
    many = tuple(Field(name=f"field{i}") for i in range(30))
    tag = Tag(id="1", name="a", path="a", description=description, example=example, fields=many)
    told = below(tag, width, rows, "nothing")
    assert len(told) <= rows
    for runs in told:
        assert sum(cell_width(words) for words, _ in runs) <= max(width, 12)


def test_a_low_page_has_no_rows_for_the_chosen_tag():
    assert room_below(11) == 0
    assert 0 < room_below(22) < room_below(38) <= 7
