"""Pages of HTML into articles: which are claimed, what is taken, what is refused and how."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, load_bytes, load_path
from annotate_tui.loaders.html_pages import claims, load, load_page
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import block, inline_marks

_HERE = Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("sound", _HERE / "sound.py")
sound = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sound)

PROSE = (
    "<p>The council will review the plan for the river, which has cost nine million since 2010.</p>"
    "<p>It is to report in spring, after it has heard the farmers and the town on both banks.</p>"
    "<p>Nobody expects the mill to open again before the summer of the year that follows.</p>"
)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body, head="", **details):
    article = load_page(page(body, head), "/p/page.html", "page.html", **details)
    sound.check_sound(article)
    return article


def blocks(article):
    found = []
    for index in range(len(article.structure)):
        one = block(article.structure, index)
        found.append((one.kind.name, one.level, one.label, article.text[one.start : one.end]))
    return found


def refusal(data, name="page.html"):
    with pytest.raises(LoadError) as caught:
        load(data, f"/p/{name}", name)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


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


def test_the_registry_reads_a_page():
    article = load_bytes(page(f"<article>{PROSE}</article>"), "-", "")
    assert article.loader == "html"
    assert article.source == ""
    assert BlockKind.PARAGRAPH in article.structure.kinds


DOCUMENT = """<!DOCTYPE html><html lang="en"><head><title>Minutes</title></head><body>
<header id="title-block-header"><h1 class="title">Minutes</h1></header>
<nav id="TOC" role="doc-toc"><ul><li><a href="#one">What was decided</a></li></ul></nav>
<p>The allotment society met in the back room of the Anchor, and thirty-four members came.<a
href="#fn1" id="fnref1"><sup>1</sup></a></p>
<h2 id="one">What was decided</h2>
<p>Three things were decided after a long discussion of the water bill, which had doubled:</p>
<ol><li>bees are to be kept on the north side;</li><li>their owners say so on a board;</li></ol>
<h2>What was not</h2>
<ul><li>who pays for the board</li><li>who paints it</li></ul>
<p>The meeting closed at ten, and the treasurer’s dog was the last to leave the room.</p>
<section id="footnotes" class="footnotes"><hr><ol><li id="fn1"><p>And a dog.</p></li></ol></section>
</body></html>"""


def test_a_document_as_converters_write_it_keeps_its_lists_and_headings():
    article = load(DOCUMENT.encode(), "", "minutes.html")
    assert [one.split("\n")[0] for one in article.text.split("\n\n") if one] == [
        "Minutes",
        "The allotment society met in the back room of the Anchor, and thirty-four members came.[1]",
        "What was decided",
        "Three things were decided after a long discussion of the water bill, which had doubled:",
        "bees are to be kept on the north side;",
        "What was not",
        "who pays for the board",
        "The meeting closed at ten, and the treasurer’s dog was the last to leave the room.",
        "And a dog.",
    ]


@pytest.mark.parametrize(
    "around",
    [
        '<form action="/search"><input name="q"></form>',
        '<div class="sidebar"><p>Our other societies meet in other rooms, too.</p></div>',
        '<p><a href="/all">' + "All the minutes of all societies since the war. " * 9 + "</a></p>",
        "<script>a()</script><script>b()</script><script>c()</script>",
    ],
)
def test_a_page_of_a_site_is_no_document(around):
    from annotate_tui.loaders.html_judging import is_document
    from annotate_tui.loaders.html_tree import parse_fragment

    assert is_document(parse_fragment(DOCUMENT))
    assert not is_document(parse_fragment(DOCUMENT.replace("</body>", around + "</body>")))


SITE = """<div id="sidebar"><ul><li><a href="/1">Rain</a></li><li><a href="/2">The fence</a></li></ul></div>
<h1>Keeping bees</h1>
<p>Bees need water all through the summer, and a shallow dish with a few stones is enough for them.</p>
<h2>What to buy</h2>
<p>The society lends a smoker and a veil to its members; the rest costs some two hundred euros:</p>
<ul><li>a hive of wood, not of foam;</li><li>a knife;</li></ul>
<ul><li><a href="/3">Other pages about knives</a></li><li><a href="/4">And about hives</a></li></ul>
<h2>When to begin</h2>
<p>Begin in May, when the swarms are out, and ask a neighbour who has done it before to be there.</p>
<p>In autumn they are fed with sugar, and then they are left alone until the crocuses are out.</p>"""


def test_running_heads_and_numbers_of_notes_as_libreoffice_writes_them():
    head = '<div title="header"><p>Minutes of the year</p></div>'
    note = '<div id="sdendnote1"><p><a class="sdendnotesym" href="#sdendnote1anc">i</a>A note.</p></div>'
    said = DOCUMENT.replace("<header", head + "<header").replace("</body>", note + "</body>")
    text = load(said.encode(), "", "a.html").text
    assert "of the year" not in text
    assert text.endswith("And a dog.\n\n[i] A note.")


def test_the_way_through_a_manual_is_no_part_of_it():
    way = (
        '<div class="header"><p>Next: <a href="#n">Hens</a>, Up: <a href="#u">Animals</a></p></div>'
    )
    said = DOCUMENT.replace(
        "<h2>What was not", way + '<div class="header">All in one.</div><h2>What was not'
    )
    assert (
        load(said.encode(), "", "a.html").text
        == load(said.replace(way, "").encode(), "", "a.html").text
    )
    assert "All in one." in load(said.encode(), "", "a.html").text


def test_lists_and_headings_between_the_paragraphs_of_an_unmarked_article():
    read = blocks(load(page(SITE), "", "bees.html"))
    assert [(kind, text[:16]) for kind, _, _, text in read] == [
        ("TITLE", "Keeping bees"), ("PARAGRAPH", "Bees need water "), ("HEADING", "What to buy"),
        ("PARAGRAPH", "The society lend"), ("LIST_ITEM", "a hive of wood, "), ("LIST_ITEM", "a knife;"),
        ("HEADING", "When to begin"), ("PARAGRAPH", "Begin in May, wh"), ("PARAGRAPH", "In autumn they a"),
    ]  # fmt: skip


def test_much_between_two_paragraphs_is_not_the_articles():
    from annotate_tui.loaders.html_matching import filled
    from annotate_tui.loaders.html_tree import parse_fragment, write_tree

    one, two = "<p>The first of two paragraphs.</p>", "<p>The second of them.</p>"
    article = write_tree(parse_fragment(one + two))
    item = "<ul><li>An item of a list.</li></ul>"
    assert filled(*article, *write_tree(parse_fragment(one + two + item))) is None
    assert filled(*article, *write_tree(parse_fragment(one + item * 9 + two))) is None
    assert filled(*article, *write_tree(parse_fragment("<p>Another page.</p>" + item))) is None
    text, structure = filled(*article, *write_tree(parse_fragment(one + item + two)))
    assert text == "The first of two paragraphs.\n\nAn item of a list.\n\nThe second of them."
    assert structure.kinds == bytes([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH])


def test_a_blank_before_a_link_in_a_line_of_an_item_stays():
    items = "".join(
        f'<li><a href="/{at}">Team {at}</a> of nine people<br>Coordinated by <a href="/w">Jo Wolff</a></li>'
        for at in range(9)
    )
    said = read(f"<div class='main-content'><h1>Teams</h1>{PROSE}<ul>{items}</ul></div>").text
    assert "Team 8 of nine people\nCoordinated by Jo Wolff" in said


def test_byline_and_date_within_the_text_are_put_aside_and_read():
    page = (
        "<html><head><title>The bridge will close</title></head><body><h1>The bridge will close"
        "</h1><p>By Ida Brandt</p><p>Posted June 12, 2023</p><p>The bridge over the harbour will"
        " close on Monday, the mayor said. It is old and has been repaired several times.</p>"
        "<p>At least 16 people use it each hour, and they will have to go around.</p></body></html>"
    )
    article = load_bytes(page.encode(), "/a.html", "a.html")
    check_sound(article)
    assert (article.authors, article.published) == (("Ida Brandt",), "2023-06-12")
    assert article.found["authors"] == article.found["published"] == "text"
    kinds = article.structure.kinds
    assert kinds.count(BlockKind.FURNITURE) == 2
    assert kinds[0] == BlockKind.TITLE
