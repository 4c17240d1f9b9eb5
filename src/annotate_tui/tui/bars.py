"""The two rows below the page: what is and what was just done; the keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from annotate_tui.tui.lines import Run, strip
from annotate_tui.tui.themes import Palette


class Bars(Widget):
    """Draws given rows and redraws a row only when it says something else."""

    DEFAULT_CSS = "Bars { dock: bottom; height: 2; width: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._lines: list[Sequence[Run]] = [[], []]

    def show(self, status: Sequence[Run], footer: Sequence[Run]) -> None:
        """Draw these two rows."""
        for y, runs in enumerate((status, footer)):
            if self._lines[y] != runs:
                self._lines[y] = runs
                self.refresh(Region(0, y, self.size.width, 1))

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row, as wide as the screen."""
        runs = self._lines[y] if y < len(self._lines) else []
        return strip(runs, self.palette, self.size.width)


class Panel(Widget):
    """A box of lines above the bars, over the page, as high as its lines; hidden without any."""

    DEFAULT_CSS = """
    Panel { dock: bottom; layer: above; width: 1fr; height: auto; margin-bottom: 2; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._lines: list[Sequence[Run]] = []

    def show(self, lines: Sequence[Sequence[Run]]) -> None:
        """Draw these lines; none hides the panel."""
        same_height = len(lines) == len(self._lines)
        self._lines = list(lines)
        if not same_height:
            self.styles.height = max(1, len(lines))
            self.display = bool(lines)
        self.refresh()

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the panel."""
        runs = self._lines[y] if y < len(self._lines) else []
        return strip(runs, self.palette, self.size.width)


class Page(Widget):
    """A whole page of lines in place of the text: library, help."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._rows: list[Sequence[Run]] = []

    def show(self, rows: Sequence[Sequence[Run]]) -> None:
        """Draw these lines."""
        self._rows = list(rows)
        self.refresh()

    def restyle(self, palette: Palette) -> None:
        """Another theme."""
        self.palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        runs = self._rows[y] if y < len(self._rows) else []
        return strip(runs, self.palette, self.size.width, "text")
