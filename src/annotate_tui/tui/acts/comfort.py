"""How reading is made comfortable: width and spacing of lines, zen, contents, back and forward."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.model import Span
from annotate_tui.reading.jumps import Jumps, Stop
from annotate_tui.tui.acts import opening
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count

Leave = Callable[[Jumps, Stop], tuple[Jumps, Stop | None]]

NARROWEST, WIDEST, STEP = 40, 160, 4
"""Cells: the lines that can be chosen, and by how much a key changes them."""


def resize_line(cells: int) -> Action:
    """The action that makes lines longer by so many cells (shorter, if negative)."""

    def act(desk: Desk, _session: Session) -> None:
        room = desk.view.widest_line()
        now = min(desk.settings.width, room)
        # The settings' file may say more or less than the keys reach: no key takes that the other way.
        low, high = min(now, NARROWEST), max(now, min(WIDEST, room))
        width = max(low, min(high, now + cells))
        if room < NARROWEST:
            desk.say(f"The terminal has room for lines of {count(room, 'cell')} only.")
        elif width == now:
            limit = "widest" if cells > 0 else "narrowest"
            here = " in this terminal" if width == room < WIDEST else ""
            desk.say(f"Lines of {width} cells are the {limit}{here}.")
        else:
            desk.change(width=width)
            desk.say(f"Lines of {width} cells")

    return act


def justify(desk: Desk, _session: Session) -> None:
    """Lines of equal length, or ragged ones again."""
    desk.change(justify=not desk.settings.justify)
    desk.say("Justified lines" if desk.settings.justify else "Ragged lines")


def line_spacing(desk: Desk, _session: Session) -> None:
    """A blank row between two lines, or none again."""
    desk.change(spacing=0 if desk.settings.spacing else 1)
    desk.say("A blank row between lines" if desk.settings.spacing else "No rows between lines")


def zen(desk: Desk, _session: Session) -> None:
    """Nothing but text, or everything again."""
    desk.set_zen(not desk.zen)


def contents(desk: Desk, _session: Session) -> None:
    """Open the table of contents beside the text, or go into it, where there are headings."""
    from annotate_tui.tui.modes.contents import ContentsList

    side = desk.side if isinstance(desk.side, ContentsList) else ContentsList()
    if side.follow(desk):
        desk.open_side(side)
    else:
        desk.say("This article has no headings, so there is no table of contents.")


def jump_back(desk: Desk, session: Session) -> None:
    """Where the reader was before a jump; from a place that a list opened, that list again."""
    opened_from = desk.trail.list_behind()
    if opened_from is not None:
        session.save_position()
        desk.open(opened_from)
        return
    _go(desk, session, Jumps.back, "back")


def jump_forward(desk: Desk, session: Session) -> None:
    """Forward again, where a jump back came from."""
    _go(desk, session, Jumps.forward, "forward")


def _here(session: Session) -> Stop:
    return Stop(session.article.id, session.text.id, session.reading.start, session.reading.end)


def _go(desk: Desk, session: Session, leave: Leave, way: str) -> None:
    here = _here(session)
    jumps, there = leave(desk.trail.jumps, here)
    while there is not None and there.text_id != session.text.id:
        article = desk.library.article(there.article_id)
        if not article.removed_at:
            opening.show(desk, article, there.text_id)
            break
        desk.trail.jumps = desk.trail.jumps.without(article.id)
        jumps, there = leave(desk.trail.jumps, here)
    if there is None:
        desk.say(f"There is no place further {way}.")
        return
    desk.trail.jumps = jumps
    now = desk.session or session
    now.reading = now.reading.select(Span(there.start, there.end), "selection")
    now.rest()
    if now is session:
        left = len(jumps.behind if way == "back" else jumps.ahead)
        desk.say(f"{way.capitalize()}; {count(left, 'place')} further {way}")


ACTIONS: dict[str, Action] = {
    "narrower": resize_line(-STEP),
    "wider": resize_line(STEP),
    "justify": justify,
    "line-spacing": line_spacing,
    "zen": zen,
    "contents": contents,
    "jump-back": jump_back,
    "jump-forward": jump_forward,
}
