"""Export from the reader: said first, then written; what is in the way is told."""

from __future__ import annotations

import csv

import pytest

pytestmark = pytest.mark.usefixtures("unguessed")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_still_empty_is_said_before_anything_is_written(sitting, here):
    desk = sitting()
    desk.keys("c j q j q w 'Kim' enter E")
    assert desk.prompt == "3 rows; 1 quote without speaker"
    assert list(here.glob("*.csv")) == []
    desk.keys("enter")
    assert desk.said == "3 rows written to article-1.csv"
    with (here / "article-1.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_escape_writes_nothing(sitting, here):
    desk = sitting()
    desk.keys("c E escape")
    assert list(here.glob("*.csv")) == []
    assert not desk.desk.modes


def test_the_whole_library_is_one_key_away(sitting, here):
    (here / "b.txt").write_text("Another article of one sentence.\n")
    desk = sitting()
    desk.keys("c")
    desk.open(here / "b.txt")
    desk.keys("q f E")
    assert desk.prompt.startswith("2 rows")
    desk.keys("tab")
    assert desk.prompt.startswith("3 rows")
    desk.keys("shift+tab tab ctrl+u 'all.csv' enter")
    assert desk.said == "3 rows written to all.csv"


def test_a_file_that_is_there_is_written_over_only_at_a_second_enter(sitting, here):
    (here / "out.csv").write_text("precious")
    desk = sitting()
    desk.keys("c E ctrl+u 'out.csv' enter")
    assert "exists; enter again writes over it" in desk.prompt
    assert (here / "out.csv").read_text() == "precious"
    desk.keys("'x' backspace enter")
    assert "exists; enter again writes over it" in desk.prompt
    desk.keys("enter")
    assert desk.said == "1 row written to out.csv"
    assert (here / "out.csv").read_text().startswith("tag,")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "Type the path of a file to write."),
        ("folder", "folder is a folder; type the name of a file in it."),
        ("no/such/out.csv", "cannot be written: No such file or directory"),
        ("~nobody-of-that-name/out.csv", "there is no such user"),
        ("n" * 300, "cannot be written: File name too long"),
    ],
)
def test_a_path_that_cannot_be_written_is_told_and_can_be_changed(sitting, here, path, words):
    (here / "folder").mkdir()
    desk = sitting()
    desk.keys(f"c E ctrl+u '{path}' enter")
    assert words in desk.prompt
    desk.keys("ctrl+u 'out.csv' enter")
    assert desk.said == "1 row written to out.csv"


async def test_path_format_and_scope_are_shown(reader, here):
    async with reader() as first:
        await first.keys("c E")
        rows = [row.strip() for row in first.screen()]
        assert rows[-5:-2] == ["❯ to       article-1.csv", "format   csv", "of       this article"]
        assert first.status == "1 row"
        assert first.footer.startswith("enter writes")
        await first.keys("tab ctrl+u 'out.csv'")
        rows = [row.strip() for row in first.screen()]
        assert rows[-5:-2] == ["❯ to       out.csv", "format   csv", "of       the library"]


def test_the_library_is_not_written_over(sitting, here, library_path):
    desk = sitting()
    desk.keys(f"c E ctrl+u '{library_path.name}' enter enter")
    assert "it is the library itself; type another name" in desk.prompt
    assert desk.marks


def test_a_name_that_fits_no_format_is_refused(sitting, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = sitting()
    desk.keys("c E ctrl+u 'x.xlsx' enter")
    assert "no format that can be written" in desk.said
    assert not (tmp_path / "x.xlsx").exists()


def test_the_library_has_a_name_of_its_own_until_one_is_typed(sitting, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = sitting()
    desk.keys("c E tab enter")
    assert desk.said == "1 row written to library.csv"
