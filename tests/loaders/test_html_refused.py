"""Pages of HTML that are refused, and bad markup that is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders import sound
from tests.loaders.html_reading import PROSE, page, read, refusal

from annotate_tui.loaders import LoadError
from annotate_tui.loaders.html_pages import load, load_page

_HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<form><input name=u><input type=password><button>Log in</button></form>", "password"),
        (
            "<div id=root></div><script src=app.js></script><noscript>Enable it</noscript>",
            "builds its text in the browser",
        ),
        (
            "".join(
                f"<div><h3><a href='/{n}'>A story about number {n} in the town</a></h3></div>"
                for n in range(50)
            ),
            "page of links",
        ),
        ("", "holds no article"),
        ("<p>404</p>", "holds no article"),
        ("<h1>Not found</h1><!-- x -->", "save the page from there"),
    ],
)
def test_a_page_without_an_article_is_refused_in_a_sentence(body, told):
    assert told in refusal(page(body))


def test_a_page_that_is_for_subscribers_says_so():
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Plan",'
        '"isAccessibleForFree":"False"}</script>'
    )
    (sentence,) = read(f"<article>{PROSE}</article>", head).warnings
    assert "subscribers" in sentence


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 100_000 + PROSE.encode(),
        b"<html><p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">" + PROSE.encode(),
        page(f"<article>{PROSE}</article>").replace(b"river", b"ri\0ver"),
        page(f"<article>{PROSE}</article>")[:-40],
        page(f"<article>{PROSE}<img src='data:image/png;base64,{'A' * 5_000_000}'></article>"),
        page(f"<article>{PROSE}</article><script>{'x<y;' * 2_000_000}</script>"),
        page(f"<article>{PROSE}</article>").replace(b"</p>", b"</div></b></td>"),
        b'<!DOCTYPE html [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        + page(f"<p>&a;&b;</p><article>{PROSE}</article>"),
    ],
    ids=["deep", "attributes", "nul", "cut", "picture", "script", "broken", "entities"],
)
def test_bad_markup_still_is_an_article(data):
    article = load(data, "/p/page.html", "page.html")
    sound.check_sound(article)
    assert "both banks" in article.text
    assert "root:" not in article.text


def test_a_page_of_a_hundred_thousand_elements_is_read_whole_and_soon():
    article = load(page("<nav>no</nav>" + PROSE * 35_000), "/p/page.html", "page.html")
    assert article.text.count("both banks") == 35_000
    assert "no" not in article.text.split()[:3]


def test_a_page_that_is_too_large_is_one_sentence():
    sentence = refusal(page("<p>word " * 2_500_000))
    assert "too large for a page (20 million characters)" in sentence


def test_what_is_no_text_is_one_sentence():
    assert "PNG" in refusal(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "empty" in refusal(b"   \n")


def test_nothing_is_told_on_standard_error(capfd):
    read(f"<article>{PROSE}</article>")
    with pytest.raises(LoadError):
        read("<p>no")
    assert capfd.readouterr().err == ""


_TAGS = (
    "p div b em a li ul ol blockquote pre h1 h2 table tr td th br hr span article section code q"
    " sup dl dt dd nav aside footer form script style figure figcaption svg"
).split()
_BITS = st.one_of(
    st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            PROSE,
            "A sentence of some words stands here. ",
            "x",
            " ",
            "\n",
            "&nbsp;",
            "&shy;",
            "\ufdd0",
        ]
    ),
    st.sampled_from(
        ["<a href='/x'>", "<td colspan=3 rowspan=9>", "<li value=x>", "<p style='display:none'>"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_BITS, max_size=30).map("".join), st.booleans())
def test_any_markup_is_a_sound_article_or_one_sentence(markup, whole):
    data = page(markup) if whole else markup.encode("utf-8", "replace")
    told: list[str] = []
    try:
        article = load_page(data, "/p/a.html", "a.html", url="https://e.org/a")
    except LoadError as error:
        told.append(str(error))
    else:
        sound.check_sound(article)
    assert all(sentence.endswith(".") for sentence in told)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2200), st.binary(max_size=12), st.integers(0, 30))
def test_any_bytes_are_a_sound_article_or_one_sentence(at, noise, cut):
    data = (_HERE / "samples" / "article.html").read_bytes()
    told: list[str] = []
    try:
        article = load(data[:at] + noise + data[at + cut :], "/p/a.html", "a.html")
    except LoadError as error:
        told.append(str(error))
    else:
        sound.check_sound(article)
    assert all(sentence.endswith(".") for sentence in told)
