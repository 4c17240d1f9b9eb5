"""What the screen can do for those who know no Textual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.style import Style

from annotate_tui.model import Span


class View(Protocol):
    """What the screen can do for the desk."""

    def page(self, pages: int) -> int | None:
        """Scroll by pages; the offset of the text to select, None where there is no further."""

    def seen(self) -> Span:
        """The stretch of text on the screen."""

    def keep_place(self) -> Callable[[], None]:
        """What brings the window back to where it stands now."""

    def copy(self, words: str) -> str:
        """Copy words; says where to."""

    def quit(self) -> None:
        """Leave the program."""

    def suspend_program(self) -> None:
        """Give the terminal back to the shell until the program is called to the front."""

    def widest_line(self) -> int:
        """The longest line that the screen has room for, in cells."""

    def columns(self) -> int:
        """How many cells a row of the screen has."""

    def settings_changed(self) -> None:
        """Take up what the desk's settings say by now: theme, width, spacing, mouse."""

    def ink(self, role: str, colour: str) -> Style:
        """The role's style with a tag's colour as ink."""
