"""A line being typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.reading.line import Line

FAMILY = "👨‍👩‍👧"


def typed(line, *keys):
    for key in keys:
        line = line.key(key, key if len(key) == 1 else None)
    return line


def test_letters_go_in_at_the_cursor():
    assert typed(Line(), "a", "b") == Line("ab", 2)
    assert typed(Line("ac", 1), "b") == Line("abc", 2)
    assert Line.of("abc") == Line("abc", 3)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("left", Line("abc", 2), Line("abc", 1)),
        ("left", Line("abc", 0), Line("abc", 0)),
        ("right", Line("abc", 2), Line("abc", 3)),
        ("right", Line("abc", 3), Line("abc", 3)),
        ("home", Line("abc", 2), Line("abc", 0)),
        ("end", Line("abc", 1), Line("abc", 3)),
        ("ctrl+a", Line("abc", 2), Line("abc", 0)),
        ("ctrl+e", Line("abc", 1), Line("abc", 3)),
        ("ctrl+b", Line("abc", 2), Line("abc", 1)),
        ("ctrl+f", Line("abc", 2), Line("abc", 3)),
        ("backspace", Line("abc", 2), Line("ac", 1)),
        ("backspace", Line("abc", 0), Line("abc", 0)),
        ("ctrl+h", Line("abc", 2), Line("ac", 1)),
        ("delete", Line("abc", 1), Line("ac", 1)),
        ("delete", Line("abc", 3), Line("abc", 3)),
        ("ctrl+d", Line("abc", 0), Line("bc", 0)),
        ("ctrl+u", Line("abc", 2), Line("c", 0)),
        ("ctrl+k", Line("abc", 1), Line("a", 1)),
        ("ctrl+w", Line("one two", 7), Line("one ", 4)),
        ("ctrl+w", Line("one two  ", 9), Line("one ", 4)),
        ("ctrl+w", Line("one two", 5), Line("one wo", 4)),
        ("ctrl+w", Line("one", 0), Line("one", 0)),
        ("ctrl+w", Line("하나\u3000둘", 4), Line("하나\u3000", 3)),
    ],
)
def test_the_keys_of_a_shell(key, before, after):
    assert before.key(key, None) == after


@pytest.mark.parametrize("cluster", ["e\u0301", FAMILY, "🇰🇷", "👍🏽"])
def test_the_cursor_steps_over_a_whole_character(cluster):
    line = Line(f"a{cluster}b", 1)
    assert line.key("right", None).cursor == 1 + len(cluster)
    assert line.key("delete", None) == Line("ab", 1)
    after = Line(f"a{cluster}b", 1 + len(cluster))
    assert after.key("left", None).cursor == 1
    assert after.key("backspace", None) == Line("ab", 1)


@pytest.mark.parametrize(
    ("key", "character"),
    [
        ("enter", "\r"),
        ("tab", "\t"),
        ("escape", "\x1b"),
        ("f1", None),
        ("up", None),
        ("ctrl+x", "\x18"),
        ("ctrl+@", "\x00"),
    ],
)
def test_a_key_that_a_line_does_not_take(key, character):
    assert Line("abc", 1).key(key, character) is None


@pytest.mark.parametrize("character", ["ä", "한", "“", "👍", " ", "\u3000", "\u00a0"])
def test_any_character_that_is_seen_or_a_space_goes_in(character):
    assert Line("ab", 1).key("whatever", character) == Line(f"a{character}b", 2)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\ntwo", "one two"),
        ("one\r\ntwo", "one two"),
        ("one\ttwo", "one two"),
        ("one\u2028two", "one two"),
        ("10\u00a0000\u202fkm", "10\u00a0000\u202fkm"),
        ("他说\u3000好", "他说\u3000好"),
        (f"a {FAMILY}", f"a {FAMILY}"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_pasted_text_becomes_one_line_without_controls(pasted, kept):
    assert Line("<>", 1).insert(pasted) == Line(f"<{kept}>", 1 + len(kept))


KEYS = st.sampled_from(
    "left right home end backspace delete ctrl+a ctrl+e ctrl+b ctrl+f ctrl+u ctrl+k ctrl+w ctrl+d "
    "ctrl+h enter".split()
)
PARTS = st.sampled_from(["a", " ", "e\u0301", FAMILY, "🇰🇷", "한", "\n", "\x1b", "\u3000", "\u202e"])


@given(st.lists(st.one_of(KEYS.map(lambda k: (k, None)), PARTS.map(lambda p: (None, p)))))
def test_the_cursor_stays_inside_and_nothing_that_steers_gets_in(steps):
    line = Line()
    for key, pasted in steps:
        line = line.insert(pasted) if pasted is not None else line.key(key, None) or line
        assert 0 <= line.cursor <= len(line.text)
        assert not {unicodedata.category(c) for c in line.text} & {"Cc", "Cs", "Zl", "Zp"}
        assert "\u202e" not in line.text


@given(st.text(max_size=30), st.integers(0, 30))
def test_typing_and_taking_back_gives_the_line_again(text, cursor):
    line = Line.of("").insert(text)
    line = Line(line.text, min(cursor, len(line.text)))
    cut = line.key("ctrl+k", None)
    assert cut.insert(line.text[line.cursor :]).text == line.text
