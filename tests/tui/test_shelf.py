"""The library as a list that is filtered as one types, sorted and grouped."""

from __future__ import annotations

import pytest
from tests.shelves import chosen, fill, rows, titles

from annotate_tui.services import marking


@pytest.fixture
def shelf(new_library):
    return fill(new_library())


@pytest.fixture
def desk(shelf, sitting):
    sat = sitting(None)
    sat.keys("j k")
    return sat


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


def test_a_key_unknown_to_the_list_says_so_and_z_says_what_may_follow(desk):
    desk.keys("z")
    assert desk.said == "z then d details · v variables · n new · r refresh · o source"
    desk.keys("y")
    assert desk.said == "zy does nothing here; ? shows what can be done."


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
