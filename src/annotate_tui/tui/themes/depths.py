"""How many colours a terminal has, and whether it can show the reader at all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

_WITHOUT = ("dumb", "unknown")
_INK_ONLY = frozenset({"vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi-m", "pcansi-m"})


class Depth(Enum):
    """What a terminal can do with colour."""

    NONE = 1
    SIXTEEN = 16
    MANY = 256
    TRUE = 1 << 24


def depth_of(environ: Mapping[str, str], system: str | None) -> Depth:
    """The depth to draw in.

    ``system`` is what Rich calls the terminal's colours ("standard", "256", "truecolor", "windows";
    None for no terminal). NO_COLOR asks for none (no-color.org: set, and not empty), and terminals
    that have none are known by their names in TERM (terminfo's "-m" and "-mono", the old VT ones).
    """
    term = environ.get("TERM", "").strip().casefold()
    if environ.get("NO_COLOR") or term in _INK_ONLY or term.endswith(("-m", "-mono")):
        return Depth.NONE
    depths = {"truecolor": Depth.TRUE, "256": Depth.MANY, None: Depth.NONE}
    return depths.get(system, Depth.SIXTEEN)


def refusal(environ: Mapping[str, str]) -> str:
    """Why the reader cannot be shown in this terminal, as a sentence; "" where it can."""
    term = environ.get("TERM", "").strip()
    if term.casefold() not in _WITHOUT:
        return ""
    return (
        f"The reader cannot be drawn in this terminal (TERM is {term}): it cannot place words on"
        " the screen. Open a full terminal, or use annotate list, show, tag and export here."
    )
