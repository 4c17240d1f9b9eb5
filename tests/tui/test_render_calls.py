"""What is drawn again: the rows that a key changes and no others, counted at the pane itself."""

from __future__ import annotations

import pytest
from textual import events

from annotate_tui.tui.map import THUMB
from annotate_tui.tui.pane import Pane

ARTICLE = "\n\n".join(
    f"Part {i} begins here with words. " + "One more sentence follows it. " * 7 + f"So ends {i}."
    for i in range(60)
)


@pytest.fixture
def drawn(monkeypatch):
    """The rows of the pane that were drawn, one entry for each call."""
    calls: list[int] = []
    render = Pane.render_line
    monkeypatch.setattr(Pane, "render_line", lambda pane, y: calls.append(y) or render(pane, y))
    return calls


@pytest.fixture
def long_article(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def lit(reader) -> set[int]:
    """The rows of the selection."""
    return {y for y, row in enumerate(reader.screen()) if "▎" in row}


def column(reader) -> list[str]:
    """The map: the last column of the pane."""
    width = reader.app.size.width
    return [row[width - 1 :] or " " for row in reader.screen()[:-2]]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (300, 100)])
async def test_a_sentence_motion_draws_the_rows_of_both_sentences_only(
    reader, long_article, drawn, size
):
    async with reader(long_article, size=size) as first:
        await first.keys("j")
        for key in "j j j k j j j j k k".split():
            before, picture = lit(first), first.screen()
            drawn.clear()
            await first.keys(key)
            after = lit(first)
            still = [y for y in range(size[1] - 2) if y not in before | after]
            assert [first.screen()[y] for y in still] == [picture[y] for y in still]
            assert set(drawn) == before | after
            assert len(drawn) == len(before | after)


async def test_words_phrases_and_edges_draw_the_rows_they_touch(reader, long_article, drawn):
    async with reader(long_article) as first:
        await first.keys("j")
        for key in ("l", "l", "L", "L", "H", "o", ".", "+", "escape"):
            before = lit(first)
            drawn.clear()
            await first.keys(key)
            assert set(drawn) <= before | lit(first), key
            assert len(drawn) == len(set(drawn))


async def test_a_key_without_effect_draws_nothing(reader, drawn):
    async with reader() as first:
        for keys in ("@", "g", "B", "F"):
            drawn.clear()
            await first.keys(keys)
            assert drawn == [], keys


async def test_a_mark_draws_its_rows_and_its_cell_of_the_map(reader, long_article, drawn):
    async with reader(long_article) as first:
        await first.keys("} } } j")
        before = column(first)
        drawn.clear()
        await first.keys("c")
        after = column(first)
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        assert [after[y] for y in changed] == ["C"]
        assert set(drawn) == lit(first) | set(changed)
        assert len(drawn) == len(set(drawn))
        drawn.clear()
        await first.keys("j")
        here = lit(first)
        drawn.clear()
        await first.keys("q")
        assert set(drawn) == here  # the row of the map has a mark already, and keeps its letter
        await first.keys("x")
        await first.keys("k x")
        assert column(first) == before


async def test_scrolling_draws_each_row_once(reader, long_article, drawn):
    async with reader(long_article) as first:
        drawn.clear()
        await first.keys("space")
        assert sorted(drawn) == list(range(22))
        assert THUMB in column(first)


async def test_a_click_draws_the_rows_of_both_sentences_only(reader, long_article, drawn):
    async with reader(long_article) as first:
        for y in (1, 5, 9, 2):
            before = lit(first)
            drawn.clear()
            for kind in (events.MouseDown, events.MouseUp):
                first.app.post_message(kind(None, 30, y, 0, 0, 1, False, False, False, 30, y))
            await first.pilot.pause()
            assert set(drawn) == before | lit(first)
            assert len(drawn) == len(set(drawn))
