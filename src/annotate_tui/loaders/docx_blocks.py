"""The body of a Word document into the text a reader sees, with its blocks and inline marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui.loaders.docx_runs import Mark, Run, RunReader, between
from annotate_tui.loaders.docx_styles import Lists, Numbered, Styles, W, child, is_on, number, value
from annotate_tui.loaders.docx_styles import written as written_number
from annotate_tui.loaders.pieces import Piece, put_pieces
from annotate_tui.loaders.safe_xml import local
from annotate_tui.model import BlockKind, Structure

if TYPE_CHECKING:
    from lxml import etree

    from annotate_tui.loaders.docx_package import WordFile

_HOLDERS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "sdt", "smartTag"})
_BLANK_START = "\ufeff"
_LAYOUT_PARAGRAPHS = 3
_LAYOUT_SIZE = 500
_WIDEST = 64
_BOXES = 4


@dataclass(slots=True)
class _Piece(Piece):
    """A block before it has its place, and the paragraphs that are the lines of code in it."""

    lines: list[str] = field(default_factory=list)


def write_word(file: WordFile) -> tuple[str, Structure]:
    """The text of the document and its structure; "" for one without words.

    Blocks are parted by an empty line, list items and table rows by a line break, cells by a tab.
    Inserted text is in, deleted and hidden text is out, as are comments, running heads and
    pictures. Text boxes stand behind the paragraph that they hang on, notes at the end under their
    labels. The title block is the first paragraph in the style Title, else the only heading of
    level 1. The numbers of headings are written before them.
    """
    writer = _Writer(file)
    return writer.write()


class _Writer:
    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._styles = Styles(file.document.styles.element)
        self._lists = Lists(file.numbering)
        self._labels: dict[tuple[str, str], str] = {}
        self._noted: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._reader = RunReader(self._styles, file.links.get("", {}), self._note)
        self._pieces: list[_Piece] = []
        self._carried: Run | None = None
        self._list_run = 0
        self._table = 0
        self._boxes = 0
        self._number = ""

    def write(self) -> tuple[str, Structure]:
        self._blocks(self._file.document.element.body)
        self._end_carried()
        self._notes()
        _set_title(self._pieces)
        _join_lines(self._pieces)
        return put_pieces(self._pieces)

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._end_carried()
                self._read_table(element)
            elif name in _HOLDERS:
                self._blocks(element)
            elif name == "AlternateContent":
                self._blocks(element[0] if len(element) else element)

    def _paragraph(self, element: etree._Element) -> None:
        run = self._carried or Run()
        self._carried = None
        self._reader.read(element, run)
        shape = child(element, "pPr")
        if child(shape, "rPr/del") is not None or child(shape, "rPr/moveFrom") is not None:
            # Its end is deleted: its words go on in the next paragraph.
            self._carried = run
            return
        self._add(run, shape)

    def _end_carried(self) -> None:
        if self._carried is not None:
            run, self._carried = self._carried, None
            self._add(run, None)

    def _add(self, run: Run, shape: etree._Element | None) -> None:
        style = value(shape, "pStyle")
        kind, level = self._styles.kind(style)
        outline = number(value(shape, "outlineLvl"), 9)
        if not kind and 0 <= outline < 9:
            kind, level = "heading", outline + 1
        if self._number and kind == "code":
            kind = ""
        words = run.words
        skip = _leading(words, first=not self._pieces)
        if kind == "code":
            # Its indentation says something.
            skip = words.rfind("\n", 0, skip) + 1 if self._pieces else skip
        words = words[skip:].rstrip()
        if words:
            piece = self._piece(words, kind, level, shape, style)
            shift = len(piece.words) - len(words) if kind in ("title", "heading") else 0
            if self._number:
                piece.words, shift = self._number + piece.words, shift + len(self._number)
                self._number = ""
            if kind != "code":
                _place_marks(piece, run.marks, shift - skip, shift)
            if not self._pieces or self._pieces[-1] is not piece:
                self._pieces.append(piece)
        elif run.has_rule:
            self._pieces.append(_Piece("", BlockKind.RULE))
        self._read_boxes(run.boxes)

    def _read_boxes(self, boxes: list[etree._Element]) -> None:
        if self._boxes < _BOXES:
            self._boxes += 1
            for box in boxes:
                self._blocks(box)
                self._end_carried()
            self._boxes -= 1

    def _piece(
        self, words: str, kind: str, level: int, shape: etree._Element | None, style: str | None
    ) -> _Piece:
        if kind == "code":
            last = self._pieces[-1] if self._pieces else None
            if last is not None and last.kind is BlockKind.CODE:
                last.lines.append(words)
                return last
            return _Piece(words, BlockKind.CODE, lines=[words])
        if kind == "contents":
            return _Piece(words, BlockKind.FURNITURE)
        label, depth = self._numbered(shape, style)
        if kind in ("title", "heading"):
            if any(char.isalnum() for char in label):
                words = f"{label} {words}"
            if kind == "title":
                return _Piece(words, BlockKind.TITLE)
            return _Piece(words, BlockKind.HEADING, min(level, 6))
        if depth >= 0:
            return _Piece(words, BlockKind.LIST_ITEM, depth + 1, label, group=self._list_run)
        self._list_run += 1
        if kind == "quote":
            return _Piece(words, BlockKind.QUOTE, 1)
        return _Piece(words, BlockKind.PARAGRAPH)

    def _numbered(self, shape: etree._Element | None, style: str | None) -> tuple[str, int]:
        """The marker of a paragraph in a list and its depth; -1 for one in none."""
        numbered = self._styles.numbered(style)
        own = child(shape, "numPr")
        if own is not None:
            list_id = value(own, "numId") or (numbered.list_id if numbered else "")
            numbered = Numbered(list_id, number(value(own, "ilvl"), 0))
        if numbered is None or numbered.list_id in ("", "0"):
            return "", -1
        depth = self._lists.depth(numbered, style)
        label = self._lists.label(numbered.list_id, depth)
        return label, depth or max(0, self._styles.list_depth(style))

    def _read_table(self, table: etree._Element) -> None:
        rows = [row for row in _rows(table) if child(row, "trPr/del") is None]
        cells = [_cells(row) for row in rows]
        if _is_layout(cells):
            for cell in (one for row in cells for one in row):
                self._blocks(cell)
                self._end_carried()
            return
        self._table += 1
        look = child(table, "tblPr/tblLook")
        says_head = look is not None and (
            look.get(f"{W}firstRow") in ("1", "true", "on")
            or bool(_bits(look.get(f"{W}val")) & 0x20)
        )
        for at, (row, row_cells) in enumerate(zip(rows, cells, strict=True)):
            stated = is_on(row, "trPr/tblHeader")
            is_head = bool(stated) or (at == 0 and says_head and len(rows) > 1)
            self._add_row(row, row_cells, is_head)

    def _add_row(self, row: etree._Element, cells: list[etree._Element], is_head: bool) -> None:
        line: list[str] = [""] * min(number(value(row, "trPr/gridBefore"), 0), _WIDEST)
        runs: list[Run | None] = [None] * len(line)
        boxes: list[etree._Element] = []
        for cell in cells:
            run = Run()
            merged = child(cell, "tcPr/vMerge")
            if merged is None or merged.get(f"{W}val") == "restart":
                self._read_cell(cell, run)
            boxes += run.boxes
            line.append(run.words.replace("\n", " ").replace("\t", " "))
            runs.append(run)
            wide = min(number(value(cell, "tcPr/gridSpan"), 1), _WIDEST) - 1
            line += [""] * wide
            runs += [None] * wide
        joined = "\t".join(line)
        skip = _leading(joined, first=not self._pieces)
        words = joined[skip:].rstrip()
        if words:
            piece = _Piece(words, BlockKind.TABLE_ROW, int(is_head), group=self._table)
            piece.before = _tabs(joined[:skip])
            piece.after = _tabs(joined[skip + len(words) :])
            at = -skip
            for cell_words, one in zip(line, runs, strict=True):
                if one is not None:
                    _place_marks(piece, one.marks, at, 0)
                at += len(cell_words) + 1
            self._pieces.append(piece)
        self._read_boxes(boxes)

    def _read_cell(self, cell: etree._Element, run: Run) -> None:
        for paragraph in _paragraphs(cell):
            if run.size and not run.parts[-1][-1:].isspace():
                run.write(" ")
            self._reader.read(paragraph, run)

    def _note(self, kind: str, note_id: str) -> str:
        """The mark of a note in the text: they are counted as they are met."""
        known = self._labels.get((kind, note_id))
        if known is None:
            self._noted[kind].append(note_id)
            count = len(self._noted[kind])
            known = written_number(count, "lowerRoman" if kind == "endnote" else "decimal")
            self._labels[kind, note_id] = known
        return f"[{known}]"

    def _notes(self) -> None:
        for kind, root in (("footnote", self._file.footnotes), ("endnote", self._file.endnotes)):
            if root is None:
                continue
            by_id = {one.get(f"{W}id", ""): one for one in root if local(one) == kind}
            links = self._file.links.get(f"{kind}s", {})
            self._reader = RunReader(self._styles, links, self._note)
            # A note can refer to further ones: the list grows while it is gone through.
            for note_id in self._noted[kind]:
                if (note := by_id.get(note_id)) is not None:
                    self._number = f"[{self._labels[kind, note_id]}] "
                    self._blocks(note)
                    self._end_carried()
                    self._number = ""


def _set_title(pieces: list[_Piece]) -> None:
    """The first title block stays one, further ones are headings; else an only heading becomes it."""
    titles = [piece for piece in pieces if piece.kind is BlockKind.TITLE]
    for piece in titles[1:]:
        piece.kind, piece.level = BlockKind.HEADING, 1
    first = [p for p in pieces if p.kind is BlockKind.HEADING and p.level == 1]
    if not titles and len(first) == 1:
        first[0].kind, first[0].level = BlockKind.TITLE, 0


def _join_lines(pieces: list[_Piece]) -> None:
    for piece in pieces:
        if piece.lines:
            piece.words = "\n".join(piece.lines)


def _place_marks(piece: _Piece, marks: list[Mark], shift: int, first: int) -> None:
    size = len(piece.words)
    for start, end, kind, href in marks:
        start, end = max(first, start + shift), min(size, end + shift)
        while start < end and piece.words[start].isspace():
            start += 1
        while start < end and piece.words[end - 1].isspace():
            end -= 1
        if start < end:
            piece.marks.append((start, end, kind, href))


def _leading(words: str, first: bool) -> int:
    """How much to leave out at the start: white space, and what reads as a byte-order mark."""
    kept = words.lstrip()
    while first and kept.startswith(_BLANK_START):
        kept = kept.lstrip(_BLANK_START).lstrip()
    return len(words) - len(kept)


def _tabs(words: str) -> str:
    return "\t" * words.count("\t")


def _bits(stated: str | None) -> int:
    try:
        return int(stated or "0", 16)
    except ValueError:
        return 0


def _rows(table: etree._Element) -> list[etree._Element]:
    return [one for one in _inner(table) if local(one) == "tr"]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [one for one in _inner(row) if local(one) == "tc"]


def _inner(parent: etree._Element) -> list[etree._Element]:
    """The children, and those of the wrappers among them."""
    found: list[etree._Element] = []
    for one in parent:
        if local(one) in _HOLDERS:
            found += _inner(one)
        else:
            found.append(one)
    return found


def _paragraphs(cell: etree._Element) -> list[etree._Element]:
    """The paragraphs of a cell, those of tables within it too, in order."""
    return [
        one
        for one in cell.iterdescendants(f"{W}p")
        if not any(local(above) == "txbxContent" for above in between(one, cell))
    ]


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table only lays out a page: one cell, or cells that hold prose in paragraphs."""
    cells = [cell for row in rows for cell in row]
    if len(cells) <= 1:
        return True
    for cell in cells:
        sizes = [len("".join(p.itertext(f"{W}t")).strip()) for p in cell.iterchildren(f"{W}p")]
        if sum(map(bool, sizes)) >= _LAYOUT_PARAGRAPHS and sum(sizes) > _LAYOUT_SIZE:
            return True
    return False
