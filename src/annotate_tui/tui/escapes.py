"""Escape and the keys behind it, told apart also when they arrive in one burst.

A terminal sends escape as the byte that begins its key sequences, too. Textual waits for what
follows: escape and f in one burst become ctrl+right, and behind a longer run an escape is handed on
as a typed "^". No sequence of a terminal begins with escape and a letter other than O, P and X, so
there the escape is a key of its own, and what follows is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import getgeneratorlocals

from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.message import Message

_BEGINS = r"\x1b\[\]OP"
"""What may stand behind the escape of what a terminal sends (ECMA-48: CSI, OSC, SS3, DCS)."""
_ALONE = re.compile(rf"(?<=\x1b)(?=[^{_BEGINS}])")


class EscapeParser(XTermParser):
    """Textual's parser, which is told where an escape stands alone."""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in ``data``, in order; an escape at its end waits for what comes next."""
        for part in _ALONE.split(data):
            if self._holds_escape() and part and not re.match(f"[{_BEGINS}]", part):
                yield from self._let_go()
            yield from super().feed(part)

    def _holds_escape(self) -> bool:
        """Whether the parser has read an escape, nothing behind it, and not in a paste."""
        if self._timeout_time is None:
            return False
        state = getgeneratorlocals(self._gen)
        return state.get("sequence") == "\x1b" and not state.get("bracketed_paste")

    def _let_go(self) -> Iterator[Message]:
        """Hand the escape on without the wait."""
        self._timeout_time = None
        self._awaiting = self._gen.throw(ParseTimeout())
        while self._tokens:
            yield self._tokens.popleft()


def install() -> None:
    """Have Textual's terminal driver read keys so; it has no setting for its parser."""
    from textual.drivers import linux_driver

    setattr(linux_driver, "XTermParser", EscapeParser)  # noqa: B010 - it is not exported
