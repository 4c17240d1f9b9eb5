"""Several coders on one library: whose marks are shown, and whose a key changes."""

from __future__ import annotations

import pytest

from annotate_tui.tui.status import status_line


def shown(held):
    """The coders of the marks that are shown, in the order of the text."""
    marks = held.session.marks
    return [mark.annotation.coder for mark in marks.take(marks.spots)]


def status(held, width=200):
    return "".join(words for words, _ in status_line(held.session, held.said, width))


def stands(held):
    """Everything that the file knows of the marks that stand, by coder."""
    rows = held.desk.library.query("SELECT * FROM annotation_table")
    return sorted(sorted((name, str(value)) for name, value in row.items()) for row in rows)


def side(held, width=80, height=12):
    drawn = held.desk.side.lines(held.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in drawn]


@pytest.fixture
def ben(sitting):
    """Ben, where Anna has a claim of Kim's on the first sentence, a quote and a figure."""
    anna = sitting()
    anna.keys("c w ctrl+u 'Kim' enter j q j f")
    held = sitting(coder="ben")
    held.keys("g")
    assert shown(held) == ["anna"] * len(held.session.marks)
    return held


# Whose marks are shown


def test_one_coder_is_picked_and_everybody_again(ben):
    everybody = len(ben.session.marks)
    ben.keys("j j j j c z c")
    rows = [
        "".join(words for words, _ in runs) for runs in ben.desk.modes[-1].lines(ben.desk, 60, 9)
    ]
    assert any(
        "everybody" in row and f"now · {everybody + 1} · {everybody + 1} here" in row
        for row in rows
    )
    assert any("only mine (ben)" in row and "1 · 1 here" in row for row in rows)
    assert any("anna" in row and f"{everybody} · {everybody} here" in row for row in rows)
    ben.keys("'mine' enter")
    assert shown(ben) == ["ben"]
    assert ben.said == "Only ben's marks: 1 mark here"
    assert "only ben's marks" in status(ben)
    ben.keys("z c 'anna' enter")
    assert shown(ben) == ["anna"] * everybody
    ben.keys("z c 'every' enter")
    assert len(shown(ben)) == everybody + 1
    ben.keys("j")
    assert "only" not in status(ben)


def test_tab_goes_only_to_what_is_shown(ben):
    ben.keys("j j j j c escape g z c 'mine' enter tab")
    assert ben.session.focused.annotation.coder == "ben"
    ben.keys("tab")
    assert ben.said == "This is the last mark."
    ben.keys("z c 'anna' enter")
    # What was in focus is hidden: its words stay selected.
    assert ben.session.focused is None
    ben.keys("shift+tab")
    assert ben.session.focused.annotation.coder == "anna"


def test_without_marks_of_that_coder_it_is_said_so(ben):
    ben.keys("z c 'mine' enter tab")
    assert ben.said == "No marks here: only ben's marks."


def test_a_narrow_status_line_keeps_that_others_are_hidden(ben):
    ben.keys("z c 'anna' enter tab")
    assert "only anna's marks" in status(ben, 20)


def test_the_list_beside_the_text_goes_through_the_coders(ben):
    ben.keys("j j j j c g s")
    assert side(ben)[1].split()[:2] == ["Tag", "Coder"]
    assert {"anna", "ben"} <= set(" ".join(side(ben)).split())
    ben.keys("C")
    assert shown(ben) == ["anna"] * len(shown(ben))
    assert "only anna's marks" in side(ben)[0]
    ben.keys("C")
    assert shown(ben) == ["ben"]
    ben.keys("C")
    assert set(shown(ben)) == {"anna", "ben"}
    assert "only" not in side(ben)[0]


def test_the_list_has_no_column_of_coders_where_there_is_one(sitting):
    held = sitting()
    held.keys("j c s")
    assert "Coder" not in side(held)[1]
    held.keys("C")
    assert held.said == "All marks here are anna's."


def test_the_list_without_rows_tells_whose_marks_are_shown(ben):
    ben.keys("z c 'mine' enter s")
    assert "No marks here: only ben's marks are shown, C others'" in side(ben)[2]


def test_the_view_across_articles_and_its_counts_show_that_coder_alone(ben):
    ben.keys("j j j j c z c 'mine' enter A")
    assert len(ben.rows()) == 1
    assert "only ben's marks" in ben.page()[0]
    ben.keys("t")
    first = ben.page()[0]
    assert "all marks" in first
    assert first.endswith("1")
    assert not any("Kim" in row for row in ben.page())
    ben.keys("escape escape z c 'anna' enter A")
    assert len(ben.rows()) == len(shown(ben))


def test_a_search_finds_marks_and_notes_of_that_coder_alone(ben):
    ben.keys("j j j j m 'zebra' enter ; 'zebra' enter")
    assert len(ben.rows()) == 1
    ben.keys("escape z c 'anna' enter ; 'zebra' enter")
    assert not ben.desk.modes or "Nothing matches" in " ".join(ben.page())


def test_the_library_counts_the_marks_of_that_coder_alone(ben):
    ben.keys("j j j j c z c 'mine' enter escape escape escape")
    article = ben.desk.shelf.rows(0, 1)[0]
    assert article.marks == 1
    assert "only ben's marks counted" in ben.bar()
    ben.keys("x")
    assert "with everybody's marks" in ben.said


# Two coders on the same words


def test_a_second_coder_with_the_same_tag_makes_a_mark_beside_the_other(ben):
    ben.keys("g c")
    first = ben.session.reading.span
    both = ben.session.marks.with_words(first)
    assert sorted(mark.annotation.coder for mark in both if mark.start == first.start) == [
        "anna",
        "ben",
    ]
    assert {mark.annotation.tag_id for mark in both} == {both[0].annotation.tag_id}


def test_the_status_line_names_another_coder(ben):
    ben.keys("tab")
    assert " · anna" in status(ben)
    ben.keys("escape j j j j c escape")
    assert " · ben" not in status(ben)


# Never over another's mark


@pytest.mark.parametrize("key", ["w", "x", "P"])
def test_out_of_focus_anothers_mark_is_only_told_of(ben, key):
    before = stands(ben)
    ben.keys(f"{key} {key}")
    assert ben.said == "This claim is anna's; tab takes it up"
    assert stands(ben) == before
    assert not ben.desk.modes


def test_out_of_focus_a_note_stands_beside_anothers_mark(ben):
    before = stands(ben)
    ben.keys("m 'mine' enter")
    assert all(row in stands(ben) for row in before)
    assert "mine" in ben.column("note")
    assert len(stands(ben)) == len(before) + 1


def test_out_of_focus_enter_opens_the_tags_and_not_anothers_mark(ben):
    before = stands(ben)
    ben.keys("enter")
    assert type(ben.desk.modes[-1]).__name__ == "TagMenu"
    ben.keys("q")
    assert all(row in stands(ben) for row in before)


def test_a_tags_key_takes_no_mark_of_another_off(ben):
    before = stands(ben)
    ben.keys("tab c c")
    assert ben.said == "This claim is anna's; x removes it."
    assert stands(ben) == before


@pytest.mark.parametrize(
    ("key", "does"),
    [
        ("m", "changes"),
        ("w", "changes"),
        ("enter", "changes"),
        ("P", "changes"),
        ("x", "removes"),
        ("L", "changes"),
        ("H", "changes"),
    ],
)
def test_in_focus_it_is_asked_once(ben, key, does):
    before, steps = stands(ben), ben.steps
    ben.keys(f"tab {key}")
    assert ben.said == f"This is anna's claim: {key} again {does} it"
    assert (stands(ben), ben.steps) == (before, steps)
    assert not ben.desk.modes
    ben.keys(key)
    assert ben.desk.modes or ben.steps == steps + 1


def test_another_key_in_between_asks_again(ben):
    before = stands(ben)
    ben.keys("tab x tab shift+tab x")
    assert ben.said == "This is anna's claim: x again removes it"
    ben.keys("m x")
    assert ben.said == "This is anna's claim: x again removes it"
    assert stands(ben) == before


def test_a_mark_that_was_taken_up_is_changed_like_ones_own_and_stays_its_coders(ben):
    ben.keys("tab m m 'seen' enter m ' twice' enter")
    assert "seen twice" in ben.column("note")
    assert set(ben.column("coder")) == {"anna"}
    ben.keys("tab m")
    assert "again changes it" in ben.said


def test_a_removal_says_whose_mark_it_was(ben):
    ben.keys("tab x x")
    assert ben.said.startswith("anna's claim removed")


@pytest.mark.parametrize("key", ["enter", "x"])
def test_the_list_asks_as_the_text_does(ben, key):
    before = stands(ben)
    ben.keys(f"s g {key}")
    assert f"{key} again" in ben.said
    assert stands(ben) == before
    ben.keys(key)
    assert ben.desk.modes or len(stands(ben)) == len(before) - 1


def test_the_editor_goes_past_marks_of_others(ben):
    ben.keys("c j j j j j j c g shift+tab shift+tab shift+tab shift+tab tab")
    own = [mark for mark in ben.session.marks.take(ben.session.marks.spots)
           if mark.annotation.coder == "ben"]  # fmt: skip
    ben.session.focus(own[0])
    ben.keys("enter pagedown")
    form = ben.desk.modes[-1]
    assert form.filling.mark.id == own[1].id
    ben.keys("pagedown")
    assert ben.said.endswith("mark.")
    ben.keys("pageup")
    assert form.filling.mark.id == own[0].id
    ben.keys("pageup")
    assert form.filling.mark.id == own[0].id


def test_the_editor_says_where_ones_own_marks_end(ben):
    ben.keys("c enter pagedown")
    assert ben.said == "This is your last mark."
    assert ben.desk.modes[-1].filling.mark.annotation.coder == "ben"


def test_the_editor_goes_on_to_a_mark_that_was_taken_up(ben):
    ben.keys("tab m m 'seen' enter")
    taken = ben.session.reading.focus
    ben.keys("j j j j j c enter pageup")
    assert ben.desk.modes[-1].filling.mark.id == taken


def test_a_link_may_lead_to_anothers_mark_and_leaves_that_as_it_is(ben):
    before = stands(ben)
    ben.keys("j j j j j c P g tab enter")
    assert "is now part of" in ben.said
    assert all(row in stands(ben) for row in before)


# Where the view hides one's own


def test_making_a_mark_shows_everybodys_again(ben):
    ben.keys("z c 'anna' enter j j j j j c")
    assert ben.said.endswith("; everybody's marks are shown again")
    assert set(shown(ben)) == {"anna", "ben"}


def test_a_note_shows_everybodys_again(ben):
    ben.keys("z c 'anna' enter j j j j j m 'so' enter")
    assert ben.said.endswith("; everybody's marks are shown again")
    assert set(shown(ben)) == {"anna", "ben"}


def test_a_hidden_mark_of_ones_own_is_not_taken_off_unseen(ben):
    ben.keys("j j j j j c escape z c 'anna' enter c")
    assert ben.said == "You have a claim here already; everybody's marks are shown again"
    assert "ben" in ben.column("coder")


def test_undo_of_what_is_hidden_is_named_first(ben):
    ben.keys("j j j j j c z c 'anna' enter u")
    assert "(hidden)" in ben.said
    assert "ben" in ben.column("coder")
    ben.keys("u")
    assert "ben" not in ben.column("coder")


@pytest.mark.parametrize("burst", [False, True])
async def test_all_at_once_ends_as_typed_slowly(reader, burst):
    async with reader() as one, reader(coder="ben") as two:
        await one.keys("c j q")
        two.desk.renew()
        keys = "g z c 'anna' enter tab x x z c 'every' enter j c"
        await (two.burst(keys) if burst else two.keys(keys))
        assert sorted(two.column("coder")) == ["anna", "ben"]


async def test_two_coders_with_one_tag_on_the_same_words_have_a_letter_each(reader):
    async with reader() as one, reader(coder="ben") as two:
        await one.keys("c")
        two.desk.renew()
        await two.keys("g")
        assert any(row.startswith("  C ▎ There have been") for row in two.screen())
        await two.keys("c escape j")
        assert any(row.startswith(" CC   There have been") for row in two.screen())


async def test_the_screen_shows_one_coders_marks_and_all_of_them_again(reader):
    async with reader(size=(100, 24)) as one, reader(coder="ben", size=(100, 24)) as two:
        await one.keys("c")
        two.desk.renew()
        await two.keys("g j")
        everybody = two.screen()[:-2]
        await two.keys("z c 'mine' enter")
        assert two.screen()[:-2] != everybody
        await two.keys("z c 'every' enter j k")
        assert two.screen()[:-2] == everybody
