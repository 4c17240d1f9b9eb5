"""The clipboard as a source: by the desktop's own commands, played here by small scripts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, clipboard
from annotate_tui.model import Article

WORDS = "The bridge will close on Monday.\n\nIt is old, an official said."


@pytest.fixture
def bin_dir(tmp_path, monkeypatch):
    """A folder that alone is searched for commands; no desktop is told of."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    return folder


def put(folder: Path, name: str, *cases: tuple[str, bytes], status: int = 0) -> None:
    """A command that prints a case's bytes where its words stand in the arguments."""
    lines = ["#!/bin/sh"]
    for number, (argument, printed) in enumerate(cases):
        held = folder / f"{name}.{number}"
        held.write_bytes(printed)
        lines.append(f'case " $* " in *"{argument}"*) /bin/cat "{held}"; exit {status};; esac')
    lines.append("exit 1")
    script = folder / name
    script.write_text("\n".join(lines) + "\n")
    script.chmod(0o755)


def only() -> Article:
    (article,) = clipboard.load_clipboard()
    assert isinstance(article, Article)
    check_sound(article)
    assert article.source == ""
    return article


def fails() -> str:
    with pytest.raises(LoadError) as caught:
        list(clipboard.load_clipboard())
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_without_a_desktop_a_sentence_says_what_to_do(bin_dir):
    assert "There is no clipboard" in fails()
    assert "annotate add -" in fails()


def test_a_command_alone_is_no_desktop(bin_dir):
    put(bin_dir, "xclip", ("", WORDS.encode()))
    assert "There is no clipboard" in fails()


@pytest.mark.parametrize(
    ("variable", "command"),
    [("WAYLAND_DISPLAY", "wl-paste"), ("DISPLAY", "xclip"), ("DISPLAY", "xsel"),
     ("WSL_DISTRO_NAME", "powershell.exe"), ("TMUX", "tmux")],
)  # fmt: skip
def test_words_by_each_desktops_command(bin_dir, monkeypatch, variable, command):
    monkeypatch.setenv(variable, "x")
    if command in ("wl-paste", "xclip"):
        put(bin_dir, command, ("text/html", b""), (" ", WORDS.encode()))
    else:
        put(bin_dir, command, (" ", WORDS.encode()))
    article = only()
    assert article.text == WORDS
    assert article.title == "The bridge will close on Monday."


def test_of_wayland_and_x11_the_first_that_has_its_command(bin_dir, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    put(bin_dir, "xsel", ("-ob", b"By X11 alone."))
    assert only().text == "By X11 alone."
    put(bin_dir, "wl-paste", ("text/html", b""), ("--no-newline", b"By Wayland."))
    assert only().text == "By Wayland."


def test_macos(bin_dir, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    put(bin_dir, "pbpaste", (" ", WORDS.encode()))
    assert only().text == WORDS
    page = b"<p>A copied <b>page</b>.</p>"
    put(
        bin_dir,
        "osascript",
        ("HTML", "«data HTML".encode() + page.hex().upper().encode() + "»\n".encode()),
    )
    assert clipboard.read_clipboard() == page


@pytest.mark.parametrize("printed", ["«data HTML3C68ZZ»", "missing value", "", "«data HTML»"])
def test_macos_without_a_page(bin_dir, monkeypatch, printed):
    monkeypatch.setattr(sys, "platform", "darwin")
    put(bin_dir, "pbpaste", (" ", WORDS.encode()))
    put(bin_dir, "osascript", ("HTML", printed.encode()))
    assert clipboard.read_clipboard() == WORDS.encode()


def test_windows(bin_dir, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PATHEXT", ".exe")
    command = clipboard.paste_command()
    assert command is None
    put(bin_dir, "powershell.exe", ("Get-Clipboard", WORDS.encode()))
    command = clipboard.paste_command()
    assert command is not None
    assert command.text[0] == "powershell.exe"


def test_a_copied_page_is_taken_with_its_structure(bin_dir, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    page = "<h2>The bridge</h2><p>It will <em>close</em> on Monday, as the mayor said.</p>"
    put(bin_dir, "xclip", ("text/html", page.encode()), (" ", b"The bridge It will close"))
    assert clipboard.read_clipboard() == page.encode()
    assert "It will close on Monday, as the mayor said." in only().text


@pytest.mark.parametrize(
    "page", [b"", b"<meta charset='utf-8'>", b"no tags", b"<img src='x'>\n<br>"]
)
def test_a_page_without_words_is_passed_over(bin_dir, monkeypatch, page):
    monkeypatch.setenv("DISPLAY", ":0")
    put(bin_dir, "xclip", ("text/html", page), (" ", WORDS.encode()))
    assert clipboard.read_clipboard() == WORDS.encode()
    assert only().text == WORDS


def test_a_page_that_cannot_be_read_gives_way_to_its_words(bin_dir, monkeypatch):
    def refuse(data, source, name, options=None):
        if name.endswith(".html"):
            raise LoadError("There is no article in it.")
        return real(data, source, name, options)

    from annotate_tui import loaders

    real = loaders.articles_in_bytes
    monkeypatch.setattr(loaders, "articles_in_bytes", refuse)
    monkeypatch.setenv("DISPLAY", ":0")
    put(bin_dir, "xclip", ("text/html", b"<p>a page</p>"), (" ", WORDS.encode()))
    assert only().text == WORDS


@pytest.mark.parametrize("held", [b"", b" \r\n", b"\0\0", b"\xef\xbb\xbf"])
def test_an_empty_clipboard(bin_dir, monkeypatch, held):
    monkeypatch.setenv("TMUX", "x")
    put(bin_dir, "tmux", ("show-buffer", held))
    assert "The clipboard is empty" in fails()


def test_a_command_that_fails(bin_dir, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    put(bin_dir, "xsel", ("-ob", WORDS.encode()), status=1)
    assert "xsel failed" in fails()


def test_a_command_that_hangs(bin_dir, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    (bin_dir / "xsel").write_text("#!/bin/sh\nexec /bin/sleep 20\n")
    (bin_dir / "xsel").chmod(0o755)
    assert "xsel failed" in fails()


def test_more_than_the_limit(bin_dir, monkeypatch):
    from annotate_tui.loaders import decode

    monkeypatch.setattr(decode, "MAX_BYTES", 10)
    monkeypatch.setenv("TMUX", "x")
    put(bin_dir, "tmux", ("show-buffer", WORDS.encode()))
    assert "the clipboard is larger than the limit" in fails()


def test_windows_line_ends_and_a_picture(bin_dir, monkeypatch):
    monkeypatch.setenv("TMUX", "x")
    put(bin_dir, "tmux", ("show-buffer", WORDS.replace("\n", "\r\n").encode()))
    assert only().text == WORDS
    put(bin_dir, "tmux", ("show-buffer", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
    assert "PNG picture" in fails()
