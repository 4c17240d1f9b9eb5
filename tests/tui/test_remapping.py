"""Other keys: which names are understood, what clashes, and that nothing else is touched by it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.services.settings import Settings
from annotate_tui.tui.bindings import KEYS
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.keys import ACTIONS
from annotate_tui.tui.modes.help import laid_out, reader_help
from annotate_tui.tui.remapping import KeyNameError, key_named, meet, remapped
from annotate_tui.tui.status import feet, footer

TABLE = {binding.id: binding for binding in KEYS}


@pytest.mark.parametrize(
    ("name", "key"),
    [("j", "j"), ("J", "J"), (" ", "space"), ("Space", "space"), ("z j", "z j"), (" z  j ", "z j"),
     ("é", "é"), ("가", "가"), ("shift+left", "shift+left"), ("Shift+Tab", "shift+tab"), ("ctrl+X", "ctrl+x"),
     ("ctrl+shift+left", "ctrl+shift+left"), ("shift+ctrl+left", "ctrl+shift+left"), ("+", "+"), ("+ +", "+ +"),
     ("F5", "f5"), ("Esc", "escape"), ("PgDn", "pagedown"), ("upper_j", "J"), ("lower_j", "j"),
     ("right_curly_bracket", "}"), ("ctrl+home", "ctrl+home"), ("space j", "space j")],
)  # fmt: skip
def test_keys_are_named_as_one_would(name, key):
    assert key_named(name) == key
    assert key_named(key) == key


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "it is empty"),
        ("zj", 'written "z j"'),
        ("a b c", "at most two keys"),
        ("alt+x", "send alt with a key as escape and then x"),
        ("shift+a", "write the character that shift makes of it"),
        ("ctrl+i", "terminals send it as tab"),
        ("ctrl+m", "terminals send it as enter"),
        ("ctrl+[", "terminals send it as escape"),
        ("ctrl+1", "terminals send ctrl with a letter only"),
        ("ctrl+q", "ctrl+q always quits"),
        ("ctrl+c", "ctrl+c is kept"),
        ("super+a", '"super+" is not known'),
        ("ctrl+nothing", 'there is no key "nothing"'),
        ("f25", "a key is a character, or a name such as"),
        ("\x07", "no character that can be typed"),
    ],
)
def test_a_key_that_cannot_be_had_is_refused_with_the_reason(name, why):
    with pytest.raises(KeyNameError, match=r"\A") as refused:
        key_named(name)
    assert why in str(refused.value)


@given(st.text(max_size=12))
def test_any_name_is_a_key_or_refused(name):
    try:
        key = key_named(name)
    except KeyNameError:
        return
    assert key_named(key) == key


def test_two_actions_change_places():
    keymap = Keymap({"next-sentence": ["k"], "previous-sentence": ["j"]})
    assert not keymap.refused
    assert keymap.action("reader", "k", "k") == "next-sentence"
    assert keymap.action("reader", "j", "j") == "previous-sentence"
    assert keymap.action("reader", "down", None) == ""
    assert keymap.action("library", "j", "j") == "next-row"


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"next-sentense": ["n"]}, 'there is no action "next-sentense"; did you mean next-sentence?'),
        ({"qqqq": ["n"]}, "there is no action \"qqqq\"; 'annotate config --keys' lists them."),
        ({"undo": ["j"]}, 'keys.undo: "j" is a key of next-sentence already.'),
        ({"undo": ["z"]}, 'keys.undo: "z" is the beginning of "z '),
        ({"undo": ["g z"]}, 'keys.undo: "g z" begins with "g", a key of first-sentence.'),
        ({"undo": ["a", "a b"]}, 'keys.undo: "a b" begins with "a", one of its own.'),
        ({"undo": ["alt+u"]}, 'keys.undo: "alt+u" cannot be used: terminals send alt with a key as'
                              " escape and then u."),
        ({"next-row": ["enter"]}, 'keys.next-row: "enter" is a key of '),
        ({"open-article": ["j"]}, 'keys.open-article: "j" is a key of next-row already.'),
        ({"undo": ["a"], "redo": ["a"]}, 'keys.redo: "a" is a key of undo already.'),
        ({"redo": ["a"], "undo": ["a"]}, 'keys.redo: "a" is a key of undo already.'),
    ],
)  # fmt: skip
def test_a_clash_is_named_and_the_default_keeps_its_key(wishes, said):
    keymap = Keymap(wishes)
    assert len(keymap.refused) == 1
    assert keymap.refused[0].sentence.startswith(said)
    refused = keymap.refused[0].id
    if refused in TABLE:
        bound = next(b for b in keymap.bindings if b.id == refused)
        assert bound.keys == (TABLE[refused].keys if wishes[refused] != ["a", "a b"] else ("a",))


def test_an_action_can_be_left_without_a_key_and_is_still_found_by_name(sitting):
    desk = sitting(settings=Settings(keys={"done": (), "undo": ()}))
    desk.keys("!")
    assert desk.said.startswith("! does nothing here")
    desk.keys(": 'done' enter")
    assert desk.said == "Article marked done."
    desk.keys("c c")
    assert desk.said == "claim taken off; : undo brings it back"


def test_ctrl_q_may_be_named_for_quitting_and_for_nothing_else():
    assert not Keymap({"quit": ["ctrl+q", "W"]}).refused
    assert len(Keymap({"undo": ["ctrl+q"]}).refused) == 1


IDS = st.sampled_from([*TABLE, "nothing", ""])
STROKES = st.sampled_from(
    [*"jkzgxabcQ+", "space", "enter", "escape", "ctrl+x", "alt+x", "z t", "z a", "a b", "zz"]
)
WISHES = st.dictionaries(IDS, st.lists(STROKES, max_size=3), max_size=12)


@given(WISHES)
def test_any_table_leaves_every_other_binding_working(wishes):
    keymap = Keymap(wishes)
    for binding in keymap.bindings:
        if binding.id not in wishes:
            assert binding.keys == TABLE[binding.id].keys
        elif wishes[binding.id]:
            assert binding.keys
    for one, other in itertools.combinations(keymap.bindings, 2):
        if meet(one.context, other.context):
            for key, another in itertools.product(one.keys, other.keys):
                assert key != another
                assert not key.startswith(f"{another} ")
                assert not another.startswith(f"{key} ")
    for binding in keymap.bindings:
        context = "library" if binding.context == "lists" else binding.context
        for key in binding.keys:
            *before, last = key.split()
            for stroke in before:
                assert keymap.action(context, stroke, None) == "prefix"
            assert keymap.action(context, last, None) == binding.id


@given(WISHES, st.randoms(use_true_random=False))
def test_the_order_of_the_wishes_does_not_count(wishes, chance):
    names = list(wishes)
    chance.shuffle(names)
    other = {name: wishes[name] for name in names}
    assert remapped(other)[0] == remapped(wishes)[0]
    assert sorted(remapped(other)[1]) == sorted(remapped(wishes)[1])


OTHER_KEYS = {
    binding.id: (chr(0xAC00 + i),) for i, binding in enumerate(KEYS) if binding.id in ACTIONS
}
PRESSED = [
    "{O}", "{escape}", "c {next-sentence} {previous-sentence} c c", "c {note} 'n' enter c", "{remove}",
    "c {remove}", "{undo}", "{redo}", "{speaker}", "{next-match}", "M", "ctrl+c", "@", "{theme}", "{escape}",
    "c {undo} {undo}", "{search} 'North' enter", "{next-word}", "{next-mark}", "{figure}", "{quotation}",
]  # fmt: skip


@pytest.mark.parametrize("keys", PRESSED)
def test_what_is_said_names_the_keys_as_they_are_bound(sitting, keys):
    desk = sitting(settings=Settings(keys=OTHER_KEYS))
    assert not desk.desk.keymap.refused
    old = {key for b in KEYS if b.id in ACTIONS for key in b.keys} | {"esc"}
    for stroke in keys.split():
        name = stroke.strip("{}")
        desk.keys(OTHER_KEYS[name][0] if name in OTHER_KEYS else stroke)
        foot = footer(desk.session, False, desk.desk.keymap)
        named = {words for words, role in foot if role == "key"}
        assert not {part for words in named for part in words.split()} & old
        said = desk.said.replace(f"{stroke} does nothing", "")
        assert not old & {part.strip(".;,:()") for part in said.split() if len(part) < 8} - {""}


def test_help_and_clashes_of_the_codebook_name_the_keys_as_they_are_bound(sitting):
    desk = sitting(settings=Settings(keys={"next-sentence": ("c",), "pick-tag": ("D",)}))
    assert desk.said == "The key c of claim is the reader's own; D picks the tag."
    rows = ["".join(words for words, _ in row) for row in laid_out(reader_help(desk.desk), 80)]
    assert "  c             next sentence" in rows
    assert "  D             claim: A statement that can be checked." in rows


def test_a_footer_leaves_out_what_has_no_key():
    keymap = Keymap({"next-row": [], "list-help": ["D"]})
    shown = feet(keymap, (("next-row", "previous-row"), "move"), (("list-help",), "help"))
    assert "".join(words for words, _ in shown) == " k move · D help"
    assert feet(Keymap({"next-row": []}), (("next-row",), "on")) == []


def test_the_library_and_help_take_other_keys_too(sitting):
    desk = sitting(settings=Settings(keys={"list-back": ("q",), "list-help": ("i",)}))
    desk.keys("escape escape i")
    assert desk.prompt.startswith("Help")
    desk.keys("space q")
    assert desk.prompt == "1 article"
    desk.keys("escape")
    assert desk.said == "escape does nothing here; i shows what can be done."
    desk.keys("q")
    assert not desk.desk.modes


def test_two_keys_for_one_action_work_in_contents_and_help(sitting, tmp_path):
    (tmp_path / "headed.md").write_text("".join(f"# Chapter {n}\n\nWords.\n\n" for n in range(9)))
    keys = {"first-row": ("g g",), "next-row": ("z z",), "zen": (), "list-back": ("f5",)}
    desk = sitting(tmp_path / "headed.md", settings=Settings(keys=keys))
    desk.keys("C z z z z")
    contents = desk.desk.side
    assert "Chapter 3" in "".join(words for words, _ in contents.bars(desk.desk)[0])
    assert "f5 close" in "".join(words for words, _ in contents.bars(desk.desk)[1])
    desk.keys("g")
    assert desk.said == ""
    desk.keys("g")
    assert "Chapter 1" in "".join(words for words, _ in contents.bars(desk.desk)[0])
    desk.keys("? z")
    assert desk.desk.modes
    desk.keys("z y")
    assert not desk.desk.modes
