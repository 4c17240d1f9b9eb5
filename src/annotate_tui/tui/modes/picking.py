"""Picking a mark in the text: one reads on, and the mark that is arrived at is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Mark
from annotate_tui.tui.acts.moving import ACTIONS, EDGES
from annotate_tui.tui.clicks import Reads
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import feet, hints, status_line

Take = Callable[[Desk, Mark], str]
"""Takes the mark that was picked; gives why it cannot be, or ""."""

_ENTERS = frozenset({"enter"})
_LEAVES = frozenset({"escape", "ctrl+c"})


class Picking(Reads):
    """The keys that move about move as in the reader; ``enter`` takes the mark in focus, else the one
    on the words selected, else the smallest over them. ``escape`` leaves everything as it was.

    The mark that is to be linked is in focus again when it closes.
    """

    whole = False

    def __init__(self, session: Session, mark: Mark, field: str, take: Take) -> None:
        self._session = session
        self._mark = mark
        self._field = field
        self._take = take
        self._before = session.reading
        session.linking = mark.id

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move about, take the mark, or leave."""
        session = self._session
        if key in _ENTERS:
            self._pick(desk)
        elif key in _LEAVES:
            self.close(desk)
        else:
            action_id = desk.keymap.action("reader", key, character)
            desk.keymap.prefix = ""
            if action_id in ACTIONS and action_id not in EDGES:
                ACTIONS[action_id](desk, session)
            else:
                desk.say(self._sentence(desk))

    def _pick(self, desk: Desk) -> None:
        session = self._session
        reading, me = session.reading, session.library.coder
        own, theirs = session.marks.meant(reading.focus, reading.span, me)
        # What is linked to is not changed by it: whosever it is.
        mark = own or theirs
        if mark is None:
            desk.say(f"No mark here. {self._sentence(desk)}")
            return
        reason = self._take(desk, mark)
        if reason:
            desk.say(reason)
        else:
            self.close(desk)

    def paste(self, desk: Desk, words: str) -> None:
        """Nothing is typed here."""
        desk.say(self._sentence(desk))

    def close(self, desk: Desk) -> None:
        """Back to the mark that is to be linked."""
        desk.drop(self)
        self._session.linking = None
        mark = self._session.marks.get(self._mark.id)
        if mark is not None:
            self._session.focus(mark)
        else:
            self._session.reading = self._before
            self._session.rest()

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What is asked for, and what is here."""
        if self._session.reading == self._before or desk.said:
            return [(f" {desk.said or self._sentence(desk)}", "warning")], self._foot(desk)
        return status_line(self._session, "", 10**6), self._foot(desk)

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the text."""
        return []

    def _sentence(self, desk: Desk) -> str:
        tab = desk.keymap.hint("next-mark")
        return f"Pick the mark: {tab} next, enter takes it, escape leaves"

    def _foot(self, desk: Desk) -> Sequence[Run]:
        moves = feet(
            desk.keymap,
            (("next-mark", "previous-mark"), "marks"),
            (("next-sentence", "previous-sentence"), "move"),
        )
        return [*moves, (" ·", "dim"), *hints("enter takes it · escape leaves")]
