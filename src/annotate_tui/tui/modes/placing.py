"""A lost mark placed by hand: one reads on and selects words, and the mark is put on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Mark
from annotate_tui.services import marking, reanchoring
from annotate_tui.text.cells import cell_width
from annotate_tui.text.normal import collapse
from annotate_tui.tui.acts import looking
from annotate_tui.tui.acts.moving import ACTIONS as MOVES
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.clicks import Reads
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import feet, hints, status_line
from annotate_tui.tui.words import name, quoted_ends

Placed = Callable[[Desk, Mark], None]

_MARKS = frozenset({"next-mark", "previous-mark"})
_ACTIONS: dict[str, Action] = {
    **{action_id: act for action_id, act in MOVES.items() if action_id not in _MARKS},
    "next-match": looking.next_match,
    "previous-match": looking.previous_match,
    "search-selection": looking.search_selection,
}
_LEAVES = frozenset({"escape", "ctrl+c"})
_FIRST = 12
"""Words of the old ones that are looked for, as many of them as are found."""


class Placing(Reads):
    """Every key that selects or searches does so; ``enter`` puts the mark on the selection.

    The search begins with those of the old words that the text has. No mark comes into focus here, so that edges are
    those of the selection. ``escape`` leaves the mark lost, and the text as it was.
    """

    whole = False

    def __init__(self, desk: Desk, session: Session, mark: Mark, placed: Placed) -> None:
        self._session = session
        self._mark = mark
        self._placed = placed
        self._before = session.reading
        self._lit = session.lit
        self._searched = False
        session.rest()

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Select, search, place the mark, or leave."""
        session = self._session
        if key == "enter":
            self._place(desk)
            return
        if key in _LEAVES and not desk.keymap.prefix:
            self.close(desk)
            return
        action_id = desk.keymap.action("reader", key, character)
        desk.keymap.prefix = ""
        if action_id == "search":
            self._search(desk)
        elif action_id in _ACTIONS:
            self._rest()
            desk.trail.action = action_id
            _ACTIONS[action_id](desk, session)
        else:
            desk.say(self._sentence(desk))

    def _rest(self) -> None:
        # A click in the text may have put a mark or a suggestion into focus.
        if self._session.reading.focus is not None or self._session.suggested is not None:
            self._session.rest()

    def _search(self, desk: Desk) -> None:
        from annotate_tui.tui.modes.search import SearchLine

        line = SearchLine(desk, self._session, looking.taken)
        desk.open(line)
        if not self._searched:
            self._searched = True
            text = self._session.document.text
            line.begin_with(desk, still_there(self._mark.anchor.exact, text))

    def _place(self, desk: Desk) -> None:
        self._rest()
        session = self._session
        try:
            mark = reanchoring.place(
                desk.library,
                session.document,
                session.article.id,
                session.text.id,
                self._mark,
                session.reading.span,
            )
        except marking.MarkError as error:
            desk.say(str(error))
            return
        session.lit = self._lit
        desk.drop(self)
        self._placed(desk, mark)

    def paste(self, desk: Desk, words: str) -> None:
        """Nothing is typed here."""
        desk.say(self._sentence(desk))

    def close(self, desk: Desk) -> None:
        """The mark stays lost; the selection is where it was."""
        desk.drop(self)
        session = self._session
        session.lit = self._lit
        session.reading = self._before
        if session.reading.focus is not None and session.focused is None:
            session.rest()

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The old words, where there is nothing else to say; and what the keys do."""
        foot = [
            *feet(
                desk.keymap,
                (("edge-word-right", "edge-word-left"), "edges"),
                (("search",), "search its words"),
            ),
            (" ·", "dim"),
            *hints("enter places it here · escape leaves it lost"),
        ]
        if desk.said:
            return [(f" {desk.said}", "warning")], foot
        old = self._sentence(desk)
        here = status_line(self._session, "", 10**6)
        room = desk.view.columns() - cell_width(old) - 4
        if sum(cell_width(words) for words, _ in here) > room:
            here = []
        return [(f" {old}", "strong"), *([(" ·", "dim"), *here] if here else [])], foot

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the text."""
        return []

    def _sentence(self, desk: Desk) -> str:
        what = name(self._session, self._mark)
        cells = max(16, min(60, desk.view.columns() - 40))
        words = quoted_ends(self._mark.anchor.exact, cells)
        return f"Select the words for the {what}: it was {words}"


def still_there(exact: str, text: str) -> str:
    """The longest run of the first words of ``exact`` that the text has, in small letters, so that
    a search finds them in any; where it has none of them, all of these.
    """
    words = collapse(exact).lower().split(" ")[:_FIRST]
    found_in = collapse(text).lower()
    for length in range(len(words), 0, -1):
        runs = [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]
        found = [run for run in runs if run in found_in]
        if found:
            return max(found, key=len)
    return " ".join(words)
