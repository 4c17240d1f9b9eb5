"""From a key to an action: the one table that joins the key map's ids with what they do."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.model import Tag
from annotate_tui.tui.acts import (
    leaving,
    looking,
    moving,
    noting,
    opening,
    settling,
    tagging,
    undoing,
)
from annotate_tui.tui.acts.moving import EDGES, Action
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.keymap import shown
from annotate_tui.tui.modes.picker import Choice, Picker
from annotate_tui.tui.session import Session


def _palette(desk: Desk, session: Session) -> None:
    """Every command by name."""
    choices = [
        Choice(key.help, _ALIASES.get(key.id, (key.id,)), shown(key.keys), _runner(key.id))
        for key in desk.keymap.within("reader")
        if key.id != "palette"
    ]
    choices += [
        Choice(f"tag: {tag.path}", (tag.name,), session.key_of(tag), _tagger(tag))
        for tag in session.tags.values()
        if not tag.archived_at
    ]
    choices.append(Choice("library", ("articles",), "", opening.library))
    desk.open(Picker(":", choices, "No such command"))


_ALIASES = {
    "quit": ("q", "quit", "wq", "q!", "exit"),
    "help": ("help", "h", "keys"),
    "export": ("export", "e", "csv", "save", "w"),
    "done": ("done",),
    "undo": ("undo",),
    "redo": ("redo",),
    "article-note": ("article note",),
    "search": ("search", "find"),
}

ACTIONS: dict[str, Action] = {
    **moving.ACTIONS,
    "menu": noting.enter,
    "pick-tag": noting.pick_tag,
    "speaker": noting.speaker,
    "note": noting.note,
    "article-note": noting.article_note,
    "remove": tagging.remove,
    "undo": undoing.undo,
    "redo": undoing.redo,
    "search": looking.search,
    "next-match": looking.next_match,
    "previous-match": looking.previous_match,
    "search-selection": looking.search_selection,
    "copy": looking.copy,
    "done": leaving.done,
    "other-text": opening.other_text,
    "export": leaving.export,
    "escape": leaving.escape,
    "help": leaving.help_page,
    "theme": settling.next_theme,
    "palette": _palette,
    "suspend": leaving.suspend,
    "quit": leaving.quit_program,
}


def read_key(desk: Desk, key: str, character: str | None) -> None:
    """What the reader does with a key while no mode is open."""
    session = desk.session
    if session is None:
        opening.library(desk)
        return
    before = desk.keymap.prefix
    action_id = desk.keymap.action("reader", key, character)
    if action_id == "prefix":
        after = desk.keymap.after("reader", desk.keymap.prefix)
        desk.say(" · ".join(f"{shown(binding.keys)} {binding.help}" for binding in after))
        return
    if action_id:
        run(desk, session, action_id)
        return
    tag = session.keys.get(character or "")
    if tag is not None and not before:
        session.edge_step = None
        tagging.press(desk, session, tag)
    elif key == "ctrl+c":
        desk.say(f"{desk.keymap.hint('quit')} quits; all is saved.")
    else:
        desk.say(no_use(desk, before, key, character))


def no_use(desk: Desk, before: str, key: str, character: str | None) -> str:
    """What to say of a key that does nothing; ``before`` is the first one of two, or ""."""
    pressed = character if character and character.isprintable() else key
    helps = desk.keymap.hint("help")
    return f"{before}{pressed} does nothing here; {helps} shows what can be done."


def run(desk: Desk, session: Session, action_id: str) -> None:
    """Do one action by its id. Raises what the desk tells: LibraryError, MarkError, FieldError."""
    if action_id not in EDGES:
        session.edge_step = None
    ACTIONS[action_id](desk, session)


def _runner(action_id: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        if desk.session is not None:
            run(desk, desk.session, action_id)

    return act


def _tagger(tag: Tag) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        session = desk.session
        if session is not None:
            session.edge_step = None
            tagging.press(desk, session, tag)

    return act
