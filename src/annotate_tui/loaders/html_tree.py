"""A tree of HTML into the text a reader sees, with its blocks and inline marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate_tui.loaders.html_parse import parse_fragment
from annotate_tui.loaders.html_run import Run
from annotate_tui.loaders.html_tables import Table, is_data
from annotate_tui.loaders.html_words import (
    PARAGRAPH_BREAK,
    is_hidden,
    is_note_number,
    is_pointer,
    list_marker,
    local_name,
    note_mark,
    number_of,
    picture_words,
    safe_href,
    seen_characters,
    skeleton,
)
from annotate_tui.loaders.pieces import Piece, put_pieces
from annotate_tui.model import BlockKind, InlineKind, Structure
from annotate_tui.text.normal import collapse

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse_fragment", "write_tree"]

_SILENT = frozenset(
    "annotation area audio button canvas datalist embed frameset head iframe input map meter"
    " noscript object optgroup option param progress rp rt script select style svg template textarea"
    " title video".split()
)
_BLOCK = frozenset(
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hgroup html legend li main menu nav ol p search section summary"
    " table tbody td tfoot th thead tr ul dir".split()
)
_HEADING = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_MARKS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
    **dict.fromkeys(("s", "strike", "del"), InlineKind.STRIKE),
}
_TITLE_WITHIN = 12


def write_tree(root: _Element, *, title: str = "", url: str = "") -> tuple[str, Structure]:
    """The text that a reader of the tree sees, and its structure. Any tree gives one; "" for none.

    White space is collapsed as a browser does it, and no-break spaces with it; soft hyphens and
    other characters of no width are left out. ``<br>`` is a line break, two of them begin a
    paragraph. Blocks are parted by an empty line, list items and table rows by a line break, cells
    by a tab; tables that only lay out a page are read as its paragraphs. Scripts, styles, forms'
    controls and hidden elements are left out.

    The first heading of level 1 is the title block. With ``title`` that headline is: the heading
    that says it, or a block of its own before all others. ``url`` is the page's address: relative
    links become absolute.
    """
    writer = _Writer(url)
    writer.walk(root)
    return writer.written(collapse(seen_characters(title)))


@dataclass(slots=True)
class _Container:
    """A quotation or list item that is open, with the marker that it has not shown yet."""

    kind: str
    label: str = ""


@dataclass(slots=True)
class _List:
    element: _Element
    number: int
    step: int
    is_ordered: bool


class _Writer:
    """Walks a tree once, iteratively, however deep it nests."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._run = Run()
        self._pieces: list[Piece] = []
        self._containers: list[_Container] = []
        self._lists: list[_List] = []
        self._outer_list = 0
        self._heading = 0
        self._pre = 0
        self._code: list[str] = []
        self._tables: list[Table | None] = []
        self._table_count = 0

    def walk(self, root: _Element) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                name = local_name(element)
                if self._skips(name, element):
                    # Its end comes all the same, and with it the words behind it.
                    walker.skip_subtree()
                    continue
                self._open(name, element)
                if element.text:
                    self._words(element.text)
                continue
            if event == "end":
                name = local_name(element)
                if not self._skips(name, element):
                    self._close(name, element)
            if element.tail and element is not root:
                self._words(element.tail)
        self._flush()

    def _skips(self, name: str, element: _Element) -> bool:
        if name == "input" and element.get("type") == "checkbox":
            holder = self._containers[-1] if self._containers else None
            if holder is not None and holder.label:
                holder.label = "☐" if element.get("checked") is None else "☑"
        return not name or name in _SILENT or is_hidden(element) or is_pointer(element)

    def _open(self, name: str, element: _Element) -> None:
        if self._pre:
            if name == "br" or (name in _BLOCK and self._code and self._code[-1][-1:] != "\n"):
                self._code.append("\n")
            self._pre += name == "pre"
        elif name in _BLOCK:
            self._border()
            self._open_block(name, element)
        elif name in _HEADING:
            self._border()
            self._heading = _HEADING[name]
        elif name == "blockquote":
            self._border()
            self._containers.append(_Container("quote"))
        elif name == "pre":
            if self._cell() is None:
                self._flush()
                self._pre = 1
        elif name == "hr":
            self._border()
            if self._cell() is None:
                self._add(Piece("", BlockKind.RULE))
        elif name == "br":
            self._break()
        elif name == "img":
            self._run.write(picture_words(element))
        else:
            self._open_inline(name, element)

    def _open_inline(self, name: str, element: _Element) -> None:
        if name == "a":
            if is_note_number(element):
                self._run.write("[")
            if href := safe_href(element.get("href"), self._url):
                self._run.open(InlineKind.LINK, href)
        elif name in _MARKS:
            self._run.open(_MARKS[name])
        elif name == "q":
            self._run.write("“")
        elif name == "sup" and note_mark(element):
            self._run.write("[")

    def _open_block(self, name: str, element: _Element) -> None:
        if name in _LISTS:
            if not self._lists:
                self._outer_list += 1
            self._lists.append(_list(name, element))
        elif name == "dl":
            if not self._lists:
                self._outer_list += 1
            self._lists.append(_List(element, 0, 0, False))
        elif name == "li":
            label = "•"
            if self._lists and self._lists[-1].is_ordered:
                listed = self._lists[-1]
                number = number_of(element.get("value"), listed.number)
                kind = element.get("type") or listed.element.get("type") or ""
                label = list_marker(number, kind)
                listed.number = number + listed.step
            self._containers.append(_Container("item", label))
        elif name == "dd":
            self._containers.append(_Container("item"))
        elif name == "table":
            data = self._cell() is None and is_data(element)
            self._table_count += data
            self._tables.append(Table() if data else None)
        elif self._tables and (table := self._tables[-1]) is not None:
            if name == "tr":
                self._add_row(table)
            table.open(name, element)

    def _close(self, name: str, element: _Element) -> None:
        if self._pre:
            self._pre -= name == "pre"
            if not self._pre:
                self._end_code()
            elif name in _BLOCK and self._code and self._code[-1][-1:] != "\n":
                self._code.append("\n")
        elif name in _BLOCK:
            self._close_block(name, element)
        elif name in _HEADING:
            self._border()
            self._heading = 0
        elif name == "blockquote":
            self._border()
            self._pop("quote")
        elif name == "a":
            self._run.close(InlineKind.LINK)
            if is_note_number(element):
                self._run.write("] ")
        elif name in _MARKS:
            self._run.close(_MARKS[name])
        elif name == "q":
            self._run.write("”")
        elif name == "sup" and note_mark(element):
            self._run.write("]")

    def _close_block(self, name: str, element: _Element) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and name in ("td", "th"):
            table.close_cell(self._run)
            self._run = self._run.fresh()
            return
        self._border()
        if name in _LISTS or name == "dl":
            if self._lists:
                self._lists.pop()
        elif name in ("li", "dd"):
            self._pop("item")
        elif name == "table":
            if table is not None:
                # Cells may stand in no row.
                self._add_row(table)
            if self._tables:
                self._tables.pop()
        elif table is not None:
            table.close(name)
            if name == "tr":
                self._add_row(table)

    def _pop(self, kind: str) -> None:
        if self._containers and self._containers[-1].kind == kind:
            self._containers.pop()

    def _cell(self) -> Table | None:
        """The table whose cell is open: in there no block begins."""
        table = self._tables[-1] if self._tables else None
        return table if table is not None and table.in_cell else None

    def _words(self, words: str) -> None:
        if self._pre:
            self._code.append(seen_characters(words))
            return
        first, *others = words.split(PARAGRAPH_BREAK)
        self._run.write(seen_characters(first))
        for paragraph in others:
            self._border()
            self._run.write(seen_characters(paragraph))

    def _border(self) -> None:
        if self._cell() is None:
            self._flush()
        else:
            self._run.space()

    def _break(self) -> None:
        if self._cell() is not None or self._heading:
            self._run.space()
        elif self._run.at_break():
            self._flush()
        else:
            self._run.line()

    def _flush(self) -> None:
        """The words so far become a block."""
        words, marks = self._run.take()
        if not words:
            return
        holder = self._containers[-1].kind if self._containers else ""
        kind, level = BlockKind.PARAGRAPH, 0
        if self._heading:
            kind, level = BlockKind.HEADING, self._heading
        elif holder == "item":
            kind, level = BlockKind.LIST_ITEM, max(1, len(self._lists))
        elif holder == "quote":
            kind, level = BlockKind.QUOTE, sum(c.kind == "quote" for c in self._containers)
        self._add(Piece(words, kind, level, self._take_label(), marks))

    def _take_label(self) -> str:
        """The marker of the innermost item, if it has not shown it yet."""
        for holder in reversed(self._containers):
            if holder.kind == "item":
                label, holder.label = holder.label, ""
                return label
        return ""

    def _end_code(self) -> None:
        content = "".join(self._code).replace("\r\n", "\n").replace("\r", "\n")
        self._code = []
        first = len(content) - len(content.lstrip())
        words = content[content.rfind("\n", 0, first) + 1 :].rstrip()
        if words.strip():
            self._add(Piece(words, BlockKind.CODE, 0, self._take_label()))

    def _add_row(self, table: Table) -> None:
        row = table.take_row()
        if row.words:
            level = int(row.is_head)
            piece = Piece(row.words, BlockKind.TABLE_ROW, level, "", row.marks)
            piece.before, piece.after = row.before, row.after
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        piece.group = self._table_count if piece.kind is BlockKind.TABLE_ROW else self._outer_list
        if piece.kind is BlockKind.RULE and (
            not self._pieces or self._pieces[-1].kind is BlockKind.RULE
        ):
            return
        self._pieces.append(piece)

    def written(self, title: str) -> tuple[str, Structure]:
        """The text and the structure of what was walked."""
        pieces = self._pieces
        if pieces and pieces[-1].kind is BlockKind.RULE:
            pieces.pop()
        _set_title(pieces, title)
        return put_pieces(pieces)


def _set_title(pieces: list[Piece], title: str) -> None:
    """The headline becomes the title block; it is never there twice."""
    if not title:
        for piece in pieces:
            if piece.kind is BlockKind.HEADING and piece.level == 1 and not piece.label:
                piece.kind, piece.level = BlockKind.TITLE, 0
                break
        return
    wanted = skeleton(title)
    for number, piece in enumerate(pieces[:_TITLE_WITHIN]):
        is_first = number == 0 and piece.kind is BlockKind.PARAGRAPH
        if (is_first or piece.kind is BlockKind.HEADING) and skeleton(piece.words) == wanted:
            piece.kind, piece.level = BlockKind.TITLE, 0
            return
    pieces.insert(0, Piece(title, BlockKind.TITLE))


def _list(name: str, element: _Element) -> _List:
    is_ordered = name == "ol"
    first = number_of(element.get("start"), 1)
    if is_ordered and element.get("reversed") is not None:
        count = sum(local_name(child) == "li" for child in element)
        return _List(element, number_of(element.get("start"), count), -1, True)
    return _List(element, first, 1, is_ordered)
