"""One number as a value: digits with their separators, words, fractions, powers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.amounts import read_digits, read_words, times


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("16", 16),
        ("1,200", 1200),
        ("1,234,567.89", 1234567.89),
        ("2,00,000", 200000),
        ("12,34,567", 1234567),
        ("10 000", 10000),
        ("10\u202f000", 10000),
        ("1'000", 1000),
        ("1.234.567", 1234567),
        ("1.5", 1.5),
        (".08", 0.08),
        ("12,5", 12.5),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("½", 0.5),
        ("1/40", 0.025),
        ("2.48×10−5", 2.48e-05),
        ("4e14", 4e14),
        ("9.83e-3", 0.00983),
        ("0", 0),
    ],
)
def test_a_number_in_digits(written, value):
    read = read_digits(written, 0, len(written))
    assert read is not None
    assert (read.end, read.value) == (len(written), pytest.approx(value))
    assert type(read.value) is type(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.200", 1200), ("2,5", 2.5), ("1.234.567,89", 1234567.89), ("10 000", 10000)],
)
def test_a_comma_before_the_decimals(written, value):
    read = read_digits(written, 0, len(written), comma=True)
    assert read is not None
    assert (read.end, read.value) == (len(written), value)


@pytest.mark.parametrize(
    ("written", "read"),
    [("1,2,3", "1"), ("423 0000", "423"), ("3. Then", "3"), ("1/0", "1"), ("12,3456", "12")],
)
def test_only_what_is_one_number(written, read):
    digits = read_digits(written, 0, len(written))
    assert digits is not None
    assert written[: digits.end] == read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("twenty-one", 21),
        ("a hundred and two", 102),
        ("two dozen", 24),
        ("five hundred thousand", 500000),
        ("one million two hundred thousand and five", 1200005),
        ("three million, two hundred", 3000200),
        ("ninety nine", 99),
        ("two hundred million", 200_000_000),
        ("zero", 0),
        ("three point one four", 3.14),
    ],
)
def test_a_number_in_words(written, value):
    assert read_words(written, 0, len(written)) == (len(written), value)


@pytest.mark.parametrize(
    ("written", "value", "read"),
    [
        ("five six", 5, "five"),
        ("nineteen ninety", 19, "nineteen"),
        ("two and a man", 2, "two"),
        ("a hundred and a man", 100, "a hundred"),
        ("twenty, five", 20, "twenty"),
    ],
)
def test_words_that_are_more_than_one_number(written, value, read):
    assert read_words(written, 0, len(written)) == (len(read), value)


@pytest.mark.parametrize("written", ["a man", "an", "and two", "", "house"])
def test_words_that_are_no_number(written):
    assert read_words(written, 0, len(written)) is None


def test_a_product_is_exact():
    assert times(1.1, 10**6) == 1_100_000
    assert isinstance(times(1.1, 10**6), int)
    assert times(0.0001, 100) == pytest.approx(0.01)


@given(st.integers(0, 10**15))
def test_digits_with_commas_are_read_back(number):
    written = f"{number:,}"
    read = read_digits(written, 0, len(written))
    assert read is not None
    assert (read.end, read.value) == (len(written), number)


@given(st.text(alphabet="0123456789.,/ '½−-e×^10", min_size=1, max_size=40), st.booleans())
def test_any_signs_are_read_or_refused(text, comma):
    read = read_digits(text, 0, len(text), comma=comma)
    assert read is None or 0 < read.end <= len(text)
