"""The two rows below: where, what is selected, the marks here, and the last thing done, always."""

from __future__ import annotations

import pytest

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import crop, spilled, strip, typed_runs
from annotate_tui.tui.status import footer, hints, status_line
from annotate_tui.tui.themes import DARK, Palette


def words(runs) -> str:
    return "".join(text for text, _ in runs)


def rows(desk, width: int) -> list[str]:
    line = status_line(desk.session, desk.said, width)
    return [
        words(runs) for runs in spilled(line, footer(desk.session, False, desk.desk.keymap), width)
    ]


def test_where_the_reader_is(sitting):
    desk = sitting()
    assert rows(desk, 80)[0] == " sentence 1 of 15"
    desk.keys("l")
    assert rows(desk, 80)[0] == " word in sentence 1 of 15"
    desk.keys("k")
    assert rows(desk, 80)[0].strip() == "headline"
    desk.keys("{")
    assert rows(desk, 80)[0].strip() == "furniture"
    desk.keys("g j j j +")
    assert rows(desk, 80)[0] == " quotation from sentence 3 of 15"


def test_the_marks_here_with_speaker_and_note(sitting):
    desk = sitting()
    desk.keys("c q w 'Kim' enter m 'n' enter escape")
    assert rows(desk, 80)[0] == " sentence 1 of 15 · claim, quote (Kim) +note"
    desk.keys("tab tab")
    assert rows(desk, 80)[0] == " quote (Kim) +note, 2 guessed in sentence 1 of 15 · claim"


@pytest.mark.parametrize("width", [200, 80, 60, 40, 20])
@pytest.mark.parametrize(
    "keys",
    ["c", "c c", "q w 'Kim Jong Un' enter m 'two' enter x", "c q f m 'a note' enter", "z", "M 'x' enter",
     "escape", "c m 'n' enter c", "u", "w", "! !", "/ 'not there' enter"],
)  # fmt: skip
def test_the_last_thing_done_is_never_lost(sitting, keys, width):
    desk = sitting()
    desk.keys(keys)
    assert desk.said
    status, below = rows(desk, width)
    assert cell_width(status) <= width
    shown = (
        f"{status} {below}"
        if below != words(footer(desk.session, False, desk.desk.keymap))
        else status
    )
    begun = desk.said[: width // 2].rsplit(" ", 1)[0]
    assert begun in " ".join(shown.split())
    if width >= 40 and cell_width(desk.said) <= 2 * width - 20:
        assert " ".join(shown.split()).endswith(desk.said)


def test_a_short_row_gives_up_marks_then_the_place():
    said = [(" one two three", "bar"), (" four five six seven", "warning")]
    assert spilled(said, [("keys", "dim")], 80) == (said, [("keys", "dim")])
    first, second = spilled(said, [("keys", "dim")], 24)
    assert words(first) == " one two three four five"
    assert words(second) == " six seven"
    typed = [*said, (" ", "cursor")]
    assert spilled(typed, [("keys", "dim")], 24) == (typed, [("keys", "dim")])


async def test_both_rows_tell_on_a_narrow_screen(reader):
    async with reader(size=(40, 10)) as first:
        await first.keys("q w 'Kim' enter m 'two' enter x")
        assert first.status == "quote removed with its note and its"
        assert first.footer == "speaker; u brings it back"
        await first.keys("j")
        assert first.footer.startswith("j k move")


def test_the_footer_has_five_keys_and_a_first_run_says_how_to_begin(sitting):
    desk = sitting()
    assert words(footer(desk.session, True, desk.desk.keymap)) == (
        " j next · c q f tag · enter menu · ? help · Q quit, all saved"
    )
    for keys in ("", "l", "escape c"):
        desk.keys(keys)
        assert (
            len([1 for _, role in footer(desk.session, False, desk.desk.keymap) if role == "key"])
            == 5
        )
        assert cell_width(words(footer(desk.session, False, desk.desk.keymap))) <= 80


async def test_the_first_run_ends_with_the_first_mark(reader):
    begin = "j next · c q f tag · enter menu · ? help · Q quit, all saved"
    async with reader() as first:
        assert first.footer == begin
        await first.keys("j")
        assert first.footer == begin
        await first.keys("c")
        assert first.footer.startswith("L H right edge")
    async with reader() as second:
        assert second.footer.startswith("j k move")


def test_a_footer_names_only_tag_keys_that_tag(sitting):
    desk = sitting()
    with desk.desk.library.step("tag") as step:
        step.update("tag", desk.desk.library.tags()[0].id, {"key": "j"})
    desk.session.reload()
    assert " q f tag" in words(footer(desk.session, True, desk.desk.keymap))


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("가나다", 4, "가…"), ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
     ("abc", 0, ""), ("", 3, "")],
)  # fmt: skip
def test_words_are_cropped_by_cells(text, width, shown):
    assert crop(text, width) == shown


@pytest.mark.parametrize("text", ["plain", "가나다라마바사", "\x1b[31m\x9b", "a\u0301" * 9, ""])
@pytest.mark.parametrize("width", [1, 5, 8, 30])
def test_a_line_has_exactly_its_width_and_no_controls(text, width):
    painted = strip([("label ", "title"), (text, "strong")], Palette(DARK), width)
    assert painted.cell_length == width
    assert cell_width(painted.text) == width
    assert not [c for c in painted.text if ord(c) < 32 or 127 <= ord(c) < 160]


@pytest.mark.parametrize("cursor", [0, 3, 40, 80])
def test_a_cursor_stays_in_view(cursor):
    from annotate_tui.reading.line import Line

    line = Line("abcdefgh" * 10, cursor)
    painted = strip([("Note ", "title"), *typed_runs(line)], Palette(DARK), 20)
    under = Palette(DARK).role("cursor")
    assert [s.text for s in painted if s.style == under] == [line.text[cursor : cursor + 1] or " "]
    assert painted.cell_length == 20


def test_the_keys_that_a_part_of_a_footer_begins_with_stand_out():
    runs = hints("← → or a letter: another tag · enter and escape keep it · backspace: nobody")
    assert words(runs) == (
        " ← → or a letter: another tag · enter and escape keep it · backspace: nobody"
    )
    keys = [word.strip() for word, role in runs if role == "key"]
    assert keys == ["←", "→", "enter", "escape", "backspace:"]
    assert not [word for word, role in hints("type a name, or enter") if role == "key"]
