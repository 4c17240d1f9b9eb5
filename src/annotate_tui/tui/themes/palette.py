"""The styles of one theme in one terminal: by role, by tag, or by what stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.tui.themes import shapes, sixteen
from annotate_tui.tui.themes.colours import (
    READABLE,
    contrast,
    darker,
    nearest,
    of_eight_bit,
    readable,
    tinged,
)
from annotate_tui.tui.themes.depths import Depth
from annotate_tui.tui.themes.own import Look

_ON_PAGE = frozenset({"text", "page", "gutter", "heading", "page-key", "map", "dim-text"})
_OVER_ALL = frozenset({"match", "thumb"})
"""Roles that stand on the page where a terminal has few colours."""
_PALE = 1.3
"""Contrast to the page below which a tag's own colour makes no ground that is seen."""
_FAINT = 0.35
"""How far the letter of a suggestion gives way to the page, as long as it can be read."""
_HIGHLIGHTER = ("#d7a500", "#ffd54a")
"""The colour of a highlighter pen, on dark and on light pages."""


class Palette:
    """The styles for one theme; asked by role, by tag, or by what stands in the text.

    ``depth`` is what the terminal can show: contrast is reckoned with the colours that are really
    seen. With ``colourless`` there are only underline, reverse, bold, italic and dim. ``grounds``
    tells whether what stands beside the text has a ground of its own: elsewhere it needs a border.
    """

    def __init__(
        self, theme: Theme, *, colourless: bool = False, depth: Depth = Depth.TRUE
    ) -> None:
        self.colourless = colourless or depth is Depth.NONE
        self.grounds = not (self.colourless or theme.ansi)
        self._dark = theme.dark
        self._many = depth is Depth.MANY
        self._shown = of_eight_bit if self._many else None
        self._native = theme.ansi
        self._sixteen = theme.ansi or depth is Depth.SIXTEEN
        self.ratio = theme.ratio if isinstance(theme, Look) else READABLE
        own = theme if isinstance(theme, Look) else None
        if own and own.coarse and self._many:
            background, surface, panel = own.coarse
            theme = replace(own, background=background, surface=surface, panel=panel)
        self.ground = _opaque(theme.background or ("#121212" if theme.dark else "#ffffff"))
        self.ink = self._legible(
            _opaque(theme.foreground or ("#e0e0e0" if theme.dark else "#202020")), self.ground
        )
        self.surface = _raised(theme.surface, self.ground, self.ink, 0.08)
        self.panel = _raised(theme.panel, self.ground, self.ink, 0.14)
        self.primary = self._legible(_opaque(theme.primary), self.ground)
        self.accent = _opaque(theme.accent or theme.primary)
        self.selected_ground = (
            Color.parse(own.selection)
            if own
            else self.ground.blend(self.primary, 0.32 if theme.dark else 0.22, 1)
        )
        self.match_ground = (
            Color.parse(own.match)
            if own
            else self.ground.blend(
                Color.parse(_HIGHLIGHTER[not theme.dark]), 0.42 if theme.dark else 0.7, 1
            )
        )
        if self._many:
            self.selected_ground = tinged(self.selected_ground)
            self.match_ground = tinged(self.match_ground)
        self.style = lru_cache(maxsize=4096)(self._style)
        self.role = lru_cache(maxsize=64)(self._role)
        self.on = lru_cache(maxsize=1024)(self._on)
        self.hint = lru_cache(maxsize=1024)(self._hint)

    def tag(self, colour: str, ground: Color | None = None) -> Color:
        """A tag's colour, readable on a ground; the primary colour for one that cannot be read."""
        wanted, ground = self._wanted(colour), ground or self.ground
        # On paper all inks are dark: what the user chose darker stays darker than the others.
        if not self._dark:
            wanted = darker(wanted, self._legible(wanted, ground))
        return self._legible(wanted, ground)

    def tint(self, colour: str) -> Color:
        """A ground for words with that tag, on which the ink still reads."""
        stained = self._stained(self.ground, colour, 0.22 if self._dark else 0.27)
        return tinged(stained) if self._many and not self._dark else stained

    def _stained(self, ground: Color, colour: str, share: float) -> Color:
        stain = self._wanted(colour)
        if self._dark or contrast(stain, self.ground) < _PALE:
            stain = self.tag(colour)
        return ground.blend(stain, share, 1)

    def _wanted(self, colour: str) -> Color:
        try:
            return Color(*Color.parse(colour).rgb) if colour else self.primary
        except ColorParseError:
            return self.primary

    def _legible(self, ink: Color, ground: Color) -> Color:
        return readable(ink, ground, self.ratio, self._shown)

    def _plain_on(self, ground: Color) -> Color:
        """The ink of plain words: the page's own, or the page itself where that reads better."""
        return max(self.ink, self.ground, key=lambda ink: contrast(ink, ground))

    def _pair(self, ink: Color, ground: Color) -> Style:
        """Ink on ground, both as the terminal shows them, the ink made readable."""
        return Style(color=self._name(self._legible(ink, ground)), bgcolor=self._name(ground))

    def _name(self, colour: Color) -> str:
        return f"color({nearest(colour)})" if self._many else colour.hex6.lower()

    def _role(self, role: str) -> Style:
        """The style of a part of the screen; an unknown role is plain text on the bars' ground."""
        shape = shapes.of_role(role)
        if self.colourless:
            return shape
        if self._sixteen:
            place = sixteen.page if role in _ON_PAGE or role in _OVER_ALL else sixteen.bars
            pair = place(dark=self._dark, native=self._native)
            # How dark dim is, nobody knows: on coloured bars it would not be read.
            bright = place is sixteen.bars and not self._native
            plain = Style(color=pair.ink, bgcolor=pair.ground, dim=False if bright else None)
            return shape + plain
        quiet = self.ink.blend(self.ground, 0.42, 1)
        inks = {
            "dim": quiet,
            "dim-text": quiet,
            "gutter": quiet,
            "guess": quiet,
            "map": quiet,
            "key": self.accent,
            "title": self.accent,
            "warning": self.accent,
            "heading": self.accent,
            "side-head": self.accent,
            "page-key": self.primary,
            "cursor": self.ground,
        }
        ground = self._ground_of(role)
        return self._pair(inks.get(role, self._plain_on(ground)), ground) + Style(
            bold=shape.bold, italic=shape.italic
        )

    def _ground_of(self, role: str) -> Color:
        grounds = {
            "chosen": self.selected_ground,
            "side-chosen": self.selected_ground,
            "match": self.match_ground,
            "cursor": self.ink,
            "panel": self.panel,
            "thumb": self.ground.blend(self.ink, 0.22, 1),
        }
        return grounds.get(role) or (self.ground if role in _ON_PAGE else self.surface)

    def _on(self, role: str, colour: str) -> Style:
        """A role's ground with a tag's colour as ink, bold."""
        style = self.role(role)
        if self.colourless:
            return style + Style(bold=True, dim=False)
        if self._sixteen:
            # Of the hues only those on the page are sure to be read.
            hue = self._hue(colour) if role in _ON_PAGE else Style()
            return style + hue + Style(bold=True, dim=False)
        ground = self._ground_of(role)
        return style + self._pair(self.tag(colour, ground), ground) + Style(bold=True)

    def _hint(self, colour: str) -> Style:
        """A letter beside the text that stands for a suggestion: the tag's colour, near the page."""
        style = self.role("gutter")
        if self.colourless:
            return style
        if self._sixteen:
            return style + self._hue(colour)
        faint = self.tag(colour).blend(self.ground, _FAINT, 1)
        return style + self._pair(faint, self.ground)

    def _hue(self, colour: str) -> Style:
        ink = sixteen.ink(self._wanted(colour), dark=self._dark) if colour else ""
        return Style(color=ink) if ink else Style()

    def _style(
        self,
        kind: BlockKind,
        inline: frozenset[InlineKind],
        colours: Sequence[str],
        selected: bool,
        focused: bool,
        matched: bool = False,
        kin: bool = False,
        suggested: bool = False,
    ) -> Style:
        """The style of words in the text.

        ``colours`` are those of the marks over the words, the outermost first: that one gives the
        ground, the innermost the ink, and two or more are underlined twice, so that no mark
        hides another. A selection or a match changes the ground, and leaves lines and ink to the
        marks; the match that is selected is the selection. Words of a mark that belongs together
        with the one in focus (``kin``) stand on a ground between the page's and the selection's.
        What is ``suggested`` has a line below it, and no ground.
        """
        shape = shapes.of_words(
            kind,
            inline,
            len(colours),
            selected=selected,
            focused=focused,
            matched=matched,
            colourless=self.colourless or self._sixteen,
            kin=kin,
            suggested=suggested,
        )
        if self.colourless:
            return shape
        if self._sixteen:
            pair = sixteen.page(dark=self._dark, native=self._native)
            plain = shape + Style(color=pair.ink, bgcolor=pair.ground)
            return plain + self._hue(colours[-1]) if colours else plain
        ground = self.ground
        if kind is BlockKind.CODE or InlineKind.CODE in inline:
            ground = self.surface
        if colours:
            ground = self.tint(colours[0])
        if selected:
            ground = self.selected_ground
        elif matched:
            ground = self.match_ground
        elif kin:
            ground = self.ground.blend(self.selected_ground, 0.4, 1)
        if colours and kin and not (selected or matched):
            ground = self._stained(ground, colours[0], 0.26 if self._dark else 0.38)
        if colours and selected:
            ground = self._stained(ground, colours[0], 0.3 if self._dark else 0.5)
        elif colours and matched:
            ground = self._stained(ground, colours[0], 0.12)
        ink = self._plain_on(ground)
        if kind is BlockKind.FURNITURE:
            ink = self.ink.blend(self.ground, 0.45, 1)
        elif kind in (BlockKind.TITLE, BlockKind.HEADING):
            ink = self.accent
        elif InlineKind.LINK in inline:
            ink = self.primary
        # Of 256 colours few are dark: tints on dark look alike there, and the ink must tell.
        if len(colours) > 1 or (colours and self._many and self._dark):
            ink = self.tag(colours[-1], ground)
        return shape + self._pair(ink, ground)


def _opaque(colour: str) -> Color:
    return Color(*Color.parse(colour).rgb)


def _raised(colour: str | None, ground: Color, ink: Color, share: float) -> Color:
    return _opaque(colour) if colour else ground.blend(ink, share, 1)
