"""Marks of one version of an article in the next ones."""

import json

import pytest
from tests.services.story import NEW, OLD, becomes

from annotate_tui.model import Span
from annotate_tui.services import (
    checking,
    marking,
    reanchoring,
    refreshing,
    versions,
)
from annotate_tui.services.reanchoring import Anchored

MARKED = ("16", "Korean defectors fled", "He said so on television.", "“They are safe,”")


def test_each_mark_is_told_what_became_of_it(story):
    marks = [story.tag(words) for words in MARKED]
    done = story.becomes(NEW)
    assert done.anchored == Anchored(stood=0, moved=2, changed=1, lost=1)
    assert done.message == "Article 1 has a new text; 4 marks: 2 moved, 1 changed, 1 lost."
    assert story.states() == {
        "18": "changed",
        "Korean defectors fled": "moved",
        '"They are safe,"': "moved",
        "He said so on television.": "lost",
    }
    assert [m.id for m in reanchoring.flagged(story.library, story.id)] == [
        marks[0].id,
        marks[2].id,
    ]


def test_the_columns_speak_of_the_new_text_but_for_lost_marks(story):
    mark, lost = story.tag("Ann Lee"), story.tag("He said so on television.")
    before = lost.annotation
    story.becomes("A new first paragraph.\n\n" + NEW)
    now = story.library.mark(mark.id).annotation
    assert now.context == '"They are safe," said Ann Lee.'
    # The old headline is a paragraph below the new one.
    assert (mark.annotation.paragraph_no, now.paragraph_no) == (2, 4)
    after = story.library.mark(lost.id, story.first).annotation
    assert (after.text, after.context) == (before.text, before.context)
    anchor = story.library.mark(mark.id).anchor
    assert anchor.exact == "Ann Lee"
    assert anchor.prefix.endswith('are safe," said ')


def test_undo_brings_back_all_rows_byte_for_byte_and_redo_all_of_the_new_ones(story):
    for words in MARKED:
        story.tag(words)
    step = story.library.last_step()
    before = story.all_rows()
    story.becomes(NEW)
    after = story.all_rows()
    assert story.library.undo().changes == 1
    assert story.all_rows() == before
    assert story.article.text_id == story.first
    assert story.library.next_undo().id == step.id
    story.library.redo()
    assert story.all_rows() == after


def test_another_coders_marks_are_carried_too(story):
    mark = story.tag("Ann Lee", coder="bob")
    story.library.coder = "ann"
    story.becomes(NEW)
    now = story.library.mark(mark.id, story.article.text_id)
    assert now.annotation.coder == "bob"
    assert now.anchor.state == "moved"


def test_back_to_the_older_text_marks_stand_as_they_stood(story):
    first = [story.tag(words) for words in MARKED]
    stood = {mark.id: mark.anchor for mark in first}
    story.becomes(NEW)
    late = story.tag("Updated")
    also = story.tag("did not answer")
    done = story.becomes(OLD)
    assert story.article.text_id == story.first
    assert done.anchored == Anchored(stood=4, moved=1, changed=0, lost=1)
    for mark in first:
        now = story.library.mark(mark.id, story.first)
        assert now.anchor == stood[mark.id]
        assert now.annotation.text == mark.annotation.text
    assert story.library.mark(also.id, story.first).anchor.exact == "did not answer"
    assert [m.id for m in reanchoring.flagged(story.library, story.id)] == [late.id]


def test_a_lost_mark_comes_back_with_its_words(story):
    mark = story.tag("He said so on television.")
    story.becomes(NEW)
    assert story.library.marks(story.article.text_id) == []
    lost = reanchoring.flagged(story.library, story.id)[0].anchor
    assert (lost.text_id, lost.state, lost.exact) == (story.first, "lost", mark.anchor.exact)
    story.becomes(NEW.replace("in May.", "in May. He said so on television."))
    now = story.library.mark(mark.id, story.article.text_id).anchor
    assert (now.exact, now.state) == ("He said so on television.", "moved")


def test_what_was_flagged_and_not_looked_at_stays_flagged(story):
    mark = story.tag("16")
    story.becomes(NEW)
    story.becomes("More news.\n\n" + NEW)
    now = story.library.mark(mark.id, story.article.text_id).anchor
    assert (now.exact, now.state) == ("18", "changed")
    assert reanchoring.approve(story.library, now_mark(story, mark)).anchor.state == "moved"
    assert reanchoring.flagged(story.library, story.id) == []
    story.becomes("Still more.\n\n" + NEW)
    assert now_mark(story, mark).anchor.state == "moved"
    story.library.undo()
    story.library.undo()
    assert now_mark(story, mark).anchor.state == "changed"


def now_mark(story, mark):
    return story.library.mark(mark.id, story.article.text_id)


def test_a_lost_mark_is_placed_by_hand(story):
    mark = story.tag("He said so on television.")
    story.becomes(NEW)
    document = story.document()
    at = document.text.index("in May")
    lost = reanchoring.flagged(story.library, story.id)[0]
    text_id = story.article.text_id
    placed = reanchoring.place(
        story.library, document, story.id, text_id, lost, Span(at - 1, at + 6)
    )
    assert (placed.id, placed.anchor.exact, placed.anchor.state) == (mark.id, "in May", "exact")
    assert placed.annotation.text == "in May"
    assert reanchoring.flagged(story.library, story.id) == []
    story.library.undo()
    assert len(reanchoring.flagged(story.library, story.id)) == 1
    with pytest.raises(marking.MarkError):
        reanchoring.place(story.library, document, story.id, text_id, lost, Span(15, 16))


def test_a_mark_left_with_the_old_text_stays_there_in_all_texts_to_come(story):
    mark, other = story.tag("16"), story.tag("Ann Lee")
    story.becomes(NEW)
    reanchoring.keep_old(story.library, reanchoring.flagged(story.library, story.id)[0])
    assert reanchoring.flagged(story.library, story.id) == []
    assert story.library.mark(mark.id).annotation.text == "16"
    assert reanchoring.unplaced(story.library, story.id) == []
    assert story.becomes("More news.\n\n" + NEW).anchored.total == 1
    assert [m.id for m in story.library.marks(story.article.text_id)] == [other.id]
    story.library.undo()
    story.library.undo()
    assert reanchoring.flagged(story.library, story.id)[0].annotation.text == "18"
    story.library.redo()
    assert story.becomes("Other news.\n\n" + NEW).anchored.total == 1
    assert story.becomes(OLD).anchored == Anchored(stood=2)


def test_what_cannot_be_done_says_so_and_changes_nothing(story):
    mark = story.tag("16")
    with pytest.raises(marking.MarkError, match="No older text"):
        reanchoring.keep_old(story.library, mark)
    story.becomes(NEW.replace("Updated: at least 18 North Korean defectors fled", "Many came"))
    lost = reanchoring.flagged(story.library, story.id)[0]
    before = story.all_rows()
    with pytest.raises(marking.MarkError, match="no place"):
        reanchoring.approve(story.library, lost)
    marking.remove(story.library, lost)
    after = story.all_rows()
    assert after != before
    for act in (reanchoring.approve, reanchoring.keep_old):
        with pytest.raises(Exception, match="removed this mark"):
            act(story.library, lost)
    assert story.all_rows() == after


def test_removed_marks_are_not_carried_and_come_back_with_undo(story):
    mark = story.tag("Ann Lee")
    marking.remove(story.library, mark)
    assert story.becomes(NEW).anchored == Anchored()
    story.library.undo()
    story.library.undo()
    assert story.library.mark(mark.id).anchor.text_id == story.first


def test_what_was_turned_down_is_turned_down_where_its_words_stand(story):
    tag = story.library.tags()[0].id
    document = story.document()
    with story.library.step("reject") as step:
        for words in ("16", "Ann Lee"):
            at = document.text.index(words)
            row = {"text_id": story.first, "tag_id": tag, "start": at, "end": at + len(words)}
            step.insert("rejection", {**row, "coder": "ann"})
    story.becomes(NEW)
    rows = story.library.fetch(
        'SELECT start, "end" FROM rejections WHERE text_id = ?', story.article.text_id
    )
    assert [story.document().text[a:b] for a, b in rows] == ["Ann Lee"]


def test_a_mark_that_furniture_would_cut_is_trimmed_and_flagged(story):
    words = "in May. He said so on television.\n\nThe ministry did not answer"
    mark = story.tag(words)
    cut = OLD.replace("television.\n", "television.\n\nPosted June. 12, 2015\n\nGo to contents\n")
    document_cut = f"Go to contents\n\n{cut}"
    story.becomes(document_cut)
    now = now_mark(story, mark).anchor
    assert now.state == "changed"
    assert not story.document().crosses_furniture(now.start, now.end)


def test_marks_of_a_library_from_before_are_placed_though_nothing_changed(story):
    marks = [story.tag(words) for words in MARKED]
    story.becomes(NEW)
    with story.library.step("tidy") as step:
        for mark in marks:
            step.delete("anchor", (mark.id, story.article.text_id))
    assert len(reanchoring.unplaced(story.library, story.id)) == 4
    done = refreshing.refresh(story.library, story.article)
    assert done.status == "same"
    assert done.message == (
        "Article 1 has not changed. 4 marks of an older text were placed in it; by now 4 marks:"
        " 2 moved, 1 changed, 1 lost."
    )
    assert reanchoring.unplaced(story.library, story.id) == []
    again = refreshing.refresh(story.library, story.article)
    assert (again.message, again.anchored) == ("Article 1 has not changed.", None)


def test_in_the_table_a_lost_mark_stands_where_it_stood_last(story):
    story.tag("He said so on television.")
    story.becomes(NEW)
    row = next(story.library.query("SELECT * FROM annotation_table"))
    assert row["anchor"] == "lost"
    assert OLD.strip()[row["start_char"] : row["end_char"]] == row["text"]


def test_versions_are_counted_as_they_came(story):
    story.becomes(NEW)
    story.becomes(OLD)
    found = versions.versions(story.library, story.id)
    assert [(v.number, v.current) for v in found] == [(1, True), (2, False)]
    assert found[0].text_id == story.first
    assert found[0].length == len(story.library.text(story.first).text)
    changes = versions.changes(story.library, found[0].text_id, found[1].text_id)
    old, new = (story.library.text(v.text_id).text for v in found)
    told = [(old[slice(*c.old)], new[slice(*c.new)]) for c in changes]
    assert ("16", "18") in told
    assert ("He said so on television.", "") in told
    assert versions.changes(story.library, found[0].text_id, found[0].text_id) == []


def test_counts_are_told_without_those_that_are_none():
    assert Anchored(31, 6, 2, 1).told() == "40 marks: 31 stood, 6 moved, 2 changed, 1 lost"
    assert Anchored(stood=1).told() == "1 mark: 1 stood"
    assert Anchored().told() == "no marks"
    assert Anchored(1, 2, 3, 4).total == 10


def test_events_never_hold_a_text(story):
    story.tag("Ann Lee")
    story.becomes(NEW)
    rows = story.library.fetch("SELECT after FROM events WHERE kind = 'text'")
    assert all("text" not in json.loads(row[0]) for row in rows)


def test_a_mark_that_stays_flagged_is_told_by_the_words_a_person_last_had(story):
    story.tag("16")
    becomes(story, OLD.replace("16 North", "18 North"))
    becomes(story, OLD.replace("16 North", "18 North").replace("Ann Lee", "Ann Park"))
    (mark,) = reanchoring.flagged(story.library, story.id)
    assert (mark.annotation.text, versions.words_before(story.library, mark)) == ("18", "16")
    reanchoring.approve(story.library, mark)
    becomes(story, OLD.replace("16 North", "20 North"))
    (mark,) = reanchoring.flagged(story.library, story.id)
    assert versions.words_before(story.library, mark) == "18"
    becomes(story, "Defectors speak\n\nThe ministry did not answer questions about the figures.\n")
    (mark,) = reanchoring.flagged(story.library, story.id)
    assert (mark.anchor.state, versions.words_before(story.library, mark)) == ("lost", "18")


def test_marks_to_be_placed_are_counted_and_named_first(story):
    story.tag("16")
    lost = story.tag("He said so on television.", coder="bob")
    kept = story.tag("Korean defectors fled", coder="ann")
    assert story.article.flagged == 0
    becomes(story, NEW.replace("Korean defectors fled", "people went away then"))
    assert story.article.flagged == 3
    assert [row.flagged for row in story.library.articles()] == [3]
    assert story.library.articles_numbered([1], coders=["bob"])[0].flagged == 1
    marks = {mark.id: mark for mark in reanchoring.flagged(story.library, story.id)}
    reanchoring.keep_old(story.library, marks[kept.id])
    assert story.article.flagged == 2
    found = list(checking.check(story.library))
    assert [problem.kind for problem in found[:2]] == ["anchor", "anchor"]
    named = [problem.annotation_id for problem in found if problem.kind == "anchor"]
    assert lost.id in named
    assert kept.id not in named


def test_a_step_that_placed_a_mark_has_one_name_before_and_after_it_is_undone(story):
    story.tag("He said so on television.")
    becomes(story, NEW)
    (lost,) = reanchoring.flagged(story.library, story.id)
    document = story.document()
    at = document.text.index("The ministry did not answer")
    span = Span(at, at + 27)
    reanchoring.place(story.library, document, story.id, story.article.text_id, lost, span)
    undone, redone = story.library.undo(), story.library.redo()
    assert undone.description == redone.description
    assert "“The ministry did not answer” placed by hand" in redone.description
