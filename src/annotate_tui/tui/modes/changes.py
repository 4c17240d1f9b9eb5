"""What changed between two versions of an article, beside its text: a change on every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotate_tui.reading.roll import Roll
from annotate_tui.services import versions
from annotate_tui.services.versions import Version
from annotate_tui.store import StepInfo
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.acts import opening, renewing
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.acts.taking_back import take_back
from annotate_tui.tui.acts.undoing import why_named
from annotate_tui.tui.changed_words import (
    Told,
    colours,
    from_where,
    in_full,
    in_row,
    in_two_rows,
    inks,
    is_tall,
    is_whole,
    told,
)
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run
from annotate_tui.tui.matches import Changed
from annotate_tui.tui.modes.beside_text import BesideText
from annotate_tui.tui.modes.compared import Compared, Pair, pairs, select, text_of
from annotate_tui.tui.modes.compared import lit as lit_in
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import Foot, feet
from annotate_tui.tui.table import Column, Table
from annotate_tui.tui.words import count, older, quoted_ends

if TYPE_CHECKING:
    from annotate_tui.text.alignment import Change

ONE_VERSION = "This article has one version only."
NOTHING = "Nothing but white space and quotation marks has changed"
_ABOUT = (
    "What changed from one version to the next: words that were removed and words that came in,"
    " which are lit in the text while this list stands."
)
_TABLE = Table((Column("", 1), Column("In context", 12, 1)), gap=1)
_LEAST_QUOTED = 24
"""Cells of removed or inserted words in the status line of a narrow screen."""
_IN_FULL = 3
"""Rows below the last change from which the chosen one is shown there in full."""


class ChangesList(BesideText):
    """The changes in the order of the newer text. It follows whatever article and version is open.

    The text that is open decides which versions are compared: it and the one before, the first one
    and the second; `O` goes on to other pairs.
    """

    context = "changes"
    about = _ABOUT
    opens = "changes-open"

    def __init__(self) -> None:
        self._session: Session | None = None
        self._pairs: list[Pair] = []
        self._at = 0
        self._waiting = 0
        self._compared: Compared | None = None
        self._roll = Roll()
        self._rows: dict[int, Told] = {}

    def follow(self, desk: Desk) -> bool:
        """Take up the open text, and choose the change on which one stands there, else the first, or
        the one that was chosen; False where the article has no other version.
        """
        self._look(desk)
        compared, is_old, session = self._compared, self._side_of(desk), desk.session
        if compared is not None and is_old is not None and session is not None:
            spans = [one.old if is_old else one.new for one in compared.changes]
            start, end = session.reading.span
            here = (n for n, one in enumerate(spans) if one.start < end and start < one.end)
            stands_on = next(here, None)
            if stands_on is None:
                self._show(desk)
            else:
                self._roll = self._roll.to(stands_on)
        return bool(self._pairs)

    # Keys

    def _own(self, desk: Desk, action_id: str) -> bool:
        """Go to a change, compare other versions, refresh, or take back."""
        if action_id == "changes-open":
            self._go(desk)
        elif action_id == "changes-pair":
            self._next_pair(desk)
        elif action_id in _ON_THE_ARTICLE:
            if desk.session is not None:
                _ON_THE_ARTICLE[action_id](desk, desk.session)
        elif action_id in ("changes-undo", "changes-redo"):
            self._take_back(desk, redo=action_id == "changes-redo")
        else:
            return False
        return True

    def close(self, desk: Desk) -> None:
        """Back to the text, where nothing is lit any more; the list goes."""
        super().close(desk)
        session = desk.session
        if session is not None and session.text.id != session.article.text_id:
            goes = desk.keymap.hint("other-text")
            desk.say(f"This is an older version; {goes} goes through them")

    def choose(self, desk: Desk, roll: Roll) -> None:
        """Another row chosen: the text goes there, where it is one of the two that are compared."""
        self._roll = roll
        self._show(desk)

    def wheel(self, desk: Desk, rows: int) -> None:
        """Scroll; the text stays where it is."""
        self._roll = self._roll.scrolled(rows)

    def _next_pair(self, desk: Desk) -> None:
        if len(self._pairs) < 2:
            desk.say("There are two versions only, and these are compared.")
            return
        self._at = (self._at + 1) % len(self._pairs)
        self._compare(desk)
        if self._compared is not None and self._side_of(desk) is None:
            # What is compared is seen in the text as well.
            new = self._compared.pair.new
            self._open_version(desk, new)
            desk.side_focused = True
            self._show(desk)
            desk.say("; ".join(filter(None, (desk.said, f"Version {new.number} is open"))))

    def _take_back(self, desk: Desk, *, redo: bool) -> None:
        session = desk.session
        if session is None:
            return

        def why(step: StepInfo) -> str:
            return why_named(desk, session, step)

        if take_back(desk, ("changes-undo", "changes-redo"), why, redo=redo) is not None:
            self._look(desk)
            self._count_waiting(desk)

    def _count_waiting(self, desk: Desk) -> None:
        if desk.session is not None:
            self._waiting = opening.to_place(desk, desk.session.article)

    def _go(self, desk: Desk) -> None:
        """Into the text, at the words that came in, or where words were removed."""
        compared = self._compared
        if compared is None or not compared.changes:
            desk.say(self._nothing())
            return
        if self._side_of(desk) is None:
            self._open_version(desk, compared.pair.new)
        desk.side_focused = False
        self._show(desk)

    def _show(self, desk: Desk) -> None:
        """Select the chosen change in the text that is open."""
        compared, is_old, session = self._compared, self._side_of(desk), desk.session
        if compared is None or session is None or is_old is None or not compared.changes:
            return
        change = compared.changes[self._roll.at]
        select(session, change.old if is_old else change.new)

    def _side_of(self, desk: Desk) -> bool | None:
        """Whether the older of the two versions is open; None where another one is."""
        if self._compared is None or desk.session is None:
            return None
        old, new = (one.text_id for one in self._compared.pair)
        return {old: True, new: False}.get(desk.session.text.id)

    def _open_version(self, desk: Desk, version: Version) -> None:
        if desk.session is None:
            return
        at, roll = self._at, self._roll
        opening.show(desk, desk.session.article, version.text_id, greets=False)
        self._look(desk)
        # Another version is open, the same two are compared.
        self._at = at
        self._compare(desk)
        self._roll = roll

    # What there is

    def _look(self, desk: Desk) -> None:
        """Bring the list to the article and the version that are open by now."""
        session = desk.session
        if session is self._session or session is None:
            return
        self._session = session
        self._count_waiting(desk)
        known = versions.versions(desk.library, session.article.id)
        before = self._compared.pair if self._compared is not None else None
        self._pairs = pairs(known)
        self._compared = None
        self._rows.clear()
        if not self._pairs:
            self._roll = self._roll.of(0, 0)
            return
        text_id = session.text.id
        with_it = [i for i, pair in enumerate(self._pairs) if pair.new.text_id == text_id]
        oldest = len(known) - 2
        self._at = with_it[0] if with_it else oldest
        if before in self._pairs and text_id in (before.old.text_id, before.new.text_id):
            self._at = self._pairs.index(before)
        self._compare(desk)

    def _compare(self, desk: Desk) -> None:
        session = self._session
        if session is None:
            return
        pair = self._pairs[self._at]
        old, new = (text_of(desk, session, one.text_id) for one in pair)
        before = self._compared
        if before is not None and before.pair == pair:
            changes: Sequence[Change] = before.changes
        else:
            changes = versions.changes(desk.library, pair.old.text_id, pair.new.text_id)
        lit = lit_in(session, pair, changes)
        self._compared = Compared(pair, old, new, changes, session.text.id, lit)
        self._rows.clear()
        self._roll = self._roll.of(len(changes), 0)

    def lit(self, desk: Desk) -> Changed | None:
        """What came in, in the newer of the two texts; what went, in the older one."""
        compared, session = self._compared, desk.session
        if compared is None or session is None or compared.text_id != session.text.id:
            return None
        return compared.lit

    def _told(self, row: int) -> Told | None:
        compared = self._compared
        if compared is None or row >= len(compared.changes):
            return None
        found = self._rows.get(row)
        if found is None:
            change = compared.changes[row]
            found = told(compared.old, compared.new, change.old, change.new, moved=change.moved)
            self._rows[row] = found
        return found

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen change in words, and what the keys do."""
        which = older(desk.session, short=True) if desk.session is not None else ""
        room = desk.view.columns() - (cell_width(which) + 8 if which else 1)
        status: list[Run] = [
            (f" {desk.said}", "warning") if desk.said else (f" {self._status(room)}", "strong")
        ]
        if which and not desk.said:
            status[:0] = [(f" {which} open", "key"), (" ·", "dim")]
        foot: list[Foot] = []
        if not self._waiting:
            foot.append((("next-row", "previous-row"), "move"))
        if self._roll.count:
            foot.append((("changes-open",), "go there"))
        if self._waiting:
            foot.append((("changes-place",), f"{count(self._waiting, 'mark')} to place"))
        if len(self._pairs) > 1:
            foot.append((("changes-pair",), "other versions"))
        return status, feet(
            desk.keymap,
            *foot,
            (("list-back",), "close"),
            (("list-help",), "help"),
        )

    def _status(self, room: int) -> str:
        """The chosen change in ``room`` cells: what one of its two sides does not need is the other's."""
        change = self._told(self._roll.at)
        if change is None:
            return self._nothing()
        gone, came = change.removed.strip(), change.inserted.strip()
        if change.moved:
            where = from_where(change, min(60, max(12, room // 2 - 18)))
            cells = room - len("Moved: “”; ") - cell_width(where)
            return f"Moved: {quoted_ends(came, max(_LEAST_QUOTED, cells))}; {where}"
        if gone and came:
            cells = max(2 * _LEAST_QUOTED, room - len("“” became “”"))
            one, two = cell_width(gone), cell_width(came)
            first = min(one, max(cells // 2, cells - two))
            return f"{quoted_ends(gone, first)} became {quoted_ends(came, cells - first)}"
        cells = max(_LEAST_QUOTED, room - len("Removed: “”"))
        return (
            f"Added: {quoted_ends(came, cells)}" if came else f"Removed: {quoted_ends(gone, cells)}"
        )

    def _nothing(self) -> str:
        return f"{NOTHING}." if self._pairs else ONE_VERSION

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """Which versions, and the changes around the chosen one."""
        self._look(desk)
        tall = 2 if is_tall(width, height) else 1
        self._roll = self._roll.fit((height - 1) // tall)
        focused = desk.taking is self
        head = self._head(self._title(), width, focused=focused)
        self._numbers = ()
        if not self._roll.count:
            return [head, [], *_wrapped(self._nothing().rstrip("."), width)][:height]
        self._numbers = [number for number in self._roll.seen for _ in range(tall)]
        rows = [self._rows_of(desk, number, width, focused, tall) for number in self._roll.seen]
        drawn = [head, *(row for two in rows for row in two)][:height]
        if height - len(drawn) >= _IN_FULL:
            more = self._in_full(
                desk, width, height - len(drawn), rows[self._roll.at - self._roll.top]
            )
            self._numbers = [*self._numbers, *(None for _ in more)]
            drawn += more
        return drawn

    def _title(self) -> str:
        if self._compared is None:
            return "What changed"
        return f"What changed · {self._compared.pair.named}"

    def _in_full(self, desk: Desk, width: int, height: int, shown: Lines) -> Lines:
        """The words of the chosen change below the list, where its rows do not show all of them."""
        change = self._told(self._roll.at)
        if change is None or is_whole(change, [list(runs) for runs in shown]):
            return []
        gone, came = (desk.view.ink("side", colour) for colour in colours())
        drawn = inks(desk.view.ink("side", ""), gone, came, "side", "dim")
        rows = in_full(change, _TABLE.widths(width)[1], height - 1, drawn)
        return [[], *(_TABLE.row(width, [[(sign, "dim")], runs], "side") for sign, runs in rows)]

    def _rows_of(self, desk: Desk, row: int, width: int, focused: bool, tall: int) -> Lines:
        change = self._told(row)
        role, quiet, sign = "side", "dim", ""
        if row == self._roll.at:
            role, sign = ("side-chosen", "❯") if focused else ("panel", "›")
            quiet = role
        if change is None:
            return [[]] * tall
        gone, came = (desk.view.ink(role, colour) for colour in colours())
        drawn = inks(desk.view.ink(role, ""), gone, came, role, quiet)
        kind: Run = change.sign, quiet
        room = _TABLE.widths(width)[1]
        if tall == 1:
            return [_TABLE.row(width, [[kind], in_row(change, room, drawn)], role, sign)]
        above, below = in_two_rows(change, room, drawn)
        first = _TABLE.row(width, [[kind], above], role, sign)
        return [first, _TABLE.row(width, ["", below], role)]


_ON_THE_ARTICLE: dict[str, Action] = {
    "changes-place": renewing.marks_to_place,
    "changes-refresh": renewing.refresh_here,
}


def _wrapped(words: str, width: int) -> Lines:
    from annotate_tui.tui.lines import wrapped

    return [[(f"  {row}", "side")] for row in wrapped(words, max(1, width - 3))]
