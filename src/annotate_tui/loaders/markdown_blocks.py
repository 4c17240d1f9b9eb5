"""markdown-it's tokens into the text a reader sees, with its blocks and inline marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui.loaders.footnotes import Note
from annotate_tui.loaders.html_text import html_paragraphs, inline_text
from annotate_tui.model import BlockKind, InlineKind, Structure
from annotate_tui.text.structure import StructureBuilder

if TYPE_CHECKING:
    from markdown_it.token import Token

_INLINE = {"em": InlineKind.EMPHASIS, "strong": InlineKind.STRONG, "s": InlineKind.STRIKE}
_CHECKBOX = "task-list-item-checkbox"
_BLANK_START = "\ufeff"


@dataclass(slots=True)
class _Run:
    """The words of one inline token and the marks on them, offsets from its start."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[tuple[int, int, InlineKind, str]] = field(default_factory=list)
    label: str = ""

    def write(self, words: str) -> None:
        # An entity can name a carriage return; the kept text has none.
        self.parts.append(words.replace("\r", "\n"))
        self.size += len(words)


@dataclass(slots=True)
class _Container:
    """A quotation, list item or footnote that is open."""

    kind: str
    label: str = ""


class Writer:
    """Walks the tokens once, iteratively, however deep they nest."""

    def __init__(self) -> None:
        self.title = ""
        self._builder = StructureBuilder()
        self._parts: list[str] = []
        self._at = 0
        self._containers: list[_Container] = []
        self._lists: list[tuple[int, str]] = []
        self._outer_list = 0
        self._last: tuple[BlockKind, int] | None = None
        self._row: list[_Run] = []
        self._table = 0
        self._in_head = False
        self._cell = False

    def write(self, tokens: Sequence[Token], notes: Sequence[Note]) -> tuple[str, Structure]:
        """The text and its structure, footnotes last.

        Blocks are parted by an empty line, table rows and list items by none. A row whose first or
        last cells are empty keeps their tabs in the text, outside of the block, so that its columns
        can still be counted.
        """
        self._walk(tokens)
        for note in notes:
            self._containers = [_Container("footnote", f"[{note.label}] ")]
            self._walk(note.tokens)
        return "".join(self._parts), self._builder.build()

    def _walk(self, tokens: Sequence[Token]) -> None:
        heading = 0
        for token in tokens:
            kind = token.type
            if kind == "inline":
                run = _read_inline(token.children or [])
                if self._cell:
                    self._row.append(run)
                else:
                    self._prose(run, heading)
            elif kind == "heading_open":
                heading = int(token.tag[1:])
            elif kind == "heading_close":
                heading = 0
            elif kind in ("fence", "code_block"):
                self._code(token.content)
            elif kind == "html_block":
                for words in html_paragraphs(token.content):
                    self._prose(_Run([words], len(words)), 0)
            elif kind == "hr":
                self._emit("", 0, BlockKind.RULE)
            else:
                self._container(token)

    def _container(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._containers.append(_Container("quote"))
            case "bullet_list_open" | "ordered_list_open":
                if not self._lists:
                    self._outer_list += 1
                ordered = token.type == "ordered_list_open"
                first = int(token.attrs.get("start", 1)) if ordered else 0
                self._lists.append((first, token.markup if ordered else ""))
            case "list_item_open":
                number, delimiter = self._lists[-1]
                self._lists[-1] = (number + 1, delimiter)
                label = f"{number}{delimiter}" if delimiter else "•"
                self._containers.append(_Container("item", label))
            case "blockquote_close" | "list_item_close":
                self._containers.pop()
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "table_open":
                self._table += 1
            case "thead_open":
                self._in_head = True
            case "thead_close":
                self._in_head = False
            case "th_open" | "td_open":
                self._cell = True
            case "th_close" | "td_close":
                self._cell = False
            case "tr_close":
                self._write_row()
            case _:
                pass

    def _prose(self, run: _Run, heading: int) -> None:
        label = self._take_label()
        if run.label and label:
            label = run.label
        holder = self._containers[-1].kind if self._containers else ""
        kind, level = BlockKind.PARAGRAPH, 0
        if heading:
            kind, level = BlockKind.HEADING, heading
        elif holder == "item":
            kind, level = BlockKind.LIST_ITEM, len(self._lists)
        elif holder == "quote":
            kind, level = BlockKind.QUOTE, sum(c.kind == "quote" for c in self._containers)
        words = "".join(run.parts)
        if label.startswith("["):
            words, label = self._numbered(run, words, label), ""
        skip = _leading(words, first=not self._at)
        words = words[skip:].rstrip()
        if not words:
            if label:
                self._containers[-1].label = label
            return
        if heading == 1 and not self.title and not self._containers:
            kind = BlockKind.TITLE
            self.title = words
        start = self._emit(words, level, kind, label)
        self._mark(run, start - skip, start, start + len(words))

    def _numbered(self, run: _Run, words: str, number: str) -> str:
        shift = len(number)
        run.marks = [(a + shift, b + shift, kind, href) for a, b, kind, href in run.marks]
        return number + words

    def _take_label(self) -> str:
        """The marker of the innermost item or footnote that has not shown it yet."""
        if not self._containers:
            return ""
        for holder in reversed(self._containers):
            if holder.label:
                label, holder.label = holder.label, ""
                return label
            if holder.kind != "quote":
                break
        return ""

    def _code(self, content: str) -> None:
        first = len(content) - len(content.lstrip())
        words = content[content.rfind("\n", 0, first) + 1 :].rstrip()
        if words:
            label = self._take_label()
            if label.startswith("["):
                words, label = label + "\n" + words, ""
            self._emit(words, 0, BlockKind.CODE, label)

    def _write_row(self) -> None:
        cells = ["".join(run.parts).replace("\n", " ").replace("\t", " ") for run in self._row]
        line = "\t".join(cells)
        words = line.strip()
        if words:
            skip = _leading(line, first=not self._at)
            words = line[skip:].rstrip()
        if words:
            start = self._emit(words, int(self._in_head), BlockKind.TABLE_ROW, before=line[:skip])
            at = start - skip
            for run, cell in zip(self._row, cells, strict=True):
                self._mark(run, at, start, start + len(words))
                at += len(cell) + 1
            self._put(line[skip + len(words) :])
        self._row = []

    def _mark(self, run: _Run, base: int, start: int, end: int) -> None:
        for a, b, kind, href in run.marks:
            self._builder.mark(max(start, base + a), min(end, base + b), kind, href)

    def _emit(
        self, words: str, level: int, kind: BlockKind, label: str = "", before: str = ""
    ) -> int:
        group = self._table if kind == BlockKind.TABLE_ROW else self._outer_list
        if self._last is not None:
            close = kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM)
            self._put("\n" if close and self._last == (kind, group) else "\n\n")
        self._last = (kind, group)
        self._put(before)
        start = self._at
        self._put(words)
        self._builder.add(start, self._at, kind, level, label)
        return start

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)


def _leading(words: str, first: bool) -> int:
    """How much to leave out at the start: white space, and what reads as a byte-order mark."""
    kept = words.lstrip()
    while first and kept.startswith(_BLANK_START):
        kept = kept.lstrip(_BLANK_START).lstrip()
    return len(words) - len(kept)


def _read_inline(tokens: Sequence[Token]) -> _Run:
    run = _Run()
    opened: list[tuple[int, str]] = []
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special"):
            run.write(token.content)
        elif kind in ("softbreak", "hardbreak"):
            if not (run.parts and run.parts[-1] == "\n"):
                run.write("\n")
        elif kind == "code_inline":
            start = run.size
            run.write(token.content)
            run.marks.append((start, run.size, InlineKind.CODE, ""))
        elif kind == "image":
            run.write("".join(_read_inline(token.children or []).parts))
        elif kind == "html_inline":
            if _CHECKBOX in token.content:
                run.label = "☑" if "checked=" in token.content else "☐"
            else:
                run.write(inline_text(token.content))
        elif kind == "footnote_ref":
            run.write(f"[{int(token.meta['id']) + 1}]")
        elif kind.endswith("_open"):
            opened.append((run.size, str(token.attrs.get("href", ""))))
        elif kind.endswith("_close") and opened:
            start, href = opened.pop()
            name = kind.removesuffix("_close")
            mark = InlineKind.LINK if name == "link" else _INLINE[name]
            run.marks.append((start, run.size, mark, href))
    return run
