"""Where a list beside the text goes, in terminals of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.tui.side import Place, place


@pytest.mark.parametrize(
    ("size", "where"),
    [
        ((80, 22), Place(False, 80, 6)),
        ((99, 28), Place(False, 99, 8)),
        ((99, 60), Place(False, 99, 19)),
        ((80, 10), Place(False, 80, 4)),
        ((80, 6), Place(False, 80, 2)),
        ((100, 28), Place(True, 35, 28)),
        ((120, 38), Place(True, 39, 38)),
        ((300, 98), Place(True, 99, 98)),
    ],
)
def test_right_of_a_wide_text_and_below_a_narrow_one(size, where):
    assert place(*size, border=True) == where
    without = where if where.right else where._replace(height=where.height + 1)
    assert place(*size, border=False) == without


@given(st.integers(1, 400), st.integers(1, 200), st.booleans())
def test_there_is_always_a_row_and_the_text_keeps_two_thirds(width, height, border):
    where = place(width, height, border=border)
    assert where.width >= 1
    assert where.height >= 1
    if where.right:
        assert width - where.width - 1 >= 64
    elif height >= 15:
        assert height - where.height - border >= height * 2 // 3
