"""Opening: the same file again, a file that has changed, what cannot be opened or written."""

from __future__ import annotations

import sqlite3

import pytest

from annotate_tui.loaders.errors import LoadError
from annotate_tui.store.errors import LibraryError


def test_a_new_article_opens_at_its_first_sentence_without_a_word(sitting):
    desk = sitting()
    assert desk.said == ""
    assert desk.selected.startswith("There have been")


def test_the_same_file_again_says_when_how_many_and_where(sitting):
    first = sitting()
    first.keys("c j q j j")
    first.session.save_position()
    later = sitting()
    assert later.said.startswith("Opened ")
    assert later.said.endswith(", 2 marks, at sentence 4")
    assert later.selected == first.selected


def test_one_mark_is_one_mark(sitting):
    sitting().keys("c")
    assert ", 1 mark" in sitting().said


def test_the_same_words_under_another_name_are_the_same_article(sitting, sample, tmp_path):
    sitting().keys("c")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(sample.read_bytes())
    later = sitting(copy)
    assert len(later.session.marks.marks) == 1
    assert len(later.desk.library.articles()) == 1


def test_a_changed_file_is_said_and_the_old_text_can_be_opened_with_its_marks(sitting, sample):
    sitting().keys("c j q")
    sample.write_text(sample.read_text(encoding="utf-8").replace("closely", "not"), "utf-8")
    desk = sitting()
    assert desk.said.startswith("The file has changed; 2 marks: ")
    assert len(desk.session.marks.marks) == 2
    assert len(desk.desk.library.articles()) == 1
    desk.keys("O")
    assert desk.said.startswith("Version 1 of 2, of 2026-11-23 ")
    assert ", 2 marks; marks made here come along" in desk.said
    assert "closely" in desk.selected
    assert len(desk.session.marks.marks) == 2
    desk.keys("x O")
    assert desk.said.startswith("The current version, 2 of 2, of 2026-11-23 ")
    assert desk.said.endswith(", 1 mark; O goes on")
    assert "not monitoring" in desk.session.document.text


def test_an_old_text_is_read_without_moving_the_place_in_the_current_one(sitting, sample):
    desk = sitting()
    sample.write_text("An entirely new text. It has three sentences. This is the last.\n")
    desk = sitting()
    desk.keys("G O G")
    desk.desk.keep_all()
    later = sitting()
    assert later.selected == "This is the last."


def test_two_articles_share_one_sitting(sitting, tmp_path):
    (tmp_path / "b.txt").write_text("First words. Second words.\n")
    desk = sitting()
    desk.keys("j j m 'half'")
    desk.open(tmp_path / "b.txt")
    assert desk.selected == "First words."
    assert desk.column("note") == ["half"]
    desk.keys("escape escape k enter")
    assert desk.said.endswith("1 mark, at sentence 3")


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("binary.bin", bytes(range(256)) * 64, "binary"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_leaves_nothing(
    sitting, tmp_path, name, data, part
):
    desk = sitting(None)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(LoadError) as caught:
        desk.open(tmp_path / name)
    message = str(caught.value)
    assert part in message
    assert "\n" not in message
    assert desk.desk.library.articles() == []


@pytest.mark.parametrize("words", ["***\n", "…\n", ".\n", "# \n\n---\n", "x"])
def test_a_text_with_next_to_nothing_in_it_can_be_walked(sitting, tmp_path, words):
    (tmp_path / "little.txt").write_text(words, encoding="utf-8")
    desk = sitting(tmp_path / "little.txt")
    for key in 'j k } { l h . , " # + - L H J K > < o space b g G tab x n y w m'.split():
        desk.keys(key)
    desk.keys("enter escape escape c u u U")


def test_a_read_only_library_is_read_and_says_why_nothing_changes(sitting):
    first = sitting()
    first.keys("c j q m 'n' enter")
    reader = sitting(read_only=True)
    before = reader.marks
    reader.keys("j tab")
    assert reader.session.focused is not None
    why = reader.desk.library.why_read_only
    assert "nothing can be changed" in why
    for key in ("c", "x", "m", "M", "u", "U", "!", "L", "w", "enter"):
        reader.keys("g j c" if key == "c" else f"g tab {key}")
        assert reader.said == why, key
        assert not reader.desk.modes
    reader.keys("escape / 'defect' enter enter")
    assert reader.said == why
    reader.keys("escape j t 'cla' enter")
    assert reader.said == why
    assert reader.marks == before


def test_an_empty_read_only_library_says_why_the_sample_cannot_come_in(sitting):
    sitting(None)
    reader = sitting(None, read_only=True)
    reader.keys("j enter")
    assert reader.said == reader.desk.library.why_read_only
    assert reader.desk.modes


def test_an_error_of_the_file_inside_any_action_is_told(sitting, monkeypatch):
    desk = sitting()
    desk.keys("c")

    def failing(*_: object, **__: object) -> None:
        raise LibraryError("The disk is full and nothing was written.")

    monkeypatch.setattr(desk.desk.library, "step", failing)
    for keys in ("j q", "k tab L", "x", "tab m 'a' enter", "w 'b' enter", "!", "M 'c' enter",
                 "enter right enter", ": 'done' enter", "t 'fig' enter", "u"):  # fmt: skip
        desk.keys(keys)
        assert desk.said.startswith("The disk is full"), keys
        assert not desk.desk.modes
    assert len(desk.marks) == 1
    desk.keys("m 'half'")
    desk.desk.keep_all()
    assert not desk.desk.modes


def test_a_library_that_another_program_holds_is_told_and_nothing_is_lost(sitting, library_path):
    desk = sitting()
    desk.keys("c")
    desk.desk.library._conn.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(library_path)
    try:
        other.execute("BEGIN IMMEDIATE")
        desk.keys("m 'a long thought' enter")
        assert desk.said.startswith("Another program holds the library")
        assert desk.said.endswith("m brings your words back.")
        desk.keys("j c")
        assert desk.said.startswith("Another program holds the library")
        assert desk.session.focused is None
        assert len(desk.marks) == 1
        other.rollback()
    finally:
        other.close()
    desk.keys("c tab shift+tab")
    desk.keys("m enter")
    assert "a long thought" in desk.column("note")
    assert len(desk.marks) == 2


def test_a_text_that_was_replaced_elsewhere_keeps_its_place_to_itself(sitting, sample):
    here = sitting()
    here.keys("G")
    sample.write_text("An entirely new text. It has three sentences. This is the last.\n")
    there = sitting()
    here.session.reload()
    here.session.save_position()
    there.keys("j")
    there.session.save_position()
    assert sitting().selected == "It has three sentences."
    assert here.selected.startswith("“Earlier this year")
