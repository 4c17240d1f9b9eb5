"""From a key to an action: the one table that joins the key map's ids with what they do."""

from __future__ import annotations

import re

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.acts import (
    articles,
    beside,
    beyond,
    coders,
    comfort,
    leaving,
    linking,
    looking,
    moving,
    noting,
    opening,
    settling,
    suggesting,
    tagging,
    undoing,
)
from annotate_tui.tui.acts.moving import EDGES, Action
from annotate_tui.tui.bindings import LOOK
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.keymap import shown
from annotate_tui.tui.session import Session


def _palette(desk: Desk, _session: Session) -> None:
    """Every command by name."""
    from annotate_tui.tui.palette import open_palette

    open_palette(desk, "reader", act)


def _renewing(name: str) -> Action:
    """What keeps an article up with its source: loaded when it is first asked for."""

    def do(desk: Desk, session: Session) -> None:
        from annotate_tui.tui.acts import renewing

        renewing.ACTIONS[name](desk, session)

    return do


ACTIONS: dict[str, Action] = {
    **moving.ACTIONS,
    **comfort.ACTIONS,
    **articles.ACTIONS,
    **{name: _renewing(name) for name in ("refresh", "changes", "place-marks")},
    **beyond.BEYOND,
    **coders.ACTIONS,
    **suggesting.ACTIONS,
    "menu": noting.enter,
    "pick-tag": noting.pick_tag,
    "speaker": noting.speaker,
    "note": noting.note,
    "confirm": noting.confirm_guesses,
    "article-note": noting.article_note,
    "part-of": linking.part_of,
    "remove": tagging.remove,
    "undo": undoing.undo,
    "redo": undoing.redo,
    "list": beside.annotation_list,
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
    "mouse": settling.mouse,
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
        begun(desk, "reader")
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
        desk.say(desk.keymap.no_use(key, character, "help"))


def begun(desk: Desk, context: str) -> None:
    """The first key of two was pressed: say what the second may be."""
    # The second key is that key's again as well.
    desk.pending = desk.armed
    desk.say(going_on(desk, context))


def going_on(desk: Desk, context: str) -> str:
    """What the second key may be after a first one, in few words, and in no more than two rows.

    Where that is too little room, those for how the page looks are told together.
    """
    keymap, first = desk.keymap, desk.keymap.prefix
    looks: list[str] = []
    parts: list[tuple[str, bool]] = []
    for binding in keymap.after(context, first):
        second = next(k for k in binding.keys if k.startswith(f"{first} ")).split()[1]
        word = re.split("[;:,(]", binding.help)[0].strip()
        parts.append((f"{shown([second])} {word}", binding.group == LOOK))
        looks += [second] if binding.group == LOOK else []
    told = f"{shown([first])} then {' · '.join(words for words, _ in parts)}"
    if cell_width(told) <= 2 * desk.view.columns() - 2 or not looks:
        return told
    others = [words for words, look in parts if not look]
    return f"{shown([first])} then {' · '.join([*others, f'{shown(looks)} page'])}"


def run(desk: Desk, session: Session, action_id: str) -> None:
    """Do one action by its id. Raises what the desk tells: LibraryError, MarkError, FieldError."""
    if action_id not in EDGES:
        session.edge_step = None
    desk.trail.action = action_id
    ACTIONS[action_id](desk, session)


def act(desk: Desk, action_id: str) -> None:
    """Do one action of the reader by its id, where an article is open."""
    if desk.session is not None:
        run(desk, desk.session, action_id)
