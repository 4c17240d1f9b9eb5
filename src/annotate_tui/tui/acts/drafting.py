"""What was typed and cannot be written waits to be brought back; what was written is taken up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from annotate_tui.model import Mark
from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.desk import Desk, sentence_of
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name


def draft_of(what: str, mark_id: str) -> str:
    """The name under which the words for a mark's field, or its note, wait."""
    return f"note on {mark_id}" if what == "note" else f"{what} of {mark_id}"


@contextmanager
def drafted(desk: Desk, drafts: Mapping[str, str], action_id: str) -> Iterator[None]:
    """Where writing fails, say so and keep what was typed for the next time that action is asked for."""
    try:
        yield
    except (LibraryError, ValueError) as error:
        desk.drafts.update(drafts)
        key = desk.keymap.hint(action_id)
        desk.say(f"{sentence_of(error)} {key} brings your words back.")


def take_up(desk: Desk, session: Session, mark: Mark) -> None:
    """Show a mark as it was just written, in focus; it may have been removed by another reader."""
    if session.put(mark):
        session.focus(mark)
    else:
        desk.say(f"{desk.said}; another reader has removed this {name(session, mark)}")
