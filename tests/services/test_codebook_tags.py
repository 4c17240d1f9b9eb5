"""Tags made, changed, moved, put in order, put away; each is one step, and what is refused is not."""

from __future__ import annotations

import pytest
from tests.services.conftest import Reading

from annotate_tui.model import Field, Tag
from annotate_tui.services import codebook, marking
from annotate_tui.services.codebook import CodebookError
from annotate_tui.store import Library
from annotate_tui.store.codebook import tag_row


def the(library: Library, path: str) -> Tag:
    return next(tag for tag in library.tags() if tag.path == path)


def paths(library: Library) -> list[str]:
    return [tag.path for tag in library.tags()]


def refused(library: Library, act: object, *words: str) -> None:
    """The act says these words and changes nothing."""
    before, seq = library.codebook(), library.last_seq()
    with pytest.raises(CodebookError) as caught:
        act()  # type: ignore[operator]  # a lambda of each test
    assert (library.codebook(), library.last_seq()) == (before, seq)
    assert str(caught.value).endswith(".")
    for word in words:
        assert word in str(caught.value)


def test_a_tag_is_made_with_the_missing_ones_of_its_path(library: Library) -> None:
    made = codebook.create(library, " actor /  party   list ", description=" Who. ")
    assert (made.path, made.key, made.description) == ("actor/party list", "p", "Who.")
    assert the(library, "actor").key == "a"
    assert paths(library) == ["claim", "quote", "figure", "actor", "actor/party list"]
    step = library.next_undo()
    assert step is not None
    assert step.action == "create-tag"
    library.undo()
    assert paths(library) == ["claim", "quote", "figure"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ("  \t ", "needs a name"),
        ("\u200b", "needs a name"),
        ("a//b", "needs a name"),
        ("x" * 65, "at most 64"),
        ("a\x00b", "cannot be shown"),
        ("a\x1bb", "cannot be shown"),
        ("a\udc80b", "cannot be shown"),
        ("a\u202eb", "cannot be shown"),
        ("CLAIM", "There is a tag claim already"),
    ],
)
def test_what_cannot_be_a_name_is_refused(library: Library, name: str, said: str) -> None:
    refused(library, lambda: codebook.create(library, name), said)


def test_a_name_is_told_apart_without_case_and_composed(library: Library) -> None:
    codebook.create(library, "Café")
    refused(library, lambda: codebook.create(library, "cafe\u0301"), "Café")
    assert codebook.create(library, "Re\u0301sume\u0301").name == "Résumé"
    codebook.create(library, "x" * 64)
    strasse = codebook.create(library, "STRASSE")
    refused(library, lambda: codebook.create(library, "straße"), strasse.name)


def test_an_archived_tag_keeps_its_name_from_others(library: Library) -> None:
    codebook.archive(library, the(library, "claim"))
    refused(library, lambda: codebook.create(library, "claim"), "archived", "restore it")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("claim two", "a"),
        ("crisis", "r"),
        ("quick bj", "i"),
        ("Éclair", "é"),
        ("Дума", "д"),
        ("정당", "정"),
        ("fuss", ""),
        ("123", ""),
        ("qcf", ""),
    ],
)
def test_the_first_letter_of_the_name_that_is_free(library: Library, name: str, key: str) -> None:
    assert codebook.free_key(library.tags(), f"aaa/{name}") == key
    assert codebook.create(library, name).key == key


def test_the_keys_that_are_reserved_can_be_others(library: Library) -> None:
    assert codebook.free_key([], "abc", reserved={"a"}) == "b"
    assert codebook.create(library, "bus", reserved={"b"}).key == "u"
    assert codebook.create(library, "jam", key="j", reserved=()).key == "j"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("c", ("claim", "speech")),
        ("j", ("program's own",)),
        ("z", ("program's own",)),
        ("3", ("program's own",)),
        ("ab", ("one character",)),
        ("\x1b", ("one character",)),
        ("\u0301", ("one character",)),
    ],
)
def test_a_key_that_cannot_be_is_refused(library: Library, key: str, words: tuple[str]) -> None:
    refused(library, lambda: codebook.create(library, "speech", key=key), *words)
    quote = the(library, "quote")
    said = tuple(word for word in words if word != "speech")
    refused(library, lambda: codebook.edit(library, quote, key=key), *said)


def test_a_tag_keeps_its_own_key_when_all_else_changes(library: Library) -> None:
    claim = the(library, "claim")
    edited = codebook.edit(
        library, claim, name="assertion", key="c", colour="RED", example=" e ", counter_example="c"
    )
    assert (edited.name, edited.key, edited.colour) == ("assertion", "c", "#ff0000")
    assert (edited.example, edited.counter_example) == ("e", "c")
    assert codebook.edit(library, edited, key="").key == ""
    assert codebook.edit(library, edited, key=None).key == "a"
    with pytest.raises(TypeError):
        codebook.edit(library, edited, position=3)


def test_a_rename_is_called_so_and_what_is_the_same_is_no_step(library: Library) -> None:
    codebook.edit(library, the(library, "claim"), name="assertion")
    step = library.next_undo()
    assert step is not None
    assert step.action == "rename-tag"
    seq = library.last_seq()
    codebook.edit(library, the(library, "assertion"), name=" assertion ")
    assert library.last_seq() == seq


def test_a_rename_carries_the_paths_below_along(library: Library) -> None:
    codebook.create(library, "a/b/c")
    codebook.edit(library, the(library, "a"), name="z")
    assert paths(library)[3:] == ["z", "z/b", "z/b/c"]
    codebook.create(library, "z/d")
    refused(library, lambda: codebook.edit(library, the(library, "z/d"), name="B"), "Below z")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("#0072B2", "#0072b2"), ("0072b2", "#0072b2"), ("#abc", "#aabbcc"), ("teal", "#008080")],
)
def test_colours_are_taken_as_people_write_them(library: Library, written: str, kept: str) -> None:
    assert codebook.create(library, "x", colour=written).colour == kept


@pytest.mark.parametrize("colour", ["#12", "#12345", "#gggggg", "rgb(1,2,3)", "blau"])
def test_what_is_no_colour_is_refused(library: Library, colour: str) -> None:
    refused(library, lambda: codebook.create(library, "x", colour=colour), "no colour")


def test_colours_given_are_the_least_used_so_far(library: Library) -> None:
    made = [codebook.create(library, f"tag {n}").colour for n in range(len(codebook.PALETTE))]
    taken = {"#e69f00", "#56b4e9", "#009e73"}
    rest = [colour for colour in codebook.PALETTE if colour not in taken]
    assert made == [*rest, *codebook.PALETTE[:3]]


def test_a_tag_cannot_be_put_below_itself(library: Library) -> None:
    codebook.create(library, "a/b/c")
    top = the(library, "a")
    for below in (top, the(library, "a/b"), the(library, "a/b/c")):
        refused(library, lambda below=below: codebook.move(library, top, below), "below itself")


def test_moving_puts_a_tag_last_and_its_name_must_be_free(library: Library) -> None:
    codebook.create(library, "a/b")
    codebook.create(library, "a/c")
    codebook.create(library, "b")
    moved = codebook.move(library, the(library, "quote"), the(library, "a"))
    assert moved.path == "a/quote"
    assert paths(library) == ["claim", "figure", "a", "a/b", "a/c", "a/quote", "b"]
    refused(library, lambda: codebook.move(library, the(library, "b"), the(library, "a")), "a/b")
    assert codebook.move(library, moved, None).path == "quote"
    assert paths(library)[-1] == "quote"


def test_moving_keeps_the_fields_that_marks_carry(sample: Reading) -> None:
    library = sample.library
    child = codebook.create(library, "quote/slogan")
    mark = marking.tag_span(
        *sample.where, sample.span("Growing unrest"), child, fields={"speaker": "A", "cue": "said"}
    )
    moved = codebook.move(library, child, None)
    assert {field.name for field in moved.fields} == {"speaker", "cue"}
    assert library.mark(mark.id).annotation.fields == {"speaker": "A", "cue": "said"}
    again = codebook.move(library, moved, the(library, "claim"))
    assert again.fields == moved.fields


def test_the_order_is_that_among_siblings(library: Library) -> None:
    for path in ("a/x", "a/y", "a/z"):
        codebook.create(library, path)
    codebook.reorder(library, the(library, "a/x"), 1)
    assert paths(library)[4:] == ["a/y", "a/x", "a/z"]
    codebook.reorder(library, the(library, "a/z"), -9)
    assert paths(library)[4:] == ["a/z", "a/y", "a/x"]
    seq = library.last_seq()
    codebook.reorder(library, the(library, "a/z"), -1)
    assert library.last_seq() == seq


def test_archived_siblings_are_passed_over(library: Library) -> None:
    codebook.archive(library, the(library, "quote"))
    codebook.reorder(library, the(library, "claim"), 1)
    assert [t.path for t in library.tags() if not t.archived_at] == ["figure", "claim"]


def test_siblings_of_one_position_can_be_told_apart_again(library: Library) -> None:
    with library.step("edit-tag") as step:
        for tag in library.tags():
            step.update("tag", tag.id, {"position": 7})
    codebook.reorder(library, the(library, "figure"), -1)
    assert paths(library) == ["claim", "figure", "quote"]


def test_archiving_frees_the_key_and_restoring_gives_one(library: Library) -> None:
    away = codebook.archive(library, the(library, "claim"))
    assert (away.key, bool(away.archived_at)) == ("", True)
    refused(library, lambda: codebook.edit(library, away, key="v"), "archived")
    assert codebook.create(library, "cost").key == "c"
    back = codebook.restore(library, away)
    assert (back.key, back.archived_at) == ("a", "")
    seq = library.last_seq()
    codebook.restore(library, back)
    assert library.last_seq() == seq


def test_only_what_no_mark_ever_had_is_removed(sample: Reading) -> None:
    library = sample.library
    codebook.create(library, "a/b")
    refused(library, lambda: codebook.remove(library, the(library, "a")), "below it")
    mark = marking.tag_span(*sample.where, sample.span("Growing unrest"), the(library, "a/b"))
    marking.remove(library, mark)
    refused(library, lambda: codebook.remove(library, the(library, "a/b")), "1 mark has")
    codebook.remove(library, codebook.create(library, "c"))
    assert "c" not in paths(library)
    library.undo()
    assert "c" in paths(library)


def test_what_another_reader_took_away_is_told(library: Library) -> None:
    tag = codebook.create(library, "x")
    library.undo()
    refused(library, lambda: codebook.edit(library, tag, name="y"), "no longer")
    refused(library, lambda: codebook.move(library, the(library, "claim"), tag), "no longer")


def test_undo_gives_the_very_rows(library: Library) -> None:
    before = [tag_row(tag) for tag in library.tags()]
    tag = codebook.create(library, "a/b", fields=[Field(name="size", kind="number")])
    codebook.move(library, the(library, "quote"), tag)
    codebook.archive(library, the(library, "claim"))
    while library.next_undo():
        library.undo()
    assert [tag_row(tag) for tag in library.tags()] == before


def test_a_tag_is_found_by_what_people_type(library: Library) -> None:
    codebook.create(library, "a/Näme", key="v")
    codebook.create(library, "b/näme")
    tags = library.tags()
    assert codebook.find_tag(tags, "v").path == "a/Näme"
    assert codebook.find_tag(tags, "A/NÄME").path == "a/Näme"
    assert codebook.find_tag(tags, tags[0].id) == tags[0]
    with pytest.raises(CodebookError, match="fits several tags: a/Näme, b/näme"):
        codebook.find_tag(tags, "näme")
    with pytest.raises(CodebookError, match=r"there is: claim \(c\), quote"):
        codebook.find_tag(tags, "nothing")
    codebook.archive(library, tags[0])
    with pytest.raises(CodebookError):
        codebook.find_tag(library.tags(), "claim")
    assert codebook.find_tag(library.tags(), "claim", archived=True).path == "claim"


def test_a_tag_of_many_is_not_named_among_all(library: Library) -> None:
    many = [Tag(id=str(n), name=f"n{n}", path=f"n{n}") for n in range(1000)]
    with pytest.raises(CodebookError, match="and 970 more"):
        codebook.find_tag(many, "nothing")
