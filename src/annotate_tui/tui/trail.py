"""Which moves of the selection are jumps: those are remembered, to go back to where they began."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotate_tui.model import Span
from annotate_tui.reading.jumps import Jumps, Stop, is_far

if TYPE_CHECKING:
    from annotate_tui.tui.desk import Mode

STEPS = frozenset(
    {
        "next-sentence", "previous-sentence", "page-down", "page-up",
        "next-word", "previous-word", "next-phrase", "previous-phrase",
        "expand", "shrink", "escape", "jump-back", "jump-forward", "map",
    }
)  # fmt: skip
"""Actions that never jump: reading goes on by them, or they walk the jumps themselves."""
STRIDES = frozenset({"next-paragraph", "previous-paragraph", "quotation", "figure"})
"""Actions that read on as a rule, and jump where the next of their kind is windows away."""


class Trail:
    """The jumps of one sitting, through all articles. Told of every key; it acts on none.

    What a mode does while it is open (a search that shows its matches, a walk through a list) is
    one move, from where the reader was when it opened to where it leaves.
    """

    def __init__(self) -> None:
        self.jumps = Jumps()
        self.action = ""
        self._origin: Stop | None = None
        self._seen: Span | None = None
        self._away = False
        self._list: Mode | None = None
        self._behind: tuple[Stop, ...] | None = None

    def opened_from(self, mode: Mode) -> None:
        """This key opens a place from a list over the whole library: back leads there again."""
        self._list, self._behind = mode, None

    def list_behind(self) -> Mode | None:
        """The list that a step back leads to, once; None where a place is nearer, or none is."""
        if self._list is None or self._behind != self.jumps.behind:
            return None
        found, self._list = self._list, None
        return found

    def after_key(self, before: Stop | None, now: Stop | None, away: bool,
                  seen: Callable[[], Span]) -> None:  # fmt: skip
        """A key has led from ``before`` to ``now``; ``away`` is whether a mode has the keys by now.

        ``action`` names what the reader did by it. ``seen`` gives the text on the screen when the
        key came.
        """
        self._note(before, now, away, seen)
        if not away and self._list is not None and self._behind is None:
            self._behind = self.jumps.behind

    def _note(self, before: Stop | None, now: Stop | None, away: bool,
              seen: Callable[[], Span]) -> None:  # fmt: skip
        action, self.action = self.action, ""
        if not self._away:
            self._origin, self._seen = before, None
        if away:
            if not self._away:
                self._seen = seen()
            self._away = True
            return
        self._away = False
        origin = self._origin
        if origin is None or now is None or origin == now or action in STEPS:
            return
        if action.startswith("edge-"):
            return
        here = origin.text_id == now.text_id
        windows = 1 if action in STRIDES else 0
        if not here or is_far(now.start, self._seen or seen(), windows):
            self.jumps = self.jumps.left(origin)
