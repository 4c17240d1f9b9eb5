"""What a loader says when it cannot make an article."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:www\.[\w-]|(?:[\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)


class LoadError(ValueError):
    """One sentence: what failed, on what, what to do. It is shown to the user as it is."""


def no_file(path: str) -> str:
    """The sentence for a file that is not there; for what reads like an address, with its scheme."""
    if _HOST.match(path):
        return f"There is no file {path}: check the name, or write https://{path} for the page."
    return f"There is no file {path}: check the name."
