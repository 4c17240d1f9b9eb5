from __future__ import annotations

import pytest

from annotate_tui.model import Span
from annotate_tui.services.fields import FieldError
from annotate_tui.services.marking import (
    MarkError,
    add_note,
    checked_span,
    edit,
    move,
    remove,
    set_article_note,
    set_done,
    set_fields,
    set_note,
    set_tag,
    tag_span,
)
from annotate_tui.store import LibraryError

SOURCE = "An internal source said, “North Korea, facing economic difficulties,"


def test_a_mark_has_words_context_and_place(sample):
    text = sample.document.text
    span = sample.span("at least 16 North Korean defectors")
    figure = sample.tag("figure")
    mark = tag_span(*sample.where, span, figure, fields={"value": "16", "qualifier": "At_Least"})
    assert sample.library.marks(sample.text) == [mark]
    assert (mark.start, mark.end) == span
    said, place = mark.annotation, mark.anchor
    assert said.fields == {"value": 16, "qualifier": "at_least"}
    assert (said.text, place.exact) == (text[slice(*span)],) * 2
    assert place.prefix == text[span.start - 32 : span.start]
    assert place.suffix == text[span.end : span.end + 32]
    assert said.context.startswith("According to the coverage by The Dong-A Ilbo, at least 16")
    assert said.context.endswith("National Intelligence Service.")
    assert (said.paragraph_no, said.sentence_no) == (4, 2)
    assert (said.tag_id, said.origin, said.coder) == (figure.id, "keyed", "ann")
    assert said.created_at == said.updated_at != ""
    assert (place.state, place.text_id) == ("exact", sample.text)


def test_white_space_at_the_ends_is_left_out(sample):
    start, end = sample.span("children.\n\nAmidst these developments")
    assert checked_span(sample.document, Span(start + 9, end)) == sample.span(
        "Amidst these developments"
    )


def test_spans_that_cannot_be_marked(sample):
    document, size = sample.document, len(sample.document.text)
    before = sample.library.log()
    for bad in (Span(0, 0), Span(14, 16), sample.span("\n\n"), Span(size, size)):
        with pytest.raises(MarkError, match=r"^There are no words.*\.$"):
            checked_span(document, bad)
    for bad in (Span(-1, 4), Span(5, 4), Span(0, size + 1)):
        with pytest.raises(MarkError, match="There is no text"):
            tag_span(*sample.where, bad, sample.tag("claim"))
    with pytest.raises(MarkError, match="page furniture"):
        tag_span(*sample.where, Span(0, size), sample.tag("claim"))
    assert sample.library.log() == before


def test_marks_may_cross_paragraphs_overlap_and_repeat(sample):
    claim = sample.tag("claim")
    span = sample.span("for their children.\n\nAmidst these developments")
    marks = [tag_span(*sample.where, span, claim) for _ in range(2)]
    assert [m.id for m in sample.library.marks(sample.text)] == [m.id for m in marks]
    assert marks[0].annotation.text == "for their children. Amidst these developments"
    assert "\n" not in marks[0].annotation.context


def test_a_plain_note(sample):
    mark = add_note(*sample.where, sample.span("COVID-19"), "  which wave? ")
    assert (mark.annotation.tag_id, mark.annotation.note) == (None, "which wave?")
    assert sample.library.next_undo().description == "note “COVID-19” added"
    with pytest.raises(MarkError, match="needs words"):
        add_note(*sample.where, sample.span("COVID-19"), " \n ")


def test_moving_rewrites_words_context_and_place_in_one_step(sample):
    library, document = sample.library, sample.document
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"), note="who?")
    step = None
    for words in (
        "internal source said, “North Korea, facing economic difficulties,",
        "source said, “North Korea, facing economic difficulties,",
        "“North Korea, facing economic difficulties, is exerting more pressure on its overseas"
        " missions and ambassadors. Intensified government oversight",
    ):
        moved, step = move(library, document, mark, sample.span(words), step)
        assert moved.anchor.exact == moved.annotation.text == words
        assert document.text.find(moved.anchor.prefix + words + moved.anchor.suffix) > 0
    assert moved.annotation.context.startswith("An internal source said")
    assert moved.annotation.context.endswith("also had an impact.”")
    assert moved.annotation.updated_at > mark.annotation.updated_at
    assert (moved.annotation.created_at, moved.annotation.note) == (
        mark.annotation.created_at,
        "who?",
    )
    assert library.next_undo().description.endswith("moved 3 times")
    library.undo()
    assert library.mark(mark.id) == mark
    library.redo()
    assert library.mark(mark.id) == moved


def test_moving_to_where_it_is_changes_nothing(sample):
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"))
    before = sample.library.last_step()
    same, step = move(sample.library, sample.document, mark, sample.span(SOURCE))
    assert (same, step) == (mark, "")
    assert sample.library.last_step() == before


def test_a_bad_move_leaves_the_mark(sample):
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"))
    with pytest.raises(MarkError):
        move(sample.library, sample.document, mark, Span(5, 5))
    assert sample.library.mark(mark.id) == mark


def test_removing_keeps_the_row_and_undo_brings_it_back(sample):
    library = sample.library
    quote = sample.tag("quote")
    mark = tag_span(*sample.where, sample.span(SOURCE), quote, fields={"speaker": "X"}, note="n")
    remove(library, mark)
    assert library.marks(sample.text) == []
    assert library.mark(mark.id).annotation.removed_at
    assert "removed" in library.next_undo().description
    library.undo()
    assert library.marks(sample.text) == [mark]


def test_another_tag_keeps_note_and_fields(sample):
    mark = tag_span(
        *sample.where, sample.span(SOURCE), sample.tag("quote"), fields={"cue": "said"}, note="n"
    )
    changed = set_tag(sample.library, mark, sample.tag("claim"))
    assert changed.annotation.tag_id == sample.tag("claim").id
    assert (changed.annotation.fields, changed.annotation.note) == ({"cue": "said"}, "n")
    assert set_tag(sample.library, changed, None).annotation.tag_id is None


def test_fields_are_set_confirmed_and_emptied(sample):
    mark = tag_span(
        *sample.where,
        sample.span(SOURCE),
        sample.tag("quote"),
        fields={"speaker": "An internal\n source", "cue": "said", "named": "anonymous"},
        guessed=["speaker", "cue", "said_when"],
    )
    assert mark.annotation.fields["speaker"] == "An internal source"
    assert mark.annotation.guessed == ("speaker", "cue")
    mark = set_fields(sample.library, mark, {"speaker": "An internal source", "named": ""})
    assert mark.annotation.fields == {"speaker": "An internal source", "cue": "said"}
    assert mark.annotation.guessed == ("cue",)
    mark = set_fields(sample.library, mark, {"cue": None})
    assert mark.annotation.fields == {"speaker": "An internal source"}
    assert mark.annotation.guessed == ()


def test_fields_set_elsewhere_meanwhile_stay(open_library, sample):
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"))
    set_fields(open_library(), mark, {"cue": "said"})
    both = set_fields(sample.library, mark, {"speaker": "X"})
    assert both.annotation.fields == {"cue": "said", "speaker": "X"}


@pytest.mark.parametrize(
    ("tag", "name", "value", "says"),
    [
        ("quote", "value", "16", "The tag quote has no field “value”; it has speaker, "),
        ("figure", "value", "sixteen", "value takes a number like 16 or 2.5, not “sixteen”: "),
        ("figure", "value", "nan", "takes a number"),
        ("figure", "low", True, "takes a number"),
        ("figure", "qualifier", "maybe", "takes exact or at_least or "),
        ("claim", "evidence_url", "javascript:alert(1)", "takes a web address"),
        ("claim", "part_of", "nothing", "takes the id of a mark"),
    ],
)
def test_values_that_do_not_fit(sample, tag, name, value, says):
    before = sample.library.log()
    with pytest.raises(FieldError) as caught:
        tag_span(*sample.where, sample.span(SOURCE), sample.tag(tag), fields={name: value})
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")
    assert sample.library.log() == before


def test_values_of_every_kind(sample):
    library = sample.library
    fields = [
        {"name": "when", "kind": "date"},
        {"name": "sure", "kind": "boolean"},
        {"name": "colours", "kind": "choices", "choices": ["red", "blue"]},
        {"name": "size", "kind": "number"},
    ]
    with library.step("codebook") as step:
        step.insert("tag", {"id": "t", "name": "thing", "fields": fields, "position": 9})
    first = tag_span(*sample.where, sample.span(SOURCE), sample.tag("thing"))
    good = {"when": "2023-06", "sure": "yes", "colours": "Blue; red; blue", "size": "-2.50"}
    mark = set_fields(library, first, {**good, "part_of": None})
    assert mark.annotation.fields == {
        "when": "2023-06",
        "sure": True,
        "colours": ["blue", "red"],
        "size": -2.5,
    }
    second = tag_span(
        *sample.where, sample.span(SOURCE), sample.tag("thing"), fields={"part_of": first.id}
    )
    assert second.annotation.fields == {"part_of": first.id}
    for bad in ({"when": "June"}, {"when": "2023-13"}, {"sure": "perhaps"}, {"colours": "green"}):
        with pytest.raises(FieldError):
            set_fields(library, mark, bad)
    with pytest.raises(FieldError, match="not the mark itself"):
        set_fields(library, second, {"part_of": second.id})
    assert library.mark(mark.id) == mark


def test_plain_notes_have_no_speaker(sample):
    mark = add_note(*sample.where, sample.span("COVID-19"), "which wave?")
    with pytest.raises(FieldError, match="A plain note has no field “speaker”"):
        set_fields(sample.library, mark, {"speaker": "X"})


def test_notes_and_edits(sample):
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"))
    assert set_note(sample.library, mark, " check ").annotation.note == "check"
    assert set_note(sample.library, mark, "").annotation.note == ""
    before = len(sample.library.log())
    changed = edit(
        sample.library, mark, tag=sample.tag("claim"), fields={"verdict": "FALSE"}, note="no"
    )
    assert changed.annotation.fields == {"verdict": "false"}
    assert len(sample.library.log()) == before + 1
    sample.library.undo()
    assert sample.library.mark(mark.id).annotation.tag_id == sample.tag("quote").id


def test_a_mark_undone_elsewhere(open_library, sample):
    mark = tag_span(*sample.where, sample.span(SOURCE), sample.tag("quote"))
    open_library().undo()
    span = sample.span("COVID-19")
    for change in (
        lambda: set_note(sample.library, mark, "n"),
        lambda: set_fields(sample.library, mark, {"speaker": "X"}),
        lambda: move(sample.library, sample.document, mark, span),
        lambda: remove(sample.library, mark),
    ):
        with pytest.raises(LibraryError, match=r"no longer in the library.*\.$"):
            change()


def test_articles_are_done_and_noted(sample):
    library, article = sample.library, sample.article
    set_done(library, article, True)
    done = library.article(article).done_at
    set_done(library, article, True)
    assert library.article(article).done_at == done != ""
    set_article_note(library, article, " read twice ")
    assert library.article(article).note == "read twice"
    set_done(library, article, False)
    assert library.article(article).done_at == ""
    said = [info.description.rsplit("” ", 1)[1] for info in library.log(limit=3)]
    assert said == ["marked not done", "note changed", "marked done"]


def test_nothing_is_done_to_a_mark_that_was_removed_meanwhile(sample):
    tag = sample.tag("claim")
    mark = tag_span(*sample.where, Span(208, 392), tag)
    remove(sample.library, mark)
    before = sample.library.last_step()
    for change in (
        lambda: move(sample.library, sample.document, mark, Span(208, 300)),
        lambda: remove(sample.library, mark),
        lambda: set_tag(sample.library, mark, sample.tag("quote")),
        lambda: set_fields(sample.library, mark, {"speaker": "late"}),
    ):
        with pytest.raises(LibraryError, match="Another reader has removed this mark"):
            change()
    assert sample.library.last_step() == before
    noted = set_note(sample.library, mark, "typed meanwhile")
    assert (noted.annotation.note, bool(noted.annotation.removed_at)) == ("typed meanwhile", True)
