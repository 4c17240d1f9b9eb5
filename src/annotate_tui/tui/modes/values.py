"""The values of one field over the whole library, with their counts: renamed and merged by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.line import Line
from annotate_tui.reading.roll import Roll
from annotate_tui.services.value_lists import Entered, Value, bare, by_name, counts
from annotate_tui.store.search_words import fold
from annotate_tui.text.cells import display
from annotate_tui.tui.acts import values as acts
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, sides, typed_runs
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.modes.values_rows import ALIKE, DRAWN, value_row, value_table
from annotate_tui.tui.status import Foot, feet, hints
from annotate_tui.tui.words import count, quoted

COUNT, NAME = "count", "name"
_ABOUT = (
    f"Every value of one field, and how many hold it. {ALIKE}: another one is written almost so."
)


class ValuesList(Rolled):
    """The values of a field. It is made once and opened again as it was left.

    They are read again only where the library has changed.
    """

    whole = True
    opens = "values-rename"

    def __init__(self) -> None:
        self.entered = Entered("speaker")
        self.left = ("", "")
        self._seq = -1
        self._named: list[Value] = []
        self._all: list[Value] = []
        self._folded: dict[str, tuple[str, str]] = {}
        self._counts: dict[str, int] = {}
        self._rows: Sequence[Value] = ()
        self._sort = COUNT
        self._reverse = False
        self._words = self._before = ""
        self._parts: Sequence[str] = ()
        self._typing: Line | None = None
        self._roll = Roll()
        self._wanted = ""
        self._taken: dict[str, None] = {}

    @property
    def value(self) -> Value | None:
        """The row chosen; None where there is none."""
        return self._rows[self._roll.at] if self._rows else None

    @property
    def taken(self) -> Sequence[str]:
        """The values that were taken to be merged, in the order in which they were."""
        return list(self._taken)

    @property
    def counts(self) -> dict[str, int]:
        """How many hold each value."""
        return self._counts

    def show(self, desk: Desk, entered: Entered) -> None:
        """The values of another field."""
        self.entered, self._seq, self._wanted, self._words = entered, -1, "", ""
        self._taken.clear()
        self._parts, self._roll = (), Roll(height=self._roll.height)
        self.look(desk)

    def go_to(self, desk: Desk, words: str) -> None:
        """Choose that value, also where the filter has left it out: then the filter goes."""
        self.look(desk)
        self._wanted = words
        self._place(0)
        if words in self._counts and (self.value is None or self.value.words != words):
            self._narrow("")

    def untake(self) -> None:
        """None is to be merged any more."""
        self._taken.clear()

    def offers(self, typed: str) -> list[str]:
        """The values that may stand in place of what is typed: those to be merged, those like it,
        those that begin with it, those with a later word that does; each of them by count.
        """
        key, low = bare(typed), fold(typed)
        groups: list[list[Value]] = [[], [], []]
        for value in self._named:
            if value.folded.startswith(low):
                groups[1].append(value)
            elif f" {low}" in value.folded:
                groups[2].append(value)
            if value.alike and bare(value.words) == key:
                groups[0].append(value)
        found = dict.fromkeys(self._taken)
        for group in groups:
            ordered = sorted(group, key=lambda value: -value.used)[: acts.OFFERED]
            found.update(dict.fromkeys(value.words for value in ordered))
        return list(found)

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type a filter, move, rename and merge, or go back."""
        self.look(desk)
        if self._typing is not None:
            self._type(key, character)
            return
        action_id = desk.keymap.action("values", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self.choose(desk, moved)
        elif action_id in _ON_A_VALUE:
            value = self.value
            if value is None:
                desk.say(self._nothing(desk))
            else:
                _ON_A_VALUE[action_id](desk, self, value)
        elif action_id in _ON_THE_LIST:
            _ON_THE_LIST[action_id](self, desk)
        elif action_id == "prefix":
            from annotate_tui.tui.keys import going_on

            desk.say(going_on(desk, "values"))
        else:
            desk.say(desk.keymap.no_use(key, character))

    def _type(self, key: str, character: str | None) -> None:
        typing = self._typing or Line()
        moves = {"down": "next-row", "up": "previous-row"}
        moves |= {"pagedown": "list-page-down", "pageup": "list-page-up"}
        if key in ("enter", "tab"):
            self._typing = None
        elif key in ("escape", "ctrl+c"):
            self._typing = None
            self._narrow(self._before)
        elif key in moves:
            self._take(self._roll.move(moves[key]) or self._roll)
        elif (line := typing.key(key, character)) is not None:
            self._typing = line
            self._narrow(line.text)

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes into the filter while that is typed."""
        if self._typing is None:
            takes = desk.keymap.hint("values-filter")
            desk.say(f"Pasted text is ignored here; {takes} takes words to filter by.")
            return
        self.look(desk)
        self._typing = self._typing.insert(words)
        self._narrow(self._typing.text)

    def choose(self, _desk: Desk, roll: Roll) -> None:
        """Another row is chosen."""
        self._take(roll)

    def close(self, desk: Desk) -> None:
        """Back to where it was opened."""
        self._typing = None
        desk.drop(self)

    def _take(self, roll: Roll) -> None:
        self._roll = roll
        if self._rows:
            self._wanted = self._rows[roll.at].words

    def take_or_leave(self, desk: Desk, value: Value) -> None:
        """Take a value to those to be merged, or out again; on to the next row."""
        if value.words in self._taken:
            del self._taken[value.words]
        else:
            self._taken[value.words] = None
        self._take(self._roll.to(self._roll.at + 1))
        n = len(self._taken)
        if n:
            desk.say(f"{n:,} chosen; {desk.keymap.hint('values-rename')} makes them one")
        else:
            desk.say("None is chosen any more")

    # On the list

    def _filter(self, _desk: Desk) -> None:
        self._before, self._typing = self._words, Line.of(self._words)

    def _sorts(self, desk: Desk) -> None:
        self._sort = NAME if self._sort == COUNT else COUNT
        self._reverse = False
        self._order(desk)

    def _reverses(self, desk: Desk) -> None:
        self._reverse = not self._reverse
        self._order(desk)

    def _order(self, desk: Desk) -> None:
        self._ordered()
        self._filtered()
        self._place(0)
        desk.say(f"Sorted by {self._sort}{', reversed' if self._reverse else ''}")

    def _field(self, desk: Desk) -> None:
        acts.pick_field(desk, self)

    def _undo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=False)

    def _redo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=True)

    def _back(self, desk: Desk) -> None:
        """A filter goes first, then what was chosen to be merged."""
        if self._words.strip():
            self._narrow("")
            desk.say("All values again")
        elif self._taken:
            self._taken.clear()
            desk.say("None is chosen any more")
        else:
            self.close(desk)

    def _help(self, desk: Desk) -> None:
        desk.open(Help(list_help(desk.keymap, "values", _ABOUT)))

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import list_palette

        list_palette(desk, "values", self)

    def _quit(self, desk: Desk) -> None:
        desk.view.quit()

    # What there is

    def renew(self, _desk: Desk) -> None:
        """Another program has written: the values are read when they are next seen."""
        self._seq = -1

    def look(self, desk: Desk) -> None:
        """Read the values again where the library has changed; the chosen one stays chosen."""
        seq = desk.library.last_seq()
        if seq == self._seq:
            return
        counted = counts(desk.library, self.entered)
        self._seq = seq
        fresh = dict(counted)
        if fresh == self._counts and self._named:
            return
        self._counts = fresh
        self._named = by_name(counted, self._folded)
        self._taken = {words: None for words in self._taken if words in fresh}
        self._ordered()
        self._filtered()
        self._place(self._roll.at)

    def _ordered(self) -> None:
        rows = self._named
        if self._sort == COUNT:
            rows = sorted(rows, key=lambda value: value.used, reverse=not self._reverse)
        elif self._reverse:
            rows = rows[::-1]
        self._all = rows

    def _narrow(self, words: str) -> None:
        """Other words to filter by; the value that was chosen stays so while it is there."""
        before, self._words = self._parts, words
        self._parts = fold(words).split()
        # What goes on from before can only leave out more.
        more = before and all(any(old in new for new in self._parts) for old in before)
        self._filtered(self._rows if more else None)
        self._place(0)

    def _filtered(self, among: Sequence[Value] | None = None) -> None:
        rows = self._all if among is None else among
        for part in self._parts:
            rows = [value for value in rows if part in value.folded]
        self._rows = rows

    def _place(self, otherwise: int) -> None:
        """Choose the value that is wanted; without it that row, which is wanted from then on."""
        at = next((i for i, v in enumerate(self._rows) if v.words == self._wanted), None)
        self._roll = self._roll.of(len(self._rows), otherwise if at is None else at)
        if at is None and self._typing is None:
            self._take(self._roll)

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen value or the filter that is typed, and what the keys do."""
        if self._typing is not None:
            told: Run = (f"  {self._counted()}", "dim")
            return [(" Filter ", "title"), *typed_runs(self._typing), told], hints(
                "words of the value · ↑ ↓ move · enter keeps · escape leaves it"
            )
        foot: list[Foot] = [
            (("values-rename",), "merge" if self._taken else "rename"),
            (("values-choose",), "choose"),
            (("values-field",), "field"),
            (("values-filter",), "filter"),
            (("values-sort", "values-reverse"), "sort"),
            (("values-marks",), "marks"),
            (("list-help",), "help"),
        ]
        value = self.value
        if value is None:
            foot = [
                foot[2],
                *([foot[3]] if self._words.strip() else []),
                (("list-back",), "back"),
                *foot[6:],
            ]
        if desk.said:
            return [(f" {desk.said}", "warning")], feet(desk.keymap, *foot)
        told = ("", "strong")
        if value is not None:
            alike = " · another one is written almost so" if value.alike else ""
            words = display(value.words[:DRAWN])
            told = (f" {words} · {count(value.used, self.entered.carriers)}{alike}", "strong")
        return [told], feet(desk.keymap, *foot)

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The head and the values around the chosen one."""
        self.look(desk)
        words = f" · {quoted(self._words, 30)}" if self._words.strip() else ""
        taken = f" · {len(self._taken):,} chosen" if self._taken else ""
        title: list[Run] = [
            (" Values", "heading"),
            (f" of {self.entered.name}{words}", "text"),
            (taken, "heading"),
        ]
        page: Lines = [sides(title, [(f"{self._counted()} ", "gutter")], width, "text")]
        if not self._rows:
            return [*page, [], [(f"  {self._nothing(desk)}", "text")]][:height]
        heads = {NAME: "Value", COUNT: f"{self.entered.carriers.capitalize()}s"}
        down = self._reverse == (self._sort == NAME)
        heads[self._sort] += " ▼" if down else " ▲"
        table = value_table(heads[NAME], heads[COUNT])
        page.append(table.head(width))
        self._roll = self._roll.fit(height - len(page))
        self._numbers = [*self._roll.seen]
        for i in self._roll.seen:
            value = self._rows[i]
            picked, chosen = value.words in self._taken, i == self._roll.at
            page.append(value_row(table, value, width, taken=picked, chosen=chosen))
        return page[:height]

    def _counted(self) -> str:
        """ "12 of 1,000 values" with a filter, else "1,000 values"."""
        whole = count(len(self._all), "value")
        return f"{len(self._rows):,} of {whole}" if self._words.strip() else whole

    def _nothing(self, desk: Desk) -> str:
        """Why there is no row, and what to do."""
        hint = desk.keymap.hint
        if self._words.strip() and self._all:
            told = f"No value has {quoted(self._words.strip(), 30)}"
            if self._typing is not None:
                return f"{told}."
            return f"{told}: {hint('values-filter')} other words, {hint('list-back')} all values."
        other = f"{hint('values-field')} another field"
        if self.entered == Entered("speaker"):
            return f"No speakers yet: {hint('speaker')} on a mark names who said it; {other}."
        if self.entered.articles:
            gives = hint("details")
            return f"No article has {self.entered.field} yet: {gives} gives it one; {other}."
        fills = f"{hint('menu')} on a mark fills it in"
        return f"No mark has a {self.entered.field} yet: {fills}; {other}."


_ON_A_VALUE: dict[str, Callable[[Desk, ValuesList, Value], None]] = {
    "values-rename": acts.rename,
    "values-choose": lambda desk, shown, value: shown.take_or_leave(desk, value),
    "values-marks": acts.marks,
}
_ON_THE_LIST: dict[str, Callable[[ValuesList, Desk], None]] = {
    "values-field": ValuesList._field,
    "values-filter": ValuesList._filter,
    "values-sort": ValuesList._sorts,
    "values-reverse": ValuesList._reverses,
    "values-undo": ValuesList._undo,
    "values-redo": ValuesList._redo,
    "list-back": ValuesList._back,
    "list-help": ValuesList._help,
    "list-palette": ValuesList._palette,
    "list-quit": ValuesList._quit,
}
