"""What is told of fields holds all of their values."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.services.suggesting import told
from annotate_tui.store.codebook import STARTING_TAGS

FIELDS = {field.name: field for tag in STARTING_TAGS for field in tag.fields}


def test_who_said_it_comes_first():
    fields = {
        "quote_mode": "direct",
        "cue": "said",
        "named": "anonymous",
        "speaker_role": "a senior official",
        "speaker_text": "another official",
        "speaker": "another official",
        "part_of": "an id",
        "said_when": "",
    }
    assert told(fields) == [
        (("speaker", "speaker_text"), "another official"),
        (("speaker_role",), "a senior official"),
        (("quote_mode",), "direct"),
        (("cue",), "“said”"),
        (("named",), "anonymous"),
    ]
    assert told(fields, ["cue", "speaker"]) == [
        (("speaker",), "another official"),
        (("cue",), "“said”"),
    ]


def test_a_name_that_is_not_as_printed():
    assert told({"speaker": "Ann Lee", "speaker_text": "she"}) == [
        (("speaker", "speaker_text"), "Ann Lee (“she”)")
    ]
    fields = {"speaker": "an aide", "speaker_text": "An aide", "speaker_role": "an aide"}
    assert told(fields) == [(("speaker", "speaker_text", "speaker_role"), "an aide")]
    assert told({**fields, "speaker_text": "she"}) == [
        (("speaker", "speaker_text", "speaker_role"), "an aide (“she”)")
    ]
    assert told({"speaker_text": "she"}) == [(("speaker_text",), "as printed “she”")]


def numbers(**fields):
    return told(fields)[0]


def test_numbers_in_words():
    same = {"value": 16, "low": 16, "high": 16}
    three = ("value", "low", "high", "qualifier")
    assert numbers(**same, qualifier="exact") == (three, "exactly 16")
    assert numbers(**same, qualifier="about") == (three, "about 16")
    assert numbers(value=16, low=16, qualifier="at_least") == (
        ("value", "low", "qualifier"),
        "at least 16",
    )
    assert numbers(value=4e7, high=40_000_000, qualifier="less_than")[1] == "less than 40,000,000"
    assert numbers(low=5, high=10, qualifier="range") == (("low", "high", "qualifier"), "5 to 10")
    assert numbers(low=4.5, high=12, qualifier="range", unit="percent") == (
        ("low", "high", "qualifier", "unit"),
        "4.5% to 12%",
    )
    assert numbers(low=200, qualifier="vague")[1] == "vague, low 200"
    assert numbers(qualifier="vague") == (("qualifier",), "vague")
    assert numbers(value=0.1)[1] == "value 0.1"
    assert numbers(value=-1234567.25, qualifier="at_most")[1] == "at most -1,234,567.25"
    assert numbers(low=5, qualifier="at_most")[1] == "at most, low 5"


def test_numbers_that_do_not_hang_together_are_told_one_by_one():
    assert numbers(value=16, low=10, high=16, qualifier="exact") == (
        ("value", "low", "high", "qualifier"),
        "exact, value 16, low 10, high 16",
    )


def test_what_belongs_to_a_number():
    fields = {"value": 16, "low": 16, "qualifier": "at_least", "unit": "person"}
    fields |= {"counted": "North Korean defectors", "change": "up", "speaker": "The Dong-A Ilbo"}
    assert told(fields) == [
        (("value", "low", "qualifier"), "at least 16"),
        (("change",), "up"),
        (("unit",), "person"),
        (("counted",), "North Korean defectors"),
        (("speaker",), "The Dong-A Ilbo"),
    ]
    assert told({"unit": "percent"}) == [(("unit",), "percent")]


def test_claims_and_fields_of_one_s_own():
    fields = {"stated_as": "reported", "check_worthy": "yes", "how_sure": ["a", "b"], "odd": True}
    assert [words for _, words in told(fields)] == [
        "as reported",
        "worth checking",
        "how sure a; b",
        "odd yes",
    ]


def _values(field):
    if field.kind == "choice":
        return st.sampled_from(field.choices)
    if field.kind == "number":
        return st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    return st.text(max_size=12)


def _meant(written):
    """What number is written so; one that goes on is a simple fraction."""
    plain = written.replace(",", "")
    if plain.endswith("…"):
        return float(Fraction(plain.removesuffix("…")).limit_denominator(100))
    return float(plain)


MARKS = st.fixed_dictionaries({}, optional={n: _values(field) for n, field in FIELDS.items()})


@given(MARKS)
def test_every_value_is_told_once_and_in_full(fields):
    groups = told(fields)
    names = [name for group, _ in groups for name in group]
    held = [n for n, v in fields.items() if not (isinstance(v, str) and not v.strip())]
    assert sorted(names) == sorted(held)
    for group, words in groups:
        for name in group:
            value = fields[name]
            if FIELDS[name].kind == "number":
                read = re.findall(r"-?\d[\d,]*(?:\.\d+)?…?", words)
                assert float(value) in map(_meant, read)
            elif FIELDS[name].kind == "text" and (name, value) != ("unit", "percent"):
                assert " ".join(value.split()).casefold() in words.casefold()


@given(MARKS, MARKS)
def test_other_numbers_and_qualifiers_have_other_words(one, other):
    numbers = ("value", "low", "high", "qualifier")
    held = [{n: side[n] for n in numbers if n in side} for side in (one, other)]
    shown = [[words for _, words in told(side)] for side in held]
    if shown[0] == shown[1] and [*held[0]] == [*held[1]]:
        assert held[0] == held[1]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1 / 3, "0.333…"),
        (2 / 3, "0.666…"),
        (1 / 7, "0.142857…"),
        (100 / 3, "33.333…"),
        (-1 / 3, "-0.333…"),
        (5 / 6, "0.8333…"),
        (1 / 300, "0.0033333333333333335"),
        (0.2, "0.2"),
        (1234567.25, "1,234,567.25"),
        (0.12345678, "0.12345678"),
        (4_200_000, "4,200,000"),
        (123456789012345678, "123,456,789,012,345,678"),
        (1e22, "10,000,000,000,000,000,000,000"),
    ],
)
def test_digits_that_only_a_quotient_has_are_left_out(value, shown):
    assert told({"value": value, "qualifier": "exact"}) == [
        (("value", "qualifier"), f"exactly {shown}")
    ]
