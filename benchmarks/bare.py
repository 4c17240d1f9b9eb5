"""The least that a Textual program can do: one Static that paints one known line.

Its start is what Python, Textual and the terminal cost before a program of ours adds anything.
"""

from textual.app import App, ComposeResult
from textual.widgets import Static

LINE = "One line of a bare program."


class Bare(App[None]):
    """An app with nothing of its own."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(LINE)


if __name__ == "__main__":
    Bare().run()
