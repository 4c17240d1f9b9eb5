"""Markdown as a reader sees it: the text, its blocks, its inline marks, its front matter."""

import subprocess
import sys
import textwrap

import pytest

from annotate_tui.loaders import LoadError, load_bytes
from annotate_tui.model import BlockKind
from annotate_tui.text.structure import block, inline_marks


def load(markup, name="a.md"):
    return load_bytes(textwrap.dedent(markup).encode(), "/home/me/a.md", name)


def blocks(markup):
    article = load(markup)
    found = [block(article.structure, i) for i in range(len(article.structure))]
    return [(b.kind.name, b.level, b.label, article.text[b.start : b.end]) for b in found]


def marks(markup):
    article = load(markup)
    return [
        (m.kind.name, article.text[m.start : m.end], m.href)
        for m in inline_marks(article.structure, 0, len(article.text))
    ]


def test_headings():
    assert blocks("Kicker\n\n# The *head*\n\n## Part\n\n# Again\n\nSetext\n---\n\ntext") == [
        ("PARAGRAPH", 0, "", "Kicker"),
        ("TITLE", 1, "", "The head"),
        ("HEADING", 2, "", "Part"),
        ("HEADING", 1, "", "Again"),
        ("HEADING", 2, "", "Setext"),
        ("PARAGRAPH", 0, "", "text"),
    ]
    assert load("# The *head*\n\ntext").title == "The head"


def test_lists_with_depth_and_labels():
    markup = """\
        - one
        - two
          - inner
            wrapped
          - [ ] open
          - [x] done

        3. three
        3. four

           more of four
        - other
        """
    assert blocks(markup) == [
        ("LIST_ITEM", 1, "•", "one"),
        ("LIST_ITEM", 1, "•", "two"),
        ("LIST_ITEM", 2, "•", "inner\nwrapped"),
        ("LIST_ITEM", 2, "☐", "open"),
        ("LIST_ITEM", 2, "☑", "done"),
        ("LIST_ITEM", 1, "3.", "three"),
        ("LIST_ITEM", 1, "4.", "four"),
        ("LIST_ITEM", 1, "", "more of four"),
        ("LIST_ITEM", 1, "•", "other"),
    ]
    assert load("- one\n- two\n\ntext\n").text == "one\ntwo\n\ntext"


def test_quotations_with_depth():
    assert blocks("> one\n>> two\n>\n> - item\n\n- > in item") == [
        ("QUOTE", 1, "", "one"),
        ("QUOTE", 2, "", "two"),
        ("LIST_ITEM", 1, "•", "item"),
        ("QUOTE", 1, "•", "in item"),
    ]


def test_code_keeps_its_indentation():
    assert blocks("```py\n\n  if x:\n      y\n\n```\n\n    four\n      six") == [
        ("CODE", 0, "", "  if x:\n      y"),
        ("CODE", 0, "", "four\n  six"),
    ]


def test_tables():
    markup = "| a | **b** |\n|---|---|\n| 1 | 2<br>3 |\n| | 4 |\n\nafter"
    assert blocks(markup) == [
        ("TABLE_ROW", 1, "", "a\tb"),
        ("TABLE_ROW", 0, "", "1\t2 3"),
        ("TABLE_ROW", 0, "", "4"),
        ("PARAGRAPH", 0, "", "after"),
    ]
    # The empty first cell keeps its tab before the block.
    assert load(markup).text == "a\tb\n1\t2 3\n\t4\n\nafter"
    assert marks(markup) == [("STRONG", "b", "")]


def test_rules_are_empty_blocks():
    assert blocks("a\n\n***\n\nb") == [
        ("PARAGRAPH", 0, "", "a"),
        ("RULE", 0, "", ""),
        ("PARAGRAPH", 0, "", "b"),
    ]


def test_inline_marks():
    found = marks("*a **b*** `c  d` [e *f*](https://x.org/ü?q=1 't') ~~g~~ <https://y.org>")
    assert set(found) == {
        ("EMPHASIS", "a b", ""),
        ("STRONG", "b", ""),
        ("CODE", "c  d", ""),
        ("LINK", "e f", "https://x.org/%C3%BC?q=1"),
        ("EMPHASIS", "f", ""),
        ("STRIKE", "g", ""),
        ("LINK", "https://y.org", "https://y.org"),
    }


def test_marks_keep_their_place_when_white_space_is_trimmed():
    assert marks("# &nbsp; *a*\n\n- [ ] *b*") == [("EMPHASIS", "a", ""), ("EMPHASIS", "b", "")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("soft\nbreak", "soft\nbreak"),
        ("hard  \nbreak\\\nagain<br>and<br/>\nonce more", "hard\nbreak\nagain\nand\nonce more"),
        ("![an *alt* text](p.png) here", "an alt text here"),
        ('<img src="x" alt="a cat"> here', "a cat here"),
        ("H<sub>2</sub>O &amp; &#169; \\* &lt;b&gt;", "H2O & © * <b>"),
        ("a <!-- never --> b", "a  b"),
        ("<div>one <b>two</b></div>\n\n<p>three<br>four &amp; five</p>",
         "one two\n\nthree\nfour & five"),
        ("text\n\n<script>alert(1)</script>\n\n<!-- c -->\n\nmore", "text\n\nmore"),
        ("<div><![foo[ bar]>words", "words"),
        ("[b]not markup[/b]", "[b]not markup[/b]"),
        ("a&#13;b", "a\nb"),
        ("nul \0 here", "nul \ufffd here"),
        ("[ref]\n\n[ref]: https://x.org", "ref"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(markup, text):
    assert load(markup).text == text


def test_footnotes():
    markup = "One[^a] two^[inline *here*] one again[^a].\n\n[^a]: The note.\n\n    Its second part."
    article = load(markup)
    assert article.text == (
        "One[1] two[2] one again[1].\n\n[1] The note.\n\nIts second part.\n\n[2] inline here"
    )
    assert marks(markup) == [("EMPHASIS", "here", "")]
    assert set(article.structure.kinds) == {BlockKind.PARAGRAPH}


def test_no_footnote_is_lost():
    markup = "Text[^a].\n\n[^b]: Unreferenced.\n\n[^a]: First.\n\n[^a]: Second, [^c]: not nested."
    assert (
        load(markup).text
        == "Text[1].\n\n[1] First.\n\n[1] Second, [^c]: not nested.\n\n[b] Unreferenced."
    )
    assert load("^[x][^1]\n[^1]: > [^1]: inner\n\n[^2]: [^2]: both").text.count("inner") == 1


FRONT = """\
---
title: "The *bridge*: closed"
author:
  - Jane Doe
  - name: John Roe
date: 2024-01-03T10:15:00+09:00
lastmod: January 4, 2024
lang: no
site: The Example
url: https://example.org/bridge?id=1
---
# Another head

Text.
"""


def test_front_matter():
    article = load(FRONT)
    assert article.title == "The *bridge*: closed"
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.published == "2024-01-03T10:15:00+09:00"
    assert article.updated == "2024-01-04"
    assert article.language == "no"
    assert article.site == "The Example"
    assert article.source == "https://example.org/bridge?id=1"
    assert article.text == "Another head\n\nText."
    assert article.original == FRONT.encode()


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("author: Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("authors: [Jane Doe, Jane Doe]", ("Jane Doe",)),
        ("author: {name: Jane Doe}", ("Jane Doe",)),
        ("author: janedoe", ("janedoe",)),
        ("author: 5", ("5",)),
        ("author: [[x]]", ()),
    ],
)
def test_authors(head, authors):
    assert load(f"---\n{head}\n---\ntext").authors == authors


@pytest.mark.parametrize(
    "head",
    [
        "title: a: b: [",
        "title:\n\t- x",
        "? {",
        "a: *x",
        'a: "\\UFFFFFFFF"',
        "? [a]\n: b",
    ],
)
def test_bad_front_matter_is_ignored(head):
    article = load(f"---\nkind: x\n{head}\n---\n# Head\n\ntext")
    assert article.text == "Head\n\ntext"
    assert article.title == "Head"


def test_front_matter_makes_no_objects():
    assert load("---\ntitle: !!python/name:os.system x\n---\ntext").title == "x"


def test_text_between_rules_is_no_front_matter():
    assert load("---\njust words\n---\n\nmore").text.split() == ["just", "words", "more"]
    assert load("---\nwords without an end").text.strip() == "words without an end"


@pytest.mark.parametrize(
    "url", ["https://example.org", "/2024/bridge", "ftp://x.org/a", "http://["]
)
def test_what_is_no_address_of_an_article(url):
    assert load(f"---\nurl: '{url}'\n---\ntext").source == "/home/me/a.md"


def test_markup_without_words_is_empty():
    with pytest.raises(LoadError, match="is empty: there is markup"):
        load("<!-- nothing -->\n\n***\n")


@pytest.mark.parametrize(
    "markup",
    [
        ">" * 1000 + " deep words",
        "".join("  " * n + "- item\n" for n in range(300)) + "deep words",
        "[" * 3000 + "deep words",
        "*" * 3000 + "deep words",
        "---\ntitle: " + "[" * 3000 + "\n---\ndeep words",
    ],
)
def test_deep_nesting_loses_no_words(markup):
    assert "deep words" in load(markup).text


def test_a_huge_table():
    article = load("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000)
    assert len(article.structure) == 20_001


def test_the_parser_is_imported_late():
    code = (
        "import sys, annotate_tui.loaders as l; l.load_bytes(b'words', '-', 'a.txt');"
        "print([m for m in ('markdown_it', 'mdit_py_plugins', 'yaml', 'charset_normalizer')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
