"""The system's own clipboard, by the command that it brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_SECONDS = 2
"""How long a clipboard command may take."""


def clipboard_command() -> tuple[str, ...] | None:
    """The command that takes text on standard input for this desktop, or None without one."""
    candidates: list[tuple[str, ...]] = []
    if sys.platform == "darwin":
        candidates.append(("pbcopy",))
    else:
        if os.environ.get("WAYLAND_DISPLAY"):
            candidates.append(("wl-copy",))
        if os.environ.get("DISPLAY"):
            candidates += [("xclip", "-selection", "clipboard"), ("xsel", "-ib")]
        if os.environ.get("WSL_DISTRO_NAME"):
            candidates.append(("clip.exe",))
    return next((c for c in candidates if shutil.which(c[0])), None)


def copy_to_system(words: str) -> str:
    """Copy by the system's command; gives its name, or "" where there is none or it failed."""
    command = clipboard_command()
    if command is None:
        return ""
    try:
        subprocess.run(
            command,
            input=words.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return command[0]
