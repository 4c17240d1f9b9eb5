"""What a loader says when it cannot make an article."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.[\w-]|(?:[\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)


class LoadError(ValueError):
    """One sentence: what failed, on what, what to do. It is shown to the user as it is."""


def no_file(path: str) -> str:
    """The sentence for a file that is not there; for what reads like an address, with its scheme."""
    if not path:
        return "An empty name is no file: name a file, a folder or an address."
    if _SCHEME.match(path):
        return (
            f"{path} is not fetched, only addresses with http and https are: save it as a file and"
            " add that."
        )
    if _HOST.match(path):
        return f"There is no file {path}: check the name, or write https://{path} for the page."
    return f"There is no file {path}: check the name."
