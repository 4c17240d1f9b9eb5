"""``python docs/pictures.py [--into FOLDER]``: the pictures of the documentation, taken of the real program.

Each scene opens the reader on a library of its own in a temporary folder, presses keys, and writes
what the screen then holds as SVG. Time, ids and coder stand still, so that the same program gives
the same bytes. The SVG is our own: no font is loaded from anywhere, every run of words keeps to its
columns whatever font the reader has, and all lines under and through words are drawn.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from annotate_tui.formats.codebook import toml
from annotate_tui.services.adding import sample_path
from annotate_tui.services.codebook import import_codebook
from annotate_tui.store import Library
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk

FOLDER = Path(__file__).with_name("pictures")

CELL, ROW, SIZE, EDGE = 9.6, 20.0, 16, 14
"""Width of a cell, height of a row, size of the letters, and the edge around all, in pixels."""

FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"

TERMINAL_INK, TERMINAL_GROUND = "#d0d0d0", "#101010"
"""What a terminal has where the program asks for no colour."""

NO_BREAK = "\N{NO-BREAK SPACE}"


class Scene(NamedTuple):
    """Keys as Textual names them, apart at blanks; what stands in single quotes is typed.

    With ``own_codebook`` the library has that of the guide "Your codebook". `NEWER` among the keys
    is where the first of the ``articles`` comes in again with the text ``newer``.
    """

    keys: str
    columns: int = 100
    rows: int = 30
    theme: str = "annotate-dark"
    articles: Mapping[str, str] = {}
    title: str = ""
    colourless: bool = False
    own_codebook: bool = False
    newer: str = ""


NEWER = "newer"

_TAGGED = """
    c j c j " q w enter " q w enter " q w enter " q w enter " q w enter
    g # f # f m 'check with the ministry' enter # f
    g j j j j j j j j j j j j c H H j c
"""

_LIBRARY = ": 'library' enter"

_CODED = f"""
    {_LIBRARY} j enter " q w enter k # f !
    {_LIBRARY} j enter c # f
    {_LIBRARY} j j enter " q w enter # f
    {_LIBRARY} j enter # f " q w enter
"""
"""Marks in the articles of the shelf, but one."""

_DEFECTIONS = "g j a # r j j v"
"""Marks with the codebook of the guide."""

_SHELF = {
    "harbour.md": """---
title: Harbour board delays the third crane
author: Ida Brandt
date: 2026-03-02
site: Coast Courier
---
“We will not sign before June,” said Ann Lee, who chairs the board. The crane costs 4.2 million.
""",
    "bus-lanes.md": """---
title: Bus lanes cut journeys by 11 percent, city says
author: Tom Okafor
date: 2026-04-18
site: City Desk
---
Journeys on the four new lanes take 11 percent less time, according to the city.
""",
    "school-meals.txt": """School meals: who pays?

Published March 9, 2026

At least 300 parents signed the letter. “Nobody asked us,” said Mara Quinn.
""",
    "ferry.md": """---
title: Ferry to the islands runs all winter for the first time
date: 2026-04-02
site: Coast Courier
---
The ferry will run twice a day from October. “We counted 9,400 passengers last winter, and most of
them came on foot,” said Ann Lee.
""",
    "rents.md": """---
title: Rents rise in every district but two
date: 2026-04-21
site: City Desk
---
Rents rose by 6 percent in a year. “Whoever moves pays for those who stay,” said Mara Quinn.
""",
}

_BRIDGE = """# Council closes the old bridge for eleven weeks

The old bridge in Harbour Street will close on Monday, the council said. “It cannot wait,” said Ida
Brandt, the chief engineer. About 40 workers will repair the deck, by day and by night.

The ferry runs twice an hour until May. It is free for everyone who lives east of the river.

The council first heard of the cracks in 2019, and put off the work twice. An inquiry begins in May.
"""

_BRIDGE_NEWER = """# Council closes the old bridge for eleven weeks

Updated on Friday with the number of workers.

The old bridge in Harbour Street will close on Monday, the council said. "It cannot wait," said Ida
Brandt, the chief engineer. At least 60 workers will repair the deck, by day and by night.

The council first heard of the cracks in 2018, and put off the work twice. An inquiry begins in May.
"""

SCENES: Mapping[str, Scene] = {
    "reader-dark": Scene(
        f"{_TAGGED} tab tab",
        title="An article with a claim, quotations and figures that overlap; one mark is in focus",
    ),
    "reader-light": Scene(
        f"{_TAGGED} g j", theme="annotate-light", title="The beginning of the same article, light"
    ),
    "library": Scene(
        f"{_TAGGED} {_CODED} {_LIBRARY} S S S # j j",
        columns=120,
        rows=14,
        articles=_SHELF,
        title="The library: every article with source, date, length, marks by tag and progress",
    ),
    "across": Scene(
        f"{_TAGGED} {_CODED} A S S g j j",
        columns=120,
        rows=21,
        articles=_SHELF,
        title="The marks of all articles in context, sorted by speaker",
    ),
    "search": Scene(
        "/ 'south korea'",
        columns=90,
        rows=24,
        title="A search while it is typed: every match is lit, the first one is selected",
    ),
    "annotation-list": Scene(
        f"{_TAGGED} g s j j j j",
        columns=120,
        rows=24,
        title="The list of marks beside the text; the chosen mark is in focus in both",
    ),
    "sepia": Scene(
        f"{_TAGGED} g j", 80, 17, theme="annotate-sepia", title="The theme annotate-sepia"
    ),
    "no-colour": Scene(
        f"{_TAGGED} tab tab / 'north' enter",
        80,
        27,
        title="Marks, a match and the selection in a terminal without colours",
        colourless=True,
    ),
    "mark-editor": Scene(
        f"{_DEFECTIONS} g j enter 'diplomats' tab tab tab v tab y tab",
        columns=120,
        rows=24,
        title="The editor of a mark beside its text: tag, fields, note",
        own_codebook=True,
    ),
    "codebook": Scene(
        f"{_DEFECTIONS} T g",
        columns=120,
        rows=24,
        title="The codebook: tags as a tree with their keys, marks and fields",
        own_codebook=True,
    ),
    "changes": Scene(
        f"{_LIBRARY} j enter c # f j c {NEWER} z w g j",
        columns=120,
        rows=18,
        articles={"bridge.md": _BRIDGE},
        newer=_BRIDGE_NEWER,
        title="What changed between two versions of an article, beside its text",
    ),
    "values": Scene(
        f"{_TAGGED} {_CODED} V j",
        columns=100,
        rows=16,
        articles=_SHELF,
        title="The speakers of the whole library with their counts, to be renamed and merged",
    ),
}


async def screen_of(scene: Scene) -> list[list[Segment]]:
    """What the screen holds after the scene's keys, row by row."""
    seconds, numbers = itertools.count(), itertools.count(1)
    with tempfile.TemporaryDirectory(prefix="annotate-pictures-") as name:
        folder = Path(name)
        article = Path(shutil.copy(sample_path(), folder / "article.txt"))
        library = Library.open(
            folder / "library.db",
            clock=lambda: f"2026-05-04T09:{next(seconds) // 60:02}:00.000Z",
            new_id=lambda: f"01930000-0000-7000-8000-{next(numbers):012}",
            coder="anna",
        )

        if scene.own_codebook:
            import_codebook(library, toml.read(_codebook(), "codebook.md"))

        desks: list[Desk] = []

        def begin(desk: Desk) -> None:
            desks.append(desk)
            found = opening.find(library, str(article))
            for file, text in scene.articles.items():
                path = folder / file
                path.write_text(text, encoding="utf-8")
                opening.find(library, str(path))
            opening.show_added(desk, found)

        os.environ["TEXTUAL_THEME"] = scene.theme
        os.environ["COLORTERM"] = "truecolor"
        os.environ["NO_COLOR"] = "1" if scene.colourless else ""
        app = AnnotateApp(library, begin)
        try:
            async with app.run_test(size=(scene.columns, scene.rows)) as pilot:
                await pilot.pause()
                for key in _keys(scene.keys):
                    if key == NEWER:
                        await pilot.pause()
                        newer = folder / next(iter(scene.articles))
                        newer.write_text(scene.newer, encoding="utf-8")
                        opening.show_added(desks[0], opening.find(library, str(newer)))
                        continue
                    character = {"enter": "\r", "space": " "}.get(
                        key, key if len(key) == 1 else None
                    )
                    app.post_message(events.Key(key, character))
                await pilot.pause()
                return [list(strip) for strip in app.screen._compositor.render_strips()]
        finally:
            library.close()


def _codebook() -> bytes:
    """The codebook that the guide shows as TOML."""
    page = Path(__file__).with_name("codebook.md").read_text(encoding="utf-8")
    shown = re.search(
        r'^\[\[tag\]\]\nname = "defection"\n.*?(?=^```$)', page, re.MULTILINE | re.DOTALL
    )
    assert shown is not None
    return shown[0].replace('"2026-...Z"', '"2026-05-04T09:00:00.000Z"').encode()


def svg(rows: Sequence[Iterable[Segment]], columns: int, title: str) -> str:
    """The rows as an SVG picture."""
    width, height = columns * CELL + 2 * EDGE, len(rows) * ROW + 2 * EDGE
    ground = _ground(next(iter(rows[0])).style)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
        f'<g font-family="{FONTS}" font-size="{SIZE}">',
    ]
    for y, row in enumerate(rows):
        x = 0
        for words, style in _runs(row):
            cells = cell_len(words)
            drawn += _run(words, style, x, y, cells, ground)
            x += cells
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _run(words: str, style: Style, x: int, y: int, cells: int, page: str) -> Iterator[str]:
    left, top, wide = EDGE + x * CELL, EDGE + y * ROW, cells * CELL
    ink, ground = _ink(style), _ground(style)
    if ground != page:
        yield (
            f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{ROW:g}" fill="{ground}"'
            ' shape-rendering="crispEdges"/>'
        )
    lines = (16.0, 18.5) if style.underline2 else (16.5,) if style.underline else ()
    lines += (10.5,) if style.strike else ()
    for line in lines:
        yield (
            f'<rect x="{left:g}" y="{top + line:g}" width="{wide:g}" height="1" fill="{ink}"'
            ' shape-rendering="crispEdges"/>'
        )
    bare = words.strip(" ")
    if not bare:
        return
    # Blanks at the ends need no letters; those between are such that no renderer runs together.
    left += (len(words) - len(words.lstrip(" "))) * CELL
    wide = cell_len(bare) * CELL
    shape = ' font-weight="bold"' if style.bold else ""
    shape += ' font-style="italic"' if style.italic else ""
    shape += ' opacity="0.6"' if style.dim else ""
    yield (
        f'<text x="{left:g}" y="{top + 15:g}" textLength="{wide:g}" fill="{ink}"{shape}>'
        f"{escape(bare.replace(' ', NO_BREAK))}</text>"
    )


def _runs(row: Iterable[Segment]) -> Iterator[tuple[str, Style]]:
    """Neighbours of one style together; characters of two cells apart from those of one."""
    styled = ((char, s.style or Style()) for s in row if not s.control for char in s.text)
    for (style, _), run in itertools.groupby(styled, lambda pair: (pair[1], cell_len(pair[0]))):
        yield "".join(char for char, _ in run), style


def _ink(style: Style) -> str:
    colours = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    standard = TERMINAL_GROUND if style.reverse else TERMINAL_INK
    return colours[0].get_truecolor().hex if colours[0] else standard


def _ground(style: Style | None) -> str:
    colour = style and (style.color if style.reverse else style.bgcolor)
    standard = TERMINAL_INK if style and style.reverse else TERMINAL_GROUND
    return colour.get_truecolor().hex if colour else standard


def _keys(keys: str) -> Iterator[str]:
    for i, part in enumerate(keys.split("'")):
        if i % 2:
            yield from ("space" if char == " " else char for char in part)
        else:
            yield from part.split()


def make(folder: Path) -> None:
    """Write every picture into the folder."""
    folder.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    for name, scene in SCENES.items():
        rows = asyncio.run(screen_of(scene))
        (folder / f"{name}.svg").write_text(svg(rows, scene.columns, scene.title), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[2]) if sys.argv[1:2] == ["--into"] else FOLDER)
