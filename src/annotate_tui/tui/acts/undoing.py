"""Undo and redo: at once for what was just done in sight, named first for everything else."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.reading.marks import order
from annotate_tui.services import history
from annotate_tui.store import Library, StepChanged, StepInfo
from annotate_tui.tui.acts import coders, opening, suggesting
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session

How = Callable[[Library, str | None], history.Taken]
_WHOLE_ARTICLE = frozenset({"add", "bring-back", "new-text", "refresh", "remove-article"})


def undo(desk: Desk, session: Session) -> None:
    """Take back the last step; before that, edges of a suggestion that were moved."""
    if session.suggested is not None and session.edges_moved:
        session.suggest(session.suggested)
        desk.say("The suggestion has its own edges again.")
        return
    undoes, redoes = desk.keymap.hint("undo"), desk.keymap.hint("redo")
    words = "Nothing to undo.", f"{undoes} again takes back", f"{redoes} redoes it."
    _act(desk, session, session.library.next_undo(), history.undo, words)


def redo(desk: Desk, session: Session) -> None:
    """Do again what was taken back last."""
    undoes, redoes = desk.keymap.hint("undo"), desk.keymap.hint("redo")
    words = "Nothing to redo.", f"{redoes} again does", f"{undoes} undoes it."
    _act(desk, session, session.library.next_redo(), history.redo, words)


def _act(
    desk: Desk, session: Session, step: StepInfo | None, how: How, words: tuple[str, str, str]
) -> None:
    """Do it, or name it first.

    ``words`` are for no step, for one that needs a second key, and for how it is turned back.
    """
    nothing, again, back = words
    if session.library.read_only:
        desk.say(session.library.why_read_only)
    elif step is None:
        desk.say(nothing)
    elif desk.armed != f"{again} {step.id}" and (why := why_named(desk, session, step)):
        desk.pending = f"{again} {step.id}"
        desk.say(f"{again}: {coders.step_told(desk, step)} ({why})")
    else:
        _take_back(desk, session, how, step, back)


def _take_back(desk: Desk, session: Session, how: How, step: StepInfo, back: str) -> None:
    """Do it, take the changed rows up, and go to the mark that came back or changed."""
    try:
        taken = how(session.library, step.id)
    except StepChanged as error:
        session.reload()
        desk.say(str(error))
        return
    told = coders.taken_told(desk, taken) + (f" {back}" if taken.step is not None else "")
    text_before = session.article.text_id
    session.reload()
    if taken.step is not None and taken.step.article_id == session.article.id:
        if session.article.removed_at:
            desk.session = None
            opening.library(desk)
            desk.say(told)
            return
        if session.article.text_id != text_before:
            opening.show(desk, session.article)
            desk.say(told)
            return
        subjects = taken.step.subjects
        spot = min(filter(None, map(session.marks.spot, subjects)), default=None, key=order)
        mark = session.marks.get(spot.id) if spot else None
        if how is history.undo and suggesting.back_in_focus(session, taken.step):
            # The line below has its words; what it says of them is to stay readable.
            told = f"Undone; {back}"
        elif mark is not None:
            session.focus(mark)
    desk.say(told)


def why_named(desk: Desk, session: Session, step: StepInfo) -> str:
    """Why a step is named before it is taken back, as a phrase; "" where it is not."""
    if suggesting.is_at_hand(session, step):
        return ""
    if (
        step.action in _WHOLE_ARTICLE
        and step.by_this_session
        and step.article_id == session.article.id
    ):
        return "the article itself"
    why = history.to_be_named(step, session.article.id)
    if why:
        return why
    seen = desk.view.seen()
    for subject in step.subjects:
        mark = session.find(subject)
        if mark is None:
            continue
        if not session.whose.shows(mark.annotation.coder):
            return "hidden"
        if mark.anchor.text_id != session.text.id:
            return "in another text of this article"
        if not (mark.start < seen.end and seen.start < mark.end):
            return "out of sight"
    return ""
