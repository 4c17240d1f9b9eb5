"""The codebook is read once for each change of the library, whoever makes it."""

from __future__ import annotations

import pytest

from annotate_tui.store import Library


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.db"


def names(library: Library) -> list[str]:
    return [tag.name for tag in library.tags()]


def test_the_same_tags_are_given_while_nothing_has_changed(path):
    with Library.open(path) as library:
        first, second = library.tags(), library.tags()
        assert all(one is other for one, other in zip(first, second, strict=True))
        first.clear()
        assert len(library.tags()) == 3


def test_tags_are_read_again_within_a_step_and_after_it_was_taken_back(path):
    with Library.open(path) as library:
        tag = library.tags()[0]

        def rename(name: str) -> None:
            with library.step("rename-tag") as step:
                step.update("tag", tag.id, {"name": name})
                assert names(library)[0] == name
                if name == "wrong":
                    raise ValueError("taken back")

        rename("first")
        with pytest.raises(ValueError, match="taken back"):
            rename("wrong")
        assert names(library)[0] == "first"
        rename("second")
        assert names(library)[0] == "second"
        library.undo()
        assert names(library)[0] == "first"


def test_tags_of_another_program_are_read(path):
    with Library.open(path) as library, Library.open(path) as other:
        assert names(library)[0] == "claim"
        with other.step("rename-tag") as step:
            step.update("tag", other.tags()[0].id, {"name": "statement"})
        assert names(library)[0] == "statement"
