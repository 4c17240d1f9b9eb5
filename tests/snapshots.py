"""Screens written down as text: what is painted row by row, and below each row its styles as letters.

A letter stands for what the cell looks like in every theme at once, and the legend says what that
is. Where a part of the screen has a role, its letter is always the same, so that another colour
changes a line of the legend and no row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase, digits

from rich.cells import cell_len
from rich.style import Style
from tests.screens import LOOKS, Painted, Screen

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.tui.themes import Palette

TEXT, STYLES = "|", ":"
"""What a line begins with that holds painted text, and one that holds the styles below it."""

ROLES: Mapping[str, str] = {
    " ": "text",
    "b": "bar",
    "s": "strong",
    "d": "dim",
    "k": "key",
    "w": "warning",
    "t": "title",
    "h": "side-head",
    "c": "chosen",
    "p": "panel",
    "g": "gutter",
    "y": "page-key",
    "u": "cursor",
    "i": "thumb",
    "m": "match",
    "e": "heading",
}
"""Letters of the parts of the screen; of two that look alike in every theme the first one's."""

_OTHERS = ascii_uppercase + digits + "@$%&*+=~^!?<>"
"""Letters of what stands in the text, in the order in which it is seen."""

Looks = tuple[str, ...]
"""How a cell looks, theme by theme."""


class Legend:
    """The letters of one set of themes, handed out as cells are seen."""

    def __init__(self, themes: Sequence[str]) -> None:
        self.themes = tuple(themes)
        palettes = [Palette(theme, depth=depth) for theme, depth in map(LOOKS.__getitem__, themes)]
        self._letters: dict[Looks, str] = {}
        self._names: dict[str, str] = {}
        for letter, role in ROLES.items():
            self._name(letter, role, [palette.role(role) for palette in palettes])
        for role in ("text", "bar", "chosen", "panel"):
            letter = next(letter for letter, name in ROLES.items() if name == role)
            self._name(letter, role, [_blank(palette.role(role)) for palette in palettes])
        text, none = BlockKind.PARAGRAPH, frozenset[InlineKind]()
        selected = [palette.style(text, none, (), True, False) for palette in palettes]
        furniture = [
            palette.style(BlockKind.FURNITURE, none, (), False, False) for palette in palettes
        ]
        self._name("x", "selected", selected)
        self._name("f", "furniture", furniture)
        self._seen: set[str] = set()
        self._free = iter(_OTHERS)

    def _name(self, letter: str, name: str, styles: Sequence[Style]) -> None:
        self._letters.setdefault(tuple(map(described, styles)), letter)
        self._names[letter] = name

    def letter(self, styles: Sequence[Style]) -> str:
        """The letter of a cell that is painted so, theme by theme."""
        looks = tuple(map(described, styles))
        if looks not in self._letters:
            self._letters[looks] = next(self._free)
        letter = self._letters[looks]
        self._seen.add(letter)
        return letter

    def lines(self) -> list[str]:
        """What the letters that were handed out stand for."""
        first: dict[str, Looks] = {}
        for looks, letter in self._letters.items():
            first.setdefault(letter, looks)
        rows = [
            (letter, self._names.get(letter, ""), *looks)
            for letter, looks in first.items()
            if letter in self._seen
        ]
        table = [("", "", *self.themes), *rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table
        ]


def described(style: Style) -> str:
    """A style in words: "#rrggbb on #rrggbb bold"."""
    parts = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")
    colour = style.color.name if style.color else ""
    ground = f"on {style.bgcolor.name}" if style.bgcolor else ""
    words = [colour, ground, *(part for part in parts if getattr(style, part))]
    return " ".join(filter(None, words)) or "plain"


def written(screen: Screen, sizes: Mapping[tuple[int, int], Mapping[str, Painted]]) -> str:
    """A screen in its sizes and themes as the text that is kept of it."""
    where = {painted.where for themes in sizes.values() for painted in themes.values()}
    blocks = [[screen.about, f"keys: {' '.join(screen.keys.split()) or 'none'}"]]
    blocks[0].append(f"where: {', '.join(sorted(where))}")
    legends: dict[tuple[str, ...], Legend] = {}
    for (columns, rows), themes in sizes.items():
        for family in _families(themes):
            legend = legends.setdefault(family, Legend(family))
            shown = [themes[name] for name in family]
            cursors = {painted.cursor for painted in shown}
            blocks.append(
                [
                    f"{columns}x{rows}, {' and '.join(family)}, {_cursor(*cursors)}",
                    *(
                        line
                        for i in range(rows)
                        for line in _row([p.rows[i] for p in shown], legend)
                    ),
                ]
            )
    blocks += [legend.lines() for legend in legends.values()]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _families(themes: Mapping[str, Painted]) -> list[tuple[str, ...]]:
    """The themes that are written down together: dark and light, which say the same; each other."""
    pair = ("dark", "light")
    return [pair, *((name,) for name in themes if name not in pair)]


def _cursor(cursor: tuple[int, int] | None = None) -> str:
    return f"cursor at row {cursor[1] + 1}, cell {cursor[0] + 1}" if cursor else "no cursor"


def _blank(style: Style) -> Style:
    """What is seen of a style where nothing is written: no ink, unless lines are drawn with it."""
    if style.underline or style.strike or style.reverse:
        return style
    return Style(bgcolor=style.bgcolor)


def _row(rows: Sequence[Sequence], legend: Legend) -> list[str]:
    cells = [[(char, s.style or Style()) for s in row for char in s.text] for row in rows]
    words = "".join(char for char, _ in cells[0])
    letters = ""
    alike = zip(*cells, strict=True)
    for styles, run in groupby(alike, lambda same: tuple(style for _, style in same)):
        shown = "".join(same[0][0] for same in run)
        bare = shown.strip(" ")
        before = len(shown) - len(shown.lstrip(" ")) if bare else len(shown)
        after = len(shown) - before - len(bare)
        blank = legend.letter([_blank(style) for style in styles]) if before or after else ""
        letters += blank * before
        letters += legend.letter(styles) * cell_len(bare) if bare else ""
        letters += blank * after
    lines = [f"{TEXT}{words.rstrip()}"]
    if letters.strip():
        lines.append(f"{STYLES}{letters.rstrip()}")
    return lines
