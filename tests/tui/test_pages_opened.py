"""Pages of a real server, good and bad, from within the reader."""

from __future__ import annotations

import threading

import pytest

from annotate_tui.loaders import Options

PAGE = """<html><head><title>The harbour</title></head><body><article><h1>The harbour</h1>
<p>The board met on Monday in the old town hall. It signed nothing, the chair said on {}.</p>
<p>A second paragraph of the report speaks of ships and of the winter, and it names no names.</p>
<p>The third crane costs four million. Nobody had asked for the third crane before June.</p>
</article></body></html>"""


async def until(app, is_so) -> None:
    for _ in range(500):
        await app.pilot.pause(0.02)
        if is_so():
            return
    raise AssertionError(app.screen())


def text(app) -> str:
    return app.session.document.text


@pytest.fixture
def private():
    """Where the servers of tests stand."""
    return Options(allow_private=True)


async def test_a_page_is_opened_refreshed_and_its_changes_shown(reader, web, private):
    url = web.page("/story", PAGE.format("Tuesday"))
    async with reader() as app:
        app.desk.options = private
        await app.burst(f"z n '{url}' enter")
        await until(app, lambda: app.session.article.source == url)
        assert "It signed nothing" in text(app)
        await app.keys("j c")
        web.page("/story", PAGE.format("Friday evening"))
        await app.burst("z r")
        await until(app, lambda: "Friday evening" in text(app))
        assert app.said.startswith("The page has changed; 1 mark: ")
        await app.burst("z w enter")
        assert app.selected == "Friday evening"


async def test_while_a_server_is_slow_one_reads_on_and_can_leave(reader, web, private):
    go = threading.Event()

    def slow(talk) -> None:
        go.wait(10)
        body = PAGE.format("Tuesday").encode()
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ")
        talk.send(str(len(body)).encode() + b"\r\n\r\n" + body)

    url = web.act("/slow", slow)
    async with reader() as app:
        app.desk.options = private
        before = app.session.article.title
        await app.burst(f"z n '{url}' enter j c k")
        assert len(app.session.marks) == 1
        assert app.session.article.title == before
        go.set()
        await until(app, lambda: app.session.article.source == url)


async def test_what_a_server_refuses_is_one_sentence(reader, web, private):
    async with reader() as app:
        app.desk.options = private
        before = app.session.article.title
        await app.burst(f"z n '{web.url('/nowhere')}' enter")
        await until(app, lambda: not any(job.startswith("open") for job in app.desk.jobs))
        assert "/nowhere" in app.said
        assert app.said.endswith(".")
        assert app.session.article.title == before


async def test_private_networks_are_refused_unless_they_are_allowed(reader, web):
    url = web.page("/story", PAGE.format("Tuesday"))
    async with reader() as app:
        await app.burst(f"z n '{url}' enter")
        await until(app, lambda: not any(job.startswith("open") for job in app.desk.jobs))
        assert "open the program with --allow-private" in app.said
        assert app.session.article.source != url


async def test_a_page_of_a_private_network_is_refreshed_where_that_was_allowed(
    reader, web, private
):
    url = web.page("/story", PAGE.format("Tuesday"))
    async with reader() as app:
        app.desk.options = private
        await app.burst(f"z n '{url}' enter")
        await until(app, lambda: app.session.article.source == url)
        app.desk.options = None
        await app.burst("z r")
        await until(app, lambda: not any(job.startswith("refresh") for job in app.desk.jobs))
        assert "open the program with --allow-private" in app.said
        assert "say --allow" not in app.said
