"""What is set once and for all by a key: the theme, the mouse."""

from __future__ import annotations

import os

from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session

SWITCHES = {
    "justify": "justified text",
    "mouse": "the mouse",
    "cursor": "the terminal's cursor at the selection",
    "blind": "coding blind",
    "suggestions": "suggestions",
    "doubtful": "doubtful suggestions",
}
"""The settings that are on or off, and what they are called."""


def theme_now(desk: Desk) -> str:
    """The name of the theme that was asked for, by the settings or the environment."""
    return desk.settings.theme or os.environ.get("TEXTUAL_THEME", "")


def next_theme(desk: Desk, _session: Session | None = None) -> None:
    """Take the next theme; ours come first."""
    from annotate_tui.tui import themes

    name = themes.after(themes.chosen(theme_now(desk), os.environ)).name
    desk.change(theme=name)
    desk.say(f"Theme: {name}")


def mouse(desk: Desk, _session: Session | None = None) -> None:
    """Take the mouse, or leave it to the terminal and its own selection."""
    on = not desk.settings.mouse
    desk.change(mouse=on)
    if on:
        desk.say("Mouse on: clicks and drags select here")
    else:
        again = desk.keymap.hint("mouse")
        desk.say(f"Mouse off: a drag is the terminal's own selection; {again} turns it on")
