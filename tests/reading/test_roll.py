"""The window on a list: the chosen row exists and is in view, whatever is done."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.reading.roll import Roll

MOTIONS = ("next-row", "previous-row", "list-page-down", "list-page-up", "first-row", "last-row")
DOINGS = st.one_of(
    st.sampled_from(MOTIONS).map(lambda motion: ("move", motion)),
    st.integers(-50, 50).map(lambda rows: ("scrolled", rows)),
    st.integers(-1, 30).map(lambda height: ("fit", height)),
    st.integers(0, 60).map(lambda count: ("of", count)),
    st.integers(-5, 70).map(lambda at: ("to", at)),
)


@given(st.lists(DOINGS, max_size=30))
def test_the_chosen_row_is_always_in_view(doings):
    roll = Roll()
    for name, value in doings:
        roll = getattr(roll, name)(value)
        assert len(roll.seen) == min(roll.count, roll.height)
        assert roll.at in roll.seen or roll.count == 0 == roll.at


def test_motions_go_as_far_as_there_are_rows():
    roll = Roll(height=5).of(12)
    assert [roll.move(motion).at for motion in MOTIONS] == [1, 0, 5, 0, 0, 11]
    assert roll.move("last-row").seen == range(7, 12)
    assert roll.move("anything") is None
    assert roll.scrolled(3).at == 3
