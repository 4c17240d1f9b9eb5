"""Pages fetched from a server on this machine: what comes."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loaders.fetching import (
    HERE,
    STORY,
    get,
    no_proxies,  # noqa: F401 - a fixture of every test
    refused,
    trust,
)
from tests.servers import serving

from annotate_tui import __version__
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.web import fetch
from annotate_tui.loaders.web_connection import Limits, Network


def test_the_bytes_the_type_and_the_charset_are_the_servers(web):
    url = web.page(
        "/story", STORY.encode("cp1252"), content_type='Text/HTML; Charset="Windows-1252"'
    )
    page = get(url)
    assert page.data == STORY.encode("cp1252")
    assert page[1:] == (url, "text/html", "cp1252", "story.html", ())


def test_the_request_says_who_asks_and_for_which_host(web):
    web.page("/story", STORY)
    get(f"http://Story.example:{web.port}/story?id=3&x=é#part")
    (asked,) = web.asked
    assert asked.method == "GET"
    assert asked.path == "/story?id=3&x=%C3%A9"
    assert asked.headers["host"] == f"story.example:{web.port}"
    assert asked.headers["user-agent"].startswith(f"annotate-tui/{__version__} (")
    assert "text/html" in asked.headers["accept"]
    assert "cookie" not in asked.headers
    assert "referer" not in asked.headers


def test_packed_pages_are_unpacked(web):
    body = STORY.encode()
    raw = zlib.compressobj(wbits=-15)
    packings = {
        "gzip": gzip.compress(body),
        "x-gzip": gzip.compress(body[:300]) + gzip.compress(body[300:]) + b"\0\0",
        "deflate": zlib.compress(body),
        "Deflate": raw.compress(body) + raw.flush(),
        "identity": body,
    }
    for coding, data in packings.items():
        url = web.page(f"/{coding}", data, headers={"Content-Encoding": coding})
        assert get(url).data == body, coding


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.integers(1, 50))
def test_members_of_gzip_are_unpacked_wherever_they_are_cut(members, size):
    from annotate_tui.loaders.web_body import _Unpacker

    packed = b"".join(map(gzip.compress, members))
    unpacker = _Unpacker("it", 1000)
    out = b"".join(unpacker.unpack(packed[i : i + size], 1000) for i in range(0, len(packed), size))
    unpacker.check_end()
    assert out == b"".join(members)


@given(st.binary(max_size=100))
def test_unpacking_anything_gives_bytes_or_a_sentence(data):
    from annotate_tui.loaders.web_body import _Unpacker

    unpacker = _Unpacker("it", 1000)
    try:
        unpacker.unpack(data, 1000)
        unpacker.check_end()
    except LoadError as error:
        assert str(error).endswith("try again.")  # noqa: PT017 - one of two outcomes


def test_chunks_are_put_together(web):
    assert get(web.chunked("/a", b"<p>One ", b"page.</p>")).data == b"<p>One page.</p>"


def test_a_page_without_a_length_ends_with_the_connection(web):
    url = web.act("/a", lambda talk: talk.send(b"HTTP/1.0 200 OK\r\n\r\nSome words."))
    assert get(url).data == b"Some words."


@pytest.mark.parametrize(
    ("path", "content_type", "disposition", "name"),
    [
        ("/a/story.php", "text/html", "", "story.php.html"),
        ("/a/README.md", "text/html", "", "README.md.html"),
        ("/a/notes.md", "text/plain", "", "notes.md"),
        ("/data", "application/json", "", "data.json"),
        (
            "/get",
            "application/pdf",
            'attachment; filename="Annual report.pdf"',
            "Annual report.pdf",
        ),
        ("/get", "application/pdf", "attachment; filename*=UTF-8''R%C3%A9sum%C3%A9", "Résumé.pdf"),
        ("/get", "application/pdf", 'attachment; filename="../../etc/passwd"', "passwd.pdf"),
        ("/get", "application/pdf", 'attachment; filename="c:\\x\\y.pdf"', "y.pdf"),
        ("/", "text/html", "", "127.0.0.1.html"),
        ("/%C3%A9t%C3%A9.txt", "text/plain", "", "été.txt"),
        ("/a%00%1Bb", "", "", "a  b"),
    ],
)
def test_a_name_for_what_came(web, path, content_type, disposition, name):
    headers = {"Content-Disposition": disposition}
    url = web.page(path, "Words.", content_type=content_type, headers=headers)
    assert get(url).name == name


def test_a_redirect_is_followed_also_to_another_host_and_in_utf8(web):
    web.page("/caf%C3%A9", STORY)
    port = web.port
    there = f"http://other.example:{port}/café#part".encode().decode("latin-1")
    web.act(
        "/b",
        lambda talk: talk.send(
            f"HTTP/1.1 301 Moved\r\nLocation: {there}\r\n\r\n".encode("latin-1")
        ),
    )
    web.redirect("/a", "b", 307)
    page = get(f"http://one.example:{port}/a")
    assert page.url == f"http://other.example:{port}/caf%C3%A9"
    assert page.hops == (f"http://one.example:{port}/a", f"http://one.example:{port}/b")
    assert [asked.headers["host"] for asked in web.asked] == [
        f"one.example:{port}",
        f"one.example:{port}",
        f"other.example:{port}",
    ]


def test_five_redirects_are_followed_and_not_six(web):
    for at in range(6):
        web.redirect(f"/{at}", f"/{at + 1}")
    web.page("/6", STORY)
    assert get(web.url("/1")).url == web.url("/6")
    assert "redirects more than 5 times" in refused(web.url("/0"))


def test_https_is_checked_for_the_name_though_the_address_is_dialled():
    with serving(tls=True) as web:
        web.page("/a", STORY)
        ours = Network(limits=Limits(total=5), resolve=lambda host, port: HERE, trust=trust)
        for host in ("story.example", "localhost", "127.0.0.1"):
            page = fetch(web.url("/a", host), allow_private=True, network=ours)
            assert page.data == STORY.encode()
        with pytest.raises(LoadError, match=r"cannot be trusted \(Hostname mismatch"):
            fetch(web.url("/a", "other.example"), allow_private=True, network=ours)


def test_the_next_address_is_tried_where_one_does_not_answer(web):
    url = web.page("/a", STORY)
    assert get(url, lambda host, port: ["127.0.0.9", "127.0.0.1"]).data == STORY.encode()
