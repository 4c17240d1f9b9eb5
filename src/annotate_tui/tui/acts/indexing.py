"""The index for search, filled while nobody types."""

from __future__ import annotations

from time import monotonic

from annotate_tui.tui.desk import Desk

JOB = "index"
SLICE = 0.01
"""Seconds of indexing in one slice: most of it is one write to the disk."""
PAUSE = 0.3
"""Seconds without a key after which a slice is done: no key waits behind the disk."""
TOLD_EVERY = 1.0
"""Seconds after which the screen may show how far it is."""


def index_later(desk: Desk) -> None:
    """Index in idle time what was written since the last time; nothing where all is indexed."""
    until = monotonic() + TOLD_EVERY

    def more() -> bool:
        now = monotonic()
        if now - desk.last_key < PAUSE:
            return True
        if desk.library.index_more(SLICE):
            return False
        if now < until:
            return True
        # This job is done, and the screen drawn; another one goes on.
        index_later(desk)
        return False

    desk.later(JOB, more)
