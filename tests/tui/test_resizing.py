"""Any size of terminal, and any way from one to another: the words stay where the reader put them."""

from __future__ import annotations

import random

import pytest

from annotate_tui.text.cells import cell_width

PARTS = "\n\n".join(
    f"Part {i} begins here with words. " + "One more sentence follows it, with some words. " * 8
    + "漢字の文章が続く。" * 9 + f" So ends part {i}."
    for i in range(50)
)  # fmt: skip
SIZES = ((20, 5), (300, 100), (80, 24), (1, 1), (120, 40), (33, 90), (200, 7), (7, 60), (60, 3))


@pytest.fixture
def long_article(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(PARTS, encoding="utf-8")
    return path


async def resize(reader, size) -> list[str]:
    await reader.pilot.resize_terminal(*size)
    await reader.pilot.pause()
    rows = reader.screen()
    assert len(rows) == size[1]
    assert all(cell_width(row) <= size[0] for row in rows)
    return rows


def selection_seen(reader) -> bool:
    seen = reader.app.seen()
    return seen.start <= reader.session.reading.start < seen.end


async def test_growing_and_shrinking_again_and_again_moves_nothing(reader, long_article):
    chosen = random.Random(3)
    async with reader(long_article) as first:
        await first.keys("space space } j c j j l L q escape")
        await first.pilot.pause()
        before, marks = first.screen(), first.marks
        for round_trip in range(4):
            for size in chosen.sample(SIZES, 4):
                await resize(first, size)
                if size[1] > 2:
                    assert selection_seen(first), (round_trip, size)
            assert await resize(first, (80, 24)) == before
        assert first.marks == marks


async def test_many_sizes_show_the_same_words_and_the_selection(reader, long_article):
    async with reader(long_article, size=(120, 40)) as first:
        await first.keys("space space j")
        top = first.app.seen().start
        for width in (20, 21, 39, 40, 78, 79, 80, 100, 150, 200, 300):
            for height in (5, 24, 40, 100):
                await resize(first, (width, height))
                seen = first.app.seen()
                assert selection_seen(first), (width, height)
                if height >= 40 and width >= 80:
                    assert seen.start <= top < seen.end, (width, height)
        await resize(first, (120, 40))
        assert first.app.seen().start == top


async def test_moving_between_two_sizes_does_not_creep_upwards(reader, long_article):
    async with reader(long_article) as first:
        await first.keys("space space j j j j")
        top = first.app.seen().start
        for _ in range(6):
            await resize(first, (97, 24))
            await first.keys("j k")
            await resize(first, (80, 24))
            await first.keys("k j")
        assert first.app.seen().start == top


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40), (300, 100), (1, 1), (5, 300)])
async def test_every_key_of_comfort_works_at_every_size(reader, long_article, size):
    async with reader(long_article, size=size) as first:
        for keys in (") ) (", "z z j space z z", "z z escape", "G B F B", "C", "z j z l z l z j",
                     "z z : escape / '16' enter z z"):  # fmt: skip
            await first.keys(keys)
            assert len(first.screen()) == size[1], keys
            assert all(cell_width(row) <= size[0] for row in first.screen()), keys
