"""The system's clipboard as a source: the page that was copied where there is one, else its words.

By the system's own commands, those that copying uses too; nothing is loaded for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

from annotate_tui.loaders.decode import check_size
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options

_SECONDS = 5
_DOCTYPE = b"<!DOCTYPE html>\n"
_NAME = "the clipboard"
_PIPE = "copy the article into a file, or paste it into annotate add - and end with ctrl+d"

# Windows gives bytes in the console's code page unless it is told otherwise.
_POWERSHELL = (
    "powershell.exe", "-NoProfile", "-NonInteractive", "-Command",
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw",
)  # fmt: skip
# AppleScript prints what is no text as hexadecimal digits: «data HTML3C68…».
_APPLE_HTML = ("osascript", "-e", "the clipboard as «class HTML»")


class Command(NamedTuple):
    """How to ask for the clipboard: ``html`` for a copied page (() where it cannot), ``text``."""

    html: tuple[str, ...]
    text: tuple[str, ...]


def paste_command() -> Command | None:
    """The commands that print the clipboard of this desktop, or None without one.

    Wayland, then X11, then Windows from its Linux subsystem, then the buffer of tmux.
    """
    candidates: list[Command] = []
    if sys.platform == "darwin":
        candidates.append(Command(_APPLE_HTML, ("pbpaste",)))
    elif sys.platform == "win32":
        candidates.append(Command((), _POWERSHELL))
    else:
        if os.environ.get("WAYLAND_DISPLAY"):
            wayland = ("wl-paste", "--no-newline")
            candidates.append(Command((*wayland, "--type", "text/html"), wayland))
        if os.environ.get("DISPLAY"):
            x11 = ("xclip", "-selection", "clipboard", "-o")
            candidates.append(Command((*x11, "-t", "text/html"), x11))
            candidates.append(Command((), ("xsel", "-ob")))
        if os.environ.get("WSL_DISTRO_NAME"):
            candidates.append(Command((), _POWERSHELL))
        if os.environ.get("TMUX"):
            candidates.append(Command((), ("tmux", "show-buffer")))
    return next((one for one in candidates if shutil.which(one.text[0])), None)


def read_clipboard() -> bytes:
    """What is in the clipboard: the HTML of what was copied where the system has it, else text.

    Raises LoadError where there is no clipboard, as over ssh, and for an empty one.
    """
    command = _command()
    page = _page(command)
    if not page:
        return _text(command)
    from annotate_tui.loaders import html_pages

    # A few copied words say nothing of their kind; whoever has the bytes alone must see it.
    return page if html_pages.claims(page, "") else _DOCTYPE + page


def load_clipboard(options: Options | None = None) -> Iterator[Loaded]:
    """The article in the clipboard; it has no source. Raises LoadError, as `read_clipboard`."""
    from annotate_tui.loaders import articles_in_bytes

    command = _command()
    if page := _page(command):
        try:
            found = list(articles_in_bytes(page, "", "clipboard.html", options))
        except LoadError:
            # What a program offers as a page may hold less than its words.
            found = []
        if found:
            yield from found
            return
    yield from articles_in_bytes(_text(command), "", "clipboard", options)


def _command() -> Command:
    command = paste_command()
    if command is None:
        raise LoadError(f"There is no clipboard to read here: {_PIPE}.")
    return command


def _page(command: Command) -> bytes:
    """The page in the clipboard, b"" where there is none."""
    if not command.html or not shutil.which(command.html[0]):
        return b""
    page = _run(command.html) or b""
    if command.html is _APPLE_HTML:
        page = _from_apple(page)
    check_size(len(page), _NAME)
    return page if _is_page(page) else b""


def _text(command: Command) -> bytes:
    said = _run(command.text)
    if said is None:
        raise LoadError(f"The clipboard cannot be read ({command.text[0]} failed): {_PIPE}.")
    check_size(len(said), _NAME)
    if not said.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise LoadError("The clipboard is empty: copy an article's text first.")
    return said


def _run(command: tuple[str, ...]) -> bytes | None:
    """What the command prints; None where it fails, which asking for a missing kind does, too."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _is_page(data: bytes) -> bool:
    """Whether it has words beside its tags; some programs offer HTML that is none."""
    head = data.replace(b"\0", b"")[: 1 << 20]
    return b"<" in head and b">" in head and any(map(bytes.isalnum, _after_tags(head)))


def _after_tags(data: bytes) -> list[bytes]:
    return [piece[:1] for part in data.split(b">") if (piece := part.split(b"<")[0].strip())]


def _from_apple(printed: bytes) -> bytes:
    """The bytes in AppleScript's «data HTML…», b"" where there is none."""
    start = printed.find(b"HTML")
    if start < 0:
        return b""
    digits = printed[start + 4 :].split(b"\xc2\xbb")[0].strip()
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""
