"""Links between marks: set, refused in circles, emptied with the mark they lead to."""

from __future__ import annotations

import pytest

from annotate_tui.services import marking
from annotate_tui.services.fields import FieldError, left_over
from annotate_tui.store.codebook import PART_OF


@pytest.fixture
def marks(sample):
    """Three marks, one below the other in the text."""
    words = ("Growing unrest", "COVID-19", "An internal source")
    return [
        marking.tag_span(*sample.where, sample.span(each), sample.tag("quote")) for each in words
    ]


def test_a_link_is_set_and_taken_off_in_one_step(sample, marks):
    first, second, _ = marks
    steps = len(sample.library.log())
    linked = marking.link(sample.library, second, "part_of", first)
    assert linked.annotation.fields == {"part_of": first.id}
    assert sample.library.log()[0].action == "link"
    assert len(sample.library.log()) == steps + 1
    assert marking.link(sample.library, linked, "part_of", None).annotation.fields == {}
    sample.library.undo()
    assert sample.library.mark(second.id).annotation.fields == {"part_of": first.id}


def test_a_mark_is_no_part_of_its_own_part(sample, marks):
    first, second, third = marks
    marking.link(sample.library, second, "part_of", first)
    marking.link(sample.library, third, "part_of", second)
    for mark, target in ((first, first), (first, second), (first, third), (second, third)):
        with pytest.raises(FieldError, match="part_of"):
            marking.link(sample.library, mark, "part_of", target)
    with pytest.raises(FieldError, match="is itself part of"):
        marking.edit(
            sample.library, first, tag=sample.tag("quote"), fields={"part_of": third.id}, note=""
        )
    assert sample.library.mark(first.id).annotation.fields == {}


def test_other_links_may_lead_to_and_fro(sample):
    with sample.library.step("add-field") as step:
        fields = [{"name": "against", "kind": "link"}]
        step.insert("tag", {"id": "t", "name": "point", "fields": fields, "position": 9})
    one, two = (
        marking.tag_span(*sample.where, sample.span(words), sample.tag("point"))
        for words in ("Growing unrest", "COVID-19")
    )
    marking.link(sample.library, one, "against", two)
    linked = marking.link(sample.library, two, "against", one)
    assert linked.annotation.fields == {"against": one.id}
    with pytest.raises(FieldError, match="not the mark itself"):
        marking.link(sample.library, two, "against", two)


def test_only_link_fields_link(sample, marks):
    first, second, _ = marks
    with pytest.raises(FieldError, match="“speaker” does not link this mark to another: it has pa"):
        marking.link(sample.library, first, "speaker", second)


def test_nothing_is_linked_to_a_mark_that_was_removed(sample, marks):
    first, second, _ = marks
    marking.remove(sample.library, first)
    with pytest.raises(FieldError, match="was removed: bring it back first"):
        marking.link(sample.library, second, "part_of", first)


def test_removing_a_mark_empties_the_links_to_it_and_undo_brings_all_back(sample, marks):
    first, second, third = marks
    library = sample.library
    for part in (second, third):
        marking.link(library, part, "part_of", first)
    marking.set_fields(library, second, {"cue": "said"})
    before = library.marks(sample.text)
    steps = len(library.log())
    marking.remove(library, first)
    assert len(library.log()) == steps + 1
    after = {mark.id: dict(mark.annotation.fields) for mark in library.marks(sample.text)}
    assert after == {second.id: {"cue": "said"}, third.id: {}}
    library.undo()
    assert library.marks(sample.text) == before
    library.redo()
    assert {mark.id: dict(mark.annotation.fields) for mark in library.marks(sample.text)} == after


def test_a_removed_part_leaves_the_whole(sample, marks):
    first, second, _ = marks
    marking.link(sample.library, second, "part_of", first)
    marking.remove(sample.library, second)
    assert sample.library.mark(first.id).annotation == first.annotation
    # What was removed keeps its own link: it comes back with it.
    assert sample.library.mark(second.id).annotation.fields == {"part_of": first.id}


def test_values_that_another_tag_does_not_carry_stay_and_can_be_emptied(sample, marks):
    first, second, _ = marks
    library, claim = sample.library, sample.tag("claim")
    mark = marking.set_fields(library, first, {"speaker": "X", "cue": "said", "named": "named"})
    mark = marking.edit(library, mark, tag=claim, fields={"speaker": "Y"}, note="n")
    assert mark.annotation.fields == {"speaker": "Y", "cue": "said", "named": "named"}
    assert left_over(claim, mark.annotation.fields) == ("cue", "named")
    mark = marking.edit(library, mark, tag=claim, fields={"cue": "", "named": "named"}, note="n")
    assert mark.annotation.fields == {"speaker": "Y", "named": "named"}
    with pytest.raises(FieldError, match="The tag claim has no field “named”"):
        marking.edit(library, mark, tag=claim, fields={"named": "anonymous"}, note="n")
    with pytest.raises(FieldError, match="The tag claim has no field “cue”"):
        marking.set_fields(library, mark, {"cue": None})
    back = marking.set_tag(library, mark, sample.tag("quote"))
    assert back.annotation.fields["named"] == "named"
    assert PART_OF.name not in left_over(claim, {"part_of": second.id})


def test_setting_a_field_confirms_it_and_no_other(sample):
    quote = sample.tag("quote")
    mark = marking.tag_span(
        *sample.where,
        sample.span("COVID-19"),
        quote,
        fields={"speaker": "X", "cue": "said"},
        guessed=["speaker", "cue"],
    )
    mark = marking.edit(sample.library, mark, tag=quote, fields={"speaker": "X"}, note="")
    assert mark.annotation.guessed == ("cue",)
    mark = marking.edit(sample.library, mark, tag=quote, fields={}, note="n")
    assert mark.annotation.guessed == ("cue",)
