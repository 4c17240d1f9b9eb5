"""Suggestions of many articles kept in one step."""

from __future__ import annotations

import pytest
from tests.suggested import suggestion

from annotate_tui.model import Span
from annotate_tui.services import codebook, history, marking
from annotate_tui.services.adding import add_bytes
from annotate_tui.services.suggesting import Advice, keep, keep_all, reject
from annotate_tui.store.errors import ReadOnlyLibrary
from annotate_tui.text.document import Document

TEXT = "She said that it rained. “It was wet,” he said, “and cold.” At least 16 came. " * 3
A, B, C = Span(25, 37), Span(48, 59), Span(60, 71)


@pytest.fixture
def shelf(library, fixed):
    fixed.found = (
        suggestion(A, fields={"speaker": "he", "cue": "said"}),
        suggestion(B, part_of=A),
        suggestion(C, "figure", fields={"value": 16}, score=0.85),
        suggestion((0, 24), "claim", score=0.5, likely=False),
    )
    for i in range(3):
        add_bytes(library, f"{TEXT}{i}".encode(), f"/texts/{i}.txt")
    return library


def ids(library):
    return {tag.name: tag.id for tag in library.tags()}


def opened(library, article):
    text = library.text(article.text_id)
    document = Document(text.text, text.structure, article.language)
    return library, document, article.id, text.id


def marks(library):
    return [
        (row["article_id"], row["tag_id"], row["origin"], row["coder"])
        for row in library.query("SELECT * FROM annotations WHERE removed_at IS NULL ORDER BY id")
    ]


def test_all_likely_ones_of_all_articles(shelf):
    articles = shelf.articles()
    tags = ids(shelf)
    assert keep_all(shelf, articles) == {tags["quote"]: 6, tags["figure"]: 3}
    assert len(marks(shelf)) == 9
    assert keep_all(shelf, articles) == {}
    first = shelf.marks(articles[0].text_id)
    one, part, figure = (mark.annotation for mark in first)
    assert one.fields == {"speaker": "he", "cue": "said"}
    assert one.guessed == ("speaker", "cue")
    assert part.fields == {"part_of": one.id}
    assert part.guessed == ()
    assert (figure.origin, figure.coder) == ("suggested", "ann")
    step = shelf.next_undo()
    assert (step.action, step.changes) == ("keep-all", 9)
    assert step.description == "9 suggestions kept in 3 articles"
    assert step.article_id == ""
    assert history.to_be_named(step, articles[0].id) == "9 changes at once"


def test_a_mark_is_as_one_that_was_kept_by_itself(shelf):
    article = shelf.articles()[0]
    where = opened(shelf, article)
    offer = Advice(shelf, where[1], article.text_id).after(0)
    alone = keep(*where, offer)
    shelf.undo()
    keep_all(shelf, [article])
    together = shelf.marks(article.text_id)[0]

    def about(mark):
        said, place = mark.annotation, mark.anchor
        return (
            (said.text, said.context, said.paragraph_no, said.sentence_no, said.fields),
            (said.guessed, said.note, said.tag_id, said.article_id, said.removed_at),
            (place.start, place.end, place.exact, place.prefix, place.suffix, place.state),
        )

    assert about(together) == about(alone)


def test_undo_takes_back_all_and_redo_brings_all_back(shelf):
    nothing = marks(shelf)
    keep_all(shelf, shelf.articles())
    all_of_them = marks(shelf)
    assert history.undo(shelf).message == "Undone: 9 suggestions kept in 3 articles."
    assert marks(shelf) == nothing == []
    assert shelf.last_step().description == "undone: 9 suggestions kept in 3 articles"
    assert history.redo(shelf).message == "Done again: 9 suggestions kept in 3 articles."
    assert marks(shelf) == all_of_them
    assert keep_all(shelf, shelf.articles()) == {}


def test_what_is_decided_stays_as_it_is(shelf):
    first, second, _ = shelf.articles()
    where = opened(shelf, first)
    advice = Advice(shelf, where[1], first.text_id)
    whole = keep(*where, advice.after(0))
    reject(shelf, second.text_id, advice.after(60))
    before = shelf.last_step()
    tags = ids(shelf)
    assert keep_all(shelf, shelf.articles()) == {tags["quote"]: 5, tags["figure"]: 2}
    assert shelf.marks(first.text_id)[1].annotation.fields == {"part_of": whole.id}
    assert keep_all(shelf, shelf.articles()) == {}
    shelf.undo()
    assert shelf.next_undo() == before
    assert [mark.id for mark in shelf.marks(first.text_id)] == [whole.id]


def test_the_second_half_was_kept_before(shelf):
    article = shelf.articles()[0]
    where = opened(shelf, article)
    part = keep(*where, Advice(shelf, where[1], article.text_id).after(40))
    keep_all(shelf, [article])
    whole = shelf.marks(article.text_id)[0]
    assert shelf.mark(part.id).annotation.fields == {"part_of": whole.id}
    shelf.undo()
    assert shelf.mark(part.id) == part


def test_an_article_that_is_named_twice_is_looked_through_once(shelf):
    (article, *_) = shelf.articles()
    keep_all(shelf, [article, article])
    assert len(marks(shelf)) == 3


def test_by_score_by_tag_and_everything(shelf):
    tags = ids(shelf)
    (article, *_) = shelf.articles()
    for wanted, expected in (
        ({"min_score": 0.9}, {"quote": 2}),
        ({"min_score": 0.5}, {"quote": 2, "figure": 1, "claim": 1}),
        ({"everything": True}, {"quote": 2, "figure": 1, "claim": 1}),
        ({"tags": ["claim"]}, {}),
        ({"tags": ["claim", "figure"], "everything": True}, {"figure": 1, "claim": 1}),
        ({"tags": []}, {}),
    ):
        assert keep_all(shelf, [article], **wanted) == {tags[n]: c for n, c in expected.items()}
        if expected:
            shelf.undo()


def test_what_was_decided_while_articles_were_looked_through_is_left_alone(shelf, open_library):
    with open_library() as other:

        def articles():
            for article in shelf.articles():
                yield article
                where = opened(other, article)
                marking.tag_span(*where, C, next(t for t in other.tags() if t.name == "figure"))
                codebook.edit_field(
                    other, next(t for t in other.tags() if t.name == "quote"), "cue", name="verb"
                ) if article.number == 1 else None

        assert keep_all(shelf, articles()) == {ids(shelf)["quote"]: 6}
    said = shelf.marks(shelf.articles()[0].text_id)[0].annotation
    assert said.fields == {"speaker": "he"}


def test_nothing_is_kept_when_it_fails(shelf):
    def articles():
        yield from shelf.articles()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        keep_all(shelf, articles())
    assert marks(shelf) == []


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_read(shelf, open_library):
    shelf.close()
    library = open_library(read_only=True)

    def articles():
        raise AssertionError
        yield

    with pytest.raises(ReadOnlyLibrary):
        keep_all(library, articles())
