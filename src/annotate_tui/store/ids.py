"""Clock, ids and coder: the three things of the outside world that tests replace."""

from __future__ import annotations

import getpass
import os
import threading
import time
from datetime import UTC, datetime

_lock = threading.Lock()
_last = 0


def utc_now() -> str:
    """The time now as ISO 8601 in UTC with milliseconds: ``2026-11-23T04:05:06.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A UUIDv7 as text (RFC 9562, section 5.7), larger than every one this process made before.

    48 bits of milliseconds, then a 12-bit counter that starts at random in its lower half (RFC
    9562, section 6.2, method 1), then 62 random bits. A full counter, or a clock set back, borrows
    from the milliseconds to come.
    """
    global _last  # noqa: PLW0603 - the order of ids is a property of the process
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << 12 | (_random_bits() & 0x7FF)
        _last = fresh if fresh > _last and fresh >> 12 != _last >> 12 else _last + 1
        stamp = _last
    value = (stamp >> 12) << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62 | (_random_bits() >> 2)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _random_bits() -> int:
    """64 random bits from the system; the ``secrets`` module would cost 5 ms of imports."""
    return int.from_bytes(os.urandom(8), "big")


def default_coder() -> str:
    """Who codes: ``ANNOTATE_CODER``, else the login name, else "unknown"."""
    named = os.environ.get("ANNOTATE_CODER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
