"""Marks that are part of others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.reading.parts import Parts


def test_a_whole_its_parts_and_their_parts_belong_together():
    parts = Parts([("b", "a"), ("c", "a"), ("d", "c"), ("y", "x")])
    assert parts.family("a") == {"b", "c", "d"}
    assert parts.family("d") == {"a", "b", "c"}
    assert parts.family("x") == {"y"}
    assert parts.family("z") == frozenset() == parts.family(None)
    assert parts.parts_of("a") == {"b", "c"}
    assert parts.whole_of("d") == "c"
    assert parts.above("d") == ["c", "a"]


def test_a_mark_goes_to_another_whole_or_to_none():
    parts = Parts([("b", "a")])
    parts.put("b", "x")
    assert parts.family("a") == frozenset()
    assert parts.family("x") == {"b"}
    parts.put("b", None)
    assert not parts
    parts.put("b", None)


def test_nothing_is_part_of_itself():
    assert not Parts([("a", "a")])


ids = st.sampled_from("abcdef")


@given(st.lists(st.tuples(ids, st.one_of(ids, st.none()))), ids)
def test_circles_end_and_belonging_is_mutual(puts, one):
    parts = Parts()
    for part, whole in puts:
        parts.put(part, whole)
    family = parts.family(one)
    assert one not in family
    if len(set(parts.above(one))) == len(parts.above(one)) and one not in parts.above(one):
        top = (parts.above(one) or [one])[-1]
        if parts.whole_of(top) is None:
            assert all(one in parts.family(other) for other in family)
