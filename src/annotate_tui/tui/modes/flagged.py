"""Marks that did not simply come along to a new version, beside the text: to be checked or placed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotate_tui.model import Mark
from annotate_tui.reading.motions import sentence_at
from annotate_tui.reading.roll import Roll
from annotate_tui.services import marking, reanchoring
from annotate_tui.store import StepInfo
from annotate_tui.tui.acts import coders, opening, renewing
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.acts.taking_back import take_back
from annotate_tui.tui.acts.undoing import why_named
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, wrapped
from annotate_tui.tui.modes import flagged_rows
from annotate_tui.tui.modes.beside_text import BesideText
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import Foot, feet
from annotate_tui.tui.words import name, quoted, quoted_ends

if TYPE_CHECKING:
    from annotate_tui.text.alignment import Alignment

NONE_LEFT = "All marks are placed."
_ABOUT = (
    "Marks of the text before whose words changed, or are gone: each is to be approved, placed,"
    " kept with the old text, or removed."
)
_SHORT = 28
_QUOTED = 60
"""Cells of a mark's words in a sentence."""
_SETTLED = frozenset({"place", "approve", "keep-old", "remove", "move"})
"""Steps by which a row goes from the list: undo brings it back here, in sight."""


class FlaggedList(BesideText):
    """The changed and lost marks of the open article's current text, as far as they are shown.

    It follows whatever article is open. Where the last one is settled it stays and says so: the next
    key is not one for the text.
    """

    context = "flagged"
    about = _ABOUT
    opens = "flagged-open"

    def __init__(self) -> None:
        self._of: object = None
        self._session: Session | None = None
        self._marks: list[Mark] = []
        self._before: dict[str, str] = {}
        self._alignments: dict[tuple[str, str], Alignment] = {}
        self._roll = Roll()

    def follow(self, desk: Desk) -> int:
        """Take up what there is to settle; gives how many marks that are."""
        self._look(desk)
        return len(self._marks)

    def begin(self, desk: Desk) -> None:
        """The list was opened: the text goes to the chosen mark."""
        self._look(desk)
        self._show(desk)

    # Keys

    def _own(self, desk: Desk, action_id: str) -> bool:
        """Settle the chosen mark, show what changed, refresh, or take back."""
        if action_id in _ON_A_MARK:
            self._settle(desk, action_id)
        elif action_id in _ON_THE_ARTICLE:
            if desk.session is not None:
                _ON_THE_ARTICLE[action_id](desk, desk.session)
        elif action_id in ("flagged-undo", "flagged-redo"):
            self._take_back(desk, redo=action_id == "flagged-redo")
        else:
            return False
        return True

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import list_palette

        # As if its key had been pressed: the marks are read again before one is settled.
        list_palette(desk, self.context, self)

    def choose(self, desk: Desk, roll: Roll) -> None:
        """Another row chosen: a changed mark is in focus, and the text goes there."""
        self._roll = roll
        self._show(desk)

    def _show(self, desk: Desk) -> None:
        """The text goes to the chosen mark; to where a lost one stood, before it was lost."""
        session, mark = desk.session, self._chosen
        if session is None or mark is None:
            return
        session.edge_step = None
        # Of the lost ones an older version has those that stood there.
        found = session.marks.get(mark.id)
        if found is not None:
            session.focus(found)
        elif session.text.id == session.article.text_id:
            offset = self._alignment(desk, session, mark.anchor.text_id).map_offset(mark.start)
            session.reading = sentence_at(session.document, session.reading, offset)

    def _alignment(self, desk: Desk, session: Session, text_id: str) -> Alignment:
        """From an older version to the open one, made once."""
        key = (text_id, session.text.id)
        if key not in self._alignments:
            from annotate_tui.text.alignment import align

            old = desk.library.text(text_id).text
            self._alignments = {key: align(old, session.text.text)}
        return self._alignments[key]

    @property
    def _chosen(self) -> Mark | None:
        return self._marks[self._roll.at] if self._marks else None

    # On a mark

    def _settle(self, desk: Desk, action_id: str) -> None:
        self._to_the_current_text(desk)
        session, mark = desk.session, self._chosen
        if session is None or mark is None:
            desk.say(self._none_left(desk))
            return
        if action_id != "flagged-open":
            if desk.library.read_only:
                desk.say(desk.library.why_read_only)
                return
            if action_id == "flagged-approve" and mark.anchor.state == "lost":
                places = desk.keymap.hint("flagged-open")
                keeps = desk.keymap.hint("flagged-keep-old")
                desk.say(
                    f"Its words are gone: {places} places it, {keeps} keeps it with the old text"
                )
                return
            does = _DOES[action_id]
            if not coders.may_change(desk, session, mark, action_id, does):
                return
        _ON_A_MARK[action_id](self, desk, session, mark)

    def _to_the_current_text(self, desk: Desk) -> None:
        """Where an older version is open, the current one: there it is that a mark gets its place."""
        session = desk.session
        if session is not None and session.text.id != session.article.text_id:
            opening.show(desk, session.article, greets=False)
            desk.side_focused = True
            self._look(desk)

    def _open(self, desk: Desk, session: Session, mark: Mark) -> None:
        """Into the text: a changed mark is in focus there, for a lost one words are selected."""
        if mark.anchor.state == "lost":
            self._place(desk, session, mark)
            return
        desk.side_focused = False
        found = session.marks.get(mark.id)
        if found is None:
            return
        session.focus(found)
        edges = desk.keymap.hints("edge-word-right", "edge-word-left")
        was = quoted_ends(self._words_before(desk, mark), _QUOTED)
        desk.say(f"{edges} move an edge: then it is placed. It was {was}")

    def _place(self, desk: Desk, session: Session, mark: Mark) -> None:
        if desk.library.read_only:
            desk.say(desk.library.why_read_only)
            return
        if not coders.may_change(desk, session, mark, "flagged-open", "places it"):
            return
        from annotate_tui.tui.modes.placing import Placing

        def placed(desk: Desk, mark: Mark) -> None:
            session.put(mark)
            session.focus(mark)
            self._settled(desk, f"{name(session, mark)} placed on {quoted(mark.annotation.text)}")

        desk.open(Placing(desk, session, mark, placed))

    def _approve(self, desk: Desk, session: Session, mark: Mark) -> None:
        approved = reanchoring.approve(desk.library, mark)
        session.put(approved)
        self._settled(desk, f"{name(session, mark)} {_short(mark)} stands right")

    def _keep_old(self, desk: Desk, session: Session, mark: Mark) -> None:
        reanchoring.keep_old(desk.library, mark)
        self._gone(session, mark)
        self._settled(desk, f"{name(session, mark)} {_short(mark)} stays with the old text")

    def _remove(self, desk: Desk, session: Session, mark: Mark) -> None:
        marking.remove(desk.library, mark)
        self._gone(session, mark)
        self._settled(desk, f"{name(session, mark)} {_short(mark)} removed")

    def _gone(self, session: Session, mark: Mark) -> None:
        if mark.id in session.marks:
            session.drop(mark)
            if session.reading.focus == mark.id:
                session.rest()

    def _settled(self, desk: Desk, said: str) -> None:
        """Say what was done, and what is left to do."""
        back = desk.keymap.hint("flagged-undo")
        self._look(desk)
        left = len(self._marks)
        if left:
            self._show(desk)
            desk.say(f"{said}; {left:,} to go, {back} undoes it")
        else:
            desk.say(f"{said}. {self._none_left(desk)} {back} undoes it")

    def _none_left(self, desk: Desk) -> str:
        return f"{NONE_LEFT.rstrip('.')}; {desk.keymap.hint('list-back')} closes."

    def _take_back(self, desk: Desk, *, redo: bool) -> None:
        session = desk.session
        if session is None:
            return

        def why(step: StepInfo) -> str:
            here = step.article_id == session.article.id and step.action in _SETTLED
            return "" if here and step.by_this_session else why_named(desk, session, step)

        step = take_back(desk, ("flagged-undo", "flagged-redo"), why, redo=redo)
        self._look(desk)
        if step is not None:
            at = (i for i, mark in enumerate(self._marks) if mark.id in step.subjects)
            self.choose(desk, self._roll.to(next(at, self._roll.at)))

    # What there is

    def _look(self, desk: Desk) -> None:
        """Read them again where anything was written since, or others are shown."""
        session = desk.session
        if session is None:
            return
        of = session, session.article.text_id, desk.library.last_seq(), desk.whose.coders
        if of == self._of:
            return
        self._of = of
        chosen = self._chosen
        if self._session is None or session.article.id != self._session.article.id:
            chosen = None
        self._session = session
        found = reanchoring.flagged(desk.library, session.article.id)
        self._marks = [mark for mark in found if desk.whose.shows(mark.annotation.coder)]
        self._before.clear()
        ids = [mark.id for mark in self._marks]
        at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else None
        self._roll = self._roll.of(len(ids), at)

    def _words_before(self, desk: Desk, mark: Mark) -> str:
        if mark.id not in self._before:
            self._before[mark.id] = flagged_rows.words_before(desk, mark)
        return self._before[mark.id]

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen mark, as it was and as it is; and what the keys do."""
        mark = self._chosen
        foot: list[Foot] = [(("list-back",), "close"), (("flagged-undo",), "undo")]
        if mark is not None:
            lost = mark.anchor.state == "lost"
            foot = [
                (("flagged-open",), "place it" if lost else "go there"),
                *([] if lost else [(("flagged-approve",), "stands right")]),
                (("flagged-keep-old",), "keep with the old text"),
                (("flagged-remove",), "remove"),
            ]
        return self._status(desk, mark), feet(desk.keymap, *foot, (("list-help",), "help"))

    def _status(self, desk: Desk, mark: Mark | None) -> list[Run]:
        session = desk.session
        if desk.said or session is None:
            return [(f" {desk.said}", "warning")]
        if mark is None:
            return [(f" {self._none_left(desk)}", "strong")]
        return flagged_rows.status(desk, session, mark, self._words_before(desk, mark))

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """What is left, heads of the columns, and the rows around the chosen one."""
        self._look(desk)
        session = desk.session
        shown = flagged_rows.Rows(desk, self._marks, width, height)
        self._roll = self._roll.fit((height - 1 - shown.headed) // shown.tall)
        focused = desk.taking is self
        title = f"Marks to place{f' · {desk.whose.told}' if desk.whose.told else ''}"
        drawn: Lines = [self._head(title, width, focused=focused)]
        self._numbers = ()
        if session is None or not self._marks:
            rows = wrapped(NONE_LEFT.rstrip("."), max(1, width - 3))
            return [*drawn, [], *([(f"  {row}", "side")] for row in rows)][:height]
        if shown.headed:
            drawn.append(shown.head())
        self._numbers = [number for number in self._roll.seen for _ in range(shown.tall)]
        for number in self._roll.seen:
            mark = self._marks[number]
            chosen = focused if number == self._roll.at else None
            drawn += shown.rows(session, mark, self._words_before(desk, mark), chosen)
        return drawn[:height]


_ON_THE_ARTICLE: dict[str, Action] = {
    "flagged-changes": renewing.what_changed,
    "flagged-refresh": renewing.refresh_here,
}
_DOES = {
    "flagged-approve": "says that it stands right",
    "flagged-keep-old": "keeps it with the old text",
    "flagged-remove": "removes it",
}
_ON_A_MARK: dict[str, Callable[[FlaggedList, Desk, Session, Mark], None]] = {
    "flagged-open": FlaggedList._open,
    "flagged-approve": FlaggedList._approve,
    "flagged-keep-old": FlaggedList._keep_old,
    "flagged-remove": FlaggedList._remove,
}


def _short(mark: Mark) -> str:
    return quoted(mark.annotation.text, _SHORT)
