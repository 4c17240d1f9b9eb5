"""The search of the library: results as one types, to a passage and back, the index behind it."""

from __future__ import annotations

from time import monotonic

import pytest

from annotate_tui.tui.acts import indexing
from annotate_tui.tui.modes import passages
from annotate_tui.tui.modes.passages import Passages


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine must not put off a search until nobody types."""
    monkeypatch.setattr(passages, "SLOW", 10)


def test_results_come_as_one_types_and_n_goes_on_in_the_text(two):
    two.keys("; 'price of ri'")
    assert {row[2:].split()[0] for row in two.rows()} >= {"text", "mark"}
    assert two.bar().startswith("Search all articles price of ri")
    assert "found" in two.bar()
    two.keys("ctrl+u 'watched' enter")
    assert two.labels() == ["text"]
    assert "watched" in two.chosen()
    two.keys("enter")
    assert two.selected == "watched"
    assert two.said == "B back to the list"
    two.keys("B")
    assert isinstance(two.desk.modes[-1], Passages)
    assert two.labels() == ["text"]
    two.keys("/ ctrl+u 'everyone' enter enter n")
    assert two.selected == "everyone"


def test_n_finds_the_next_place_of_the_words(two):
    two.keys("; 'price' enter t 'texts' enter")
    assert set(two.labels()) == {"text"}
    two.keys("enter")
    first = two.session.reading.start
    assert two.selected.casefold() == "price"
    two.keys("n")
    assert two.selected.casefold() == "price"
    assert two.session.reading.start > first


def test_a_found_mark_is_in_focus_and_a_title_opens_its_article(two):
    two.keys("; 'fuel fell' enter enter B escape escape escape escape")
    two.keys("; 'ask them' enter")
    assert two.labels() == ["note"]
    two.keys("enter")
    assert two.session.focused.annotation.note == "ask them"
    two.keys("; 'market in' enter t 'titles' enter enter")
    assert two.session.article.number == 2
    assert not two.desk.modes


@pytest.mark.parametrize("typed", ['"', "(", "* OR", "NEAR(", "-", ":", "100%", "한국", "\\", "^a"])
def test_any_typed_text_is_safe(two, typed):
    two.keys(f"; '{typed}'")
    two.page()
    two.keys("enter")
    assert isinstance(two.desk.modes[-1], Passages)
    two.keys("escape escape")


def test_nothing_found_keeps_the_field_and_escape_leaves_it(two):
    two.keys("; 'zebra' enter")
    assert two.said == "Nothing matches “zebra”"
    two.keys("escape")
    assert not two.desk.modes
    two.keys("; escape")
    assert not two.desk.modes
    two.keys("; enter")
    assert two.said.startswith("Type words")
    two.keys("'rice' enter / ctrl+u 'zebra' escape")
    assert "rice" in two.page()[0]
    assert two.rows()


def test_what_is_not_indexed_yet_is_told_and_looked_for_again_while_nobody_types(two, monkeypatch):
    monkeypatch.setattr(passages, "AGAIN", -1)
    two.keys("; 'rice' enter")
    two.page()
    here = two.chosen()
    two.desk.modes[-1]._hits.unsearched = 7
    two.desk.last_key = monotonic()
    monkeypatch.setattr(passages, "STILL", 1000)
    assert "still indexing… 7 to go" in two.page()[0]
    two.keys("j k")
    assert "still indexing… 7 to go" in two.page()[0]
    monkeypatch.setattr(passages, "STILL", 0)
    two.desk.last_key = 0
    assert "indexing" not in two.page()[0]
    assert two.chosen() == here


def test_what_a_read_only_file_does_not_search_is_told(sitting, two):
    again = sitting(None, read_only=True)
    again.keys("j ; 'rice' enter")
    assert again.rows()
    again.desk.modes[-1]._hits.unsearched = 7
    assert "7 not searched: the file is read-only" in again.page()[0]
    again.keys("escape A")
    assert len(again.rows()) == 4
    again.keys("/ 'ask' enter enter")
    assert again.session.focused.annotation.note == "ask them"


def test_the_index_waits_until_nobody_types(two, monkeypatch):
    asked = []
    monkeypatch.setattr(two.desk.library, "index_more", lambda s: bool(asked.append(s)) or True)
    monkeypatch.setattr(indexing, "PAUSE", 1000)
    indexing.index_later(two.desk)
    two.desk.last_key = indexing.monotonic()
    assert not two.desk.work() or indexing.JOB in two.desk.jobs
    assert not asked
    monkeypatch.setattr(indexing, "PAUSE", 0)
    while indexing.JOB in two.desk.jobs:
        two.desk.work()
    assert asked == [indexing.SLICE]


def test_a_search_that_takes_long_waits_until_nobody_types_but_enter_does_not(two, monkeypatch):
    monkeypatch.setattr(passages, "SLOW", -1)
    monkeypatch.setattr(passages, "STILL", 1000)
    two.keys("; 'ri'")
    two.page()
    assert passages.JOB in two.desk.jobs
    assert "searching…" in two.bar()
    two.keys("'ce' enter")
    assert two.rows()
    assert "found" in two.page()[0]
    two.keys("/ ctrl+u 'fuel'")
    two.page()
    monkeypatch.setattr(passages, "STILL", 0)
    while passages.JOB in two.desk.jobs:
        two.desk.work()
    assert "fuel" in two.chosen()


def test_pasted_words_are_searched_for(two):
    two.keys(";")
    two.desk.paste("watched\nby")
    assert two.labels() == ["text"]
