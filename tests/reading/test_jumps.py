"""The list of jumps: back, forward, and what going somewhere new does to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.reading.jumps import LIMIT, Jumps, Stop, is_far


def stop(n: int) -> Stop:
    return Stop("article", "text", n, n + 1)


def test_back_and_forward_lead_over_the_same_places():
    jumps = Jumps().left(stop(1)).left(stop(2))
    jumps, two = jumps.back(stop(3))
    jumps, one = jumps.back(two)
    assert (two, one) == (stop(2), stop(1))
    assert jumps.back(one) == (jumps, None)
    jumps, two = jumps.forward(one)
    jumps, three = jumps.forward(two)
    assert (two, three) == (stop(2), stop(3))
    assert jumps.forward(three) == (jumps, None)


def test_going_somewhere_new_cuts_what_was_ahead():
    jumps, _ = Jumps().left(stop(1)).back(stop(2))
    assert jumps.ahead == (stop(2),)
    assert jumps.left(stop(1)).ahead == ()
    assert jumps.left(stop(1)).behind == (stop(1),)


def test_a_place_is_not_kept_twice_in_a_row():
    assert Jumps().left(stop(1)).left(stop(1)).behind == (stop(1),)


def test_back_never_leads_to_where_the_reader_stands():
    jumps = Jumps().left(stop(1)).left(stop(2))
    assert jumps.back(stop(2))[1] == stop(1)
    assert Jumps().left(stop(1)).back(stop(1))[1] is None


def test_the_oldest_places_are_forgotten():
    jumps = Jumps()
    for n in range(LIMIT + 20):
        jumps = jumps.left(stop(n))
    assert len(jumps.behind) == LIMIT
    assert jumps.behind[0] == stop(20)


@given(st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["back", "forward"])), max_size=300))
def test_it_behaves_as_a_browser_does(doings):
    """The model: one list of pages and a place in it."""
    jumps, here = Jumps(), stop(0)
    pages, at = [stop(0)], 0
    for doing in doings:
        if doing == "back":
            jumps, there = jumps.back(here)
            assert there == (pages[at - 1] if at else None)
            at -= there is not None
            here = there or here
        elif doing == "forward":
            jumps, there = jumps.forward(here)
            assert there == (pages[at + 1] if at + 1 < len(pages) else None)
            at += there is not None
            here = there or here
        elif stop(doing) != here:
            jumps, here = jumps.left(here), stop(doing)
            pages, at = [*pages[: at + 1], here][-LIMIT - 1 :], min(at + 1, LIMIT)
        assert len(jumps.behind) <= LIMIT
        assert len(jumps.behind) + len(jumps.ahead) <= LIMIT + 1


def test_far_is_out_of_the_window_or_some_windows_beyond_it():
    seen = Span(100, 200)
    assert [is_far(at, seen) for at in (99, 100, 199, 200)] == [True, False, False, True]
    assert [is_far(at, seen, 1) for at in (-1, 0, 299, 300)] == [True, False, False, True]
    assert not is_far(0, Span(0, 0))
    assert is_far(1, Span(0, 0))
