"""The fields of a tag and the document variables: made, changed, converted and undone by keys alone."""

from __future__ import annotations

import pytest

from annotate_tui.model import FIELD_KINDS, Field
from annotate_tui.services import articles, codebook, marking
from annotate_tui.services.codebook import find_tag
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.modes.field_form import KINDS


def tag(desk, words: str):
    return find_tag(desk.desk.library.tags(), words)


def fields(desk, words: str = "people") -> list[str]:
    return [field.name for field in tag(desk, words).fields]


def rows(desk, width: int = 110) -> list[str]:
    page = desk.page(width, 30)[2:]
    return page[: next(i for i, row in enumerate(page) if not row or row.strip().startswith("─"))]


def chosen(desk) -> str:
    (row,) = [row for row in rows(desk) if row.startswith("❯")]
    return row


def value(desk, n: int, name: str) -> object:
    return desk.session.marks.marks[n].annotation.fields.get(name)


@pytest.fixture
def people(sitting):
    """Three people with a rank that is text; the fields of their tag are open."""
    desk = sitting()
    library = desk.desk.library
    codebook.create(
        library,
        "people",
        fields=[
            Field(name="rank", description="what they are"),
            Field(name="since", kind="date", required=True),
            Field(name="side", kind="choice", choices=("north", "south")),
        ],
    )
    codebook.create(library, "people/officials", fields=[Field(name="office")])
    desk.session.reload()
    for keys, rank in (("p", "12,5"), ("j p", "a colonel"), ("j p", "7")):
        desk.keys(keys)
        marking.set_fields(library, desk.session.focused, {"rank": rank, "side": "north"})
    desk.session.reload()
    desk.keys("T G k F")
    return desk


def test_the_fields_stand_in_their_order_with_kinds_and_choices(people):
    page = people.page(110, 30)
    assert page[0].split() == ["Fields", "of", "people", "3", "fields"]
    assert page[1].split() == ["Name", "Kind", "Required", "Choices", "Description"]
    assert [row[2:].split()[:4] for row in rows(people)] == [
        ["rank", "text", "·", "what"],
        ["since", "date", "yes"],
        ["side", "one", "of", "·"],
    ]
    assert people.prompt == "rank: text"


def test_inherited_fields_come_first_with_the_tag_they_are_from(people):
    people.keys("escape j F")
    assert [row[2:].split()[0] for row in rows(people)] == ["rank", "since", "side", "office"]
    assert "from people" in rows(people)[0]
    assert "from people" not in rows(people)[3]
    people.keys("enter")
    assert people.said == "rank is declared by people: change it there."
    for key in ("x", "J", "K"):
        people.keys(key)
        assert people.said == "rank is declared by people: change it there."


def test_a_field_declared_again_below_is_its_own(people):
    people.keys("escape j F + 'rank' tab tab tab y enter")
    assert [row[2:].split()[0] for row in rows(people)] == ["since", "side", "office", "rank"]
    assert people.said == "New field rank; u undoes it"


def test_a_field_is_made_in_one_step(people):
    steps = people.steps
    people.keys("+ 'mood' tab s tab 'calm; angry;sad' tab y tab 'how they are' enter")
    made = tag(people, "people").fields[-1]
    assert made == Field(
        name="mood",
        kind="choices",
        choices=("calm", "angry", "sad"),
        required=True,
        description="how they are",
    )
    assert people.steps == steps + 1
    assert "mood" in chosen(people)
    people.keys("u")
    assert fields(people) == ["rank", "since", "side"]
    people.keys("U")
    assert fields(people)[-1] == "mood"


@pytest.mark.parametrize(("kind", "words"), KINDS.items())
def test_every_kind_is_chosen_by_its_first_letter(people, kind, words):
    extra = "tab 'a;b'" if kind in ("choice", "choices") else ""
    people.keys(f"+ 'new' tab {words[0]} {extra} enter")
    assert tag(people, "people").fields[-1].kind == kind


def test_kinds_are_gone_through_by_arrows(people):
    people.keys("+ 'new' tab right right left left left")
    assert "url" in people.page(100, 16)[1]
    people.keys("right right right enter")
    assert tag(people, "people").fields[-1].kind == FIELD_KINDS[2]


@pytest.mark.parametrize(
    ("typing", "label", "words"),
    [
        ("'rank'", "name", "There is a field rank already."),
        ("'Rank'", "name", "There is a field rank already."),
        ("'a=b'", "name", "“=” stands before a field's value"),
        ("tab tab tab tab 'words'", "name", "A field needs a name"),
        ("'new' tab o", "choices", "The field new needs choices"),
        ("'new' tab o tab 'a;A'", "choices", "told apart by case only"),
        ("'speaker' tab n", "kind", "The field speaker is"),
    ],
)
def test_a_field_that_cannot_be_is_told_and_the_form_stays(people, typing, label, words):
    before = people.desk.library.tags()
    people.keys(f"+ {typing} enter")
    assert words in people.prompt
    (row,) = [row for row in people.page(100, 16) if row.startswith(" ❯")]
    assert row.split()[1] in (label, "name")
    people.keys("escape")
    assert people.said.endswith("escape again leaves it as it was.")
    people.keys("escape")
    assert people.said.startswith("Left as before: ")
    assert people.desk.library.tags() == before
    assert len(people.desk.modes) == 2


def test_nothing_typed_makes_nothing(people):
    steps = people.steps
    people.keys("+ escape + tab tab enter")
    assert people.steps == steps
    assert len(people.desk.modes) == 2


def test_a_field_is_renamed_with_its_values_in_one_step(people):
    steps = people.steps
    people.keys("enter ctrl+u 'grade' enter")
    assert fields(people) == ["grade", "since", "side"]
    assert value(people, 0, "grade") == "12,5"
    assert people.steps == steps + 1
    people.keys("u u")
    assert value(people, 0, "rank") == "12,5"


def test_a_choice_changed_in_its_place_is_changed_in_the_marks(people):
    people.keys("G enter tab tab ctrl+u 'North Korea; south' enter")
    assert tag(people, "people").fields[2].choices == ("North Korea", "south")
    assert value(people, 0, "side") == "North Korea"


def test_a_choice_that_marks_carry_is_not_taken_away(people):
    people.keys("G enter tab tab ctrl+u 'south' enter")
    assert "“north” of the field side is still in 3 marks" in people.prompt
    assert tag(people, "people").fields[2].choices == ("north", "south")


def test_fields_change_places(people):
    people.keys("J")
    assert fields(people) == ["since", "rank", "side"]
    assert "rank" in chosen(people)
    people.keys("J J")
    assert people.said == "rank is the last."
    people.keys("K K K")
    assert people.said == "rank is the first."
    assert fields(people) == ["rank", "since", "side"]


def test_removing_says_how_many_marks_carry_a_value_and_needs_enter(people):
    people.keys("x")
    assert people.prompt == "Take rank away? 3 marks have a value of it, which stays."
    people.keys("escape")
    assert fields(people) == ["rank", "since", "side"]
    people.keys("x enter")
    assert fields(people) == ["since", "side"]
    assert people.said.startswith("rank is taken away; 3 marks have a value of it, which stays; u")
    assert value(people, 0, "rank") == "12,5"
    people.keys("u")
    assert fields(people) == ["rank", "since", "side"]
    assert "rank" in chosen(people)
    people.keys("j x")
    assert people.prompt == "Take since away? No marks have a value of it."


def test_what_another_kind_cannot_take_is_listed_before_anything_is_done(people):
    before = people.desk.library.tags()
    people.keys("enter tab n enter")
    page = people.page(110, 30)
    assert page[0].split() == ["rank:", "text", "to", "number", "1", "value"]
    assert page[1].split() == ["No", "Words", "Value", "Why", "not"]
    assert page[2].startswith("❯    1  These concerns arose")
    assert "a colonel" in page[2]
    assert people.prompt == "1 of 3 values cannot be converted"
    assert people.bar(1) == "enter convert, emptying this one · escape leave all as it is"
    people.keys("y")
    assert people.said.startswith("enter converts")
    people.keys("escape")
    assert people.said == "Left as it is."
    assert people.desk.library.tags() == before
    assert [value(people, n, "rank") for n in range(3)] == ["12,5", "a colonel", "7"]


def test_enter_converts_and_empties_what_cannot_be_in_one_step(people):
    steps = people.steps
    people.keys("enter tab n enter enter")
    assert tag(people, "people").fields[0].kind == "number"
    assert [value(people, n, "rank") for n in range(3)] == [12.5, None, 7]
    assert people.said == "rank converted; u undoes it"
    assert people.steps == steps + 1
    people.keys("u")
    assert people.said.startswith("u again takes back")
    people.keys("u")
    assert [value(people, n, "rank") for n in range(3)] == ["12,5", "a colonel", "7"]
    assert tag(people, "people").fields[0].kind == "text"


def test_a_kind_that_takes_all_values_is_converted_at_once(people):
    people.keys("G enter tab t enter")
    assert tag(people, "people").fields[2].kind == "text"
    assert value(people, 0, "side") == "north"


def test_text_becomes_a_list_of_the_values_that_there_are(people):
    people.keys("enter tab o enter")
    made = tag(people, "people").fields[0]
    assert made.kind == "choice"
    assert set(made.choices) == {"12,5", "a colonel", "7"}


def test_a_name_and_a_kind_are_changed_in_one_step(people):
    steps = people.steps
    people.keys("enter ctrl+u 'grade' tab u tab tab y enter enter")
    made = tag(people, "people").fields[0]
    assert (made.name, made.kind, made.required, made.description) == (
        "grade",
        "url",
        True,
        "what they are",
    )
    assert people.steps == steps + 1


def test_a_tag_without_fields_says_how_to_make_one(sitting):
    desk = sitting()
    codebook.create(desk.desk.library, "events")
    desk.keys("T G F")
    assert desk.page(80, 20)[2].strip() == "No fields yet: + makes one."
    desk.keys("x")
    assert desk.said == "There is no field here; + makes one."


def test_a_tag_that_is_gone_is_said(people):
    other = tag(people, "people/officials")
    people.keys("escape j F")
    codebook.remove(people.desk.library, other)
    assert people.page(80, 20)[2].strip() == "This tag is no longer there; escape back."
    people.keys("+ 'x' enter")
    assert "no longer there" in people.prompt
    people.keys("escape escape escape")
    assert "people" in people.prompt


def test_help_and_palette_have_all_its_keys(people):
    people.keys("?")
    told = "\n".join(people.page(160, 60))
    for binding in Keymap().within("fields"):
        assert binding.help in told
    people.keys("x : 'take it away' enter")
    assert people.prompt.startswith("Take rank away?")


def test_where_nothing_can_be_written_it_says_so(sitting):
    sitting().desk.library.close()
    desk = sitting(read_only=True)
    desk.keys("T F")
    for key in ("enter", "+", "J", "x", "u"):
        desk.keys(key)
        assert desk.said, key
        assert len(desk.desk.modes) == 2


# Document variables


def test_variables_are_made_in_the_reader_and_in_the_library(sitting):
    desk = sitting()
    desk.keys("z v")
    assert desk.page(80, 20)[0].split() == ["Document", "variables", "no", "variables"]
    assert desk.page(80, 20)[2].strip() == "No variables yet: + makes one."
    desk.keys("+ 'outlet' tab tab tab tab 'who published it' enter")
    desk.keys("escape escape escape z v + 'country' tab o tab 'KR; KP' enter")
    assert [v.field for v in desk.desk.library.variables()] == [
        Field(name="outlet", description="who published it"),
        Field(name="country", kind="choice", choices=("KR", "KP")),
    ]
    desk.keys("K")
    assert [v.field.name for v in desk.desk.library.variables()] == ["country", "outlet"]
    desk.keys("u u")
    assert [v.field.name for v in desk.desk.library.variables()] == ["outlet"]


def test_a_variable_is_converted_renamed_and_removed_with_its_values(sitting):
    desk = sitting()
    library, article = desk.desk.library, desk.session.article.id
    desk.keys("z v + 'weight' enter")
    articles.edit(library, article, variables={"weight": "12 kg"})
    desk.keys("enter tab n enter")
    page = desk.page(100, 20)
    assert "12 kg" in page[2]
    assert "Growing unrest" in page[2]
    desk.keys("escape")
    assert library.article(article).variables == {"weight": "12 kg"}
    articles.edit(library, article, variables={"weight": "12"})
    desk.keys("enter tab n enter")
    assert library.article(article).variables == {"weight": 12}
    desk.keys("enter ctrl+u 'mass' enter")
    assert library.article(article).variables == {"mass": 12}
    desk.keys("x")
    assert desk.prompt == "Take mass away? 1 article has a value of it, which stays."
    desk.keys("enter")
    assert library.variables() == []
    assert desk.said.startswith("mass is taken away")


def test_two_variables_of_one_name_are_refused(sitting):
    desk = sitting()
    desk.keys("z v + 'outlet' enter + 'Outlet' enter")
    assert desk.prompt == "There is a variable outlet already."
    assert len(desk.desk.library.variables()) == 1


async def test_keys_in_one_burst_end_as_if_typed_slowly(reader):
    async with reader() as first:
        await first.burst("T F + 'mood' tab s tab 'calm;sad' enter escape escape c")
        assert first.session.tags[first.session.focused.annotation.tag_id].fields[-1].choices == (
            "calm",
            "sad",
        )
