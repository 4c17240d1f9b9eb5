"""A source goes to the system's own program, which never gets the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate_tui.services import articles
from annotate_tui.tui import opener
from annotate_tui.tui.opener import open_outside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has an opener of its own")

SCRIPT = """#!/bin/sh
printf '%s\\n' "$@" > "$0.said"
test -t 0 || test -t 1 || test -t 2 || echo no terminal >> "$0.said"
exit {status}
"""


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """A desktop whose opener writes down what it is given."""

    def make(status=0):
        monkeypatch.setattr(sys, "platform", "linux")
        script = tmp_path / "bin" / "xdg-open"
        script.parent.mkdir()
        script.write_text(SCRIPT.format(status=status))
        script.chmod(0o755)
        path = f"{script.parent}:/usr/bin:/bin"
        for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PATH", path)
        monkeypatch.setenv("DISPLAY", ":0")
        return script.with_name("xdg-open.said")

    return make


def test_a_page_goes_to_the_opener_without_a_terminal(desktop):
    said = desktop()
    opened = open_outside("https://example.org/a?b=c d")
    assert opened.said == "https://example.org/a?b=c d goes to xdg-open"
    assert opened.process is not None
    assert opened.process.wait(10) == 0
    assert said.read_text().splitlines() == ["https://example.org/a?b=c d", "no terminal"]


@pytest.mark.parametrize("form", ["path", "uri"])
def test_a_file_goes_to_the_opener_by_its_full_path(desktop, tmp_path, form):
    said = desktop()
    path = tmp_path / "a text ünd more.txt"
    path.write_text("words")
    opened = open_outside(str(path) if form == "path" else path.as_uri())
    assert opened.process is not None
    opened.process.wait(10)
    assert said.read_text().splitlines()[0] == str(path)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "This article was piped in: it has no source to open."),
        ("/nowhere/at/all.txt", "/nowhere/at/all.txt is gone: its text and marks are in the library"),
        ("javascript:alert(1)", "javascript:alert(1) is neither a web page nor a file's full path."),
        ("ftp://example.org/a", "ftp://example.org/a is neither a web page nor a file"),
        ("--help", "--help is neither a web page nor a file's full path."),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_said_and_nothing_started(desktop, monkeypatch, source, sentence):
    desktop()
    monkeypatch.setattr(subprocess, "Popen", None)
    opened = open_outside(source)
    assert opened.said.startswith(sentence)
    assert opened.process is None


def test_without_a_desktop_only_a_named_browser_shows_a_page(desktop, tmp_path, monkeypatch):
    desktop()
    monkeypatch.delenv("DISPLAY")
    assert open_outside("https://example.org").said == (
        "Nothing here can show it (no desktop, no opener): https://example.org"
    )
    monkeypatch.setenv("BROWSER", "w3m")
    assert opener.opener({"BROWSER": "w3m", "PATH": str(tmp_path / "bin")}, web=True) == (
        "xdg-open",
    )
    assert opener.opener({"BROWSER": "w3m", "PATH": str(tmp_path / "bin")}, web=False) == ()


def test_each_system_has_its_opener(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert opener.opener({}, web=False) == ("open",)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opener.shutil, "which", lambda name, path=None: name == "gio")
    assert opener.opener({"WAYLAND_DISPLAY": "w"}, web=False) == ("gio", "open")
    monkeypatch.setattr(opener.shutil, "which", lambda name, path=None: name == "wslview")
    assert opener.opener({"WSL_DISTRO_NAME": "Ubuntu"}, web=False) == ("wslview",)


def test_the_reader_and_the_list_open_the_source(desktop, sitting, sample):
    said = desktop()
    desk = sitting()
    desk.keys("z o")
    assert desk.said == f"{sample} goes to xdg-open"
    while not desk.desk.work():
        pass
    assert desk.said == f"{sample} goes to xdg-open"
    assert said.read_text().splitlines()[0] == str(sample)
    sample.unlink()
    desk.keys("escape escape z o")
    assert desk.said.startswith(f"{sample} is gone")


def test_an_opener_that_fails_is_told_of(desktop, sitting):
    desktop(status=3)
    desk = sitting()
    articles.edit(desk.desk.library, desk.session.article.id, source="https://example.org/x")
    desk.session.reload()
    desk.keys("z o")
    while "opener" in desk.desk.jobs:
        desk.desk.work()
    assert desk.said == "xdg-open could not open https://example.org/x"


def test_an_opener_that_cannot_be_started_is_told_of(desktop, monkeypatch):
    desktop()

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert open_outside("https://example.org").said == (
        "xdg-open cannot be started: Permission denied."
    )


@pytest.mark.parametrize("name", ["press.csv", "press #1.csv"])
def test_of_a_part_the_file_that_holds_it_is_opened(desktop, tmp_path, name):
    said = desktop()
    path = tmp_path / name
    path.write_text("text\nwords\n")
    for part in ("row=1", "id=A#7", "dir/page.html"):
        opened = open_outside(f"{path}#{part}")
        assert opened.process is not None
        opened.process.wait(10)
        assert said.read_text().splitlines()[0] == str(path)
        assert opened.said == f"{path} goes to xdg-open"


def test_a_file_with_such_a_name_is_itself(desktop, tmp_path):
    said = desktop()
    (tmp_path / "press.csv").write_text("text\n")
    path = tmp_path / "press.csv#row=1"
    path.write_text("words")
    opened = open_outside(str(path))
    assert opened.process is not None
    opened.process.wait(10)
    assert said.read_text().splitlines()[0] == str(path)


def test_a_part_of_a_file_that_is_gone_names_the_file(tmp_path):
    opened = open_outside(f"{tmp_path}/press.csv#row=1")
    assert opened.process is None
    assert opened.said.startswith(f"{tmp_path}/press.csv is gone: ")


async def test_the_key_opens_the_table_of_a_row(reader, desktop, tmp_path):
    said = desktop()
    path = tmp_path / "press.csv"
    path.write_text("title,text\nOne,The harbour closed on Monday.\nTwo,Nobody knew why it did.\n")
    async with reader(path) as app:
        await app.keys("z o")
        assert f"{path.name} goes to xdg-open" in app.desk.said
        while app.desk.jobs.get("opener"):
            app.desk.work()
    assert said.read_text().splitlines()[0] == str(path)
