"""Matches on the screen: lit, drawn no more often than they must, the same from a burst of keys."""

from __future__ import annotations

import pytest

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.tui.pane import Pane

pytestmark = pytest.mark.usefixtures("unhurried")


def lit(reader) -> list[str]:
    """The words painted as matches or as the match that is selected, row by row."""
    rows = reader.app.screen._compositor.render_strips()[:-2]
    palette = reader.app.stage.palette
    at_rest = frozenset[InlineKind]()
    kind = BlockKind.PARAGRAPH
    grounds = {palette.style(kind, at_rest, (), False, False, True).bgcolor}
    if reader.session.reading.unit == "match":
        grounds.add(palette.style(kind, at_rest, (), True, False, True).bgcolor)
    found = []
    for row in rows:
        run = ""
        for segment in row:
            if segment.style and segment.style.bgcolor in grounds:
                run += segment.text
            elif run:
                found.append(run)
                run = ""
    return found


async def test_every_match_in_sight_is_lit_until_escape(reader):
    async with reader() as first:
        assert lit(first) == []
        await first.keys("/ 'north korean'")
        seen = lit(first)
        page = " ".join(" ".join(first.screen()[:-2]).replace("▎", " ").split())
        assert {w.casefold() for w in seen} >= {"north korean"}
        assert sum(w.casefold() == "north korean" for w in seen) <= page.casefold().count(
            "north korean"
        )
        together = "".join(seen).casefold().replace(" ", "")
        assert together == "northkorean" * page.casefold().count("north korean")
        assert "[1/" in first.status
        await first.keys("enter")
        assert lit(first) == seen
        assert "match [1/" in first.status
        await first.keys("j")
        assert lit(first) == seen
        await first.keys("escape")
        assert lit(first) == []
        await first.keys("n")
        assert lit(first) != []


async def test_a_match_that_reaches_over_the_edge_of_the_window_is_lit(reader, tmp_path):
    (tmp_path / "a.txt").write_text("word " * 400 + "\n")
    async with reader(tmp_path / "a.txt", size=(40, 10)) as first:
        await first.keys("/ tab '(word ?)+' enter")
        assert len(lit(first)) == 8
        assert all(row.startswith("word") for row in lit(first))


async def test_lit_matches_cost_a_motion_no_row_more(reader, monkeypatch):
    drawn: list[int] = []
    render = Pane.render_line
    monkeypatch.setattr(Pane, "render_line", lambda pane, y: drawn.append(y) or render(pane, y))
    async with reader() as first:
        await first.keys("j")
        drawn.clear()
        await first.keys("j")
        without = list(drawn)
        await first.keys("g / 'e' enter g j")
        assert len(lit(first)) > 20
        drawn.clear()
        await first.keys("j")
        assert drawn == without


async def test_only_rows_whose_matches_change_are_drawn_while_one_types(reader, monkeypatch):
    drawn: list[int] = []
    render = Pane.render_line
    monkeypatch.setattr(Pane, "render_line", lambda pane, y: drawn.append(y) or render(pane, y))
    async with reader() as first:
        await first.keys("/ 'defectors'")
        drawn.clear()
        await first.keys("left")
        assert drawn == []
        await first.keys("end ' '")
        assert drawn == []


async def test_escape_brings_the_window_back_to_where_it_stood(reader, tmp_path):
    text = "".join(f"This is sentence {n} of many.\n\n" for n in range(200)) + "Zebra.\n"
    (tmp_path / "a.txt").write_text(text)
    async with reader(tmp_path / "a.txt") as first:
        await first.keys("space space j j")
        before = first.screen()[:-2]
        reading = first.session.reading
        await first.keys("/ 'zebra'")
        assert "Zebra." in "\n".join(first.screen())
        await first.keys("escape")
        assert first.screen()[:-2] == before
        assert first.session.reading == reading
        await first.keys("/ 'zebra'")
        await first.pilot.resize_terminal(60, 20)
        await first.keys("escape")
        assert first.selected in "\n".join(first.screen())


@pytest.mark.parametrize(
    "keys",
    [
        "/ '16' enter c",
        "/ 'defectors' enter n f",
        "/ tab '[0-9]+' enter q",
        "/ 'russia' escape c",
        "/ '16' enter / enter f",
        "/ '(' tab ')' enter escape c",
        "/ 'zebra' enter c",
        "/ 'korea' enter / up up enter",
    ],
)
async def test_a_burst_ends_as_if_typed_slowly(reader, library_path, keys):
    async with reader() as slow:
        await slow.keys(keys)
        expected = (slow.session.reading.span, slow.marks, slow.said, slow.screen())
    library_path.unlink()
    async with reader() as fast:
        await fast.burst(keys)
        assert (fast.session.reading.span, fast.marks, fast.said, fast.screen()) == expected
