"""A codebook file's bytes as text."""

from __future__ import annotations

import codecs

from annotate_tui.formats.codebook.errors import refuse

LARGEST = 50 * 1024 * 1024
"""Bytes of a codebook's file. 100,000 tags with a paragraph each are half of that."""

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_size(data: bytes, name: str) -> None:
    """Raise CodebookFileError for more than `LARGEST` bytes."""
    if len(data) > LARGEST:
        refuse(name, 0, f"the file is larger than {LARGEST >> 20} MB, so it is no codebook")


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8, with or without a byte-order mark, or of UTF-16 with one.

    Line ends become LF. Raises CodebookFileError.
    """
    check_size(data, name)
    encoding, said = "utf-8-sig", "UTF-8"
    if data.startswith(_UTF32):
        refuse(name, 0, "the file is UTF-32; save it as UTF-8")
    if data.startswith(_UTF16):
        encoding = said = "UTF-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        refuse(name, before.count("\n") + 1, f"this is not {said} text; save the file as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
