"""The fields of one tag, or the document variables: made, changed, put in order, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.roll import Roll
from annotate_tui.tui.acts import fields as acts
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, sides, wrapped
from annotate_tui.tui.modes.field_form import KINDS
from annotate_tui.tui.modes.field_holders import Holder, Listed
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.status import Foot, feet
from annotate_tui.tui.table import Cell, Column, Table
from annotate_tui.tui.words import count

_TABLE = Table(
    (
        Column("Name", 14, 2, most=28),
        Column("Kind", 10),
        Column("Required", 8, drop=3),
        Column("Choices", 12, 3, drop=2),
        Column("Description", 14, 4, drop=1),
    )
)
_ABOUT = (
    "The fields that marks with this tag carry: its own, and above them those of the tags above."
)


class FieldsList(Rolled):
    """What a holder declares, in order; what comes from above stands first, dim."""

    whole = True
    opens = "fields-edit"

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        self._seq = -1
        self._rows: list[Listed] = []
        self._gone = False
        self._roll = Roll()
        self._chosen = ""

    @property
    def chosen(self) -> Listed | None:
        """The chosen field; None where there is none."""
        return self._rows[self._roll.at] if self._rows else None

    @property
    def rows(self) -> Sequence[Listed]:
        """All of them."""
        return self._rows

    def go_to(self, desk: Desk, name: str) -> None:
        """Choose the field of that name."""
        self._chosen = name
        self.look(desk)

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move, change the fields, or go back."""
        self.look(desk)
        action_id = desk.keymap.action("fields", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self.choose(desk, moved)
        elif action_id in _ON_A_FIELD:
            chosen = self.chosen
            if chosen is None:
                new = desk.keymap.hint("fields-new")
                desk.say(f"There is no {self.holder.one} here; {new} makes one.")
            else:
                _ON_A_FIELD[action_id](desk, self, chosen)
        elif action_id in _ON_THE_LIST:
            _ON_THE_LIST[action_id](self, desk)
        elif action_id == "prefix":
            from annotate_tui.tui.keys import going_on

            desk.say(going_on(desk, "fields"))
        else:
            desk.say(desk.keymap.no_use(key, character))

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        new = desk.keymap.hint("fields-new")
        desk.say(f"Pasted text is ignored here; {new} opens a form to paste into.")

    def choose(self, _desk: Desk, roll: Roll) -> None:
        """Another field is chosen."""
        self._roll = roll
        if self._rows:
            self._chosen = self._rows[roll.at].field.name

    def close(self, desk: Desk) -> None:
        """Back to where it was opened."""
        desk.drop(self)

    def _new(self, desk: Desk) -> None:
        acts.new(desk, self)

    def _undo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=False)

    def _redo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=True)

    def _help(self, desk: Desk) -> None:
        tag = self.holder.carriers == "mark"
        about = _ABOUT if tag else "The document variables: columns of your own for articles."
        desk.open(Help(list_help(desk.keymap, "fields", about)))

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import list_palette

        list_palette(desk, "fields", self)

    def _quit(self, desk: Desk) -> None:
        desk.view.quit()

    # What there is

    def renew(self, _desk: Desk) -> None:
        """Another program has written: the fields are read when they are next seen."""
        self._seq = -1

    def look(self, desk: Desk) -> None:
        """Read the fields again where the library has changed; the chosen one stays chosen."""
        seq = desk.library.last_seq()
        if seq != self._seq:
            listed = self.holder.listed(desk.library)
            self._gone, self._rows, self._seq = listed is None, listed or [], seq
        names = [row.field.name for row in self._rows]
        at = names.index(self._chosen) if self._chosen in names else self._roll.at
        self._roll = self._roll.of(len(self._rows), at)
        self._chosen = names[self._roll.at] if names else ""

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen field, and what the keys do."""
        foot: list[Foot] = [
            (("fields-edit",), "edit"),
            (("fields-new",), "new"),
            (("fields-down", "fields-up"), "order"),
            (("fields-remove",), "remove"),
            (("fields-undo",), "undo"),
            (("list-back",), "back"),
            (("list-help",), "help"),
        ]
        chosen = self.chosen
        if chosen is None or chosen.origin:
            foot = [foot[1], *foot[4:]]
        if desk.said:
            return [(f" {desk.said}", "warning")], feet(desk.keymap, *foot)
        told = ""
        if chosen is not None:
            told = f"{chosen.field.name}: {KINDS[chosen.field.kind]}"
            told += f", from {chosen.origin}" if chosen.origin else ""
        return [(f" {told}", "strong")], feet(desk.keymap, *foot)

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The head, the fields around the chosen one, and below them what that one is for."""
        self.look(desk)
        counted: Run = (f"{count(len(self._rows), self.holder.one)} ", "gutter")
        title: Run = (f" {crop(self.holder.title, max(8, width - 14))}", "heading")
        page: Lines = [sides([title], [counted], width, "text")]
        if not self._rows:
            return [*page, [], [(f"  {self._nothing(desk)}", "text")]][:height]
        page.append(_TABLE.head(width))
        lower = 0 if height < 12 else min(5, height // 4)
        self._roll = self._roll.fit(height - len(page) - lower)
        self._numbers = [*self._roll.seen]
        page += [self._row(i, width) for i in self._roll.seen]
        if lower:
            page += [[]] * (height - lower - len(page))
            self._numbers += [None] * (height - 2 - len(self._numbers))
            page += _told(self._rows[self._roll.at], width, lower)
        return page[:height]

    def _row(self, i: int, width: int) -> Sequence[Run]:
        field, origin = self._rows[i]
        chosen = i == self._roll.at
        role = "chosen" if chosen else "gutter" if origin else "text"
        quiet = "chosen" if chosen else "gutter"
        words = " · ".join(filter(None, (f"from {origin}" if origin else "", field.description)))
        cells: list[Cell] = [
            [(field.name, role)],
            [(KINDS[field.kind], role)],
            [("yes" if field.required else "·", role if field.required else quiet)],
            [("; ".join(field.choices), quiet)],
            [(words, quiet)],
        ]
        return _TABLE.row(width, cells, role, "❯" if chosen else "")

    def _nothing(self, desk: Desk) -> str:
        """Why there is no row, and what to do."""
        if self._gone:
            return f"This tag is no longer there; {desk.keymap.hint('list-back')} back."
        return f"No {self.holder.one}s yet: {desk.keymap.hint('fields-new')} makes one."


def _told(row: Listed, width: int, rows: int) -> Lines:
    """The chosen field in full, in so many rows."""
    field = row.field
    room = max(8, width - 4)
    parts = [field.description, f"one of: {'; '.join(field.choices)}" if field.choices else ""]
    if field.kind == "choices":
        parts[1] = parts[1].replace("one of", "several of", 1)
    said = [part for words in parts if words for part in wrapped(words, room)]
    if len(said) > rows - 1:
        said[rows - 2] = crop(said[rows - 2], room - 1).removesuffix("…") + "…"
    if not said:
        return [[]] * rows
    line: list[Run] = [(f"  {'─' * max(0, width - 4)}", "gutter")]
    told: Lines = [[(f"   {crop(part, room)}", "text")] for part in said[: rows - 1]]
    return [line, *told, *([[]] * (rows - 1 - len(told)))]


_ON_A_FIELD: dict[str, Callable[[Desk, FieldsList, Listed], None]] = {
    "fields-edit": acts.edit,
    "fields-down": acts.down,
    "fields-up": acts.up,
    "fields-remove": acts.remove,
}
_ON_THE_LIST: dict[str, Callable[[FieldsList, Desk], None]] = {
    "fields-new": FieldsList._new,
    "fields-undo": FieldsList._undo,
    "fields-redo": FieldsList._redo,
    "list-back": FieldsList.close,
    "list-help": FieldsList._help,
    "list-palette": FieldsList._palette,
    "list-quit": FieldsList._quit,
}
