"""Rows written directly leave the terminal with the picture that Textual composes."""

from __future__ import annotations

import re

import pytest
from rich.control import Control
from textual.geometry import Region

from annotate_tui.text.cells import cell_width, grapheme_ends
from annotate_tui.tui import drawn
from annotate_tui.tui.app import AnnotateApp

CONTROL = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|([^\x1b]+)")
OSC = re.compile(r"\x1b\].*?(?:\x07|\x1b\\)")


class Grid:
    """A terminal as far as frames need one: moves, styles, text; a cell is a sign and its style."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self.written = 0

    def take(self, frame: str) -> None:
        x = y = 0
        style = ""
        for numbers, kind, text in CONTROL.findall(OSC.sub("", frame)):
            if kind == "H":
                y, x = (int(part) - 1 for part in numbers.split(";"))
            elif kind == "m":
                style = "" if numbers == "0" else numbers
            elif text:
                self.written += 1
                start = 0
                for end in grapheme_ends(text, 0, len(text)):
                    sign = text[start:end]
                    start = end
                    if sign == "\n":
                        continue
                    self.cells[x, y] = (sign, style)
                    if cell_width(sign) == 2:
                        self.cells.pop((x + 1, y), None)
                    x += cell_width(sign)


def composed(app: AnnotateApp) -> dict[tuple[int, int], tuple[str, str]]:
    grid = Grid()
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        grid.take(Control.move_to(0, y).segment.text + strip.render(app.console))
    return grid.cells


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (30, 9), (20, 1)])
async def test_what_is_written_is_what_textual_would_paint(reader, monkeypatch, size):
    async with reader(size=size) as first:
        grid = Grid()
        monkeypatch.setattr(AnnotateApp, "is_headless", False)
        monkeypatch.setattr(first.app._driver, "write", grid.take)
        first.app.screen.refresh(layout=True)
        await first.pilot.pause()
        for key in (
            (
                "j j c tab L L w 'Kim' enter u k k G b g q enter escape ? j x / '1' '6' enter n y m 'a'"
                " escape : 'theme' enter j c E escape escape escape j k ! escape } U u j"
            )
            .replace("'", " ")
            .split()
        ):
            await first.keys(key)
            await first.pilot.pause()
            assert grid.cells == composed(first.app), key


async def test_after_another_size_no_wide_character_is_cut(reader, tmp_path, monkeypatch):
    wide = tmp_path / "wide.txt"
    wide.write_text("\n\n".join("a" * (n % 2) + "가" * 70 for n in range(40)))
    async with reader(wide, size=(200, 30)) as first:
        for width in (130, 200, 131, 200):
            await first.pilot.resize_terminal(width, 30)
            await first.pilot.pause()
            grid = Grid()
            with monkeypatch.context() as terminal:
                terminal.setattr(AnnotateApp, "is_headless", False)
                terminal.setattr(first.app._driver, "write", grid.take)
                first.app.stage.pane.refresh(Region(0, 0, 1, 1))
                await first.pilot.pause()
                whole = composed(first.app)
                assert {at: cell for at, cell in grid.cells.items() if whole[at] != cell} == {}


async def test_a_motion_writes_its_rows_and_nothing_goes_through_textual(reader, monkeypatch):
    async with reader() as first:
        await first.pilot.pause()
        grid = Grid()
        composed_frames: list[object] = []
        monkeypatch.setattr(AnnotateApp, "is_headless", False)
        monkeypatch.setattr(first.app._driver, "write", grid.take)
        monkeypatch.setattr(
            type(first.app), "_display", lambda _app, _screen, frame: composed_frames.append(frame)
        )
        await first.keys("j")
        await first.pilot.pause()
        assert grid.written > 0
        assert composed_frames == []
        rows = {y for _, y in grid.cells}
        assert len(rows) < 12


async def test_without_a_terminal_textual_paints(reader, monkeypatch):
    async with reader() as first:
        shown: list[object] = []
        monkeypatch.setattr(drawn, "_frame", lambda *_: shown.append(1) or [])
        await first.keys("j j")
        assert shown == []
        assert "▎" in "".join(first.screen())
