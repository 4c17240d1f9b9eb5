from __future__ import annotations

from annotate_tui.services import history
from annotate_tui.services.marking import remove, tag_span


def test_undo_and_redo_say_what_happened(sample):
    mark = tag_span(*sample.where, sample.span("COVID-19"), sample.tag("claim"))
    remove(sample.library, mark)
    assert history.undo(sample.library).message == ("Undone: claim “COVID-19” removed.")
    assert history.undo(sample.library).message == ("Undone: claim “COVID-19” tagged.")
    done = history.redo(sample.library)
    assert done.message == "Done again: claim “COVID-19” tagged."
    assert done.step.subjects == (mark.id,)


def test_nothing_to_take_back(library):
    assert history.undo(library) == history.Taken(None, "There is nothing to undo.")
    assert history.redo(library) == history.Taken(None, "There is nothing to redo.")


def test_what_is_named_first(open_library, sample):
    tag_span(*sample.where, sample.span("COVID-19"), sample.tag("claim"))
    step = sample.library.next_undo()
    assert history.to_be_named(step, sample.article) == ""
    assert history.to_be_named(step, "another") == "in another article"
    assert history.to_be_named(open_library().next_undo(), sample.article) == "by ann, 2026-11-23"
    with sample.library.step("tag"):
        for _ in range(2):
            tag_span(*sample.where, sample.span("COVID-19"), sample.tag("claim"))
    assert history.to_be_named(sample.library.next_undo(), sample.article) == "2 changes at once"
