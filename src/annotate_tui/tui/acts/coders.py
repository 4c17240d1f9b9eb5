"""Several coders on one library: whose marks are shown, and what is asked before another's changes.

One's own marks come first. Out of focus no key changes, empties or removes another coder's mark:
`m` and `enter` make a mark of one's own beside it, `w` and `x` say whose it is. In focus (taken with
`tab`, a click, a row of a list) another's mark can be changed or removed, for somebody must
reconcile: the first such key says whose mark it is, and the same key again does it; from then on,
until the program ends, that mark is changed like one's own. A tag's key takes no mark of another
coder off, and the editor goes on from mark to mark past those of others that were not taken up so.
"""

from __future__ import annotations

import json

from annotate_tui.model import Mark
from annotate_tui.reading.whose import SOMEBODY, possessive
from annotate_tui.services.history import Taken
from annotate_tui.store import StepInfo
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, name

SHOWN_AGAIN = "; everybody's marks are shown again"


def choose(desk: Desk, session: Session) -> None:
    """Pick whose marks are shown; blind, nothing is told of others."""
    from annotate_tui.store.tally import tally_coders
    from annotate_tui.tui.modes.picker import Choice, Picker

    if _stays_blind(desk):
        return
    me, everywhere, here = desk.library.coder, tally_coders(desk.library), session.coders

    def choice(title: str, only: str | None, in_all: int, in_this: int) -> Choice:
        def take(desk: Desk) -> None:
            desk.show_marks_of(only)
            desk.say(_shown(session))

        now = "now · " if desk.whose.only == only else ""
        return Choice(title, (), f"{now}{in_all:,} · {in_this:,} here", take)

    choices = [
        choice("everybody", None, sum(everywhere.values()), sum(here.values())),
        choice(f"only mine ({me})", me, everywhere.get(me, 0), here.get(me, 0)),
    ]
    choices += [
        choice(coder or SOMEBODY, coder, number, here.get(coder, 0))
        for coder, number in everywhere.items()
        if coder != me
    ]
    desk.open(Picker("Whose marks", choices, "No such coder"))


def blind(desk: Desk, session: Session) -> None:
    """Only one's own marks from now on, or everybody's; kept for the next start."""
    desk.change(blind=not desk.settings.blind)
    if desk.settings.blind:
        shows = desk.keymap.hint("blind")
        desk.say(f"Coding blind: other coders' marks are hidden; {shows} shows them")
    else:
        shown = _shown(session)
        desk.say(f"Not blind any more: {shown[0].lower()}{shown[1:]}")


def next_coder(desk: Desk, session: Session) -> None:
    """Everybody's marks, then those of each coder who has some in this text."""
    if _stays_blind(desk):
        return
    coders = list(session.coders)
    if len(coders) < 2 and desk.whose.only is None:
        whose = f"All marks here are {possessive(coders[0])}." if coders else "No marks yet."
        desk.say(whose)
        return
    desk.show_marks_of(desk.whose.next(coders).only)
    desk.say(_shown(session))


def show_own(desk: Desk, session: Session) -> str:
    """Before a mark is made: where the view hides one's own, everybody's marks are shown again.

    Gives the words for that, to be added to what is said; "" where nothing was hidden.
    """
    if session.whose.shows_own:
        return ""
    desk.show_marks_of(None)
    return SHOWN_AGAIN


def may_change(
    desk: Desk, session: Session, mark: Mark, action_id: str, does: str = "changes it"
) -> bool:
    """Whether the mark is to be changed: another coder's only when that is asked for twice, once
    for each mark and sitting. ``does`` says what the action would do.
    """
    if is_free(desk, mark):
        return True
    asked = f"{action_id} {mark.id}"
    if desk.armed == asked:
        desk.taken_up.add(mark.id)
        return True
    desk.pending = asked
    key = desk.keymap.hint(action_id)
    desk.say(
        f"This is {possessive(mark.annotation.coder)} {name(session, mark)}: {key} again {does}"
    )
    return False


def is_free(desk: Desk, mark: Mark) -> bool:
    """Whether the mark may be changed without asking: one's own, or one that was taken up."""
    return mark.annotation.coder == desk.library.coder or mark.id in desk.taken_up


def not_mine(desk: Desk, session: Session, mark: Mark) -> str:
    """Whose the mark is that a key would have meant, and how it is taken up; without a full stop."""
    whose = f"This {name(session, mark)} is {possessive(mark.annotation.coder)}"
    return f"{whose}; {desk.keymap.hint('next-mark')} takes it up"


def step_told(desk: Desk, step: StepInfo) -> str:
    """What a step did, in words; blind, nothing of what concerns the marks of others."""
    me = desk.library.coder
    if not desk.settings.blind:
        return step.description
    if step.coder != me:
        return f"a step by {step.coder or SOMEBODY}"
    others = desk.library.fetch(
        "SELECT 1 FROM json_each(?) AS j JOIN annotations AS a ON a.id = j.value"
        " WHERE a.coder <> ? LIMIT 1",
        json.dumps(step.subjects),
        me,
    )
    # A link of one's own mark to another's is told with the words of both.
    linked = step.action == "link" and desk.library.fetch(
        "SELECT 1 FROM events AS e, json_each(e.after, '$.fields') AS f"
        " JOIN annotations AS a ON a.id = f.value"
        " WHERE e.step = ? AND e.kind = 'annotation' AND a.coder <> ? LIMIT 1",
        step.id,
        me,
    )
    return "a step on marks of others" if others or linked else step.description


def taken_told(desk: Desk, taken: Taken) -> str:
    """What undo or redo says it did; blind, nothing of what concerns the marks of others."""
    if taken.step is None:
        return taken.message
    return taken.message.replace(taken.step.description, step_told(desk, taken.step))


def _stays_blind(desk: Desk) -> bool:
    if desk.settings.blind:
        shows = desk.keymap.hint("blind")
        desk.say(f"You code blind: only your own marks are shown; {shows} shows everybody's")
    return desk.settings.blind


def _shown(session: Session) -> str:
    told = session.whose.told or "everybody's marks"
    return f"{told[:1].upper()}{told[1:]}: {count(len(session.marks), 'mark')} here"


ACTIONS: dict[str, Action] = {"coders": choose, "blind": blind}
