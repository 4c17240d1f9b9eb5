"""Dates as pages print them, to ISO 8601; what is ambiguous or no date stays empty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.dates import parse_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("June. 12, 2023 08:06", "2023-06-12T08:06"),
        ("June. 12, 2023 08:06,\u00a0 \u00a0", "2023-06-12T08:06"),
        ("3 Jan 2024 10:15 GMT", "2024-01-03T10:15+00:00"),
        ("January 3rd, 2024 at 5:07 p.m.", "2024-01-03T17:07"),
        ("12 June 2023 12:30 am", "2023-06-12T00:30"),
        ("Monday, 3 January 2024", "2024-01-03"),
        ("Sat Jun 12 2023", "2023-06-12"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("8:06 AM · Jun 12, 2023", "2023-06-12T08:06"),
        ("10:15 GMT, 3 January 2024", "2024-01-03T10:15+00:00"),
        ("Jun 12, 2023, 8 a.m. ET", "2023-06-12T08:00"),
        ("12-Jun-2023", "2023-06-12"),
        ("2023-06-12", "2023-06-12"),
        ("2023-06-12T08:06:00Z", "2023-06-12T08:06:00+00:00"),
        ("2023-06-12 08:06:30+09:00", "2023-06-12T08:06:30+09:00"),
        ("2023-06-12T08:06:00.123-0530", "2023-06-12T08:06:00-05:30"),
        ("12 June 2023 13:05 UTC+9", "2023-06-12T13:05+09:00"),
        ("Mon, 12 Jun 2023 08:06:00 GMT", "2023-06-12T08:06:00+00:00"),
        ("2023년 6월 12일", "2023-06-12"),
        ("2023년 6월 12일 (월) 오후 3시 5분", "2023-06-12T15:05"),
        ("2023.06.12. 08:06", "2023-06-12T08:06"),
        ("2023年6月12日(月) 8時6分", "2023-06-12T08:06"),
        ("12.6.2023", "2023-06-12"),
        ("Di, 5.3.2024, 08:06 Uhr", "2024-03-05T08:06"),
        ("12. Juni 2023 um 8.06 Uhr", "2023-06-12T08:06"),
        ("3. März 2024", "2024-03-03"),
        ("le 1er février 2023 à 08h06", "2023-02-01T08:06"),
        ("12 de junio de 2023 a las 10:30", "2023-06-12T10:30"),
        ("12 giugno 2023 alle 10:30", "2023-06-12T10:30"),
        ("13/04/2023", "2023-04-13"),
        ("04/13/2023", "2023-04-13"),
        ("3/3/2023", "2023-03-03"),
    ],
)
def test_written_dates(written, iso):
    assert parse_date(written) == iso


def test_a_named_zone_is_not_guessed_at():
    assert parse_date("June 12, 2023 08:06 KST") == "2023-06-12T08:06"


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2023",
        "31 February 2023",
        "2023-13-01",
        "12 June 2023 25:99",
        "12 June 2023 5",
        "June 2023",
        "2023",
        "08:06",
        "On 12 June 2023 the minister resigned",
        "12 June 2023 and 13 June 2023",
        "1 may 20245",
        "may be 2023 or so",
        "",
    ],
)
def test_what_is_not_one_date(text):
    assert parse_date(text) == ""


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_comes_back(day):
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day:%B} {day.day}, {day.year}") == day.isoformat()
    assert parse_date(f"{day.day}. {day.month}. {day.year}") == day.isoformat()


@given(st.text(max_size=60) | st.text("0123456789 .:-/,apmTZ+년월일janmy", max_size=30))
def test_any_text_gives_a_date_or_nothing(text):
    stated = parse_date(text)
    assert stated == "" or parse_date(stated) == stated
