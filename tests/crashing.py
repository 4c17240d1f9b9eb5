"""Readers of files that break down: on some of them, as by a fault in a C library; or at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from annotate_tui.services import parsing

_parse_files = parsing.parse_files


def parse_files(paths: Sequence[str]) -> list[parsing.Parsed]:
    """As the real one, but a file that begins with CRASH ends the process at once."""
    for path in paths:
        if Path(path).read_bytes().startswith(b"CRASH"):
            os.kill(os.getpid(), signal.SIGKILL)
    return _parse_files(paths)


def prepare(*given: object) -> None:
    """A process that never gets so far as to read."""
    os._exit(1)
