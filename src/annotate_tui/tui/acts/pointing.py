"""What clicks and drags do in the text. All of it can be done by keys as well."""

from __future__ import annotations

from annotate_tui.model import Span, Spot
from annotate_tui.reading import motions, pointing
from annotate_tui.reading.jumps import Stop
from annotate_tui.reading.units import touches
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session

DRAGGED = "map"
"""The name of a drag on the map: it goes on with the jump that began it."""


def click(desk: Desk, session: Session, offset: int, count: int) -> None:
    """One click: the mark there, else the sentence; two: the word; three: the paragraph."""
    document, reading = session.document, session.reading
    if count == 2:
        session.reading = pointing.word_selected(document, reading, offset)
    elif count > 2:
        session.reading = pointing.paragraph_selected(document, reading, offset)
    elif not _focus(session, pointing.next_mark_under(session.marks, reading.focus, offset)):
        session.reading = motions.sentence_at(document, reading, offset)


def leave(desk: Desk, session: Session, seen: Span) -> None:
    """Before a click where the wheel has gone: remember the selection left behind as a jump's start.

    ``seen`` is the text in view. By itself a click never looks like a jump: it selects what is seen.
    """
    if not touches(session.reading.span, seen):
        here = Stop(session.article.id, session.text.id, *session.reading.span)
        desk.trail.jumps = desk.trail.jumps.left(here)


def beside(session: Session, row: Span) -> None:
    """A click on the letters beside a row: its marks, one after the other, else its suggestions."""
    if _focus(session, pointing.next_mark_in(session.marks, session.reading.focus, row)):
        return
    offers = list(session.offers.touching(*row))
    if offers:
        at = offers.index(session.suggested) + 1 if session.suggested in offers else 0
        session.suggest(offers[at % len(offers)])


def drag(desk: Desk, session: Session, anchor: int, offset: int) -> None:
    """Draw a span."""
    drawn = pointing.drawn(session.document, session.reading, anchor, offset)
    desk.say(drawn.said)
    session.reading = drawn.say("")


def let_go(desk: Desk, session: Session) -> None:
    """A span is drawn: what can be done with it."""
    keys = " ".join(session.keys) or desk.keymap.hint("pick-tag")
    desk.say(f"{keys} tag it · right click: menu")


def menu(desk: Desk, session: Session, offset: int | None) -> None:
    """The tag menu, or on a mark its editor: of the selection, or of what is clicked elsewhere."""
    from annotate_tui.tui.acts import noting

    if offset is not None and not touches(session.reading.span, Span(offset, offset + 1)):
        click(desk, session, offset, 1)
    if session.suggested is not None:
        noting.tag_menu(desk, session)
    else:
        noting.enter(desk, session)


def go_on_map(session: Session, y: int, height: int, *, marks: bool) -> None:
    """The place that row ``y`` of the map stands for; with ``marks`` the first mark there."""
    length = len(session.document.text)
    # The least offset of which `scrollmap.row_of` gives that row.
    first = -(-y * length // height)
    if marks:
        spots = session.marks.spots_touching(first, -(-(y + 1) * length // height))
        if _focus(session, next((spot for spot in spots if spot.start >= first), None)):
            return
    document = session.document
    sentence = document.next_sentence(first) or document.last_sentence()
    if sentence is not None:
        span = Span(sentence.start, sentence.end)
        session.reading = session.reading.select(span, "sentence")


def strayed(session: Session, seen: Span) -> str:
    """What to tell of a selection that was scrolled out of view; "" while it is in view."""
    span = session.reading.span
    if touches(span, seen):
        return ""
    where = "above" if span.start < seen.start else "below"
    return f"The selection is {where}: keys go on from there, a click selects here."


def _focus(session: Session, spot: Spot | None) -> bool:
    mark = session.marks.get(spot.id) if spot else None
    if mark is None:
        return False
    session.focus(mark)
    return True
