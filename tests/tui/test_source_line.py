"""Names of files completed in the line that asks what to open."""

from __future__ import annotations

import pytest

from annotate_tui.tui.modes.source_line import completions


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("one.txt", "other.txt", ".hidden", "Über.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "over").mkdir()
    (tmp_path / "over" / "there.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_names_that_begin_so_folders_with_a_stroke(folder):
    assert completions("o") == ["one.txt", "other.txt", "over/"]
    assert completions("over/") == ["over/there.txt"]
    assert completions("üb") == ["Über.txt"]
    assert completions("x") == []


def test_hidden_files_only_when_they_are_asked_for(folder):
    assert ".hidden" not in completions("")
    assert completions(".h") == [".hidden"]


def test_a_path_from_the_root_and_from_home(folder):
    assert completions(f"{folder}/one") == [f"{folder}/one.txt"]
    assert completions("~/one") == ["~/one.txt"]


@pytest.mark.parametrize("typed", ["nowhere/x", "a\0/b", "~nobody-of-that-name/x", "one.txt/x"])
def test_where_there_is_no_folder_nothing_is_offered(folder, typed):
    assert completions(typed) == []
