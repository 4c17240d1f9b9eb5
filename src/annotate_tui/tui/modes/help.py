"""Help: what can be done here and now, then every key; built from the bindings and the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotate_tui.reading.line import Line
from annotate_tui.reading.roll import Roll
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.lines import Run, typed_runs, wrapped
from annotate_tui.tui.status import feet, hints

_KEYS = 14
"""Cells of the column of keys."""
_TWO_COLUMNS = 100
"""Cells from which the sections stand in two columns."""


class Section(NamedTuple):
    """A heading and rows of (keys, what they do); a row without keys is a sentence."""

    title: str
    rows: Sequence[tuple[str, str]]


class Help:
    """A page of keys that scrolls and can be narrowed by typing; any other key closes it."""

    whole = True

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._roll = Roll()
        self._typed: Line | None = None
        self._typing = False
        self._laid: tuple[int, str] = (-1, "")
        self._rows: Lines = []

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Scroll, narrow, or close."""
        if self._typing:
            self._type(key, character)
            return
        action_id = desk.keymap.action("help", key, character)
        if action_id == "help-filter":
            self._typed, self._typing = self._typed or Line(), True
            return
        roll = self._roll
        top = {
            "next-row": roll.top + 1,
            "previous-row": roll.top - 1,
            "list-page-down": roll.top + roll.height,
            "list-page-up": roll.top - roll.height,
            "first-row": 0,
            "last-row": roll.count,
        }.get(action_id)
        if top is not None:
            self._scroll_to(top)
        elif action_id == "list-back" and self._typed is not None:
            self._typed = None
        elif action_id != "prefix":
            self.close(desk)

    def wheel(self, _desk: Desk, rows: int) -> None:
        """Scroll."""
        self._scroll_to(self._roll.top + rows)

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted words narrow the page while one types there."""
        if self._typing and self._typed is not None:
            self._typed = self._typed.insert(words)

    def close(self, desk: Desk) -> None:
        """Back to where it was asked for."""
        desk.drop(self)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """Where in the page, and what the keys do."""
        if self._typing and self._typed is not None:
            return [(" Only with ", "title"), *typed_runs(self._typed)], hints(
                "enter keeps it · escape shows all"
            )
        last = min(self._roll.count, self._roll.top + self._roll.height)
        whole = self._roll.count <= self._roll.height
        more = "" if whole else f" · {last} of {self._roll.count} lines"
        narrowed = f" · only with “{self._typed.text}”" if self._typed else ""
        return [(f" Help{narrowed}{more}", "title")], [
            *feet(
                desk.keymap,
                (("next-row", "previous-row", "list-page-down", "list-page-up"), "scroll"),
                (("help-filter",), "only what you type"),
            ),
            (" · any other key closes", "dim"),
        ]

    def lines(self, _desk: Desk, width: int, height: int) -> Lines:
        """The page from where it was scrolled to."""
        typed = self._typed.text.strip() if self._typed else ""
        if self._laid != (width, typed):
            self._laid = (width, typed)
            self._rows = laid_out(narrowed(self._sections, typed), width)
            if not self._rows:
                self._rows = [[(f"  Nothing here has “{typed}”.", "text")]]
        self._roll = Roll(len(self._rows), self._roll.at, self._roll.top, max(1, height))
        self._scroll_to(self._roll.top)
        return self._rows[self._roll.top : self._roll.top + height]

    def _scroll_to(self, top: int) -> None:
        roll = self._roll
        top = max(0, min(top, roll.count - roll.height))
        self._roll = Roll(roll.count, top, top, roll.height)

    def _type(self, key: str, character: str | None) -> None:
        if key == "enter":
            self._typing = False
            if self._typed is not None and not self._typed.text.strip():
                self._typed = None
        elif key in ("escape", "ctrl+c"):
            self._typing, self._typed = False, None
        elif self._typed is not None and (line := self._typed.key(key, character)) is not None:
            self._typed = line
            self._scroll_to(0)


def reader_help(desk: Desk) -> list[Section]:
    """What can be done in the text: first here and now, then everything."""
    from annotate_tui.tui.modes.help_now import here_and_now, mouse_section

    keymap, session = desk.keymap, desk.session
    if session is None:
        return list_help(keymap, "library", "The library: every article on a row.")
    sections = [here_and_now(session, keymap)]
    groups: dict[str, list[tuple[str, str]]] = {}
    for binding in keymap.within("reader"):
        groups.setdefault(binding.group, []).append(_row(keymap, binding.id, binding.help))
    sections += [Section(group, rows) for group, rows in groups.items()]
    picks = keymap.hint("pick-tag")
    tags = [
        (
            session.key_of(tag) or picks,
            tag.path + (f": {tag.description}" if tag.description else ""),
        )
        for tag in session.tags.values()
        if not tag.archived_at
    ]
    if tags:
        sections.append(Section("Tags of the codebook", tags))
    sections.append(mouse_section(keymap, mouse=desk.settings.mouse))
    return sections


def list_help(keymap: Keymap, context: str, about: str) -> list[Section]:
    """What the keys of a list do, its own first; ``about`` says in a sentence what the list is."""
    own = [b for b in keymap.within(context) if b.context == context]
    shared = [b for b in keymap.within(context) if b.context != context]
    sections = [Section("Here", [("", about), *(_row(keymap, b.id, b.help) for b in own)])]
    sections.append(Section("Move and leave", [_row(keymap, b.id, b.help) for b in shared]))
    return sections


def _row(keymap: Keymap, action_id: str, words: str) -> tuple[str, str]:
    """A row of the page; an action without a key is called by its name in the palette."""
    return keymap.shown(action_id) or keymap.hint(action_id), words


def narrowed(sections: Iterable[Section], typed: str) -> list[Section]:
    """The rows whose keys, words or heading hold everything typed; headings without rows go."""
    parts = typed.casefold().split()
    found = []
    for section in sections:
        rows = [
            (keys, words)
            for keys, words in section.rows
            if all(p in f"{section.title} {words}".casefold() or p == keys for p in parts)
            or typed in keys.split()
        ]
        if rows:
            found.append(Section(section.title, rows))
    return found


def laid_out(sections: Sequence[Section], width: int) -> Lines:
    """The sections as lines of at most ``width`` cells; wide enough, in two columns."""
    if width < _TWO_COLUMNS or len(sections) < 2:
        rows = [row for section in sections for row in [*_lines(section, width), []]]
        return rows[:-1]
    half = width // 2
    columns: tuple[Lines, Lines] = ([], [])
    for section in sections:
        shorter = min(columns, key=len)
        shorter += [*([[]] if shorter else []), *_lines(section, half - 1)]
    left, right = columns
    lines: Lines = []
    for i in range(max(len(left), len(right))):
        here = left[i] if i < len(left) else []
        gap = half - sum(cell_width(words) for words, _ in here)
        lines.append([*here, (" " * gap, "text"), *(right[i] if i < len(right) else [])])
    return lines


def _lines(section: Section, width: int) -> Lines:
    lines: Lines = [[(f"  {section.title}", "heading")]]
    for keys, words in section.rows:
        if not keys:
            lines += [[(f"  {part}", "text")] for part in wrapped(words, width - 2)]
            continue
        first, *rest = wrapped(words, width - _KEYS - 2)
        gap = " " * max(1, _KEYS - cell_width(keys))
        if cell_width(keys) >= _KEYS:
            lines.append([(f"  {keys}", "page-key")])
            lines += [[(" " * (_KEYS + 2) + part, "text")] for part in (first, *rest)]
            continue
        lines.append([(f"  {keys}{gap}", "page-key"), (first, "text")])
        lines += [[(" " * (_KEYS + 2) + part, "text")] for part in rest]
    return lines
