"""The terminal's own cursor, shown where the reader is: screen readers and magnifiers follow it.

Textual hides the cursor for as long as it runs. Here it is hidden only while a frame is painted,
and then set to the selection's first cell, to the place where words are typed, or to the chosen
row of a list.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from textual.driver import Driver
from textual.geometry import Offset

SHAPES: Mapping[str, str] = {
    "bar": "\x1b[6 q",
    "underline": "\x1b[4 q",
    "block": "\x1b[2 q",
    "terminal": "",
    "hidden": "",
}
"""What the setting ``cursor`` may say, and what asks a terminal for it: the steady shapes, for a
cursor that blinks over a text is in the way (DECSCUSR, after xterm's control sequences)."""
STANDARD = "bar"

_HIDE, _SHOW, _RESET = "\x1b[?25l", "\x1b[?25h", "\x1b[0 q"
_SHOWN_AT_ONCE = "\x1b[?2026l"
"""What ends a frame that the terminal shows at once (synchronised output)."""
_ENDS = ("H", f"H{_SHOWN_AT_ONCE}")
"""What ends a frame: the cursor is placed."""
_SHAPELESS = frozenset({"linux", "dumb", "unknown", "cons25"})
"""Terminals that would take the sequence for another (on the Linux console, lights)."""

Where = Callable[[], Offset | None]


def asks(shape: str, environ: Mapping[str, str]) -> str:
    """The sequence for a shape in this terminal, "" where there is none or it knows none."""
    term = environ.get("TERM", "").casefold()
    return "" if term in _SHAPELESS or term.startswith("vt") else SHAPES.get(shape, "")


def framed(data: str, place: Offset | None) -> str:
    """A frame that shows the cursor at ``place`` once it is painted; without a place hidden.

    Any other output, which does not end by placing the cursor as a frame does, stays as it is.
    """
    frame = data.removesuffix(_SHOWN_AT_ONCE)
    if not frame.endswith("H"):
        return data
    end = data[len(frame) :]
    if place is None:
        return f"{_HIDE}{data}"
    return f"{_HIDE}{frame}\x1b[{place.y + 1};{place.x + 1}H{_SHOW}{end}"


def showing(driver: type[Driver], where: Where, shape: str = STANDARD) -> type[Driver]:
    """A driver that shows the cursor where ``where`` says, asked after each frame.

    At the end, and while the program is suspended, the terminal has its own shape again. "hidden"
    gives the driver as it was.
    """
    if shape == "hidden":
        return driver
    sequence = asks(shape, os.environ)

    class Showing(driver):  # type: ignore[misc, valid-type]  # the class is known at run time only
        def start_application_mode(self) -> None:
            super().start_application_mode()
            if sequence:
                super().write(sequence)
                self.flush()

        def stop_application_mode(self) -> None:
            if sequence:
                super().write(_RESET)
            super().stop_application_mode()

        def write(self, data: str) -> None:
            super().write(framed(data, where()) if data.endswith(_ENDS) else data)

    return Showing
