"""Search in the text, and copying from it."""

from __future__ import annotations

from annotate_tui.model import Span
from annotate_tui.reading.finding import find_next, find_previous
from annotate_tui.text.normal import collapse
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.prompt import Prompt
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import quoted


def search(desk: Desk, session: Session) -> None:
    """Ask for words and go to their next place."""

    def keep(desk: Desk, typed: str) -> None:
        words = typed.strip() or session.sought
        if not words:
            desk.say("Type words to search for.")
            return
        # From a match of the same words the search goes on; elsewhere it begins at the selection.
        again = words == session.sought and session.reading.unit == "match"
        session.sought = words
        found = find_next(session.document.text, words, session.reading.start + again)
        _go(desk, session, found, words)

    desk.open(
        Prompt(
            "/",
            keep,
            offers=[session.sought] if session.sought else [],
            hint="enter goes to the next place · escape leaves",
            kept_on_escape=False,
        )
    )


def next_match(desk: Desk, session: Session) -> None:
    """The next place of the words searched last."""
    if _sought(desk, session):
        found = find_next(session.document.text, session.sought, session.reading.start + 1)
        _go(desk, session, found, session.sought)


def previous_match(desk: Desk, session: Session) -> None:
    """The place before of the words searched last."""
    if _sought(desk, session):
        found = find_previous(session.document.text, session.sought, session.reading.start)
        _go(desk, session, found, session.sought, "end")


def search_selection(desk: Desk, session: Session) -> None:
    """Search for the words that are selected."""
    session.sought = collapse(session.document.text[session.reading.start : session.reading.end])
    next_match(desk, session)


def copy(desk: Desk, session: Session) -> None:
    """Copy the selection as it stands in the text."""
    desk.say(desk.view.copy(session.document.text[session.reading.start : session.reading.end]))


def _sought(desk: Desk, session: Session) -> bool:
    if not session.sought:
        desk.say(f"Nothing searched for yet; {desk.keymap.hint('search')} asks for words.")
    return bool(session.sought)


def _go(
    desk: Desk,
    session: Session,
    found: tuple[Span, bool] | None,
    words: str,
    again_from: str = "top",
) -> None:
    if found is None:
        desk.say(f"{quoted(words)} is not in this text.")
        return
    span, round_the_end = found
    session.reading = session.reading.select(span, "match")
    desk.say(f"{quoted(words)}{f', again from the {again_from}' if round_the_end else ''}")
