"""Marks that belong together: one is picked in the text as what another is part of."""

from __future__ import annotations

from annotate_tui.model import Mark
from annotate_tui.services import marking
from annotate_tui.store.codebook import PART_OF
from annotate_tui.tui.acts import coders
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name, quoted


def part_of(desk: Desk, session: Session) -> None:
    """Pick the mark that the one here is part of."""
    reading, me = session.reading, session.library.coder
    mark, theirs = session.marks.meant(reading.focus, reading.span, me)
    if mark is None and theirs is not None:
        desk.say(coders.not_mine(desk, session, theirs))
        return
    if mark is None:
        desk.say(
            f"No mark covers the selection; {desk.keymap.hint('next-mark')} goes to the next one."
        )
        return
    if session.library.read_only:
        desk.say(session.library.why_read_only)
        return
    if not coders.may_change(desk, session, mark, "part-of"):
        return
    from annotate_tui.tui.modes.picking import Picking

    def take(desk: Desk, target: Mark) -> str:
        reason = why_not(session, PART_OF.name, mark, target)
        if reason:
            return reason
        if mark.annotation.fields.get(PART_OF.name) == target.id:
            desk.say("Nothing changed.")
            return ""
        changed = marking.link(session.library, mark, PART_OF.name, target)
        if session.put(changed):
            session.focus(changed)
        whole = f"the {name(session, target)} {quoted(target.annotation.text)}"
        desk.say(f"{name(session, changed)} is now part of {whole}")
        return ""

    session.focus(mark)
    desk.open(Picking(session, mark, PART_OF.name, take))


def why_not(session: Session, field: str, mark: Mark, target: Mark) -> str:
    """Why a link cannot lead there, as a sentence; "" if it can."""
    if target.id == mark.id:
        return "That is the mark itself: go on to another one."
    if field == PART_OF.name and mark.id in session.parts.above(target.id):
        return f"That {name(session, target)} is itself part of this mark: pick another one."
    return ""
