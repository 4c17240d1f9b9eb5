"""Standard input as an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

from annotate_tui.cli.failing import Failure

if TYPE_CHECKING:
    from annotate_tui.model import Article


def standard_input() -> BinaryIO:
    """The bytes of standard input. Raises Failure where the program was started without one."""
    if sys.stdin is None:
        raise Failure("There is no standard input to read: pipe a text in, or name a file.")
    return sys.stdin.buffer


def piped_article() -> Article:
    """The article on standard input. Raises LoadError, Failure."""
    from annotate_tui.loaders import MAX_BYTES, load_bytes

    # One byte more than allowed, so that the loader sees that it is too much.
    return load_bytes(standard_input().read(MAX_BYTES + 1), "-", "")
