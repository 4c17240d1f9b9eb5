"""How the reader looks: themes of our own beside Textual's, and what each part is drawn with.

`own` holds our themes, `palette` makes the styles of one theme, `shapes` what is said without
colour, `sixteen` and `depths` what a terminal of fewer colours gets, `colours` reckons contrast.

Nothing depends on colour alone: marks carry an underline and a gutter letter, the selection is
reversed where there is no colour.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from annotate_tui.tui.themes.colours import READABLE, contrast, readable
from annotate_tui.tui.themes.depths import Depth, depth_of, refusal
from annotate_tui.tui.themes.own import CONTRAST, DARK, LIGHT, OURS, SEPIA
from annotate_tui.tui.themes.palette import Palette

__all__ = [
    "AUTO",
    "CONTRAST",
    "DARK",
    "LIGHT",
    "OURS",
    "READABLE",
    "SEPIA",
    "Depth",
    "Palette",
    "after",
    "chosen",
    "contrast",
    "depth_of",
    "every",
    "named",
    "names",
    "readable",
    "refusal",
]

AUTO = "auto"
"""The name that asks for whatever fits the terminal's ground."""


def every() -> list[Theme]:
    """All themes: ours, then Textual's by name."""
    from textual.theme import BUILTIN_THEMES

    return [*OURS, *(BUILTIN_THEMES[name] for name in sorted(BUILTIN_THEMES))]


def names() -> list[str]:
    """The names of all themes, ours first; "auto" is none of them."""
    return [theme.name for theme in every()]


def named(name: str) -> Theme | None:
    """The theme of that name, None where there is none; the case of the letters is not asked."""
    sought = name.strip().casefold()
    # Ours first: they need no import.
    return next((t for t in OURS if t.name == sought), None) or next(
        (t for t in every() if t.name == sought), None
    )


def chosen(name: str, environ: Mapping[str, str] | None = None) -> Theme:
    """The theme to begin with: the one of that name, our dark one for a name that is none.

    "auto" asks ``environ`` for the terminal's ground: COLORFGBG is "ink;ground" in numbers of the
    16 colours (set by rxvt, Konsole and others; 7 and 15 are the white ones). Without it: dark.
    """
    if name.strip().casefold() == AUTO:
        ground = (environ or {}).get("COLORFGBG", "").rsplit(";", 1)[-1]
        return LIGHT if ground in ("7", "15") else DARK
    return named(name) or DARK


def after(theme: Theme) -> Theme:
    """The theme after this one; after the last the first."""
    themes = every()
    return themes[(themes.index(theme) + 1) % len(themes)]
