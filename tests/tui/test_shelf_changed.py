"""Articles removed and brought back in the library, also elsewhere; the list walked in the reader."""

from __future__ import annotations

import pytest
from tests.shelves import SHELF, chosen, fill, rows, titles

from annotate_tui.services import articles
from annotate_tui.services.adding import add_bytes
from annotate_tui.store.library import Library
from annotate_tui.tui.acts import opening
from annotate_tui.tui.shelf import Shelf


@pytest.fixture
def shelf(new_library):
    return fill(new_library())


@pytest.fixture
def desk(shelf, sitting):
    sat = sitting(None)
    sat.keys("j k")
    return sat


def test_remove_asks_once_and_undo_brings_it_back(desk):
    desk.keys("enter c escape escape escape x")
    assert desk.said == ("x again removes “Rice prices rise”, with its 1 mark; u brings it back")
    assert len(titles(desk)) == 5
    desk.keys("j k x")
    assert len(titles(desk)) == 5
    desk.keys("x")
    assert desk.said == "“Rice prices rise” removed, with its 1 mark; u brings it back"
    assert "Rice prices rise" not in titles(desk)
    assert desk.desk.session is None
    assert chosen(desk) == "Bus lanes"
    assert desk.marks == []
    desk.keys("escape")
    assert desk.said.startswith("This is the library")
    desk.keys("u")
    assert "Rice prices rise" in titles(desk)
    assert chosen(desk) == "Rice prices rise"
    assert len(desk.marks) == 1
    desk.keys("U")
    assert "Rice prices rise" not in titles(desk)


def test_removal_of_another_article_leaves_the_open_one_and_the_reader_undoes_it(desk):
    desk.keys("enter escape escape j x x")
    assert desk.session.article.title == "Rice prices rise"
    desk.keys("escape u")
    assert desk.said.startswith("u again takes back: article “Bus lanes” removed")
    desk.keys("u")
    assert [a.title for a in desk.desk.library.articles()][1] == "Bus lanes"
    assert desk.session.article.title == "Rice prices rise"


def test_the_last_row_removed_leaves_the_one_before_chosen(desk):
    desk.keys("G x x")
    assert chosen(desk) == "Crane delayed"


def test_all_removed_is_an_empty_library_again(desk):
    desk.keys("x x " * 5)
    assert any("Nothing here yet" in row for row in rows(desk))
    desk.keys("u")
    assert len(titles(desk)) == 1


def test_undo_in_the_list_names_first_what_happened_in_a_text(desk):
    desk.keys("enter c escape escape escape u")
    assert desk.said.startswith("u again takes back: claim")
    assert desk.said.endswith("(in the text of an article)")
    assert len(desk.marks) == 1
    desk.keys("u")
    assert desk.marks == []
    assert len(desk.session.marks) == 0
    desk.keys("U")
    assert desk.said.startswith("U again does: claim")
    desk.keys("U")
    assert len(desk.session.marks) == 1


def test_undo_of_an_addition_is_named_first(sitting, sample):
    desk = sitting(None)
    desk.keys("j enter escape escape u")
    assert desk.said.startswith("u again takes back: article “Growing unrest")
    assert desk.said.endswith("added (the article itself)")
    desk.keys("u")
    assert desk.desk.session is None
    assert any("Nothing here yet" in row for row in rows(desk))


def test_an_article_that_was_removed_is_not_opened(desk):
    row = desk.desk.library.articles()[0]
    articles.remove(desk.desk.library, row.id)
    opening.show(desk.desk, desk.desk.library.article(row.id))
    assert desk.said == "“Rice prices rise” was removed from the library."
    assert desk.desk.session is None


def test_nothing_to_undo_is_said(sitting):
    desk = sitting(None)
    desk.keys("j u")
    assert desk.said == "Nothing to undo."
    desk.keys("U")
    assert desk.said == "Nothing to redo."


def test_a_library_for_reading_says_why_nothing_changes(shelf, sitting):
    desk = sitting(None, read_only=True)
    desk.keys("j")
    for keys in ("x", "u", "U", "z d"):
        desk.keys(keys)
        assert "read" in desk.said, keys
    desk.keys("/ 'rice' enter S #")
    assert len(desk.desk.library.articles()) == 5


def test_the_reader_walks_the_list_as_it_is_filtered_and_sorted(desk):
    desk.keys("/ 'e' enter S enter")
    first = desk.session.article.title
    assert first == "Bus lanes"
    desk.keys("j c ]")
    assert desk.said == "Article 2 of 5 (filtered by “e”, sorted by title)"
    assert desk.session.article.title == "Crane delayed"
    desk.keys("] ] ]")
    assert desk.session.article.title == "Rice prices rise"
    desk.keys("]")
    assert desk.said == "Article 5 of 5 (filtered by “e”, sorted by title): the last one"
    desk.keys("[ [ [ [")
    assert desk.session.article.title == "Bus lanes"
    assert desk.selected == "It goes on here."
    assert len(desk.marks) == 1
    desk.keys("[")
    assert desk.said == "Article 1 of 5 (filtered by “e”, sorted by title): the first one"


def test_without_a_list_the_order_is_as_added(shelf, sitting):
    desk = sitting()
    desk.keys("[")
    assert desk.said == "Article 5 of 6"
    assert desk.session.article.title == "Ein Zug"
    desk.keys("] ]")
    assert desk.said == "Article 6 of 6: the last one"


def test_walking_in_the_order_of_progress_is_not_disturbed_by_reading(desk):
    desk.keys("S S S S S S S enter")
    seen = [desk.session.article.title]
    for _ in range(4):
        desk.keys("G ]")
        seen.append(desk.session.article.title)
    assert seen == [title for title, *_ in reversed(SHELF)]


def test_an_article_that_fell_out_of_the_list_keeps_its_place_in_the_walk(shelf):
    listed = Shelf(shelf)
    listed.narrow("e")
    rice, bus, harvest, *_ = [row.id for row in shelf.articles()]
    assert listed.told(bus) == "Article 2 of 5 (filtered by “e”)"
    articles.remove(shelf, bus)
    listed.fresh()
    assert listed.told(bus) == "This article is not among the 4 listed (filtered by “e”)"
    assert listed.walk(bus, 1) == harvest
    assert listed.walk(bus, -1) == rice


def test_removed_articles_are_walked_over(desk):
    desk.keys("S enter")
    gone = next(a for a in desk.desk.library.articles() if a.title == "Crane delayed")
    articles.remove(desk.desk.library, gone.id)
    desk.keys("]")
    assert desk.session.article.title == "Ein Zug"
    desk.keys("[")
    assert desk.session.article.title == "Bus lanes"


def test_what_another_program_wrote_is_listed_with_the_next_picture(desk, library_path):
    assert len(titles(desk)) == 5
    with Library.open(library_path) as other:
        articles.remove(other, other.articles()[1].id)
    assert titles(desk) == ["Rice prices rise", "Rice harvest", "Crane delayed", "Ein Zug"]


async def test_the_app_draws_what_another_program_wrote(shelf, reader, library_path):
    async with reader("") as first:
        assert first.status == "Article 1 of 5 articles"
        with Library.open(library_path) as other:
            articles.remove(other, other.articles()[0].id)
        first.app._look_for_changes()
        await first.pilot.pause()
        assert first.status == "Article 1 of 4 articles"
        assert first.screen()[2].startswith("❯ Bus lanes")


async def test_an_open_article_that_another_program_removes_is_closed(shelf, reader, library_path):
    async with reader() as first:
        with Library.open(library_path) as other:
            articles.remove(other, first.session.article.id)
        first.app._look_for_changes()
        await first.pilot.pause()
        assert first.desk.session is None
        assert first.status == (
            "Article 1 of 5 articles · The article that was open was removed by another"
        )
        await first.keys("j enter")
        assert first.session.article.title == "Bus lanes"


async def test_a_note_that_is_typed_holds_a_removed_article_open(shelf, reader, library_path):
    async with reader() as first:
        await first.keys("M 'half a'")
        with Library.open(library_path) as other:
            articles.remove(other, first.session.article.id)
        first.app._look_for_changes()
        await first.pilot.pause()
        await first.keys("' note' enter")
        assert first.session.library.article(first.session.article.id).note == "half a note"
        first.app._look_for_changes()
        await first.pilot.pause()
        assert first.desk.session is None
        assert first.status.endswith("was removed by another")


@pytest.mark.parametrize("shown", ["A", "; 'rice' enter"])
async def test_behind_a_list_over_an_article_that_went_stands_the_library(
    shelf, reader, library_path, shown
):
    async with reader() as first:
        await first.keys(shown)
        with Library.open(library_path) as other:
            articles.remove(other, first.session.article.id)
        first.app._look_for_changes()
        await first.keys("escape")
        assert first.desk.session is None
        assert first.status == "Article 1 of 5 articles"
        assert any(row.startswith("❯ Rice prices rise") for row in first.screen())


async def test_a_burst_ends_as_if_typed_slowly(shelf, reader):
    async with reader("") as first:
        await first.burst("/ 'crane' enter enter")
        assert first.session.article.title == "Crane delayed"


async def test_a_form_over_the_list_leaves_the_chosen_row_in_view(shelf, reader):
    async with reader("", size=(80, 16)) as first:
        await first.burst("G z d")
        shown = first.screen()
        assert any(row.startswith("❯ Ein Zug") for row in shown)
        assert any("published" in row for row in shown)
        await first.burst("end ' rast' enter")
        assert any(row.startswith("❯ Ein Zug rast") for row in first.screen())
        assert first.status.endswith("Details kept; u undoes it.")


async def test_the_screen_never_reads_every_article(shelf, reader, monkeypatch):
    def refuse(_self):
        raise AssertionError("all articles were read")

    monkeypatch.setattr(Library, "articles", refuse)
    async with reader("") as first:
        await first.keys("j G / 'rice' enter S R # # # x j ! enter ] [ escape escape")
        assert first.status.startswith("2 of 5 articles")


def test_the_wheel_reaches_both_ends_of_a_list_in_groups(sitting):
    desk = sitting(None)
    for n in range(40):
        added = add_bytes(desk.desk.library, f"Words of {n}.".encode(), f"/texts/{n}.txt")
        articles.edit(desk.desk.library, added.article.id, title=f"T{n:02}", site=f"S{n // 4}")
    desk.keys("j k #")
    listed = desk.desk.modes[-1]
    for step, end in ((3, "T39"), (-3, "T00")):
        for _ in range(20):
            assert len(desk.page(80, 14)) == 14
            listed.wheel(desk.desk, step)
        assert any(end in row for row in desk.page(80, 14))


def test_the_row_that_the_wheel_hands_on_to_stays_chosen_in_another_order(desk):
    desk.keys("g")
    rows(desk, 5)
    desk.desk.modes[-1].wheel(desk.desk, 2)
    assert chosen(desk) == "Bus lanes"
    desk.keys("S")
    assert chosen(desk) == "Bus lanes"
