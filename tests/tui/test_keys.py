"""The key table: motions on the sample article, keys that do nothing, clashes, help."""

from __future__ import annotations

import re

import pytest

from annotate_tui.tui.bindings import KEYS
from annotate_tui.tui.keymap import Keymap, plain_key, shown, tag_keys
from annotate_tui.tui.keys import ACTIONS
from annotate_tui.tui.modes.help import laid_out, reader_help

LETTERS = set("abcdefghijklmnopqrstuvwxyz")


def collapsed(desk) -> str:
    return " ".join(desk.selected.split())


def test_every_binding_has_an_action_and_no_key_two_bindings():
    for context in {binding.context for binding in KEYS}:
        keys = [key for binding in Keymap().within(context) for key in binding.keys]
        assert len(keys) == len(set(keys))
    assert {binding.id for binding in KEYS if binding.context == "reader"} == set(ACTIONS)
    assert len({binding.id for binding in KEYS}) == len(KEYS)


def test_the_letters_left_to_the_codebook_are_those_of_the_design():
    reader = Keymap().keys("reader")
    used = {key for key in reader if key in LETTERS}
    assert used == set("jkbglhotwmxunys")
    assert not {key for key in reader if key.isdigit()}


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("", "There have been reports"),
        ("j", "These concerns arose"),
        ("down down", "Last Sunday, a government official"),
        ("j k", "There have been reports"),
        ("k", "Growing unrest among"),
        ("G", "“Earlier this year"),
        ("G g", "There have been reports"),
        ("end home", "There have been reports"),
        ("}", "Last Sunday, a government official"),
        ("} }", "This development appears"),
        ("j {", "There have been reports"),
        ("{", "한국어"),
        ("{ {", "Updated June. 12"),
        ("space space", "“Earlier this year"),
        ("G pageup b", "There have been reports"),
    ],
)
def test_motions_by_sentence_paragraph_and_page(sitting, keys, selected):
    desk = sitting()
    desk.keys(keys)
    assert collapsed(desk).startswith(selected)
    assert desk.session.reading.unit == "sentence"


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("l", "There"),
        ("right right", "have"),
        ("h", "defections"),
        ("left h", "of"),
        ("l L L", "There have been"),
        ("l shift+right H", "There"),
        ("l l l o H H", "There have been"),
        ("l > >", None),
        ('"', "“The North Korean elite appear"),
        ('" "', "“Unmet expectations"),
        ("#", "one year"),
        ("# #", "at least 16 North Korean defectors"),
        ("l +", None),
        ("l escape", "There have been reports"),
        ("j j j + +", None),
        ("-", None),
        ("+ -", "There have been reports"),
    ],
)
def test_units_and_edges(sitting, keys, selected):
    desk = sitting()
    before = desk.session.reading
    desk.keys(keys)
    assert desk.session.reading != before or keys in ("l escape", "+ -")
    if selected:
        assert collapsed(desk).startswith(selected)
    start, end = desk.session.reading.span
    assert start < end
    assert desk.selected == desk.selected.strip()


def test_a_quotation_that_crosses_the_sentence_comes_before_the_paragraph(sitting):
    desk = sitting()
    desk.keys("j j j")
    assert collapsed(desk).startswith("The South Korean government")
    desk.keys("+")
    assert collapsed(desk).startswith("“The North Korean elite")
    assert desk.selected.endswith("hardships.”")
    desk.keys("=")
    assert collapsed(desk).startswith("Last Sunday")
    desk.keys("- -")
    assert collapsed(desk).startswith("The South Korean government")


@pytest.mark.parametrize("key", ["zx", "7", "ctrl+x", "f5", "@", "D", "ctrl+c", "é"])
def test_a_key_that_does_nothing_says_what_would(sitting, key):
    desk = sitting()
    before = desk.session.reading, desk.steps
    desk.keys(key)
    wanted = "Q quits; all is saved." if key == "ctrl+c" else "? shows what can be done."
    assert desk.said.endswith(wanted)
    assert (desk.session.reading, desk.steps) == before


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("G j", "This is the last sentence."),
        ("k k", "Nothing to read before this."),
        ("G } } } } }", "This is the last paragraph."),
        ("k { { { {", "This is the first paragraph."),
        ("O", "This article has one version only."),
        ("x", "No mark covers the selection; tab goes to the next one."),
        ("+ + + +", "Nothing larger than this."),
        ("l - -", "Nothing smaller than this."),
    ],
)
def test_a_key_at_its_end_says_why(sitting, keys, words):
    desk = sitting()
    desk.keys(keys)
    assert desk.said == words


def test_escape_rests_on_the_sentence_then_offers_the_library(sitting):
    desk = sitting()
    desk.keys("c l escape")
    assert desk.session.reading.unit == "sentence"
    assert desk.said == ""
    desk.keys("escape")
    assert desk.said == "escape again: library"
    desk.keys("j escape")
    assert not desk.desk.modes
    assert desk.said == "escape again: library"
    desk.keys("escape")
    assert desk.prompt == "1 article"
    desk.keys("escape")
    assert not desk.desk.modes


def test_done_and_not_done(sitting):
    desk = sitting()
    desk.keys("!")
    assert desk.said == "Article marked done."
    assert desk.desk.library.articles()[0].done_at
    desk.keys("!")
    assert desk.said == "Article not done any more."
    assert not desk.desk.library.articles()[0].done_at


@pytest.mark.parametrize("keys", ["Q", "ctrl+q", "m 'kept' ctrl+q", "? ctrl+q", "escape escape Q"])
def test_quitting_from_anywhere(sitting, keys):
    desk = sitting()
    desk.keys(keys)
    assert desk.view.asked == ["quit"]


@pytest.mark.parametrize("key", ["j", "J", "#", "?", "+"])
def test_a_tag_key_that_is_the_readers_own_is_unbound_and_said_at_opening(sitting, sample, key):
    first = sitting()
    claim = first.desk.library.tags()[0]
    with first.desk.library.step("tag") as step:
        step.update("tag", claim.id, {"key": key})
    later = sitting()
    assert later.said == f"The key {key} of claim is the reader's own; t picks the tag."
    later.keys(key)
    assert later.marks == []
    assert key not in later.session.keys
    later = sitting()
    later.keys("t 'claim' enter")
    assert [tag for tag, _ in later.marks] == ["claim"]


def test_a_key_of_two_tags_is_the_first_ones(sitting):
    first = sitting()
    with first.desk.library.step("tag") as step:
        step.update("tag", first.desk.library.tags()[1].id, {"key": "c"})
    later = sitting()
    assert later.said == "The key c of quote is claim's; t picks the tag."
    later.keys("c")
    assert [tag for tag, _ in later.marks] == ["claim"]
    keys, clashes = tag_keys(later.desk.library.tags(), Keymap())
    assert {key: tag.name for key, tag in keys.items()} == {"c": "claim", "f": "figure"}
    assert len(clashes) == 1


def test_help_lists_every_binding_and_every_tag(sitting):
    desk = sitting()
    rows = ["".join(words for words, _ in row) for row in desk_help(desk)]
    for binding in Keymap().within("reader"):
        assert f"  {shown(binding.keys):<14}{binding.help}" in rows
    for tag in desk.desk.library.tags():
        assert f"  {tag.key:<14}{tag.path}: {tag.description}" in rows


def test_help_names_t_for_a_tag_without_a_key_of_its_own(sitting):
    desk = sitting()
    with desk.desk.library.step("tag") as step:
        step.update("tag", desk.desk.library.tags()[0].id, {"key": "j"})
    desk.session.reload()
    rows = ["".join(words for words, _ in row) for row in desk_help(desk)]
    assert any(row.startswith("  t ") and "claim" in row for row in rows)


def desk_help(desk):
    return laid_out(reader_help(desk.desk), 99)


async def test_help_scrolls_and_any_other_key_closes_it(reader):
    async with reader() as first:
        await first.keys("?")
        assert first.status.startswith("Help · 22 of ")
        top = first.screen()[0]
        await first.keys("j")
        assert first.screen()[0] != top
        await first.keys("G")
        assert re.fullmatch(r"Help · (\d+) of \1 lines", first.status)
        assert "the terminal's own selection" in "\n".join(first.screen()[-5:])
        await first.keys("k b g")
        assert first.screen()[0] == top
        await first.keys("c")
        assert first.marks == []
        assert "There have been" in "\n".join(first.screen())


@pytest.mark.parametrize(
    ("key", "character", "plain"),
    [("right_curly_bracket", "}", "}"), ("x", "}", "}"), ("right_curly_bracket", None, "}"),
     ("j", "j", "j"), ("upper_j", "J", "J"), ("ctrl+p", "\x10", "ctrl+p"), ("tab", "\t", "tab"),
     ("enter", "\r", "enter"), ("shift+right", None, "shift+right"), ("space", " ", "space")],
)  # fmt: skip
def test_terminals_name_keys_differently(key, character, plain):
    assert plain_key(key, character) == plain
