"""The colours of tags: given automatically, or as people write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from annotate_tui.model import Tag
from annotate_tui.services.codebook.names import CodebookError

PALETTE: tuple[str, ...] = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#0072b2",
    "#d55e00",
    "#cc79a7",
    "#cc6677",
    "#88ccee",
    "#ddcc77",
    "#44aa99",
    "#999933",
    "#aa4499",
    "#117733",
    "#882255",
    "#332288",
)
"""Colours that colour-blind readers can tell apart: seven of Okabe and Ito ("Color Universal Design",
2008; their black is left out), then Paul Tol's muted scheme ("Colour schemes", SRON/EPS/TN/09-002)."""

# The basic colour keywords of CSS (Color Module Level 3, 4.1), and orange.
_NAMED = {
    "black": "#000000",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "purple": "#800080",
    "fuchsia": "#ff00ff",
    "magenta": "#ff00ff",
    "green": "#008000",
    "lime": "#00ff00",
    "olive": "#808000",
    "yellow": "#ffff00",
    "navy": "#000080",
    "blue": "#0000ff",
    "teal": "#008080",
    "aqua": "#00ffff",
    "cyan": "#00ffff",
    "orange": "#ffa500",
}


def next_colour(tags: Iterable[Tag]) -> str:
    """The colour of `PALETTE` that the fewest tags have that are not archived, the first of them."""
    used = Counter(tag.colour for tag in tags if not tag.archived_at)
    return min(PALETTE, key=lambda colour: used[colour])


def clean_colour(colour: str) -> str:
    """The colour as #rrggbb; #rgb and basic names are taken too, "" stays. Raises CodebookError."""
    written = colour.strip().lower()
    if not written:
        return ""
    if written in _NAMED:
        return _NAMED[written]
    if re.fullmatch(r"#?[0-9a-f]{3}", written):
        return "#" + "".join(2 * digit for digit in written.removeprefix("#"))
    if re.fullmatch(r"#?[0-9a-f]{6}", written):
        return "#" + written.removeprefix("#")
    raise CodebookError(
        f"“{colour.strip()}” is no colour: give one like #0072b2, or a name like blue."
    )
