"""Bytes into text, or a sentence why not: size, emptiness, binary files, encodings."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from annotate_tui.loaders.errors import LoadError
from annotate_tui.text.normal import normalise

MAX_BYTES = 64 * 1024 * 1024
"""The largest source in bytes: 64 MB. Its layout would take seconds and gigabytes."""

_OLD_OFFICE = "an old Office document"
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive, as Word, EPUB and OpenDocument files are"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF file, as WebP pictures and WAV sounds are"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a program (Mach-O or Java)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"\x00asm", "a WebAssembly program"),
    (b"{\\rtf", "an RTF document"),
)
# These beginnings are words too ("MZ", "RIFF"): they count only in a file that has NULs.
_WORDLIKE = frozenset({b"MZ", b"RIFF", b"BZh", b"ID3", b"OggS"})

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_USUAL = [
    "cp1252", "latin_1", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253",
    "cp1254", "cp1255", "cp1256", "cp1257", "cp949", "euc_jp", "cp932", "gb18030", "big5",
    "mac_roman", "cp437", "cp850",
]  # fmt: skip

# Control bytes that texts hold: backspace to carriage return (overstrikes, tabs, page breaks), ESC.
_CONTROLS = bytes(set(range(32)) - set(range(8, 14)) - {0x1B}) + b"\x7f"
_SAMPLE = 1 << 16

# charset-normalizer cannot tell cp1252 from its Latin neighbours in a short text ("trčs").
_LATIN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_2", "iso8859_15", "mac_roman"}
)
_WESTERN = frozenset({"en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "nb", "fi", "ca"})
_WESTERN_LETTERS = frozenset(
    "äöüßÄÖÜàâáãåæçèéêëìíîïñòóôõøœùúûÿÀÂÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØŒÙÚÛŸ“”„‘’‚«»‹›–—…•·¡¿°€£§©®™ºª½²\u00a0"
)

_SIGN_IN_WORD = re.compile("[A-Za-zÀ-ÿ][¹²³ªº¿¡¼½¾¶§¤¦¨¬¯°±´¸×÷†‡ˆ‰˜™¢£¥][A-Za-zÀ-ÿ]")


class Decoded(NamedTuple):
    """A source's text in its kept form and the encoding it was read by ("utf-8" as a rule)."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The normalised text of ``data``; ``name`` is what a message calls it.

    UTF-8 is taken when it fits, then UTF-16 and UTF-32 by their marks (UTF-16 also without),
    then what charset-normalizer finds among the usual encodings. Raises LoadError for more than
    `MAX_BYTES`, a binary file, an empty text, or an encoding that nothing convincing explains.
    """
    check_size(len(data), name)
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), "")
    if marked:
        text, encoding = _by_mark(data, marked, name), marked
    else:
        check_text(data, name)
        text, encoding = _by_trial(data, name)
    text = normalise(text)
    if not text or text.isspace():
        raise LoadError(f"{name} is empty: there is no text in it to read.")
    return Decoded(text, encoding)


def check_size(size: int, name: str) -> None:
    """Raise LoadError for a source of more than `MAX_BYTES` bytes."""
    if size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise LoadError(
            f"{name} is larger than the limit of {limit} MB: split it and add the parts."
        )


def check_text(data: bytes, name: str) -> None:
    """Raise LoadError for a binary file, by its first bytes or by its control bytes."""
    nul = b"\0" in data
    for magic, what in _MAGIC:
        if data.startswith(magic) and (nul or magic not in _WORDLIKE):
            raise LoadError(f"{name} looks like {what}, not a text: {_way_out(what)}.")
    if _utf16_order(data):
        return
    controls = len(data) - len(data.translate(None, _CONTROLS))
    # A stray control byte in a long text is a slip of some converter; one in a hundred is no text.
    if controls * 100 > max(len(data), 100):
        raise LoadError(
            f"{name} looks like a binary file, not a text: save it as plain text first."
        )


def _way_out(what: str) -> str:
    """What to do about a file of that kind."""
    if "picture" in what:
        return "have a program recognise the text in it (OCR), and add what it saves"
    if what == _OLD_OFFICE:
        return "save it as .docx or as plain text first"
    if "archive" in what:
        return "unpack it and add what is in it"
    return "save it as plain text first"


def _by_mark(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise LoadError(
            f"{name} begins as {codec.upper()} but is damaged at byte {error.start}: "
            "save it as UTF-8 and try again."
        ) from None


def _by_trial(data: bytes, name: str) -> tuple[str, str]:
    order = _utf16_order(data)
    for codec in [order] if order else ["utf-8"]:
        try:
            return data.decode(codec), codec
        except UnicodeDecodeError:
            continue
    found = _guess(data)
    if found is None:
        raise LoadError(
            f"{name} is not UTF-8 and no usual encoding explains its bytes: "
            "save it as UTF-8 and try again."
        )
    return found


def _utf16_order(data: bytes) -> str:
    """The byte order of UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(data) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) // 2 * 0.6
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else ""


def _guess(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    # Sampled at the first byte beyond ASCII: what comes before says nothing about the encoding.
    chunks = range(0, len(data), 4096)
    first = next((i for i in chunks if not data[i : i + 4096].isascii()), 0)
    start = data.rfind(b"\n", 0, first) + 1
    # To the end of a line, so that no letter of several bytes is cut.
    rest = len(data) - start <= _SAMPLE
    end = len(data) if rest else data.rfind(b"\n", start, start + _SAMPLE)
    for piece in (data[start : max(start, end)], data):
        if piece.isascii():
            continue
        found = from_bytes(piece, cp_isolation=_USUAL, enable_fallback=False)
        best = found.best()
        if best is None:
            continue
        codec = best.encoding
        if codec in _LATIN:
            latin = [match for match in found if match.encoding in _LATIN]
            sound = [match.encoding for match in latin if not _SIGN_IN_WORD.search(str(match))]
            codec = "cp1252" if _is_western(piece) else next(iter(sound), codec)
        try:
            return data.decode(codec), codec.replace("_", "-")
        except UnicodeDecodeError:
            continue
    return None


def _is_western(piece: bytes) -> bool:
    """Whether cp1252 gives only letters of Western Europe and words of one of its languages."""
    from annotate_tui.text.language import detect_language

    try:
        text = piece.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = {char for char in text if not char.isascii()}
    return beyond <= _WESTERN_LETTERS and detect_language(text) in _WESTERN
