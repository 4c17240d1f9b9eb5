"""The annotation list: to and fro, rows and text in step, filters, changes, any place and size."""

from __future__ import annotations

import pytest

from annotate_tui.reading.marks import MarkIndex
from annotate_tui.store import LibraryError
from annotate_tui.text.cells import cell_width
from annotate_tui.tui import session as session_module
from annotate_tui.tui.modes.annotations import AnnotationList

FIVE = "c j q j j # f j m 'ask the ministry' enter G c w ctrl+u 'Kim Jong' enter g"
"""A claim, a quotation, a figure, a note, and a claim with a speaker."""


def listed(held, width=80, height=30):
    """The rows of the list, its title and heads left out, as words."""
    side = held.desk.side
    rows = side.lines(held.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in rows[2:]]


def chosen(held):
    """The row that is lit."""
    (row,) = [row for row in listed(held) if row[:1] in "❯›"]
    return row[2:]


def title(held, width=60):
    return "".join(words for words, _ in held.desk.side.lines(held.desk, width, 9)[0]).split()


def bar(held, row):
    bars = held.desk.taking.bars(held.desk)
    return "".join(words for words, _ in bars[row]).strip()


@pytest.fixture
def five(sitting):
    held = sitting()
    held.keys(FIVE)
    return held


def test_s_opens_the_list_goes_to_and_fro_and_escape_closes_it(five):
    desk = five.desk
    five.keys("s")
    assert isinstance(desk.side, AnnotationList)
    assert desk.taking is desk.side
    side = desk.side
    five.keys("s")
    assert desk.side is side
    assert desk.taking is None
    five.keys("j")
    assert five.session.reading.unit == "sentence"
    five.keys("s")
    assert desk.taking is side
    five.keys("escape")
    assert desk.side is None
    assert desk.taking is None
    five.keys("escape")
    assert desk.side is None


def test_the_rows_are_tag_words_speaker_note_and_place_in_reading_order(five):
    five.keys("s")
    rows = listed(five, 100)
    assert [row[2:].split()[0] for row in rows] == ["claim", "quote", "figure", "note", "claim"]
    assert "There have been reports" in rows[0]
    assert rows[0].endswith("1.1")
    assert "ask the ministry" in rows[3]
    assert "Kim Jong" in rows[4]
    assert title(five) == ["❯", "Marks", "1", "of", "5"]


def test_moving_in_the_list_moves_the_text(five):
    five.keys("s j j")
    assert five.session.focused.annotation.text == five.selected
    assert five.session.tag_of(five.session.focused).name == "figure"
    assert chosen(five).startswith("figure")
    five.keys("G")
    assert five.session.focused is five.session.marks.marks[-1]
    five.keys("g")
    assert five.selected.startswith("There have been")
    five.keys("k")
    assert chosen(five).startswith("claim")


def test_moving_in_the_text_moves_the_row_and_keeps_the_keys(five):
    five.keys("s s")
    seen = []
    for _ in range(9):
        five.keys("j")
        seen.append(chosen(five).split()[0])
        assert five.desk.taking is None
    assert list(dict.fromkeys(seen)) == ["quote", "figure"]
    five.keys("g tab tab tab")
    assert five.session.tag_of(five.session.focused).name == "figure"
    assert chosen(five).startswith("figure")


def test_opening_the_list_leaves_the_selection_alone(five):
    five.keys("j j j")
    before = five.session.reading
    five.keys("s")
    listed(five)
    assert five.session.reading == before


def test_enter_edits_the_chosen_mark_and_the_keys_come_back(five):
    five.keys("s j enter")
    assert five.prompt.startswith("speaker: ")
    assert five.selected.startswith("These concerns arose")
    five.keys("up up 'why now?' enter")
    assert five.desk.taking is five.desk.side
    assert "why now?" in listed(five)[1]
    assert five.said == "quote changed"
    five.keys("enter up right enter")
    assert chosen(five).startswith("figure")


def test_x_removes_the_chosen_mark_and_the_next_one_is_chosen(five):
    five.keys("s j x")
    assert [tag for tag, _ in five.marks].count("quote") == 0
    assert chosen(five).startswith("figure")
    assert "u brings it back" in bar(five, 0)
    five.keys("x")
    assert [row[2:].split()[0] for row in listed(five)] == ["claim", "note", "claim"]
    five.keys("u")
    assert chosen(five).startswith("figure")
    five.keys("u")
    assert chosen(five).startswith("quote")
    assert five.session.focused.annotation.text == five.selected
    five.keys("U")
    assert len(listed(five)) == 4
    five.keys("G x x x x x x")
    assert listed(five) == ["  No marks yet: s to the text, where c q f tag the selection"]
    assert five.said == "No marks yet: s to the text, where c q f tag the selection"


def test_what_is_done_in_the_text_is_in_the_list_at_once(five):
    five.keys("s s g j j j l f")
    assert len(listed(five)) == 6
    assert chosen(five).startswith("figure")
    before = chosen(five).split()[1:-1]
    five.keys("L L")
    assert len(chosen(five).split()[1:-1]) == len(before) + 2
    five.keys("m 'why' enter")
    assert "why" in chosen(five)
    five.keys("x")
    assert len(listed(five)) == 5


def test_the_filter_is_typed_and_narrows_as_it_is(five):
    five.keys("s / 'k'")
    assert bar(five, 0).startswith("Filter k")
    five.keys("'im'")
    assert len(listed(five)) == 1
    assert "Kim Jong" in listed(five)[0]
    assert "“kim”" in title(five)
    five.keys("backspace backspace backspace 'MINISTRY'")
    assert "None of 5 marks: / other words, t another tag" in listed(five)[0]
    five.keys("ctrl+u 'ministry ask' enter")
    assert five.desk.taking is five.desk.side
    assert five.selected.startswith("According to the coverage")
    assert five.session.focused.annotation.note == "ask the ministry"
    five.keys("/ ctrl+u enter")
    assert len(listed(five)) == 5
    assert chosen(five).startswith("note")


def test_escape_leaves_the_filter_as_it_was_and_the_row_too(five):
    five.keys("s j j / 'kim' escape")
    assert five.desk.side.filter.empty
    assert chosen(five).startswith("figure")
    five.keys("/ 'kim' enter / 'zzz' escape")
    assert five.desk.side.filter.words == "kim"


def test_arrows_move_while_the_filter_is_typed_and_letters_do_not(five):
    five.keys("s / 'j' ctrl+u down down")
    assert five.session.tag_of(five.session.focused).name == "figure"
    five.keys("up")
    assert five.session.tag_of(five.session.focused).name == "quote"
    five.desk.paste("kim\njong")
    assert five.desk.side.filter.words == "kim jong"
    five.keys("enter")
    five.desk.paste("words")
    assert five.said == "Pasted text is ignored here; / takes words to filter by."


def test_t_goes_through_the_tags_that_have_marks_and_notes(five):
    five.keys("s")
    seen = []
    for _ in range(5):
        five.keys("t")
        seen.append((" ".join(title(five)[2:-5]), len(listed(five))))
    assert [n for _, n in seen] == [2, 1, 1, 1, 5]
    five.keys("t j")
    assert five.session.focused is five.session.marks.marks[-1]
    assert title(five) == ["❯", "Marks", "·", "claim", "2", "of", "2", "(5)"]
    five.keys("s g q")
    assert title(five)[-1] == "(6)"
    assert len(listed(five)) == 2


def test_without_marks_the_list_says_how_they_are_made(sitting):
    held = sitting()
    held.keys("s")
    assert listed(held) == ["  No marks yet: s to the text, where c q f tag the selection"]
    held.keys("enter x j / 'a' enter t")
    assert held.marks == []
    assert "s text" in bar(held, 1)
    held.keys("escape c")
    assert len(held.marks) == 1


def test_help_and_other_keys(five):
    five.keys("s D")
    assert five.said == "D does nothing here; ? shows what can be done."
    five.keys("?")
    page = ["".join(w for w, _ in row) for row in five.desk.modes[-1].lines(five.desk, 80, 40)]
    assert any("only marks with these words" in row for row in page)
    assert any("row before" in row for row in page)
    assert not any("sentence" in row for row in page)
    five.keys("escape")
    assert five.desk.taking is five.desk.side
    assert bar(five, 1) == "enter edit · x remove · / filter · s text · ? help"
    five.keys("Q")
    assert five.view.asked == ["quit"]


def test_another_article_leaves_the_list_open_and_the_keys_with_the_text(five, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Another article has these words. And these.\n")
    five.keys("s / 'kim' enter")
    five.open(other)
    assert five.desk.taking is None
    assert "No marks yet" in listed(five)[0]
    five.keys("c")
    assert "None of " in listed(five)[0]
    five.keys("s / ctrl+u enter")
    assert chosen(five).startswith("claim")


def test_a_file_that_cannot_be_written_is_said(sitting, sample):
    held = sitting()
    held.keys("c")
    reading = sitting(sample, read_only=True)
    reading.keys("s enter")
    assert reading.said == reading.desk.library.why_read_only
    reading.keys("x")
    assert reading.said == reading.desk.library.why_read_only
    assert len(listed(reading)) == 1


def test_words_of_any_width_stay_in_their_columns(sitting, tmp_path):
    text = tmp_path / "wide.txt"
    text.write_text(
        "日本の首相は昨日東京で記者団に語ったと新聞は伝えている。 "
        + "very" * 5000
        + " 👨‍👩‍👧‍👦 end.\n"
    )
    held = sitting(text)
    held.keys("c j c m '" + "注" * 80 + "' enter s")
    for width in (36, 39, 66, 80, 120):
        for runs in held.desk.side.lines(held.desk, width, 20):
            assert sum(cell_width(words) for words, _ in runs) <= width
            assert not any(words.endswith("\n") for words, _ in runs)


def test_only_rows_in_view_are_read(sitting, tmp_path, monkeypatch):
    text = tmp_path / "many.txt"
    text.write_text(" ".join(f"Sentence {i} stands here." for i in range(300)) + "\n")
    held = sitting(text)
    held.keys("c j " * 120 + "g")
    again = sitting(text)
    asked = []
    library = again.desk.library
    read = library.marks

    def marks(text_id, ids=None, coders=None):
        asked.append(None if ids is None else len(ids))
        return read(text_id, ids, coders)

    monkeypatch.setattr(library, "marks", marks)
    again.keys("s j j j")
    listed(again, height=12)
    again.keys("G")
    listed(again, height=12)
    again.keys("x u")
    assert None not in asked
    assert sum(asked) < 40


async def test_the_list_stands_right_of_a_wide_text_and_below_a_narrow_one(reader):
    async with reader(size=(120, 30)) as first:
        await first.keys(FIVE)
        await first.keys("s j j")
        head = first.screen()[0]
        assert head.index("▐❯ Marks") == 80
        assert first.screen()[4][80:].startswith("▐❯ figure")
        assert all(row[80] == "▐" for row in first.screen()[:-2])
        assert first.status.startswith("figure “")
        await first.keys("s")
        assert first.screen()[4][80:].startswith(" › figure")
        await first.pilot.resize_terminal(80, 24)
        await first.pilot.pause()
        rows = first.screen()
        assert rows[15].split() == ["Marks", "3", "of", "5"]
        assert any(row.startswith("› figure") for row in rows[16:22])
        assert any(first.selected in row for row in rows[:15])
        await first.pilot.resize_terminal(120, 30)
        await first.pilot.pause()
        assert first.screen()[4][80:].startswith(" › figure")
        await first.keys("s escape")
        assert "Marks" not in "\n".join(first.screen())
        assert all(len(row) <= 120 for row in first.screen())


@pytest.mark.parametrize("size", [(20, 6), (99, 8), (100, 7), (36, 10)])
async def test_a_tiny_terminal_keeps_some_of_both(reader, size):
    async with reader(size=size) as first:
        await first.keys(FIVE)
        await first.keys("s j s G")
        await first.keys("s")
        page = "\n".join(first.screen())
        assert "Marks" in page
        assert "❯" in page
        await first.keys("escape")
        assert "Marks" not in "\n".join(first.screen())


async def test_the_text_follows_at_once_in_one_burst_too(reader):
    async with reader() as first:
        await first.keys(FIVE)
        await first.burst("s j j j j")
        assert any("Kim Jong" in row for row in first.screen()[-7:-2])
        last = first.session.marks.marks[-1]
        assert first.session.focused is last
        seen = first.app.seen()
        assert seen.start <= last.start < seen.end


async def test_another_programs_changes_come_in(reader):
    async with reader(size=(120, 30)) as one, reader(coder="ben") as two:
        await one.keys("c s")
        await two.keys("j q")
        one.app._look_for_changes()
        await one.pilot.pause()
        assert "2" in title(one)
        assert any("quote" in row for row in one.screen())
        await two.keys("x")
        one.app._look_for_changes()
        await one.pilot.pause()
        assert not any("quote" in row[80:] for row in one.screen()[2:-2])


async def test_the_editor_and_help_open_over_the_list_and_go(reader):
    async with reader(size=(120, 30)) as first:
        await first.keys(FIVE)
        await first.keys("s enter")
        assert first.screen()[0][80:].startswith("▐❯ Mark 1 of 5")
        await first.keys("escape ?")
        assert "Marks" not in first.screen()[0]
        await first.keys("escape")
        assert first.screen()[0][80:].startswith("▐❯ Marks")
        await first.keys("s escape escape escape")
        assert "Title" in first.screen()[0]
        await first.keys("escape")
        assert first.screen()[0][80:].startswith("   Marks")


async def test_a_theme_and_no_colours_reach_the_list(reader, monkeypatch):
    async with reader(size=(120, 30)) as first:
        await first.keys("c s s")
        before = first.app.stage.side.render_line(2)
        await first.keys("z t")
        assert first.app.stage.side.render_line(2) != before
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader(size=(120, 30)) as first:
        await first.keys("s")
        row = first.app.stage.side.render_line(2)
        assert "❯ claim" in row.text
        assert all(segment.style.reverse for segment in row if "claim" in segment.text)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TEXTUAL_THEME": "ansi-dark"}])
async def test_where_the_list_has_no_ground_a_border_tells_who_has_the_keys(
    reader, monkeypatch, env
):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    async with reader(size=(120, 30)) as first:
        await first.keys("c s")
        side = first.app.stage.side
        assert {side.render_line(y).text[0] for y in range(28)} == {"┃"}
        await first.keys("s")
        assert {side.render_line(y).text[0] for y in range(28)} == {"│"}
        await first.pilot.resize_terminal(80, 24)
        await first.pilot.pause()
        assert first.screen()[15] == "─" * 80
        await first.keys("s")
        assert "━" * 80 in first.screen()


async def test_the_border_comes_and_goes_with_the_theme(reader):
    async with reader() as first:
        await first.keys("c s : 'annotate-light' enter")
        assert not any("━" in row for row in first.screen())
        await first.keys(": 'ansi-dark' enter")
        await first.pilot.pause()
        assert first.screen().count("━" * 80) == 1
        rows = first.screen()
        assert rows[rows.index("━" * 80) + 1].startswith("❯ Marks")
        await first.keys(": 'annotate-light' enter")
        await first.pilot.pause()
        assert not any("━" in row for row in first.screen())
        assert sum(row.startswith("❯ Marks") for row in first.screen()) == 1


async def test_a_key_in_the_text_draws_no_row_of_the_list_that_stays(reader):
    async with reader(size=(120, 30)) as first:
        await first.keys("c s s G")
        drawn = []
        side = first.app.stage.side
        paint = side.render_line

        def render_line(y):
            drawn.append(y)
            return paint(y)

        side.render_line = render_line
        await first.keys("k k k")
        assert drawn == []
        await first.keys("c")
        assert set(drawn) == {0, 2, 3}


def test_what_cannot_be_read_while_drawing_is_left_blank_and_comes_back(five, monkeypatch):
    def gone(*_):
        raise LibraryError("The library cannot be read.")

    five.keys("s / 'kim' enter")
    with monkeypatch.context() as patch:
        patch.setattr(five.desk.library, "mark_words", gone)
        patch.setattr(five.desk.library, "marks", gone)
        five.session.mark_words.clear()
        five.keys("/ ctrl+u 'the'")
        assert listed(five)[0].startswith("  None of 5 marks")
        five.keys("ctrl+u enter")
        five.session.marks = MarkIndex(five.session.marks.spots, five.session._fetch)
        assert len(listed(five)) == 5
        assert not any("claim" in row for row in listed(five))
    assert listed(five)[0].split()[-1] == "1.1"
    five.keys("/ 'kim'")
    assert len(listed(five)) == 1


def test_very_many_changes_elsewhere_are_taken_up_together(sitting, monkeypatch):
    one, two = sitting(), sitting(coder="ben")
    two.keys("c j q j c")
    monkeypatch.setattr(session_module, "_MANY", 2)
    assert one.desk.library.changed_elsewhere()
    one.session.reload()
    assert one.session.marks.marks == one.desk.library.marks(one.session.text.id)
    assert len(one.session.marks) == 3
    assert one.session.touched == [(0, len(one.session.document.text))]
    one.session.touched.clear()
    two.keys("x")
    one.session.reload()
    assert len(one.session.marks) == 2
    assert len(one.session.touched) == 1


def test_a_mark_whose_words_changed_has_a_question_mark(changed):
    changed.keys("s")
    drawn = changed.desk.side.lines(changed.desk, 60, 12)
    found = ["".join(words for words, _ in runs).strip("❯› ") for runs in drawn]
    assert [row.split()[0] for row in found[2:5]] == ["claim", "quote?", "figure"]
    changed.keys("escape z p a escape s")
    drawn = changed.desk.side.lines(changed.desk, 60, 12)
    assert not any("quote?" in words for runs in drawn for words, _ in runs)
