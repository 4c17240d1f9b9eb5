"""Notes, speakers, and the editor of a mark: nothing typed is ever lost."""

from __future__ import annotations

import pytest

from annotate_tui.store.errors import LibraryError

pytestmark = pytest.mark.usefixtures("unguessed")


def test_a_note_goes_to_the_mark_in_focus(sitting):
    desk = sitting()
    desk.keys("c q m 'first' enter")
    assert desk.said == "note kept on the quote"
    assert desk.column("note") == ["", "first"]


def test_a_note_goes_to_the_mark_on_these_words_before_a_larger_one(sitting):
    desk = sitting()
    desk.keys("c l f escape m")
    assert desk.prompt == "Note on this claim"
    desk.keys("escape l m")
    assert desk.prompt == "Note on this figure"
    desk.keys("'word' enter")
    assert desk.column("note") == ["", "word"]


def test_a_note_goes_to_the_smallest_mark_over_the_words(sitting):
    desk = sitting()
    desk.keys("c l l f L L escape l l l m 'inner' enter")
    assert desk.column("note") == ["", "inner"]
    desk.keys("l l m 'outer' enter")
    assert desk.column("note") == ["outer", "inner"]


def test_without_a_mark_a_plain_note_is_made(sitting):
    desk = sitting()
    desk.keys("j m 'ask the ministry' enter")
    assert desk.said.startswith("note on “These concerns arose")
    assert desk.marks == [("", desk.marks[0][1])]
    assert desk.column("note") == ["ask the ministry"]
    assert desk.session.focused is not None
    desk.keys("m ' again' enter")
    assert desk.column("note") == ["ask the ministry again"]


def test_m_is_never_refused_also_in_furniture_and_the_headline(sitting):
    desk = sitting()
    desk.keys("k m 'the headline' enter { { { { m 'furniture' enter")
    assert "the headline" in desk.column("note")
    assert "furniture" in desk.column("note")


def test_an_empty_note_writes_nothing(sitting):
    desk = sitting()
    before = desk.steps
    desk.keys("m enter")
    assert desk.said == "No note written."
    desk.keys("m '   ' enter m escape")
    assert desk.steps == before


@pytest.mark.parametrize("end", ["enter", "escape", "ctrl+c"])
def test_a_note_is_kept_however_the_prompt_closes(sitting, end):
    desk = sitting()
    desk.keys(f"c m 'half a th' {end}")
    assert desk.column("note") == ["half a th"]
    assert not desk.desk.modes


def test_a_note_is_edited_in_place_and_may_be_emptied(sitting):
    desk = sitting()
    desk.keys("c m 'abc' enter m backspace 'd' enter")
    assert desk.column("note") == ["abd"]
    before = desk.steps
    desk.keys("m enter")
    assert desk.said == "The note stays as it was."
    assert desk.steps == before
    desk.keys("m ctrl+u enter")
    assert desk.column("note") == [""]
    assert desk.said == "note emptied on the claim"


def test_a_plain_note_needs_words(sitting):
    desk = sitting()
    desk.keys("m 'abc' enter m ctrl+u enter")
    assert desk.said == "A plain note needs words; x removes it."
    assert desk.column("note") == ["abc"]


@pytest.mark.parametrize(
    ("begin", "key"), [("c", "m"), ("", "M"), ("c", "w"), ("c m 'old' enter", "enter up up")]
)
def test_what_could_not_be_written_comes_back_with_the_same_key(sitting, monkeypatch, begin, key):
    desk = sitting()
    desk.keys(begin)
    library = desk.desk.library

    def locked(*_: object, **__: object) -> None:
        raise LibraryError("Another program holds the library locked: close it or try again.")

    with monkeypatch.context() as patch:
        patch.setattr(library, "step", locked)
        desk.keys(f"{key} 'many words' enter")
        assert desk.said.startswith("Another program holds the library locked")
        assert desk.said.endswith("brings your words back.")
        assert not desk.desk.modes
    desk.keys(key.replace("enter up up", "m"))
    assert "many words" in desk.prompt
    desk.keys("enter")
    values = [*desk.column("note"), *desk.column("speaker"), library.articles()[0].note]
    assert any(str(value).endswith("many words") for value in values)


def test_an_article_note_is_written_changed_and_emptied(sitting):
    desk = sitting()
    desk.keys("M 'seen twice' enter")
    assert desk.said == "Article note kept."
    desk.keys("M")
    assert desk.prompt == "Note on the article seen twice"
    desk.keys("'!' escape")
    assert desk.session.article.note == "seen twice!"
    desk.keys("M ctrl+u enter")
    assert desk.said == "The article has no note."
    assert desk.desk.library.articles()[0].note == ""


def test_pasted_text_is_one_line_of_a_note(sitting):
    desk = sitting()
    desk.keys("c m")
    desk.desk.paste("two\nlines\x1b[31m\tred")
    desk.keys("enter")
    assert desk.column("note") == ["two lines[31m red"]


def test_w_offers_the_likely_speaker_and_enter_takes_it(sitting):
    desk = sitting()
    desk.keys('" q w')
    assert desk.prompt == "Speaker a government official"
    desk.keys("enter")
    assert desk.said == "quote: said by a government official"
    assert desk.column("speaker") == ["a government official"]
    assert desk.column("speaker_text") == ["a government official"]


def test_tab_goes_through_the_candidates(sitting):
    desk = sitting()
    desk.keys('" q w')
    seen = [desk.prompt]
    desk.keys("tab")
    seen.append(desk.prompt)
    assert len(set(seen)) == 2
    desk.keys("shift+tab")
    assert desk.prompt == seen[0]
    desk.keys("tab enter")
    assert f"Speaker {desk.column('speaker')[0]}" == seen[1]


def test_typing_replaces_the_offer_and_escape_keeps_what_was_typed(sitting):
    desk = sitting()
    desk.keys("\" q w 'Kim' escape")
    assert desk.column("speaker") == ["Kim"]
    desk.keys("x")
    desk.keys("u w escape")
    assert desk.column("speaker") == ["Kim"]


def test_an_offer_that_nobody_took_is_not_kept_by_escape(sitting):
    desk = sitting()
    desk.keys('" q w escape')
    assert not desk.column("speaker")[0]


def test_a_speaker_named_before_is_found_by_a_part_of_the_name(sitting):
    desk = sitting()
    desk.keys("q w 'Strategy Research Institute' enter j q w 'search' tab enter")
    assert desk.column("speaker") == ["Strategy Research Institute"] * 2


def test_w_without_a_tagged_mark_says_what_to_do(sitting):
    desk = sitting()
    desk.keys("w")
    assert desk.said == "Tag the words first; w then names who said them."
    desk.keys("m 'plain' enter w")
    assert desk.said == "Tag the words first; w then names who said them."


def test_the_form_changes_tag_speaker_and_note_in_one_step(sitting):
    desk = sitting()
    desk.keys("c")
    before = desk.steps
    desk.keys("enter up q tab 'Kim' up up 'checked' escape")
    assert desk.said == "quote changed"
    assert (desk.column("tag"), desk.column("speaker"), desk.column("note")) == (
        ["quote"],
        ["Kim"],
        ["checked"],
    )
    assert desk.steps == before + 1
    desk.keys("u")
    assert desk.column("tag") == ["claim"]
    assert desk.column("note") == [""]


def test_the_form_kept_unchanged_writes_nothing(sitting):
    desk = sitting()
    desk.keys("c")
    before = desk.steps
    for end in ("enter", "escape"):
        desk.keys(f"enter tab tab tab {end}")
        assert desk.said == "Nothing changed."
    assert desk.steps == before
    assert not desk.desk.modes


def test_the_form_keeps_a_tag_that_was_put_away(sitting):
    desk = sitting()
    desk.keys("c")
    library = desk.desk.library
    with library.step("tag") as step:
        step.update("tag", desk.session.marks.marks[0].annotation.tag_id, {"archived_at": step.at})
    desk.session.reload()
    desk.keys("enter up up 'still' enter")
    assert desk.column("tag") == ["claim"]
    assert desk.column("note") == ["still"]


def test_the_form_leaves_alone_what_another_reader_changed_meanwhile(sitting):
    here, there = sitting(), sitting()
    here.keys("c")
    there.session.reload()
    here.keys("enter up q")
    there.keys("tab m 'from there' enter")
    here.keys("escape")
    assert here.column("tag") == ["quote"]
    assert here.column("note") == ["from there"]


def test_a_note_on_a_mark_removed_elsewhere_is_kept_but_not_shown(sitting):
    here, there = sitting(), sitting()
    here.keys("c")
    there.session.reload()
    here.keys("m 'words'")
    there.keys("tab x")
    here.keys("enter")
    assert here.said == "note kept on the claim; another reader has removed this claim"
    assert here.session.marks.marks == []
    there.keys("u u u u")
    assert there.marks == here.marks
    assert len(there.marks) == 1


def test_a_lost_connection_keeps_a_half_written_note(sitting):
    desk = sitting()
    desk.keys("c m 'half a th'")
    desk.desk.keep_all()
    assert desk.column("note") == ["half a th"]


def test_the_form_goes_through_known_speakers(sitting):
    desk = sitting()
    desk.keys("q w 'Kim' enter j q enter ctrl+n enter")
    assert desk.column("speaker")[1]
    desk.keys("enter ctrl+u 'Lee' up down enter")
    assert desk.column("speaker")[1] == "Lee"


def test_an_offer_is_taken_into_the_line_to_be_changed(sitting):
    desk = sitting()
    desk.keys("\" q w right backspace 'x' enter")
    assert desk.column("speaker") == ["a government officiax"]


def test_x_names_a_speaker_once_and_a_single_field_by_its_name(sitting):
    desk = sitting()
    desk.keys('" q w enter x')
    assert desk.said == "quote removed with its speaker; u brings it back"
    desk.keys("u")
    mark = desk.session.marks.marks[0]
    with desk.desk.library.step("fields") as step:
        step.update("annotation", mark.id, {"fields": {"evidence": "a report"}})
    desk.session.reload()
    desk.keys("q")
    assert desk.said == "This quote has an evidence; x removes it."
