"""Rows over the whole library in context: the words looked at begin in one column, as in a concordance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from annotate_tui.reading.line import Line
from annotate_tui.reading.roll import Roll
from annotate_tui.store.errors import LibraryError
from annotate_tui.text.cells import display
from annotate_tui.text.normal import collapse
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.kwic import in_context
from annotate_tui.tui.lines import Run, sides, typed_runs
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.status import Foot, feet, hints
from annotate_tui.tui.table import Cell, Column, Table

_KEPT = 2_000
"""Rows that are kept once they were read."""
_DATE = 10
_DRAWN = 400
"""Code points of a title or a name that are looked at: no row has as many cells."""
TABLE = Table(
    (
        Column("Tag", 6, 1, most=12),
        Column("In context", 52, 10),
        Column("Article", 12, 3, most=48),
        Column("Date", _DATE, drop=1),
        Column("Speaker", 10, 1, most=24, drop=2),
    )
)
_CONTEXT = 1


class Entry(NamedTuple):
    """One row: its mark or place, a label and its tag's colour, the words in context, their article."""

    id: str
    label: str
    colour: str
    left: str
    words: str
    right: str
    title: str
    date: str
    who: str = ""
    about: str = ""


class Concordance(Rolled):
    """What the lists over the whole library have in common: moving, typing, drawing what is seen.

    A list gives its length and entries for a window; it is asked again only for rows not read yet.
    """

    whole = True
    opens = "across-open"
    about = "Every row is a place in an article: its words, with what stands before and after."
    label = ""
    table = TABLE

    def __init__(self) -> None:
        self._roll = Roll()
        self._typing: Line | None = None
        self._words = ""
        self._entries: dict[int, Entry | None] = {}
        self._rows: dict[tuple[int, bool], list[Run]] = {}
        self._rows_for: object = None

    # What a list over the library is made of

    def look(self, desk: Desk) -> None:
        """Bring the list to what is asked for and to what the library holds now."""
        raise NotImplementedError

    def read(self, desk: Desk, start: int, n: int) -> Sequence[Entry]:
        """The entries of a window; fewer where some have gone meanwhile."""
        raise NotImplementedError

    def enter(self, desk: Desk) -> None:
        """Open the chosen row in its place."""
        raise NotImplementedError

    def act(self, desk: Desk, action_id: str) -> None:
        """Do one of the actions that are not common to all lists."""
        raise NotImplementedError

    def take_words(self, desk: Desk, words: str) -> None:
        """Show what these words leave, or find."""
        raise NotImplementedError

    def nothing(self, desk: Desk) -> str:
        """Why there is no row, and what to do."""
        raise NotImplementedError

    def title(self, desk: Desk) -> list[Run]:
        """What is listed, for the first row of the page."""
        raise NotImplementedError

    def counted(self) -> str:
        """How many rows there are, of how many."""
        raise NotImplementedError

    def typing_hint(self) -> str:
        """What the keys do while one types."""
        raise NotImplementedError

    def heads(self) -> tuple[str, str, str, str, str, str, str]:
        """Titles of the columns: label, left, words, right, article, date, speaker."""
        raise NotImplementedError

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, move, open, or what else the list knows."""
        self.look(desk)
        if self._typing is not None:
            self._type(desk, self._typing, key, character)
            return
        action_id = desk.keymap.action("across", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self._roll = moved
        elif action_id == "across-open":
            if self._roll.count:
                self.enter(desk)
            else:
                desk.say(self.nothing(desk))
        elif action_id == "across-filter":
            self.begin(desk)
        elif action_id == "list-back":
            self.close(desk)
        elif action_id == "list-help":
            desk.open(Help(list_help(desk.keymap, "across", self.about)))
        elif action_id == "list-palette":
            from annotate_tui.tui.palette import list_palette

            list_palette(desk, "across", self)
        elif action_id == "list-quit":
            desk.view.quit()
        elif action_id.startswith("across-"):
            self.act(desk, action_id)
        elif action_id == "prefix":
            from annotate_tui.tui.keys import going_on

            desk.say(going_on(desk, "across"))
        else:
            desk.say(desk.keymap.no_use(key, character))

    def _type(self, desk: Desk, typing: Line, key: str, character: str | None) -> None:
        if key in ("enter", "tab"):
            self.typed(desk)
        elif key in ("escape", "ctrl+c"):
            self.untyped(desk)
        elif key in ("down", "up", "pagedown", "pageup"):
            names = {"down": "next-row", "up": "previous-row"}
            moves = {**names, "pagedown": "list-page-down", "pageup": "list-page-up"}
            self._roll = self._roll.move(moves[key]) or self._roll
            self.moved(desk)
        elif (line := typing.key(key, character)) is not None:
            self._put(desk, line)

    def _put(self, desk: Desk, line: Line) -> None:
        before, self._typing = self._typing, line
        if before is None or line.text != before.text:
            self.take_words(desk, line.text)

    def choose(self, desk: Desk, roll: Roll) -> None:
        """Another row is chosen by the mouse."""
        self._roll = roll
        if self._typing is not None:
            self.moved(desk)

    def begin(self, _desk: Desk) -> None:
        """Type words from here on."""
        self._typing = Line.of(self._words)

    def moved(self, desk: Desk) -> None:
        """Another row was chosen while words are typed."""

    def typed(self, desk: Desk) -> None:
        """What was typed is taken; keys move in the rows again."""
        self._typing = None

    def untyped(self, desk: Desk) -> None:
        """Typing is given up: as before it."""
        self._typing = None

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes in while one types."""
        if self._typing is None:
            takes = desk.keymap.hint("across-filter")
            desk.say(f"Pasted text is ignored here; {takes} takes words.")
            return
        self._put(desk, self._typing.insert(words))

    def close(self, desk: Desk) -> None:
        """Back to where one was."""
        self._typing = None
        desk.drop(self)

    # What was read

    def changed(self, count: int, at: int) -> None:
        """Another list stands here now: so many rows, that one chosen."""
        self._entries.clear()
        self._rows.clear()
        self._roll = self._roll.of(count, at)

    def entry(self, desk: Desk, row: int) -> Entry | None:
        """One row's entry; None for what has gone from the library."""
        self._read(desk, row, row + 1)
        return self._entries.get(row)

    def _read(self, desk: Desk, start: int, end: int) -> None:
        missing = [row for row in range(start, end) if row not in self._entries]
        if not missing:
            return
        if len(self._entries) > _KEPT:
            self._entries.clear()
            missing = list(range(start, end))
            self._rows.clear()
        low, n = missing[0], missing[-1] + 1 - missing[0]
        found = self.read(desk, low, n)
        if len(found) == n:
            self._entries.update(enumerate(found, low))
            return
        # Something has gone since the list was made: each row by itself keeps its place.
        for row in missing:
            one = self.read(desk, row, 1)
            self._entries[row] = one[0] if one else None

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen row's article, or what is being typed, and what the keys do."""
        if self._typing is not None:
            told = f"  {desk.said or self.counted()}"
            status: list[Run] = [(f" {self.label} ", "title"), *typed_runs(self._typing)]
            return [*status, (told, "warning" if desk.said else "bar")], hints(
                self.typing_hint().strip()
            )
        return [self._status(desk)], feet(desk.keymap, *self.foot())

    def foot(self) -> list[Foot]:
        """The most useful keys."""
        return [
            (("across-open",), "open"),
            (("across-filter",), "filter"),
            (("across-choose",), "which"),
            (("across-sort", "across-reverse"), "sort"),
            (("list-back",), "back"),
            (("list-help",), "help"),
        ]

    def _status(self, desk: Desk) -> Run:
        if desk.said:
            return f" {desk.said}", "warning"
        if not self._roll.count:
            return f" {self.nothing(desk)}", "strong"
        entry = self._entries.get(self._roll.at)
        if entry is None:
            return " This has gone from the library meanwhile.", "warning"
        told = (entry.title, entry.date[:_DATE], entry.who, entry.about)
        return " " + " · ".join(display(collapse(words[:_DRAWN])) for words in told if words), (
            "strong"
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """Title, heads of the columns, and the rows around the chosen one."""
        try:
            self.look(desk)
            self._roll = self._roll.fit(height - 2)
            seen = self._roll.seen
            self._read(desk, seen.start, seen.stop)
        except LibraryError as error:
            # Nothing may be raised while the screen is drawn.
            desk.say(str(error))
            seen = self._roll.seen
        here = f"{self._roll.at + 1:,} of " if self._roll.count else ""
        # Over the words of the rows, which leave room for their sign.
        title: list[Run] = [(" ", "text"), *self.title(desk)]
        head = sides(title, [(f"{here}{self.counted()} ", "dim-text")], width, "text")
        if not self._roll.count:
            empty: Lines = [head, [], [(f"  {self.nothing(desk)}", "text")]]
            return empty[:height]
        drawn_for = (width, desk.view.ink("text", ""))
        if drawn_for != self._rows_for:
            self._rows_for = drawn_for
            self._rows.clear()
        drawn: Lines = [head, self._head(width)]
        drawn += [self._row(desk, row, width) for row in seen]
        return drawn[:height]

    def _head(self, width: int) -> list[Run]:
        label, left, words, right, *rest = self.heads()
        rest = rest[: len(self.table.columns) - 2]
        cells = self.table.widths(width)[_CONTEXT]
        context = in_context(left + " ", words, " " + right, cells, "heading", "heading")
        return self.table.row(width, [label, context, *rest], "heading")

    def _row(self, desk: Desk, row: int, width: int) -> list[Run]:
        chosen = row == self._roll.at
        drawn = self._rows.get((row, chosen))
        if drawn is None:
            entry = self._entries.get(row)
            cells = self._cells(desk, entry, width, chosen)
            sign = "❯" if chosen else ""
            drawn = self.table.row(width, cells, "chosen" if chosen else "text", sign)
            if entry is not None:
                self._rows[row, chosen] = drawn
        return drawn

    def _cells(self, desk: Desk, entry: Entry | None, width: int, chosen: bool) -> list[Cell]:
        role, quiet = ("chosen", "chosen") if chosen else ("text", "dim-text")
        if entry is None:
            return [[("gone", quiet)], *[""] * (len(self.table.columns) - 1)]
        ink = desk.view.ink(role, entry.colour)
        # Underlined as a mark is in its text, so that it shows without a colour as well.
        lit = ink + Style(underline=True)
        cells = self.table.widths(width)[_CONTEXT]
        drawn: list[Cell] = [
            [(_plain(entry.label), ink)],
            in_context(entry.left, entry.words, entry.right, cells, role, lit),
            [(_plain(entry.title) or "(no title)", quiet)],
            [(_plain(entry.date[:_DATE]), quiet)],
            [(_plain(entry.who), quiet)],
        ]
        return drawn[: len(self.table.columns)]


def _plain(words: str) -> str:
    return display(collapse(words[:_DRAWN]))
