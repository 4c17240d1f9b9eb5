"""The keys of tags: one character each, never two for one, never one that the reader needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from annotate_tui.model import Tag
from annotate_tui.services.codebook.names import CodebookError

RESERVED: frozenset[str] = frozenset(
    '"#()*+,-./:;<=>?!ABCEFGHJKLMNOPQTUV[]bghjklmnostuwxyz{}0123456789'
)
"""The characters that the reader's own keys begin with, and the digits, which pick by number."""


def free_key(tags: Iterable[Tag], name: str, reserved: Collection[str] = RESERVED) -> str:
    """The first letter of the name, in lower case, that is no other tag's key; "" without one.

    Of a path only the last name counts. The keys of archived tags are free.
    """
    taken = {tag.key for tag in tags if tag.key and not tag.archived_at}
    for letter in unicodedata.normalize("NFC", name.rpartition("/")[2].lower()):
        if letter.isalpha() and letter not in taken and letter not in reserved:
            return letter
    return ""


def clean_key(key: str) -> str:
    """The key as it is kept: one printable character, or "". Raises CodebookError."""
    clean = unicodedata.normalize("NFC", key.strip())
    if not clean:
        return ""
    if len(clean) != 1 or not clean.isprintable() or unicodedata.category(clean)[0] == "M":
        shown = "".join(char if char.isprintable() else "�" for char in clean)
        raise CodebookError(f"“{shown}” cannot be a key: give one character that can be typed.")
    return clean
