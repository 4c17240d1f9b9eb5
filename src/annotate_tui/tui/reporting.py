"""What the terminal is asked to report of the mouse: buttons, wheel and drags, and no other moves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

from textual.driver import Driver

BUTTONS, DRAGS, SGR, PIXELS = 1000, 1002, 1006, 1016
"""Modes of xterm's control sequences: button presses, moves while one is held, places written as
numbers, places in pixels. Textual asks for 1003, every move, which would wake the program all day."""


def modes(numbers: Iterable[int], on: bool) -> str:
    """The sequence that turns private modes on or off."""
    return "".join(f"\x1b[?{number}{'h' if on else 'l'}" for number in numbers)


class _Reporter(Protocol):
    def report(self, on: bool) -> None:
        """Ask for the mouse's buttons, or for nothing of it."""


def reporting(driver: type[Driver]) -> type[Driver]:
    """A driver that asks for buttons and drags only, and can be told to ask for nothing.

    Textual has no setting for either. The methods that it asks and stops asking by are replaced;
    a driver without them, as in tests, is given back as it is.
    """
    if not hasattr(driver, "_enable_mouse_support"):
        return driver

    class Reporting(driver):  # type: ignore[misc, valid-type]  # the class is known at run time only
        _mouse: bool
        _in_pixels = False

        def report(self, on: bool) -> None:
            # Textual's own switch, which it looks at after a suspension and at the end.
            if on == self._mouse:
                return
            if on:
                self._mouse = True
                self._enable_mouse_support()
            else:
                self._disable_mouse_support()
                self._mouse = False

        def _enable_mouse_support(self) -> None:
            self._turn(True)

        def _disable_mouse_support(self) -> None:
            self._turn(False)

        def _enable_mouse_pixels(self) -> None:
            # Called where the terminal reports its size in pixels; Textual's parser divides by
            # that from then on, also when the mouse is turned on later.
            self._in_pixels = True
            self._turn(True)

        def _turn(self, on: bool) -> None:
            if self._mouse:
                asked = (BUTTONS, DRAGS, SGR, *((PIXELS,) if self._in_pixels else ()))
                self.write(modes(asked, on))
                self.flush()

    return Reporting


def report(driver: Driver | None, on: bool) -> None:
    """Have a running driver ask for the mouse, or stop asking."""
    if hasattr(driver, "report"):
        cast(_Reporter, driver).report(on)
