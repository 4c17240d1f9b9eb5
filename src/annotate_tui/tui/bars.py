"""All that is drawn beside the text is lines: the bars below it, a box over it, a whole page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.geometry import Offset
from textual.strip import Strip

from annotate_tui.tui.drawn import Drawn
from annotate_tui.tui.lines import Run, cursor_cell, strip
from annotate_tui.tui.themes import Palette

CHOSEN = frozenset({"chosen", "side-chosen"})
"""Roles of a list's row that the next key acts on."""


class Lined(Drawn):
    """Draws lines of styled words; ``ground`` is the role of what they leave empty."""

    ground = "bar"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._lines: list[Sequence[Run]] = []

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.redraw()

    @property
    def rows(self) -> int:
        """How many lines it draws."""
        return len(self._lines)

    def line_at(self, y: int) -> int | None:
        """Which of its lines stands in row ``y`` of the widget; None where none does."""
        return y if 0 <= y < len(self._lines) else None

    def cursor(self) -> Offset | None:
        """Where words are typed, else where the chosen row begins, in the widget; None without."""
        if not self.display:
            return None
        chosen = None
        for y, runs in enumerate(self._lines):
            typed = cursor_cell(runs, self.size.width)
            if typed is not None:
                return Offset(typed, y)
            # The last one: a list's own head may be lit as well.
            if any(role in CHOSEN for _, role in runs):
                chosen = Offset(0, y)
        return chosen

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        runs = self._lines[y] if y < len(self._lines) else []
        return strip(runs, self.palette, self.size.width, self.ground)


class Bars(Lined):
    """The two rows below the page; a row is drawn again only when it says something else."""

    DEFAULT_CSS = "Bars { dock: bottom; height: 2; width: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._over = False

    def show(self, status: Sequence[Run], footer: Sequence[Run]) -> None:
        """Draw these two rows."""
        old, self._lines = self._lines or [[], []], [status, footer]
        for y, (before, now) in enumerate(zip(old, self._lines, strict=True)):
            if before != now:
                self.redraw(y)

    def over(self, over: bool, whole: bool) -> None:
        """Stand over the page and take no room from it, in as many rows as say something.

        With ``whole`` both rows are seen, as without ``over``.
        """
        if not over and not self._over:
            return
        self._over = over
        # A text that moved up and down with every message would be harder to read than one
        # whose last row is covered for a moment.
        self.styles.layer = "above" if over else "base"
        rows = 2 if whole or not over else sum(1 for line in self._lines if line)
        self.styles.height = max(1, rows)
        self.display = rows > 0


class Panel(Lined):
    """A box above the bars, over the page, as high as its lines; hidden without any."""

    DEFAULT_CSS = """
    Panel { dock: bottom; layer: above; width: 1fr; height: auto; margin-bottom: 2; display: none; }
    """

    def show(self, lines: Sequence[Sequence[Run]]) -> None:
        """Draw these lines; none hides the panel."""
        same_height = len(lines) == len(self._lines)
        self._lines = list(lines)
        if not same_height:
            self.styles.height = max(1, len(lines))
            self.display = bool(lines)
        self.redraw()


class Page(Lined):
    """A whole page of lines in place of the text: library, help."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; }"
    ground = "text"

    def show(self, lines: Sequence[Sequence[Run]]) -> None:
        """Draw these lines; a row that says what it said is not drawn again."""
        old, self._lines = self._lines, list(lines)
        for y, (before, now) in enumerate(zip_longest(old, self._lines)):
            if before != now:
                self.redraw(y)
