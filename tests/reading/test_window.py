"""The part of a text that is on the screen: it follows the selection and pages through all of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.reading import motions
from annotate_tui.reading.window import Window


@pytest.fixture(scope="module")
def many(compose):
    return compose(
        *(f"Number {i} begins. " + "Some more words follow. " * 9 + "End." for i in range(60))
    )


def in_view(window, offset):
    return any(row.start <= offset < row.end for row in window.rows)


def test_a_text_without_blocks_has_an_empty_window(compose):
    window = Window(compose(), 40, 10, 80)
    assert window.rows == []
    assert window.seen == Span(0, 0)
    assert window.page(1, Span(0, 0)) is None
    assert not window.follow(Span(0, 0), low_edge=False)


def test_a_short_text_never_scrolls(compose):
    document = compose("One.", "Two.")
    window = Window(document, 40, 10, 80)
    for sentence in (document.first_sentence(), document.last_sentence()):
        assert not window.follow(Span(sentence.start, sentence.end), low_edge=False)
        assert in_view(window, sentence.start)


@pytest.mark.parametrize("height", [1, 2, 5, 24])
@pytest.mark.parametrize("spacing", [0, 1])
def test_reading_down_and_up_keeps_the_sentence_in_view(many, height, spacing):
    window, reading = Window(many, 40, height, 80, spacing=spacing), motions.begin(many)
    for move in (motions.next_sentence, motions.previous_sentence):
        while not (moved := move(many, reading)).said:
            reading = moved
            window.follow(reading.span, low_edge=False)
            assert in_view(window, reading.start)
            assert 0 < len(window.rows) <= height
        reading = moved.say("")


def test_a_step_inside_the_margins_scrolls_nothing(many):
    window, reading = Window(many, 40, 24, 80), motions.begin(many)
    scrolled, steps = 0, 60
    for _ in range(steps):
        reading = motions.next_sentence(many, reading)
        top = window.top
        moved = window.follow(reading.span, low_edge=False)
        assert moved == (window.top != top)
        scrolled += moved
    assert 0 < scrolled < steps // 3


def test_of_a_selection_that_does_not_fit_the_moving_edge_is_seen(many):
    window = Window(many, 40, 6, 80)
    long = Span(1000, 3000)
    window.follow(long, low_edge=False)
    assert in_view(window, long.start)
    window.follow(long, low_edge=True)
    assert in_view(window, long.end - 1)


def test_paging_reaches_the_end_and_the_beginning(many):
    window, reading, pages = Window(many, 40, 10, 80), motions.begin(many), 0
    while (offset := window.page(1, reading.span)) is not None:
        assert in_view(window, offset)
        reading = motions.sentence_at(many, reading, offset)
        pages += 1
        assert pages < 200
    assert in_view(window, many.last_sentence().end - 1)
    back = 0
    while (offset := window.page(-1, reading.span)) is not None:
        reading = motions.sentence_at(many, reading, offset)
        back += 1
        assert back < 200
    assert in_view(window, 0)
    assert abs(pages - back) <= 1


@settings(max_examples=60)
@given(
    st.integers(1, 30),
    st.integers(10, 80),
    st.lists(st.tuples(st.sampled_from("fpsu"), st.integers(0, 13_000), st.integers(1, 900))),
    st.integers(0, 2),
    st.booleans(),
)
def test_wherever_it_goes_it_shows_rows_in_order_and_what_is_followed(
    many, height, width, steps, spacing, justify
):
    window = Window(many, width, height, width, spacing=spacing, justify=justify)
    for what, start, size in steps:
        start = min(start, len(many.text) - 3)
        end = min(start + size, len(many.text) - 2)
        if what == "f":
            window.follow(Span(start, end), low_edge=False)
            sentence = many.sentence_at(start)
            assert in_view(window, start) or in_view(window, sentence.end - 1)
        elif what == "s":
            window.show(start, height // 2)
        else:
            window.page(1 if what == "p" else -1, Span(start, end))
        assert 0 < len(window.rows) <= window.height
        assert [r.start for r in window.rows] == sorted(r.start for r in window.rows)
