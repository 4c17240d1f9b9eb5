"""Document variables: declared, renamed, converted, removed, and the values of articles kept."""

from __future__ import annotations

import pytest

from annotate_tui.model import Field
from annotate_tui.services import articles, exporting, marking, values, variables
from annotate_tui.services.adding import add_bytes
from annotate_tui.services.articles import DetailError
from annotate_tui.services.fields import FieldError
from annotate_tui.services.variables import VariableError

WAVE = Field(name="wave", kind="number", description=" which one ")
TOPICS = Field(name="topics", kind="choices", choices=("war", "food"), required=True)


@pytest.fixture
def article(library):
    return add_bytes(library, b"First words here. More words there.", "/there/a.txt").article.id


@pytest.fixture
def other(library):
    return add_bytes(library, b"Other words. Nothing else.", "/there/b.txt").article.id


def held(library, article):
    return dict(library.article(article).variables)


def test_variables_are_declared_in_order_each_a_step(library):
    first, second = variables.add(library, WAVE), variables.add(library, TOPICS)
    assert [v.field.name for v in library.variables()] == ["wave", "topics"]
    assert library.variables() == [first, second]
    assert first.field.description == "which one"
    assert [info.action for info in library.log()[:2]] == ["add-variable"] * 2
    library.undo()
    assert library.variables() == [first]


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (Field(name=" "), "A variable needs a name"),
        (Field(name="v" * 65), "too long for a name: use 64 letters"),
        (Field(name="a=b"), "leave the = out"),
        (Field(name="Field.x"), "the table's own columns begin with “field.”"),
        (Field(name="part_of"), "every mark has a field that is called so"),
        (Field(name="a/b"), "leave out what is no letter"),
        (Field(name="WAVE"), "wave and WAVE would be one column"),
        (Field(name="x", kind="colour"), "“colour” is no kind of value: it is one of text, number"),
        (Field(name="x", kind="choice"), "x needs its choices"),
        (Field(name="x", kind="choice", choices=("a", "A")), "“A” twice"),
        (Field(name="x", kind="choices", choices=("a;b",)), "leave the semicolon out"),
        (Field(name="x", kind="text", choices=("a",)), "x has choices and is no list"),
    ],
)
def test_what_cannot_be_declared_changes_nothing(library, field, says):
    variables.add(library, WAVE)
    steps = len(library.log())
    with pytest.raises(VariableError, match=says) as told:
        variables.add(library, field)
    assert str(told.value).endswith(".")
    assert len(library.log()) == steps


def test_values_of_declared_variables_are_kept_by_their_kind(library, article):
    for field in (WAVE, TOPICS, Field(name="sure", kind="boolean"), Field(name="on", kind="date")):
        variables.add(library, field)
    typed = {"WAVE": "12,5", "topics": "food; war", "sure": "no", "on": "June 2023", "free": "7"}
    articles.edit(library, article, variables=typed)
    assert held(library, article) == {
        "wave": 12.5, "topics": ["food", "war"], "sure": False, "on": "2023-06", "free": "7",
    }  # fmt: skip
    articles.edit(library, article, variables={**held(library, article), "topics": ""})
    assert "topics" not in held(library, article)


def test_a_value_that_does_not_fit_is_told_and_changes_nothing(library, article):
    variables.add(library, WAVE)
    with pytest.raises(
        DetailError, match=r"wave takes a number like 16 or 2\.5, not “many”"
    ) as told:
        articles.edit(library, article, title="T", variables={"wave": "many"})
    assert told.value.name == "variables"
    assert held(library, article) == {}
    assert library.article(article).title != "T"


def test_a_link_of_an_article_leads_to_a_mark(library, sample):
    variables.add(library, Field(name="lead", kind="link"))
    mark = marking.tag_span(*sample.where, sample.span("COVID-19"), sample.tag("claim"))
    articles.edit(library, sample.article, variables={"lead": mark.id})
    with pytest.raises(DetailError, match="lead takes the id of a mark; there is no “nothing”"):
        articles.edit(library, sample.article, variables={"lead": "nothing"})


def test_required_variables_are_never_forced_and_old_values_stay_unchecked(library, article):
    articles.edit(library, article, variables={"topics": "peace"})
    variables.add(library, TOPICS)
    after = articles.edit(library, article, variables={"topics": "peace", "desk": "x"})
    assert after.variables == {"topics": "peace", "desk": "x"}
    assert articles.edit(library, article, variables={}).variables == {}


def test_declaring_reads_what_articles_have_under_that_name_already(library, article, other):
    articles.edit(library, article, variables={"Wave": "2", "desk": "x"})
    articles.edit(library, other, variables={"wave": "second"})
    variables.add(library, WAVE)
    assert held(library, article) == {"Wave": 2, "desk": "x"}
    assert held(library, other) == {"wave": "second"}
    library.undo()
    assert held(library, article) == {"Wave": "2", "desk": "x"}


def test_a_new_name_takes_the_values_along(library, article, other):
    wave = variables.add(library, WAVE)
    for one in (article, other):
        articles.edit(library, one, variables={"a": "1", "wave": "3", "z": "9"})
    articles.remove(library, other)
    steps = len(library.log())
    renamed = variables.edit(library, wave, name="round", required=True)
    assert (renamed.field.name, renamed.field.required, renamed.field.kind) == (
        "round", True, "number",
    )  # fmt: skip
    assert len(library.log()) == steps + 1
    assert list(held(library, article).items()) == [("a", "1"), ("round", 3), ("z", "9")]
    assert held(library, other) == {"a": "1", "round": 3, "z": "9"}
    library.undo()
    assert held(library, article) == {"a": "1", "wave": 3, "z": "9"}
    assert library.variables() == [wave]


def test_the_case_of_a_name_changes_too(library, article):
    wave = variables.add(library, WAVE)
    articles.edit(library, article, variables={"wave": "3"})
    variables.edit(library, wave, name="Wave")
    assert held(library, article) == {"Wave": 3}


def test_a_name_that_articles_use_for_something_else_is_refused(library, article):
    wave = variables.add(library, WAVE)
    articles.edit(library, article, variables={"wave": "3", "round": "x"})
    with pytest.raises(VariableError, match="Article 1 has a value of its own called round"):
        variables.edit(library, wave, name="round")
    assert held(library, article) == {"wave": 3, "round": "x"}


def test_removing_keeps_the_values(library, article):
    topics = variables.add(library, TOPICS)
    articles.edit(library, article, variables={"topics": "war"})
    assert variables.remove(library, topics) == 1
    assert library.variables() == []
    assert held(library, article) == {"topics": ["war"]}
    with pytest.raises(VariableError, match="There is no document variable “topics” any more"):
        variables.remove(library, topics)
    library.undo()
    assert library.variables() == [topics]


def test_variables_change_places(library):
    made = [variables.add(library, Field(name=name)) for name in "abc"]
    variables.reorder(library, made[2], -1)
    assert [v.field.name for v in library.variables()] == ["a", "c", "b"]
    variables.reorder(library, made[0], 99)
    assert [v.field.name for v in library.variables()] == ["c", "b", "a"]
    steps = len(library.log())
    variables.reorder(library, made[0], 1)
    assert len(library.log()) == steps


def test_variables_are_found_by_name_as_columns_are(library):
    wave = variables.add(library, WAVE)
    assert variables.find(library.variables(), " WAVE ") == wave
    with pytest.raises(VariableError, match="no document variable “desk”: there are wave"):
        variables.find(library.variables(), "desk")


def test_another_kind_is_planned_before_anything_is_done(library, article, other):
    wave = variables.add(library, Field(name="wave"))
    articles.edit(library, article, variables={"wave": "1 234"})
    articles.edit(library, other, variables={"wave": "second"})
    steps = len(library.log())
    plan = variables.plan_conversion(library, wave, WAVE)
    assert (plan.convertible, plan.tags, plan.field.kind) == (1, (), "number")
    (refused,) = plan.refused
    assert (refused.annotation_id, refused.article_number, refused.value) == ("", 2, "second")
    assert refused.reason == "write it in digits, like 16"
    with pytest.raises(
        VariableError, match="1 value cannot be converted, as “second” of article 2"
    ):
        variables.convert(library, wave, WAVE)
    assert len(library.log()) == steps
    assert variables.convert(library, wave, WAVE, empty_refused=True) == 1
    assert (held(library, article), held(library, other)) == ({"wave": 1234}, {})
    assert library.variables()[0].field.kind == "number"
    library.undo()
    assert (held(library, article), held(library, other)) == (
        {"wave": "1 234"}, {"wave": "second"},
    )  # fmt: skip


def test_values_of_removed_articles_go_along_and_are_never_lost(library, article, other):
    wave = variables.add(library, Field(name="wave"))
    articles.edit(library, article, variables={"wave": "3"})
    articles.edit(library, other, variables={"wave": "third"})
    for one in (article, other):
        articles.remove(library, one)
    plan = variables.plan_conversion(library, wave, WAVE)
    assert (plan.convertible, plan.refused) == (0, ())
    variables.convert(library, wave, WAVE)
    assert (held(library, article), held(library, other)) == ({"wave": 3}, {"wave": "third"})


def test_values_are_renamed_in_all_articles_in_one_step(library, article, other):
    articles.edit(library, article, variables={"desk": "Asia desk", "x": "Asia desk"})
    articles.edit(library, other, variables={"Desk": "asia"})
    steps = len(library.log())
    assert values.rename_variable_values(library, "desk", ["Asia desk", "asia"], " Asia ") == 2
    assert held(library, article) == {"desk": "Asia", "x": "Asia desk"}
    assert held(library, other) == {"Desk": "Asia"}
    assert len(library.log()) == steps + 1
    assert values.rename_variable_values(library, "desk", ["Asia"], "") == 2
    assert held(library, article) == {"x": "Asia desk"}


def test_choices_of_a_list_are_renamed_one_by_one(library, article):
    topics = variables.add(library, TOPICS)
    articles.edit(library, article, variables={"topics": "war; food"})
    variables.edit(library, topics, choices=("war", "food", "famine"))
    assert values.rename_variable_values(library, "topics", ["food"], "famine") == 1
    assert held(library, article) == {"topics": ["war", "famine"]}
    assert values.rename_variable_values(library, "topics", ["famine"], "war") == 1
    assert held(library, article) == {"topics": ["war"]}
    with pytest.raises(FieldError, match="topics takes war or food or famine, not “peace”"):
        values.rename_variable_values(library, "topics", ["war"], "peace")


def test_both_tables_show_lists_and_answers_alike(library, sample):
    for field in (TOPICS, Field(name="sure", kind="boolean"), WAVE):
        variables.add(library, field)
    marking.tag_span(*sample.where, sample.span("Growing unrest"), sample.tag("claim"))
    typed = {
        "topics": "war; food",
        "sure": "yes",
        "wave": "2.5",
        "free": [1, "b", True],
        "d": {"a": 1},
    }
    articles.edit(library, sample.article, variables=typed)
    names = [f"article.{name}" for name in ("topics", "sure", "wave", "d", "free")]
    (mark,) = exporting.annotation_table(library).rows
    (whole,) = exporting.article_table(library).rows
    for row in (mark, whole):
        assert [row[name] for name in names] == ["war; food", "true", 2.5, '{"a":1}', "1; b; 1"]
