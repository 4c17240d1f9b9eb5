"""What is offered in a text: nothing decided, nothing worked out that nobody asked for."""

from __future__ import annotations

import random

import pytest
from tests.suggested import suggestion

from annotate_tui.model import Span
from annotate_tui.services import codebook, marking
from annotate_tui.services.decisions import Decisions
from annotate_tui.services.suggesting import Advice, keep, reject
from annotate_tui.store.codebook import STARTING_TAGS
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

QUOTE = "“The North Korean elite appear to be agitated."
WHOLE = Span(0, 10**9)


@pytest.fixture
def advice(sample, fixed):
    def made(*found, coder=None):
        fixed.found = found
        one = Advice(sample.library, sample.document, sample.text, coder)
        while one.work(0):
            pass
        return one

    return made


def spans(offers):
    return [tuple(offer.span) for offer in offers]


def test_only_stretches_that_were_worked_out_are_looked_at(sample, fixed):
    fixed.found = (suggestion((10, 20)), suggestion((1010, 1020)), suggestion((2990, 3010)))
    one = Advice(sample.library, sample.document, sample.text)
    assert one.between(WHOLE) == []
    assert not one.ready(Span(1000, 1100))
    assert one.work(1500)
    assert spans(one.between(WHOLE)) == [(1010, 1020)]
    while one.work(1500):
        pass
    assert one.ready(WHOLE)
    assert one.work(0) is False
    assert spans(one.between(WHOLE)) == [(10, 20), (1010, 1020), (2990, 3010)]
    assert spans(one.between(Span(3000, 3005))) == [(2990, 3010)]
    assert one.between(Span(20, 1010)) == []
    anew = Advice(sample.library, sample.document, sample.text)
    assert list(anew.all()) == one.between(WHOLE)
    assert spans(one.between(Span(15, 15))) == [(10, 20)]


def test_the_place_itself_is_worked_out_first_then_what_follows(sample, fixed):
    one = Advice(sample.library, sample.document, sample.text)
    count = len(one._suggester)
    while one.work(2500):
        pass
    assert one._suggester.worked == [*range(2, count), 1, 0]


def test_doubtful_ones_are_given_on_request(advice):
    one = advice(suggestion((10, 20)), suggestion((30, 40), likely=False))
    assert spans(one.between(WHOLE)) == [(10, 20)]
    assert spans(one.between(WHOLE, doubtful=True)) == [(10, 20), (30, 40)]
    first = one.after(0)
    assert (one.after(first), one.after(first, doubtful=True).span) == (None, (30, 40))
    assert one.decided == (0, 1)


def test_forth_and_back_in_the_order_of_the_text(advice):
    places = [(5, 60), (5, 20), (900, 1100), (1000, 1001), (3000, 3010)]
    one = advice(*map(suggestion, places))
    seen, at = [], one.after(0)
    while at is not None:
        seen.append(tuple(at.span))
        at = one.after(at)
    assert seen == places
    back, at = [], one.before(10**6)
    while at is not None:
        back.append(tuple(at.span))
        at = one.before(at)
    assert back == places[::-1]
    assert one.after(5).span == (5, 60)
    assert one.after(6).span == (900, 1100)
    assert one.before(900).span == (5, 20)
    assert one.before(5) is None


def test_of_two_on_one_span_the_better_is_offered(advice):
    one = advice(suggestion((5, 60), score=0.6), suggestion((5, 60), score=0.8))
    assert [offer.suggestion.score for offer in one.between(WHOLE)] == [0.8]
    assert one.decided == (0, 1)


def test_a_mark_decides_what_it_says(sample, advice):
    one = advice(
        suggestion((607, 650)), suggestion((607, 650), "claim"), suggestion((1301, 1346), "figure")
    )
    start = one.between(WHOLE)
    assert len(start) == 3
    where, tag = sample.where, sample.tag
    marking.add_note(*where, Span(607, 650), "a plain note decides nothing")
    marking.tag_span(*where, Span(1308, 1317), tag("claim"))
    one.refresh()
    assert one.between(WHOLE) == start
    overlapping = marking.tag_span(*where, Span(597, 626), tag("quote"))
    one.refresh()
    assert [o.suggestion.tag for o in one.between(WHOLE)] == ["claim", "figure"]
    very_span = marking.tag_span(*where, Span(1301, 1346), tag("quote"))
    one.refresh()
    assert [o.suggestion.tag for o in one.between(WHOLE)] == ["claim"]
    assert one.decided == (2, 3)
    for mark in (overlapping, very_span):
        marking.remove(sample.library, mark)
    one.refresh()
    assert one.between(WHOLE) == start
    assert one.decided == (0, 3)


def test_a_tag_below_decides_as_the_tag_itself(sample, advice):
    one = advice(suggestion((607, 650)))
    below = codebook.create(sample.library, "quote/scare")
    marking.tag_span(*sample.where, Span(597, 626), below)
    one.refresh()
    assert one.between(WHOLE) == []


def test_only_the_coder_s_own_decisions_count(sample, open_library, advice):
    found = suggestion((607, 650)), suggestion((1301, 1346))
    one = advice(*found)
    with open_library(coder="bea") as other:
        reject(other, sample.text, one.after(0))
        marking.tag_span(other, *sample.where[1:], Span(1301, 1346), sample.tag("quote"))
    one.refresh()
    assert one.decided == (0, 2)
    assert len(one.between(WHOLE)) == 2
    assert advice(*found, coder="bea").decided == (2, 2)


def test_what_another_program_decided_is_taken_in(sample, open_library, advice):
    one = advice(suggestion((607, 650)), suggestion((1301, 1346)))
    other = open_library()
    reject(other, sample.text, one.after(0))
    keep(other, *sample.where[1:], one.after(900))
    one.refresh()
    assert one.decided == (2, 2)
    other.undo()
    other.undo()
    one.refresh()
    assert one.decided == (0, 2)


def test_tags_that_were_put_away_are_offered_no_more_and_renamed_ones_still(sample, advice):
    library = sample.library
    one = advice(suggestion((607, 650)), suggestion((1301, 1346), "figure"))
    codebook.archive(library, sample.tag("figure"))
    codebook.edit(library, sample.tag("quote"), name="speech")
    one.refresh()
    assert [offer.tag.path for offer in one.between(WHOLE)] == ["speech"]
    assert one.decided == (0, 1)
    codebook.merge(library, sample.tag("speech"), sample.tag("claim"))
    one.refresh()
    assert one.between(WHOLE) == []
    library.undo()
    one.refresh()
    assert [offer.tag.path for offer in one.between(WHOLE)] == ["speech"]


def test_a_step_that_was_rolled_back_leaves_nothing_behind(sample, advice):
    library = sample.library
    one = advice(suggestion((607, 650)), suggestion((1301, 1346)))

    def failing():
        with library.step("tag"):
            marking.tag_span(*sample.where, Span(607, 650), sample.tag("quote"))
            one.refresh()
            assert one.decided == (1, 2)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    marking.tag_span(*sample.where, Span(1301, 1346), sample.tag("quote"))
    one.refresh()
    assert spans(one.between(WHOLE)) == [(607, 650)]


def test_taking_in_a_change_ends_as_reading_all_anew(sample, advice):
    random.seed(5)
    library, size = sample.library, len(sample.document.text)
    found = [
        suggestion((start, start + 30), random.choice(("quote", "figure", "claim")))
        for start in range(20, size - 40, 37)
        if not sample.document.crosses_furniture(start, start + 30)
    ]
    one = advice(*found)
    everything = [tag for tag in sample.library.tags() if tag.id in {t.id for t in STARTING_TAGS}]
    for turn in range(120):
        act = random.random()
        offers, marks = one.between(WHOLE), library.marks(sample.text)
        if act < 0.3 and offers:
            reject(library, sample.text, random.choice(offers))
        elif act < 0.6 and offers:
            offer = random.choice(offers)
            one.kept(keep(*sample.where, offer))
        elif act < 0.7 and marks:
            chosen = random.choice(marks)
            marking.remove(library, chosen)
            one.dropped(chosen.id)
        elif act < 0.8 and marks:
            chosen = random.choice(marks)
            marking.move(library, sample.document, chosen, Span(chosen.start, chosen.end + 5))
        elif act < 0.9 and marks:
            marking.set_tag(library, random.choice(marks), random.choice([None, *everything]))
        else:
            library.undo()
        one.refresh()
        if turn % 10 == 0:
            anew = Advice(library, sample.document, sample.text)
            while anew.work(0):
                pass
            assert one.between(WHOLE) == anew.between(WHOLE)
            assert one.decided == anew.decided


def test_ten_thousand_marks_make_no_key_slow(sample, advice, monkeypatch):
    library = sample.library
    tag = sample.tag("figure").id
    with library.step("tag") as step:
        for i in range(10_000):
            id_ = library.new_id()
            times = {"created_at": step.at, "updated_at": step.at}
            row = {"id": id_, "article_id": sample.article, "tag_id": tag, "coder": "ann"}
            step.insert("annotation", {**row, **times})
            place = {"start": 2000 + i % 900, "end": 2010 + i % 900, "exact": "x"}
            step.insert("anchor", {"annotation_id": id_, "text_id": sample.text, **place})
    one = advice(*(suggestion((i, i + 8)) for i in range(0, 4000, 10)))
    one.between(WHOLE)

    def reload(self):
        raise AssertionError

    monkeypatch.setattr(Decisions, "reload", reload)
    statements = []
    library._conn.set_trace_callback(statements.append)
    for turn in range(1, 4):
        offer = one.after(600)
        assert keep(*sample.where, offer).annotation.origin == "suggested"
        one.refresh()
        assert offer not in one.between(Span(0, 3000))
        reject(library, sample.text, one.after(600))
        one.refresh()
        assert one.decided[0] >= 2 * turn
    library._conn.set_trace_callback(None)
    # Marks are looked up by their ids or around one place, never all of the text.
    of_marks = [sql for sql in statements if sql.lstrip().startswith("SELECT") and "anchors" in sql]
    assert of_marks
    assert all("json_each" in sql or "BETWEEN" in sql or "LIMIT 1" in sql for sql in of_marks)


def test_long_and_short_marks_are_found_alike(sample, library, fixed):
    size = 3_000_000
    decisions = Decisions(library, sample.text, "ann")
    quote = sample.tag("quote")
    decisions._add("long", 5, size, quote.id)
    assert list(decisions.marked("quote", Span(2_000_000, 2_000_010))) == ["long"]
    assert list(decisions.marked("figure", Span(2_000_000, 2_000_010))) == []
    assert decisions.dropped("long") == [Span(5, size)]
    assert list(decisions.marked("quote", Span(2_000_000, 2_000_010))) == []


def test_very_many_changes_at_once_are_read_anew(sample, advice):
    one = advice(suggestion((607, 650)), suggestion((1301, 1346)))
    with sample.library.step("tag"):
        for _ in range(300):
            marking.tag_span(*sample.where, Span(607, 650), sample.tag("quote"))
    one.refresh()
    assert spans(one.between(WHOLE)) == [(1301, 1346)]
    sample.library.undo()
    one.refresh()
    assert one.decided == (0, 2)


def test_of_a_long_text_some_is_kept_and_the_rest_found_again(sample, fixed, monkeypatch):
    monkeypatch.setattr("annotate_tui.services.advice.KEPT", 2)
    fixed.found = tuple(suggestion((at, at + 5)) for at in (10, 1010, 2010, 3010))
    one = Advice(sample.library, sample.document, sample.text)
    assert spans(one.all()) == [(10, 15), (1010, 1015), (2010, 2015), (3010, 3015)]
    assert one.decided == (0, 2)
    assert one.before(1000).span == (10, 15)
    assert one.decided == (0, 2)


def test_a_text_without_words_has_nothing(sample):
    empty = Document("", StructureBuilder().build(), "en")
    one = Advice(sample.library, empty, sample.text)
    assert one.ready(WHOLE)
    assert one.work(0) is False
    assert (one.after(0), one.before(10), one.between(WHOLE)) == (None, None, [])
    assert (list(one.all()), one.decided) == ([], (0, 0))
