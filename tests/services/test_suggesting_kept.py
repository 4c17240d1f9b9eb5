"""Suggestions kept and turned down: one step each, undone whole, told in words."""

from __future__ import annotations

import pytest
from tests.suggested import suggestion

from annotate_tui.model import Span
from annotate_tui.services import codebook, exporting, history, marking
from annotate_tui.services.suggesting import (
    Advice,
    Offer,
    confirm,
    keep,
    reject,
    tag_by_hand,
)
from annotate_tui.store.errors import LibraryError, ReadOnlyLibrary

FIELDS = {"speaker": "Ann Lee", "speaker_text": "she", "cue": "said", "quote_mode": "direct"}
A, B, C = Span(607, 650), Span(1301, 1346), Span(1388, 1396)
WHOLE = Span(0, 10**9)


@pytest.fixture
def offers(sample, fixed):
    def made(*found):
        fixed.found = found
        advice = Advice(sample.library, sample.document, sample.text)
        return [offer for index in range(4) for offer in advice.of(index)]

    return made


def left(sample):
    advice = Advice(sample.library, sample.document, sample.text)
    while advice.work(0):
        pass
    return [tuple(offer.span) for offer in advice.between(WHOLE, doubtful=True)]


def rejections(library):
    return [(r["start"], r["end"], r["coder"]) for r in library.query("SELECT * FROM rejections")]


def test_a_kept_one_has_its_fields_as_guesses(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    mark = keep(*sample.where, offer, confirmed=("speaker", "speaker_text"))
    said = mark.annotation
    assert (mark.start, mark.end, said.tag_id) == (*A, offer.tag.id)
    assert (said.origin, said.coder, said.fields) == ("suggested", "ann", FIELDS)
    assert said.guessed == ("cue", "quote_mode")
    assert left(sample) == []
    step = sample.library.next_undo()
    assert (step.action, step.description) == (
        "keep",
        "quote “government official acknowledged the recent” kept",
    )
    sample.library.undo()
    assert left(sample) == [tuple(A)]
    sample.library.redo()
    assert sample.library.marks(sample.text) == [mark]


def test_what_was_changed_before_keeping_is_no_guess(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    fields = {
        "speaker": "Ann  Lee-Wu",
        "cue": None,
        "quote_mode": "direct",
        "speaker_role": "mayor",
    }
    mark = keep(*sample.where, offer, fields=fields)
    assert mark.annotation.fields == {
        "speaker": "Ann Lee-Wu",
        "speaker_text": "she",
        "quote_mode": "direct",
        "speaker_role": "mayor",
    }
    assert set(mark.annotation.guessed) == {"speaker_text", "quote_mode"}


def test_a_value_that_the_tag_cannot_hold_stops_it(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    before = sample.library.log()
    with pytest.raises(marking.FieldError, match="no field “colour”"):
        keep(*sample.where, offer, fields={"colour": "red"})
    with pytest.raises(marking.MarkError, match="page furniture"):
        keep(*sample.where, offer, span=Span(0, 700))
    assert sample.library.log() == before


def test_only_fields_that_the_codebook_has_and_values_that_fit_them(sample, offers):
    library = sample.library
    quote = sample.tag("quote")
    codebook.edit_field(library, quote, "cue", name="verb")
    codebook.edit_field(library, quote, "quote_mode", choices=("indirect", "mixed"))
    (offer,) = offers(suggestion(A, fields=FIELDS))
    mark = keep(*sample.where, offer)
    assert mark.annotation.fields == {"speaker": "Ann Lee", "speaker_text": "she"}
    assert mark.annotation.guessed == ("speaker", "speaker_text")


def test_edges_that_were_moved(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    mark = keep(*sample.where, offer, span=Span(A.start - 1, A.end + 8))
    assert (mark.start, mark.end) == (A.start, A.end + 7)
    assert left(sample) == []
    assert rejections(sample.library) == []


def test_one_that_would_be_suggested_still_counts_as_turned_down(sample, offers):
    library = sample.library
    offer, other = offers(suggestion(A), suggestion(B))
    keep(*sample.where, offer, span=Span(627, 666), tag=sample.tag("claim"))
    keep(*sample.where, other, tag=sample.tag("claim"))
    assert left(sample) == []
    assert rejections(library) == [(*A, "ann"), (*B, "ann")]
    # Whatever becomes of the mark's edges, it was decided.
    mark = library.marks(sample.text)[-1]
    marking.move(library, sample.document, mark, Span(mark.start, mark.end - 5))
    assert left(sample) == []
    library.undo()
    assert history.to_be_named(library.next_undo(), sample.article) == ""
    library.undo()
    step = library.next_undo()
    assert step.description == "claim “acknowledged the recent asylum attempts” kept"
    assert history.to_be_named(step, sample.article) == ""
    library.undo()
    assert left(sample) == [tuple(A), tuple(B)]
    assert rejections(library) == []


def test_a_rejection_is_remembered_and_undone(sample, offers, open_library):
    library = sample.library
    offer, _ = offers(suggestion(A), suggestion(B))
    reject(library, sample.text, offer)
    reject(library, sample.text, offer)
    assert left(sample) == [tuple(B)]
    step = library.last_step()
    assert step.description == "quote “government official acknowledged the recent” rejected"
    assert (step.changes, step.article_id) == (1, sample.article)
    assert library.log(sample.article)[0] == step
    library.close()
    again = open_library()
    sample.library = again
    assert left(sample) == [tuple(B)]
    assert history.undo(again).message == (
        "Undone: quote “government official acknowledged the recent” rejected."
    )
    assert left(sample) == [tuple(A), tuple(B)]
    again.redo()
    assert left(sample) == [tuple(B)]
    assert again.last_step().description == (
        "redone: quote “government official acknowledged the recent” rejected"
    )


def test_a_coder_with_slashes_in_the_name(sample, offers, open_library):
    offer, _ = offers(suggestion(A), suggestion(B))
    with open_library(coder="a/b/c") as odd:
        reject(odd, sample.text, offer)
        assert odd.last_step().description.endswith("rejected")
        odd.undo()
        assert rejections(odd) == []
        odd.redo()
        assert rejections(odd) == [(*A, "a/b/c")]


def test_the_words_of_a_long_one_are_cut_in_the_log(sample, offers):
    (offer,) = offers(suggestion((607, 1200)))
    reject(sample.library, sample.text, offer)
    said = sample.library.last_step().description
    assert said == "quote “government official acknowledged the recent …” rejected"


def test_one_kept_under_a_tag_below_its_own_is_open_again_without_the_mark(sample, offers):
    library = sample.library
    (offer,) = offers(suggestion(A))
    below = codebook.create(library, "quote/denial")
    mark = keep(*sample.where, offer, tag=below)
    assert (left(sample), rejections(library)) == ([], [])
    mark, _ = marking.move(library, sample.document, mark, Span(A.start, A.end - 5))
    assert left(sample) == []
    marking.remove(library, mark)
    assert left(sample) == [tuple(A)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_halves_are_linked_whichever_is_kept_first(sample, offers, order):
    library = sample.library
    halves = offers(suggestion(A), suggestion(B, part_of=A))
    marks = {i: keep(*sample.where, halves[i]) for i in order}
    first, second = (library.mark(marks[i].id).annotation for i in (0, 1))
    assert second.fields == {"part_of": first.id}
    assert (first.fields, second.guessed) == ({}, ())
    step = library.next_undo()
    assert step.description.endswith(" kept")
    assert " more " not in step.description
    assert history.to_be_named(step, sample.article) == ""
    library.undo()
    assert library.mark(marks[order[0]].id).annotation.fields == {}


def test_halves_are_linked_with_what_was_kept_of_them(sample, offers):
    library = sample.library
    first, second, third = offers(suggestion(A), suggestion(B, part_of=A), suggestion(C, part_of=B))
    one = keep(*sample.where, first, span=Span(A.start, A.end + 7))
    last = keep(*sample.where, third)
    assert last.annotation.fields == {"part_of": one.id}
    middle = keep(*sample.where, second)
    assert middle.annotation.fields == {"part_of": one.id}
    assert library.mark(last.id).annotation.fields == {"part_of": one.id}


def test_a_mark_that_reaches_into_a_suggestion_is_no_half_of_what_continues_that(sample, offers):
    first, _, third = offers(suggestion(A), suggestion(B), suggestion(C, part_of=B))
    keep(*sample.where, first, span=Span(A.start, B.start + 3))
    assert keep(*sample.where, third).annotation.fields == {}


def test_a_half_that_was_rejected_or_is_of_another_coder_is_not_linked(
    sample, offers, open_library
):
    first, second = offers(suggestion(A), suggestion(B, part_of=A))
    with open_library(coder="bea") as other:
        keep(other, *sample.where[1:], first)
    reject(sample.library, sample.text, first)
    assert keep(*sample.where, second).annotation.fields == {}


def test_confirming_leaves_the_values(sample, offers):
    library = sample.library
    (offer,) = offers(suggestion(A, fields=FIELDS))
    mark = keep(*sample.where, offer)
    done = confirm(library, mark, ["speaker", "cue", "note"])
    assert done.annotation.guessed == ("speaker_text", "quote_mode")
    assert done.annotation.fields == FIELDS
    assert done.annotation.updated_at > mark.annotation.updated_at
    words = "quote “government official acknowledged the recent”"
    assert library.last_step().description == f"{words} speaker and cue confirmed"
    last = library.last_step()
    assert confirm(library, mark, ["speaker"]) == done
    assert library.last_step() == last
    library.undo()
    assert library.mark(mark.id) == mark


@pytest.fixture
def guesses(monkeypatch):
    asked = []

    def guess(document, name, span):
        asked.append((name, document.text[slice(*span)]))
        return {**FIELDS, "colour": "red", "named": "nobody"}

    monkeypatch.setattr("annotate_tui.detect.guessing.guess", guess)
    return asked


def test_tagged_by_hand_the_fields_are_guessed(sample, guesses):
    mark = tag_by_hand(*sample.where, Span(617, 651), sample.tag("quote"))
    assert guesses == [("quote", "official acknowledged the recent")]
    assert mark.annotation.fields == FIELDS
    assert mark.annotation.guessed == tuple(FIELDS)
    assert mark.annotation.origin == "keyed"
    step = sample.library.next_undo()
    assert (step.action, step.changes) == ("tag", 1)


def test_tagged_by_hand_under_a_tag_below_or_one_of_their_own(sample, guesses):
    below = codebook.create(sample.library, "quote/scare")
    own = codebook.create(sample.library, "policy")
    assert tag_by_hand(*sample.where, A, below).annotation.fields == FIELDS
    plain = tag_by_hand(*sample.where, A, own).annotation
    assert (plain.fields, plain.guessed) == ({}, ())
    assert len(guesses) == 1


def test_a_figure_tagged_by_hand_has_its_value(sample):
    span = sample.span("at least 16 North Korean defectors")
    said = tag_by_hand(*sample.where, span, sample.tag("figure")).annotation
    assert (said.fields["value"], said.fields["qualifier"]) == (16, "at_least")
    assert set(said.guessed) == set(said.fields)


def test_the_export_says_where_it_came_from(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    keep(*sample.where, offer, confirmed=["speaker"])
    (row,) = exporting.annotation_table(sample.library).rows
    assert (row["origin"], row["guessed"]) == ("suggested", "speaker_text; cue; quote_mode")


def test_a_file_that_cannot_be_written_refuses(sample, offers, open_library):
    (offer,) = offers(suggestion(A))
    sample.library.close()
    library = open_library(read_only=True)
    where = (library, *sample.where[1:])
    for refused in (
        lambda: keep(*where, offer),
        lambda: reject(library, sample.text, offer),
        lambda: tag_by_hand(*where, A, offer.tag),
    ):
        with pytest.raises(ReadOnlyLibrary, match="read"):
            refused()


def test_the_real_rules_on_the_sample_article(sample):
    advice = Advice(sample.library, sample.document, sample.text)
    at = advice.after(0)
    kept = 0
    while at is not None:
        keep(*sample.where, at)
        advice.refresh()
        kept, at = kept + 1, advice.after(at)
    assert kept > 0
    assert advice.decided[0] == advice.decided[1] > 0
    for _ in range(kept):
        sample.library.undo()
    advice.refresh()
    assert advice.decided[0] == 0


def test_a_mark_that_is_gone_cannot_be_confirmed(sample, offers):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    mark = keep(*sample.where, offer)
    marking.remove(sample.library, mark)
    with pytest.raises(LibraryError, match="removed this mark"):
        confirm(sample.library, mark, ["speaker"])


def test_an_offer_says_where_it_stands(sample, offers):
    (offer,) = offers(suggestion(A))
    assert isinstance(offer, Offer)
    assert offer.span == A


def test_a_tag_that_is_gone_by_now(sample, offers, open_library):
    (offer,) = offers(suggestion(A, fields=FIELDS))
    with open_library() as other:
        codebook.remove(other, sample.tag("quote"))
    for refused in (
        lambda: keep(*sample.where, offer),
        lambda: reject(sample.library, sample.text, offer),
    ):
        with pytest.raises(LibraryError, match="quote is no longer in the codebook"):
            refused()


def test_a_number_whose_words_were_changed_is_read_anew(sample, offers):
    text = sample.document.text
    start = text.index("at least 16")
    end = start + len("at least 16 North Korean defectors")
    fields = {"value": 16, "low": 16, "qualifier": "at_least", "unit": "person", "speaker": "Ilbo"}
    (offer,) = offers(suggestion(Span(start, end), tag="figure", fields=fields))
    span = Span(start + len("at least "), end)
    mark = keep(*sample.where, offer, span=span, confirmed=("value", "qualifier", "unit"))
    said = mark.annotation
    assert (said.fields["qualifier"], said.fields["high"]) == ("exact", 16)
    assert "qualifier" in said.guessed
    assert not {"value", "unit"} & set(said.guessed)


def test_under_another_kind_of_tag_the_words_say_other_fields(sample, offers):
    text = sample.document.text
    start = text.index("at least 16")
    span = Span(start, start + len("at least 16 North Korean defectors"))
    (offer,) = offers(suggestion(span, tag="claim", fields={"speaker": "The Dong-A Ilbo"}))
    said = keep(*sample.where, offer, tag=sample.tag("figure")).annotation
    assert (said.fields["value"], said.fields["speaker"]) == (16, "The Dong-A Ilbo")
    assert "value" in said.guessed
