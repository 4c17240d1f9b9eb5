"""Dates as people type them into a field: whole ones, months, years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.dates import read_date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2023", "2023"),
        ("0999", "0999"),
        ("2023-06", "2023-06"),
        ("2023-06-12", "2023-06-12"),
        ("2023-6-5", "2023-06-05"),
        ("June 2023", "2023-06"),
        ("Jun. 2023", "2023-06"),
        ("june, 2023", "2023-06"),
        ("juin 2023", "2023-06"),
        ("junio de 2023", "2023-06"),
        ("M\u00e4rz 2023", "2023-03"),
        ("1999 May", "1999-05"),
        ("06/2023", "2023-06"),
        ("6.2023", "2023-06"),
        ("2023/6", "2023-06"),
        ("2023\ub144 6\uc6d4", "2023-06"),
        ("2023\u5e746\u670812\u65e5", "2023-06-12"),
        ("\uff12\uff10\uff12\uff13", "2023"),
        ("12 June 2023", "2023-06-12"),
        ("12th of June 2023", "2023-06-12"),
        ("12.06.2023", "2023-06-12"),
        ("13/6/2023", "2023-06-13"),
        ("6/6/2023", "2023-06-06"),
        ("2023-06-12T08:06", "2023-06-12T08:06"),
        ("2023-06-12t08:06z", "2023-06-12T08:06Z"),
        ("2023-06-12 08:06:07+09:00", "2023-06-12T08:06:07+09:00"),
        ("June 12, 2023 08:06", "2023-06-12T08:06"),
    ],
)
def test_dates_as_people_type_them(typed, iso):
    assert read_date(typed) == iso
    assert read_date(iso) == iso


LIKE = "write it like 2023-06-12, 12 June 2023, June 2023 or 2023"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "there is nothing in it"),
        ("6/12/2023", "day and month could be either: write 2023-12-06 or 2023-06-12"),
        ("6-12-2023", "day and month could be either: write 2023-12-06 or 2023-06-12"),
        ("31 February 2023", "2023-02 has no day 31"),
        ("31/2/2023", "2023-02 has no day 31"),
        ("2023-02-30", "2023-02 has no day 30"),
        ("2023-13", "there is no month 13"),
        ("13/13/2023", "there is no month 13"),
        ("0000", "there is no year 0"),
        ("2023-06-12T25:00", "there is no such time of day"),
        ("5.6.23", "a year has four digits: write it like 2023-06-12"),
        ("12 June", f"the year is missing: {LIKE}"),
        ("yesterday", LIKE),
        ("Foo 2023", LIKE),
        ("12 June 2023 and 13 June 2023", LIKE),
        ("x" * 500, LIKE),
    ],
)
def test_what_is_refused_says_why(typed, reason):
    with pytest.raises(ValueError) as told:
        read_date(typed)
    assert str(told.value) == reason


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_and_month_comes_back(day):
    assert read_date(day.isoformat()) == day.isoformat()
    assert read_date(f"{day:%B} {day.day}, {day.year}") == day.isoformat()
    assert read_date(f"{day:%B} {day.year}") == day.isoformat()[:7]
    assert read_date(f"{day.month}/{day.year}") == day.isoformat()[:7]


@given(st.text(max_size=60) | st.text("0123456789 .:-/,apmTZ+년월일janmy", max_size=30))
def test_any_words_give_a_date_that_stays_or_a_reason(words):
    try:
        iso = read_date(words)
    except ValueError:
        return
    assert read_date(iso) == iso
