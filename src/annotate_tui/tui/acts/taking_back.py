"""Undo and redo in lists: at once for what is in sight there, named first for everything else."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.services import history
from annotate_tui.store import StepChanged, StepInfo
from annotate_tui.tui.acts import coders, opening
from annotate_tui.tui.desk import Desk


def take_back(
    desk: Desk, keys: tuple[str, str], why: Callable[[StepInfo], str], *, redo: bool
) -> StepInfo | None:
    """Take back the last step, or do it again; gives it, None where nothing was done.

    ``keys`` are the ids of undo and redo in that list. ``why`` gives the phrase for which a step is
    named first, so that the same key must be pressed again; "" for one that is taken back at once.
    """
    library = desk.library
    step = library.next_redo() if redo else library.next_undo()
    undoes, redoes = map(desk.keymap.hint, keys)
    again = f"{redoes} again does" if redo else f"{undoes} again takes back"
    if library.read_only:
        desk.say(library.why_read_only)
        return None
    if step is None:
        desk.say("Nothing to redo." if redo else "Nothing to undo.")
        return None
    reason = why(step)
    if reason and desk.armed != f"{again} {step.id}":
        desk.pending = f"{again} {step.id}"
        desk.say(f"{again}: {coders.step_told(desk, step)} ({reason})")
        return None
    try:
        taken = (history.redo if redo else history.undo)(library, step.id)
    except StepChanged as error:
        desk.say(str(error))
        return None
    opening.take_up(desk)
    message = coders.taken_told(desk, taken)
    desk.say(f"{message} {f'{undoes} undoes it.' if redo else f'{redoes} redoes it.'}")
    return step


def where(step: StepInfo) -> str:
    """Where a step was made that is not in sight in a list, as a phrase."""
    if not step.article_id:
        return "in the codebook"
    whole = step.action in ("add", "bring-back", "new-text", "refresh")
    return "the article itself" if whole else "in the text of an article"
