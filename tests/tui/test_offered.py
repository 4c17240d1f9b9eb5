"""The line on a suggestion in focus: what it leaves out first, and what counts as shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.offered import cells, line, said_once
from annotate_tui.tui.words import quoted_ends

GROUPS = [
    (("speaker", "speaker_text"), "another official"),
    (("quote_mode",), "direct"),
    (("cue",), "“said”"),
]
WHY = ("“said” after the words", "quotation marks")


def words(told) -> str:
    return "".join(part for part, _ in told.runs).strip()


def test_all_of_it_where_there_is_room():
    told = line("quote", GROUPS, WHY, "4 of 11 decided", [], 120)
    assert words(told) == (
        "quote? another official · direct · “said” — “said” after the words, quotation marks"
        " · 4 of 11 decided"
    )
    assert told.shown == ("speaker", "speaker_text", "quote_mode", "cue")


def test_reasons_but_one_go_first_then_the_share_then_values_from_the_end():
    seen = []
    for width in range(120, 0, -1):
        told = words(line("quote", GROUPS, WHY, "4 of 11 decided", [], width))
        if not seen or seen[-1] != told:
            seen.append(told)
    assert seen[:6] == [
        "quote? another official · direct · “said” — “said” after the words, quotation marks"
        " · 4 of 11 decided",
        "quote? another official · direct · “said” — “said” after the words · 4 of 11 decided",
        "quote? another official · direct · “said” — “said” after the words",
        "quote? another official · direct — “said” after the words",
        "quote? another official · direct",
        "quote? another official",
    ]
    assert seen[6] == "quote? another offici…"
    assert seen[-1] == "quote?"


def test_a_value_that_is_cut_does_not_count_as_shown():
    told = line("quote", GROUPS, WHY, "4 of 11 decided", [], 22)
    assert words(told) == "quote? another offic…"
    assert told.shown == ()


def test_what_was_said_stays_before_values():
    told = line("quote", GROUPS, WHY, "", [("No word on that side.", "warning")], 50)
    assert words(told) == "quote? another official · No word on that side."
    assert told.shown == ("speaker", "speaker_text")


def test_one_without_values_or_reasons_is_told_by_its_tag():
    assert line("claim", [], (), "", [], 80) == ([(" claim?", "strong")], ())


def test_words_that_are_said_already_are_not_said_again():
    groups = [
        (("speaker", "speaker_text"), "an internal source (“An internal source”)"),
        (("speaker_role",), "an internal source"),
        (("named",), "anonymous"),
    ]
    assert said_once(groups) == [
        (("speaker", "speaker_text", "speaker_role"), "an internal source (“An internal source”)"),
        (("named",), "anonymous"),
    ]
    assert said_once(GROUPS) == GROUPS


@given(
    st.lists(
        st.tuples(st.tuples(st.text(min_size=1)), st.text()), max_size=5, unique_by=lambda g: g[0]
    ),
    st.lists(st.text(), max_size=3),
    st.integers(0, 100),
)
def test_what_counts_as_shown_stands_in_the_line(groups, why, width):
    told = line("quote", groups, why, "4 of 11 decided", [], width)
    painted = "".join(part for part, _ in told.runs)
    assert cells(told.runs) <= width or told.shown == ()
    for (name,), value in groups:
        assert name not in told.shown or value in painted


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.integers(12, 30))
def test_words_shortened_in_the_middle_fit_and_show_their_end(words, room):
    shown = quoted_ends(words, room)
    assert cell_width(shown) <= room + 2
    if cell_width(" ".join(words.split())) > room:
        assert "…" in shown
