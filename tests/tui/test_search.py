"""Search in the text and copying from it."""

from __future__ import annotations


def test_a_match_becomes_the_selection_and_n_goes_on_round_the_text(sitting):
    desk = sitting()
    desk.keys("/ 'defectors' enter")
    assert desk.selected == "defectors"
    assert desk.said == "“defectors”"
    first = desk.session.reading.start
    desk.keys("n")
    assert desk.session.reading.start > first
    starts = [first, desk.session.reading.start]
    while "again from the top" not in desk.said:
        desk.keys("n")
        starts.append(desk.session.reading.start)
    assert desk.session.reading.start == first
    assert starts[:-1] == sorted(set(starts))
    desk.keys("N")
    assert desk.session.reading.start == starts[-2]
    assert "again from the end" in desk.said


def test_the_same_search_again_goes_on(sitting):
    desk = sitting()
    desk.keys("/ 'north korean' enter")
    first = desk.session.reading.start
    desk.keys("/ enter")
    second = desk.session.reading.start
    assert second > first
    desk.keys("/ 'north korean' enter")
    assert desk.session.reading.start > second


def test_search_is_literal_and_capitals_count_where_they_are_typed(sitting, tmp_path):
    (tmp_path / "a.txt").write_text("A [b] is not (c). Ask NATO, not nato.\n\nMore a.c here.\n")
    desk = sitting(tmp_path / "a.txt")
    desk.keys("/ '[b]' enter")
    assert desk.selected == "[b]"
    desk.keys("/ 'a.c' enter")
    assert desk.selected == "a.c"
    desk.keys("g / 'NATO' enter n")
    assert desk.selected == "NATO"
    assert "again from the top" in desk.said


def test_words_over_a_line_break_are_found(sitting, tmp_path):
    (tmp_path / "a.txt").write_text(
        "The first line of a paragraph that goes on\nover its end and ends here.\n"
    )
    desk = sitting(tmp_path / "a.txt")
    desk.keys("/ 'goes on over' enter")
    assert desk.selected == "goes on\nover"


def test_the_selection_is_searched_for(sitting):
    desk = sitting()
    desk.keys("/ 'elite' enter")
    here = desk.session.reading.start
    desk.keys("*")
    assert desk.selected.casefold() == "elite"
    assert desk.session.reading.start > here


def test_what_is_not_there_is_said_and_nothing_moves(sitting):
    desk = sitting()
    before = desk.session.reading
    desk.keys("/ 'zebra' enter")
    assert desk.said == "“zebra” is not in this text."
    assert desk.session.reading == before
    desk.keys("n")
    assert desk.said == "“zebra” is not in this text."


def test_without_words_it_says_what_to_type(sitting):
    desk = sitting()
    for key in ("n", "N"):
        desk.keys(key)
        assert desk.said == "Nothing searched for yet; / asks for words."
    desk.keys("/ enter")
    assert desk.said == "Type words to search for."
    desk.keys("/ 'abc' escape n")
    assert desk.said == "Nothing searched for yet; / asks for words."


def test_a_match_can_be_tagged_and_its_edges_moved(sitting):
    desk = sitting()
    desk.keys("/ '16 north' enter L L f")
    assert desk.marks == [("figure", "16 North Korean defectors")]


def test_copy_hands_over_the_words_as_they_stand(sitting):
    desk = sitting()
    desk.keys("l y")
    assert desk.view.copied == ["There"]
    assert desk.said == "Copied"


async def test_the_screen_copies_to_the_terminal_and_says_so(reader, monkeypatch):
    from annotate_tui.tui import app

    monkeypatch.setattr(app, "copy_to_system", lambda words: "")
    async with reader() as first:
        await first.keys("l y")
        assert first.app.clipboard == "There"
        assert first.status.endswith("Copied, to the terminal (OSC 52)")
        monkeypatch.setattr(app, "copy_to_system", lambda words: "pbcopy")
        await first.keys("y")
        assert first.said.endswith("and by pbcopy")
