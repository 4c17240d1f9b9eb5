"""The body of an answer, unpacked as it comes and never more of it than the limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from annotate_tui.loaders.errors import LoadError

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

PIECE = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"


def read_body(response: BaseHTTPResponse, shown: str, limit: int) -> bytes:
    """The bytes of the page. ``shown`` is what messages call it, ``limit`` in bytes.

    Raises LoadError for more than that, packed or unpacked, for a packing that was not asked for
    and for one that is damaged; and what the connection raises.
    """
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    stated = response.headers.get("Content-Length", "")
    if stated.isascii() and stated.isdigit() and len(stated) < 20 and int(stated) > limit:
        raise _too_large(shown, limit)
    unpacker: _Unpacker | None = None
    if coding in ("gzip", "x-gzip", "deflate"):
        unpacker = _Unpacker(shown, limit)
    elif coding not in ("", "identity", "none"):
        raise LoadError(
            f"{shown} comes packed as {coding[:40]}, which was not asked for: save the page from"
            " your browser and open that."
        )
    packed = 0
    body = bytearray()
    while piece := response.read(PIECE, decode_content=False):
        packed += len(piece)
        body += piece if unpacker is None else unpacker.unpack(piece, limit - len(body))
        if packed > limit or len(body) > limit:
            raise _too_large(shown, limit)
    if unpacker is not None and packed:
        unpacker.check_end()
    return bytes(body)


def _too_large(shown: str, limit: int) -> LoadError:
    return LoadError(
        f"{shown} is larger than the limit of {limit / (1024 * 1024):g} MB: save the part that you"
        " need and open that."
    )


class _Unpacker:
    """gzip (also of several members) and deflate (with and without zlib's head)."""

    def __init__(self, shown: str, limit: int) -> None:
        self._shown = shown
        self._limit = limit
        self._inflate: zlib._Decompress | None = None
        self._head = b""
        self._members = 0
        self._padding = False

    def unpack(self, piece: bytes, room: int) -> bytes:
        """What ``piece`` adds. Raises LoadError for more than ``room`` bytes or damage."""
        out = bytearray()
        data = self._head + piece
        self._head = b""
        try:
            while data and not self._padding:
                if self._inflate is None:
                    if len(data) < 2:
                        self._head = data
                        break
                    # What follows the last member is padding, as gunzip takes it.
                    if self._members and not data.startswith(_GZIP_MAGIC):
                        self._padding = True
                        break
                    self._inflate = zlib.decompressobj(_window(data))
                # One byte more than there is room for tells that it is too much.
                out += self._inflate.decompress(data, room - len(out) + 1)
                if len(out) > room:
                    raise _too_large(self._shown, self._limit)
                if not self._inflate.eof:
                    break
                data = self._inflate.unused_data
                self._inflate = None
                self._members += 1
        except zlib.error:
            raise LoadError(f"{self._shown} came damaged (its packing): try again.") from None
        return bytes(out)

    def check_end(self) -> None:
        """Raise LoadError where the packed data has no end."""
        if self._inflate is not None or not self._members:
            raise LoadError(f"{self._shown} broke off before its end: try again.")


def _window(data: bytes) -> int:
    if data.startswith(_GZIP_MAGIC):
        return 16 + zlib.MAX_WBITS
    # RFC 1950: compression method 8 and a check sum that makes the two bytes divisible by 31.
    has_head = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS
