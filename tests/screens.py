"""Every screen of the program: how it is reached, and what it paints, with time, ids and coder still."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.pilot import Pilot

from annotate_tui.services.adding import sample_path
from annotate_tui.services.settings import Settings
from annotate_tui.store import Library
from annotate_tui.tui import themes
from annotate_tui.tui.acts import opening
from annotate_tui.tui.app import AnnotateApp
from annotate_tui.tui.desk import Desk

SIZES = ((80, 24), (120, 40))
"""Columns and rows."""

LOOKS: Mapping[str, tuple[themes.Theme, themes.Depth]] = {
    "dark": (themes.DARK, themes.Depth.TRUE),
    "light": (themes.LIGHT, themes.Depth.TRUE),
    "16 colours": (themes.DARK, themes.Depth.SIXTEEN),
    "no colours": (themes.DARK, themes.Depth.NONE),
}
FEW = ("16 colours", "no colours")
"""Looks that only some screens are shown in: those with ``few``."""


QUIET = Settings(suggestions=False)
"""Nothing is suggested: most screens are to change only where the screen does, not with the rules."""


class Screen(NamedTuple):
    """Keys as Textual names them, apart at blanks; what stands in single quotes is typed.

    ``article`` names one of `ARTICLES`, "" is the library with all of them, "none" one without any.
    ``theirs`` are the keys that another coder, ben, has typed in that article before; ``before`` those
    typed in an article that has changed since, as `CHANGED` has it. With ``few``
    the small size is shown in few colours and without any as well.
    """

    about: str
    keys: str
    article: str = "sample"
    settings: Settings = QUIET
    few: bool = False
    theirs: str = ""
    before: str = ""


_SOURCE = "z d down ctrl+u 'https://example.org/a'"
"""The form of details, with a source that is the same on every machine."""

_MARKDOWN = """---
title: The third crane
author: Ida Brandt
date: 2026-03-02
---

# The third crane

The board met on *Monday* and **did not** decide. Its [minutes](https://example.org/m) are public.

## What was said

> “We will not sign before June,” said Ann Lee, who chairs the board. “Not at that price, and not
> without the unions.”

1. The crane costs 4.2 million.
2. Two older ones stay:
   - the red one at the mouth of the harbour, which was built in 1971 and repaired twice since;
   - the blue one.

### In figures

| Crane | Built | Tonnes a day |
|:------|:-----:|-------------:|
| red   | 1971  |          800 |
| blue  | 1988  |        1,250 |
| third | 2027? |        3,100 |

---

## How it was reckoned

```python
def tonnes(cranes):
    return sum(crane.per_day for crane in cranes)  # beyond the measure of a line
```

Run `tonnes(harbour)` for the sum.
"""

_SCRIPTS = """各国文字：一篇测试文章

委员会主席李安说：“我们不会在六月之前签字。”起重机造价四百二十万元，比去年的估计高出百分之十一。这是一个没有空格的长句子，用来检查换行是否正确，行首不应出现标点。

東京の港では、新しいクレーンが「来年の春」に動き始める予定だという。

항만 이사회는 6월 이전에는 서명하지 않을 것이라고 밝혔다.

הוועד לא יחתום לפני יוני, אמרה אן לי. המנוף עולה 4.2 מיליון.

नमस्ते दुनिया। बंदरगाह में नया क्रेन लगेगा।

Cafe\u0301 and naïve, a\u0308 o\u0308 with marks apart; a family 👩‍👩‍👧‍👦, a flag 🇫🇷, thumbs 👍🏽, a heart ❤️ in a line.

A very long address: https://example.org/a/very/long/path/that/no/line/of/seventy/two/cells/can/hold/without/a/break?and=more

Tabs\tstand\there, and zero\u200bwidth\u200bspaces too.
"""

_LONG = "# A long report\n\n" + "\n\n".join(
    f"## Part {number}\n\n"
    + "\n\n".join(
        f"Paragraph {number}.{one} says that {number * one + 7} ships came in. "
        "“More than last year,” said the harbour master. Nobody had counted them before, and"
        " nobody will count them again until the third crane stands where it should."
        for one in range(1, 5)
    )
    for number in range(1, 9)
)

ARTICLES: Mapping[str, tuple[str, str]] = {
    "sample": ("article.txt", ""),
    "markdown": ("crane.md", _MARKDOWN),
    "scripts": ("scripts.txt", _SCRIPTS),
    "long": ("report.md", _LONG),
}
"""Name and text of the files that screens open; the sample article has no text of its own here."""

_STORY = """The harbour

The board met on Monday in the old town hall. It signed nothing, the chair said on Tuesday.

The third crane costs four million! Nobody had asked for the third crane before June.

A second paragraph of the report speaks of ships and of the winter. It names no names.
"""

CHANGED: Mapping[str, tuple[str, str]] = {
    "story": (
        _STORY,
        _STORY.replace("the chair said", "the chairman of the board said").replace(
            "The third crane costs four million! ", ""
        )
        + "\nNobody answered!\n",
    )
}
"""Texts of an article before and after it has changed; these files are in no library of others."""

_STORY_MARKS = "g c j q j c escape j j f escape"

_TAGGED = """
    c j c j " q w enter " q w enter " q w enter " q w enter " q w enter
    g # f # f m 'check with the ministry' enter # f
    g j j j j j j j j j j j j c H H j c escape
"""
_ALONG = "j j c j q j j j j j f j j j j j j j c j j j j q escape"

_BOOK = """
    t 'people' enter T / 'people' enter enter tab tab tab 'Somebody who acts or speaks.'
    tab 'a government official' tab 'the government' enter F + 'rank' enter
    + 'since' tab d tab tab y enter + 'side' tab o tab 'north; south' enter escape escape
    + 'people/officials' enter + ctrl+u 'events' enter g
"""
"""The codebook with three tags more, fields of one of them; its screen is open."""

_NAMED = """
    j q w ctrl+u 'another official' enter j q w ctrl+u 'Another Official' enter j q w ctrl+u 'Kim'
    enter j q w ctrl+u 'another official' enter
"""
"""Four quotations by three speakers, two of whom are one."""

_COLUMNS = """
    z v + 'outlet' tab tab tab y tab 'Who published it.' enter + 'round' tab n enter
    + 'topics' tab s tab 'arms; food; fuel' enter + 'lead' tab y enter escape
"""
"""Four document variables."""

SCREENS: Mapping[str, Screen] = {
    # The text
    "first-start": Screen("The sample article as a new user meets it", "", settings=Settings()),
    "at-rest": Screen("A sentence selected, marks in view", f"{_TAGGED} g j j j", few=True),
    "mark-focused": Screen("A mark in focus", f"{_TAGGED} g tab tab", few=True),
    "marks-overlap": Screen(
        "Marks over each other", "j j j j c - - f escape k j + q escape j", few=True
    ),
    "phrase": Screen("A phrase selected", "j . ."),
    "figure-noted": Screen("A note written just now", "# # f m 'ask again' enter"),
    "undone": Screen("A mark taken off again", "j c u"),
    "nothing-here": Screen("A key that does nothing", "v"),
    "removed": Screen(
        "A mark taken off, and what went with it", f"{_TAGGED} g tab m 'why?' enter x"
    ),
    "first-of-two": Screen("The first of two keys", "z"),
    "left": Screen("Back at rest; once more is the library", "l escape escape"),
    "gutter-full": Screen(
        "More tags in a row than it has room for", "j c q f escape . m 'a' enter g j"
    ),
    "scrolled": Screen(
        "In the middle of a long text", f"{_ALONG} space space", article="long", few=True
    ),
    "end": Screen("The end of a long text", "G", article="long"),
    "zen": Screen("Nothing but text", f"{_TAGGED} g j j z z"),
    "justified": Screen(
        "Justified lines, a blank row between two",
        "j j",
        settings=Settings(justify=True, spacing=1, suggestions=False),
    ),
    "narrow-lines": Screen("Short lines", "j j", settings=Settings(width=48, suggestions=False)),
    "markdown": Screen("Headings, quotation, list, table", "j j c", article="markdown", few=True),
    "markdown-end": Screen("Table, rule and code", "G", article="markdown"),
    "scripts": Screen("Text in many scripts", "j c j j q j j j f", article="scripts"),
    "scripts-end": Screen("Marks apart, emoji, a long address", "G k # f", article="scripts"),
    "done": Screen("An article marked as done", "!"),
    # Suggestions
    "suggestions": Screen(
        "Suggestions among marks", "j j c j j j c escape g j", settings=Settings(), few=True
    ),
    "suggestion": Screen(
        "A suggestion in focus", "tab enter enter tab", settings=Settings(), few=True
    ),
    "suggestion-corrected": Screen(
        "A suggestion in focus, an edge moved", "tab tab tab H H", settings=Settings()
    ),
    "suggestions-ended": Screen(
        "After the last suggestion", f"tab enter enter{' x' * 20}", settings=Settings(), few=True
    ),
    "suggestion-undone": Screen("A suggestion back in focus", "tab x u", settings=Settings()),
    "suggestions-doubtful": Screen("Doubtful suggestions too", "z a j", settings=Settings()),
    "guessed": Screen("A mark whose fields were guessed just now", "# # f"),
    # Searching
    "search-typed": Screen("Matches are lit while they are typed", "/ 'north korean'", few=True),
    "search-pattern": Screen("A regular expression", r"/ tab 'kim|yoon'"),
    "search-bad": Screen("A pattern that is none", "/ tab '(kim'"),
    "search-none": Screen("Words that are not there", "/ 'zebra'"),
    "search-earlier": Screen("Words that were searched for are offered", "/ 'kim' enter g /"),
    "match": Screen("A match selected", "/ 'north korean' enter n", few=True),
    # Lists beside the text
    "list": Screen("The list of marks", f"{_TAGGED} g j s j j", few=True),
    "list-text": Screen("The list while the text has the keys", f"{_TAGGED} g j s s", few=True),
    "list-tag": Screen("The list: one tag only", f"{_TAGGED} g s t t"),
    "list-filter": Screen("The list: words being typed", f"{_TAGGED} g s / 'north'"),
    "list-no-rows": Screen("The list: nothing fits the words", f"{_TAGGED} g s / 'zebra' enter"),
    "list-empty": Screen("The list without marks", "s"),
    "list-scripts": Screen(
        "The list: words of many scripts", "j c j j q j j f j f g s", article="scripts"
    ),
    "list-long": Screen("The list beside a long text", f"{_ALONG} s", article="long"),
    "coders-both": Screen(
        "Two coders' marks on the same words",
        "g c j c tab L",
        theirs="g c j q w ctrl+u 'Kim' enter j f",
        few=True,
    ),
    "coders-list": Screen("The list of two coders' marks", "g c s", theirs="g c j q j f"),
    "coders": Screen("Whose marks are shown", f"{_TAGGED} g j z c", few=True),
    "blind": Screen(
        "Coding blind", f"{_TAGGED} g j", settings=Settings(blind=True, suggestions=False), few=True
    ),
    "contents": Screen("The table of contents", "C j", article="markdown"),
    "contents-text": Screen("The contents while the text has the keys", "C j enter", "markdown"),
    "contents-none": Screen("An article without headings", "C"),
    # An article that changed
    "changed": Screen("An article that has changed", "", article="story", before=_STORY_MARKS),
    "changed-mark": Screen(
        "A mark whose words changed", "g tab tab", article="story", before=_STORY_MARKS
    ),
    "version": Screen("The version before", "O", article="story", before=_STORY_MARKS),
    "changes": Screen("What changed", "z w j", article="story", before=_STORY_MARKS, few=True),
    "changes-text": Screen(
        "What changed while the text has the keys", "z w enter", "story", before=_STORY_MARKS
    ),
    "changes-before": Screen(
        "What changed, from the version before", "O z w", "story", before=_STORY_MARKS
    ),
    "flagged": Screen("Marks to be placed", "z p", "story", before=_STORY_MARKS, few=True),
    "flagged-lost": Screen("A lost mark", "z p j", "story", before=_STORY_MARKS),
    "placing": Screen(
        "Words selected for a lost mark", "z p j enter g j j", "story", before=_STORY_MARKS
    ),
    "placing-search": Screen(
        "Its old words looked for", "z p j enter /", "story", before=_STORY_MARKS
    ),
    "placed": Screen("All marks placed", "z p a o", "story", before=_STORY_MARKS),
    "help-changes": Screen("Help among what changed", "z w ?", "story", before=_STORY_MARKS),
    "help-flagged": Screen("Help among marks to be placed", "z p ?", "story", before=_STORY_MARKS),
    "source-line": Screen("One more article asked for", "z n '~/articles/st'"),
    "source-line-refused": Screen("A file that is not there", "z n '/nowhere/story.txt' enter"),
    # Boxes
    "tag-menu": Screen("The tag menu", "j enter"),
    "tag-picker": Screen("A tag picked by its name", "j t"),
    "tag-picker-typed": Screen("A tag picked by its name: letters typed", "j t 'ai'"),
    "tag-picker-none": Screen("A tag picked by its name: none of that name", "j t 'zz'"),
    "tag-picker-about": Screen(
        "A tag picked by its name: what it is for", f"{_BOOK} escape t 'peo'", few=True
    ),
    "tag-menu-about": Screen("The tag menu: what a tag is for", f"{_BOOK} escape j enter j j j"),
    "tag-picker-refused": Screen("A tag that cannot be", "j t 'a//b' enter"),
    "mark-form": Screen("The editor of a mark", f"{_TAGGED} g tab tab tab enter"),
    "mark-form-note": Screen(
        "The editor of a mark: its note", f"{_TAGGED} g tab tab tab enter up up 'why now?'"
    ),
    "mark-form-completes": Screen(
        "The editor of a mark: what was entered before completes",
        f"{_TAGGED} g tab tab tab enter ctrl+u 'ano'",
        few=True,
    ),
    "mark-form-answers": Screen(
        "The editor of a mark: answers of one key", f"{_TAGGED} g tab tab tab enter tab a", few=True
    ),
    "mark-form-figure": Screen(
        "The editor of a mark: more rows than a small screen has room for",
        f"{_TAGGED} g {'tab ' * 7}enter tab '12,5' tab 'many' tab",
    ),
    "mark-form-list": Screen("The editor in place of the list", f"{_TAGGED} g s j j enter"),
    "mark-form-left-over": Screen(
        "The editor of a mark: another tag, and what is left over",
        f"{_TAGGED} g tab enter tab f up up q",
    ),
    "picking": Screen("Picking the mark that this one is part of", f"{_TAGGED} g tab tab tab P"),
    "picking-form": Screen(
        "Picking a mark for a row of the editor",
        f"{_TAGGED} g tab tab tab enter up up up space shift+tab",
    ),
    "parts": Screen(
        "What belongs together with the mark in focus",
        f"{_TAGGED} g tab tab tab tab P shift+tab enter",
        few=True,
    ),
    "parts-list": Screen("A part in the list", f"{_TAGGED} g tab tab tab tab P shift+tab enter s"),
    "note": Screen("A note being typed", "j c m 'who says so, and'"),
    "speaker": Screen("Who said it", "j j c w"),
    "article-note": Screen("A note on the article", "M 'second source wanted'"),
    "export": Screen("What is exported, and where to", f"{_TAGGED} E"),
    "export-empty": Screen("An export without marks", "E"),
    "palette": Screen("Every command by name", ":"),
    "palette-typed": Screen("Commands with some letters", ": 'mark'"),
    "palette-none": Screen("No such command", ": 'zzz'"),
    # Whole pages
    "help": Screen("Help in the text", "j ?", few=True),
    "help-end": Screen("The end of help", "? G"),
    "help-filter": Screen("Help: words being typed", "? / 'edge'"),
    "library": Screen("The library", "", article="", few=True),
    "library-filter": Screen("The library: words being typed", "j c / 'e'", article=""),
    "library-nothing": Screen("The library: no article has the words", "/ 'xyz'", article=""),
    "library-sorted": Screen("The library by date, the newest first", "S S S j", article=""),
    "library-grouped": Screen("The library by month", "# # j !", article="", few=True),
    "library-remove": Screen("The library: a removal asked for", "j x", article=""),
    "library-details": Screen("The details of a row of the library", f"j {_SOURCE}", article=""),
    "details": Screen(
        "What is known of an article, a variable typed", f"{_SOURCE} up up 'desk=foreign'"
    ),
    "details-wrong": Screen("A detail that cannot be taken", f"{_SOURCE} up ctrl+u enter"),
    "across": Screen("The marks of all articles in context", f"{_TAGGED} A", few=True),
    "across-filter": Screen(
        "The marks of all articles, words being typed", f"{_TAGGED} A S R / 'e'"
    ),
    "passages-typed": Screen("A search of all articles being typed", "; 'north korean'"),
    "passages": Screen("What a search of all articles found", "; 'north korean' enter j"),
    "codebook": Screen("The codebook", f"{_BOOK} G k x k", few=True),
    "codebook-filter": Screen("The codebook: words being typed", f"{_BOOK} / 'off'"),
    "codebook-nothing": Screen("The codebook: no tag has the words", f"{_BOOK} / 'xyz' enter"),
    "codebook-new": Screen("A new tag being typed", f"{_BOOK} G k + 'generals'"),
    "codebook-form": Screen("A tag in its form", f"{_BOOK} enter tab tab", few=True),
    "codebook-form-wrong": Screen("A key that cannot be taken", f"{_BOOK} enter tab ctrl+u 'q'"),
    "codebook-merge": Screen("A merge asked for", f"{_BOOK} M 'ev' enter"),
    "help-codebook": Screen("Help in the codebook", "T ?"),
    "fields": Screen("The fields of a tag", f"{_BOOK} j F j j", few=True),
    "fields-form": Screen("A field in its form", f"{_BOOK} F j j enter tab"),
    "fields-remove": Screen("A removal of a field asked for", f"{_BOOK} F x"),
    "fields-refused": Screen(
        "Values that another kind cannot take", "c w ctrl+u 'Kim' enter T F enter tab n enter"
    ),
    "fields-none": Screen("A tag without fields", f"{_BOOK} G F"),
    "variables": Screen("The document variables", "z v + 'country' tab o tab 'KR; KP' enter"),
    "variables-none": Screen("No document variables", "z v", article=""),
    "values": Screen("The speakers, two of them to be merged", f"{_NAMED} V + j +", few=True),
    "values-filter": Screen("Values: words being typed", f"{_NAMED} V S / 'off'"),
    "values-nothing": Screen("Values: none has the words", f"{_NAMED} V / 'xyz' enter"),
    "values-rename": Screen("A value renamed, another one offered", f"{_NAMED} V enter tab"),
    "values-merged": Screen("Values just merged", f"{_NAMED} V + + g enter enter"),
    "values-field": Screen("Values: which field", f"{_NAMED} V t"),
    "values-marks": Screen("The marks of a value", f"{_NAMED} V A"),
    "values-none": Screen("No values yet", "V", article=""),
    "help-values": Screen("Help among the values", "V ?"),
    "details-variables": Screen(
        "Declared variables in the details", f"{_COLUMNS} {_SOURCE} up up up up", few=True
    ),
    "details-answers": Screen(
        "Declared variables: answers of one key", f"{_COLUMNS} {_SOURCE} up up up up up f"
    ),
    "details-refused": Screen(
        "A declared variable that cannot be so", f"{_COLUMNS} {_SOURCE} up up up up up up 'many'"
    ),
    "library-empty": Screen("The library without articles", "", article="none"),
    "help-list": Screen("Help in the list of marks", "j c s ?"),
}


class Painted(NamedTuple):
    """What a terminal shows: the segments of each row, the cell and row of its cursor from 0, and
    what takes the keys.
    """

    rows: Sequence[Sequence[Segment]]
    cursor: tuple[int, int] | None
    where: str

    @property
    def text(self) -> list[str]:
        """The rows without their styles."""
        return ["".join(segment.text for segment in row) for row in self.rows]


async def painted(screen: Screen, size: tuple[int, int], folder: Path) -> dict[str, Painted]:
    """What the screen paints in each of its looks; files are made in the folder, which is empty."""
    seconds, numbers = itertools.count(), itertools.count(1)
    library = Library.open(
        folder / "library.db",
        clock=lambda: "2026-05-04T09:{:02}:{:02}.000Z".format(*divmod(next(seconds), 60)),
        new_id=lambda: f"01930000-0000-7000-8000-{next(numbers):012}",
        coder="anna",
    )

    def begin(desk: Desk) -> None:
        for name, (file, text) in ARTICLES.items():
            if screen.article in (name, ""):
                path = folder / file
                path.write_bytes(text.encode() if text else sample_path().read_bytes())
                added = opening.find(library, str(path))
        if screen.article in CHANGED:
            path = folder / f"{screen.article}.txt"
            path.write_text(CHANGED[screen.article][0], "utf-8")
            added = opening.find(library, str(path))
        if screen.article in ARTICLES or screen.article in CHANGED:
            opening.show_added(desk, added)
        else:
            opening.library(desk)

    app = AnnotateApp(library, begin, screen.settings)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            if screen.theirs and app.desk.session is not None:
                library.coder = "ben"
                await _type(app, pilot, screen.theirs)
                library.coder = "anna"
                app.desk.made.clear()
                opening.show(app.desk, app.desk.session.article)
            if screen.article in CHANGED:
                await _type(app, pilot, screen.before)
                path = folder / f"{screen.article}.txt"
                path.write_text(CHANGED[screen.article][1], "utf-8")
                opening.show_added(app.desk, opening.find(library, str(path)))
            await _type(app, pilot, screen.keys)
            while app.desk.jobs:
                app.desk.work()
            mode = app.desk.taking
            where = type(mode).__name__ if mode is not None else "the text"
            looks = {}
            for name, (theme, depth) in LOOKS.items():
                if name in FEW and not (screen.few and size == SIZES[0]):
                    continue
                app.look = theme
                app.stage.restyle(themes.Palette(theme, depth=depth))
                app.draw()
                if name in FEW:
                    # Without grounds there are borders: laid out anew.
                    await pilot.pause()
                rows = [list(strip) for strip in app.screen._compositor.render_strips()]
                place = app.cursor()
                looks[name] = Painted(rows, (place.x, place.y) if place else None, where)
            return looks
    finally:
        library.close()


async def _type(app: AnnotateApp, pilot: Pilot[int], keys: str) -> None:
    for key in _keys(keys):
        app.post_message(events.Key(key, character_of(key)))
    await pilot.pause()


def character_of(key: str) -> str | None:
    """What a terminal reports as the character of a key."""
    return {"enter": "\r", "space": " ", "tab": "\t"}.get(key, key if len(key) == 1 else None)


def _keys(keys: str) -> Iterator[str]:
    for i, part in enumerate(keys.split("'")):
        if i % 2:
            yield from ("space" if character == " " else character for character in part)
        else:
            yield from part.split()
