"""One key answers: lists, yes and no, several of a list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Field
from annotate_tui.services.answering import Answer, answer, answers, with_letter

MODE = Field(name="m", kind="choice", choices=("direct", "indirect", "inferred"))
SURE = Field(name="s", kind="boolean")
SEVERAL = Field(name="t", kind="choices", choices=("army", "air", "navy"))


def test_a_letter_answers_and_again_is_the_next_with_it():
    assert answer(MODE, None, "d", "d").value == "direct"
    assert answer(MODE, None, "i", "i").value == "indirect"
    assert answer(MODE, "indirect", "I", "I").value == "inferred"
    assert answer(MODE, "inferred", "i", "i").value == "indirect"


def test_the_arrows_and_space_go_through():
    assert answer(MODE, None, "space", " ").value == "direct"
    assert answer(MODE, "direct", "right", None).value == "indirect"
    assert answer(MODE, "direct", "left", None).value == "inferred"
    assert answer(MODE, None, "left", None).value == "inferred"


def test_backspace_empties():
    assert answer(MODE, "direct", "backspace", None) == Answer(None)
    assert answer(SURE, False, "ctrl+u", None) == Answer(None)


def test_yes_and_no():
    assert answer(SURE, None, "y", "y").value is True
    assert answer(SURE, True, "n", "n").value is False


def test_a_letter_that_no_answer_has_is_told_and_changes_nothing():
    given_ = answer(MODE, "direct", "x", "x")
    assert given_.value == "direct"
    assert given_.told == "No answer begins with x: direct, indirect, inferred."


def test_a_list_without_choices_says_so():
    assert "no answers yet" in answer(Field(name="e", kind="choice"), None, "a", "a").told
    assert (
        "no answers yet"
        in answers(Field(name="e", kind="choices"), None, Answer(None), "a", "a").told
    )


def test_keys_that_mean_nothing_are_not_taken():
    assert answer(MODE, None, "f5", None) is None
    assert answers(SEVERAL, None, Answer(None), "f5", None) is None


def test_letters_take_several_and_leave_them_out():
    one = answers(SEVERAL, None, Answer(None), "n", "n")
    assert one.value == ["navy"]
    two = answers(SEVERAL, one.value, one, "a", "a")
    assert two.value == ["army", "navy"]
    three = answers(SEVERAL, two.value, two, "a", "a")
    assert three.value == ["army", "air", "navy"]
    assert answers(SEVERAL, three.value, three, "n", "n").value == ["army", "air"]


def test_a_letter_that_only_one_has_takes_it_and_leaves_it_out():
    one = answers(SEVERAL, None, Answer(None), "n", "n")
    assert answers(SEVERAL, one.value, one, "n", "n").value is None


def test_space_takes_the_one_that_the_arrows_are_at():
    at = answers(SEVERAL, None, Answer(None), "right", None)
    assert answers(SEVERAL, None, at, "space", " ").value == ["air"]


def test_backspace_leaves_out_the_last_and_control_u_all():
    assert answers(SEVERAL, ["army", "navy"], Answer(None), "backspace", None).value == ["army"]
    assert answers(SEVERAL, ["army"], Answer(None), "backspace", None).value is None
    assert answers(SEVERAL, ["army", "navy"], Answer(None), "ctrl+u", None).value is None


@given(st.lists(st.text(min_size=1, max_size=4), max_size=9), st.integers(0, 8), st.characters())
def test_a_letter_finds_what_begins_with_it_or_nothing(words, at, letter):
    found = with_letter(words, at if at < len(words) else None, letter)
    begin = [i for i, w in enumerate(words) if w.casefold().startswith(letter.casefold())]
    assert (found is None) == (not begin)
    assert found is None or found in begin
