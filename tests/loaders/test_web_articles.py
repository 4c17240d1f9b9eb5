"""What is fetched from a server on this machine becomes articles."""

import hashlib

import pytest
from tests.loaders.fetching import (
    HERE,
    STORY,
    network,
    no_proxies,  # noqa: F401 - a fixture of every test
    trust,
)
from tests.servers import serving

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Options, Refused
from annotate_tui.loaders.web import load_url
from annotate_tui.loaders.web_connection import Limits, Network
from annotate_tui.model import Article

TEXT = "Minister under fire\n\nShe named 16 cases.\n"
PRIVATE = Options(allow_private=True)


def load(url):
    """The one article at an address."""
    (article,) = load_url(url, PRIVATE, network())
    assert isinstance(article, Article)
    return article


def unread(url):
    with pytest.raises(LoadError) as told:
        list(load_url(url, PRIVATE, network()))
    return str(told.value)


def test_a_text_becomes_an_article(web):
    url = web.page("/notes", TEXT, content_type="text/plain")
    article = load(url + "?utm_source=mail&id=1#top")
    assert article.source == url + "?id=1"
    assert article.places == ()
    assert article.title == "Minister under fire"
    assert article.found["source"] == "address"
    assert (article.site, article.found["site"]) == ("127.0.0.1", "address")
    assert article.original_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_address_asked_for_is_a_place(web):
    web.page("/new", TEXT, content_type="text/plain")
    article = load(web.redirect("/old", "/new"))
    assert article.source == web.url("/new")
    assert article.places == (web.url("/old"),)


def test_a_text_is_read_in_the_encoding_that_the_server_names(web):
    data = "Строка первая\n\nСлова.\n".encode("koi8-r")
    article = load(web.page("/a", data, content_type="text/plain; charset=KOI8-R"))
    assert article.text == "Строка первая\n\nСлова.\n"
    assert article.original == data
    assert article.original_sha256 == hashlib.sha256(data).hexdigest()
    assert article.encoding == "koi8-r"


@pytest.mark.parametrize("charset", ["koi8-r", "utf-16", "hex", "nonsense", "", "idna"])
def test_a_wrong_charset_does_not_spoil_utf8(web, charset):
    url = web.page("/a", "Grüße\n\nWörter.\n", content_type=f"text/plain; charset={charset}")
    assert load(url).text == "Grüße\n\nWörter.\n"


def test_what_a_loader_refuses_is_told_with_the_address(web):
    url = web.page("/a.txt", b"\x7fELF" + b"\0" * 100, content_type="application/octet-stream")
    said = unread(url)
    assert said.startswith(f"{url} looks like a program")


def test_going_from_https_to_http_is_told(web):
    with serving(tls=True) as safe:
        url = web.page("/a", TEXT, content_type="text/plain")
        safe.redirect("/a", url)
        ours = Network(limits=Limits(total=5), resolve=lambda host, port: HERE, trust=trust)
        (article,) = load_url(safe.url("/a", "localhost"), PRIVATE, ours)
    assert article.source == url
    assert article.warnings == (
        "It came unencrypted at last, though the address asked for is https.",
    )


def page(canonical="", words="", head=""):
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return STORY.replace("</head>", f"{link}{head}</head>").replace(
        "</article>", f"{words}</article>"
    )


def test_a_page_of_html_becomes_an_article_with_its_links_made_whole(web):
    url = web.page(
        "/news/story", page(words='<p>See <a href="../b">the other story</a> about it.</p>')
    )
    article = load(url)
    assert article.loader == "html"
    assert article.title == "Minister under fire"
    assert article.source == url
    assert article.found["source"] == "address"
    assert list(article.structure.hrefs.values()) == [web.url("/b")]
    assert article.original_sha256 == hashlib.sha256(article.original).hexdigest()


def test_the_page_says_by_which_address_it_wants_to_be_known(web):
    web.page("/story", page(canonical="/2023/minister?utm_source=x#top"))
    article = load(web.redirect("/old", "/story?id=7"))
    assert article.source == web.url("/2023/minister")
    assert article.places == (web.url("/story?id=7"), web.url("/old"))
    assert article.found["source"] not in ("", "address")


@pytest.mark.parametrize(
    "canonical", ["https://famous.example/story", "/", "javascript:x", "//[x/"]
)
def test_a_page_cannot_pass_for_one_of_another_site(web, canonical):
    url = web.page("/story", page(canonical=canonical))
    article = load(url)
    assert article.source == url
    assert article.places == ()
    assert article.found["source"] == "address"


def test_the_servers_charset_is_the_pages(web):
    words = "<p>Die Ministerin äußerte sich überraschend öffentlich über größere Verstöße.</p>"
    data = page(words=words, head='<meta charset="windows-1251">').encode("cp1252")
    url = web.page("/a", data, content_type="text/html; charset=windows-1252")
    assert "Die Ministerin äußerte sich überraschend öffentlich" in load(url).text


def test_a_page_without_an_article(web):
    said = unread(web.page("/a", "<!doctype html><html><body><script>go()</script></body></html>"))
    assert said.startswith(f"{web.url('/a')} ")
    assert "no article" in said


def test_a_form_to_log_in_where_the_article_should_be(web):
    said = unread(web.page("/story", LOGIN))
    assert said.startswith(f"{web.url('/story')} asks for a login")


def test_a_zip_of_the_web_is_all_its_articles(web):
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("one.txt", "First words.")
        archive.writestr("two.txt", "Second words.")
        archive.writestr("bad.txt", b"\x7fELF" + b"\0" * 100)
    web.page("/new.zip", made.getvalue(), content_type="application/zip")
    one, two, bad = sorted(
        load_url(web.redirect("/old.zip", "/new.zip"), PRIVATE, network()),
        key=lambda one: isinstance(one, Refused),
    )
    assert (one.source, two.source) == (
        web.url("/new.zip") + "#one.txt",
        web.url("/new.zip") + "#two.txt",
    )
    assert one.places == (web.url("/old.zip") + "#one.txt",)
    assert isinstance(bad, Refused)


LOGIN = """<html><head><title>Log in</title></head><body><form action="/login"><p>Please log in to
read on.</p><input name="user"><input type="password" name="word"></form></body></html>"""


def test_a_login_page_in_place_of_the_article(web):
    web.page("/account/login", LOGIN)
    said = unread(web.redirect("/story", "/account/login?back=/story"))
    assert said.startswith(f"{web.url('/story')} asks for a login: save the page from your browser")
