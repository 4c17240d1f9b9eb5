"""Articles as a whole: what is known of them is changed in one step, removed ones come back."""

from __future__ import annotations

import pytest

from annotate_tui.model import Span
from annotate_tui.services import articles, exporting, history, marking
from annotate_tui.services.adding import add_bytes, add_path
from annotate_tui.services.articles import DetailError
from annotate_tui.store.errors import ReadOnlyLibrary
from annotate_tui.store.listing import ArticleListing
from annotate_tui.text.document import Document


@pytest.fixture
def article(library):
    return add_bytes(library, b"First words here. More words there.", "/there/a.txt").article


def test_all_details_are_changed_in_one_step(library, article):
    steps = len(library.log())
    after = articles.edit(
        library,
        article.id,
        title=" A title ",
        source="https://example.org/a",
        site="Example",
        authors=["Ann Lee ", "", "Bo"],
        published="2026-03",
        updated="2026-03-15T08:06+09:00",
        language="pt-BR",
        note="read twice",
        variables={"desk ": " foreign ", "round": 2},
    )
    assert (after.title, after.site, after.authors) == ("A title", "Example", ("Ann Lee", "Bo"))
    assert (after.published, after.updated) == ("2026-03", "2026-03-15T08:06+09:00")
    assert (after.language, after.note, after.source) == (
        "pt-BR", "read twice", "https://example.org/a",
    )  # fmt: skip
    assert after.variables == {"desk": "foreign", "round": 2}
    assert len(library.log()) == steps + 1
    assert history.undo(library).message.endswith("details changed.")
    assert library.article(article.id) == article


def test_what_is_the_same_writes_nothing(library, article):
    steps = len(library.log())
    articles.edit(library, article.id, title=article.title + " ", authors=[], variables={})
    assert len(library.log()) == steps


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", " ", "The title cannot be empty: type what the article is called."),
        (
            "published",
            "soon",
            "“soon” is not taken as published: type a date like 2026-03-15, or 2026-03.",
        ),
        (
            "updated",
            "2026-13-01",
            "“2026-13-01” is not taken as updated: type a date like 2026-03-15, or 2026-03.",
        ),
        (
            "language",
            "English!",
            "“English!” is no code of a language: type one like en, ko or pt-BR.",
        ),
        ("variables", {" ": "x"}, "A variable needs a name: type it as name=value."),
        (
            "variables",
            {"Desk": "a", "desk": "b"},
            "Desk and desk would be one column: give one another name.",
        ),
        (
            "variables",
            {"v" * 65: "x"},
            "“vvvvvvvvvvvvvvvvvvvvvvvv…” is too long for a name: use 64 letters.",
        ),
    ],
)
def test_a_value_that_cannot_be_taken_changes_nothing(library, article, name, value, sentence):
    steps = len(library.log())
    with pytest.raises(DetailError) as told:
        articles.edit(library, article.id, note="new", **{name: value})
    assert (str(told.value), told.value.name) == (sentence, name)
    assert library.article(article.id) == article
    assert len(library.log()) == steps


def test_a_date_in_words_is_kept_as_a_date(library, article):
    assert articles.edit(library, article.id, published="June 12, 2023").published == "2023-06-12"


def test_what_the_source_stated_is_not_checked_again(library, article):
    with library.step("add") as step:
        step.update("article", article.id, {"published": "last spring", "title": ""})
    after = articles.edit(library, article.id, published="last spring", title="", note="seen")
    assert (after.published, after.title, after.note) == ("last spring", "", "seen")


def test_there_are_no_other_details(library, article):
    with pytest.raises(TypeError, match="number"):
        articles.edit(library, article.id, number=7)


def test_variables_are_columns_of_the_export_at_once(library, sample):
    marking.tag_span(*sample.where, sample.span("Growing unrest"), sample.tag("claim"))
    articles.edit(library, sample.article, variables={"desk": "foreign"})
    (row,) = library.query("SELECT * FROM annotation_table")
    assert "foreign" in row.values()
    articles.edit(library, sample.article, variables={})
    (row,) = library.query("SELECT * FROM annotation_table")
    assert "foreign" not in row.values()


def test_names_of_variables_that_differ_by_case_are_one_column_in_both_tables(library, sample):
    other = add_bytes(library, b"First words here. More words there.", "/there/a.txt")
    text = library.text(other.text_id)
    where = library, Document(text.text, text.structure, "en"), other.article.id, text.id
    marking.tag_span(*sample.where, sample.span("Growing unrest"), sample.tag("claim"))
    marking.tag_span(*where, Span(0, 11), sample.tag("claim"))
    articles.edit(library, sample.article, variables={"Wave": "1", "É": "x"})
    articles.edit(library, other.article.id, variables={"wave": "2", "é": "y"})
    marks = exporting.annotation_table(library, exporting.Choice())
    whole = exporting.article_table(library)
    names = ["article.Wave", "article.É", "article.é"]
    for table in (marks, whole):
        assert list(table.columns[-3:]) == names
        assert [[row.get(name) for name in names] for row in table.rows] == [
            ["1", "x", None],
            ["2", None, "y"],
        ]


def test_a_removed_article_is_nowhere_and_comes_back_with_its_marks(library, sample):
    marking.tag_span(*sample.where, sample.span("Growing unrest"), sample.tag("claim"))
    before = articles.remove(library, sample.article)
    assert before.marks == 1
    assert library.articles() == []
    assert exporting.annotation_table(library, exporting.Choice()).rows == []
    assert library.search("unrest").count == 0
    assert ArticleListing(library).count == 0
    steps = len(library.log())
    articles.remove(library, sample.article)
    assert len(library.log()) == steps
    assert "removed" in history.undo(library).message
    assert library.articles()[0].marks == 1
    assert library.search("unrest").count > 0
    history.redo(library)
    assert library.articles() == []


def test_the_same_file_brings_a_removed_article_back(library, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The words of this file are these. It has two sentences.\n")
    first = add_path(library, path)
    articles.remove(library, first.article.id)
    again = add_path(library, path)
    assert (again.status, again.article.id) == ("same", first.article.id)
    assert again.message.endswith("It had been removed and is back.")
    assert [a.id for a in library.articles()] == [first.article.id]


def test_other_words_in_the_file_of_a_removed_article_are_a_new_article(library, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The words of this file are these.\n")
    first = add_path(library, path)
    articles.remove(library, first.article.id)
    path.write_text("Somebody wrote something else altogether.\n")
    other = add_path(library, path)
    assert (other.status, other.article.number) == ("new", 2)
    assert [a.id for a in library.articles()] == [other.article.id]


def test_a_library_for_reading_is_not_changed(open_library, article):
    closed = open_library(read_only=True)
    with pytest.raises(ReadOnlyLibrary):
        articles.edit(closed, article.id, title="Other")
    with pytest.raises(ReadOnlyLibrary):
        articles.remove(closed, article.id)
