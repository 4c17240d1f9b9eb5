"""The system's own clipboard: which command, and what becomes of one that fails."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate_tui.tui import clipboard

DESKTOPS = ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME")


@pytest.mark.parametrize(
    ("platform", "desktop", "there", "command"),
    [
        ("darwin", "", {"pbcopy"}, ("pbcopy",)),
        ("darwin", "DISPLAY", {"xclip"}, None),
        ("linux", "", {"xclip", "wl-copy", "xsel"}, None),
        ("linux", "WAYLAND_DISPLAY", {"wl-copy", "xclip"}, ("wl-copy",)),
        ("linux", "DISPLAY", {"xclip", "xsel"}, ("xclip", "-selection", "clipboard")),
        ("linux", "DISPLAY", {"xsel"}, ("xsel", "-ib")),
        ("linux", "DISPLAY", set(), None),
        ("linux", "WSL_DISTRO_NAME", {"clip.exe"}, ("clip.exe",)),
    ],
)
def test_the_command_is_the_desktops(monkeypatch, platform, desktop, there, command):
    for name in DESKTOPS:
        monkeypatch.delenv(name, raising=False)
    if desktop:
        monkeypatch.setenv(desktop, ":0")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(clipboard.shutil, "which", lambda name: name if name in there else None)
    assert clipboard.clipboard_command() == command


def test_words_go_to_the_command_as_utf8(monkeypatch, tmp_path):
    target = tmp_path / "clip"
    script = f"import sys; open({str(target)!r}, 'wb').write(sys.stdin.buffer.read())"
    monkeypatch.setattr(clipboard, "clipboard_command", lambda: (sys.executable, "-c", script))
    assert clipboard.copy_to_system("“가”\n") == sys.executable
    assert target.read_bytes() == "“가”\n".encode()


@pytest.mark.parametrize(
    "failing",
    [OSError("gone"), subprocess.TimeoutExpired("x", 2), subprocess.CalledProcessError(1, "x")],
)
def test_a_command_that_fails_is_as_none(monkeypatch, failing):
    monkeypatch.setattr(clipboard, "clipboard_command", lambda: ("pbcopy",))

    def run(*_: object, **__: object) -> None:
        raise failing

    monkeypatch.setattr(clipboard.subprocess, "run", run)
    assert clipboard.copy_to_system("x") == ""
    monkeypatch.setattr(clipboard, "clipboard_command", lambda: None)
    assert clipboard.copy_to_system("x") == ""
