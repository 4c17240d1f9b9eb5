"""One key, one mark: made, taken off, protected, doubled, nested, its edges corrected."""

from __future__ import annotations

import pytest

FIRST = "There have been reports indicating"


def test_the_same_key_again_takes_the_mark_off(sitting):
    desk = sitting()
    desk.keys("c")
    assert [tag for tag, _ in desk.marks] == ["claim"]
    assert desk.said.startswith(f"claim “{FIRST}")
    desk.keys("c")
    assert desk.marks == []
    assert desk.said == "claim taken off; u brings it back"
    desk.keys("u")
    assert len(desk.marks) == 1
    desk.keys("c")
    assert desk.marks == []


def test_after_a_mark_is_taken_off_its_sentence_is_a_sentence_again(sitting):
    desk = sitting()
    sentence = desk.selected
    desk.keys("c c")
    assert desk.selected == sentence
    assert desk.session.reading.unit == "sentence"
    desk.keys("l")
    assert desk.selected == "There"


def test_leaving_the_mark_and_coming_back_still_takes_it_off(sitting):
    desk = sitting()
    desk.keys("c j k c")
    assert desk.marks == []


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        ("c m 'check' enter", "has a note"),
        ("c w 'the ministry' enter", "has a speaker"),
    ],
)
def test_a_mark_with_work_in_it_is_not_taken_off(sitting, work, reason):
    desk = sitting()
    desk.keys(work)
    before = desk.steps
    desk.keys("c")
    assert desk.said == f"This claim {reason}; x removes it."
    assert desk.steps == before
    desk.keys("j k c")
    assert desk.said == f"This claim {reason}; x removes it."
    assert len(desk.marks) == 1


def test_a_mark_of_an_earlier_session_is_not_taken_off(sitting):
    sitting().keys("c")
    later = sitting()
    later.keys("c")
    assert later.said == "This claim is from an earlier session; x removes it."
    later.keys("x")
    assert later.marks == []


def test_a_mark_of_another_coder_is_not_taken_off(sitting):
    sitting().keys("c")
    other = sitting(coder="ben")
    other.keys("tab c")
    assert other.said == "This claim is anna's; x removes it."
    assert len(other.marks) == 1


def test_a_mark_stays_of_this_session_when_the_article_is_opened_again(sitting, tmp_path):
    desk = sitting()
    (tmp_path / "other.txt").write_text("Another article of one sentence.\n")
    first = desk.session.article
    desk.keys("c")
    desk.open(tmp_path / "other.txt")
    desk.keys("escape escape")
    assert desk.desk.modes
    desk.keys("g enter")
    assert desk.session.article.id == first.id
    desk.keys("c")
    assert desk.marks == []


def test_another_tags_key_puts_a_second_tag_on_the_same_words(sitting):
    desk = sitting()
    desk.keys("c q f")
    assert [tag for tag, _ in desk.marks] == ["claim", "quote", "figure"]
    assert len({words for _, words in desk.marks}) == 1
    desk.keys("q")
    assert [tag for tag, _ in desk.marks] == ["claim", "figure"]


def test_marks_nest_and_overlap_in_one_order(sitting):
    desk = sitting()
    desk.keys("j j c l f L L h l l q L L")
    found = [(m.start, -m.end) for m in desk.session.marks.marks]
    assert found == sorted(found)
    assert [m.id for m in desk.session.marks.marks] == [
        m.id for m in desk.desk.library.marks(desk.session.text.id)
    ]
    outer, first, second = desk.session.marks.marks
    assert outer.start <= first.start < second.start < first.end < outer.end


def test_the_edges_of_the_mark_in_focus_move_in_place_as_one_step(sitting):
    desk = sitting()
    desk.keys("l f")
    before = desk.steps
    desk.keys("L L L > o L")
    assert desk.marks == [("figure", "have been reports i")]
    assert desk.steps == before + 1
    desk.keys("u")
    assert desk.marks == [("figure", "There")]
    desk.keys("U")
    assert desk.marks == [("figure", "have been reports i")]


def test_any_other_key_ends_the_run_of_edge_moves(sitting):
    desk = sitting()
    desk.keys("l f L")
    before = desk.steps
    desk.keys("L y L")
    assert desk.steps == before + 1
    desk.keys("u")
    assert desk.marks == [("figure", "There have been")]


def test_edges_move_by_sentences_and_characters(sitting):
    desk = sitting()
    sentence = desk.selected
    desk.keys("c J")
    both = desk.marks[0][1]
    assert both.startswith(sentence.split("\n")[0][:20])
    assert both.endswith("European countries.")
    desk.keys("K")
    assert desk.marks[0][1] == " ".join(sentence.split())
    desk.keys("<")
    assert desk.marks[0][1] == " ".join(sentence.split())[:-1]


def test_an_edge_that_cannot_move_says_so_and_writes_nothing(sitting):
    desk = sitting()
    desk.keys("l f")
    before = desk.steps
    desk.keys("H")
    assert "other edge" in desk.said
    desk.keys("o K")
    assert "furniture" in desk.said
    assert desk.steps == before
    assert desk.session.focused is not None


def test_a_motion_leaves_the_mark(sitting):
    desk = sitting()
    desk.keys("c j L")
    assert desk.session.focused is None
    assert len(desk.marks) == 1
    assert desk.marks[0][1].endswith("a series of defections.")


def test_x_says_what_went_and_u_brings_all_of_it_back(sitting):
    desk = sitting()
    desk.keys("q w 'Kim Jong Un' enter m 'two sources' enter x")
    assert desk.said == "quote removed with its note and its speaker; u brings it back"
    assert desk.marks == []
    desk.keys("u")
    assert desk.column("note") == ["two sources"]
    assert desk.column("speaker") == ["Kim Jong Un"]
    assert desk.session.focused is not None


def test_x_takes_the_mark_on_these_words_then_the_smallest_over_them(sitting):
    desk = sitting()
    desk.keys("c l f escape x")
    assert [tag for tag, _ in desk.marks] == ["figure"]
    desk.keys("c l l x")
    assert [tag for tag, _ in desk.marks] == ["figure"]
    desk.keys("h x")
    assert desk.marks == []
    desk.keys("x")
    assert desk.said == "No mark covers the selection; tab goes to the next one."


def test_tab_goes_through_the_marks_the_one_here_first(sitting):
    desk = sitting()
    desk.keys("tab")
    assert desk.said == "No marks yet."
    desk.keys("c j j c j q g j j tab")
    tags = [desk.session.tag_of(desk.session.focused).name]
    desk.keys("tab")
    tags.append(desk.session.tag_of(desk.session.focused).name)
    assert tags == ["claim", "quote"]
    desk.keys("tab")
    assert desk.said == "This is the last mark."
    desk.keys("shift+tab shift+tab")
    assert desk.selected.startswith("There have been")
    desk.keys("shift+tab")
    assert desk.said == "This is the first mark."


def test_a_mark_that_another_reader_removed_does_not_come_back_by_moving_it(sitting):
    here, there = sitting(), sitting()
    here.keys("l f")
    there.session.reload()
    there.keys("tab x")
    here.keys("L")
    assert here.said == "Another reader has removed this mark: nothing was changed."
    assert here.session.marks.marks == []
    assert here.session.focused is None
    assert here.marks == []


def test_a_note_on_the_words_of_a_mark_comes_after_it_as_in_the_file(sitting):
    desk = sitting()
    desk.keys("L m 'why' enter c")
    assert [m.annotation.note for m in desk.session.marks.marks] == ["", "why"]
    assert desk.session.marks.marks == desk.desk.library.marks(desk.session.text.id)
