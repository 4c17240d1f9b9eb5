"""A zip archive read without trust: its sizes, names and methods are checked before a byte is packed out.

Only the two methods that zips are written with (stored and deflate) are read: they can be stopped
in the middle, so that a member never yields more than its directory entry states.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from annotate_tui.loaders.decode import MAX_BYTES
from annotate_tui.loaders.errors import LoadError

MAX_MEMBERS = 100_000
"""How many files an archive may hold."""
MAX_TOTAL = 512 * 1024 * 1024
"""How many bytes are packed out of one archive at most."""
MAX_RATIO = 200
"""How many times its packed size a member may have: prose packs to a third, tables to a thirtieth."""
_RATIO_FROM = 1024 * 1024

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCAL_HEADER = 30
_FULL = 0xFFFFFFFF
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard module raises on damaged archives, beside its own error.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError,
    NotImplementedError, RuntimeError, ValueError, IndexError,
)  # fmt: skip


class ZipReader:
    """The members of a zip archive that is held in memory.

    Raises LoadError, one sentence, for an archive whose directory cannot be read, that holds more
    than `MAX_MEMBERS` files, or whose files overlap (as those of a zip bomb do). ``outer`` is the
    archive that this one was found in.
    """

    def __init__(self, data: bytes, called: str, outer: ZipReader | None = None) -> None:
        self.called = called
        # One account for an archive and those in it: each may not have the whole again.
        self._left: list[int] = [MAX_TOTAL] if outer is None else outer._left
        if _directory(data).count(_ENTRY) > MAX_MEMBERS:
            raise LoadError(
                f"{called} holds more than {MAX_MEMBERS:,} files: unpack it and add its folders."
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.members = tuple(self._zip.infolist())
        except _DAMAGE:
            raise LoadError(
                f"{called} is cut off or damaged, its list of files cannot be read: "
                "get it again and try once more."
            ) from None
        self._by_name = {member_name(info): info for info in reversed(self.members)}
        self._check_overlap()

    def names(self) -> tuple[str, ...]:
        """The members' names, in the order of the archive's directory."""
        return tuple(map(member_name, self.members))

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._by_name

    def read_name(self, name: str) -> bytes:
        """The bytes of the member of that name. Raises LoadError, as `read`, and where it is not."""
        info = self._by_name.get(name)
        if info is None:
            raise LoadError(f"{self.called} is incomplete, {name} is not in it: get it again.")
        return self.read(info)

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """A member's bytes. Raises LoadError for one that is encrypted, damaged, too large, or a bomb."""
        what = f"{shown(member_name(info))} in {self.called}"
        self._check(info, what)
        try:
            with self._zip.open(info) as member:
                # It ends at the stated size, whatever the packed bytes would yield.
                data = member.read(info.file_size + 1)
        except _DAMAGE:
            raise LoadError(f"{what} is damaged: get it again and try once more.") from None
        self._left[0] -= len(data)
        return data

    def _check(self, info: zipfile.ZipInfo, what: str) -> None:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise LoadError(f"{what} is encrypted: unpack it with its password and add it then.")
        if info.compress_type not in _METHODS:
            raise LoadError(
                f"{what} is packed in a way that is not read here: unpack it and add it then."
            )
        if info.file_size > MAX_BYTES:
            limit = MAX_BYTES // (1024 * 1024)
            raise LoadError(f"{what} is larger than the limit of {limit} MB: split it.")
        if info.file_size > max(_RATIO_FROM, MAX_RATIO * info.compress_size):
            raise LoadError(
                f"{what} is more than {MAX_RATIO} times as large as its packed bytes, as in a zip "
                "bomb: unpack it yourself if you trust it."
            )
        if info.file_size > self._left[0]:
            limit = MAX_TOTAL // (1024 * 1024)
            raise LoadError(
                f"{what} is beyond the {limit} MB that are packed out of one archive: "
                "unpack it and add its folders."
            )

    def _check_overlap(self) -> None:
        end = 0
        for info in sorted(self.members, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise LoadError(
                    f"{self.called} holds files that overlap, as a zip bomb does: "
                    "it is not unpacked here."
                )
            end = info.header_offset + _LOCAL_HEADER + info.compress_size


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data.startswith(_MAGIC)


def names_of(data: bytes, hint: str) -> frozenset[str]:
    """The names of a zip's members, by its directory alone; none where ``hint`` is in none of them."""
    if not is_zip(data) or hint.encode() not in _directory(data):
        return frozenset()
    try:
        return frozenset(ZipReader(data, "").names())
    except LoadError:
        return frozenset()


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; UTF-8 is taken for it where it fits, for many zips do not say so."""
    name = info.filename
    if name.isascii() or info.flag_bits & _UTF8_FLAG:
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name


def is_unsafe(name: str) -> bool:
    """Whether a member's name points out of the archive, or is none that a file should have."""
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or ".." in name.split("/")
        or bool(_DRIVE.match(name))
        or bool(_CONTROL.search(name))
    )


def shown(name: str) -> str:
    """A member's name for a message: on one line, in at most 200 code points."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name[-200:]) or "a file without a name"


def _directory(data: bytes) -> bytes:
    """The bytes of the archive's list of files; all bytes where its place is not plain to see."""
    at = data.rfind(_END, max(0, len(data) - _END_RECORD.size - 0xFFFF))
    if at < 0 or len(data) - at < _END_RECORD.size:
        return data
    *_, size, start, _comment = _END_RECORD.unpack_from(data, at)
    if _FULL in (size, start) or size > at:
        return data
    return data[at - size : at]
