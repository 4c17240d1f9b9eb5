"""What is worth doing in the state the reader is in: the first section of help."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.reading.motions import unit_name
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.modes.help import Section
from annotate_tui.tui.offers import DECIDED
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import guesses, listed, name

_EDGES = ("edge-word-right", "edge-word-left", "edge-character-right", "edge-character-left")
_TAGS = ("pick-tag", "menu", "note")
_BELOW_SENTENCE = frozenset({"word", "phrase", "figure", "selection", "quotation", "paragraph"})


def here_and_now(session: Session, keymap: Keymap) -> Section:
    """The bindings that fit the selection, under a heading that says what is selected."""
    about, useful = _state(session, keymap)
    helps = {binding.id: binding.help for binding in keymap.within("reader")}
    rows = [("", about)]
    tags = " ".join(session.keys)
    if tags:
        does = "tag it" if session.focused is None else "a second tag on these words"
        rows.append((tags, "keep it under that tag" if session.suggested is not None else does))
    rows += [
        (keymap.shown(action_id) or keymap.hint(action_id), helps[action_id])
        for action_id in useful
        if action_id in helps
    ]
    taken = session.library.next_undo()
    if taken is not None:
        rows.append((keymap.hint("undo"), f"take back: {taken.description}"))
    return Section("Here and now", rows)


def _state(session: Session, keymap: Keymap) -> tuple[str, Sequence[str]]:
    reading = session.reading
    if session.focused is not None:
        what = name(session, session.focused)
        confirm = ("confirm",) if guesses(session.focused) else ()
        useful = (*_EDGES, "other-edge", "menu", *confirm, "speaker", "note", "remove", "next-mark",
                  "escape")  # fmt: skip
        return f"A mark is in focus, a {what}: its edges move in place.", useful
    if session.suggested is not None:
        what = session.suggested.tag.name
        about = f"A suggestion is in focus, a {what}: nothing is stored before it is kept."
        return about, ("menu", "remove", *_EDGES, "other-edge", "pick-tag", "speaker", "note",
                       "next-mark", "suggestions", "escape")  # fmt: skip
    unit = unit_name(session.document, reading)
    if unit == DECIDED:
        return "The last suggestion is decided.", ("previous-mark", "undo", "done", "next-article")
    if unit == "match":
        useful = ("next-match", "previous-match", *_TAGS, *_EDGES, "copy", "escape")
        return f"A place of “{session.sought}” is selected.", useful
    here = f" Here stands: {listed(session, session.here)}." if session.here else ""
    marks = ("next-mark", "remove") if session.here else ()
    if unit in _BELOW_SENTENCE:
        useful = (*_TAGS, *marks, *_EDGES, "other-edge", "expand", "shrink", "search-selection",
                  "copy", "escape")  # fmt: skip
        return f"A {unit} is selected: tag it, or change its edges.{here}", useful
    useful = (*_TAGS, *marks, "next-sentence", "previous-sentence", "next-word", "quotation",
              "figure", "expand", "edge-sentence-down", "search")  # fmt: skip
    return f"The {unit} is selected: something always is. Select, then act.{here}", useful


def mouse_section(keymap: Keymap, *, mouse: bool) -> Section:
    """The mouse, and how the terminal's own selection is reached."""
    switch = keymap.shown("mouse")
    if not mouse:
        rows = [("drag", "the terminal's own selection, as in other programs")]
        rows += [(switch, "mouse on: clicks select here")] if switch else []
        return Section("Mouse: off", rows)
    rows = [
        ("click", "the sentence, or the mark there; again: the next of several"),
        ("double click", "the word; triple: the paragraph"),
        ("drag", "from word to word; past the edge it scrolls"),
        ("right click", "the tag menu; on a mark its editor"),
        ("wheel", "scroll; the selection stays, a key brings it back"),
        ("lists, map", "click chooses or goes there, again opens"),
        ("⇧ drag", "the terminal's own selection (⌥ drag in some terminals)"),
    ]
    rows += [(switch, "mouse off: then a plain drag is the terminal's own")] if switch else []
    return Section("Mouse: on", rows)
