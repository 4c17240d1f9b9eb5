"""The fields that tags declare, the values of marks that go along, and their kinds converted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.services.conftest import Reading

from annotate_tui.model import FIELD_KINDS, Field, Mark, Tag
from annotate_tui.services import codebook, marking
from annotate_tui.services.codebook import CodebookError
from annotate_tui.store import Library


def the(library: Library, path: str) -> Tag:
    return next(tag for tag in library.tags() if tag.path == path)


def field_of(library: Library, path: str, name: str) -> Field:
    return next(field for field in the(library, path).all_fields if field.name == name)


def mark(sample: Reading, path: str, **fields: Any) -> Mark:
    tag = the(sample.library, path)
    return marking.tag_span(*sample.where, sample.span("Growing unrest"), tag, fields=fields)


def held(sample: Reading, mark: Mark) -> Mapping[str, Any]:
    return sample.library.mark(mark.id).annotation.fields


def refused(library: Library, act: Any, *words: str) -> None:
    before, seq = library.codebook(), library.last_seq()
    with pytest.raises(CodebookError) as caught:
        act()
    assert (library.codebook(), library.last_seq()) == (before, seq)
    assert str(caught.value).endswith(".")
    for word in words:
        assert word in str(caught.value)


def test_a_field_is_added_last_and_those_below_have_it(library: Library) -> None:
    below = codebook.create(library, "claim/lie")
    codebook.add_field(library, the(library, "claim"), Field(name=" how  big ", kind="number"))
    assert the(library, "claim").fields[-1] == Field(name="how big", kind="number")
    assert field_of(library, "claim/lie", "how big").kind == "number"
    step = library.next_undo()
    assert step is not None
    assert step.action == "add-field"
    library.undo()
    assert the(library, "claim/lie") == below


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (Field(name=""), "needs a name"),
        (Field(name="a/b"), "“/”"),
        (Field(name="x" * 65), "at most 64"),
        (Field(name="a\x07"), "cannot be shown"),
        (Field(name="a=b"), "“=”"),
        (Field(name="PART_OF"), "Every mark has"),
        (Field(name="Field.x"), "columns that begin"),
        (Field(name="article.x"), "columns that begin"),
        (Field(name="x", kind="colour"), "no kind of field"),
        (Field(name="x", kind="choice"), "needs choices"),
        (Field(name="x", kind="choices"), "needs choices"),
        (Field(name="x", kind="choice", choices=("a", " a ")), "“a” twice"),
        (Field(name="x", kind="choice", choices=("a", "A")), "case only"),
        (Field(name="x", kind="choice", choices=("a", " ")), "is empty"),
        (Field(name="x", kind="choices", choices=("a;b", "c")), "“;”"),
        (Field(name="x", kind="text", choices=("a",)), "no choices"),
        (Field(name="speaker"), "two fields named speaker"),
        (Field(name="value"), "number in figure"),
        (Field(name="Value", kind="number"), "one column"),
        (Field(name="VERDICT", kind="choice", choices=("x",)), "verdict and VERDICT"),
    ],
)
def test_what_cannot_be_a_field_is_refused(library: Library, field: Field, said: str) -> None:
    refused(library, lambda: codebook.add_field(library, the(library, "claim"), field), said)


def test_every_kind_of_field_can_be_declared(library: Library) -> None:
    for kind in FIELD_KINDS:
        choices = ("a", "b") if kind in ("choice", "choices") else ()
        codebook.add_field(
            library, the(library, "claim"), Field(name=f"x {kind}", kind=kind, choices=choices)
        )
    # The table's own columns are no fields: such a name goes out with a prefix.
    codebook.add_field(library, the(library, "claim"), Field(name="title"))
    assert field_of(library, "claim", "title").kind == "text"


def test_a_field_has_its_name_composed_and_once(library: Library) -> None:
    codebook.add_field(library, the(library, "claim"), Field(name="cafe\u0301"))
    assert field_of(library, "claim", "café").kind == "text"
    with pytest.raises(codebook.CodebookError):
        codebook.add_field(library, the(library, "claim"), Field(name="café", kind="date"))


def test_archived_tags_count_for_the_kind_of_a_name(library: Library) -> None:
    codebook.archive(library, the(library, "figure"))
    refused(
        library,
        lambda: codebook.add_field(library, the(library, "claim"), Field(name="unit", kind="date")),
        "unit is text in figure",
    )


def test_an_inherited_field_is_changed_where_it_is_declared(library: Library) -> None:
    below = codebook.create(library, "claim/lie")
    for act in (
        lambda: codebook.edit_field(library, below, "verdict", required=True),
        lambda: codebook.remove_field(library, below, "verdict"),
        lambda: codebook.move_field(library, below, "verdict", 1),
    ):
        refused(library, act, "is declared by claim")
    refused(library, lambda: codebook.remove_field(library, below, "x"), "has no field “x”")


def test_a_field_declared_again_below_is_changed_there(sample: Reading) -> None:
    library = sample.library
    below = codebook.create(
        library,
        "claim/lie",
        fields=[Field(name="verdict", kind="choice", choices=("bad", "worse"))],
    )
    one, other = mark(sample, "claim/lie", verdict="bad"), mark(sample, "claim", verdict="true")
    codebook.edit_field(library, below, "verdict", rename_choices={"bad": "poor"})
    assert (held(sample, one), held(sample, other)) == ({"verdict": "poor"}, {"verdict": "true"})
    codebook.edit_field(library, the(library, "claim"), "verdict", rename_choices={"true": "sound"})
    assert (held(sample, one), held(sample, other)) == ({"verdict": "poor"}, {"verdict": "sound"})


def test_a_renamed_field_takes_its_values_along(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "quote/slogan")
    codebook.create(library, "quote/shout", fields=[Field(name="cue")])
    tag = the(library, "quote")
    kept = marking.tag_span(
        *sample.where,
        sample.span("Growing unrest"),
        tag,
        fields={"cue": "said", "speaker": "A"},
        guessed=("cue", "speaker"),
    )
    inherited, own = (
        mark(sample, "quote/slogan", cue="cried"),
        mark(sample, "quote/shout", cue="ho"),
    )
    gone = mark(sample, "quote", cue="sang")
    marking.remove(library, gone)
    renamed = codebook.edit_field(library, tag, "cue", name="verb")
    assert [field.name for field in renamed.fields][4] == "verb"
    assert held(sample, kept) == {"verb": "said", "speaker": "A"}
    assert library.mark(kept.id).annotation.guessed == ("verb", "speaker")
    assert held(sample, inherited) == {"verb": "cried"}
    # This tag still has a cue of its own.
    assert held(sample, own) == {"cue": "ho"}
    assert held(sample, gone) == {"verb": "sang"}
    step = library.next_undo()
    assert step is not None
    assert step.action == "rename-field"
    library.undo()
    assert held(sample, kept) == {"cue": "said", "speaker": "A"}
    assert library.mark(kept.id).annotation.guessed == ("cue", "speaker")


def test_a_field_takes_no_name_that_is_another_fields(sample: Reading) -> None:
    library = sample.library
    below = codebook.create(library, "quote/shout", fields=[Field(name="loudness")])
    quote = the(library, "quote")
    for name in ("speaker", "SPEAKER"):
        refused(
            library,
            lambda name=name: codebook.edit_field(library, quote, "cue", name=name),
            "field speaker already",
        )
    refused(library, lambda: codebook.edit_field(library, quote, "cue", name="loudness"), "shout")
    refused(library, lambda: codebook.edit_field(library, below, "loudness", name="cue"), "quote")
    refused(
        library,
        lambda: codebook.edit_field(library, quote, "cue", name="value"),
        "number in figure",
    )
    assert codebook.edit_field(library, quote, "cue", name="Cue").fields[4].name == "Cue"
    refused(
        library,
        lambda: codebook.edit_field(library, quote, "speaker", name="Speaker"),
        "one column",
    )


def test_a_field_takes_no_name_under_which_marks_have_something(sample: Reading) -> None:
    library = sample.library
    tag = codebook.add_field(library, the(library, "quote"), Field(name="verb"))
    mark(sample, "quote", cue="said", verb="say")
    assert codebook.remove_field(library, tag, "verb") == 1
    quote = the(library, "quote")
    refused(library, lambda: codebook.edit_field(library, quote, "cue", name="verb"), "1 mark")


def test_choices_that_marks_carry_stay(sample: Reading) -> None:
    library = sample.library
    claim = the(library, "claim")
    mark(sample, "claim", verdict="false")
    gone = mark(sample, "claim", verdict="false")
    marking.remove(library, gone)
    refused(
        library,
        lambda: codebook.edit_field(library, claim, "verdict", choices=("true", "unproven")),
        "“false”",
        "2 marks (1 of them removed)",
    )
    changed = codebook.edit_field(library, claim, "verdict", choices=("false", "true", "new"))
    assert field_of(library, changed.path, "verdict").choices == ("false", "true", "new")


def test_renamed_choices_take_their_values_along(sample: Reading) -> None:
    library = sample.library
    codebook.add_field(
        library, the(library, "claim"), Field(name="on", kind="choices", choices=("a", "b", "c"))
    )
    one = mark(sample, "claim", verdict="false", on=["a", "b"])
    codebook.edit_field(library, the(library, "claim"), "on", rename_choices={"a": "b", "b": "a"})
    assert held(sample, one)["on"] == ["b", "a"]
    codebook.edit_field(library, the(library, "claim"), "on", rename_choices={"a": "b"})
    assert held(sample, one)["on"] == ["b"]
    assert field_of(library, "claim", "on").choices == ("b", "c")
    codebook.edit_field(
        library,
        the(library, "claim"),
        "verdict",
        name="judgement",
        choices=("wrong", "right"),
        rename_choices={"false": "wrong"},
        required=True,
        description=" x ",
    )
    assert held(sample, one) == {"judgement": "wrong", "on": ["b"]}
    assert field_of(library, "claim", "judgement") == Field(
        name="judgement",
        kind="choice",
        choices=("wrong", "right"),
        required=True,
        description="x",
    )
    claim = the(library, "claim")
    refused(
        library,
        lambda: codebook.edit_field(library, claim, "on", rename_choices={"x": "y"}),
        "no choice “x”",
    )
    refused(
        library,
        lambda: codebook.edit_field(library, claim, "speaker", rename_choices={"x": "y"}),
        "no choices",
    )


def test_the_kind_is_not_set_alone(library: Library) -> None:
    claim = the(library, "claim")
    refused(library, lambda: codebook.edit_field(library, claim, "speaker", kind="date"), "convert")
    with pytest.raises(TypeError):
        codebook.edit_field(library, claim, "speaker", size=3)


def test_the_order_of_fields(library: Library) -> None:
    quote = the(library, "quote")
    moved = codebook.move_field(library, quote, "cue", -2)
    assert [field.name for field in moved.fields][2:5] == ["cue", "speaker_role", "named"]
    moved = codebook.move_field(library, quote, "cue", 99)
    assert moved.fields[-1].name == "cue"
    moved = codebook.move_field(library, quote, "CUE", -99)
    assert moved.fields[0].name == "cue"


def test_a_field_taken_away_leaves_the_values_and_gets_them_back(sample: Reading) -> None:
    library = sample.library
    one = mark(sample, "figure", value=3)
    assert codebook.remove_field(library, the(library, "figure"), "value") == 1
    assert held(sample, one) == {"value": 3}
    refused(
        library,
        lambda: codebook.add_field(library, the(library, "figure"), Field(name="value")),
        "1 mark",
        "add the field as number, then convert it",
    )
    codebook.add_field(library, the(library, "figure"), Field(name="value", kind="number"))


# Conversion


def plan(library: Library, name: str, kind: str, *choices: str) -> codebook.Conversion:
    seq = library.last_seq()
    planned = codebook.plan_conversion(library, name, Field(name=name, kind=kind, choices=choices))
    assert library.last_seq() == seq
    return planned


def test_a_plan_lists_what_cannot_be_converted_and_changes_nothing(sample: Reading) -> None:
    library = sample.library
    mark(sample, "quote", said_when="12 June 2023")
    bad = mark(sample, "quote", said_when="lately")
    gone = mark(sample, "quote", said_when="soon")
    marking.remove(library, gone)
    planned = plan(library, "said_when", "date")
    assert planned.convertible == 1
    assert [tag.path for tag in planned.tags] == ["quote"]
    assert {(r.annotation_id, r.article_number, r.value) for r in planned.refused} == {
        (bad.id, 1, "lately"),
        (gone.id, 1, "soon"),
    }
    assert all(r.reason for r in planned.refused)
    wish = Field(name="said_when", kind="date")
    refused(
        library,
        lambda: codebook.convert_field(library, "said_when", wish),
        "2 values",
        "“lately”",
        "article 1",
    )


def test_a_conversion_is_one_step_in_all_tags(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "quote/shout", fields=[Field(name="speaker", required=True)])
    marks = [mark(sample, path, speaker=" 12,5") for path in ("claim", "quote/shout", "figure")]
    bad = mark(sample, "quote", speaker="Ann", cue="said")
    wish = Field(name="speaker", kind="number")
    assert codebook.convert_field(library, "speaker", wish, empty_refused=True) == 3
    assert [held(sample, each) for each in marks] == [{"speaker": 12.5}] * 3
    assert held(sample, bad) == {"cue": "said"}
    kinds = {f.kind for t in library.tags() for f in t.all_fields if f.name == "speaker"}
    assert kinds == {"number"}
    assert field_of(library, "quote/shout", "speaker").required
    step = library.next_undo()
    assert step is not None
    assert step.action == "convert-field"
    library.undo()
    assert held(sample, bad) == {"speaker": "Ann", "cue": "said"}
    assert field_of(library, "claim", "speaker").kind == "text"


@pytest.mark.parametrize(
    ("start", "value", "wish", "becomes"),
    [
        (Field(name="x", kind="number"), 16, Field(name="x"), "16"),
        (Field(name="x", kind="number"), 2.5, Field(name="x"), "2.5"),
        (Field(name="x"), "16", Field(name="x", kind="number"), 16),
        (Field(name="x"), "June 2023", Field(name="x", kind="date"), "2023-06"),
        (Field(name="x", kind="boolean"), True, Field(name="x"), "yes"),
        (Field(name="x"), "No", Field(name="x", kind="boolean"), False),
        (Field(name="x", kind="boolean"), False, Field(name="x", kind="choice"), "no"),
        (Field(name="x"), "B", Field(name="x", kind="choice", choices=("a", "b")), "b"),
        (Field(name="x"), "some words", Field(name="x", kind="choice"), "some words"),
        (Field(name="x"), "b; a", Field(name="x", kind="choices"), ["b", "a"]),
        (
            Field(name="x", kind="choice", choices=("a", "b")),
            "a",
            Field(name="x", kind="choices"),
            ["a"],
        ),
        (Field(name="x", kind="choices", choices=("a", "b")), ["a", "b"], Field(name="x"), "a; b"),
        (
            Field(name="x"),
            "https://example.org/",
            Field(name="x", kind="url"),
            "https://example.org/",
        ),
    ],
)
def test_what_converts(
    sample: Reading, start: Field, value: object, wish: Field, becomes: object
) -> None:
    library = sample.library
    codebook.create(library, "tag", fields=[start])
    one = mark(sample, "tag", x=value)
    assert plan(library, "X", wish.kind, *wish.choices).refused == ()
    assert codebook.convert_field(library, "x", wish) == 1
    assert held(sample, one) == {"x": becomes}
    field = field_of(library, "tag", "x")
    assert field.kind == wish.kind
    assert bool(field.choices) is (wish.kind in ("choice", "choices"))


@pytest.mark.parametrize(
    ("start", "value", "wish"),
    [
        (Field(name="x"), "c", Field(name="x", kind="choice", choices=("ca", "b"))),
        (Field(name="x"), "words", Field(name="x", kind="link")),
        (Field(name="x", kind="number"), 3, Field(name="x", kind="link")),
        (Field(name="x"), "words", Field(name="x", kind="url")),
        (Field(name="x", kind="number"), 3, Field(name="x", kind="boolean")),
        (
            Field(name="x", kind="choices", choices=("a", "b")),
            ["a", "b"],
            Field(name="x", kind="choice"),
        ),
    ],
)
def test_what_does_not_convert(sample: Reading, start: Field, value: object, wish: Field) -> None:
    library = sample.library
    codebook.create(library, "tag", fields=[start])
    mark(sample, "tag", x=value)
    planned = plan(library, "x", wish.kind, *wish.choices)
    assert (planned.convertible, len(planned.refused)) == (0, 1)
    assert planned.refused[0].reason


def test_a_text_that_is_the_id_of_a_mark_can_be_a_link(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "tag", fields=[Field(name="x")])
    other = mark(sample, "claim")
    one = mark(sample, "tag", x=other.id)
    codebook.convert_field(library, "x", Field(name="x", kind="link"))
    assert held(sample, one) == {"x": other.id}


def test_as_many_values_as_can_be_choices(sample: Reading) -> None:
    library = sample.library
    for n in range(51):
        mark(sample, "figure", unit=f"unit {n}")
    wish = Field(name="unit", kind="choice")
    refused(library, lambda: codebook.convert_field(library, "unit", wish), "51", "more than 50")
    refused(library, lambda: codebook.plan_conversion(library, "no", wish), "No tag has")
    same = Field(name="unit")
    refused(library, lambda: codebook.plan_conversion(library, "unit", same), "text already")


def test_every_tag_keeps_its_own_choices_when_one_becomes_several(library: Library) -> None:
    codebook.create(
        library, "claim/lie", fields=[Field(name="verdict", kind="choice", choices=("bad",))]
    )
    planned = plan(library, "verdict", "choices")
    assert planned.field.choices == ("true", "misleading", "false", "unproven", "bad")
    codebook.convert_field(library, "verdict", Field(name="verdict", kind="choices"))
    assert field_of(library, "claim/lie", "verdict").choices == ("bad",)
    assert field_of(library, "claim", "verdict").choices == planned.field.choices[:4]
