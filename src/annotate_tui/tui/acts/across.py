"""Lists over the whole library: the marks of all articles, the search; to a place and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate_tui.model import Span
from annotate_tui.text.normal import collapse
from annotate_tui.tui.acts import looking, opening
from annotate_tui.tui.desk import Desk, Mode
from annotate_tui.tui.session import Session

if TYPE_CHECKING:
    from annotate_tui.services.value_lists import Entered
    from annotate_tui.store.mark_listing import MarkLine
    from annotate_tui.store.search import Hit
    from annotate_tui.tui.modes.across import Across

_SOUGHT = 120
"""Code points of words found up to which they are what the next keys search for."""


def across(desk: Desk, session: Session | None) -> None:
    """Every mark of the library in context: as the list was left, at the mark that one is at."""
    shown = _shown(desk)
    if session is not None:
        session.save_position()
        shown.stand_at(desk, _mark_here(session))
    desk.open(shown)


def _shown(desk: Desk) -> Across:
    """The one list of marks, made when it is first asked for."""
    from annotate_tui.tui.modes.across import Across

    shown = desk.lists.get("across")
    if not isinstance(shown, Across):
        shown = desk.lists["across"] = Across(open_mark)
    return shown


def marks_of_tag(desk: Desk, tag_id: str) -> None:
    """The marks of one tag in all articles; what is open stays below, and is come back to."""
    shown = _shown(desk)
    shown.show_tag(desk, tag_id)
    desk.open(shown)


def marks_of_value(desk: Desk, entered: Entered, value: str) -> None:
    """The marks with one value of a field; what is open stays below, and is come back to."""
    shown = _shown(desk)
    shown.show_value(desk, entered, value)
    desk.open(shown)


def _mark_here(session: Session) -> str:
    """The mark in focus, or the nearest to where one reads; "" without any."""
    from annotate_tui.reading.marks import nearest

    if session.reading.focus:
        return session.reading.focus
    spots = session.marks.spots
    at = nearest(spots, session.reading.span)
    return spots[at].id if at is not None else ""


def search_library(desk: Desk, session: Session | None) -> None:
    """Ask for words, and show where they stand in all articles, marks and notes."""
    from annotate_tui.tui.acts.indexing import index_later
    from annotate_tui.tui.modes.passages import Passages

    if session is not None:
        session.save_position()
    desk.open(Passages(open_passage))
    index_later(desk)


def open_mark(desk: Desk, shown: Mode, line: MarkLine) -> None:
    """Open a mark in its article, in focus."""
    session = _opened(desk, shown, line.article_id, line.text_id)
    _focus(desk, session, line.annotation_id, Span(line.start, line.end))


def open_passage(desk: Desk, shown: Mode, hit: Hit, words: str) -> None:
    """Open what a search has found: its words are selected, a mark is in focus."""
    session = _opened(desk, shown, hit.article_id, hit.text_id)
    span = Span(hit.start, hit.end)
    if hit.kind == "mark":
        looking.seek_from_now(desk, session, _sought(words, hit.words))
    if hit.annotation_id:
        _focus(desk, session, hit.annotation_id, span)
    elif hit.kind == "text":
        found = session.document.text[span.start : span.end]
        looking.show_match(desk, session, _sought(words, found), span)
    else:
        from annotate_tui.reading.motions import begin

        session.reading = begin(session.document, None)


def _sought(words: str, found: str) -> str:
    """What the next keys search for: the words as typed where they stand here, else as found."""
    typed = collapse(words.strip('"“”„‟'))
    if typed and typed.casefold() in collapse(found).casefold():
        return typed
    return collapse(found) if len(found) <= _SOUGHT else typed


def _focus(desk: Desk, session: Session, annotation_id: str, span: Span) -> None:
    mark = session.marks.get(annotation_id)
    if mark is not None:
        session.focus(mark)
        return
    end = min(span.end, len(session.document.text))
    if span.start < end:
        session.reading = session.reading.select(Span(span.start, end), "selection")
    desk.say(f"This mark is not in the text any more; {desk.said}")


def _opened(desk: Desk, shown: Mode, article_id: str, text_id: str) -> Session:
    session = desk.session
    if session is None or (session.article.id, session.text.id) != (article_id, text_id):
        opening.show(desk, desk.library.article(article_id), text_id)
    else:
        session.save_position()
        desk.keep_all()
        session.reload()
        session.edge_step = session.lit = None
    desk.trail.opened_from(shown)
    desk.say(f"{desk.keymap.hint('jump-back')} back to the list")
    assert desk.session is not None
    return desk.session
