"""The library: every article on a row; enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Tag
from annotate_tui.reading.roll import Roll
from annotate_tui.store.rows import ArticleRow
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.paint import letter
from annotate_tui.tui.status import feet
from annotate_tui.tui.words import count

Open = Callable[[Desk, ArticleRow], None]
_DATE, _COUNT, _DONE = 10, 3, 4
_WIDE = 100
"""Cells from which the columns of counts bear their tags' names, not their gutter letters."""


class LibraryList:
    """Rows of articles with source, date, counts per tag and done; empty, it offers the sample."""

    whole = True

    def __init__(
        self,
        articles: Sequence[ArticleRow],
        tags: Sequence[Tag],
        open_article: Open,
        open_sample: Callable[[Desk], None],
        turn_done: Callable[[Desk, ArticleRow], ArticleRow],
        current: str = "",
    ) -> None:
        self._articles = list(articles)
        self._tags = [t for t in tags if not t.archived_at][:5]
        self._open = open_article
        self._open_sample = open_sample
        self._turn_done = turn_done
        at = next((i for i, a in enumerate(articles) if a.id == current), 0)
        self._roll = Roll().of(len(articles), at)
        self._names: list[str] = []
        self._counts: list[int] = []

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move, open, or go back."""
        action_id = desk.keymap.action("library", key, character)
        moved = self._roll.move(action_id)
        if moved is not None:
            self._roll = moved
        elif action_id == "open-article":
            if self._articles:
                self._open(desk, self._articles[self._roll.at])
            else:
                self._open_sample(desk)
        elif action_id == "list-quit":
            desk.view.quit()
        elif action_id == "list-help":
            desk.open(
                Help(list_help(desk.keymap, "library", "The library: every article on a row."))
            )
        elif action_id == "list-back":
            self.close(desk)
        elif action_id == "article-done" and self._articles:
            here = self._articles[self._roll.at]
            self._articles[self._roll.at] = self._turn_done(desk, here)
        elif action_id == "list-palette":
            from annotate_tui.tui.palette import list_palette

            list_palette(desk, "library", self)
        else:
            shown = character if character and character.isprintable() else key
            helps = desk.keymap.hint("list-help")
            desk.say(f"{shown} does nothing here; {helps} shows what can be done.")

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        desk.say("Pasted text is ignored here.")

    def close(self, desk: Desk) -> None:
        """Back to the open article, where there is one."""
        if desk.session is None:
            opens, quits = desk.keymap.hint("open-article"), desk.keymap.hint("list-quit")
            desk.say(f"This is the library; {opens} opens an article, {quits} quits.")
        else:
            desk.drop(self)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """How many there are, and what the keys do."""
        if not self._articles:
            return [(f" {desk.said or 'The library is empty.'}", "strong")], [
                *feet(
                    desk.keymap,
                    (("open-article",), "opens the sample article"),
                    (("list-quit",), "quit"),
                )
            ]
        here = f" Article {self._roll.at + 1} of {count(len(self._articles), 'article')}"
        if len(self._articles) == 1:
            here = " 1 article"
        back = [(("list-back",), "back")] if desk.session is not None else []
        said = f" · {desk.said}" if desk.said else ""
        return [(here, "strong"), (said, "bar")], feet(
            desk.keymap,
            (("next-row", "previous-row"), "move"),
            (("open-article",), "open"),
            *back,
            (("list-help",), "help"),
            (("list-quit",), "quit, all saved"),
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """The head row and the articles around the chosen one."""
        if not self._articles:
            return _empty(desk.keymap.hint("open-article"))
        self._roll = self._roll.fit(height - 2)
        title, source = self._widths(width)
        drawn: Lines = [self._head(title, source), self._legend()]
        for i in self._roll.seen:
            role = "chosen" if i == self._roll.at else "text"
            drawn.append([(self._row(self._articles[i], title, source), role)])
        return drawn

    def _widths(self, width: int) -> tuple[int, int]:
        self._names = [t.name if width >= _WIDE else letter(t) for t in self._tags]
        self._counts = [max(_COUNT, min(cell_width(name), 10)) for name in self._names]
        fixed = 2 + 1 + _DATE + 2 + sum(self._counts) + len(self._counts) + _DONE + 4
        room = max(16, width - fixed)
        source = min(24, room // 4) if width >= 70 else 0
        return room - source - 2, source

    def _head(self, title: int, source: int) -> Sequence[Run]:
        counts = "".join(
            f" {crop(name, cells):>{cells}}"
            for name, cells in zip(self._names, self._counts, strict=True)
        )
        text = (
            f"  {'Title':<{title}}  {crop('Source', source):<{source}}  {'Date':<{_DATE}}{counts}"
        )
        return [(text + f"  {'Done':<{_DONE}}", "heading")]

    def _legend(self) -> Sequence[Run]:
        """What the letters over the counts mean, where they stand for names."""
        pairs = zip(self._names, self._tags, strict=True)
        words = " · ".join(f"{name} {tag.name}" for name, tag in pairs if name != tag.name)
        return [(f"  {words}", "gutter")] if words else []

    def _row(self, article: ArticleRow, title: int, source: int) -> str:
        counts = "".join(
            f" {article.counts.get(tag.id, 0) or '·':>{cells}}"
            for tag, cells in zip(self._tags, self._counts, strict=True)
        )
        date = article.published[:_DATE]
        cells = [
            _pad(article.title or "(no title)", title),
            _pad(_source(article), source),
            _pad(date, _DATE) + counts,
            "done" if article.done_at else "    ",
        ]
        return "  " + "  ".join(cells) + " "


def _source(article: ArticleRow) -> str:
    return article.site or article.source.rsplit("/", 1)[-1]


def _pad(words: str, width: int) -> str:
    shown = crop(words, width)
    return shown + " " * (width - cell_width(shown))


def _empty(opens: str) -> Lines:
    return [
        [],
        [("   Nothing here yet.", "heading")],
        [],
        [(f"   {opens} opens the sample article: read it, tag it, try every key.", "text")],
        [],
        [("   annotate FILE opens an article of your own;", "text")],
        [("   annotate add FILE … brings in many.", "text")],
    ]
