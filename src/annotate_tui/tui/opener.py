"""A source opened in the program that the system has for it: a page in the browser, a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

WATCHED = 3.0
"""Seconds for which an opener that fails is told of; after that it has opened something."""


class Opened(NamedTuple):
    """What was done, in a sentence; ``process`` is the opener at work, None where none is, and
    ``command`` its name.
    """

    said: str
    process: subprocess.Popen[bytes] | None = None
    command: str = ""


def open_outside(source: str, environment: Mapping[str, str] | None = None) -> Opened:
    """Hand a web address or a file to the system's opener, and do not wait for it.

    Of a part of a file ("table.csv#row=5", a chapter of a book) the file is opened.
    The opener has no terminal: whatever it starts can neither write on the screen nor take keys.
    """
    if not source:
        return Opened("This article was piped in: it has no source to open.")
    scheme = urlsplit(source).scheme.casefold() if "://" in source else ""
    if scheme in ("http", "https"):
        return _started(source, environment, web=True)
    if scheme not in ("", "file"):
        return Opened(f"{source} is neither a web page nor a file: there is nothing to open.")
    path = Path(unquote(urlsplit(source).path) if scheme else source).expanduser()
    if not path.is_absolute():
        return Opened(f"{source} is neither a web page nor a file's full path.")
    path = _file_of(path)
    if not path.exists():
        return Opened(f"{path} is gone: its text and marks are in the library all the same.")
    return _started(str(path), environment, web=False)


def _file_of(path: Path) -> Path:
    """The file itself, or the one that this is a part of: names of files may have "#" in them, too."""
    words = str(path)
    at = len(words)
    while at > 0:
        if os.path.lexists(words[:at]):
            return Path(words[:at])
        at = words.rfind("#", 0, at)
    return Path(words.partition("#")[0] or words)


def opener(environment: Mapping[str, str], *, web: bool) -> tuple[str, ...]:
    """The command that opens things on this system; () where there is none that would show.

    Without a desktop only a browser that ``BROWSER`` names can show anything, as over ssh.
    """
    if sys.platform == "darwin":
        return ("open",)
    search = environment.get("PATH")
    if environment.get("WSL_DISTRO_NAME") and shutil.which("wslview", path=search):
        return ("wslview",)
    shown = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if shown or (web and environment.get("BROWSER")):
        for command in (("xdg-open",), ("gio", "open")):
            if shutil.which(command[0], path=search):
                return command
    return ()


def _started(target: str, environment: Mapping[str, str] | None, *, web: bool) -> Opened:
    if sys.platform == "win32":
        try:
            os.startfile(target)
        except OSError as error:
            return Opened(f"{target} cannot be opened: {error.strerror or error}.")
        return Opened(f"Opened {target}")
    env = os.environ if environment is None else environment
    command = opener(env, web=web)
    if not command:
        return Opened(f"Nothing here can show it (no desktop, no opener): {target}")
    try:
        process = subprocess.Popen(
            [*command, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            start_new_session=True,
        )
    except OSError as error:
        return Opened(f"{command[0]} cannot be started: {error.strerror or error}.")
    return Opened(f"{target} goes to {command[0]}", process, command[0])
