"""The two forms of a text: as it is kept, and as one line of words."""

from __future__ import annotations

import re

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SURROGATES = re.compile("[\ud800-\udfff]")

_CLOSES = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」", "『": "』"}
_CUT = "…"


def normalise(text: str) -> str:
    """The text as it is kept for ever: no leading byte-order mark, line breaks as ``\\n``.

    NUL and lone surrogates become U+FFFD, because neither SQLite's text functions nor UTF-8 can
    hold them. All else stays as it is (no Unicode normalisation). ``normalise`` of its own result
    changes nothing but a further byte-order mark; a clean text comes back as the same object.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
    if not text.isascii() and not _is_encodable(text):
        text = _SURROGATES.sub(_REPLACEMENT, text)
    return text


def normalise_in_place(text: str) -> str:
    """The text as `normalise` gives it, but each character in its place: offsets fit both.

    A byte-order mark at the head becomes a line break, ``\\r\\n`` a blank and a line break.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        text = "\n" + text[1:]
    return normalise(text.replace("\r\n", " \n"))


def path_text(path: str) -> str:
    """A path as text that can be kept: bytes of its name that are not UTF-8 become ``\\xff``.

    U+FFFD in their place would make two files one.
    """
    if _is_encodable(path):
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def collapse(text: str) -> str:
    """The text on one line: every run of white space is one space, none at the ends."""
    return " ".join(text.split())


def shorten(text: str, width: int = 80) -> str:
    """The text on one line of at most ``width`` code points, cut after a whole word with "…"."""
    line = collapse(text[: width * 8])
    if len(line) <= width and len(text) <= width * 8:
        return line
    cut = line.rfind(" ", 0, width)
    return line[: cut if cut > width // 2 else width - 1].rstrip(" ,;:–—-") + "…"


def quoted(words: str) -> str:
    """Words in typographic quotes; those that begin with a mark of their own keep it alone.

    Where the mark that closes it was cut off, with what "…" stands for, it closes behind that.
    """
    closes = _CLOSES.get(words[:1])
    if closes is None:
        return f"“{words}”"
    opened, closed = words.count(words[0]), words.count(closes)
    is_open = opened % 2 if closes == words[0] else closed < opened
    return words + closes if words.endswith(_CUT) and is_open else words


def _is_encodable(text: str) -> bool:
    # The encoder runs at memory speed and stops at the first surrogate; a pattern is slow.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
