"""A codebook from elsewhere merged in by path: what is new, what wins, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.services.conftest import Reading

from annotate_tui.model import Codebook, Field, Tag, Variable
from annotate_tui.services import codebook, marking
from annotate_tui.services.codebook import CodebookError, KeyChange
from annotate_tui.store import Library
from annotate_tui.store.codebook import tag_row

UUID = "01a20000-0000-7000-8000-00000000000"


def the(library: Library, path: str) -> Tag:
    return next(tag for tag in library.tags() if tag.path == path)


def tag(path: str, n: int = 1, **more: Any) -> Tag:
    return Tag(id=f"{UUID}{n}", name=path.rpartition("/")[2], path=path, **more)


def book(*tags: Tag, variables: tuple[Variable, ...] = ()) -> Codebook:
    ids = {each.path: each.id for each in tags}
    whole = (replace(t, parent_id=ids.get(t.path.rpartition("/")[0])) for t in tags)
    return Codebook(tuple(whole), variables)


def test_its_own_codebook_changes_nothing(library: Library) -> None:
    codebook.create(library, "a/b", fields=[Field(name="size", kind="number")])
    codebook.archive(library, the(library, "quote"))
    seq = library.last_seq()
    done = codebook.import_codebook(library, library.codebook())
    assert done.same == ("claim", "quote", "figure", "a", "a/b")
    assert (done.added, done.changed, done.key_changes) == ((), (), ())
    assert library.last_seq() == seq


def test_a_codebook_goes_whole_into_a_library_of_its_own(library: Library, tmp_path: Path) -> None:
    codebook.create(library, "a/b", key="v", fields=[Field(name="size", kind="number")])
    codebook.create(library, "a/c", key="")
    codebook.archive(library, codebook.create(library, "a/d"))
    codebook.reorder(library, the(library, "figure"), -2)
    with Library.open(tmp_path / "other.db") as other:
        done = codebook.import_codebook(other, library.codebook())
        assert done.added == ("a", "a/b", "a/c", "a/d")
        assert [tag_row(t) for t in other.tags()] == [tag_row(t) for t in library.tags()]


def test_new_tags_known_tags_and_their_order(library: Library) -> None:
    here = the(library, "claim")
    done = codebook.import_codebook(
        library,
        book(
            tag("figure", 1, key="f"),
            tag(
                "party",
                2,
                key="p",
                description="Who.",
                fields=(Field(name="seats", kind="number"),),
            ),
            tag("party/left", 3, archived_at="2026-01-01T00:00:00.000Z", key="l"),
            tag("CLAIM", 4, description="New.", colour="red", fields=(Field(name="Speaker"),)),
        ),
    )
    assert done.added == ("party", "party/left")
    assert (done.changed, done.same) == (("claim",), ("figure",))
    assert [t.path for t in library.tags()] == ["claim", "quote", "figure", "party", "party/left"]
    claim = the(library, "claim")
    assert (claim.id, claim.description, claim.colour, claim.key) == (
        here.id,
        "New.",
        "#ff0000",
        "c",
    )
    assert claim.fields == here.fields
    assert the(library, "party").id == f"{UUID}2"
    assert the(library, "party/left").archived_at == "2026-01-01T00:00:00.000Z"
    assert the(library, "party/left").key == ""
    step = library.next_undo()
    assert step is not None
    assert step.action == "import-codebook"
    library.undo()
    assert [t.path for t in library.tags()] == ["claim", "quote", "figure"]


def test_what_the_file_does_not_say_stays_and_choices_are_added(library: Library) -> None:
    here = the(library, "claim")
    file = tag(
        "claim",
        fields=(
            Field(name="verdict", kind="choice", choices=("FALSE", "partly"), required=True),
            Field(name="topic"),
        ),
    )
    codebook.import_codebook(library, book(file))
    claim = the(library, "claim")
    assert (claim.description, claim.colour, claim.key) == (here.description, here.colour, "c")
    verdict = next(field for field in claim.fields if field.name == "verdict")
    assert verdict.choices == ("true", "misleading", "false", "unproven", "partly")
    assert verdict.required
    assert [field.name for field in claim.fields] == [*(f.name for f in here.fields), "topic"]


def test_keys_that_are_not_free_are_told(library: Library) -> None:
    done = codebook.import_codebook(
        library,
        book(
            tag("cost", 1, key="c"),
            tag("jam", 2, key="j"),
            tag("quote", 3, key="v"),
            tag("claim", 4, key="f"),
            tag("plain", 5),
        ),
    )
    assert done.key_changes == (
        KeyChange("cost", "c", ""),
        KeyChange("jam", "j", "a"),
        KeyChange("claim", "f", "c"),
    )
    assert the(library, "quote").key == "v"
    # This file knows of keys, so that one without a key has none.
    assert the(library, "plain").key == ""


def test_a_list_of_names_gets_keys_and_colours(library: Library) -> None:
    plain = [Tag(id="", name=name, path=name) for name in ("party", "person")]
    codebook.import_codebook(library, Codebook(tuple(plain[:1])))
    codebook.import_codebook(library, Codebook(tuple(plain)))
    assert (the(library, "party").key, the(library, "person").key) == ("p", "e")
    assert the(library, "party").colour in codebook.PALETTE
    assert the(library, "party").id


def test_keys_swapped_in_the_file(library: Library) -> None:
    done = codebook.import_codebook(
        library, book(tag("claim", 1, key="q"), tag("quote", 2, key="c"))
    )
    assert done.key_changes == ()
    assert (the(library, "claim").key, the(library, "quote").key) == ("q", "c")


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ((tag("x", fields=(Field(name="value"),)),), ("value", "x", "text", "number", "figure")),
        ((tag("a"), tag("A", 2)), ("a already",)),
        ((tag("a", key="v"), tag("b", 2, key="v")), ("key v",)),
        ((tag("a", key="vv"),), ("one character",)),
        ((tag("a", colour="x"),), ("no colour",)),
        ((tag("a", fields=(Field(name="y"), Field(name="Y"))),), ("one column",)),
        ((tag("a", fields=(Field(name="y", kind="choice"),)),), ("needs choices",)),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changed(
    library: Library, tags: tuple[Tag, ...], words: tuple[str, ...]
) -> None:
    before, seq = library.codebook(), library.last_seq()
    with pytest.raises(CodebookError) as caught:
        codebook.import_codebook(library, book(tag("new", 9), *tags))
    assert all(word in str(caught.value) for word in words)
    assert (library.codebook(), library.last_seq()) == (before, seq)


def test_a_circle_is_refused(library: Library) -> None:
    one, other = tag("a", 1, parent_id=f"{UUID}2"), tag("b", 2, parent_id=f"{UUID}1")
    with pytest.raises(CodebookError, match="below itself"):
        codebook.import_codebook(library, Codebook((one, other)))
    with pytest.raises(CodebookError, match="below itself"):
        codebook.check_codebook([one, other])


def test_values_that_marks_carry_already_must_fit(sample: Reading) -> None:
    library = sample.library
    made = codebook.add_field(library, the(library, "claim"), Field(name="size"))
    marking.tag_span(*sample.where, sample.span("Growing unrest"), made, fields={"size": "much"})
    codebook.remove_field(library, made, "size")
    file = book(tag("claim", fields=(Field(name="size", kind="number"),)))
    with pytest.raises(CodebookError, match="1 mark"):
        codebook.import_codebook(library, file)


def test_variables_go_by_name(library: Library) -> None:
    outlet = Variable(id="", field=Field(name="outlet"))
    land = Variable(id="", field=Field(name="land", kind="choice", choices=("de",)))
    done = codebook.import_codebook(library, Codebook((), (outlet, land)))
    assert (done.variables_added, done.variables_changed) == (("outlet", "land"), ())
    more = replace(land, field=replace(land.field, name="LAND", choices=("fr",)))
    done = codebook.import_codebook(library, Codebook((), (more, outlet)))
    assert (done.variables_changed, done.variables_same) == (("land",), ("outlet",))
    assert [v.field.choices for v in library.variables()] == [(), ("de", "fr")]
    other = replace(outlet, field=Field(name="outlet", kind="number"))
    with pytest.raises(CodebookError, match="outlet is number in the file and text"):
        codebook.import_codebook(library, Codebook((tag("new"),), (other,)))
    assert "new" not in [t.path for t in library.tags()]
    with pytest.raises(CodebookError, match="two variables"):
        codebook.import_codebook(library, Codebook((), (outlet, outlet)))


def test_many_tags_at_once(open_library: Callable[..., Library]) -> None:
    library = open_library()
    many = [Tag(id="", name=f"n{n}", path=f"top {n % 7}/n{n}") for n in range(300)]
    done = codebook.import_codebook(library, Codebook(tuple(many)))
    assert len(done.added) == 307
    assert len(library.tags()) == 310
