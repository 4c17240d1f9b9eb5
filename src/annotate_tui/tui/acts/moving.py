"""Motions, and the edges of the selection or of the mark in focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotate_tui.model import Mark, Span
from annotate_tui.reading import edges, growing, motions
from annotate_tui.reading.state import Reading
from annotate_tui.services import marking
from annotate_tui.store import LibraryError
from annotate_tui.text.document import Document
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name

Motion = Callable[[Document, Reading], Reading]
Action = Callable[[Desk, Session], None]


def motion(move: Motion) -> Action:
    """The action for a motion: the state it gives is the new state, its words are told."""

    def act(desk: Desk, session: Session) -> None:
        moved = move(session.document, session.reading)
        desk.say(moved.said)
        session.reading = moved.say("")

    return act


def edge(move: Motion) -> Action:
    """The action for an edge: of the mark in focus, in place, else of the selection."""

    def act(desk: Desk, session: Session) -> None:
        moved = move(session.document, session.reading)
        focused = session.focused
        if (
            focused is not None
            and moved.span != session.reading.span
            and focused.annotation.coder != session.library.coder
        ):
            from annotate_tui.tui.acts.coders import may_change

            if not may_change(desk, session, focused, desk.trail.action):
                return
        desk.say(moved.said)
        if focused is None or moved.span == session.reading.span:
            # A suggestion stays one with other edges: nothing is stored before it is kept.
            unit = session.reading.unit if session.suggested is not None else moved.unit
            session.reading = replace(moved, unit=unit, said="")
            return
        try:
            mark, session.edge_step = marking.move(
                session.library, session.document, focused, moved.span, session.edge_step
            )
        except marking.MarkError as error:
            desk.say(str(error))
            return
        except LibraryError:
            session.reload()
            raise
        session.put(mark)
        session.reading = replace(moved, start=mark.start, end=mark.end, focus=mark.id, said="")
        if focused.anchor.state == "changed" and mark.anchor.state != "changed":
            desk.say(_placed(desk, session, mark))

    return act


def _placed(desk: Desk, session: Session, mark: Mark) -> str:
    """That a flagged mark has its place by the edges it was given, and how many are left."""
    from annotate_tui.tui.acts.opening import to_place

    left = to_place(desk, session.article)
    more = f"{left:,} to go: {desk.keymap.hint('place-marks')}" if left else "all marks are placed"
    undoes = desk.keymap.hint("undo")
    return f"{name(session, mark)} placed with this edge; {more}; {undoes} undoes it"


def other_edge(desk: Desk, session: Session) -> None:
    """Make the other edge the active one."""
    session.reading = edges.other_edge(session.document, session.reading)
    side = "right" if session.reading.right else "left"
    what = "mark" if session.focused else "suggestion" if session.suggested else "selection"
    desk.say(f"The {side} edge of the {what} moves now.")


def page(pages: int) -> Action:
    """The action for a page down (1) or up (-1)."""

    def act(desk: Desk, session: Session) -> None:
        offset = desk.view.page(pages)
        if offset is None:
            last = motions.last_sentence if pages > 0 else motions.first_sentence
            moved = last(session.document, session.reading)
            if moved.span == session.reading.span:
                desk.say("This is the end." if pages > 0 else "This is the beginning.")
            session.reading = moved
            return
        sentence = session.document.next_sentence(offset)
        if sentence is None:
            sentence = session.document.last_sentence()
        if sentence is not None:
            session.reading = session.reading.select(Span(sentence.start, sentence.end), "sentence")

    return act


def next_mark(desk: Desk, session: Session) -> None:
    """The next mark, suggestions passed over; an unfocused one at the selection first."""
    found = session.marks.after(session.reading.focus, session.reading.span)
    _focus(desk, session, found, "last")


def previous_mark(desk: Desk, session: Session) -> None:
    """The mark before, suggestions passed over; an unfocused one at the selection first."""
    found = session.marks.before(session.reading.focus, session.reading.span)
    _focus(desk, session, found, "first")


def no_mark(session: Session, which: str) -> str:
    """That there is no mark further on: this one is the ``which``."""
    if session.marks:
        return f"This is the {which} mark."
    hides = session.whose.only is not None and not session.whose.blind
    return f"No marks here: {session.whose.told}." if hides else "No marks yet."


def _focus(desk: Desk, session: Session, found: Mark | None, which: str) -> None:
    if found is not None:
        session.focus(found)
    else:
        desk.say(no_mark(session, which))


ACTIONS: dict[str, Action] = {
    "next-sentence": motion(motions.next_sentence),
    "previous-sentence": motion(motions.previous_sentence),
    "next-paragraph": motion(motions.next_paragraph),
    "previous-paragraph": motion(motions.previous_paragraph),
    "page-down": page(1),
    "page-up": page(-1),
    "first-sentence": motion(motions.first_sentence),
    "last-sentence": motion(motions.last_sentence),
    "next-word": motion(motions.next_word),
    "previous-word": motion(motions.previous_word),
    "next-phrase": motion(motions.next_phrase),
    "previous-phrase": motion(motions.previous_phrase),
    "quotation": motion(motions.quotation),
    "figure": motion(motions.figure),
    "expand": motion(growing.expand),
    "shrink": motion(growing.shrink),
    "edge-word-right": edge(edges.word_right),
    "edge-word-left": edge(edges.word_left),
    "edge-sentence-down": edge(edges.sentence_down),
    "edge-sentence-up": edge(edges.sentence_up),
    "edge-character-right": edge(edges.character_right),
    "edge-character-left": edge(edges.character_left),
    "other-edge": other_edge,
    "next-mark": next_mark,
    "previous-mark": previous_mark,
}
EDGES = frozenset(name for name in ACTIONS if name.startswith("edge-")) | {"other-edge"}
"""Actions that go on with one run of edge moves; every other one ends it."""
