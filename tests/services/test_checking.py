"""What is still to be done, over the library: one problem each, in order, with what to do."""

from __future__ import annotations

import pytest

from annotate_tui.model import Field, Span
from annotate_tui.services import articles, exporting, marking, variables
from annotate_tui.services.adding import add_bytes
from annotate_tui.services.checking import KINDS, check
from annotate_tui.text.document import Document


def found(library, **options):
    return [(p.kind, p.field) for p in check(library, **options)]


@pytest.fixture
def tag(sample):
    """A tag with a field of every trouble."""
    fields = [
        {"name": "place", "kind": "text", "required": True},
        {"name": "size", "kind": "number"},
        {"name": "sort", "kind": "choice", "choices": ["a", "b"]},
        {"name": "against", "kind": "link"},
    ]
    with sample.library.step("create-tag") as step:
        step.insert("tag", {"id": "t", "name": "point", "fields": fields, "position": 9})
    return sample.tag("point")


def put(sample, mark, **columns):
    """Write columns as another program may have."""
    with sample.library.step("import") as step:
        step.update("annotation", mark.id, columns)


def test_a_library_in_order_has_no_problems(sample, tag):
    fields = {"place": "Seoul", "size": "12,5", "sort": "a"}
    first = marking.tag_span(*sample.where, sample.span("COVID-19"), tag, fields=fields)
    marking.tag_span(
        *sample.where,
        sample.span("Growing unrest"),
        sample.tag("quote"),
        fields={"speaker": "X", "part_of": first.id},
    )
    marking.add_note(*sample.where, sample.span("An internal source"), "who?")
    assert list(check(sample.library)) == []


def test_what_is_empty_that_should_not_be(sample, tag):
    marking.tag_span(*sample.where, sample.span("Growing unrest"), sample.tag("quote"))
    mark = marking.tag_span(*sample.where, sample.span("COVID-19"), tag)
    speaker, required = check(sample.library)
    assert (speaker.kind, speaker.field, speaker.tag) == ("speaker", "speaker", "quote")
    assert speaker.message == "This quote has no speaker: say who said it."
    assert (required.kind, required.field) == ("required", "place")
    assert required.message == "place is empty, which point requires: fill it in."
    assert (required.annotation_id, required.article_number, required.words) == (
        mark.id, 1, "COVID-19",
    )  # fmt: skip
    # The export says the same in sum.
    table = exporting.annotation_table(sample.library)
    assert exporting.missing(table, sample.library.tags()) == [
        "1 quote without speaker",
        "1 point without place",
    ]


def test_values_that_do_not_fit_and_that_are_left_over(sample, tag):
    mark = marking.tag_span(*sample.where, sample.span("COVID-19"), tag)
    put(sample, mark, fields={"place": 5, "size": "many", "sort": "c", "cue": "said"})
    note = marking.add_note(*sample.where, sample.span("Growing unrest"), "n")
    put(sample, note, fields={"cue": "said"})
    problems = {(p.annotation_id, p.field): p for p in check(sample.library)}
    assert len(problems) == 5
    assert {p.kind for (id_, field), p in problems.items() if field != "cue"} == {"misfit"}
    assert problems[mark.id, "size"].message == (
        "size holds “many”, which is not a number: change it, or empty it."
    )
    assert problems[mark.id, "sort"].message == (
        "sort holds “c”, which is not one of its choices: change it, or empty it."
    )
    assert problems[mark.id, "cue"].message == (
        "cue is left over, as the tag point has no such field: empty it, or change the tag."
    )
    assert problems[note.id, "cue"].kind == "left-over"
    assert problems[note.id, "cue"].tag == ""


def test_links_that_lead_nowhere(sample, tag):
    first, second = (
        marking.tag_span(*sample.where, sample.span(words), tag, fields={"place": "x"})
        for words in ("Growing unrest", "COVID-19")
    )
    put(sample, second, fields={"place": "x", "part_of": first.id, "against": "gone"})
    put(sample, first, removed_at="2026-11-23T00:00:00Z")
    problems = list(check(sample.library))
    assert [(p.kind, p.field) for p in problems] == [("link", "part_of"), ("link", "against")]
    assert [p.message for p in problems] == [
        "part_of leads to a mark that was removed: choose another mark, or empty it.",
        "against leads to a mark that is not in the library: choose another mark, or empty it.",
    ]


def test_guesses_places_and_archived_tags(sample, tag):
    mark = marking.tag_span(
        *sample.where, sample.span("COVID-19"), tag, fields={"place": "x"}, guessed=["place"]
    )
    with sample.library.step("archive-tag") as step:
        step.update("tag", tag.id, {"archived_at": "2026-11-23T00:00:00Z"})
    for state in ("changed", "lost"):
        with sample.library.step("refresh") as step:
            step.update("anchor", (mark.id, sample.text), {"state": state})
        assert found(sample.library) == [("anchor", ""), ("archived", ""), ("guessed", "place")]
        (said,) = (p.message for p in check(sample.library) if p.kind == "anchor")
        assert "leave it with the old text, or remove it." in said
        assert ("stands right" in said) == (state == "changed")
    with sample.library.step("refresh") as step:
        step.update("anchor", (mark.id, sample.text), {"state": "moved"})
    assert found(sample.library) == [("archived", ""), ("guessed", "place")]
    marking.set_fields(sample.library, sample.library.mark(mark.id), {"place": "x"})
    assert found(sample.library) == [("archived", "")]


def test_a_mark_that_stands_in_an_earlier_text_only(library):
    first = add_bytes(library, b"First words here. More words there.", "/there/a.txt")
    text = library.text(first.text_id)
    document = Document(text.text, text.structure, "en")
    claim = next(tag for tag in library.tags() if tag.name == "claim")
    marking.tag_span(library, document, first.article.id, text.id, Span(0, 11), claim)
    assert found(library) == []
    add_bytes(library, b"Other words altogether, and more of them.", "/there/a.txt")
    assert found(library) == [("anchor", "")]


def test_documents_lack_what_is_required_and_hold_what_does_not_fit(library):
    made = [
        add_bytes(library, f"Words of {name}. More.".encode(), f"/there/{name}.txt").article.id
        for name in "abc"
    ]
    articles.edit(library, made[1], variables={"Wave": "many"})
    articles.edit(library, made[2], variables={"Wave": "3", "outlet": "x"})
    variables.add(library, Field(name="wave", kind="number"))
    variables.add(library, Field(name="outlet", required=True))
    problems = list(check(library))
    assert [(p.kind, p.article_number, p.field, p.annotation_id) for p in problems] == [
        ("variable", 1, "outlet", ""),
        ("variable", 2, "wave", ""),
        ("variable", 2, "outlet", ""),
    ]
    assert problems[0].message == "The article has no outlet: add it to its details."
    assert found(library, article_ids=[made[2]]) == []
    assert len(found(library, article_ids=made[:1])) == 1


def test_the_sample_article_needs_no_variables_unless_it_carries_marks(sample):
    variables.add(sample.library, Field(name="outlet", required=True))
    assert found(sample.library) == []
    assert found(sample.library, article_ids=[sample.article]) == [("variable", "outlet")]
    marking.tag_span(*sample.where, sample.span("COVID-19"), sample.tag("claim"))
    assert found(sample.library) == [("variable", "outlet")]


def test_problems_come_by_place_and_of_the_coders_asked_for(open_library, sample, tag):
    other = open_library(coder="bea")
    words = ("An internal source", "Growing unrest", "COVID-19")
    for library, each in zip((sample.library, other, sample.library), words, strict=True):
        marking.tag_span(library, *sample.where[1:], sample.span(each), tag)
    text = sample.document.text
    by_place = sorted(words, key=text.index)
    assert [p.words for p in check(sample.library)] == by_place
    assert [p.words for p in check(sample.library, coders=["bea"])] == ["Growing unrest"]
    assert list(check(sample.library, coders=[])) == []
    assert all(p.kind in KINDS and p.message.endswith(".") for p in check(sample.library))
