"""The library as a list that is filtered, sorted and grouped, and walked from inside the reader."""

from __future__ import annotations

import pytest

from annotate_tui.services import articles, marking
from annotate_tui.services.adding import add_bytes
from annotate_tui.store.library import Library
from annotate_tui.tui.acts import opening
from annotate_tui.tui.shelf import Shelf

SHELF = (
    ("Rice prices rise", "Herald", "2026-03-02", "en"),
    ("Bus lanes", "Echo", "2026-04-18", "de"),
    ("Rice harvest", "Echo", "2026-03-20", "ko"),
    ("Crane delayed", "Herald", "", ""),
    ("Ein Zug", "", "2025-12-31", "de"),
)


@pytest.fixture
def shelf(new_library):
    """Five articles, numbered as in SHELF from 1."""
    library = new_library()
    for i, (title, site, published, language) in enumerate(SHELF, 1):
        words = f"Article {i} begins so. " + "It goes on here. " * i
        added = add_bytes(library, words.encode(), f"/texts/{i}.txt")
        articles.edit(
            library, added.article.id, title=title, site=site, published=published,
            language=language,
        )  # fmt: skip
    return library


@pytest.fixture
def desk(shelf, sitting):
    sat = sitting(None)
    sat.keys("j k")
    return sat


def rows(desk, height=14, width=100):
    """The rows below the heads, as words."""
    lines = desk.desk.modes[-1].lines(desk.desk, width, height)
    return ["".join(words for words, _ in runs).rstrip() for runs in lines]


def titles(desk):
    """The titles listed, in order."""
    known = [title for title, *_ in SHELF]
    return [t for row in rows(desk)[1:] for t in known if row[2:].startswith(t)]


def chosen(desk):
    return next(row for row in rows(desk) if row.startswith("❯"))[2:].split("  ")[0]


def test_words_typed_leave_the_articles_that_have_them(desk):
    desk.keys("/ 'ri'")
    assert titles(desk) == ["Rice prices rise", "Rice harvest"]
    assert desk.prompt.startswith("Filter ri")
    assert desk.prompt.endswith("2 of 5 articles")
    desk.keys("'ce ha'")
    assert titles(desk) == ["Rice harvest"]
    desk.keys("backspace backspace backspace enter")
    assert desk.prompt == "2 of 5 articles with “rice”"
    desk.keys("j")
    assert chosen(desk) == "Rice harvest"


def test_escape_shows_all_again_and_then_leaves(desk):
    desk.keys("enter escape escape / 'rice' enter")
    assert len(titles(desk)) == 2
    desk.keys("escape")
    assert len(titles(desk)) == 5
    assert desk.said == "All articles again"
    desk.keys("escape")
    assert not desk.desk.modes


def test_escape_while_typing_takes_the_filter_away(desk):
    desk.keys("/ 'rice' escape")
    assert len(titles(desk)) == 5
    assert desk.prompt == "Article 1 of 5 articles"


def test_the_chosen_article_stays_chosen_while_the_filter_changes(desk):
    desk.keys("j j")
    desk.keys("/ 'rice'")
    assert chosen(desk) == "Rice harvest"
    desk.keys("' zzz'")
    assert any("No article has “rice zzz”" in row for row in rows(desk))
    desk.keys("ctrl+u")
    assert chosen(desk) == "Rice harvest"


def test_rows_are_moved_along_while_one_types(desk):
    desk.keys("/ 'rice' down enter")
    assert chosen(desk) == "Rice harvest"
    desk.keys("/ up enter")
    assert chosen(desk) == "Rice prices rise"


def test_a_filter_that_leaves_nothing_says_so_and_opens_nothing(desk):
    desk.keys("/ 'xyz' enter")
    assert desk.prompt == "0 of 5 articles with “xyz”"
    assert any("escape shows all articles again; / takes other words." in r for r in rows(desk))
    desk.keys("enter")
    assert desk.said == "No article has “xyz”."
    for key in ("!", "x", "z d", "z o"):
        desk.keys(key)
        assert desk.said == "There is no article here."
    assert desk.desk.session is None


def test_pasted_words_filter_while_one_types(desk):
    desk.keys("/")
    desk.desk.paste("harvest\n")
    assert titles(desk) == ["Rice harvest"]


def test_a_burst_filters_and_opens(desk):
    desk.keys("/ 'harvest' enter enter")
    assert desk.session.article.title == "Rice harvest"


def test_the_filter_is_kept_when_the_library_is_opened_again(desk):
    desk.keys("/ 'rice' enter enter escape escape")
    assert desk.prompt == "2 of 5 articles with “rice”"
    desk.keys("/")
    assert desk.prompt.startswith("Filter rice")


@pytest.mark.parametrize(
    ("presses", "first", "head", "said"),
    [
        (1, "Bus lanes", "Title ▲", "Sorted by title, A first"),
        (2, "Ein Zug", "Source ▲", "Sorted by source, A first"),
        (3, "Bus lanes", "Date ▼", "Sorted by date, newest first"),
        (4, "Bus lanes", "Lang ▲", "Sorted by language, A first"),
        (5, "Ein Zug", "Length ▼", "Sorted by length, longest first"),
        (6, "Crane delayed", "▼   C", "Sorted by marks, most first"),
        (7, "Bus lanes", "Read ▼", "Sorted by progress, most first"),
        (8, "Rice harvest", "Done▼", "Sorted by when done, newest first"),
        (9, "Rice prices rise", "", "Sorted as added, oldest first"),
    ],
)
def test_each_column_sorts_and_its_head_says_so(desk, presses, first, head, said):
    library = desk.desk.library
    by_title = {row.title: row for row in library.articles()}
    desk.keys("j j j enter c escape escape escape")
    marking.set_done(library, by_title["Rice harvest"].id, True)
    library.save_position(by_title["Bus lanes"].id, 50)
    desk.keys("S " * presses + "g")
    assert titles(desk)[0] == first
    assert head in rows(desk)[0]
    desk.keys("R")
    desk.keys("R")
    assert desk.said == said


def test_the_other_way_round_what_is_unknown_stays_last(desk):
    desk.keys("S S S")
    assert titles(desk)[0] == "Bus lanes"
    desk.keys("R")
    assert desk.said == "Sorted by date, oldest first"
    assert [titles(desk)[0], titles(desk)[-1]] == ["Ein Zug", "Crane delayed"]


def test_the_article_that_was_chosen_is_chosen_in_another_order(desk):
    desk.keys("j S")
    assert chosen(desk) == "Bus lanes"
    desk.keys("j R")
    assert chosen(desk) == "Crane delayed"


def test_at_the_top_another_order_shows_its_own_top(desk):
    desk.keys("S")
    assert chosen(desk) == "Bus lanes"


def test_groups_have_heads_that_are_not_chosen(desk):
    desk.keys("#")
    assert desk.said == "Grouped by source"
    shown = rows(desk)[2:]
    assert [row.strip() for row in shown if "· 1 a" in row or "· 2 a" in row] == [
        "5.txt · 1 article",
        "Echo · 2 articles",
        "Herald · 2 articles",
    ]
    seen = []
    for _ in range(5):
        seen.append(chosen(desk))
        desk.keys("j")
    assert seen == ["Ein Zug", "Bus lanes", "Rice harvest", "Rice prices rise", "Crane delayed"]
    desk.keys("#")
    assert desk.said == "Grouped by month"
    assert [row.strip() for row in rows(desk)[2:] if "article" in row] == [
        "2025-12 · 1 article",
        "2026-03 · 2 articles",
        "2026-04 · 1 article",
        "No date · 1 article",
    ]
    desk.keys("#")
    assert desk.said == "Not grouped"
    assert not [row for row in rows(desk)[2:] if "article" in row]


@pytest.mark.parametrize("height", range(3, 12))
def test_in_any_height_the_chosen_row_and_its_group_are_in_view(desk, height):
    desk.keys("#")
    for key in "jjjjjkkkkkGgG":
        desk.keys(key)
        shown = rows(desk, height)
        assert len(shown) <= height
        assert len([row for row in shown if row.startswith("❯")]) == 1
    desk.keys("G")
    assert rows(desk, height)[-1].startswith("❯ Crane delayed")


def test_a_filter_counts_its_own_groups(desk):
    desk.keys("# / 'rice'")
    heads = [row.strip() for row in rows(desk)[2:] if "article" in row]
    assert heads == ["Echo · 1 article", "Herald · 1 article"]


def test_done_is_kept_in_place_in_the_order_of_what_is_done(desk):
    desk.keys("S S S S S S S S")
    before = titles(desk)
    desk.keys("j j !")
    assert titles(desk) == before
    assert rows(desk)[4].endswith("done")
    desk.keys("u")
    assert not rows(desk)[4].endswith("done")
    desk.keys("U")
    assert any(row.endswith("done") for row in rows(desk))


def test_done_in_the_list_is_known_in_the_text_below(desk):
    desk.keys("enter escape escape !")
    assert desk.session.article.done_at
    desk.keys("escape !")
    assert desk.said == "Article not done any more."


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


def test_a_key_unknown_to_the_list_says_so_and_z_says_what_may_follow(desk):
    desk.keys("z")
    assert desk.said == "z then d title · o open the source in its own program"
    desk.keys("y")
    assert desk.said == "y does nothing here; ? shows what can be done."


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


@pytest.mark.parametrize(("width", "heads"), [
    (60, ["Title", "Date", "C", "Q", "F", "Read"]),
    (80, ["Title", "Source", "Date", "C", "Q", "F", "Read"]),
    (120, ["Title", "Source", "Date", "Lang", "Length", "claim", "quote", "figure", "notes",
           "Read"]),
    (180, ["No", "Title", "Source", "Date", "Lang", "Length", "claim", "quote", "figure", "notes",
           "Read", "Done"]),
])  # fmt: skip
def test_the_width_decides_which_columns_are_shown(desk, width, heads):
    shown = rows(desk, width=width)
    assert shown[0].split() == heads


def test_many_tags_are_counted_together_at_the_end(desk):
    library = desk.desk.library
    with library.step("tags") as step:
        for n in range(12):
            step.insert("tag", {
                "id": f"t{n}", "name": f"tag{n}", "key": "", "position": 10 + n,
            })  # fmt: skip
    desk.keys("enter t 'tag11' enter escape escape escape")
    head, legend, row = rows(desk, width=80)[:3]
    assert head.split()[-2:] == ["+", "Read"]
    assert legend.endswith("+ others")
    assert row.split()[-2] == "1"


async def test_the_screen_never_reads_every_article(shelf, reader, monkeypatch):
    def refuse(_self):
        raise AssertionError("all articles were read")

    monkeypatch.setattr(Library, "articles", refuse)
    async with reader("") as first:
        await first.keys("j G / 'rice' enter S R # # # x j ! enter ] [ escape escape")
        assert first.status.startswith("2 of 5 articles")
