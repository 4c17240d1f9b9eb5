"""`z n`: one more article from within the reader, by a path or an address."""

from __future__ import annotations

import re
import threading
import time

import pytest

from annotate_tui import loaders


def work_off(held) -> None:
    until = time.monotonic() + 20
    while any(name.startswith("open ") for name in held.desk.jobs):
        assert time.monotonic() < until
        held.desk.work()


def title(held) -> str:
    return held.session.article.title


def test_a_file_by_its_path(sitting, other):
    desk = sitting()
    desk.keys(f"z n '{other}' enter")
    assert title(desk) == "A market in Hyesan"
    assert not desk.desk.modes


def test_in_one_burst_with_what_is_done_there(sitting, other):
    desk = sitting()
    desk.keys(f"z n '{other}' enter j c")
    assert desk.marks[-1] == ("claim", "Nobody knew why.")


def test_a_path_from_home_completed_by_tab(sitting, other, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    desk = sitting()
    desk.keys("z n '~/hy' tab")
    assert desk.prompt == "Open ~/hyesan.txt"
    desk.keys("enter")
    assert title(desk) == "A market in Hyesan"


def test_tab_goes_on_to_the_next_name_and_says_where_there_is_none(sitting, tmp_path):
    for name in ("b1.txt", "b2.txt"):
        (tmp_path / name).write_text(f"Story {name}")
    desk = sitting()
    desk.keys(f"z n '{tmp_path}/b' tab")
    assert desk.prompt.endswith("/b1.txt")
    assert "tab 1 of 2" in desk.bar(1)
    desk.keys("tab")
    assert desk.prompt.endswith("/b2.txt")
    desk.keys("ctrl+u '/nowhere/x' tab")
    assert desk.bar(1) == "No file or folder begins so."


@pytest.mark.parametrize("typed", ["/nowhere/at/all.txt", "~nobody-like-that/x", "/"])
def test_what_cannot_be_opened_stays_in_the_line_with_one_sentence(sitting, typed):
    desk = sitting()
    before, steps = title(desk), desk.steps
    desk.keys(f"z n '{typed}' enter")
    assert desk.prompt == f"Open {typed}"
    assert desk.bar(1).endswith(".")
    desk.keys("escape")
    assert title(desk) == before
    assert desk.steps == steps


def test_nothing_typed_opens_nothing(sitting):
    desk = sitting()
    desk.keys("z n enter")
    assert desk.said == "Nothing was opened."
    assert not desk.desk.modes


def test_from_the_library_also_where_it_is_empty(sitting, other):
    desk = sitting(None)
    desk.keys("j")
    desk.keys(f"z n '{other}' enter")
    assert title(desk) == "A market in Hyesan"
    assert not desk.desk.modes


def test_from_the_palette(sitting, other):
    desk = sitting()
    desk.keys(f": 'open a file' enter '{other}' enter")
    assert title(desk) == "A market in Hyesan"


def test_a_library_that_cannot_be_written_says_so(sitting):
    sitting()
    desk = sitting(read_only=True)
    desk.keys("z n")
    assert "read" in desk.said
    assert not desk.desk.modes


@pytest.fixture
def page(monkeypatch):
    """A page that answers when it is let go."""
    from annotate_tui.loaders import web

    go = threading.Event()

    def load(url, options=None):
        go.wait(20)
        if "broken" in url:
            raise loaders.LoadError(f"{url} did not answer: try again later.")
        yield loaders.load_bytes(b"A page\n\nIt has words.\n", url, "page.txt")

    monkeypatch.setattr(web, "load_url", load)
    yield go
    go.set()


def test_an_address_is_read_behind_the_screen(sitting, page):
    desk = sitting()
    desk.keys("z n 'https://example.org/a' enter j c")
    assert len(desk.session.marks) == 1
    before = title(desk)
    desk.keys("z n 'https://example.org/a' enter")
    assert desk.said == "https://example.org/a is being read already."
    page.set()
    assert title(desk) == before
    work_off(desk)
    assert title(desk) == "A page"
    assert desk.session.article.source == "https://example.org/a"


def test_an_address_that_fails_is_one_sentence(sitting, page):
    page.set()
    desk = sitting()
    before = title(desk)
    desk.keys("z n 'https://example.org/broken' enter")
    work_off(desk)
    assert desk.said == "https://example.org/broken did not answer: try again later."
    assert title(desk) == before


def test_an_address_that_was_fetched_before_opens_at_once(sitting, page):
    page.set()
    desk = sitting()
    desk.keys("z n 'https://example.org/a' enter")
    work_off(desk)
    desk.keys("[ z n 'HTTPS://example.org/a' enter")
    assert title(desk) == "A page"
    assert desk.said == "Fetched before; zr reads it anew"


@pytest.mark.parametrize("typed", ["https://[", "ftp://example.org/a", "http://"])
def test_an_address_that_is_none_is_one_sentence(sitting, typed):
    desk = sitting()
    before = title(desk)
    desk.keys(f"z n '{typed}' enter")
    work_off(desk)
    told = desk.said or desk.bar(1)
    assert told.endswith(".")
    assert title(desk) == before


def test_a_book_brings_all_its_articles(sitting, tmp_path):
    book = tmp_path / "book.jsonl"
    book.write_text("".join(f'{{"text": "Story {n}. It has words."}}\n' for n in range(12)))
    desk = sitting()
    desk.keys(f"z n '{book}' enter")
    assert desk.said == "Added 12 articles; ] goes on"
    desk.keys("]")
    assert "Story 1" in desk.session.document.text


def test_what_is_much_like_another_article_says_so(sitting, sample, tmp_path):
    near = tmp_path / "near.txt"
    near.write_text(sample.read_text("utf-8").replace("closely", "narrowly"), "utf-8")
    desk = sitting()
    desk.keys(f"z n '{near}' enter")
    assert desk.said.startswith("much like article 1, “Growing unrest")
    assert re.search(r"[0-9] % of it is the same$", desk.said)


def test_what_one_types_meanwhile_is_not_closed(sitting, page):
    desk = sitting()
    desk.keys("z n 'https://example.org/a' enter j m 'half'")
    page.set()
    for _ in range(20):
        desk.desk.work()
        time.sleep(0.001)
    assert desk.prompt.endswith("half")
    desk.keys("enter")
    work_off(desk)
    assert title(desk) == "A page"


def test_a_private_address_is_refused_with_what_one_can_do_in_here(sitting):
    desk = sitting()
    desk.keys("z n 'http://127.0.0.1:9/story' enter")
    work_off(desk)
    assert desk.said.startswith("127.0.0.1 is no address of the public internet")
    assert desk.said.endswith(": open the program with --allow-private if you mean it.")
