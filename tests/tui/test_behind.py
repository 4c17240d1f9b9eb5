"""Work behind the screen: done in a thread, taken between keys, never while somebody types."""

from __future__ import annotations

import threading

from annotate_tui.loaders.errors import LoadError
from annotate_tui.tui.behind import Errand


def work(desk, times: int = 3) -> None:
    for _ in range(times):
        desk.desk.work()


def test_what_was_fetched_is_taken_where_keys_are_taken(sitting):
    desk, may_go, taken = sitting(), threading.Event(), []
    here = threading.current_thread()

    def fetch() -> threading.Thread:
        may_go.wait(10)
        return threading.current_thread()

    errand = Errand(
        fetch, lambda one: taken.append((one, threading.current_thread())), taken.append
    )
    errand.begin(desk.desk, "job", "Reading …")
    work(desk)
    assert not taken
    assert "job" in desk.desk.jobs
    assert desk.said == "Reading …"
    may_go.set()
    errand.wait(10)
    work(desk)
    ((there, where),) = taken
    assert there is not here
    assert where is here
    assert "job" not in desk.desk.jobs


def test_an_error_is_handed_on(sitting):
    desk, failed = sitting(), []

    def fetch() -> None:
        raise ValueError("no")

    errand = Errand(fetch, lambda _: None, failed.append)
    errand.begin(desk.desk, "job", "Reading …")
    errand.wait(10)
    work(desk)
    assert [str(error) for error in failed] == ["no"]


def test_it_waits_until_nobody_types(sitting):
    desk, taken = sitting(), []
    desk.keys("m 'half a no'")
    errand = Errand(lambda: 1, taken.append, taken.append)
    errand.begin(desk.desk, "job", "Reading …")
    errand.wait(10)
    work(desk)
    assert not taken
    desk.keys("'te' enter")
    work(desk)
    assert taken == [1]
    assert desk.column("note") == ["half a note"]


def test_it_is_taken_while_a_list_or_a_page_is_open(sitting):
    desk, taken = sitting(), []
    desk.keys("?")
    errand = Errand(lambda: 1, taken.append, taken.append)
    errand.begin(desk.desk, "job", "Reading …")
    errand.wait(10)
    work(desk)
    assert taken == [1]


def test_what_cannot_be_taken_is_handed_on_too(sitting):
    desk, failed = sitting(), []

    def take(_: int) -> None:
        raise LoadError("It cannot be kept.")

    errand = Errand(lambda: 1, take, failed.append)
    errand.begin(desk.desk, "job", "Reading …")
    errand.wait(10)
    work(desk)
    assert [str(error) for error in failed] == ["It cannot be kept."]
    assert "job" not in desk.desk.jobs
