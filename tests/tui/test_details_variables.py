"""Declared document variables in the form of details: a row each, answered and checked by kind."""

from __future__ import annotations

import pytest

from annotate_tui.model import Field
from annotate_tui.services import articles, variables

UP = "up " * 6
"""From the title up to the first of the five declared variables, over the empty row."""


@pytest.fixture
def declared(sitting, other):
    """Two articles and five variables; of the first article the details are open."""
    desk = sitting(other)
    library = desk.desk.library
    articles.edit(library, desk.session.article.id, variables={"outlet": "Daily Harbour"})
    fields = [
        Field(name="outlet", required=True, description="Who published it."),
        Field(name="round", kind="number"),
        Field(name="seen", kind="date"),
        Field(name="lead", kind="boolean"),
        Field(name="topics", kind="choices", choices=("arms", "food", "fuel")),
    ]
    for field in fields:
        variables.add(library, field)
    desk.open(desk.desk.library.path.parent / "article.txt")
    desk.keys("z d")
    return desk


def held(desk) -> dict[str, object]:
    return desk.desk.library.article(desk.session.article.id).variables


def row(desk, name: str) -> str:
    (found,) = [r for r in desk.page(80, 40) if r.replace("❯", " ").split()[:1] == [name]]
    return found.split(name, 1)[1].strip()


def test_each_declared_variable_has_its_row_with_or_without_a_value(declared):
    names = [r.replace("❯", " ").split()[0] for r in declared.page(80, 40)]
    assert names[8:] == ["outlet*", "round", "seen", "lead", "topics", "variable"]
    assert row(declared, "outlet*") == "needed"
    assert row(declared, "round") == "—"


def test_values_are_kept_by_their_kind_in_one_step(declared):
    steps = declared.steps
    declared.keys(f"{UP} 'Post' tab '12,5' tab '12 June 2023' tab y tab f a enter")
    assert held(declared) == {
        "outlet": "Post",
        "round": 12.5,
        "seen": "2023-06-12",
        "lead": True,
        "topics": ["arms", "food"],
    }
    assert declared.steps == steps + 1
    declared.keys("u")
    assert held(declared) == {}


def test_what_was_read_is_shown_as_it_is_kept(declared):
    declared.keys(f"{UP} tab '12,5' tab '12 June 2023' tab")
    assert row(declared, "round") == "12.5"
    assert row(declared, "seen") == "2023-06-12"


@pytest.mark.parametrize(
    ("typing", "name", "words"),
    [
        ("tab 'many'", "round", "round takes a number like 16 or 2.5, not “many”"),
        ("tab tab 'soon'", "seen", "seen takes a date"),
    ],
)
def test_what_cannot_be_read_is_told_as_typed_and_keeps_the_form_there(
    declared, typing, name, words
):
    steps = declared.steps
    declared.keys(f"{UP} {typing}")
    assert declared.prompt.startswith(words)
    declared.keys("up up enter")
    assert declared.said.startswith(words)
    assert next(r for r in declared.page(80, 40) if "❯" in r).split()[1] == name
    declared.keys("escape")
    assert declared.said.endswith("escape again leaves it as it was.")
    declared.keys("escape")
    assert declared.said.startswith(f"Left as before: {words}")
    assert (held(declared), declared.steps) == ({}, steps)


def test_a_wrong_value_leaves_the_others_where_they_are(declared):
    declared.keys(f"{UP} 'Post' tab 'many' tab tab n tab tab 'mine=1' escape escape")
    assert held(declared) == {"outlet": "Post", "lead": False, "mine": "1"}


def test_lists_are_answered_by_letters_and_arrows_and_emptied(declared):
    declared.keys(f"{UP} tab tab tab n")
    assert row(declared, "lead") == "yes  no"
    declared.keys("left")
    declared.keys("tab f f right")
    assert row(declared, "topics") == "arms  ✓food  ✓fuel"
    declared.keys("enter")
    assert held(declared) == {"lead": True, "topics": ["food", "fuel"]}
    declared.keys(f"z d {UP} tab tab tab backspace tab backspace enter")
    assert held(declared) == {"topics": ["food"]}
    declared.keys(f"z d {UP} tab tab tab x")
    assert declared.said == "No answer begins with x: yes, no."


def test_text_completes_from_what_other_articles_have(declared):
    declared.keys(f"{UP} 'dai'")
    assert row(declared, "outlet*") == "daily Harbour"
    assert declared.bar(1).startswith("tab takes it")
    declared.keys("tab enter")
    assert held(declared) == {"outlet": "Daily Harbour"}


def test_an_offer_that_is_not_taken_is_not_kept(declared):
    declared.keys(f"{UP} 'dai' enter")
    assert held(declared) == {"outlet": "dai"}
    declared.keys(f"z d {UP} ctrl+u ctrl+n enter")
    assert held(declared) == {"outlet": "Daily Harbour"}


def test_what_a_variable_is_for_is_told(declared):
    declared.keys(UP)
    assert declared.prompt == "outlet: Who published it."
    assert declared.bar(1).startswith("⌃n ⌃p entered before")
    declared.keys("tab")
    assert declared.bar(1).startswith("a number like 12.5 or 12,5")


def test_a_declared_name_typed_in_a_free_row_is_refused(declared):
    declared.keys("up 'Round=3' enter")
    assert declared.said.startswith("Round has a row of its own")
    declared.keys("escape escape")
    assert held(declared) == {}


def test_a_value_of_another_kind_stays_until_it_is_touched(declared):
    library, article = declared.desk.library, declared.session.article.id
    with library.step("add") as step:
        step.update("article", article, {"variables": {"Round": "many", "lead": "perhaps"}})
    declared.keys("escape z d")
    assert row(declared, "round") == "many ✗"
    declared.keys("tab ctrl+u 'x' enter")
    assert held(declared) == {"Round": "many", "lead": "perhaps"}
    declared.keys(f"z d {UP} tab ctrl+u '3' tab tab backspace enter")
    assert held(declared) == {"round": 3}


def test_a_link_to_no_mark_is_refused_at_its_row(declared):
    declared.keys("escape")
    variables.add(declared.desk.library, Field(name="source", kind="link"))
    declared.keys("z d up up 'nothing' enter")
    assert declared.said.startswith("source takes the id of a mark")
    declared.keys("up up up down down 'x' escape escape")
    assert held(declared) == {}


def test_they_stand_in_the_library_too_and_take_pasted_words(declared):
    declared.keys(f"escape escape escape z d {UP}")
    declared.desk.paste("Post")
    declared.keys("enter")
    values = [a.variables.get("outlet") for a in declared.desk.library.articles()]
    assert "Post" in values


@pytest.mark.parametrize("width", [1, 20, 40, 200])
def test_any_width_is_drawn(declared, width):
    for _ in range(16):
        declared.page(width, 5)
        declared.keys("down")


def test_a_burst_of_keys_ends_as_if_typed_slowly(declared):
    declared.keys(f"{UP} 'Post' tab '1' tab tab y tab a enter j")
    assert held(declared)["topics"] == ["arms"]
    assert not declared.desk.modes
