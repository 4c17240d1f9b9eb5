"""The form of what is known of an article: typed with real keys, kept in one step, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate_tui.services import articles

UNDONE = "details changed"


def rows(desk):
    lines = desk.desk.modes[-1].lines(desk.desk, 80, 40)
    return ["".join(words for words, _ in runs).rstrip() for runs in lines]


def article(desk):
    return desk.desk.library.article(desk.session.article.id)


def test_the_form_shows_what_is_known_and_one_empty_row(sitting):
    desk = sitting()
    articles.edit(desk.desk.library, desk.session.article.id, authors=["Ann", "Bo"],
                  variables={"desk": "foreign", "round": 2, "seen": [1, 2]})  # fmt: skip
    desk.keys("z d")
    shown = rows(desk)
    assert shown[0].startswith(" ❯ title     Growing unrest among N.K. elites")
    assert [row.split()[0] for row in shown[1:8]] == [
        "source", "site", "authors", "published", "updated", "language", "note",
    ]  # fmt: skip
    assert shown[3].endswith("Ann; Bo  by hand")
    assert [row.split()[-1] for row in shown[8:]] == ["desk=foreign", "round=2", "2]", "—"]


def test_it_says_where_a_detail_was_found_until_it_is_changed(sitting, tmp_path):
    path = tmp_path / "cranes.jsonl"
    path.write_text('{"title": "The crane", "author": "Ida Brandt", "text": "It stands."}\n')
    desk = sitting(path)
    desk.keys("z d")
    shown = rows(desk)
    assert shown[3].endswith("Ida Brandt  from a column")
    assert shown[2].endswith("—")
    desk.keys("'s'")
    assert rows(desk)[0].endswith("The cranes")
    desk.keys("enter z d")
    assert rows(desk)[0].endswith("The cranes   by hand")


def test_values_are_changed_in_one_step_that_undo_takes_back(sitting):
    desk = sitting()
    before, steps = article(desk), desk.steps
    desk.keys("z d ctrl+u 'A title' down down ctrl+u 'Daily' tab ctrl+u 'Ann Lee; Bo' enter")
    assert not desk.desk.modes
    assert desk.said == "Details kept; u undoes it."
    after = article(desk)
    assert (after.title, after.site, after.authors) == ("A title", "Daily", ("Ann Lee", "Bo"))
    assert desk.session.article == after
    assert desk.steps == steps + 1
    desk.keys("u")
    assert replace(article(desk), read_position=0) == before


@pytest.mark.parametrize("leave", ["enter", "escape", "ctrl+c"])
def test_variables_are_added_changed_and_removed(sitting, leave):
    desk = sitting()
    articles.edit(desk.desk.library, desk.session.article.id,
                  variables={"desk": "foreign", "round": 2, "old": "x"})  # fmt: skip
    desk.keys(f"z d up 'wave = 3' up ctrl+u up backspace '5' up 's' {leave}")
    assert article(desk).variables == {"desk": "foreigns", "round": 5, "wave": "3"}


def test_a_row_more_appears_with_each_variable(sitting):
    desk = sitting()
    desk.keys("z d up 'a=1' down down up up")
    assert rows(desk)[-1].endswith("—")
    desk.keys("down 'b=2' enter")
    assert article(desk).variables == {"a": "1", "b": "2"}


def test_a_number_that_is_no_number_any_more_is_words(sitting):
    desk = sitting()
    articles.edit(desk.desk.library, desk.session.article.id, variables={"round": 2, "ok": True})
    desk.keys("z d up up backspace backspace backspace backspace 'no' up ' or 3' enter")
    assert article(desk).variables == {"round": "2 or 3", "ok": "no"}


@pytest.mark.parametrize(
    ("typing", "sentence", "row"),
    [
        ("ctrl+u", "The title cannot be empty", "title"),
        ("tab tab tab tab tab tab ctrl+u '??'", "“??” is no code of a language", "language"),
        ("tab tab tab tab ctrl+u 'soon'", "“soon” is not taken as published", "published"),
        ("up 'wave'", "“wave” has no value: type it as name=value.", "variable"),
        ("up '=3'", "A variable needs a name", "variable"),
        ("up 'a=1' down 'a=2'", "There are two variables a", "variable"),
        ("up 'a=1' down 'A=2'", "a and A would be one column", "variable"),
    ],
)
def test_a_value_that_cannot_be_taken_is_said_and_the_form_stays(sitting, typing, sentence, row):
    desk = sitting()
    before, steps = article(desk), desk.steps
    desk.keys(f"z d {typing} down up enter")
    assert desk.said.startswith(sentence)
    assert next(r for r in rows(desk) if "❯" in r).split()[1] == row
    desk.keys("escape")
    assert desk.said.endswith("escape again leaves it as it was.")
    assert desk.desk.modes
    desk.keys("escape")
    assert not desk.desk.modes
    assert desk.said.startswith(f"Left as before: {sentence}")
    assert (article(desk), desk.steps) == (before, steps)


def test_leaving_keeps_what_can_be_taken(sitting):
    desk = sitting()
    title = article(desk).title
    desk.keys("z d ctrl+u tab tab ctrl+u 'Daily' up up")
    desk.desk.keep_all()
    assert not desk.desk.modes
    assert (article(desk).title, article(desk).site) == (title, "Daily")
    assert desk.said.startswith("Left as before: The title cannot be empty")


@pytest.mark.parametrize(
    ("typing", "wrong"),
    [
        ("tab tab tab tab ctrl+u 'soon' tab ctrl+u tab ctrl+u 'ko' tab 'read twice'", "published"),
        ("ctrl+u tab tab tab tab tab ctrl+u tab ctrl+u 'ko' tab 'read twice'", "title"),
    ],
)
def test_what_cannot_be_taken_leaves_all_other_rows_where_they_are(sitting, typing, wrong):
    desk = sitting()
    before = article(desk)
    desk.keys(f"z d {typing} tab 'wave=3' escape escape")
    after = article(desk)
    assert not desk.desk.modes
    assert getattr(after, wrong) == getattr(before, wrong)
    assert (after.updated, after.language, after.note) == ("", "ko", "read twice")
    assert after.variables == {"wave": "3"}
    assert desk.said.count(".") <= 3
    assert "has no value" not in desk.said


@pytest.mark.parametrize("kept", [{"a=b": "1"}, {"n": None}, {"s": " x "}, {"": "v"}, {"f": 1.0}])
def test_a_variable_that_is_not_touched_stays_as_it_is(sitting, kept):
    desk = sitting()
    with desk.desk.library.step("add") as step:
        step.update("article", desk.session.article.id, {"variables": kept})
    steps = desk.steps
    desk.keys("z d escape")
    assert (article(desk).variables, desk.steps) == (kept, steps)


def test_variables_of_another_program_stay_while_the_form_is_open(sitting):
    desk = sitting()
    where = desk.desk.library, desk.session.article.id
    articles.edit(*where, variables={"a": "1", "b": "2", "c": "3", "d": "4"})
    desk.keys("z d up 'mine=5' up backspace '9' up ctrl+u")
    other = sitting(coder="ben").desk.library
    articles.edit(other, where[1], variables={"a": "7", "b": "2", "d": "4", "theirs": "6"})
    desk.keys("enter")
    assert article(desk).variables == {"a": "7", "b": "2", "theirs": "6", "mine": "5", "d": "9"}


def test_a_name_typed_over_is_not_taken_where_another_row_has_it(sitting):
    desk = sitting()
    variables = {"a": "1", "b": "2"}
    articles.edit(desk.desk.library, desk.session.article.id, variables=variables)
    desk.keys("z d up up up ctrl+u 'b=1' enter")
    assert desk.said.startswith("There are two variables b")
    desk.keys("escape escape")
    assert article(desk).variables == variables


def test_nothing_changed_writes_nothing_and_says_nothing(sitting):
    desk = sitting()
    steps = desk.steps
    desk.keys("z d down down enter")
    assert (desk.steps, desk.said, desk.desk.modes) == (steps, "", [])


def test_pasted_words_go_into_the_row(sitting):
    desk = sitting()
    desk.keys("z d up")
    desk.desk.paste("wave=3\n")
    desk.keys("enter")
    assert article(desk).variables == {"wave": "3"}


def test_another_language_reads_the_open_text_anew_at_the_same_place(sitting):
    desk = sitting()
    desk.keys("j j c")
    words, session = desk.selected, desk.session
    desk.keys("z d tab tab tab tab tab tab ctrl+u 'ko' enter")
    assert desk.session is not session
    assert desk.session.document.language == "ko"
    assert desk.selected == words
    assert len(desk.session.marks) == 1


def test_the_details_of_a_row_of_the_library_are_changed_there(sitting):
    desk = sitting()
    desk.keys("escape escape z d ctrl+u 'Other' enter")
    assert desk.said == "Details kept; u undoes it."
    assert desk.session.article.title == "Other"
    desk.keys("u")
    assert desk.said.startswith("Undone: article")
    assert UNDONE in desk.said
    assert desk.session.article.title != "Other"


def test_many_variables_scroll_in_a_low_box(sitting):
    desk = sitting()
    articles.edit(desk.desk.library, desk.session.article.id,
                  variables={f"v{n}": str(n) for n in range(20)})  # fmt: skip
    desk.keys("z d")
    for _ in range(29):
        lines = desk.desk.modes[-1].lines(desk.desk, 80, 5)
        assert len(lines) == 5
        assert sum("❯" in runs[0][0] for runs in lines) == 1
        desk.keys("down")
