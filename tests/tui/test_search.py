"""Search in the text, while it is typed and after, and copying from it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate_tui.reading import patterns
from annotate_tui.reading.patterns import Literal
from annotate_tui.tui.modes import search as mode

pytestmark = pytest.mark.usefixtures("unhurried")


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


def test_a_selection_too_long_to_search_for_is_said(sitting, tmp_path):
    (tmp_path / "a.txt").write_text("Long words, " * 400 + "\n")
    desk = sitting(tmp_path / "a.txt")
    desk.keys("+ *")
    assert desk.said.endswith("is too long to search for: at most 2,000 characters.")
    assert desk.session.search is None
    desk.keys("/")
    desk.desk.paste("long words, " * 400)
    assert desk.prompt.endswith("too long to search for: at most 2,000 characters")


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


def test_the_first_match_and_the_count_show_while_one_types(sitting):
    desk = sitting()
    desk.keys("j j")
    before = desk.session.reading
    desk.keys("/ 'def'")
    assert desk.prompt == "/ def   [5/9]"
    assert desk.selected == "def"
    assert desk.session.reading.start >= before.start
    desk.keys("'ectors'")
    assert desk.prompt == "/ defectors   [1/2]"
    assert desk.selected == "defectors"
    desk.keys("'zz'")
    assert desk.prompt == "/ defectorszz   not in this text"
    assert desk.session.reading == before
    desk.keys("backspace backspace")
    assert desk.selected == "defectors"
    desk.keys("ctrl+u")
    assert desk.session.reading == before
    assert desk.session.lit is None
    desk.keys("escape G / 'defectors'")
    assert desk.prompt == "/ defectors   [1/2], from the top"


def test_escape_goes_back_to_where_one_was(sitting):
    desk = sitting()
    desk.keys("c j k tab")
    before = desk.session.reading
    assert before.focus
    desk.keys("/ 'russia' escape")
    assert desk.session.reading == before
    assert desk.session.lit is None
    desk.keys("/ 'russia' enter")
    lit = desk.session.lit
    assert lit is not None
    desk.keys("/ 'korea' escape")
    assert desk.session.lit is lit


def test_a_mark_that_went_meanwhile_is_not_in_focus_again(sitting):
    desk = sitting()
    desk.keys("c j k tab / 'russia'")
    with desk.desk.library.step("remove") as step:
        mark = desk.session.marks.marks[0].annotation
        step.update("annotation", mark.id, {"removed_at": "2026-11-23T12:00:00.000Z"})
    desk.session.reload()
    desk.keys("escape")
    assert desk.session.reading.focus is None


def test_tab_turns_regular_expressions_on_and_off(sitting):
    desk = sitting()
    desk.keys(r"/ '\d+ north'")
    assert desk.prompt == r"/ \d+ north   not in this text"
    desk.keys("tab")
    assert desk.prompt == r"/re/ \d+ north   [1/1]"
    assert desk.selected == "16 North"
    desk.keys("tab")
    assert desk.prompt == r"/ \d+ north   not in this text"
    desk.keys("tab enter")
    assert desk.said == r"/\d+ north/"
    desk.keys("n")
    assert desk.said == r"/\d+ north/, again from the top"


def test_a_bad_pattern_says_so_where_it_is_typed_and_stays(sitting):
    desk = sitting()
    before = desk.session.reading
    desk.keys("/ tab '(16'")
    assert desk.prompt == "/re/ (16   missing ), at the end"
    desk.keys("enter")
    assert desk.prompt == "/re/ (16   missing ), at the end"
    assert desk.session.reading == before
    desk.keys("')' enter")
    assert desk.selected == "16"
    assert desk.desk.modes == []


def test_a_pattern_that_takes_too_long_says_so_and_holds_nothing_up(sitting, tmp_path, monkeypatch):
    monkeypatch.setattr(patterns, "TOO_LONG", 0.01)
    (tmp_path / "a.txt").write_text("Words first. " + "a" * 4000 + "b and more words.\n")
    desk = sitting(tmp_path / "a.txt")
    desk.keys("/ tab '(a|aa)+!'")
    slow = "/re/ (a|aa)+!   this pattern takes too long on this text: make it simpler"
    assert desk.prompt == slow
    desk.keys("enter")
    assert desk.prompt == slow
    desk.keys("ctrl+u 'words' enter")
    assert desk.selected == "Words"
    desk.desk.searches[-1] = patterns.Query("(a|aa)+!", True)
    desk.keys("n")
    assert desk.said == ("/(a|aa)+!/: this pattern takes too long on this text: make it simpler.")


def test_earlier_searches_come_back_with_the_arrows(sitting):
    desk = sitting()
    desk.keys("/ 'elite' enter / tab '1.' enter / 'russia' enter / 'elite' enter / 'dr'")
    shown = []
    for key in ("up", "up", "up", "up", "down", "down", "down", "down"):
        desk.keys(key)
        shown.append(desk.prompt.split("   ")[0])
    assert shown == [
        "/ elite",
        "/ russia",
        "/re/ 1.",
        "/re/ 1.",
        "/ russia",
        "/ elite",
        "/ dr",
        "/ dr",
    ]


def test_an_empty_line_shows_and_repeats_the_last_search(sitting):
    desk = sitting()
    desk.keys("/ tab '[a-z]+ors' enter")
    first = desk.session.reading.start
    desk.keys("/")
    assert desk.prompt == "/ [a-z]+ors"
    desk.keys("enter")
    assert desk.said == "/[a-z]+ors/"
    assert desk.session.reading.start > first


def test_the_last_search_goes_on_in_another_article(sitting, tmp_path):
    desk = sitting()
    desk.keys("/ 'elite' enter")
    (tmp_path / "b.txt").write_text("Another article. It has an elite of its own.\n")
    desk.open(tmp_path / "b.txt")
    desk.keys("n")
    assert desk.selected == "elite"


def test_pasted_words_are_searched_for(sitting):
    desk = sitting()
    desk.keys("/")
    desk.desk.paste("north\nkorean")
    assert desk.prompt.startswith("/ north korean   [1/")


def test_what_search_needs_is_loaded_when_it_is_needed():
    code = (
        "import sys, annotate_tui.tui.app, annotate_tui.tui.acts.opening\n"
        "assert 'annotate_tui.reading.finding' not in sys.modules\n"
        "import annotate_tui.tui.keys\n"
        "from annotate_tui.reading.finding import Query, Search\n"
        "Search('a b', Query('a'))\n"
        "assert 'regex' not in sys.modules\n"
        "Search('a b', Query('a', True))\n"
        "assert 'regex' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.fixture
def by_and_by(monkeypatch):
    """Every key and every pause looks at one small piece of the text, no more."""
    monkeypatch.setattr(Literal, "piece", 64)
    for name in ("AT_ONCE", "SEEK_SLICE", "COUNT_SLICE"):
        monkeypatch.setattr(mode, name, 0)


def test_a_long_search_goes_on_in_idle_time_and_enter_waits_for_it(sitting, by_and_by):
    desk = sitting()
    length = len(desk.session.document.text)
    desk.keys("/ 'individuals'")
    assert desk.prompt == "/ individuals   searching…"
    slices = 0
    while desk.prompt.endswith("searching…"):
        assert desk.desk.work() in (True, False)
        slices += 1
        assert slices < length
    assert slices > 10
    assert desk.selected == "individuals"
    assert desk.prompt.endswith("+]")
    while desk.desk.jobs:
        desk.desk.work()
    assert desk.prompt.endswith("[1/1]")
    desk.keys("escape / 'individuals' enter")
    assert desk.selected == "individuals"
    desk.keys("escape g / 'zebra' enter")
    assert desk.said == "“zebra” is not in this text."


def test_what_is_searched_in_vain_for_long_stays_in_the_line(sitting, by_and_by, monkeypatch):
    monkeypatch.setattr(mode, "ON_ENTER", 0)
    desk = sitting()
    desk.keys("/ 'individuals' enter")
    assert desk.prompt == "/ individuals   not found yet: enter goes on looking"
    for _ in range(len(desk.session.document.text)):
        if not desk.desk.modes:
            break
        desk.keys("enter")
    assert desk.selected == "individuals"


def test_a_key_and_escape_end_what_was_looked_for(sitting, by_and_by):
    desk = sitting()
    before = desk.session.reading
    desk.keys("/ 'individuals' escape")
    assert "matches" not in desk.desk.jobs
    desk.keys("/ 'individuals' ctrl+u")
    assert "matches" not in desk.desk.jobs
    assert desk.session.reading == before


def test_no_job_waits_for_another_one_to_be_done(sitting):
    desk = sitting().desk
    done = []
    desk.later("long", lambda: len(done.append("long") or done) < 9)
    desk.later("short", lambda: done.append("short") or False)
    while desk.jobs:
        desk.work()
    assert done[:3] == ["long", "short", "long"]


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
