"""Numbers as people type them; what could be two numbers is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.numbers import ascii_digits, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("16", 16),
        (" -3 ", -3),
        ("\u22125", -5),
        ("+2", 2),
        ("- 5", -5),
        ("0012", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (".5", 0.5),
        (",5", 0.5),
        ("0,123", 0.123),
        ("1234,567", 1234.567),
        ("1,23", 1.23),
        ("1.234", 1.234),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1 234 567", 1234567),
        ("1\u00a0234\u2009567", 1234567),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("1\u2019234\u2019567", 1234567),
        ("12,34,567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,567", 1234.567),
        ("1,234,567.8", 1234567.8),
        ("1e6", 1e6),
        ("1.5E-3", 0.0015),
        ("\uff11\uff12", 12),
        ("\u0661\u0662", 12),
        ("\u0663\u066b\u0665", 3.5),
        ("\u0661\u066c\u0662\u0663\u0664", 1234),
        ("2 million", 2_000_000),
        ("2.5m", 2_500_000),
        ("2,5 bn", 2_500_000_000),
        ("3k", 3_000),
        ("1.1 thousand", 1_100),
        ("2 billions", 2_000_000_000),
        ("0.0001 k", 0.1),
        ("9223372036854775807", 2**63 - 1),
    ],
)
def test_numbers_as_people_type_them(typed, number):
    read = read_number(typed)
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "there is nothing in it"),
        ("1,234", "it can be two numbers: write 1234 or 1.234"),
        ("12,345", "it can be two numbers: write 12345 or 12.345"),
        ("-1,234", "it can be two numbers: write 1234 or 1.234"),
        ("1,234 million", "it can be two numbers: write 1234 or 1.234"),
        ("40%", "leave % out, like 40, and put it into the unit"),
        ("\uff14\uff10\uff05", "leave % out, like 40, and put it into the unit"),
        ("40 per cent", "leave % out, like 40, and put it into the unit"),
        ("about 5", "leave “about” out, like 5"),
        ("$5", "leave “$” out, like 5"),
        ("5 people", "leave “people” out, like 5"),
        ("sixteen", "write it in digits, like 16"),
        ("nan", "write it in digits, like 16"),
        ("inf", "write it in digits, like 16"),
        ("\u00bd", "write it in digits, like 16"),
        ("5-6", "write one number, not two"),
        ("5\u20136", "write one number, not two"),
        ("3/4", "write one number, not two"),
        ("1.23.4", "its points, commas and blanks do not part thousands: write 1234567 or 2.5"),
        ("16 17", "its points, commas and blanks do not part thousands: write 1234567 or 2.5"),
        ("9223372036854775808", "more than 18 digits are not kept exactly"),
        ("1e999", "it is larger than any number that is kept"),
        ("1e5m", "write the zeros either as e5 or as m"),
        ("1" * 101, "it has more than 100 characters"),
    ],
)
def test_what_is_refused_says_why(typed, reason):
    with pytest.raises(ValueError) as told:
        read_number(typed)
    assert reason in str(told.value)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_whole_numbers_come_back_exactly_however_they_are_grouped(number):
    assert read_number(str(number)) == number
    for mark in (" ", "'", "\u2009"):
        assert read_number(f"{number:,}".replace(",", mark)) == number
    grouped = f"{number:,}"
    if grouped.count(",") != 1:
        assert read_number(grouped) == number
        assert read_number(grouped.replace(",", ".")) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_as_programs_write_them_come_back(number):
    assert read_number(repr(number)) == number


@given(st.decimals(-(10**9), 10**9, places=2))
def test_both_ways_of_decimals_mean_the_same(number):
    written = f"{number:,.2f}"
    turned = written.translate(str.maketrans(",.", ".,"))
    assert read_number(written) == read_number(turned) == float(number)


@given(st.text(max_size=40) | st.text("0123456789 .,'+-eEkmbn%\u2212\u00a0", max_size=24))
def test_any_words_give_a_finite_number_or_a_reason(words):
    try:
        number = read_number(words)
    except ValueError:
        return
    assert math.isfinite(number)
    assert read_number(repr(number)) == number


def test_digits_of_any_script():
    assert ascii_digits("\u0968\uff10\u09e83 \u00b2") == "2023 \u00b2"
