"""All that is drawn beside the text is lines: the bars below it, a box over it, a whole page."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from annotate_tui.tui.drawn import Drawn
from annotate_tui.tui.lines import Run, strip
from annotate_tui.tui.themes import Palette


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

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        runs = self._lines[y] if y < len(self._lines) else []
        return strip(runs, self.palette, self.size.width, self.ground)


class Bars(Lined):
    """The two rows below the page; a row is drawn again only when it says something else."""

    DEFAULT_CSS = "Bars { dock: bottom; height: 2; width: 1fr; }"

    def show(self, status: Sequence[Run], footer: Sequence[Run]) -> None:
        """Draw these two rows."""
        old, self._lines = self._lines or [[], []], [status, footer]
        for y, (before, now) in enumerate(zip(old, self._lines, strict=True)):
            if before != now:
                self.redraw(y)


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
        """Draw these lines."""
        self._lines = list(lines)
        self.redraw()
