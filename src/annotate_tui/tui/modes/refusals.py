"""The values that another kind of field cannot take, listed before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.reading.roll import Roll
from annotate_tui.store import LibraryError
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, sides, wrapped
from annotate_tui.tui.modes.field_holders import Refusal
from annotate_tui.tui.status import hints
from annotate_tui.tui.table import Cell, Column, Table
from annotate_tui.tui.words import count, quoted

_TABLE = Table(
    (
        Column("No", 4, align="right"),
        Column("Words", 16, 2, drop=1),
        Column("Value", 12, 2, most=36),
        Column("Why not", 20, 4),
    )
)


class Refusals(Rolled):
    """Says what a conversion would leave empty. ``enter`` does it, ``escape`` leaves all as it is."""

    whole = True

    def __init__(
        self, title: str, fit: int, refused: Sequence[Refusal], act: Callable[[Desk], None]
    ) -> None:
        self._title = title
        self._fit = fit
        self._refused = refused
        self._act = act
        self._roll = Roll().of(len(refused))

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Look through them, convert, or leave."""
        action_id = desk.keymap.action("lists", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self._roll = moved
        elif key == "enter":
            desk.drop(self)
            self._act(desk)
        elif action_id == "list-back" or key in ("escape", "ctrl+c"):
            self.close(desk)
        elif action_id == "list-quit":
            desk.view.quit()
        else:
            desk.say("enter converts what can be; escape leaves all as it is.")

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        desk.say("Pasted text is ignored here.")

    def close(self, desk: Desk) -> None:
        """Nothing is changed."""
        desk.drop(self)
        desk.say("Left as it is.")

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """How many would be converted, and the two keys."""
        n = len(self._refused)
        told = f"{n:,} of {count(self._fit + n, 'value')} cannot be converted"
        return [(f" {desk.said or told}", "strong")], hints(
            f"enter convert, emptying {'this one' if n == 1 else f'these {n:,}'}"
            " · escape leave all as it is"
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The values that cannot be, each with its article, its words and the reason."""
        counted: Run = (f"{count(len(self._refused), 'value')} ", "gutter")
        page: Lines = [sides([(f" {self._title}", "heading")], [counted], width, "text")]
        page.append(_TABLE.head(width))
        lower = 0 if height < 10 else 3
        self._roll = self._roll.fit(height - len(page) - lower)
        self._numbers = [*self._roll.seen]
        page += [self._row(desk, i, width) for i in self._roll.seen]
        if lower:
            page += [[]] * (height - lower - len(page))
            self._numbers += [None] * (height - 2 - len(self._numbers))
            one = self._refused[self._roll.at]
            room = max(8, width - 4)
            told = wrapped(f"{quoted(str(one.value), room)}: {one.reason}", room)[: lower - 1]
            page += [[], *([(f"   {part}", "text")] for part in told)]
        return page[:height]

    def _row(self, desk: Desk, i: int, width: int) -> Sequence[Run]:
        one = self._refused[i]
        chosen = i == self._roll.at
        role, quiet = ("chosen", "chosen") if chosen else ("text", "gutter")
        cells: list[Cell] = [
            [(str(one.article_number), quiet)],
            [(_words(desk, one), quiet)],
            [(str(one.value), role)],
            [(one.reason, role)],
        ]
        return _TABLE.row(width, cells, role, "❯" if chosen else "")


def _words(desk: Desk, one: Refusal) -> str:
    """The words of the mark, or the article's title."""
    try:
        if one.annotation_id:
            return desk.library.mark(one.annotation_id).annotation.text
        found = desk.library.articles_numbered([one.article_number])
        return found[0].title if found else ""
    except LibraryError:
        return ""
