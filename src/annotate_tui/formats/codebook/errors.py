"""What is said when a file is no codebook."""

from __future__ import annotations

from typing import NoReturn


class CodebookFileError(ValueError):
    """One sentence for the user: the file, the line where there is one, what is wrong with it."""


def refuse(name: str, line: int, what: str) -> NoReturn:
    """Raise CodebookFileError; line 0 stands for the file as a whole."""
    where = f"{name}, line {line}" if line else name
    raise CodebookFileError(f"{where}: {what}" if what.endswith("?") else f"{where}: {what}.")
