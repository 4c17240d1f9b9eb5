"""What the contents, the changes and the marks to place share as lists beside the text.

`BesideText` promises that each of them moves by the same keys, shows its help and the commands
by name, takes no pasted words, and gives the keys back to the text when it closes.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.tui.clicks import Rolled
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.keys import begun
from annotate_tui.tui.lines import Run
from annotate_tui.tui.modes.help import Help, list_help
from annotate_tui.tui.side import side_head


class BesideText(Rolled):
    """A roll of rows beside the text that follows whatever article is open.

    ``context`` is where its keys are bound, ``about`` what its help says of it. What a list does
    besides is in `_own`.
    """

    whole = False
    context: str
    about: str

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move, do what the list is for, or go back."""
        self._look(desk)
        action_id = desk.keymap.action(self.context, key, character)
        if action_id == "prefix":
            begun(desk, self.context)
        elif not self._act(desk, action_id):
            desk.say(desk.keymap.no_use(key, character))

    def paste(self, desk: Desk, _words: str) -> None:
        """Nothing to type here."""
        desk.say("Pasted text is ignored here.")

    def close(self, desk: Desk) -> None:
        """Back to the text, where it was; the list goes."""
        desk.close_side()

    def _act(self, desk: Desk, action_id: str) -> bool:
        """Do an action by its id; False for what is none here."""
        moved = self._roll.move(action_id)
        if moved is not None:
            self.choose(desk, moved)
        elif action_id == "list-back":
            self.close(desk)
        elif action_id == "list-help":
            desk.open(Help(list_help(desk.keymap, self.context, self.about)))
        elif action_id == "list-quit":
            desk.view.quit()
        elif action_id == "list-palette":
            self._palette(desk)
        else:
            return self._own(desk, action_id)
        return True

    def _own(self, desk: Desk, action_id: str) -> bool:
        """Do what only this list does; False for what is nothing here."""
        raise NotImplementedError

    def _look(self, desk: Desk) -> None:
        """Bring the list to what is open by now, before a key is taken."""

    def _palette(self, desk: Desk) -> None:
        from annotate_tui.tui.palette import open_palette

        open_palette(desk, self.context, self._act)

    def _head(self, title: str, width: int, *, focused: bool) -> Sequence[Run]:
        """The first line: what the list is, and which of its rows is chosen."""
        counted = f"{self._roll.at + 1:,} of {self._roll.count:,}" if self._roll.count else ""
        return side_head(title, counted, width, focused=focused)
