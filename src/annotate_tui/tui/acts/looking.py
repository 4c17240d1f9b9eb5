"""Search in the text, and copying from it."""

from __future__ import annotations

from annotate_tui.model import Span
from annotate_tui.reading.finding import PatternError, Query, Search, Seek
from annotate_tui.text.normal import collapse
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.search import ON_ENTER, Found, SearchLine, count_later
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import quoted


def search(desk: Desk, session: Session) -> None:
    """Ask for words and go to their next place."""
    desk.open(SearchLine(desk, session, taken))


def next_match(desk: Desk, session: Session) -> None:
    """The next place of what was searched last."""
    last = _last(desk, session)
    if last is not None:
        _seek(desk, session, last, last.forward(session.reading.start + 1))


def previous_match(desk: Desk, session: Session) -> None:
    """The place before of what was searched last."""
    last = _last(desk, session)
    if last is not None:
        _seek(desk, session, last, last.back(session.reading.start), "end")


def search_selection(desk: Desk, session: Session) -> None:
    """Search for the words that are selected."""
    words = collapse(session.document.text[session.reading.start : session.reading.end])
    if not words:
        return
    try:
        made = Search(session.document.text, Query(words))
    except PatternError as error:
        desk.say(f"{quoted(words)} is {error}.")
        return
    _remember(desk, session, made)
    next_match(desk, session)


def show_match(desk: Desk, session: Session, words: str, span: Span) -> None:
    """Select a place of some words that was found elsewhere; the next keys go on from it."""
    seek_from_now(desk, session, words)
    session.reading = session.reading.select(span, "match")


def seek_from_now(desk: Desk, session: Session, words: str) -> None:
    """Light these words, and let the next keys go on with them; nothing where they are too many."""
    try:
        made = Search(session.document.text, Query(words))
    except PatternError:
        return
    _remember(desk, session, made)
    session.lit = made
    count_later(desk, session, made)


def copy(desk: Desk, session: Session) -> None:
    """Copy the selection as it stands in the text."""
    desk.say(desk.view.copy(session.document.text[session.reading.start : session.reading.end]))


def _last(desk: Desk, session: Session) -> Search | None:
    """The last search of this sitting, also one that was made in another article."""
    if not desk.searches:
        desk.say(f"Nothing searched for yet; {desk.keymap.hint('search')} asks for words.")
        return None
    if session.search is None or session.search.query != desk.searches[-1]:
        session.search = Search(session.document.text, desk.searches[-1])
    return session.search


def _remember(desk: Desk, session: Session, made: Search) -> None:
    session.search = made
    if made.query in desk.searches:
        desk.searches.remove(made.query)
    desk.searches.append(made.query)


def taken(desk: Desk, session: Session, made: Search, found: Found) -> None:
    """A search was made: it is the last one, and its match is selected."""
    _remember(desk, session, made)
    _arrive(desk, session, made, found)


def _seek(
    desk: Desk, session: Session, sought: Search, seek: Seek, again_from: str = "top"
) -> None:
    if seek.step(ON_ENTER):
        desk.say(f"{_named(sought)} is not found yet; the same key goes on looking.")
    elif sought.problem:
        desk.say(f"{_named(sought)}: {sought.problem}.")
    else:
        _arrive(desk, session, sought, seek.found, again_from)


def _arrive(
    desk: Desk, session: Session, sought: Search, found: Found, again_from: str = "top"
) -> None:
    session.lit = sought
    if found is None:
        desk.say(f"{_named(sought)} is not in this text.")
        return
    span, round_the_end = found
    session.reading = session.reading.select(span, "match")
    count_later(desk, session, sought)
    desk.say(f"{_named(sought)}{f', again from the {again_from}' if round_the_end else ''}")


def _named(sought: Search) -> str:
    return f"/{sought.query.words}/" if sought.query.regular else quoted(sought.query.words)
