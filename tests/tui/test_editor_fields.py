"""The editor of a mark through real keys: rows, answers, completion, what is read and refused."""

from __future__ import annotations

import json

import pytest

from annotate_tui.model import Field
from annotate_tui.store.codebook import field_row

pytestmark = pytest.mark.usefixtures("unguessed")


@pytest.fixture
def coded(sitting):
    """Gives the tag claim other fields, and a mark with it in focus."""

    def begin(*fields: Field, description: str = "", **more: object):
        desk = sitting()
        claim = next(t for t in desk.session.tags.values() if t.name == "claim")
        with desk.desk.library.step("edit-tag") as step:
            row = {"fields": [field_row(field) for field in fields], "description": description}
            step.update("tag", claim.id, row)
        desk.session.reload()
        desk.keys("c")
        if more:
            mark = desk.session.marks.marks[0]
            with desk.desk.library.step("fields") as step:
                step.update("annotation", mark.id, more)
            desk.session.reload()
        return desk

    return begin


def fields(desk, at: int = 0) -> dict[str, object]:
    return dict(desk.session.marks.marks[at].annotation.fields)


def form(desk, width: int = 100) -> list[str]:
    return desk.page(width)


def row(desk, name: str) -> str:
    """The row of the form for that name, without it."""
    (found,) = [r for r in form(desk) if r[3:].replace("*", " ").split()[:1] == [name]]
    return found[3 + len(name) :].strip(" *")


def here(desk) -> str:
    """The name of the row that takes the keys."""
    return desk.desk.modes[-1].filling.row.name


def test_enter_on_a_mark_shows_its_fields_in_tab_order_and_the_note(sitting):
    desk = sitting()
    desk.keys("q enter")
    names = [r[3:].split()[0] for r in form(desk)[1:]]
    assert names == [
        "tag", "speaker", "named", "quote_mode", "speaker_text", "speaker_role", "cue", "said_when",
        "part_of", "note",
    ]  # fmt: skip
    assert here(desk) == "speaker"
    assert form(desk)[0].startswith("❯ Mark 1 of 1")


def test_speaker_and_mode_of_a_quote_take_six_keys(sitting):
    desk = sitting()
    desk.keys("q w ctrl+u 'Zhang Wei' enter j q")
    desk.keys("enter z tab tab d enter")
    assert fields(desk, 1)["speaker"] == "Zhang Wei"
    assert fields(desk, 1)["quote_mode"] == "direct"
    assert not desk.desk.modes


def test_tab_takes_what_completes_and_enter_keeps_only_what_was_typed(sitting):
    desk = sitting()
    desk.keys("q w ctrl+u 'Zhang Wei' enter j q enter z")
    assert row(desk, "speaker") == "zhang Wei"
    desk.keys("enter")
    assert fields(desk, 1)["speaker"] == "z"


def test_the_right_arrow_takes_an_offer_into_the_line(sitting):
    desk = sitting()
    desk.keys("q w ctrl+u 'Zhang Wei' enter j q enter 'wei' right 'x' enter")
    assert fields(desk, 1)["speaker"] == "Zhang Weix"


def test_delete_refuses_an_offer(sitting):
    desk = sitting()
    desk.keys("q w ctrl+u 'Zhang Wei' enter j q enter 'Zhang' delete tab enter")
    assert fields(desk, 1)["speaker"] == "Zhang"


def test_every_text_field_completes_from_the_library(sitting, other):
    desk = sitting()
    desk.keys("f enter tab tab tab tab tab tab tab 'defectors' enter")
    assert fields(desk)["unit"] == "defectors"
    desk.open(other)
    desk.keys("f enter tab tab tab tab tab tab tab 'd' tab enter")
    assert fields(desk)["unit"] == "defectors"


def test_an_empty_row_is_never_filled_by_going_through_it(sitting):
    desk = sitting()
    desk.keys('" q')
    before = desk.steps
    desk.keys("enter tab shift+tab tab tab tab tab enter")
    assert desk.said == "Nothing changed."
    assert desk.steps == before


def test_the_likeliest_speaker_is_shown_and_taken_by_the_arrow(sitting):
    desk = sitting()
    desk.keys('" q enter')
    assert row(desk, "speaker") == "→ a government official"
    assert "→ takes it" in desk.bar(1)
    desk.keys("right enter")
    assert fields(desk) == {
        "speaker": "a government official", "speaker_text": "a government official",
    }  # fmt: skip


def test_the_arrow_does_not_wait_for_idle_time(sitting):
    desk = sitting()
    desk.keys('" q enter right enter')
    assert fields(desk)["speaker"] == "a government official"


def test_control_n_goes_through_the_offers(sitting):
    desk = sitting()
    desk.keys('" q enter ctrl+n')
    first = row(desk, "speaker").strip()
    assert desk.said.startswith("1 of ")
    desk.keys("ctrl+n")
    assert row(desk, "speaker").strip() != first
    desk.keys("ctrl+p enter")
    assert fields(desk)["speaker"] == first == "a government official"


def test_what_was_printed_for_a_speaker_follows_from_the_name_when_its_row_is_left(sitting):
    desk = sitting()
    desk.keys("\" q enter 'A GOVERNMENT official' tab")
    assert row(desk, "speaker_text") == "a government official"
    desk.keys("shift+tab ctrl+u 'Nobody' tab")
    assert row(desk, "speaker_text") == "—"
    desk.keys("enter")
    assert fields(desk) == {"speaker": "Nobody"}


def test_words_typed_as_printed_stay(sitting):
    desk = sitting()
    desk.keys("\" q enter tab tab tab 'he' up up up 'a government official' tab enter")
    assert fields(desk) == {"speaker": "a government official", "speaker_text": "he"}


def test_a_speaker_taken_away_takes_the_printed_words_with_it(sitting):
    desk = sitting()
    desk.keys('" q w enter enter ctrl+u enter')
    assert fields(desk) == {}


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        ("number", "12,5", 12.5, "12.5"),
        ("number", "1,234,567", 1234567, "1234567"),
        ("date", "12 June 2023", "2023-06-12", "2023-06-12"),
        ("date", "June 2023", "2023-06", "2023-06"),
        ("url", "example.org/a", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_values_are_read_when_the_row_is_left(coded, kind, typed, kept, shown):
    desk = coded(Field(name="x", kind=kind), Field(name="y"))
    desk.keys("enter")
    desk.desk.paste(typed)
    desk.keys("tab")
    assert row(desk, "x") == shown
    desk.keys("enter")
    assert fields(desk) == {"x": kept}


def test_a_value_is_read_at_closing_as_well(coded):
    desk = coded(Field(name="x", kind="number"))
    desk.keys("enter '12,5' escape")
    assert fields(desk) == {"x": 12.5}


def test_what_cannot_be_read_is_told_and_stays_in_its_row(coded):
    desk = coded(Field(name="x", kind="number"), Field(name="y"))
    desk.keys("enter 'many' tab")
    assert desk.said.startswith("x takes a number")
    assert row(desk, "x") == "many ✗"
    desk.keys("'why' enter")
    assert desk.said.startswith("x takes a number")
    assert here(desk) == "x"
    desk.keys("ctrl+u '7' enter")
    assert fields(desk) == {"x": 7, "y": "why"}


def test_escape_twice_leaves_that_field_as_it_was(coded):
    desk = coded(Field(name="x", kind="number"), Field(name="y"), fields={"x": 3})
    desk.keys("enter ctrl+u 'many' tab 'why' escape")
    assert desk.said.endswith("Escape again leaves it as it was.")
    assert desk.desk.modes
    desk.keys("escape")
    assert desk.said.startswith("Left as before: x takes a number")
    assert fields(desk) == {"x": 3, "y": "why"}


def test_a_lost_connection_keeps_what_can_be_read_and_brings_back_the_rest(coded):
    desk = coded(Field(name="x", kind="number"), Field(name="y"))
    desk.keys("enter 'many' tab 'why'")
    desk.desk.keep_all()
    assert fields(desk) == {"y": "why"}
    assert list(desk.desk.drafts.values()) == ["many"]
    desk.keys("enter")
    assert row(desk, "x").startswith("many")
    assert not desk.desk.drafts


def test_letters_answer_and_again_is_the_next_answer_with_it(coded):
    many = ("at_least", "about", "exact")
    desk = coded(Field(name="x", kind="choice", choices=many), Field(name="y", kind="boolean"))
    desk.keys("enter a a tab n enter")
    assert fields(desk) == {"x": "about", "y": False}
    desk.keys("enter a tab y enter")
    assert fields(desk) == {"x": "at_least", "y": True}
    desk.keys("enter backspace tab ctrl+u enter")
    assert fields(desk) == {}


def test_several_are_taken_by_their_letters(coded):
    desk = coded(Field(name="x", kind="choices", choices=("army", "navy", "press")))
    desk.keys("enter n p enter")
    assert fields(desk) == {"x": ["navy", "press"]}
    desk.keys("enter n enter")
    assert fields(desk) == {"x": ["press"]}


def test_a_letter_that_answers_nothing_says_what_there_is(coded):
    desk = coded(Field(name="x", kind="choice", choices=("yes", "no")))
    desk.keys("enter q")
    assert desk.said == "No answer begins with q: yes, no."


def test_what_a_field_means_is_told_in_its_row(coded):
    about = Field(name="x", description="how sure the source is")
    desk = coded(about, description="what can be checked")
    desk.keys("enter")
    assert desk.prompt == "x: how sure the source is"
    desk.keys("up")
    assert desk.prompt == "what can be checked"


def test_required_and_empty_is_signed_and_never_forced(coded):
    desk = coded(Field(name="x", required=True), Field(name="y"))
    desk.keys("enter")
    assert "x*" in form(desk)[2]
    desk.keys("tab")
    assert row(desk, "x") == "needed"
    desk.keys("'z' enter")
    assert fields(desk) == {"y": "z"}
    desk.keys("s")
    side = desk.desk.side.lines(desk.desk, 60, 9)
    assert any("needs x" in words for runs in side for words, _ in runs)
    desk.keys("s enter 'there' enter")
    side = desk.desk.side.lines(desk.desk, 60, 9)
    assert not any("needs" in words for runs in side for words, _ in runs)


def test_a_guess_shows_as_one_and_stays_one_untouched(coded):
    guess = {"fields": {"x": "guess", "y": "no"}, "guessed": ["x", "y"]}
    desk = coded(Field(name="x"), Field(name="y", kind="choice", choices=("no", "yes")), **guess)
    desk.keys("enter")
    assert row(desk, "x").endswith("?")
    desk.keys("left home tab tab enter")
    assert desk.session.marks.marks[0].annotation.guessed == ("x", "y")
    desk.keys("enter end tab n enter")
    assert desk.session.marks.marks[0].annotation.guessed == ()
    assert fields(desk) == {"x": "guess", "y": "no"}


def test_a_guess_in_a_list_is_signed_where_it_stands_and_the_arrow_confirms_it(coded):
    several = ("exact", "at_least", "more_than", "at_most", "less_than", "about")
    mode = Field(name="x", kind="choice", choices=several)
    desk = coded(mode, fields={"x": "at_least"}, guessed=["x"])
    desk.keys("enter")
    shown = " ".join(form(desk, 40))
    assert "at_least ?" in shown
    assert shown.count("?") == 1
    assert desk.bar(1).startswith("→ confirms")
    desk.keys("right")
    assert "?" not in " ".join(form(desk, 40))
    desk.keys("enter")
    mark = desk.session.marks.marks[0].annotation
    assert (mark.fields["x"], mark.guessed) == ("at_least", ())


@pytest.mark.parametrize("width", range(14, 60))
def test_the_sign_of_a_guess_is_never_cut_off(coded, width):
    several = ("exact", "at_least", "more_than")
    mode = Field(name="x", kind="choice", choices=several)
    desk = coded(mode, fields={"x": "more_than"}, guessed=["x"])
    desk.keys("enter")
    (signed,) = [r for r in form(desk, width) if "?" in r]
    assert len(signed) <= width


def test_another_speaker_in_the_form_takes_the_guesses_of_the_one_before_with_it(sitting):
    desk = sitting()
    desk.keys("q")
    guesses = {"speaker": "Ann Lee", "speaker_text": "Lee", "named": "named", "cue": "said"}
    mark = desk.session.marks.marks[0]
    with desk.desk.library.step("fields") as step:
        step.update("annotation", mark.id, {"fields": guesses, "guessed": list(guesses)})
    desk.session.reload()
    desk.keys("enter 'Zhang Wei' down")
    assert row(desk, "speaker_text") == "—"
    desk.keys("enter")
    assert fields(desk) == {"speaker": "Zhang Wei", "cue": "said"}
    assert desk.session.marks.marks[0].annotation.guessed == ("cue",)


def test_values_of_another_tag_are_left_over_and_can_be_emptied(sitting):
    desk = sitting()
    desk.keys("c enter tab 'f' enter")
    assert fields(desk) == {"stated_as": "fact"}
    desk.keys("enter up q enter")
    assert fields(desk) == {"stated_as": "fact"}
    desk.keys("enter")
    assert form(desk)[-1].split() == ["stated_as", "fact", "left", "over"]
    desk.keys("up up")
    assert here(desk) == "stated_as"
    desk.keys("x")
    assert desk.said == "stated_as is left over, a quote has none: backspace empties it."
    desk.keys("backspace enter")
    assert fields(desk) == {}


def test_another_tag_has_other_rows_and_keeps_what_was_typed(sitting):
    desk = sitting()
    desk.keys("c")
    before = desk.steps
    desk.keys("enter 'Kim' tab f up up q")
    assert row(desk, "speaker") == "Kim"
    assert row(desk, "stated_as") == "fact  left over"
    desk.keys("tab tab n enter")
    assert desk.said == "quote changed"
    assert fields(desk) == {"speaker": "Kim", "named": "named", "stated_as": "fact"} | {
        k: v for k, v in fields(desk).items() if k == "speaker_text"
    }
    assert desk.steps == before + 1
    desk.keys("u")
    assert desk.column("tag") == ["claim"]
    assert fields(desk) == {}


def test_pasted_text_goes_into_the_row(sitting):
    desk = sitting()
    desk.keys("c enter")
    desk.desk.paste("Kim\nJong")
    desk.keys("tab")
    desk.desk.paste("fact")
    assert desk.said.startswith("Pasted text goes into a row that is typed")
    desk.keys("enter")
    assert fields(desk)["speaker"] == "Kim Jong"


def test_going_on_to_the_next_mark_keeps_each_as_one_step(sitting):
    desk = sitting()
    desk.keys("c j c j c g tab")
    before = desk.steps
    desk.keys("enter 'One' tab f pagedown")
    assert here(desk) == "stated_as"
    desk.keys("o ctrl+f r ctrl+b enter")
    assert [fields(desk, i).get("stated_as") for i in range(3)] == ["fact", "opinion", "reported"]
    assert desk.steps == before + 3
    desk.keys("u")
    assert fields(desk, 2) == {}
    assert fields(desk, 0)["speaker"] == "One"


def test_the_last_mark_says_so_and_what_was_typed_is_kept(sitting):
    desk = sitting()
    desk.keys("c enter 'One' pagedown")
    assert desk.said == "claim changed · This is the last mark."
    assert fields(desk)["speaker"] == "One"
    desk.keys("pageup")
    assert desk.said == "This is the first mark."
    before = desk.steps
    desk.keys("enter")
    assert desk.steps == before


def test_with_words_that_cannot_be_read_it_does_not_go_on(coded):
    desk = coded(Field(name="x", kind="number"))
    desk.keys("j c enter 'many' pageup")
    assert desk.said.startswith("x takes a number")
    assert here(desk) == "x"


def test_a_locked_file_keeps_everything_typed_for_later(sitting, monkeypatch):
    from annotate_tui.store.errors import LibraryError

    desk = sitting()
    desk.keys("c")

    def locked(*_: object, **__: object) -> None:
        raise LibraryError("Another program holds the library locked: close it or try again.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.desk.library, "step", locked)
        desk.keys("enter up q tab 'Kim' tab a tab d up up up up 'later' enter")
        assert desk.said.endswith("brings your words back.")
    assert fields(desk) == {}
    desk.keys("enter")
    assert row(desk, "tag") == "quote"
    desk.keys("enter")
    kept = fields(desk)
    assert (kept["speaker"], kept["named"], kept["quote_mode"]) == ("Kim", "anonymous", "direct")
    assert desk.column("note") == ["later"]
    assert desk.column("tag") == ["quote"]
    assert not desk.desk.drafts


def test_what_another_reader_wrote_meanwhile_stays(sitting):
    mine, theirs = sitting(), sitting()
    mine.keys("c")
    theirs.session.reload()
    mine.keys("enter 'Kim'")
    theirs.keys("tab enter tab f enter")
    mine.keys("enter")
    row_ = mine.desk.library.query("SELECT fields FROM annotations")
    assert json.loads(next(iter(row_))["fields"]) | {"speaker_text": ""} == {
        "speaker": "Kim", "stated_as": "fact", "speaker_text": "",
    }  # fmt: skip


def test_a_mark_removed_meanwhile_keeps_what_was_typed(sitting):
    mine, theirs = sitting(), sitting()
    mine.keys("c")
    theirs.session.reload()
    mine.keys("enter 'Lee'")
    theirs.keys("tab x")
    mine.desk.renew()
    mine.keys("enter")
    assert mine.said.endswith("another reader has removed this claim")
    theirs.keys("u u u")
    theirs.session.reload()
    assert theirs.marks


def test_a_tag_of_a_thousand_is_reached_by_its_letter(sitting):
    desk = sitting()
    library = desk.desk.library
    with library.step("create-tag") as step:
        for i in range(1000):
            step.insert("tag", {"id": f"t{i}", "name": f"z{i:04}", "position": 100 + i})
    desk.session.reload()
    desk.keys("c enter up z z z enter")
    assert desk.column("tag") == ["z0002"]


def test_the_wheel_and_few_rows_show_how_many_are_out_of_view(sitting):
    desk = sitting()
    desk.keys("f enter")
    drawn = desk.page(80, 6)
    assert len(drawn) == 6
    assert drawn[0].endswith("↓8")
    desk.keys("up up")
    assert desk.page(80, 6)[0].endswith("↑8")
    desk.desk.modes[-1].wheel(desk.desk, -3)
    assert desk.page(80, 6)[0].endswith("↑5 ↓3")


@pytest.mark.parametrize("end", ["enter", "escape", "ctrl+c"])
def test_it_keeps_everything_however_it_closes(sitting, end):
    desk = sitting()
    desk.keys(f"c enter 'half a na' {end}")
    assert fields(desk)["speaker"] == "half a na"
    desk.keys("u")
    assert fields(desk) == {}


def test_words_that_cannot_be_read_are_asked_for_also_where_another_tag_was_chosen(sitting):
    desk = sitting()
    desk.keys("f enter tab tab 'abc'")
    name = here(desk)
    while here(desk) != "tag":
        desk.keys("up")
    desk.keys("q enter")
    assert here(desk) == name
    assert row(desk, name).startswith("abc")
    assert desk.said.startswith(f"{name} takes a number")
    desk.keys("backspace enter")
    assert not desk.desk.modes
    assert name not in fields(desk)
    assert desk.column("tag") == ["quote"]


def test_the_example_of_a_date_is_a_date():
    from annotate_tui.services.fields import read_value
    from annotate_tui.tui.modes.form import _HINTS

    example = _HINTS["date"].removeprefix("a date like ")
    assert read_value(Field(name="when", kind="date"), example) == "2023-06-12"
