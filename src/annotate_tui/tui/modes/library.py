"""The library: every article on a row, filtered, sorted, grouped; enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from annotate_tui.model import Tag
from annotate_tui.reading.line import Line
from annotate_tui.reading.roll import Roll
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.normal import quoted
from annotate_tui.tui.acts import opening
from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, typed_runs
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.modes.library_rows import Shape
from annotate_tui.tui.modes.library_words import (
    ABOUT,
    GROUPED,
    UNKNOWN,
    empty,
    nothing,
    sorted_by,
)
from annotate_tui.tui.shelf import Shelf
from annotate_tui.tui.status import feet, hints
from annotate_tui.tui.words import count

_TOO_LOW = 6
"""Rows of a page below which the legend of the columns is left out."""


class LibraryList(Rolled):
    """The rows of a shelf around the chosen one; empty, the library offers the sample."""

    whole = True
    opens = "open-article"

    def __init__(self, shelf: Shelf, tags: Sequence[Tag], current: str = "") -> None:
        self._shelf = shelf
        self._tags = list(tags)
        at = (shelf.index_of(current) if current else None) or 0
        self._roll = Roll().of(shelf.count, at)
        self._wanted = current
        self._typing: Line | None = None
        self._shape: tuple[object, Shape] | None = None

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type a filter, move, change an article, open it, or go back."""
        self._look(desk)
        if self._typing is not None:
            self._type(key, character)
            return
        action_id = desk.keymap.action("library", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self._go(moved)
        elif action_id == "open-article":
            self._open(desk)
        elif action_id in _ON_A_ROW:
            article = self._article()
            if article is None:
                desk.say("There is no article here.")
            else:
                _ON_A_ROW[action_id](self, desk, article)
        elif action_id in _ON_THE_LIST:
            _ON_THE_LIST[action_id](self, desk)
        elif action_id == "prefix":
            from annotate_tui.tui.keys import going_on

            desk.say(going_on(desk, "library"))
        else:
            desk.say(desk.keymap.no_use(key, character))

    def _type(self, key: str, character: str | None) -> None:
        typing = self._typing or Line()
        if key in ("enter", "tab"):
            self._typing = None
        elif key in ("escape", "ctrl+c"):
            self._typing = None
            self._narrow("")
        elif key in ("down", "up", "pagedown", "pageup"):
            moves = {"down": "next-row", "up": "previous-row"}
            moves |= {"pagedown": "list-page-down", "pageup": "list-page-up"}
            self._go(self._roll.move(moves[key]) or self._roll)
        elif (line := typing.key(key, character)) is not None:
            self._typing = line
            self._narrow(line.text)

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes into the filter while that is typed."""
        if self._typing is None:
            takes = desk.keymap.hint("library-filter")
            desk.say(f"Pasted text is ignored here; {takes} takes words to filter by.")
            return
        self._look(desk)
        self._typing = self._typing.insert(words)
        self._narrow(self._typing.text)

    def choose(self, _desk: Desk, roll: Roll) -> None:
        """Another row is chosen by the mouse."""
        self._go(roll)

    def close(self, desk: Desk) -> None:
        """Back to the open article, where there is one."""
        if desk.session is None:
            opens, quits = desk.keymap.hint("open-article"), desk.keymap.hint("list-quit")
            desk.say(f"This is the library; {opens} opens an article, {quits} quits.")
        else:
            desk.drop(self)

    # On the list

    def _back(self, desk: Desk) -> None:
        """A filter goes first."""
        if self._shelf.words.strip():
            self._narrow("")
            desk.say("All articles again")
        else:
            self._narrow("")
            self.close(desk)

    def _help(self, desk: Desk) -> None:
        desk.open(Help(list_help(desk.keymap, "library", ABOUT)))

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import list_palette

        list_palette(desk, "library", self)

    def _filter(self, _desk: Desk) -> None:
        self._typing = Line.of(self._shelf.words)

    def _sort(self, desk: Desk) -> None:
        self._shelf.sort_next()
        self._reordered()
        desk.say(sorted_by(self._shelf.sort, self._shelf.reverse))

    def _reverse(self, desk: Desk) -> None:
        self._shelf.turn()
        self._reordered()
        desk.say(sorted_by(self._shelf.sort, self._shelf.reverse))

    def _group(self, desk: Desk) -> None:
        self._shelf.group_next()
        self._reordered()
        desk.say(GROUPED[self._shelf.group])

    def _undo(self, desk: Desk) -> None:
        self._take_back(desk, redo=False)

    def _redo(self, desk: Desk) -> None:
        self._take_back(desk, redo=True)

    def _take_back(self, desk: Desk, *, redo: bool) -> None:
        from annotate_tui.tui.acts import articles

        article_id = articles.undo(desk, redo=redo)
        if article_id:
            self._wanted = article_id
            self._look(desk)
            self._go(self._roll)

    # On a row

    def _open(self, desk: Desk) -> None:
        article = self._article()
        if article is not None:
            self._shelf.chosen = article.id
            opening.show(desk, article)
        elif self._shelf.words.strip():
            desk.say(f"No article has {quoted(self._shelf.words.strip())}.")
        else:
            opening.open_sample(desk)

    def _done(self, desk: Desk, article: ArticleRow) -> None:
        now = opening.turn_done(desk, article)
        if desk.session is not None and desk.session.article.id == now.id:
            desk.session.article = now
        # A row that was just marked stays where it is, also in the order of what is done.
        self._shelf.keep_order()

    def _remove(self, desk: Desk, article: ArticleRow) -> None:
        from annotate_tui.tui.acts import articles

        if articles.ask_to_remove(desk, article, desk.keymap.hint("library-remove")):
            self._wanted = ""
            self._look(desk)
            self._go(self._roll)

    # Which rows

    def _article(self) -> ArticleRow | None:
        found = self._shelf.rows(self._roll.at, 1)
        return found[0] if found else None

    def _go(self, roll: Roll) -> None:
        self._roll = roll
        article = self._article()
        if article is not None:
            self._wanted = self._shelf.chosen = article.id

    def _narrow(self, words: str) -> None:
        """Other words to filter by; the row that was chosen stays so where it is listed."""
        self._shelf.narrow(words)
        self._roll = self._roll.of(self._shelf.count, self._index() or 0)

    def _reordered(self) -> None:
        """The chosen article stays chosen; at the top of the list it is the top that stays."""
        at = self._index() if self._roll.at else 0
        self._roll = self._roll.of(self._shelf.count, at or 0)
        self._go(self._roll)

    def _index(self) -> int | None:
        return self._shelf.index_of(self._wanted) if self._wanted else None

    def _look(self, desk: Desk) -> None:
        """Take up what was written by now, here or by another program."""
        if self._shelf.fresh():
            self._tags = list(desk.library.tags())
            self._shape = None
            at = self._index()
            self._roll = self._roll.of(self._shelf.count, self._roll.at if at is None else at)

    # Drawing

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """How many there are, the filter that is typed, and what the keys do."""
        shelf = self._shelf
        if self._typing is not None:
            return [
                (" Filter ", "title"),
                *typed_runs(self._typing),
                (f"  {self._counted()}", "dim"),
            ], hints("words of title, source, date, note … · ↑ ↓ move · enter keeps · escape all")
        if not shelf.total:
            return [(f" {desk.said or 'The library is empty.'}", "strong")], [
                *feet(
                    desk.keymap,
                    (("open-article",), "opens the sample article"),
                    (("library-new",), "a file or an address"),
                    (("list-quit",), "quit"),
                )
            ]
        said = f" · {desk.said}" if desk.said else ""
        hidden = f" · {desk.whose.told} counted" if desk.whose.told else ""
        status: list[Run] = [(f" {self._counted()}", "strong"), (hidden, "key"), (said, "bar")]
        if not shelf.count:
            return status, feet(
                desk.keymap,
                (("library-filter",), "other words"),
                (("list-back",), "all articles"),
                (("list-help",), "help"),
            )
        back = [(("list-back",), "all" if shelf.words.strip() else "back")]
        if desk.session is None and not shelf.words.strip():
            back = []
        return status, feet(
            desk.keymap,
            (("open-article",), "open"),
            (("library-filter",), "filter"),
            (("library-sort", "library-reverse"), "sort"),
            (("library-group",), "group"),
            *back,
            (("list-help",), "help"),
            (("list-quit",), "quit"),
        )

    def _counted(self) -> str:
        """ "12 of 3,400 articles" where a filter is on, else where one is: "Article 2 of 9"."""
        shelf = self._shelf
        if shelf.words.strip():
            with_ = f" with {quoted(crop(shelf.words.strip(), 20))}" if not self._typing else ""
            return f"{shelf.count:,} of {count(shelf.total, 'article')}{with_}"
        if shelf.count < 2:
            return count(shelf.count, "article")
        return f"Article {self._roll.at + 1:,} of {count(shelf.count, 'article')}"

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The head row and the articles around the chosen one, heads between groups."""
        waiting, drawn = self._shelf.waiting, self._page(desk, width, height)
        # The first one with marks to be placed has come in view: they have a column from now on.
        return drawn if self._shelf.waiting == waiting else self._page(desk, width, height)

    def _page(self, desk: Desk, width: int, height: int) -> Lines:
        self._look(desk)
        shelf = self._shelf
        if not shelf.total:
            return empty(desk.keymap.hint("open-article"), desk.keymap.hint("library-new"))
        shape = self._shaped(width)
        legend = shape.legend() if height > _TOO_LOW else []
        drawn: Lines = [shape.head(), legend] if legend else [shape.head()]
        if not shelf.count:
            typing, clears = self._typing is not None, desk.keymap.hint("list-back")
            changes = "" if typing else desk.keymap.hint("library-filter")
            return [*drawn, *nothing(shelf.words.strip(), "escape" if typing else clears, changes)]
        room = max(1, height - len(drawn))
        if shelf.group:
            return [*drawn, *self._grouped(shape, room)]
        self._roll = self._roll.fit(room)
        rows, self._numbers = shelf.rows(self._roll.top, self._roll.height), ()
        at, first = self._roll.at, self._roll.top
        return [*drawn, *(shape.row(r, chosen=i == at) for i, r in enumerate(rows, first))]

    def _grouped(self, shape: Shape, room: int) -> Lines:
        """Rows with a head over each group, and over the first one whose head is out of view.

        The heads take their rows from the articles: the window is shortened until the chosen row is
        in it, so that pages and motions count what is seen.
        """
        roll, shelf = self._roll, self._shelf
        top = max(0, min(roll.top, roll.at))
        last = min(shelf.count, top + room) - 1
        if not self._fits(top, roll.at, room) or self._fits(max(0, top - 1), last, room):
            # The end of the list, or the chosen row, stands at the bottom.
            end = roll.at if not self._fits(top, roll.at, room) else last
            top = end
            while top > 0 and self._fits(top - 1, end, room):
                top -= 1
        rows = shelf.rows(top, room)
        drawn: Lines = []
        numbers: list[int | None] = []
        before: str | None = None
        for i, row in enumerate(rows):
            label = shelf.label(row)
            needed = 1 if label == before else 2
            if len(drawn) + needed > max(2, room):
                break
            if needed == 2:
                drawn.append(shape.group(label or UNKNOWN[shelf.group], shelf.group_size(top + i)))
                numbers.append(None)
            drawn.append(shape.row(row, chosen=top + i == roll.at))
            numbers.append(top + i)
            before = label
        shown = sum(number is not None for number in numbers)
        self._roll = replace(roll, top=top, height=max(1, shown))
        self._numbers = numbers[-room:]
        return drawn[-room:]

    def _fits(self, top: int, end: int, room: int) -> bool:
        """Whether the rows from ``top`` to ``end`` stand in the room, with their groups' heads."""
        if end - top + 2 > room:
            return top == end
        labels = [self._shelf.label(row) for row in self._shelf.rows(top, end - top + 1)]
        heads = 1 + sum(a != b for a, b in pairwise(labels))
        return len(labels) + heads <= room

    def _shaped(self, width: int) -> Shape:
        wanted = width, self._shelf.sort, self._shelf.reverse, self._shelf.waiting
        if self._shape is None or self._shape[0] != wanted:
            self._shape = wanted, Shape(width, self._tags, *wanted[1:])
        return self._shape[1]


def _beyond(action_id: str) -> Callable[[LibraryList, Desk], None]:
    def act(_listed: LibraryList, desk: Desk) -> None:
        from annotate_tui.tui.acts.beyond import BEYOND

        BEYOND[action_id](desk, desk.session)

    return act


def _of_article(action_id: str) -> Callable[[LibraryList, Desk, ArticleRow], None]:
    def act(_listed: LibraryList, desk: Desk, article: ArticleRow) -> None:
        from annotate_tui.tui.acts.renewing import OF_ARTICLE

        OF_ARTICLE[action_id](desk, article)

    return act


_ON_A_ROW: dict[str, Callable[[LibraryList, Desk, ArticleRow], None]] = {
    "article-done": LibraryList._done,
    "library-remove": LibraryList._remove,
    "library-details": _of_article("details"),
    "library-source": _of_article("open-source"),
    "library-refresh": _of_article("refresh"),
}
_ON_THE_LIST: dict[str, Callable[[LibraryList, Desk], None]] = {
    "list-back": LibraryList._back,
    "list-quit": lambda _listed, desk: desk.view.quit(),
    "list-help": LibraryList._help,
    "list-palette": LibraryList._palette,
    "library-filter": LibraryList._filter,
    "library-sort": LibraryList._sort,
    "library-reverse": LibraryList._reverse,
    "library-group": LibraryList._group,
    "library-new": _beyond("add-article"),
    "library-search": _beyond("search-library"),
    **{f"library-{name}": _beyond(name) for name in ("across", "codebook", "variables", "values")},
    "library-undo": LibraryList._undo,
    "library-redo": LibraryList._redo,
}
