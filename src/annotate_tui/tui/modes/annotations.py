"""The annotation list beside the text: its rows move the text, and the text moves its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotate_tui.model import Mark, Span, Spot
from annotate_tui.reading.line import Line
from annotate_tui.reading.mark_filter import ANY, NOTES, MarkFilter
from annotate_tui.reading.marks import MarkIndex, nearest, order
from annotate_tui.reading.roll import Roll
from annotate_tui.reading.whose import SOMEBODY
from annotate_tui.services.fields import missing_fields
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.acts import coders, noting, tagging, undoing
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.session import PART_OF, Session
from annotate_tui.tui.side import side_head
from annotate_tui.tui.status import Foot, feet, hints
from annotate_tui.tui.table import Cell, Column, Table
from annotate_tui.tui.words import count, described, name, older, quoted

READ_AT_ONCE = 1000
"""Marks whose words are read in one slice of idle time: about 2 ms."""
_COLUMNS = (
    Column("Tag", 6, 1, most=12),
    Column("Words", 20, 6),
    Column("Who, note", 14, 3, drop=2),
    Column("Place", 5, 1, "right", most=8, drop=1),
)
_TABLE = Table(_COLUMNS)
_BY_CODERS = Table((_COLUMNS[0], Column("Coder", 5, 1, most=10), *_COLUMNS[1:]))
"""Where more than one coder has marks in the text."""
_ABOUT = "The marks in reading order: moving here moves the text, and the other way."
_HEADED = 5
"""Rows from which the columns have their titles."""


class AnnotationList(Rolled):
    """The marks that the filter shows. It is made once and follows whatever article is open."""

    whole = False
    opens = "marks-edit"

    def __init__(self) -> None:
        self.filter = MarkFilter()
        self._applied = self.filter
        self._session: Session | None = None
        self._index = MarkIndex()
        self._rows: list[Spot] = []
        self._roll = Roll()
        self._chosen: Spot | None = None
        self._followed: tuple[Span, str | None] | None = None
        self._typing: Line | None = None
        self._before = self.filter
        self._shows: object = None
        self._drawn: Lines = []

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type a filter, move, change a mark, or give the keys back to the text."""
        session = desk.session
        if session is None:
            desk.close_side()
            return
        self._look(session)
        if self._typing is not None:
            self._type(desk, session, key, character)
            return
        action_id = desk.keymap.action("list", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self._go(session, moved)
        elif action_id in _ON_A_MARK:
            self._act(desk, session, action_id)
        elif action_id == "marks-undo":
            undoing.undo(desk, session)
        elif action_id == "marks-redo":
            undoing.redo(desk, session)
        elif action_id == "marks-filter":
            self._before, self._typing = self.filter, Line.of(self.filter.words)
        elif action_id == "marks-tag":
            self.filter = self.filter.next_tag(self._index.spots, list(session.tags))
            self._look(session)
        elif action_id == "marks-coder":
            coders.next_coder(desk, session)
            self._look(session)
        elif action_id == "marks-text":
            desk.side_focused = False
        elif action_id == "list-back":
            self.close(desk)
        elif action_id == "list-help":
            desk.open(Help(list_help(desk.keymap, "list", _ABOUT)))
        elif action_id == "list-palette":
            from annotate_tui.tui.palette import list_palette

            list_palette(desk, "list", self)
        elif action_id == "list-quit":
            desk.view.quit()
        elif action_id != "prefix":
            desk.say(desk.keymap.no_use(key, character))

    def _act(self, desk: Desk, session: Session, action_id: str) -> None:
        """Edit or remove the chosen mark; the row that takes its place is chosen then."""
        mark = self._mark(session)
        if mark is None:
            desk.say(self._nothing(desk, session))
            return
        session.edge_step = None
        session.focus(mark)
        _ON_A_MARK[action_id](desk, session, action_id)
        self._followed = _stands(session)

    def _type(self, desk: Desk, session: Session, key: str, character: str | None) -> None:
        typing = self._typing or Line()
        if key in ("enter", "tab"):
            self._typing = None
            self._go(session, self._roll)
        elif key in ("escape", "ctrl+c"):
            self._typing = None
            self._narrow(session, self._before)
        elif key in ("down", "up"):
            moved = self._roll.move("next-row" if key == "down" else "previous-row")
            self._go(session, moved or self._roll)
        elif (line := typing.key(key, character)) is not None:
            self._typing = line
            self._narrow(session, self.filter._replace(words=line.text))

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes into the filter while that is typed."""
        session = desk.session
        if self._typing is None or session is None:
            takes = desk.keymap.hint("marks-filter")
            desk.say(f"Pasted text is ignored here; {takes} takes words to filter by.")
            return
        self._typing = self._typing.insert(words)
        self._look(session)
        self._narrow(session, self.filter._replace(words=self._typing.text))

    def close(self, desk: Desk) -> None:
        """Back to the text; the list goes."""
        desk.close_side()

    def _narrow(self, session: Session, chosen: MarkFilter) -> None:
        self.filter = chosen
        self._look(session)

    def _go(self, session: Session, roll: Roll) -> None:
        """Another row chosen: its mark is in focus, and the text goes there."""
        self._roll = roll
        self._choose()
        mark = self._mark(session)
        if mark is not None:
            session.edge_step = None
            session.focus(mark)
        self._followed = _stands(session)

    def choose(self, desk: Desk, roll: Roll) -> None:
        """A row was clicked: its mark is in focus, and the text goes there."""
        if desk.session is not None:
            self._go(desk.session, roll)

    def wheel(self, desk: Desk, rows: int) -> None:
        """Scroll; the text stays where it is."""
        super().wheel(desk, rows)
        self._choose()

    def _mark(self, session: Session) -> Mark | None:
        return session.marks.get(self._rows[self._roll.at].id) if self._rows else None

    # What there is

    def follow(self, desk: Desk) -> None:
        """Take up what happened in the text; where its words are not read yet, do so when idle."""
        session = desk.session
        if session is None:
            return
        self._look(session)
        words, spots = session.mark_words, session.marks.spots
        desk.later("words of marks", lambda: words.more(spots, READ_AT_ONCE))

    def _look(self, session: Session) -> None:
        """Bring the rows to the marks, the filter and the selection as they are now."""
        changed = session is not self._session or session.marks is not self._index
        if changed or self.filter != self._applied:
            candidates = self._rows
            if changed or not self.filter.narrows(self._applied):
                candidates = session.marks.spots
            self._rows = self._shown(session, candidates)
            self._applied = self.filter
            self._roll = self._roll.of(len(self._rows), self._index_of_chosen())
        if session is not self._session:
            self._session, self._followed = session, None
        self._index = session.marks
        stands = _stands(session)
        if stands != self._followed:
            self._followed = stands
            at = self._index_of(stands[1])
            at = nearest(self._rows, stands[0]) if at is None else at
            self._roll = self._roll.to(at or 0)
            self._choose()
        elif self._chosen is None or self._chosen.id not in session.marks:
            self._choose()

    def _choose(self) -> None:
        """The row that is lit is the one wanted; with another filter it is looked for again."""
        if self._rows:
            self._chosen = self._rows[self._roll.at]

    def _shown(self, session: Session, candidates: list[Spot]) -> list[Spot]:
        if self.filter.empty:
            return session.marks.spots
        if self.filter.words.strip():
            session.mark_words.more(candidates, len(candidates))
        return self.filter.shown(candidates, session.mark_words)

    def _index_of(self, mark_id: str | None) -> int | None:
        spot = self._session.marks.spot(mark_id or "") if self._session else None
        if spot is None:
            return None
        at = _place_in(self._rows, spot)
        return at if at < len(self._rows) and self._rows[at].id == mark_id else None

    def _index_of_chosen(self) -> int:
        """The row wanted where it is still there, else what stands in its place."""
        if self._chosen is None or self._session is None:
            return 0
        return _place_in(self._rows, self._session.marks.spot(self._chosen.id) or self._chosen)

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen mark or the filter being typed, and what the keys do."""
        session = desk.session
        if self._typing is not None:
            label: Run = (" Filter ", "title")
            keys = "words, note or speaker · ↑ ↓ move · enter takes it · escape leaves it"
            return [label, *typed_runs(self._typing)], hints(keys)
        foot: list[Foot] = [
            (("marks-edit",), "edit"),
            (("marks-remove",), "remove"),
            (("marks-filter",), "filter"),
            (("marks-text",), "text"),
            (("list-help",), "help"),
        ]
        if not self._rows and self.filter.empty:
            foot[:3] = [(("list-back",), "close")]
        elif not self._rows:
            foot[:2] = [(("marks-tag",), "tag")]
        return self._status(desk, session), feet(desk.keymap, *foot)

    def _status(self, desk: Desk, session: Session | None) -> list[Run]:
        if desk.said or session is None:
            return [(f" {desk.said}", "warning")]
        mark = self._mark(session)
        if mark is None:
            # The list itself says why it has no rows.
            return []
        return [(f" {described(session, mark)} {quoted(mark.annotation.text)}", "strong")]

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """Title, heads of the columns, and the rows around the chosen one."""
        session = desk.session
        if session is None:
            return []
        self._look(session)
        headed = bool(self._rows) and height >= _HEADED
        self._roll = self._roll.fit(height - 1 - headed)
        focused = desk.taking is self
        # The ink stands for the theme: with all of these the same, so is the picture.
        ink = desk.view.ink("side", "")
        shows = (self._roll, self._index, session.tags, self._applied, focused, width, height, ink)
        if shows != self._shows:
            self._shows = shows
            self._drawn = self._draw(desk, session, width, headed, focused)[:height]
        return self._drawn

    def _draw(self, desk: Desk, session: Session, width: int, headed: bool, focused: bool) -> Lines:
        title = f"Marks{self._filtered(session)}"
        counted = self._counted(width - cell_width(title) - 5)
        drawn: Lines = [side_head(title, counted, width, focused=focused)]
        if not self._rows:
            return [*drawn, [], [(f"  {self._nothing(desk, session)}", "side")]]
        table = _BY_CODERS if len(session.coders) > 1 else _TABLE
        if headed:
            drawn.append(table.head(width, "dim"))
        seen = self._roll.seen
        marks = {m.id: m for m in session.marks.take(self._rows[seen.start : seen.stop])}
        if len(marks) < len(seen):
            self._shows = None
        for i in seen:
            mark = marks.get(self._rows[i].id)
            role, sign = "side", ""
            if i == self._roll.at:
                role, sign = ("side-chosen", "❯") if focused else ("panel", "›")
            cells: list[Cell] = _cells(desk, session, mark, role) if mark else [""] * len(_COLUMNS)
            if table is _BY_CODERS:
                cells.insert(1, _coder(session, mark, role) if mark else "")
            drawn.append(table.row(width, cells, role, sign))
        return drawn

    def _counted(self, room: int) -> str:
        """Which row of how many, and of how many marks where ``room`` cells hold that too."""
        all_of_them, shown = len(self._index), len(self._rows)
        if not all_of_them:
            return ""
        here = f"{self._roll.at + 1:,} of {shown:,}" if shown else "none"
        whole = f"{here} ({all_of_them:,})"
        return here if shown == all_of_them or len(whole) > room else whole

    def _filtered(self, session: Session) -> str:
        tag = self.filter.tag
        known = session.tags.get(tag)
        which = "" if tag == ANY else "notes" if tag == NOTES else known.name if known else "?"
        words = quoted(self.filter.words, 24) if self.filter.words.strip() else ""
        parts = older(session, short=True), session.whose.told, which, words
        return "".join(f" · {part}" for part in parts if part)

    def _nothing(self, desk: Desk, session: Session) -> str:
        """Why there is no row, and what to do."""
        hint = desk.keymap.hint
        if len(session.marks):
            other = f"{hint('marks-filter')} other words, {hint('marks-tag')} another tag"
            return f"None of {count(len(session.marks), 'mark')}: {other}"
        if session.whose.only is not None and not session.whose.blind:
            return f"No marks here: {session.whose.told} are shown, {hint('marks-coder')} others'"
        keys = " ".join(session.keys) or hint("pick-tag")
        return f"No marks yet: {hint('marks-text')} to the text, where {keys} tag the selection"


_ON_A_MARK = {"marks-edit": noting.enter, "marks-remove": tagging.remove}


def _stands(session: Session) -> tuple[Span, str | None]:
    return session.reading.span, session.reading.focus


def _place_in(rows: Sequence[Spot], spot: Spot) -> int:
    return bisect_left(rows, order(spot), key=order)


def _coder(session: Session, mark: Mark, role: str) -> Cell:
    """The coder's name; one's own stands back."""
    own = mark.annotation.coder == session.library.coder
    return [(mark.annotation.coder or SOMEBODY, "dim" if own and role == "side" else role)]


def _cells(desk: Desk, session: Session, mark: Mark, role: str) -> list[Cell]:
    tag, told = session.tag_of(mark), mark.annotation
    quiet = "dim" if role == "side" else role
    speaker = str(told.fields.get("speaker") or "")
    who: list[Run] = [(speaker, quiet)] if speaker else []
    missing = missing_fields(tag, told.fields)
    if missing:
        who += [(" · ", quiet)] if who else []
        who.append((f"needs {', '.join(missing)}", "warning" if role == "side" else role))
    if told.note:
        who += [(" · ", quiet)] if who else []
        who.append((told.note, role))
    called: list[Run] = [(name(session, mark), desk.view.ink(role, tag.colour if tag else ""))]
    if mark.anchor.state == "changed":
        # As in the margin: its words are others than those that were marked.
        called.append(("?", "warning" if role == "side" else role))
    return [
        called,
        [("↳ ", quiet), (told.text, role)] if told.fields.get(PART_OF) else told.text,
        who,
        [(f"{told.paragraph_no}.{told.sentence_no}", quiet)],
    ]
