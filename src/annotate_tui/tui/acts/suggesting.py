"""Suggestions: the walk through them, one kept or turned down, shown or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate_tui.model import Mark, Span, Tag
from annotate_tui.services import marking
from annotate_tui.store import StepInfo
from annotate_tui.tui import offered
from annotate_tui.tui.acts import coders
from annotate_tui.tui.acts.moving import no_mark
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.offers import DECIDED
from annotate_tui.tui.session import Session

if TYPE_CHECKING:
    from annotate_tui.services.suggesting import Offer

_KINDS = frozenset({"keep", "reject"})
_WITH_A_TAG = "create-tag"
"""A step that may keep a suggestion under the tag that it makes."""


# The walk


def next_one(desk: Desk, session: Session) -> None:
    """The next mark or suggestion in the order of the text; one at the selection first."""
    _walk(desk, session, _behind(session), last=True)


def previous_one(desk: Desk, session: Session) -> None:
    """The mark or suggestion before; one at the selection first."""
    _walk(desk, session, _ahead(session), last=False)


_Found = tuple["Mark | None", "Offer | None"]


def _behind(session: Session) -> _Found:
    reading, marks, offers = session.reading, session.marks, session.offers
    suggested, focused = session.suggested, session.focused
    if suggested is not None:
        return marks.behind(suggested.span), offers.after(suggested)
    mark = marks.after(reading.focus, reading.span)
    if focused is not None:
        return mark, offers.behind(Span(focused.start, focused.end))
    return mark, next(iter(_here(session)), None) or offers.behind(
        Span(reading.start, len(session.document.text))
    )


def _ahead(session: Session) -> _Found:
    reading, marks, offers = session.reading, session.marks, session.offers
    suggested, focused = session.suggested, session.focused
    if suggested is not None:
        return marks.ahead(suggested.span), offers.before(suggested)
    mark = marks.before(reading.focus, reading.span)
    if focused is not None:
        return mark, offers.ahead(Span(focused.start, focused.end))
    here = _here(session)
    if here:
        return mark if session.here else None, here[-1]
    return mark, None if session.here else offers.ahead(
        Span(reading.start, len(session.document.text))
    )


def _here(session: Session) -> list[Offer]:
    """Those shown at the selection, also where nobody has looked before."""
    if not session.offers.shown:
        return []
    session.offers.at(session.reading.span)
    return list(session.offers.touching(*session.reading.span))


def _walk(desk: Desk, session: Session, found: _Found, *, last: bool) -> None:
    mark, offer = found
    if mark is not None and offer is not None:
        place, other = (mark.start, -mark.end), (offer.span.start, -offer.span.end)
        # On the same words the mark comes first.
        if (place <= other) is last:
            offer = None
        else:
            mark = None
    if mark is not None:
        session.focus(mark)
    elif offer is not None:
        session.suggest(offer)
    else:
        desk.say(_none(session, last=last))


def _none(session: Session, *, last: bool) -> str:
    """Why nothing is further on."""
    which = "last" if last else "first"
    if session.suggested is not None:
        return f"This is the {which} suggestion."
    said = no_mark(session, which)
    bare = session.offers.shown and said == "No marks yet."
    return "No marks yet, and no suggestions." if bare else said


# One decided


def keep(
    desk: Desk, session: Session, tag: Tag | None = None, *, seen: bool = False
) -> Mark | None:
    """Keep the suggestion in focus, with the edges that it was given, also under another tag.

    With ``seen`` the values that the status line shows in full are confirmed. None, and why is
    said, where it cannot be kept. Raises LibraryError.
    """
    from annotate_tui.services import suggesting

    offer = session.suggested
    if offer is None or not _may_write(desk, session):
        return None
    span = session.reading.span
    shown = _confirmed(desk, session) if seen else ()
    again = coders.show_own(desk, session)
    try:
        mark = suggesting.keep(
            session.library,
            session.document,
            session.article.id,
            session.text.id,
            offer,
            span=span if span != offer.span else None,
            tag=tag,
            confirmed=shown,
        )
    except marking.MarkError as error:
        desk.say(str(error))
        return None
    _decided(session, offer)
    session.put(mark)
    session.made.add(mark.id)
    linked = {other for other, _ in session.library.linked_to(mark.id)} - {mark.id}
    if linked:
        session.renew({other for other in linked if other in session.marks})
    desk.say(again.removeprefix("; ").capitalize())
    return mark


def keep_and_go_on(desk: Desk, session: Session) -> None:
    """Keep the suggestion in focus and go to the next one."""
    offer = session.suggested
    if offer is not None and (mark := keep(desk, session, seen=True)) is not None:
        _go_on(desk, session, offer, Span(mark.start, mark.end))


def reject_and_go_on(desk: Desk, session: Session) -> None:
    """Turn the suggestion in focus down for good and go to the next one."""
    from annotate_tui.services import suggesting

    offer = session.suggested
    if offer is None or not _may_write(desk, session):
        return
    suggesting.reject(session.library, session.text.id, offer)
    _decided(session, offer)
    session.touched.append(offer.span)
    _go_on(desk, session, offer, offer.span)


def nothing_left(desk: Desk, session: Session) -> bool:
    """Whether the last suggestion is behind: then it says so, and the key does nothing else."""
    if session.reading.unit != DECIDED:
        return False
    desk.say(_ended(desk, session))
    return True


def _confirmed(desk: Desk, session: Session) -> tuple[str, ...]:
    """The fields that were to be read on the screen when the key came."""
    return offered.told(session, desk.stood, desk.view.columns()).shown


def _decided(session: Session, offer: Offer) -> None:
    steps = session.library.fetch("SELECT step FROM events ORDER BY seq DESC LIMIT 1")
    session.offers.steps.update((step, offer) for (step,) in steps)
    session.offers.changed()
    # It is drawn no more, wherever the mark stands that was made of it.
    session.touched.append(offer.span)


def _go_on(desk: Desk, session: Session, offer: Offer, span: Span) -> None:
    found = session.offers.after(offer)
    if found is not None:
        session.suggest(found)
        return
    session.reading = session.reading.select(span, DECIDED)
    desk.say("; ".join(filter(None, (_ended(desk, session), desk.said))))


def _ended(desk: Desk, session: Session) -> str:
    """ "That was the last suggestion: 9 kept, 2 left before it; shift+tab goes back"."""
    counted = session.offers.share()
    if counted is None:
        return "That was the last suggestion."
    decided, likely = counted
    kept = session.library.fetch(
        "SELECT count(*) FROM annotations a JOIN anchors n ON n.annotation_id = a.id"
        " WHERE n.text_id = ? AND a.coder = ? AND a.origin = 'suggested'"
        " AND a.removed_at IS NULL AND n.state <> 'lost'",
        session.text.id,
        session.library.coder,
    )[0][0]
    left = likely - decided
    words = f"That was the last suggestion: {kept:,} kept, {f'{left:,}' if left else 'none'} left"
    return f"{words}; {desk.keymap.hint('previous-mark')} goes back" if left else words


def _may_write(desk: Desk, session: Session) -> bool:
    if session.library.read_only:
        desk.say(session.library.why_read_only)
        return False
    return True


# Taken back


def is_at_hand(session: Session, step: StepInfo) -> bool:
    """Whether a step is one of this walk: then it is taken back at once, however far it led."""
    walking = session.suggested is not None or session.reading.unit == DECIDED
    return walking and step.action in _KINDS and step.id in session.offers.steps


def back_in_focus(session: Session, step: StepInfo) -> bool:
    """Where a step was taken back that decided a suggestion which is shown, that one in focus.

    False without one. Raises LibraryError.
    """
    if step.action not in {*_KINDS, _WITH_A_TAG} or not session.offers.shown:
        return False
    taken = session.offers.steps.get(step.id)
    found = session.offers.still_open(taken) if taken is not None else None
    if found is None:
        found = _turned_down(session, step)
    if found is None and step.action in _KINDS:
        found = _kept(session, step)
    if found is None or not session.offers.shows(found):
        return False
    session.suggest(found)
    return True


def _turned_down(session: Session, step: StepInfo) -> Offer | None:
    from annotate_tui.store.rejections import of_subject

    for subject in step.subjects:
        if "/" not in subject:
            continue
        text_id, rejection, coder = of_subject(subject)
        if (text_id, coder) == (session.text.id, session.library.coder):
            span = Span(rejection.start, rejection.end)
            for offer in session.offers.at(span):
                if offer.span == span and offer.tag.id == rejection.tag_id:
                    return offer
    return None


def _kept(session: Session, step: StepInfo) -> Offer | None:
    """The suggestion that the mark was made of: nothing but the log knows of that mark by now."""
    rows = session.library.fetch(
        "SELECT kind, subject, json_extract(after, '$.start'), json_extract(after, '$.end'),"
        " json_extract(after, '$.tag_id') FROM events"
        " WHERE step = ? AND before IS NULL AND kind IN ('annotation', 'anchor')",
        step.id,
    )
    tags = {tag_id for kind, _, _, _, tag_id in rows if kind == "annotation"}
    for kind, subject, start, end, _ in rows:
        if kind != "anchor" or subject.split("/")[1] != session.text.id:
            continue
        span = Span(start, end)
        found = session.offers.at(span)
        same = [offer for offer in found if offer.tag.id in tags]
        exact = [offer for offer in (*same, *found) if offer.span == span]
        if exact:
            return exact[0]
        if same:
            return max(same, key=lambda o: min(o.span.end, end) - max(o.span.start, start))
    return None


# Shown or not


def suggestions(desk: Desk, session: Session) -> None:
    """Suggestions shown, or hidden; it is remembered."""
    desk.change(suggestions=not desk.settings.suggestions)
    if desk.settings.suggestions and desk.zen:
        desk.say(f"Suggestions are shown again once {desk.keymap.hint('zen')} ends this")
    elif desk.settings.suggestions:
        goes = desk.keymap.hint("next-mark")
        desk.say(f"Suggestions are shown; {goes} goes to the next one")
    else:
        desk.say(f"Suggestions are hidden; {desk.keymap.hint('suggestions')} shows them")


def doubtful(desk: Desk, session: Session) -> None:
    """Doubtful suggestions shown as well, or likely ones alone; it is remembered."""
    desk.change(doubtful=not desk.settings.doubtful)
    if not desk.settings.doubtful:
        said = "Only likely suggestions are shown"
    else:
        said = "Doubtful suggestions are shown as well"
    if not desk.settings.suggestions:
        said = f"{said}, once {desk.keymap.hint('suggestions')} shows any"
    desk.say(said)


ACTIONS = {
    "next-mark": next_one,
    "previous-mark": previous_one,
    "suggestions": suggestions,
    "doubtful": doubtful,
}
