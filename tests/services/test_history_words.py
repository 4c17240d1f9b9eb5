from __future__ import annotations

from annotate_tui.model import Span
from annotate_tui.services import history
from annotate_tui.services.adding import add_bytes
from annotate_tui.services.articles import remove as remove_article
from annotate_tui.services.marking import remove, tag_span
from annotate_tui.text.document import Document


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


def test_what_came_of_articles_is_told_one_by_one(library):
    def bring(*texts):
        with library.step("add"):
            for place, words in texts:
                added = add_bytes(library, words.encode(), f"/there/{place}.txt")
        return added

    one = "First words stand here. And more of them. Others come behind."
    added = bring(("one", one))
    text = library.text(added.text_id)
    document = Document(text.text, text.structure, "en")
    tag = library.tags()[0]
    for start, end in ((0, 23), (42, 61)):
        tag_span(library, document, added.article.id, text.id, Span(start, end), tag)
    bring(("one", one.replace("Others come behind.", "So it goes.")), ("two", "Quite new words."))
    bring(("one", one))
    remove_article(library, added.article.id)
    bring(("one", one))
    assert [step.description for step in library.log()][::-1][3:] == [
        "article “Quite new words.” added; article “First words stand here. And more of them. …”"
        " given a new text (1 stood, 1 lost)",
        "article “First words stand here. And more of them. …” given an earlier text again",
        "article “First words stand here. And more of them. …” removed",
        "article “First words stand here. And more of them. …” brought back",
    ]
