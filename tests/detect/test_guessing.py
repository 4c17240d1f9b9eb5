"""Fields for words marked by hand, and that only the words around are looked at."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import BLOCKS, compose

from annotate_tui.detect.guessing import LONGEST, guess
from annotate_tui.detect.suggester import Suggester
from annotate_tui.model import Span
from annotate_tui.store.codebook import STARTING_TAGS

PARAGRAPHS = (
    "Ada Abara, the mayor of Varna, spoke on Monday. The old town was quiet.",
    "“We lost at least 16 houses,” she said. “The water rose by 40 percent in an hour.”",
    "Boris Keller, who led the inquiry, said that the dam had been “a danger to all” for ten years.",
    "Police said 112 people were killed when the bridge collapsed in 2019.",
    "The road to the valley follows a river.",
)
DOCUMENT = compose(*PARAGRAPHS)


def guessed(tag, words, document=DOCUMENT):
    start = document.text.index(words)
    return guess(document, tag, Span(start, start + len(words)))


def test_a_figure_has_the_value_of_its_own_words():
    found = guessed("figure", "at least 16 houses")
    assert (found["value"], found["low"], found["qualifier"]) == (16, 16, "at_least")
    assert "high" not in found
    assert guessed("figure", "16")["qualifier"] == "exact"


def test_words_beside_a_number_have_its_figure():
    assert guessed("figure", "houses")["value"] == 16


def test_a_quotation_has_its_speaker_and_cue():
    found = guessed("quote", "“We lost at least 16 houses,”")
    assert (found["speaker_text"], found["cue"], found["quote_mode"]) == ("she", "said", "direct")
    assert found["speaker"] == "Ada Abara"


@pytest.mark.parametrize("words", ["We lost at least", "“We lost at least 16 houses,” she said."])
def test_less_or_more_than_the_quotation_has_its_fields_too(words):
    assert guessed("quote", words) == guessed("quote", "“We lost at least 16 houses,”")


def test_words_without_a_quotation_have_who_is_named_in_their_sentence():
    found = guessed("quote", "112 people were killed")
    assert (found["speaker_text"], found["quote_mode"]) == ("Police", "indirect")


def test_a_claim_has_who_makes_it_and_how():
    found = guessed("claim", PARAGRAPHS[3])
    assert found == {
        "speaker": "police",
        "speaker_text": "Police",
        "stated_as": "reported",
    }


def test_of_a_claim_of_the_author_nothing_is_guessed():
    assert guessed("claim", PARAGRAPHS[4]) == {}


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("figure", "The road to the valley"),
        ("quote", "The road to the valley"),
        ("person", "Boris Keller"),
        ("", "Boris Keller"),
    ],
)
def test_nothing_is_guessed_from_nothing(tag, words):
    assert guessed(tag, words) == {}


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (9, 4), (0, 100_000), (100_000, 100_001)])
@pytest.mark.parametrize("tag", ["claim", "quote", "figure"])
def test_no_words_have_no_fields(tag, span):
    assert guess(DOCUMENT, tag, Span(*span)) == {}


def test_nothing_is_guessed_of_whole_chapters():
    document = compose(*PARAGRAPHS * 200)
    assert len(document.text) > LONGEST
    assert guess(document, "quote", Span(0, LONGEST)) != {}
    assert guess(document, "quote", Span(0, LONGEST + 1)) == {}


def test_what_is_suggested_would_be_guessed_alike():
    suggestions = list(Suggester(DOCUMENT).all())
    assert {s.tag for s in suggestions} == {"claim", "quote", "figure"}
    for one in suggestions:
        if one.likely and one.tag != "claim":
            assert guess(DOCUMENT, one.tag, one.span) == dict(one.fields)


@settings(max_examples=200)
@given(BLOCKS, st.sampled_from(STARTING_TAGS), st.integers(0, 400), st.integers(1, 200))
def test_guesses_fit_the_fields_of_the_tag(blocks, tag, start, length):
    document = compose(*blocks)
    found = guess(document, tag.name, Span(start, start + length))
    declared = {field.name: field for field in tag.fields}
    for name, value in found.items():
        assert value not in ("", None)
        field = declared[name]
        if field.kind == "number":
            assert isinstance(value, int | float)
        elif field.kind == "choice":
            assert value in field.choices
        else:
            assert value == " ".join(value.split())


def test_a_long_text_costs_no_more_than_a_short_one():
    sentence = "Police said 112 people were killed when the bridge collapsed in 2019. "
    document = compose(" ".join([sentence.strip()] * 20_000))
    middle = document.sentence_at(len(document.text) // 2)
    for tag in ("claim", "quote", "figure"):
        guess(document, tag, Span(middle.start, middle.end))
        began = time.perf_counter()
        for _ in range(5):
            guess(document, tag, Span(middle.start, middle.end))
        assert (time.perf_counter() - began) / 5 < 0.05
