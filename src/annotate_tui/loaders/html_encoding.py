"""The encoding of a page: what it says it is, believed as far as its bytes bear it out.

What a label means follows the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels):
"iso-8859-1" is read as Windows-1252, "gb2312" as GB 18030, as all browsers do.
"""

from __future__ import annotations

import codecs
import re

from annotate_tui.loaders.decode import Decoded, check_size, check_text, decode
from annotate_tui.loaders.errors import LoadError
from annotate_tui.text.normal import normalise

_HEAD = 4096
_META = re.compile(
    rb"<meta\b[^<>]{0,200}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s*<\?xml\b[^<>]{0,100}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})[\"']")
_READ_AS = {
    **dict.fromkeys(("ascii", "iso8859-1", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "hz"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift_jisx0213", "shift_jis_2004"), "cp932"),
    **dict.fromkeys(("euc_kr", "johab"), "cp949"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
_ALIASES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-big5": "big5hkscs",
    "windows-874": "cp874",
    "unicode-1-1-utf-8": "utf-8",
}
_SEVEN_BIT = ("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_kr")
# Encodings that no page may be in, or that are none of text.
_UNTRIED = frozenset(
    "utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be unicode-escape raw-unicode-escape"
    " idna punycode undefined charmap mbcs oem".split()
)
_ESCAPE = b"\x1b"
_LATIN = frozenset({"cp1252", "iso8859-15", "cp1250", "iso8859-2"})
_BAD_IN_GOOD = 10


def decode_page(data: bytes, name: str, charset: str = "") -> Decoded:
    """The text of a page and its encoding; ``charset`` is what its HTTP header says.

    A byte-order mark decides; then UTF-8 where it fits, whatever is declared; then the header's
    charset, the page's own, and what its bytes look like. A UTF-8 page with a few stray bytes stays
    one: they are read as Windows-1252. Raises LoadError as `decode` does.
    """
    check_size(len(data), name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return decode(data, name)
    check_text(data, name)
    stated = [codec for label in (charset, *declared(data)) if (codec := _codec(label))]
    if _ESCAPE in data:
        for codec in stated:
            if codec in _SEVEN_BIT and (text := _strict(data, codec)):
                return Decoded(normalise(text), codec.replace("_", "-"))
    mended = _utf8(data, trusted="utf-8" in stated or not stated)
    if mended is not None:
        text = normalise(mended)
        if not text or text.isspace():
            raise LoadError(f"{name} is empty: there is no text in it to read.")
        return Decoded(text, "utf-8")
    for codec in stated:
        if codec == "utf-8" or codec in _SEVEN_BIT:
            continue
        text = _strict(data, codec) or _nearly(data, codec)
        if text and (codec not in _LATIN or _is_believable(data, codec)):
            return Decoded(normalise(text), codec.replace("_", "-"))
    return decode(data, name)


def declared(data: bytes) -> list[str]:
    """The encodings that a page's own beginning names, in small letters."""
    head = data[:_HEAD]
    found = [_XML.search(head), _META.search(head)]
    return [one[1].decode("ascii").lower() for one in found if one]


def _codec(label: str) -> str:
    """Python's name for what browsers read under the label; "" for none."""
    name = label.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    # Codecs such as "rot13" and "zlib" are no encodings of text.
    if not getattr(codec, "_is_text_encoding", True) or codec.name.replace("_", "-") in _UNTRIED:
        return ""
    return _READ_AS.get(codec.name, codec.name)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return ""


def _nearly(data: bytes, codec: str) -> str:
    """The text where all but a few bytes are of the encoding that is declared, as it must be."""
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return ""
    beyond = sum(not char.isascii() for char in text)
    return text if text.count("\ufffd") * _BAD_IN_GOOD < beyond else ""


def _utf8(data: bytes, trusted: bool) -> str | None:
    """The text if it is UTF-8, or nearly and not said to be anything else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.end == len(data):
            # The page was cut within its last letter.
            return data[: error.start].decode("utf-8")
    if not trusted:
        return None
    text = data.decode("utf-8", "surrogateescape")
    strays = [char for char in text if "\udc80" <= char <= "\udcff"]
    good = sum(not char.isascii() for char in text) - len(strays)
    if len(strays) * _BAD_IN_GOOD > good:
        return None
    bytes_of = {ord(char): bytes([ord(char) - 0xDC00]) for char in set(strays)}
    return text.translate(
        {code: byte.decode("cp1252", "replace") for code, byte in bytes_of.items()}
    )


def _is_believable(data: bytes, codec: str) -> bool:
    """Whether a Latin encoding, which fits any bytes, gives letters of words and not of noise."""
    try:
        guessed = decode(data, "").encoding
    except LoadError:
        return True
    return guessed.replace("-", "_") in _GUESSED_LATIN


_GUESSED_LATIN = frozenset(
    "cp1250 cp1252 cp1254 cp1257 latin_1 iso8859_2 iso8859_15 mac_roman cp437 cp850 utf_8".split()
)
