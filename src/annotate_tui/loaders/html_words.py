"""Small questions about elements of HTML: what is seen of them, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from lxml.etree import _Element

PARAGRAPH_BREAK = "\ufdd0"
"""Stands for an empty line within a paragraph ("<br><br>"): a code point that no text holds."""

# A soft hyphen, zero-width space, word joiner or byte-order mark is not seen and parts words; codes
# 128 to 159 are what Windows-1252 has there, as browsers read "&#150;".
_UNSEEN: dict[int, str | None] = dict.fromkeys(
    [*range(1, 9), *range(14, 28), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF]
)
_UNSEEN |= {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_ODD = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x9f\xad\u200b\u2060\ufeff]")
_BETWEEN = re.compile(r"[\W_]+")
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_POINTER = re.compile("[↩↵⤴↑⇑⏎¶§🔗#^\ufe0e\ufe0f]{1,4}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_KEPT_SCHEMES = ("http:", "https:", "mailto:", "ftp:")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST_LINK = 2000


def local_name(element: _Element) -> str:
    """The tag in small letters without its namespace; "" for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def seen_characters(words: str) -> str:
    """The words without characters that nobody sees."""
    return words.translate(_UNSEEN) if _ODD.search(words) else words


def skeleton(words: str) -> str:
    """Letters and digits alone, in small letters: what makes two headlines the same."""
    return _BETWEEN.sub("", words.casefold())


def is_pointer(link: _Element) -> bool:
    """Whether a link is a sign only, as those from a note back to its number or on a heading."""
    if local_name(link) != "a" or "#" not in link.get("href", "") or len(link) > 1:
        return False
    words = (link.text or "").strip()
    if len(link):
        words += (link[0].text or "").strip()
    return bool(_POINTER.fullmatch(words))


def is_note_number(link: _Element) -> bool:
    """Whether a link is the number before a note of LibreOffice, which no blank follows."""
    return link.get("class", "") in ("sdfootnotesym", "sdendnotesym")


def is_hidden(element: _Element) -> bool:
    """Whether the page itself hides the element."""
    if not element.attrib:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and bool(_HIDING.search(style))


def number_of(stated: str | None, otherwise: int) -> int:
    """A whole number of an attribute, within a million."""
    try:
        number = int((stated or "")[:20])
    except ValueError:
        return otherwise
    return number if abs(number) <= 1_000_000 else otherwise


def list_marker(number: int, style: str) -> str:
    """A numbered item's marker, as HTML's ``type`` has it: "3.", "c.", "iii."."""
    if style in ("i", "I") and 0 < number < 4000:
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman += letters * (rest // value)
            rest %= value
        return f"{roman if style == 'i' else roman.upper()}."
    if style in ("a", "A") and number > 0:
        letters, rest = "", number
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord(style) + place) + letters
        return f"{letters}."
    return f"{number}."


def picture_words(element: _Element) -> str:
    """What a picture within a line stands for: a sign (an emoji) or a letter (a drop cap)."""
    alt = (element.get("alt") or "").strip()
    is_sign = len(alt) <= 8 and not any(char.isalnum() or char.isspace() for char in alt)
    return seen_characters(alt) if is_sign or len(alt) == 1 else ""


def note_mark(sup: _Element) -> bool:
    """Whether a raised number is the link of a footnote that has no brackets of its own."""
    inner = next(iter(sup), None)
    link = inner if inner is not None and local_name(inner) == "a" else sup.getparent()
    if link is None or local_name(link) != "a" or "#" not in link.get("href", ""):
        return False
    words = ""
    for piece in sup.itertext():
        words += piece.strip()
        if len(words) > 4:
            return False
    return words.isalnum()


def safe_href(stated: str | None, url: str) -> str:
    """A link's address, absolute where the page's is known; "" for scripts and what is none."""
    href = (stated or "").strip()
    if not href or len(href) > _LONGEST_LINK:
        return ""
    if url:
        try:
            href = urljoin(url, href)
        except ValueError:
            return ""
    scheme = _SCHEME.match(href)
    if scheme and scheme[0].lower() not in _KEPT_SCHEMES:
        return ""
    return seen_characters("".join(href.split()))
