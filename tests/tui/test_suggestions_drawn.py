"""Suggestions as they are worked out in idle time and painted, with the real rules on the sample."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate_tui.model import BlockKind, Span
from annotate_tui.services.settings import Settings
from annotate_tui.tui.acts import working_out
from annotate_tui.tui.themes import DARK, LIGHT, Palette
from annotate_tui.tui.themes.colours import contrast
from annotate_tui.tui.themes.depths import Depth

QUOTES = {
    "“The North Korean elite appear": "a government official",
    "“Unmet expectations": "another official",
    '"Kim Jong Un is reportedly': "another official",
    "“North Korea, facing": "an internal source",
    "“Earlier this year": "a senior official at the Strategy Research Institute",
}
FIGURES = {"one year": 1, "at least 16 North Korean defectors": 16, "three individuals": 3}


def worked_out(desk) -> None:
    working_out.look_ahead(desk.desk)
    desk.desk.last_key = 0.0
    while desk.desk.jobs:
        desk.desk.work()


@pytest.fixture
def at_once(monkeypatch):
    """Nobody waits for the text to be painted, or for a pause between keys."""
    monkeypatch.setattr(working_out, "AFTER_OPENING", 0.0)
    monkeypatch.setattr(working_out, "PAUSE", 0.0)


def test_every_quote_and_figure_of_the_sample_is_kept_in_two_keys_or_less(sitting):
    desk = sitting(settings=Settings())
    desk.view.cells = 200
    desk.keys("tab")
    keys = 1
    while desk.session.suggested is not None:
        desk.keys("x" if desk.session.suggested.tag.name == "claim" else "enter")
        keys += 1
    rows = list(desk.desk.library.query("SELECT * FROM annotation_table"))
    for words, speaker in QUOTES.items():
        (row,) = [row for row in rows if row["tag"] == "quote" and row["text"].startswith(words)]
        assert row["speaker"] == speaker
        assert "speaker" not in row["guessed"].split("; ")
    for words, value in FIGURES.items():
        (row,) = [row for row in rows if row["tag"] == "figure" and row["text"] == words]
        assert row["value"] == value
        assert "value" not in row["guessed"].split("; ")
    assert keys <= 2 * (len(QUOTES) + len(FIGURES))


def test_it_ends_the_same_whether_it_was_worked_out_before_or_not(
    sitting, sample, tmp_path, at_once
):
    # Another article of the same words.
    other = tmp_path / "other.txt"
    other.write_text(sample.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    ready, unready = sitting(settings=Settings()), sitting(other, settings=Settings())
    worked_out(ready)
    for desk in (ready, unready):
        desk.keys("tab enter enter x c tab L enter")
    half = len(ready.marks) // 2
    assert ready.marks[:half] == ready.marks[half:]
    assert ready.session.reading == unready.session.reading


def test_the_first_picture_needs_no_rules():
    """What works suggestions out is loaded in idle time, after the first picture."""
    code = (
        "import sys, annotate_tui.tui.app, annotate_tui.tui.keys;"
        "sys.exit(any(name.startswith(('annotate_tui.services.advice',"
        " 'annotate_tui.detect.quotes')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_stretch_on_the_screen_comes_first(sitting, tmp_path, at_once):
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"In {n} ships {n} men came in." for n in range(2000)))
    desk = sitting(path, settings=Settings())
    middle = len(desk.session.document.text) // 2
    desk.view.shown = Span(middle, middle + 500)
    working_out.look_ahead(desk.desk)
    advice = None
    while advice is None or not advice.ready(Span(middle, middle + 1)):
        assert desk.desk.jobs
        desk.desk.work()
        advice = desk.session.offers.begin() if desk.session.offers.begun else None
        assert desk.session.offers.begun or not desk.session.offers.touching(0, 500)
    assert not advice.ready(Span(0, 500))


def test_while_keys_come_nothing_is_worked_out(sitting, monkeypatch):
    desk = sitting(settings=Settings())
    monkeypatch.setattr(working_out, "AFTER_OPENING", 0.0)
    monkeypatch.setattr(working_out, "PAUSE", 1e9)
    desk.keys("j")
    working_out.look_ahead(desk.desk)
    for _ in range(10):
        desk.desk.work()
    assert not desk.session.offers.begun


def test_hidden_ones_are_not_worked_out(sitting, at_once):
    desk = sitting()
    working_out.look_ahead(desk.desk)
    assert working_out.JOB not in desk.desk.jobs
    desk.keys("z s")
    working_out.look_ahead(desk.desk)
    assert working_out.JOB in desk.desk.jobs


async def ready(reading) -> None:
    while not reading.session.offers.complete:
        await reading.pilot.pause(0.02)
    await reading.pilot.pause(0.05)


async def test_they_are_painted_when_they_are_found_by_a_line_and_a_small_letter(reader, at_once):
    async with reader(settings=Settings()) as reading:
        await ready(reading)
        rows = reading.screen()
        y = next(i for i, row in enumerate(rows) if "attempts made by" in row)
        assert rows[y][:6].strip() == "q"
        strip = reading.app.screen._compositor.render_strips()[y]
        lined = "".join(s.text for s in strip if s.style and s.style.underline)
        assert lined.startswith("“The North")
        await reading.keys("z s")
        assert reading.screen()[y][:6].strip() == ""


async def test_all_that_a_key_works_out_is_painted(reader):
    async with reader(settings=Settings(), size=(80, 60)) as reading:
        await reading.keys("tab")
        rows = reading.screen()
        for words in ("attempts made by", "expectations of the North", "An internal", "overseas"):
            assert next(row for row in rows if words in row)[:6].strip("▎ ") == "q"


async def test_only_rows_that_show_it_are_drawn_again(reader, at_once):
    async with reader(settings=Settings(), size=(80, 60)) as reading:
        await ready(reading)
        await reading.keys("tab")
        pane = reading.app.stage.pane
        drawn = []
        line = pane.render_line
        pane.render_line = lambda y: drawn.append(y) or line(y)
        await reading.keys("x")
        rows = reading.screen()
        away = next(i for i, row in enumerate(rows) if "There have been" in row)
        assert drawn
        assert away not in drawn


async def test_a_mark_keeps_its_look_under_a_suggestion(reader, at_once):
    async with reader(settings=Settings(), size=(80, 60)) as reading:
        await ready(reading)
        await reading.keys("/ 'at least 16' enter escape c")
        rows = reading.screen()
        y = next(i for i, row in enumerate(rows) if "at least 16" in row)
        assert "C" in rows[y][:6]
        assert "f" in rows[y][:6]
        strip = reading.app.screen._compositor.render_strips()[y]
        looks = {s.style for s in strip if s.text.strip() and s.text.strip() in "at least 16 North"}
        assert len(looks) <= 1


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.MANY, Depth.SIXTEEN, Depth.NONE])
def test_what_is_suggested_has_a_line_and_no_ground(theme, depth):
    palette = Palette(theme, depth=depth)
    plain = palette.style(BlockKind.PARAGRAPH, frozenset(), (), False, False)
    hinted = palette.style(BlockKind.PARAGRAPH, frozenset(), (), False, False, suggested=True)
    assert hinted.underline
    assert not plain.underline
    assert hinted.bgcolor == plain.bgcolor
    assert hinted.color == plain.color


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("colour", ["#ff0000", "#ffff00", "#0000ff", "#808080", ""])
def test_its_letter_is_fainter_than_a_marks_and_can_be_read(theme, colour):
    palette = Palette(theme)
    faint, strong = palette.hint(colour), palette.on("gutter", colour)
    assert not faint.bold

    def stands_off(style) -> float:
        return contrast(*(type(palette.ground).parse(c.name) for c in (style.color, style.bgcolor)))

    assert stands_off(strong) + 0.1 >= stands_off(faint) >= 4.5


@pytest.mark.parametrize("way", ["keys", "burst"])
async def test_a_burst_in_the_app_ends_as_if_typed_slowly(reader, way):
    """The first key comes before any stretch is worked out."""
    async with reader(settings=Settings()) as reading:
        await getattr(reading, way)("tab enter enter x q L u u u")
        # Taken back: the moved edge, the quote, the rejection.
        assert [words[:12] for _, words in reading.marks] == ["“The North K", "“Unmet expec"]
        assert reading.selected.startswith('"Kim Jong Un')
        assert reading.status.startswith("quote? another official · direct")
        assert reading.footer.startswith("enter keep · x reject")
