"""Values over the whole library: several ways to write one become one, in one step."""

from __future__ import annotations

import pytest

from annotate_tui.services import marking
from annotate_tui.services.fields import FieldError
from annotate_tui.services.values import rename_values


@pytest.fixture
def said(sample):
    """Two quotations and a claim, by officials written in three ways."""
    made = []
    for words, name in (
        ("Growing unrest", "another official"),
        ("COVID-19", "Another Official"),
        ("An internal source", "an official"),
    ):
        fields = {"speaker": name, "speaker_text": name, "cue": "another official"}
        made.append(
            marking.tag_span(
                *sample.where, sample.span(words), sample.tag("quote"), fields=fields
            ).id
        )
    return made


def speakers(sample, ids):
    return [sample.library.mark(id_).annotation.fields.get("speaker") for id_ in ids]


def test_several_values_become_one_and_what_was_printed_stays(sample, said):
    library = sample.library
    steps = len(library.log())
    old = ["another official", "Another Official"]
    assert rename_values(library, "speaker", old, "  Another \n Official ") == 1
    assert speakers(sample, said) == ["Another Official", "Another Official", "an official"]
    assert len(library.log()) == steps + 1
    assert library.log()[0].action == "rename-value"
    first = library.mark(said[0]).annotation.fields
    assert (first["speaker_text"], first["cue"]) == ("another official", "another official")
    library.undo()
    assert speakers(sample, said) == ["another official", "Another Official", "an official"]


def test_no_words_empty_the_field(sample, said):
    assert rename_values(sample.library, "speaker", ["an official"], " ") == 1
    assert speakers(sample, said) == ["another official", "Another Official", None]


def test_what_is_the_same_or_not_there_writes_nothing(sample, said):
    steps = len(sample.library.log())
    assert rename_values(sample.library, "speaker", ["an official"], "an official") == 0
    assert rename_values(sample.library, "speaker", ["nobody"], "somebody") == 0
    assert len(sample.library.log()) == steps
    assert speakers(sample, said)[2] == "an official"


def test_the_codebook_says_what_a_field_can_hold(sample):
    library = sample.library
    mark = marking.tag_span(
        *sample.where, sample.span("COVID-19"), sample.tag("quote"), fields={"quote_mode": "mixed"}
    )
    with pytest.raises(FieldError, match="quote_mode takes direct or indirect or mixed"):
        rename_values(library, "quote_mode", ["mixed"], "both")
    assert rename_values(library, "quote_mode", ["mixed"], "dir") == 1
    assert library.mark(mark.id).annotation.fields == {"quote_mode": "direct"}


def test_words_in_a_field_of_numbers_become_a_number(sample):
    library = sample.library
    figure = sample.tag("figure")
    mark = marking.tag_span(*sample.where, sample.span("COVID-19"), figure, fields={"low": 1})
    with library.step("import") as step:
        step.update("annotation", mark.id, {"fields": {"value": "a dozen", "low": 1}})
    assert rename_values(library, "value", ["a dozen"], "12") == 1
    assert library.mark(mark.id).annotation.fields == {"value": 12, "low": 1}
    with pytest.raises(FieldError, match="value takes a number"):
        rename_values(library, "value", ["12"], "a dozen")
