"""The kept form of a text, and its one-line forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.normal import collapse, normalise, quoted, shorten

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\ufeffHead\r\nline\rend", "Head\nline\nend"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("e\u0301 stays two code points", "e\u0301 stays two code points"),
        ("mark \ufeff inside stays", "mark \ufeff inside stays"),
        ("\x1b[1m\x07\x0b\x0c\x85\u2028", "\x1b[1m\x07\x0b\x0c\x85\u2028"),
        ("\r\r\n\n", "\n\n\n"),
        ("", ""),
    ],
)
def test_normalise(raw, kept):
    assert normalise(raw) == kept


@given(ANY)
def test_the_kept_form_can_be_written_and_holds_no_other_line_break(raw):
    kept = normalise(raw)
    assert kept.encode().decode() == kept
    assert "\r" not in kept
    assert "\0" not in kept


def test_a_clean_text_is_not_copied():
    text = "clean “text”\n" * 1000
    assert normalise(text) is text


@given(ANY)
def test_collapse_leaves_the_words(raw):
    line = collapse(raw)
    assert line.split() == raw.split()
    assert line == line.strip()
    assert "  " not in line


@given(ANY, st.integers(8, 80))
def test_shorten_keeps_the_width(raw, width):
    assert len(shorten(raw, width)) <= width


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("Short  line\nhere", "Short line here"),
        ("one two three four five", "one two three…"),
        ("onetwothreefourfivesix", "onetwothreefou…"),
        ("one two, three-and-more", "one two…"),
        ("", ""),
    ],
)
def test_shorten_cuts_after_a_word(raw, line):
    assert shorten(raw, 15) == line


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "“plain”"),
        ("“All of it.”", "“All of it.”"),
        ("“Cut he…", "“Cut he…”"),
        ("„Halb…", "„Halb…“"),
        ('"Straight…', '"Straight…"'),
        ("“Yes,” she said, …", "“Yes,” she said, …"),
        ("“Never closed", "“Never closed"),
    ],
)
def test_what_was_cut_within_its_marks_is_closed_again(words, shown):
    assert quoted(words) == shown
