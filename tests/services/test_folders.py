"""What a folder stands for: each file once, in order, without end or hidden ones."""

import os

import pytest

from annotate_tui.loaders.options import Options
from annotate_tui.services.folders import Unreadable, is_folder, is_missing, list_folder


@pytest.fixture
def folder(tmp_path):
    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        return tmp_path

    return make


def listed(folder, **options):
    listing = list_folder(folder, Options(**options))
    entries = listing.entries
    assert not any(isinstance(entry, Unreadable) for entry in entries), entries
    return [os.path.relpath(entry.path, folder) for entry in entries]


def test_files_come_by_name_folder_by_folder_without_hidden_ones(folder):
    made = folder("b.txt", "a/z.txt", "a/b/c.md", "c/1.txt", ".h.txt", ".git/x.txt", "a/.h/y.txt")
    assert listed(made) == ["a/b/c.md", "a/z.txt", "b.txt", "c/1.txt"]


def test_keys_and_certificates_are_no_texts(folder):
    made = folder("key.pem", "server.KEY", "ca.crt", "a.p12", "id_ed25519", "id_rsa.pub", "key.txt")
    assert listed(made) == ["key.txt"]
    assert listed(made, include=("*.pem",)) == ["key.pem"]


def test_what_holds_no_text_is_left_alone_and_counted(folder):
    made = folder("a.txt", "b.PNG", "c.css", "d/e.mp3", "f.tar.gz", "g", "png", "h.docx")
    os.mkfifo(made / "pipe")
    assert listed(made) == ["a.txt", "g", "h.docx", "png"]
    assert list_folder(made, Options()).alone == 5


def test_patterns_are_of_the_name_or_of_the_path_below(folder):
    made = folder("a.txt", "b.md", "d/a.txt", "d/e/c.txt", "x.svg")
    assert listed(made, include=("*.md", "*.svg")) == ["b.md", "x.svg"]
    assert listed(made, include=("d/*",)) == ["d/a.txt", "d/e/c.txt"]
    assert listed(made, exclude=("d",)) == ["a.txt", "b.md"]
    assert listed(made, exclude=("d/",)) == ["a.txt", "b.md"]
    assert listed(made, exclude=("a.txt", "e")) == ["b.md"]
    assert listed(made, include=("*.txt",), exclude=("d/e/*",)) == ["a.txt", "d/a.txt"]
    assert list_folder(made, Options(include=("*.md",))).alone == 0


def test_links_end_and_no_file_comes_twice(folder):
    made = folder("z/real.txt", "other/one.txt")
    (made / "a-link.txt").symlink_to("z/real.txt")
    (made / "b-link.txt").symlink_to("z/real.txt")
    (made / "loop").symlink_to(".")
    (made / "z" / "up").symlink_to("..")
    (made / "z" / "self").symlink_to("self")
    entries = list_folder(made, Options()).entries
    names = [os.path.relpath(entry.path, made) for entry in entries]
    assert names == ["other/one.txt", "z/real.txt", "z/self"]
    assert isinstance(entries[-1], Unreadable)


def test_a_link_out_of_the_folder_is_followed_once(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.txt").write_text("x")
    made = folder("a.txt")
    (made / "l1").symlink_to(outside)
    (made / "l2").symlink_to(outside)
    (made / "l3.txt").symlink_to(outside / "x.txt")
    # By way of the first link it is a file like others.
    assert listed(made) == ["a.txt", "l1/x.txt"]


def test_a_link_to_nothing_is_told(folder):
    made = folder("a.txt")
    (made / "b.txt").symlink_to("gone.txt")
    entries = list_folder(made, Options()).entries
    assert entries[1] == Unreadable(
        str(made / "b.txt"), f"{made}/b.txt links to a file that is not there: mend it."
    )
    assert len(list_folder(made, Options(include=("a*",))).entries) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_without_permission_is_told_and_the_rest_listed(folder):
    made = folder("a/x.txt", "b/y.txt")
    (made / "a").chmod(0)
    try:
        entries = list_folder(made, Options()).entries
    finally:
        (made / "a").chmod(0o700)
    assert isinstance(entries[0], Unreadable)
    assert "permissions" in entries[0].sentence
    assert os.path.relpath(entries[1].path, made) == "b/y.txt"


def test_a_folder_that_cannot_be_listed_is_told(folder, monkeypatch):
    made = folder("a/x.txt", "b/y.txt")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    entries = list_folder(made, Options()).entries
    assert entries[0].sentence == f"The folder {made}/a may not be read: check its permissions."
    assert os.path.relpath(entries[1].path, made) == "b/y.txt"


def test_a_name_that_is_not_utf8_is_said_with_its_bytes(folder):
    made = folder("a.txt")
    (made / os.fsdecode(b"\xff.txt")).symlink_to("gone")
    assert "\\xff.txt links to" in list_folder(made, Options()).entries[1].sentence


def test_folders_deeper_than_calls_may_nest(folder):
    made = folder()
    deep = made / "/".join("d" * 400)
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("x")
    assert len(listed(made)) == 1


def test_what_cannot_be_looked_at_is_no_folder_and_not_missing(tmp_path):
    (tmp_path / "a").write_text("")
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    names = ["a", "broken", "loop", "none", "a/b", "x" * 5000, "x\0"]
    places = [str(tmp_path / name) for name in names]
    assert [is_folder(place) for place in [str(tmp_path), *places]] == [True, *[False] * 7]
    assert [is_missing(place) for place in places] == [
        False, False, False, True, True, False, False,
    ]  # fmt: skip
