"""The codebook: a tree of tags that is changed by keys alone, each change one step of undo."""

from __future__ import annotations

import pytest

from annotate_tui.model import Field
from annotate_tui.services import codebook
from annotate_tui.services.codebook import find_tag
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.keymap import Keymap


def paths(desk) -> list[str]:
    return [tag.path for tag in desk.desk.library.tags()]


def tag(desk, words):
    return find_tag(desk.desk.library.tags(), words, archived=True)


def rows(desk, width: int = 100) -> list[str]:
    """The rows of tags: key, name with its indent, marks, description."""
    page = desk.page(width, 30)[2:]
    end = next(i for i, row in enumerate(page) if not row or row.strip().startswith("─"))
    return page[:end]


def chosen(desk) -> str:
    (row,) = [row for row in rows(desk) if row.startswith("❯")]
    return row


@pytest.fixture
def book(sitting):
    """A codebook of seven tags; a claim and two officials are marked; its screen is open."""
    desk = sitting()
    library = desk.desk.library
    codebook.create(
        library,
        "people",
        description="Somebody who acts or speaks.",
        example="a government official",
        counter_example="the government",
        fields=[Field(name="rank"), Field(name="since", kind="date", required=True)],
    )
    codebook.create(library, "people/officials", description="Who speaks for a state.")
    codebook.create(library, "people/defectors")
    codebook.create(library, "events")
    desk.session.reload()
    desk.keys("c j i j i T")
    return desk


def test_all_tags_stand_in_a_tree_with_keys_marks_and_descriptions(book):
    assert book.page(100, 30)[0].split() == ["Codebook", "7", "tags"]
    assert book.page(100, 30)[1].split() == ["Key", "Tag", "Marks", "Description"]
    assert [row[2:].split()[:3] for row in rows(book)] == [
        ["c", "claim", "1"],
        ["q", "quote", "·"],
        ["f", "figure", "·"],
        ["p", "people", "·"],
        ["i", "officials", "2"],
        ["d", "defectors", "·"],
        ["e", "events", "·"],
    ]
    assert rows(book)[3].startswith("  p    people ")
    assert rows(book)[4].startswith("  i      officials ")
    assert "Somebody who acts or speaks." in rows(book)[3]


def test_what_the_chosen_tag_is_for_stands_at_the_bottom(book):
    book.keys("j j j")
    assert [row.strip() for row in book.page(100, 30)[-6:] if row] == [
        "Somebody who acts or speaks.",
        "example: a government official",
        "not: the government",
        "fields: rank, since* (date)",
    ]
    assert book.prompt == "people · no marks"
    book.keys("j")
    told = "\n".join(book.page(100, 30)[-7:])
    assert "Who speaks for a state." in told
    assert "from above: rank, since* (date)" in told


def test_a_tag_without_a_description_says_how_to_write_one(book):
    book.keys("G")
    assert "no description yet: enter writes one" in "\n".join(book.page(100, 30))


def test_a_new_tag_with_its_mark_is_named_before_it_is_taken_back(sitting):
    desk = sitting()
    desk.keys("t 'people' enter T u")
    assert desk.said.startswith("u again takes back")
    desk.keys("u")
    assert desk.marks == []
    assert "people" not in paths(desk)


def test_a_low_page_gives_up_the_words_not_the_tags(book):
    for height in range(1, 24):
        page = book.page(80, height)
        if height > 2:
            assert any(row.startswith("❯") for row in page)


def test_it_is_left_with_escape_and_opened_again_as_it_was(book):
    book.keys("j j escape")
    assert not book.desk.modes
    book.keys("T")
    assert "figure" in chosen(book)


def test_it_opens_in_the_library_too(sitting):
    desk = sitting()
    desk.keys("escape escape T")
    assert len(rows(desk)) == 3
    desk.keys("escape")
    assert desk.prompt == "1 article"


def test_a_new_tag_is_made_chosen_and_said(book):
    steps = book.steps
    book.keys("+ 'themes/arms' enter")
    assert paths(book)[-2:] == ["themes", "themes/arms"]
    assert "arms" in chosen(book)
    assert book.said.startswith("New tag themes/arms, key ")
    assert book.steps == steps + 1
    book.keys("u")
    assert paths(book)[-1] == "events"
    assert book.said.startswith("Undone: ")
    book.keys("U")
    assert paths(book)[-1] == "themes/arms"


def test_the_parent_of_the_chosen_tag_is_offered(book):
    book.keys("j j j j +")
    assert book.prompt.strip() == "New tag"
    book.keys("tab")
    assert book.prompt.startswith("New tag people/")
    book.keys("'soldiers' enter")
    assert "people/soldiers" in paths(book)


@pytest.mark.parametrize("path", ["claim", "a//b", "", "CLAIM"])
def test_a_tag_that_cannot_be_is_told_and_stays_typed(book, path):
    before = book.desk.library.tags()
    book.keys(f"+ '{path}' enter" if path else "+ enter")
    assert book.prompt.startswith("New tag")
    assert path in book.prompt
    assert book.bar(1).endswith((".", "one."))
    assert book.desk.library.tags() == before


def test_a_path_left_half_typed_comes_back(book):
    book.keys("+ 'theme' escape")
    assert "theme" not in paths(book)
    book.keys("+ tab 's' enter")
    assert "themes" in paths(book)


def test_a_whole_path_may_be_typed_wherever_one_stands(book):
    book.keys("+ 'motive/money' enter + 'motive/fear' enter")
    assert paths(book)[-3:] == ["motive", "motive/money", "motive/fear"]


def test_the_form_changes_all_in_one_step(book):
    steps = book.steps
    book.keys("enter ctrl+u 'statement' tab ctrl+u 'a' tab ctrl+u 'blue' tab ctrl+u 'Words.'")
    book.keys("tab 'so' tab 'not so' enter")
    changed = tag(book, "statement")
    assert (changed.key, changed.colour, changed.description) == ("a", "#0000ff", "Words.")
    assert (changed.example, changed.counter_example) == ("so", "not so")
    assert book.steps == steps + 1
    assert book.said == "statement changed; u undoes it"
    book.keys("u")
    assert tag(book, "claim").key == "c"


def test_the_reader_has_the_changed_key_and_colour_at_once(book):
    book.keys("enter tab ctrl+u 'a' tab ctrl+u 'blue' escape escape G a")
    assert [name for name, _ in book.marks].count("claim") == 2
    assert book.session.keys["a"].colour == "#0000ff"
    assert "c" not in book.session.keys
    assert book.session.marks.marks == book.desk.library.marks(book.session.text.id)


@pytest.mark.parametrize(
    ("typing", "label", "words"),
    [
        ("ctrl+u 'quote'", "name", "There is a tag quote already."),
        ("ctrl+u 'a/b'", "name", "cannot hold “/”"),
        ("ctrl+u", "name", "A tag needs a name"),
        ("tab ctrl+u 'q'", "key", "The key q is quote's."),
        ("tab ctrl+u 'j'", "key", "The key j is the reader's own"),
        ("tab ctrl+u '3'", "key", "The key 3 is the reader's own"),
        ("tab ctrl+u 'ab'", "key", "“ab” cannot be a key"),
        ("tab tab ctrl+u 'bluish'", "colour", "“bluish” is no colour"),
    ],
)
def test_a_value_that_cannot_be_taken_is_told_while_it_is_typed_and_keeps_the_form(
    book, typing, label, words
):
    before = book.desk.library.tags()
    book.keys(f"enter {typing}")
    assert words in book.prompt
    book.keys("down down down down down down enter")
    assert words in book.prompt
    (row,) = [row for row in book.page(100, 16) if row.startswith(" ❯")]
    assert row.split()[1] == label
    assert book.desk.library.tags() == before
    book.keys("escape")
    assert book.said.endswith("escape again leaves it as it was.")
    book.keys("escape")
    assert book.said.startswith("Left as before: ")
    assert book.desk.library.tags() == before


def test_what_can_be_taken_is_kept_when_a_wrong_value_is_left(book):
    book.keys("enter ctrl+u 'statement' tab ctrl+u 'q' escape escape")
    assert tag(book, "statement").key == "c"


def test_a_colour_is_shown_and_gone_through(book):
    book.keys("enter tab tab ctrl+n")
    assert "██" in "\n".join(book.page(100, 16))
    book.keys("ctrl+n ctrl+p enter")
    assert tag(book, "claim").colour == codebook.PALETTE[1]


def test_tags_are_nested_and_taken_out_again_each_in_one_step(book):
    steps = book.steps
    book.keys("j >")
    assert paths(book)[:3] == ["claim", "claim/quote", "figure"]
    assert book.said == "quote is below claim; u undoes it"
    assert "quote" in chosen(book)
    book.keys("j >")
    assert paths(book)[:3] == ["claim", "claim/quote", "claim/figure"]
    book.keys(">")
    assert paths(book)[2] == "claim/quote/figure"
    assert book.steps == steps + 3
    book.keys("<")
    assert paths(book)[2] == "claim/figure"
    book.keys("k <")
    # Out of its parent, to the place after it.
    assert paths(book)[:4] == ["claim", "claim/figure", "quote", "people"]
    book.keys("u")
    assert paths(book)[:3] == ["claim", "claim/quote", "claim/figure"]
    book.keys("u u u u")
    assert paths(book)[:3] == ["claim", "quote", "figure"]


def test_what_cannot_be_nested_says_why(book):
    book.keys(">")
    assert book.said == "No tag stands above claim to put it below."
    book.keys("<")
    assert book.said == "claim stands below no tag."
    codebook.create(book.desk.library, "claim/quote")
    book.keys("j j >")
    assert book.said.startswith("There is a tag claim/quote already")


def test_siblings_change_places(book):
    book.keys("J")
    assert paths(book)[:3] == ["quote", "claim", "figure"]
    assert book.said == "claim after quote; u undoes it"
    assert "claim" in chosen(book)
    book.keys("K K")
    assert book.said == "claim is the first."
    book.keys("G K")
    assert paths(book)[3] == "events"
    book.keys("j j J j J")
    assert book.said.endswith("below people.")
    book.keys("u u")
    assert paths(book)[3] == "people"


def test_a_tag_is_put_away_and_taken_up_again(book):
    book.keys("x")
    assert book.said == "claim is put away; its 1 mark stays; x takes it up again; u undoes it"
    assert "put away" in chosen(book)
    assert rows(book)[-1] == chosen(book)
    assert "1 put away" in book.page(100, 30)[0]
    assert "c" not in book.session.keys
    assert [name for name, _ in book.marks].count("claim") == 1
    book.keys("x")
    assert book.said.startswith("claim is taken up again, key c")
    assert "claim" in rows(book)[0]
    book.keys("u u")
    assert not tag(book, "claim").archived_at


def test_archived_tags_stand_after_their_siblings(book):
    book.keys("j j j j x")
    assert [row[2:].split()[0:2] for row in rows(book)][3:] == [
        ["p", "people"],
        ["d", "defectors"],
        ["officials", "2"],
        ["e", "events"],
    ]
    book.keys("k J")
    assert book.said == "defectors is the last below people."


def test_two_tags_become_one_after_enter(book):
    book.keys("j j j j M 'def' ")
    assert book.prompt.startswith("Merge people/officials into def")
    book.keys("enter")
    assert book.prompt == "Merge people/officials, with 2 marks, into people/defectors?"
    assert book.bar(1).startswith("enter merges · escape leaves")
    book.keys("y")
    assert "people/officials" in paths(book)
    book.keys("escape")
    assert book.said == "Left as it is."
    assert "people/officials" in paths(book)
    steps = book.steps
    book.keys("M 'def' enter enter")
    assert "people/officials" not in paths(book)
    assert [name for name, _ in book.marks].count("people/defectors") == 2
    assert "defectors" in chosen(book)
    assert book.said.startswith("people/officials is part of people/defectors now, with 2 marks")
    assert book.steps == steps + 1
    assert book.session.marks.marks == book.desk.library.marks(book.session.text.id)
    book.keys("u")
    assert book.said.startswith("u again takes back")
    book.keys("u")
    assert [name for name, _ in book.marks].count("people/officials") == 2


def test_a_merge_that_cannot_be_says_why(book):
    book.keys("j j j M 'officials' enter enter")
    assert book.said.startswith("The tag people cannot be merged into people/officials")
    assert "people" in paths(book)


def test_its_marks_are_shown_and_left_for_the_codebook_again(book):
    book.keys("j j j j A")
    page = book.page(100, 30)
    assert "Marks of all articles · people/officials" in page[0]
    book.keys("escape")
    assert "officials" in chosen(book)
    book.keys("A enter")
    assert not book.desk.modes
    assert book.session.focused is not None


def test_a_filter_keeps_what_stands_above_a_match(book):
    book.keys("/ 'defe'")
    assert [row[2:].split()[1] for row in rows(book)] == ["people", "defectors"]
    assert "defectors" in chosen(book)
    assert "2 of 7 tags" in book.page(100, 30)[0]
    book.keys("enter")
    assert book.page(100, 30)[0].startswith(" Codebook · “defe”")
    book.keys("escape")
    assert len(rows(book)) == 7
    assert "defectors" in chosen(book)
    book.keys("/ 'somebody'")
    assert "people" in chosen(book)
    book.keys("escape")
    assert len(rows(book)) == 7


def test_a_filter_that_nothing_has_says_so_and_pasted_words_filter(book):
    book.keys("/ 'zz'")
    assert book.page(100, 30)[2].strip() == "No tag has “zz”."
    book.keys("enter")
    assert book.page(100, 30)[2].strip() == "No tag has “zz”: / other words, escape all tags."
    book.keys("enter x M")
    assert book.said.startswith("There is no tag here; + makes one.")
    book.keys("/ ctrl+u")
    book.desk.paste("events\n")
    assert len(rows(book)) == 1
    book.keys("enter")
    book.desk.paste("x")
    assert book.said.startswith("Pasted text is ignored here")


def test_a_new_tag_that_the_filter_leaves_out_ends_the_filter(book):
    book.keys("/ 'events' enter + 'themes' enter")
    assert "themes" in chosen(book)
    assert len(rows(book)) == 8


def test_an_empty_codebook_says_how_to_make_a_tag(sitting):
    desk = sitting()
    for name in ("claim", "quote", "figure"):
        codebook.remove(desk.desk.library, tag(desk, name))
    desk.session.reload()
    desk.keys("T")
    assert desk.page(80, 20)[2].strip() == "The codebook has no tags: + makes one."
    desk.keys("enter")
    assert desk.said == "There is no tag here; + makes one."
    desk.keys("+ 'first' enter")
    assert "first" in chosen(desk)
    desk.keys("escape t 'second' enter")
    assert [name for name, _ in desk.marks] == ["second"]


def test_another_programs_tags_are_seen(book, sitting):
    other = sitting(None)
    codebook.create(other.desk.library, "rumours")
    assert any("rumours" in row for row in rows(book))
    book.desk.renew()
    assert "r" in book.session.keys


def test_a_step_of_another_place_is_named_before_it_is_undone(sitting):
    desk = sitting()
    desk.keys("c T u")
    assert desk.said.startswith("u again takes back")
    assert desk.marks
    desk.keys("u")
    assert desk.marks == []


def test_where_nothing_can_be_written_it_says_so(sitting):
    sitting().desk.library.close()
    desk = sitting(read_only=True)
    desk.keys("T")
    for key in ("enter", "+", "J", "x", "M", "u", "j >"):
        before = len(desk.desk.modes)
        desk.keys(key)
        assert desk.said, key
        assert len(desk.desk.modes) == before


def test_help_and_palette_have_all_its_keys(book):
    book.keys("?")
    told = "\n".join(book.page(160, 60))
    for binding in Keymap().within("codebook"):
        assert binding.help in told
    book.keys("x : 'put away' enter")
    assert tag(book, "claim").archived_at
    book.keys("escape : 'codebook' enter")
    assert book.prompt.startswith("claim")


async def test_keys_in_one_burst_end_as_if_typed_slowly(reader):
    async with reader() as first:
        await first.burst(
            "T + 'people/officials' enter enter tab ctrl+u 'z' backspace 'a' enter escape a"
        )
        assert [name for name, _ in first.marks] == ["people/officials"]


async def test_the_screen_shows_it(reader):
    async with reader() as first:
        await first.keys("c T")
        assert first.screen()[2].startswith("❯ c    claim")
        assert first.status == "claim · 1 mark"
        assert first.footer.startswith("enter edit · + new · > < J K move · x put away · F fields")


def test_the_mouse_chooses_a_tag_and_opens_it_and_nothing_below_the_rows(book):
    def click(y: int, *, again: bool = False) -> None:
        rows = len(book.page(100, 30))
        book.desk.point(lambda: book.desk.modes[-1].click(book.desk, Clicked(y, 5, rows, again)))

    for y in (4, 0, 1, 12, 28):
        click(y)
        assert "figure" in chosen(book)
    book.desk.modes[-1].wheel(book.desk, 3)
    assert "figure" in chosen(book)
    click(5)
    click(5, again=True)
    assert book.prompt == "Tag people"
    book.keys("escape F")
    click(3)
    click(3, again=True)
    assert book.prompt == "Field since of people"


def test_a_click_below_the_tags_of_a_box_takes_none(book):
    book.keys("escape escape j enter")
    menu = book.desk.modes[-1]
    page = book.page(80, 16)
    menu.click(book.desk, Clicked(len(page) - 1, 5, len(page), again=False))
    assert book.desk.modes == [menu]
    book.keys("t 'peo'")
    picker = book.desk.modes[-1]
    page = book.page(80, 16)
    picker.click(book.desk, Clicked(len(page) - 1, 5, len(page), again=False))
    assert book.desk.modes == [picker]
    picker.click(book.desk, Clicked(1, 5, len(page), again=False))
    assert [name for name, _ in book.marks].count("people/officials") == 3
    assert not book.desk.modes
