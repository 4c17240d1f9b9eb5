"""Undo and redo, said in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from annotate_tui.store import Library, StepInfo

BULK = 2
"""From so many changes on, a step is named before it is taken back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What undo or redo did: the step, None where there was none, and the sentence for the user."""

    step: StepInfo | None
    message: str


def undo(library: Library, expected: str | None = None) -> Taken:
    """Take back the newest step that stands.

    ``expected`` is the id of the step that was announced. Raises StepChanged where another one is
    next by now, ReadOnlyLibrary, LibraryError.
    """
    step = library.undo(expected)
    if step is None:
        return Taken(None, "There is nothing to undo.")
    return Taken(step, f"Undone: {step.description}.")


def redo(library: Library, expected: str | None = None) -> Taken:
    """Bring back the step undone last. Raises as `undo`."""
    step = library.redo(expected)
    if step is None:
        return Taken(None, "There is nothing to redo.")
    return Taken(step, f"Done again: {step.description}.")


def to_be_named(step: StepInfo, article_id: str) -> str:
    """Why the step is to be named before it is taken back, as a phrase; "" where it is not.

    ``article_id`` is the article that is open: a step elsewhere is out of sight. That a step of
    this article is out of the window, only the screen knows.
    """
    if not step.by_this_session:
        return f"by {step.coder}, {step.at[:10]}"
    # One key kept it, whatever was linked to it or turned down for it.
    if step.changes >= BULK and step.action != "keep":
        return f"{step.changes} changes at once"
    if step.article_id and step.article_id != article_id:
        return "in another article"
    return ""
