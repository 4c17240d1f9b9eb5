"""Pages that a browser saved with their pictures in one file: MHTML (RFC 2557)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.errors import LoadError

if TYPE_CHECKING:
    from email.message import Message

_SUFFIXES = (".mhtml", ".mht")
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{0,60}:|[ \t])")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:\s*<saved by\b)", re.I | re.MULTILINE)


class Saved(NamedTuple):
    """The page itself, the charset that is stated for it, and the address it came from."""

    data: bytes
    charset: str
    url: str


def is_saved_page(head: bytes, name: str) -> bool:
    """Whether a file that begins so is a saved page: ``name`` is its name in small letters.

    A letter of e-mail may be built the same way; it does not say that a browser saved it.
    """
    if not _HEADER.match(head):
        return False
    headers = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _RELATED.search(headers):
        return False
    return name.endswith(_SUFFIXES) or bool(_SAVED.search(headers))


def saved_page(data: bytes, called: str) -> Saved:
    """The page in a saved file: its first part of HTML. Raises LoadError where there is none."""
    from email import message_from_bytes

    try:
        message = message_from_bytes(data)
        for part in message.walk():
            if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
                continue
            held = part.get_payload(decode=True)
            if isinstance(held, bytes) and held.strip():
                charset = part.get_content_charset() or ""
                return Saved(held, charset, _address(part, message))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        # The standard parser stumbles over some broken headers.
        pass
    raise LoadError(f"{called} is a saved page without a page in it: save it again as HTML only.")


def _address(part: Message, message: Message) -> str:
    for holder, header in ((message, "Snapshot-Content-Location"), (part, "Content-Location")):
        stated = str(holder.get(header, "")).strip()
        if stated.startswith(("http://", "https://")):
            return "".join(stated.split())
    return ""
