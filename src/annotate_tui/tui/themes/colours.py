"""Colours as numbers: contrast, lightness, the nearest of a terminal's 240."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from textual.color import Color

READABLE = 4.5
"""Contrast of text on its ground: WCAG 2.2, success criterion 1.4.3, level AA."""
ENHANCED = 7.0
"""The same at level AAA: WCAG 2.2, success criterion 1.4.6."""
_STEPS = 40
_LIGHT, _SPREAD = 0.75, 0.35
"""From which lightness down, and by how much of the difference, inks on paper are set apart."""
_GREY = 0.02
"""Chroma below which a colour is taken for a grey."""
_HUE_FIRST = 0.5
_FIRST = 16
"""The colours 0 to 15 are the user's to set; from 16 on every terminal has the same."""


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(
    colour: Color,
    ground: Color,
    ratio: float = READABLE,
    shown: Callable[[Color], Color] | None = None,
) -> Color:
    """The colour, made lighter or darker until it stands off its ground by ``ratio``.

    Hue stays, and as much of the chroma as there is at that lightness, so that two colours are
    told apart as well as can be. ``shown`` says what the terminal makes of a colour. Black or
    white, whichever stands off further, where nothing does.
    """
    seen = shown(ground) if shown else ground
    if contrast(shown(colour) if shown else colour, seen) >= ratio:
        return colour
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    towards = max(white, black, key=lambda end: contrast(end, seen))
    lightness, a, b = oklab(colour)
    end = 1.0 if towards is white else 0.0
    for step in range(1, _STEPS):
        moved = _rgb(lightness + (end - lightness) * step / _STEPS, a, b)
        if contrast(shown(moved) if shown else moved, seen) >= ratio:
            return moved
    return towards


def darker(colour: Color, inked: Color) -> Color:
    """``inked``, a readable shade of ``colour``, darker the darker that colour was.

    Shades made readable on paper all end at about one lightness; this keeps light and dark blue
    two blues.
    """
    lightness, a, b = oklab(inked)
    lower = _SPREAD * max(0.0, _LIGHT - oklab(colour)[0])
    return _rgb(max(0.0, lightness - lower), a, b) if lower else inked


def apart(one: Color, other: Color) -> float:
    """How far two colours look apart: their distance in OKLab; 0.02 is just seen side by side."""
    return math.dist(oklab(one), oklab(other))


@lru_cache(maxsize=1024)
def oklab(colour: Color) -> tuple[float, float, float]:
    """Lightness 0 to 1, and two axes of colour.

    The figures are Björn Ottosson's ("A perceptual color space for image processing", 2020).
    """
    r, g, b = _linear(colour.r), _linear(colour.g), _linear(colour.b)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lightness: float, a: float, b: float) -> Color:
    """The colour of that lightness and hue, its chroma as far as the screen can show it."""
    for tenths in range(20, -1, -1):
        part = tenths / 20
        long = (lightness + 0.3963377774 * a * part + 0.2158037573 * b * part) ** 3
        middle = (lightness - 0.1055613458 * a * part - 0.0638541728 * b * part) ** 3
        short = (lightness - 0.0894841775 * a * part - 1.2914855480 * b * part) ** 3
        values = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        if all(-0.001 <= value <= 1.001 for value in values):
            break
    r, g, b8 = (_encoded(value) for value in values)
    return Color(r, g, b8)


@lru_cache(maxsize=256)
def _linear(value: int) -> float:
    share = value / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> int:
    value = min(1.0, max(0.0, value))
    share = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * share)


@lru_cache(maxsize=1024)
def _luminance(colour: Color) -> float:
    return 0.2126 * _linear(colour.r) + 0.7152 * _linear(colour.g) + 0.0722 * _linear(colour.b)


@lru_cache(maxsize=1)
def eight_bit() -> tuple[Color, ...]:
    """The colours 16 to 255 of a terminal, as xterm has them: a cube of 6 steps, then 24 greys."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = [Color(r, g, b) for r in levels for g in levels for b in levels]
    return (*cube, *(Color(grey, grey, grey) for grey in range(8, 239, 10)))


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[float, float, float], ...]:
    return tuple(oklab(colour) for colour in eight_bit())


@lru_cache(maxsize=1024)
def nearest(colour: Color) -> int:
    """The number, 16 to 255, of the terminal's colour that looks most like this one."""
    lightness, a, b = oklab(colour)
    distances = [(x - lightness) ** 2 + (y - a) ** 2 + (z - b) ** 2 for x, y, z in _places()]
    return _FIRST + distances.index(min(distances))


def of_eight_bit(colour: Color) -> Color:
    """What a terminal of 256 colours shows for it."""
    return eight_bit()[nearest(colour) - _FIRST]


def tinged(colour: Color) -> Color:
    """The nearest of those 240 that is no grey, unless the colour is one.

    Most dark and pale colours are nearest to a grey, where many grounds would be the same one.
    """
    if _chroma(colour) < _GREY:
        return of_eight_bit(colour)
    lightness, a, b = oklab(colour)

    def distance(other: Color) -> float:
        # The hue says what the ground means; a step lighter or darker is no harm.
        x, y, z = oklab(other)
        return (_HUE_FIRST * (x - lightness)) ** 2 + (y - a) ** 2 + (z - b) ** 2

    return min((c for c in eight_bit() if _chroma(c) >= _GREY), key=distance)


def _chroma(colour: Color) -> float:
    return math.hypot(*oklab(colour)[1:])
