"""The view across articles: rows, orders, filters, to a mark and back again."""

from __future__ import annotations

import pytest

from annotate_tui.services import marking
from annotate_tui.store import LibraryError
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.modes import passages
from annotate_tui.tui.modes.across import Across
from annotate_tui.tui.modes.library import LibraryList
from annotate_tui.tui.modes.passages import Passages


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine must not put off a search until nobody types."""
    monkeypatch.setattr(passages, "SLOW", 10)


def test_every_mark_of_the_library_stands_in_context_with_its_article(two):
    two.keys("A")
    assert two.labels() == ["claim", "figure", "quote", "note"]
    quote = two.rows(120)[2]
    assert "The price of rice rose in" in quote
    assert "A market in Hyesan" in quote
    claim = two.rows(120)[0]
    assert claim.endswith("Kim")
    assert "2023-06-12" in claim
    assert two.page()[0].endswith("of 4 marks")


def test_the_marks_begin_in_one_column_at_every_width(two):
    two.keys("A")
    for width in (40, 60, 80, 100, 120, 200, 300):
        lines = two.desk.modes[-1].lines(two.desk, width, 20)
        assert all(sum(cell_width(words) for words, _ in runs) == width for runs in lines)
        begins = set()
        for runs in lines[2:]:
            lit = [i for i, (_, role) in enumerate(runs) if not isinstance(role, str)][1]
            begins.add(sum(cell_width(words) for words, _ in runs[:lit]))
        assert len(begins) == 1


def test_it_opens_at_the_mark_that_one_is_at(two):
    two.keys("shift+tab A")
    assert two.chosen().startswith("quote")
    two.keys("escape tab A")
    assert two.chosen().startswith("note")


def test_enter_opens_the_mark_in_focus_and_b_leads_to_the_very_same_list(two):
    two.keys("A / 'price' enter S S R g")
    before = two.page()
    here = two.chosen()
    two.keys("enter")
    assert not two.desk.modes
    assert two.said == "B back to the list"
    assert two.session.focused is not None
    assert two.session.focused.annotation.text.split()[0] in here
    two.keys("B")
    assert two.page() == before
    two.keys("escape")
    assert not two.desk.modes


def test_a_mark_of_another_article_is_opened_there_and_escape_stays_where_one_was(two):
    two.keys("A g enter")
    assert two.session.article.number == 1
    assert two.selected.startswith("There have been reports")
    place = two.session.reading
    two.keys("B j j escape")
    assert two.session.article.number == 1
    assert two.session.reading == place


def test_after_the_list_b_leads_on_to_where_one_came_from(two):
    came_from = two.session.reading.start
    two.keys("A g enter B escape B")
    assert two.session.article.number == 2
    assert two.session.reading.start == came_from


def test_a_jump_since_is_nearer_than_the_list(two):
    two.keys("A g enter")
    two.desk.view.shown = two.session.reading.span
    here = two.session.reading.span
    two.keys("G B")
    assert not two.desk.modes
    assert two.session.reading.span == here
    two.keys("B")
    assert isinstance(two.desk.modes[-1], Across)


def test_a_mark_that_went_meanwhile_is_told_of(two):
    two.keys("A g")
    two.page()
    mark = two.desk.library.marks(two.desk.library.articles()[0].text_id)[0]
    marking.remove(two.desk.library, mark)
    two.keys("enter")
    assert two.selected != mark.annotation.text
    two.keys("A")
    assert two.labels() == ["figure", "quote", "note"]


def test_a_row_chosen_by_the_wheel_stays_chosen_as_one_types_on(two):
    two.keys("A g / 'e'")
    two.page(100, 4)
    two.desk.modes[-1].wheel(two.desk, 1)
    before = two.chosen()
    assert not before.startswith("claim")
    two.keys("backspace")
    assert two.chosen() == before


def test_the_filter_narrows_as_one_types_and_escape_leaves_it(two):
    two.keys("A g")
    for typed, left in [
        ("ask", ["note"]),
        ("kim", ["claim"]),
        ("figure", ["figure"]),
        ("market in", ["quote", "note"]),
        ("RICE hyesan", ["quote"]),
    ]:
        two.keys(f"/ '{typed}'")
        assert two.labels() == left
        two.keys("ctrl+u escape")
        assert len(two.rows()) == 4
    two.keys("/ 'ask' escape")
    assert len(two.rows()) == 4
    assert two.chosen().startswith("claim")
    two.keys("/ 'market' down enter")
    assert "“market”" in two.page()[0]
    assert two.chosen().startswith("note")


def test_the_chosen_row_stays_while_the_filter_has_it(two):
    two.keys("A G / 'e'")
    assert two.chosen().startswith("note")
    two.keys("ctrl+u 'kim'")
    assert two.chosen().startswith("claim")
    two.keys("ctrl+u")
    assert two.chosen().startswith("note")


def test_nothing_matches_and_no_marks_yet_say_what_to_do(sitting, two):
    two.keys("A / 'zebra'")
    assert two.page()[2].strip() == "Nothing matches “zebra”"
    two.keys("enter enter")
    assert two.said == "Nothing matches “zebra”: / other words, t other marks"
    two.keys("/ ctrl+u enter j")
    assert len(two.rows()) == 4


def test_an_empty_library_has_no_marks_yet(sitting):
    empty = sitting(None)
    empty.keys("j A")
    assert empty.page()[2].strip().startswith("No marks yet")
    empty.keys("j G / 'x' enter S R enter t enter")
    assert isinstance(empty.desk.modes[-1], Across)
    empty.keys("escape")
    assert isinstance(empty.desk.modes[-1], LibraryList)


def test_s_goes_through_the_orders_and_r_turns_them_around(two):
    two.keys("A g")
    seen = []
    for _ in range(7):
        two.keys("S")
        seen.append(two.said)
        assert two.said.startswith("Sorted by")
        assert two.chosen().startswith("claim")
    assert len(set(seen)) == 7
    assert two.said == "Sorted by article"
    two.keys("R")
    assert two.labels() == ["note", "quote", "figure", "claim"]
    assert two.chosen().startswith("claim")
    assert "Article ▼" in two.page()[1]


def test_t_chooses_a_tag_a_speaker_notes_or_all(two):
    two.keys("A t")
    offered = [
        "".join(w for w, _ in runs).split() for runs in two.desk.modes[-1].lines(two.desk, 60, 20)
    ]
    assert ["tag:", "claim", "1"] in offered
    assert ["speaker:", "Kim", "1"] in offered
    two.keys("'quote' enter")
    assert two.labels() == ["quote"]
    assert " · quote" in two.page()[0]
    two.keys("t 'Kim' enter")
    assert two.labels() == ["claim"]
    two.keys("t 'notes' enter")
    assert two.labels() == ["note"]
    two.keys("/ 'kim' enter")
    assert two.page()[2].strip().startswith("Nothing matches “kim” among notes without a tag")
    two.keys("/ ctrl+u enter t 'all' enter")
    assert len(two.rows()) == 4


def test_what_another_reader_writes_is_there_after_the_next_look(two, new_library):
    two.keys("A G")
    assert two.chosen().startswith("note")
    elsewhere = new_library("ben")
    text = elsewhere.articles()[0].text_id
    marking.remove(elsewhere, elsewhere.marks(text)[0])
    assert two.desk.library.changed_elsewhere()
    two.desk.renew()
    assert two.labels() == ["figure", "quote", "note"]
    assert two.chosen().startswith("note")


def test_one_s_own_changes_are_there_when_one_comes_back(two):
    two.keys("A g enter x B")
    assert two.labels() == ["figure", "quote", "note"]
    two.keys("escape u A")
    assert two.labels() == ["claim", "figure", "quote", "note"]


def test_rows_are_read_as_they_are_seen(two, monkeypatch):
    two.keys("A g")
    asked = []
    plain = Across.read

    def counting(self, desk, start, n):
        asked.append((start, n))
        return plain(self, desk, start, n)

    monkeypatch.setattr(Across, "read", counting)
    two.desk.modes[-1].lines(two.desk, 80, 4)
    two.desk.modes[-1].lines(two.desk, 80, 4)
    two.keys("j")
    two.desk.modes[-1].lines(two.desk, 80, 4)
    assert len(asked) <= 1
    two.keys("j")
    two.desk.modes[-1].lines(two.desk, 80, 4)
    assert sum(n for _, n in asked) <= 4


def test_a_file_that_fails_while_it_is_drawn_is_told(two, monkeypatch):
    two.keys("A")

    def failing(*_):
        raise LibraryError("The disk is gone.")

    two.keys("escape A")
    two.desk.modes[-1].renew(two.desk)
    monkeypatch.setattr(two.desk.library, "last_seq", failing)
    two.page()
    assert two.said == "The disk is gone."


def test_a_key_that_does_nothing_and_help_and_palette(two):
    two.keys("A X")
    assert two.said == "X does nothing here; ? shows what can be done."
    two.keys("?")
    assert "sort by the next column" in "\n".join(two.page())
    two.keys("escape : 'other way' enter")
    assert two.said == "Sorted by article, reversed"
    two.desk.paste("x")
    assert two.said.startswith("Pasted text is ignored")


def test_a_thousand_speakers_can_be_chosen_from(two):
    text = two.session.text
    with two.desk.library.step("tag") as step:
        for number in range(1000):
            step.conn.execute(
                "INSERT INTO annotations (id, article_id, tag_id, fields, coder, created_at,"
                " updated_at, text) SELECT ?, article_id, tag_id, ?, coder, created_at, updated_at,"
                " text FROM annotations LIMIT 1",
                [f"mark {number}", f'{{"speaker": "Speaker {number:04}"}}'],
            )
            step.conn.execute(
                'INSERT INTO anchors (annotation_id, text_id, start, "end", exact)'
                " VALUES (?, ?, 0, 5, '')",
                [f"mark {number}", text.id],
            )
    two.keys("A t '0777'")
    assert "speaker: Speaker 0777" in two.page()[0]
    two.keys("enter")
    assert len(two.rows()) == 1
    assert two.rows(140)[0].endswith("Speaker 0777")


def test_from_the_library_and_back_to_it(two):
    two.keys("escape escape escape")
    if not two.desk.modes:
        two.keys("escape")
    assert isinstance(two.desk.modes[-1], LibraryList)
    two.keys("A")
    assert isinstance(two.desk.modes[-1], Across)
    two.keys("escape ;")
    assert isinstance(two.desk.modes[-1], Passages)
    two.keys("escape")
    assert isinstance(two.desk.modes[-1], LibraryList)


# On a screen


async def test_a_burst_ends_as_typed_slowly(reader, other):
    for how in ("keys", "burst"):
        async with reader(other) as screen:
            await screen.keys("escape escape")
            await getattr(screen, how)("; 'watched' enter enter")
            assert screen.selected == "watched"
            assert "B back to the list" in "\n".join(screen.screen()[-2:])
            await getattr(screen, how)("B escape A j / 'x' escape escape")
            assert not screen.desk.modes


async def test_only_rows_that_changed_are_drawn(reader, sample):
    async with reader(sample, size=(100, 30)) as screen:
        await screen.keys("c j q j f A g")
        page = screen.app.stage.page
        drawn = []
        plain = page.redraw
        page.redraw = lambda *rows: (drawn.append(rows), plain(*rows))
        await screen.keys("j")
        assert all(rows for rows in drawn)
        assert {row for rows in drawn for row in rows} == {0, 2, 3}
        assert "quote" in screen.screen()[3]


async def test_a_box_stands_over_the_list_not_over_the_text(reader, sample):
    async with reader(sample) as screen:
        await screen.keys("c A t")
        assert screen.screen()[0].startswith("  Marks of all articles")
        assert any("tag: claim" in row for row in screen.screen())
        await screen.keys("escape escape")
        assert "Growing unrest" in "\n".join(screen.screen())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (20, 5)])
async def test_any_size_of_the_terminal(reader, sample, size):
    async with reader(sample, size=size) as screen:
        await screen.keys("c j q A")
        assert any("quote" in row for row in screen.screen()[:-2])
        await screen.keys("escape ; 'defect'")
        assert len(screen.screen()) == size[1]


async def test_the_poll_shows_what_others_wrote(reader, sample, new_library):
    async with reader(sample) as screen:
        await screen.keys("c j q A")
        elsewhere = new_library("ben")
        marking.remove(elsewhere, elsewhere.marks(elsewhere.articles()[0].text_id)[0])
        screen.app._look_for_changes()
        await screen.pilot.pause()
        assert "1 of 1 mark" in screen.screen()[0]


def test_what_the_keys_do_fits_80_cells(two):
    for keys in ("A", "/", "escape escape ;", "'rice' enter"):
        two.keys(keys)
        assert cell_width(two.bar(1)) < 80
