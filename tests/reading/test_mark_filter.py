"""Which marks a list shows, for what is typed and for a tag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Spot
from annotate_tui.reading.mark_filter import ANY, NOTES, MarkFilter, MarkWords

TEXTS = {
    "a": "The river rose.\nsaid twice\nAnna Berg",
    "b": "At least 16 houses",
    "c": "the RIVER again\nwhy?",
}
SPOTS = [Spot(0, 5, "a", "claim"), Spot(10, 15, "b", "figure"), Spot(20, 25, "c", None)]


def names(filter_):
    return "".join(spot.id for spot in filter_.shown(SPOTS, TEXTS))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "abc"),
        ("  ", "abc"),
        ("river", "ac"),
        ("RIVER", "c"),
        ("River", ""),
        ("berg", "a"),
        ("twice rose", "a"),
        ("16", "b"),
        ("why?", "c"),
        ("river nowhere", ""),
    ],
)
def test_every_word_is_in_the_words_the_note_or_the_speaker(words, found):
    assert names(MarkFilter(words=words)) == found


def test_a_tag_shows_its_marks_and_notes_are_those_without():
    assert names(MarkFilter("claim")) == "a"
    assert names(MarkFilter(NOTES)) == "c"
    assert names(MarkFilter(NOTES, "anna")) == ""
    assert MarkFilter().empty
    assert not MarkFilter(NOTES).empty


def test_the_tags_come_in_turn_those_without_marks_left_out():
    filter_, seen = MarkFilter(words="x"), []
    for _ in range(5):
        filter_ = filter_.next_tag(SPOTS, ["claim", "quote", "figure"])
        seen.append(filter_.tag)
    assert seen == ["claim", "figure", NOTES, ANY, "claim"]
    assert filter_.words == "x"
    assert MarkFilter("gone").next_tag(SPOTS[:1], ["claim"]).tag == "claim"
    assert MarkFilter().next_tag([], ["claim"]).tag == ANY


WORDS = st.text("ab BR", max_size=6)


@given(WORDS, WORDS, st.sampled_from([ANY, NOTES, "claim"]), st.sampled_from([ANY, "claim"]))
def test_what_narrows_shows_nothing_that_was_not_shown(one, other, tag, tag_before):
    texts = {"a": "ab Ra", "b": "b a bb", "c": "RAB"}
    now, before = MarkFilter(tag, one), MarkFilter(tag_before, other)
    if now.narrows(before):
        assert set(now.shown(SPOTS, texts)) <= set(before.shown(SPOTS, texts))


def test_words_are_read_in_parts_and_again_when_forgotten():
    asked = []

    def read(ids):
        asked.append(list(ids))
        return {name: TEXTS[name] for name in ids if name in TEXTS}

    words = MarkWords(read)
    assert words.more(SPOTS, 2)
    assert not words.more(SPOTS, 2)
    assert not words.more(SPOTS, 2)
    words.forget(["b", "unknown"])
    assert not words.more(SPOTS, 2)
    assert asked == [["a", "b"], ["c"], ["b"]]
    assert words["b"] == TEXTS["b"]


def test_what_cannot_be_read_is_asked_for_again_but_not_for_ever():
    asked = []
    words = MarkWords(lambda ids: asked.append(list(ids)) or {})
    assert not words.more(SPOTS, 1)
    assert not words.more(SPOTS, 1)
    assert asked == [["a"], ["a"]]
    assert MarkFilter(words="river").shown(SPOTS, words) == []
