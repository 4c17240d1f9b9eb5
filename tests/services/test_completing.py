"""What was entered before completes what is typed."""

from __future__ import annotations

from annotate_tui.reading.line import Line
from annotate_tui.services.completing import Completion, matching

KNOWN = ["Kim Jong Un", "Strategy Research Institute", "kim", "Kate"]


def completion(known=KNOWN):
    begun = Completion(lambda _name, _typed: known)
    begun.typed()
    return begun


def test_those_that_begin_so_come_before_a_later_word():
    assert matching("r", ["a Report", "rice", "Rome"]) == ["rice", "Rome", "a Report"]


def test_case_is_not_asked():
    assert matching("KI", KNOWN) == ["Kim Jong Un", "kim"]


def test_the_likeliest_is_offered():
    assert completion().offer("speaker", Line.of("k")) == "Kim Jong Un"
    assert completion().offer("speaker", Line.of("res")) == "Strategy Research Institute"


def test_what_is_known_as_it_stands_is_not_completed():
    assert completion().offer("speaker", Line.of("kim")) == ""


def test_nothing_is_offered_before_something_is_typed_or_with_the_cursor_inside():
    fresh = Completion(lambda _name, _typed: KNOWN)
    assert fresh.offer("speaker", Line.of("k")) == ""
    assert completion().offer("speaker", Line("kat", 1)) == ""
    assert completion().offer("speaker", Line.of("  ")) == ""


def test_an_offer_can_be_refused():
    begun = completion()
    begun.refuse()
    assert begun.offer("speaker", Line.of("k")) == ""
    begun.typed()
    assert begun.offer("speaker", Line.of("ka")) == "Kate"


def test_an_empty_row_has_a_hint():
    assert completion().hint("speaker") == "Kim Jong Un"
    assert completion([]).hint("speaker") == ""


def test_going_through_the_offers_comes_back_to_what_was_typed():
    begun = completion()
    seen, line = [], Line.of("k")
    for _ in range(4):
        line, told = begun.cycle("speaker", line, 1)
        seen.append((line.text, told))
    assert seen == [
        ("Kim Jong Un", "1 of 3 offers"), ("kim", "2 of 3 offers"), ("Kate", "3 of 3 offers"),
        ("k", ""),
    ]  # fmt: skip
    assert begun.cycle("speaker", line, -1)[0].text == "Kate"


def test_going_through_nothing_says_so():
    line, told = completion([]).cycle("speaker", Line.of("k"), 1)
    assert (line.text, told) == ("k", "Nothing like that was entered before.")
