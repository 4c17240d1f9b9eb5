"""Documents and sites in HTML that mark no article: lists, headings and what is around them."""

from __future__ import annotations

import pytest
from tests.loaders.html_reading import PROSE, blocks, page, read
from tests.loaders.sound import check_sound

from annotate_tui.loaders import load_bytes
from annotate_tui.loaders.html_pages import load
from annotate_tui.model import BlockKind

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
