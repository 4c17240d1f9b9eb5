"""The codebook: all tags as a tree, made, changed, moved and merged by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.reading.line import Line
from annotate_tui.reading.roll import Roll
from annotate_tui.store.tally import tally
from annotate_tui.tui.acts import codebook as acts
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, sides, typed_runs
from annotate_tui.tui.modes.codebook_rows import (
    Tree,
    TreeRow,
    below,
    drawn,
    heads,
    room_below,
)
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.status import Foot, feet, hints
from annotate_tui.tui.words import count, quoted

_ABOUT = "The codebook: every tag, those below it further in, the archived ones after the others."


class CodebookList(Rolled):
    """The tree of all tags. It is made once and opened again as it was left.

    The tags are read again only where the library has changed.
    """

    whole = True
    opens = "codebook-edit"

    def __init__(self) -> None:
        self._seq = -1
        self._tree = Tree()
        self._marks: dict[str, int] = {}
        self._words = ""
        self._before = ""
        self._rows: list[TreeRow] = []
        self._roll = Roll()
        self._chosen = ""
        self._typing: Line | None = None
        self.left = ""

    @property
    def tag(self) -> Tag | None:
        """The chosen tag; None where none is shown."""
        return self._rows[self._roll.at].tag if self._rows else None

    @property
    def tree(self) -> Tree:
        """All tags as they are shown without a filter."""
        return self._tree

    @property
    def marks(self) -> dict[str, int]:
        """How many marks stand with each tag, by its id."""
        return self._marks

    def go_to(self, desk: Desk, tag_id: str) -> None:
        """Choose that tag, also where the filter has left it out: then the filter goes."""
        self._chosen = tag_id
        self.look(desk)
        self._chosen = tag_id
        if tag_id in self._tree.tags and all(row.tag.id != tag_id for row in self._rows):
            self._narrow("")

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type a filter, move, change the codebook, or go back."""
        self.look(desk)
        if self._typing is not None:
            self._type(key, character)
            return
        action_id = desk.keymap.action("codebook", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self.choose(desk, moved)
        elif action_id in _ON_A_TAG:
            tag = self.tag
            if tag is None:
                desk.say(f"There is no tag here; {desk.keymap.hint('codebook-new')} makes one.")
            else:
                _ON_A_TAG[action_id](desk, self, tag)
        elif action_id in _ON_THE_LIST:
            _ON_THE_LIST[action_id](self, desk)
        elif action_id == "prefix":
            from annotate_tui.tui.keys import going_on

            desk.say(going_on(desk, "codebook"))
        else:
            desk.say(desk.keymap.no_use(key, character))

    def _type(self, key: str, character: str | None) -> None:
        typing = self._typing or Line()
        moves = {"down": "next-row", "up": "previous-row"}
        moves |= {"pagedown": "list-page-down", "pageup": "list-page-up"}
        if key in ("enter", "tab"):
            self._typing = None
            self._take(self._roll)
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
            takes = desk.keymap.hint("codebook-filter")
            desk.say(f"Pasted text is ignored here; {takes} takes words to filter by.")
            return
        self.look(desk)
        self._typing = self._typing.insert(words)
        self._narrow(self._typing.text)

    def choose(self, _desk: Desk, roll: Roll) -> None:
        """Another tag is chosen."""
        self._take(roll)

    def close(self, desk: Desk) -> None:
        """Back to where it was opened."""
        self._typing = None
        desk.drop(self)

    def _take(self, roll: Roll) -> None:
        self._roll = roll
        if self._rows:
            self._chosen = self._rows[roll.at].tag.id

    # On the list

    def _new(self, desk: Desk) -> None:
        acts.new(desk, self)

    def _filter(self, _desk: Desk) -> None:
        self._before, self._typing = self._words, Line.of(self._words)

    def _undo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=False)

    def _redo(self, desk: Desk) -> None:
        acts.undo(desk, self, redo=True)

    def _back(self, desk: Desk) -> None:
        """A filter goes first."""
        if self._words.strip():
            self._narrow("")
            desk.say("All tags again")
        else:
            self.close(desk)

    def _help(self, desk: Desk) -> None:
        desk.open(Help(list_help(desk.keymap, "codebook", _ABOUT)))

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import list_palette

        list_palette(desk, "codebook", self)

    def _quit(self, desk: Desk) -> None:
        desk.view.quit()

    # What there is

    def renew(self, _desk: Desk) -> None:
        """Another program has written: the tags are read when they are next seen."""
        self._seq = -1

    def look(self, desk: Desk) -> None:
        """Read the tags again where the library has changed; the chosen one stays chosen."""
        seq = desk.library.last_seq()
        if seq == self._seq:
            return
        tags = desk.library.tags()
        self._marks = tally(desk.library, desk.whose.coders).tags
        self._seq = seq
        if tags != list(self._tree.tags.values()):
            self._tree = Tree(tags)
            self._show(self._roll.at)

    def _narrow(self, words: str) -> None:
        """Other words to filter by; the tag that was chosen stays so while it is there."""
        self._words = words
        self._show(None)

    def _show(self, otherwise: int | None) -> None:
        """The rows with the words; without the chosen tag the row given, or the first that fits."""
        self._rows, first = self._tree.with_words(self._words)
        ids = (i for i, row in enumerate(self._rows) if row.tag.id == self._chosen)
        at = next(ids, first if otherwise is None else otherwise)
        self._roll = self._roll.of(len(self._rows), at)
        if otherwise is not None or not self._chosen:
            self._take(self._roll)

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen tag or the filter that is typed, and what the keys do."""
        if self._typing is not None:
            return [
                (" Filter ", "title"),
                *typed_runs(self._typing),
                (f"  {self._counted()}", "dim"),
            ], hints("words of path or description · ↑ ↓ move · enter keeps · escape leaves it")
        foot: list[Foot] = [
            (("codebook-edit",), "edit"),
            (("codebook-new",), "new"),
            (("codebook-nest", "codebook-unnest", "codebook-down", "codebook-up"), "move"),
            (("codebook-archive",), "put away"),
            (("codebook-fields",), "fields"),
            (("codebook-filter",), "filter"),
            (("list-help",), "help"),
        ]
        if self._words.strip():
            foot[3] = (("list-back",), "all")
        tag = self.tag
        if tag is None:
            # Nothing is chosen that could be changed.
            filtered = [foot[5], foot[3]] if self._words.strip() else [(("list-back",), "back")]
            foot = [foot[1], *filtered, foot[6]]
        if desk.said:
            return [(f" {desk.said}", "warning")], feet(desk.keymap, *foot)
        told = ""
        if tag is not None:
            told = f"{tag.path} · {count(self._marks.get(tag.id, 0), 'mark')}"
        return [(f" {told}", "strong")], feet(desk.keymap, *foot)

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The head, the tags around the chosen one, and below them what that one is for."""
        self.look(desk)
        words = f" · {quoted(self._words, 30)}" if self._words.strip() else ""
        title: list[Run] = [(" Codebook", "heading"), (words, "text")]
        page: Lines = [sides(title, [(f"{self._counted()} ", "gutter")], width, "text")]
        if not self._rows:
            return [*page, [], [(f"  {self._nothing(desk)}", "text")]][:height]
        page.append(heads(self._tree, width))
        lower = room_below(height)
        self._roll = self._roll.fit(height - len(page) - lower)
        self._numbers = [*self._roll.seen]
        for i in self._roll.seen:
            chosen = i == self._roll.at
            page.append(drawn(desk, self._tree, self._rows[i], self._marks, width, chosen=chosen))
        if lower:
            page += [[]] * (height - lower - len(page))
            self._numbers += [None] * (height - 2 - len(self._numbers))
            tag = self._rows[self._roll.at].tag
            writes = desk.keymap.hint("codebook-edit")
            told = below(tag, width, lower, f"no description yet: {writes} writes one")
            page += [*told, *([[]] * (lower - len(told)))]
        return page[:height]

    def _counted(self) -> str:
        """ "12 of 1,000 tags" with a filter, else "1,000 tags", and how many are put away."""
        if self._words.strip():
            return f"{len(self._rows):,} of {count(len(self._tree), 'tag')}"
        away = sum(bool(row.tag.archived_at) for row in self._tree.rows)
        return f"{count(len(self._tree), 'tag')}{f', {away:,} put away' if away else ''}"

    def _nothing(self, desk: Desk) -> str:
        """Why there is no row, and what to do."""
        if self._words.strip() and len(self._tree):
            told = f"No tag has {quoted(self._words.strip(), 30)}"
            if self._typing is not None:
                return f"{told}."
            hint = desk.keymap.hint
            return f"{told}: {hint('codebook-filter')} other words, {hint('list-back')} all tags."
        return f"The codebook has no tags: {desk.keymap.hint('codebook-new')} makes one."


_ON_A_TAG: dict[str, Callable[[Desk, CodebookList, Tag], None]] = {
    "codebook-edit": acts.edit,
    "codebook-nest": acts.nest,
    "codebook-unnest": acts.unnest,
    "codebook-down": acts.down,
    "codebook-up": acts.up,
    "codebook-archive": acts.archive,
    "codebook-merge": acts.merge,
    "codebook-fields": acts.fields,
    "codebook-marks": acts.marks,
}
_ON_THE_LIST: dict[str, Callable[[CodebookList, Desk], None]] = {
    "codebook-new": CodebookList._new,
    "codebook-filter": CodebookList._filter,
    "codebook-undo": CodebookList._undo,
    "codebook-redo": CodebookList._redo,
    "list-back": CodebookList._back,
    "list-help": CodebookList._help,
    "list-palette": CodebookList._palette,
    "list-quit": CodebookList._quit,
}
