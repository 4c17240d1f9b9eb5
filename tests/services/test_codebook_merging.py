"""Two tags become one: marks, fields and what is below come along, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.services.conftest import Reading

from annotate_tui.model import Field, Mark, Tag
from annotate_tui.services import codebook, marking
from annotate_tui.services.codebook import CodebookError
from annotate_tui.store import Library
from annotate_tui.store.codebook import tag_row


def the(library: Library, path: str) -> Tag:
    return next(tag for tag in library.tags() if tag.path == path)


def paths(library: Library) -> list[str]:
    return [tag.path for tag in library.tags()]


def mark(sample: Reading, path: str, **fields: Any) -> Mark:
    tag = the(sample.library, path)
    return marking.tag_span(*sample.where, sample.span("Growing unrest"), tag, fields=fields)


def held(sample: Reading, mark: Mark) -> tuple[str, Mapping[str, Any]]:
    now = sample.library.mark(mark.id).annotation
    path = next(tag.path for tag in sample.library.tags() if tag.id == now.tag_id)
    return path, now.fields


def test_marks_and_fields_come_along_and_undo_brings_all_back(sample: Reading) -> None:
    library = sample.library
    standing = mark(sample, "claim", verdict="false", speaker="A")
    gone = mark(sample, "claim", verdict="true")
    marking.remove(library, gone)
    before = [tag_row(tag) for tag in library.tags()]
    merged = codebook.merge(library, the(library, "claim"), the(library, "quote"))
    assert paths(library) == ["quote", "figure"]
    assert (merged.tag, merged.marks, merged.children) == (the(library, "quote"), 2, ())
    assert merged.fields == (
        "restated",
        "stated_as",
        "check_worthy",
        "verdict",
        "evidence",
        "evidence_url",
    )
    assert merged.tag.key == "q"
    assert held(sample, standing) == ("quote", {"verdict": "false", "speaker": "A"})
    assert held(sample, gone) == ("quote", {"verdict": "true"})
    step = library.next_undo()
    assert step is not None
    assert step.action == "merge-tag"
    library.undo()
    assert [tag_row(tag) for tag in library.tags()] == before
    assert held(sample, standing) == ("claim", {"verdict": "false", "speaker": "A"})


def test_inherited_fields_come_along(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "claim/lie", fields=[Field(name="how")])
    one = mark(sample, "claim/lie", speaker="A", verdict="false", how="well")
    merged = codebook.merge(library, the(library, "claim/lie"), codebook.create(library, "x"))
    names = {field.name for field in the(library, "x").fields}
    assert {"speaker", "verdict", "how"} <= names
    assert set(merged.fields) == names
    assert held(sample, one)[1] == {"speaker": "A", "verdict": "false", "how": "well"}


def test_choices_are_those_of_both(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "a", fields=[Field(name="x", kind="choice", choices=("one", "two"))])
    codebook.create(library, "b", fields=[Field(name="x", kind="choice", choices=("Two", "three"))])
    one = mark(sample, "a", x="one")
    codebook.merge(library, the(library, "a"), the(library, "b"))
    assert the(library, "b").fields[0].choices == ("Two", "three", "one")
    assert held(sample, one) == ("b", {"x": "one"})


def test_choices_told_apart_by_case_become_one(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "a", fields=[Field(name="x", kind="choice", choices=("one", "two"))])
    codebook.create(library, "b", fields=[Field(name="x", kind="choice", choices=("Two", "three"))])
    one = mark(sample, "a", x="two")
    codebook.merge(library, the(library, "a"), the(library, "b"))
    assert held(sample, one) == ("b", {"x": "Two"})


def test_children_come_below_and_those_of_one_name_are_merged(sample: Reading) -> None:
    library = sample.library
    for path in ("a/x/deep", "a/x/same", "a/y", "b/X/same", "b/z"):
        codebook.create(library, path)
    deep, same, x = (mark(sample, f"a/{each}") for each in ("x/deep", "x/same", "x"))
    merged = codebook.merge(library, the(library, "a"), the(library, "b"))
    assert paths(library)[3:] == ["b", "b/X", "b/X/same", "b/X/deep", "b/z", "b/y"]
    assert merged.children == ("b/y", "b/X/deep")
    assert merged.marks == 2
    assert [held(sample, each)[0] for each in (deep, same, x)] == ["b/X/deep", "b/X/same", "b/X"]


def test_a_tag_is_merged_into_its_parent_also_with_a_child_of_its_own_name(
    sample: Reading,
) -> None:
    library = sample.library
    codebook.create(library, "a/b/b")
    codebook.create(library, "a/b/a")
    one = mark(sample, "a/b/b")
    codebook.merge(library, the(library, "a/b"), the(library, "a"))
    assert paths(library)[3:] == ["a", "a/b", "a/a"]
    assert held(sample, one)[0] == "a/b"


def test_what_cannot_be_merged_is_refused(library: Library) -> None:
    codebook.create(library, "a/b/c")
    before = library.codebook()
    for into, said in (("a", "into itself"), ("a/b", "below it"), ("a/b/c", "below it")):
        with pytest.raises(CodebookError, match=said):
            codebook.merge(library, the(library, "a"), the(library, into))
    gone = codebook.create(library, "gone")
    library.undo()
    with pytest.raises(CodebookError, match="no longer"):
        codebook.merge(library, gone, the(library, "a"))
    assert library.codebook() == before
