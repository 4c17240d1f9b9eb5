"""Tables of HTML: which hold data and which lay out a page; their rows as lines of cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.html_run import Mark, Run
from annotate_tui.loaders.html_words import local_name, number_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LAYS_OUT = frozenset("table h1 h2 h3 h4 h5 h6 blockquote pre form hr article section".split())
_SAYS_DATA = frozenset("th caption thead".split())
_WIDEST = 64
_LOOKED_AT = 20_000


def is_data(table: _Element) -> bool:
    """Whether the table is one to a reader, not a page's or a letter's layout.

    It has two columns or more and no table, heading, quotation or form within; without head cells
    or a caption it must have two rows or more, too.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = columns = cells = 0
    says = False
    for number, element in enumerate(table.iterdescendants()):
        name = local_name(element)
        if name in _LAYS_OUT:
            return False
        says = says or name in _SAYS_DATA
        if name == "tr":
            rows, cells = rows + 1, 0
        elif name in ("td", "th"):
            cells += 1
            columns = max(columns, cells)
        if number > _LOOKED_AT:
            break
    return columns > 1 and (says or rows > 1)


class Row(NamedTuple):
    """One row: its words, the tabs of empty cells around them, and the marks on the words."""

    words: str
    before: str
    after: str
    marks: list[Mark]
    is_head: bool


@dataclass(slots=True)
class Table:
    """The table that is being read: it counts the columns that cells of other rows reach into."""

    in_cell: bool = False
    _in_head: bool = False
    _began: bool = False
    _is_all_head: bool = True
    _columns: int = 0
    _wide: int = 1
    _cells: list[tuple[str, list[Mark]]] = field(default_factory=list)
    _reaching: dict[int, int] = field(default_factory=dict)
    _tall: int = 1

    def open(self, name: str, element: _Element) -> None:
        """A part of the table begins."""
        if name == "thead":
            self._in_head = True
        elif name in ("td", "th"):
            self.in_cell = True
            self._is_all_head = self._is_all_head and name == "th"
            self._wide = max(1, number_of(element.get("colspan"), 1))
            self._tall = max(1, number_of(element.get("rowspan"), 1))

    def close(self, name: str) -> None:
        """A part of the table ends."""
        if name == "thead":
            self._in_head = False

    def close_cell(self, run: Run) -> None:
        """The cell's words are those of ``run``; one that reaches over columns leaves them empty."""
        self._fill()
        words, marks = run.take()
        self.in_cell = False
        column = len(self._cells)
        self._cells.append((words.replace("\n", " "), marks))
        if self._tall > 1 and column < _WIDEST:
            self._reaching[column] = self._tall
        for _ in range(self._wide - 1):
            if len(self._cells) >= _WIDEST:
                break
            if self._tall > 1:
                self._reaching[len(self._cells)] = self._tall
            self._cells.append(("", []))

    def take_row(self) -> Row:
        """The row that ended."""
        if self._cells:
            self._fill()
        line = "\t".join(words for words, _ in self._cells)
        words = line.strip("\t")
        before = len(line) - len(line.lstrip("\t"))
        marks: list[Mark] = []
        at = -before
        for cell, on_it in self._cells:
            marks += ((at + start, at + end, kind, href) for start, end, kind, href in on_it)
            at += len(cell) + 1
        is_head = self._in_head or (self._is_all_head and not self._began)
        if words:
            self._began = True
        if self._cells:
            self._reaching = {c: left - 1 for c, left in self._reaching.items() if left > 1}
        self._cells, self._is_all_head = [], True
        after = line[before + len(words) :] if words else ""
        return Row(words, line[:before], after, marks, is_head)

    def _fill(self) -> None:
        """Cells of rows above that reach down here are empty."""
        while self._reaching.get(len(self._cells), 0) > 0 and len(self._cells) < _WIDEST:
            self._cells.append(("", []))
