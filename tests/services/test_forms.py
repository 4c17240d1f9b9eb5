"""The rows of a mark's form: their order, and which tag a letter means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import FIELD_KINDS, Field, Tag
from annotate_tui.services.forms import (
    FIELD,
    LEFT,
    NOTE,
    TAG,
    TagList,
    first_row,
    rows_of,
    tab_order,
)
from annotate_tui.store.codebook import STARTING_TAGS

CLAIM, QUOTE, FIGURE = STARTING_TAGS


def names(tag):
    return [field.name for field in tab_order(tag)]


def test_a_quote_is_filled_in_as_one_thinks():
    assert names(QUOTE) == [
        "speaker", "named", "quote_mode", "speaker_text", "speaker_role", "cue", "said_when",
        "part_of",
    ]  # fmt: skip


def test_numbers_come_before_answers_and_those_before_words():
    assert names(FIGURE) == [
        "speaker", "value", "low", "high", "qualifier", "change", "speaker_text", "unit", "counted",
        "as_of", "part_of",
    ]  # fmt: skip


def test_links_come_last_also_where_the_tag_begins_with_one():
    fields = (Field(name="to", kind="link"), Field(name="a"), Field(name="n", kind="number"))
    assert names(Tag(id="t", name="t", path="t", fields=fields)) == ["n", "a", "to", "part_of"]


def test_a_tag_that_declares_part_of_has_it_once():
    fields = (Field(name="part_of", kind="link"), Field(name="a"))
    assert names(Tag(id="t", name="t", path="t", fields=fields)) == ["a", "part_of"]


def test_a_plain_note_has_its_link_and_opens_at_the_note():
    rows = rows_of(None)
    assert [row.what for row in rows] == [TAG, FIELD, NOTE]
    assert rows[first_row(rows)].what == NOTE


def test_left_over_values_come_behind_the_note():
    assert [row.name for row in rows_of(QUOTE, ["verdict"])][-2:] == ["note", "verdict"]
    assert rows_of(QUOTE, ["verdict"])[-1].what == LEFT


def test_it_opens_at_the_first_field():
    rows = rows_of(CLAIM)
    assert rows[first_row(rows)].name == "speaker"


@given(st.lists(st.sampled_from(FIELD_KINDS), max_size=12))
def test_every_field_has_one_row(kinds):
    fields = tuple(Field(name=f"f{i}", kind=kind) for i, kind in enumerate(kinds))
    tag = Tag(id="t", name="t", path="t", fields=fields)
    order = names(tag)
    assert sorted(order) == sorted([*(field.name for field in fields), "part_of"])
    if kinds and kinds[0] != "link":
        assert order[0] == "f0"
    assert rows_of(tag)[first_row(rows_of(tag))].kind != "link"


def tag_list(*named, chosen=None, keys=None):
    tags = [Tag(id=name, name=name, path=name) for name in named]
    return TagList(tags, keys or {}, chosen)


def test_a_key_comes_before_names_that_begin_so():
    tags = tag_list("quarrel", "quote", "claim", chosen="claim", keys={"quote": "q"})
    tags.jump("q")
    assert tags.tag.name == "quote"
    tags.jump("q")
    assert tags.tag.name == "quarrel"
    tags.jump("q")
    assert tags.tag.name == "quote"


def test_a_letter_that_no_tag_has_changes_nothing():
    tags = tag_list("claim", chosen="claim")
    assert not tags.jump("z")
    assert tags.tag.name == "claim"


def test_a_plain_note_may_stay_one():
    tags = tag_list("claim")
    assert tags.tag is None
    tags.step(1)
    assert tags.tag.name == "claim"
    tags.step(-1)
    assert tags.tag is None


def test_a_letter_goes_through_a_thousand_tags():
    named = [f"{letter}{i}" for i in range(250) for letter in "abcd"]
    tags = tag_list(*named, chosen=named[0])
    seen = set()
    for _ in range(250):
        tags.jump("c")
        seen.add(tags.tag.name)
    assert len(seen) == 250
    assert all(name.startswith("c") for name in seen)
