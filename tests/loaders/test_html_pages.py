"""Pages of HTML into articles: which are claimed, and what is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.loaders import sound
from tests.loaders.html_reading import PROSE, blocks, page, read, refusal

from annotate_tui.loaders import load_bytes, load_path
from annotate_tui.loaders.html_pages import claims, load
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import inline_marks

_HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt"),
        (b"\xef\xbb\xbf \n<!-- saved --><?xml version='1.0'?><HTML lang=en>", ""),
        ("<!doctype html><p>x".encode("utf-16"), ""),
        (b"<head><title>x", ""),
        (b"<body class=a>", ""),
        (b"<article><p>x</p></article>", ""),
        (b"<meta charset='utf-8'><p>copied</p><p>words</p>", ""),
        (b"plain", "x.HTM"),
        (b"plain", "x.xhtml"),
    ],
)
def test_html_is_known_by_its_beginning_then_by_its_name(data, name):
    assert claims(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"A text that tells of <html> and of <p>.", ""),
        (b"# Title\n\n<div>x</div>\n", "a.md"),
        (b"<div align=center>\n<h1>Read me</h1>\n</div>\n\n# Title", "README.md"),
        (b"<p>hm", ""),
        (b"<?xml version='1.0'?><rss><channel></channel></rss>", "feed.xml"),
        (b"< 5 and > 3", ""),
        (b"", ""),
        (b"<htmlx>", "a.txt"),
        (b"Content-Type: multipart/related; boundary=x\n\n<html>", "letter.eml"),
    ],
)
def test_a_text_with_a_tag_in_it_is_none(data, name):
    assert not claims(data, name)


def test_a_claim_imports_nothing_heavy():
    code = (
        "import sys; from annotate_tui.loaders.html_pages import claims; claims(b'<html>', 'a.html');"
        "print([m for m in ('lxml', 'trafilatura', 'email') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"


def test_the_sample_page_whole():
    article = load_path(_HERE / "samples" / "article.html")
    sound.check_sound(article)
    assert blocks(article) == [
        ("TITLE", 0, "", "Bridge to close for eleven weeks"),
        ("PARAGRAPH", 0, "", article.text.split("\n\n")[1]),
        ("QUOTE", 1, "", "Nobody should be alarmed, but nobody should wait either."),
        ("HEADING", 2, "", "What it costs"),
        ("LIST_ITEM", 1, "3.", "The repair: 4.2 million"),
        ("LIST_ITEM", 1, "4.", "The ferries: 600,000"),
        ("TABLE_ROW", 1, "", "Pier\tCracks"),
        ("TABLE_ROW", 0, "", "Four\t12"),
        ("PARAGRAPH", 0, "", article.text.split("\n\n")[-1]),
    ]
    assert article.text.endswith("will hear nineteen witnesses.")
    marked = [
        (article.text[mark.start : mark.end], mark.kind, mark.href)
        for mark in inline_marks(article.structure, 0, len(article.text))
    ]
    assert marked == [
        ("close", InlineKind.EMPHASIS, ""),
        ("engineers", InlineKind.LINK, "https://harbourpost.example/town/report.html"),
    ]
    assert article.title == "Bridge to close for eleven weeks"
    assert article.authors == ("Jonas Welk",)
    assert article.site == "The Harbour Post"
    assert article.published == "2024-02-06T18:30:00+01:00"
    assert article.updated == "2024-02-07"
    assert article.language == "en"
    assert article.source == "https://harbourpost.example/town/bridge-closes"
    assert article.places == (str(_HERE / "samples" / "article.html"),)
    assert article.found == {
        "title": "json-ld",
        "authors": "json-ld",
        "site": "json-ld",
        "published": "json-ld",
        "updated": "json-ld",
        "language": "meta",
        "source": "meta",
    }
    assert article.original == (_HERE / "samples" / "article.html").read_bytes()


def test_the_headline_is_added_once_where_the_body_has_none():
    head = '<meta property="og:title" content="River plan reviewed">'
    found = blocks(read(f"<div class='top'>x</div><article>{PROSE}</article>", head))
    assert found[0] == ("TITLE", 0, "", "River plan reviewed")
    assert [one[0] for one in found].count("TITLE") == 1
    found = blocks(read(f"<article><h1>River plan  reviewed!</h1>{PROSE}</article>", head))
    assert found[0] == ("TITLE", 0, "", "River plan reviewed!")
    assert sum("River plan" in one[3] for one in found) == 1


def test_the_page_s_own_heading_is_the_headline_whatever_it_is_called_elsewhere():
    head = '<meta property="og:title" content="You will not believe this river">'
    article = read(f"<article><h1>River plan reviewed</h1>{PROSE}</article>", head)
    assert blocks(article)[0] == ("TITLE", 0, "", "River plan reviewed")
    assert "believe" not in article.text
    assert article.title == "You will not believe this river"


def test_what_trafilatura_s_tree_drops_is_carried_through():
    body = (
        f"<article><h1>Day</h1>{PROSE}"
        "<p>He said <q>so <q>it</q> is</q>.<br>Roses<br>violets<br><br>a new <b>stanza</b></p>"
        "<ul><li>one<ul><li>two</ul><li><p>p1</p><p>p2</p></ul>"
        "<ol reversed type=a><li>last<li value=7>seventh</ol>"
        "<blockquote><p>outer</p><blockquote>inner</blockquote><cite>Someone</cite></blockquote>"
        "<pre>a poem\n  with lines</pre><p>E<b>nd</b>ing of it, 10<sup>2</sup>, so.</p></article>"
    )
    assert blocks(read(body))[4:] == [
        ("PARAGRAPH", 0, "", "He said “so ‘it’ is”.\nRoses\nviolets"),
        ("PARAGRAPH", 0, "", "a new stanza"),
        ("LIST_ITEM", 1, "•", "one"),
        ("LIST_ITEM", 2, "•", "two"),
        ("LIST_ITEM", 1, "•", "p1"),
        ("LIST_ITEM", 1, "", "p2"),
        ("LIST_ITEM", 1, "b.", "last"),
        ("LIST_ITEM", 1, "g.", "seventh"),
        ("QUOTE", 1, "", "outer"),
        ("QUOTE", 2, "", "inner"),
        ("QUOTE", 1, "", "Someone"),
        ("CODE", 0, "", "a poem\n  with lines"),
        ("PARAGRAPH", 0, "", "Ending of it, 102, so."),
    ]


def test_tables_keep_head_caption_and_columns():
    table = (
        "<table><caption>Votes</caption><thead><tr><th>A<th>B</thead>"
        "<tr><td rowspan=2>1<td>two <b>b</b>x<br>y<tr><td>t</table>"
    )
    assert blocks(read(f"<article>{PROSE}{table}{PROSE}</article>"))[3:7] == [
        ("PARAGRAPH", 0, "", "Votes"),
        ("TABLE_ROW", 1, "", "A\tB"),
        ("TABLE_ROW", 0, "", "1\ttwo bx y"),
        ("TABLE_ROW", 0, "", "t"),
    ]


def test_a_piece_of_html_is_read_whole_however_short():
    article = load(b"<p>Hello <b>you</b></p><p>there</p>", "", "")
    sound.check_sound(article)
    assert article.text == "Hello you\n\nthere"
    assert article.title == "Hello you"
    copied = "Version:0.9\r\n<html><body>no<!--StartFragment--><i>yes</i><!--EndFragment-->no"
    assert load(copied.encode(), "", "clip.html").text == "yes"


def test_a_plain_page_that_trafilatura_finds_little_in_is_read_whole():
    body = "".join(
        f"<div><span>Sentence number {n} stands in a box of its own.</span></div>" for n in range(9)
    )
    article = read(f"<nav><a href=/>Home</a></nav>{body}")
    assert "Sentence number 0" in article.text
    assert "Sentence number 8" in article.text
    assert "Home" not in article.text


def test_words_that_trafilatura_runs_together_have_the_form_of_the_page():
    boxes = "".join(
        f"<div><span>Sentence {n} stands in a <b>box</b> of its own.</span></div>" for n in range(9)
    )
    article = read(
        f"<div><a href=/>Contact</a></div><article>{boxes}</article>", "<title>Boxes</title>"
    )
    lines = [f"Sentence {n} stands in a box of its own." for n in range(9)]
    assert article.text == "\n\n".join(["Boxes", *lines])
    assert article.structure.kinds[0] == BlockKind.TITLE
    bold = [article.text[mark.start : mark.end] for mark in inline_marks(article.structure, 0, 999)]
    assert bold == ["box"] * 9


def test_a_text_that_only_the_json_ld_holds_has_its_paragraphs():
    words = ["The council will review the plan for the river.", "Nobody expects the mill to open."]
    node = {"@type": "NewsArticle", "headline": "Plan", "articleBody": "\n\n".join(words)}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = read("<nav><a href=/>Home</a></nav><div id=root></div><script src=x></script>", head)
    assert article.text == "\n\n".join(["Plan", *words])


def test_links_to_edit_a_section_are_left_out():
    past = "<h2>Past<span class=mw-editsection>[<a href=x>edit</a>]</span></h2>"
    body = f"<main><h1>River</h1>{PROSE}{past}{PROSE}</main>"
    assert ("HEADING", 2, "", "Past") in blocks(read(body))


def test_what_the_page_hides_is_left_out():
    hidden = '<p style="display:none">secret</p><p hidden>secret</p><div style="display: none"><p>secret</div>'
    assert "secret" not in read(f"<article>{PROSE}{hidden}</article>").text


def test_language_is_guessed_where_the_page_states_none():
    article = read(f"<article>{PROSE}</article>")
    assert (article.language, article.found["language"]) == ("en", "text")


def test_links_know_the_page_s_address():
    article = read(
        f"<article><p><a href='../x'>Go</a> there.</p>{PROSE}</article>", url="https://e.org/a/b/c"
    )
    assert "https://e.org/a/x" in article.structure.hrefs.values()
    article = read(
        f"<article><p><a href='x'>Go</a> there.</p>{PROSE}</article>",
        "<base href='/deep/'>",
        url="https://e.org/a/b/c",
    )
    assert "https://e.org/deep/x" in article.structure.hrefs.values()


def test_the_canonical_address_is_in_the_form_in_which_addresses_are_compared():
    head = '<link rel=canonical href="HTTPS://E.org:443/plan?utm_source=x&id=3#top">'
    article = read(f"<article>{PROSE}</article>", head)
    assert article.source == "https://e.org/plan?id=3"
    assert article.places == ("/p/page.html",)


def test_a_page_saved_with_its_pictures():
    html = page(f"<article><h1>Plan</h1>{PROSE}</article>")
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.org/plan\r\n"
        b'Subject: Plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--b"\r\n'
        b"\r\n----b\r\nContent-Type: text/html\r\nContent-Location: https://e.org/plan\r\n\r\n"
        + html
        + b"\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n"
    )
    assert claims(data, "page.mhtml")
    assert claims(data, "")
    article = load(data, "/p/page.mhtml", "page.mhtml")
    sound.check_sound(article)
    assert article.text.startswith("Plan\n\nThe council")
    assert article.original == data
    assert article.source == "https://e.org/plan"
    assert article.places == ("/p/page.mhtml",)
    assert article.found["source"] == "headers"
    assert load_bytes(data, "-", "page.mhtml").loader == "html"
    empty = data.replace(b"text/html", b"text/css")
    assert "saved page" in refusal(empty, "page.mhtml")


# Bad input


def test_the_registry_reads_a_page():
    article = load_bytes(page(f"<article>{PROSE}</article>"), "-", "")
    assert article.loader == "html"
    assert article.source == ""
    assert BlockKind.PARAGRAPH in article.structure.kinds
