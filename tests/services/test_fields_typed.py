"""Values of fields: read as typed, shown so that they can be typed again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Field, Tag
from annotate_tui.services.fields import (
    FieldError,
    awaited_fields,
    fits,
    left_over,
    missing_fields,
    read_value,
    shown_value,
)
from annotate_tui.store.codebook import STARTING_TAGS

MODE = Field(name="mode", kind="choice", choices=("direct", "indirect", "mixed", "at_least"))
TOPICS = Field(name="topics", kind="choices", choices=("war", "water", "Smith, John", "food"))
SURE = Field(name="sure", kind="boolean")
VALUE = Field(name="value", kind="number")
WHEN = Field(name="when", kind="date")
PAGE = Field(name="page", kind="url")
WORDS = Field(name="words")
PART = Field(name="part", kind="link")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (WORDS, " two \n words ", "two words"),
        (WORDS, " ", None),
        (VALUE, "12,5", 12.5),
        (VALUE, "", None),
        (WHEN, "12 June 2023", "2023-06-12"),
        (WHEN, "June 2023", "2023-06"),
        (SURE, "Y", True),
        (SURE, "ja", True),
        (SURE, "Nein", False),
        (SURE, "0", False),
        (MODE, "dir", "direct"),
        (MODE, "AT LEAST", "at_least"),
        (MODE, "at-l", "at_least"),
        (TOPICS, "war; food", ["war", "food"]),
        (TOPICS, "war,food, war;", ["war", "food"]),
        (TOPICS, "food, Smith, John; war", ["food", "Smith, John", "war"]),
        (TOPICS, "wat", ["water"]),
        (PAGE, "example.org/x", "https://example.org/x"),
        (PAGE, "HTTP://example.org", "HTTP://example.org"),
        (PAGE, "m\u00fcnchen.example:8080", "https://m\u00fcnchen.example:8080"),
        (PART, " an-id ", "an-id"),
    ],
)
def test_values_are_read_as_typed(field, typed, value):
    read = read_value(field, typed)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (
            VALUE,
            "abc",
            "value takes a number like 16 or 2.5, not “abc”: write it in digits, like 16.",
        ),
        (
            VALUE,
            "1,234",
            "value takes a number like 16 or 2.5, not “1,234”: it can be two numbers: write 1234 or"
            " 1.234.",
        ),
        (
            WHEN,
            "6/12/2023",
            "when takes a date like 2023-06-12, 2023-06 or 2023, not “6/12/2023”: day and month"
            " could be either: write 2023-12-06 or 2023-06-12.",
        ),
        (SURE, "perhaps", "sure takes yes or no, not “perhaps”."),
        (MODE, "x", "mode takes direct or indirect or mixed or at_least, not “x”."),
        (MODE, "_", "mode takes direct or indirect or mixed or at_least, not “_”."),
        (
            TOPICS,
            "food; wa",
            "topics takes war or water or Smith, John or food, not “wa”: it can be war or water.",
        ),
        (
            PAGE,
            "javascript:alert(1)",
            "page takes a web address like https://…, not “javascript:al",
        ),
        (PAGE, "two words", "page takes a web address like https://…, not “two words”."),
        (PAGE, "16.5", "page takes a web address like https://…, not “16.5”."),
    ],
)
def test_what_does_not_fit_is_one_sentence(field, typed, sentence):
    with pytest.raises(FieldError) as told:
        read_value(field, typed)
    assert str(told.value).startswith(sentence)
    assert str(told.value).endswith(".")


def test_a_list_of_hundreds_is_not_told_whole():
    field = Field(name="place", kind="choice", choices=tuple(f"p{i:03}" for i in range(300)))
    with pytest.raises(FieldError, match=r"p000, .*, p011 or another of its 300 choices, not “x”"):
        read_value(field, "x")


NAMES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=";"), min_size=1)
CHOICES = st.lists(NAMES, min_size=1, max_size=6, unique_by=str.casefold).map(tuple)


@st.composite
def fields_and_values(draw):
    """A field of any kind, and a value that it keeps."""
    kind = draw(st.sampled_from(("text", "number", "date", "boolean", "choice", "choices", "url")))
    field = Field(name="f", kind=kind, choices=draw(CHOICES) if "choice" in kind else ())
    words = st.text(st.characters(exclude_categories=("C",)), min_size=1)
    values = {
        "text": words.map(lambda w: " ".join(w.split())).filter(bool),
        "number": st.integers(-(2**63) + 1, 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False),
        "date": st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
        | st.dates(min_value=date(1, 1, 1)).map(lambda day: day.isoformat()[:7])
        | st.datetimes().map(lambda at: at.isoformat(timespec="seconds")),
        "boolean": st.booleans(),
        "choice": st.sampled_from(field.choices or ("",)),
        "choices": st.lists(st.sampled_from(field.choices or ("",)), min_size=1, unique=True),
        "url": NAMES.map("https://a{}".format),
    }
    return field, draw(values[kind])


@given(fields_and_values())
def test_what_is_shown_can_be_typed_again(pair):
    field, value = pair
    assert fits(field, value)
    read = read_value(field, shown_value(field, value))
    assert (read, type(read)) == (value, type(value))


@given(fields_and_values(), st.text(max_size=30))
def test_any_words_are_read_as_a_value_that_fits_or_refused(pair, words):
    field, _ = pair
    try:
        value = read_value(field, words)
    except FieldError:
        return
    assert value is None or fits(field, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (WORDS, 5),
        (VALUE, "5"),
        (VALUE, True),
        (SURE, 1),
        (MODE, "other"),
        (MODE, ["direct"]),
        (TOPICS, ["war", "peace"]),
        (TOPICS, "war"),
        (WHEN, "12 June 2023"),
        (PAGE, "example.org"),
    ],
)
def test_values_of_another_kind_do_not_fit(field, value):
    assert not fits(field, value)


def test_what_is_left_over_and_what_is_missing():
    above = Field(name="place", required=True)
    tag = Tag(
        id="t",
        name="t",
        path="a/t",
        inherited=(above,),
        fields=(Field(name="sure", kind="boolean", required=True), VALUE),
    )
    fields = {"cue": "said", "part_of": "x", "sure": False, "note": "", "place": " "}
    assert left_over(tag, fields) == ("cue",)
    assert left_over(None, {"cue": "said", "part_of": "x"}) == ("cue",)
    assert missing_fields(tag, fields) == ("place",)
    assert missing_fields(tag, {"sure": None}) == ("place", "sure")
    assert missing_fields(None, {}) == ()


def test_quotations_await_a_speaker_and_those_below_them_too():
    quote = next(tag for tag in STARTING_TAGS if tag.name == "quote")
    below = Tag(id="b", name="b", path="quote/b", fields=(Field(name="x", required=True),))
    other = Tag(id="o", name="quoted", path="quoted")
    assert awaited_fields([quote, below, other]) == {
        quote.id: ("speaker",),
        "b": ("speaker", "x"),
        "o": (),
    }
