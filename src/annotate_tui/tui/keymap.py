"""Every key of the reader: an id, the keys, and what help and footer say of it.

Actions are looked up by id elsewhere; this table is all that help is built from. Keys are named as
Textual names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotate_tui.model import Tag


class Key(NamedTuple):
    """One binding. ``shown`` is how its keys are written for people."""

    id: str
    keys: tuple[str, ...]
    shown: str
    help: str
    group: str


MOVE, GROW, MARK, FIND, LEAVE = (
    "Move",
    "Select more or less",
    "Marks and notes",
    "Find and copy",
    "Article and program",
)

KEYS: tuple[Key, ...] = (
    Key("next-sentence", ("j", "down"), "j ↓", "next sentence", MOVE),
    Key("previous-sentence", ("k", "up"), "k ↑", "previous sentence, then the headline", MOVE),
    Key(
        "next-paragraph",
        ("right_curly_bracket",),
        "}",
        "next paragraph, dimmed lines included",
        MOVE,
    ),
    Key("previous-paragraph", ("left_curly_bracket",), "{", "previous paragraph", MOVE),
    Key("page-down", ("space", "pagedown"), "space PgDn", "a page down", MOVE),
    Key("page-up", ("b", "pageup"), "b PgUp", "a page up", MOVE),
    Key("first-sentence", ("g", "home"), "g Home", "first sentence", MOVE),
    Key("last-sentence", ("G", "end"), "G End", "last sentence", MOVE),
    Key("next-word", ("l", "right"), "l →", "next word; from a sentence its first", MOVE),
    Key("previous-word", ("h", "left"), "h ←", "previous word; from a sentence its last", MOVE),
    Key("next-phrase", ("full_stop",), ".", "next phrase", MOVE),
    Key("previous-phrase", ("comma",), ",", "previous phrase", MOVE),
    Key("quotation", ("quotation_mark",), '"', "the quotation here; again: the next one", MOVE),
    Key("figure", ("number_sign",), "#", "the figure here; again: the next one", MOVE),
    Key("expand", ("plus", "equals_sign"), "+ =", "the smallest larger unit", GROW),
    Key("shrink", ("minus",), "-", "back, or the first smaller unit", GROW),
    Key("edge-word-right", ("L", "shift+right"), "L ⇧→", "edge one word right", GROW),
    Key("edge-word-left", ("H", "shift+left"), "H ⇧←", "edge one word left", GROW),
    Key("edge-sentence-down", ("J", "shift+down"), "J ⇧↓", "edge one sentence down", GROW),
    Key("edge-sentence-up", ("K", "shift+up"), "K ⇧↑", "edge one sentence up", GROW),
    Key("edge-character-right", ("greater_than_sign",), ">", "edge one character right", GROW),
    Key("edge-character-left", ("less_than_sign",), "<", "edge one character left", GROW),
    Key("other-edge", ("o",), "o", "take the other edge", GROW),
    Key("menu", ("enter",), "enter", "tag menu; on a mark: edit tag, speaker, note", MARK),
    Key("pick-tag", ("t",), "t", "pick a tag by part of its name", MARK),
    Key("speaker", ("w",), "w", "who said it; tab goes through candidates", MARK),
    Key("note", ("m",), "m", "a note on the mark or the words here", MARK),
    Key("next-mark", ("tab",), "tab", "next mark", MARK),
    Key("previous-mark", ("shift+tab",), "⇧tab", "previous mark", MARK),
    Key("remove", ("x",), "x", "remove the mark", MARK),
    Key("undo", ("u",), "u", "undo, also after a restart", MARK),
    Key("redo", ("U",), "U", "redo", MARK),
    Key("search", ("slash",), "/", "search the text", FIND),
    Key("next-match", ("n",), "n", "next match", FIND),
    Key("previous-match", ("N",), "N", "previous match", FIND),
    Key("search-selection", ("asterisk",), "*", "search for the selected words", FIND),
    Key("copy", ("y",), "y", "copy the selection", FIND),
    Key("done", ("exclamation_mark",), "!", "mark the article done, or not done", LEAVE),
    Key("article-note", ("M",), "M", "a note on the article", LEAVE),
    Key("other-text", ("O",), "O", "the other version of a changed article", LEAVE),
    Key("export", ("E",), "E", "export this article or the library", LEAVE),
    Key("escape", ("escape",), "escape", "back to the sentence; again: the library", LEAVE),
    Key("help", ("question_mark",), "?", "help", LEAVE),
    Key("palette", ("colon", "ctrl+p"), ": ⌃p", "every command by name", LEAVE),
    Key("suspend", ("ctrl+z",), "⌃z", "back to the shell; fg returns", LEAVE),
    Key("quit", ("Q", "ctrl+q"), "Q ⌃q", "quit; all is saved", LEAVE),
)


def by_key(keys: Iterable[Key] = KEYS) -> dict[str, str]:
    """Which id each key stands for."""
    return {key: binding.id for binding in keys for key in binding.keys}


BY_KEY = by_key()
"""Which id each key of the reader stands for."""


def plain_key(key: str, character: str | None) -> str:
    """The key as the table names it: terminals differ in how they report printable ones."""
    named = _NAMES.get(character or "")
    if named is not None:
        return named
    if character and character.isprintable() and not key.startswith(("ctrl+", "alt+")):
        return character
    return key


_NAMES = {
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    ".": "full_stop",
    ",": "comma",
    '"': "quotation_mark",
    "#": "number_sign",
    "+": "plus",
    "=": "equals_sign",
    "-": "minus",
    ">": "greater_than_sign",
    "<": "less_than_sign",
    "/": "slash",
    "*": "asterisk",
    "!": "exclamation_mark",
    "?": "question_mark",
    ":": "colon",
    " ": "space",
}


def tag_keys(tags: Iterable[Tag]) -> tuple[dict[str, Tag], list[str]]:
    """The tags' own keys, and a sentence for each tag whose key something else has.

    The program's keys win over a tag's, an earlier tag's over a later one's.
    """
    keys: dict[str, Tag] = {}
    clashes: list[str] = []
    for tag in tags:
        if not tag.key or tag.archived_at:
            continue
        if plain_key(tag.key, tag.key) in BY_KEY:
            clashes.append(f"The key {tag.key} of {tag.path} is the reader's own; t picks the tag.")
        elif tag.key in keys:
            clashes.append(
                f"The key {tag.key} of {tag.path} is {keys[tag.key].path}'s; t picks the tag."
            )
        else:
            keys[tag.key] = tag
    return keys, clashes
