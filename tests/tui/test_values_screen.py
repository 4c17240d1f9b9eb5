"""The values of a field over the whole library: counted, renamed and merged, each in one step."""

from __future__ import annotations

import time

import pytest

from annotate_tui.model import Field
from annotate_tui.services import articles, codebook, variables
from annotate_tui.services.codebook import find_tag
from annotate_tui.tui.clicks import Clicked

NAMES = ("another official", "Another official", "Kim", "another  Official.", "Zoë", "Zoe", "Lee")


@pytest.fixture
def named(sitting):
    """Ten quotations by seven speakers, five of whom are one; the page of values is open."""
    desk = sitting()
    library = desk.desk.library
    desk.keys("j q j q j q j q j q j q j q j q j q j q escape")
    ids = [row[0] for row in library.fetch("SELECT id FROM annotations ORDER BY id")]
    spoken = [*NAMES, "another official", "another official", "Kim"]
    with library.step("edit-annotation") as step:
        for one, name in zip(ids, spoken, strict=True):
            fields = {"speaker": name, "speaker_text": f"the {name}"}
            step.update("annotation", one, {"fields": fields})
    desk.session.reload()
    desk.keys("V")
    return desk


def values(desk) -> list[tuple[str, str]]:
    """The signs before each value, and the value with its count."""
    found = []
    for row in desk.rows(90):
        words = row[6:].rsplit(None, 1)
        found.append((row[2:4].strip(), f"{words[0].strip()} {words[1]}"))
    return found


def speakers(desk) -> dict[str, int]:
    return dict(desk.desk.library.value_counts("speaker"))


def test_the_speakers_stand_with_their_counts_the_most_used_first(named):
    assert named.page(90)[0].split() == ["Values", "of", "speaker", "7", "values"]
    assert named.page(90)[1].split() == ["Value", "Marks", "▼"]
    assert values(named) == [
        ("≈", "another official 3"),
        ("", "Kim 2"),
        ("≈", "another  Official. 1"),
        ("≈", "Another official 1"),
        ("", "Lee 1"),
        ("≈", "Zoe 1"),
        ("≈", "Zoë 1"),
    ]


def test_it_opens_in_the_library_as_well_and_is_left_with_escape(named):
    named.keys("j escape escape escape V")
    assert named.chosen().split() == ["Kim", "2"]
    named.keys("escape")
    assert named.prompt == "1 article"


def test_by_name_those_that_look_alike_stand_together(named):
    named.keys("S")
    assert named.said == "Sorted by name"
    assert [value for _, value in values(named)][:3] == [
        "another  Official. 1",
        "Another official 1",
        "another official 3",
    ]
    assert [value for _, value in values(named)][-2:] == ["Zoe 1", "Zoë 1"]
    named.keys("R")
    assert named.page(90)[1].split()[:2] == ["Value", "▼"]
    assert values(named)[0][1] == "Zoë 1"
    named.keys("S R")
    assert values(named)[-1][1] == "another official 3"
    assert named.chosen().split() == ["≈", "another", "official", "3"]


def test_a_value_is_renamed_in_one_step_and_only_that_field_changes(named):
    steps, texts = named.steps, named.column("speaker_text")
    named.keys("j enter ctrl+u 'Kim Jong Un' enter")
    assert speakers(named)["Kim Jong Un"] == 2
    assert "Kim" not in speakers(named)
    assert named.said == "“Kim” is called “Kim Jong Un” now: 2 marks changed; u brings all back"
    assert named.steps == steps + 1
    assert named.column("speaker_text") == texts
    assert "Kim Jong Un" in named.chosen()
    named.keys("u")
    assert speakers(named)["Kim"] == 2
    assert "Kim" in named.chosen()
    named.keys("U")
    assert speakers(named)["Kim Jong Un"] == 2


def test_the_name_of_another_value_merges_them(named):
    steps, texts = named.steps, named.column("speaker_text")
    named.keys("j j enter tab")
    assert named.prompt.startswith("Rename another official")
    named.keys("enter")
    assert speakers(named)["another official"] == 4
    assert named.said == (
        "“another Official.” is part of “another official” now: 1 mark changed; u brings all back"
    )
    assert named.steps == steps + 1
    assert named.column("speaker_text") == texts
    named.keys("u")
    assert len(speakers(named)) == 7


def test_those_chosen_become_one_in_one_step(named):
    steps = named.steps
    named.keys("+ j + +")
    assert [sign for sign, _ in values(named)][:4] == ["+≈", "", "+≈", "+≈"]
    assert "· 3 chosen" in named.page(90)[0]
    named.keys("g enter")
    assert named.prompt.startswith("Make 3 values another official")
    named.keys("enter")
    assert speakers(named)["another official"] == 5
    assert len(speakers(named)) == 5
    assert "and 1 other are part of “another official” now: 2 marks changed" in named.said
    assert "chosen" not in named.page(90)[0]
    assert named.steps == steps + 1
    named.keys("u")
    assert len(speakers(named)) == 7


def test_what_is_chosen_again_is_not_merged(named):
    named.keys("+ k +")
    assert named.said == "None is chosen any more"
    assert "chosen" not in named.page(90)[0]
    named.keys("g + + escape")
    assert named.said == "None is chosen any more"
    assert named.desk.modes
    named.keys("escape")
    assert not named.desk.modes


def test_what_is_chosen_stays_while_it_is_filtered_away(named):
    named.keys("+ / 'kim' enter + enter")
    assert named.prompt.startswith("Make 2 values Kim")
    named.keys("enter")
    assert speakers(named)["Kim"] == 5


def test_tab_goes_through_the_other_values_and_back_to_what_was_typed(named):
    named.keys("enter ctrl+u 'zo' tab")
    assert named.prompt.startswith("Rename Zoe")
    assert named.bar(1).startswith("tab 1 of 2")
    named.keys("tab")
    assert named.prompt.startswith("Rename Zoë")
    named.keys("tab")
    assert named.prompt.startswith("Rename zo")
    named.keys("ctrl+u 'qqq' tab")
    assert named.bar(1) == "No other value is like that."


def test_words_that_were_left_come_back_for_the_same_value_only(named):
    named.keys("enter ctrl+u 'the off' escape")
    assert len(speakers(named)) == 7
    named.keys("j enter")
    assert named.prompt.startswith("Rename Kim")
    named.keys("escape k enter")
    assert named.prompt.startswith("Rename another official")


def test_no_words_are_refused_and_the_same_name_changes_nothing(named):
    steps = named.steps
    named.keys("enter ctrl+u enter")
    assert named.bar(1) == "A value needs words: type what it is to be called."
    named.keys("escape")
    named.keys("G enter enter")
    assert named.said == "“Zoë” stays as it was."
    assert named.steps == steps


def test_a_filter_asks_for_no_case_and_no_accents(named):
    named.keys("/ 'ZOE'")
    assert [value for _, value in values(named)] == ["Zoe 1", "Zoë 1"]
    assert "2 of 7 values" in named.prompt
    named.keys("backspace backspace backspace 'an off' enter")
    assert len(values(named)) == 3
    named.keys("escape")
    assert named.said == "All values again"
    assert len(values(named)) == 7
    named.keys("/ 'xyz' enter")
    assert "No value has “xyz”: / other words, escape all values." in "\n".join(named.page(90))
    named.keys("enter")
    assert named.said.startswith("No value has")


def test_a_burst_of_keys_filters_and_renames_as_typed_slowly(named):
    named.keys("/ 'kim' enter enter ctrl+u 'Lee' enter escape")
    assert speakers(named)["Lee"] == 3


def test_the_marks_of_a_value_are_shown_and_come_back_from(named):
    named.keys("j A")
    assert "Marks of all articles · “Kim”" in named.page(120)[0]
    assert len(named.rows(120)) == 2
    named.keys("escape")
    assert named.page(90)[0].startswith(" Values of speaker")
    assert "Kim" in named.chosen()


def test_the_marks_of_a_value_of_another_field_are_shown(named):
    named.keys("t 'speaker_t' enter")
    assert named.page(90)[0].startswith(" Values of speaker_text")
    named.keys("/ 'lee' enter A")
    assert "speaker_text “the Lee”" in named.page(120)[0]
    assert len(named.rows(120)) == 1
    named.keys("/ 'zzz'")
    assert "Nothing matches" in "\n".join(named.page(120))
    named.keys("escape escape")
    assert named.page(90)[0].startswith(" Values of speaker_text")


def test_the_picker_names_all_fields_with_values_and_marks(named):
    tag = find_tag(named.desk.library.tags(), "quote")
    codebook.add_field(named.desk.library, tag, Field(name="size", kind="number"))
    library, article = named.desk.library, named.session.article.id
    articles.edit(library, article, variables={"desk": "foreign", "round": 2})
    named.keys("t")
    assert [" ".join(row.split()).removeprefix("❯ ") for row in named.page(90)] == [
        "speaker 7 values · 10 marks",
        "speaker_text 7 values · 10 marks",
        "article.desk 1 value · 1 article",
    ]


def test_a_document_variable_is_renamed_and_its_marks_are_shown(named):
    library = named.desk.library
    variables.add(library, Field(name="topics", kind="choices", choices=("arms", "food")))
    articles.edit(library, named.session.article.id, variables={"topics": ["arms", "food"]})
    first = named.session.article.id
    named.keys("t 'article.t' enter")
    assert values(named) == [("", "arms 1"), ("", "food 1")]
    named.keys("g A")
    assert "article.topics" in named.page(120)[0]
    assert len(named.rows(120)) == 10
    named.keys("escape / 'food' enter enter ctrl+u 'Arms' enter")
    assert library.article(first).variables == {"topics": ["arms"]}
    assert "1 article changed" in named.said
    named.keys("u")
    assert library.article(first).variables == {"topics": ["arms", "food"]}


def test_a_value_that_the_codebook_does_not_allow_is_refused(named):
    library = named.desk.library
    variables.add(library, Field(name="side", kind="choice", choices=("north", "south")))
    articles.edit(library, named.session.article.id, variables={"side": "north"})
    named.keys("t 'side' enter enter ctrl+u 'east' enter")
    assert named.bar(1).startswith("side takes north or south, not “east”")
    assert library.article(named.session.article.id).variables == {"side": "north"}


def test_without_values_it_says_where_they_come_from(sitting):
    desk = sitting()
    desk.keys("V")
    assert desk.page(100)[2].strip() == (
        "No speakers yet: w on a mark names who said it; t another field."
    )
    desk.keys("enter")
    assert desk.said.startswith("No speakers yet: ")
    desk.keys("+ A t")
    assert desk.said == "No field has a value yet."


def test_what_was_done_elsewhere_is_named_before_it_is_taken_back(named):
    named.keys("escape g j c V u")
    assert named.said.startswith("u again takes back")
    named.keys("u")
    assert named.said.startswith("Undone: ")


def test_a_rename_of_a_file_that_cannot_be_written_is_refused(named, sitting):
    reader = sitting(None, read_only=True)
    reader.keys("V V enter")
    assert reader.said == reader.desk.library.why_read_only
    assert len(reader.desk.modes) == 2


def test_help_lists_the_keys_of_the_page(named):
    named.keys("?")
    told = "\n".join(named.page(90, 40))
    for words in ("rename it; a name that exists merges", "sort by count, or by name", "≈"):
        assert words in told


def test_a_click_chooses_and_the_second_one_renames(named):
    page = named.page(90)
    mode = named.desk.modes[-1]
    mode.click(named.desk, Clicked(3, 8, len(page), again=False))
    assert "Kim" in named.chosen()
    mode.click(named.desk, Clicked(3, 8, len(page), again=True))
    assert named.prompt.startswith("Rename Kim")


@pytest.mark.parametrize("width", [1, 10, 30, 80, 200])
def test_any_size_is_drawn(named, width):
    for height in (1, 2, 3, 8):
        assert len(named.page(width, height)) <= height


def test_another_programs_change_is_seen(named, sitting):
    theirs = sitting(None, coder="ben").desk.library
    with theirs.step("rename-value") as step:
        step.replace_values("speaker", ["Kim"], "Lee")
    assert ("", "Lee 3") in values(named)


def test_fifty_thousand_values_are_read_once(named):
    library = named.desk.library
    with library.step("edit-annotation") as step:
        step.conn.executemany(
            "INSERT INTO field_values (field, value, count) VALUES ('speaker', ?, ?)",
            [(f"Speaker {i} of {i % 97}", i % 7 + 1) for i in range(50_000)],
        )
        step.update("article", named.session.article.id, {"note": "seen"})
    named.page()
    asked = []
    fetch = library.fetch
    library.fetch = lambda sql, *more: asked.append(sql) or fetch(sql, *more)
    begun = time.perf_counter()
    named.keys("j j G S R g + + / 'speaker 7' enter escape S")
    named.page()
    took = time.perf_counter() - begun
    assert not asked
    # Twenty keys; a slow machine has ten times as long as a key may take.
    assert took < 20 * 0.16


def test_a_choice_that_is_written_short_is_told_as_it_is_kept(sitting):
    desk = sitting()
    desk.keys("q enter tab tab d enter j q enter tab tab i enter V t 'quote_m' enter")
    assert values(desk) == [("", "direct 1"), ("", "indirect 1")]
    desk.keys("enter ctrl+u 'ind' enter")
    assert desk.said.startswith("“direct” is part of “indirect” now: 1 mark changed")
    assert desk.chosen(90).split() == ["indirect", "2"]


def test_those_to_be_merged_are_offered_one_of_their_own_names(sitting):
    desk = sitting()
    desk.keys("q w ctrl+u 'A' enter j q w ctrl+u 'a' enter j q w ctrl+u 'a' enter")
    desk.keys("j q w ctrl+u 'Kim' enter V + +")
    assert desk.chosen(90).split() == ["Kim", "1"]
    desk.keys("enter enter")
    assert desk.said.startswith("“A” is part of “a” now: 1 mark changed")
