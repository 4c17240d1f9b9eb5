"""The table of contents beside the text: every heading on a row; enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.model import Span
from annotate_tui.reading.contents import Contents
from annotate_tui.reading.roll import Roll
from annotate_tui.text.cells import cell_width
from annotate_tui.text.document import Document
from annotate_tui.text.normal import collapse
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.modes.beside_text import BesideText
from annotate_tui.tui.status import feet

INDENT = 2
"""Cells by which a heading stands further in than those of the level above it."""
_NONE = "No headings in this article"
_ABOUT = "The table of contents: every heading of the article; a bar marks the one you are under."


class ContentsList(BesideText):
    """Headings by their levels, of whatever article is open.

    The one that the reader is under bears a bar, which moves while the text has the keys.
    """

    context = "contents"
    about = _ABOUT
    opens = "go-to-heading"

    def __init__(self) -> None:
        self._document: Document | None = None
        self._headings: Contents | None = None
        self._present: int | None = None
        self._roll = Roll()

    def follow(self, desk: Desk) -> int:
        """Choose the heading that the reader is under; gives how many headings there are."""
        session = desk.session
        if session is None:
            return 0
        if session.document is not self._document or self._headings is None:
            self._document = session.document
            self._headings = Contents(session.document.structure)
            self._present, self._roll = None, Roll(height=self._roll.height)
        present = self._headings.present(session.reading.start)
        if present != self._present or not self._roll.count:
            self._present = present
            self._roll = self._roll.of(len(self._headings), present or 0)
        return len(self._headings)

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move, go there, or go back."""
        action_id = desk.keymap.action(self.context, key, character)
        if not self._act(desk, action_id) and action_id != "prefix":
            desk.say(desk.keymap.no_use(key, character))

    def _own(self, desk: Desk, action_id: str) -> bool:
        """Go to the chosen heading."""
        if action_id != "go-to-heading":
            return False
        self._go(desk)
        return True

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The chosen heading in full, or what was said; and what the keys do."""
        words = self._words(self._roll.at) if self._roll.count else ""
        here: Run = (desk.said, "warning") if desk.said else (words or _NONE, "strong")
        return [(" ", "bar"), here], feet(
            desk.keymap,
            (("next-row", "previous-row"), "move"),
            (("go-to-heading",), "go there"),
            (("list-back",), "close"),
            (("list-help",), "help"),
        )

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """A title, and the headings around the chosen one, each further in by its level."""
        self.follow(desk)
        self._roll = self._roll.fit(height - 1)
        focused = desk.taking is self
        head = self._head("Contents", width, focused=focused)
        rows = [self._row(number, width, focused) for number in self._roll.seen]
        return [head, *rows][:height] if self._roll.count else [head, [], [(f"  {_NONE}", "side")]]

    def _row(self, number: int, width: int, focused: bool) -> Sequence[Run]:
        depth = self._headings[number].depth if self._headings is not None else 0
        chosen = focused and number == self._roll.at
        signs = f"{'❯' if chosen else ' '}{'▎' if number == self._present else ' '}"
        # Of deep levels in a narrow list the words matter more than the depth.
        indent = " " * min(INDENT * depth, max(0, width // 3))
        words = crop(f"{signs}{indent}{self._words(number)}", width)
        role = "side-chosen" if chosen else "side"
        return [(words + " " * (width - cell_width(words)), role)]

    def _words(self, number: int) -> str:
        if self._document is None or self._headings is None:
            return ""
        heading = self._headings[number]
        return collapse(self._document.text[heading.start : heading.end])

    def _go(self, desk: Desk) -> None:
        """To the chosen heading; the keys are the text's again, the list stays."""
        session = desk.session
        desk.side_focused = False
        if session is not None and self._headings is not None and self._roll.count:
            heading = self._headings[self._roll.at]
            session.reading = session.reading.select(Span(heading.start, heading.end), "sentence")
