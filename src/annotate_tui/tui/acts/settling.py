"""What is set once and for all by a key: the theme."""

from __future__ import annotations

import os

from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session


def next_theme(desk: Desk, _session: Session | None = None) -> None:
    """Take the next theme; ours come first."""
    from annotate_tui.tui import themes

    now = themes.chosen(desk.settings.theme or os.environ.get("TEXTUAL_THEME", ""))
    take_theme(desk, themes.after(now).name)


def take_theme(desk: Desk, name: str) -> None:
    """Take the theme of that name."""
    desk.change(theme=name)
    desk.say(f"Theme: {name}")
