"""Colours: two themes of our own, and what every part of the screen is drawn with in any theme.

Nothing depends on colour alone: marks carry an underline and a gutter letter, the selection is
reversed where there is no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from annotate_tui.model import BlockKind, InlineKind

DARK = Theme(
    name="annotate-dark",
    primary="#7aa2d6",
    accent="#e0b266",
    foreground="#dcd9d0",
    background="#16181d",
    surface="#20242b",
    panel="#272c35",
    dark=True,
)
LIGHT = Theme(
    name="annotate-light",
    primary="#1f5fa6",
    accent="#8a4b00",
    foreground="#2a2926",
    background="#fbf8f1",
    surface="#f0eadd",
    panel="#e8e1d1",
    dark=False,
)


def every() -> list[Theme]:
    """All themes: ours, then Textual's by name."""
    from textual.theme import BUILTIN_THEMES

    return [DARK, LIGHT, *(BUILTIN_THEMES[name] for name in sorted(BUILTIN_THEMES))]


def chosen(name: str) -> Theme:
    """The theme of that name; our dark one for a name that is none."""
    return DARK if not name else next((t for t in every() if t.name == name), DARK)


def after(theme: Theme) -> Theme:
    """The theme after this one; after the last the first."""
    themes = every()
    return themes[(themes.index(theme) + 1) % len(themes)]


READABLE = 4.5
"""Contrast of text on its ground: WCAG 2.2, success criterion 1.4.3, level AA."""
_ON_PAGE = frozenset({"text", "gutter", "heading", "page-key"})
_BOLD = frozenset({"title", "key", "strong", "chosen", "warning", "heading", "page-key"})


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Color, ground: Color, ratio: float = READABLE) -> Color:
    """The colour, moved towards white or black until it stands off its ground by ``ratio``."""
    towards = Color(255, 255, 255) if _luminance(ground) < 0.18 else Color(0, 0, 0)
    for step in range(21):
        moved = colour.blend(towards, step / 20, 1)
        if contrast(moved, ground) >= ratio:
            return moved
    return towards


def _luminance(colour: Color) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


class Palette:
    """The styles for one theme; asked by role, by tag, or by what stands in the text.

    With ``colourless`` there are only underline, reverse, bold, italic and dim.
    """

    def __init__(self, theme: Theme, *, colourless: bool = False) -> None:
        self.colourless = colourless
        ground = theme.background or ("#121212" if theme.dark else "#ffffff")
        ink = theme.foreground or ("#e0e0e0" if theme.dark else "#202020")
        self.ground = Color.parse(ground)
        self.ink = readable(Color.parse(ink), self.ground)
        self.surface = (
            Color.parse(theme.surface) if theme.surface else self.ground.blend(self.ink, 0.08, 1)
        )
        self.primary = readable(Color.parse(theme.primary), self.ground)
        self.accent = Color.parse(theme.accent or theme.primary)
        self.selected_ground = self.ground.blend(self.primary, 0.32 if theme.dark else 0.22, 1)
        self.style = lru_cache(maxsize=4096)(self._style)
        self.role = lru_cache(maxsize=64)(self._role)

    def tag(self, colour: str, ground: Color | None = None) -> Color:
        """A tag's colour, readable on a ground; the primary colour for one that cannot be read."""
        try:
            wanted = Color(*Color.parse(colour).rgb) if colour else self.primary
        except ColorParseError:
            wanted = self.primary
        return readable(wanted, ground or self.ground)

    def tint(self, colour: str, ground: Color | None = None) -> Color:
        """A ground for words with that tag, on which the ink still reads."""
        return (ground or self.ground).blend(self.tag(colour), 0.2, 1)

    def _role(self, role: str) -> Style:
        """The style of a part of the screen; an unknown role is plain text."""
        if self.colourless:
            return Style(
                bold=role in _BOLD or None,
                reverse=role in ("chosen", "cursor") or None,
                dim=role in ("dim", "gutter") or None,
            )
        ground = self._ground_of(role)
        quiet = self.ink.blend(self.ground, 0.42, 1)
        inks = {
            "dim": quiet,
            "gutter": quiet,
            "key": self.accent,
            "title": self.accent,
            "warning": self.accent,
            "heading": self.accent,
            "page-key": self.primary,
            "cursor": self.ground,
        }
        return Style(
            color=_rich(readable(inks.get(role, self.ink), ground)),
            bgcolor=_rich(ground),
            bold=role in _BOLD,
        )

    def _ground_of(self, role: str) -> Color:
        if role == "chosen":
            return self.selected_ground
        if role == "cursor":
            return self.ink
        return self.ground if role in _ON_PAGE else self.surface

    def on(self, role: str, colour: str) -> Style:
        """A role's ground with a tag's colour as ink, bold."""
        style = self.role(role)
        if self.colourless:
            return style + Style(bold=True)
        ground = self._ground_of(role)
        return style + Style(color=_rich(self.tag(colour, ground)), bold=True)

    def _style(
        self,
        kind: BlockKind,
        inline: frozenset[InlineKind],
        colours: Sequence[str],
        selected: bool,
        focused: bool,
    ) -> Style:
        """The style of words in the text.

        ``colours`` are those of the marks over the words, the outermost first: that one gives the
        ground, the innermost the ink, and two or more are underlined twice, so that no mark
        hides another. A selection changes the ground alone.
        """
        bold = kind in (BlockKind.TITLE, BlockKind.HEADING) or InlineKind.STRONG in inline
        shape = Style(
            bold=bold or (focused and selected) or None,
            italic=InlineKind.EMPHASIS in inline or None,
            strike=InlineKind.STRIKE in inline or None,
            underline=len(colours) == 1 or InlineKind.LINK in inline or None,
            underline2=len(colours) > 1 or None,
        )
        if self.colourless:
            return shape + Style(
                reverse=selected or None, dim=kind is BlockKind.FURNITURE and not selected
            )
        ground = self.ground
        if kind is BlockKind.CODE or InlineKind.CODE in inline:
            ground = self.surface
        if colours:
            ground = self.tint(colours[0])
        if selected:
            ground = self.selected_ground
            if colours:
                ground = ground.blend(self.tag(colours[0]), 0.18, 1)
        ink = self.ink
        if kind is BlockKind.FURNITURE:
            ink = self.ink.blend(self.ground, 0.45, 1)
        elif kind in (BlockKind.TITLE, BlockKind.HEADING):
            ink = self.accent
        elif InlineKind.LINK in inline:
            ink = self.primary
        if colours and (len(colours) > 1 or selected):
            ink = self.tag(colours[-1], ground)
        return shape + Style(color=_rich(readable(ink, ground)), bgcolor=_rich(ground))


def _rich(colour: Color) -> str:
    return colour.hex6.lower()
