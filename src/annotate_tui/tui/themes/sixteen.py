"""Colours for terminals that have sixteen, and for themes that leave all colours to the terminal.

What these colours look like is the user's choice, so states are said by attributes (`shapes`), and
only a tag's hue is added, from those that can be read on the ground in the usual palettes.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from textual.color import Color

from annotate_tui.tui.themes.colours import oklab


class Pair(NamedTuple):
    """Ink and ground, as Rich names them."""

    ink: str
    ground: str


BLACK, BLUE, WHITE, BRIGHT = "color(0)", "color(4)", "color(7)", "color(15)"
NIGHT = {9: "#ff0000", 10: "#00ff00", 11: "#ffff00", 13: "#ff00ff", 14: "#00ffff"}
"""Hues that can be read on black, bright ones; blue is too dark in most palettes."""
DAY = {1: "#cd0000", 4: "#0000ee", 5: "#cd00cd"}
"""Hues that can be read on white; green, cyan and yellow are too light in most palettes."""


def page(*, dark: bool, native: bool) -> Pair:
    """Words and page; ``native`` leaves both as the terminal has them."""
    if native:
        return Pair("default", "default")
    return Pair(WHITE, BLACK) if dark else Pair(BLACK, BRIGHT)


def bars(*, dark: bool, native: bool) -> Pair:
    """Words and ground of what stands beside the text: bars, boxes, lists."""
    if native:
        return Pair("default", "default")
    return Pair(BRIGHT, BLUE) if dark else Pair(BLACK, WHITE)


def ink(colour: Color, *, dark: bool) -> str:
    """The hue nearest to a tag's colour; grey ones, which have none, are plain."""
    _, a, b = oklab(colour)
    if math.hypot(a, b) < 0.03:
        return ""
    hues = NIGHT if dark else DAY

    def turn(number: int) -> float:
        _, x, y = oklab(Color.parse(hues[number]))
        difference = abs(math.atan2(b, a) - math.atan2(y, x))
        return min(difference, math.tau - difference)

    return f"color({min(hues, key=turn)})"
