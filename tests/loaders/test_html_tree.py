"""A tree of HTML into text: what a reader sees, block by block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.loaders import LoadError
from annotate_tui.loaders.html_tree import parse_fragment, write_tree
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import block, inline_marks


def blocks(markup, **details):
    text, structure = write_tree(parse_fragment(markup), **details)
    found = []
    for index in range(len(structure)):
        one = block(structure, index)
        found.append((one.kind.name, one.level, one.label, text[one.start : one.end]))
    return found


def marks(markup, **details):
    text, structure = write_tree(parse_fragment(markup), **details)
    return [
        (text[mark.start : mark.end], mark.kind, mark.href)
        for mark in inline_marks(structure, 0, len(text) + 1)
    ]


def words(markup):
    return [found[3] for found in blocks(markup)]


def test_headings_the_first_of_level_one_is_the_title():
    markup = "<h2>Before</h2><h1>The <br>day</h1><h1>Again</h1><h6>Low</h6>"
    assert blocks(markup) == [
        ("HEADING", 2, "", "Before"),
        ("TITLE", 0, "", "The day"),
        ("HEADING", 1, "", "Again"),
        ("HEADING", 6, "", "Low"),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>A day, at last!</h2><p>x", [("TITLE", "A day, at last!"), ("PARAGRAPH", "x")]),
        ("<p>Kicker<h1>a day at last</h1>", [("PARAGRAPH", "Kicker"), ("TITLE", "a day at last")]),
        (
            "<p>x<h1>Other</h1>",
            [("TITLE", "A day at last"), ("PARAGRAPH", "x"), ("HEADING", "Other")],
        ),
    ],
)
def test_a_headline_that_is_given_stands_once(markup, expected):
    found = [(one[0], one[3]) for one in blocks(markup, title="A day at  last")]
    assert found == expected


def test_lists_nest_and_show_their_markers():
    markup = (
        "<ul><li>a<li><p>b1<p>b2<ul><li>c</ul></ul>"
        "<ol start=3><li>x<li value=9>y</ol><ol type=i reversed><li>p<li>q</ol><ol type=A><li>r</ol>"
    )
    assert blocks(markup) == [
        ("LIST_ITEM", 1, "•", "a"),
        ("LIST_ITEM", 1, "•", "b1"),
        ("LIST_ITEM", 1, "", "b2"),
        ("LIST_ITEM", 2, "•", "c"),
        ("LIST_ITEM", 1, "3.", "x"),
        ("LIST_ITEM", 1, "9.", "y"),
        ("LIST_ITEM", 1, "ii.", "p"),
        ("LIST_ITEM", 1, "i.", "q"),
        ("LIST_ITEM", 1, "A.", "r"),
    ]


def test_items_of_one_list_stand_line_by_line_lists_apart():
    text, _ = write_tree(parse_fragment("<ul><li>a<li>b</ul><ul><li>c</ul><p>d"))
    assert text == "a\nb\n\nc\n\nd"


def test_task_lists_and_definitions():
    markup = (
        "<ul><li><input type=checkbox checked> a<li><input type=checkbox>b</ul><dl><dt>T<dd>D</dl>"
    )
    assert blocks(markup) == [
        ("LIST_ITEM", 1, "☑", "a"),
        ("LIST_ITEM", 1, "☐", "b"),
        ("PARAGRAPH", 0, "", "T"),
        ("LIST_ITEM", 1, "", "D"),
    ]


def test_quotations_nest_and_code_keeps_its_lines():
    markup = "<blockquote>a<blockquote><p>b</blockquote>c</blockquote><pre>\n  x <b>y</b>\n\n\tz  \n</pre>"
    assert blocks(markup) == [
        ("QUOTE", 1, "", "a"),
        ("QUOTE", 2, "", "b"),
        ("QUOTE", 1, "", "c"),
        ("CODE", 0, "", "  x y\n\n\tz"),
    ]


def test_lines_of_code_in_boxes_of_their_own_are_lines():
    assert words("<pre><div>a</div><div>b</div>c<br>d</pre>") == ["a\nb\nc\nd"]


def test_breaks_are_lines_two_of_them_a_paragraph():
    assert words("<p>roses<br>violets<br/> <br>sugar<br></p>") == ["roses\nviolets", "sugar"]


def test_white_space_is_a_browser_s():
    markup = "<p> one<b> two </b>three\n\tfo&shy;ur&nbsp;&nbsp;five &#150; si\u200bx</p>"
    assert words(markup) == ["one two three four five – six"]
    assert words("<p>He<b>ll</b>o<i>!</i></p><span>a</span><span>b</span>") == ["Hello!", "ab"]


def test_marks_are_within_their_block_and_hold_no_white_space_at_the_ends():
    assert marks(
        "<b> a <div>b</div></b> c<br><br><em>x<em>y</em></em><s>z</s><code>k  l</code>"
    ) == [
        ("a", InlineKind.STRONG, ""),
        ("b", InlineKind.STRONG, ""),
        ("xy", InlineKind.EMPHASIS, ""),
        ("z", InlineKind.STRIKE, ""),
        ("k l", InlineKind.CODE, ""),
    ]


@pytest.mark.parametrize(
    ("href", "url", "expected"),
    [
        ("/b c", "https://e.org/a/", "https://e.org/bc"),
        ("x#y", "https://e.org/a/", "https://e.org/a/x#y"),
        ("x#y", "", "x#y"),
        ("mailto:a@e.org", "https://e.org/", "mailto:a@e.org"),
        ("//cdn.e.org/x", "https://e.org/", "https://cdn.e.org/x"),
    ],
)
def test_links_are_absolute_where_the_page_s_address_is_known(href, url, expected):
    assert marks(f'<p><a href="{href}">go</a>', url=url) == [("go", InlineKind.LINK, expected)]


@pytest.mark.parametrize("href", ["javascript:x()", "data:text/html,x", " ", "http://[::1"])
def test_links_that_run_or_lead_nowhere_are_words(href):
    assert marks(f'<p><a href="{href}">go</a>', url="https://e.org/") == []
    assert words(f'<p><a href="{href}">go</a>') == ["go"]


def test_tables_have_a_head_and_cells_that_reach_keep_their_columns():
    markup = (
        "<table><caption>Votes</caption><tr><th>A<th>B<th>C"
        "<tr><td rowspan=2>1<td colspan=2>2<tr><td>x<td>y<tr><td><td>m\n n<td></table>"
    )
    text, _ = write_tree(parse_fragment(markup))
    assert text == "Votes\n\nA\tB\tC\n1\t2\t\n\tx\ty\n\tm n\t"
    assert blocks(markup)[1:] == [
        ("TABLE_ROW", 1, "", "A\tB\tC"),
        ("TABLE_ROW", 0, "", "1\t2"),
        ("TABLE_ROW", 0, "", "x\ty"),
        ("TABLE_ROW", 0, "", "m n"),
    ]


def test_marks_in_cells():
    markup = "<table><tr><td>a<td><b>bb</b> c<tr><td><td><a href='http://e.org/x'>d</a></table>"
    assert marks(markup) == [
        ("bb", InlineKind.STRONG, ""),
        ("d", InlineKind.LINK, "http://e.org/x"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><p>a<p>b<tr><td>c</table>",
        "<table><tr><td>a<td><table><tr><td>b</table><tr><td>c</table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c</table>",
        "<table><tr><td>a<td>b<h2>c</h2></table>",
    ],
)
def test_tables_that_lay_out_a_page_are_its_paragraphs(markup):
    found = blocks(markup)
    assert [one[3] for one in found] == ["a", "b", "c"]
    assert "TABLE_ROW" not in {one[0] for one in found}


def test_what_is_not_seen_is_left_out():
    markup = (
        "<title>t</title><style>s</style><script>x</script><p>a"
        "<span style='color:red; display: none'>no</span><b hidden>no</b> b<!-- no --> c"
        "<button>Share</button><select><option>no</select><svg><text>no</text></svg> d"
    )
    assert words(markup) == ["a b c d"]


def test_signs_that_only_lead_elsewhere_on_the_page_are_left_out():
    markup = (
        "<h2>Abstract<a href='#abstract'>¶</a></h2><p>A note.<a href='#r1' role='doc-backlink'>↩︎</a>"
        "<p><a href='#r2'><b>^</b></a> Another.<p>An <a href='https://example.org/#x'>anchor</a> in § 3 of"
        " <a href='/law'>§ 4</a>.<p>A <a href='/up'>↑</a>"
    )
    assert words(markup) == ["Abstract", "A note.", "Another.", "An anchor in § 3 of § 4.", "A ↑"]


def test_entities_of_a_documents_own_are_neither_read_nor_shown():
    markup = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">\n<!ENTITY y "z">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Here is &x; and &y;.</p></body></html>'
    )
    assert words(markup) == ["Here is &x; and &y;."]


def test_footnotes_signs_and_rules():
    markup = (
        "<hr><p>so<sup><a href='#n'>1</a></sup> m<sup>2</sup> <img alt='🙂'> <img alt=Logo>"
        "<hr><hr><p>x<hr>"
    )
    assert blocks(markup) == [
        ("PARAGRAPH", 0, "", "so[1] m2 🙂"),
        ("RULE", 0, "", ""),
        ("PARAGRAPH", 0, "", "x"),
    ]


def test_xhtml_s_empty_tags_do_not_swallow_the_page():
    page = (
        b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        b'<title/><script src="a.js"/></head><body><a id="x"/><p>one<br/>two</p></body></html>'
    )
    assert words(page) == ["one\ntwo"]
    assert marks(page) == []


def test_characters_that_are_none_are_left_out():
    markup = "<p>a&#1;b&#xFFFF;c&#xD800;d\uffff\x0be&#x110000;f&#128512;&#0;"
    assert words(markup) == ["abcd ef😀"]


def test_entities_of_the_document_s_own_are_not_resolved():
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]><p>x &b; &f; y</p>'
    )
    assert "ha" not in "".join(words(bomb)).replace("&", "")
    assert words(bomb)[-1] == "x &b; &f; y"


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td"])
def test_a_hundred_thousand_levels_are_read(tag):
    assert "".join(words(f"<{tag}>" * 100_000 + "deep" + "<p>after")) == "deepafter"


def test_an_unknown_element_nested_too_deeply_is_one_sentence():
    with pytest.raises(LoadError, match=r"^p\.html is nested too deeply to be read: [^.]+\.$"):
        parse_fragment("<x-y>" * 5000 + "deep", name="p.html")


@pytest.mark.parametrize("markup", ["<!-- x -->", b"\xff\xfe", ""])
def test_no_markup_is_one_sentence(markup):
    with pytest.raises(LoadError, match=r"^p\.html is empty: [^.]+\.$"):
        parse_fragment(markup, name="p.html")


def test_an_unknown_encoding_is_one_sentence():
    with pytest.raises(LoadError, match=r"unknown encoding \(klingon\): save it as UTF-8"):
        parse_fragment(b"x", "klingon")


_TAGS = (
    "p div b em a li ul ol blockquote pre h1 h3 table tr td th br hr span dd dl caption code q sup"
).split()
_BITS = st.one_of(
    st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [" ", "\n", "&nbsp;", "&shy;", "x", "1", "two words. Three!", "&#133;", "\u3000"]
    ),
    st.just("<a href='#q'>"),
    st.just("<td colspan=3 rowspan=2>"),
    st.text(max_size=5),
)


@given(st.lists(_BITS, max_size=40).map("".join), st.sampled_from(["", "two words three"]))
def test_any_markup_gives_blocks_in_order(markup, title):
    try:
        root = parse_fragment(markup)
    except LoadError:
        return
    text, structure = write_tree(root, title=title)
    at = 0
    for index in range(len(structure)):
        one = block(structure, index)
        assert at <= one.start <= one.end
        assert not text[at : one.start].strip()
        held = text[one.start : one.end]
        assert held == held.rstrip()
        assert held or one.kind is BlockKind.RULE
        assert one.kind is BlockKind.CODE or held == held.lstrip()
        at = one.end
    assert not text[at:].strip()
    for mark in inline_marks(structure, 0, len(text) + 1):
        held = text[mark.start : mark.end]
        assert held == held.strip()
        assert held
    letters = [char for char in text if char.isalpha()]
    shown = [char for char in "".join(root.itertext()) if char.isalpha()]
    assert len(letters) >= len(shown) * (not title)
