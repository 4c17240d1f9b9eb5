"""RTF read once from its first brace to its last, with a stack for its groups."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.parts import Part
from annotate_tui.loaders.rtf_codes import (
    DESTINATIONS,
    HIDDEN,
    INFO,
    KEPT,
    SIGNS,
    SWITCHES,
    SYMBOL_SIGNS,
    SYMBOLS,
    charset_codec,
    page_codec,
)
from annotate_tui.loaders.rtf_state import (
    MAX_DEPTH,
    NOTE,
    SKIP,
    TEXT,
    Read,
    Run,
    State,
    depth_of,
    kind_of,
    link_in,
    row_of,
    set_title,
)
from annotate_tui.model import BlockKind, InlineKind

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,40})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)


def read_rtf(data: bytes, name: str) -> Read:
    """The blocks of an RTF document; ``name`` is what a message calls it.

    Raises LoadError for groups nested deeper than `MAX_DEPTH`.
    """
    return _Reader(data.decode("latin-1"), name).read()


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self._source = source
        self._name = name
        self._state = State()
        self._stack: list[State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, int] = {}
        self._styles: dict[int, str] = {}
        self._bytes = bytearray()
        self._skip = 0
        self._kept: dict[str, list[str]] = {
            name: [] for name in ("title", "author", "link", "label", "style")
        }
        self._at = 0
        self._high = 0
        self._numbers = 0
        self._run = Run()
        self._cells: list[Run] = []
        self._parts: list[Part] = []
        self._notes: list[Part] = []
        self._outer: list[Run] = []
        self._label = ""
        self._lefts: list[int] = []
        self._group = 0
        self._is_head = False
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": lambda _: self._paragraph(), "sect": lambda _: self._paragraph(),
            "page": lambda _: self._break(), "cell": lambda _: self._cell(),
            "nestcell": lambda _: self._write(" "), "nestrow": lambda _: self._write(" "),
            "row": lambda _: self._row(), "pard": lambda _: self._plain_paragraph(),
            "plain": lambda _: self._plain(),
        }  # fmt: skip

    def read(self) -> Read:
        source, match = self._source, _TOKEN.match
        begun = False
        while self._at < len(source):
            found = match(source, self._at)
            if found is None:
                self._at += 1
                continue
            self._at = found.end()
            word, number, code, sign, brace, words = found.groups()
            if word is not None:
                value = int(number) if number else None
                if word == "bin":
                    self._at += max(0, value or 0)
                else:
                    self._control(word, value)
            elif words is not None:
                self._literal(words)
            elif code is not None:
                self._literal(chr(int(code, 16)))
            elif sign is not None:
                self._symbol(sign)
            elif brace == "{":
                begun = True
                self._open()
            else:
                self._close()
                if begun and not self._stack:
                    break
        self._flush()
        is_whole = not self._stack
        while self._stack:
            self._close()
        self._state = State()
        if self._cells:
            self._row()
        self._paragraph()
        set_title(self._parts)
        return Read(self._parts + self._notes, self._take("title"), self._take("author"), is_whole)

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= MAX_DEPTH:
            raise LoadError(
                f"{self._name} nests its groups deeper than {MAX_DEPTH:,} levels: "
                "open it in a word processor and save it again."
            )
        self._stack.append(replace(self._state))
        self._skip = 0

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        if ended.to == self._state.to:
            return
        if ended.to == "style":
            self._styles[ended.style] = self._take("style").strip().rstrip(";")
        elif ended.to == "label":
            self._label = self._label or self._take("label").strip()
            self._kept["label"].clear()
        elif ended.to == NOTE and self._outer:
            inner, self._state = self._state, ended
            self._paragraph()
            self._state = inner
            self._run = self._outer.pop()

    def _control(self, word: str, value: int | None) -> None:
        if word == "u" and value is not None:
            self._flush()
            if self._state.to != SKIP:
                self._unicode(value & 0xFFFF)
            self._skip = self._state.unicode_skip
            return
        if self._skip:
            self._skip -= 1
            if word != "uc":
                return
        self._flush()
        state = self._state
        kept = word in KEPT and (state.info if word in INFO else state.to != SKIP)
        if kept or word in DESTINATIONS:
            self._destination(word)
        elif word in HIDDEN:
            state.to = SKIP
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in self._words:
            if state.to in (TEXT, NOTE):
                self._words[word](value)
        else:
            self._property(word, value)

    def _destination(self, word: str) -> None:
        state = self._state
        if word == "info":
            state.to, state.info = SKIP, True
        elif word == "stylesheet":
            state.to = "styles"
        elif word == "fonttbl":
            state.to = "fonts"
        elif word == "footnote":
            if state.to == TEXT:
                self._numbers += 1
                number = f"[{self._numbers}]"
                self._write(number)
                self._outer.append(self._run)
                self._run = Run()
                self._run.write(number + " ", [])
                state.to = NOTE
            else:
                state.to = SKIP
        elif word == "shptxt":
            # A text box stands in a destination that is skipped.
            state.to = TEXT if not self._outer else SKIP
        elif word == "fldrslt":
            address = link_in(self._take("link"))
            if address and state.to != SKIP:
                state.href = address
        else:
            # The second author is who saved it last, as LibreOffice writes it.
            is_editor = word == "author" and bool(self._kept[word])
            state.to = SKIP if is_editor else KEPT[word]
            if state.to == "link":
                self._kept["link"].clear()

    def _property(self, word: str, value: int | None) -> None:
        state = self._state
        if word in SWITCHES:
            setattr(state, SWITCHES[word], value != 0)
        elif word == "uc":
            state.unicode_skip = min(max(0, value if value is not None else 1), 16)
        elif word == "f":
            state.font = value or 0
        elif word == "fcharset":
            if state.to == "fonts":
                self._fonts[state.font] = value or 0
        elif word == "ansicpg":
            self._codec = page_codec(value or 1252)
        elif word in ("mac", "pc", "pca"):
            self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "s":
            state.style = value or 0
            if state.to == "styles":
                state.to = "style"
        elif word == "outlinelevel":
            state.outline = value if value is not None else 9
        elif word in ("trowd", "trhdr"):
            self._is_head = word == "trhdr"
        elif word == "intbl":
            state.in_table = True
        elif word in ("li", "lin"):
            state.left = value or 0
        elif word == "fi":
            state.hangs = (value or 0) < 0
        elif word == "ilvl":
            state.level = min(max(0, value or 0), 8)

    def _symbol(self, sign: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        if sign == "*":
            self._flush()
            self._star()
        elif sign in "\\{}":
            self._literal(sign)
        elif sign in "\r\n":
            self._flush()
            if self._state.to in (TEXT, NOTE):
                self._paragraph()
        elif sign in "~_":
            self._flush()
            self._write("\u00a0" if sign == "~" else "\u2011")

    def _star(self) -> None:
        """A destination that readers may leave out where they do not know it."""
        found = _TOKEN.match(self._source, self._at)
        if found is None or found[1] not in (
            "fldinst",
            "shpinst",
            "pntext",
            "bkmkstart",
            "footnote",
        ):
            self._state.to = SKIP

    def _literal(self, words: str) -> None:
        if self._skip:
            dropped = min(self._skip, len(words))
            self._skip -= dropped
            words = words[dropped:]
        if words and self._state.to != SKIP:
            self._bytes += words.encode("latin-1")

    def _flush(self) -> None:
        """Write the bytes that wait, by the code page of their font."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        charset = self._fonts.get(self._state.font, 0)
        if charset == SYMBOLS and self._state.to != "fonts":
            text = "".join(SYMBOL_SIGNS.get(byte, chr(byte)) for byte in data)
        else:
            text = data.decode(charset_codec(charset, self._codec), "replace")
        self._write(text)

    def _unicode(self, unit: int) -> None:
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        high, self._high = self._high, 0
        if 0xDC00 <= unit < 0xE000:
            unit = 0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00 if high else 0xFFFD
        elif 0xF000 <= unit <= 0xF0FF:
            # Signs of a symbol font, as Word writes them.
            self._write(SYMBOL_SIGNS.get(unit - 0xF000, chr(unit)))
            return
        self._write(chr(unit))

    def _write(self, text: str) -> None:
        state = self._state
        if state.to in (TEXT, NOTE):
            if state.hidden:
                return
            kinds: list[tuple[InlineKind, str]] = []
            if state.bold:
                kinds.append((InlineKind.STRONG, ""))
            if state.italic:
                kinds.append((InlineKind.EMPHASIS, ""))
            if state.strike:
                kinds.append((InlineKind.STRIKE, ""))
            if state.href:
                kinds.append((InlineKind.LINK, state.href))
            self._run.write(text, kinds)
        elif state.to in self._kept:
            self._kept[state.to].append(text)

    def _take(self, name: str) -> str:
        words = "".join(self._kept[name])
        self._kept[name].clear()
        return words

    def _plain_paragraph(self) -> None:
        state = self._state
        state.style, state.outline, state.in_table, state.level = 0, 9, False, 0
        state.left, state.hangs = 0, False

    def _plain(self) -> None:
        state = self._state
        state.bold = state.italic = state.strike = state.hidden = False

    def _break(self) -> None:
        if self._run.size and not self._state.in_table:
            self._paragraph()

    def _paragraph(self) -> None:
        """The words so far are a paragraph; within a cell or a note it is a part of that."""
        state = self._state
        if state.in_table and not self._outer:
            self._run.write(" ", [])
            return
        run, self._run = self._run, Run()
        label, self._label = self._label, ""
        if not run.words.strip():
            return
        if self._outer:
            run.part_number()
        elif not label and state.hangs:
            label = run.take_marker()
            state.level = depth_of(self._lefts, state.left) if label else 0
        if not label:
            self._lefts.clear()
        style = self._styles.get(self._state.style, "")
        kind, level = (
            (BlockKind.PARAGRAPH, 0) if self._outer else kind_of(self._state, style, label)
        )
        if kind != BlockKind.LIST_ITEM:
            label = ""
        marks = run.marks
        if kind in (BlockKind.HEADING, BlockKind.TITLE):
            marks = [mark for mark in marks if mark[2] is not InlineKind.STRONG]
        self._add(Part(kind, run.words, level, label, marks))

    def _add(self, part: Part) -> None:
        parts = self._notes if self._outer else self._parts
        if not parts or parts[-1].kind != part.kind:
            self._group += 1
        part.group = self._group
        parts.append(part)

    def _cell(self) -> None:
        if not self._outer:
            self._cells.append(self._run)
            self._run, self._label = Run(), ""

    def _row(self) -> None:
        if self._outer:
            return
        cells, self._cells = self._cells, []
        if self._run.words.strip() and cells:
            cells.append(self._run)
            self._run = Run()
        if not any(cell.words.strip() for cell in cells):
            return
        if len(cells) == 1:
            # A frame, not a table.
            self._add(Part(BlockKind.PARAGRAPH, cells[0].words, marks=cells[0].marks))
            return
        self._add(row_of(cells, self._is_head))
