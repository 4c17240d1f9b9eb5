"""Every key of the program: an id, where it works, the keys, and what help and footer say of it.

Actions are looked up by id elsewhere; this table is all that help is built from. A key is the character
it types, or Textual's name for one that types none ("space", "enter", "shift+left"); two that are
pressed one after the other stand with a blank between them ("z j").
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One binding. ``context`` is where it works: a screen, or "lists" for all that are lists."""

    id: str
    keys: tuple[str, ...]
    help: str
    group: str
    context: str = "reader"


MOVE, GROW, MARK, FIND, LEAVE, LOOK, LIST = (
    "Move",
    "Select more or less",
    "Marks and notes",
    "Find and copy",
    "Article and program",
    "How the page looks",
    "The list",
)

KEYS: tuple[Key, ...] = (
    Key("next-sentence", ("j", "down"), "next sentence", MOVE),
    Key("previous-sentence", ("k", "up"), "previous sentence, then the headline", MOVE),
    Key(
        "next-paragraph",
        ("}",),
        "next paragraph, dimmed lines included",
        MOVE,
    ),
    Key("previous-paragraph", ("{",), "previous paragraph", MOVE),
    Key("page-down", ("space", "pagedown"), "a page down", MOVE),
    Key("page-up", ("b", "pageup"), "a page up", MOVE),
    Key("first-sentence", ("g", "home"), "first sentence", MOVE),
    Key("last-sentence", ("G", "end"), "last sentence", MOVE),
    Key("next-word", ("l", "right"), "next word; from a sentence its first", MOVE),
    Key("previous-word", ("h", "left"), "previous word; from a sentence its last", MOVE),
    Key("next-phrase", (".",), "next phrase", MOVE),
    Key("previous-phrase", (",",), "previous phrase", MOVE),
    Key("quotation", ('"',), "the quotation here; again: the next one", MOVE),
    Key("figure", ("#",), "the figure here; again: the next one", MOVE),
    Key("contents", ("C",), "table of contents, where there are headings", MOVE),
    Key("jump-back", ("B",), "back to where you were before a jump", MOVE),
    Key("jump-forward", ("F",), "forward again", MOVE),
    Key("expand", ("+", "="), "the smallest larger unit", GROW),
    Key("shrink", ("-",), "back, or the first smaller unit", GROW),
    Key("edge-word-right", ("L", "shift+right"), "edge one word right", GROW),
    Key("edge-word-left", ("H", "shift+left"), "edge one word left", GROW),
    Key("edge-sentence-down", ("J", "shift+down"), "edge one sentence down", GROW),
    Key("edge-sentence-up", ("K", "shift+up"), "edge one sentence up", GROW),
    Key("edge-character-right", (">",), "edge one character right", GROW),
    Key("edge-character-left", ("<",), "edge one character left", GROW),
    Key("other-edge", ("o",), "take the other edge", GROW),
    Key("menu", ("enter",), "tag menu; on a mark: edit tag, speaker, note", MARK),
    Key("pick-tag", ("t",), "pick a tag by part of its name", MARK),
    Key("speaker", ("w",), "who said it; tab goes through candidates", MARK),
    Key("note", ("m",), "a note on the mark or the words here", MARK),
    Key("next-mark", ("tab",), "next mark", MARK),
    Key("previous-mark", ("shift+tab",), "previous mark", MARK),
    Key("remove", ("x",), "remove the mark", MARK),
    Key("undo", ("u",), "undo, also after a restart", MARK),
    Key("redo", ("U",), "redo", MARK),
    Key("list", ("s",), "the list of marks beside the text, to and fro", MARK),
    Key("search", ("/",), "search the text", FIND),
    Key("next-match", ("n",), "next match", FIND),
    Key("previous-match", ("N",), "previous match", FIND),
    Key("search-selection", ("*",), "search for the selected words", FIND),
    Key("copy", ("y",), "copy the selection", FIND),
    Key("search-library", (";",), "search all articles and marks", FIND),
    Key("across", ("A",), "the marks of all articles, in context", FIND),
    Key("done", ("!",), "mark the article done, or not done", LEAVE),
    Key("article-note", ("M",), "a note on the article", LEAVE),
    Key("previous-article", ("[",), "previous article of the library as it is listed", LEAVE),
    Key("next-article", ("]",), "next article of the library as it is listed", LEAVE),
    Key("details", ("z d",), "details: title, source, date, variables", LEAVE),
    Key("open-source", ("z o",), "open the source, in its own program", LEAVE),
    Key("other-text", ("O",), "the other version of a changed article", LEAVE),
    Key("export", ("E",), "export this article or the library", LEAVE),
    Key("escape", ("escape",), "back to the sentence; again: the library", LEAVE),
    Key("help", ("?",), "help", LEAVE),
    Key("palette", (":", "ctrl+p"), "every command by name", LEAVE),
    Key("suspend", ("ctrl+z",), "back to the shell; fg returns", LEAVE),
    Key("quit", ("Q", "ctrl+q"), "quit; all is saved", LEAVE),
    Key("narrower", ("(",), "shorter lines; it is remembered", LOOK),
    Key("wider", (")",), "longer lines; it is remembered", LOOK),
    Key("justify", ("z j",), "justified lines, or ragged ones", LOOK),
    Key("line-spacing", ("z l",), "a blank row between lines, or none", LOOK),
    Key("theme", ("z t",), "the next theme; it is remembered", LOOK),
    Key("mouse", ("z m",), "mouse: on, or off and the terminal selects", LOOK),
    Key("zen", ("z z",), "nothing but text, or everything again", LOOK),
    Key("next-row", ("j", "down"), "next row", LIST, "lists"),
    Key("previous-row", ("k", "up"), "row before", LIST, "lists"),
    Key("list-page-down", ("space", "pagedown"), "a page down", LIST, "lists"),
    Key("list-page-up", ("b", "pageup"), "a page up", LIST, "lists"),
    Key("first-row", ("g", "home"), "first row", LIST, "lists"),
    Key("last-row", ("G", "end"), "last row", LIST, "lists"),
    Key("list-help", ("?",), "help", LIST, "lists"),
    Key("list-palette", (":", "ctrl+p"), "every command by name", LIST, "lists"),
    Key("list-back", ("escape",), "back", LIST, "lists"),
    Key("list-quit", ("Q",), "quit; all is saved", LIST, "lists"),
    Key("go-to-heading", ("enter",), "go to that heading", LIST, "contents"),
    Key("open-article", ("enter",), "open the article", LIST, "library"),
    Key("article-done", ("!",), "mark the article done, or not done", LIST, "library"),
    Key("library-filter", ("/",), "only articles with the words you type", LIST, "library"),
    Key("library-sort", ("S",), "sort by the next column", LIST, "library"),
    Key("library-reverse", ("R",), "the other way round", LIST, "library"),
    Key("library-group", ("#",), "group by source, by month, not at all", LIST, "library"),
    Key("library-details", ("z d",), "details: title, source, date, variables", LIST, "library"),
    Key("library-source", ("z o",), "open the source, in its own program", LIST, "library"),
    Key("library-remove", ("x",), "remove the article, with its marks", LIST, "library"),
    Key("library-undo", ("u",), "undo, also after a restart", LIST, "library"),
    Key("library-redo", ("U",), "redo", LIST, "library"),
    Key("library-search", (";",), "search all articles and marks", LIST, "library"),
    Key("library-across", ("A",), "the marks of all articles, in context", LIST, "library"),
    Key("across-open", ("enter",), "open it in its article", LIST, "across"),
    Key("across-filter", ("/",), "only the rows with what you type", LIST, "across"),
    Key("across-choose", ("t",), "which: all, a tag, a speaker; a kind", LIST, "across"),
    Key("across-sort", ("S",), "sort by the next column", LIST, "across"),
    Key("across-reverse", ("R",), "the other way round", LIST, "across"),
    Key("help-filter", ("/",), "only the rows with what you type", LIST, "help"),
    Key("marks-edit", ("enter",), "edit tag, speaker, note", LIST, "list"),
    Key("marks-remove", ("x",), "remove the mark", LIST, "list"),
    Key("marks-undo", ("u",), "undo, also after a restart", LIST, "list"),
    Key("marks-redo", ("U",), "redo", LIST, "list"),
    Key("marks-filter", ("/",), "only marks with these words, note or speaker", LIST, "list"),
    Key("marks-tag", ("t",), "only marks of the next tag; after the last all", LIST, "list"),
    Key("marks-text", ("s",), "back to the text; the list stays", LIST, "list"),
)
