"""Values of marks, read again from the words of the next version."""

import pytest
from tests.services.story import becomes

from annotate_tui.model import Span
from annotate_tui.services import (
    checking,
    marking,
    reanchoring,
    rereading,
    suggesting,
)

COSTS = "The bridge\n\nThe repair cost 14 million euros, said Ann Lee on Monday.\n"


def figure(story, words):
    document = story.document()
    at = document.text.index(words)
    tag = next(one for one in story.library.tags() if one.path == "figure")
    span = Span(at, at + len(words))
    text_id = story.article.text_id
    return suggesting.tag_by_hand(story.library, document, story.id, text_id, span, tag)


def test_guesses_are_read_again_from_the_new_words(story):
    becomes(story, COSTS)
    mark = figure(story, "14 million euros")
    assert (mark.annotation.fields["value"], "value" in mark.annotation.guessed) == (14e6, True)
    becomes(story, COSTS.replace("14 million", "18.5 million"))
    now = story.library.mark(mark.id).annotation
    assert (now.text, now.fields["value"]) == ("18.5 million euros", 18.5e6)
    assert "value" in now.guessed
    approved = reanchoring.approve(story.library, story.library.mark(mark.id))
    assert (approved.anchor.state, approved.annotation.fields["value"]) == ("moved", 18.5e6)
    becomes(story, COSTS.replace("14 million", "At least 150 to 200 million"))
    now = story.library.mark(mark.id).annotation
    assert "18" not in str(now.fields.get("value"))
    becomes(story, COSTS)
    assert story.library.mark(mark.id).annotation.fields["value"] == 14e6


def test_what_a_person_entered_stays_and_words_without_a_number_leave_no_guess(story):
    becomes(story, COSTS)
    mark = figure(story, "14 million euros")
    kept = figure(story, "14 million")
    kept = marking.confirm(story.library, kept, ["value"])
    becomes(story, COSTS.replace("14 million", "several million"))
    assert "value" not in story.library.mark(mark.id).annotation.fields
    assert story.library.mark(kept.id).annotation.fields["value"] == 14e6


def test_the_same_words_keep_their_guesses(story, monkeypatch):
    becomes(story, COSTS)
    mark = figure(story, "14 million euros")
    before = story.library.mark(mark.id).annotation
    monkeypatch.setattr(rereading.Guesses, "read", lambda *_: pytest.fail("read again"))
    becomes(story, COSTS.replace("The bridge", "The old bridge"))
    now = story.library.mark(mark.id).annotation
    assert (now.fields, now.guessed) == (before.fields, before.guessed)


def test_a_mark_placed_by_hand_or_kept_with_the_old_text_has_the_value_of_its_words(story):
    becomes(
        story, "Rooms\n\nThey built three flats in the town.\n\nNobody has moved in yet, it says.\n"
    )
    mark = figure(story, "three")
    assert mark.annotation.fields["value"] == 3
    becomes(story, "Rooms\n\nIn all 960 flats stand there.\n\nNobody has moved in yet, it says.\n")
    (flagged,) = reanchoring.flagged(story.library, story.id)
    document = story.document()
    at = document.text.index("960 flats")
    text_id = story.article.text_id
    span = Span(at, at + 9)
    placed = reanchoring.place(story.library, document, story.id, text_id, flagged, span)
    assert (placed.anchor.state, placed.annotation.fields["value"]) == ("exact", 960)
    reanchoring.keep_old(story.library, placed)
    assert story.library.mark(mark.id, mark.anchor.text_id).annotation.fields["value"] == 3


def test_a_confirmed_value_that_its_words_no_longer_say_is_named(story):
    becomes(story, COSTS)
    mark = marking.confirm(story.library, figure(story, "14 million euros"), ["value"])
    other = figure(story, "14 million")
    marking.set_fields(story.library, other, {"value": 15e6})
    becomes(story, COSTS.replace("Monday", "Tuesday"))
    assert not [p for p in checking.check(story.library) if p.kind == "outdated"]
    becomes(story, COSTS.replace("14 million", "18.5 million"))
    found = [p for p in checking.check(story.library) if p.kind == "outdated"]
    # What never stood in the words is somebody's own reading of them.
    assert [(p.annotation_id, p.field) for p in found] == [(mark.id, "value")]
    assert found[0].message == (
        "value is 14000000, from before the text changed; its words say 18500000 now: change it,"
        " or check the mark."
    )
    marking.set_fields(story.library, story.library.mark(mark.id), {"value": 18.5e6})
    assert not [p for p in checking.check(story.library) if p.kind == "outdated"]
