import pytest

from annotate_tui.model import Field, Span
from annotate_tui.services import articles, variables
from annotate_tui.services.adding import add_path
from annotate_tui.services.codebook import add_field, find_tag
from annotate_tui.services.counting import choice_counts, variable_counts, variable_value_counts
from annotate_tui.services.marking import remove, tag_span
from annotate_tui.store import Library
from annotate_tui.text.document import Document


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library.db", coder="ann") as library:
        for name in ("a", "b", "c"):
            (tmp_path / f"{name}.txt").write_text(f"Title of {name}\n\nSome words of {name}.\n")
            add_path(library, str(tmp_path / f"{name}.txt"))
        yield library


def filled(library, number, **values):
    (article,) = library.articles_numbered([number])
    return articles.edit(library, article.id, variables=values)


def test_variables_are_counted_by_column_and_removed_articles_are_not(library):
    filled(library, 1, Outlet="NK", no="1")
    filled(library, 2, outlet="Paper")
    third = filled(library, 3, outlet="Paper")
    assert variable_counts(library) == {"outlet": 3, "no": 1}
    assert variable_value_counts(library, "OUTLET") == [("Paper", 2), ("NK", 1)]
    variables.add(library, Field(name="OutLet"))
    articles.remove(library, third.id)
    assert variable_counts(library) == {"OutLet": 2, "no": 1}
    assert variable_value_counts(library, "outlet") == [("NK", 1), ("Paper", 1)]


def test_each_choice_of_a_list_counts(library):
    variables.add(library, Field(name="about", kind="choices", choices=("x", "y")))
    filled(library, 1, about="x; y")
    filled(library, 2, about="y")
    assert variable_value_counts(library, "about") == [("y", 2), ("x", 1)]
    assert variable_value_counts(library, "none") == []


def test_choices_of_marks_that_stand(library):
    claim = find_tag(library.tags(), "claim")
    claim = add_field(library, claim, Field(name="about", kind="choices", choices=("x", "y")))
    (article,) = library.articles_numbered([1])
    text = library.text(article.text_id)
    document = Document(text.text, text.structure, article.language)
    marks = [
        tag_span(library, document, article.id, text.id, span, claim, fields={"about": about})
        for span, about in ((Span(0, 5), "x; y"), (Span(6, 8), "y"), (Span(9, 10), ""))
    ]
    assert choice_counts(library, "about") == (2, [("y", 2), ("x", 1)])
    assert choice_counts(library, "verdict") == (0, [])
    remove(library, marks[0])
    assert choice_counts(library, "about") == (1, [("y", 1)])
