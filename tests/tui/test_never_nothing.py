"""Whatever goes away meanwhile, the reader shows an article or the library."""

from __future__ import annotations

import pytest

from annotate_tui.services import articles
from annotate_tui.tui.acts import opening
from annotate_tui.tui.modes.library import LibraryList


@pytest.mark.parametrize("keys", ["A", "; 'north' enter"])
def test_a_list_left_for_an_article_that_was_removed_leads_to_the_library(sitting, tmp_path, keys):
    desk = sitting()
    (tmp_path / "other.txt").write_text("Another title\n\nThe north of it all.")
    desk.open(tmp_path / "other.txt")
    desk.keys("j c")
    desk.keys(keys)
    articles.remove(desk.desk.library, desk.session.article.id)
    opening.take_up(desk.desk)
    assert desk.desk.session is None
    for _ in range(4):
        desk.keys("escape")
        assert desk.desk.modes
    assert isinstance(desk.desk.modes[-1], LibraryList)
    desk.keys("enter")
    assert desk.session.article.title.startswith("Growing unrest")


async def test_an_article_that_another_program_removed_is_left_once_nobody_types(
    reader, new_library
):
    async with reader() as first:
        other = new_library("ben")
        await first.keys("m 'words'")
        articles.remove(other, first.session.article.id)
        first.app._look_for_changes()
        assert first.desk.session is not None
        assert "words" in first.prompt
        await first.keys("escape")
        first.app._look_for_changes()
        await first.pilot.pause()
        assert first.desk.session is None
        assert isinstance(first.desk.modes[-1], LibraryList)
        assert "removed by another program" in first.status
        first.app._look_for_changes()
        await first.keys("j escape")
        assert isinstance(first.desk.modes[-1], LibraryList)
