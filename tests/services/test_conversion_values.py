"""What becomes of values when a field changes its kind or its choices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import FIELD_KINDS, Field
from annotate_tui.services.conversion_values import converted
from annotate_tui.services.fields import FieldError, fits, kept_value


def of(kind):
    return Field(name="f", kind=kind, choices=("war", "direct", "2023") if "choice" in kind else ())


@pytest.mark.parametrize(
    ("old", "new", "value", "made"),
    [
        ("text", "number", "1 234", 1234),
        ("text", "number", " ", None),
        ("text", "date", "June 2023", "2023-06"),
        ("text", "boolean", "yes", True),
        ("text", "choice", "WAR", "war"),
        ("text", "choices", "war; Direct", ["war", "direct"]),
        ("text", "choices", "war, direct", ["war", "direct"]),
        ("text", "url", "example.org", "https://example.org"),
        ("text", "link", "an-id", "an-id"),
        ("number", "text", 12.5, "12.5"),
        ("number", "date", 2023, "2023"),
        ("number", "boolean", 1, True),
        ("number", "choice", 2023, "2023"),
        ("boolean", "text", False, "no"),
        ("choice", "choices", "war", ["war"]),
        ("choices", "choice", ["war"], "war"),
        ("choices", "text", ["war", "direct"], "war; direct"),
        ("choices", "choices", [], None),
        ("date", "number", "2023", 2023),
    ],
)
def test_what_can_be_converted(old, new, value, made):
    become = converted(of(old), of(new), value)
    assert (become, type(become)) == (made, type(made))


@pytest.mark.parametrize(
    ("old", "new", "value", "reason"),
    [
        ("text", "number", "many", "write it in digits, like 16"),
        ("text", "boolean", "perhaps", "it is no yes or no"),
        ("text", "url", "no page", "it is no web address"),
        # A beginning is enough for who types and sees what comes of it, not here.
        ("text", "choice", "dir", "it is none of the choices"),
        ("text", "choices", "war; peace", "it is none of the choices"),
        ("choices", "choice", ["war", "direct"], "it holds several choices"),
        ("choices", "date", ["war", "2023"], "it holds several values"),
        ("number", "link", 5, "it is no mark's id"),
        ("boolean", "number", True, "it is yes or no"),
        ("choice", "choice", "gone", "it is none of the choices"),
    ],
)
def test_what_cannot_says_why(old, new, value, reason):
    with pytest.raises(FieldError) as told:
        converted(of(old), of(new), value)
    assert told.value.reason == reason


KINDS = st.sampled_from(FIELD_KINDS)


@given(
    KINDS, KINDS, st.text(max_size=20) | st.sampled_from(("war", "direct; war", "2023", "no", "5"))
)
def test_a_value_becomes_one_that_fits_or_is_refused_with_a_reason(old, new, words):
    try:
        value = kept_value(of(old), words)
    except FieldError:
        return
    try:
        made = converted(of(old), of(new), value)
    except FieldError as error:
        told = error.reason
        assert told
        return
    assert made is None if value is None else fits(of(new), made)
    if old == new:
        assert made == value


@pytest.mark.parametrize(
    "number", [2**63, -(2**63), 10**5000, float("inf"), float("nan")], ids="abcde"
)
def test_numbers_that_the_table_cannot_hold_are_refused(number):
    with pytest.raises(FieldError, match="f takes a number"):
        kept_value(of("number"), number)
