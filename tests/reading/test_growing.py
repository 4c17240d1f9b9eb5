"""Expand by containment, and shrink the way it came or to the first unit inside."""

from itertools import pairwise

import pytest

from annotate_tui.model import BlockKind
from annotate_tui.reading import growing, motions
from annotate_tui.reading.state import Reading


def grow(document, reading):
    """All selections until nothing is larger, and the last state."""
    found = [reading]
    while not (reading := growing.expand(document, reading)).said:
        found.append(reading)
    return found, reading


def on(document, words, unit="word"):
    start = document.text.index(words)
    return Reading(start, start + len(words), unit=unit)


def test_from_a_word_over_a_figure_to_the_paragraph(sample, words_of):
    found, last = grow(sample, on(sample, "16"))
    assert [r.unit for r in found] == ["word", "figure", "sentence", "paragraph"]
    assert words_of(sample, found[1]) == "at least 16 North Korean defectors"
    assert last.said == "Nothing larger than this."
    assert last.span == found[-1].span


def test_a_phrase_larger_than_the_figure_comes_after_it(compose, words_of):
    document = compose("The police counted at least 16 people in the room.")
    found, _ = grow(document, on(document, "16"))
    spans = [words_of(document, r) for r in found]
    assert spans[1] == "at least 16 people"
    assert [r.unit for r in found][-1] == "sentence"


def test_a_quotation_that_crosses_the_sentence_comes_before_the_paragraph(sample, words_of):
    found, _ = grow(sample, on(sample, "concerning for Kim"))
    assert [r.unit for r in found][-3:] == ["sentence", "quotation", "paragraph"]
    assert words_of(sample, found[-2]).startswith("“The North Korean elite")
    assert words_of(sample, found[-2]).endswith("hardships.”")


def test_a_quotation_inside_the_sentence_comes_before_it(compose, words_of):
    document = compose("He said “we will go” and left. More.")
    found, _ = grow(document, on(document, "will"))
    assert "“we will go”" in [words_of(document, r) for r in found]
    units = [r.unit for r in found]
    assert units.index("quotation") < units.index("sentence") < units.index("paragraph")


def test_a_quotation_over_paragraphs_is_larger_than_they_are(compose, words_of):
    document = compose("“One begins here.", "“Two ends here.” So it was.")
    found, _ = grow(document, on(document, "begins"))
    assert [r.unit for r in found][-1] == "quotation"
    assert words_of(document, found[-1]) == "“One begins here.\n\n“Two ends here.”"


def test_of_two_equal_units_the_smaller_kind_names_it(compose):
    document = compose("Word")
    assert growing.expand(document, Reading(0, 2, unit="selection")).unit == "word"
    assert growing.expand(document, Reading(0, 4)).said == "Nothing larger than this."


def test_each_step_is_larger_and_shrink_goes_back_the_way_it_came(sample):
    for word in ("Amidst these", "16", "Unmet", "agitated", "sanctions", "Growing", "Posted"):
        found, last = grow(sample, on(sample, word.split()[0]))
        for small, large in pairwise(found):
            assert large.start <= small.start
            assert small.end <= large.end
            assert large.span != small.span
        reading = last.say("")
        for earlier in reversed(found[:-1]):
            reading = growing.shrink(sample, reading)
            assert (reading.span, reading.unit) == (earlier.span, earlier.unit)
        assert reading.trail == ()


def test_another_motion_forgets_the_way_back(sample):
    grown = growing.expand(sample, on(sample, "16"))
    assert motions.next_word(sample, grown).trail == ()


def test_growing_leaves_the_mark_in_focus_and_takes_the_right_edge(sample):
    start = sample.text.index("16")
    grown = growing.expand(sample, Reading(start, start + 2, right=False, focus="mark"))
    assert (grown.focus, grown.right) == (None, True)


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("At least 16 men said “no” to “it”.", "“no”", "quotation"),
        ("In the end at least 16 men said no.", "at least 16 men", "figure"),
        ("The old man went home.", "The old man", "phrase"),
    ],
)
def test_unexpanded_shrink_takes_the_first_unit_inside(compose, words_of, text, expected, unit):
    document = compose(text)
    shrunk = growing.shrink(document, motions.begin(document))
    assert (words_of(document, shrunk), shrunk.unit) == (expected, unit)


def test_shrink_goes_on_to_the_word_and_then_says_so(compose, words_of):
    document = compose("The old man went home.")
    phrase = growing.shrink(document, motions.begin(document))
    word = growing.shrink(document, phrase)
    assert (words_of(document, word), word.unit) == ("The", "word")
    end = growing.shrink(document, word)
    assert (end.span, end.said) == (word.span, "Nothing smaller than this.")


def test_shrink_from_a_sentence_without_all_else_takes_its_word(compose, words_of):
    document = compose("Home.")
    shrunk = growing.shrink(document, motions.begin(document))
    assert words_of(document, shrunk) == "Home"


def test_a_figure_shrinks_to_what_is_inside_it(sample, words_of):
    figure = on(sample, "three individuals", "figure")
    assert words_of(sample, growing.shrink(sample, figure)) == "three"


def test_the_paragraph_of_indented_code_begins_with_its_words(compose, words_of):
    document = compose((BlockKind.CODE, "    if x:\n        y()"))
    line = motions.begin(document)
    grown = growing.expand(document, line)
    assert words_of(document, grown) == "if x:\n        y()"
    assert grown.unit == "paragraph"


@pytest.mark.parametrize("move", [growing.expand, growing.shrink])
def test_a_text_without_blocks_breaks_nothing(compose, move):
    moved = move(compose(), Reading(0, 0))
    assert moved.span == (0, 0)
    assert moved.said
