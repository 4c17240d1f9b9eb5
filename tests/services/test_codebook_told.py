"""What each change of the codebook is called in the log, where it was done and ever after."""

from __future__ import annotations

from annotate_tui.model import Codebook, Field, Tag
from annotate_tui.services import codebook, variables
from annotate_tui.services.articles import edit
from annotate_tui.services.values import rename_variable_values
from annotate_tui.store import Library


def said(library: Library) -> str:
    step = library.last_step()
    assert step is not None
    return step.description


def the(library: Library, path: str) -> Tag:
    return next(tag for tag in library.tags() if tag.path == path)


def test_what_changed_of_a_tag_is_told_and_stays_told_when_it_is_merged(library: Library) -> None:
    rumour = codebook.create(library, "cause/rumour")
    assert said(library) == "tags “cause” and “rumour” added"
    codebook.edit(library, rumour, key="", description="Hearsay")
    assert said(library) == "tag “rumour” key and description changed"
    first = library.last_step()
    rumour = codebook.edit(library, rumour, name="hearsay", counter_example="a")
    assert said(library) == "tag “rumour” renamed “hearsay”, counter-example changed"
    codebook.merge(library, rumour, the(library, "claim"))
    assert said(library) == "tag “hearsay” merged with 0 marks"
    assert first is not None
    told = [step.description for step in library.log()]
    assert "tag “” changed" not in told
    assert "tag “rumour” renamed “hearsay”, counter-example changed" in told


def test_the_tag_and_the_variable_that_were_moved_are_named(library: Library) -> None:
    codebook.reorder(library, the(library, "quote"), -1)
    assert said(library) == "tag “quote” moved"
    codebook.reorder(library, the(library, "quote"), 1)
    assert said(library) == "tag “quote” moved"
    one, two, _ = (variables.add(library, Field(name=name)) for name in ("one", "two", "three"))
    variables.reorder(library, two, -1)
    assert said(library) == "variable “two” moved"
    variables.reorder(library, two, 1)
    assert said(library) == "variable “two” moved"
    variables.reorder(library, one, 2)
    assert said(library) == "variable “one” moved"


def test_changes_of_a_variable_are_told(library: Library) -> None:
    made = variables.add(library, Field(name="outlet"))
    made = variables.edit(library, made, name="medium", required=True)
    assert said(library) == "variable “outlet” renamed “medium”, required changed"
    wanted = Field(name="medium", kind="choice", choices=("a", "b"), required=True)
    variables.convert(library, made, wanted)
    assert said(library) == "variable “medium” changed from text to choice"


def test_a_value_renamed_in_articles_is_told(sample) -> None:  # type: ignore[no-untyped-def]  # the fixture of this room
    library = sample.library
    edit(library, sample.article, variables={"outlet": "NK News"})
    assert rename_variable_values(library, "outlet", ["NK News"], "NKN") == 1
    assert said(library) == "outlet “NK News” renamed “NKN” in 1 article"


def test_an_import_counts_what_it_added_or_changed_and_not_what_only_moved(
    library: Library,
) -> None:
    codebook.import_codebook(library, Codebook((Tag(id="", name="new", path="new"),), ()))
    assert said(library) == "codebook imported: 1 tag"


def test_a_field_that_gets_a_name_and_more_at_once_is_told_as_renamed(library: Library) -> None:
    codebook.edit_field(library, the(library, "quote"), "cue", name="verb", required=True)
    assert said(library) == "field “cue” of quote renamed “verb”"
