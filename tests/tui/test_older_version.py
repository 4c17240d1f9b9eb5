"""While an older version of an article is open it says so, whatever one does there."""

from __future__ import annotations

import pytest

from annotate_tui.services.settings import Settings
from annotate_tui.tui.status import status_line

OLDER = "version 1 of 2, not the current one"


def line(held, width: int = 200, said: str = "") -> str:
    return "".join(words for words, _ in status_line(held.session, said, width))


def head(held) -> str:
    return "".join(words for words, _ in held.desk.taking.lines(held.desk, 100, 30)[0])


def test_at_rest_and_after_every_key(changed):
    assert "version" not in line(changed)
    changed.keys("O")
    for keys in ("j", "l", "c", "escape", "G", "tab", "L", "u", "/ 'board' enter"):
        changed.keys(keys)
        assert OLDER in line(changed), keys
    changed.keys("O")
    assert "version" not in line(changed)


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_a_narrow_row_keeps_it_longer_than_marks_and_place(changed, width):
    changed.keys("O j c q")
    shown = line(changed, width)
    assert "version 1 of 2" in shown
    assert len(shown) <= width


def test_what_is_said_stands_beside_it(changed):
    changed.keys("O g")
    assert line(changed, 120, "claim tagged") == (
        " sentence 1 of 6 · version 1 of 2, not the current one · claim · claim tagged"
    )


def test_with_a_suggestion_in_focus(changed, story, sitting):
    desk = sitting(story, settings=Settings())
    desk.keys("O")
    while desk.desk.jobs:
        desk.desk.work()
    desk.keys("g tab tab tab tab tab tab")
    assert "version 1 of 2" in line(desk)


def test_beside_the_changes_and_in_the_list_of_marks(changed):
    changed.keys("O z w")
    bars = changed.desk.side.bars(changed.desk)
    assert "".join(words for words, _ in bars[0]).startswith(" version 1 of 2 open · “chair” be")
    changed.keys("escape s")
    assert "version 1 of 2" in head(changed)
    changed.keys("escape O s")
    assert "version" not in head(changed)


def test_a_version_that_comes_meanwhile_counts(changed, story, sitting):
    changed.keys("O")
    story.write_text(story.read_text("utf-8").replace("answered", "sang"), "utf-8")
    sitting(story, coder="ben")
    assert changed.desk.library.changed_elsewhere()
    changed.desk.renew()
    assert "version 1 of 3, not the current one" in line(changed)


async def test_on_the_screen(reader, changed, story):
    async with reader(story) as app:
        await app.keys("O g j k")
        assert app.status == "sentence 1 of 6 · version 1 of 2, not the current one · claim"
        await app.keys("j c")
        assert "version 1 of 2" in app.status
