"""The themes of our own: ink at night, paper by day, sepia, and one of strong contrast."""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme

from annotate_tui.tui.themes.colours import ENHANCED, READABLE


@dataclass
class Look(Theme):
    """A theme that also says what the selection and a match stand on, as colours.

    ``ratio`` is the contrast that all words keep to their ground. ``coarse`` are background,
    surface and panel for a terminal of 256 colours, where the nearest ones lose what they are.
    """

    selection: str = ""
    match: str = ""
    ratio: float = READABLE
    coarse: tuple[str, str, str] | None = None


DARK = Look(
    name="annotate-dark",
    primary="#8fb3e0",
    accent="#e2bd7d",
    foreground="#dcd7cb",
    background="#15171c",
    surface="#1e2128",
    panel="#282c35",
    selection="#3a3a63",
    match="#786009",
    dark=True,
)
LIGHT = Look(
    name="annotate-light",
    primary="#1d5a94",
    accent="#96351e",
    foreground="#2b2824",
    background="#fbf7ee",
    surface="#f2ebdc",
    panel="#e8dfca",
    selection="#d9d2f0",
    match="#f8dc7a",
    dark=False,
)
SEPIA = Look(
    name="annotate-sepia",
    primary="#2f5a74",
    accent="#8b3a1a",
    foreground="#453626",
    background="#f1e5cd",
    surface="#e8d9bb",
    panel="#dfcda9",
    selection="#d3c4dc",
    match="#f3c95f",
    coarse=("#ffffd7", "#d7d7af", "#d7d7af"),
    dark=False,
)
CONTRAST = Look(
    name="annotate-contrast",
    primary="#8fd0ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    selection="#ffffff",
    match="#ffe14d",
    ratio=ENHANCED,
    dark=True,
)
OURS = (DARK, LIGHT, SEPIA, CONTRAST)
